/** Keeps the terminal as large as its frame, at most so often as the session can follow. */
import { FitAddon } from '@xterm/addon-fit';
import type { Terminal } from '@xterm/xterm';

/** Each size is a SIGWINCH in the session; dragging an edge makes hundreds a second. */
const LIMIT_MS = 32;

/** Fits a terminal to the element it is opened in. */
export class Fit {
  readonly #addon = new FitAddon();
  readonly #terminal: Terminal;
  readonly #observer: ResizeObserver;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #following = true;

  /** The terminal must be open in `frame`. */
  constructor(terminal: Terminal, frame: HTMLElement) {
    this.#terminal = terminal;
    terminal.loadAddon(this.#addon);
    this.#observer = new ResizeObserver(() => this.#soon());
    this.#observer.observe(frame);
  }

  /** Whether the frame sets the size: not during replay, and not while another window has the terminal. */
  follow(following: boolean): void {
    const again = following && !this.#following;
    this.#following = following;
    if (again) this.now();
  }

  /** Fits now. A frame that is not on the screen has no size and changes none. */
  now(): void {
    if (!this.#following) return;
    const size = this.#addon.proposeDimensions();
    if (size === undefined || !Number.isFinite(size.cols) || !Number.isFinite(size.rows)) return;
    this.#terminal.resize(bound(size.cols), bound(size.rows));
  }

  dispose(): void {
    this.#observer.disconnect();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.now();
    }, LIMIT_MS);
  }
}

/** Within what the protocol takes (contract.ts, TerminalSize). */
function bound(cells: number): number {
  return Math.min(1000, Math.max(1, Math.floor(cells)));
}
