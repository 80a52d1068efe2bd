/** Which keys an act can have: in a terminal window most are the shell's. */
import { ACTS, type Act, type Chord, type Keymap, meet, type Scope } from './shortcuts';

/** A chord in its parts. */
export function partsOf(chord: Chord): {
  ctrl: boolean;
  cmd: boolean;
  shift: boolean;
  key: string;
} {
  const has = (name: string) => chord.includes(`${name}+`);
  const key = chord.replace(/^(?:Ctrl\+|Cmd\+|Shift\+)*/, '');
  return { ctrl: has('Ctrl'), cmd: has('Cmd'), shift: has('Shift'), key };
}

/** What the desktop of macOS keeps for itself. */
const MACS_OWN: readonly Chord[] = ['Cmd+H', 'Cmd+M', 'Cmd+Tab', 'Cmd+Shift+Tab', 'Cmd+Space'];
/** Signs that are control characters with Ctrl, such as Ctrl+\, which ends a program. */
const CONTROL_SIGNS = /^[[\]\\/`]$|^Space$|^Enter$|^Backspace$/;

/** Why a chord cannot be an act's, or null: it can. Completes "It is not set: …". */
export function whyNot(chord: Chord, platform: string, scope: Scope): string | null {
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
