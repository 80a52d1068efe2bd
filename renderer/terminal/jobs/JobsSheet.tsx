/** The jobs of this window's session. */
import type { Session } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { JobsView } from '../../ui/jobs/JobsView';
import { Sheet } from '../../ui/Sheet';

interface SheetProps {
  readonly session: Session;
  /** The job that is shown first; null: the newest. */
  readonly job: string | null;
  readonly onClose: () => void;
}

export function JobsSheet({ session, job, onClose }: SheetProps) {
  return (
    <Sheet
      kind="wide"
      title="Jobs"
      onClose={onClose}
      foot={
        <Button onPress={onClose} keys={['Esc']}>
          Close
        </Button>
      }
    >
      <JobsView sessions={[session]} one first={job} />
    </Sheet>
  );
}
