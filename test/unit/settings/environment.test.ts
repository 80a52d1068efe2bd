/** Where settings come from, whatever the environment says. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectiveSettings } from '../../../main/settings/effective';
import { resolveAll } from '../../../main/settings/environment';
import { TABLE } from '../../../main/settings/table';
import { CLUSTER_DEFAULTS, EffectiveSetting, SettingKey } from '../../../preload/contract';

const NONE = CLUSTER_DEFAULTS;
const VARIABLES = Object.values(TABLE).flatMap(({ variables }) => [...variables]);
const anyEnvironment = fc.dictionary(
  fc.constantFrom(...VARIABLES),
  fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme-ascii' })),
);

/** A DNS label. */
const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);

describe('any environment', () => {
  test('gives settings that can be used, each with where it comes from', () =>
    fc.assert(
      fc.property(anyEnvironment, (env) => {
        const { list } = effectiveSettings(NONE, env);
        expect(list.map(({ key }) => key)).toEqual(SettingKey.options);
        for (const setting of list) EffectiveSetting.parse(setting);
        const all = resolveAll(NONE, env);
        for (const key of SettingKey.options) {
          const { value, origin, why, given } = all[key];
          if (value !== null) expect(TABLE[key].schema.safeParse(value).success).toBe(true);
          expect(why !== undefined).toBe(origin === 'default-instead');
          expect(given !== undefined).toBe(origin === 'default-instead');
        }
      }),
    ));

  test('never shows a control character, nor more of a bad value than a line', () =>
    fc.assert(
      fc.property(anyEnvironment, (env) => {
        for (const { why = '' } of effectiveSettings(NONE, env).list) {
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is sought
          expect(why).not.toMatch(/[\u0000-\u001f\u007f\u202a-\u202e]/);
          expect(why.length).toBeLessThan(1000);
        }
      }),
    ));

  test('never shows the password of a proxy, nor the secret', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9:@/?#%]{0,20}$/), (more) => {
        const env = {
          HTTPS_PROXY: `http://user:Pa55word${more}@proxy.example:8080`,
          GAMGUI_OAUTH_CLIENT_SECRET: `GOCSPX-Pa55word${more}`,
        };
        expect(JSON.stringify(effectiveSettings(NONE, env).list)).not.toContain('Pa55word');
      }),
    ));

  test('takes every label as a namespace, before what is saved', () =>
    fc.assert(
      fc.property(label, (name) => {
        const all = resolveAll({ ...NONE, namespace: 'kept' }, { K8S_NAMESPACE: name });
        expect(all.namespace).toEqual({
          value: name,
          origin: 'environment',
          variable: 'K8S_NAMESPACE',
        });
      }),
    ));
});

