import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/cluster/**/*.test.ts'],
    setupFiles: ['test/cluster/support/say-missing.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // One small cluster, and some tests take parts of it away.
    fileParallelism: false,
  },
});
