import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { migrated, VERSION } from '../../../main/settings/migrations';
import { readSettings } from '../../../main/settings/read';
import { DEFAULTS, Settings } from '../../../preload/contract';

describe('settings', () => {
  test('are the usual ones where nothing was saved', () => {
    expect(readSettings('{}')).toEqual({ settings: DEFAULTS, damage: null, newer: false });
  });

  test('keep the good values beside a bad one, and say which is bad', () => {
    const { settings, damage } = readSettings('{"theme":"dark","fontSize":900}');
    expect(settings).toEqual({ ...DEFAULTS, theme: 'dark' });
    expect(damage).toBe('fontSize cannot be used');
  });

  test('keep the cluster beside one bad name of it', () => {
    const text = '{"cluster":{"way":"kubeconfig","context":"prod","namespace":"Not One"}}';
    const { settings, damage } = readSettings(text);
    expect(settings.cluster).toMatchObject({ way: 'kubeconfig', context: 'prod', namespace: null });
    expect(damage).toBe('cluster.namespace cannot be used');
  });

  test('of a newer version are read as far as they are known, and told apart', () => {
    const newer = { version: VERSION + 1, theme: 'light', hologram: true };
    expect(readSettings(JSON.stringify(newer))).toEqual({
      settings: { ...DEFAULTS, theme: 'light' },
      damage: null,
      newer: true,
    });
  });

  test('without a version are of version 0: the life of the last session is now a setting', () => {
    const last = { tenant: 'demo', backend: 'local', size: 'large' };
    const old = { theme: 'dark', fontSize: 900, lastSession: { ...last, lifeMs: 7_200_000 } };
    const { settings, damage, newer } = readSettings(JSON.stringify(old));
    expect(settings).toMatchObject({ theme: 'dark', lifeMs: 7_200_000, lastSession: last });
    expect(damage).toBe('fontSize cannot be used');
    expect(newer).toBe(false);
  });

  test('of this version are not migrated again', () => {
    const last = { tenant: 'demo', backend: 'local', size: 'large', lifeMs: 7_200_000 };
    const { settings } = readSettings(JSON.stringify({ version: VERSION, lastSession: last }));
    expect(settings.lifeMs).toBe(DEFAULTS.lifeMs);
  });

  test.each(['-1', '1.5', '"1"', 'null', '[]'])('of version %s are damaged', (version) => {
    expect(readSettings(`{"version":${version},"theme":"dark"}`)).toMatchObject({
      settings: DEFAULTS,
      damage: 'its version is none',
    });
  });

  test('migrate whatever is in them without an end', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
        const once = migrated(fields);
        expect(migrated({ ...once, version: VERSION })).toEqual({ ...once, version: VERSION });
      }),
    );
  });

  test.each(['', '{"theme":', '[]', 'null', '"text"', '\u0000'])('of %j are damaged', (text) => {
    const { settings, damage } = readSettings(text);
    expect(settings).toEqual(DEFAULTS);
    expect(damage).not.toBeNull();
  });

  test('are always usable, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(Settings.safeParse(readSettings(text).settings).success).toBe(true);
      }),
    );
  });
});
