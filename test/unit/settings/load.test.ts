/** The settings as an app finds them: what this version did not write is kept beside. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSettings } from '../../../main/settings/load';
import { VERSION } from '../../../main/settings/migrations';
import { DEFAULTS } from '../../../preload/contract';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (text: string) => writeFileSync(join(folder, 'settings.json'), text);
/** The one file that was kept, and what is in it. */
function kept(): [string, string] {
  const [name = '', ...more] = readdirSync(folder);
  expect(more).toEqual([]);
  return [name, readFileSync(join(folder, name), 'utf8')];
}

test('an old file loads where it is', () => {
  const last = { tenant: 'demo', backend: 'local', size: 'large' };
  write(JSON.stringify({ theme: 'dark', lastSession: { ...last, lifeMs: null } }));
  const { settings, notice } = loadSettings(folder);
  expect(notice).toBeNull();
  expect(settings).toMatchObject({ theme: 'dark', lifeMs: null, lastSession: last });
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

test('a file of a newer version is kept aside as it is, and said', () => {
  const newer = JSON.stringify({ version: VERSION + 7, theme: 'light', hologram: { depth: 3 } });
  write(newer);
  const { settings, notice } = loadSettings(folder);
  expect(settings.theme).toBe('light');
  expect(notice?.code).toBe('settings-newer');
  const [name, text] = kept();
  expect(name).toMatch(/^settings\.newer-/);
  expect(notice?.fix).toContain(name);
  expect(text).toBe(newer);
});

test('a damaged file is kept aside as it is, and said', () => {
  write('{"theme":');
  const { settings, notice } = loadSettings(folder);
  expect(settings).toEqual(DEFAULTS);
  expect(notice?.code).toBe('settings-damaged');
  expect(kept()[1]).toBe('{"theme":');
});
