import { mutationOf } from './manifests';
import type { Mutation } from './mutation';

/** An object, where in it, what is put there, and the words of the assertion that must fail. */
type Added = readonly [object: string, path: string, value: unknown, says: string];

const NOTHING_ELSE = 'A session must reach nothing that no other policy allows.';
const POLICY = 'ValidatingAdmissionPolicy/gamgui-session-pods';

/** What must not be there, or not so. */
const ADDED: readonly Added[] = [
  ['NetworkPolicy/deny-all', 'spec.policyTypes', ['Egress'], 'Nothing must reach a session.'],
  ['NetworkPolicy/deny-all', 'spec.ingress', [{}], 'Nothing must reach a session.'],
  ['NetworkPolicy/deny-all', 'spec.policyTypes', ['Ingress'], NOTHING_ELSE],
  ['NetworkPolicy/deny-all', 'spec.egress', [{}], NOTHING_ELSE],
  ['NetworkPolicy/allow-dns', 'spec.egress.1', {}, 'Names must be asked of name servers alone.'],
  [
    'NetworkPolicy/allow-google',
    'spec.egress.0.to.1.ipBlock.cidr',
    '10.0.0.0/16',
    'Sessions must reach nothing inside by way of Google.',
  ],
  [
    'NetworkPolicy/allow-metadata',
    'spec.egress.2',
    { to: [], ports: [] },
    'Identities must be asked of the metadata server alone.',
  ],
  ['NetworkPolicy/reaper', 'spec.ingress', [{}], 'Nothing must reach the reaper.'],
  [
    'NetworkPolicy/reaper',
    'spec.egress.1',
    {},
    'The reaper must reach names and the API server alone.',
  ],
  [
    'Role/gamgui-user',
    'rules.9',
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    'Users must have no other rights.',
  ],
  ['CronJob/reaper', 'spec.suspend', true, 'The reaper must come every ten minutes.'],
  [
    'Deployment/placeholder',
    `spec.template.spec.containers.0.command`,
    ['sh'],
    'Placeholders must do nothing.',
  ],
  [POLICY, 'spec.matchConditions', [{ expression: 'false' }], 'The policy must judge all pods.'],
  [
    POLICY,
    'spec.validations.18',
    { expression: 'true', message: 'x' },
    'Each rule of the policy must say what it refuses.',
  ],
  [
    POLICY,
    'spec.validations.1.message',
    'the annotation gamgui.dev/owner never changes',
    'Each rule of the policy must say what it refuses.',
  ],
  ...ofTheNode(
    'PodTemplate/gamgui-session',
    'template.spec',
    'Sessions must have nothing of their node.',
  ),
  ...ofTheNode(
    'CronJob/reaper',
    'spec.jobTemplate.spec.template.spec',
    'The reaper must have nothing of its node.',
  ),
  ...ofTheNode(
    'Deployment/placeholder',
    'spec.template.spec',
    'Placeholders must have nothing of their node.',
  ),
];

function ofTheNode(object: string, spec: string, says: string): Added[] {
  const other = { name: 'other', image: 'evil.example/miner:1' };
  const fields: [string, unknown][] = [
    ...['hostNetwork', 'hostPID', 'hostIPC'].map((name): [string, boolean] => [name, true]),
    ['volumes', [{ name: 'root', hostPath: { path: '/' } }]],
    ['containers.1', other],
    ['initContainers', [other]],
  ];
  return fields.map(([name, value]) => [object, `${spec}.${name}`, value, says]);
}

const inside = (path: string) =>
  path.split('.').map((name) => (/^\d+$/.test(name) ? Number(name) : name));

/** What must not be there in the manifests, or not so, each thing put there. */
export const MORE: readonly Mutation[] = [
  ...ADDED.map(([object, path, value, says]) =>
    mutationOf({ object, path: inside(path) }, says, value),
  ),
  mutationOf(
    {
      object: 'Namespace/gamgui-system',
      path: ['metadata', 'labels', 'gamgui.dev/workspace'],
    },
    'No session must be made beside the reaper.',
    'true',
  ),
];
