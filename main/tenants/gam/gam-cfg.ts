/**
 * Reads a gam.cfg as GAM does, by Python's configparser: sections, `name = value` or `name: value`, lines that are further
 * in than their name go on with its value, `#` and `;` begin comments, and each section has what DEFAULT has.
 */

/** GAM's own name for what all sections share. */
export const DEFAULT_SECTION = 'DEFAULT';

/** A gam.cfg that was read. */
export interface GamCfg {
  /** Without DEFAULT, in the file's order. */
  readonly sections: readonly string[];
  /** Whether a section says it itself, and not DEFAULT for it. */
  has(section: string, option: string): boolean;
  /** As GAM sees it, inherited if need be, without the quotes it allows; empty where nothing says it. */
  value(section: string, option: string): string;
}

/** The lines of each option's value. */
type Options = Map<string, string[]>;

const HEAD = /^\[([^\]]+)\]/;
const OPTION = /^([^=:]+?)\s*[=:]\s*(.*)$/;
const COMMENT = /^\s*[#;]/;

/** Reads it. What is no line of a gam.cfg is passed over: GAM itself says what is wrong with it. */
export function parseGamCfg(text: string): GamCfg {
  const all = new Map<string, Options>([[DEFAULT_SECTION, new Map()]]);
  let options: Options | undefined;
  let lines: string[] | undefined;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (COMMENT.test(line)) continue;
    if (line.trim() === '' || (/^\s/.test(line) && lines !== undefined)) {
      lines?.push(line.trim());
      continue;
    }
    lines = undefined;
    const head = HEAD.exec(line.trim())?.[1];
    if (head !== undefined) {
      options = all.get(head) ?? new Map();
      all.set(head, options);
      continue;
    }
    const [, name, value = ''] = OPTION.exec(line.trim()) ?? [];
    if (name === undefined) continue;
    lines = [value];
    options?.set(name.toLowerCase(), lines);
  }
  return cfgOf(all);
}

function cfgOf(all: ReadonlyMap<string, Options>): GamCfg {
  const own = (section: string, option: string) =>
    all.get(section)?.get(option)?.join('\n').trimEnd();
  return {
    sections: [...all.keys()].filter((name) => name !== DEFAULT_SECTION),
    has: (section, option) => own(section, option) !== undefined,
    value: (section, option) =>
      unquoted(own(section, option) ?? own(DEFAULT_SECTION, option) ?? ''),
  };
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1$/s.exec(value)?.[2] ?? value;
}
