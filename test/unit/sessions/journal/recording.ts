/** Recordings as an agent makes them (agent/PROTOCOL.md, The journal). */
import type { Stretch } from '../../../../main/sessions/journal/export/stretches';

type Part = Omit<Stretch, 'data'> & { readonly data: Uint8Array };

/** The bytes of a recording. */
export function recording(stretches: readonly Part[]): Buffer {
  return Buffer.concat(
    stretches.flatMap(({ at, size, data }) => {
      const head = Buffer.alloc(16);
      head.writeBigUInt64BE(BigInt(at ?? 0), 0);
      head.writeUInt32BE(data.length, 8);
      head.writeUInt16BE(size?.cols ?? 0, 12);
      head.writeUInt16BE(size?.rows ?? 0, 14);
      return [head, Buffer.from(data)];
    }),
  );
}
