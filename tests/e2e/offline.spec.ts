// Does the page work without a network, and does a newer version never leave anybody with a page that does not work?
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { type Deploy, changePiece, code, deployed, edit, isAlone, isKept, known, loadAnew, offer, piece, reload, take, test, versionOf, visit } from './deploys';
import { type Site, expect, openPage } from './kit';
import { TITLES, button, main, onScreen } from './screens';

/** How much room a version may take in the browser, in bytes. */
const ROOM = 5_000_000;

test('after the first visit it works with no server: the demo, and every screen', async ({ page, site }) => {
  test.setTimeout(120_000);
  await visit(page, site);
  await site.stop();
  site.asked.length = 0;

  await reload(page);

  await button(page, 'See it working').click();
  await expect(main(page).getByRole('heading', { name: 'This was it. Your message came back.' })).toBeVisible({ timeout: 40_000 });
  for (const [place, title] of Object.entries(TITLES)) {
    await page.evaluate((place) => (location.hash = `#/${place}`), place);
    await onScreen(page, title);
  }
  // And so does a link to one of them, in a tab of its own.
  const other = await page.context().newPage();
  await openPage(other, `${site.address}index.html?from=a-bookmark#/publish`);
  await onScreen(other, 'Publish');
  expect(site.asked).toEqual([]);
});

test('a version takes no more room than it may, and nothing of the first load waits for it', async ({ page, site }) => {
  await visit(page, site);
  const stored = await page.evaluate(async () => {
    let bytes = 0;
    for (const name of await caches.keys()) {
      for (const response of await (await caches.open(name)).matchAll()) bytes += (await response.arrayBuffer()).byteLength;
    }
    return bytes;
  });
  console.log(`a version takes ${stored} bytes`);
  expect(stored).toBeLessThan(ROOM);
  const listed = JSON.parse(readFileSync(join(site.folder, 'files.json'), 'utf8')) as { files: Record<string, string> };
  const version = await versionOf(page);
  expect(Object.keys((await known(page))!.versions[version] as object).sort()).toEqual(Object.keys(listed.files).sort());
  // The worker was asked for after the last piece of the code.
  const first = (path: string) => site.asked.findIndex((asked) => asked.endsWith(path));
  const pieces = readdirSync(join(site.folder, code(site.folder))).filter((file) => /^split_.*\.wasm$/.test(file));
  for (const piece of pieces) expect(first('/worker.js'), piece).toBeGreaterThan(first(`/${piece}`));
});

