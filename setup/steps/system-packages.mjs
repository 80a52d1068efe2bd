// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheDir } from '../lib/paths.mjs';
import { mustRun, run } from '../lib/run.mjs';
import { SetupError, say } from '../lib/say.mjs';

// Names after a bar are the same package in later releases (64-bit time).
const LIBRARIES = ['libgtk-3-0|libgtk-3-0t64', 'libnss3', 'libasound2|libasound2t64', 'libgbm1'];
/** For a machine without a screen. */
const DISPLAY = ['xvfb', 'xauth', 'dbus-x11', 'fonts-dejavu-core', 'fonts-liberation'];
/** A desktop that tests drive as a person would. */
const DESKTOP = [
  ...['openbox', 'xfce4-panel', 'dunst', 'xdotool', 'wmctrl', 'x11-utils', 'imagemagick'],
  ...['python3-gi', 'gir1.2-gtk-3.0', 'gnome-keyring', 'libsecret-1-0'],
];

/** A real Kubernetes node on this machine, and what makes its images. */
const CLUSTER = [
  ...['containerd', 'runc', 'containernetworking-plugins', 'iproute2', 'util-linux', 'openssl'],
  ...['docker.io', 'mmdebstrap'],
];

/** Shared libraries that Electron does not start without, and what other systems call them. */
const SONAMES = ['libgtk-3.so.0', 'libnss3.so', 'libasound.so.2', 'libgbm.so.1'];
const ELSEWHERE = `Fedora: sudo dnf install gtk3 nss alsa-lib mesa-libgbm xorg-x11-server-Xvfb xauth
Arch:   sudo pacman -S gtk3 nss alsa-lib mesa xorg-server-xvfb xorg-xauth`;

/**
 * System libraries on Linux: installed on Debian and Ubuntu when root, else named with the command
 * that installs them. macOS and Windows have all that is needed.
 * @param {'start' | 'test'} purpose
 * @returns {import('../lib/step.mjs').Step}
 */
export function systemPackages(purpose) {
  const desktop = purpose === 'test' ? DESKTOP : [];
  // Debian's own Python makes no virtual environments without it.
  const venv = isDebiansPython() ? ['python3-venv'] : [];
  return packages('system packages', [...LIBRARIES, ...DISPLAY, ...desktop, ...venv]);
}

/**
 * What the test cluster and the session image are made with; elsewhere they say themselves what they miss.
 * @type {import('../lib/step.mjs').Step}
 */
export const clusterPackages = {
  ...packages('packages of the cluster', CLUSTER),
  todo: async () => {
    if (!isDebian()) return undefined;
    const missing = (await missingOf(CLUSTER)).join(' ');
    if (missing === '') return undefined;
    if (process.getuid?.() === 0) return `apt-get install ${missing}`;
    const fix = `Install: sudo apt-get install ${missing}`;
    throw new SetupError('Packages for the test cluster and the session image are missing.', fix);
  },
};

/**
 * @param {string} name
 * @param {string[]} wanted
 * @returns {import('../lib/step.mjs').Step}
 */
function packages(name, wanted) {
  return {
    name,
    lock: () => join(cacheDir(), 'system-packages.lock'),
    todo: async () => {
      if (process.platform !== 'linux') return undefined;
      if (!isDebian()) return checkElsewhere();
      const missing = await missingOf(wanted);
      if (missing.length === 0) return undefined;
      const names = missing.map(firstName).join(' ');
      if (process.getuid?.() === 0) return `apt-get install ${names}`;
      return reportMissing(missing, `sudo apt-get install ${names}`);
    },
    run: async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const wait = ['-qq', '-o', 'DPkg::Lock::Timeout=300'];
      await mustRun('apt-get update', 'apt-get', [...wait, 'update'], { env });
      const names = await Promise.all((await missingOf(wanted)).map(knownName));
      const flags = ['install', '--yes', '--no-install-recommends'];
      await mustRun('apt-get install', 'apt-get', [...wait, ...flags, ...names], { env });
    },
  };
}

/** Debian itself, and what is made from it. */
export function isDebian() {
  if (!existsSync('/etc/os-release') || !existsSync('/usr/bin/dpkg-query')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function isDebiansPython({ PATH = '' } = process.env) {
  const first = PATH.split(delimiter).find((folder) => existsSync(join(folder, 'python3')));
  return first === '/usr/bin' || first === '/bin';
}

/** @param {string} spec */
function firstName(spec) {
  return spec.split('|')[0] ?? spec;
}

/**
 * @param {string[]} wanted
 * @returns {Promise<string[]>} those of which no name is installed
 */
async function missingOf(wanted) {
  const names = wanted.flatMap((spec) => spec.split('|'));
  const format = '$' + '{Package} $' + '{db:Status-Status}\\n';
  const { stdout } = await run('dpkg-query', ['--show', '--showformat', format, ...names]);
  const lines = new Set(stdout.split('\n'));
  return wanted.filter((spec) => !spec.split('|').some((name) => lines.has(`${name} installed`)));
}

/**
 * @param {string} spec
 * @returns {Promise<string>} the first name that this release has
 */
async function knownName(spec) {
  for (const name of spec.split('|').reverse()) {
    const { code, stdout } = await run('apt-cache', ['show', '--no-all-versions', name]);
    if (code === 0 && stdout) return name;
  }
  return firstName(spec);
}

/**
 * Not root: the app may start all the same if only parts of the display are missing.
 * @param {string[]} missing
 * @param {string} command
 * @returns {undefined}
 */
function reportMissing(missing, command) {
  if (missing.some((spec) => LIBRARIES.includes(spec))) {
    throw new SetupError(
      'System libraries that Electron needs are missing.',
      `Install: ${command}`,
    );
  }
  if (!hasScreen()) say(`system packages: missing without a screen; install: ${command}`);
  return undefined;
}

/** @returns {Promise<undefined>} */
async function checkElsewhere() {
  const { stdout } = await run('ldconfig', ['-p']).catch(() => ({ stdout: SONAMES.join('\n') }));
  const missing = SONAMES.filter((name) => !stdout.includes(name));
  if (missing.length > 0) {
    throw new SetupError(`Electron needs ${missing.join(', ')}.`, `Install:\n${ELSEWHERE}`);
  }
}

/** @returns {boolean} whether there is a screen that windows can be shown on */
export function hasScreen(env = process.env, platform = process.platform) {
  const { DISPLAY: x, WAYLAND_DISPLAY: wayland } = env;
  return platform !== 'linux' || Boolean(x || wayland);
}
