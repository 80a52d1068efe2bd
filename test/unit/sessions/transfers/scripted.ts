/** A `files` program that does what a test says, in memory. */
import { PassThrough } from 'node:stream';
import type { Exec, ExecExit } from '../../../../main/backends/backend';
import { Decoder } from '../../../../main/sessions/wire/decoder';
import { encode } from '../../../../main/sessions/wire/encode';
import type { Frame } from '../../../../main/sessions/wire/frames';
import type { Call, Welcome } from '../../../../main/sessions/wire/messages';

/** What the program is told. */
export interface Script {
  readonly capabilities?: string[];
  call?(call: Call, send: (...frames: Frame[]) => void): void;
  got?(offset: number, send: (...frames: Frame[]) => void): void;
}

/** Counts connections and how they ended. */
export class Scripted {
  connections = 0;
  readonly #script: Script;
  #closed: () => void = () => {};

  constructor(script: Script) {
    this.#script = script;
  }

  /** Resolves when the client lets go of the connection that is open. */
  readonly closed = new Promise<void>((resolve) => {
    this.#closed = resolve;
  });

  connect = async (): Promise<Exec> => {
    this.connections += 1;
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    let exited: (exit: ExecExit) => void = () => {};
    const exit = new Promise<ExecExit>((resolve) => {
      exited = resolve;
    });
    const close = () => {
      stdout.destroy();
      exited({ code: null, signal: 'SIGKILL' });
      this.#closed();
    };
    const send = (...frames: Frame[]) => {
      if (stdout.destroyed) return;
      stdout.write(Buffer.concat(frames.flatMap((frame) => [...encode(frame)])));
    };
    const decoder = new Decoder();
    const hear = (chunk: Buffer) => decoder.push(chunk, (frame) => this.#hear(frame, send));
    // A pipe's other end never answers within the write.
    stdin.on('data', (chunk: Buffer) => void setImmediate(hear, chunk));
    stdin.on('end', () => setImmediate(close));
    return { stdin, stdout, stderr, exit, close };
  };

  #hear(frame: Frame, send: (...frames: Frame[]) => void): void {
    if (frame.type === 'hello') {
      const { capabilities = [] } = this.#script;
      send({ type: 'welcome', welcome: { ...WELCOME, capabilities } });
    }
    if (frame.type === 'ping') send({ type: 'pong', nonce: frame.nonce });
    if (frame.type === 'call') this.#script.call?.(frame.call, send);
    if (frame.type === 'got') this.#script.got?.(frame.offset, send);
  }
}

const WELCOME: Welcome = {
  protocol: 1,
  capabilities: [],
  agent: 'scripted',
  session: 's1abc',
  role: 'files',
  disk: { used: 0, limit: 0 },
};

/** The answer to a call. */
export function reply({ call }: Call, ok: Record<string, unknown>): Frame {
  return { type: 'reply', reply: { call, ok } };
}
