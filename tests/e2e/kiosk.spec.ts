// Does a stand draw people in, guide them, keep them in, and forget them?
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { expect, ORIGIN, openPage, test } from './kit';
import { FASTER } from './faster';
import { STAND, beginsAtTop, held, onStart, ownProfile, pill, plant, sendOwn, startAgain, toGame, toOwnMessage, visit, way } from './kiosk';
import { TITLES, NO_PORTS, button, field, holdCode, main, press } from './screens';
import { scan } from './profile';

/** The places of a message from now on, in their order, until one has come twice. */
function places(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        const look = () => {
          const place = document.querySelector('.kiosk-way')?.className.split(' ')[1] ?? '';
          if (place === seen.at(-1)) return;
          if (seen.includes(place)) {
            watch.disconnect();
            resolve(seen);
          }
          seen.push(place);
        };
        const watch = new MutationObserver(look);
        watch.observe(document.body, { subtree: true, attributes: true, childList: true });
        look();
      }),
  );
}

test('the start moves: a real message goes to the broker and back, each line with what it means', async ({ page }) => {
  await visit(page);
  await expect(pill(page)).toContainText('Virtual module L610');
  await expect(way(page)).toHaveClass(/is-home/, { timeout: 30_000 });
  const lines = main(page).locator('.kiosk-lines li');
  for (const said of ['AT+MQTTPUB=1', '+MQTTMSGI: 1']) await expect(lines.filter({ hasText: said })).not.toHaveCount(0);
  expect((await places(page)).slice(0, 4)).toEqual(['is-home', 'is-out', 'is-there', 'is-back']);
  // What has been said before is let go: a page that stands for days would be full of it.
  expect((await page.evaluate(() => workbench.transcript())).match(/AT\+MQTTPUB=1/g)).toHaveLength(1);
});

test('what the address says wrong is as if it said nothing, and the console names it; a language that is there is not named', async ({ page }) => {
  const said: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && said.push(message.text()));
  await visit(page, '&lang=zh-CN&series=nonsense&demo=perhaps&tour=never&scenario=rain');
  await expect(pill(page)).toContainText('Virtual module L610');
  for (const words of ['zh-CN', 'series=nonsense', 'demo=perhaps', 'tour=never', 'scenario=rain']) {
    expect(said.filter((text) => text.includes(words)), words).toHaveLength(1);
  }
  await expect(main(page)).not.toContainText('nonsense');
  said.length = 0;
  await visit(page, '&lang=en&series=MA510');
  await expect(pill(page)).toContainText('Virtual module MA510');
  expect(said.filter((text) => text.includes('The address says'))).toEqual([]);
});

test('with demo in the address the tour begins by itself where nobody touches the start', async ({ page }) => {
  await page.addInitScript(FASTER);
  await visit(page, '&demo=1');
  // Half a minute of the page's.
  await expect(main(page).getByText(/Step \d of 7/)).toBeVisible({ timeout: 20_000 });
});

