/** Files that were given together and are looked at, until a person has decided what is sent. */
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import {
  type CsvEncoding,
  type CsvLooked,
  type CsvQuestion,
  CsvQuestionId,
  type CsvReport,
  type SessionId,
} from '../../preload/contract';
import { visible } from '../../preload/visible';
import { Failure } from '../failure';
import { copyName } from './fixed-copies';

/** What is to be sent. */
export interface Given {
  readonly session: SessionId;
  /** Of this computer. */
  readonly paths: readonly string[];
  /** The folder of the session. */
  readonly to: Uint8Array;
  /** As it is shown. */
  readonly toText: string;
  /** The tenant's. */
  readonly domains: readonly string[];
  /** Tells the window of a question that has changed. */
  readonly tell: (question: CsvQuestion) => void;
}

const BY_NAME = /\.(csv|tsv|txt)$/i;

/** Whether a file may be a table, by its name alone. */
export function mayBeTable(path: string): boolean {
  return BY_NAME.test(basename(path));
}

export class Question {
  readonly id = CsvQuestionId.parse(randomBytes(16).toString('hex'));
  readonly given: Given;
  /** Settles when all files have been looked at, or it was dropped. */
  readonly over: Promise<void>;
  readonly #abort = new AbortController();
  #looked: CsvLooked[] = [];
  #isLooking = true;
  #isSent = false;

  /** Begins to look. */
  constructor(given: Given) {
    this.given = given;
    this.over = this.#lookAtAll().finally(() => {
      this.#isLooking = false;
    });
  }

  get looked(): readonly CsvLooked[] {
    return this.#looked;
  }

  get isLooking(): boolean {
    return this.#isLooking;
  }

  get isSent(): boolean {
    return this.#isSent;
  }

  /** Aborts when it is dropped. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** As the window sees it. */
  view(): CsvQuestion {
    const { id, given, isLooking: looking, isSent: sent } = this;
    return {
      id,
      to: given.toText,
      given: given.paths.length,
      looked: this.#looked,
      looking,
      sent,
    };
  }

  /** The files are on their way; those in `answered` are in question no more. */
  sent(answered: readonly CsvLooked[]): void {
    this.#isSent = true;
    const files = new Set(answered.map(({ file }) => file));
    this.#looked = this.#looked.filter(({ file }) => !files.has(file));
  }

  drop(): void {
    this.#abort.abort(new Failure('cancelled', 'Nothing was sent: it was cancelled.'));
  }

  /** @throws Failure `gone` */
  pathOf(file: number): { readonly path: string; readonly looked: CsvLooked } {
    const path = this.given.paths[file];
    const looked = this.#looked.find((one) => one.file === file);
    if (path === undefined || looked === undefined)
      throw new Failure('gone', 'The file is not in question any more.');
    return { path, looked };
  }

  /** Looks again at a file with an encoding that a person says. @throws Failure */
  async lookAgain(file: number, encoding: CsvEncoding): Promise<CsvReport> {
    const { path } = this.pathOf(file);
    const report = await this.#check(path, encoding);
    this.#looked = this.#looked.map((one) => (one.file === file ? { ...one, report } : one));
    return report;
  }

  async #lookAtAll(): Promise<void> {
    for (const [file, path] of this.given.paths.entries()) {
      if (this.signal.aborted) return;
      if (mayBeTable(path)) await this.#lookAt(file, path);
    }
  }

  /** A file that cannot be read is not warned of: its transfer says so. A mistake of ours keeps nothing from being sent. */
  async #lookAt(file: number, path: string): Promise<void> {
    try {
      const { isTable } = await import('./looks-like');
      if (!(await isTable(path))) return;
      const report = await this.#check(path);
      if (report.findings.length === 0 || this.signal.aborted) return;
      const [name, copy] = [visible(basename(path)), visible(copyName(path))];
      this.#looked = [...this.#looked, { file, name, copyName: copy, report }];
    } catch (why) {
      if (!(why instanceof Failure)) console.error(why);
    }
  }

  async #check(path: string, encoding?: CsvEncoding): Promise<CsvReport> {
    // What reads tables is loaded when there is one.
    const { checkCsv } = await import('./check');
    const { domains } = this.given;
    return checkCsv(path, { domains, encoding, signal: this.signal });
  }
}
