/**
 * Two windows of one session and a model of a host, under random schedules of events, crashes and time: output comes once;
 * input is taken once or handed back, at most once where the host crashes; old keys go only by a person's word.
 * GAMGUI_CASES=20000000 tries 100,000 schedules.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WaitingAnswer } from '../../../../preload/contract';
import { count, seed } from '../../chance';
import { FakeClock, settle } from './fake-clock';
import { ModelHost } from './model-host';
import { Numbers, numbersIn, SIZE } from './numbers';
import { Typist } from './typist';

type Who = 0 | 1;

type Plain = 'flow' | 'cut' | 'busy' | 'idle' | 'stall' | 'unstall' | 'elsewhere';

type Step =
  | { readonly kind: 'print' | 'up' | 'down' | 'crash'; readonly bytes: number }
  | { readonly kind: Plain }
  | { readonly kind: 'wait' | 'sleep'; readonly ms: number }
  | { readonly kind: 'hide' | 'show' | 'retry'; readonly who: Who }
  | { readonly kind: 'type'; readonly who: Who; readonly bytes: number }
  | { readonly kind: 'answer'; readonly who: Who; readonly answer: WaitingAnswer };

const who = fc.constantFrom<Who>(0, 0, 1);
const bytes = (kind: 'print' | 'up' | 'down' | 'crash', most: number) =>
  fc.record({ kind: fc.constant(kind), bytes: fc.nat(most) });
const plain = (...kinds: Plain[]) => fc.record({ kind: fc.constantFrom(...kinds) });
const typed = (most: number) =>
  fc.record({ kind: fc.constant('type' as const), who, bytes: fc.nat(most) });
const passes = (kind: 'wait' | 'sleep', most: number) =>
  fc.record({ kind: fc.constant(kind), ms: fc.nat(most) });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 18, arbitrary: typed(40) },
  { weight: 1, arbitrary: typed(90_000) },
  { weight: 15, arbitrary: bytes('print', 30_000) },
  { weight: 6, arbitrary: bytes('up', 60) },
  { weight: 6, arbitrary: bytes('up', 70_000) },
  { weight: 12, arbitrary: bytes('down', 70_000) },
  { weight: 24, arbitrary: plain('flow') },
  { weight: 12, arbitrary: plain('cut') },
  { weight: 9, arbitrary: plain('busy', 'idle', 'stall', 'unstall') },
  { weight: 3, arbitrary: plain('elsewhere') },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('hide', 'show'), who }) },
  { weight: 9, arbitrary: fc.record({ kind: fc.constant('retry' as const), who }) },
  { weight: 3, arbitrary: bytes('crash', 40) },
  { weight: 12, arbitrary: passes('wait', 9_000) },
  { weight: 3, arbitrary: passes('sleep', 100_000) },
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      who,
      answer: fc.constantFrom(
        ...WaitingAnswer.options.filter((one) => one !== 'send-without-enter'),
      ),
    }),
  },
);

class Run {
  readonly #clock = new FakeClock();
  readonly #host = new ModelHost();
  readonly #typists = [
    new Typist('one', this.#host, this.#clock, 0),
    new Typist('two', this.#host, this.#clock, 2 ** 30),
  ] as const;
  readonly #output = new Numbers(0);

  constructor() {
    const named = (label: string) => this.#typists.find(({ name }) => name === label);
    this.#host.taking = (label, data) => named(label)?.taking(data);
    this.#host.losing = (label, data) => named(label)?.lost(data);
    this.#host.granted = (label) => {
      for (const typist of this.#typists) if (typist.name !== label) typist.otherGranted();
    };
  }

  async begin(): Promise<void> {
    for (const { window } of this.#typists) window.link.open({ cols: 80, rows: 24 });
    await settle();
  }

  async do(step: Step): Promise<void> {
    this.#act(step);
    if (step.kind === 'flow') await this.#flow(3);
    if (step.kind === 'wait') await this.#clock.pass(step.ms);
    if (step.kind === 'sleep') await this.#sleep(step.ms);
    await settle();
    for (const typist of this.#typists) expect(typist.isBounded).toBe(true);
  }

  /** Everything works again, and time goes on until nothing is left to be done. */
  async heal(): Promise<void> {
    this.#host.read(false);
    this.#host.stall(false);
    for (const { window } of this.#typists) window.show(true);
    for (const typist of this.#typists)
      for (let round = 0; round < 40; round += 1) {
        const { window } = typist;
        if (window.state?.kind === 'elsewhere') window.link.retry();
        typist.answer(round % 2 === 0 ? 'send' : 'discard');
        await this.#flow(12);
        if (window.state?.kind === 'live' && typist.isComplete) break;
        await this.#clock.pass(2_000);
      }
  }

  check(): void {
    expect(this.#host.complaints).toEqual([]);
    for (const typist of this.#typists) typist.check();
    const taken = numbersIn(this.#host.taken);
    for (const typist of this.#typists) {
      const own = taken.filter((number) => typist.isOwn(number));
      expect(own.every((number, index) => index === 0 || number > (own[index - 1] ?? 0))).toBe(
        true,
      );
    }
  }

  async close(): Promise<void> {
    const closed = this.#typists.map(({ window }) => window.link.close());
    this.#host.deliver(Number.MAX_SAFE_INTEGER, 0);
    await Promise.all(closed);
  }

  #act(step: Step): void {
    const host = this.#host;
    switch (step.kind) {
      case 'print':
        host.print(this.#output.take(step.bytes));
        break;
      case 'up':
        host.deliver(step.bytes, 0);
        break;
      case 'down':
        host.deliver(0, step.bytes);
        break;
      case 'cut':
        this.#cut();
        break;
      case 'busy':
      case 'idle':
        host.read(step.kind === 'busy');
        break;
      case 'stall':
      case 'unstall':
        host.stall(step.kind === 'stall');
        break;
      case 'elsewhere':
        host.takenElsewhere();
        break;
      case 'crash':
        host.crash(step.bytes - (step.bytes % SIZE));
        break;
      case 'type':
        this.#typists[step.who].type(step.bytes);
        break;
      case 'answer':
        this.#typists[step.who].answer(step.answer);
        break;
      case 'hide':
      case 'show':
        this.#typists[step.who].window.show(step.kind === 'show');
        break;
      case 'retry':
        this.#typists[step.who].window.link.retry();
        break;
      case 'flow':
      case 'wait':
      case 'sleep':
    }
  }

  #cut(): void {
    for (const exec of this.#host.execs) exec.end(1);
  }

  async #sleep(ms: number): Promise<void> {
    this.#clock.jump(ms);
    await this.#clock.pass(0);
  }

  async #flow(turns: number): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1) {
      this.#host.deliver(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
      await settle();
    }
  }
}

describe('two links under random schedules', () => {
  test('pass output on once, and input once or back', { timeout: 60_000 + count }, async () => {
    const steps = fc.array(step, { minLength: 10, maxLength: 60, size: 'max' });
    const property = fc.asyncProperty(steps, async (all) => {
      const run = new Run();
      await run.begin();
      for (const one of all) await run.do(one);
      await run.heal();
      run.check();
      await run.close();
    });
    await fc.assert(property, { seed, numRuns: Math.ceil(count / 200) });
  });
});
