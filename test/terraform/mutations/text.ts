/** Mutations of Terraform's own files, and which of their arguments have none. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Argument, argumentsOf, type Source, sourcesOf } from '../support/sources';
import type { Mutation } from './mutation';

/**
 * A file of a root, what stands in it, what is put there, and the words of the assertion that must fail. One line differs;
 * the others say which one it is.
 */
export type Change = readonly [file: string, from: string, to: string, says: string];

/** Arguments that no assertion is on, as `type.block.name`, and why not. */
export type Exempt = readonly [fields: RegExp, why: string];

/** The one line that differs, counted from 0, and what of it. */
interface Line {
  readonly index: number;
  readonly from: string;
  readonly to: string;
}

function lineOf(sources: readonly Source[], [file, from, to]: Change): Line {
  const text = sources.find(({ name }) => name === file)?.text ?? '';
  const at = text.indexOf(from);
  if (at < 0) throw new Error(`${file} has no “${from}” to change`);
  const first = text.slice(0, at).split('\n').length - 1;
  const now = to.split('\n');
  const lines = from
    .split('\n')
    .map((line, index) => ({ index: first + index, from: line, to: now[index] ?? '' }));
  const [line, ...others] = lines.filter((one) => one.from !== one.to);
  if (line === undefined || others.length > 0 || now.length !== lines.length)
    throw new Error(`“${from}” and “${to}” do not differ in one line`);
  return line;
}

/** The mutations that changes of a root's files are. */
export function mutationsOf(root: string, changes: readonly Change[]): Mutation[] {
  const sources = sourcesOf(root);
  return changes.map((change) => {
    const [file, , , says] = change;
    const { index, from, to } = lineOf(sources, change);
    return {
      where: `${file}:${index + 1}`,
      what: `${file}:${index + 1}: ${from.trim()} → ${to.trim()}`,
      says,
      apply: (folder) => {
        const path = join(folder, file);
        const lines = readFileSync(path, 'utf8').split('\n');
        lines[index] = (lines[index] ?? '').replace(from, () => to);
        writeFileSync(path, lines.join('\n'));
      },
    };
  });
}

/** The arguments of a root's resources that no mutation is of. */
export function untouched(root: string, mutations: readonly Mutation[]): Argument[] {
  const touched = new Set(mutations.map(({ where }) => where));
  const all = sourcesOf(root).flatMap(argumentsOf);
  return all.filter(({ file, line }) => !touched.has(`${file}:${line}`));
}
