/** What the roots give is what the app's settings take, as `terraform output -json` prints it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { planOf } from '../../main/settings/exchange/plan';
import { OUTPUTS } from '../../main/settings/exchange/terraform';
import { DEFAULTS } from '../../preload/settings';
import { type Copy, copyOf } from './support/terraform';

const State = z.object({
  test_state: z.object({ outputs: z.record(z.string(), z.unknown()) }),
});

/** The outputs of the first run that was applied. */
function outputsIn(stdout: string): Record<string, unknown> {
  const lines = stdout.split('\n').filter((line) => line.includes('"test_state"'));
  const [state] = lines.map((line) => State.parse(JSON.parse(line)));
  return state?.test_state.outputs ?? {};
}

describe('terraform/cluster', () => {
  let copy: Copy;
  let outputs: Record<string, unknown>;
  beforeAll(async () => {
    copy = copyOf('cluster');
    const flags = ['-json', '-verbose', '-filter=tests/outputs.tftest.hcl'];
    outputs = outputsIn((await copy.run('test', ...flags)).stdout);
  });
  afterAll(() => copy.remove());

  test('outputs choose the cluster', () => {
    const around = { settings: DEFAULTS, platform: 'linux', variableOf: () => null };
    const plan = planOf(JSON.stringify(outputs), around);
    if (typeof plan === 'string') throw new Error(plan);
    const changed = plan.changes.map(({ key, to }) => [key, to]);
    expect(Object.fromEntries(changed)).toEqual({
      'cluster.way': 'gke',
      'cluster.project': 'example-gamgui',
      'cluster.location': 'europe-west1',
      'cluster.clusterName': 'gamgui',
    });
    expect(plan.refused).toEqual([]);
  });

  test('what is no setting is for terraform/workspace and people', () => {
    const others = Object.keys(outputs).filter((name) => !Object.hasOwn(OUTPUTS, name));
    expect(others.sort()).toEqual(['cluster_endpoint', 'image_repository', 'tenant_accounts']);
  });
});
