/** A program's pipes in memory: bytes arrive when the test delivers them. */
import { Readable, Writable } from 'node:stream';
import type { Exec, ExecExit } from '../../../../main/backends/backend';
import { Decoder } from '../../../../main/sessions/wire/decoder';
import { encode } from '../../../../main/sessions/wire/encode';
import type { Frame } from '../../../../main/sessions/wire/frames';

export class FakeExec implements Exec {
  readonly stdout = new Readable({ read: () => {} });
  readonly stderr = new Readable({ read: () => {} });
  readonly stdin: Writable;
  readonly exit: Promise<ExecExit>;
  /** Its connection was cut, by either end. */
  cut = false;
  /** The client's end is gone, and the host's has not noticed yet: nothing comes to the client any more. */
  abandoned = false;
  /** While it is set, nothing that is written is taken. */
  blocked = false;
  /** Frames of the client that were delivered. */
  readonly frames: Frame[] = [];
  readonly #decoder = new Decoder();
  #up: Buffer[] = [];
  #down: Buffer[] = [];
  #ended: (exit: ExecExit) => void = () => {};
  #stuck: (() => void)[] = [];

  constructor() {
    this.exit = new Promise((resolve) => {
      this.#ended = resolve;
    });
    this.stdin = new Writable({
      highWaterMark: 65_536,
      write: (data: Buffer, _, done) => {
        this.#up.push(data);
        if (this.blocked) this.#stuck.push(done);
        else done();
      },
    });
  }

  close(): void {
    this.end();
  }

  /** The pipes end; what was on its way is gone. */
  end(code = 0): void {
    if (this.cut) return;
    this.cut = true;
    this.stdout.push(null);
    this.stderr.push(null);
    this.#ended({ code, signal: null });
  }

  /** Takes what is written again. */
  unblock(): void {
    this.blocked = false;
    const stuck = this.#stuck;
    this.#stuck = [];
    for (const done of stuck) done();
  }

  /** The host sends; it is on its way until it is delivered. */
  send(...frames: readonly Frame[]): void {
    for (const frame of frames) this.#down.push(...encode(frame));
  }

  /** Bytes on their way to the client. */
  get waiting(): number {
    return this.#down.reduce((sum, { length }) => sum + length, 0);
  }

  /** Delivers up to so many bytes to the client. */
  deliverDown(most: number): void {
    const all = Buffer.concat(this.#down);
    this.#down = [all.subarray(most)];
    if (!this.cut && !this.abandoned && all.length > 0) this.stdout.push(all.subarray(0, most));
  }

  /** Delivers up to so many bytes to the host, and returns the frames that are complete with them. */
  deliverUp(most: number): Frame[] {
    if (this.cut) return [];
    const all = Buffer.concat(this.#up);
    this.#up = [all.subarray(most)];
    const frames: Frame[] = [];
    this.#decoder.push(all.subarray(0, most), (frame) => frames.push(frame));
    this.frames.push(...frames);
    return frames;
  }
}
