/** Home: what runs, New session, the settings. */
import { useCallback, useEffect, useState } from 'react';
import { type AppError, HomePart } from '../../preload/contract';
import { bridge, useInfo, usePlaces, useSessions, useSettings } from '../ui/bridge';
import { Problem } from '../ui/Problem';
import { MAC } from '../ui/platform';
import type { Wanted } from '../ui/session/choice';
import { NewSession } from '../ui/session/NewSession';
import { useTheme } from '../ui/theme';
import { Attention } from './Attention';
import { FirstRun } from './FirstRun';
import { JobsPage } from './JobsPage';
import { isOver } from './order';
import { SessionsPage } from './SessionsPage';
import { type SectionName, SettingsPage } from './SettingsPage';
import { type PageName, SideBar } from './SideBar';
import { TenantsPage } from './tenants/TenantsPage';
import { useAskedNew } from './useAskedNew';

/** The sheet for a new session: closed, or open with what was asked for. */
export type AskNew = (wanted?: Wanted) => void;

/** Where a part of Home is. */
function whereOf(part: HomePart): { page: PageName; section: SectionName | null } {
  if (part === 'sessions' || part === 'jobs' || part === 'tenants')
    return { page: part, section: null };
  return { page: 'settings', section: part === 'cluster' ? 'cluster' : null };
}

/** What a window that was made for a part of Home begins with. */
const FIRST = whereOf(HomePart.catch('sessions').parse(location.hash.slice(1)));

export function App() {
  const info = useInfo();
  const sessions = useSessions();
  const places = usePlaces();
  const settings = useSettings();
  const [page, setPage] = useState<PageName>(FIRST.page);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const { failures, fail, dismiss } = useFailures();
  const askNew = useCallback((choice?: Wanted) => setWanted(choice ?? {}), []);
  const [section, setSection] = useState<SectionName | null>(FIRST.section);
  const show = useCallback((next: PageName, at: SectionName | null = null) => {
    setPage(next);
    setSection(at);
  }, []);
  const chooseCluster = useCallback(() => {
    setWanted(null);
    show('settings', 'cluster');
  }, [show]);
  useTheme(settings.value?.theme);
  useAskedNew(askNew);
  useShortcuts(askNew, show);
  useEffect(
    () =>
      bridge.on('home.show', (told) => {
        const { page: next, section: at } = whereOf(told.show);
        show(next, at);
      }),
    [show],
  );
  const list = sessions.value;
  const firstRun = page === 'sessions' && list !== null && list.length === 0;
  const running = list?.filter((session) => !isOver(session)).length ?? 0;
  // A session that did not start is in the list with its reason: it is said once.
  const notInList = failures.filter(
    (error) =>
      !list?.some(({ state }) => state.kind === 'failed' && state.reason === error.message),
  );
  const attention = (
    <Attention notices={info?.notices ?? []} failures={notInList} dismiss={dismiss} fail={fail} />
  );
  return (
    <div className="home">
      <SideBar
        page={page}
        show={show}
        running={running}
        places={firstRun ? [] : (places.value ?? [])}
        info={info}
      />
      <div className="main">
        <div className="title-bar drag" />
        <main className={`page scroll of-${page}`}>
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
          {page === 'tenants' ? (
            <TenantsPage attention={attention} askNew={askNew} onFail={fail} />
          ) : null}
          {page === 'jobs' && list !== null ? <JobsPage sessions={list} /> : null}
          {page === 'settings' && settings.value !== null ? (
            <SettingsPage
              settings={settings.value}
              onFail={fail}
              attention={attention}
              at={section}
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
    </div>
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

/** Home's own shortcuts: Ctrl+N and Ctrl+, (Cmd on macOS, where the menu has them). */
function useShortcuts(askNew: AskNew, show: (page: PageName) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const mod = MAC ? event.metaKey : event.ctrlKey;
      if (!mod || event.altKey || event.isComposing) return;
      if (event.key.toLowerCase() === 'n') askNew();
      else if (event.key === ',') show('settings');
      else return;
      event.preventDefault();
    };
    const stop = bridge.on('menu.action', ({ action }) => {
      if (action === 'new-session') askNew();
      if (action === 'settings') show('settings');
    });
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
      stop();
    };
  }, [askNew, show]);
}
