/** Paths of a session as text that its shell reads as they are. Pure. */
import type { SessionPath } from '../../../preload/contract';

/** What a shell takes as it is. */
const PLAIN = /^[\p{L}\p{N}_./@%+=:,-]+$/u;
/** Typed at a prompt they would act: a line end runs a command. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const ACTING = /[\u0000-\u001f\u007f-\u009f]/;

/** The paths, quoted, with a space after each; null: one of them cannot be typed, being no UTF-8 or having control characters. */
export function promptText(paths: readonly SessionPath[]): string | null {
  const texts = paths.map(textOf);
  if (texts.some((text) => text === null || ACTING.test(text))) return null;
  return texts.map((text) => `${quoted(text ?? '')} `).join('');
}

/** A path that begins with a dash would be taken for an option. */
function quoted(path: string): string {
  const safe = path.startsWith('-') ? `./${path}` : path;
  return PLAIN.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
}

function textOf(path: SessionPath): string | null {
  const bytes = Uint8Array.from(atob(path), (letter) => letter.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
