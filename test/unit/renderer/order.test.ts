/** The order of the list, kept while one looks. */
import { describe, expect, it } from 'vitest';
import { endBy } from '../../../main/sessions/end-words';
import { freshOrder, inOrder, keptOrder } from '../../../renderer/ui/session/order';
import { aSession } from '../support/a-session';

const open = (id: string, createdAt: number) => aSession(id, { createdAt });
const over = (id: string, createdAt: number) =>
  aSession(id, {
    createdAt,
    state: { ...endBy('asked'), kind: 'ended', at: createdAt },
  });

describe('order', () => {
  it('has what runs first, and the newest on top', () => {
    const order = freshOrder([open('aaaaa', 1), over('bbbbb', 9), open('ccccc', 2)]);
    expect(order).toEqual({ running: ['ccccc', 'aaaaa'], ended: ['bbbbb'] });
  });

  it('leaves a session that ends where it is', () => {
    const order = freshOrder([open('aaaaa', 1), open('bbbbb', 2)]);
    expect(keptOrder(order, [open('aaaaa', 1), over('bbbbb', 2)])).toEqual(order);
  });

  it('puts a new session on top, and takes away one that is gone', () => {
    const order = freshOrder([open('aaaaa', 1), open('bbbbb', 2)]);
    const now = keptOrder(order, [open('aaaaa', 1), open('ddddd', 3)]);
    expect(now.running).toEqual(['ddddd', 'aaaaa']);
  });

  it('gives the sessions of a group', () => {
    const all = [open('aaaaa', 1), open('bbbbb', 2)];
    expect(inOrder(freshOrder(all).running, all).map(({ id }) => id)).toEqual(['bbbbb', 'aaaaa']);
  });
});
