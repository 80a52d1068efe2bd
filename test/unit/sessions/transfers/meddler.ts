/** Stands between a client and a program: sees every frame, and may change it, drop it or add others. */
import { Transform } from 'node:stream';
import type { Exec } from '../../../../main/backends/backend';
import { Decoder } from '../../../../main/sessions/wire/decoder';
import { encode } from '../../../../main/sessions/wire/encode';
import { BadFrame, type Frame } from '../../../../main/sessions/wire/frames';

/** What goes on instead of a frame. */
export type Change = (frame: Frame) => readonly Frame[];

export interface Changes {
  /** Of frames to the agent. */
  readonly out: Change;
  /** Of frames to the client. */
  readonly back: Change;
}

/** The same program, meddled with. */
export function meddle(exec: Exec, { out, back }: Changes): Exec {
  const stdin = changing('the agent', out);
  const stdout = changing('the client', back);
  // A program that was killed breaks its pipe; its other pipe's end tells.
  exec.stdin.on('error', () => {});
  stdin.pipe(exec.stdin);
  exec.stdout.pipe(stdout);
  return { ...exec, stdin, stdout, close: () => exec.close() };
}

function changing(to: string, change: Change): Transform {
  const decoder = new Decoder();
  let last = 'nothing';
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      try {
        decoder.push(chunk, (frame) => {
          last = frame.type;
          for (const next of change(frame)) for (const piece of encode(next)) this.push(piece);
        });
      } catch (error) {
        if (!(error instanceof BadFrame)) throw error;
        // Nobody waits for this: whoever reads of it has no more than what is said here.
        const where = `to ${to}, after ${bytes} bytes, the last of ${last}, in a chunk of ${chunk.length}`;
        throw new Error(`A broken stream ${where}: ${chunk.toString('hex', 0, 2_000)}`, {
          cause: error,
        });
      }
      bytes += chunk.length;
      done();
    },
  });
}
