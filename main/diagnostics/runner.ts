/** Makes the checks of one target: some at once, each within its time, each told as soon as it is over. */
import type { CheckResult, Outcome } from '../../preload/contract';
import { Failure, toAppError } from '../failure';
import { type Check, failed, failedBy, unchecked } from './check';
import type { Names } from './names';
import { Slots } from './slots';

/** How the checks are made. */
export interface Run {
  readonly checks: readonly Check[];
  readonly names: Names;
  /** Gives up what is not over. */
  readonly signal: AbortSignal;
  /** Hears each result, in the order in which they come. */
  told(result: CheckResult): void;
  /** How many at once; 6 unless said: a server is asked politely. */
  readonly atOnce?: number;
}

const AT_ONCE = 6;
const LIMIT_MS = 20_000;

/** Resolves when every check is over or `signal` aborts; then nothing is told any more. Never rejects. */
export async function runChecks(run: Run): Promise<void> {
  const slots = new Slots(run.atOnce ?? AT_ONCE);
  const over = new Map<string, Promise<Outcome>>();
  for (const check of run.checks) {
    const before = check.needs === undefined ? null : (over.get(check.needs) ?? null);
    over.set(check.id, one(check, before, run, slots));
  }
  await Promise.all(over.values());
}

async function one(
  check: Check,
  before: Promise<Outcome> | null,
  run: Run,
  slots: Slots,
): Promise<Outcome> {
  const needed = await before;
  let ms = 0;
  const outcome =
    needed !== null && (needed.kind === 'failed' || needed.kind === 'unchecked')
      ? unchecked(becauseOf(check, run.checks))
      : await slots.use(async () => {
          const since = performance.now();
          const came = run.signal.aborted
            ? unchecked('It was given up.')
            : await within(check, run);
          ms = Math.round(performance.now() - since);
          return came;
        });
  if (!run.signal.aborted) run.told({ id: check.id, title: check.title, outcome, ms });
  return outcome;
}

/** Why a check was not made: the one that it needs did not pass. */
function becauseOf({ needs }: Check, checks: readonly Check[]): string {
  const needed = checks.find(({ id }) => id === needs)?.title ?? '';
  return `It needs “${needed}”, which did not pass.`;
}

async function within(check: Check, { names, signal }: Run): Promise<Outcome> {
  const limitMs = check.limitMs ?? LIMIT_MS;
  const limit = AbortSignal.timeout(limitMs);
  const both = AbortSignal.any([signal, limit]);
  try {
    return await Promise.race([check.run({ signal: both, names }), aborted(both)]);
  } catch (thrown) {
    if (signal.aborted) return unchecked('It was given up.');
    if (limit.aborted) return tooLong(limitMs);
    if (thrown instanceof Failure) return failedBy(thrown, 'Failed');
    const { message } = toAppError(thrown);
    return unchecked(message);
  }
}

function tooLong(ms: number): Outcome {
  return failed({
    what: 'No answer in time',
    why: `There was no answer within ${Math.round(ms / 1000)} s.`,
    fix: 'Check the network, and check again.',
  });
}

/** Rejects when the signal aborts: not everything that is asked can be given up. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
