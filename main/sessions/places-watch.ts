/** When to look at records and places again: others make and end sessions too, and so do places. */
import type { Backend, PlaceWatch } from '../backends/backend';
import type { Surroundings } from '../network/surroundings';
import { watchRecords } from './records-watch';
import { settled } from './serially';

/** Places are asked again this often: what happens in those that do not tell by themselves is seen no other way. ms */
const LOOK_MS = 10_000;

/** What places tell within this time is looked at once. ms */
const SETTLE_MS = 100;

/** What could not be ended is tried again this often: a cluster may be reachable again. ms */
const RETRY_ENDS_MS = 60_000;

/** What is watched. */
export interface Watched {
  readonly backends: readonly Backend[];
  /** The folder of the records. */
  readonly folder: string;
  readonly surroundings: Surroundings;
}

/** What is done then. */
export interface Looks {
  /** Looks at records and places. */
  readonly look: () => void;
  /** The same after what may have broken connections: each is asked anew. */
  readonly lookAnew: () => void;
  /** The next look tries ends again that were given up. */
  readonly retryEnds: () => void;
}

/** Begins; `again` has places that tell by themselves begin anew. */
export function watchPlaces(watched: Watched, looks: Looks): PlaceWatch {
  const soon = settled(looks.look, SETTLE_MS);
  const watches = watched.backends.flatMap((backend) => backend.watch?.(soon.ask) ?? []);
  const stopRecords = watchRecords(watched.folder, looks.look);
  const timer = setInterval(looks.look, LOOK_MS).unref();
  const ends = setInterval(looks.retryEnds, RETRY_ENDS_MS).unref();
  const stopListening = watched.surroundings.onChange(looks.lookAnew);
  return {
    again: () => {
      for (const watch of watches) watch.again();
    },
    stop: () => {
      stopListening();
      for (const watch of watches) watch.stop();
      soon.stop();
      stopRecords();
      clearInterval(timer);
      clearInterval(ends);
    },
  };
}
