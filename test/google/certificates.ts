/** The stand-in's own certificate authority: nothing trusts it unless it is told to. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** PEM texts. */
export interface Certificates {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const CURVE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** A new authority, and a certificate of it for these DNS names. */
export function makeCertificates(names: readonly string[]): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-google-'));
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  try {
    const authority = ['-subj', '/CN=Stand-in for Google', '-keyout', 'ca.key', '-out', 'ca.pem'];
    openssl('req', '-x509', '-new', ...CURVE, ...authority, '-days', '7');
    openssl(
      'req',
      '-new',
      ...CURVE,
      '-subj',
      '/CN=stand-in',
      '-keyout',
      'key.pem',
      '-out',
      'csr.pem',
    );
    const extensions = `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\n`;
    writeFileSync(join(folder, 'ext'), `${extensions}extendedKeyUsage=serverAuth\n`);
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'ext'];
    openssl('x509', '-req', '-in', 'csr.pem', ...by, '-days', '7', '-out', 'cert.pem');
    return { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
