/** What a file of settings would change: value by value, and nothing before it was looked at. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownFile } from '../../../main/settings/exchange/own-file';
import { type Around, applied, planOf } from '../../../main/settings/exchange/plan';
import { OUTPUTS } from '../../../main/settings/exchange/terraform';
import { DEFAULTS } from '../../../preload/contract';
import { Settings } from '../../../preload/settings';

const around: Around = { settings: DEFAULTS, platform: 'linux', variableOf: () => null };

function plan(json: unknown, at: Around = around) {
  const planned = planOf(JSON.stringify(json), at);
  if (typeof planned === 'string') throw new Error(planned);
  return planned;
}

const own = (fields: object) => ({ kind: 'GamGUI settings', version: 1, ...fields });
const output = (value: unknown, sensitive = false) => ({ sensitive, type: 'string', value });

describe('an own file', () => {
  test('carries all that is not of one computer, and changes nothing where it came from', () => {
    const settings: Settings = {
      ...DEFAULTS,
      theme: 'dark',
      toldClose: true,
      shortcuts: { find: 'Ctrl+Shift+G' },
      cluster: { ...DEFAULTS.cluster, namespace: 'gam-lena' },
    };
    const text = ownFile(settings);
    expect(text).not.toMatch(/toldClose|lastSession|drawerWidth/);
    expect(plan(JSON.parse(text), { ...around, settings })).toMatchObject({
      changes: [],
      refused: [],
    });
    const planned = plan(JSON.parse(text));
    expect(planned.changes.map(({ key, from, to }) => [key, from, to])).toEqual([
      ['theme', 'system', 'dark'],
      ['cluster.namespace', '', 'gam-lena'],
      ['shortcuts.find', '', 'Ctrl+Shift+G'],
    ]);
    expect(applied(DEFAULTS, planned)).toEqual({ ...settings, toldClose: false });
  });

  test('is refused value by value, each with its reason', () => {
    const file = own({
      fontSize: 900,
      theme: 'dark',
      hologram: 1,
      toldClose: true,
      cluster: { namespace: 'Not One', proxy: 'http://lena:Pa55word@p:1', image: 'team/gam:1' },
      shortcuts: { copy: 'Ctrl+C', paste: 'Cmd+V', find: 'Ctrl+Shift+K', dance: 'Ctrl+Shift+G' },
    });
    const { changes, refused } = plan(file);
    expect(changes.map(({ key }) => key)).toEqual(['theme', 'cluster.image']);
    const why = Object.fromEntries(refused.map((one) => [one.key, one.why]));
    expect(why).toMatchObject({
      hologram: 'no setting has this name',
      toldClose: 'it is of another computer alone',
      'cluster.proxy': 'a name and a password cannot be kept here: give them by HTTPS_PROXY',
      'shortcuts.copy': 'without Shift it is the shell’s',
      'shortcuts.paste': 'it is the desktop’s',
      'shortcuts.find': '“Clear the scrollback” has it',
      'shortcuts.dance': 'no act has this name',
    });
    expect(Object.keys(why)).toContain('fontSize');
    expect(JSON.stringify({ changes, refused })).not.toContain('Pa55word');
  });

  test('may give a key to another act where the first one gives it up', () => {
    const { changes, refused } = plan(own({ shortcuts: { find: 'Ctrl+Shift+K', clear: null } }));
    expect(refused).toEqual([]);
    expect(changes).toHaveLength(2);
  });

  test('of version 0 is brought up to date', () => {
    const file = own({ version: 0, lastSession: { lifeMs: 7_200_000 } });
    expect(plan(file).changes).toMatchObject([{ key: 'lifeMs', to: '7200000' }]);
  });
});

describe('outputs of Terraform', () => {
  test('become settings of the cluster by their names', () => {
    const file = {
      project: output('larkfield-prod'),
      location: output('europe-west1'),
      cluster_name: output('workspace-tools'),
      namespace: output('gam-lena'),
      service_account: output('gamgui-session'),
      ingress_path: output('gam'),
      pod_template: output(''),
      signing_key: output('s3cret', true),
      bucket: output('logs'),
    };
    const planned = plan(file);
    expect(planned.kind).toBe('terraform');
    const { cluster } = applied(DEFAULTS, planned);
    expect(cluster).toEqual({
      ...DEFAULTS.cluster,
      way: 'gke',
      project: 'larkfield-prod',
      location: 'europe-west1',
      clusterName: 'workspace-tools',
      namespace: 'gam-lena',
      serviceAccount: 'gamgui-session',
    });
    expect(planned.refused).toEqual([
      { key: 'cluster.ingressPath', why: 'it must begin with “/”' },
      { key: 'signing_key', why: 'it is marked as sensitive' },
      { key: 'bucket', why: 'no setting has this name' },
    ]);
    expect(planned.same).toBe(1);
    expect(JSON.stringify(planned)).not.toContain('s3cret');
  });

  test('that are for people and for the other root are not spoken of', () => {
    const planned = plan({ project: output('larkfield-prod'), image_repository: output('x') });
    expect(planned.changes.map(({ key }) => key)).toEqual(['cluster.project']);
    expect(planned.refused).toEqual([]);
  });

  test('have names as Terraform writes them', () => {
    for (const name of Object.keys(OUTPUTS)) expect(name).toMatch(/^[a-z][a-z_]*$/);
  });
});

test('what the environment gives goes before what is imported, and that is said', () => {
  const at = { ...around, variableOf: () => 'K8S_NAMESPACE' };
  expect(plan(own({ cluster: { namespace: 'gam-lena' } }), at).changes).toMatchObject([
    { key: 'cluster.namespace', behind: 'K8S_NAMESPACE' },
  ]);
});

test.each([
  ['not JSON', '{"theme":', 'it is not JSON'],
  ['something else', '{"apiVersion":"v1"}', 'it holds neither settings of GamGUI nor'],
  ['nothing', '{}', 'it holds neither'],
  ['no version', '{"kind":"GamGUI settings","version":"x"}', 'its version is none'],
])('a file that is %s is not read', (_what, text, why) =>
  expect(planOf(text, around)).toContain(why),
);

test('whatever a file holds, the settings stay settings', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()), (any, fields) => {
      for (const json of [any, own(fields), own({ cluster: fields, shortcuts: fields })]) {
        const planned = planOf(JSON.stringify(json), around);
        if (typeof planned !== 'string')
          expect(Settings.safeParse(applied(DEFAULTS, planned)).success).toBe(true);
      }
    }),
  );
});
