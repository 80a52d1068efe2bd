/**
 * Keys and acts. In a terminal window a letter needs Ctrl+Shift (Linux, Windows) or Cmd (macOS) to be the app's, so that
 * the shell keeps its own.
 */
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

/** A chord in its parts. */
function partsOf(chord: Chord): { ctrl: boolean; cmd: boolean; shift: boolean; key: string } {
  const has = (name: string) => chord.includes(`${name}+`);
  const key = chord.replace(/^(?:Ctrl\+|Cmd\+|Shift\+)*/, '');
  return { ctrl: has('Ctrl'), cmd: has('Cmd'), shift: has('Shift'), key };
}

/** What the desktop of macOS keeps for itself. */
const MACS_OWN: readonly Chord[] = ['Cmd+H', 'Cmd+M', 'Cmd+Tab', 'Cmd+Shift+Tab', 'Cmd+Space'];
/** Signs that are control characters with Ctrl, such as Ctrl+\, which ends a program. */
const CONTROL_SIGNS = /^[[\]\\/`]$|^Space$|^Enter$|^Backspace$/;

/** Why a chord cannot be an act's, or null: it can. Completes "It is not set: …". */
export function whyNot(chord: Chord, platform: Platform, scope: Scope): string | null {
  const { ctrl, cmd, shift, key } = partsOf(chord);
  const isPane = ctrl && !cmd && key === 'Tab';
  if (isPane) return null;
  if (platform === 'darwin') {
    if (!cmd) return 'without ⌘ it is the shell’s';
    return MACS_OWN.includes(chord) ? 'it is the desktop’s' : null;
  }
  if (cmd) return 'it is the desktop’s';
  if (!ctrl) return 'without Ctrl it is the shell’s';
  if (chord === 'Ctrl+Shift+U') return 'it types characters by their numbers';
  const isShells = /^[A-Z]$/.test(key) || CONTROL_SIGNS.test(key);
  if (isShells && !shift && scope !== 'home') return 'without Shift it is the shell’s';
  return null;
}

/** The acts that have a chord already where `act` could be asked for, too. */
export function holdersOf(chord: Chord, act: Act, keys: Keymap): readonly Act[] {
  const scope = ACTS.find((one) => one.act === act)?.scope ?? 'anywhere';
  return ACTS.filter(
    (one) => one.act !== act && meet(one.scope, scope) && keys[one.act] === chord,
  ).map((one) => one.act);
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
