/** The head of the drawer: where one is, and what can be done there. */
import { Download, FolderPlus, Search, Upload } from 'lucide-react';
import { Fragment } from 'react';
import { Button as Pressable } from 'react-aria-components';
import { IconButton } from '../../ui/Button';
import type { BarKind } from './Bar';
import type { Crumb } from './paths';
import type { FilePlaces, FileRow } from './places';

/** Folders that are shown beside the first; the others are in the tooltip. */
const SHOWN = 2;

export function DrawerHead(props: {
  way: readonly Crumb[];
  go: (way: readonly Crumb[]) => void;
  bar: BarKind;
  show: (bar: BarKind) => void;
  rows: readonly FileRow[];
  places: FilePlaces;
}) {
  const { way, go, bar, show, rows, places } = props;
  const here = way.at(-1);
  const { onSend, onSaveAll } = places;
  const toggle = (kind: BarKind) => show(bar === kind ? 'none' : kind);
  return (
    <header className="drawer-head">
      <h2>Files</h2>
      <Crumbs way={way} go={go} />
      <IconButton icon={Search} label="Search by name" onPress={() => toggle('search')} />
      <IconButton icon={FolderPlus} label="New folder" onPress={() => toggle('folder')} />
      {onSend === undefined || here === undefined ? null : (
        <IconButton icon={Upload} label="Send files…" onPress={() => onSend(here.path)} />
      )}
      {onSaveAll === undefined || rows.length === 0 ? null : (
        <IconButton icon={Download} label="Save all…" onPress={() => onSaveAll(rows)} />
      )}
    </header>
  );
}

/** The way to the folder that is shown; all but the last lead back. */
function Crumbs(props: { way: readonly Crumb[]; go: (way: readonly Crumb[]) => void }) {
  const { way, go } = props;
  const whole = `/${way.map(({ text }) => text).join('/')}`;
  const hidden = Math.max(0, way.length - SHOWN);
  return (
    <nav className="crumbs mono" aria-label="Folder" title={whole}>
      {hidden === 0 ? null : (
        <Pressable className="crumb" aria-label="Up" onPress={() => go(way.slice(0, hidden))}>
          …
        </Pressable>
      )}
      {way.slice(hidden).map(({ path, text }, at) => (
        <Fragment key={path}>
          <span className="text-3" aria-hidden>
            /
          </span>
          {hidden + at === way.length - 1 ? (
            <span className="crumb cut" aria-current="location">
              {text}
            </span>
          ) : (
            <Pressable className="crumb cut" onPress={() => go(way.slice(0, hidden + at + 1))}>
              {text}
            </Pressable>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
