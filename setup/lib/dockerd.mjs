// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './run.mjs';
import { SetupError } from './say.mjs';

/** Debian's client fits Debian's daemon; another one on PATH may want parts that are not there. */
export const CLIENT = '/usr/bin/docker';
const DAEMON = '/usr/sbin/dockerd';
const PATIENCE_MS = 60_000;

/** @returns {boolean} whether one can be started here now */
export function canStartDocker() {
  return existsSync(DAEMON) && process.getuid?.() === 0;
}

/**
 * A Docker daemon that nobody else uses. It is in namespaces of its own: with its process 1 go its mounts, interfaces and
 * containers. What it keeps is in a folder, so it can be started again.
 */
export class OwnDocker {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  #said = '';
  #folder = mkdtempSync(join(tmpdir(), 'gamgui-dockerd-'));
  #groups = `gamgui-${basename(this.#folder)}`;
  /** The path at which it listens. */
  socket = join(this.#folder, 'docker.sock');
  /** The variables by which a client finds it. */
  address = { DOCKER_HOST: `unix://${this.socket}` };

  /** Resolves when it answers. */
  async start() {
    const at = (/** @type {string} */ name) => join(this.#folder, name);
    mkdirSync(at('root'), { recursive: true });
    const daemon = [
      ...[DAEMON, '--data-root', at('root'), '--exec-root', at('exec'), '--pidfile', at('pid')],
      ...['-H', `unix://${this.socket}`, '--bridge', 'none', '--iptables=false'],
      ...['--ip6tables=false', '--cgroup-parent', this.#groups],
    ];
    const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
    // However this process ends, the daemon does too.
    const tied = ['--pdeathsig', 'KILL', 'unshare', ...namespaces, ...daemon];
    this.#child = spawn('setpriv', tied, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#said = '';
    this.#child.stderr?.setEncoding('utf8').on('data', (text) => {
      this.#said = (this.#said + text).slice(-4000);
    });
    await this.#ready(this.#child);
  }

  /** Stops it as a computer's shutdown does: first what runs in it is told to end. */
  async stop() {
    const { pid = 0 } = this.#child ?? {};
    const [daemon] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
    await this.#end(() => process.kill(Number(daemon), 'SIGTERM'));
    // It says that one runs, whose id another process may have by now.
    rmSync(join(this.#folder, 'pid'), { force: true });
  }

  /** Ends it at once, and removes all that it has made. */
  async remove() {
    await this.#end((child) => child.kill('SIGKILL'));
    rmSync(this.#folder, { recursive: true, force: true });
    removeGroups(this.#groups);
  }

  /** @param {(child: import('node:child_process').ChildProcess) => void} how */
  async #end(how) {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    how(child);
    await gone;
  }

  /** @param {import('node:child_process').ChildProcess} child */
  async #ready(child) {
    const deadline = Date.now() + PATIENCE_MS;
    const env = { ...process.env, ...this.address };
    while ((await run(CLIENT, ['version'], { env })).code !== 0) {
      if (child.exitCode !== null || Date.now() > deadline)
        throw new SetupError(`dockerd does not start:\n${this.#said}`);
      await sleep(100);
    }
  }
}

/**
 * Removes the control groups that a daemon has left, of every controller.
 * @param {string} name
 */
function removeGroups(name) {
  const controllers = ['', ...readdirSync('/sys/fs/cgroup')];
  for (const controller of controllers) {
    const group = join('/sys/fs/cgroup', controller, name);
    if (!existsSync(group)) continue;
    const below = readdirSync(group, { recursive: true, withFileTypes: true });
    const folders = below
      .filter((one) => one.isDirectory())
      .map((one) => join(one.parentPath, one.name));
    for (const path of [...folders.reverse(), group]) rmdirSync(path);
  }
}
