import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.{ts,tsx,mjs}'],
    // The machine that runs this may be slow or busy: a test that hangs is what this is for.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
