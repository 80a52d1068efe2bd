/** What stands where there are no rows: why, and what to do. */
import { FolderOpen, LoaderCircle } from 'lucide-react';
import type { AppError } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Problem } from '../../ui/Problem';
import { useLate } from './useLate';
import { failure } from './words';

export function Nothing(props: {
  error: AppError | null;
  retry: () => void;
  waiting: boolean;
  /** What was searched for, or null: it is the folder itself. */
  searchedFor: string | null;
  isTop: boolean;
}) {
  const { error, retry, waiting, searchedFor, isTop } = props;
  const late = useLate(waiting && error === null);
  if (error !== null)
    return (
      <div className="no-files">
        <Problem error={failure('The files cannot be shown', error)}>
          <Button small onPress={retry}>
            Look again
          </Button>
        </Problem>
      </div>
    );
  if (waiting)
    return (
      <div className="no-files" aria-busy="true">
        {late ? (
          <p className="text-2" role="status">
            <Icon of={LoaderCircle} className="spin" />{' '}
            {searchedFor === null ? 'Looking…' : 'Searching…'}
          </p>
        ) : null}
      </div>
    );
  if (searchedFor !== null)
    return (
      <div className="no-files">
        <p role="status">{`Nothing here or below has “${searchedFor}” in its name.`}</p>
      </div>
    );
  return (
    <div className="no-files">
      <Icon of={FolderOpen} size={24} className="text-3" />
      <p>{isTop ? 'No files yet.' : 'This folder is empty.'}</p>
      <p className="text-3">
        {isTop
          ? 'What a command writes here is shown at once, and marked as new.'
          : 'Backspace goes up.'}
      </p>
    </div>
  );
}
