// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../lib/paths.mjs';
import { mustRun } from '../lib/run.mjs';

/** What a session's people find beside Python: a shell and the usual tools. */
const PACKAGES = ['python3', 'bash', 'less', 'nano', 'procps', 'ca-certificates', 'tzdata'];

/** Documents and translations are most of what a small Debian is. */
const LEFT_OUT = [
  ...['/usr/share/man/*', '/usr/share/doc/*', '/usr/share/info/*', '/usr/share/locale/*'],
  ...['/usr/share/lintian/*', '/usr/share/bash-completion/*'],
];

/** Emptied in the end: they are of use to who installs more. */
const EMPTIED = ['var/lib/apt/lists', 'var/cache/apt', 'var/cache/debconf', 'var/log'];

const ARGS = [
  ...['--variant=minbase', '--mode=root', '--quiet', `--include=${PACKAGES.join(',')}`],
  ...LEFT_OUT.map((path) => `--dpkgopt=path-exclude=${path}`),
  '--dpkgopt=path-include=/usr/share/doc/*/copyright',
  ...EMPTIED.map((path) => `--customize-hook=rm -rf "$1"/${path}/*`),
  'bookworm',
];

/** The base system in a tar, by all that it is made from; Debian's own updates come with `npm run image -- --fresh`. */
export const baseArchive = join(
  cacheDir(),
  'image',
  `base-${createHash('sha256').update(ARGS.join('\n')).digest('hex').slice(0, 12)}.tar`,
);

/**
 * A small Debian with Python, where it is not there yet.
 * @type {import('../lib/step.mjs').Step}
 */
export const baseSystem = {
  name: 'base system of the session image',
  after: ['packages of the cluster'],
  lock: () => `${baseArchive}.lock`,
  todo: async () => (existsSync(baseArchive) ? undefined : 'making a small Debian'),
  run: async () => {
    mkdirSync(join(cacheDir(), 'image'), { recursive: true });
    const draft = `${baseArchive}.draft.tar`;
    // Files carry the date of the packages, not of this run: the same input gives the same image.
    const env = { ...process.env, SOURCE_DATE_EPOCH: '1700000000' };
    await mustRun('mmdebstrap', 'mmdebstrap', [...ARGS, draft], { env });
    renameSync(draft, baseArchive);
  },
};
