// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, treeCache } from '../lib/paths.mjs';
import { mustRun } from '../lib/run.mjs';
import { hashFiles, readStamp, writeStamp } from '../lib/stamp.mjs';

/** What the built app is made from. */
export const SOURCES = [
  'main',
  'preload',
  'renderer',
  'agent',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.json',
];

const stamp = join(root, 'out', '.stamp');

/**
 * The app in `out/`, from its sources.
 * @type {import('../lib/step.mjs').Step}
 */
export const build = {
  name: 'app',
  after: ['node packages'],
  lock: () => join(treeCache, 'build.lock'),
  todo: async () => {
    return readStamp(stamp) === hashFiles(root, SOURCES) ? undefined : 'building (electron-vite)';
  },
  run: async () => {
    const sources = hashFiles(root, SOURCES);
    rmSync(stamp, { force: true });
    const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    await mustRun('The build', process.execPath, [tool, 'build'], { cwd: root });
    writeStamp(stamp, sources);
  },
};
