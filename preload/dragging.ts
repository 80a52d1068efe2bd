/**
 * What a terminal window asks for when files of its session are dragged to another program, or copied for one: a drag needs files
 * that are there, so copies are fetched before it begins. A window has one set of copies at a time.
 */
import { z } from 'zod';
import { SessionPath } from './files';
import { MOST_AT_ONCE } from './transfers';

/** A set of copies: 32 hexadecimal digits, chosen by main. */
export const CopiesId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand('CopiesId');
export type CopiesId = z.infer<typeof CopiesId>;

/** Copies that are there. */
export const Copies = z.object({
  id: CopiesId,
  /** Links and special files in them, which were left out. */
  leftOut: z.number().int().nonnegative(),
});
export type Copies = z.infer<typeof Copies>;

const One = z.object({ id: CopiesId }).strict();
/** What is said where the names tell of credentials or personal data, or null. */
const Leaving = z.object({ leaving: z.string().nullable() });

/** Channels about files of the calling terminal window's session. */
export const draggingCalls = {
  /** Fetches copies; resolves when they are there. The ones before them, and those that are still being fetched, are given up. */
  'dragging.stage': {
    input: z.object({ paths: z.array(SessionPath).min(1).max(MOST_AT_ONCE) }).strict(),
    output: Copies,
  },
  /** Gives up what is being fetched, and copies that nobody took. */
  'dragging.drop': { input: z.undefined(), output: z.void() },
  /** The pointer, which is down, carries the copies from now on. */
  'dragging.start': { input: One, output: Leaving },
  /** Puts the copies on the clipboard, for a file manager to paste. */
  'dragging.copy': { input: One, output: Leaving },
} as const;

/** What main tells the window whose copies are being fetched. Bytes; the total grows while folders are looked through. */
export const draggingPushes = {
  'dragging.progress': z.object({
    done: z.number().int().nonnegative(),
    total: z.number().int().nonnegative(),
  }),
} as const;
