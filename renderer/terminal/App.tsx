/** A terminal window: header, terminal with its notices, status line, and the sheets over them. */
import { useEffect, useSyncExternalStore } from 'react';
import { type Asked, looksOnly, type Session, type Settings } from '../../preload/contract';
import { useNow, useSession, useSettings } from '../ui/bridge';
import { KeymapContext, useKeymap } from '../ui/keys/keymap';
import { paceOfWindow } from '../ui/pace';
import { useTheme } from '../ui/theme';
import { useAsked } from '../ui/useAsked';
import type { Controller } from './controller';
import { DragNotes } from './drag/DragNotes';
import { DropTarget } from './drop/DropTarget';
import { Drawer } from './files/Drawer';
import { Header } from './Header';
import { useJobPlaces } from './jobs/useJobPlaces';
import { ExportNotes } from './journal/ExportNotes';
import { useExport } from './journal/useExport';
import { Notices } from './Notices';
import { Pane } from './Pane';
import { PreflightNotes } from './preflight/PreflightNotes';
import { Sheets } from './Sheets';
import { StatusLine } from './StatusLine';
import { Transfers } from './transfers/Transfers';
import { useActs } from './useActs';
import { useMoves } from './useMoves';
import { type Open, useOpen } from './useOpen';

/** What a window starts with; session and settings are followed from then on. */
interface Start {
  readonly controller: Controller;
  readonly session: Session;
  readonly settings: Settings;
  /** When it started, ms since 1970. */
  readonly since: number;
}

export function App(start: Start) {
  const { controller, since } = start;
  const session = useSession(start.session);
  const settings = useSettings().value ?? start.settings;
  const shown = useSyncExternalStore(controller.subscribe, () => controller.shown);
  const now = useNow((at) => paceOfWindow(session, shown.link, at));
  const open = useOpen(controller);
  const moves = useMoves(controller, open, since, settings.dropPutsPaths);
  const exporting = useExport(controller);
  useJobPlaces(controller, session);
  // Before the link lives, a window that was just made cannot type.
  useAsked(
    (asked) => void doAsked(asked, controller, open),
    shown.link.kind === 'live' || shown.link.kind === 'ended',
  );
  const keys = useKeymap(settings.shortcuts);
  const act = useActs(keys, { controller, settings, open, moves });
  useTheme(settings.theme);
  useEffect(() => controller.apply(settings), [controller, settings]);
  return (
    <KeymapContext value={keys}>
      <div className="window">
        <div className={`rule fill-${session.tenant.colour}`} />
        <Header session={session} link={shown.link} now={now} files={open.files} act={act} />
        <div className="middle">
          <Pane
            controller={controller}
            settings={settings}
            shown={shown}
            open={open}
            act={act}
            target={
              <DropTarget over={moves.over} session={session} puts={settings.dropPutsPaths} />
            }
          >
            <DragNotes
              shown={moves.drag.shown}
              dismiss={moves.drag.dismiss}
              words={moves.words}
              read={moves.read}
            />
            <PreflightNotes
              preflight={moves.preflight}
              show={(id) => open.show({ kind: 'preflight', id })}
            />
            <ExportNotes exporting={exporting} />
            <Notices
              controller={controller}
              shown={shown}
              session={session}
              sizes={settings.cluster.sizes}
              now={now}
              act={act}
              again={(wanted) => open.show({ kind: 'new', wanted })}
              save={() => open.show({ kind: 'credentials' })}
            />
          </Pane>
          {open.files ? (
            <Drawer
              open={open}
              width={settings.drawerWidth}
              since={since}
              live={shown.link.kind === 'live' || looksOnly(shown.link)}
              places={moves.places}
            />
          ) : null}
        </div>
        <Transfers
          transfers={moves.transfers}
          decide={({ id }) => open.show({ kind: 'clash', id })}
          all={() => open.show({ kind: 'transfers' })}
          failed={controller.fail.bind(controller)}
        />
        <StatusLine session={session} shown={shown} now={now} />
        <Sheets
          controller={controller}
          session={session}
          open={open}
          moves={moves}
          exporting={exporting}
          act={act}
        />
      </div>
    </KeymapContext>
  );
}

/** Shows a job or its output, or puts a command at the prompt without running it: its person presses Enter. */
async function doAsked(asked: Asked, controller: Controller, open: Open): Promise<void> {
  if (asked.kind === 'show') open.show({ kind: 'jobs', job: asked.job });
  if (asked.kind === 'output') {
    open.close();
    const isShown = await controller.showOutput(asked.from);
    if (!isShown) open.show({ kind: 'output', from: asked.from });
  }
  if (asked.kind !== 'type') return;
  open.close();
  controller.paste(asked.line);
}
