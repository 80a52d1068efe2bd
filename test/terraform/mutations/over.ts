// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Terraform’s
import type { Change } from './text';

const MANIFESTS: readonly Change[] = (
  [
    [
      '{ name = name }) },\n  )',
      '{ name = "x" }) },\n  )',
      'Each workspace must be the namespace of its name.',
    ],
    [
      'merge(object.metadata, { namespace = name })',
      'merge(object.metadata, { namespace = "x" })',
      'What is of a workspace must be in it.',
    ],
    [
      'name = account, namespace = name,',
      'name = account, namespace = "x",',
      'What is of a workspace must be in it.',
    ],
    [
      '["NetworkPolicy/allow-metadata"].metadata, { namespace = name })',
      '["NetworkPolicy/allow-metadata"].metadata, { namespace = "x" })',
      'What is of a workspace must be in it.',
    ],
    [
      'for user in sort(workspace.users)',
      'for user in sort(setunion(workspace.users, ["eve@example.com"]))',
      "A workspace must be its own users' alone.",
    ],
    [
      'kind = "Group", name = group',
      'kind = "Group", name = "system:authenticated"',
      "A workspace must be its own groups' alone.",
    ],
    [
      '"pods"                       = tostring(workspace.pods)',
      '"pods"                       = "10"',
      'Each workspace must have its own number of pods.',
    ],
    [
      '"persistentvolumeclaims"     = tostring(workspace.pods)',
      '"persistentvolumeclaims"     = "10"',
      'Each workspace must have its own number of claims.',
    ],
    [
      '"requests.cpu"               = tostring(workspace.pods * 2)',
      '"requests.cpu"               = "20"',
      'What pods ask of processors must be limited.',
    ],
    [
      '"limits.cpu"                 = tostring(workspace.pods * 2)',
      '"limits.cpu"                 = "20"',
      'What pods take of processors must be limited.',
    ],
    [
      '"requests.memory"            = "${workspace.pods * 4}Gi"',
      '"requests.memory"            = "40Gi"',
      'What pods ask of memory must be limited.',
    ],
    [
      '"limits.memory"              = "${workspace.pods * 4}Gi"',
      '"limits.memory"              = "40Gi"',
      'What pods take of memory must be limited.',
    ],
    [
      '"requests.ephemeral-storage" = "${workspace.pods * 6}Gi"',
      '"requests.ephemeral-storage" = "60Gi"',
      "What pods ask of nodes' disks must be limited.",
    ],
    [
      '"limits.ephemeral-storage"   = "${workspace.pods * 6}Gi"',
      '"limits.ephemeral-storage"   = "60Gi"',
      "What pods take of nodes' disks must be limited.",
    ],
    [
      '"requests.storage"           = "${workspace.pods * 10}Gi"',
      '"requests.storage"           = "100Gi"',
      'What claims ask of volumes must be limited.',
    ],
    [
      'join("\\n", local.images)',
      'join("\\n", concat(local.images, ["other"]))',
      'The policy must allow the one image.',
    ],
    [
      'concat(["gamgui-session"], ',
      'concat(["gamgui-session", "default"], ',
      'The policy must allow the accounts of sessions alone.',
    ],
    ['keys(workspace.keyless))', '[])', 'The policy must allow the accounts of sessions alone.'],
    [
      'tostring(workspace.max_hours * 3600)',
      '"604800"',
      "The policy must allow the workspace's own length of life.",
    ],
    [
      'activeDeadlineSeconds = workspace.max_hours * 3600',
      'activeDeadlineSeconds = 604800',
      'Sessions must have a deadline.',
    ],
    [
      'merge(container, { image = var.image })\n          ]',
      'container\n          ]',
      'Sessions must be made from the image.',
    ],
    [
      'var.google_ranges == null ? local.google_spec',
      'true ? local.google_spec',
      "Ranges that are set must replace the manifests'.",
    ],
    [
      'length(workspace.keyless) > 0',
      'length(workspace.keyless) >= 0',
      'The metadata server must be open only where a tenant without a key is.',
    ],
    [
      '"iam.gke.io/gcp-service-account" = google',
      '"iam.gke.io/gcp-service-account" = "x"',
      "Keyless sessions must be their tenant's account.",
    ],
    [
      'local.reaper_job.spec.template.spec.containers : merge(container, { image = var.image })',
      'local.reaper_job.spec.template.spec.containers : container',
      'The reaper must run from the image.',
    ],
    [
      'replicas = var.placeholders',
      'replicas = 5',
      'There must be as many placeholders as are paid for.',
    ],
    [
      'objects = merge([for name',
      'objects = merge({ "ada/Secret/x" = merge(local.read.team["ConfigMap/gamgui-policy"], { metadata = { name = "x", namespace = "ada" } }) }, [for name',
      'A workspace must be all of its objects and no others.',
    ],
    [
      'if key != "Namespace/gamgui-system"',
      'if true',
      'The system must be all of its objects and no others.',
    ],
  ] as const
).map(([from, to, says]): Change => ['manifests.tf', from, to, says]);

/** What Terraform puts over the manifests, and what it tells the app. */
export const OVER: readonly Change[] = [
  ...MANIFESTS,
  [
    'outputs.tf',
    '"gamgui-session"',
    '"other"',
    'The app must be able to read where its sessions are made.',
  ],
  [
    'outputs.tf',
    'one(keys(var.workspaces)) : null',
    '"other" : null',
    'The app must be able to read where its sessions are made.',
  ],
];
