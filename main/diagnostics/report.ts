/** What was found, as a text that can be sent to others: without secrets and names, and without what servers wrote. Pure. */
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

/** `now`: ms since 1970. */
export function reportText(
  { targets, reports }: Diagnostics,
  names: Names,
  version: string,
  now: number,
): string {
  const mask = new Mask(names);
  const parts = targets.flatMap(({ key, title }) => {
    const report = reports.find(({ target }) => target === key);
    return report === undefined ? [] : [targetText(mask.hide(oneLine(title)), report, mask)];
  });
  const at = new Date(now).toISOString().slice(0, 16).replace('T', ' ');
  const head = `GamGUI ${version}, diagnostics of ${at} UTC\nNames and secrets are replaced; a stand-in like <host-1> is the same throughout.\n`;
  if (parts.length === 0) return `${head}\nNothing was checked yet.\n`;
  return [head, ...parts].join('\n');
}

function targetText(title: string, report: TargetReport, mask: Mask): string {
  const sorted = ORDER.flatMap((kind) =>
    report.results.filter(({ outcome }) => outcome.kind === kind),
  );
  const state =
    report.state === 'done' ? '' : ` (${report.state}, ${report.pending.length} not over)`;
  return [`${title}${state}`, ...sorted.map((result) => resultText(result, mask)), ''].join('\n');
}

function resultText({ title, outcome, ms }: CheckResult, mask: Mask): string {
  const line = (text: string) => `  ${WORDS[outcome.kind]}  ${title}: ${mask.hide(oneLine(text))}`;
  const time = ms > 0 ? ` (${ms} ms)` : '';
  if (outcome.kind === 'passed') return `${line(outcome.says)}${time}`;
  if (outcome.kind === 'unchecked') return line(outcome.why);
  const { what, why, fix, command } = outcome;
  const more = [why, fix].map((text) => `      ${mask.hide(oneLine(text))}`);
  // Its lines are GamGUI's, each hidden in by itself.
  const lines = command?.split('\n').map((text) => `      $ ${mask.hide(text)}`) ?? [];
  return [`${line(what)}${time}`, ...more, ...lines].join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
