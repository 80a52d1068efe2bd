/** What a terminal link told, gathered; acknowledges at once, as a quick window does. */
import { TerminalLink, type TerminalParts } from '../../../../main/sessions/link/terminal-link';
import type { ToTerminal } from '../../../../preload/contract';

export class Window {
  readonly link: TerminalLink;
  readonly messages: ToTerminal[] = [];
  /** All output, in the order in which it came. */
  #output: Buffer[] = [];
  #next: number | null = null;
  #shows = true;
  #shown = 0;
  #watchers: { until: () => boolean; done: () => void }[] = [];

  /** `also` hears each message first. */
  constructor(parts: Omit<TerminalParts, 'heard'>, also: (message: ToTerminal) => void = () => {}) {
    const heard = (message: ToTerminal) => {
      also(message);
      this.#heard(message);
    };
    this.link = new TerminalLink({ ...parts, heard });
  }

  get output(): Buffer {
    this.#output = [Buffer.concat(this.#output)];
    return this.#output[0] ?? Buffer.alloc(0);
  }

  get state() {
    return this.all('link').at(-1)?.state;
  }

  /** Bytes that came and are not acknowledged. */
  get pending(): number {
    return (this.#next ?? 0) - this.#shown;
  }

  all<T extends ToTerminal['type']>(type: T): Extract<ToTerminal, { type: T }>[] {
    return this.messages.filter(
      (message): message is Extract<ToTerminal, { type: T }> => message.type === type,
    );
  }

  type(text: string): void {
    this.link.input(Buffer.from(text));
  }

  /** Resolves when it holds, looked at after every message. */
  when(until: () => boolean): Promise<void> {
    if (until()) return Promise.resolve();
    return new Promise((done) => this.#watchers.push({ until, done }));
  }

  shows(text: string): Promise<void> {
    return this.when(() => this.output.includes(text));
  }

  /** Whether output is acknowledged as it comes; if not it waits until it is. */
  show(shows: boolean): void {
    this.#shows = shows;
    if (shows && this.#next !== null) this.#show(this.#next);
  }

  is(kind: string): Promise<void> {
    return this.when(() => this.state?.kind === kind);
  }

  #heard(message: ToTerminal): void {
    if (message.type === 'output') this.#received(message.offset, message.data);
    else this.messages.push(message);
    const watchers = this.#watchers;
    this.#watchers = watchers.filter(({ until }) => !until());
    for (const watcher of watchers) if (!this.#watchers.includes(watcher)) watcher.done();
  }

  #received(offset: number, data: Uint8Array): void {
    if (this.#next !== null && offset !== this.#next)
      throw new Error(`Output ${offset} came where ${this.#next} was due.`);
    if (this.#next === null) this.#shown = offset;
    this.#next = offset + data.length;
    this.#output.push(Buffer.from(data));
    if (this.#shows) this.#show(this.#next);
  }

  #show(offset: number): void {
    this.#shown = offset;
    this.link.ack(offset);
  }
}
