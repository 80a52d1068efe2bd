/** What is said about newer versions. */
import { expect, test } from 'vitest';
import { answerWords, settingWords } from '../../../../renderer/home/updates/words';

/** The answer as one text. */
function said(...answer: Parameters<typeof answerWords>): string {
  const { title, text } = answerWords(...answer);
  return `${title} ${text}`.trim();
}

const current = '1.3.0';

test.each([
  [null, 'Asking which version is the newest…'],
  [
    { kind: 'newer', current, newest: '1.4.0' },
    'GamGUI 1.4.0 is there. This is 1.3.0. GamGUI installs nothing by itself. The page of the release has the files; sessions go on meanwhile.',
  ],
  [{ kind: 'none', current, newest: '1.3.0' }, 'GamGUI 1.3.0 is the newest version.'],
  [
    { kind: 'none', current, newest: '1.2.0' },
    'There is no newer version. This is 1.3.0. The newest release is 1.2.0.',
  ],
  [
    { kind: 'source', current },
    'This GamGUI, 1.3.0, was built from its source, so nobody was asked. To update it, run git pull in its folder, then npm start.',
  ],
] as const)('%j', (answer, words) => {
  expect(said(answer === null ? null : { ok: true, value: answer })).toBe(words);
});

test('a failure is told by its own words, and what helps', () => {
  const error = { code: 'dns', message: 'It is not known: no network', fix: 'check the network' };
  expect(said({ ok: false, error })).toBe('It is not known: no network. Check the network.');
});

test('the setting says whom it asks, and of a build from source that it asks nobody', () => {
  const status = { current, from: 'owner/name', newer: null };
  expect(settingWords(status)).toContain('github.com/owner/name is asked');
  expect(settingWords({ ...status, from: null })).toContain('nobody is asked');
  expect(settingWords(null)).toBe('');
});
