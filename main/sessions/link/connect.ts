/** What every client of an agent is given: the way to it, its own name, and time. Nothing here knows a backend. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { AgentProgram, Exec } from '../../backends/backend';
import { type Surroundings, UNCHANGING } from '../../network/surroundings';
import { type Hello, PROTOCOL } from '../wire/messages';
import { type Clock, systemClock } from './clock';

/** Starts one of the agent's programs in the session; rejects with a `Failure` that can be shown. */
export type Connect = (program: AgentProgram) => Promise<Exec>;

/** How a client meets an agent. */
export interface Parts {
  readonly connect: Connect;
  /** The app's version, for messages. */
  readonly app: string;
  /** This computer's name, shown to whoever is replaced; at most 64 characters are used. */
  readonly label?: string;
  /** What breaks connections without a word; unchanging unless given. */
  readonly surroundings?: Surroundings;
  readonly clock?: Clock;
  /** From 0 to below 1, for the jitter of pauses. */
  readonly random?: () => number;
  /** Its name, 32 hex digits, where it had one before; else a random one. */
  readonly client?: string;
  /** What the session is to live by, where it may have been a spare; null: that is not known. */
  readonly limits?: NonNullable<Hello['limits']> | null;
}

/** The same with everything filled in. */
export type FullParts = Required<Parts>;

/** Fills in what was left out. */
export function full(parts: Parts): FullParts {
  const { connect, app, label = hostname(), clock = systemClock, random = Math.random } = parts;
  const { surroundings = UNCHANGING } = parts;
  const client = parts.client ?? randomBytes(16).toString('hex');
  const cut = [...label].slice(0, 64).join('');
  const { limits = null } = parts;
  return { connect, app, label: cut, surroundings, clock, random, client, limits };
}

/** What HELLO of any role says alike. */
export type HelloBasics = Pick<
  Hello,
  'protocol' | 'capabilities' | 'app' | 'client' | 'label' | 'limits'
>;

/** The same in each HELLO of one client. */
export function helloBasics({ app, label, client, limits }: FullParts): HelloBasics {
  const basics = { protocol: PROTOCOL, capabilities: [], app, client, label };
  return limits === null ? basics : { ...basics, limits };
}
