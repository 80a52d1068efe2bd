/** Stands between a client and a program: sees every frame, and may change it, drop it or add others. */
import { Transform } from 'node:stream';
import type { Exec } from '../../../../main/backends/backend';
import { Decoder } from '../../../../main/sessions/wire/decoder';
import { encode } from '../../../../main/sessions/wire/encode';
import type { Frame } from '../../../../main/sessions/wire/frames';

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
  const stdin = changing(out);
  const stdout = changing(back);
  // A program that was killed breaks its pipe; its other pipe's end tells.
  exec.stdin.on('error', () => {});
  stdin.pipe(exec.stdin);
  exec.stdout.pipe(stdout);
  return { ...exec, stdin, stdout, close: () => exec.close() };
}

function changing(change: Change): Transform {
  const decoder = new Decoder();
  return new Transform({
    transform(chunk: Buffer, _, done) {
      decoder.push(chunk, (frame) => {
        for (const next of change(frame)) for (const piece of encode(next)) this.push(piece);
      });
      done();
    },
  });
}
