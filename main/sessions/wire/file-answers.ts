/** What the operations of a `files` conversation answer (agent/PROTOCOL.md, CALL and REPLY), as schemas. */
import { z } from 'zod';
import { Time } from '../../../preload/contract';

/** Bytes. */
const Count = z.number().int().nonnegative();
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Bytes of a file's name or path, which travel in base64. */
const Name = z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64'));

/** Something in a folder of a session. `name` is bytes, `size` bytes, `mtime` ms, `mode` the permission bits. */
export const Entry = z.object({
  name: Name,
  type: z.enum(['file', 'folder', 'link', 'other']),
  size: Count,
  mtime: Time,
  mode: z.number().int(),
  /** Of a regular file, if asked for. */
  sha256: Sha256.optional(),
});
export type Entry = z.infer<typeof Entry>;

/** What became of one file of a bundle. */
const Placed = z.union([
  z.object({ ok: Entry, error: z.undefined().optional() }),
  z.object({
    ok: z.undefined().optional(),
    error: z.object({ code: z.string(), message: z.string() }),
  }),
]);

/** What the operations of a `files` conversation answer. */
export const FileAnswers = {
  list: z.object({ entries: z.array(Entry), more: z.boolean() }),
  stat: Entry,
  get: z.object({ size: Count, mtime: Time, mode: z.number().int() }),
  put: z.object({ offset: Count, sha256: Sha256 }),
  commit: Entry,
  done: z.object({}),
  cancel: z.object({}),
  mkdir: Entry,
  'put-at-once': z.object({ files: z.array(Placed) }),
  'set-folders': z.object({}),
  window: z.object({}),
} as const;
