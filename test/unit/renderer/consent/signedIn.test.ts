/** What is said of a new sign-in on this computer. */
import { describe, expect, it } from 'vitest';
import type { Job, TenantFinding } from '../../../../preload/contract';
import { hasSignedIn, signedInWords } from '../../../../renderer/terminal/consent/signedIn';

const job = (command: string, exit: Job['exit']): Job => ({
  id: 'a',
  kind: 'gam',
  argv: command.split(' '),
  startedAt: 1,
  endedAt: exit === null ? null : 2,
  exit,
  rows: null,
  parent: null,
});

describe('a run of GAM has signed in', () => {
  it.each(['gam oauth create', 'gam oauth2 UPDATE', 'gam select nord oauth request x@y.example'])(
    '%s',
    (command) => {
      expect(hasSignedIn(job(command, { code: 0 }))).toBe(true);
      expect(hasSignedIn(job(command, null))).toBe(false);
      expect(hasSignedIn(job(command, { code: 2 }))).toBe(false);
      expect(hasSignedIn(job(command, { signal: 'INT' }))).toBe(false);
    },
  );
  it.each(['gam oauth info', 'gam oauth delete', 'gam create user oauth', 'gam'])(
    '%s: not',
    (one) => expect(hasSignedIn(job(one, { code: 0 }))).toBe(false),
  );
});

describe('what is said of it', () => {
  const OK: TenantFinding = { kind: 'ok', text: 'Signed in as a@x.example, with 3 scopes.' };
  const WARN: TenantFinding = {
    kind: 'warn',
    text: 'GAM has no permission for: groups.',
    fix: 'gam oauth update',
  };
  const BAD: TenantFinding = {
    kind: 'bad',
    text: '\u202eIt cannot be renewed.',
    fix: 'gam oauth create',
  };

  it('is who, where all is well', () => {
    expect(signedInWords([OK])).toEqual({ isWell: true, text: OK.text });
    expect(signedInWords([])).toEqual({ isWell: true, text: '' });
  });
  it('is the worst, and what to do', () => {
    expect(signedInWords([OK, WARN])).toEqual({
      isWell: false,
      text: 'GAM has no permission for: groups. gam oauth update',
    });
    const { text } = signedInWords([WARN, OK, BAD]);
    expect(text).toBe('‹U+202E›It cannot be renewed. gam oauth create');
  });
});
