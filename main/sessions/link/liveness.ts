/**
 * Whether the other end lives: a PING every 5 s, dead after 15 s without a byte. Suspended while this end's own writing
 * is blocked, since a PING would only queue behind what blocks it (design: one blocked stream blocks the others).
 */
import type { Clock } from './clock';

const PING_MS = 5_000;
const DEAD_MS = 15_000;
/** Blocked for so long without a byte of progress or news is dead too: no write may wait for ever. */
const BLOCKED_MS = 120_000;
/** A frame that has begun must be complete after this (PROTOCOL.md, Frames). */
const FRAME_MS = 20_000;

interface Acts {
  ping(nonce: bigint): void;
  latency(ms: number): void;
  /** Nothing is heard any more. */
  dead(): void;
  /** A frame did not become complete. */
  late(): void;
}

/** Beats until `stop`. */
export class Liveness {
  readonly #clock: Clock;
  readonly #acts: Acts;
  #heardAt: number;
  /** When the frame that is under way began, or null. */
  #frameSince: number | null = null;
  #blockedSince: number | null = null;
  #nonce = 0n;
  #pingAt: number;
  #cancel: () => void;
  #stopped = false;

  constructor(clock: Clock, acts: Acts) {
    this.#clock = clock;
    this.#acts = acts;
    this.#heardAt = clock.now();
    this.#pingAt = clock.now();
    this.#cancel = clock.after(PING_MS, () => this.#beat());
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
    this.#blockedSince ??= this.#clock.now();
  }

  drained(): void {
    this.#blockedSince = null;
    // What was missed while it was suspended does not count.
    this.#heardAt = this.#clock.now();
  }

  /** Asks for the latency now. */
  measure(): void {
    this.#nonce += 1n;
    this.#pingAt = this.#clock.now();
    this.#acts.ping(this.#nonce);
  }

  pong(nonce: bigint): void {
    if (nonce === this.#nonce) this.#acts.latency(this.#clock.now() - this.#pingAt);
  }

  stop(): void {
    this.#cancel();
    this.#cancel = () => {};
    this.#stopped = true;
  }

  #beat(): void {
    this.#judge();
    if (this.#stopped) return;
    this.#cancel = this.#clock.after(PING_MS, () => this.#beat());
    if (this.#blockedSince === null) this.measure();
  }

  #judge(): void {
    const now = this.#clock.now();
    const silence = now - Math.max(this.#blockedSince ?? 0, this.#heardAt);
    const most = this.#blockedSince === null ? DEAD_MS : BLOCKED_MS;
    if (this.#frameSince !== null && now - this.#frameSince >= FRAME_MS) this.#acts.late();
    else if (silence >= most) this.#acts.dead();
  }
}
