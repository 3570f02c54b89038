import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{lib,scanner,scripts,app,components,prisma}/**/*.test.ts?(x)'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
