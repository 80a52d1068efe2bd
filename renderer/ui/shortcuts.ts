/**
 * Shortcuts. In a terminal window a letter needs Ctrl+Shift (Linux, Windows) or Cmd (macOS) to be the app's, so that the
 * shell keeps its own.
 */
import type { Platform } from './platform';

/** What a key does in a window of the app. */
export type Act =
  | 'new-session'
  | 'home'
  | 'settings'
  | 'copy'
  | 'paste'
  | 'find'
  | 'files'
  | 'jobs'
  | 'send-files'
  | 'save-newest'
  | 'font-larger'
  | 'font-smaller'
  | 'font-usual'
  | 'clear'
  | 'retry'
  | 'close-window'
  | 'end-session';

/** A key with what is held: `mod` is Ctrl, or Cmd on macOS. */
interface Chord {
  readonly mod: boolean;
  readonly shift: boolean;
  readonly key: string;
}

const chord = (key: string, mod: boolean, shift: boolean): Chord => ({ key, mod, shift });

const OTHERS: readonly (readonly [Act, Chord])[] = [
  ['new-session', chord('n', true, true)],
  ['home', chord('l', true, true)],
  ['settings', chord(',', true, false)],
  ['copy', chord('c', true, true)],
  ['paste', chord('v', true, true)],
  ['find', chord('f', true, true)],
  ['files', chord('e', true, true)],
  ['jobs', chord('j', true, true)],
  ['send-files', chord('s', true, true)],
  ['save-newest', chord('d', true, true)],
  ['font-larger', chord('=', true, false)],
  ['font-smaller', chord('-', true, false)],
  ['font-usual', chord('0', true, false)],
  ['clear', chord('k', true, true)],
  ['retry', chord('r', true, true)],
  ['close-window', chord('w', true, true)],
  ['end-session', chord('backspace', true, true)],
];

const MAC: readonly (readonly [Act, Chord])[] = [
  ['new-session', chord('n', true, false)],
  ['home', chord('l', true, false)],
  ['settings', chord(',', true, false)],
  ['copy', chord('c', true, false)],
  ['paste', chord('v', true, false)],
  ['find', chord('f', true, false)],
  ['files', chord('e', true, true)],
  ['jobs', chord('j', true, true)],
  ['send-files', chord('s', true, true)],
  ['save-newest', chord('d', true, true)],
  ['font-larger', chord('=', true, false)],
  ['font-smaller', chord('-', true, false)],
  ['font-usual', chord('0', true, false)],
  ['clear', chord('k', true, false)],
  ['retry', chord('r', true, true)],
  ['close-window', chord('w', true, false)],
  ['end-session', chord('backspace', true, true)],
];

const table = (platform: Platform) => (platform === 'darwin' ? MAC : OTHERS);

/** What of a keyboard event matters. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'
>;

/** `+` is typed with Shift on most keyboards, and is the same key as `=` to people. */
function keyOf(press: KeyPress): { key: string; shift: boolean } {
  const key = press.key.toLowerCase();
  return key === '+' ? { key: '=', shift: false } : { key, shift: press.shiftKey };
}

/** What a key press does in a terminal window, or null where it is the shell's. */
export function actOf(press: KeyPress, platform: Platform): Act | null {
  if (press.isComposing || press.altKey) return null;
  const mac = platform === 'darwin';
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (!mod || other) return null;
  const { key, shift } = keyOf(press);
  const found = table(platform).find(([, c]) => c.key === key && c.shift === shift);
  return found?.[0] ?? null;
}

const SIGNS: Record<string, string> = { backspace: '⌫', '-': '−' };

/** The key caps of an act: "Ctrl", "Shift", "P"; on macOS one cap, "⇧⌘P". */
export function keyCaps(act: Act, platform: Platform): readonly string[] {
  const found = table(platform).find(([name]) => name === act);
  if (found === undefined) return [];
  const { key, shift } = found[1];
  if (platform === 'darwin') return [`${shift ? '⇧' : ''}⌘${SIGNS[key] ?? key.toUpperCase()}`];
  const cap = key === 'backspace' ? 'Backspace' : (SIGNS[key] ?? key.toUpperCase());
  return ['Ctrl', ...(shift ? ['Shift'] : []), cap];
}
