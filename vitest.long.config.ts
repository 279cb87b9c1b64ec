import { defineConfig } from 'vitest/config';

/** The long runs: hundreds of kills and races, `npm run test:long`. One after the other, as each counts what it did. */
export default defineConfig({
  test: {
    include: ['test/**/*.long.test.ts'],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
