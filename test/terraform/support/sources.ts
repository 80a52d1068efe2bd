/** What stands in a root's files, as far as tests have to know it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the roots are. */
export const TERRAFORM = resolve('terraform');

/** A file of a root. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** A line `name = …` of a block that a provider has a schema of. */
export interface Argument {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly name: string;
  /** The type of the resource or data source that it is in. */
  readonly type: string;
  /** The blocks between the resource and it, such as `node_config.taint`; empty: it is the resource's own. */
  readonly path: string;
}

/** The files of a root, without its tests. */
export function sourcesOf(root: string): Source[] {
  const folder = join(TERRAFORM, root);
  const names = readdirSync(folder).filter((name) => name.endsWith('.tf'));
  return names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** The types of resources (`resource`) or data sources (`data`) that files have. */
export function typesIn(sources: readonly Source[], kind: 'resource' | 'data'): string[] {
  const pattern = new RegExp(`^${kind} "(\\w+)" "`, 'gm');
  const all = sources.flatMap(({ text }) =>
    [...text.matchAll(pattern)].map(([, type = '']) => type),
  );
  return [...new Set(all)].sort();
}

/** Terraform's own, in every resource. */
const META = ['for_each', 'count', 'depends_on', 'provider'];
const OPENS = /^\s*(?:(resource|data) "(\w+)" "\w+"|dynamic "(\w+)"|(\w+)(?: "\w+")*) \{$/;

/** All arguments in a file that `terraform fmt` has formatted: one on each line, a block's brace at its end. */
export function argumentsOf({ name: file, text }: Source): Argument[] {
  const found: Argument[] = [];
  /** The blocks that are open; of a dynamic block its `content` is what has the schema. */
  const open: { name: string; hasSchema: boolean }[] = [];
  /** How deep a value of several lines is. */
  let value = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const code = line.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => (value > 0 ? '' : quoted));
    const [, kind, type, dynamic, block] = (value === 0 ? OPENS.exec(line) : null) ?? [];
    const opened = type ?? dynamic ?? block;
    if (opened !== undefined) {
      const inside = open[0]?.hasSchema === true;
      const isContent = block === 'content' && inside;
      open.push({
        name: isContent ? '' : opened,
        hasSchema: kind !== undefined || (inside && dynamic === undefined && block !== 'lifecycle'),
      });
      continue;
    }
    if (value === 0 && /^\s*\}$/.test(line)) {
      open.pop();
      continue;
    }
    const [, argument] = (value === 0 ? /^\s*(\w+) += /.exec(line) : null) ?? [];
    const [resource, ...blocks] = open;
    if (argument !== undefined && resource && open.at(-1)?.hasSchema && !META.includes(argument)) {
      const path = blocks
        .map(({ name }) => name)
        .filter((name) => name !== '')
        .join('.');
      found.push({ file, line: index + 1, name: argument, type: resource.name, path });
    }
    const bare = code.replace(/"(?:[^"\\]|\\.)*"/g, '').replace(/#.*$/, '');
    value += (bare.match(/[[({]/g)?.length ?? 0) - (bare.match(/[\])}]/g)?.length ?? 0);
  }
  return found;
}
