import { defineConfig } from 'vitest/config';

/** Tests named *.db.test.ts run on SQLite and on PostgreSQL, *.pg.test.ts on PostgreSQL alone, the others once. */
export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'test-results/results.json' }]],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What a page shows is waited for; a loaded machine may take its time.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'plain',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.{db,pg,long}.test.ts'],
        },
      },
      { extends: true, test: { name: 'sqlite', include: ['test/**/*.db.test.ts'], env: { TEST_STORE: 'sqlite' } } },
      {
        extends: true,
        test: { name: 'postgres', include: ['test/**/*.{db,pg}.test.ts'], env: { TEST_STORE: 'postgres' } },
      },
    ],
  },
});
