/** The user's own certificate authorities, which a company's proxy or cluster may need. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Failure } from '../failure';

const FIX = 'Check GAMGUI_CA_FILE, or the CA file in the settings: it must be text in PEM.';
const PEM = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** The certificates in a file, PEM, each for itself. @throws Failure `ca-file`, which names the file */
export function readCaFile(file: string): string[] {
  const found = read(file).match(PEM) ?? [];
  if (found.length === 0) throw bad(file, 'there is no certificate in it');
  found.forEach((pem, index) => {
    if (!isCertificate(pem)) throw bad(file, `certificate ${index + 1} in it is damaged`);
  });
  return found;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw bad(file, `it cannot be read (${code})`);
  }
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

function bad(file: string, why: string): Failure {
  return new Failure('ca-file', `The CA file ${file} cannot be used: ${why}.`, FIX);
}
