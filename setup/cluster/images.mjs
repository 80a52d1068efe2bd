// @ts-check

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, createReadStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { mustRun } from '../lib/run.mjs';
import { SetupError } from '../lib/say.mjs';
import { programPath } from './build.mjs';
import { PAUSE_IMAGE } from './configs.mjs';
import { containerdSocket, inRun } from './paths.mjs';

/** @param {Buffer} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * Writes the image of the pause container, as `docker save` would: one layer with one file.
 * https://github.com/moby/docker-image-spec
 * @returns {Promise<string>} the archive
 */
async function pauseArchive() {
  const folder = inRun('pause');
  mkdirSync(`${folder}/root`, { recursive: true });
  copyFileSync(programPath('pause'), `${folder}/root/pause`);
  await mustRun('tar', 'tar', ['-C', `${folder}/root`, '-cf', `${folder}/layer.tar`, 'pause']);
  const config = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: { Entrypoint: ['/pause'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(readFileSync(`${folder}/layer.tar`))}`] },
  };
  writeFileSync(`${folder}/config.json`, JSON.stringify(config));
  const manifest = [{ Config: 'config.json', RepoTags: [PAUSE_IMAGE], Layers: ['layer.tar'] }];
  writeFileSync(`${folder}/manifest.json`, JSON.stringify(manifest));
  const archive = inRun('pause.tar');
  const files = ['manifest.json', 'config.json', 'layer.tar'];
  await mustRun('tar', 'tar', ['-C', folder, '-cf', archive, ...files]);
  return archive;
}

/**
 * Brings an archive of images into the node's containerd, which takes none that is compressed.
 * @param {string} archive made by `docker save`, or an OCI layout in a tar; may be compressed with gzip
 */
export async function loadArchive(archive) {
  const ctr = spawn('ctr', ['-a', containerdSocket, '-n', 'k8s.io', 'images', 'import', '-'], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  ctr.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const ended = once(ctr, 'close');
  const isCompressed = /\.t?gz$/.test(archive);
  const read = createReadStream(archive);
  const sent = isCompressed ? pipeline(read, createGunzip(), ctr.stdin) : pipeline(read, ctr.stdin);
  const [[code], pipe] = await Promise.all([
    ended,
    sent.then(
      () => null,
      (error) => error,
    ),
  ]);
  if (code !== 0) throw new SetupError(`${archive} could not be loaded:\n${said.trim()}`);
  // ctr stops reading when it has seen the end of the archive.
  if (pipe !== null && pipe.code !== 'EPIPE') throw pipe;
}

/** What the kubelet needs before any pod can start. */
export async function loadPause() {
  await loadArchive(await pauseArchive());
}
