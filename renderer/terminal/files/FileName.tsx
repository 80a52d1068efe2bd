/** A file's name in one line: cut in its middle, so that its end can always be read. */

/** Letters at the end that are never cut. */
const END = 7;

/** Taken apart, words from right to left would be read in another order. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

// What a person sees as one letter stays one.
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The part of a name that may be cut, and the end that stays. */
export function nameParts(text: string): [begin: string, end: string] {
  if (RIGHT_TO_LEFT.test(text)) return [text, ''];
  const starts = [...letters.segment(text)].map(({ index }) => index);
  if (starts.length <= 2 * END) return [text, ''];
  const at = starts[starts.length - END] ?? text.length;
  return [text.slice(0, at), text.slice(at)];
}

export function FileName(props: { text: string }) {
  const [begin, end] = nameParts(props.text);
  return (
    <bdi className="file-name" title={props.text}>
      <span className="begin">{begin}</span>
      <span className="end">{end}</span>
    </bdi>
  );
}
