/**
 * The outputs of Terraform as settings: `terraform output -json` gives an object of `{ name: { sensitive, type, value } }`.
 * https://developer.hashicorp.com/terraform/cli/commands/output
 */
import { z } from 'zod';
import type { ClusterSettings } from '../../../preload/settings';
import type { Given } from './given';

/** Which output is which setting. Outputs by other names are told as unknown. */
export const OUTPUTS: Readonly<Record<string, keyof ClusterSettings>> = {
  project: 'project',
  location: 'location',
  cluster_name: 'clusterName',
  namespace: 'namespace',
  service_account: 'serviceAccount',
  pod_template: 'podTemplate',
  image: 'image',
  volume_size: 'volumeSize',
  service_name: 'serviceName',
  ingress_host: 'ingressHost',
  ingress_path: 'ingressPath',
  kubeconfig: 'kubeconfig',
  context: 'context',
  proxy: 'proxy',
  no_proxy: 'noProxy',
};

/** Outputs that are for people and for the other root of terraform/: nothing is said of them. */
const NOT_FOR_THE_APP = [
  'cluster_endpoint',
  'github',
  'image_repository',
  'tenant_accounts',
  'workspaces',
];

const Output = z.object({ sensitive: z.boolean(), type: z.unknown(), value: z.unknown() });
const Outputs = z.record(z.string(), Output).refine((all) => Object.keys(all).length > 0);

/** An output as a setting; empty and null are none. */
function givenOf([name, output]: [string, z.infer<typeof Output>]): Given {
  if (output.sensitive) return { key: name, why: 'it is marked as sensitive' };
  const key = Object.hasOwn(OUTPUTS, name) ? OUTPUTS[name] : undefined;
  if (key === undefined) return { key: name, why: 'no setting has this name' };
  return { key: `cluster.${key}`, value: output.value === '' ? null : output.value };
}

/** What outputs give, or null: the file is something else. A cluster's name also means that it is used. */
export function givenByTerraform(json: unknown): readonly Given[] | null {
  const outputs = Outputs.safeParse(json);
  if (!outputs.success) return null;
  const all = Object.entries(outputs.data).filter(([name]) => !NOT_FOR_THE_APP.includes(name));
  const names = outputs.data['cluster_name'];
  const isNamed = names !== undefined && !names.sensitive && typeof names.value === 'string';
  const way = isNamed && names.value !== '' ? [{ key: 'cluster.way', value: 'gke' }] : [];
  return [...way, ...all.map(givenOf)];
}
