/** The namespace of the sessions: whether it is there, and how strict it is. */
import { z } from 'zod';
import type { Outcome } from '../../../preload/contract';
import { type Check, failed, passed, unchecked, warned } from '../check';
import { commandField, kubectl } from '../commands';
import type { ClusterLook } from './look';
import { ifReadable } from './tell';

const Namespace = z.object({
  metadata: z.object({ labels: z.record(z.string(), z.string()).optional() }),
  status: z.object({ phase: z.string().optional() }).optional(),
});

/** https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
const ENFORCE = 'pod-security.kubernetes.io/enforce';

export function namespaceChecks(look: ClusterLook): Check[] {
  return [
    {
      id: 'namespace',
      title: 'Namespace',
      needs: 'user',
      run: ({ signal }) => {
        const words = {
          what: 'Not there',
          unreadable:
            'You may not read namespaces; “Admission of a session” says whether it is there.',
        };
        return ifReadable(look, words, () => namespace(look, signal));
      },
    },
    {
      id: 'pod-security',
      title: 'Pod Security',
      needs: 'namespace',
      run: async () => podSecurityOutcome(look),
    },
  ];
}

async function namespace(look: ClusterLook, signal: AbortSignal): Promise<Outcome> {
  const { namespace: name } = look.place;
  const what = { resource: 'namespaces', name, namespaced: false };
  const { metadata, status } = await look.get(Namespace, what, signal);
  look.labels = metadata.labels ?? {};
  if (status?.phase !== 'Terminating') return passed(name);
  return failed({
    what: 'It is being removed',
    why: `The namespace ${name} is being removed, with all that is in it: nothing can be made there.`,
    fix: 'Wait until it is gone and made anew, or choose another namespace.',
    ...commandField(kubectl(look.place, ['get', 'namespace', name, '-o', 'yaml'], false)),
  });
}

/** GamGUI's pods keep to the restricted profile; the namespace can hold all pods to it. */
export function podSecurityOutcome({
  labels,
  place,
}: Pick<ClusterLook, 'labels' | 'place'>): Outcome {
  if (labels === null) return unchecked('The labels of the namespace may not be read.');
  const level = labels[ENFORCE];
  if (level === 'restricted') return passed('restricted is enforced');
  const fix = 'Sessions need nothing more. Someone who may change the namespace can run:';
  const label = ['label', 'namespace', place.namespace, '--overwrite', `${ENFORCE}=restricted`];
  return warned({
    what: level === undefined ? 'Nothing is enforced' : `${level} is enforced`,
    why: `The pods of GamGUI keep to the restricted profile by themselves, but whoever can make pods in ${place.namespace} can make others.`,
    fix,
    ...commandField(kubectl(place, label, false)),
  });
}
