import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    // A slow or busy machine must not fail a test: this is for one that hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
