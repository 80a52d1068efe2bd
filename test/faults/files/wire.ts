/** Follows the frames of a round: tells when its moment has come, and counts the bytes of files that pass, and pass again. */
import { z } from 'zod';
import { unpack } from '../../../main/sessions/transfers/deflate';
import { Decoder } from '../../../main/sessions/wire/decoder';
import type { Frame } from '../../../main/sessions/wire/frames';
import type { Direction, Eye } from '../line';
import type { Moment } from './moment';

const Path = z.object({ transfer: z.number(), path: z.string() });
const Paths = z.object({ transfer: z.number(), files: z.array(z.object({ path: z.string() })) });
const Commit = z.object({ transfer: z.number() });
const Placed = z.object({ files: z.array(z.object({ ok: z.unknown().optional() })) });

/** Bytes of a file, as they were before they were compressed. */
interface Piece {
  readonly transfer: number;
  readonly offset: number;
  readonly length: number;
}

/** What is known of one connection. */
interface Talk {
  readonly paths: Map<number, string>;
  readonly calls: Map<number, { readonly op: string; readonly files: readonly string[] }>;
}

export class Wire {
  readonly #moment: Moment;
  readonly #strike: (chunk: Buffer) => void;
  #due = true;
  /** Counts apps, one after the other. */
  #app = 0;
  #coming = 0;
  readonly #times = new Map<string, number>();
  /** Bytes below it are written at the other end, and both ends know. By path. */
  readonly #verified = new Map<string, number>();
  /** Files that were asked to be put into their places: they may be there at any time from then on, whoever hears of it. */
  readonly #committed = new Set<string>();
  /** Files that are in their places, of those that went in bundles. */
  readonly #placed = new Set<string>();
  /** Bytes of files that passed, compressed or not; of them those that were verified before. */
  sent = 0;
  again = 0;
  /** Connections that were begun. */
  connections = 0;
  /** Files that were asked for since `forget`. */
  readonly asked = new Set<string>();

  /** `strike` is called once, with the chunk in which the moment came, before it passes. */
  constructor(moment: Moment, strike: (chunk: Buffer) => void) {
    this.#moment = moment;
    this.#strike = strike;
  }

  /** Of the next connection. */
  eye(): Eye {
    this.connections += 1;
    const app = this.#app;
    const before = this.#follow((frame, talk) => this.#look(frame, talk));
    const after = this.#follow((frame, talk) => this.#count(frame, talk));
    return {
      coming: (direction, chunk) => {
        const isDue = this.#due;
        before(direction, chunk);
        if (isDue && !this.#due) this.#strike(chunk);
      },
      passed: (direction, chunk) => {
        if (app === this.#app) after(direction, chunk);
      },
    };
  }

  /** The app was killed: what is still on its way to it, or from it, tells nobody anything. */
  killed(): void {
    this.#app += 1;
    for (const path of this.#committed) this.#verified.delete(path);
  }

  /** What was verified is not any more: it was given up, or is of another file by now. `keep` says of which paths not. */
  forget(keep: (path: string) => boolean = () => false): void {
    for (const path of this.#verified.keys()) if (!keep(path)) this.#verified.delete(path);
    for (const path of this.#placed) if (!keep(path)) this.#placed.delete(path);
    this.asked.clear();
  }

  #follow(each: (frame: Frame, talk: Talk) => void) {
    const decoders = { up: new Decoder(), down: new Decoder() };
    const talk: Talk = { paths: new Map(), calls: new Map() };
    return (direction: Direction, chunk: Buffer) => {
      decoders[direction].push(chunk, (frame) => {
        if (frame.type === 'call') note(talk, frame.call);
        each(frame, talk);
      });
    };
  }

  /** Whether the moment is in this frame. */
  #look(frame: Frame, talk: Talk): void {
    const moment = this.#moment;
    if (moment.on === 'bytes' || moment.on === 'file') {
      const piece = pieceOf(frame);
      if (piece === null) return;
      this.#coming += piece.length;
      const isIts = moment.on === 'file' && talk.paths.get(piece.transfer) === base64(moment.path);
      const end = moment.on === 'bytes' ? this.#coming : isIts ? piece.offset + piece.length : 0;
      if (end > moment.at) this.#due = false;
    } else if (frame.type === moment.on) {
      const op = frame.type === 'call' ? frame.call.op : opOf(frame, talk);
      const times = (this.#times.get(op) ?? 0) + 1;
      this.#times.set(op, times);
      if (op === moment.op && times === moment.nth) this.#due = false;
    }
  }

  #count(frame: Frame, talk: Talk): void {
    const piece = pieceOf(frame);
    if (piece !== null) {
      const path = talk.paths.get(piece.transfer);
      const verified = path === undefined ? 0 : (this.#verified.get(path) ?? 0);
      this.sent += piece.length;
      this.again += Math.max(0, Math.min(piece.length, verified - piece.offset));
    }
    if (frame.type === 'got') {
      const path = talk.paths.get(frame.transfer);
      if (path !== undefined)
        this.#verified.set(path, Math.max(frame.offset, this.#verified.get(path) ?? 0));
    }
    if (frame.type === 'call') this.#countCall(talk, frame.call.call);
    if (frame.type === 'call' && frame.call.op === 'commit') this.#commit(talk, frame.call);
    if (frame.type === 'reply') this.#countPlaced(talk, frame.reply.call, frame.reply.ok);
  }

  #commit(talk: Talk, call: object): void {
    const { transfer } = Commit.parse(call);
    const path = talk.paths.get(transfer);
    if (path !== undefined) this.#committed.add(path);
  }

  #countCall(talk: Talk, call: number): void {
    for (const path of talk.calls.get(call)?.files ?? []) {
      this.asked.add(path);
      // A file of no bytes that is sent again costs none, and is sent again all the same.
      if (this.#placed.has(path)) this.again += 1;
    }
  }

  #countPlaced(talk: Talk, call: number, ok: unknown): void {
    const asked = talk.calls.get(call);
    const placed = asked?.op === 'put-at-once' ? Placed.safeParse(ok) : null;
    if (!placed?.success) return;
    for (const [index, { ok: isPlaced }] of placed.data.files.entries())
      if (isPlaced !== undefined) this.#placed.add(asked?.files[index] ?? '');
  }
}

/** Remembers of which files a CALL is. */
function note(talk: Talk, call: { readonly call: number; readonly op: string }): void {
  const one = Path.safeParse(call);
  const many = Paths.safeParse(call);
  if (one.success) talk.paths.set(one.data.transfer, one.data.path);
  const files = many.success ? many.data.files.map(({ path }) => path) : [];
  talk.calls.set(call.call, { op: call.op, files: one.success ? [one.data.path] : files });
}

function opOf(frame: Frame & { type: 'reply' }, talk: Talk): string {
  return talk.calls.get(frame.reply.call)?.op ?? '';
}

function pieceOf(frame: Frame): Piece | null {
  if (frame.type === 'data') return { ...frame, length: frame.data.length };
  if (frame.type !== 'deflated') return null;
  const piece = unpack(frame.payload);
  return { ...piece, length: piece.data.length };
}

function base64(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('base64');
}
