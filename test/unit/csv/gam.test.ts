/**
 * The worst files against the real GAM: what it makes of the original, that its own remedy is the one we name, and that it
 * does what was meant with the copy. `gam csvtest` shows the commands that GAM would run, without running them.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkCsv } from '../../../main/csv/check';
import { fixCsv } from '../../../main/csv/fix';
import { type CsvFinding, type CsvMend, USUAL_MENDS } from '../../../preload/csv';
import { RealCli, type Said } from '../cli/real-cli';

// GAM starts anew for each line.
vi.setConfig({ testTimeout: 180_000 });

let folder = '';
let real: RealCli;
let session = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-csv-gam-'));
  real = new RealCli(folder);
  session = (await real.keep('--', 'true')).id;
});
afterAll(async () => {
  await real.endAll();
  rmSync(folder, { recursive: true });
});

/** Runs a line of the shell in the session. */
const shell = (line: string): Promise<Said> => real.do('exec', session, '--', 'sh', '-c', line);

/** Puts a file and its copy into the session, as NAME.csv and NAME.fixed.csv, and says what was found. */
async function send(name: string, content: string | Uint8Array, ...more: CsvMend[]) {
  const [file, copy] = [`${name}.csv`, `${name}.fixed.csv`];
  writeFileSync(join(folder, file), content);
  const report = await checkCsv(join(folder, file), { domains: ['demo.example'] });
  const mends = [...USUAL_MENDS, ...more];
  await fixCsv(join(folder, file), join(folder, copy), report, { mends });
  expect(await real.do('put', session, file, copy)).toMatchObject({ code: 0 });
  return report.findings;
}

const CREATE = 'gam create user "~Email" firstname "~First" lastname "~Last" password random';

/** Creates the people of a copy, and says what the domain then has of them. */
async function create(copy: string, query: string): Promise<string[]> {
  expect(await shell(`gam csv ${copy} ${CREATE}`)).toMatchObject({ code: 0 });
  const { stdout } = await shell(`gam print users query ${query} fields name`);
  return stdout.trim().split('\n').slice(1);
}

/** The words of GAM's own that mend it all. */
function remedies(findings: readonly CsvFinding[]): string {
  return findings.flatMap((found) => ('remedy' in found ? [found.remedy] : [])).join(' ');
}

const kinds = (findings: readonly CsvFinding[]) => findings.map(({ kind }) => kind);

