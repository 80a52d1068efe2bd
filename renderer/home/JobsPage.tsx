/** The jobs of all sessions. */
import type { Session } from '../../preload/contract';
import { JobsView } from '../ui/jobs/JobsView';

export function JobsPage(props: { sessions: readonly Session[] }) {
  return <JobsView sessions={props.sessions} title={<h1>Jobs</h1>} />;
}
