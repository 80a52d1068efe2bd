/** What a saved file holds that the session protected, as far as its name tells, and what is said when it leaves. */

/** What whoever has the file could do with it: act in the domain, or know of people. */
export type Sensitivity = 'credentials' | 'personal';

/** Files of GAM (its wiki, “Authorization”), of Google's libraries, of ssh and of curl, whatever they are called besides. */
const CREDENTIAL_FILES =
  /^(?:oauth2.*\.(?:txt|json)|client_?secrets?.*\.json|application_default_credentials\.json|kubeconfig|\.env|\.netrc|id_(?:rsa|dsa|ecdsa|ed25519))(?:\.lock)?$/;
/** Keys and their stores. */
const CREDENTIAL_ENDINGS = /\.(?:p12|pfx|pem|key|jks|keystore|ppk|kdbx?|kubeconfig)$/;
/** Passwords, tokens and backup codes, as in `new-passwords.csv` or `BackupCodes.csv`. */
const CREDENTIAL_WORDS =
  /^(?:(?:pass|backup)(?:words?|codes?|phrases?)|credentials?|secrets?|tokens?|asps?)$/;

/** Mail, contacts, calendars. */
const PERSONAL_ENDINGS = /\.(?:mbox|eml|msg|pst|vcf|ics)$/;
/** What `gam print …` writes about people. */
const PERSONAL_WORDS =
  /^(?:users?|people|persons?|staff|employees|members?|owners?|contacts?|profiles?|guardians?|students?|pupils?|teachers?|participants?|delegates?|aliases|phones?|recovery|addresse?s?|e?mails?|messages?|threads?|signatures?|vacation|calendars?|events?|logins?|activit(?:y|ies)|vault)$/;

/** What a file holds by its name, or null: nothing that its name tells. */
export function sensitive(name: string): Sensitivity | null {
  const lower = name.toLowerCase();
  const words = wordsOf(name);
  if (CREDENTIAL_FILES.test(lower) || CREDENTIAL_ENDINGS.test(lower)) return 'credentials';
  if (words.some((word) => CREDENTIAL_WORDS.test(word))) return 'credentials';
  if (PERSONAL_ENDINGS.test(lower)) return 'personal';
  return words.some((word) => PERSONAL_WORDS.test(word)) ? 'personal' : null;
}

/** `newUsers_2024.csv` is new, users, csv; two words in a row count as one, too: backup codes. */
function wordsOf(name: string): string[] {
  const apart = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase();
  const words = apart.match(/\p{L}+/gu) ?? [];
  return [...words, ...words.slice(1).map((word, at) => `${words[at]}${word}`)];
}

/** What is said when the files leave the session, or null where their names tell of nothing. `names` as they are saved. */
export function leavingWords(names: readonly string[]): string | null {
  const credentials = names.filter((name) => sensitive(name) === 'credentials');
  if (credentials.length > 0)
    return `By ${itsName(credentials)} credentials: whoever has the copy can act in your domain. Here the session does not protect it: keep it where only you can read it, and delete it when it has done its work.`;
  const personal = names.filter((name) => sensitive(name) === 'personal');
  if (personal.length > 0)
    return `By ${itsName(personal)} personal data. Here the session does not protect it: keep it where only those can read it who may, and delete it when it has done its work.`;
  return null;
}

/** `its name users.csv holds`, `their names users.csv and 2 more hold`. */
function itsName(names: readonly string[]): string {
  const [first = '', ...more] = names;
  return more.length === 0
    ? `its name ${first} holds`
    : `their names ${first} and ${more.length} more hold`;
}
