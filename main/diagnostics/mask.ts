/** Hides names and secrets in texts: each is replaced by a stand-in, the same wherever it is. Pure. */
import { visible } from '../../preload/visible';
import { quoted } from './commands';
import type { NameKind, Names } from './names';

/** GamGUI's own words, which a namespace or a session may have for its name, and which tell nothing. */
const PUBLIC = new Set([
  'gamgui',
  'gam',
  'default',
  'demo',
  'demo.example',
  'local',
  'docker',
  'test',
]);
/** Hosts that everybody knows, and words of Kubernetes and Google that look like hosts. */
const PUBLIC_HOST =
  /(?:^|\.)(?:googleapis\.com|google\.com|kubernetes\.io|k8s\.io|gamgui\.dev|github\.com|userinfo\.email)$/i;

/** What is hidden whether it is known or not. A host has to have a part behind its last dot that is no number. */
const PATTERNS: readonly (readonly [NameKind, RegExp])[] = [
  ['secret', /-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g],
  ['secret', /\beyJ[\w-]{8,}(?:\.[\w-]+){0,2}/g],
  ['secret', /\b(?:ya29\.|1\/\/|4\/0|GOCSPX-)[\w.-]{6,}/g],
  [
    'secret',
    /\b(?:bearer|basic|token|password|secret|authorization)\b["']?\s*[:=]?\s*["']?(?=\S*[\d_-])[^\s"',;()<>]{8,}/gi,
  ],
  ['secret', /(?<=:\/\/)[^\s/@]+(?=@)/g],
  ['secret', /(?<![\w/+-])[A-Za-z0-9+/_-]{40,}={0,2}(?![\w/+-])/g],
  ['secret', /\b[0-9a-f]{24,}\b/gi],
  ['user', /[\w.!#$%&'*+/=?^`{|}~-]+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?/gu],
  ['host', /\b(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]*\p{L}\b/gu],
  ['host', /\b\d{1,3}(?:\.\d{1,3}){3}\b/g],
  ['host', /(?<![\w:])(?=[0-9a-f:]*::|(?:[0-9a-f]+:){4})[0-9a-f:]{2,39}(?![\w:])/gi],
  ['user', /(?<=\/home\/|\/Users\/|\\Users\\)[^\s/\\'"]+/g],
];

/** A part of a text that is hidden; `base`: the name that it is a way of writing of. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly kind: NameKind;
  readonly base: string;
}

/** The ways in which a name can be written in a text. */
function variants(name: string): string[] {
  const quotedInside = quoted(name).replace(/^'|'$/g, '');
  const json = JSON.stringify(name).slice(1, -1);
  const line = name.replace(/\s+/g, ' ').trim();
  return [...new Set([name, line, visible(name), quotedInside, json, safeUri(name)])];
}

function safeUri(name: string): string {
  try {
    return encodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A short name is hidden only where it is a word of its own; of others no part of a word is left either. */
const SHORT = 4;

function partsOf(
  text: string,
  lower: string,
  kind: NameKind,
  base: string,
  written: string,
): Part[] {
  const found: Part[] = [];
  const wanted = written.toLowerCase();
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    const to = at + wanted.length;
    const isWord = !/\w/.test(text[at - 1] ?? ' ') && !/\w/.test(text[to] ?? ' ');
    if (isWord || wanted.length >= SHORT) found.push({ from: at, to, kind, base });
  }
  return found;
}

/** Hides what it knows and what looks like a name. One for a whole report, so that stand-ins are the same in all of it. */
export class Mask {
  readonly #known: readonly { kind: NameKind; base: string; written: string }[];
  readonly #standIns = new Map<string, string>();
  readonly #counts = new Map<NameKind, number>();

  constructor(names: Names) {
    this.#known = names
      .entries()
      .filter(([name]) => name.trim() !== '' && !PUBLIC.has(name.toLowerCase()))
      .flatMap(([base, kind]) => variants(base).map((written) => ({ kind, base, written })));
  }

  /** The text with stand-ins, `<user-1>`, for all that is hidden. */
  hide(text: string): string {
    // Where a text was cut, part of a name may be left.
    const whole = text.replace(/\S+…/g, '…');
    const lower = lowered(whole);
    const known = this.#known.flatMap(({ kind, base, written }) =>
      partsOf(whole, lower, kind, base, written),
    );
    let [done, at] = ['', 0];
    for (const part of merged([...known, ...patternParts(whole)], whole)) {
      done += whole.slice(at, part.from) + this.#standIn(part);
      at = part.to;
    }
    return done + whole.slice(at);
  }

  #standIn({ kind, base }: Part): string {
    const key = base.toLowerCase();
    const old = this.#standIns.get(key);
    if (old !== undefined) return old;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const made = `<${kind}-${count}>`;
    this.#standIns.set(key, made);
    return made;
  }
}

/** In small letters, with every character where it was: some letters become two. */
function lowered(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : [...text]
        .map((one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one))
        .join('');
}

function patternParts(text: string): Part[] {
  return PATTERNS.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: found }) => {
      if (kind === 'host' && (PUBLIC_HOST.test(found) || PUBLIC.has(found.toLowerCase())))
        return [];
      return found === '' ? [] : [{ from: index, to: index + found.length, kind, base: found }];
    }),
  );
}

/** Parts that overlap as one, so that nothing between them is left; it goes by the longest of them. */
function merged(parts: Part[], text: string): Part[] {
  const sorted = parts.sort((a, b) => a.from - b.from || b.to - a.to);
  const all: { part: Part; longest: Part }[] = [];
  for (const part of sorted) {
    const last = all.at(-1);
    if (last === undefined || part.from >= last.part.to) {
      all.push({ part, longest: part });
      continue;
    }
    const to = Math.max(last.part.to, part.to);
    if (part.to - part.from > last.longest.to - last.longest.from) last.longest = part;
    last.part = { ...last.part, to };
  }
  return all.map(({ part: { from, to }, longest }) => {
    const isWhole = longest.from === from && longest.to === to;
    return { from, to, kind: longest.kind, base: isWhole ? longest.base : text.slice(from, to) };
  });
}
