/** The caller of the command line, in memory. */
import { EventEmitter } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import type { CliIo, CliSignal } from '../../../main/cli/io';

/** Collects what is written to it; `isTTY`: steps are then told at once. */
export class Sink extends Writable {
  readonly isTTY: boolean;
  readonly #chunks: Buffer[] = [];

  constructor({ isTTY = false } = {}) {
    super();
    this.isTTY = isTTY;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    this.emit('written');
    done();
  }

  /** All of it. */
  get text(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  get size(): number {
    return this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  /** Resolves when the text has these words. */
  async has(words: string): Promise<void> {
    while (!this.text.includes(words))
      await new Promise((resolve) => this.once('written', resolve));
  }
}

/** A caller at `cwd`, who can press keys. */
export class FakeIo implements CliIo {
  readonly stdin: PassThrough & { isTTY?: boolean } = new PassThrough();
  readonly stdout: Writable;
  readonly stderr: Sink;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv = {};
  readonly #keys = new EventEmitter<{ signal: [CliSignal] }>();

  constructor(cwd: string, stdout: Writable = new Sink(), stderr = new Sink()) {
    this.cwd = cwd;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  readonly onSignal = (listener: (signal: CliSignal) => void) => {
    this.#keys.on('signal', listener);
    return () => void this.#keys.off('signal', listener);
  };

  /** Sends the command line a signal. */
  press(signal: CliSignal): void {
    this.#keys.emit('signal', signal);
  }
}
