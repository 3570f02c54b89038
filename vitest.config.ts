import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{lib,scanner,scripts,app,components,prisma}/**/*.test.ts?(x)'],
    // One PostgreSQL for the run; lib/db/test-database.ts gives each file its own copy.
    globalSetup: ['./vitest.global-setup.ts'],
    env: { WATCHPOST_LOG_LEVEL: 'silent' },
    // Half of the time is waiting for the sandbox; a worker a core leaves none idle.
    maxWorkers: '100%',
    // Against what hangs, not what is slow: some tests wait out real back-offs, and machines differ.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
