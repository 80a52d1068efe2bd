import { defineConfig, type Project } from '@playwright/test';
import type { PlaceOptions } from './lib/app';

/** What a session does wherever it runs. */
const ANYWHERE = [
  'session',
  'closing',
  'crash',
  'replay-restart',
  'restore',
  'full-screen',
  'two-machines',
  'cli',
  'drag-in',
  'drag-out',
  'save',
  'files',
];
/** What there is in a cluster alone. */
const CLUSTER_ALONE = ['given-up', 'sign-in', 'spares'];
/** What an image is needed for. */
const CONTAINERS = ['not-made'];

/** What there is in Docker alone. */
const DOCKER_ALONE = ['docker', 'docker-exec', 'tenants-docker'];

const files = (names: readonly string[]) => names.map((name) => `${name}.spec.ts`);

const PROJECTS: Project<object, PlaceOptions>[] = [
  {
    name: 'local',
    testMatch: '*.spec.ts',
    testIgnore: files([...CONTAINERS, ...CLUSTER_ALONE, ...DOCKER_ALONE]),
  },
  {
    name: 'docker',
    testMatch: files([...ANYWHERE, ...CONTAINERS, ...DOCKER_ALONE]),
    use: { placeKind: 'docker' },
  },
  {
    name: 'kubernetes',
    testMatch: files([...ANYWHERE, ...CONTAINERS, ...CLUSTER_ALONE]),
    use: { placeKind: 'kubernetes' },
  },
];

export default defineConfig<object, PlaceOptions>({
  testDir: '.',
  projects: PROJECTS,
  // One app at a time: the tests type with real key events, and focus is the screen's, not a window's.
  workers: 1,
  fullyParallel: false,
  // A slow or busy machine must not fail a test: this is for one that hangs.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  retries: 0,
  outputDir: '../../test-results/e2e',
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
