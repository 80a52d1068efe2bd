/** A letter needs Ctrl+Shift, or Cmd on macOS, to be the app's. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accelerator } from '../../../main/desktop/accelerator';
import { holdersOf, whyNot } from '../../../preload/chords';
import { ACTS, type Act, Chord, keymapOf, meet, sessionAt } from '../../../preload/shortcuts';
import { namesOf, withKey } from '../../../renderer/home/settings/changedKeys';
import { platformOf } from '../../../renderer/ui/platform';
import { actOf, capsOf, chordOf, type KeyPress } from '../../../renderer/ui/shortcuts';

function press(key: string, held: string, code = ''): KeyPress {
  return {
    key,
    code,
    ctrlKey: held.includes('C'),
    shiftKey: held.includes('S'),
    metaKey: held.includes('M'),
    altKey: held.includes('A'),
    isComposing: false,
  };
}

const LINUX = keymapOf({}, 'linux');
const MAC = keymapOf({}, 'darwin');
const onLinux = (key: string, held: string, code?: string) =>
  actOf(press(key, held, code), LINUX, 'terminal');

describe('the table', () => {
  // As the table "Keys" of the design has it.
  it.each<[Act, string, string]>([
    ['palette', 'Ctrl+Shift+P', 'Cmd+Shift+P'],
    ['new-session', 'Ctrl+Shift+N', 'Cmd+N'],
    ['home', 'Ctrl+Shift+L', 'Cmd+L'],
    ['session-1', 'Ctrl+1', 'Cmd+1'],
    ['session-9', 'Ctrl+9', 'Cmd+9'],
    ['jobs', 'Ctrl+Shift+J', 'Cmd+Shift+J'],
    ['retry', 'Ctrl+Shift+R', 'Cmd+Shift+R'],
    ['close-window', 'Ctrl+Shift+W', 'Cmd+W'],
    ['end-session', 'Ctrl+Shift+Backspace', 'Cmd+Shift+Backspace'],
    ['copy', 'Ctrl+Shift+C', 'Cmd+C'],
    ['paste', 'Ctrl+Shift+V', 'Cmd+V'],
    ['find', 'Ctrl+Shift+F', 'Cmd+F'],
    ['next-pane', 'Ctrl+Tab', 'Ctrl+Tab'],
    ['previous-pane', 'Ctrl+Shift+Tab', 'Ctrl+Shift+Tab'],
    ['files', 'Ctrl+Shift+E', 'Cmd+Shift+E'],
    ['send-files', 'Ctrl+Shift+S', 'Cmd+Shift+S'],
    ['save-newest', 'Ctrl+Shift+D', 'Cmd+Shift+D'],
    ['font-larger', 'Ctrl+=', 'Cmd+='],
    ['font-smaller', 'Ctrl+-', 'Cmd+-'],
    ['font-usual', 'Ctrl+0', 'Cmd+0'],
    ['clear', 'Ctrl+Shift+K', 'Cmd+K'],
    ['settings', 'Ctrl+,', 'Cmd+,'],
    ['shortcuts', 'Ctrl+Shift+/', 'Cmd+/'],
    ['quit', 'Ctrl+Shift+Q', 'Cmd+Q'],
  ])('gives %s %s, and %s on macOS', (act, others, mac) => {
    expect(LINUX[act]).toBe(others);
    expect(MAC[act]).toBe(mac);
  });

  it('has no key twice in one window, and none that could not be chosen', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const keys = keymapOf({}, platform);
      for (const { act, scope } of ACTS) {
        const chord = keys[act];
        if (chord === null) continue;
        expect(holdersOf(chord, act, keys), `${act} on ${platform}`).toEqual([]);
        expect(whyNot(chord, platform, scope), `${act} on ${platform}`).toBeNull();
      }
    }
  });

  it('counts sessions from 1 to 9', () =>
    expect(ACTS.map(({ act }) => sessionAt(act)).filter((at) => at !== null)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8,
    ]));
});

describe('actOf', () => {
  it.each([...'abcdefghijklmnopqrstuvwxyz'])('leaves Ctrl+%s to the shell', (key) =>
    expect(onLinux(key, 'C', `Key${key.toUpperCase()}`)).toBeNull(),
  );

  it.each([
    ['C', 'CS', 'KeyC', 'copy'],
    ['V', 'CS', 'KeyV', 'paste'],
    ['=', 'C', 'Equal', 'font-larger'],
    ['+', 'CS', 'Equal', 'font-larger'],
    ['+', 'C', 'NumpadAdd', 'font-larger'],
    ['-', 'C', 'Minus', 'font-smaller'],
    ['0', 'C', 'Digit0', 'font-usual'],
    ['Backspace', 'CS', 'Backspace', 'end-session'],
    ['?', 'CS', 'Slash', 'shortcuts'],
    ['Tab', 'CS', 'Tab', 'previous-pane'],
  ])('%s with %s is %4$s', (key, held, code, act) => expect(onLinux(key, held, code)).toBe(act));

  it('knows keys by what they mean on other keyboards', () => {
    // German: / is 7 with Shift. French: digits are typed with Shift. Russian: no letter of A to Z.
    expect(onLinux('/', 'CS', 'Digit7')).toBe('shortcuts');
    expect(onLinux('&', 'C', 'Digit1')).toBe('session-1');
    expect(onLinux('З', 'CS', 'KeyP')).toBe('palette');
    // Dvorak: the letter counts, not its place.
    expect(onLinux('P', 'CS', 'KeyR')).toBe('palette');
  });

  it('takes Cmd on macOS, and leaves Ctrl to the shell there', () => {
    expect(actOf(press('c', 'M'), MAC, 'terminal')).toBe('copy');
    expect(actOf(press('C', 'CS'), MAC, 'terminal')).toBeNull();
    expect(actOf(press('c', 'C'), MAC, 'terminal')).toBeNull();
  });

  it('knows in which window it is', () => {
    expect(actOf(press('n', 'C'), LINUX, 'home')).toBe('new-session-home');
    expect(actOf(press('F', 'CS'), LINUX, 'home')).toBeNull();
  });

  it('leaves alone what is composed, or typed with Alt', () => {
    expect(actOf({ ...press('C', 'CS'), isComposing: true }, LINUX, 'terminal')).toBeNull();
    expect(onLinux('C', 'CSA')).toBeNull();
  });

  it('leaves Ctrl+Shift+U to Unicode input', () => expect(onLinux('U', 'CS')).toBeNull());

  it('does what was changed, and no more what was before', () => {
    const keys = keymapOf({ find: 'Ctrl+Shift+G', copy: null }, 'linux');
    expect(actOf(press('G', 'CS'), keys, 'terminal')).toBe('find');
    expect(actOf(press('F', 'CS'), keys, 'terminal')).toBeNull();
    expect(actOf(press('C', 'CS'), keys, 'terminal')).toBeNull();
  });
});

describe('whyNot', () => {
  it.each([
    ['Ctrl+C', 'linux', 'without Shift it is the shell’s'],
    ['Ctrl+\\', 'win32', 'without Shift it is the shell’s'],
    ['Shift+A', 'linux', 'without Ctrl it is the shell’s'],
    ['F5', 'linux', 'without Ctrl it is the shell’s'],
    ['Ctrl+Shift+U', 'linux', 'it types characters by their numbers'],
    ['Cmd+K', 'linux', 'it is the desktop’s'],
    ['Ctrl+C', 'darwin', 'without ⌘ it is the shell’s'],
    ['Cmd+H', 'darwin', 'it is the desktop’s'],
  ] as const)('%s on %s: %s', (chord, platform, why) =>
    expect(whyNot(chord, platform, 'terminal')).toBe(why),
  );

  it('leaves Home its letters: no shell is there', () =>
    expect(whyNot('Ctrl+N', 'linux', 'home')).toBeNull());

  it('lets nobody take a control character from a shell', () => {
    const keys = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ[]\\');
    fc.assert(fc.property(keys, (key) => whyNot(`Ctrl+${key}`, 'linux', 'anywhere') !== null));
  });
});

describe('chords', () => {
  it('are what a key press gives, whatever was pressed', () => {
    const any = fc.record({
      key: fc.oneof(fc.string(), fc.constantFrom('a', 'Tab', 'Shift', 'F12', 'Dead', '+')),
      code: fc.string(),
      ctrlKey: fc.boolean(),
      metaKey: fc.boolean(),
      shiftKey: fc.boolean(),
      altKey: fc.boolean(),
      isComposing: fc.boolean(),
    });
    fc.assert(
      fc.property(any, (one) => {
        const chord = chordOf(one);
        if (chord !== null) expect(Chord.safeParse(chord).success).toBe(true);
      }),
    );
  });

  it('are shown in the platform’s language', () => {
    expect(capsOf('Ctrl+Shift+C', 'linux')).toEqual(['Ctrl', 'Shift', 'C']);
    expect(capsOf('Cmd+Shift+Backspace', 'darwin')).toEqual(['⇧⌘⌫']);
    expect(capsOf('Ctrl+Tab', 'darwin')).toEqual(['⌃⇥']);
    expect(capsOf(null, 'linux')).toEqual([]);
  });

  it('are written as Electron’s menus want them', () => {
    expect(accelerator('Cmd+Shift+Backspace')).toBe('Command+Shift+Backspace');
    expect(accelerator('Cmd+=')).toBe('Command+Plus');
    expect(accelerator('Ctrl+Shift+ArrowUp')).toBe('Control+Shift+Up');
  });
});

describe('changes', () => {
  it('take a key from who had it in the same window', () => {
    const changed = withKey({}, 'find', 'Ctrl+Shift+C', 'linux');
    expect(changed).toEqual({ find: 'Ctrl+Shift+C', copy: null });
    expect(namesOf(holdersOf('Ctrl+Shift+C', 'copy', keymapOf(changed, 'linux')))).toBe(
      'Search the output',
    );
  });

  it('leave who has it in another window', () =>
    expect(withKey({}, 'find', 'Ctrl+N', 'linux')).toEqual({ find: 'Ctrl+N' }));

  it('are not kept where they are as it comes', () =>
    expect(withKey({ find: 'Ctrl+Shift+G' }, 'find', 'Ctrl+Shift+F', 'linux')).toEqual({}));

  it('never leave two acts of one window with one key', () => {
    const acts = fc.constantFrom(...ACTS.map(({ act }) => act));
    const chords = fc.constantFrom('Ctrl+Shift+C', 'Ctrl+Shift+G', 'Ctrl+Tab', null);
    fc.assert(
      fc.property(fc.array(fc.tuple(acts, chords)), (steps) => {
        const changed = steps.reduce(
          (before, [act, chord]) => withKey(before, act, chord, 'linux'),
          {},
        );
        const keys = keymapOf(changed, 'linux');
        for (const one of ACTS)
          for (const other of ACTS)
            if (one.act !== other.act && meet(one.scope, other.scope) && keys[one.act] !== null)
              expect(keys[one.act]).not.toBe(keys[other.act]);
      }),
    );
  });
});

describe('platformOf', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64)', 'linux'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'darwin'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'win32'],
  ])('%s is %s', (agent, platform) => expect(platformOf(agent)).toBe(platform));
});
