// @ts-check
import { randomBytes, randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const UNITS = ['/', '/Staff', '/Staff/Teaching', '/Students/2027', '/Students/2028', '/Leavers'];
const HEAD =
  'primaryEmail,name.givenName,name.familyName,name.fullName,id,orgUnitPath,suspended,archived,isAdmin,isDelegatedAdmin,' +
  'agreedToTerms,isEnrolledIn2Sv,isEnforcedIn2Sv,isMailboxSetup,includeInGlobalAddressList,ipWhitelisted,customerId,' +
  'changePasswordAtNextLogin,creationTime,lastLoginTime\n';

/**
 * The users of a domain as `gam print users allfields` prints them, shortened to what every domain has: names, addresses, ids
 * and times are random, and no two users are alike.
 * @param {number} bytes about so many
 * @returns {Buffer}
 */
export function usersCsv(bytes) {
  const rows = [HEAD];
  for (let length = HEAD.length; length < bytes; ) {
    const row = user();
    rows.push(row);
    length += row.length;
  }
  return Buffer.from(rows.join(''));
}

function user() {
  const [given, family] = [name(4, 9), name(5, 11)];
  const id = BigInt(`0x1${randomBytes(8).toString('hex')}`)
    .toString()
    .padStart(21, '1');
  const flags = `${one(10)},False,${one(200)},False,True,${one(2)},False,True,True,False,C03az79cb,False`;
  const names = `${given},${family},${given} ${family}`;
  const email = `${given}.${family}${randomInt(100)}@school.example`.toLowerCase();
  const unit = UNITS[randomInt(UNITS.length)];
  return `${email},${names},${id},${unit},${flags},${time(2010, 2026)},${time(2026, 2027)}\n`;
}

/**
 * @param {number} least
 * @param {number} most
 */
function name(least, most) {
  const letters = Array.from({ length: randomInt(least, most + 1) }, () => LETTERS[randomInt(26)]);
  const [first = '', ...rest] = letters;
  return first.toUpperCase() + rest.join('');
}

/** @param {number} of so many it is true once */
function one(of) {
  return randomInt(of) === 0 ? 'True' : 'False';
}

/**
 * @param {number} from a year
 * @param {number} before
 */
function time(from, before) {
  return new Date(randomInt(Date.UTC(from), Date.UTC(before))).toISOString();
}
