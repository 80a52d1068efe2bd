/** Saving back: fingerprints as the agent's, nothing overwritten that was changed, nothing written that is not GAM's. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aboutFile, type ChangedFile, type SavedFile } from '../../../main/tenants/changed-file';
import { fingerprint } from '../../../main/tenants/gam/fingerprint';
import { saveInFolder } from '../../../main/tenants/gam/save-folder';
import { planOf } from '../../../main/tenants/save-target';
import { TenantId } from '../../../preload/contract';
import { PLANTED, signIn, writeGamFolder } from './gam-folders';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-saving-'));
  writeGamFolder(folder, { DEFAULT: 'larkfield.example', nord: 'nordlicht.example' });
});
afterEach(() => rmSync(folder, { recursive: true }));

const OWN = () => ({ folder, section: 'nord' });
const path = () => join(folder, 'nord', 'oauth2.txt');

/** As GAM would leave it after `gam oauth create`. */
function changed(): ChangedFile {
  const text = JSON.stringify(signIn('nordlicht.example', { refresh_token: '1//new' }), null, 2);
  return {
    name: 'oauth2.txt',
    text,
    now: fingerprint(text),
    first: fingerprint(readFileSync(path(), 'utf8')),
  };
}

test('fingerprints are the agent’s, for any file', () => {
  const files = fc.sample(
    fc.oneof(
      fc
        .dictionary(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.constantFrom('token', 'refresh_token', 'scopes'),
          ),
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.integer(),
            fc.boolean(),
            fc.array(fc.string()),
          ),
        )
        .map((value) => JSON.stringify(value, null, 1)),
      fc.string(),
    ),
    200,
  );
  const script = [
    'import json, sys, hashlib',
    'from gamgui_agent.gam.credentials import _lasting',
    'print(json.dumps([hashlib.sha256(_lasting("oauth2.txt", text.encode())).hexdigest() for text in json.load(sys.stdin)]))',
  ].join('\n');
  const told = spawnSync('python3', ['-c', script], {
    input: JSON.stringify(files),
    env: { ...process.env, PYTHONPATH: join(import.meta.dirname, '../../../agent') },
    encoding: 'utf8',
  });
  expect(told.stderr).toBe('');
  expect(files.map(fingerprint)).toEqual(JSON.parse(told.stdout));
});

test('what GAM changed is the section’s own file afterwards, for its owner alone', async () => {
  const file = changed();
  await saveInFolder([file], OWN());
  expect(readFileSync(path(), 'utf8')).toBe(file.text);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'nord')).filter((name) => name.includes('gamgui'))).toEqual([]);
});

test('a file that GAM refreshed here meanwhile is no other one', async () => {
  const file = changed();
  writeFileSync(path(), JSON.stringify(signIn('nordlicht.example', { token: 'ya29.later' })));
  await saveInFolder([file], OWN());
  expect(readFileSync(path(), 'utf8')).toBe(file.text);
});

test('one that was changed meanwhile is not overwritten, and no other one is written then', async () => {
  const file = changed();
  const text = '{"installed":{}}';
  const client: ChangedFile = { name: 'client_secrets.json', text, now: '', first: '' };
  writeFileSync(
    path(),
    JSON.stringify(signIn('nordlicht.example', { refresh_token: '1//theirs' })),
  );
  const before = readFileSync(path(), 'utf8');
  rmSync(join(folder, 'nord', 'client_secrets.json'));
  await expect(saveInFolder([client, file], OWN())).rejects.toMatchObject({
    code: 'changed-meanwhile',
    message: expect.stringContaining('oauth2.txt'),
  });
  expect(readFileSync(path(), 'utf8')).toBe(before);
  expect(readdirSync(join(folder, 'nord')).sort()).toEqual(['oauth2.txt', 'oauth2service.json']);
});

test('a save that was broken off after its first file is finished by the next', async () => {
  const file = changed();
  const service = join(folder, 'nord', 'oauth2service.json');
  const before = readFileSync(service, 'utf8');
  const key: ChangedFile = {
    name: 'oauth2service.json',
    text: before.replace('"abc"', '"def"'),
    now: '',
    first: fingerprint(before),
  };
  writeFileSync(path(), file.text);
  await saveInFolder([file, key], OWN());
  expect(readFileSync(service, 'utf8')).toBe(key.text);
});

