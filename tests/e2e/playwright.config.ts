// How the end-to-end tests run: four files at a time, each on a virtual computer of its own; Debian's Chromium, because it is a real one.
import { defineConfig } from '@playwright/test';

import { ORIGIN } from './kit/server';

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 4,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // In CI a test that fails once, on a machine that others use too, is tried once more, and is named as flaky at the end. At home none is.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: ORIGIN,
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    screenshot: 'only-on-failure',
    // A worker that keeps the page would fetch all of it once more in each test. deploys.ts has it.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-dev-shm-usage',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'e2e', testMatch: '**/*.spec.ts' },
    { name: 'firefox', testMatch: '**/*.firefox.ts', workers: 1, timeout: 120_000 },
    { name: 'soak', testMatch: '**/*.soak.ts', workers: 1 },
    { name: 'bench', testMatch: '**/*.bench.ts', workers: 1, timeout: 300_000 },
  ],
});
