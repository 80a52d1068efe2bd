/** Certificates for servers of tests, made by openssl: each is its own authority. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate and its key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate for an address, valid between two days from now. */
export function certificate(name = '127.0.0.1', fromDays = -1, toDays = 30): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-certificate-'));
  const at = (days: number) =>
    new Date(Date.now() + days * 86_400_000).toISOString().replace(/[-:T]|\.\d+/g, '');
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  try {
    const kind = /^[\d.]+$/.test(name) ? 'IP' : 'DNS';
    openssl(
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      'key.pem',
      '-out',
      'req.pem',
      '-subj',
      '/CN=test',
      '-addext',
      `subjectAltName=${kind}:${name}`,
    );
    // Only `openssl ca` takes both days. It wants a little database.
    const config = `[ca]\ndefault_ca=d\n[d]\ndatabase=index\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\ncopy_extensions=copy\nx509_extensions=x\n[p]\ncommonName=supplied\n[x]\nbasicConstraints=critical,CA:TRUE\n`;
    execFileSync('sh', ['-c', 'cat > ca.cnf && : > index && echo 01 > serial'], {
      cwd: folder,
      input: config,
    });
    openssl(
      'ca',
      '-batch',
      '-config',
      'ca.cnf',
      '-selfsign',
      '-keyfile',
      'key.pem',
      '-in',
      'req.pem',
      '-out',
      'cert.pem',
      '-notext',
      '-startdate',
      at(fromDays),
      '-enddate',
      at(toDays),
    );
    const read = (file: string) => readFileSync(join(folder, file), 'utf8');
    return { cert: read('cert.pem'), key: read('key.pem') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
