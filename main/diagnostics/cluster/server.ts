/** The API server: whether it is one, which, whose clock it goes by, as whom it knows the user, and how far it is. */
import { z } from 'zod';
import type { Outcome } from '../../../preload/contract';
import { statusOf } from '../../backends/kubernetes/rest/status';
import { type Check, failed, passed, unchecked, warned } from '../check';
import { clockOutcome } from '../clock';
import { commandField } from '../commands';
import { commandFor } from './fixes';
import type { ClusterLook } from './look';
import { orFailed } from './tell';
import { versionOutcome } from './versions';

const VERSION = { path: '/version', doing: { verb: 'get', resource: 'version' } } as const;
const Version = z.object({ gitVersion: z.string() });
const Review = z.object({
  status: z.object({
    userInfo: z.object({ username: z.string().min(1), groups: z.array(z.string()).nullish() }),
  }),
});

/** In the order of what they need. */
export function serverChecks(look: ClusterLook): Check[] {
  return [
    {
      id: 'answers',
      title: 'Cluster reachable',
      needs: 'tls',
      run: ({ signal }) => orFailed(look, 'No answer of a cluster', () => answers(look, signal)),
    },
    {
      id: 'versions',
      title: 'Versions',
      needs: 'answers',
      run: async () =>
        look.version === null
          ? unchecked('The cluster tells its version only to those it knows.')
          : versionOutcome(look.version),
    },
    {
      id: 'clock',
      title: 'Clock',
      needs: 'answers',
      run: async ({ signal }) => {
        const sent = Date.now();
        const { headers } = await look.reader.reply(VERSION, signal);
        return clockOutcome(headers.date, sent, Date.now());
      },
    },
    {
      id: 'user',
      title: 'Who you are',
      needs: 'answers',
      run: ({ signal, names }) =>
        orFailed(look, 'Not accepted', async () => {
          const asked = {
            path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
            doing: { verb: 'create', resource: 'selfsubjectreviews' } as const,
            body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
          };
          const { status } = await look.reader.read(Review, asked, signal);
          const { username, groups } = status.userInfo;
          look.user = { name: names.add('user', username), groups: groups ?? [] };
          return passed(username);
        }),
    },
    {
      id: 'latency',
      title: 'Distance',
      needs: 'answers',
      run: async ({ signal }) => latencyOutcome(await roundTrips(look, signal)),
    },
  ];
}

/** A server that asks who one is answers as a cluster too. */
async function answers(look: ClusterLook, signal: AbortSignal): Promise<Outcome> {
  const { status, text } = await look.reader.reply(VERSION, signal);
  const { host } = look.reader.connection;
  const { data } = Version.safeParse(status === 200 ? json(text) : null);
  look.version = data?.gitVersion ?? null;
  if (data !== undefined) return passed(host);
  const said = statusOf(text);
  if (said !== null && (status === 401 || status === 403)) return passed(host);
  return failed({
    what: `It answered ${status}`,
    why: 'What answers there does not answer as an API server does.',
    fix: 'Check the address of the cluster, and what is on the way: a proxy or a sign-in page may answer in its place.',
    ...commandField(
      commandFor({ code: 'not-a-cluster' }, { place: look.place, settings: look.settings, host }),
    ),
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const TRIPS = 4;

/** How long so many requests took, one after the other, ms. */
async function roundTrips(look: ClusterLook, signal: AbortSignal): Promise<number[]> {
  const all: number[] = [];
  while (all.length < TRIPS) {
    const since = performance.now();
    await look.reader.reply(VERSION, signal);
    all.push(performance.now() - since);
  }
  return all;
}

/** Above this a terminal feels slow. ms */
const SLOW_MS = 250;

/** From the times of some requests, ms, of which the first may have had to connect. Pure. */
export function latencyOutcome(trips: readonly number[]): Outcome {
  const best = Math.round(Math.min(...trips));
  const says = `There and back in ${best} ms`;
  if (best <= SLOW_MS) return passed(says);
  return warned({
    what: says,
    why: `Each key shows only after that long; over ${SLOW_MS} ms a terminal feels slow.`,
    fix: 'Check the network and a VPN, or use a cluster in a region near you.',
  });
}
