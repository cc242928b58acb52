// Does the release page load as it should wherever it is put: under its Content Security Policy, asking nobody else for anything?
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { BLANK, ORIGIN, SUBPATH, expect, test } from './kit';
import { DIST, PROJECT } from './kit/paths';
import { TITLES, holdCode } from './screens';

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
    try {
      // No text becomes a script; and if one did, the policy for scripts would not run it.
      script.textContent = 'window.smuggled = true';
    } catch {
      script.append('window.smuggled = true');
    }
    document.body.append(script);
    return 'smuggled' in window;
  });

  expect(ran).toBe(false);
});

test('a text that is not in the build becomes no element, and no other script a worker', async ({ app: { page } }) => {
  const refused = await page.evaluate(() => {
    const { trustedTypes } = globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } };
    const place = document.createElement('div');
    const attempts: Record<string, () => unknown> = {
      'another element': () => (place.innerHTML = '<b>hello</b>'),
      'an element of the build with more in it': () => (place.innerHTML = '<span class="grow"></span><img src=x onerror=alert(1)>'),
      'a document': () => new DOMParser().parseFromString('<p>hello</p>', 'text/html'),
      'a frame': () => (document.createElement('iframe').srcdoc = '<p>hello</p>'),
      'a script': () => (document.createElement('script').src = 'guard.js'),
      'a worker': () => new Worker('worker.js'),
      'a service worker': () => navigator.serviceWorker.register('worker.js'),
      'a policy of its own': () => trustedTypes.createPolicy('anything', { createHTML: (text: string) => text }),
      'the policy of the page once more': () => trustedTypes.createPolicy('default', { createHTML: (text: string) => text }),
    };
    const refused: string[] = [];
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        const done = attempt();
        if (done instanceof Promise) done.catch(() => {});
      } catch (error) {
        if (error instanceof TypeError) refused.push(name);
      }
    }
    // What is in the build does become one.
    place.innerHTML = '<span class="grow"></span>';
    return [...refused, place.firstElementChild?.className];
  });
  // Registering is refused later, and where this runs by the test's own browser.
  expect(refused).toEqual([
    'another element',
    'an element of the build with more in it',
    'a document',
    'a frame',
    'a script',
    'a worker',
    'a policy of its own',
    'the policy of the page once more',
    'grow',
  ]);
});

test('every screen is there while no text of elsewhere may become elements', async ({ app: { page } }) => {
  // The fixture fails for each refusal that the page runs into.
  for (const place of Object.keys(TITLES)) {
    await page.evaluate((place) => (location.hash = `#/${place}`), place);
    await expect(page.locator(`a.rail-link[aria-current=page][href="#/${place}"]`)).toHaveCount(1);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('main').getByText('This part of the page failed')).toHaveCount(0);
  }
});

test('what stands beside the screens is there, too, while no text of elsewhere may become elements', async ({ app: { page } }) => {
  // The fixture fails for each refusal that the page runs into.
  await page.evaluate(() => (location.hash = '#/demo'));
  await expect(page.getByRole('main').getByText('Your message came back', { exact: false })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('banner').locator('.faults-button').click();
  const panel = page.getByRole('complementary', { name: 'Faults' });
  for (const tab of [/The other end/, /Devices/, /Connected/, /Kept/, /Messages/]) await panel.getByRole('tab', { name: tab }).click();
  await page.evaluate(() => workbench.order('sim out'));
  await expect(page.getByRole('main').locator('.trouble')).not.toHaveCount(0);
  for (const place of Object.keys(TITLES)) {
    await page.evaluate((place) => (location.hash = `#/${place}`), place);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('This part of the page failed')).toHaveCount(0);
  }
  await page.goto(`${ORIGIN}/?kiosk=1`);
  await expect(page.getByRole('main').getByRole('heading', { level: 1, name: /is talking to a broker/ })).toBeVisible();
  await page.locator('#main').getByRole('button', { name: 'Touch to begin' }).click();
  await expect(page.getByRole('main').getByText('Step 1 of 7')).toBeVisible();
});

