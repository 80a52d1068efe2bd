/** Starts the real app in a profile of its own, finds its windows, and cleans up after it. */
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  _electron,
  test as base,
  type ElectronApplication,
  expect,
  type Page,
} from '@playwright/test';
import type { BackendKind } from '../../../preload/contract';
import { appLaunch } from '../../../setup/lib/launch.mjs';
import { ownHome } from '../../unit/support/own-home.mjs';
import { type CliOptions, type CliResult, cli, endAllSessions } from './cli';
import { dockerPlace, TestDocker } from './place/docker';
import { localPlace } from './place/local';
import type { TestPlace } from './place/place';
import { makeNamespace, podsPlace, removeNamespace } from './place/pods';

/** A running app. */
export interface RunningApp {
  readonly app: ElectronApplication;
  /** The Home window. */
  readonly home: Page;
  /** Waits for the next terminal window that is opened by `act`. */
  opens(act: () => Promise<unknown>): Promise<Page>;
  /** Waits for so many terminal windows: those that come back are opened by nobody. */
  terminals(count: number): Promise<Page[]>;
  /** As a crash would. */
  kill(): Promise<void>;
  /** As a shutdown would; nothing where it has ended already. */
  quit(): Promise<void>;
}

/** What a test gets. */
interface Fixtures {
  /** Where its sessions run. */
  readonly place: TestPlace;
  /** Runs one command of the app's command line in the profile. */
  readonly shell: (words: string[], options?: CliOptions) => Promise<CliResult>;
  /** A profile folder, removed afterwards with every session in it. */
  readonly profile: string;
  /** Starts the app in the profile, with more switches of Chromium's if wanted; it is closed at the end of the test. */
  readonly start: (env?: Record<string, string>, switches?: string[]) => Promise<RunningApp>;
}

/** What a run of the tests is made with. */
export interface PlaceOptions {
  /** In which place the sessions run. */
  readonly placeKind: BackendKind;
}

/** What all tests of a run share. */
interface Shared extends PlaceOptions {
  /** The namespace of the tests, or null: no cluster is used. */
  readonly namespace: string | null;
  /** The Docker of the tests, or null: none is used. */
  readonly docker: TestDocker | null;
}

/**
 * The program to test: a packaged one if set-up made it, else the built app in the cached runtime, as is one of a test's own
 * (`GAMGUI_APP`).
 */
export function program(
  switches: string[],
  own?: string,
): {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
} {
  const launch = appLaunch(switches);
  const packaged = process.env['GAMGUI_E2E_APP'];
  if (packaged && own === undefined)
    return { executablePath: packaged, args: launch.args, env: {} };
  return { executablePath: launch.command, args: launch.args, env: launch.env };
}

function ownEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

async function launch(
  profile: string,
  extra: Record<string, string>,
  switches: string[],
): Promise<RunningApp> {
  const { executablePath, args, env } = program(switches, extra['GAMGUI_APP']);
  const app = await _electron.launch({
    executablePath,
    args,
    env: {
      ...ownEnvironment(),
      ...env,
      ...ownHome(profile),
      GAMGUI_PROFILE: profile,
      GAMGUI_PROBE: '1',
      ...extra,
    },
  });
  // Playwright forgets the process of an app that has ended.
  const child = app.process();
  const [home] = await pagesOf(app, 'home', 1);
  if (home === undefined) throw new Error('there is no Home');
  return {
    app,
    home,
    terminals: (count) => pagesOf(app, 'terminal', count),
    async opens(act) {
      const [page] = await Promise.all([app.waitForEvent('window'), act()]);
      await page.waitForLoadState();
      return page;
    },
    async kill() {
      await end(child, 'SIGKILL');
    },
    async quit() {
      await end(child, 'SIGTERM');
    },
  };
}

/** The windows that show one of the pages, when there are so many. */
async function pagesOf(app: ElectronApplication, page: string, count: number): Promise<Page[]> {
  const pages = () => app.windows().filter((one) => one.url().startsWith(`app://gamgui/${page}/`));
  await expect.poll(() => pages().length, { intervals: [20] }).toBe(count);
  await Promise.all(pages().map((one) => one.waitForLoadState()));
  return pages();
}

/** Playwright's own close waits for windows that may ask a question first. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

function placeOf(profile: string, namespace: string | null, docker: TestDocker | null) {
  if (docker !== null) return dockerPlace(docker);
  return namespace === null ? localPlace(profile) : podsPlace(namespace);
}

/** Playwright's `test`, with an app and a profile of its own for each test. */
export const test = base.extend<Fixtures, Shared>({
  placeKind: ['local', { option: true, scope: 'worker' }],
  namespace: [
    async ({ placeKind }, use) => {
      if (placeKind !== 'kubernetes') return await use(null);
      const name = `gamgui-e2e-${randomBytes(4).toString('hex')}`;
      await makeNamespace(name);
      await use(name);
      await removeNamespace(name);
    },
    { scope: 'worker' },
  ],
  docker: [
    async ({ placeKind }, use) => {
      if (placeKind !== 'docker') return await use(null);
      const docker = await TestDocker.start();
      await use(docker);
      const left = await docker.everything().finally(() => docker.daemon.remove());
      expect(left).toEqual([]);
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
  profile: async ({}, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'gamgui-e2e-'));
    await use(profile);
    await rm(profile, { recursive: true, force: true });
  },
  place: async ({ profile, namespace, docker }, use) => {
    const place = await placeOf(profile, namespace, docker);
    // What is said once about closing a window is a dialog of the desktop, which would wait for a person.
    const settings = { toldClose: true, ...place.settings };
    await writeFile(join(profile, 'settings.json'), JSON.stringify(settings));
    await use(place);
    await endAllSessions(profile, place.env);
  },
  start: async ({ profile, place }, use) => {
    const running: RunningApp[] = [];
    await use(async (env = {}, switches = []) => {
      const one = await launch(profile, { ...place.env, ...env }, switches);
      running.push(one);
      return one;
    });
    for (const one of running) await one.quit();
  },
  shell: async ({ profile, place }, use) => {
    await use((words, options = {}) =>
      cli(profile, words, { ...options, env: { ...place.env, ...options.env } }),
    );
  },
});

export { expect };
