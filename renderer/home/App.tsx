/** Home: what runs, New session, the settings. */
import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../../preload/contract';
import { bridge, useInfo, usePlaces, useSessions, useSettings } from '../ui/bridge';
import { KeymapContext, useKeymap } from '../ui/keys/keymap';
import { ShortcutsSheet } from '../ui/keys/ShortcutsSheet';
import { useActKeys } from '../ui/keys/useActKeys';
import { Problem } from '../ui/Problem';
import { Palette } from '../ui/palette/Palette';
import type { Wanted } from '../ui/session/choice';
import { NewSession } from '../ui/session/NewSession';
import { isOver } from '../ui/session/order';
import { useTheme } from '../ui/theme';
import { useAsked } from '../ui/useAsked';
import { Attention } from './Attention';
import { DiagnosticsPage } from './diagnostics/DiagnosticsPage';
import { FirstRun } from './FirstRun';
import { homeActs, type Over } from './homeActs';
import { JobsPage } from './JobsPage';
import { SessionsPage } from './SessionsPage';
import { SettingsPage } from './SettingsPage';
import { SideBar } from './SideBar';
import { TitleBar } from './TitleBar';
import { TenantsPage } from './tenants/TenantsPage';
import { useHealth } from './tenants/useHealth';
import { UpdateLine } from './updates/UpdateLine';
import { UpdatesSheet } from './updates/UpdatesSheet';
import { whereAtFirst, whereOf } from './where';

/** The sheet for a new session: closed, or open with what was asked for. */
export type AskNew = (wanted?: Wanted) => void;

/** What this window was made for. */
const FIRST = whereAtFirst(location.hash);

export function App() {
  const info = useInfo();
  const sessions = useSessions();
  const places = usePlaces();
  const settings = useSettings();
  const [where, setWhere] = useState(FIRST);
  const { page } = where;
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [over, setOver] = useState<Over>('none');
  const { failures, fail, dismiss } = useFailures();
  const health = useHealth(fail);
  const askNew = useCallback((choice?: Wanted) => setWanted(choice ?? {}), []);
  const chooseCluster = useCallback(() => {
    setWanted(null);
    setWhere(whereOf({ show: 'cluster' }));
  }, []);
  useTheme(settings.value?.theme);
  useAsked((asked) => {
    if (asked.kind === 'updates') setOver('updates');
    if (asked.kind === 'new-session') askNew(asked.tenant === null ? {} : { tenant: asked.tenant });
  });
  const keys = useKeymap(settings.value?.shortcuts);
  const act = homeActs(askNew, setWhere, setOver);
  useActKeys(keys, 'home', act);
  useEffect(() => bridge.on('home.show', (told) => setWhere(whereOf(told))), []);
  const list = sessions.value;
  const firstRun = page === 'sessions' && list !== null && list.length === 0;
  const running = list?.filter((session) => !isOver(session)).length ?? 0;
  // A session that did not start is in the list with its reason: it is said once.
  const notInList = failures.filter(
    (error) =>
      !list?.some(({ state }) => state.kind === 'failed' && state.reason === error.message),
  );
  const attention = (
    <>
      <Attention notices={info?.notices ?? []} failures={notInList} dismiss={dismiss} fail={fail} />
      <UpdateLine onFail={fail} />
    </>
  );
  return (
    <KeymapContext value={keys}>
      <div className="home">
        <SideBar
          page={page}
          show={(next) => setWhere(whereOf({ show: next }))}
          running={running}
          places={firstRun ? [] : (places.value ?? [])}
          info={info}
        />
        <div className="main">
          <TitleBar palette={() => setOver('palette')} />
          <main className={`page scroll of-${page}`} data-pane="">
            {sessions.error === null ? null : <Problem error={sessions.error} />}
            {firstRun ? (
              <FirstRun
                places={places.value}
                attention={attention}
                askNew={askNew}
                chooseCluster={chooseCluster}
                onFail={fail}
              />
            ) : null}
            {page === 'sessions' && list !== null && !firstRun ? (
              <SessionsPage sessions={list} attention={attention} askNew={askNew} onFail={fail} />
            ) : null}
            {page === 'jobs' && list !== null ? <JobsPage sessions={list} /> : null}
            {page === 'diagnostics' ? (
              <DiagnosticsPage sessions={list ?? []} onFail={fail} />
            ) : null}
            {page === 'tenants' ? (
              <TenantsPage attention={attention} askNew={askNew} health={health} onFail={fail} />
            ) : null}
            {page === 'settings' && settings.value !== null ? (
              <SettingsPage
                settings={settings.value}
                onFail={fail}
                attention={attention}
                at={where}
              />
            ) : null}
          </main>
        </div>
        {wanted === null ? null : (
          <NewSession
            wanted={wanted}
            onClose={() => setWanted(null)}
            chooseCluster={chooseCluster}
            onFail={fail}
          />
        )}
        {over === 'palette' ? (
          <Palette
            window="home"
            act={act}
            setting={(label) => setWhere(whereOf({ show: 'settings', setting: label }))}
            onClose={() => setOver('none')}
          />
        ) : null}
        {over === 'updates' ? <UpdatesSheet onClose={() => setOver('none')} onFail={fail} /> : null}
        {over === 'shortcuts' ? (
          <ShortcutsSheet
            window="home"
            onChange={() => setWhere(whereOf({ show: 'shortcuts' }))}
            onClose={() => setOver('none')}
          />
        ) : null}
      </div>
    </KeymapContext>
  );
}

/** What did not happen and is told nowhere else, the newest last. */
function useFailures() {
  const [failures, setFailures] = useState<readonly AppError[]>([]);
  const fail = useCallback((error: AppError) => setFailures((all) => [...all, error]), []);
  const dismiss = useCallback(
    (error: AppError) => setFailures((all) => all.filter((one) => one !== error)),
    [],
  );
  return { failures, fail, dismiss };
}
