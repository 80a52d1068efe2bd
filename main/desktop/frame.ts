/** How a window of the app is made: its frame, its colours before the page is there, its sandbox. */
import { join } from 'node:path';
import {
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  nativeImage,
  nativeTheme,
} from 'electron';
import icon from './icon.png?inline';
import { placeOf, showShaped } from './keep-state';
import { type Page, pageUrl } from './pages';
import { revive } from './revive';
import type { WindowState } from './window-state';

/** What differs between the windows. Sizes in device independent pixels. */
export interface FrameOptions {
  readonly page: Page;
  readonly title: string;
  /** What the page shows at first, where that is not the usual. */
  readonly part?: string | undefined;
  /** It is made while this is waited for, and shown after; where this fails there is no window. */
  readonly hold?: Promise<unknown> | undefined;
  /** How it was last time. */
  readonly state: WindowState;
  /** Whether it gets the focus when it is shown. */
  readonly focus: boolean;
  readonly width: number;
  readonly height: number;
  readonly minWidth: number;
  readonly minHeight: number;
}

/** Height of the title bar in the pages (renderer/ui/tokens.css, --h-title). */
const TITLE_HEIGHT = 40;

// The same values as renderer/ui/tokens.css has for canvas, surface and text-2: a window is painted before its page is.
const COLOURS = {
  dark: { title: '#101215', page: '#16191d', symbol: '#b1b8c2' },
  light: { title: '#f3f4f6', page: '#ffffff', symbol: '#4a525d' },
};

function colours() {
  return nativeTheme.shouldUseDarkColors ? COLOURS.dark : COLOURS.light;
}

/** Home's title bar goes on into its page, a terminal's stands out from what programs print. */
function overlay(page: Page) {
  const { title, page: surface, symbol } = colours();
  const color = page === 'home' ? surface : title;
  return { color, symbolColor: symbol, height: TITLE_HEIGHT - 1 };
}

function chrome(page: Page): BrowserWindowConstructorOptions {
  return process.platform === 'darwin'
    ? { titleBarStyle: 'hidden', trafficLightPosition: { x: 14, y: 13 } }
    : { titleBarStyle: 'hidden', titleBarOverlay: overlay(page) };
}

/** Makes a window, hidden until its page has painted, where and as it was last time. `out` is the folder of the built app. */
export function makeWindow(options: FrameOptions, out: string): BrowserWindow {
  const { page, part, hold, state, focus, ...sizes } = options;
  const window = new BrowserWindow({
    ...sizes,
    ...placeOf(state),
    ...chrome(page),
    icon: nativeImage.createFromDataURL(icon),
    show: false,
    backgroundColor: colours().page,
    webPreferences: {
      preload: join(out, 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // A terminal behind another window goes on acknowledging its output.
      backgroundThrottling: false,
      disableBlinkFeatures: 'Auxclick',
    },
  });
  showInTime(window, () => showShaped(window, state.shape, focus), hold);
  followTheme(window, page);
  revive(window);
  // With GAMGUI_PROBE the terminal counts and hashes what it is given (renderer/terminal/probe.ts); it changes nothing else.
  const probe = process.env['GAMGUI_PROBE'] === '1' ? '?probe' : '';
  void window.loadURL(pageUrl(page) + probe + (part === undefined ? '' : `#${part}`));
  return window;
}

/** Shows a window when its page has painted, and what it waits for is there. */
function showInTime(
  window: BrowserWindow,
  show: () => void,
  hold: Promise<unknown> = Promise.resolve(),
): void {
  const painted = new Promise<void>((resolve) => window.once('ready-to-show', resolve));
  const then = (act: () => void) => () => {
    if (!window.isDestroyed()) act();
  };
  Promise.all([painted, hold]).then(
    then(show),
    then(() => window.destroy()),
  );
}

/** Keeps the window buttons' colours those of the theme. */
function followTheme(window: BrowserWindow, page: Page): void {
  const update = () => {
    window.setBackgroundColor(colours().page);
    if (process.platform !== 'darwin') window.setTitleBarOverlay(overlay(page));
  };
  nativeTheme.on('updated', update);
  window.once('closed', () => nativeTheme.off('updated', update));
}