test('a file that is a link stays one, and the file that it leads to is written', async () => {
  const file = changed();
  const real = join(folder, 'elsewhere.txt');
  renameSync(path(), real);
  symlinkSync(real, path());
  await saveInFolder([file], OWN());
  expect(lstatSync(path()).isSymbolicLink()).toBe(true);
  expect(readFileSync(real, 'utf8')).toBe(file.text);
});

test('what a killed save left beside a file is gone after the next, and nothing else', async () => {
  const left = `${path()}.gamgui-0123456789abcdef`;
  const others = [`${path()}.gamgui-backup`, `${path()}.mine`];
  for (const name of [left, ...others]) writeFileSync(name, 'x');
  await saveInFolder([changed()], OWN());
  expect(existsSync(left)).toBe(false);
  expect(others.every((name) => existsSync(name))).toBe(true);
});

test('one that appeared meanwhile is not overwritten', async () => {
  await expect(saveInFolder([{ ...changed(), first: '' }], OWN())).rejects.toMatchObject({
    code: 'changed-meanwhile',
  });
});

test('what is none of GAM’s files is refused without a word of it', () => {
  for (const text of ['#!/bin/sh', '{}', JSON.stringify({ refresh_token: '' }), PLANTED.refresh]) {
    const about = () => aboutFile({ name: 'oauth2.txt', text }, 'n.example');
    expect(about).toThrow('oauth2.txt was not saved');
    expect(about).not.toThrow(PLANTED.refresh);
  }
});

test('a client without an id and a service account without a key are not saved over good ones', () => {
  const about = (name: SavedFile, value: object) => () =>
    aboutFile({ name, text: JSON.stringify(value) }, 'n.example');
  const client = { client_id: '1-a.apps.googleusercontent.com' };
  for (const bad of [{}, { error: 'x' }, { installed: {} }, { installed: { client_id: '' } }])
    expect(about('client_secrets.json', bad)).toThrow('client_secrets.json was not saved');
  expect(about('client_secrets.json', { installed: client })()).toBe('the OAuth client');
  const who = { client_email: 'gam@p.iam.gserviceaccount.com' };
  for (const bad of [{}, who, { ...who, private_key: '' }, { ...who, key_type: 'other' }])
    expect(about('oauth2service.json', bad)).toThrow('oauth2service.json was not saved');
  for (const good of [{ private_key: 'k' }, { key_type: 'signjwt' }, { key_type: 'yubikey' }])
    expect(about('oauth2service.json', { ...who, ...good })()).toBe(`of ${who.client_email}`);
});

test('a sign-in for another domain than the tenant’s is said to be one', () => {
  expect(aboutFile(changed(), 'larkfield.example')).toBe(
    'signed in as admin@nordlicht.example; it is for nordlicht.example, and the tenant says larkfield.example',
  );
});

test('the plan names each file, where it goes and whose it is, and no secret', () => {
  const source = { kind: 'gam-folder', ...OWN() } as const;
  const tenant = {
    id: TenantId.parse('nord'),
    name: 'Nord',
    domain: 'Nordlicht.example',
    initials: 'N',
  };
  const file = changed();
  const own = { ...tenant, colour: 'plum', source } as const;
  const plan = planOf(own, '', ['gam.cfg', 'oauth2.txt', 'oauth2service.json'], [file]);
  expect(plan.writes).toEqual([
    {
      file: 'oauth2.txt',
      to: path(),
      about: 'signed in as admin@nordlicht.example',
      sha256: createHash('sha256').update(file.text).digest('hex'),
    },
  ]);
  expect(plan.leaves.map(({ file }) => file)).toEqual(['gam.cfg', 'oauth2service.json']);
  for (const secret of [...Object.values(PLANTED), '1//new'])
    expect(JSON.stringify(plan)).not.toContain(secret);
});
