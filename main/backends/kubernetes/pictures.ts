/** The pictures of all places that sessions are in: one watch each. */
import type { SessionId } from '../../../preload/contract';
import type { Listing } from '../backend';
import { type ClusterPlace, placeText } from './cluster-place';
import type { Cluster } from './clusters';
import { Picture, type PictureParts } from './picture';

/** Begins to watch a place when it is first followed. */
export class Pictures {
  readonly #parts: PictureParts;
  readonly #all = new Map<string, Picture>();

  constructor(parts: PictureParts) {
    this.#parts = parts;
  }

  /** Watches these places, and no others any more. */
  follow(places: readonly ClusterPlace[]): void {
    const wanted = new Map(places.map((place) => [placeText(place), place]));
    for (const [text, picture] of this.#all) {
      if (wanted.has(text)) continue;
      picture.close();
      this.#all.delete(text);
    }
    for (const [text, place] of wanted)
      if (!this.#all.has(text)) this.#all.set(text, new Picture(place, this.#parts));
  }

  /** What there is in each place that is followed. */
  listings(): Promise<Listing[]> {
    return Promise.all([...this.#all.values()].map((picture) => picture.listing()));
  }

  /** Whether the session is known to have gone. */
  isGone(id: SessionId): boolean {
    return [...this.#all.values()].some((picture) => picture.isGone(id));
  }

  /** The session was removed. */
  drop(id: SessionId): void {
    for (const picture of this.#all.values()) picture.drop(id);
  }

  /** A cluster was opened anew. */
  meet(cluster: Cluster): void {
    this.#all.get(placeText(cluster.place))?.meet(cluster);
  }

  /** Makes every watch anew. */
  again(): void {
    for (const picture of this.#all.values()) picture.again();
  }

  /** Ends all watches. */
  close(): void {
    this.follow([]);
  }
}
