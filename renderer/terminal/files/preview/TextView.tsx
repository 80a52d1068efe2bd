/** The beginning of a file as text. */
import { useCallback } from 'react';
import type { Peek, SessionPath } from '../../../../preload/contract';
import { bridge, useAnswer } from '../../../ui/bridge';
import { Problem } from '../../../ui/Problem';
import { bytes } from '../../../ui/time';
import { useLate } from '../useLate';
import { failure } from '../words';

export function TextView(props: { path: SessionPath }) {
  const { path } = props;
  const ask = useCallback(() => bridge.call('files.peek', { path }), [path]);
  const answer = useAnswer(ask);
  const late = useLate(answer === null);
  if (answer === null) return <p role="status">{late ? 'Reading…' : ''}</p>;
  if (!answer.ok) return <Problem error={failure('It cannot be shown', answer.error)} />;
  const looked = answer.value;
  switch (looked.kind) {
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