for (const [width, height] of [[1440, 900], [390, 844]] as const) {
  test(`the start is painted before the code is there, and the code leaves it where it is: ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const release = await holdCode(page);
    await page.goto(STAND);
    const parts = ['header .pill', 'h1', '.kiosk-lead', '.kiosk-begin .button', '.kiosk-station.is-module', '.kiosk-station.is-broker', 'figcaption', 'footer'];
    // The same in both, beside each other for as long as the new one is not painted.
    const seen = () => page.evaluate((parts) => parts.map((part) => {
      const found = document.querySelector(`.kiosk ${part}`)!;
      const { x, y, width, height } = found.getBoundingClientRect();
      return [part, found.textContent, Math.round(x), Math.round(y), Math.round(width), Math.round(height)];
    }), parts);
    await expect(button(page, 'Touch to begin')).toBeVisible();
    const before = await seen();
    await page.evaluate(() => Object.assign(globalThis, {
      placed: new Promise<void>((resolve) => {
        const look = () => document.querySelector('.is-first') || (watch.disconnect(), resolve());
        const watch = new MutationObserver(look);
        watch.observe(document.body, { childList: true });
      }),
    }));
    // Who is faster than the code has begun.
    if (width === 390) await button(page, 'Touch to begin').click();
    release();
    await page.evaluate(() => (globalThis as any).placed);
    if (width === 390) await expect(main(page).getByText('Step 1 of 7')).toBeVisible();
    else expect(await seen()).toEqual(before);
    await expect(page.locator('#loading')).toHaveCount(0);
    expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
  });
}

test('a stand whose code does not come says so, though its start is painted', async ({ page }) => {
  const piece = (url: URL) => url.pathname.endsWith('split_kiosk.wasm');
  await page.route(piece, (route) => route.abort());
  await page.goto(STAND);
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible();
  await page.unroute(piece);
  await again.click();
  await onStart(page);
  await expect(page.locator('.is-first')).toHaveCount(0);
});

test('without movement it shows the same', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await visit(page);
  await expect(way(page)).toHaveClass(/is-out/, { timeout: 30_000 });
  const dot = way(page).locator('.kiosk-track').first().locator('.kiosk-dot').first();
  expect(await dot.evaluate((dot) => [getComputedStyle(dot).animationName, getComputedStyle(dot).opacity])).toEqual(['none', '1']);
});

test('the tour goes on by itself, tells what really went over the wire, and yields to the first touch', async ({ page }) => {
  await visit(page);
  await button(page, 'Touch to begin').click();
  await expect(main(page).getByText('Step 1 of 7')).toBeVisible();
  await expect(main(page).getByText(/It goes on by itself in \d s/)).toBeVisible({ timeout: 20_000 });
  await expect(main(page).getByText('Step 2 of 7')).toBeVisible({ timeout: 30_000 });
  await expect(main(page).locator('.kiosk-lines')).toContainText('AT+C');

  await main(page).getByRole('heading', { level: 1 }).click();

  await expect(main(page).getByText(/It goes on by itself/)).toHaveCount(0);
  await button(page, 'Next').click();
  await expect(main(page).getByRole('heading', { level: 1, name: 'It asks the network for an address.' })).toBeVisible();
  await expect(main(page).locator('.kiosk-lines')).toContainText('AT+MIPCALL');
  await expect(main(page).getByRole('status')).toContainText(/It has \d+\.\d+\.\d+\.\d+\..* It took \d/);
  await button(page, 'Back').click();
  await expect(main(page).getByText('Step 2 of 7')).toBeVisible();
});

test('nobody there: it counts down in view, a touch stays, and then it is the start again', async ({ page }) => {
  await visit(page, '&idle=4&tour=0');
  await button(page, 'Touch to begin').click();
  const asks = page.getByRole('alertdialog', { name: 'Are you still there?' });
  await expect(asks).toContainText(/Back to the start in [12] s/);
  await asks.getByRole('button', { name: 'I am still here' }).click();
  await expect(asks).toHaveCount(0);
  await expect(main(page).getByRole('heading', { name: 'Now it is your turn.' })).toBeVisible();

  // A key answers it and presses nothing beneath, where the keyboard is again behind it.
  await button(page, 'Back').focus();
  await expect(asks.getByRole('button', { name: 'I am still here' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(asks).toHaveCount(0);
  await expect(main(page).getByRole('heading', { name: 'Now it is your turn.' })).toBeVisible();
  await expect(button(page, 'Back')).toBeFocused();

  await expect(asks).toBeVisible();
  await onStart(page);
  await expect(asks).toHaveCount(0);
});

test('a module that cannot send any more says why, and is not said to be at work', async ({ page }) => {
  await visit(page, '&tour=0&scenario=no-sim');
  await button(page, 'Touch to begin').click();
  const news = main(page).locator('.kiosk-news');
  await expect(news).toContainText('SIM', { timeout: 30_000 });
  await expect(button(page, 'Send it')).toHaveAttribute('title', /SIM/);

  await visit(page);
  await toOwnMessage(page);
  await sendOwn(page, 'while it was there');
  // The pages before tell of the way online as they did, and of nothing behind it.
  await button(page, 'Back').click();
  await expect(main(page).getByText('Step 6 of 7')).toBeVisible();
  const lines = main(page).locator('.kiosk-lines');
  await expect(lines).toContainText('Hello from');
  await expect(lines).not.toContainText('while it was there');
  await button(page, 'Next').click();
  // What is typed goes to no service that corrects spelling.
  await expect(field(page, /^Your message/)).toHaveAttribute('spellcheck', 'false');
  await page.evaluate(() => workbench.disconnect());
  await expect(news).toContainText('The module has lost its connection. Touch "Start again".');
  await expect(button(page, 'Send it')).toHaveAttribute('title', /has lost its connection/);
});

test('a visitor breaks the module, and the page finds out from the lines alone what was done', async ({ page }) => {
  // A phone: each page is longer than the screen, and is shown from its top on.
  await page.setViewportSize({ width: 390, height: 600 });
  await visit(page, '&tour=0');
  await toGame(page);
  await beginsAtTop(page);
  await page.keyboard.press('1');
  const over = (found: string) => expect(main(page).getByRole('heading', { level: 1, name: found })).toBeVisible({ timeout: 30_000 });
  const proof = main(page).locator('.kiosk-proof .kiosk-lines');
  await over('The SIM was taken out.');
  await expect(proof).toContainText('ERROR');
  const score = main(page).locator('.kiosk-score');
  await expect(score).toHaveText('Found out: 1 of 1');
  await beginsAtTop(page);

  // By keyboard alone it goes on; a touch plays as a key does.
  await press(page, button(page, 'Break something else'));
  await button(page, /clock to 2070/).click();
  await over('The module\'s clock was moved to 2070.');
  await expect(proof).toContainText('+CCLK: "70/01/01');
  await expect(proof).toContainText('AT+MQTTOPEN=1');
  await button(page, 'Break something else').click();
  await beginsAtTop(page);
  await page.keyboard.press('8');
  await over('The antenna was taken off.');
  await expect(proof).toContainText('+MQTTBREAK: 1,3');
  await expect(score).toHaveText('Found out: 3 of 3');

  // The next visitor begins at nothing.
  await startAgain(page);
  await toGame(page);
  await expect(score).toHaveText('');
});

test('no address, key or click leads out of it', async ({ page }) => {
  await visit(page);
  for (const place of [...Object.keys(TITLES), 'demo', 'gallery', 'nonsense', 'terminal/AT%2BCPIN%3F']) {
    await page.evaluate((place) => (location.hash = `#/${place}`), place);
  }
  await openPage(page, `${NO_PORTS}?kiosk=1#/terminal`);
  await onStart(page);
  const out = () => page.locator('a[href], input, nav, .rail, .wire, summary, .shell').count();
  expect(await out(), 'at the start').toBe(0);
  for (const key of ['Tab', 'Tab', 'Escape', 'F1', 'Alt+ArrowRight']) await page.keyboard.press(key);
  await expect(page.locator('.kiosk')).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  await button(page, 'Touch to begin').focus();
  await page.keyboard.press('Enter');
  await expect(main(page).getByText('Step 1 of 7')).toBeVisible();
  await beginsAtTop(page);
  expect(await out(), 'in the tour').toBe(0);
  // Each is stopped, and what a field needs is not.
  const goesOn = await page.evaluate(() => {
    const begin = document.querySelector('.kiosk h1')!;
    const on = { bubbles: true, cancelable: true };
    const keys = ['p', 's', '+', 'v'].map((key) => new KeyboardEvent('keydown', { ...on, key, ctrlKey: true }));
    const wheels = [true, false].map((ctrlKey) => new WheelEvent('wheel', { ...on, ctrlKey }));
    return [...['dragover', 'drop', 'contextmenu'].map((name) => new Event(name, on)), ...keys, ...wheels].filter((event) => begin.dispatchEvent(event)).map((event) => event.type);
  });
  expect(goesOn).toEqual(['keydown', 'wheel']);
});

