/**
 * Keys and acts. In a terminal window a letter needs Ctrl+Shift (Linux, Windows) or Cmd (macOS) to be the app's, so that
 * the shell keeps its own.
 */
import { partsOf } from '../../preload/chords';
import { ACTS, type Act, Chord, type Keymap, meet, type Scope } from '../../preload/shortcuts';
import type { Platform } from './platform';

/** What of a keyboard event matters. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'
>;

/** What keys type with Shift, where the app means the key: `?` is `/` with Shift, `+` is `=` whether with Shift or not. */
const WITH_SHIFT: Readonly<Record<string, string>> = {
  '?': '/',
  '<': ',',
  '>': '.',
  ':': ';',
  '"': "'",
  '{': '[',
  '}': ']',
  '|': '\\',
  '~': '`',
  _: '-',
};

/** A digit is the key it stands on, since some keyboards type digits with Shift; so is a letter of an alphabet without A to Z. */
function byPlace(code: string, key: string): string | null {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined && !/^[-=,./;'[\]\\`?+]$/.test(key)) return digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter !== undefined && /^[^ -~]$/.test(key) ? letter : null;
}

function keyOf({ key, code, shiftKey }: KeyPress): { key: string; shift: boolean } {
  if (key === '+' || code === 'NumpadAdd') return { key: '=', shift: false };
  if (key === ' ') return { key: 'Space', shift: shiftKey };
  const placed = byPlace(code, key);
  if (placed !== null) return { key: placed, shift: shiftKey };
  if (key.length > 1) return { key, shift: shiftKey };
  return { key: (WITH_SHIFT[key] ?? key).toUpperCase(), shift: shiftKey };
}

/** The chord of a key press; null: what is held alone, what is composed, and what is typed with Alt, which types signs. */
export function chordOf(press: KeyPress): Chord | null {
  if (press.isComposing || press.altKey) return null;
  const { key, shift } = keyOf(press);
  const held = [press.ctrlKey ? 'Ctrl+' : '', press.metaKey ? 'Cmd+' : '', shift ? 'Shift+' : ''];
  const chord = Chord.safeParse(held.join('') + key);
  return chord.success ? chord.data : null;
}

/** What a key press does in a window of that scope, or null where it is not the app's. */
export function actOf(press: KeyPress, keys: Keymap, window: Scope): Act | null {
  const chord = chordOf(press);
  if (chord === null) return null;
  const found = ACTS.find(({ act, scope }) => meet(scope, window) && keys[act] === chord);
  return found?.act ?? null;
}

const MAC_SIGNS: Readonly<Record<string, string>> = {
  Backspace: '⌫',
  Delete: '⌦',
  Enter: '⏎',
  Tab: '⇥',
  '-': '−',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};
const CAPS: Readonly<Record<string, string>> = {
  '-': '−',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** The key caps of a chord: "Ctrl", "Shift", "P"; on macOS one cap, "⇧⌘P". */
export function capsOf(chord: Chord | null, platform: Platform): readonly string[] {
  if (chord === null) return [];
  const { ctrl, cmd, shift, key } = partsOf(chord);
  if (platform === 'darwin')
    return [`${ctrl ? '⌃' : ''}${shift ? '⇧' : ''}${cmd ? '⌘' : ''}${MAC_SIGNS[key] ?? key}`];
  const held = [...(ctrl ? ['Ctrl'] : []), ...(cmd ? ['Super'] : []), ...(shift ? ['Shift'] : [])];
  return [...held, CAPS[key] ?? key];
}
