// @ts-check
import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
} from 'node:fs';
import { mustRun } from '../lib/run.mjs';
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

/** How an archive is unpacked, by the first bytes of its file. containerd takes none that is compressed. */
const COMPRESSIONS = [
  { magic: '1f8b', unpack: ['gzip', '-dc'] },
  { magic: '28b52ffd', unpack: ['zstd', '-dc'] },
];

/** @param {string} archive */
function readCommand(archive) {
  const file = openSync(archive, 'r');
  const head = Buffer.alloc(4);
  readSync(file, head);
  closeSync(file);
  const known = COMPRESSIONS.find(({ magic }) => head.toString('hex').startsWith(magic));
  return [...(known?.unpack ?? ['cat']), archive];
}

/** The shell's exit code is ctr's, which stops reading when it has seen the end of the archive. */
const IMPORT = 'socket=$1; shift; "$@" | ctr -a "$socket" -n k8s.io images import -';

/**
 * Brings an archive of images into the node's containerd.
 * @param {string} archive made by `docker save`, or an OCI layout in a tar; plain, or compressed with gzip or zstd
 * @returns {Promise<string[]>} the names of the images that were in it
 */
export async function loadArchive(archive) {
  const args = ['-c', IMPORT, 'sh', containerdSocket, ...readCommand(archive)];
  const { stdout } = await mustRun(`loading ${archive}`, 'sh', args);
  return [...stdout.matchAll(/^unpacking (\S+) /gm)].flatMap(([, name]) => name ?? []);
}

/** What the kubelet needs before any pod can start. */
export async function loadPause() {
  await loadArchive(await pauseArchive());
}
