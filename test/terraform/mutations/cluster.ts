import type { Argument } from '../support/sources';
import { ACCESS } from './cluster-access';
import { NODES } from './cluster-nodes';
import { PLACES } from './cluster-places';
import { RECORDS } from './cluster-records';
import type { Mutation } from './mutation';
import { type Exempt, mutationsOf, untouched } from './text';

const CHANGES = [...NODES, ...PLACES, ...ACCESS, ...RECORDS];

/** What keeps nothing safe. */
const EXEMPT: readonly Exempt[] = [
  [/\.(name|title|description|display_name|mime_type|content)$/, 'for people'],
  [
    /\.(role_id|workload_identity_pool_id|workload_identity_pool_provider_id|repository_id|range_name|cleanup_policies\.id)$/,
    'a name, which others refer to',
  ],
  [/^google_service_account\.account_id$/, 'the name of the nodes’ account'],
  [/\.dashboard_json$/, 'what is looked at by choice'],
  [/cost_management_config/, 'tells what things cost'],
  [
    /\.(combiner|evaluation_interval|duration|notification_rate_limit\.period)$/,
    'how often it is told',
  ],
  [/\.aggregation_interval$/, 'how finely flows are told'],
  [/_ports?_per_vm$|_port_allocation$|_independent_mapping$/, 'how many connections there may be'],
  [/\.(attribute_mapping|query|filter)$/, 'what is in it has its own'],
  [/repository\.format$/, 'a registry of no other kind takes images'],
];

/** What keeps the cluster safe, each thing made another. */
export const CLUSTER: readonly Mutation[] = mutationsOf('cluster', CHANGES);

const nameOf = ({ type, path, name }: Argument) =>
  [type, path, name].filter((part) => part !== '').join('.');

const UNTOUCHED = untouched('cluster', CLUSTER);

/** Arguments that no assertion is on, and nobody says why not; and exemptions of nothing. */
export const FORGOTTEN: readonly string[] = [
  ...UNTOUCHED.filter((one) => !EXEMPT.some(([fields]) => fields.test(nameOf(one)))).map(
    (one) => `${one.file}:${one.line} ${nameOf(one)}`,
  ),
  ...EXEMPT.filter(([fields]) => !UNTOUCHED.some((one) => fields.test(nameOf(one)))).map(
    ([, why]) => why,
  ),
];
