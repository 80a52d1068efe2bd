/** The tray of the running app: follows sessions, tenants and the sign-in. */
import { app, Menu, nativeTheme, Tray } from 'electron';
import type { GoogleStatus, Session, Tenant } from '../../../preload/contract';
import { atOnce } from '../../sessions/serially';
import { hasTray, listenForTray, waitForTray } from './host';
import { badgeImage, PanelColour, trayImage } from './images';
import { DrawnTray } from './tray';
import { type TrayAct, trayOf } from './tray-state';

/** What it follows. */
export interface TraySources {
  readonly sessions: () => readonly Session[];
  readonly tenants: () => readonly Tenant[];
  readonly google: () => GoogleStatus;
  /** Calls the listener when any of it may have changed. */
  readonly onChange: (listener: () => void) => void;
}

/** The tray, for whoever wants to know whether the app can be found there. */
export interface OpenTray {
  /** Whether the icon can be seen now. */
  isSeen(): Promise<boolean>;
  /** Resolves when that is known for the first time: to whether it can. */
  readonly came: Promise<boolean>;
}

/** The first of several changes is drawn as soon as Home hears of it, the others together: a menu is made anew each time. ms */
const PAUSE_MS = 100;

/** Puts the icon into the tray as soon as there is one, and keeps it true. Nothing fails where there is none. */
export function openTray(sources: TraySources, act: (act: TrayAct) => void): OpenTray {
  const panel = new PanelColour();
  const drawn = new DrawnTray({
    makeTray: (image) => {
      const tray = new Tray(image);
      // On macOS the menu opens by itself.
      if (process.platform !== 'darwin') tray.on('click', () => act({ do: 'home' }));
      return tray;
    },
    makeMenu: (template) => Menu.buildFromTemplate(template),
    image: (icon) => trayImage(icon, panel.isDark()),
    badge: badgeImage,
    act,
    report: (words) => console.error(words),
  });
  const draw = () => {
    const { sessions, tenants, google } = sources;
    drawn.show(trayOf({ sessions: sessions(), tenants: tenants(), google: google() }));
  };
  // One that is made before there is a tray is put nowhere, and stays there; where none comes, an old one (XEmbed) may be.
  const came = waitForTray().then((isThere) => {
    draw();
    sources.onChange(atOnce(draw, PAUSE_MS));
    nativeTheme.on('updated', () => drawn.recolour());
    if (!isThere)
      app.once(
        'will-quit',
        listenForTray(() => drawn.again()),
      );
    return isThere;
  });
  const isSeen = async () => {
    await came;
    return hasTray();
  };
  return { came, isSeen };
}
