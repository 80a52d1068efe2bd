/** What was found, as a text: for the command line as it is, or to be sent to others, without secrets and names. Pure. */
import type { CheckResult, Diagnostics, Outcome, TargetReport } from '../../preload/contract';
import { Mask } from './mask';
import type { Names } from './names';

const WORDS: Readonly<Record<Outcome['kind'], string>> = {
  failed: 'FAILED     ',
  warned: 'to look at ',
  passed: 'passed     ',
  unchecked: 'not checked',
};
/** What is worst comes first. */
const ORDER: readonly Outcome['kind'][] = ['failed', 'warned', 'unchecked', 'passed'];

/** To be sent to others: without secrets and names, and without what servers wrote. `now`: ms since 1970. */
export function reportText(
  diagnostics: Diagnostics,
  names: Names,
  version: string,
  now: number,
): string {
  const mask = new Mask(names);
  const at = new Date(now).toISOString().slice(0, 16).replace('T', ' ');
  const head = `GamGUI ${version}, diagnostics of ${at} UTC\nNames and secrets are replaced; a stand-in like <host-1> is the same throughout.\n\n`;
  return head + foundText(diagnostics, (text) => mask.hide(text));
}

/** What was found, by target, the worst first; `shown` is how texts of the world are written. */
export function foundText(
  { targets, reports }: Diagnostics,
  shown: (text: string) => string,
): string {
  const parts = targets.flatMap(({ key, title }) => {
    const report = reports.find(({ target }) => target === key);
    return report === undefined ? [] : [targetText(shown(oneLine(title)), report, shown)];
  });
  return parts.length === 0 ? 'Nothing was checked yet.\n' : parts.join('\n');
}

type Show = (text: string) => string;

function targetText(title: string, report: TargetReport, shown: Show): string {
  const sorted = ORDER.flatMap((kind) =>
    report.results.filter(({ outcome }) => outcome.kind === kind),
  );
  const state =
    report.state === 'done' ? '' : ` (${report.state}, ${report.pending.length} not over)`;
  return [`${title}${state}`, ...sorted.map((result) => resultText(result, shown)), ''].join('\n');
}

function resultText({ title, outcome, ms }: CheckResult, shown: Show): string {
  const line = (text: string) => `  ${WORDS[outcome.kind]}  ${title}: ${shown(oneLine(text))}`;
  const time = ms > 0 ? ` (${ms} ms)` : '';
  if (outcome.kind === 'passed') return `${line(outcome.says)}${time}`;
  if (outcome.kind === 'unchecked') return line(outcome.why);
  const { what, why, fix, command } = outcome;
  const more = [why, fix].map((text) => `      ${shown(oneLine(text))}`);
  // Its lines are GamGUI's, each hidden in by itself.
  const lines = command?.split('\n').map((text) => `      $ ${shown(text)}`) ?? [];
  return [`${line(what)}${time}`, ...more, ...lines].join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