describe('GAM and', () => {
  test('semicolons', async () => {
    const rows = 'Email;First;Last\nsemi1@demo.example;Ann;Semi\nsemi2@demo.example;Bob;Semi\n';
    const findings = await send('semicolons', rows);
    expect(kinds(findings)).toEqual(['delimiter']);
    const original = await shell(`gam csv semicolons.csv ${CREATE}`);
    expect(original).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"Email" not found'),
    });
    const mended = await shell(`gam csvtest semicolons.csv ${remedies(findings)} ${CREATE}`);
    expect(mended.stdout).toContain('gam create user semi2@demo.example firstname Bob');
    expect(await create('semicolons.fixed.csv', 'familyName:Semi')).toHaveLength(2);
  });

  test('Latin-1', async () => {
    const rows = 'Email,First,Last\nlatin@demo.example,Jérôme,Latin\n';
    const findings = await send('latin', Buffer.from(rows, 'latin1'));
    expect(kinds(findings)).toEqual(['encoding']);
    const original = await shell(`gam csv latin.csv ${CREATE}`);
    expect(original).toMatchObject({ code: 6, stderr: expect.stringContaining("can't decode") });
    const mended = await shell(`gam csvtest latin.csv ${remedies(findings)} ${CREATE}`);
    expect(mended.stdout).toContain('firstname Jérôme');
    const [made] = await create('latin.fixed.csv', 'familyName:Latin');
    expect(made).toContain('Jérôme');
  });

  test('capitals in a header', async () => {
    const findings = await send('capitals', 'EMAIL,First,Last\ncaps@demo.example,Ann,Caps\n');
    expect(kinds(findings)).toEqual(['header-case']);
    const original = await shell(`gam csv capitals.csv ${CREATE}`);
    expect(original).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"Email" not found'),
    });
    const mended = await shell(`gam csvtest capitals.csv gam info user ${remedies(findings)}`);
    expect(mended.stdout).toContain('gam info user caps@demo.example');
    expect(await create('capitals.fixed.csv', 'familyName:Caps')).toHaveLength(1);
  });

  test('two headers of one name', async () => {
    const rows = 'Email,OU,OU\nadmin@demo.example,/Sales,/Engineering\n';
    const findings = await send('twice', rows, 'header-names');
    expect(kinds(findings)).toEqual(['duplicate-header']);
    const update = 'gam update user "~Email" org';
    const original = await shell(`gam csvtest twice.csv ${update} "~OU"`);
    expect(original.stdout).toContain('org /Engineering');
    const copy = await shell(`gam csvtest twice.fixed.csv ${update} "~OU" note "~OU_1"`);
    expect(copy.stdout).toContain('org /Engineering note /Sales');
  });

  test('keys that are blank or have spaces around them', async () => {
    const rows = 'Email,First,Last\n,Ann,Keys\n  ,Bob,Keys\n keys@demo.example ,Cy,Keys\n';
    const findings = await send('keys', rows, 'blank-keys');
    expect(kinds(findings)).toEqual(['blank-key', 'padded-key']);
    const original = await shell(`gam csvtest keys.csv ${CREATE}`);
    expect(original.stdout).toContain('gam create user "" firstname Ann');
    expect(original.stdout).toContain('gam create user "  " firstname Bob');
    expect(original.stdout).toContain('gam create user " keys@demo.example " firstname Cy');
    expect(await create('keys.fixed.csv', 'familyName:Keys')).toEqual([
      expect.stringContaining('keys@demo.example'),
    ]);
  });

  test('a line break in a cell', async () => {
    const rows = 'Email,First,Last\nbreak@demo.example,Ann,"Break\r\nHolm"\n';
    expect(kinds(await send('break', rows))).toEqual(['line-break']);
    const original = await shell(`gam csvtest break.csv ${CREATE}`);
    expect(original.stdout).toContain('Break\nHolm');
    const [made] = await create('break.fixed.csv', 'familyName:Break');
    expect(made).toContain('Break Holm');
  });

  test('no headers, UTF-16, tabs, and the first line of spreadsheets', async () => {
    const plain = await send('plain', 'plain@demo.example,Ann,Plain\n', 'add-header');
    expect(kinds(plain)).toEqual(['no-header']);
    const info = 'gam info user "~Email"';
    const named = await shell(`gam csvtest plain.csv ${remedies(plain)} ${info}`);
    expect(named.stdout).toContain('gam info user plain@demo.example');
    const copied = await shell(`gam csvtest plain.fixed.csv ${info}`);
    expect(copied.stdout).toContain('gam info user plain@demo.example');

    const rows = '\ufeffEmail\tFirst\ntabs@demo.example\tAnn\n';
    const tabs = await send('tabs', Buffer.from(rows, 'utf16le'));
    expect(kinds(tabs)).toEqual(['encoding', 'delimiter']);
    expect((await shell(`gam csvtest tabs.csv ${info}`)).code).toBe(6);
    const read = await shell(`gam csvtest tabs.csv ${remedies(tabs)} ${info}`);
    expect(read.stdout).toContain('gam info user tabs@demo.example');

    const sep = await send('sep', 'sep=;\r\nEmail;First\r\nsep@demo.example;Ann\r\n');
    expect(kinds(sep)).toEqual(['delimiter', 'preamble']);
    expect((await shell(`gam csvtest sep.csv ${remedies(sep)} ${info}`)).code).toBe(2);
    const whole = await shell(`gam csvtest sep.fixed.csv ${info}`);
    expect(whole.stdout).toContain('gam info user sep@demo.example');
  });

  test('a cell that is too long', async () => {
    const findings = await send('long', `Email,N\nlong@demo.example,${'x'.repeat(131_073)}\n`);
    expect(kinds(findings)).toEqual(['long-cell']);
    const original = await shell('gam csvtest long.csv gam info user "~Email"');
    expect(original).toMatchObject({ code: 1, stderr: expect.stringContaining('field larger') });
  });

  test('its own tables: there is nothing to say of them', async () => {
    const what = [
      'users allfields',
      'groups',
      'group-members',
      'cros',
      'orgs',
      'admins',
      'aliases',
    ];
    for (const list of what) {
      const { stdout, code } = await shell(`gam print ${list}`);
      expect(code).toBe(0);
      const alarming = (await send(list.replaceAll(/\W/g, ''), stdout)).filter(
        // Which a table of people can well have.
        ({ kind }) => kind !== 'outside-domain',
      );
      expect([list, alarming]).toEqual([list, []]);
    }
  });
});
