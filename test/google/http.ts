/** A request as the stand-in's services see it, and what they answer. */
import type { IncomingHttpHeaders } from 'node:http';

/** A whole request. */
export interface Ask {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An answer: JSON, a page, or a way to go on. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly location?: string;
  readonly html?: string;
}

/** A part of Google. Null: it knows no such address. */
export type Service = (ask: Ask) => Answer | null;

/** A request that is not as the real client makes it: it is refused, and fails the test. */
export class Unexpected extends Error {}

/** What the token service says when it refuses. */
export function oauthError(status: number, error: string, text: string, more: object = {}): Answer {
  return { status, body: { error, error_description: text, ...more } };
}

/** What APIs say when they refuse. */
export function apiError(
  status: number,
  word: string,
  message: string,
  details?: object[],
): Answer {
  const error = { code: status, message, status: word, ...(details && { details }) };
  return { status, body: { error } };
}

/** The page of an address that Google does not know. */
export const UNKNOWN: Answer = {
  status: 404,
  html: '<!DOCTYPE html><html lang=en><title>Error 404 (Not Found)!!1</title><p>That’s an error.</html>',
};

/** The fields of a form; each once. */
export function form(ask: Ask): ReadonlyMap<string, string> {
  const type = ask.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded(?:;|$)/.test(type))
    throw new Unexpected(`content-type is ${type}`);
  const fields = new URLSearchParams(ask.body);
  const map = new Map(fields);
  if (map.size !== fields.size) throw new Unexpected('a field is there twice');
  return map;
}

/** Holds a form to its fields. */
export function mustHave(
  fields: ReadonlyMap<string, string>,
  needed: readonly string[],
  allowed: readonly string[] = [],
): void {
  for (const name of needed) if (!fields.get(name)) throw new Unexpected(`${name} is missing`);
  for (const name of fields.keys())
    if (!needed.includes(name) && !allowed.includes(name)) throw new Unexpected(`${name} is there`);
}
