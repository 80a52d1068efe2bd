/** What the command line does not understand is told, with exit code 2, and changes nothing. */
import { readdir } from 'node:fs/promises';
import { expect, test } from './lib/app';

/** The command line needs no display. */
const NO_DISPLAY = { env: { DISPLAY: '', WAYLAND_DISPLAY: '' } };

const WRONG: [string, string[], RegExp][] = [
  ['tenant', ['run', '--tenant', 'nosuch', '--', 'true'], /nosuch/],
  ['backend', ['run', '--backend', 'nosuch', '--', 'true'], /nosuch/],
  ['option', ['run', '--nosuch', '--', 'true'], /--nosuch/],
  ['word', ['nosuch'], /nosuch/],
  ['command', ['run'], /command after/],
  ['session', ['exec', 'nosuchone', '--', 'true'], /nosuchone/],
];

for (const [what, words, message] of WRONG) {
  test(`an unknown or missing ${what} is told, and nothing is made`, async ({ profile, shell }) => {
    const before = await readdir(profile, { recursive: true });
    const { code, stdout, stderr } = await shell(words, NO_DISPLAY);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    const after = await readdir(profile, { recursive: true });
    // The profile's own folders may be there now; nothing is in them. The home is the test's, and Chromium's in it.
    const folders = ['records', 'run', 'sessions', ...before];
    const isHome = (name: string) => name.split('/')[0] === 'home';
    expect(after.filter((name) => !folders.includes(name) && !isHome(name))).toEqual([]);
  });
}
