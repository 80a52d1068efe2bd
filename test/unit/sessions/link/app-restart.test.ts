/** A window that is there again after its app was gone, under random schedules: nothing typed before is ever taken later. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TerminalIntent } from '../../../../main/sessions/link/terminal-link';
import { count, seed } from '../../chance';
import { FakeClock, settle } from './fake-clock';
import { Window } from './heard';
import { ModelHost } from './model-host';

const CLIENT = 'c'.repeat(32);

type Step =
  | { readonly kind: 'type' | 'up' | 'down'; readonly bytes: number }
  | { readonly kind: 'flow' | 'cut' | 'busy' | 'idle' | 'kill' | 'elsewhere' | 'retry' };

const some = (kind: 'type' | 'up' | 'down', most: number) =>
  fc.record({ kind: fc.constant(kind), bytes: fc.integer({ min: 1, max: most }) });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: some('type', 20) },
  { weight: 3, arbitrary: some('up', 200) },
  { weight: 3, arbitrary: some('down', 400) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        ...(['flow', 'flow', 'cut', 'busy', 'idle', 'kill', 'elsewhere', 'retry'] as const),
      ),
    }),
  },
);

/** One window in one app after the other. Each byte that is typed is another number. */
class Run {
  readonly host = new ModelHost();
  window: Window;
  /** Bytes of apps that were gone when the next one was answered, and not taken by then. */
  readonly dead = new Set<number>();
  /** Each app has a clock of its own, which stands still with it. */
  #clock = new FakeClock();
  #next = 0;
  /** What apps that are gone have typed is below this. */
  #old = 0;

  constructor() {
    this.window = this.#open('take');
  }

  async do(one: Step): Promise<void> {
    const { host, window } = this;
    if (one.kind === 'type') this.#type(one.bytes);
    if (one.kind === 'up') host.deliver(one.bytes, 0);
    if (one.kind === 'down') host.deliver(0, one.bytes);
    if (one.kind === 'flow') await this.#flow();
    if (one.kind === 'cut') for (const exec of host.execs) exec.end(1);
    if (one.kind === 'busy' || one.kind === 'idle') host.read(one.kind === 'busy');
    if (one.kind === 'elsewhere') host.takenElsewhere();
    if (one.kind === 'retry') window.link.retry();
    if (one.kind === 'kill') this.#kill();
    await settle();
    this.#bury();
  }

  get taken(): number[] {
    return [...this.host.taken.values()];
  }

  #open(intent: TerminalIntent): Window {
    const { connect } = this.host;
    const window = new Window({ connect, app: 'test', clock: this.#clock, client: CLIENT, intent });
    window.link.open({ cols: 80, rows: 24 });
    return window;
  }

  async #flow(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) {
      this.host.deliver(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
      await this.#clock.pass(10);
    }
  }

  /** The app goes without a word. What it has written may still come to the host. */
  #kill(): void {
    for (const exec of this.host.execs) exec.abandoned = true;
    this.#old = this.#next;
    this.#clock = new FakeClock();
    this.window = this.#open('resume');
  }

  /** The host has answered the app that lives: from now on nothing of the ones before may be taken. */
  #bury(): void {
    if (this.window.all('begin').length === 0) return;
    const taken = new Set(this.taken);
    for (let number = 0; number < this.#old; number += 1)
      if (!taken.has(number)) this.dead.add(number);
  }

  #type(bytes: number): void {
    const room = Math.min(bytes, 256 - this.#next);
    const data = Buffer.from(Array.from({ length: room }, (_, at) => this.#next + at));
    this.#next += room;
    this.window.link.input(data);
  }
}

describe('a window whose app was gone', () => {
  test('types what is new once and in order, and nothing of before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const run = new Run();
        await settle();
        for (const one of steps) {
          await run.do(one);
          expect(run.taken.filter((number) => run.dead.has(number))).toEqual([]);
        }
        const { taken } = run;
        expect([...taken].sort((a, b) => a - b)).toEqual(taken);
        expect(new Set(taken).size).toBe(taken.length);
        expect(run.host.complaints).toEqual([]);
      }),
      { seed, numRuns: Math.ceil(count / 20) },
    );
  });
});
