/** The choice a new session is made from: as last time, as far as that can still be used. Pure. */
import type {
  BackendKind,
  Place,
  SessionSize,
  Settings,
  Tenant,
  TenantId,
} from '../../../preload/contract';
import { coming } from '../time';

const HOUR = 3_600_000;

/** The lives offered, in hours. */
export const LIVES = [2, 8, 24] as const;

/** What the sheet holds. */
export interface Choice {
  readonly tenant: TenantId;
  readonly backend: BackendKind;
  readonly size: SessionSize;
  /** Null: until it is ended. */
  readonly lifeMs: number | null;
}

/** Whether sessions can be made in a place now. */
export function canUse(place: Place): boolean {
  return place.status.kind === 'ready';
}

/** How the sheet opens; null where there is no tenant or no place at all. */
export function firstChoice(
  tenants: readonly Tenant[],
  places: readonly Place[],
  last: Settings['lastSession'],
  wanted?: Partial<Choice>,
): Choice | null {
  const asked = { ...last, ...wanted };
  const tenant = tenants.find(({ id }) => id === asked.tenant) ?? tenants[0];
  const place =
    places.find((p) => p.backend === asked.backend && canUse(p)) ??
    places.find(canUse) ??
    places[0];
  if (tenant === undefined || place === undefined) return null;
  const lifeMs = asked.lifeMs === undefined ? 8 * HOUR : asked.lifeMs;
  return { tenant: tenant.id, backend: place.backend, size: asked.size ?? 'standard', lifeMs };
}

/** Hours of a life in ms. */
export function hours(lifeMs: number): number {
  return lifeMs / HOUR;
}

/** A life of so many hours in ms, within what the contract takes: an hour's tenth to 30 days. */
export function lifeOf(typed: number): number {
  const within = Math.min(30 * 24, Math.max(0.1, typed));
  return Math.round(within * HOUR);
}

/** When a session made now ends, as the sheet says it. */
export function lifeWords(lifeMs: number | null, now: number): string {
  const idle = 'after 1 h without a job or a keystroke; never while a job runs.';
  if (lifeMs === null) return `Ends when you end it, or ${idle}`;
  return `Ends at ${coming(now + lifeMs, now)}, or ${idle}`;
}

/** A size's name, with its memory where the place keeps to it. */
export function sizeName(size: SessionSize, backend: BackendKind): string {
  const [name, memory] = {
    standard: ['Standard', '512 MiB'],
    large: ['Large', '2 GiB'],
    'extra-large': ['Extra large', '8 GiB'],
  }[size] as [string, string];
  return backend === 'local' ? name : `${name}, ${memory}`;
}

/** What a size is for. */
export function sizeWords(size: SessionSize, backend: BackendKind): string {
  if (backend === 'local') return 'Local sets no limits: a session can use what this computer has.';
  return {
    standard: 'Half a CPU: right for users, groups and CSV jobs.',
    large: 'One CPU: right for long lists and many rows at once.',
    'extra-large': 'Two CPUs: right for the file lists of a whole domain.',
  }[size];
}
