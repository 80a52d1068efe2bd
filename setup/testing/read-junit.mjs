// @ts-check
import { readFileSync } from 'node:fs';
import { nothing } from './outcome.mjs';

/** pytest's own words around a reason. */
const CASE = /<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g;

/**
 * @param {string} file what pytest's `--junitxml` wrote
 * @returns {import('./outcome.mjs').Outcome}
 */
export function readJunit(file) {
  const outcome = nothing();
  for (const [, head = '', body = ''] of readFileSync(file, 'utf8').matchAll(CASE)) {
    const name = `${attribute(head, 'classname')}::${attribute(head, 'name')}`;
    const skip = /<skipped\b([^>]*)>/.exec(body);
    const failure = /<(?:failure|error)\b[^>]*>([\s\S]*?)<\/(?:failure|error)>/.exec(body);
    if (skip) outcome.skipped.push({ name, reason: attribute(skip[1] ?? '', 'message') });
    else if (failure) outcome.failed.push({ name, message: decode(failure[1] ?? '') });
    else outcome.passed++;
  }
  return outcome;
}

/**
 * @param {string} head
 * @param {string} name
 */
function attribute(head, name) {
  return decode(new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(head)?.[1] ?? '');
}

/** @param {string} text */
function decode(text) {
  const known = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => known[/** @type {'lt'} */ (name)]);
}
