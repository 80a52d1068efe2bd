/** A terminal window: header, terminal with its notices, status line, and the sheets over them. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Session, Settings } from '../../preload/contract';
import { useNow, useSessions, useSettings } from '../ui/bridge';
import { paceOfWindow } from '../ui/pace';
import { useTheme } from '../ui/theme';
import type { Controller } from './controller';
import { Drawer } from './files/Drawer';
import type { FilePlaces } from './files/places';
import { Header } from './Header';
import { Notices } from './Notices';
import { Pane } from './Pane';
import { Sheets } from './Sheets';
import { StatusLine } from './StatusLine';
import { useActs } from './useActs';
import { useOpen } from './useOpen';

/** What a window starts with; both are followed from then on. */
interface Start {
  readonly controller: Controller;
  readonly session: Session;
  readonly settings: Settings;
}

/** Who moves files in and out joins the drawer here. */
const PLACES: FilePlaces = {};

export function App(start: Start) {
  const { controller } = start;
  const session = useSessions().value?.find(({ id }) => id === start.session.id) ?? start.session;
  const settings = useSettings().value ?? start.settings;
  const shown = useSyncExternalStore(controller.subscribe, () => controller.shown);
  const now = useNow(paceOfWindow(session, shown.link, Date.now()));
  const open = useOpen(controller);
  const [since] = useState(Date.now);
  const act = useActs(controller, settings, open);
  useTheme(settings.theme);
  useEffect(() => controller.apply(settings), [controller, settings]);
  return (
    <div className="window">
      <div className={`rule fill-${session.tenant.colour}`} />
      <Header session={session} link={shown.link} now={now} files={open.files} act={act} />
      <div className="middle">
        <Pane controller={controller} settings={settings} shown={shown} open={open} act={act}>
          <Notices controller={controller} shown={shown} session={session} now={now} act={act} />
        </Pane>
        {open.files ? (
          <Drawer
            open={open}
            width={settings.drawerWidth}
            since={since}
            live={shown.link.kind === 'live'}
            places={PLACES}
          />
        ) : null}
      </div>
      <StatusLine session={session} shown={shown} now={now} />
      <Sheets controller={controller} session={session} open={open} places={PLACES} />
    </div>
  );
}
