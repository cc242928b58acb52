// The fixtures of the end-to-end tests: `import { test, expect } from './kit'` instead of from Playwright. See README.md.
import { join } from 'node:path';

import { expect, test as playwright, type Page } from '@playwright/test';

import { Broker, type BrokerOptions } from './broker';
import { Module, type ModuleOptions } from './module';
import { DIST, built } from './paths';
import { serve } from './server';
import { Testbed } from './testbed';

export { expect } from '@playwright/test';
export type { Broker, BrokerOptions, Message, Subscription } from './broker';
export type { Module, ModuleOptions } from './module';
export { BLANK, ORIGIN, SUBPATH, Site } from './server';

/** The page under test. */
export interface App {
  page: Page;
  /** Goes to a path of the server ('/' or SUBPATH) and waits until the page says that it is ready. */
  open(path?: string): Promise<void>;
}

interface Options {
  moduleOptions: ModuleOptions;
  brokerOptions: BrokerOptions;
}

interface Fixtures extends Options {
  /** A real mosquitto, running. */
  broker: Broker;
  /** Plugs in one more module; all are pulled out when the test ends. */
  plugIn: (options?: ModuleOptions) => Promise<Module>;
  /** The virtual module, plugged in, its network leading to `broker`. */
  module: Module;
  /** The page, opened and ready. */
  app: App;
}

interface WorkerFixtures {
  testbed: Testbed;
  /** The page is served at `ORIGIN`, whether a test asks for it or not. */
  served: void;
}

/** Opens an address of the page, and waits until it and its automation API are there. */
export async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true', undefined, { timeout: 20_000 });
}

export const test = playwright.extend<Fixtures, WorkerFixtures>({
  moduleOptions: [{}, { option: true }],
  brokerOptions: [{}, { option: true }],

  testbed: [
    async ({}, use) => {
      const testbed = await Testbed.start();
      await use(testbed);
      await testbed.stop();
    },
    { scope: 'worker' },
  ],

  launchOptions: [
    async ({ launchOptions, testbed }, use) => {
      const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
      await use({ ...launchOptions, env: { ...Object.fromEntries(inherited), ...testbed.environment } });
    },
    { scope: 'worker' },
  ],

  served: [
    async ({}, use) => {
      const server = await serve();
      await use();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    { scope: 'worker', auto: true },
  ],

  broker: async ({ brokerOptions }, use) => {
    const broker = await Broker.start(brokerOptions);
    await use(broker);
    await broker.close();
  },

  plugIn: async ({ testbed }, use) => {
    const modules: Module[] = [];
    await use(async (options = {}) => {
      const module = new Module(testbed, testbed.take(), options);
      modules.push(module);
      await module.plug();
      return module;
    });
    for (const module of modules) {
      await module.unplug();
      testbed.give(module.port);
    }
  },

  module: async ({ plugIn, broker, moduleOptions }, use) => {
    await use(await plugIn({ broker: broker.address, ...moduleOptions }));
  },

  // Whatever else a test looks at: nothing may be thrown in the page.
  page: async ({ page }, use) => {
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(String(error)));
    await use(page);
    expect(thrown).toEqual([]);
  },

  app: async ({ page }, use) => {
    built(join(DIST, 'index.html'));
    const open = (path = '/') => openPage(page, path);
    await open();
    await use({ page, open });
  },
});
