/** What the operations for looking at files answer (agent/PROTOCOL.md, Looking at files), as schemas. */
import { z } from 'zod';
import { TableRows } from '../../../preload/contract';
import { Entry } from './file-answers';

const { name: Name, size: Count, mtime: Time } = Entry.shape;

/** By operation. */
export const LookAnswers = {
  watch: z.object({ entries: z.array(Entry), gone: z.array(Name), again: z.boolean() }),
  mkdir: Entry,
  rename: Entry,
  remove: z.object({ removed: Count }),
  search: z.object({ found: z.array(Entry.extend({ path: Name })), more: z.boolean() }),
  peek: z.object({ size: Count, mtime: Time, data: Name }),
  table: TableRows,
  leave: z.object({}),
  stop: z.object({}),
} as const;
