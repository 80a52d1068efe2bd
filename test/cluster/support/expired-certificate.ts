/** A client certificate by the test cluster's own authority, whose time is over. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kubeconfigFile } from './cluster';

/** As a kubeconfig has it: base64 of PEM. */
export function expiredCertificate(): { certData: string; keyData: string } {
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-certificate-'));
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const [ca, caKey] = ['ca.crt', 'ca.key'].map((name) =>
    join(dirname(kubeconfigFile()), 'pki', name),
  );
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'key'];
  const base64 = (name: string) => readFileSync(join(folder, name)).toString('base64');
  try {
    openssl('req', '-new', ...key, '-subj', '/O=gamgui/CN=late@corp.example', '-out', 'request');
    const by = ['-CA', ca ?? '', '-CAkey', caKey ?? '', '-set_serial', '4242'];
    openssl('x509', '-req', '-in', 'request', ...by, '-days', '-1', '-out', 'certificate');
    return { certData: base64('certificate'), keyData: base64('key') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
