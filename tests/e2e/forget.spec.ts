// Is all that a person typed and a module said gone at once, when the next person comes to the same computer?
import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, field, main, onScreen, screen, unfold } from './screens';

const PASSWORD = 'canary-of-a-form-81';
const PIN = '48151623';
const TYPED = 'canary-topic-82';
const DEVICE = 'canary-device-83';

/** Types something everywhere, with a module that has said something. */
async function use(page: Page): Promise<void> {
  await openPage(page, NO_PORTS);
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  await page.evaluate(() => workbench.command('AT+CSQ'));

  await screen(page, /Network/).click();
  await unfold(page, 'Dial by hand');
  await unfold(page, 'My operator wants');
  await field(page, /^APN/).fill(TYPED);
  await main(page).getByLabel(/^Password/).fill(PASSWORD);
  await screen(page, /Session/).click();
  await field(page, /^Host/).fill(TYPED);
  await main(page).getByLabel(/^Password/).fill(PASSWORD);
  await screen(page, /Credentials/).click();
  const device = main(page).locator('form.credentials');
  await device.getByLabel(/^DeviceName/).fill(DEVICE);
  await device.getByLabel(/^DeviceSecret/).fill(PASSWORD);
  await unfold(page, 'Saved devices');
  await button(page, 'Save these fields').click();
  await screen(page, /Terminal/).click();
  const line = page.getByRole('combobox', { name: 'AT command' });
  for (const typed of [`AT+CPIN="${PIN}"`, 'AT+CGMM']) {
    await line.fill(typed);
    await line.press('Escape');
    await line.press('Enter');
    if (await line.inputValue()) await line.press('Enter');
    await expect(line).toHaveValue('');
  }
  await expect.poll(() => stored(page)).toContain(TYPED);
  expect(await stored(page)).toContain('AT+CGMM');
}

const stored = (page: Page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));

/** All that the screens hold: texts, fields, the lines of the module. */
async function held(page: Page): Promise<string> {
  const all: string[] = [await stored(page), await page.evaluate(() => workbench.transcript())];
  for (const place of ['network', 'credentials', 'session', 'publish', 'messages', 'terminal']) {
    await page.evaluate((place) => (location.hash = `#/${place}`), place);
    await expect(page.locator(`a.rail-link[aria-current=page][href="#/${place}"]`)).toHaveCount(1);
    await expect(main(page).getByRole('heading', { level: 1 })).toBeVisible();
    all.push(
      await page.evaluate(() => [document.body.textContent, ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value)].join('\n')),
    );
  }
  return all.join('\n');
}

async function forget(page: Page, savedToo = false): Promise<void> {
  await page.getByRole('button', { name: 'Forget everything…' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Forget everything?' });
  await expect(dialog).toContainText('Passwords, PINs, keys');
  if (savedToo) await dialog.getByRole('checkbox', { name: /Forget saved devices/ }).check();
  const loaded = page.waitForEvent('load');
  await dialog.getByRole('button', { name: 'Forget and load again' }).click();
  await loaded;
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
}

test('passwords, PINs, the lines and all else that was typed are forgotten at once', async ({ page }) => {
  await use(page);
  await page.evaluate(() => (location.hash = '#/terminal/AT%2BCPIN%3D%224815'));

  await forget(page);

  await onScreen(page, 'Connect a module');
  expect((await page.evaluate(() => workbench.state())).link).toBe('closed');
  // What was saved on purpose stays, without its secret, which was not to be kept.
  expect(await stored(page)).toContain(DEVICE);
  const all = await held(page);
  for (const gone of [PASSWORD, PIN, '4815', TYPED, 'AT+CGMM', '+CSQ:']) expect(all, gone).not.toContain(gone);
});

test('what was saved on purpose goes, too, if that is wanted', async ({ page }) => {
  await use(page);
  await page.evaluate(() => localStorage.setItem('of-another-page', 'stays'));
  await forget(page, true);
  expect(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)])).toEqual([['of-another-page'], []]);
});

test('another tab of the page forgets with it, and keeps nothing of what it held', async ({ page, context }) => {
  const other = await context.newPage();
  await use(other);
  await openPage(page, NO_PORTS);
  const loaded = other.waitForEvent('load');
  await forget(page, true);
  await loaded;
  await other.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  await onScreen(other, 'Connect a module');
  expect((await other.evaluate(() => workbench.state())).link).toBe('closed');
  const all = await held(other);
  for (const gone of [PASSWORD, PIN, TYPED, 'AT+CGMM', '+CSQ:']) expect(all, gone).not.toContain(gone);
  // What it would have kept of its own accord, it has not.
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toMatch(new RegExp([PASSWORD, TYPED, DEVICE, 'CGMM'].join('|')));
});
