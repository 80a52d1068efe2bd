/** What there is to check, and what was found: kept while the app runs, and told as it changes. */
import { EventEmitter } from 'node:events';
import type {
  CheckResult,
  Diagnostics as Shown,
  Target,
  TargetKey,
  TargetReport,
} from '../../preload/contract';
import { settled } from '../sessions/serially';
import type { Check } from './check';
import { Names } from './names';
import { reportText } from './report';
import { runChecks } from './runner';
import { Slots } from './slots';

/** What can be checked, as it is now. */
export interface DiagnosticsParts {
  /** `wanted` is among them wherever it would be in a long list. */
  targets(wanted: TargetKey | null): readonly Target[];
  /** The checks of a target, made anew; none where it is not there any more. */
  checksOf(key: TargetKey): readonly Check[];
  /** Writes down the names that may be in any text. */
  note(names: Names): void;
  readonly version: string;
}

/** Changes within this time are told together. ms */
const TELL_MS = 50;
/** Targets that are checked at once. */
const AT_ONCE = 3;

interface Under {
  readonly abort: AbortController;
  readonly over: Promise<void>;
}

/** Emits `changed` soon after each change. Nothing is checked before it is asked for. */
export class Diagnostics extends EventEmitter<{ changed: [] }> {
  readonly #parts: DiagnosticsParts;
  readonly #reports = new Map<TargetKey, TargetReport>();
  readonly #under = new Map<TargetKey, Under>();
  readonly #names = new Names();
  readonly #slots = new Slots(AT_ONCE);
  #wanted: TargetKey | null = null;
  readonly #told = settled(() => this.emit('changed'), TELL_MS);

  constructor(parts: DiagnosticsParts) {
    super();
    this.#parts = parts;
  }

  /** As it is shown. */
  get(): Shown {
    const targets = [...this.#parts.targets(this.#wanted)];
    const reports = targets.flatMap(({ key }) => this.#reports.get(key) ?? []);
    return { targets, reports, wanted: this.#wanted };
  }

  /** What the page is to show: a terminal window asked for it. */
  want(key: TargetKey): void {
    this.#wanted = key;
    this.#told.ask();
  }

  /** Checks targets, anew where they were; what is under way of one is given up. Resolves when all are over. */
  async check(keys: readonly TargetKey[]): Promise<void> {
    const there = new Set(this.#parts.targets(this.#wanted).map(({ key }) => key));
    const known = [...new Set(keys)].filter((key) => there.has(key));
    await Promise.all(known.map((key) => this.#begin(key)));
  }

  /** Gives up the checks of a target that are not over. */
  cancel(key: TargetKey): void {
    const under = this.#under.get(key);
    if (under === undefined) return;
    under.abort.abort();
    this.#under.delete(key);
    this.#change(key, { state: 'cancelled', endedAt: Date.now(), pending: [] });
  }

  /** Gives up everything. */
  close(): void {
    for (const key of [...this.#under.keys()]) this.cancel(key);
    this.#told.stop();
  }

  /** Everything that was found, without secrets and names. */
  report(): string {
    this.#parts.note(this.#names);
    return reportText(this.get(), this.#names, this.#parts.version, Date.now());
  }

  #begin(key: TargetKey): Promise<void> {
    this.cancel(key);
    const abort = new AbortController();
    const checks = this.#parts.checksOf(key);
    const titles = checks.map(({ title }) => title);
    const started = { state: 'running', startedAt: Date.now(), endedAt: null } as const;
    this.#reports.set(key, { target: key, ...started, pending: titles, results: [] });
    this.#told.ask();
    const over = this.#slots.use(() => this.#run(key, checks, abort.signal));
    this.#under.set(key, { abort, over });
    return over;
  }

  async #run(key: TargetKey, checks: readonly Check[], signal: AbortSignal): Promise<void> {
    const results = new Map<string, CheckResult>();
    const told = (result: CheckResult) => {
      results.set(result.id, result);
      this.#change(key, {
        pending: checks.flatMap(({ id, title }) => (results.has(id) ? [] : [title])),
        results: checks.flatMap(({ id }) => results.get(id) ?? []),
      });
    };
    await runChecks({ checks, names: this.#names, signal, told });
    if (signal.aborted) return;
    this.#under.delete(key);
    this.#change(key, { state: 'done', endedAt: Date.now() });
  }

  #change(key: TargetKey, part: Partial<TargetReport>): void {
    const report = this.#reports.get(key);
    if (report === undefined) return;
    this.#reports.set(key, { ...report, ...part });
    this.#told.ask();
  }
}
