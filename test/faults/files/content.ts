/** What planned files hold: the same for the same chance, and no two alike. */
import { createCipheriv } from 'node:crypto';
import type { Chance } from '../chance';

/** So many bytes: random ones, or text that compression makes half as long. */
export function contentOf(chance: Chance, size: number, isText: boolean): Buffer {
  const key = Buffer.alloc(16);
  for (let at = 0; at < key.length; at += 1) key[at] = chance.between(0, 256);
  const zeros = Buffer.alloc(isText ? Math.ceil(size / 2) : size);
  const random = createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(zeros);
  return isText ? Buffer.from(random.toString('hex').slice(0, size)) : random;
}
