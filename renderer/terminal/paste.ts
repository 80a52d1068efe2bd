/** What is pasted: cleaned of what could act, and shown first where it has several lines. */
import { MOST_JUDGED } from '../../preload/contract';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** A text about to be pasted. */
export interface Paste {
  /** Without control characters: an escape in it could end the bracketed paste and press keys. */
  readonly text: string;
  /** How many control characters were left out. */
  readonly dropped: number;
  readonly lines: number;
  /** Whether it must be shown before it is sent. */
  readonly ask: boolean;
}

/** Looks at a text from the clipboard. Line ends become `\n`; xterm sends them as Enter. */
export function inspect(raw: string): Paste {
  const text = raw.replace(/\r\n?/g, '\n').replace(CONTROLS, '');
  const dropped = raw.match(CONTROLS)?.length ?? 0;
  const lines = text.replace(/\n$/, '').split('\n').length;
  return { text, dropped, lines, ask: text.includes('\n') || dropped > 0 };
}

/** Longer texts are sent whole and shown in part. Characters */
const MOST_SHOWN = 20_000;

/** The beginning of a text, as it is shown. */
export interface ShownPart {
  /** Not more than are judged; the last one may be cut. */
  readonly lines: readonly string[];
  /** How many characters of the text are not shown. */
  readonly hidden: number;
}

/** The part that is shown of a text whose line ends are `\n`. */
export function shownPart(text: string): ShownPart {
  const all = text.slice(0, MOST_SHOWN).replace(/\n$/, '').split('\n');
  const lines = all.slice(0, MOST_JUDGED);
  const shown = lines.join('\n').length;
  // The line end after the last line is no more to see.
  const hidden = text.length - shown - (text[shown] === '\n' ? 1 : 0);
  return { lines, hidden };
}
