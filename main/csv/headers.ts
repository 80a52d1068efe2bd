/** The names of columns: as the file has them, and as a copy has them. */
import type { CsvMend } from '../../preload/contract';

/** As GAM prints them itself, where it is not plain small letters. `email` is as usual as `Email`. */
const GAM_NAMES = [
  'primaryEmail',
  'name.givenName',
  'name.familyName',
  'name.fullName',
  'orgUnitPath',
  'recoveryEmail',
  'recoveryPhone',
  'changePasswordAtNextLogin',
  'isEnrolledIn2Sv',
  'lastLoginTime',
  'creationTime',
  'deviceId',
  'serialNumber',
  'annotatedUser',
  'annotatedLocation',
  'annotatedAssetId',
  'Email',
];
const USUAL: ReadonlyMap<string, string> = new Map(
  GAM_NAMES.map((name) => [name.toLowerCase(), name]),
);

/** What columns are called that name whom or what a row is about; letters alone. */
const KEY_NAMES: ReadonlySet<string> = new Set([
  'email',
  'emailaddress',
  'emailaddressrequired',
  'primaryemail',
  'user',
  'useremail',
  'group',
  'groupemail',
  'member',
  'memberemail',
  'serialnumber',
  'deviceid',
]);

/** Whether a column of this name is a key. */
export function isKeyName(header: string): boolean {
  return header.length < 40 && KEY_NAMES.has(header.toLowerCase().replace(/[^a-z]/g, ''));
}

/** How GAM writes this header, or null: as it is, or GAM has no such header. */
export function expectedName(header: string): string | null {
  const name = header.trim();
  if (name === 'email') return null;
  const usual = USUAL.get(name.toLowerCase());
  return usual === undefined || usual === name ? null : usual;
}

/** Names for a table without any: the first address is an `Email`. */
export function madeUpHeaders(width: number, address: number): string[] {
  return Array.from({ length: width }, (_, at) => (at === address ? 'Email' : `Column${at + 1}`));
}

/**
 * The headers of a copy. No mend but `header-names` changes what another column's name means: where a name is taken,
 * the header stays as it is.
 */
export function mendHeaders(headers: readonly string[], mends: ReadonlySet<CsvMend>): string[] {
  let names = [...headers];
  if (mends.has('trim')) names = renameAll(names, (name) => name.trim());
  if (mends.has('header-case')) names = renameAll(names, (name) => expectedName(name) ?? name);
  return mends.has('header-names') ? apart(names) : names;
}

function renameAll(headers: readonly string[], rename: (name: string) => string): string[] {
  const taken = new Set(headers);
  return headers.map((header) => {
    const name = rename(header);
    if (name === header || taken.has(name)) return header;
    taken.add(name);
    return name;
  });
}

/**
 * All different, and none blank. The last one of a name keeps it, since that is the one GAM uses; one that differs by
 * spaces alone does not.
 */
function apart(headers: readonly string[]): string[] {
  const taken = new Set(headers);
  const last = new Map(headers.map((name, at) => [name, at]));
  const number = new Numbers(taken);
  return headers.map((header, at) => {
    const name = header.trim();
    if (name === '') return number.next('Column', at + 1);
    const isTwin = name !== header && taken.has(name);
    return last.get(header) === at && !isTwin ? header : number.next(`${name}_`, 1);
  });
}

/** Gives names with numbers that nothing else has. Each goes on where it was: a thousand same names cost no million looks. */
class Numbers {
  readonly #taken: Set<string>;
  readonly #next = new Map<string, number>();

  constructor(taken: Set<string>) {
    this.#taken = taken;
  }

  next(base: string, from: number): string {
    let number = Math.max(from, this.#next.get(base) ?? 0);
    while (this.#taken.has(`${base}${number}`)) number += 1;
    this.#next.set(base, number + 1);
    this.#taken.add(`${base}${number}`);
    return `${base}${number}`;
  }
}
