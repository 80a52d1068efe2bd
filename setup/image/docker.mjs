// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { mustRun, run } from '../lib/run.mjs';
import { SetupError } from '../lib/say.mjs';
import { isDebian } from '../steps/system-packages.mjs';

/** Debian's client fits Debian's daemon; another one on PATH may want parts that are not there. */
const CLIENT = '/usr/bin/docker';
const DAEMON = '/usr/sbin/dockerd';
const PATIENCE_MS = 60_000;

/** A Docker that images are made with. */
class Docker {
  /** @param {string | null} socket null: the user's own */
  constructor(socket) {
    this.command = socket === null ? 'docker' : CLIENT;
    /** The variables by which another program finds it. @type {NodeJS.ProcessEnv} */
    this.address = socket === null ? {} : { DOCKER_HOST: `unix://${socket}` };
    this.env = { ...process.env, DOCKER_BUILDKIT: '1', ...this.address };
  }

  /** @param {string[]} args */
  run(...args) {
    return mustRun(`docker ${args[0]}`, this.command, args, { env: this.env });
  }

  /**
   * Writes an image to an archive that is compressed with gzip.
   * @param {string} name
   * @param {string} file
   */
  async save(name, file) {
    const child = spawn(this.command, ['save', name], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'close');
    await pipeline(child.stdout, createGzip({ level: 6 }), createWriteStream(file));
    const [code] = await ended;
    if (code !== 0) throw new SetupError(`docker save ${name} failed (exit code ${code}).`);
  }
}

/**
 * Does work with the user's Docker, or else with a daemon of its own that is gone afterwards.
 * @template T
 * @param {(docker: Docker) => Promise<T>} work
 */
export async function withDocker(work) {
  return (await isRunning()) ? work(new Docker(null)) : withOwnDaemon(work);
}

/** Whether the user has a Docker that works. */
async function isRunning() {
  const { code } = await run('docker', ['info']).catch(() => ({ code: 127 }));
  return code === 0;
}

/** @returns {Promise<string | null>} what there has to be before images can be made here, or null: all is there */
export async function whyNoDocker() {
  if (await isRunning()) return null;
  if (process.platform !== 'linux') return 'Docker does not run';
  if (process.getuid?.() !== 0) return 'Docker does not run, and only root can start one';
  return existsSync(DAEMON) || isDebian() ? null : 'Docker is not installed';
}

/**
 * In namespaces of its own: with its process 1 go its mounts and interfaces.
 * @template T
 * @param {(docker: Docker) => Promise<T>} work
 */
async function withOwnDaemon(work) {
  if (!existsSync(DAEMON) || process.getuid?.() !== 0) {
    const fix = 'Start Docker, or on Debian as root: apt-get install docker.io';
    throw new SetupError('The session image is made with Docker, and none runs here.', fix);
  }
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-dockerd-'));
  const socket = join(folder, 'docker.sock');
  const at = (/** @type {string} */ name) => join(folder, name);
  mkdirSync(at('root'));
  const groups = `gamgui-${basename(folder)}`;
  const daemon = [
    ...[DAEMON, '--data-root', at('root'), '--exec-root', at('exec'), '--pidfile', at('pid')],
    ...['-H', `unix://${socket}`, '--bridge', 'none', '--iptables=false', '--ip6tables=false'],
    ...['--cgroup-parent', groups],
  ];
  const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  // However this process ends, the daemon does too.
  const tied = ['--pdeathsig', 'KILL', 'unshare', ...namespaces, ...daemon];
  const child = spawn('setpriv', tied, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said = (said + text).slice(-4000);
  });
  const gone = once(child, 'close');
  try {
    const docker = new Docker(socket);
    await ready(docker, child, () => said);
    return await work(docker);
  } finally {
    child.kill('SIGKILL');
    await gone;
    rmSync(folder, { recursive: true, force: true });
    removeGroups(groups);
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

/**
 * @param {Docker} docker
 * @param {import('node:child_process').ChildProcess} child
 * @param {() => string} said
 */
async function ready(docker, child, said) {
  const deadline = Date.now() + PATIENCE_MS;
  while ((await run(docker.command, ['version'], { env: docker.env })).code !== 0) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new SetupError(`dockerd does not start:\n${said()}`);
    await sleep(100);
  }
}
