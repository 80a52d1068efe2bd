/** Who spoke: a person, or xterm answering an old question. */
import { describe, expect, it } from 'vitest';
import { maySend } from '../../../renderer/terminal/gate';

const LIVE = { replaying: false, parsingReplay: false };
const PARSING = { replaying: true, parsingReplay: true };
const BETWEEN = { replaying: true, parsingReplay: false };

describe('maySend', () => {
  it.each([undefined, 'message', 'keydown', 'focus', 'mousemove'])(
    'lets all through when replay is over (%s)',
    (event) => expect(maySend(event, LIVE)).toBe(true),
  );

  it.each([undefined, 'message'])('keeps answers to replay (%s)', (event) =>
    expect(maySend(event, PARSING)).toBe(false),
  );

  it.each(['keydown', 'keypress', 'input', 'paste', 'compositionend'])(
    'lets a person type during replay (%s)',
    (event) => expect(maySend(event, PARSING)).toBe(true),
  );

  it.each(['focus', 'blur', 'mousedown', 'mousemove', 'wheel'])(
    'keeps reports that a program of the past asked for (%s)',
    (event) => {
      expect(maySend(event, PARSING)).toBe(false);
      expect(maySend(event, BETWEEN)).toBe(false);
    },
  );

  it('lets composed text through between chunks', () =>
    expect(maySend(undefined, BETWEEN)).toBe(true));
});
