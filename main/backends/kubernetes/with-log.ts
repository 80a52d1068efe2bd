/** Why a container ended stands in its log, where it could say anything. */
import { visible } from '../../../preload/visible';
import { Failure } from '../../failure';
import type { ClusterClient } from './rest/client';

const LINES = 5;
/** characters */
const MOST = 500;

/** The failure with the last lines of the pod's log, where they can be had. */
export async function withLog(
  failure: Failure,
  pod: string,
  client: ClusterClient,
): Promise<Failure> {
  const lines = await client.podLog(pod, LINES).catch(() => '');
  if (lines.trim() === '') return failure;
  const said = visible(lines.trim().split('\n').join(' · '));
  return new Failure(failure.code, `${failure.message} · ${said.slice(0, MOST)}`, failure.fix);
}
