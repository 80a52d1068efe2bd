/** Version 1 of the protocol, frozen: the agent's tests read the same file. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Decoder } from '../../../../main/sessions/wire/decoder';
import { encode } from '../../../../main/sessions/wire/encode';
import { BadFrame, type Frame } from '../../../../main/sessions/wire/frames';

const Vectors = z.object({
  version: z.literal(1),
  frames: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      hex: z.string(),
      fields: z.record(z.string(), z.unknown()),
    }),
  ),
  ignored: z.array(z.object({ name: z.string(), hex: z.string() })),
  invalid: z.array(z.object({ name: z.string(), hex: z.string(), error: z.literal('bad-frame') })),
});

const file = new URL('../../../../agent/vectors/v1.json', import.meta.url);
const vectors = Vectors.parse(JSON.parse(readFileSync(file, 'utf8')));

function read(hex: string): Frame[] {
  const frames: Frame[] = [];
  new Decoder().push(Buffer.from(hex, 'hex'), (frame) => frames.push(frame));
  return frames;
}

/** A frame's fields as the file writes them: data in hexadecimal, a nonce as its 8 bytes. */
function fields(frame: Frame): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(frame)
      .filter(([name]) => name !== 'type')
      .map(([name, value]): [string, unknown] => {
        if (Buffer.isBuffer(value)) return [name, value.toString('hex')];
        if (typeof value === 'bigint') return [name, value.toString(16).padStart(16, '0')];
        return [name, value];
      }),
  );
}

/** The JSON of a frame, or null where it has none. */
function body(frame: Frame): unknown {
  return Object.values(frame).find((value) => typeof value === 'object' && !Buffer.isBuffer(value));
}

describe('vectors of version 1', () => {
  test.each(vectors.frames)('$name', ({ name, type, hex, fields: wanted }) => {
    const [frame, ...more] = read(hex);
    expect(more).toEqual([]);
    if (name === 'event-later') return void expect(frame).toBeUndefined();
    if (frame === undefined) throw new Error('nothing was read');
    expect(frame.type.toUpperCase()).toBe(type);
    if ('body' in wanted) {
      // Fields that are not known are dropped; all others are as they were.
      expect(wanted['body']).toMatchObject(Object(body(frame)));
      expect(read(Buffer.concat(encode(frame)).toString('hex'))).toEqual([frame]);
    } else {
      expect(fields(frame)).toEqual(wanted);
      expect(Buffer.concat(encode(frame)).toString('hex')).toBe(hex);
    }
  });

  test.each(vectors.ignored)('$name is read over', ({ hex }) => {
    expect(read(hex)).toEqual([]);
  });

  test.each(vectors.invalid)('$name is refused', ({ hex }) => {
    expect(() => read(hex)).toThrow(BadFrame);
  });
});
