import { expect, test } from 'vitest';
import { HEAD, median, readWords, rowText } from '../../../setup/benching/row.mjs';

test('words name benchmarks, and a file for the rows', () => {
  expect(readWords(['a', '--json', 'f.json', 'b'])).toEqual({ names: ['a', 'b'], json: 'f.json' });
  expect(readWords([])).toEqual({ names: [], json: undefined });
  expect(() => readWords(['--json'])).toThrow('file');
});

const cells = (line: string) => line.split(/ {2,}/);

test('a row as a person reads it', () => {
  const row = {
    name: 'throughput',
    unit: 'MB/s',
    value: 12.3456,
    peer: 'bare PTY',
    peerValue: 13,
    ratio: 0.94966,
    bound: '>= 0.9',
    ok: true,
  };
  const compared = ['✓ throughput', '12.35 MB/s', 'bare PTY 13 MB/s', '0.9497', '>= 0.9'];
  expect(cells(rowText(row))).toEqual(compared);
  const alone = { ...row, peer: '', peerValue: null, ratio: null, bound: null, ok: false };
  const line = rowText({ ...alone, spread: '12 to 13' });
  expect(cells(line)).toEqual(['✗ throughput', '12.35 MB/s', '12 to 13']);
  expect(line.indexOf('12 to 13')).toBe(HEAD.indexOf('spread'));
});

test('the median of odd and even counts', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});
