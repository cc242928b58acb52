// What does a visitor of a stand try who wants out, or leaves something behind for the next one?
import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { STAND, onStart, startAgain, toOwnMessage, visit } from './kiosk';
import { NO_PORTS, field, main } from './screens';

const message = (page: Page) => field(page, /^Your message/);

test('what one visitor copies, the next one cannot paste', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await visit(page, '&tour=0');
  await page.evaluate(() => navigator.clipboard.writeText('from elsewhere'));
  await toOwnMessage(page);
  for (const keys of ['Control+c', 'Control+x']) {
    await message(page).fill('of the first visitor');
    await page.keyboard.press('Control+a');
    await page.keyboard.press(keys);
    await expect(message(page)).toHaveValue('of the first visitor');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('from elsewhere');
  }
  await startAgain(page);
  await toOwnMessage(page);
  await message(page).click();
  for (const keys of ['Control+v', 'Control+z']) {
    await page.keyboard.press(keys);
    await expect(message(page)).toHaveValue('');
  }
  // On a person's own page it is pasted: it is the stand that stops it.
  await openPage(page, `${NO_PORTS}#/terminal`);
  const line = main(page).getByRole('combobox', { name: 'AT command' });
  await line.click();
  await page.keyboard.press('Control+v');
  await expect(line).toHaveValue('from elsewhere');
});

test('a bag that lies on the keyboard is nobody', async ({ page, context }) => {
  await visit(page, '&tour=0&idle=4');
  await toOwnMessage(page);
  await message(page).click();
  const devtools = await context.newCDPSession(page);
  const key = (type: 'keyDown' | 'keyUp', autoRepeat = false) =>
    devtools.send('Input.dispatchKeyEvent', { type, autoRepeat, key: 'a', code: 'KeyA', windowsVirtualKeyCode: 65, ...(type === 'keyDown' ? { text: 'a' } : {}) });
  await key('keyDown');
  const start = main(page).getByRole('heading', { level: 1, name: /is talking to a broker/ });
  await expect(async () => {
    // Several a second, as a keyboard does.
    for (let times = 0; times < 5; times += 1) await key('keyDown', true);
    expect(await start.isVisible()).toBe(true);
  }).toPass({ timeout: 20_000, intervals: [150] });
  await key('keyUp');
  await onStart(page);
});

/** Presses the button of a mouse for the page before. */
async function pressBack(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  for (const type of ['mousePressed', 'mouseReleased'] as const) {
    await devtools.send('Input.dispatchMouseEvent', { type, x: 300, y: 300, button: 'back', clickCount: 1 });
  }
}

/** Whether the page stops what this does: events of this name by real buttons and keys, asked behind all who listen. */
async function stops(page: Page, name: 'mouseup' | 'keydown', act: () => Promise<unknown>): Promise<boolean> {
  await page.evaluate((name) => {
    const stopped = new Promise<boolean>((resolve) => addEventListener(name, (event) => resolve(event.defaultPrevented), { once: true }));
    Object.assign(globalThis, { stopped });
  }, name);
  await act();
  return page.evaluate(() => (globalThis as any).stopped);
}

test('neither a mouse nor a key goes back to the page before', async ({ page }) => {
  await page.goto('/manifest.webmanifest');
  await visit(page);
  expect(await stops(page, 'mouseup', () => pressBack(page))).toBe(true);
  for (const keys of ['Alt+ArrowLeft', 'Alt+Home', 'F12', 'Control+l']) expect(await stops(page, 'keydown', () => page.keyboard.press(keys)), keys).toBe(true);
  await onStart(page);
  expect(await page.evaluate(() => location.search)).toContain('kiosk');
});

test('a stand whose code does not come leads nowhere else either', async ({ page }) => {
  await page.goto('/manifest.webmanifest');
  await page.route((url) => url.pathname.endsWith('split_kiosk.wasm'), (route) => route.abort());
  await page.goto(STAND);
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  expect(await stops(page, 'mouseup', () => pressBack(page))).toBe(true);
  const goesOn = await page.evaluate(() => {
    const on = { bubbles: true, cancelable: true };
    return ['dragover', 'drop', 'contextmenu'].filter((name) => document.body.dispatchEvent(new Event(name, on)));
  });
  expect(goesOn).toEqual([]);
});
