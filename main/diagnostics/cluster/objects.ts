/** What an administrator has prepared in the namespace: service account, role bindings, network policies. */
import { z } from 'zod';
import type { Outcome } from '../../../preload/contract';
import { type Check, passed, warned } from '../check';
import { commandField, kubectl } from '../commands';
import type { ClusterLook, ClusterUser } from './look';
import { ifReadable } from './tell';

const Named = z.object({ metadata: z.object({ name: z.string() }) });
const Binding = Named.extend({
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: z.array(z.object({ kind: z.string(), name: z.string() })).nullish(),
});
type Binding = z.infer<typeof Binding>;

export function objectChecks(look: ClusterLook): Check[] {
  const { serviceAccount } = look.settings;
  return [
    {
      id: 'service-account',
      title: 'Service account',
      needs: 'user',
      run: ({ signal, names }) => {
        const name = names.add('object', serviceAccount ?? 'default');
        const unreadable =
          'You may not read service accounts; “Admission of a session” says whether it is there.';
        return ifReadable(look, { what: `There is no ${name}`, unreadable }, async () => {
          await look.get(Named, { resource: 'serviceaccounts', name }, signal);
          return passed(name);
        });
      },
    },
    {
      id: 'bindings',
      title: 'Role bindings',
      needs: 'user',
      run: ({ signal, names }) => {
        const unreadable =
          'You may not list role bindings; what you may do was asked verb by verb above.';
        return ifReadable(look, { what: 'Not read', unreadable }, async () => {
          const what = { resource: 'rolebindings', group: 'rbac.authorization.k8s.io' };
          const all = await look.list(Binding, what, signal);
          for (const { metadata, roleRef } of all) {
            names.add('object', metadata.name);
            names.add('object', roleRef.name);
          }
          return bindingsOutcome(all, look.user);
        });
      },
    },
    {
      id: 'network-policies',
      title: 'Network policies',
      needs: 'user',
      run: ({ signal, names }) => {
        const unreadable = 'You may not list the network policies of the namespace.';
        return ifReadable(look, { what: 'Not read', unreadable }, async () => {
          const what = { resource: 'networkpolicies', group: 'networking.k8s.io' };
          const all = await look.list(Named, what, signal);
          const found = all.map(({ metadata }) => names.add('object', metadata.name));
          return policiesOutcome(found, look);
        });
      },
    },
  ];
}

/** Which bindings of the namespace name the user or a group of theirs. Pure. */
export function bindingsOutcome(bindings: readonly Binding[], user: ClusterUser | null): Outcome {
  const isTheirs = ({ kind, name }: { kind: string; name: string }) =>
    kind === 'User' ? name === user?.name : kind === 'Group' && user?.groups.includes(name);
  const own = bindings.filter(({ subjects }) => subjects?.some(isTheirs));
  if (own.length === 0)
    return passed('None of the namespace names you: your rights come from elsewhere');
  return passed(
    own
      .map(({ metadata, roleRef }) => `${metadata.name} (${roleRef.kind} ${roleRef.name})`)
      .join(', '),
  );
}

/** Without a policy a pod reaches everything, and everything in the cluster reaches it. Pure. */
export function policiesOutcome(
  found: readonly string[],
  { place }: Pick<ClusterLook, 'place'>,
): Outcome {
  if (found.length > 0) return passed(found.join(', '));
  return warned({
    what: 'There is none',
    why: `A session in ${place.namespace} reaches every address that its node reaches, and other pods reach it. GAM needs only Google’s.`,
    fix: 'Ask whoever keeps the cluster for a policy. What there is:',
    ...commandField(kubectl(place, ['get', 'networkpolicies'])),
  });
}
