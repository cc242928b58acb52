// Does the release page load as it should wherever it is put: under its Content Security Policy, asking nobody else for anything?
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { BLANK, ORIGIN, SUBPATH, expect, test } from './kit';
import { DIST, PROJECT } from './kit/paths';

/** The files of the first load, as scripts/size counts them. */
const FIRST = execFileSync('node', [join(PROJECT, 'scripts/size.mjs'), '--names'], { cwd: PROJECT, encoding: 'utf8' }).trim().split('\n');

/** The files that are fetched once the Connect screen is there. */
const LATER = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.wasm') && !FIRST.includes(file));

for (const path of ['/', SUBPATH]) {
  test(`the page at ${path} loads without a violation, an error or another host`, async ({ app }) => {
    // What the fixture opened still fetches the rest of itself.
    await app.page.goto(BLANK);
    const wrong: string[] = [];
    app.page.on('request', (request) => {
      if (!request.url().startsWith(`${ORIGIN}${path}`) && !/^(data|blob):/.test(request.url())) wrong.push(`asked for ${request.url()}`);
    });
    app.page.on('response', (response) => {
      if (response.status() >= 400) wrong.push(`${response.status()} for ${response.url()}`);
    });
    app.page.on('pageerror', (error) => wrong.push(`threw ${error}`));
    app.page.on('console', (message) => {
      if (message.type() === 'error') wrong.push(`said ${message.text()}`);
    });

    await app.open(path);

    await expect(app.page.locator('#loading')).toHaveCount(0);
    expect(wrong).toEqual([]);
  });
}

test('a script that somebody smuggles into the page does not run', async ({ app }) => {
  const ran = await app.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.smuggled = true';
    document.body.append(script);
    return 'smuggled' in window;
  });

  expect(ran).toBe(false);
});

test('until the Connect screen is there the page asks for nothing but the first load, and after that for all the rest', async ({ app }) => {
  await app.page.addInitScript(() => {
    const remove = Element.prototype.remove;
    Element.prototype.remove = function () {
      if (this.id === 'loading') performance.mark('there');
      remove.call(this);
    };
  });

  await app.open(SUBPATH);

  /** The files that were asked for, before or after that. */
  const asked = () =>
    app.page.evaluate((path) => {
      const there = performance.getEntriesByName('there')[0]?.startTime ?? 0;
      const [before, after]: [string[], string[]] = [[], []];
      for (const { name, startTime } of performance.getEntriesByType('resource')) {
        (startTime < there ? before : after).push(new URL(name).pathname.slice(path.length));
      }
      return { before, after };
    }, SUBPATH);
  await expect.poll(async () => (await asked()).after.filter((file) => file.endsWith('.wasm')).sort()).toEqual(LATER.sort());
  // The page itself is no resource of its own, and its icon is fetched whenever the browser likes.
  const optional = ['index.html', 'icon.svg'];
  const before = (await asked()).before.filter((file) => !optional.includes(file));
  expect(before.sort()).toEqual(FIRST.filter((file) => !optional.includes(file)));
});

test('a page that has been open for a moment goes on without a network', async ({ app, context }) => {
  await expect
    .poll(() => app.page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length))
    .toBeGreaterThan(LATER.length);
  await context.setOffline(true);

  for (const name of ['Network', 'Session', 'Publish', 'Messages', 'Terminal']) {
    await app.page.getByRole('navigation').getByRole('link', { name }).click();
    await expect(app.page.getByRole('heading', { level: 1, name })).toBeVisible();
  }
  const module = await app.page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  expect(module.series).toBe('L610');
});

test('a part that cannot be fetched says so in its place, and can be tried again', async ({ app }) => {
  const pieces = (url: URL) => url.pathname.includes('split_journey');
  await app.page.route(pieces, (route) => route.abort());
  await app.open('/');

  await app.page.getByRole('navigation').getByRole('link', { name: 'Network' }).click();

  await expect(app.page.getByText('This part of the page is not here yet.')).toBeVisible();
  await expect(app.page.getByRole('heading', { name: 'Wire' })).toBeVisible();

  await app.page.unroute(pieces);
  await app.page.getByRole('button', { name: 'Try again' }).click();
  await expect(app.page.getByRole('heading', { level: 1, name: 'Network' })).toBeVisible();
});

/** Holds the code back from a page that is about to be loaded; what lets it come. */
async function holdCode(page: Page): Promise<() => void> {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

for (const width of [1440, 390]) {
  test(`the frame is painted before the code is there, and the code leaves it where it is: ${width} pixels`, async ({ app: { page } }) => {
    await page.setViewportSize({ width, height: 800 });
    const release = await holdCode(page);
    await page.goto(`${ORIGIN}/?painted`);

    const [title, links] = [page.getByRole('heading', { level: 1, name: 'Connect a module' }), page.locator('.shell-rail .rail-link')];
    await expect(page.locator('#loading').getByRole('status')).toHaveText('Loading Module Workbench…');
    const [before, rail] = [await title.boundingBox(), await links.allTextContents()];
    expect(before).not.toBeNull();
    expect(rail).toHaveLength(9);

    release();
    await expect(page.locator('#loading')).toHaveCount(0);
    expect(await title.boundingBox()).toEqual(before);
    expect(await links.allTextContents()).toEqual(rail);
  });
}

test('where another screen is asked for, the frame shows no title of Connect', async ({ app: { page } }) => {
  const release = await holdCode(page);
  await page.goto(`${ORIGIN}/?elsewhere#/publish`);
  await expect(page.locator('#loading')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, includeHidden: true })).toBeHidden();

  release();
  await expect(page.getByRole('heading', { level: 1, name: 'Publish' })).toBeVisible();
});
