// The fixtures of the tests in Firefox: those of the kit, with Firefox in the place of Playwright's browser. See ../README.md.
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ORIGIN, expect, test as kit } from '../kit';
import { certificates } from '../kit/broker';
import { answer } from '../kit/server';
import { Firefox, SITE } from './browser';

export { expect } from '../kit';

interface Fixtures {
  /** Firefox with the page, opened and ready. */
  firefox: Firefox;
  /** The address of the page on a website: over https, under a name. */
  website: string;
}

export const test = kit.extend<Fixtures & { running: Firefox }>({
  // Each test has a Firefox of its own: umockdev remembers so many files of one process, and ends it when there are more.
  running: async ({ testbed }, use) => {
    const firefox = await Firefox.start(testbed);
    await use(firefox);
    await firefox.stop();
  },

  firefox: async ({ running }, use) => {
    await running.thrown(ORIGIN);
    await running.open(`${ORIGIN}/`);
    await running.evaluate(() => sessionStorage.clear());
    await use(running);
    // Whatever else a test looks at: nothing may be thrown in the page.
    expect(await running.thrown(ORIGIN)).toEqual([]);
  },

  website: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'workbench-website-'));
    await certificates(folder);
    const [key, cert] = ['server.key', 'server.pem'].map((name) => readFileSync(join(folder, name)));
    const server = createServer({ key, cert }, answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await use(`https://${SITE}:${(server.address() as AddressInfo).port}/`);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  },
});
