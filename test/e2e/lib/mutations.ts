/** Calls that the contract does not allow, made by chance from a seed. */
import { type Channel, calls } from '../../../preload/contract';

/** What a page passes to the bridge: a channel that may not be one, and an argument. */
export interface BadCall {
  readonly channel: string;
  readonly argument: unknown;
}

/** Numbers from 0 to below 1: mulberry32, which is short and repeats itself for a seed. */
export function chanceFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const CHANNELS = Object.keys(calls).filter((name): name is Channel => name in calls);

/** Names that mean something to JavaScript or to Electron, and that the bridge does not have. */
const OTHER_NAMES = [
  '',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'sessions.changed',
  'gamgui.terminal.port',
  'ELECTRON_BROWSER_REQUIRE',
  'GUEST_VIEW_MANAGER_CALL',
  'GUEST_WINDOW_MANAGER_WINDOW_OPEN',
];

/** An argument near the right one for each channel that takes one; no session has this id. */
const NEAR: { [C in Channel]?: Record<string, unknown> } = {
  'settings.set': { theme: 'dark', fontSize: 13, scrollback: 100, lastSession: null },
  'sessions.create': { tenant: 'demo', backend: 'local', size: 'standard', lifeMs: null },
  'sessions.open': { id: 'nosuchone' },
  'sessions.rename': { id: 'nosuchone', name: 'a name' },
  'sessions.end': { id: 'nosuchone' },
  'sessions.forget': { id: 'nosuchone' },
  'terminal.openLink': { url: 'file:///etc/passwd' },
  'csv.look': { id: '0'.repeat(31), file: 0, encoding: 'cp850' },
  'csv.send': { id: '0'.repeat(31), copies: [{ file: 0, mends: ['form'] }] },
  'csv.drop': { id: '0'.repeat(31) },
  'files.list': { path: 'YQ==', after: null },
  'files.changes': { path: 'YQ==' },
  'files.newFolder': { path: 'Li4=' },
  'files.rename': { path: 'Li4=', name: 'a' },
  'files.remove': { path: 'Li4=' },
  'files.search': { path: '', text: 'a' },
  'files.peek': { path: 'YQ==' },
  'files.table': {
    path: 'YQ==',
    first: 0,
    count: 1,
    text: '',
    column: null,
    sort: null,
    down: false,
    fresh: false,
  },
};

/** Values that programs stumble over. */
const ODD: unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 53,
  10n,
  '',
  'nosuchone',
  '../../etc',
  'a\u0000b',
  '\ud800',
  '\u202e',
  'x'.repeat(100_000),
  [],
  [[]],
  {},
  { id: {} },
  { length: 1 },
  new Date(0),
  /x/,
  new Uint8Array(1000),
];

type Chance = () => number;

function pick<T>(chance: Chance, from: readonly T[]): T {
  const one = from[Math.floor(chance() * from.length)];
  if (one === undefined && from.length === 0) throw new Error('nothing to pick from');
  return one as T;
}

/** A channel's name with one character changed, taken out or doubled. */
function misspelt(chance: Chance): string {
  const name = pick(chance, CHANNELS);
  const at = Math.floor(chance() * name.length);
  const other = pick(chance, ['', 'X', '.', '\u0000', `${name[at]}${name[at]}`]);
  return name.slice(0, at) + other + name.slice(at + 1);
}

/** The argument with a field changed, taken out or added, or something else altogether. */
function changed(chance: Chance, near: Record<string, unknown>): unknown {
  const kind = chance();
  if (kind < 0.2) return pick(chance, ODD);
  const fields = { ...near };
  const key = pick(chance, Object.keys(near));
  if (kind < 0.35) delete fields[key];
  else if (kind < 0.5) fields[pick(chance, ['also', 'constructor', 'toString'])] = 1;
  else fields[key] = pick(chance, ODD);
  return fields;
}

/** What is right for a channel is no bad call, except where it names a session or a link that nothing may be done with. */
const NEVER_DONE = new Set<Channel>([
  'sessions.open',
  'sessions.rename',
  'sessions.end',
  'sessions.forget',
  'terminal.openLink',
]);

/** One call that must be refused. */
export function badCall(chance: Chance): BadCall {
  if (chance() < 0.05) return { channel: pick(chance, OTHER_NAMES), argument: undefined };
  if (chance() < 0.15) {
    const channel = misspelt(chance);
    if (!Object.hasOwn(calls, channel)) return { channel, argument: pick(chance, ODD) };
  }
  const channel = pick(chance, CHANNELS);
  const near = NEAR[channel];
  const argument = near === undefined ? pick(chance, ODD) : changed(chance, near);
  const right = calls[channel].input.safeParse(argument).success;
  return right && !NEVER_DONE.has(channel) ? badCall(chance) : { channel, argument };
}
