/** What was found, in words: for a target in the list, and above its checks. Pure. */
import type { CheckResult, Outcome, Place, TargetReport } from '../../../preload/contract';
import { clock, count } from '../../ui/time';
import { namesWords, placeWords, type StateIcon, type Tone, type Words } from '../../ui/words';

/** How many checks came out how. */
export type Tally = Readonly<Record<Outcome['kind'], number>>;

export function tally(results: readonly CheckResult[]): Tally {
  const all = { passed: 0, warned: 0, failed: 0, unchecked: 0 };
  for (const { outcome } of results) all[outcome.kind] += 1;
  return all;
}

/** A target's state, as it stands below its title. */
export interface TargetWords {
  readonly icon: StateIcon;
  readonly tone: Tone;
  readonly word: string;
}

/** `report`: undefined where it was not checked. */
export function targetWords(report: TargetReport | undefined): TargetWords {
  if (report === undefined) return { icon: 'circle', tone: 'quiet', word: 'Not checked yet' };
  if (report.state === 'running') return { icon: 'loader', tone: 'accent', word: 'Checking' };
  const { passed, warned, failed, unchecked } = tally(report.results);
  const look = warned > 0 ? `${count(warned)} to look at` : null;
  if (failed > 0) {
    const words = [`${count(failed)} failed`, look].filter((one) => one !== null);
    return { icon: 'x', tone: 'bad', word: words.join(', ') };
  }
  if (look !== null) return { icon: 'triangle-alert', tone: 'warn', word: look };
  if (report.state === 'cancelled') return { icon: 'circle-stop', tone: 'quiet', word: 'Given up' };
  if (passed === 0) return { icon: 'circle-dashed', tone: 'quiet', word: 'Not set up' };
  const all = unchecked === 0 ? `All ${count(passed)} passed` : `${count(passed)} passed`;
  return { icon: 'check', tone: 'ok', word: all };
}

/** When it was checked, and how long that took: "10:16, 2.4 s". */
export function whenWords({ startedAt, endedAt }: TargetReport): string {
  if (endedAt === null) return '';
  return `${clock(startedAt)}, ${((endedAt - startedAt) / 1000).toFixed(1)} s.`;
}

/** How the checks are shown: what needs a person first and open, what passed in one line each. */
export interface Shown {
  readonly open: readonly CheckResult[];
  readonly passed: readonly CheckResult[];
  readonly unchecked: readonly CheckResult[];
}

export function shownOf(results: readonly CheckResult[]): Shown {
  const of = (kind: Outcome['kind']) => results.filter(({ outcome }) => outcome.kind === kind);
  return {
    open: [...of('failed'), ...of('warned')],
    passed: of('passed'),
    unchecked: of('unchecked'),
  };
}

/** What passed and is folded away: only where there is much of it. */
const SHOWN = 8;

/** How many of the passed ones are shown before "10 more passed". */
export function firstShown(passed: number): number {
  return passed > SHOWN + 1 ? SHOWN - 1 : passed;
}

/** A place, with what Diagnostics found where the place itself finds nothing: a check looks at more. */
export function checkedPlaceWords(place: Place, reports: readonly TargetReport[]): Words {
  const report = reports.find(({ target }) => String(target) === place.backend);
  const failed = report?.results.filter(({ outcome }) => outcome.kind === 'failed') ?? [];
  if (place.status.kind !== 'ready' || failed.length === 0) return placeWords(place.status);
  const second = namesWords(failed.map(({ title }) => title));
  return { icon: 'x', tone: 'bad', word: 'Failed a check', second };
}
