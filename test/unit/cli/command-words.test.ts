import { expect, test } from 'vitest';
import { commandWords } from '../../../main/cli/command-words';

const headless = ['--no-sandbox', '--ozone-platform=headless', '--disable-gpu', '--log-level=3'];

test.each([
  { args: [], words: [] },
  { args: headless, words: [] },
  { args: ['--inspect=0', '--remote-debugging-port=0', '--no-sandbox'], words: [] },
  { args: [...headless, 'sessions', '--json'], words: ['sessions', '--json'] },
  { args: ['run', '--', 'gam', '--help'], words: ['run', '--', 'gam', '--help'] },
  { args: ['bogus'], words: ['bogus'] },
  { args: [...headless, '--version'], words: ['--version'] },
  { args: [''], words: [''] },
  { args: ['--no-sandbox', '--', 'gamgui://session/abcde'], words: [] },
  { args: ['--', 'run'], words: [] },
])('$args is the command $words', ({ args, words }) => {
  expect(commandWords(args)).toEqual(words);
});
