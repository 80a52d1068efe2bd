/**
 * Looks at CSV files before they are sent, and asks where there is something to say. It blocks nothing: files without findings go
 * at once, and a look that takes long goes on beside the transfer and tells later.
 */
import type {
  CsvCopy,
  CsvEncoding,
  CsvMend,
  CsvQuestionId,
  CsvReport,
  Output,
  SessionId,
  TransferId,
} from '../../preload/contract';
import { visible } from '../../preload/visible';
import { Failure } from '../failure';
import { copyName, type FixedCopies } from './fixed-copies';
import { type Given, mayBeTable, Question } from './question';

/** What it is made from. */
export interface PreflightParts {
  /** Sends files as they are. @throws Failure */
  readonly send: (
    session: SessionId,
    paths: readonly string[],
    to: Uint8Array,
  ) => Promise<TransferId>;
  readonly copies: FixedCopies;
  /** How long a look is waited for before the files go. ms */
  readonly waitMs?: number;
}

const WAIT_MS = 1_500;
/** So many questions of a session are kept; a window asks one at a time. */
const MOST = 20;

/** A fixed copy that a person wants: which file, and what is mended. */
export interface Wanted {
  readonly file: number;
  readonly mends: readonly CsvMend[];
}

export class Preflight {
  readonly #parts: PreflightParts;
  readonly #questions = new Map<CsvQuestionId, Question>();

  constructor(parts: PreflightParts) {
    this.#parts = parts;
  }

  /** Sends, or asks first. @throws Failure: a file is not there */
  async send(given: Given): Promise<Output<'transfers.send'>> {
    if (!given.paths.some(mayBeTable)) return { kind: 'sent', group: await this.#send(given) };
    const question = new Question(given);
    this.#keep(question);
    await settledWithin(question.over, this.#parts.waitMs ?? WAIT_MS);
    if (question.looked.length === 0) return { kind: 'sent', group: await this.#sendAll(question) };
    if (question.isLooking) this.#tellAtEnd(question);
    return { kind: 'asks', question: question.view() };
  }

  /** @throws Failure */
  look(
    session: SessionId,
    id: CsvQuestionId,
    file: number,
    encoding: CsvEncoding,
  ): Promise<CsvReport> {
    return this.#of(session, id).lookAgain(file, encoding);
  }

  /** Sends with fixed copies in the place of some; of files that are on their way already, the copies alone. @throws Failure */
  async answer(
    session: SessionId,
    id: CsvQuestionId,
    wanted: readonly Wanted[],
  ): Promise<Output<'csv.send'>> {
    const question = this.#of(session, id);
    const { paths } = question.given;
    const made = new Map<number, string>();
    try {
      const copies: CsvCopy[] = [];
      for (const one of wanted) copies.push(await this.#makeCopy(question, one, made));
      question.signal.throwIfAborted();
      const files = question.isSent
        ? [...made.values()]
        : paths.map((path, file) => made.get(file) ?? path);
      return { group: await this.#sendAll(question, files), copies };
    } finally {
      for (const copy of made.values()) this.#parts.copies.letGo(copy);
    }
  }

  /** Nothing more is sent. */
  drop(session: SessionId, id: CsvQuestionId): void {
    const question = this.#questions.get(id);
    if (question === undefined || question.given.session !== session) return;
    this.#forget(question);
  }

  /** The session's window is gone. */
  leave(session: SessionId): void {
    for (const question of this.#ofSession(session)) this.#forget(question);
  }

  async #makeCopy(
    question: Question,
    { file, mends }: Wanted,
    made: Map<number, string>,
  ): Promise<CsvCopy> {
    const { path, looked } = question.pathOf(file);
    const copy = await this.#parts.copies.begin(path);
    made.set(file, copy);
    const { fixCsv } = await import('./fix');
    const { rows, leftOut } = await fixCsv(path, copy, looked.report, {
      mends,
      signal: question.signal,
    });
    return { name: visible(copyName(path)), rows, leftOut };
  }

  /** Sends; what is found in files that are still looked at is told later. */
  async #sendAll(question: Question, files = question.given.paths): Promise<TransferId> {
    const answered = question.looked;
    const group = await this.#send({ ...question.given, paths: files });
    question.sent(answered);
    this.#tellAtEnd(question);
    return group;
  }

  #send({ session, paths, to }: Given): Promise<TransferId> {
    return this.#parts.send(session, paths, to);
  }

  #tellAtEnd(question: Question): void {
    void question.over.then(() => this.#tell(question));
  }

  #tell(question: Question): void {
    if (!this.#questions.has(question.id)) return;
    if (question.looked.length > 0 || !question.isSent) question.given.tell(question.view());
    else this.#forget(question);
  }

  #keep(question: Question): void {
    this.#questions.set(question.id, question);
    const [oldest, ...others] = this.#ofSession(question.given.session);
    if (others.length >= MOST && oldest !== undefined) this.#forget(oldest);
  }

  #forget(question: Question): void {
    this.#questions.delete(question.id);
    question.drop();
  }

  #ofSession(session: SessionId): Question[] {
    return [...this.#questions.values()].filter(({ given }) => given.session === session);
  }

  /** @throws Failure `gone` */
  #of(session: SessionId, id: CsvQuestionId): Question {
    const question = this.#questions.get(id);
    if (question !== undefined && question.given.session === session) return question;
    throw new Failure(
      'gone',
      'Nothing was sent: the files are not in question any more.',
      'Drop them again.',
    );
  }
}

/** Resolves when it settles, or the time is up. */
async function settledWithin(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
