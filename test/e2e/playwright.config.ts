import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
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
