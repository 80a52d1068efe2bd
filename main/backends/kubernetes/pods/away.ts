/** Why the container of a session that was made cannot be entered now: pure, from what the API server shows. */
import type { V1ContainerStateTerminated, V1Pod } from '@kubernetes/client-node';
import { Failure } from '../../../failure';
import { CONTAINER } from './names';
import { crashed, type Failed } from './starting';

/** An agent that ends by itself within this time does nothing else, if it does so again and again. ms */
const AT_ONCE_MS = 10_000;
const AGAIN_AND_AGAIN = 2;

/** Ended by itself: a signal's number is above. */
function isByItself({ exitCode, startedAt, finishedAt }: V1ContainerStateTerminated): boolean {
  const ranMs = new Date(finishedAt ?? 0).getTime() - new Date(startedAt ?? 0).getTime();
  return exitCode > 0 && exitCode < 128 && ranMs < AT_ONCE_MS;
}

/** The reason in words, or null: it is not that its container ended. */
export function awayOf(pod: V1Pod): Failed | null {
  const own = pod.status?.containerStatuses?.find(({ name }) => name === CONTAINER);
  const { phase } = pod.status ?? {};
  const isOver = phase === 'Failed' || phase === 'Succeeded';
  if (own === undefined || own.state?.running !== undefined || isOver) return null;
  const end = own.lastState?.terminated ?? own.state?.terminated;
  if (end === undefined) return null;
  if (own.restartCount >= AGAIN_AND_AGAIN && isByItself(end)) return crashed(own);
  const message = `The session’s container ended with exit code ${end.exitCode}, and is started again with its files and its journal.`;
  const fix = 'It comes back by itself; if it ends again and again, that takes up to five minutes.';
  return { kind: 'failed', failure: new Failure('restarting', message, fix), log: false };
}
