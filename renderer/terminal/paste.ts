/** What is pasted: cleaned of what could act, and shown first where it has several lines. */

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
