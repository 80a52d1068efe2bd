import type { Keeps } from './manifests';

/** What of the objects that a cluster has once keeps it safe, and the words of the assertion that says so. */
export const SYSTEM: Keeps = {
  'Namespace/gamgui-system': {
    'metadata.labels.pod-security.kubernetes.io/enforce':
      "The system's namespace must enforce the restricted profile.",
    'metadata.labels.pod-security.kubernetes.io/enforce-version':
      "The system's namespace must enforce its newest version.",
  },
  'NetworkPolicy/reaper': {
    'metadata.namespace': 'What serves all workspaces must be where no user may do anything.',
    'spec.podSelector': 'Every pod of the system must be denied what it does not need.',
    'spec.policyTypes': 'Nothing must reach the reaper.',
    'spec.egress.0.ports': 'The reaper must reach names and the API server alone.',
  },
  'PriorityClass/gamgui-placeholder': {
    value: 'Placeholders must give way to sessions.',
    preemptionPolicy: 'Placeholders must never take the place of a session.',
    globalDefault: 'Nobody else must have the class of placeholders.',
  },
  'Deployment/placeholder': {
    'metadata.namespace': 'What serves all workspaces must be where no user may do anything.',
    'spec.replicas': 'There must be as many placeholders as are paid for.',
    'spec.template.spec.priorityClassName': 'Placeholders must have their class.',
    'spec.template.spec.terminationGracePeriodSeconds': 'Placeholders must give way at once.',
    'spec.template.spec.automountServiceAccountToken': 'Placeholders must hold no token.',
    'spec.template.spec.enableServiceLinks': 'Placeholders must not be told what else there is.',
    'spec.template.spec.securityContext':
      'Placeholders must not be root, and call little of the kernel.',
    'spec.template.spec.containers.0.image': 'Placeholders must do nothing.',
    'spec.template.spec.containers.0.resources.requests':
      'Placeholders must hold the room of a session.',
    'spec.template.spec.containers.0.resources.limits':
      'Placeholders must take no more than a session.',
    'spec.template.spec.containers.0.securityContext': 'Placeholders must be restricted.',
  },
  'ServiceAccount/reaper': {
    'metadata.namespace': 'What serves all workspaces must be where no user may do anything.',
    automountServiceAccountToken: 'The reaper alone must hold its token.',
  },
  'ClusterRole/gamgui-reaper-workspaces': {
    rules: 'Of the cluster the reaper must list namespaces alone.',
  },
  'ClusterRoleBinding/gamgui-reaper-workspaces': {
    roleRef: 'Of the cluster the reaper must have that role alone.',
    subjects: 'Nobody but the reaper must have that role.',
  },
  'CronJob/reaper': {
    'metadata.namespace': 'What serves all workspaces must be where no user may do anything.',
    'spec.schedule': 'The reaper must come every ten minutes.',
    'spec.concurrencyPolicy': 'There must be one reaper at a time.',
    'spec.jobTemplate.spec.activeDeadlineSeconds':
      'A reaper that hangs must end before the next one.',
    'spec.jobTemplate.spec.backoffLimit': 'A reaper that fails must wait for its next time.',
    'spec.jobTemplate.spec.template.spec.restartPolicy':
      'A reaper that fails must wait for its next time.',
    'spec.jobTemplate.spec.template.spec.serviceAccountName': 'The reaper must be its own account.',
    'spec.jobTemplate.spec.template.spec.automountServiceAccountToken':
      'The reaper alone must hold its token.',
    'spec.jobTemplate.spec.template.spec.enableServiceLinks':
      'The reaper must not be told what else there is.',
    'spec.jobTemplate.spec.template.spec.securityContext':
      'The reaper must not be root, and call little of the kernel.',
    'spec.jobTemplate.spec.template.spec.containers.0.command': 'The reaper must do nothing else.',
    'spec.jobTemplate.spec.template.spec.containers.0.resources.requests':
      'The reaper must have what it takes.',
    'spec.jobTemplate.spec.template.spec.containers.0.resources.limits':
      'The reaper must take little.',
    'spec.jobTemplate.spec.template.spec.containers.0.securityContext':
      'The reaper must be restricted.',
  },
  'ValidatingAdmissionPolicy/gamgui-session-pods': {
    'spec.failurePolicy': 'What the policy cannot judge must be refused.',
    'spec.paramKind': 'The settings of the policy must be a ConfigMap.',
    'spec.matchConstraints': 'The policy must judge each pod that is made or changed.',
    'spec.variables.0': 'The policy must know what is new.',
    'spec.variables.1': 'The policy must look at all containers.',
    'spec.variables.2': 'The policy must look at the image of each.',
    'spec.variables.3': "The policy must take the images from the workspace's settings.",
    'spec.variables.4': "The policy must take the accounts from the workspace's settings.",
    'spec.variables.5': "The policy must take the longest life from the workspace's settings.",
    'spec.variables.6': 'The policy must look at the account.',
    'spec.variables.7': 'The policy must look at the owner.',
    'spec.variables.8': 'The policy must know the owner before.',
    'spec.variables.9': 'The policy must look at the labels.',
    'spec.variables.10': 'The policy must know the labels before.',
    'spec.variables.11': 'The policy must know what was a spare pod.',
    'spec.validations.0.expression': 'A pod must have an owner.',
    'spec.validations.1.expression': 'The owner must be who makes the pod.',
    'spec.validations.2.expression': 'The owner must never change.',
    'spec.validations.3.expression': 'A pod must be marked as GamGUI’s.',
    'spec.validations.4.expression': 'A pod must say its owner and its session.',
    'spec.validations.5.expression': 'The marks of owner and session must never change.',
    'spec.validations.6.expression': 'A session must never become a spare pod.',
    'spec.validations.7.expression': 'Images must be on the list.',
    'spec.validations.8.expression': 'The image must never change.',
    'spec.validations.9.expression': 'Accounts must be on the list.',
    'spec.validations.10.expression': 'Tokens must be in no pod.',
    'spec.validations.11.expression': 'A pod must have a deadline that is not too late.',
    'spec.validations.12.expression': 'No pod may choose its node.',
    'spec.validations.13.expression': 'No pod may be in the networks and processes of its node.',
    'spec.validations.14.expression': 'No pod may read the disk of its node.',
    'spec.validations.15.expression': 'No container may be privileged, or become so.',
    'spec.validations.16.expression': 'No container may be root.',
    'spec.validations.17.expression': 'No container may have capabilities.',
  },
  'ValidatingAdmissionPolicyBinding/gamgui-session-pods': {
    'spec.policyName': 'The policy must be in force.',
    'spec.validationActions': 'The policy must refuse.',
    'spec.paramRef': 'The policy must refuse where its settings are missing.',
    'spec.matchResources': 'The policy must be in force in every workspace.',
  },
};
