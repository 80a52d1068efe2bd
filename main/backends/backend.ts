/** What a place where sessions run must be able to do. Everything else is the agent's (agent/PROTOCOL.md). */
import type { Readable, Writable } from 'node:stream';
import type {
  AppError,
  BackendKind,
  End,
  KeptTenant,
  Left,
  Place,
  Restart,
  SessionId,
  SessionSize,
} from '../../preload/contract';

/** The agent's programs that a backend can be asked to run in a session. */
export type AgentProgram = 'attach' | 'files' | 'status' | 'keys';

/** What a session is made from. */
export interface SessionSpec {
  readonly id: SessionId;
  readonly name: string;
  /** As it was when the session was made, and where its credentials come from. */
  readonly tenant: KeptTenant;
  readonly size: SessionSize;
  /** How long it may live in ms, or null: until it is ended. */
  readonly lifeMs: number | null;
  /** How long it may idle in ms before it ends by itself, or null: for ever. */
  readonly idleMs: number | null;
  /** Made by `run`: there may never be a window. */
  readonly oneShot: boolean;
  readonly createdAt: number;
  /** Where in its place it is, in the place's own words: which cluster and namespace. Null: there is only one. */
  readonly at: string | null;
}

/** A program running in a session, with plain pipes and no terminal. */
export interface Exec {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Text for people; never parsed. */
  readonly stderr: Readable;
  /** Resolves when the program has ended and its pipes are read to the end; rejects when its fate is not known. */
  readonly exit: Promise<ExecExit>;
  /** Cuts the connection; the session goes on. */
  close(): void;
}

/** A program's end. `code` is null where a signal ended it. */
export interface ExecExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** What a session runs, as far as its place knows. */
export interface Runs {
  /** GAM's version: "7.49.00". */
  readonly gam?: string;
  /** The image, in words: "team/gamgui:1.0 (sha256:0123456789ab)". */
  readonly image?: string;
}

interface FoundBasics {
  readonly id: SessionId;
  readonly spec: SessionSpec;
  readonly runs?: Runs;
}

/** How a session stands as its backend sees it, without asking its agent. */
export type Found =
  | (FoundBasics & {
      readonly state: 'running';
      /** The last time that it was started again in its place, where it was. */
      readonly restart?: Restart;
    })
  | (FoundBasics & {
      readonly state: 'ended';
      readonly end: End;
      /** When, in ms since 1970. */
      readonly at: number;
    });

/** Where the files of a session that has ended are; `folder` is one of this computer. */
export type LeftFiles =
  | Exclude<Left['files'], { kind: 'here' }>
  | { readonly kind: 'here'; readonly folder: string };

/** What a place has. */
export interface Listing {
  readonly found: readonly Found[];
  /** Why there may be more than that, or null: it is complete. */
  readonly error: AppError | null;
}

/** A place that tells by itself when what it has changes. */
export interface PlaceWatch {
  /** What may be lost is made anew at once, for example after the computer slept. */
  again(): void;
  stop(): void;
}

/** Where in a place of many clusters, or engines, the sessions are that records know: each one's `at`. */
export interface RecordedPlaces {
  all(): readonly (string | null)[];
  /** Null: none was there to be chosen, and nothing can have been made. Undefined: there is no record. */
  of(id: SessionId): string | null | undefined;
}

/** A step of making a session, shown while it lasts: "step 2 of 3 · image, 29 of 86 MB". */
export interface Progress {
  readonly step: number;
  readonly of: number;
  readonly text: string;
}

/** What a spare is made from. */
export interface SpareKind {
  /** Equal for all sessions that differ only in what a claim changes: name, life and times. */
  readonly mark: string;
  /** When its place ends a session regardless, in ms after it was made. */
  readonly deadlineMs: number;
}

/** One that can be claimed; `madeAt` in ms since 1970, by the place's clock. */
export interface Spare {
  readonly id: SessionId;
  readonly madeAt: number;
}

/** Sessions that are made ahead, so that a new one is there at once. Failures are `Failure`s. */
export interface SparePlace {
  /** How long one lives that nobody claims, ms. */
  readonly lifeMs: number;
  /** What a spare for such a session would be. @throws Failure: nothing can be made there now */
  kind(spec: SessionSpec): Promise<SpareKind>;
  /**
   * Makes one with that id, and resolves when it can be claimed: as what it turned out to be. @throws Failure `forbidden`,
   * before there is anything: this user may not claim
   */
  make(spec: SessionSpec, signal: AbortSignal): Promise<Spare & { readonly kind: SpareKind }>;
  /** All of this user that can be claimed now, in the place `at`, whoever made them. */
  list(at: string | null, kind: SpareKind, signal?: AbortSignal): Promise<Spare[]>;
  /** Makes one the session of that specification, whose id is the spare's. False: another was first, or it is gone. */
  claim(spec: SessionSpec, kind: SpareKind, spare: Spare, signal?: AbortSignal): Promise<boolean>;
  /** Removes it, unless it is a session by now. Idempotent. */
  remove(id: SessionId): Promise<'gone' | 'claimed'>;
}

/**
 * A place where sessions run. Failures are `Failure`s (failure.ts) whose message and fix can be shown as they are.
 */
export interface Backend {
  readonly kind: BackendKind;
  /** The place's name and one sentence on what running there means. */
  readonly title: string;
  readonly about: string;
  /** Whether it can be used now, and if not why and what to do. Never throws. */
  check(): Promise<Place['status']>;
  /** Where a session runs, for its header: two lines and why it is there. */
  where(spec: SessionSpec): { title: string; detail: string; why: string };
  /** What `at` of a session made now would be. */
  at(): string | null;
  /** Makes the session and resolves when its agent answers. After an abort nothing is left. */
  create(spec: SessionSpec, progress: (p: Progress) => void, signal: AbortSignal): Promise<void>;
  /** Runs one of the agent's programs in the session. */
  exec(id: SessionId, program: AgentProgram): Promise<Exec>;
  /**
   * The sessions of this user that exist there, on whatever computer they were made. Where the place is watched it answers
   * from what it was told, which may be a moment old.
   */
  list(): Promise<Listing>;
  /** How a session stands there now, or null: it is not there. @throws Failure: that cannot be told now */
  find(id: SessionId): Promise<Found | null>;
  /** For the app with windows: from now on `changed` is called after each change of what `list` answers. */
  watch?(changed: () => void): PlaceWatch;
  /** Where the files of a session that has ended still are. Never throws. */
  left(id: SessionId): Promise<LeftFiles>;
  /** Ends the session for good and resolves when nothing of it is left. Idempotent. */
  remove(id: SessionId): Promise<void>;
  /** Where sessions can be made ahead. */
  readonly spares?: SparePlace;
}
