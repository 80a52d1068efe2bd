/** Transfers as pictures need them: each state, long names, and many of them. */

const MB = 1_000_000;
const id = (n) => n.toString(16).padStart(32, '0');

const amount = (done, total, files = 1, of = 1) => ({
  done,
  total,
  files: { done: files, total: of },
  counting: false,
});

/** One transfer; `n` makes its id. */
const transfer = (now, n, direction, name, state, more = {}) => ({
  id: id(n),
  session: 's00001',
  direction,
  what: 'file',
  name,
  to: direction === 'send' ? '/work' : 'Downloads',
  at: null,
  group: id(1000),
  state,
  askedAt: now + n,
  ...more,
});

const moving = (done, total, speed, left) => ({
  kind: 'moving',
  amount: amount(done, total, 0),
  speed,
  left,
});
const done = (now, more = {}) => ({
  kind: 'done',
  amount: amount(186_000, 186_000),
  skipped: 0,
  notes: [],
  at: now,
  ...more,
});

const asking = (now, n, name) =>
  transfer(now, n, 'send', name, {
    kind: 'asking',
    name,
    there: 'file',
    amount: amount(0, 142_000, 0),
  });

const failed = (now, n) =>
  transfer(now, n, 'send', 'staff-photos.zip', {
    kind: 'failed',
    amount: amount(38.2 * MB, 61 * MB, 0),
    error: {
      code: 'disk-full',
      message: 'staff-photos.zip was not sent: the session’s disk is full (1 GiB)',
      fix: '38.2 MB are kept; make room and press Retry',
    },
    canRetry: true,
    at: now,
  });

/** Lists of them; `now` in ms. */
export const transfersOf = (now) => ({
  usual: [
    transfer(now, 1, 'send', 'staff-photos.zip', moving(38.2 * MB, 61 * MB, 4.1 * MB, 6000)),
    transfer(now, 2, 'fetch', 'licences-2026-11.csv', done(now)),
  ],
  hard: [
    transfer(now, 1, 'send', `${'A very long name '.repeat(14)}.csv`, moving(1, 2e12, 1200, 9e9)),
    failed(now, 2),
    transfer(now, 3, 'fetch', 'photos', {
      kind: 'paused',
      amount: amount(38.2 * MB, 61 * MB, 100, 214),
      reason: 'No answer for 6 s',
      nextTryAt: now + 4000,
    }),
    transfer(
      now,
      4,
      'send',
      'exports',
      done(now, { amount: amount(MB, MB, 214, 214), notes: ['a link was left out'] }),
      { what: 'folder' },
    ),
    transfer(now, 5, 'send', 'gnp.exe', { kind: 'cancelled', at: now }),
    ...Array.from({ length: 40 }, (_, n) =>
      transfer(now, 10 + n, 'send', `waiting-${n}.csv`, { kind: 'waiting' }),
    ),
  ],
  asking: [
    asking(now, 1, 'new-staff.csv'),
    transfer(now, 2, 'send', 'more.csv', { kind: 'waiting' }),
    transfer(now, 3, 'send', 'most.csv', { kind: 'waiting' }),
  ],
});

/** Files are held over an element, or dropped on it, as far as a page can see that. */
export async function holdOver(element, type = 'dragover') {
  await element.evaluate((over, event) => {
    const dataTransfer = new DataTransfer();
    for (const name of ['a.csv', 'b.csv', 'c.csv', 'd.csv'])
      dataTransfer.items.add(new File(['x'], name));
    const options = { dataTransfer, bubbles: true, cancelable: true };
    over.dispatchEvent(new DragEvent(event, options));
  }, type);
}
