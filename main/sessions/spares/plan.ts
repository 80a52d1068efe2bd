/** Which spares are to be made, which to go, and which is claimed: pure, told what there is and what is wanted. */
import type { SessionId } from '../../../preload/contract';

/** What there should be, or null: none at all. */
export interface Wanted {
  /** What they are made from (SpareKind). */
  readonly mark: string;
  readonly count: number;
}

/** One of this app's own, from before it is asked for. */
export interface Own {
  readonly id: SessionId;
  /** What it is made from, or is to be. */
  readonly mark: string;
  /** Its place's clock, ms since 1970; null: it is being made. */
  readonly madeAt: number | null;
}

/** What is to be done. */
export interface Plan {
  readonly make: number;
  readonly drop: readonly SessionId[];
}

/** One is replaced so long before it ends by itself: it may be claimed at any moment. ms */
export const REPLACE_MS = 10 * 60_000;

/** What is of another kind, old or too many goes; what is missing is made. The oldest are kept, being ready first. */
export function plan(
  wanted: Wanted | null,
  own: readonly Own[],
  { now, lifeMs }: { readonly now: number; readonly lifeMs: number },
): Plan {
  const isFit = ({ mark, madeAt }: Own) =>
    mark === wanted?.mark && (madeAt === null || now < madeAt + lifeMs - REPLACE_MS);
  const age = ({ madeAt }: Own) => madeAt ?? Number.POSITIVE_INFINITY;
  const fit = own.filter(isFit).sort((a, b) => age(a) - age(b));
  const kept = new Set(fit.slice(0, wanted?.count ?? 0));
  return {
    make: (wanted?.count ?? 0) - kept.size,
    drop: own.filter((one) => !kept.has(one)).map(({ id }) => id),
  };
}

/** The oldest of that kind that is ready, or null. */
export function oldestReady<One extends Own>(
  own: Iterable<One>,
  mark: string,
): (One & { readonly madeAt: number }) | null {
  const ready = [...own].flatMap((one) =>
    one.madeAt === null || one.mark !== mark ? [] : [{ ...one, madeAt: one.madeAt }],
  );
  return ready.sort((a, b) => a.madeAt - b.madeAt)[0] ?? null;
}
