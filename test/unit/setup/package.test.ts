/** What electron-builder is told: of a certificate, and of where releases are. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bakedRepository, Repository } from '../../../main/updates/repository';
import { updates, withoutEmptyCertificate } from '../../../setup/steps/package.mjs';

test('a certificate that is not set is none', () => {
  const env = { CSC_LINK: '', CSC_KEY_PASSWORD: '', OTHER: '' };
  expect(withoutEmptyCertificate(env)).toEqual({ OTHER: '' });
});

test('one that is set stays', () => {
  const env = { CSC_LINK: 'a-certificate', CSC_KEY_PASSWORD: 'a password' };
  expect(withoutEmptyCertificate(env)).toEqual(env);
});

describe('where releases are', () => {
  /** What electron-builder is told to put into package.json, as it reads it. */
  function baked(from: string): unknown {
    const [setting] = updates({ GAMGUI_UPDATES_FROM: from }).filter((one) =>
      one.startsWith('extraMetadata.'),
    );
    const [name, value] = setting?.replace('extraMetadata.', '').split('=') ?? [];
    return name === undefined ? {} : { [name]: value };
  }

  /** What the app finds in a package.json. */
  function found(json: unknown): string | null {
    const folder = mkdtempSync(join(tmpdir(), 'gamgui-package-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'package.json'), JSON.stringify(json));
    return bakedRepository(folder);
  }

  const own: object = JSON.parse(readFileSync('package.json', 'utf8'));

  test('is written into the app, which finds it, and into the metadata of updates', () => {
    expect(found({ ...own, ...Object(baked('owner/name')) })).toBe('owner/name');
    expect(updates({ GAMGUI_UPDATES_FROM: 'owner/name' })).toEqual(
      expect.arrayContaining(['publish.owner=owner', 'publish.repo=name']),
    );
  });

  test('is nowhere unless it is named', () => {
    for (const env of [{}, { GAMGUI_UPDATES_FROM: '' }]) expect(updates(env)).toEqual([]);
    expect(found(own)).toBe(null);
    expect(found({ ...own, updatesFrom: 'https://evil.example/x' })).toBe(null);
    expect(bakedRepository('/nonexistent')).toBe(null);
  });

  test.each(['owner', 'owner/', 'a/b/c', 'a/..', 'a b/c', 'https://github.com/a/b', 'a/b\n'])(
    'cannot be %j',
    (from) => {
      expect(() => updates({ GAMGUI_UPDATES_FROM: from })).toThrow('is no repository');
      expect(Repository.safeParse(from).success).toBe(false);
    },
  );
});