describe('a setting', () => {
  test('is the default, then what is saved, then what the environment gives', () => {
    expect(resolveAll(NONE, {}).namespace).toMatchObject({ value: 'gamgui', origin: 'default' });
    const saved = { ...NONE, namespace: 'team' };
    expect(resolveAll(saved, {}).namespace).toMatchObject({ value: 'team', origin: 'saved' });
    expect(resolveAll(saved, { K8S_NAMESPACE: '' }).namespace.origin).toBe('saved');
  });

  test('that is given wrongly is the default instead, and says why', () => {
    const { ingressPath } = resolveAll(NONE, { K8S_INGRESS_PATH: 'gam' });
    expect(ingressPath).toEqual({
      value: '/',
      origin: 'default-instead',
      variable: 'K8S_INGRESS_PATH',
      given: 'gam',
      why: '“gam” cannot be a path: it must begin with “/”. The default is used.',
    });
  });

  test.each([
    ['K8S_NAMESPACE', 'Team'],
    ['K8S_NAMESPACE', '-a'],
    ['K8S_NAMESPACE', 'a'.repeat(64)],
    ['K8S_NAMESPACE', 'a\n'],
    ['K8S_SERVICE_ACCOUNT', 'a..b'],
    ['K8S_SERVICE_NAME', '1st'],
    ['K8S_INGRESS_HOST', 'https://gam.example'],
    ['K8S_IMAGE', 'an image'],
    ['K8S_IMAGE', 'team/gamgui@sha256:12'],
    ['K8S_VOLUME_SIZE', '0'],
    ['K8S_VOLUME_SIZE', '-1Gi'],
    ['K8S_VOLUME_SIZE', '1 GB'],
    ['GKE_CLUSTER_LOCATION', 'Belgium'],
    ['GKE_CLUSTER_NAME', 'x'.repeat(41)],
    ['GOOGLE_CLOUD_PROJECT', 'My Project'],
    ['HTTPS_PROXY', 'socks5://proxy.example:1080'],
    ['HTTPS_PROXY', 'http://'],
    ['KUBECONFIG', '/a\u0000b'],
    ['GAMGUI_OAUTH_CLIENT_ID', '1234'],
  ])('%s cannot be %j', (variable, value) => {
    const list = effectiveSettings(NONE, { [variable]: value }).list;
    expect(list.find((one) => one.variable === variable)?.origin).toBe('default-instead');
  });

  test('may be a list of files, as KUBECONFIG is', () => {
    expect(effectiveSettings(NONE, { KUBECONFIG: '/a/config:/b/config' }).kubeconfig).toBe(
      '/a/config:/b/config',
    );
  });
});

describe('the cluster', () => {
  const GKE = {
    GKE_CLUSTER_NAME: 'tools',
    GKE_CLUSTER_LOCATION: 'europe-west1',
    GOOGLE_CLOUD_PROJECT: 'larkfield-tools',
  };
  const SAVED = { ...NONE, way: 'kubeconfig' as const, context: 'prod' };

  test('is the one that was chosen, in the namespace that is set', () => {
    expect(effectiveSettings(SAVED, { K8S_NAMESPACE: 'team' })).toMatchObject({
      place: { way: 'kubeconfig', files: null, context: 'prod', namespace: 'team' },
      trouble: null,
    });
  });

  test('is none before one is chosen, also where KUBECONFIG is set', () =>
    expect(effectiveSettings(NONE, { KUBECONFIG: '/a' })).toMatchObject({
      place: null,
      trouble: null,
    }));

  test('that the environment names goes before the one that was chosen', () =>
    expect(effectiveSettings(SAVED, GKE).place).toMatchObject({
      way: 'gke',
      cluster: 'tools',
      location: 'europe-west1',
      project: 'larkfield-tools',
    }));

  test('can be in the project that the credentials have', () => {
    const { GOOGLE_CLOUD_PROJECT: _, ...env } = GKE;
    expect(effectiveSettings(NONE, env, 'own-project').place).toMatchObject({
      project: 'own-project',
    });
  });

  test('that is named in part says what is not set', () => {
    const { place, trouble } = effectiveSettings(SAVED, { GKE_CLUSTER_NAME: 'tools' });
    expect(place).toBeNull();
    expect(trouble?.message).toBe(
      'The cluster cannot be used: GKE_CLUSTER_LOCATION and GOOGLE_CLOUD_PROJECT are not set.',
    );
  });

  test('that is named wrongly is never another one', () => {
    const { place, trouble } = effectiveSettings(SAVED, { ...GKE, GKE_CLUSTER_NAME: 'Tools!' });
    expect(place).toBeNull();
    expect(trouble).toMatchObject({ code: 'bad-setting' });
    expect(effectiveSettings(SAVED, { K8S_CONTEXT: 'a\nb' }).place).toBeNull();
  });
});

test('a bad proxy of the environment is passed on, so that nothing goes around it', () => {
  const { network } = effectiveSettings(NONE, { HTTPS_PROXY: 'socks5://proxy.example' });
  expect(network.proxy).toBe('socks5://proxy.example');
});
