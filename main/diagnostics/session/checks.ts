/** All checks of one session, by the place that it is in. */

import type { Outcome, Session } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { placeOf } from '../../backends/kubernetes/cluster-place';
import { podName } from '../../backends/kubernetes/pods/names';
import type { Parts } from '../../sessions/link/connect';
import { type Check, failed, passed, unchecked, warned } from '../check';
import { ClusterLook, type ClusterParts } from '../cluster/look';
import { agentChecks } from './agent';
import { podChecks } from './pod';

/** The session that is looked at. */
export interface SessionChecked {
  view(): Session;
  /** Where in its place it is (SessionSpec.at). */
  readonly at: string | null;
  connection(): Parts;
}

export function sessionChecks(session: SessionChecked, cluster: ClusterParts): Check[] {
  return [
    {
      id: 'state',
      title: 'Session',
      run: async ({ names }) => {
        const view = session.view();
        names.add('session', view.name);
        names.add('session', view.id);
        return stateOutcome(view);
      },
    },
    ...placeChecks(session, cluster),
    ...agentChecks(() => session.connection(), 'state'),
  ];
}

function placeChecks({ view, at }: SessionChecked, cluster: ClusterParts): Check[] {
  const { backend, id } = view();
  const place = backend === 'kubernetes' ? placeOf(at) : null;
  return place === null ? [] : podChecks(new ClusterLook(place, cluster), podName(id));
}

/** How it stands, as the list of sessions has it. Pure. */
export function stateOutcome({ state, place }: Session): Outcome {
  const where = visible([place.title, place.runs].filter(Boolean).join(', '));
  switch (state.kind) {
    case 'creating':
      return unchecked(`It is being made: ${visible(state.text)}.`);
    case 'ready':
    case 'attached':
    case 'detached':
      return passed(`It runs: ${where}`);
    case 'reconnecting':
      return warned({
        what: 'Reconnecting',
        why: visible(state.reason),
        fix: 'Its place is checked below; the session goes on.',
      });
    case 'sign-in-again':
      return warned({
        what: 'Sign in again',
        why: visible(state.reason),
        fix: 'Sign in with Google; the session goes on.',
      });
    case 'ending':
      return unchecked('It is being ended.');
    case 'ended': {
      const why = `It is over: ${visible([state.reason, state.detail].filter(Boolean).join('. '))}.`;
      return state.expected
        ? unchecked(why)
        : failed({ what: 'It has ended', why, fix: 'Make a new session.' });
    }
    case 'failed':
      return failed({
        what: 'It did not start',
        why: visible(state.reason),
        fix: visible(state.fix ?? 'Check its place.'),
      });
  }
}
