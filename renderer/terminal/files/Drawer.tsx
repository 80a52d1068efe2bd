/** The drawer: the session's files, beside its terminal. */
import './files.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AppError } from '../../../preload/contract';
import { Dismiss } from '../../ui/Button';
import { bridge, useNow } from '../../ui/bridge';
import { Problem } from '../../ui/Problem';
import type { Open } from '../useOpen';
import { Bar, type BarKind } from './Bar';
import { Columns } from './Columns';
import { DrawerHead } from './DrawerHead';
import { Edge } from './Edge';
import { FileList } from './FileList';
import { Foot } from './Foot';
import { Nothing } from './Nothing';
import { type Crumb, WORK } from './paths';
import type { FilePlaces } from './places';
import { useFileActs } from './useFileActs';
import { useFolder } from './useFolder';
import { useRows } from './useRows';
import { useSearch } from './useSearch';

/** Times in the list are of the day. Milliseconds. */
const PACE_MS = 60_000;
const paceOfDay = () => PACE_MS;
const WAY: readonly Crumb[] = [{ path: WORK, text: 'work' }];

export function Drawer(props: {
  open: Open;
  width: number;
  /** When the window began: younger files are new. ms since 1970. */
  since: number;
  /** Whether the session is reached now: what failed is tried again then. */
  live: boolean;
  places: FilePlaces;
}) {
  const { open, width, since, live, places } = props;
  const [way, setWay] = useState(WAY);
  const [bar, setBar] = useState<BarKind>('none');
  const [words, setWords] = useState('');
  const [failed, setFailed] = useState<AppError | null>(null);
  const [turn, setTurn] = useState(0);
  const here = way.at(-1)?.path ?? WORK;
  const followed = useFolder(here, since);
  const searched = useSearch(here, bar === 'search' ? words : null, turn);
  const rows = useRows(here, followed.folder, searched.found);
  const now = useNow(paceOfDay);
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => () => void bridge.call('files.close'), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once each time the session is reached again
  useEffect(() => {
    if (live && followed.error !== null) followed.retry();
  }, [live]);
  const ready = followed.folder.listed || followed.error !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, it takes the focus again
  useEffect(() => focusList(drawer.current), [open.filesAsked]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another folder has another list
  useEffect(() => {
    // Who has gone back to the terminal meanwhile types there.
    const { activeElement } = document;
    const isHere = activeElement === drawer.current || activeElement === document.body;
    if (ready && isHere) focusList(drawer.current);
  }, [ready, here, rows.length > 0]);
  const go = useCallback((to: readonly Crumb[]) => {
    setWay(to);
    setBar('none');
    setWords('');
  }, []);
  const close = useCallback(() => {
    setBar('none');
    setWords('');
    focusList(drawer.current);
  }, []);
  const done = useCallback(() => setTurn((n) => n + 1), []);
  const acts = useFileActs({ open, way, go, followed, failed: setFailed, done });
  const more = useMemo(() => places.acts ?? [], [places.acts]);
  const error = searched.error ?? followed.error;
  return (
    <aside
      className="drawer"
      data-pane=""
      aria-label="Files"
      ref={drawer}
      tabIndex={-1}
      onKeyDown={(event) => {
        // The list has keys of its own; where there is none the drawer has the focus.
        if (event.target !== event.currentTarget) return;
        if (event.key === 'Escape') acts.leave();
        if (event.key === 'Backspace') acts.up();
      }}
      style={{ width }}
      data-drop-path={here}
      data-drop-name={`/${way.map(({ text }) => text).join('/')}`}
    >
      <Edge width={width} />
      <DrawerHead way={way} go={go} bar={bar} show={setBar} rows={rows} places={places} />
      <Bar
        kind={bar}
        words={words}
        change={setWords}
        close={close}
        make={(name) => {
          close();
          acts.makeFolder(name);
        }}
      />
      <Columns sort={followed.folder.sort} change={followed.sort} found={searched.found !== null} />
      {failed === null ? null : (
        <div className="drawer-problem">
          <Problem error={failed}>
            <Dismiss onPress={() => setFailed(null)} />
          </Problem>
        </div>
      )}
      {rows.length > 0 && error === null ? (
        <FileList
          key={searched.found === null ? here : 'found'}
          label={searched.found === null ? `Files in ${way.at(-1)?.text}` : 'Files that were found'}
          rows={rows}
          acts={acts}
          more={more}
          now={now}
          onPress={places.onPress}
          onDragStart={places.onDragStart}
        />
      ) : (
        <Nothing
          error={error}
          retry={followed.retry}
          waiting={!ready || searched.searching}
          searchedFor={searched.found === null ? null : words.trim()}
          up={way.length === 1 ? null : acts.up}
        />
      )}
      <Foot folder={followed.folder} searched={searched} places={places} />
    </aside>
  );
}

/** The list takes the focus, which it names its active row by; where there is none, the drawer does. */
function focusList(drawer: HTMLElement | null): void {
  const list = drawer?.querySelector<HTMLElement>('[role="grid"]');
  (list ?? drawer)?.focus();
}
