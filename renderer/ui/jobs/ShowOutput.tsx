/** Leads to what a job printed, in its session's window. */
import { SquareTerminal } from 'lucide-react';
import type { Job, Session } from '../../../preload/contract';
import { Button } from '../Button';
import { bridge } from '../bridge';

export function ShowOutput({ session, job }: { session: Session; job: Job }) {
  const show = () => void bridge.call('jobs.showOutput', { session: session.id, job: job.id });
  // Of one that an older agent tells of the place is not known.
  const words = job.output === undefined ? 'Show the terminal' : 'Show in the terminal';
  return (
    <Button icon={SquareTerminal} onPress={show}>
      {words}
    </Button>
  );
}
