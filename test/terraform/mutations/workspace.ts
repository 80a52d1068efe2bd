import { MORE } from './added';
import {
  type Exempt,
  type Field,
  fieldsOfManifests,
  type Keeps,
  mutationOf,
  other,
  pathOf,
} from './manifests';
import type { Mutation } from './mutation';
import { OVER } from './over';
import { SYSTEM } from './system';
import { TEAM } from './team';
import { mutationsOf } from './text';

const KEEPS: Keeps = { ...TEAM, ...SYSTEM };
const FIELDS = fieldsOfManifests();

/** The words of the assertion on a field, or undefined: there is none. */
function saysOf(field: Field): string | undefined {
  const path = pathOf(field);
  const named = Object.entries(KEEPS[field.object] ?? {});
  return named.find(([start]) => path === start || path.startsWith(`${start}.`))?.[1];
}

const nameOf = (field: Field) => `${field.object}: ${pathOf(field)}`;

/** What keeps nothing safe, or is looked at elsewhere. */
const EXEMPT: readonly Exempt[] = [
  [/: (apiVersion|kind|metadata\.name)$/, 'which object it is: all are counted by these'],
  [/^(?!.*\/(reaper|placeholder):).*: metadata\.namespace$/, 'Terraform puts the workspace there'],
  [/(abels\.app\.kubernetes\.io\/(name|part-of)|: description)$/, 'for people and selectors'],
  [/validations\.\d+\.message(Expression)?$/, 'words of a refusal'],
  [/\/(gamgui-session|reaper): \S+\.containers\.0\.image$/, 'Terraform puts the image there'],
  [/annotations\.iam\.gke\.io/, 'Terraform puts the tenant’s account there'],
  [/containers\.0\.(name|imagePullPolicy)$/, 'the image is named by its digest'],
  [/(HistoryLimit|startingDeadlineSeconds|ttlSecondsAfterFinished)$/, 'what is kept of rounds'],
  [/NetworkPolicy\/deny-all: spec\.policyTypes$/, 'each way is in added.ts'],
  [/NetworkPolicy\/allow-google: spec\.egress\.0\.to\.[1-9]/, 'one range is as the other'],
];

function isExempt(field: Field): boolean {
  return EXEMPT.some(([fields]) => fields.test(nameOf(field)));
}

/** What keeps a workspace safe, each thing made another: in the manifests, or in what Terraform puts over them. */
export const WORKSPACE: readonly Mutation[] = [
  ...FIELDS.flatMap((field) => {
    const says = saysOf(field);
    return says === undefined || isExempt(field) ? [] : [mutationOf(field, says, other(field))];
  }),
  ...MORE,
  ...mutationsOf('workspace', OVER),
];

/** Fields that no assertion is on, and nobody says why not; and exemptions of nothing. */
export const FORGOTTEN: readonly string[] = [
  ...FIELDS.filter((field) => saysOf(field) === undefined && !isExempt(field)).map(nameOf),
  ...EXEMPT.filter(([fields]) => !FIELDS.some((field) => fields.test(nameOf(field)))).map(
    ([, why]) => why,
  ),
];
