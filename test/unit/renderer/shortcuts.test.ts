/** A letter needs Ctrl+Shift, or Cmd on macOS, to be the app's. */
import { describe, expect, it } from 'vitest';
import { platformOf } from '../../../renderer/ui/platform';
import { actOf, type KeyPress, keyCaps } from '../../../renderer/ui/shortcuts';

function press(key: string, held: string): KeyPress {
  return {
    key,
    ctrlKey: held.includes('C'),
    shiftKey: held.includes('S'),
    metaKey: held.includes('M'),
    altKey: held.includes('A'),
    isComposing: false,
  };
}

describe('actOf', () => {
  it.each(['c', 'v', 'n', 'l', 'k', 'r', 'w', 'f', 'd', 'z'])(
    'leaves Ctrl+%s to the shell',
    (key) => expect(actOf(press(key, 'C'), 'linux')).toBeNull(),
  );

  it.each([
    ['C', 'CS', 'copy'],
    ['V', 'CS', 'paste'],
    ['=', 'C', 'font-larger'],
    ['+', 'CS', 'font-larger'],
    ['-', 'C', 'font-smaller'],
    ['0', 'C', 'font-usual'],
    ['Backspace', 'CS', 'end-session'],
    ['W', 'CS', 'close-window'],
    ['E', 'CS', 'files'],
  ])('%s with %s is %s', (key, held, act) => expect(actOf(press(key, held), 'linux')).toBe(act));

  it('takes Cmd on macOS, and leaves Ctrl to the shell there', () => {
    expect(actOf(press('c', 'M'), 'darwin')).toBe('copy');
    expect(actOf(press('C', 'CS'), 'darwin')).toBeNull();
    expect(actOf(press('c', 'C'), 'darwin')).toBeNull();
  });

  it('leaves alone what is composed, or typed with Alt', () => {
    expect(actOf({ ...press('C', 'CS'), isComposing: true }, 'linux')).toBeNull();
    expect(actOf(press('C', 'CSA'), 'linux')).toBeNull();
  });

  it('leaves Ctrl+Shift+U to Unicode input', () =>
    expect(actOf(press('U', 'CS'), 'linux')).toBeNull());
});

describe('keyCaps', () => {
  it('speaks the platform’s language', () => {
    expect(keyCaps('copy', 'linux')).toEqual(['Ctrl', 'Shift', 'C']);
    expect(keyCaps('end-session', 'darwin')).toEqual(['⇧⌘⌫']);
  });
});

describe('platformOf', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64)', 'linux'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'darwin'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'win32'],
  ])('%s is %s', (agent, platform) => expect(platformOf(agent)).toBe(platform));
});
