/**
 * Whether the other end lives: a PING every 7 s, dead after 15 s without a byte. Suspended while this end's own writing
 * is blocked, since a PING would only queue behind what blocks it (design: one blocked stream blocks the others).
 *
 * Silence proves nothing after a sleep, in which nobody listened. Then, and where the network is another one, an answer
 * is wanted soon.
 */
import type { Clock } from './clock';

/** Two of them are missed before 15 s are over. With ten idle windows they were half of what main did. */
const PING_MS = 7_000;
const DEAD_MS = 15_000;
/** Blocked for so long without a byte of progress or news is dead too: no write may wait for ever. */
const BLOCKED_MS = 120_000;
/** A frame that has begun must be complete after this (PROTOCOL.md, Frames). */
const FRAME_MS = 20_000;
/** Whoever is asked whether it is still there has so long without a byte. */
const PROBE_MS = 3_000;
/** A timer that comes so much too late: this process, or the computer, stood still. */
const LATE_MS = 5_000;

interface Acts {
  ping(nonce: bigint): void;
  latency(ms: number): void;
  /** Nothing is heard any more. */
  dead(): void;
  /** A frame did not become complete. */
  late(): void;
}

/** Beats until `stop`. Times are in ms. */
export class Liveness {
  readonly #clock: Clock;
  readonly #acts: Acts;
  #heardAt: number;
  /** When the frame that is under way began, or null. */
  #frameSince: number | null = null;
  #blockedSince: number | null = null;
  /** Asked whether it is still there, and not answered yet: since when, and by which PING. */
  #probe: { readonly since: number; readonly nonce: bigint } | null = null;
  #nonce = 0n;
  #pingAt: number;
  #dueAt = 0;
  #cancel: () => void = () => {};
  #stopped = false;

  constructor(clock: Clock, acts: Acts) {
    this.#clock = clock;
    this.#acts = acts;
    this.#heardAt = clock.now();
    this.#pingAt = clock.now();
    this.#schedule();
  }

  /** Bytes came; `within`: the last frame of them is not complete. */
  heard(within: boolean): void {
    this.#heardAt = this.#clock.now();
    this.#frameSince = within ? (this.#frameSince ?? this.#heardAt) : null;
  }

  /** A frame is complete: the one after it has its own time. */
  complete(): void {
    this.#frameSince = null;
  }

  blocked(): void {
    if (this.#blockedSince !== null) return;
    this.#blockedSince = this.#clock.now();
    this.#schedule();
  }

  drained(): void {
    this.#blockedSince = null;
    // What was missed while it was suspended does not count.
    this.#heardAt = this.#clock.now();
    this.#schedule();
  }

  /** Asks for the latency now. */
  measure(): void {
    this.#nonce += 1n;
    this.#pingAt = this.#clock.now();
    this.#acts.ping(this.#nonce);
  }

  /** Asks whether it is still there: the way to it may have gone without a word. */
  probe(): void {
    if (this.#stopped) return;
    this.measure();
    const since = this.#clock.now();
    this.#probe = { since, nonce: this.#nonce };
    if (this.#frameSince !== null) this.#frameSince = since;
    this.#schedule();
  }

  pong(nonce: bigint): void {
    if (this.#probe !== null && nonce >= this.#probe.nonce) this.#probe = null;
    if (nonce === this.#nonce) this.#acts.latency(this.#clock.now() - this.#pingAt);
  }

  stop(): void {
    this.#cancel();
    this.#cancel = () => {};
    this.#stopped = true;
  }

  #beat(): void {
    const now = this.#clock.now();
    if (now - this.#dueAt >= LATE_MS) {
      this.probe();
      return;
    }
    if (now >= this.#frameDue) this.#acts.late();
    else if (now >= this.#deadAt) this.#acts.dead();
    if (this.#stopped) return;
    if (now >= this.#pingDue) this.measure();
    this.#schedule();
  }

  /** When it is dead if nothing is heard until then. */
  get #deadAt(): number {
    const since = this.#probe?.since ?? this.#blockedSince ?? this.#heardAt;
    const most = this.#blockedSince === null ? DEAD_MS : BLOCKED_MS;
    return Math.max(this.#heardAt, since) + (this.#probe === null ? most : PROBE_MS);
  }

  get #frameDue(): number {
    return this.#frameSince === null ? Number.POSITIVE_INFINITY : this.#frameSince + FRAME_MS;
  }

  get #pingDue(): number {
    return this.#blockedSince === null ? this.#pingAt + PING_MS : Number.POSITIVE_INFINITY;
  }

  /** The next beat is when the first of these is due. Bytes that come meanwhile put off what they put off only then. */
  #schedule(): void {
    this.#cancel();
    if (this.#stopped) return;
    const now = this.#clock.now();
    this.#dueAt = Math.max(now, Math.min(this.#deadAt, this.#frameDue, this.#pingDue));
    this.#cancel = this.#clock.after(this.#dueAt - now, () => this.#beat());
  }
}
