/** A GAM that is set up on this computer is found, section by section, and nothing secret of it is handed on. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findGamFolders } from '../../../main/tenants/gam/found';
import { credentialsOf } from '../../../main/tenants/gam/gather';
import { checkTenant } from '../../../main/tenants/health';
import { DEMO, Tenants } from '../../../main/tenants/tenants';
import { KeptTenant } from '../../../preload/contract';
import { PLANTED, signIn, write, writeCredentials, writeGamFolder } from './gam-folders';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gamgui-tenants-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const gam = () => join(home, '.gam');

function tenant(section: string | null, domain = 'larkfield.example'): KeptTenant {
  const source = { kind: 'gam-folder', folder: gam(), section };
  const seen = { id: 'larkfield', name: 'Larkfield', colour: 'teal', initials: 'LF' };
  return KeptTenant.parse({ ...seen, domain, source });
}

const kinds = (of: KeptTenant) => checkTenant(of, 0).findings.map(({ kind }) => kind);
const texts = (of: KeptTenant) =>
  checkTenant(of, 0)
    .findings.map(({ text, fix }) => `${text} ${fix ?? ''}`)
    .join('\n');

describe('what is found', () => {
  it('is each section with credentials of its own, with its domain and administrator', () => {
    writeGamFolder(gam(), { DEFAULT: 'larkfield.example', nord: 'nordlicht.example' });
    write(join(gam(), 'gam.cfg'), '[DEFAULT]\n[nord]\nconfig_dir = nord\n[filter]\ncharset = x\n');
    expect(findGamFolders({}, [], home)).toEqual([
      {
        folder: gam(),
        section: null,
        domain: 'larkfield.example',
        admin: 'admin@larkfield.example',
      },
      {
        folder: gam(),
        section: 'nord',
        domain: 'nordlicht.example',
        admin: 'admin@nordlicht.example',
      },
    ]);
  });

  it('begins with GAMCFGDIR, goes by gam.cfg’s own domain, and leaves out what a tenant uses', () => {
    const other = join(home, 'elsewhere');
    writeGamFolder(gam(), { DEFAULT: 'larkfield.example' });
    writeCredentials(other, 'larkfield.example');
    write(join(other, 'gam.cfg'), '[DEFAULT]\ndomain = Harbor.example\n');
    const env = { GAMCFGDIR: other };
    expect(findGamFolders(env, [], home).map(({ domain }) => domain)).toEqual([
      'harbor.example',
      'larkfield.example',
    ]);
    expect(findGamFolders(env, [tenant(null)], home).map(({ folder }) => folder)).toEqual([other]);
  });

  it('is the section that GAM would choose itself, not DEFAULT, where gam.cfg names one', () => {
    writeGamFolder(gam(), { DEFAULT: 'larkfield.example', nord: 'nordlicht.example' });
    write(join(gam(), 'gam.cfg'), '[DEFAULT]\nsection = nord\n[nord]\nconfig_dir = nord\n');
    expect(findGamFolders({}, [], home).map(({ section }) => section)).toEqual(['nord']);
  });

  it('is nothing where there is no GAM', () => expect(findGamFolders({}, [], home)).toEqual([]));

  it('holds no secret, and neither does what a check says', () => {
    writeGamFolder(gam(), { DEFAULT: 'larkfield.example' });
    const all = JSON.stringify([findGamFolders({}, [], home), checkTenant(tenant(null), 0)]);
    write(join(gam(), 'oauth2.txt'), `{"refresh_token": "${PLANTED.refresh}`);
    write(join(gam(), 'oauth2service.json'), PLANTED.key);
    const damaged = JSON.stringify([findGamFolders({}, [], home), checkTenant(tenant(null), 0)]);
    for (const secret of Object.values(PLANTED)) expect(all + damaged).not.toContain(secret);
  });
});

describe('a check', () => {
  it('finds all well', () => {
    writeGamFolder(gam(), { DEFAULT: 'larkfield.example' });
    expect(kinds(tenant(null))).toEqual(['ok', 'ok', 'ok']);
    expect(texts(tenant(null))).toContain('Signed in as admin@larkfield.example, with 17 scopes.');
  });

  it('says that the keys are another domain’s', () => {
    writeGamFolder(gam(), { DEFAULT: 'harbor.example' });
    expect(kinds(tenant(null))).toContain('warn');
    expect(texts(tenant(null))).toContain(
      'Its credentials are for harbor.example, and the tenant says larkfield.example.',
    );
  });

  it('says which file is missing, damaged, switched off or without its secret', () => {
    expect(texts(tenant(null))).toContain(`The folder ${gam()} is not there.`);
    writeGamFolder(gam(), { DEFAULT: 'larkfield.example' });
    expect(texts(tenant('nord'))).toContain('has no section “nord”');
    rmSync(join(gam(), 'client_secrets.json'));
    write(join(gam(), 'oauth2.txt'), 'not JSON');
    write(join(gam(), 'oauth2service.json'), '{}');
    expect(kinds(tenant(null))).toEqual(['bad', 'warn', 'warn']);
    expect(texts(tenant(null))).toContain('oauth2.txt is not what GAM writes.');
    expect(texts(tenant(null))).toContain('oauth2service.json is switched off: it is “{}”.');
    write(join(gam(), 'oauth2.txt'), signIn('larkfield.example', { refresh_token: '' }));
    expect(texts(tenant(null))).toContain('it has no refresh token.');
  });

  it.skipIf(process.platform === 'win32')('says that others can read the keys', () => {
    writeGamFolder(gam(), { DEFAULT: 'larkfield.example' });
    chmodSync(join(gam(), 'oauth2service.json'), 0o644);
    expect(texts(tenant(null))).toContain(`chmod 600 ${join(gam(), 'oauth2service.json')}`);
  });

  it('goes by the section’s own files', () => {
    writeGamFolder(gam(), { DEFAULT: 'harbor.example', nord: 'larkfield.example' });
    expect(kinds(tenant('nord'))).toEqual(['ok', 'ok', 'ok']);
  });
});

describe('what is brought to a container', () => {
  it('is the section’s files under GAM’s names, by this profile’s list alone', () => {
    writeGamFolder(gam(), { DEFAULT: 'larkfield.example', nord: 'nordlicht.example' });
    const own = tenant('nord');
    const tenants = new Tenants(() => [own]);
    const files = credentialsOf(own, tenants) ?? {};
    expect(Object.keys(files)).toEqual([
      'gam.cfg',
      'client_secrets.json',
      'oauth2.txt',
      'oauth2service.json',
    ]);
    expect(JSON.parse(files['oauth2.txt'] ?? '').decoded_id_token.hd).toBe('nordlicht.example');
    // A label of a container may say anything.
    const lie = { ...own, source: { kind: 'gam-folder' as const, folder: '/root', section: null } };
    expect(credentialsOf(lie, tenants)).toEqual(files);
    expect(credentialsOf({ ...lie, id: DEMO.id }, tenants)).toBeNull();
    expect(() => credentialsOf(own, new Tenants())).toThrow('There is no tenant');
  });
});
