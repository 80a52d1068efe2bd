/** GAM configurations for tests, with values planted in them that must be found nowhere else. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NEEDED_SCOPES } from '../../../main/tenants/asked/scopes';

/** What is secret in the files, so that it can be searched for. */
export const PLANTED = {
  refresh: '1//planted-refresh-token-6f1c',
  access: 'ya29.planted-access-token-2b7d',
  client: 'GOCSPX-planted-client-secret-9e3a',
  key: 'planted-private-key-MIIEvQIBADANBg',
} as const;

/** oauth2.txt as GAM writes it. */
export function signIn(domain: string, change: object = {}): object {
  return {
    client_id: '1234-abc.apps.googleusercontent.com',
    client_secret: PLANTED.client,
    decoded_id_token: { email: `admin@${domain}`, hd: domain, sub: '1' },
    id_token: '',
    refresh_token: PLANTED.refresh,
    scopes: [...NEEDED_SCOPES, 'email'],
    token: PLANTED.access,
    token_expiry: '2030-01-01T00:00:00Z',
    token_uri: 'https://oauth2.googleapis.com/token',
    ...change,
  };
}

const CLIENT = {
  installed: {
    client_id: '1234-abc.apps.googleusercontent.com',
    client_secret: PLANTED.client,
    project_id: 'gam-project',
    auth_uri: 'https://accounts.google.com/o/oauth2/v2/auth',
    token_uri: 'https://oauth2.googleapis.com/token',
    redirect_uris: ['http://localhost'],
  },
};

const SERVICE = {
  type: 'service_account',
  client_email: 'gam@gam-project.iam.gserviceaccount.com',
  client_id: '123456789012345678901',
  project_id: 'gam-project',
  private_key_id: 'abc',
  private_key: `-----BEGIN PRIVATE KEY-----\n${PLANTED.key}\n-----END PRIVATE KEY-----\n`,
  token_uri: 'https://oauth2.googleapis.com/token',
};

/** Writes a file for its owner alone. */
export function write(path: string, content: string | object): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(path, text, { mode: 0o600 });
}

/** The three credential files of a domain, as the keys of a Secret. */
export function secretFiles(domain: string): Record<string, string> {
  return {
    'client_secrets.json': JSON.stringify(CLIENT),
    'oauth2.txt': JSON.stringify(signIn(domain)),
    'oauth2service.json': JSON.stringify(SERVICE),
  };
}

/** The same in a folder. */
export function writeCredentials(folder: string, domain: string): void {
  for (const [name, text] of Object.entries(secretFiles(domain))) write(join(folder, name), text);
}

/** A whole configuration: gam.cfg, and the credentials of each section below the folder; `DEFAULT` is the folder's own. */
export function writeGamFolder(folder: string, domains: Readonly<Record<string, string>>): void {
  const sections = Object.entries(domains).map(([name, domain]) => {
    const own = name === 'DEFAULT' ? folder : join(folder, name);
    writeCredentials(own, domain);
    return name === 'DEFAULT'
      ? `[DEFAULT]\nconfig_dir = ${folder}\nsection = ''\n`
      : `[${name}]\nconfig_dir = ${name}\ncustomer_id = my_customer\n`;
  });
  write(join(folder, 'gam.cfg'), sections.join('\n'));
}
