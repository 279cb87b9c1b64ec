import { defineConfig } from 'vitest/config';

/** Tests that start programs or a browser of their own. */
const apart = 'test/{browser,chaos,cli,journeys,process,simulation}/**/*.test.ts';
/** A third of the time went into loading the same modules for each file: nothing in them is kept from test to test. */
const shared = { isolate: false };

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
        test: { name: 'apart', include: [apart], exclude: ['test/**/*.{db,pg,long}.test.ts'] },
      },
      {
        extends: true,
        test: {
          ...{ name: 'plain', ...shared },
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.{db,pg,long}.test.ts', apart],
        },
      },
      {
        extends: true,
        test: { name: 'sqlite', ...shared, include: ['test/**/*.db.test.ts'], env: { TEST_STORE: 'sqlite' } },
      },
      {
        extends: true,
        test: { name: 'postgres', ...shared, include: ['test/**/*.{db,pg}.test.ts'], env: { TEST_STORE: 'postgres' } },
      },
    ],
  },
});
