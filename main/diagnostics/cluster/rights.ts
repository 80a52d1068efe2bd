/** What the user may do in the namespace: each verb that the app uses, asked one by one. */
import { z } from 'zod';
import type { Outcome } from '../../../preload/contract';
import type { PodSettings } from '../../backends/kubernetes/reach';
import { ownerHash } from '../../backends/labels';
import { type Check, failed, passed, warned } from '../check';
import { commandField, kubectl, shellLines } from '../commands';
import type { ClusterLook } from './look';
import { orFailed } from './tell';

/** The verbs on one resource that serve one purpose. */
export interface RightGroup {
  readonly id: string;
  readonly title: string;
  /** As RBAC writes it: "pods/exec". */
  readonly resource: string;
  readonly verbs: readonly string[];
  /** What does not work without, a sentence. */
  readonly without: string;
  /** False: sessions can be used without it. */
  readonly isNeeded: boolean;
}

/** What main/backends/kubernetes calls, by these settings. */
export function rightGroups({ podTemplate, volume }: PodSettings): RightGroup[] {
  const groups: (RightGroup | null)[] = [
    {
      id: 'pods',
      title: 'Make, watch and delete pods',
      resource: 'pods',
      verbs: ['create', 'get', 'list', 'watch', 'delete'],
      without: 'Sessions cannot be made, found or removed.',
      isNeeded: true,
    },
    {
      id: 'exec',
      title: 'Open a terminal in a pod',
      resource: 'pods/exec',
      // https://kubernetes.io/docs/reference/access-authn-authz/: exec over WebSocket is `get`, and since 1.35 `create` as well.
      verbs: ['get', 'create'],
      without: 'Since 1.35 Kubernetes wants both get and create, so no terminal can open.',
      isNeeded: true,
    },
    {
      id: 'claims',
      title: volume === null ? 'Look for volumes' : 'Keep files on a volume',
      resource: 'persistentvolumeclaims',
      // Whether a session has one is looked for when it is removed.
      verbs: volume === null ? ['get', 'delete'] : ['get', 'create', 'delete'],
      without: 'Sessions cannot be removed with all that is theirs.',
      isNeeded: true,
    },
    podTemplate === null
      ? null
      : {
          id: 'template',
          title: 'Read the PodTemplate',
          resource: 'podtemplates',
          verbs: ['get'],
          without: 'Sessions cannot be made from the template that the settings name.',
          isNeeded: true,
        },
    {
      id: 'spares',
      title: 'Make a spare pod a session',
      resource: 'pods',
      verbs: ['patch'],
      without: 'No spare pods are made, so each new session waits for its own pod to start.',
      isNeeded: false,
    },
    {
      id: 'log',
      title: 'Read the log of a pod',
      resource: 'pods/log',
      verbs: ['get'],
      without: 'Why a session did not start is told without its last lines.',
      isNeeded: false,
    },
    {
      id: 'events',
      title: 'Read what happens to pods',
      resource: 'events',
      verbs: ['list'],
      without:
        'Diagnostics cannot say what the cluster did with a session, or whether its image is pulled.',
      isNeeded: false,
    },
  ];
  return groups.filter((group) => group !== null);
}

const May = z.object({ status: z.object({ allowed: z.boolean() }) });

export function rightChecks(look: ClusterLook): Check[] {
  return rightGroups(look.settings).map((group) => ({
    id: `may-${group.id}`,
    title: group.title,
    needs: 'user',
    run: ({ signal }) =>
      orFailed(look, 'Not answered', async () => {
        const may = await Promise.all(group.verbs.map((verb) => ask(look, group, verb, signal)));
        return rightOutcome(
          look,
          group,
          group.verbs.filter((_, index) => !may[index]),
        );
      }),
  }));
}

async function ask(
  look: ClusterLook,
  group: RightGroup,
  verb: string,
  signal: AbortSignal,
): Promise<boolean> {
  const [resource, subresource] = group.resource.split('/');
  const { namespace } = look.place;
  const resourceAttributes = { namespace, verb, resource, ...(subresource && { subresource }) };
  const kind = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview' };
  const asked = {
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    doing: { verb: 'create', resource: 'selfsubjectaccessreviews' } as const,
    body: { ...kind, spec: { resourceAttributes } },
  };
  return (await look.reader.read(May, asked, signal)).status.allowed;
}

/** Pure; `missing`: the verbs that are not allowed. */
export function rightOutcome(
  look: Pick<ClusterLook, 'place' | 'user'>,
  group: RightGroup,
  missing: readonly string[],
): Outcome {
  if (missing.length === 0) return passed(`Allowed: ${group.verbs.join(', ')}`);
  const { namespace } = look.place;
  const had = group.verbs.filter((verb) => !missing.includes(verb));
  const may =
    had.length === 0
      ? 'You may not'
      : `You may ${had.join(', ')} ${group.resource} in ${namespace}, but not`;
  const where = had.length === 0 ? ` ${group.resource} in ${namespace}` : '';
  const trouble = {
    what: `Not allowed: ${missing.join(', ')} ${group.resource}`,
    why: `${may} ${missing.join(', ')}${where}. ${group.without}`,
    fix: 'Someone who may change roles there can run:',
    ...commandField(granting(look, group, missing)),
  };
  return group.isNeeded ? failed(trouble) : warned(trouble);
}

/** A role of the user's own with what is missing: it changes nobody else's rights, and has the same name each time. */
function granting(
  { place, user }: Pick<ClusterLook, 'place' | 'user'>,
  { resource }: RightGroup,
  missing: readonly string[],
): string | undefined {
  if (user === null) return undefined;
  const verbs = missing.join(',');
  const what = `${missing.join('-')}-${resource.replace('/', '-')}`;
  const name = `gamgui-${ownerHash(user.name).slice(0, 8)}-${what}`;
  return shellLines(
    kubectl(place, ['create', 'role', name, `--verb=${verbs}`, `--resource=${resource}`]),
    kubectl(place, ['create', 'rolebinding', name, `--role=${name}`, `--user=${user.name}`]),
  );
}