test('it can be installed', async ({ page, site }) => {
  await visit(page, site);
  await reload(page);
  const devtools = await page.context().newCDPSession(page);
  const { errors, url } = await devtools.send('Page.getAppManifest');
  expect({ errors, url }).toEqual({ errors: [], url: `${site.address}manifest.webmanifest` });
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A window without a profile of its own installs nothing, whatever the page is like.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

test('a newer version is offered, waits while a module is connected, and is taken when a person says so', async ({ page, site, deploy }) => {
  test.setTimeout(180_000);
  await visit(page, site);
  site.folder = deploy('two');
  await reload(page);
  expect(await deployed(page)).toBe('one');
  await expect(offer(page)).toBeVisible({ timeout: 40_000 });

  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  await expect(button(page, 'Load the new version')).toHaveAttribute('aria-disabled', 'true');
  await expect(main(page).getByText('Disconnect the module first.')).toBeVisible();
  await button(page, 'Load the new version').click({ force: true });
  expect((await page.evaluate(() => workbench.state())).link).toBe('ready');
  // Nothing goes over by itself: neither this page nor the next one.
  const other = await page.context().newPage();
  await openPage(other, site.address);
  expect(await deployed(other)).toBe('one');
  await other.close();

  await page.evaluate(() => workbench.disconnect());
  await button(page, 'Load the new version').click();
  await expect(page.locator('meta[name=deploy][content=two]')).toHaveCount(1, { timeout: 20_000 });
  await isKept(page);
  // The one before is let go, and the new one works without a network.
  await expect.poll(async () => Object.keys((await known(page))!.versions).length).toBe(1);
  await site.stop();
  await reload(page);
  expect(await deployed(page)).toBe('two');
});

test('who does not want the newer version now goes on with this one', async ({ page, site, deploy }) => {
  await visit(page, site);
  site.folder = deploy('two');
  await reload(page);
  await expect(offer(page)).toBeVisible({ timeout: 40_000 });
  await button(page, 'Not now').click();
  await expect(offer(page)).toHaveCount(0);
  await site.stop();
  await reload(page);
  expect(await deployed(page)).toBe('one');
});

/** Version 1 is installed, version 2 taken; the site is ready for the third. */
async function twoDeploys(page: Page, site: Site, deploy: Deploy): Promise<void> {
  await visit(page, site);
  site.folder = deploy('two');
  await take(page);
  await expect(page.locator('meta[name=deploy][content=two]')).toHaveCount(1, { timeout: 20_000 });
  await isKept(page);
}

/** One load leads to a page that works: this version of it, with a module. */
async function works(page: Page, version: string): Promise<void> {
  await reload(page);
  expect(await deployed(page)).toBe(version);
  expect((await page.evaluate(() => workbench.connect({ virtual: 'L610' }))).series).toBe('L610');
  await page.evaluate(() => workbench.disconnect());
}

test.describe('version 3 is broken', () => {
  test.describe.configure({ timeout: 180_000 });

  test('a piece is missing: it is not offered', async ({ page, site, deploy }) => {
    await twoDeploys(page, site, deploy);
    site.folder = deploy('three', changePiece, (folder) => rmSync(piece(folder)));
    const asked = site.asked.length;
    await works(page, 'two');
    await expect.poll(() => site.asked.slice(asked).some((path) => path.endsWith('files.json')), { timeout: 40_000 }).toBe(true);
    await expect.poll(async () => (await page.evaluate(() => caches.keys())).length, { timeout: 40_000 }).toBe(2);
    await expect(offer(page)).toHaveCount(0);
  });

  test('a piece is not what it was: it is not offered', async ({ page, site, deploy }) => {
    await twoDeploys(page, site, deploy);
    site.folder = deploy('three', changePiece, (folder) => writeFileSync(piece(folder), '<!doctype html>no such file'));
    await works(page, 'two');
    await expect.poll(() => site.asked.filter((path) => path.endsWith('split_journey.wasm')).length, { timeout: 40_000 }).toBeGreaterThan(1);
    await expect(offer(page)).toHaveCount(0);
  });

  for (const [how, breaks] of [
    ['its code traps at the start', (folder: string) => trapAtStart(folder)],
    ['its code is none', (folder: string) => writeFileSync(join(folder, code(folder), 'module-workbench_bg.wasm'), 'no code')],
    ['its page is white', (folder: string) => edit(folder, 'index.html', (page) => page.replace(/<body[^]*<\/body>/, '<body></body>').replace(/<script[^>]*>[^]*?<\/script>/g, ''))],
    ['its guard does not parse', (folder: string) => edit(folder, readdirSync(folder).find((name) => name.startsWith('guard-'))!, (text) => `${text}}`)],
  ] as const) {
    test(`${how}: one reload leads back`, async ({ context, site, deploy }) => {
      // A page of which errors are expected: that of the kit fails a test for each.
      const page = await context.newPage();
      await twoDeploys(page, site, deploy);
      site.folder = deploy('three', breaks);
      await take(page);
      await expect(page.locator('meta[name=deploy][content=three]')).toHaveCount(1, { timeout: 20_000 });

      await works(page, 'two');
      // It is offered once more, since somebody may only have been in a hurry, and after that no more.
      await take(page);
      await works(page, 'two');
      const looked = site.asked.length;
      await works(page, 'two');
      await expect.poll(() => site.asked.slice(looked).some((path) => path.endsWith('files.json')), { timeout: 40_000 }).toBe(true);
      await expect(offer(page)).toHaveCount(0);
      // The one after it is offered again.
      site.folder = deploy('four');
      await take(page);
      await expect(page.locator('meta[name=deploy][content=four]')).toHaveCount(1, { timeout: 20_000 });
      await isKept(page);
    });
  }

  /** How workers are bad, and what they are. */
  const WORKERS = {
    'does not parse': 'self.addEventListener(',
    'fails while it is installed': "self.addEventListener('install', (event) => event.waitUntil(Promise.reject(new Error('no'))));",
    'is never installed': "self.addEventListener('install', (event) => event.waitUntil(new Promise(() => {})));",
    'answers each request with nothing': "self.addEventListener('fetch', (event) => event.respondWith(new Response('', { headers: { 'content-type': 'text/html' } })));",
    'takes over by itself and answers each request with nothing':
      "self.addEventListener('install', () => self.skipWaiting()); self.addEventListener('fetch', (event) => event.respondWith(new Response('', { headers: { 'content-type': 'text/html' } })));",
  };
  for (const [how, source] of Object.entries(WORKERS)) {
    test(`its worker ${how}: one reload leads to a page that works`, async ({ page, site, deploy }) => {
      await twoDeploys(page, site, deploy);
      // The browser learns of it while this page loads. One that takes over by itself keeps back from then on what this page still asks for, so that
      // this page may not get ready.
      site.folder = deploy('three', (folder) => writeFileSync(join(folder, 'worker.js'), source));
      const asked = site.asked.length;
      await loadAnew(page);
      await expect.poll(() => site.asked.slice(asked).some((path) => path.endsWith('/worker.js')), { timeout: 40_000 }).toBe(true);
      // A worker that says nothing has a while to answer.
      const isGood = () =>
        page.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          const workers = [registration?.waiting, registration?.active].filter((worker) => worker != null);
          const say = (worker: ServiceWorker) =>
            new Promise((resolve) => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = ({ data }) => resolve(data.answer === true);
              setTimeout(resolve, 2_000, false);
              worker.postMessage({ order: 'test' }, [port2]);
            });
          return (await Promise.all(workers.map(say))).every(Boolean);
        });
      await expect.poll(isGood, { timeout: 60_000 }).toBe(true);
      if (how.startsWith('takes over')) await isAlone(page);

      await reload(page);
      expect((await page.evaluate(() => workbench.connect({ virtual: 'L610' }))).series).toBe('L610');
      await page.evaluate(() => workbench.disconnect());
      await expect.poll(isGood, { timeout: 60_000 }).toBe(true);
      // Nor does the next one fail, nor one in a new tab.
      const other = await page.context().newPage();
      await openPage(other, site.address);
      await expect(main(other).getByRole('heading', { level: 1 })).toBeVisible();
      await other.close();
      // The next deploy, with a good worker, keeps the page again.
      site.folder = deploy('four');
      await page.close();
      const fresh = await newTab(page, site);
      await expect.poll(async () => Object.keys((await known(fresh))?.versions ?? {}).length, { timeout: 60_000 }).toBeGreaterThan(0);
    });
  }
});

