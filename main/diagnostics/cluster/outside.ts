/** What the settings name for a gateway: the service, what is behind it, and the ingress in front. Sessions do not need them. */
import { request } from 'node:https';
import { z } from 'zod';
import type { Outcome } from '../../../preload/contract';
import { networkFailure } from '../../backends/kubernetes/rest/failures-network';
import { type Check, passed, warned } from '../check';
import { commandField, kubectl, shellLine } from '../commands';
import type { ClusterLook } from './look';
import { ifReadable } from './tell';

const Service = z.object({ metadata: z.object({ name: z.string() }) });
const Slice = z.object({
  endpoints: z
    .array(z.object({ conditions: z.object({ ready: z.boolean().nullish() }).nullish() }))
    .nullish(),
});
const Ingress = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z
    .object({ rules: z.array(z.object({ host: z.string().optional() })).nullish() })
    .optional(),
});
type Slice = z.infer<typeof Slice>;

const NOT_NEEDED = 'Sessions do not need it; links from outside do.';

/** None where the settings name none. */
export function outsideChecks(look: ClusterLook): Check[] {
  const { service, host, path } = look.settings.gateway;
  return [
    ...(service === null ? [] : serviceChecks(look, service)),
    ...(host === null ? [] : ingressChecks(look, host, path ?? '/')),
  ];
}

function serviceChecks(look: ClusterLook, name: string): Check[] {
  return [
    {
      id: 'service',
      title: 'Service',
      needs: 'user',
      run: ({ signal, names }) => {
        const words = {
          what: `There is no ${names.add('object', name)}`,
          unreadable: 'You may not read services.',
        };
        return asWarning(
          ifReadable(look, words, async () => {
            await look.get(Service, { resource: 'services', name }, signal);
            return passed(name);
          }),
          kubectl(look.place, ['get', 'services']),
        );
      },
    },
    {
      id: 'endpoints',
      title: 'Pods behind the service',
      needs: 'service',
      run: ({ signal }) => {
        const words = { what: 'Not read', unreadable: 'You may not list endpoint slices.' };
        return ifReadable(look, words, async () => {
          const query = `labelSelector=${encodeURIComponent(`kubernetes.io/service-name=${name}`)}`;
          const what = { resource: 'endpointslices', group: 'discovery.k8s.io', query };
          return endpointsOutcome(await look.list(Slice, what, signal), name, look);
        });
      },
    },
  ];
}

/** How many pods are ready behind the service. Pure. */
export function endpointsOutcome(
  slices: readonly Slice[],
  service: string,
  { place }: Pick<ClusterLook, 'place'>,
): Outcome {
  // Not said means ready, by the API's own words.
  const ready = slices
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false).length;
  if (ready > 0) return passed(ready === 1 ? '1 ready' : `${ready} ready`);
  const slicesOf = ['get', 'endpointslices', '-l', `kubernetes.io/service-name=${service}`];
  return warned({
    what: 'None is ready',
    why: `The service ${service} has no ready pod behind it. ${NOT_NEEDED}`,
    fix: 'Look at what it selects:',
    ...commandField(kubectl(place, slicesOf)),
  });
}

function ingressChecks(look: ClusterLook, host: string, path: string): Check[] {
  return [
    {
      id: 'ingress',
      title: 'Ingress',
      needs: 'user',
      run: ({ signal, names }) => {
        names.add('host', host);
        const words = { what: 'Not read', unreadable: 'You may not list ingresses.' };
        return ifReadable(look, words, async () => {
          const what = { resource: 'ingresses', group: 'networking.k8s.io' };
          const all = await look.list(Ingress, what, signal);
          const found = all.find(({ spec }) => spec?.rules?.some((rule) => rule.host === host));
          if (found !== undefined) return passed(names.add('object', found.metadata.name));
          return warned({
            what: `None for ${host}`,
            why: `No ingress of ${look.place.namespace} has a rule for ${host}. ${NOT_NEEDED}`,
            fix: 'Check the host in the settings. What there is:',
            ...commandField(kubectl(look.place, ['get', 'ingresses'])),
          });
        });
      },
    },
    {
      id: 'ingress-answers',
      title: 'Ingress answers',
      needs: 'user',
      run: async ({ signal }) => {
        const command = commandField(shellLine('curl', '-v', `https://${host}${path}`));
        try {
          const status = await statusOf(look, host, path, signal);
          return ingressOutcome(status, host, command);
        } catch (error) {
          signal.throwIfAborted();
          const to = { host, proxy: look.network.proxy };
          const { message, fix } = networkFailure(error, 'The ingress does not answer', to);
          return warned({
            what: host,
            why: `${message} ${NOT_NEEDED}`,
            fix: fix ?? '',
            ...command,
          });
        }
      },
    },
  ];
}

/** From the status that was answered. Pure. */
export function ingressOutcome(
  status: number,
  host: string,
  command: { command?: string },
): Outcome {
  if (status < 500) return passed(`${host}: ${status}`);
  return warned({
    what: `${host}: ${status}`,
    why: `What is behind the ingress cannot answer. ${NOT_NEEDED}`,
    fix: 'Look at the pods behind its service. The whole answer:',
    ...command,
  });
}

function statusOf(
  look: ClusterLook,
  host: string,
  path: string,
  signal: AbortSignal,
): Promise<number> {
  const agent = look.network.agent(host);
  return new Promise((resolve, reject) => {
    const sent = request({ host, path, method: 'HEAD', agent, signal });
    sent.once('response', (reply) => {
      reply.resume();
      resolve(reply.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end();
  });
}

/** What sessions do not need is no failure. */
async function asWarning(coming: Promise<Outcome>, command: string | undefined): Promise<Outcome> {
  const outcome = await coming;
  if (outcome.kind !== 'failed') return outcome;
  const { kind: _, why, ...rest } = outcome;
  return warned({ ...rest, ...commandField(command), why: `${why} ${NOT_NEEDED}` });
}
