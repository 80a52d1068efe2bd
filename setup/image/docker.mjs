// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { CLIENT, canStartDocker, OwnDocker } from '../lib/dockerd.mjs';
import { mustRun, run } from '../lib/run.mjs';
import { SetupError } from '../lib/say.mjs';
import { isDebian } from '../steps/system-packages.mjs';

/** A Docker that images are made with. */
class Docker {
  /** @param {string} command @param {NodeJS.ProcessEnv} address the variables by which another program finds it */
  constructor(command, address) {
    this.command = command;
    this.address = address;
    this.env = { ...process.env, DOCKER_BUILDKIT: '1', ...address };
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
  return (await isRunning()) ? work(new Docker('docker', {})) : withOwnDaemon(work);
}

/** Whether the user has a Docker that works. */
async function isRunning() {
  const { code } = await run('docker', ['info']).catch(() => ({ code: 127 }));
  return code === 0;
}

/** @returns {Promise<string | null>} what there has to be before images can be made here, or null: all is there */
export async function whyNoDocker() {
  return (await isRunning()) ? null : whyNoOwnDocker();
}

/** @returns {string | null} why no daemon of one's own can be started here, or null: one can */
export function whyNoOwnDocker() {
  if (canStartDocker()) return null;
  if (process.platform !== 'linux') return 'Docker does not run';
  if (process.getuid?.() !== 0) return 'Docker does not run, and only root can start one';
  return isDebian() ? null : 'Docker is not installed';
}

/**
 * @template T
 * @param {(docker: Docker) => Promise<T>} work
 */
async function withOwnDaemon(work) {
  if (!canStartDocker()) {
    const fix = 'Start Docker, or on Debian as root: apt-get install docker.io';
    throw new SetupError('The session image is made with Docker, and none runs here.', fix);
  }
  const own = new OwnDocker();
  try {
    await own.start();
    return await work(new Docker(CLIENT, own.address));
  } finally {
    await own.remove();
  }
}
