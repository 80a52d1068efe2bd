import { afterEach, expect, test, vi } from 'vitest';
import { measureAll } from '../../../setup/benching/measure.mjs';

const row = {
  name: 'second',
  unit: 'MB/s',
  value: 1,
  peer: '',
  peerValue: null,
  ratio: null,
  bound: null,
  ok: true,
};

afterEach(() => {
  vi.restoreAllMocks();
});

test('a benchmark that throws is told and counted, and ends no other one', async () => {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const benches = [
    { name: 'first', measure: () => Promise.reject(new Error('The link broke.')) },
    { name: 'second', measure: () => Promise.resolve([row]) },
    { name: 'third', inCluster: true, measure: () => Promise.resolve([row]) },
  ];
  const { rows, failed } = await measureAll(benches, 'no Go', {});
  expect({ rows, failed }).toEqual({ rows: [row], failed: 1 });
  const told = out.mock.calls.map(([text]) => String(text)).join('');
  expect(told).toContain('✗ first: failed');
  expect(told).toContain('- third: not measured: no Go');
  expect(told).toContain('1 of 3 benchmarks failed');
  expect(String(err.mock.calls[0]?.[0])).toContain('The link broke.');
});
