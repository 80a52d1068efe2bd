/** Long lists are read in pages: the server keeps its place for some minutes. */
import { ListMeta } from './shapes';
import { BadReply, Refusal } from './trouble';

/** One page. `metadata` is as the server wrote it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly metadata?: unknown;
}

/** More pages than this are no list of sessions. */
const MOST_PAGES = 200;
/** How often a list is begun again because the server forgot its place. */
const RESTARTS = 2;

async function readOnce<T>(page: (after?: string) => Promise<Page<T>>) {
  const items: T[] = [];
  let after: string | undefined;
  for (let number = 0; number < MOST_PAGES; number += 1) {
    const { items: more, metadata } = await page(after);
    items.push(...more);
    const { data } = ListMeta.safeParse(metadata ?? {});
    if (data === undefined) throw new BadReply('a list in it has no version');
    after = data._continue;
    if (!after) return { items, resourceVersion: data.resourceVersion };
  }
  throw new BadReply(`a list has more than ${MOST_PAGES} pages`);
}

/** All pages; begun again where the server has forgotten its place (410 Expired). */
export async function readAll<T>(
  page: (after?: string) => Promise<Page<T>>,
): Promise<{ items: readonly T[]; resourceVersion: string }> {
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await readOnce(page);
    } catch (error) {
      const expired = error instanceof Refusal && error.status === 410;
      if (!expired || restarts === RESTARTS) throw error;
    }
  }
}
