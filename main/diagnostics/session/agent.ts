/** What a session's agent says of itself, wherever it runs. */
import type { Outcome } from '../../../preload/contract';
import { NEAR_MS } from '../../../preload/ends';
import { visible } from '../../../preload/visible';
import { Failure } from '../../failure';
import type { Parts } from '../../sessions/link/connect';
import { PROTOCOL, type Snapshot } from '../../sessions/wire/messages';
import { type Check, failed, failedBy, passed, unchecked, warned } from '../check';
import { bytesWords } from '../cluster/amounts';
import { type Meeting, meet } from './meeting';

/** `needs`: the check without which its agent cannot be asked. */
export function agentChecks(connection: () => Parts, needs: string): Check[] {
  let met: Meeting | null = null;
  const of = (look: (meeting: Meeting) => Outcome) => async () =>
    met === null ? unchecked('Its agent was not reached.') : look(met);
  return [
    {
      id: 'agent',
      title: 'Agent',
      needs,
      run: async ({ signal }) => {
        try {
          met = await meet(connection(), signal);
          return agentOutcome(met);
        } catch (thrown) {
          if (!(thrown instanceof Failure)) throw thrown;
          return failedBy(thrown, 'It does not answer');
        }
      },
    },
    {
      id: 'latency',
      title: 'Link latency',
      needs: 'agent',
      run: of(linkOutcome),
    },
    {
      id: 'gam',
      title: 'GAM',
      needs: 'agent',
      run: of(({ gam }) =>
        gam === null ? unchecked('Its agent does not know.') : passed(visible(gam)),
      ),
    },
    {
      id: 'disk',
      title: 'Disk',
      needs: 'agent',
      run: of(({ snapshot }) => diskOutcome(snapshot.disk)),
    },
    {
      id: 'memory',
      title: 'Memory',
      needs: 'agent',
      run: of(({ snapshot }) => memoryOutcome(snapshot.usage)),
    },
    {
      id: 'restarts',
      title: 'Restarts',
      needs: 'agent',
      run: of(({ snapshot }) => restartsOutcome(snapshot.restarts)),
    },
    {
      id: 'life',
      title: 'Life',
      needs: 'agent',
      run: of(({ snapshot }) => lifeOutcome(snapshot.life, Date.now())),
    },
    {
      id: 'owner',
      title: 'Terminal',
      needs: 'agent',
      run: async ({ names }) => {
        const owner = met?.snapshot.owner;
        if (owner === undefined) return unchecked('Its agent was not reached.');
        if (owner === null) return passed('No window has it');
        return passed(
          `${visible(names.add('host', owner.label))} has it since ${when(owner.since)}`,
        );
      },
    },
  ];
}

/** Pure. */
function agentOutcome({ agent, protocol, enteredMs }: Meeting): Outcome {
  const says = `Agent ${visible(agent)}, protocol ${protocol}, entered in ${enteredMs} ms`;
  if (protocol === PROTOCOL.max) return passed(says);
  return warned({
    what: says,
    why: `This GamGUI speaks protocol ${PROTOCOL.max}; with an older one not everything works.`,
    fix: 'Make a new session when this one is done.',
  });
}

/** Above this a terminal feels slow. ms */
const SLOW_MS = 250;

/** Pure. */
export function linkOutcome({ latencyMs }: Pick<Meeting, 'latencyMs'>): Outcome {
  const says = `There and back in ${Math.round(latencyMs)} ms`;
  if (latencyMs <= SLOW_MS) return passed(says);
  return warned({
    what: says,
    why: `Each key shows only after that long; over ${SLOW_MS} ms a terminal feels slow.`,
    fix: 'Check the network and a VPN. A session that works hard may be slow itself: choose a larger size next time.',
  });
}

/** The agent refuses to receive beyond 90 %. */
const FULL = 0.9;
const NEARLY = 0.8;

/** Pure. Bytes. */
export function diskOutcome({ used, limit }: Snapshot['disk']): Outcome {
  const says = `${bytesWords(used)} of ${bytesWords(limit)} used`;
  const part = limit === 0 ? 0 : used / limit;
  if (part < NEARLY) return passed(says);
  const fix =
    'Save what you need and remove files in the session; or make a new one with a larger disk.';
  const why =
    'The session receives nothing beyond 90 %, and beyond its limit a cluster removes it with all its files.';
  return part < FULL ? warned({ what: says, why, fix }) : failed({ what: says, why, fix });
}

/** Pure. */
export function memoryOutcome({ memory, memoryLimit }: Snapshot['usage']): Outcome {
  if (memory === null) return unchecked('Its system does not tell.');
  if (memoryLimit === null) return passed(`${bytesWords(memory)} used, without a limit of its own`);
  const says = `${bytesWords(memory)} of ${bytesWords(memoryLimit)} used`;
  if (memory < memoryLimit * FULL) return passed(says);
  return warned({
    what: says,
    why: 'When it runs out, what runs in the session is ended.',
    fix: 'Choose a larger size for the next session, or run less at once.',
  });
}

/** Pure. */
export function restartsOutcome({ count, reason }: Snapshot['restarts']): Outcome {
  if (count === 0) return passed('None');
  const why = {
    'out-of-memory': 'its memory ran out',
    killed: 'it was killed',
    unknown: 'it is not known why',
  };
  return warned({
    what: count === 1 ? 'It was started again once' : `It was started again ${count} times`,
    why: `The last time ${why[reason ?? 'unknown']}. What ran in it then was ended; files and output are there.`,
    fix:
      reason === 'out-of-memory'
        ? 'Choose a larger size for the next session.'
        : 'If it happens again, report it with the other lines here.',
  });
}

/** Pure; `now` in ms since 1970. */
export function lifeOutcome(
  { endsAt, idleEndsAt, deadline }: Snapshot['life'],
  now: number,
): Outcome {
  const ends = [endsAt, idleEndsAt, deadline].filter((at) => at !== null);
  if (ends.length === 0) return passed('It does not end by itself');
  const first = Math.min(...ends);
  const says = `Ends ${when(first)}${first === idleEndsAt ? ', if nothing happens in it' : ''}`;
  if (first - now > NEAR_MS) return passed(says);
  return warned({
    what: says,
    why: 'Its end is near: what runs then is waited for, and then the session is over.',
    fix: 'Press Extend in its window or in the list of sessions.',
  });
}

/** "2026-12-02 08:00 UTC": a report is read elsewhere. */
function when(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
