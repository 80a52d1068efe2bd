import { expect, test } from 'vitest';
import { leavingWords, sensitive } from '../../../main/files/sensitive';

test.each([
  ...['oauth2.txt', 'OAuth2.txt', 'oauth2.txt.lock', 'oauth2 (2).txt', 'oauth2service.json'],
  ...['oauth2-helpdesk.txt', 'client_secrets.json', 'client_secret_123-abc.json', 'key.p12'],
  ...[
    'application_default_credentials.json',
    'cert.pem',
    'id_ed25519',
    '.netrc',
    'prod.kubeconfig',
  ],
  ...[
    'backup codes.csv',
    'backup-codes.csv',
    'BackupCodes.csv',
    'backupcodes',
    'new-passwords.csv',
  ],
  ...['newUserPassword.csv', 'tokens.csv', 'asps.csv'],
])('%s holds credentials', (name) => expect(sensitive(name)).toBe('credentials'));

test.each([
  ...['users.csv', 'newUsers.csv', 'all_members_2024.csv', 'contacts.vcf', 'inbox.mbox'],
  ...['login report.csv', 'Recovery-Phones.csv'],
])('%s holds personal data', (name) => expect(sensitive(name)).toBe('personal'));

test.each(['groups.csv', 'orgs.txt', 'licences.csv', 'keyboard.csv', 'tokenised.csv', 'notes', ''])(
  '%j tells nothing',
  (name) => expect(sensitive(name)).toBe(null),
);

test('what is said names the worst, exactly', () => {
  expect(leavingWords(['groups.csv'])).toBe(null);
  expect(leavingWords([])).toBe(null);
  expect(leavingWords(['groups.csv', 'users.csv'])).toBe(
    'By its name users.csv holds personal data. Here the session does not protect it: keep it where only those can read it who may, and delete it when it has done its work.',
  );
  expect(leavingWords(['users.csv', 'oauth2.txt', 'a.pem', 'b.p12'])).toMatch(
    /^By their names oauth2\.txt and 2 more hold credentials: whoever has the copy can act in your domain\./,
  );
});
