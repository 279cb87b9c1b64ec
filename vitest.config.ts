import { defineConfig } from 'vitest/config';

/** Tests named *.db.test.ts need a database and run on SQLite and on PostgreSQL; the others run once. */
export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'test-results/results.json' }]],
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'plain',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.db.test.ts', 'test/**/*.long.test.ts'],
        },
      },
      { extends: true, test: { name: 'sqlite', include: ['test/**/*.db.test.ts'], env: { TEST_STORE: 'sqlite' } } },
      { extends: true, test: { name: 'postgres', include: ['test/**/*.db.test.ts'], env: { TEST_STORE: 'postgres' } } },
    ],
  },
});
