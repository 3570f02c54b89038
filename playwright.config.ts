import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/chromium.mjs';

const port = Number(process.env.WATCHPOST_E2E_PORT ?? 4317);
const baseURL = `http://127.0.0.1:${port}`;
const executablePath = process.env.PW_CHROMIUM ?? findChromium();

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.e2e.ts',
  outputDir: '.watchpost/test/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  // Against hangs. A test never fails because the machine is slow.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: '.watchpost/test/e2e.json' }]],
  use: {
    baseURL,
    viewport: { width: 1440, height: 1000 },
    timezoneId: 'Europe/Oslo',
    locale: 'en-GB',
    trace: 'retain-on-failure',
    // A colour half way through its transition is nobody's contrast.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [
    { name: 'sign-in', testMatch: 'sign-in.setup.ts' },
    { name: 'promises', dependencies: ['sign-in'] },
  ],
  webServer: {
    command: `node e2e/stack.ts --port ${port}`,
    url: `${baseURL}/sign-in`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
