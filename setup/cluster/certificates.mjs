// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../lib/run.mjs';
import { SERVICE_IP } from './configs.mjs';
import { inRun } from './paths.mjs';

/** Long enough for any run, and old enough for a clock that is a little behind. */
const DAYS = '7';

/** The names by which the API server is reached: directly, as GKE's clusters are named, and by pods. */
const SERVER_NAMES = [
  ...['DNS:localhost', 'DNS:gke-test.europe-west1.gke.goog', 'DNS:kubernetes.default.svc'],
  ...['IP:127.0.0.1', 'IP:198.18.0.1', 'IP:203.0.113.10', `IP:${SERVICE_IP}`],
];

/** @param {string[]} args */
const openssl = (...args) => mustRun('openssl', 'openssl', args);

/**
 * A certificate of the cluster's authority.
 * @param {string} name of its files
 * @param {string} subject `/O=group/CN=user`
 * @param {string[]} names subject alternative names; none for a client
 */
async function issue(name, subject, names = []) {
  const file = (/** @type {string} */ end) => inRun('pki', `${name}.${end}`);
  const extensions = names.length === 0 ? '' : `subjectAltName=${names.join(',')}\n`;
  writeFileSync(file('ext'), `${extensions}extendedKeyUsage=clientAuth,serverAuth\n`);
  await key(file('key'));
  await openssl('req', '-new', '-key', file('key'), '-subj', subject, '-out', file('csr'));
  const authority = [
    '-CA',
    inRun('pki', 'ca.crt'),
    '-CAkey',
    inRun('pki', 'ca.key'),
    '-CAcreateserial',
  ];
  const ends = ['-days', DAYS, '-extfile', file('ext'), '-out', file('crt')];
  await openssl('x509', '-req', '-in', file('csr'), ...authority, ...ends);
}

/** @param {string} file */
const key = (file) =>
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', file);

/** Makes all keys and certificates of a new cluster. */
export async function makeCertificates() {
  mkdirSync(inRun('pki'), { recursive: true, mode: 0o700 });
  const ca = join(inRun('pki'), 'ca');
  await key(`${ca}.key`);
  const authority = ['-x509', '-new', '-key', `${ca}.key`, '-subj', '/CN=GamGUI test cluster'];
  await openssl('req', ...authority, '-days', DAYS, '-out', `${ca}.crt`);
  // One after the other: they share the authority's serial number.
  await issue('server', '/CN=kube-apiserver', SERVER_NAMES);
  await issue('admin', '/O=system:masters/CN=admin');
  await issue('kubelet-client', '/O=system:masters/CN=kube-apiserver-kubelet');
  await issue('node', '/O=system:nodes/CN=system:node:gamgui-node', ['IP:198.18.0.1']);
  await openssl('genrsa', '-out', inRun('pki', 'accounts.key'), '2048');
  const accounts = ['-in', inRun('pki', 'accounts.key'), '-pubout'];
  await openssl('rsa', ...accounts, '-out', inRun('pki', 'accounts.pub'));
}
