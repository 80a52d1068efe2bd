/** One round: a fault in the midst of output and input, and whether both ends have the same bytes in the end. */
import { ENDS_LOAD, type Kind } from './kinds';
import type { Place, Struck } from './place';
import type { Plan } from './plan';
import type { Level, Stage } from './stage';

export interface RoundOutcome {
  readonly round: number;
  readonly kind: Kind;
  /** The first thing that is wrong, or null. */
  readonly wrong: string | null;
  /** What shows that the fault struck, or null: it did not. */
  readonly happened: string | null;
  /** How long after the fault was over both directions had made up for it; null: it was not measured. */
  readonly level: Level | null;
  /** Bytes in this round, as they came out of each direction. */
  readonly output: number;
  readonly input: number;
  readonly ms: number;
}

/** What is changed on its way, to see that it would be noticed. */
type Arm = (() => void) | null;

const GONE: ReadonlySet<Kind> = new Set<Kind>(['app', 'renderer', ...ENDS_LOAD]);
/** Outages under half a second, after which it is measured how soon all is level. */
const MEASURED: ReadonlySet<Kind> = new Set<Kind>(['cut', 'reset']);

/** Does it. Never throws for what a fault did: that is in the outcome. */
export async function doRound(
  plan: Plan,
  place: Place,
  stage: Stage,
  arm: Arm,
): Promise<RoundOutcome> {
  const { round, kind } = plan;
  const { witness, typist } = stage;
  const began = Date.now();
  const [output, input] = [witness.bytes, typist.bytes];
  let struck: Struck | null = null;
  let level: Level | null = null;
  let wrong: string | null = null;
  try {
    await place.prepare(kind, stage);
    ({ struck, level } = await strike(plan, place, stage, arm));
    wrong = await whatDiffers(stage);
  } catch (error) {
    wrong = error instanceof Error ? error.message : String(error);
  }
  return {
    ...{ round, kind: struck?.kind ?? kind, happened: struck?.by ?? null, level },
    wrong: witness.wrong ?? wrong ?? (struck === null ? 'the fault did not happen' : null),
    ...{ output: witness.bytes - output, input: typist.bytes - input },
    ms: Date.now() - began,
  };
}

async function strike(plan: Plan, place: Place, stage: Stage, arm: Arm) {
  const { kind, chance, before, after } = plan;
  const { witness } = stage;
  const stop = stage.type(chance);
  try {
    await stage.more(before);
    if (arm !== null) {
      // Before the fault: damage to what comes again after a cut harms nothing.
      arm();
      await witness.when('the sabotage', () => stage.meddler.done !== null);
      await stage.more(200_000);
    }
    // What is typed for a window or a shell that is gone goes with it: there is an end of it.
    if (GONE.has(kind)) stop();
    witness.mayBreak = ENDS_LOAD.has(kind);
    const struck = await place.strike(plan, stage);
    const level = await goOn(kind, stage);
    await stage.more(after);
    return { struck, level };
  } finally {
    stop();
  }
}

/** Resolves when all is again as before the fault. */
async function goOn(kind: Kind, stage: Stage): Promise<Level | null> {
  if (kind === 'app') {
    await stage.openWindow();
    await stage.findInput();
    return null;
  }
  // What was typed before is main's, which goes on: all of it arrives.
  if (kind === 'renderer') return null;
  if (ENDS_LOAD.has(kind)) {
    await stage.witness.when('the end of the load', () => !stage.witness.isLoaded);
    await stage.live();
    await stage.startLoad();
    return null;
  }
  const level = await stage.level();
  return MEASURED.has(kind) ? level : null;
}

async function whatDiffers(stage: Stage): Promise<string | null> {
  const { typist } = stage;
  const { output, input, here } = await stage.check();
  if (input.order !== null) return input.order;
  const [lost, missing] = [output.bytes - here.bytes, typist.bytes - input.bytes];
  if (lost !== 0) return `of the output ${lost} bytes are ${lost > 0 ? 'lost' : 'too many'}`;
  if (missing !== 0)
    return `of the input ${missing} bytes are ${missing > 0 ? 'lost' : 'too many'}`;
  if (output.sha256 !== here.sha256) return 'the output is not the same at both ends';
  if (typist.has(input.bytes, input.sha256)) return null;
  return 'the input is not the same at both ends';
}
