import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageOf, stdinFrames } from '../../../../main/backends/kubernetes/exec/channels';
import { endOf } from '../../../../main/backends/kubernetes/exec/status';
import { encode } from '../../../../main/sessions/wire/encode';
import { EVEN_DATA } from '../../../../main/sessions/wire/frames';
import { count, seed } from '../../chance';

const bytes = fc.uint8Array({ maxLength: 200_000, size: 'max' }).map((part) => Buffer.from(part));

test('what is written to stdin is in its frames, in order, and none is too long', () => {
  const property = fc.property(fc.array(bytes, { maxLength: 5 }), (chunks) => {
    const frames = [...stdinFrames(chunks)];
    expect(
      frames.every((frame) => frame[0] === 0 && frame.length > 1 && frame.length <= 32 * 1024 + 1),
    ).toBe(true);
    const there = Buffer.concat(frames.map((frame) => frame.subarray(1)));
    expect(there.equals(Buffer.concat(chunks))).toBe(true);
  });
  fc.assert(property, { seed, numRuns: Math.min(count, 200) });
});

test('a piece of a file and its head are two whole frames', () => {
  const data = Buffer.alloc(EVEN_DATA);
  const frames = stdinFrames(encode({ type: 'data', transfer: 1, offset: 0, data }));
  expect([...frames].map((frame) => frame.length)).toEqual([32_769, 32_769]);
});

test('any frame is a message or is let pass', () => {
  const kinds = new Map([
    [1, 'stdout'],
    [2, 'stderr'],
    [3, 'status'],
  ]);
  const property = fc.property(fc.uint8Array({ maxLength: 64 }), (frame) => {
    const message = messageOf(Buffer.from(frame));
    expect(message.kind).toBe(kinds.get(frame[0] ?? 0) ?? 'other');
    if (message.kind !== 'other') expect([...message.bytes]).toEqual([...frame.subarray(1)]);
  });
  fc.assert(property, { seed, numRuns: count });
});

test('any status is an exit code or a failure', () => {
  const exit = fc.integer({ min: -(2 ** 31), max: 2 ** 31 });
  const cause = fc.record({
    reason: fc.constantFrom('ExitCode', 'x'),
    message: fc.oneof(exit.map(String), fc.string()),
  });
  const status = fc.record(
    {
      status: fc.constantFrom('Success', 'Failure', 'x'),
      reason: fc.constantFrom('NonZeroExitCode', 'x'),
      message: fc.string(),
      details: fc.record({ causes: fc.array(cause) }),
    },
    { requiredKeys: [] },
  );
  const anything = fc.oneof(status, fc.json(), fc.string());
  const property = fc.property(anything, (said) => {
    const end = endOf(Buffer.from(typeof said === 'string' ? said : JSON.stringify(said)));
    if (end.kind === 'exit') expect(Number.isInteger(end.exit.code)).toBe(true);
    else expect(end.failure.code).toBe('exec-failed');
  });
  fc.assert(property, { seed, numRuns: count });
});
