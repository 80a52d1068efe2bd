/** One terminal window's session: its port, its output on the way to xterm, its input on the way to main. */
import {
  type AppError,
  DEMO_ID,
  looksOnly,
  type Session,
  type Settings,
  type TerminalSize,
  type ToTerminal,
  type WaitingAnswer,
} from '../../preload/contract';
import { bridge } from '../ui/bridge';
import { onSystemTheme } from '../ui/theme';
import { Acks } from './acks';
import { Feed } from './feed';
import { maySend, watchComposing } from './gate';
import { JobPlaces } from './jobs/places';
import { pacePaints } from './paintPace';
import { openPort, type TerminalPort } from './port';
import { type ProbeFeed, probe } from './probe';
import { NOTHING_SHOWN, type Shown, shownAfter } from './store';
import { TerminalView } from './view';
import { Echo } from './waiting/echo';

/**
 * Made once for a window; `attach` gives it its place on the page. The terminal of a window that is made ahead is there
 * before its session is known (`prepare`).
 */
export class Controller {
  readonly #listeners = new Set<() => void>();
  readonly #came = pacePaints();
  readonly #probe: ProbeFeed | null = probe(() => this.#view?.text ?? '');
  readonly #acks = new Acks((offset) => this.#port?.send({ type: 'ack', offset }));
  readonly #feed = new Feed({
    write: (data, done) => this.#write(data, done),
    resize: (size) => this.#view?.terminal.resize(size.cols, size.rows),
    parsed: (offset) => {
      this.#places.parsed(offset);
      this.#acks.parsed(offset);
    },
    caughtUp: () => this.#followFrame(),
  });
  readonly #printed = Promise.withResolvers<void>();
  readonly #echo = new Echo();
  readonly #places = new JobPlaces(() => this.#view?.terminal.registerMarker(0));
  /** What the terminal is opened in: it moves with it. */
  readonly #frame = document.createElement('div');
  #port: TerminalPort | null = null;
  #view: TerminalView | null = null;
  #shown: Shown = NOTHING_SHOWN;
  #pasting = false;
  /** The size that output is written for, as the session told it last. */
  #written: TerminalSize | null = null;
  #settings: Settings;
  #tenant: Session['tenant'] | null = null;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#frame.className = 'frame';
  }

  /** Opens the terminal where nobody sees it, as large as the page's place for it will be. */
  prepare(): void {
    const place = document.createElement('div');
    place.className = 'ahead';
    place.append(this.#frame);
    document.body.append(place);
    this.#open();
  }

  /**
   * The session is known. A terminal that is open already is connected, and this resolves with the first output in it, which
   * may never come; else `attach` connects it.
   */
  async begin({ tenant }: Session): Promise<void> {
    this.#tenant = tenant;
    if (this.#view === null) return;
    void this.#connect(this.#view);
    this.#view.colour(tenant.colour);
    await this.#printed.promise;
  }

  /** Gives the terminal its place, opening and connecting it if it is not. A second call is of no effect. */
  attach(place: HTMLElement): void {
    const ahead = this.#frame.parentElement;
    if (ahead === place) return;
    place.append(this.#frame);
    if (ahead === null) void this.#connect(this.#open());
    else {
      ahead.remove();
      this.#view?.fit.now();
      void bridge.call('terminal.drawn');
    }
    this.#view?.terminal.focus();
  }

  #open(): TerminalView {
    const events = {
      data: (bytes: Uint8Array<ArrayBuffer>) => this.#data(bytes),
      resized: () => this.#resized(),
      bell: () => this.#bell(),
      link: (url: string) => void bridge.call('terminal.openLink', { url }),
      broken: (why: unknown) => this.#broken(why),
    };
    const webgl = new URLSearchParams(window.location.search).get('renderer') === 'webgl';
    const colour = this.#tenant?.colour ?? null;
    const view = new TerminalView(this.#frame, colour, this.#settings, events, webgl);
    this.#view = view;
    this.#show({ ...this.#shown, size: view.size });
    watchComposing(
      this.#frame,
      () => this.#feed.hold(),
      () => this.#feed.release(),
    );
    onSystemTheme(() => view.apply(this.#settings));
    return view;
  }

  async #connect(view: TerminalView): Promise<void> {
    const port = openPort((message) => this.#heard(message));
    port.send({ type: 'start', size: view.size });
    this.#port = port;
    try {
      await port.opened;
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      this.fail({ code: 'no-port', message });
    }
  }

  /** The terminal, once it is on the page. */
  get view(): TerminalView | null {
    return this.#view;
  }

  /** Whether a text of several lines is shown before it is pasted. */
  get asksPastes(): boolean {
    return this.#settings.pasteAsks === 'always' || this.#tenant?.id !== DEMO_ID;
  }

  get shown(): Shown {
    return this.#shown;
  }

  /** Calls the listener after each change of `shown`; returns the function that stops it. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Shows why something of the terminal did not happen. */
  fail(failure: AppError | null): void {
    this.#show({ ...this.#shown, failure });
  }

  /** Settings have changed. */
  apply(settings: Settings): void {
    this.#settings = settings;
    this.#view?.apply(settings);
    this.#view?.fit.now();
  }

  /** A person's act: take the terminal back, or try the link now. */
  retry(): void {
    this.#port?.send({ type: 'retry' });
  }

  /** A person's word on the keys that wait. */
  answer(answer: WaitingAnswer): void {
    this.#port?.send({ type: 'answer', answer });
    this.#view?.terminal.focus();
  }

  /** A job began to print at the offset of the output. */
  jobBegan(offset: number): void {
    this.#places.want(offset);
  }

  /**
   * Shows the output from the offset on, below the line before it; false: it is not in the terminal any more. A window that
   * was just made has it when its replay is over.
   */
  async showOutput(offset: number): Promise<boolean> {
    await this.#feed.replayed();
    const line = this.#places.lineOf(offset);
    if (line === null) return false;
    this.#view?.terminal.scrollToLine(Math.max(0, line - 1));
    this.#view?.terminal.focus();
    return true;
  }

  /** Sends a text as a paste: bracketed where the program asked for that. */
  paste(text: string): void {
    this.#pasting = true;
    this.#view?.terminal.paste(text);
    this.#pasting = false;
    this.#view?.terminal.focus();
  }

  /** Takes notices off the page that have been read. */
  dismiss(what: 'earlier' | 'gaps' | 'unsent'): void {
    const gone = { earlier: { earlier: [] }, gaps: { gaps: [] }, unsent: { unsent: [] } }[what];
    this.#show({ ...this.#shown, ...gone });
  }

  #heard(message: ToTerminal): void {
    if (message.type === 'output') {
      this.#output(message.offset, message.data);
      return;
    }
    const { next } = this.#feed;
    if (message.type === 'begin') this.#begin(message.from, message.live);
    if (message.type === 'size') this.#sized(message.size);
    if (message.type === 'gap') this.#feed.skip(message.to);
    const around = { next, now: Date.now(), echoes: this.#echo.shows };
    this.#show(shownAfter(this.#shown, message, around));
    if (message.type === 'link') this.#linked();
  }

  #begin(from: number, live: number): void {
    this.#acks.begin(from);
    this.#view?.fit.follow(false);
    this.#feed.begin(from, live);
  }

  #output(offset: number, data: Uint8Array): void {
    this.#acks.received(offset + data.length);
    this.#places.came(offset, performance.now());
    let at = 0;
    for (const length of this.#places.cuts(offset, data.length)) {
      this.#feed.output(offset + at, data.subarray(at, at + length));
      at += length;
    }
    this.#echo.printed(data);
    this.#probe?.at(this.#feed.next);
  }

  #write(data: Uint8Array, done: () => void): void {
    this.#probe?.written(data);
    this.#came(data.length);
    this.#view?.terminal.write(data, () => {
      this.#printed.resolve();
      done();
    });
  }

  /** Sizes matter for what was written under another one; one's own come back as an echo. */
  #sizeIsTheirs(): boolean {
    return this.#feed.replaying || looksOnly(this.#shown.link);
  }

  #sized(size: TerminalSize): void {
    this.#written = size;
    if (this.#sizeIsTheirs()) this.#feed.size(size);
  }

  #linked(): void {
    const { link } = this.#shown;
    const looks = looksOnly(link);
    if (this.#view !== null)
      this.#view.terminal.options.disableStdin = looks || link.kind === 'ended';
    if (link.kind === 'ended') this.#feed.end();
    // Another's size may be told before it is told that the terminal is another's.
    if (looks && this.#written !== null) this.#feed.size(this.#written);
    this.#view?.keepCells(looks);
    this.#followFrame();
  }

  #followFrame(): void {
    this.#view?.fit.follow(!this.#sizeIsTheirs());
  }

  #data(bytes: Uint8Array<ArrayBuffer>): void {
    if (!this.#pasting && !maySend(window.event?.type, this.#feed)) return;
    this.#probe?.typed(bytes);
    if (this.#shown.link.kind === 'live') this.#echo.typed(bytes);
    this.#port?.send({ type: 'input', data: bytes });
  }

  #resized(): void {
    const size = this.#view?.size;
    if (size === undefined) return;
    this.#show({ ...this.#shown, size });
    if (!this.#sizeIsTheirs()) this.#port?.send({ type: 'resize', size });
  }

  #bell(): void {
    if (!this.#feed.replaying) this.#show({ ...this.#shown, bells: this.#shown.bells + 1 });
  }

  #broken(why: unknown): void {
    const message = `A part of the output could not be shown here: ${String(why)}`;
    this.fail({ code: 'not-shown', message, fix: 'The session goes on, and keeps all of it' });
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    for (const listener of this.#listeners) listener();
  }
}