test('three visitors type, and nothing of it is left within two seconds: not in the page, not in the browser’s profile', async ({ launchOptions }) => {
  test.setTimeout(120_000);
  const { profile, context } = await ownProfile(launchOptions);
  const page = context.pages()[0]!;
  const canaries = ['canary-of-visit-1-71f3', 'canary-of-visit-2-71f3', 'canary-of-visit-3-71f3'];
  await visit(page, '&tour=0');
  for (const canary of canaries) {
    await toOwnMessage(page);
    await sendOwn(page, canary);
    expect(await held(page), 'the check can fail').toContain(canary);
    const begun = Date.now();
    await startAgain(page);
    await expect.poll(() => held(page), { intervals: [50] }).not.toContain(canary);
    expect(Date.now() - begun).toBeLessThan(2_000);
  }
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  const folders = await page.evaluate(async () => {
    const names: string[] = [];
    for await (const name of (await navigator.storage.getDirectory() as any).keys()) names.push(name);
    return names;
  });
  expect(folders, 'not even an empty one').toEqual([]);
  // On a person's own page the same browser keeps a line that is typed.
  await plant(page, 'CANARY71F3');
  await context.close();
  try {
    expect(scan(profile, canaries).found).toEqual([]);
    expect(scan(profile, ['CANARY71F3']).found).not.toEqual([]);
  } finally {
    rmSync(profile, { recursive: true });
  }
});

