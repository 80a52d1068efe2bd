/** Whether a new session is to have the files of one that has ended, as far as they still exist. */
import { useMemo } from 'react';
import type { Left, SessionId } from '../../../preload/contract';
import { bridge, useAnswer } from '../bridge';
import { Mark } from '../Mark';
import { namesWords } from '../words';

/** What is left of a session. Undefined: none is named, or that is not known yet. Null: it is off the list. */
export function useLeft(id: SessionId | undefined): Left | null | undefined {
  const ask = useMemo(
    () => (id === undefined ? null : () => bridge.call('sessions.left', { id })),
    [id],
  );
  const answer = useAnswer(ask);
  if (answer === null) return undefined;
  return answer.ok ? answer.value : null;
}

export function FilesField(props: { left: Left; on: boolean; onChange: (on: boolean) => void }) {
  const { left, on, onChange } = props;
  const { again } = left;
  return (
    <fieldset className="field-row files-field" aria-label="Files">
      <span>Files</span>
      <div className="field">
        {again.length === 0 ? (
          <p className="text-2">None of the session’s files is on this computer.</p>
        ) : (
          <Mark on={on} onChange={onChange}>
            <span>Send {namesWords(again)}</span>
          </Mark>
        )}
        <p className="caption">{captionOf(left)}</p>
      </div>
    </fieldset>
  );
}

function captionOf({ files, again }: Left): string {
  if (files.kind === 'here') return 'The files of the session that has ended.';
  return again.length === 0
    ? 'A new session begins with an empty folder.'
    : 'What was sent to the session that has ended, as it is on this computer now.';
}
