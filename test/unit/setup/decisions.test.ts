/** What set-up decides from versions, names and places, without doing anything. */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { binaryIn, resourcesIn } from '../../../setup/lib/electron.mjs';
import { places, pythonOf } from '../../../setup/lib/gam.mjs';
import { checkNode } from '../../../setup/lib/node.mjs';
import { npm } from '../../../setup/lib/npm.mjs';
import { cacheDir } from '../../../setup/lib/paths.mjs';
import { candidates, howToGetPython, isNewEnough } from '../../../setup/lib/python.mjs';
import { duration } from '../../../setup/lib/say.mjs';
import { packageName } from '../../../setup/package/licences.mjs';
import { sameAsLocked } from '../../../setup/steps/node-packages.mjs';
import { hasScreen } from '../../../setup/steps/system-packages.mjs';
import { temporaryFolder } from './folder';

test.each([
  ['20.18.0', true],
  ['22.0.0', true],
  ['20.17.9', false],
  ['18.20.0', false],
])('Node %s is new enough: %s', (version, good) => {
  const check = () => checkNode(version);
  if (good) expect(check).not.toThrow();
  else expect(check).toThrow(`Node.js ${version} is too old`);
});

test.each([
  [[3, 11, 0], true],
  [[3, 14, 1], true],
  [[4, 0, 0], true],
  [[3, 10, 12], false],
  [[2, 7, 18], false],
])('Python %s runs GAM: %s', (version, good) => {
  expect(isNewEnough(version)).toBe(good);
});

test('a Python that the user names is tried first, on every system', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    expect(candidates({ GAMGUI_PYTHON: '/my/python' }, platform)[0]).toEqual(['/my/python']);
    expect(candidates({}, platform).length).toBeGreaterThan(0);
    expect(howToGetPython(platform)).toContain('start again');
  }
});

test('the cache is where each system keeps caches, unless the user says otherwise', () => {
  expect(cacheDir({ GAMGUI_CACHE_DIR: '/c' }, 'win32')).toBe('/c');
  expect(cacheDir({ XDG_CACHE_HOME: '/x' }, 'linux')).toBe(join('/x', 'gamgui'));
  expect(cacheDir({}, 'linux')).toMatch(/\.cache.gamgui$/);
  expect(cacheDir({}, 'darwin')).toMatch(/Library.Caches.gamgui$/);
  expect(cacheDir({ LOCALAPPDATA: '/l' }, 'win32')).toBe(join('/l', 'gamgui', 'cache'));
});

test('only Linux can be without a screen', () => {
  expect(hasScreen({}, 'linux')).toBe(false);
  expect(hasScreen({ DISPLAY: '' }, 'linux')).toBe(false);
  expect(hasScreen({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasScreen({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasScreen({}, 'darwin')).toBe(true);
});

test('the npm that runs us is used, and yarn is not taken for it', () => {
  expect(npm(['ci'], { npm_execpath: '/n/bin/npm-cli.js' })).toEqual([
    process.execPath,
    ['/n/bin/npm-cli.js', 'ci'],
  ]);
  expect(npm(['ci'], { npm_execpath: '/y/yarn.js' })[1].at(-1)).toBe('ci');
  expect(npm(['ci'], { npm_execpath: '/y/yarn.js' })[0]).not.toBe(process.execPath);
});

test('packages are installed when all in the lock file are there in their version', () => {
  const one = { version: '1.0.0', integrity: 'sha512-a' };
  expect(sameAsLocked({ '': {}, 'node_modules/one': one }, { 'node_modules/one': one })).toBe(true);
  expect(sameAsLocked({ 'node_modules/one': one }, {})).toBe(false);
  expect(sameAsLocked({ 'node_modules/one': { ...one, optional: true } }, {})).toBe(true);
  const other = { ...one, integrity: 'sha512-b' };
  expect(sameAsLocked({ 'node_modules/one': one }, { 'node_modules/one': other })).toBe(false);
});

test("GAM is looked for on PATH, then where its installer puts it; our words for the runtime's parts", () => {
  expect(places({ PATH: '/a:/b' }, 'linux').slice(0, 2)).toEqual(['/a/gam', '/b/gam']);
  expect(places({}, 'linux').at(-1)).toMatch(/bin\/gam7\/gam$/);
  expect(places({}, 'win32').at(-1)).toMatch(/gam\.exe$/);
  expect(binaryIn('/r', 'darwin')).toMatch(/Electron\.app.Contents.MacOS.Electron$/);
  expect(resourcesIn('/r', 'darwin')).toMatch(/Contents.Resources$/);
  expect(binaryIn('/r', 'win32')).toMatch(/electron\.exe$/);
});

test.each([
  ['#!/opt/venv/bin/python3.12\nimport gam', '/opt/venv/bin/python3.12'],
  ['#!/bin/sh\nexec python3', undefined],
  ['#!/usr/bin/env bash\n', undefined],
  ['\u007fELF\u0002', undefined],
])('the Python of a script that begins with %j', (content, python) => {
  const file = join(temporaryFolder(), 'gam');
  writeFileSync(file, content);
  chmodSync(file, 0o755);
  expect(pythonOf(file)).toBe(python);
});

test('a package is named without the path inside it', () => {
  expect(packageName('react/jsx-runtime')).toBe('react');
  expect(packageName('@xterm/xterm/css/xterm.css')).toBe('@xterm/xterm');
});

test('times are as people read them', () => {
  expect(duration(420)).toBe('0.4 s');
  expect(duration(59_990)).toBe('1 min 0 s');
  expect(duration(125_000)).toBe('2 min 5 s');
});
