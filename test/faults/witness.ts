/** The window of the run: hashes what comes, checks its order, acknowledges like a screen, and waits for words in it. */
import { createHash } from 'node:crypto';
import type { TerminalLink } from '../../main/sessions/link/terminal-link';
import type { LinkState, ToTerminal } from '../../preload/contract';

const READY = 'READY\n';
const LINE = 20;

export class Witness {
  link: TerminalLink | null = null;
  state: LinkState = { kind: 'connecting' };
  /** The first thing that must not be, or null. */
  wrong: string | null = null;
  /** What follows DONE, when it has come. */
  done: string | null = null;
  /** Bytes of numbered lines. */
  bytes = 0;
  readonly #hash = createHash('sha256');
  #ready = false;
  #rest = '';
  #next = 0;
  #lines = 0;
  #listeners = new Set<() => void>();

  get sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  get ready(): boolean {
    return this.#ready;
  }

  heard = (message: ToTerminal): void => {
    if (message.type === 'output') this.#output(message.offset, message.data);
    if (message.type === 'begin' && this.#next === 0) this.#next = message.from;
    if (message.type === 'link') this.state = message.state;
    if (message.type === 'gap')
      this.#accuse(`the output has a gap, ${message.from} to ${message.to}`);
    if (message.type === 'unsent') this.#accuse('input was handed back');
    for (const listener of this.#listeners) listener();
  };

  /** Resolves when it holds. @throws after `ms` without anything being heard */
  when(what: string, holds: () => boolean, ms = 60_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const stalled = () => {
        this.#listeners.delete(look);
        const link = JSON.stringify(this.state);
        reject(new Error(`${what} did not come: nothing was heard for ${ms / 1000} s (${link})`));
      };
      let timer = setTimeout(stalled, ms);
      const look = () => {
        clearTimeout(timer);
        if (holds() || this.wrong !== null) {
          this.#listeners.delete(look);
          resolve();
        } else {
          timer = setTimeout(stalled, ms);
        }
      };
      this.#listeners.add(look);
      look();
    });
  }

  #accuse(what: string): void {
    this.wrong ??= what;
  }

  #output(offset: number, data: Uint8Array): void {
    if (offset !== this.#next) this.#accuse(`output ${offset} came where ${this.#next} was due`);
    this.#next = offset + data.length;
    this.#read(Buffer.from(data).toString('latin1'));
    // A screen is not at once ready with what it is given.
    setImmediate(() => this.link?.ack(offset + data.length));
  }

  #read(text: string): void {
    this.#rest += text;
    if (!this.#ready) this.#lookForReady();
    if (this.#ready) this.#readLines();
  }

  #lookForReady(): void {
    const at = this.#rest.lastIndexOf(READY);
    if (at < 0) return;
    this.#ready = true;
    this.#rest = this.#rest.slice(at + READY.length);
  }

  #readLines(): void {
    let at = 0;
    for (; this.#rest.length - at >= LINE; at += LINE) {
      const line = this.#rest.slice(at, at + LINE);
      if (line.startsWith('DONE ')) break;
      if (line !== `${String(this.#lines).padStart(15, '0')} out\n`)
        this.#accuse(`line ${this.#lines} of the output is ${JSON.stringify(line)}`);
      this.#lines += 1;
    }
    this.#hash.update(this.#rest.slice(0, at), 'latin1');
    this.bytes += at;
    this.#rest = this.#rest.slice(at);
    const end = this.#rest.indexOf('\n');
    if (this.#rest.startsWith('DONE ') && end > 0) this.done = this.#rest.slice(5, end);
  }
}
