/** Draws the tray's model, and changes no more of it than has changed. Knows nothing of Electron but its types. */
import { isDeepStrictEqual } from 'node:util';
import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import type { TenantColour } from '../../../preload/contract';
import type { TrayAct, TrayEntry, TrayIcon, TrayModel } from './tray-state';

/** What a desktop's tray can do, as much of it as is used. */
type TrayLike = Pick<Tray, 'setImage' | 'setToolTip' | 'setContextMenu' | 'destroy'>;

/** What a tray is drawn with. */
export interface DrawingParts {
  /** Puts an icon into the desktop's tray. */
  readonly makeTray: (image: NativeImage) => TrayLike;
  readonly makeMenu: (template: MenuItemConstructorOptions[]) => Menu;
  /** The icon in the colour of the panel now. */
  readonly image: (icon: TrayIcon) => NativeImage;
  /** What stands before an entry about a tenant. */
  readonly badge: (colour: TenantColour) => NativeImage;
  readonly act: (act: TrayAct) => void;
  /** A line for the log. */
  readonly report: (words: string) => void;
}

/** A menu that a desktop says is open, and never that it was closed, is held as long. ms */
const HELD_MS = 5_000;
/** What was chosen in a menu comes after that it was closed. ms */
const CHOSEN_MS = 500;

/** An entry as Electron takes it. An ampersand would underline the letter behind it. */
function templateOf(entry: TrayEntry, parts: DrawingParts): MenuItemConstructorOptions {
  if (entry.kind === 'line') return { type: 'separator' };
  const label = entry.label.replaceAll('&', '&&');
  if (entry.kind === 'words') return { label, enabled: false };
  const shown = entry.badge === undefined ? { label } : { label, icon: parts.badge(entry.badge) };
  if (entry.kind === 'act') return { ...shown, click: () => parts.act(entry.act) };
  return { ...shown, submenu: entry.entries.map((one) => templateOf(one, parts)) };
}

/** The icon in the tray; where there can be none it is drawn nowhere, and nothing fails. */
export class DrawnTray {
  readonly #parts: DrawingParts;
  #tray: TrayLike | null = null;
  #shown: TrayModel | null = null;
  /** The entries are held while the menu is looked at: one that is replaced loses what is being chosen in it. */
  #held: NodeJS.Timeout | null = null;
  /** The newest model since then. */
  #waiting: TrayModel | null = null;

  constructor(parts: DrawingParts) {
    this.#parts = parts;
  }

  /** Shows the model: its icon at once, its menu as soon as nobody looks at the one before. */
  show(model: TrayModel): void {
    const isHeld = this.#held !== null && this.#shown !== null;
    if (isHeld) this.#waiting = model;
    this.#draw(isHeld ? { ...model, entries: this.#shown?.entries ?? [] } : model);
  }

  /** Draws the icon anew: the panel has another colour now. */
  recolour(): void {
    if (this.#shown !== null) this.#tray?.setImage(this.#parts.image(this.#shown.icon));
  }

  /** Puts it into a tray that has come since: what was drawn where there was none is seen nowhere. */
  again(): void {
    const model = this.#waiting ?? this.#shown;
    this.#tray?.destroy();
    this.#tray = null;
    this.#shown = null;
    if (model !== null) this.#draw(model);
  }

  #draw(model: TrayModel): void {
    const before = this.#shown;
    if (isDeepStrictEqual(before, model)) return;
    this.#shown = model;
    try {
      this.#tray ??= this.#parts.makeTray(this.#parts.image(model.icon));
      this.#change(this.#tray, before, model);
    } catch (error) {
      this.#parts.report(`the tray could not be drawn: ${String(error)}`);
    }
  }

  #change(tray: TrayLike, before: TrayModel | null, { icon, tip, entries }: TrayModel): void {
    if (before !== null && before.icon !== icon) tray.setImage(this.#parts.image(icon));
    if (before?.tip !== tip) tray.setToolTip(tip);
    if (!isDeepStrictEqual(before?.entries, entries)) tray.setContextMenu(this.#menu(entries));
  }

  #menu(entries: readonly TrayEntry[]): Menu {
    const menu = this.#parts.makeMenu(entries.map((entry) => templateOf(entry, this.#parts)));
    // Linux tells of the menus in the menu alone.
    for (const one of [menu, ...menu.items.flatMap(({ submenu }) => submenu ?? [])]) {
      one.on('menu-will-show', () => this.#hold(HELD_MS));
      one.on('menu-will-close', () => this.#hold(CHOSEN_MS));
    }
    return menu;
  }

  #hold(ms: number): void {
    if (this.#held !== null) clearTimeout(this.#held);
    this.#held = setTimeout(() => {
      this.#held = null;
      const model = this.#waiting;
      this.#waiting = null;
      if (model !== null) this.#draw(model);
    }, ms);
    this.#held.unref();
  }
}
