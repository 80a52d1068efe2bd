/** The mask of ws, by words: the same as byte by byte, wherever in memory both ends are. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mask, unmask } from '../../../main/network/websocket-mask';

const key = fc.uint8Array({ minLength: 4, maxLength: 4 });
const data = fc.uint8Array({ maxLength: 40 });
/** Where in memory it begins. */
const at = fc.nat(9);

/** The bytes, at this offset of a buffer of their own. */
function placed(bytes: Uint8Array, from: number): Uint8Array {
  const all = new Uint8Array(from + bytes.length);
  all.set(bytes, from);
  return all.subarray(from);
}

/** RFC 6455 section 5.3. */
function masked(bytes: Uint8Array, by: Uint8Array): Uint8Array {
  return bytes.map((byte, index) => byte ^ (by[index % 4] ?? 0));
}

test('each byte has its byte of the key, and no other byte is touched', () => {
  fc.assert(
    fc.property(data, key, at, at, at, fc.nat(3), (bytes, by, from, to, offset, more) => {
      const source = placed(Uint8Array.of(...bytes, ...new Uint8Array(more)), from);
      const output = placed(new Uint8Array(offset + bytes.length + more).fill(7), to);
      mask(source, by, output, offset, bytes.length);
      const rest = (length: number) => new Array<number>(length).fill(7);
      expect([...output]).toEqual([...rest(offset), ...masked(bytes, by), ...rest(more)]);
      expect([...source.subarray(0, bytes.length)]).toEqual([...bytes]);
    }),
  );
});

test('in place, and taken off again', () => {
  fc.assert(
    fc.property(data, key, at, (bytes, by, from) => {
      const buffer = placed(bytes, from);
      mask(buffer, by, buffer, 0, buffer.length);
      expect([...buffer]).toEqual([...masked(bytes, by)]);
      unmask(buffer, by);
      expect([...buffer]).toEqual([...bytes]);
    }),
  );
});