test('a worker that takes over before the page is there is removed by the page itself: one reload leads to a page that works', async ({ context, site, deploy }) => {
  test.setTimeout(180_000);
  // A page of which errors are expected: that of the kit fails a test for each.
  const page = await context.newPage();
  await visit(page, site);
  site.folder = deploy('two', (folder) =>
    writeFileSync(join(folder, 'worker.js'), "self.addEventListener('install', () => self.skipWaiting()); self.addEventListener('fetch', (event) => event.respondWith(new Response('')));"),
  );
  // The code of the page is asked for only once the other worker is in charge.
  await page.addInitScript(() => {
    if (sessionStorage.getItem('taken')) return;
    sessionStorage.setItem('taken', 'yes');
    const workers = navigator.serviceWorker;
    const taken = new Promise<void>((resolve) => workers.addEventListener('controllerchange', () => resolve(sessionStorage.setItem('taken', 'while it loads'))));
    // On a busy computer the browser may let the worker wait until the one before has nothing to do: then the page gets ready, and removes it as one
    // that does not answer.
    const late = new Promise<void>((resolve) => setTimeout(resolve, 10_000));
    void workers.getRegistration().then((own) => own?.update());
    const { fetch } = globalThis;
    globalThis.fetch = async (...what) => Promise.race([taken, late]).then(() => fetch(...what));
  });
  const asked = site.asked.length;
  await page.reload();
  await expect.poll(() => site.asked.slice(asked).some((path) => path.endsWith('/worker.js')), { timeout: 40_000 }).toBe(true);
  await isAlone(page);
  const [taken, ready] = await page.evaluate(() => [sessionStorage.getItem('taken'), document.documentElement.dataset.ready]);
  if (taken === 'while it loads') expect(ready).toBeUndefined();

  await reload(page);

  await expect(main(page).getByRole('heading', { level: 1 })).toBeVisible();
});

/** A page in a new tab. */
async function newTab(page: Page, site: Site): Promise<Page> {
  const fresh = await page.context().newPage();
  await openPage(fresh, site.address);
  return fresh;
}

/** Puts a trap where the code begins: its first instruction ends it. */
function trapAtStart(folder: string): void {
  // A module whose start function is `unreachable`; it imports and exports nothing, so that nothing of the page is reached.
  const trap = Buffer.from('0061736d01000000' + '010401600000' + '03020100' + '080100' + '0a05010300000b', 'hex');
  writeFileSync(join(folder, code(folder), 'module-workbench_bg.wasm'), trap);
}

test('the worker that switches everything off removes what was kept and itself, and lets a module be', async ({ page, site, deploy }) => {
  test.setTimeout(120_000);
  await visit(page, site);
  await reload(page);
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  const off = deploy('off');
  cpSync(join(off, 'worker-off.js'), join(off, 'worker.js'));
  site.folder = off;

  // The browser asks by itself when a page is loaded; here a tab is loaded beside the one that has the module.
  const other = await page.context().newPage();
  await openPage(other, site.address);
  await expect.poll(() => other.evaluate(() => caches.keys()), { timeout: 40_000 }).toEqual([]);
  await expect.poll(() => other.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), { timeout: 40_000 }).toBe(0);
  expect((await page.evaluate(() => workbench.state())).link).toBe('ready');

  await reload(other);
  expect(await deployed(other)).toBe('off');
});

test('the worker that switches everything off brings a white page back by itself', async ({ context, site, deploy }) => {
  test.setTimeout(120_000);
  const page = await context.newPage();
  const white = deploy('white', (folder) =>
    writeFileSync(
      join(folder, 'worker.js'),
      "self.addEventListener('install', () => self.skipWaiting()); self.addEventListener('fetch', (event) => event.respondWith(new Response('', { headers: { 'content-type': 'text/html' } })));",
    ),
  );
  site.folder = white;
  // As if nobody had watched: registered by hand, since the page itself would remove it.
  await page.goto(`${site.address}icon.svg`);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register('worker.js', { updateViaCache: 'none' });
    await new Promise<void>((resolve) => {
      const wait = () => (registration.active?.state === 'activated' ? resolve() : setTimeout(wait, 50));
      wait();
    });
  });
  await page.goto(site.address);
  expect(await page.content()).not.toContain('script');

  cpSync(join(white, 'worker-off.js'), join(white, 'worker.js'));
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true', undefined, { timeout: 60_000 });
});
