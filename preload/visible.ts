/** Names come from people and from sessions: they are shown so that nothing in them can act or hide. */

// C0 and C1 controls, DEL, line and paragraph separators, soft hyphen, the byte order mark, letters that are blank (Hangul
// fillers), and what turns the direction of text around (Unicode Standard Annex 9).
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0]/gu;

// What has no width has a meaning only behind emoji and letters that are not Latin: joiners in families and in Persian,
// selectors, the tags of flags. Anywhere else it is there to hide. The bound keeps a long row of them from costing its square.
const WIDTHLESS =
  /\p{DI}(?<!(?!\p{DI}|\p{Script=Latin})[\p{L}\p{M}\p{Extended_Pictographic}\p{EMod}]\p{DI}{1,17})(?<![0-9#*]\ufe0f(?=\u20e3))/gu;

function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // Unicode has pictures of the ASCII controls: ␀ to ␟ and ␡.
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}

/**
 * The text with every control, invisible and direction-changing character made visible, and halves of surrogate pairs
 * replaced. Of any length: cutting is the layout's affair.
 */
export function visible(text: string): string {
  return text.toWellFormed().replace(HIDDEN, shown).replace(WIDTHLESS, shown);
}
