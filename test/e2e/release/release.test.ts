/** The release as people get it: what its program refuses, and that it opens and quits for an ordinary user. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processesOf, quit, self, startRelease, windowTitles } from './app';
import { install, nobody } from './nobody';

const ON = '1'.charCodeAt(0);
const OFF = '0'.charCodeAt(0);

const packaged = process.env['GAMGUI_RELEASE_APP'] ?? '';
let folder: string;
let program: string;
let home: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
  chmodSync(folder, 0o711);
  install(dirname(packaged), join(folder, 'app'));
  program = join(folder, 'app', basename(packaged));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  home = mkdtempSync(join(folder, 'home-'));
});

/** Runs the app's command line, as the launcher beside it does. */
function commandLine(...words: string[]) {
  return spawnSync(join(dirname(program), 'resources', 'bin', 'gamgui'), words, {
    encoding: 'utf8',
    env: { ...process.env, HOME: home, GAMGUI_PROFILE: join(home, 'profile') },
  });
}

describe('the release', () => {
  it('has every fuse as it is meant to be', async () => {
    expect(await getCurrentFuseWire(program)).toEqual({
      version: '1',
      [FuseV1Options.RunAsNode]: OFF,
      [FuseV1Options.EnableCookieEncryption]: ON,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: OFF,
      [FuseV1Options.EnableNodeCliInspectArguments]: OFF,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ON,
      [FuseV1Options.OnlyLoadAppFromAsar]: ON,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: OFF,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: OFF,
    });
  });

  it('carries the agent as files, its licence and those of others, and no loader', () => {
    const resources = join(dirname(program), 'resources');
    expect(existsSync(join(resources, 'agent', '__main__.py'))).toBe(true);
    expect(readFileSync(join(resources, 'LICENSE'), 'utf8')).toContain('Apache License');
    expect(readFileSync(join(resources, 'THIRD-PARTY-LICENSES'), 'utf8')).toMatch(/^react /m);
    expect(existsSync(join(resources, 'app'))).toBe(false);
  });

  it('knows of the releases that packaging was told of, and of none where it was not', () => {
    const archive = readFileSync(join(dirname(program), 'resources', 'app.asar'), 'latin1');
    const [, baked = ''] = /"updatesFrom": "(.*)"/.exec(archive) ?? [];
    expect(baked).toBe(process.env['GAMGUI_UPDATES_FROM'] ?? '');
  });

  it('has a command line with nothing else on stdout and stderr', () => {
    const { status, stdout, stderr } = commandLine('sessions', '--json');
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '[]\n', stderr: '' });
  });

  it('answers an unknown command with exit code 2', () => {
    const { status, stdout, stderr } = commandLine('nonsense');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('nonsense');
  });

  it('cannot be debugged, and is no Node', async () => {
    const asNode = { ...self, env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--inspect=0' } };
    const app = await startRelease(program, home, asNode, ['--inspect=0']);
    // It opens as ever, so neither took it for a Node; a debugger would say where it listens.
    expect(await quit(app.child)).toBe(0);
    expect(app.stderr()).not.toContain('Debugger listening');
  });

  it("opens for an ordinary user within Chromium's sandbox, and quits when asked", async () => {
    const app = await startRelease(program, home, nobody(home));
    expect(windowTitles()).toContainEqual(expect.stringContaining('GamGUI'));
    const commands = processesOf(home).map((pid) => ({ pid, command: commandOf(pid) }));
    expect(commands.filter(({ command }) => command.includes('--no-sandbox'))).toEqual([]);
    const page = commands.find(({ command }) => command.includes('--type=renderer'));
    if (!page) throw new Error(`no renderer among ${JSON.stringify(commands)}`);
    // The sandbox: system calls are filtered, and the page is in a user namespace of its own.
    expect(readFileSync(`/proc/${page.pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m);
    expect(readlinkSync(`/proc/${page.pid}/ns/user`)).not.toBe(readlinkSync('/proc/self/ns/user'));
    expect(await quit(app.child)).toBe(0);
    await expect.poll(() => processesOf(home)).toEqual([]);
  });
});

/** The command line of a process. */
function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ');
}
