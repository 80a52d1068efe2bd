/** The choice a new session is made from: as last time, as far as that can still be used. Pure. */
import {
  type BackendKind,
  type KeptTenant,
  type Place,
  type Session,
  type SessionId,
  type SessionSize,
  type Settings,
  type Sizes,
  type TenantId,
  whyNotThere,
} from '../../../preload/contract';
import { amount } from '../../../preload/values';
import { atComing, duration } from '../time';
import { canUse, firstPlace, type PlaceSettings } from './places';

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

/** What a new session is asked for with, before what was chosen last time. */
export interface Wanted extends Partial<Choice> {
  /** A session that has ended: what is left of its files can be sent to the new one. */
  readonly filesOf?: SessionId;
}

/** A new session as one that is over or was too small; `size` instead of its own. */
export function wantedLike(session: Session, size: SessionSize = session.size): Wanted {
  const { id, tenant, backend, state } = session;
  const like = { tenant: tenant.id, backend, size };
  return state.kind === 'ended' ? { ...like, filesOf: id } : like;
}

/** The places where sessions of a tenant can be made, now or some day. */
export function placesOf(
  { source }: Pick<KeptTenant, 'source'>,
  places: readonly Place[],
): readonly Place[] {
  return places.filter(({ backend }) => whyNotThere(source, backend) === null);
}

/** Whether sessions of a tenant can be made in a place now. */
export function fits(place: Place, tenant: Pick<KeptTenant, 'source'>): boolean {
  return canUse(place) && placesOf(tenant, [place]).length > 0;
}

/** The choice with another tenant, and where its place cannot be that tenant's, another place. */
export function withTenant(choice: Choice, tenant: KeptTenant, places: readonly Place[]): Choice {
  const possible = placesOf(tenant, places);
  const place =
    possible.find(({ backend }) => backend === choice.backend) ??
    possible.find(canUse) ??
    possible[0];
  return { ...choice, tenant: tenant.id, backend: place?.backend ?? choice.backend };
}

/** How the sheet opens; null where there is no tenant or no place at all. */
export function firstChoice(
  tenants: readonly KeptTenant[],
  places: readonly Place[],
  settings: PlaceSettings & Pick<Settings, 'lifeMs'>,
  wanted?: Wanted,
): Choice | null {
  const { lastSession, lifeMs } = settings;
  const asked = { lifeMs, ...lastSession, ...wanted };
  const tenant = tenants.find(({ id }) => id === asked.tenant) ?? tenants[0];
  const possible = tenant === undefined ? [] : placesOf(tenant, places);
  const place =
    firstPlace(possible, settings, wanted?.backend) ??
    firstPlace(places, settings, wanted?.backend);
  if (tenant === undefined || place === null) return null;
  const { size = 'standard', lifeMs: life } = asked;
  return { tenant: tenant.id, backend: place.backend, size, lifeMs: life };
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

/** When a session made now ends, as the sheet says it. `idleMs` null: however long it idles. */
export function lifeWords(lifeMs: number | null, idleMs: number | null, now: number): string {
  const end = lifeMs === null ? 'when you end it' : atComing(now + lifeMs, now);
  if (idleMs === null) return `Ends ${end}, however long it idles.`;
  return `Ends ${end}, or after ${duration(idleMs)} without a job or a keystroke; never while a job runs.`;
}

/** The names of sizes. */
export const SIZE_NAMES: Readonly<Record<SessionSize, string>> = {
  standard: 'Standard',
  large: 'Large',
  'extra-large': 'Extra large',
};

const ORDER: readonly SessionSize[] = ['standard', 'large', 'extra-large'];

/** The next larger size, or null: there is none. */
export function largerSize(size: SessionSize): SessionSize | null {
  return ORDER[ORDER.indexOf(size) + 1] ?? null;
}

/** Memory as people read it: "512 MiB". */
export function memoryWords(memory: string): string {
  const [, number, unit] = /^([\d.]+)([KMGTP]i?|[mk]?)$/.exec(memory) ?? [];
  if (number === undefined) return memory;
  return unit === undefined || unit === '' || unit === 'm' ? memory : `${number} ${unit}B`;
}

/** CPUs as people read them, at the beginning of a sentence: "Half a CPU". */
export function cpuWords(cpu: string): string {
  const cpus = amount(cpu);
  if (cpus === 0.5) return 'Half a CPU';
  return cpus === 1 ? '1 CPU' : `${cpus} CPUs`;
}

/** A size's name, with its memory where the place keeps to it. */
export function sizeName(size: SessionSize, backend: BackendKind, sizes: Sizes): string {
  const name = SIZE_NAMES[size];
  return backend === 'local' ? name : `${name}, ${memoryWords(sizes[size].memory)}`;
}

const FOR: Readonly<Record<SessionSize, string>> = {
  standard: 'right for users, groups and CSV jobs',
  large: 'right for long lists and many rows at once',
  'extra-large': 'right for the file lists of a whole domain',
};

/** What a size is and what it is for. */
export function sizeWords(size: SessionSize, backend: BackendKind, sizes: Sizes): string {
  if (backend === 'local') return 'Local sets no limits: a session can use what this computer has.';
  const { cpu, memory } = sizes[size];
  return `${cpuWords(cpu)} and ${memoryWords(memory)}: ${FOR[size]}.`;
}
