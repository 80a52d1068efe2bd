/** Reads on the way to a client how much of its input the session has taken. */
import { Decoder } from '../../../main/sessions/wire/decoder';
import { BadFrame } from '../../../main/sessions/wire/frames';
import type { Direction, Eye } from '../line';

/** Looks at one connection after the other: `taken` hears the offset, in the client's bytes. */
export function takenEye(taken: (offset: number) => void): Eye {
  const decoder = new Decoder();
  let isWhole = true;
  const look = (chunk: Buffer) =>
    decoder.push(chunk, (frame) => {
      if (frame.type === 'taken') taken(frame.offset);
      if (frame.type === 'welcome' && frame.welcome.role === 'terminal') taken(frame.welcome.taken);
    });
  return {
    coming: () => {},
    passed(direction: Direction, chunk: Buffer) {
      if (direction === 'up' || !isWhole) return;
      try {
        look(chunk);
      } catch (error) {
        // A byte more or less was put in on purpose: the client meets the same, and ends the connection.
        if (!(error instanceof BadFrame)) throw error;
        isWhole = false;
      }
    },
  };
}
