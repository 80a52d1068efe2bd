import { describe, expect, test } from 'vitest';
import { parseCli } from '../../../main/cli/arguments';
import { Failure } from '../../../main/failure';

const run = { kind: 'run', backend: 'local', tenant: 'demo', files: [], keep: false, yes: false };
const transfer = { to: '.', replace: false };

describe('understands', () => {
  test.each([
    ['', { kind: 'help' }],
    ['help', { kind: 'help' }],
    ['--help', { kind: 'help' }],
    ['run --help', { kind: 'help' }],
    ['--version', { kind: 'version' }],
    ['run -- gam print users', { ...run, argv: ['gam', 'print', 'users'] }],
    ['run -- gam --help', { ...run, argv: ['gam', '--help'] }],
    ['run --keep --name n -- a -- b', { ...run, keep: true, name: 'n', argv: ['a', '--', 'b'] }],
    ['run --file a --file=b -- c', { ...run, files: ['a', 'b'], argv: ['c'] }],
    ['run --backend x --tenant y -- c', { ...run, backend: 'x', tenant: 'y', argv: ['c'] }],
    ['run --yes -- c --yes', { ...run, yes: true, argv: ['c', '--yes'] }],
    ['exec abcde -- sh -c x', { kind: 'exec', id: 'abcde', yes: false, argv: ['sh', '-c', 'x'] }],
    ['exec abcde --yes -- c', { kind: 'exec', id: 'abcde', yes: true, argv: ['c'] }],
    ['put abcde f g', { kind: 'put', id: 'abcde', files: ['f', 'g'], ...transfer }],
    ['put abcde --to d f', { kind: 'put', id: 'abcde', files: ['f'], to: 'd', replace: false }],
    [
      'export abcde --format asciicast f',
      { kind: 'export', id: 'abcde', file: 'f', format: 'asciicast', replace: false },
    ],
    [
      'export abcde f --replace',
      { kind: 'export', id: 'abcde', file: 'f', format: 'text', replace: true },
    ],
    ['put abcde -- -f', { kind: 'put', id: 'abcde', files: ['-f'], ...transfer }],
    ['get abcde f --replace', { kind: 'get', id: 'abcde', files: ['f'], to: '.', replace: true }],
    ['sessions', { kind: 'sessions', json: false }],
    ['sessions --json', { kind: 'sessions', json: true }],
    ['extend abcde', { kind: 'extend', id: 'abcde', byMs: 3_600_000 }],
    ['extend abcde --by 0.5', { kind: 'extend', id: 'abcde', byMs: 1_800_000 }],
    ['diagnose', { kind: 'diagnose', targets: [], as: 'text' }],
    ['diagnose --json', { kind: 'diagnose', targets: [], as: 'json' }],
    ['diagnose local --report', { kind: 'diagnose', targets: ['local'], as: 'report' }],
    ['end abcde fghij', { kind: 'end', ids: ['abcde', 'fghij'] }],
  ])('%s', (line, expected) => {
    expect(parseCli(line.split(' ').filter(Boolean))).toEqual(expected);
  });

  test('an argument that is empty', () => {
    expect(parseCli(['exec', 'abcde', '--', 'echo', ''])).toMatchObject({ argv: ['echo', ''] });
  });
});

describe('refuses', () => {
  test.each([
    ['walk', 'walk'],
    ['run', 'command after `--`'],
    ['run --', 'command after `--`'],
    ['run gam', 'gam'],
    ['run --no-such -- gam', '--no-such'],
    ['run --keep=1 -- gam', '--keep'],
    ['run --file', '--file'],
    ['exec -- gam', "a session's id"],
    ['exec abcde gam', 'one session'],
    ['exec abcde', 'command after `--`'],
    ['put abcde', 'a file'],
    ['extend', "a session's id"],
    ['extend abcde --by soon', 'hours'],
    ['extend abcde --by 25', 'hours'],
    ['export abcde', 'a file'],
    ['export abcde f g', 'one file'],
    ['export abcde --format gif f', 'gif'],
    ['get', 'a file'],
    ['sessions abcde', 'no other words'],
    ['end', "a session's id"],
    ['end --all', '--all'],
  ])('%s', (line, words) => {
    const call = () => parseCli(line.split(' '));
    expect(call).toThrow(Failure);
    expect(call).toThrow(words);
  });
});
