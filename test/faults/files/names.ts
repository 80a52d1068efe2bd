/** Names of files, most of them such that a shell, another system or a careless program would trip over them. */
import type { Chance } from '../chance';

const HOSTILE = [
  'two words.csv',
  ' leading and trailing ',
  'it\'s "quoted".csv',
  'a\nline.csv',
  '-rf',
  '--help.csv',
  '$(reboot)`x`.csv',
  'back\\slash.csv',
  'C:drive.csv',
  'CON',
  'nul.txt',
  'dot.',
  '.hidden',
  '...',
  '~',
  '*?.csv',
  'Users.csv',
  'users.CSV',
  'é.csv',
  'e\u0301.csv',
  'ınvoıce.csv',
  '👩‍🏫.csv',
  '\u202egnp.csv',
  '\u200b',
  'tab\there',
  'semi;colon|pipe&.csv',
  `${'x'.repeat(251)}.csv`,
  'ä'.repeat(127),
].map((text) => Buffer.from(text));

/** No UTF-8: only bytes can hold them. */
const BROKEN = [Buffer.from([0x66, 0xe9, 0x2e, 0x63, 0x73, 0x76]), Buffer.from([0xff, 0xfe])];

/** One name that is text. */
export function nameOf(chance: Chance): Buffer {
  return HOSTILE[chance.between(0, HOSTILE.length)] ?? Buffer.from('a');
}

/** So many names for one folder, no two alike. */
export function namesOf(chance: Chance, count: number): Buffer[] {
  const left = [...HOSTILE, ...BROKEN];
  return Array.from({ length: count }, (_, index) => {
    const [name] = chance.happens(0.5) ? left.splice(chance.between(0, left.length), 1) : [];
    return name ?? Buffer.from(`file ${index}.csv`);
  });
}
