/** States in words, as the table of the design has them. */
import { describe, expect, it } from 'vitest';
import { endBy } from '../../../main/sessions/end-words';
import type { Job } from '../../../preload/contract';
import {
  commandWords,
  jobWords,
  linkWords,
  listWords,
  namesWords,
  nextTry,
  placeWords,
  sentence,
  sessionWords,
  wholeCommand,
} from '../../../renderer/ui/words';

const NOW = 1_000_000;

function job(more: Partial<Job>): Job {
  const base: Job = {
    id: 'a',
    kind: 'gam',
    argv: ['gam', 'print', 'users'],
    startedAt: NOW - 60_000,
    endedAt: null,
    exit: null,
    rows: null,
    parent: null,
  };
  return { ...base, ...more };
}

const ended = (code: number, rows: Job['rows'] = null) =>
  jobWords(job({ endedAt: NOW, exit: { code }, rows }), false, NOW);

describe('sessionWords', () => {
  it('says what a session waits for', () => {
    const lost = {
      kind: 'reconnecting',
      reason: 'no answer',
      seenAt: null,
      offline: false,
    } as const;
    const both = (nextTryAt: number | null, offline = false) => {
      const state = { ...lost, nextTryAt, offline };
      expect(linkWords(state, NOW)).toEqual(sessionWords(state, NOW));
      const { word, second } = sessionWords(state, NOW);
      return [word, second];
    };
    expect(both(NOW + 3200)).toEqual(['Reconnecting', 'next try in 4 s']);
    expect(both(NOW)).toEqual(['Reconnecting', 'trying now']);
    expect(both(NOW + 3200, true)).toEqual(['Offline', 'next try in 4 s']);
    expect(both(null)).toEqual(['Not connected', 'not tried by itself']);
  });

  it('shows an end that was not expected as a failure', () => {
    const end = (expected: boolean) =>
      sessionWords({ ...endBy('out-of-memory'), kind: 'ended', expected, at: NOW }, NOW);
    expect(end(false)).toMatchObject({ icon: 'octagon-x', tone: 'bad', second: 'out of memory' });
    expect(end(true)).toMatchObject({ icon: 'square', tone: 'quiet' });
  });

  it('says in a list that a session was started again, as long as it runs', () => {
    const restart = { reason: 'out-of-memory', at: NOW } as const;
    const detached = { kind: 'detached' } as const;
    const nearEnd = null;
    expect(listWords({ state: detached, restart, nearEnd }, NOW)).toMatchObject({
      word: 'In background',
      tone: 'warn',
      second: 'memory ran out',
    });
    expect(listWords({ state: detached, nearEnd }, NOW).second).toBe('window closed');
    const ended = { ...endBy('asked'), kind: 'ended', at: NOW } as const;
    expect(listWords({ state: ended, restart, nearEnd }, NOW).second).toBe('by you');
    const near = { why: 'life', at: NOW + 9 * 60_000 } as const;
    const soon = listWords({ state: detached, restart, nearEnd: near }, NOW);
    expect(soon).toMatchObject({ tone: 'warn', second: 'ends in 9 min' });
  });

  it('names three, and counts the rest', () => {
    expect(namesWords(['a'])).toBe('a');
    expect(namesWords(['a', 'b', 'c'])).toBe('a, b and c');
    expect(namesWords(['a\n', 'b', 'c', 'd', 'e'])).toBe('a␊, b, c and 2 more');
  });

  it('counts the tries of an end', () => {
    const tried = (tries: number) =>
      sessionWords({ kind: 'ending', since: NOW, tries }, NOW).second;
    expect([tried(0), tried(1), tried(3)]).toEqual([
      'until it is gone',
      'not gone yet, tried once',
      'not gone yet, tried 3 times',
    ]);
  });

  it('makes what a reason hides visible', () => {
    const state = { kind: 'failed', reason: 'bad\u202ename' } as const;
    expect(sessionWords(state, NOW).second).toBe('bad‹U+202E›name');
  });
});

describe('linkWords', () => {
  it('is slow above 250 ms', () => {
    const link = (latencyMs: number | null) => linkWords({ kind: 'live', latencyMs }, NOW);
    expect(link(250)).toMatchObject({ word: 'Live', second: '250 ms', tone: 'ok' });
    expect(link(251)).toMatchObject({ word: 'Slow', icon: 'gauge', tone: 'warn' });
    expect(link(null)).toMatchObject({ word: 'Live', second: '' });
  });
});

describe('jobWords', () => {
  it.each([
    [0, 'Done'],
    [1, 'Failed'],
    [19, 'Failed'],
    [20, 'Answer'],
    [30, 'Answer'],
    [31, 'Failed'],
    [50, 'Failed'],
    [79, 'Failed'],
    [7, 'Out of memory'],
    [8, 'Stopped'],
    [130, 'Stopped'],
    [137, 'Out of memory'],
  ])('exit %i is %s', (code, word) => expect(ended(code).word).toBe(word));

  it('says failed rows beside an exit of 0', () => {
    const words = ended(0, { done: 2000, failed: 37, total: 2000 });
    expect(words).toMatchObject({ word: '37 failed', second: '1,963 done', tone: 'warn' });
  });

  it('says of a bulk job that only some rows failed', () =>
    expect(ended(56, { done: 9, failed: 0, total: 9 }).word).toBe('Some failed'));

  it('keeps a failure a failure, whatever its rows', () =>
    expect(ended(3, { done: 1, failed: 1, total: 9 })).toMatchObject({
      word: 'Failed',
      second: '1 of 9',
    }));

  it('says that a job was cut off by the end of its session', () => {
    expect(jobWords(job({}), true, NOW).word).toBe('Cut off');
    expect(jobWords(job({}), false, NOW)).toMatchObject({
      word: 'Running',
      second: 'running for 1 min',
    });
  });
});

describe('commandWords', () => {
  it('leaves out the gam that every job begins with', () => {
    expect(commandWords(job({ argv: ['/opt/bin/gam', 'info', 'domain'] }))).toBe('info domain');
    expect(commandWords(job({ argv: ['gam'] }))).toBe('gam');
    expect(commandWords(job({ kind: 'command', argv: ['gam x | wc -l'] }))).toBe('x | wc -l');
    expect(commandWords(job({ kind: 'command', argv: ['gamble'] }))).toBe('gamble');
  });

  it('has it in the window’s status line, without its folder', () => {
    expect(wholeCommand(job({ argv: ['/opt/bin/gam', 'info', 'domain'] }))).toBe('gam info domain');
    expect(wholeCommand(job({ argv: ['gam'] }))).toBe('gam');
  });
});

describe('small words', () => {
  it('counts down to the next try, and tries', () => {
    expect(nextTry(NOW + 1, NOW)).toBe('next try in 1 s');
    expect(nextTry(NOW, NOW)).toBe('trying now');
    expect(nextTry(null, NOW)).toBe('not tried by itself');
  });

  it('makes sentences', () => {
    expect(sentence(' the disk is full ')).toBe('The disk is full.');
    expect(sentence('Is it?')).toBe('Is it?');
    expect(sentence('give it with:')).toBe('Give it with:');
    expect(sentence('')).toBe('');
  });

  it('keeps a place that is not set up apart from one that cannot be used', () => {
    expect(placeWords({ kind: 'unset', text: 'No cluster chosen yet' }).word).toBe('Not set up');
    const error = { code: 'x', message: 'Docker is not running' };
    expect(placeWords({ kind: 'unusable', error })).toMatchObject({
      word: 'Cannot be used',
      tone: 'warn',
    });
  });
});
