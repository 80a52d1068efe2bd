/** Everything that a key, a menu or the command palette can ask for: one table, with the keys that each has at first. */
import { z } from 'zod';

/** What can be asked for in a window of the app. */
export const Act = z.enum([
  'palette',
  'new-session',
  'new-session-home',
  'home',
  'jobs',
  'tenants',
  'diagnostics',
  'session-1',
  'session-2',
  'session-3',
  'session-4',
  'session-5',
  'session-6',
  'session-7',
  'session-8',
  'session-9',
  'next-pane',
  'previous-pane',
  'retry',
  'diagnose',
  'close-window',
  'end-session',
  'rename',
  'copy',
  'paste',
  'select-all',
  'find',
  'export',
  'clear',
  'files',
  'send-files',
  'save-newest',
  'font-larger',
  'font-smaller',
  'font-usual',
  'settings',
  'shortcuts',
  'check-updates',
  'quit',
]);
export type Act = z.infer<typeof Act>;

/** A key with what is held for it: `Ctrl+Shift+P`, `Cmd+,`. Letters are capitals; `+` is the key `=`. */
export const Chord = z
  .string()
  .regex(
    /^(?:Ctrl\+)?(?:Cmd\+)?(?:Shift\+)?(?:[A-Z0-9]|[-=,./;'[\]\\`]|F(?:[1-9]|1[0-2])|Backspace|Delete|Insert|Enter|Tab|Space|Home|End|PageUp|PageDown|Arrow(?:Up|Down|Left|Right))$/,
    'it is no key',
  );
export type Chord = z.infer<typeof Chord>;

/** The keys that were changed; null: the act has none. */
export const ChangedKeys = z.partialRecord(Act, Chord.nullable());
export type ChangedKeys = z.infer<typeof ChangedKeys>;

/** In which windows an act is: Home, terminal windows, or both. */
export type Scope = 'anywhere' | 'home' | 'terminal';

/** An act, as menus, the palette and the list of shortcuts show it. */
export interface ActRow {
  readonly act: Act;
  /** What people read; one that asks before it acts has an ellipsis. */
  readonly label: string;
  readonly scope: Scope;
  /** Its key on Linux and Windows; null: none. */
  readonly others: Chord | null;
  /** Its key on macOS; null: none. */
  readonly mac: Chord | null;
}

const row = (
  act: Act,
  label: string,
  scope: Scope,
  others: Chord | null = null,
  mac: Chord | null = null,
): ActRow => ({ act, label, scope, others, mac });

const SESSIONS = Array.from({ length: 9 }, (_, at) => at + 1).map((n) =>
  row(Act.parse(`session-${n}`), `Session ${n}`, 'anywhere', `Ctrl+${n}`, `Cmd+${n}`),
);

/** All acts, in the order that they are shown in. */
export const ACTS: readonly ActRow[] = [
  row('palette', 'Command palette', 'anywhere', 'Ctrl+Shift+P', 'Cmd+Shift+P'),
  row('new-session', 'New session…', 'anywhere', 'Ctrl+Shift+N', 'Cmd+N'),
  row('new-session-home', 'New session…, in Home', 'home', 'Ctrl+N'),
  row('home', 'Home', 'anywhere', 'Ctrl+Shift+L', 'Cmd+L'),
  row('jobs', 'Jobs', 'anywhere', 'Ctrl+Shift+J', 'Cmd+Shift+J'),
  row('tenants', 'Tenants', 'anywhere'),
  row('diagnostics', 'Diagnostics', 'anywhere'),
  ...SESSIONS,
  row('next-pane', 'Next pane', 'anywhere', 'Ctrl+Tab', 'Ctrl+Tab'),
  row('previous-pane', 'Previous pane', 'anywhere', 'Ctrl+Shift+Tab', 'Ctrl+Shift+Tab'),
  row('copy', 'Copy', 'terminal', 'Ctrl+Shift+C', 'Cmd+C'),
  row('paste', 'Paste', 'terminal', 'Ctrl+Shift+V', 'Cmd+V'),
  row('select-all', 'Select all', 'terminal', null, 'Cmd+A'),
  row('find', 'Search the output', 'terminal', 'Ctrl+Shift+F', 'Cmd+F'),
  row('export', 'Export the output…', 'terminal'),
  row('clear', 'Clear the scrollback', 'terminal', 'Ctrl+Shift+K', 'Cmd+K'),
  row('files', 'Files', 'terminal', 'Ctrl+Shift+E', 'Cmd+Shift+E'),
  row('send-files', 'Send files…', 'terminal', 'Ctrl+Shift+S', 'Cmd+Shift+S'),
  row('save-newest', 'Save the newest file', 'terminal', 'Ctrl+Shift+D', 'Cmd+Shift+D'),
  row('font-larger', 'Larger', 'terminal', 'Ctrl+=', 'Cmd+='),
  row('font-smaller', 'Smaller', 'terminal', 'Ctrl+-', 'Cmd+-'),
  row('font-usual', 'Usual size', 'terminal', 'Ctrl+0', 'Cmd+0'),
  row('retry', 'Reconnect now', 'terminal', 'Ctrl+Shift+R', 'Cmd+Shift+R'),
  row('diagnose', 'Diagnose this session', 'terminal'),
  row('rename', 'Rename…', 'terminal'),
  row('close-window', 'Close window, session goes on', 'anywhere', 'Ctrl+Shift+W', 'Cmd+W'),
  row('end-session', 'End session…', 'terminal', 'Ctrl+Shift+Backspace', 'Cmd+Shift+Backspace'),
  row('settings', 'Settings', 'anywhere', 'Ctrl+,', 'Cmd+,'),
  row('shortcuts', 'Shortcuts', 'anywhere', 'Ctrl+Shift+/', 'Cmd+/'),
  row('check-updates', 'Check for updates…', 'anywhere'),
  row('quit', 'Quit…', 'anywhere', 'Ctrl+Shift+Q', 'Cmd+Q'),
];

/** The key of each act; null: none. */
export type Keymap = Readonly<Record<Act, Chord | null>>;

/** The keys as they hold: those that were changed, else those of the platform. */
export function keymapOf(changed: ChangedKeys, platform: string): Keymap {
  const keyOf = ({ act, mac, others }: ActRow) => {
    const own = changed[act];
    if (own !== undefined) return own;
    return platform === 'darwin' ? mac : others;
  };
  return Object.fromEntries(ACTS.map((one) => [one.act, keyOf(one)])) as Record<Act, Chord | null>;
}

/** What an act is called. */
export function labelOf(act: Act): string {
  return ACTS.find((one) => one.act === act)?.label ?? act;
}

/** Whether two acts can be asked for in one window. */
export function meet(one: Scope, other: Scope): boolean {
  return one === other || one === 'anywhere' || other === 'anywhere';
}

/** Which session an act `session-1` to `session-9` brings, from 0; null for any other act. */
export function sessionAt(act: Act): number | null {
  const found = /^session-(\d)$/.exec(act);
  return found === null ? null : Number(found[1]) - 1;
}
