/** Which place a new session runs in: the order the user set, never silently another one. Pure. */
import type { BackendKind, Place, Settings } from '../../../preload/contract';

/** What of the settings decides. */
export type PlaceSettings = Pick<Settings, 'places' | 'otherPlace' | 'lastSession'>;

/** Whether sessions can be made in a place now. */
export function canUse(place: Place): boolean {
  return place.status.kind === 'ready';
}

/** The places as they are tried: the one asked for, that of last time, then the user's order. One that is not set up is none. */
function inOrder(
  places: readonly Place[],
  settings: PlaceSettings,
  asked: BackendKind | undefined,
): Place[] {
  const kinds = new Set([asked, settings.lastSession?.backend, ...settings.places]);
  const ordered = [...kinds].flatMap(
    (kind) => places.find(({ backend }) => backend === kind) ?? [],
  );
  return ordered.filter(({ status }) => status.kind !== 'unset');
}

/** The place that comes first, and the first that can be used. Null: there is none. */
interface Preferred {
  readonly first: Place | null;
  readonly usable: Place | null;
}

function preferred(
  places: readonly Place[],
  settings: PlaceSettings,
  asked: BackendKind | undefined,
): Preferred {
  const ordered = inOrder(places, settings, asked);
  return { first: ordered[0] ?? null, usable: ordered.find(canUse) ?? null };
}

/** The place that is chosen at first: where the first cannot be used, it is the user who chooses another, now or in the settings. */
export function firstPlace(
  places: readonly Place[],
  settings: PlaceSettings,
  asked: BackendKind | undefined,
): Place | null {
  const { first, usable } = preferred(places, settings, asked);
  const chosen = settings.otherPlace === 'next' ? (usable ?? first) : first;
  return chosen ?? places.find(canUse) ?? places[0] ?? null;
}

/** What is said of a place that was to be used and cannot be; null: nothing. */
export type PlaceNews =
  /** It is chosen, and cannot be used: `next` can. */
  | { readonly kind: 'away'; readonly away: Place; readonly next: Place | null }
  /** Another one was chosen in its stead, as the settings say. */
  | { readonly kind: 'instead'; readonly away: Place; readonly chosen: Place };

/** What there is to say while `chosen` is chosen. */
export function placeNews(
  places: readonly Place[],
  settings: PlaceSettings,
  asked: BackendKind | undefined,
  chosen: Place,
): PlaceNews | null {
  const { first, usable } = preferred(places, settings, asked);
  if (chosen.status.kind === 'unusable') return { kind: 'away', away: chosen, next: usable };
  const isInstead = settings.otherPlace === 'next' && chosen === usable && chosen !== first;
  return isInstead && first !== null ? { kind: 'instead', away: first, chosen } : null;
}

/** The place that is offered where a session could not be made in `backend`, or null: there is no other. */
export function placeAfter(
  places: readonly Place[],
  settings: PlaceSettings,
  backend: BackendKind,
): Place | null {
  const others = inOrder(places, { ...settings, lastSession: null }, undefined);
  return others.find((place) => place.backend !== backend && canUse(place)) ?? null;
}

/** The order with one place moved by a step up (−1) or down (1), as far as there is room. */
export function moved(places: Settings['places'], at: number, by: -1 | 1): Settings['places'] {
  const to = at + by;
  const [one, other] = [places[at], places[to]];
  if (one === undefined || other === undefined) return places;
  return places.map((kind, index) => (index === at ? other : index === to ? one : kind));
}
