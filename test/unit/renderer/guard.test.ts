/** A parser that throws: told once, and the next chunk is parsed. What is guarded lies behind xterm's types. */
import type { Terminal } from '@xterm/xterm';
import { describe, expect, it } from 'vitest';
import { guardParser } from '../../../renderer/terminal/guard';

/** As much of xterm as the guard touches. */
function fakeTerminal(parse: (data: string) => void) {
  const resets: string[] = [];
  const _writeBuffer = { _action: parse };
  const _core = { _writeBuffer, _inputHandler: { _parser: { reset: () => resets.push('reset') } } };
  return {
    terminal: { _core } as unknown as Terminal,
    write: (d: string) => _writeBuffer._action(d),
    resets,
  };
}

describe('guardParser', () => {
  it('tells what was thrown, and parses on from a fresh state', () => {
    const parsed: string[] = [];
    const told: unknown[] = [];
    const { terminal, write, resets } = fakeTerminal((data) => {
      if (data === 'bad') throw new TypeError('isWrapped');
      parsed.push(data);
    });
    expect(guardParser(terminal, (why) => told.push(why))).toBe(true);
    for (const data of ['one', 'bad', 'two']) write(data);
    expect(parsed).toEqual(['one', 'two']);
    expect(told).toEqual([new TypeError('isWrapped')]);
    expect(resets).toEqual(['reset']);
  });

  it('says where there is nothing to guard', () => {
    expect(guardParser({} as unknown as Terminal, () => undefined)).toBe(false);
  });
});
