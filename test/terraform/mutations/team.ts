import type { Keeps } from './manifests';

/** What of the objects of each workspace keeps it safe, and the words of the assertion that says so. */
export const TEAM: Keeps = {
  'Namespace/gamgui': {
    'metadata.labels.pod-security.kubernetes.io/enforce':
      'Namespaces must enforce the restricted profile.',
    'metadata.labels.pod-security.kubernetes.io/enforce-version':
      'Namespaces must enforce the newest version of the profile.',
    'metadata.labels.pod-security.kubernetes.io/warn':
      'Whoever makes a pod that is not restricted must be warned.',
    'metadata.labels.pod-security.kubernetes.io/audit':
      'A pod that is not restricted must be in the audit log.',
    'metadata.labels.gamgui.dev/workspace': 'Namespaces must be under the admission policy.',
  },
  'ServiceAccount/gamgui-session': {
    automountServiceAccountToken: 'Sessions must have no token.',
  },
  'ServiceAccount/gamgui-keyless': {
    automountServiceAccountToken: 'Keyless sessions must have no token either.',
  },
  'Role/gamgui-user': {
    'rules.0': 'Users must make, see, claim and remove pods, and not rewrite them.',
    'rules.1': 'Users must be able to enter pods: get and create.',
    'rules.2': 'Users must make and remove claims, and not list them.',
    'rules.3': 'Users must read the logs of pods and the templates, and not change those.',
    'rules.4': 'Users must see what their limits are, and not change them.',
    'rules.5': 'Users must see whether a name is there, and nothing of Secrets.',
    'rules.6': 'Users must see which connections are allowed, and allow none.',
    'rules.7': 'Users must see what a service leads to, and not lead it elsewhere.',
    'rules.8': 'Users must see who has rights, and give none.',
  },
  'RoleBinding/gamgui-users': {
    roleRef: 'Users must have the role of users alone.',
    subjects: 'Nobody must be a user before they are named.',
  },
  'Role/gamgui-reaper': {
    rules: 'The reaper must list and delete alone.',
  },
  'RoleBinding/gamgui-reaper': {
    roleRef: 'The reaper must have its own role alone.',
    subjects: 'Nobody but the reaper must be the reaper.',
  },
  'ResourceQuota/gamgui-sessions': {
    'spec.hard.pods': 'Each workspace must have its own number of pods.',
    'spec.hard.persistentvolumeclaims': 'Each workspace must have its own number of claims.',
    'spec.hard.requests.cpu': 'What pods ask of processors must be limited.',
    'spec.hard.limits.cpu': 'What pods take of processors must be limited.',
    'spec.hard.requests.memory': 'What pods ask of memory must be limited.',
    'spec.hard.limits.memory': 'What pods take of memory must be limited.',
    'spec.hard.requests.ephemeral-storage': "What pods ask of nodes' disks must be limited.",
    'spec.hard.limits.ephemeral-storage': "What pods take of nodes' disks must be limited.",
    'spec.hard.requests.storage': 'What claims ask of volumes must be limited.',
  },
  'LimitRange/gamgui-sessions': {
    'spec.limits.0.type': 'Containers and claims must have limits.',
    'spec.limits.1.type': 'Containers and claims must have limits.',
    'spec.limits.0.default': 'A container that names no limits must have small ones.',
    'spec.limits.0.defaultRequest': 'A container that asks for nothing must be counted.',
    'spec.limits.0.max': 'No container may be larger than the largest session.',
    'spec.limits.0.min': 'No container may ask for next to nothing.',
    'spec.limits.1.max': 'No claim may be larger than a large volume.',
  },
  'NetworkPolicy/deny-all': {
    'spec.podSelector': 'Every pod must be denied what no other policy allows.',
  },
  'NetworkPolicy/allow-dns': {
    'spec.podSelector': 'What is allowed must be allowed to every session.',
    'spec.policyTypes': 'What is allowed must be ways out alone.',
    'spec.egress.0.to': 'Names must be asked of name servers alone.',
    'spec.egress.0.ports': 'Name servers must be reached on port 53 alone.',
  },
  'NetworkPolicy/allow-google': {
    'spec.podSelector': 'What is allowed must be allowed to every session.',
    'spec.policyTypes': 'What is allowed must be ways out alone.',
    'spec.egress.0.to.0': "Sessions must reach Google's addresses, and not all there are.",
    'spec.egress.0.ports': 'Google must be reached on port 443 alone.',
  },
  'NetworkPolicy/allow-metadata': {
    'spec.podSelector': 'The metadata server must be open to every session there.',
    'spec.policyTypes': 'The metadata server must be a way out alone.',
    'spec.egress.0.to': 'Identities must be asked of the metadata server alone.',
    'spec.egress.1.to': 'Identities must be asked of the metadata server alone.',
    'spec.egress.0.ports': 'The metadata server must be reached on its own ports alone.',
    'spec.egress.1.ports': 'The metadata server must be reached on its own ports alone.',
  },
  'ConfigMap/gamgui-policy': {
    data: "The manifests' own settings must allow the one image, two accounts and seven days.",
  },
  'PodTemplate/gamgui-session': {
    'template.spec.serviceAccountName': 'Sessions must be the account without rights.',
    'template.spec.automountServiceAccountToken': 'Sessions must hold no token.',
    'template.spec.enableServiceLinks': 'Sessions must not be told what else there is.',
    'template.spec.activeDeadlineSeconds': 'Sessions must have a deadline.',
    'template.spec.restartPolicy': 'Sessions that have ended must stay so.',
    'template.spec.securityContext': 'Sessions must not be root, and call little of the kernel.',
    'template.spec.containers.0.securityContext': 'Sessions must be restricted.',
  },
};
