/** Credentials that GAM has changed in the session: the next one would begin without them. */
import { useState } from 'react';
import type { CredentialFile } from '../../../preload/contract';
import { Button, Dismiss } from '../../ui/Button';
import { Strip } from '../../ui/Problem';
import { canBeSaved, unsavedWords } from '../../ui/session/unsaved';

/** The files to tell of: told again when others are changed. */
export function useUnsaved(unsaved: readonly CredentialFile[] = []) {
  const [dismissed, setDismissed] = useState('');
  const key = unsaved.join(' ');
  const shown = unsaved.length === 0 || key === dismissed ? null : unsaved;
  return { shown, dismiss: () => setDismissed(key) };
}

export function UnsavedNotice(props: {
  unsaved: ReturnType<typeof useUnsaved>;
  isOver: boolean;
  /** Asks what is saved where. */
  save: () => void;
}) {
  const { unsaved, isOver, save } = props;
  if (unsaved.shown === null) return null;
  return (
    <Strip icon="key" tone="warn" {...unsavedWords(unsaved.shown, isOver)}>
      {canBeSaved(unsaved.shown) && !isOver ? (
        <Button small kind="primary" onPress={save}>
          Save back…
        </Button>
      ) : null}
      <Dismiss onPress={unsaved.dismiss} />
    </Strip>
  );
}
