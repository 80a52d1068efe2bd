/** One transfer of the list: what is kept of it, where it stands, and what a person decided. */
import type { SessionId } from '../../../../preload/contract';
import type { ClashAnswer, Transfer, TransferId } from '../../../../preload/transfers';
import { Failure, toAppError } from '../../../failure';
import type { LinkNews } from '../files-link';
import { fits } from '../moves/mover';
import type { Clash, DoneFiles, Left } from '../moves/run';
import type { Journal } from './journal';
import { isOver, NEW, reduce, stateOf, type TransferEvent, type TransferModel } from './model';
import type { TransferRecord } from './record';
import { Speed } from './speed';
import { waysOf } from './ways';

/** What all transfers of a list share. */
export interface Shared {
  readonly journal: Journal;
  readonly now: () => number;
  /** Something is to be told. */
  readonly changed: () => void;
}

export class Queued {
  #record: TransferRecord;
  #model: TransferModel;
  readonly #shared: Shared;
  readonly #speed = new Speed();
  readonly #abort = new AbortController();
  #doneFiles: DoneFiles | null = null;
  #asking: {
    readonly answered: (answer: ClashAnswer) => void;
    readonly stopped: (why: Error) => void;
  } | null = null;

  constructor(record: TransferRecord, shared: Shared) {
    this.#record = record;
    this.#shared = shared;
    this.#model = modelOf(record);
  }

  get id(): TransferId {
    return this.#record.id;
  }

  get session(): SessionId {
    return this.#record.session;
  }

  get record(): TransferRecord {
    return this.#record;
  }

  get model(): TransferModel {
    return this.#model;
  }

  /** Aborts when it is cancelled. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get doneFiles(): DoneFiles {
    this.#doneFiles ??= this.#shared.journal.doneFiles(this.id);
    return this.#doneFiles;
  }

  /** As windows see it. */
  view(): Transfer {
    const { id, session, direction, what, name, group, askedAt } = this.#record;
    const speed = this.#speed.at(this.#shared.now(), this.#model.amount.done);
    const state = stateOf(this.#model, speed);
    const ways = waysOf(this.#record);
    return { id, session, direction, what, name, group, askedAt, state, ...ways };
  }

  apply(event: TransferEvent): void {
    const before = this.#model;
    this.#model = reduce(before, event);
    if (this.#model === before) return;
    if (event.type === 'amount') this.#speed.mark(this.#shared.now(), event.amount.done);
    else if (event.type !== 'note') this.#speed.forget();
    this.#shared.changed();
  }

  /** Changes what is kept. */
  keep(change: Partial<Pick<TransferRecord, 'what' | 'answer' | 'left' | 'outcome'>>): void {
    this.#write({ ...this.#record, ...change });
  }

  /** The target of a send, in base64, or of a fetch. */
  keepTarget(target: string, replace: boolean): void {
    this.#write({ ...this.#record, target, replace });
  }

  keepLeft(file: Left, isLeft: boolean): void {
    const { left } = this.#record;
    const others = left.filter(({ local, remote }) => {
      return local !== file.local || remote !== file.remote;
    });
    const wasLeft = others.length < left.length;
    if (isLeft !== wasLeft) this.keep({ left: isLeft ? [...others, file] : others });
  }

  /** Asks, unless there is an answer for all that can be had. */
  async ask(clash: Clash): Promise<ClashAnswer> {
    const { answer, what } = this.#record;
    if (answer !== null && fits(answer, what, clash)) return answer;
    this.apply({ type: 'clash', clash });
    try {
      return await new Promise<ClashAnswer>((answered, stopped) => {
        this.#asking = { answered, stopped };
      });
    } finally {
      this.#asking = null;
      this.apply({ type: 'answer' });
    }
  }

  /** Of no effect where nothing is asked. */
  answer(answer: ClashAnswer): void {
    this.#asking?.answered(answer);
  }

  /** The connection is let go of: a question cannot be waited for. */
  leave(): void {
    this.#asking?.stopped(new Failure('closed', 'The connection was closed.'));
  }

  /** An answer that holds for all: also for what is asked now, where it can be had. */
  answerAll(answer: ClashAnswer): void {
    this.keep({ answer });
    const { phase } = this.#model;
    if (phase.kind === 'asking' && fits(answer, this.#record.what, phase)) this.answer(answer);
  }

  link(link: LinkNews): void {
    this.apply({ type: 'link', link });
  }

  done(): void {
    this.#doneFiles = null;
    this.apply({ type: 'done', at: this.#shared.now() });
    const { amount, skipped, notes } = this.#model;
    const [bytes, files, at] = [amount.done, amount.files.done, this.#shared.now()];
    this.keep({ outcome: { kind: 'done', at, bytes, files, skipped, notes: [...notes] } });
  }

  failed(why: unknown, canRetry: boolean): void {
    const error = toAppError(why);
    const at = this.#shared.now();
    this.apply({ type: 'failed', error, canRetry, at });
    const { amount } = this.#model;
    const [bytes, files] = [amount.total, amount.files.total];
    this.keep({ outcome: { kind: 'failed', at, error, canRetry, bytes, files } });
  }

  stuck(why: Failure): void {
    this.apply({ type: 'stuck', reason: why.message });
  }

  cancel(): void {
    const at = this.#shared.now();
    this.keep({ outcome: { kind: 'cancelled', at } });
    this.apply({ type: 'cancel', at });
    const why = new DOMException('It was cancelled.', 'AbortError');
    this.#asking?.stopped(why);
    this.#abort.abort(why);
  }

  retry(): void {
    this.apply({ type: 'retry' });
    if (isOver(this.#model)) return;
    this.keep({ outcome: null });
  }

  /** On a full disk it is not written down, and is as it was before after the next start: no reason to fail now. */
  #write(record: TransferRecord): void {
    this.#record = record;
    try {
      this.#shared.journal.write(record);
    } catch (why) {
      if (!(why instanceof Failure)) throw why;
    }
  }
}

function modelOf({ outcome }: TransferRecord): TransferModel {
  if (outcome === null) return NEW;
  if (outcome.kind === 'cancelled') return { ...NEW, phase: outcome };
  const { bytes, files, at } = outcome;
  const isDone = outcome.kind === 'done';
  const amount = {
    done: isDone ? bytes : 0,
    total: bytes,
    files: { done: isDone ? files : 0, total: files },
    counting: false,
  };
  if (outcome.kind === 'failed') {
    const { error, canRetry } = outcome;
    return { ...NEW, amount, phase: { kind: 'failed', error, canRetry, at } };
  }
  const { skipped, notes } = outcome;
  return { ...NEW, amount, skipped, notes, phase: { kind: 'done', at } };
}
