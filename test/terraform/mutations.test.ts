// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Terraform’s
/** Each argument that keeps the cluster safe has an assertion: changed, it fails, with that assertion's own words. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testsOf } from './support/results';
import { type Copy, copyOf } from './support/terraform';

/** A file, what stands in it, what is put there, and how the assertion that must fail begins. */
type Mutation = readonly [file: string, from: string, to: string, says: string];

const MUTATIONS: readonly Mutation[] = [
  [
    'cluster.tf',
    'deletion_protection = var.deletion_protection',
    'deletion_protection = false',
    'The cluster must be protected',
  ],
  [
    'cluster.tf',
    'enable_autopilot    = true',
    'enable_autopilot    = false',
    'The cluster must be Autopilot',
  ],
  [
    'cluster.tf',
    'enable_private_nodes    = true',
    'enable_private_nodes    = false',
    'Nodes must have no public address',
  ],
  [
    'cluster.tf',
    'enable_private_endpoint = true',
    'enable_private_endpoint = false',
    'The API server must have no public address',
  ],
  [
    'cluster.tf',
    'ip_endpoints_config {\n      enabled = false',
    'ip_endpoints_config {\n      enabled = true',
    'The API server must be reached by its name alone',
  ],
  [
    'cluster.tf',
    'allow_external_traffic = true',
    'allow_external_traffic = false',
    'The API server’s name must be reachable',
  ],
  ['cluster.tf', '"ADVANCED_DATAPATH"', '"LEGACY_DATAPATH"', 'Dataplane V2 must enforce'],
  [
    'cluster.tf',
    '"${var.project}.svc.id.goog"',
    '"other.svc.id.goog"',
    'Pods must become accounts by Workload Identity',
  ],
  [
    'cluster.tf',
    'issue_client_certificate = false',
    'issue_client_certificate = true',
    'No client certificate may be issued',
  ],
  [
    'cluster.tf',
    'security_group = authenticator_groups_config.value',
    'security_group = "x"',
    'Groups must be known',
  ],
  [
    'cluster.tf',
    'service_account = google_service_account.nodes.email',
    'service_account = "default"',
    'Nodes must be an account of their own',
  ],
  [
    'cluster.tf',
    'channel = var.release_channel',
    'channel = "UNSPECIFIED"',
    'The cluster must get security patches',
  ],
  [
    'cluster.tf',
    '"VULNERABILITY_BASIC"',
    '"VULNERABILITY_DISABLED"',
    'Workloads must be looked at',
  ],
  ['cluster.tf', '"WORKLOADS", "APISERVER"]', '"WORKLOADS"]', 'The API server’s log must be kept'],
  [
    'nodes.tf',
    'roles/container.defaultNodeServiceAccount',
    'roles/editor',
    'Nodes must have no role',
  ],
  [
    'nodes.tf',
    'roles/artifactregistry.reader',
    'roles/artifactregistry.admin',
    'Nodes must only read images',
  ],
  [
    'network.tf',
    'auto_create_subnetworks = false',
    'auto_create_subnetworks = true',
    'The network must have the one subnet',
  ],
  [
    'network.tf',
    'private_ip_google_access = true',
    'private_ip_google_access = false',
    'Nodes must reach Google',
  ],
  ['network.tf', '"INCLUDE_ALL_METADATA"', '"EXCLUDE_ALL_METADATA"', 'Flows must be logged'],
  ['network.tf', 'enable = true', 'enable = false', 'The way out must be NAT'],
  ['registry.tf', 'immutable_tags = true', 'immutable_tags = false', 'A tag must never mean'],
  ['registry.tf', '"INHERITED"', '"DISABLED"', 'Images must be scanned'],
  [
    'registry.tf',
    'cleanup_policy_dry_run = false',
    'cleanup_policy_dry_run = true',
    'Old images must be removed',
  ],
  [
    'registry.tf',
    'local.versions_of_image * var.keep_images',
    'var.keep_images',
    'The newest ten images must be kept',
  ],
  [
    'access.tf',
    '"container.clusters.get"]',
    '"container.clusters.get", "container.pods.exec"]',
    'People must reach the cluster, and nothing in it',
  ],
  [
    'access.tf',
    'role    = "roles/container.clusterViewer"',
    'role    = "roles/container.developer"',
    'People must find the cluster',
  ],
  [
    'access.tf',
    'role    = google_project_iam_custom_role.connect.id',
    'role    = "roles/container.admin"',
    'People must reach the cluster by the role',
  ],
  [
    'keyless.tf',
    '[${namespace}/${tenant.service_account}]',
    '[${namespace}/default]',
    'Only the named service accounts',
  ],
  [
    'keyless.tf',
    'roles/iam.workloadIdentityUser',
    'roles/iam.serviceAccountAdmin',
    'Sessions must become the tenant’s account',
  ],
  [
    'keyless.tf',
    'roles/iam.serviceAccountTokenCreator',
    'roles/iam.serviceAccountKeyAdmin',
    'A tenant’s account must sign for itself',
  ],
  [
    'keyless.tf',
    'roles/iam.serviceAccountViewer',
    'roles/iam.serviceAccountAdmin',
    'A tenant’s account must only look',
  ],
  [
    'keyless.tf',
    'roles/secretmanager.secretAccessor',
    'roles/secretmanager.admin',
    'A tenant’s account must read its own secret',
  ],
  [
    'keyless.tf',
    'deletion_protection = var.deletion_protection',
    'deletion_protection = false',
    'Secrets must be protected',
  ],
  ['keyless.tf', 'location = var.location', 'location = "us-east1"', 'Secrets must stay'],
  [
    'audit.tf',
    'log_type = "DATA_READ"',
    'log_type = "ADMIN_READ"',
    'Reading and writing must be logged',
  ],
  [
    'audit.tf',
    '    "iamcredentials.googleapis.com",\n',
    '',
    'The cluster, signing and secrets must be audited',
  ],
  [
    'audit.tf',
    'retention_days = var.audit_retention_days',
    'retention_days = 1',
    'Audit logs must be kept',
  ],
  ['audit.tf', 'cloudaudit.googleapis.com/data_access', 'other', 'Audit logs must go'],
  [
    'backup.tf',
    'include_secrets     = false',
    'include_secrets     = true',
    'Backups must hold no secrets',
  ],
  [
    'backup.tf',
    'backup_delete_lock_days = var.backup.lock_days',
    'backup_delete_lock_days = 0',
    'Nobody may remove',
  ],
  ['backup.tf', '"MERGE_SKIP_ON_CONFLICT"', '"DELETE_AND_RESTORE"', 'A restore must leave'],
  [
    'delivery.tf',
    "assertion.repository == '${var.github_repository}'",
    'true',
    'Workflows of other repositories',
  ],
  [
    'delivery.tf',
    'https://token.actions.githubusercontent.com',
    'https://example.com',
    'Only GitHub’s word',
  ],
  [
    'delivery.tf',
    'environment = "production"',
    'environment = "plan"',
    'A workflow must be in the environment',
  ],
  ['delivery.tf', '"roles/viewer", ', '"roles/editor", ', 'A plan must change nothing'],
  [
    'delivery.tf',
    'roles/containeranalysis.occurrences.viewer',
    'roles/containeranalysis.admin',
    'The workflow of images must read what a scan found',
  ],
  [
    'delivery.tf',
    'roles/artifactregistry.writer',
    'roles/artifactregistry.admin',
    'The workflow of images must push',
  ],
  [
    'delivery.tf',
    'var.github_repository == null ? 0 : 1\n\n  workload_identity_pool_id = ',
    'var.github_repository == null ? 1 : 1\n\n  workload_identity_pool_id = ',
    'Without a repository no workflow',
  ],
];

describe('terraform/cluster', () => {
  let copy: Copy;
  let said: string;
  beforeAll(async () => {
    copy = copyOf('cluster');
    for (const [file, from, to] of MUTATIONS) {
      const path = join(copy.folder, file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no “${from}” to change`);
      writeFileSync(
        path,
        text.replace(from, () => to),
      );
    }
    const { stdout } = await copy.run('test', '-json', '-filter=tests/security.tftest.hcl');
    said = [...testsOf(stdout).values()].join('\n');
  });
  afterAll(() => copy.remove());

  test.each(MUTATIONS)('%s: %s → %s', (_file, _from, _to, says) => {
    expect(said).toContain(says);
  });
});

test('each assertion on safety has its mutation', () => {
  const { folder, remove } = copyOf('cluster');
  const text = readFileSync(join(folder, 'tests', 'security.tftest.hcl'), 'utf8');
  remove();
  const messages = [...text.matchAll(/error_message = "(.*)"/g)].map(([, message = '']) => message);
  const without = messages.filter(
    (message) => !MUTATIONS.some(([, , , says]) => message.startsWith(says)),
  );
  expect(without).toEqual([]);
});
