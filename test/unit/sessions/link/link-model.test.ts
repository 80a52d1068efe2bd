/** A link between a window and a model of a host, under random schedules: output comes once, input is taken once or handed back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count, seed } from '../../chance';
import { FakeClock, settle } from './fake-clock';
import { Window } from './heard';
import { ModelHost } from './model-host';

/** Bytes that may be on their way. */
const WINDOW = 131_072;

type Step =
  | { readonly kind: 'type' | 'print' | 'up' | 'down'; readonly bytes: number }
  | { readonly kind: (typeof ACTS)[number] }
  | { readonly kind: 'wait'; readonly ms: number };

const ACTS = [
  'flow',
  'cut',
  'busy',
  'idle',
  'hide',
  'show',
  'elsewhere',
  'retry',
  'crash',
] as const;

const moved = (kind: 'type' | 'print' | 'up' | 'down', most: number) =>
  fc.record({ kind: fc.constant(kind), bytes: fc.nat(most) });
const act = (...kinds: (typeof ACTS)[number][]) => fc.record({ kind: fc.constantFrom(...kinds) });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: moved('type', 40) },
  { weight: 1, arbitrary: moved('type', 90_000) },
  { weight: 5, arbitrary: moved('print', 100_000) },
  { weight: 2, arbitrary: moved('up', 60) },
  { weight: 2, arbitrary: moved('up', 100_000) },
  { weight: 4, arbitrary: moved('down', 200_000) },
  { weight: 8, arbitrary: act('flow') },
  { weight: 4, arbitrary: act('cut') },
  { weight: 4, arbitrary: act('busy', 'idle', 'hide', 'show') },
  { weight: 2, arbitrary: act('elsewhere', 'retry') },
  { weight: 1, arbitrary: act('crash') },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(9_000) }) },
);

/** Numbered bytes: what is lost, doubled or out of order shows. */
class Numbers {
  #next = 0;

  take(bytes: number): Buffer {
    const data = Buffer.alloc(bytes - (bytes % 4));
    for (let at = 0; at < data.length; at += 4) data.writeUInt32BE(this.#next++, at);
    return data;
  }
}

class Run {
  readonly clock = new FakeClock();
  readonly host = new ModelHost();
  readonly window = new Window({
    connect: this.host.connect,
    app: 'test',
    clock: this.clock,
    random: () => 0.5,
    window: WINDOW,
  });
  readonly typed: Buffer[] = [];
  /** The shell that the window knew when it was typed for, or null, by number. */
  readonly typedFor = new Map<number, number | null>();
  /** Typed before another client took the terminal, and not taken by then: never to be taken. */
  readonly forbidden = new Set<number>();
  /** The shell of the last WELCOME. */
  #seen: number | null = null;
  readonly #input = new Numbers();
  readonly #output = new Numbers();

  async do(step: Step): Promise<void> {
    const begins = this.window.all('begin').length;
    this.#act(step);
    if (step.kind === 'flow') await this.#flow();
    if (step.kind === 'wait') await this.clock.pass(step.ms);
    await settle();
    expect(this.window.pending).toBeLessThanOrEqual(WINDOW);
    // A crash cuts everything: what came was from the shell that is there now.
    if (this.window.all('begin').length > begins) this.#seen = this.host.generation;
  }

  #act(step: Step): void {
    const { host, window } = this;
    if (step.kind === 'type') this.#type(step.bytes);
    if (step.kind === 'print') host.print(this.#output.take(step.bytes));
    if (step.kind === 'up') host.deliver(step.bytes, 0);
    if (step.kind === 'down') host.deliver(0, step.bytes);
    if (step.kind === 'cut') for (const exec of host.execs) exec.end(1);
    if (step.kind === 'busy' || step.kind === 'idle') host.read(step.kind === 'busy');
    if (step.kind === 'hide' || step.kind === 'show') window.show(step.kind === 'show');
    if (step.kind === 'elsewhere') this.#takenElsewhere();
    if (step.kind === 'crash') host.crash();
    if (step.kind === 'retry') window.link.retry();
  }

  #takenElsewhere(): void {
    this.host.takenElsewhere();
    if (this.#seen === null) return;
    const taken = new Set(numbersIn(this.taken));
    for (const number of this.typedFor.keys()) if (!taken.has(number)) this.forbidden.add(number);
  }

  async #flow(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) {
      this.host.deliver(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
      await settle();
    }
  }

  /** Everything works again, and time goes on until nothing is left to be done. */
  async heal(): Promise<void> {
    this.host.read(false);
    this.window.show(true);
    for (let round = 0; round < 40; round += 1) {
      if (this.window.state?.kind === 'elsewhere') this.window.link.retry();
      for (let turn = 0; turn < 12; turn += 1) {
        this.host.deliver(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
        await settle();
      }
      if (this.window.state?.kind === 'live' && this.complete) return;
      await this.clock.pass(2_000);
    }
  }

  async close(): Promise<void> {
    const closed = this.window.link.close();
    this.host.deliver(Number.MAX_SAFE_INTEGER, 0);
    await closed;
  }

  get complete(): boolean {
    const waiting = this.window.all('waiting').at(-1)?.bytes ?? 0;
    return this.window.output.length === this.host.output.length && waiting === 0;
  }

  get taken(): Buffer {
    return Buffer.concat([...this.host.taken.values()].flat());
  }

  get handedBack(): Buffer {
    return Buffer.concat(this.window.all('unsent').map(({ data }) => Buffer.from(data)));
  }

  #type(bytes: number): void {
    const data = this.#input.take(bytes);
    this.typed.push(data);
    for (const number of numbersIn(data)) this.typedFor.set(number, this.#seen);
    this.window.link.input(data);
  }
}

const numbersIn = (data: Buffer) => {
  expect(data.length % 4).toBe(0);
  const found: number[] = [];
  for (let at = 0; at + 4 <= data.length; at += 4) found.push(data.readUInt32BE(at));
  return found;
};

describe('a link under random schedules', () => {
  test('passes output on once, and input once or back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 20, maxLength: 120, size: 'max' }),
        async (steps) => {
          const run = new Run();
          run.window.link.open({ cols: 80, rows: 24 });
          await settle();
          for (const one of steps) await run.do(one);
          await run.heal();
          expect(run.host.complaints).toEqual([]);
          expect(run.window.state?.kind).toBe('live');
          expect(run.window.all('gap')).toEqual([]);
          expect(run.window.output.equals(run.host.output)).toBe(true);
          checkInput(run);
          await run.close();
        },
      ),
      { seed, numRuns: Math.ceil(count / 200) },
    );
  });
});

/** What was taken and what was handed back are together what was typed, each byte once, and taken in order. */
function checkInput(run: Run): void {
  const taken = numbersIn(run.taken);
  const all = [...taken, ...numbersIn(run.handedBack)];
  const ordered = (numbers: number[]) => [...numbers].sort((a, b) => a - b);
  expect(ordered(all)).toEqual(numbersIn(Buffer.concat(run.typed)));
  expect(ordered(taken)).toEqual(taken);
  expect(taken.filter((number) => run.forbidden.has(number))).toEqual([]);
  for (const [shell, pieces] of run.host.taken) {
    const strangers = numbersIn(Buffer.concat(pieces)).filter((number) => {
      const typedFor = run.typedFor.get(number) ?? null;
      return typedFor !== null && typedFor !== shell;
    });
    expect(strangers).toEqual([]);
  }
}
