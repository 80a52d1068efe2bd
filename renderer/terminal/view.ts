/** xterm with its addons, outside React: what is printed is never a matter of rendering a page. */
import { SearchAddon } from '@xterm/addon-search';
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import type { Settings, TenantColour, TerminalSize } from '../../preload/contract';
import { searchMarks, terminalTheme } from './colours';
import { Fit } from './fit';
import { fontStack, letterSpacing, lineHeight, measureFont, sizeThatFits } from './font';
import { fixEraseAbove, guardParser } from './guard';
import { drawByWebgl } from './webgl';

/** What the view tells. */
export interface ViewEvents {
  /** Data that xterm emits, as bytes: keys, pastes, mouse reports, answers to programs. */
  data(bytes: Uint8Array<ArrayBuffer>): void;
  resized(size: TerminalSize): void;
  bell(): void;
  link(url: string): void;
  /** Some output could not be shown. */
  broken(why: unknown): void;
}

/** How a search stands: which match is shown, of how many; -1 where there are too many to number. */
export interface Matches {
  readonly index: number;
  readonly count: number;
}

const encoder = new TextEncoder();

/** As wide as xterm leaves it. px */
const SCROLL_BAR = 14;

/** One terminal on the page. */
export class TerminalView {
  readonly terminal: Terminal;
  readonly fit: Fit;
  readonly #search = new SearchAddon();
  readonly #frame: HTMLElement;
  /** Null: it is not known yet. */
  #tenant: TenantColour | null;
  #webgl = false;
  /** Its cells are another window's, however large its frame is. */
  #keepsCells = false;
  #settings: Settings;

  /** Opens a terminal in `frame`, as large as it is. `webgl` uses WebGL by software too. */
  constructor(
    frame: HTMLElement,
    tenant: TenantColour | null,
    settings: Settings,
    events: ViewEvents,
    webgl: boolean,
  ) {
    this.#frame = frame;
    this.#tenant = tenant;
    this.#settings = settings;
    this.terminal = new Terminal({
      allowProposedApi: true,
      cursorInactiveStyle: 'outline',
      minimumContrastRatio: 4.5,
      rescaleOverlappingGlyphs: true,
      logLevel: 'warn',
      // Links that a program names itself (OSC 8) go the same way as those that are found in its text.
      linkHandler: { activate: (_event, url) => events.link(url) },
    });
    guardParser(this.terminal, events.broken);
    fixEraseAbove(this.terminal);
    this.#addons(events);
    this.terminal.open(frame);
    this.apply(settings);
    drawByWebgl(this.terminal, webgl, (on) => {
      this.#webgl = on;
      this.#setFont();
    });
    this.fit = new Fit(this.terminal, frame);
    this.fit.now();
    this.#listen(events);
  }

  #addons(events: ViewEvents): void {
    this.terminal.loadAddon(new UnicodeGraphemesAddon());
    this.terminal.loadAddon(new WebLinksAddon((_event, url) => events.link(url)));
    this.terminal.loadAddon(this.#search);
  }

  #listen(events: ViewEvents): void {
    this.terminal.onData((data) => events.data(encoder.encode(data)));
    // Old mouse reports are bytes, not text.
    this.terminal.onBinary((data) =>
      events.data(Uint8Array.from(data, (char) => char.charCodeAt(0))),
    );
    this.terminal.onResize((size) => events.resized({ cols: size.cols, rows: size.rows }));
    this.terminal.onBell(() => events.bell());
    const refit = () => {
      if (this.#keepsCells) this.#setFont();
    };
    this.terminal.onResize(refit);
    new ResizeObserver(refit).observe(this.#frame);
  }

  /** Whether the cells are kept as another window has them: letters are then as small as it takes to see all. */
  keepCells(keeps: boolean): void {
    if (keeps === this.#keepsCells) return;
    this.#keepsCells = keeps;
    this.#setFont();
  }

  /** Takes the cursor's colour from the tenant. */
  colour(tenant: TenantColour): void {
    this.#tenant = tenant;
    this.terminal.options.theme = terminalTheme(tenant);
  }

  /** Takes over settings and the theme as they are now. */
  apply(settings: Settings): void {
    this.#settings = settings;
    const { options } = this.terminal;
    options.theme = terminalTheme(this.#tenant);
    options.scrollback = settings.scrollback;
    options.cursorStyle = settings.cursor;
    options.cursorBlink = settings.cursorBlinks;
    options.screenReaderMode = settings.screenReader;
    this.#setFont();
  }

  /** Sets the font, with rows and letters as far apart as the design has them. */
  #setFont(): void {
    const usual = getComputedStyle(this.#frame).getPropertyValue('--mono').trim();
    const fontFamily = fontStack(this.#settings.fontFamily, usual);
    const fontSize = this.#fontSize(fontFamily);
    const { width, height } = measureFont(fontSize, fontFamily);
    const { options } = this.terminal;
    options.fontFamily = fontFamily;
    options.fontSize = fontSize;
    options.lineHeight = lineHeight(fontSize, height);
    options.letterSpacing = letterSpacing(width, window.devicePixelRatio, this.#webgl);
  }

  #fontSize(family: string): number {
    const { fontSize } = this.#settings;
    if (!this.#keepsCells) return fontSize;
    const { clientWidth, clientHeight } = this.#frame;
    const room = { width: clientWidth - SCROLL_BAR, height: clientHeight };
    return sizeThatFits(this.size, room, fontSize, (size) => measureFont(size, family).width);
  }

  /** The size in cells. */
  get size(): TerminalSize {
    return { cols: this.terminal.cols, rows: this.terminal.rows };
  }

  /** All that the terminal holds, its scrollback too: one line for each line a program wrote, also where it is wrapped. */
  get text(): string {
    const { active } = this.terminal.buffer;
    const rows = Array.from({ length: active.length }, (_, row) => active.getLine(row));
    return rows.reduce((text, row, index) => {
      const next = rows[index + 1];
      const whole = row?.translateToString(next?.isWrapped !== true) ?? '';
      return text + whole + (next?.isWrapped === true ? '' : '\n');
    }, '');
  }

  /** How far the line of the cursor ends below the top, in px. */
  get cursorBottom(): number {
    const screen = this.terminal.element?.querySelector('.xterm-screen')?.getBoundingClientRect();
    if (screen === undefined) return 0;
    const { baseY, cursorY, viewportY } = this.terminal.buffer.active;
    const row = screen.height / this.terminal.rows;
    return (baseY + cursorY - viewportY + 1) * row;
  }

  /** Finds text and shows the match; an empty text ends the search. */
  find(text: string, direction: 'next' | 'previous' | 'typing', cases: boolean): void {
    if (text === '') {
      this.#search.clearDecorations();
      return;
    }
    const incremental = direction === 'typing';
    const options = { decorations: searchMarks(), incremental, caseSensitive: cases };
    if (direction === 'previous') this.#search.findPrevious(text, options);
    else this.#search.findNext(text, options);
  }

  /** Calls the listener when matches are counted; returns the function that stops it. */
  onMatches(listener: (matches: Matches) => void): () => void {
    const heard = this.#search.onDidChangeResults((found) =>
      listener({ index: found.resultIndex, count: found.resultCount }),
    );
    return () => heard.dispose();
  }

  dispose(): void {
    this.fit.dispose();
    this.terminal.dispose();
  }
}
