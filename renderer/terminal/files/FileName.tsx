/** A file's name in one line: cut in its middle, so that its end can always be read. */

/** Characters at the end that are never cut. */
const END = 7;

export function FileName(props: { text: string }) {
  const letters = [...props.text];
  const at = letters.length > 2 * END ? letters.length - END : letters.length;
  return (
    <bdi className="file-name" title={props.text}>
      <span className="begin">{letters.slice(0, at).join('')}</span>
      <span className="end">{letters.slice(at).join('')}</span>
    </bdi>
  );
}
