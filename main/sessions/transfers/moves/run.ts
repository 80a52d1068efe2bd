/** What moving the files of one transfer needs, whichever way they go. */
import type { ClashAnswer, TransferState } from '../../../../preload/transfers';
import type { FilesClient, TransferOptions } from '../files-client';
import type { Tally } from './tally';

/** A name that is taken, as a person is asked about it. */
export type Clash = Pick<TransferState & { kind: 'asking' }, 'name' | 'there'>;

/** A file of which a part may be at the other end; both paths in base64. */
export interface Left {
  readonly local: string;
  readonly remote: string;
}

/** The files that are at the other end, by what they were: one that has changed is not among them. */
export interface DoneFiles {
  has(file: string): boolean;
  add(file: string): void;
}

/** One run of a transfer, from its start to its end or to the next start of the app. */
export interface Run {
  readonly client: FilesClient;
  /** A secret that is the transfer's own, and stays: what a killed app wrote of a file is found by it. Null: it has none. */
  readonly owner: string | null;
  /** A file that is fetched by itself is a CSV whose formulas are to be text. */
  readonly forSpreadsheet?: boolean;
  /** The transfer is to stop. */
  readonly signal: AbortSignal;
  readonly tally: Tally;
  readonly done: DoneFiles;
  /** Asks a person about a name that is taken. @throws Failure where nobody can be asked */
  ask(clash: Clash): Promise<ClashAnswer>;
  /** What it is, where that was not known. */
  found(what: 'file' | 'folder'): void;
  /** Something was left out. */
  note(sentence: string): void;
  /** A name was skipped. */
  skipped(): void;
  /** A part of the file may be left at the other end, or not any more. */
  left(file: Left, isLeft: boolean): void;
}

/** Where a transfer goes, once that is chosen: a path of the other end. */
export interface Target<P> {
  readonly target: P | null;
  /** What is there may be replaced. */
  readonly replace: boolean;
  keep(target: P, replace: boolean): void;
}

/** One file of a transfer. */
export interface MovedFile {
  /** What it was when it was found: moved once, it is not moved again as long as it is the same. */
  readonly mark: string;
  /** Bytes. */
  readonly size: number;
  /** What cancelling would have to remove. */
  left(): Left;
  /** Moves it; `signal` aborts when it, or the whole transfer, is to stop. */
  move(options: MoveOptions): Promise<void>;
  /** It is moved, now or before, or is given up. */
  over?(): Promise<void>;
}

/** How a file is moved, as the client takes it. */
export type MoveOptions = Required<Pick<TransferOptions, 'progress' | 'signal'>>;