test('the search looks into packed blocks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'module-workbench-table-'));
  // Ten bytes: two as they are, and eight that repeat what is two bytes before.
  const packed = Buffer.from([10, 4, 0x61, 0x62, 0x11, 2]);
  const checksum = Buffer.alloc(4);
  // The index: one key of one byte, and where its block is; one place to begin reading at.
  const index = Buffer.from([0, 1, 2, 0x6b, 0, packed.length, 0, 0, 0, 0, 1, 0, 0, 0]);
  const footer = Buffer.alloc(40);
  footer.set([0, 0, packed.length + 5, index.length]);
  const table = [packed, Buffer.of(1), checksum, index, Buffer.of(0), checksum, footer, Buffer.from('57fb808b247547db', 'hex')];
  writeFileSync(join(folder, '000005.ldb'), Buffer.concat(table));
  try {
    expect(scan(folder, ['ababababab', 'abc'])).toEqual({ found: ['000005.ldb: ababababab'], files: 1, blocks: 1 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a screen of a stand stays lit, also when it was out of view', async ({ page }) => {
  await page.addInitScript(() => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    Object.defineProperty(navigator, 'wakeLock', { value: { request: async (kind: string) => void asked.push(kind) } });
  });
  await visit(page);
  const asked = () => page.evaluate(() => (globalThis as any).asked);
  await expect.poll(asked).toEqual(['screen']);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await expect.poll(asked).toEqual(['screen', 'screen']);
});

test('two fingers make nothing larger for the next visitor', async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 }, serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    await visit(page);
    const devtools = await context.newCDPSession(page);
    const touch = (type: string, touchPoints: object[]) => devtools.send('Input.dispatchTouchEvent', { type, touchPoints } as any);
    await touch('touchStart', [{ x: 150, y: 400, id: 1 }, { x: 250, y: 450, id: 2 }]);
    for (const far of [40, 80, 120]) await touch('touchMove', [{ x: 150 - far, y: 400 - far, id: 1 }, { x: 250 + far, y: 450 + far, id: 2 }]);
    await touch('touchEnd', []);
    // Two pictures later it would be.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await page.evaluate(() => visualViewport!.scale)).toBe(1);
  } finally {
    await context.close();
  }
});

test.describe('with a module on the table', () => {
  test.use({ moduleOptions: { instant: true } });

  test('it is used as soon as it is there, forgets at once, and the virtual one is used while it is not', async ({ page, module, broker }) => {
    test.setTimeout(120_000);
    await openPage(page, `${ORIGIN}/?kiosk=1&tour=0&broker=${broker.address}`);
    await expect(pill(page)).toContainText('on this table', { timeout: 30_000 });
    await expect(way(page)).toHaveClass(/is-home/, { timeout: 30_000 });

    // What a visitor sent is gone at once, also while the port takes long to close.
    await toOwnMessage(page);
    await sendOwn(page, 'canary-of-a-slow-port');
    await page.evaluate(() => {
      const { close } = SerialPort.prototype;
      const closing = new Promise<void>((resolve) => Object.assign(globalThis, { letItClose: resolve }));
      SerialPort.prototype.close = function () {
        return closing.then(() => close.call(this));
      };
    });
    await startAgain(page);
    expect(await held(page)).not.toContain('canary-of-a-slow-port');
    await expect(way(page)).toHaveClass(/is-rest/);
    await page.evaluate(() => (globalThis as any).letItClose());
    await expect(way(page)).toHaveClass(/is-home/, { timeout: 30_000 });
    await expect(pill(page)).toContainText('on this table');

    await module.unplug();
    await expect(pill(page)).toContainText('Virtual module', { timeout: 30_000 });
    await expect(way(page)).toHaveClass(/is-home/, { timeout: 30_000 });

    await module.start();
    await module.plug();
    await expect(pill(page)).toContainText('on this table', { timeout: 60_000 });
    await expect(main(page).getByRole('heading', { level: 1, name: 'The module on this table is talking to a broker. Now.' })).toBeVisible();
  });
});
