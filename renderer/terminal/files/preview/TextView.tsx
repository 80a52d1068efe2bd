/** The beginning of a file as text. */
import { useEffect, useState } from 'react';
import type { AppError, Peek, SessionPath } from '../../../../preload/contract';
import { bridge } from '../../../ui/bridge';
import { Problem } from '../../../ui/Problem';
import { bytes } from '../../../ui/time';
import { useLate } from '../useLate';
import { failure } from '../words';

/** What is known of a file: nothing yet, its beginning, or why there is none. */
type Looked =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | Peek;

export function TextView(props: { path: SessionPath }) {
  const { path } = props;
  const [looked, setLooked] = useState<Looked>({ kind: 'waiting' });
  const late = useLate(looked.kind === 'waiting');
  useEffect(() => {
    let over = false;
    void bridge.call('files.peek', { path }).then((answer) => {
      if (!over) setLooked(answer.ok ? answer.value : { kind: 'failed', error: answer.error });
    });
    return () => {
      over = true;
    };
  }, [path]);
  switch (looked.kind) {
    case 'waiting':
      return <p role="status">{late ? 'Reading…' : ''}</p>;
    case 'failed':
      return <Problem error={failure('It cannot be shown', looked.error)} />;
    case 'binary':
      return <p>It is not text, so there is nothing to show of it here.</p>;
    case 'text':
      return (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
          <section className="text-view scroll" tabIndex={0} aria-label="Text">
            <pre className="mono selectable">{looked.text}</pre>
          </section>
          <p className="small text-3">{below(looked)}</p>
        </>
      );
  }
}

function below({ text, cut, encoding, size }: Extract<Peek, { kind: 'text' }>): string {
  if (size === 0) return 'The file is empty.';
  const read = encoding === 'UTF-8' ? '' : `Read as ${encoding}. `;
  if (!cut) return read;
  return `${read}This is the beginning, ${bytes(new TextEncoder().encode(text).length)} of ${bytes(size)}.`;
}
