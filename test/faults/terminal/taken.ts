/** Reads on the way to a client how much of its input the session has taken. */
import { Decoder } from '../../../main/sessions/wire/decoder';
import type { Direction, Eye } from '../line';

/** Looks at one connection after the other: `taken` hears the offset, in the client's bytes. */
export function takenEye(taken: (offset: number) => void): Eye {
  const decoder = new Decoder();
  return {
    coming: () => {},
    passed(direction: Direction, chunk: Buffer) {
      if (direction === 'down')
        decoder.push(chunk, (frame) => {
          if (frame.type === 'taken') taken(frame.offset);
          if (frame.type === 'welcome' && frame.welcome.role === 'terminal')
            taken(frame.welcome.taken);
        });
    },
  };
}
