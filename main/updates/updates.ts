/** Whether there is a newer version: asked once a day where the user lets it, and whenever a person asks. */
import type { UpdateAnswer, UpdateStatus } from '../../preload/updates';
import { Failure } from '../failure';
import type { KeptStore } from './kept';
import { type Repository, releasePage } from './repository';
import { isNewer, type Version } from './version';

/** What it is made from. */
export interface UpdateParts {
  /** The version that runs. */
  readonly current: string;
  /** Where releases are, or null: nobody is ever asked. */
  readonly repository: Repository | null;
  readonly kept: KeptStore;
  /** Whether the user lets it ask by itself, and wants to be told. */
  readonly isWanted: () => boolean;
  /** False only where it is sure that there is no network. */
  readonly isOnline: () => boolean;
  /** Asks for the newest release. Rejects with a Failure. */
  readonly newest: (repository: Repository) => Promise<Version>;
  /** ms since 1970 */
  readonly now: () => number;
}

/** It asks by itself no more often. ms */
export const DAY_MS = 24 * 3_600_000;

/** What is known of newer versions. */
export class Updates {
  readonly #parts: UpdateParts;
  readonly #listeners = new Set<(status: UpdateStatus) => void>();

  constructor(parts: UpdateParts) {
    this.#parts = parts;
  }

  status(): UpdateStatus {
    const { current, repository: from, isWanted } = this.#parts;
    const newer = isWanted() ? this.#newer() : null;
    return { current, from, newer };
  }

  /** Asks now, for a person. @throws Failure */
  async ask(): Promise<UpdateAnswer> {
    const { current, repository } = this.#parts;
    if (repository === null) return { kind: 'source', current };
    const newest = await this.#ask(repository);
    return { kind: isNewer(newest, current) ? 'newer' : 'none', current, newest };
  }

  /** Asks by itself, if it is time: what goes wrong is nobody's concern, the next day is as good. */
  async look(): Promise<void> {
    const { repository, isWanted, isOnline } = this.#parts;
    if (repository === null || !isWanted() || !isOnline() || !this.#isTime()) return;
    try {
      await this.#ask(repository);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }

  /** The user does not want to be told of a version any more. What is not the one that was told of is left. */
  passOver(version: string): void {
    const { kept } = this.#parts;
    const { newest } = kept.get();
    if (newest === version) kept.set({ passedOver: newest });
    this.tell();
  }

  /** The page of the newest version. @throws Failure `no-release` where none is known */
  page(): string {
    const { repository, kept } = this.#parts;
    const { newest } = kept.get();
    if (repository !== null && newest !== null) return releasePage(repository, newest);
    throw new Failure('no-release', 'No page was opened: no newer version is known.');
  }

  /** Calls the listener when the status may be another. */
  onChange(listener: (status: UpdateStatus) => void): void {
    this.#listeners.add(listener);
  }

  /** To be called too when the setting was changed. */
  tell(): void {
    const status = this.status();
    for (const listener of this.#listeners) listener(status);
  }

  /** A clock that was put back must not stop it for years. */
  #isTime(): boolean {
    const { askedAt } = this.#parts.kept.get();
    const now = this.#parts.now();
    return askedAt === null || askedAt > now || now - askedAt >= DAY_MS;
  }

  async #ask(repository: Repository): Promise<Version> {
    const { kept, now, newest } = this.#parts;
    kept.set({ askedAt: now() });
    const version = await newest(repository);
    kept.set({ newest: version });
    this.tell();
    return version;
  }

  #newer(): Version | null {
    const { current, repository, kept } = this.#parts;
    const { newest, passedOver } = kept.get();
    if (repository === null || newest === null || !isNewer(newest, current)) return null;
    return passedOver === null || isNewer(newest, passedOver) ? newest : null;
  }
}
