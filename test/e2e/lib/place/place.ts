/** Where a test's sessions run. The same tests are run in each place; what is looked at from outside differs. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { BackendKind } from '../../../../preload/contract';

/** A place that can be looked at from outside. */
export interface TestPlace {
  readonly kind: BackendKind;
  /** What the app and its command line are started with, to run sessions there. */
  readonly env: Readonly<Record<string, string>>;
  /** What the user has saved, beside what every test has. */
  readonly settings: object;
  /** Starts a first session from Home, as a person does. */
  begin(home: Page): Promise<void>;
  /** Makes the sessions known to the app of another computer, whose profile that is. */
  share(profile: string): Promise<void>;
  /** All that the session's terminal has printed. */
  journalOf(id: string): Promise<Buffer>;
  /** A file of the session's folder. */
  fileOf(id: string, name: string): Promise<Buffer>;
  /** All files of the session's folder: their paths, whose bytes are written as Latin-1, and their sha256. */
  filesOf(id: string): Promise<Map<string, string>>;
  /** What there is of a session, in the words of whoever is asked: process ids, folders, pods. */
  tracesOf(id: string): Promise<string[]>;
  /** The sessions that exist there in this test's profile, or of its run. */
  everySession(): Promise<string[]>;
}

/** The id of the only session of a profile. */
export async function onlySession(profile: string): Promise<string> {
  const [name, ...more] = await readdir(join(profile, 'records'));
  if (name === undefined || more.length > 0) throw new Error('there is not one session alone');
  return name.replace(/\.json$/, '');
}
