import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULTS, readSettings } from '../../../main/settings/read';
import { Settings } from '../../../preload/contract';

describe('settings', () => {
  test('are the usual ones where nothing was saved', () => {
    expect(readSettings('{}')).toEqual({ settings: DEFAULTS, damage: null });
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

  test('of a newer version are read, without what is not known', () => {
    expect(readSettings('{"theme":"light","hologram":true}')).toEqual({
      settings: { ...DEFAULTS, theme: 'light' },
      damage: null,
    });
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
