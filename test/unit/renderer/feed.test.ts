/** Output on its way to xterm: order, the exact split at the end of replay, sizes at their place. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Feed } from '../../../renderer/terminal/feed';

/** A screen that parses when it is told to, and writes down what it gets. */
class FakeScreen {
  readonly log: string[] = [];
  readonly acked: number[] = [];
  readonly waiting: (() => void)[] = [];
  feed: Feed | null = null;

  write(data: Uint8Array, done: () => void): void {
    const kind = this.feed?.parsingReplay === true ? 'replay' : 'live';
    this.log.push(`${kind}:${Buffer.from(data).toString('latin1')}`);
    this.waiting.push(done);
  }

  resize({ cols, rows }: { cols: number; rows: number }): void {
    this.log.push(`size:${cols}x${rows}`);
  }

  parsed(offset: number): void {
    this.acked.push(offset);
  }

  caughtUp(): void {
    this.log.push('caught up');
  }

  /** Parses the next chunk, as a timer of xterm does. */
  parse(): void {
    this.waiting.shift()?.();
  }

  parseAll(): void {
    while (this.waiting.length > 0) this.parse();
  }
}

function make(): { screen: FakeScreen; feed: Feed } {
  const screen = new FakeScreen();
  const feed = new Feed(screen);
  screen.feed = feed;
  return { screen, feed };
}

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('Feed', () => {
  it('splits a chunk exactly where replay ends', () => {
    const { screen, feed } = make();
    feed.begin(10, 14);
    feed.output(10, bytes('oldnew'));
    screen.parseAll();
    expect(screen.log).toEqual(['replay:oldn', 'live:ew', 'caught up']);
  });

  it('parses one chunk of replay at a time, and live bytes as they come', () => {
    const { screen, feed } = make();
    feed.begin(0, 4);
    feed.output(0, bytes('ab'));
    feed.output(2, bytes('cd'));
    feed.output(4, bytes('ef'));
    expect(screen.log).toEqual(['replay:ab']);
    screen.parse();
    expect(screen.log).toEqual(['replay:ab', 'replay:cd']);
    screen.parse();
    feed.output(6, bytes('gh'));
    expect(screen.log).toEqual(['replay:ab', 'replay:cd', 'live:ef', 'live:gh']);
  });

  it('is caught up at once where nothing is replayed', () => {
    const { screen, feed } = make();
    feed.begin(7, 7);
    expect(feed.replaying).toBe(false);
    expect(screen.log).toEqual(['caught up']);
  });

  it('is replaying until the last byte has been parsed', () => {
    const { screen, feed } = make();
    feed.begin(0, 2);
    expect(feed.replaying).toBe(true);
    feed.output(0, bytes('ab'));
    expect(feed.replaying).toBe(true);
    screen.parse();
    expect(feed.replaying).toBe(false);
  });

  it('tells who waits when replay is over, and nobody before', async () => {
    const { screen, feed } = make();
    await feed.replayed();
    feed.begin(0, 4);
    const over = feed.replayed().then(() => screen.log.push('told'));
    feed.output(0, bytes('ab'));
    screen.parseAll();
    await Promise.resolve();
    feed.output(2, bytes('cd'));
    screen.parseAll();
    await over;
    expect(screen.log).toEqual(['replay:ab', 'replay:cd', 'caught up', 'told']);
  });

  it('is not replaying for ever where the session ends meanwhile', async () => {
    const { screen, feed } = make();
    feed.begin(0, 10);
    feed.output(0, bytes('ab'));
    feed.end();
    expect(feed.replaying).toBe(true);
    screen.parse();
    await feed.replayed();
    expect(screen.log).toEqual(['replay:ab', 'caught up']);
  });

  it('applies a size only after the bytes before it have been parsed', () => {
    const { screen, feed } = make();
    feed.begin(0, 4);
    feed.size({ cols: 80, rows: 24 });
    feed.output(0, bytes('ab'));
    feed.size({ cols: 132, rows: 43 });
    feed.output(2, bytes('cd'));
    expect(screen.log).toEqual(['size:80x24', 'replay:ab']);
    screen.parseAll();
    expect(screen.log).toEqual([
      'size:80x24',
      'replay:ab',
      'size:132x43',
      'replay:cd',
      'caught up',
    ]);
  });

  it('drops what has come before, when a link sends it again', () => {
    const { screen, feed } = make();
    feed.begin(0, 0);
    feed.output(0, bytes('abcd'));
    feed.begin(2, 6);
    feed.output(2, bytes('cdef'));
    screen.parseAll();
    expect(screen.log).toEqual(['caught up', 'live:abcd', 'replay:ef', 'caught up']);
  });

  it('waits with replay until live bytes have been parsed, so that their answers are not lost', () => {
    const { screen, feed } = make();
    feed.begin(0, 0);
    feed.output(0, bytes('a'));
    feed.begin(1, 2);
    feed.output(1, bytes('b'));
    expect(screen.log).toEqual(['caught up', 'live:a']);
    screen.parseAll();
    expect(screen.log.at(-2)).toBe('replay:b');
  });

  it('goes on after a gap', () => {
    const { screen, feed } = make();
    feed.begin(0, 10);
    feed.skip(8);
    feed.output(8, bytes('ab'));
    screen.parseAll();
    expect(screen.log).toEqual(['replay:ab', 'caught up']);
  });

  it('holds replay back while text is composed', () => {
    const { screen, feed } = make();
    feed.begin(0, 4);
    feed.output(0, bytes('ab'));
    feed.hold();
    feed.output(2, bytes('cd'));
    screen.parse();
    expect(screen.log).toEqual(['replay:ab']);
    feed.release();
    expect(screen.log).toEqual(['replay:ab', 'replay:cd']);
  });

  it('acknowledges what a link sends again though nothing is left to parse', () => {
    const { screen, feed } = make();
    feed.begin(0, 0);
    feed.output(0, bytes('abcd'));
    screen.parseAll();
    screen.acked.length = 0;
    feed.begin(1, 4);
    feed.output(1, bytes('bcd'));
    expect(screen.acked.at(-1)).toBe(4);
  });

  it('gives every byte once, in order, however it is cut', () => {
    const cut = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        cut,
        fc.nat(60),
        fc.array(fc.boolean(), { maxLength: 30 }),
        (cuts, live, turns) => {
          const { screen, feed } = make();
          const all = Buffer.from(Array.from({ length: 80 }, (_, i) => 33 + i));
          feed.begin(0, live);
          let at = 0;
          for (const [index, length] of cuts.entries()) {
            feed.output(at, all.subarray(at, at + length));
            at = Math.min(at + length, all.length);
            if (turns[index] === true) screen.parse();
          }
          screen.parseAll();
          const of = (kind: string) =>
            screen.log
              .filter((entry) => entry.startsWith(`${kind}:`))
              .map((entry) => entry.slice(kind.length + 1))
              .join('');
          expect(of('replay')).toBe(all.subarray(0, Math.min(at, live)).toString('latin1'));
          expect(of('live')).toBe(all.subarray(Math.min(at, live), at).toString('latin1'));
        },
      ),
    );
  });
});
