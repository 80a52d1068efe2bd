/** Which row of a list is the active one, and which are selected. Pure: each act gives the next state. */

/** Rows are known by their keys, so that they keep it when others come and go. */
export interface ListState<K> {
  /** Where keys act, or null: nowhere yet. */
  readonly active: K | null;
  /** Where the active row was: if it goes, the one in its place is active. */
  readonly at: number;
  /** Where a selection of several began. */
  readonly anchor: K | null;
  readonly selected: ReadonlySet<K>;
}

/** What a person does in the list. */
export type ListAct =
  /** Goes to a row, selecting it alone, or all from the anchor on. */
  | { readonly kind: 'go'; readonly to: number; readonly extend: boolean }
  /** Adds a row to the selection or takes it out. */
  | { readonly kind: 'toggle'; readonly at: number }
  | { readonly kind: 'all' };

/** The rows as they are: their keys in order, and where each is. */
export interface Places<K> {
  readonly keys: readonly K[];
  readonly indexOf: ReadonlyMap<K, number>;
}

export const NONE: ListState<never> = { active: null, at: 0, anchor: null, selected: new Set() };

/** Where the rows are. */
export function placesOf<K>(keys: readonly K[]): Places<K> {
  return { keys, indexOf: new Map(keys.map((key, at) => [key, at])) };
}

/** The state that holds for these rows: what is gone is neither active nor selected. */
export function settled<K>(state: ListState<K>, { keys, indexOf }: Places<K>): ListState<K> {
  const { active, at, anchor, selected } = state;
  const place = active === null ? undefined : indexOf.get(active);
  const isWhole = [...selected].every((key) => indexOf.has(key));
  const kept = isWhole ? selected : new Set([...selected].filter((key) => indexOf.has(key)));
  if (place !== undefined)
    return place === at && isWhole ? state : { ...state, at: place, selected: kept };
  if (active === null) return isWhole ? state : { ...state, selected: kept };
  const next = keys[Math.min(at, keys.length - 1)] ?? null;
  const first = anchor !== null && indexOf.has(anchor) ? anchor : next;
  return {
    active: next,
    at: Math.min(at, Math.max(0, keys.length - 1)),
    anchor: first,
    selected: kept,
  };
}

/** The state after an act. */
export function after<K>(state: ListState<K>, places: Places<K>, act: ListAct): ListState<K> {
  const { keys, indexOf } = places;
  if (act.kind === 'all') return { ...state, selected: new Set(keys) };
  const at = Math.min(keys.length - 1, Math.max(0, act.kind === 'go' ? act.to : act.at));
  const key = keys[at];
  if (key === undefined) return state;
  if (act.kind === 'toggle') {
    const selected = new Set(state.selected);
    if (!selected.delete(key)) selected.add(key);
    return { active: key, at, anchor: key, selected };
  }
  const anchor = act.extend ? (state.anchor ?? key) : key;
  const from = indexOf.get(anchor) ?? at;
  const selected = new Set(keys.slice(Math.min(from, at), Math.max(from, at) + 1));
  return { active: key, at, anchor, selected };
}

/** The first row from `from` on, around the end, whose text begins so, large and small letters alike; -1: none. */
export function findText(texts: readonly string[], begin: string, from: number): number {
  const wanted = begin.toLocaleLowerCase();
  for (let step = 0; step < texts.length; step++) {
    const at = (from + step) % texts.length;
    if (texts[at]?.toLocaleLowerCase().startsWith(wanted)) return at;
  }
  return -1;
}
