/** What a terminal window and main say to each other over a port of their own, and the state of their link. */
import { z } from 'zod';
import { Time } from './basics';
import { End } from './ends';

/** `event.data` of the window message that carries the terminal's MessagePort. */
export const TERMINAL_PORT = 'gamgui.terminal.port';

/** The part of a terminal page's address that says that its window is made ahead: its session comes later. */
export const AHEAD = 'ahead';

/** A terminal's size in cells. */
export const TerminalSize = z.object({
  cols: z.number().int().min(1).max(1000),
  rows: z.number().int().min(1).max(1000),
});
export type TerminalSize = z.infer<typeof TerminalSize>;

const Bytes = z.instanceof(Uint8Array);

/** What a person says of keys that wait: they go, they go without the Enter at their end, or they are forgotten. */
export const WaitingAnswer = z.enum(['send', 'send-without-enter', 'discard']);
export type WaitingAnswer = z.infer<typeof WaitingAnswer>;

/** Messages from a terminal window to main, over its port. The first is `start`. */
export const FromTerminal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), size: TerminalSize }).strict(),
  z.object({ type: z.literal('input'), data: Bytes }).strict(),
  /** Output below this offset has been through xterm's write callback. */
  z.object({ type: z.literal('ack'), offset: z.number().int().nonnegative() }).strict(),
  z.object({ type: z.literal('resize'), size: TerminalSize }).strict(),
  /** A person's act: take the terminal of whoever has it, or try the link again now. */
  z.object({ type: z.literal('retry') }).strict(),
  /** A person's word on the input that waits (`waiting`). */
  z.object({ type: z.literal('answer'), answer: WaitingAnswer }).strict(),
]);
export type FromTerminal = z.infer<typeof FromTerminal>;

/** Messages from main to a terminal window, over its port. */
export type ToTerminal =
  /** Output from this offset on follows. Bytes below `live` are replay: nothing may be answered to them. */
  | { type: 'begin'; from: number; live: number; start: number }
  | { type: 'output'; offset: number; data: Uint8Array }
  /** The size the following bytes were written for. */
  | { type: 'size'; size: TerminalSize }
  /** Bytes that are gone from the session's journal. */
  | { type: 'gap'; from: number; to: number }
  | { type: 'link'; state: LinkState }
  /**
   * Input that waits, in bytes. `data`: its first bytes, 1,024 at most, while it is the link that it waits for; `since`: when
   * the first of them was typed, ms since 1970, or null. `asks`: the link is back, and they go or are forgotten by a person's word alone.
   */
  | { type: 'waiting'; bytes: number; data: Uint8Array; since: number | null; asks: boolean }
  /**
   * Input that was not sent and never will be: the shell it was typed for is gone, the terminal was elsewhere, the session
   * has ended, or more waits than can be kept. It is shown.
   */
  | { type: 'unsent'; data: Uint8Array; why: 'shell' | 'elsewhere' | 'ended' | 'too-much' };

/** The state of a terminal window's link, as its header shows it. */
export const LinkState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connecting') }),
  z.object({ kind: z.literal('live'), latencyMs: z.number().nullable() }),
  z.object({
    kind: z.literal('reconnecting'),
    /** Past: it is being tried. Null: it is not tried by itself. */
    nextTryAt: Time.nullable(),
    reason: z.string(),
    /** When the session was heard last, or null: not yet. */
    seenAt: Time.nullable(),
    /** This computer has no network. */
    offline: z.boolean(),
  }),
  /** The way to the session is closed until the user signs in again; the session goes on. */
  z.object({ kind: z.literal('sign-in-again'), reason: z.string() }),
  /** Another window has the terminal: this one shows what it prints, and cannot type. */
  z.object({ kind: z.literal('elsewhere'), label: z.string(), since: Time }),
  /** The person only looks. */
  z.object({ kind: z.literal('watching') }),
  End.extend({ kind: z.literal('ended') }),
]);
export type LinkState = z.infer<typeof LinkState>;

/** Whether the window shows what another one's terminal prints: it cannot type, and sizes are the other's. */
export function looksOnly({ kind }: LinkState): boolean {
  return kind === 'elsewhere' || kind === 'watching';
}
