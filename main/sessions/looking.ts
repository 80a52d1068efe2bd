/** Looks at records and places: settles what killed processes left, and finds what others make and end. */
import type { BackendKind, SessionId } from '../../preload/contract';
import type { Backend, PlaceWatch } from '../backends/backend';
import type { Surroundings } from '../network/surroundings';
import { watchPlaces } from './places-watch';
import { type AllSeen, reconcile } from './reconcile';
import type { Records } from './records';
import { serially } from './serially';
import { sweep } from './sweep';
import type { Writer } from './writer';

/** What it is made from. */
export interface LookingParts {
  readonly records: Records;
  readonly writer: Writer;
  readonly backends: readonly Backend[];
  readonly surroundings: Surroundings;
  readonly report: (words: string) => void;
  /** What is known already to have ended needs no question whether it is there. */
  readonly isOver: (id: SessionId) => boolean;
  /** Hears what each look has seen. */
  readonly seen: (all: AllSeen) => void;
}

/** One look at a time; whoever asks for one meanwhile gets the next. */
export class Looking {
  readonly #parts: LookingParts;
  readonly #backends: ReadonlyMap<BackendKind, Backend>;
  #places: PlaceWatch | null = null;
  #retryEnds = false;
  /** Looks once. */
  readonly now = serially(() => this.#look());

  constructor(parts: LookingParts) {
    this.#parts = parts;
    this.#backends = new Map(parts.backends.map((backend) => [backend.kind, backend]));
  }

  /** Looks once, and tries again to end what an earlier process gave up. */
  all(): Promise<void> {
    this.#retryEnds = true;
    return this.now();
  }

  /** From now on looks whenever there may be something new. */
  watch(): void {
    const { backends, records, surroundings } = this.#parts;
    const looks = {
      look: () => this.#unasked(this.now()),
      lookAnew: () => this.anew(),
      retryEnds: () => {
        this.#retryEnds = true;
      },
    };
    this.#places = watchPlaces({ backends, folder: records.folder, surroundings }, looks);
  }

  /** After what may have broken connections: each place is asked anew. */
  anew(): void {
    this.#places?.again();
    this.#unasked(this.all());
  }

  /** Watches no more. */
  stop(): void {
    this.#places?.stop();
    this.#places = null;
  }

  #unasked(look: Promise<void>): void {
    look.catch((error) => this.#parts.report(String(error)));
  }

  async #look(): Promise<void> {
    const { records, writer, report, backends, isOver, seen } = this.#parts;
    const again = this.#retryEnds;
    this.#retryEnds = false;
    await sweep({ records, writer, report, again, backends: this.#backends });
    seen(await reconcile({ records, backends, isOver, report }));
  }
}