test('a build that names its brokers reaches no others', async ({ app: { page } }) => {
  const built = await page.content();
  const policy = (brokers?: string): string => {
    const program = "import { allowBrokers, policyOf } from './scripts/finish/csp.mjs'; console.log(policyOf(allowBrokers(process.argv[1], process.argv[2])));";
    return execFileSync('node', ['--input-type=module', '-e', program, built, ...(brokers === undefined ? [] : [brokers])], { cwd: PROJECT, encoding: 'utf8', stdio: 'pipe' });
  };
  expect(policy()).toContain("connect-src 'self' ws: wss:;");
  expect(policy('none')).toContain("connect-src 'self';");
  expect(policy('wss://broker.example.com:8084 ws://127.0.0.1:9001')).toContain("connect-src 'self' wss://broker.example.com:8084 ws://127.0.0.1:9001;");
  for (const wrong of ['broker.example.com', 'https://broker.example.com', "wss://x; script-src 'unsafe-inline'", 'wss://x"', 'none wss://x']) {
    expect(() => policy(wrong), wrong).toThrow(/BROKERS/);
  }
  // And the browser holds the page to it.
  await page.route('**/index.html', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("connect-src 'self' ws: wss:", "connect-src 'self' ws://127.0.0.1:1") });
  });
  await page.goto(`${ORIGIN}/index.html`);
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  const refused = await page.evaluate(async () => {
    const refused: string[] = [];
    addEventListener('securitypolicyviolation', ({ blockedURI }) => void refused.push(new URL(blockedURI).host));
    for (const address of ['ws://127.0.0.1:1', 'ws://127.0.0.1:2']) {
      try {
        new WebSocket(address);
      } catch {
        // Refused at once.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    return refused;
  });
  expect(refused).toEqual(['127.0.0.1:2']);
});

/** A browser notes 250 files unless it is told to note more, and the page has more pieces than that. */
const noteEveryFile = (page: Page) => page.addInitScript(() => performance.setResourceTimingBufferSize(2_000));

test('until the Connect screen is there the page asks for nothing but the first load, and after that for all the rest', async ({ app }) => {
  await noteEveryFile(app.page);
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
  const later = async () => (await asked()).after.filter((file) => file.endsWith('.wasm')).sort();
  await expect.poll(later, { timeout: 30_000 }).toEqual(LATER.sort());
  // The page itself is no resource of its own, and its icon and manifest are fetched whenever the browser likes.
  const optional = ['index.html', 'icon.svg', 'manifest.webmanifest'];
  const before = (await asked()).before.filter((file) => !optional.includes(file));
  expect(before.sort()).toEqual(FIRST.filter((file) => !optional.includes(file)));
});

test('a page that has been open for a moment goes on without a network', async ({ app, context }) => {
  await noteEveryFile(app.page);
  await app.open();
  await expect
    .poll(() => app.page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length), { timeout: 30_000 })
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

for (const width of [1440, 390]) {
  test(`the frame is painted before the code is there, and the code leaves it where it is: ${width} pixels`, async ({ app: { page } }) => {
    await page.setViewportSize({ width, height: 800 });
    const release = await holdCode(page);
    await page.goto(`${ORIGIN}/?painted`);

    const [title, links] = [page.getByRole('heading', { level: 1, name: 'Connect a module' }), page.locator('.shell-rail .rail-link')];
    await expect(page.locator('#loading').getByRole('status')).toHaveText('Loading Module Workbench…');
    // The largest text of the screen and its button are there as well.
    const card = page.locator('.see');
    const boxes = () => Promise.all([title, card, card.locator('p'), card.locator('.button')].map((part) => part.boundingBox()));
    const [before, rail] = [await boxes(), await links.allTextContents()];
    expect(before).not.toContain(null);
    expect(rail).toHaveLength(Object.keys(TITLES).length);

    release();
    await expect(page.locator('#loading')).toHaveCount(0);
    expect(await boxes()).toEqual(before);
    expect(await links.allTextContents()).toEqual(rail);
  });
}

test('the Wire panel is built once there is room for it beside the screen, and stays', async ({ app: { page } }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  const panel = page.locator('.shell-wire .wire');
  await expect(panel).toHaveCount(0);

  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(panel).toBeVisible();
  await page.setViewportSize({ width: 1024, height: 768 });
  await expect(panel).toHaveCount(1);
});

test('where another screen is asked for, the frame shows no title of Connect', async ({ app: { page } }) => {
  const release = await holdCode(page);
  await page.goto(`${ORIGIN}/?elsewhere#/publish`);
  await expect(page.locator('#loading')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, includeHidden: true })).toBeHidden();

  release();
  await expect(page.getByRole('heading', { level: 1, name: 'Publish' })).toBeVisible();
});
