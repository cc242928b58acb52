// Does one button get a module online, and does it say what stands in the way, where that can be mended?
import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, field, link, main, onScreen, screen } from './screens';
import { state } from './workbench';

/** The line of a check. */
const check = (page: Page, title: string) => main(page).getByRole('listitem').filter({ has: page.getByText(title, { exact: true }) }).first();

/** What the bar at the foot of the screen says. */
const bar = (page: Page) => main(page).locator('.action-bar').getByRole('status');

/** How often the module was asked for its SIM card. */
const askedForSim = async (page: Page) => ((await page.evaluate(() => workbench.transcript())).match(/> +AT\+CPIN\?/g) ?? []).length;

async function begin(page: Page, scenario: string): Promise<void> {
  await openPage(page, NO_PORTS);
  await page.evaluate((scenario) => workbench.connect({ virtual: 'L610', scenario }), scenario);
  await page.evaluate(() => (location.hash = '#/network'));
  await onScreen(page, 'Network');
}

test('a healthy module is online at one click, with its clock set, and the next step is at hand', async ({ page }) => {
  await begin(page, 'healthy');
  await expect(button(page, 'Get online')).toBeInViewport({ ratio: 1 });
  for (const title of ['Module', 'SIM card', 'IP address', 'Clock']) await expect(check(page, title)).toContainText('not started');

  await button(page, 'Get online').click();

  await expect(bar(page)).toContainText(/Online in \d+\.\d s/, { timeout: 30_000 });
  for (const title of ['Module', 'SIM card', 'Signal', 'Registration', 'IP address', 'Clock', 'MQTT clients']) {
    await expect(check(page, title)).toContainText('passed');
  }
  const high = async (title: string) => (await check(page, title).boundingBox())!.height;
  // What is folded away in the row of the SIM takes no room there.
  expect(await high('SIM card')).toBeLessThanOrEqual(await high('Signal'));
  await expect(page.getByRole('complementary', { name: 'Wire' })).toContainText('AT+MIPNTP');
  await expect(field(page, /^APN/)).toHaveCount(0);
  await expect(link(page, 'Next: connect to a broker')).toBeInViewport({ ratio: 1 });
  await link(page, 'Next: connect to a broker').click();
  await onScreen(page, 'Session');
});

test('with a wrong APN the form opens with its cause, has the focus, and goes on from there', async ({ page }) => {
  await begin(page, 'wrong-apn');
  await button(page, 'Get online').click();

  await expect(bar(page)).toContainText('Not online yet: IP address', { timeout: 30_000 });
  await expect(check(page, 'IP address')).toContainText('The network gave no IP address.');
  await expect(check(page, 'IP address')).toContainText('The module asked with its own APN');
  await expect(field(page, /^APN/)).toBeFocused();
  await expect(field(page, /^APN/)).toBeInViewport({ ratio: 1 });
  // What the network calls itself says which APN is usual.
  await expect(field(page, /^APN/)).toHaveValue('3GNET');
  for (const title of ['Clock', 'MQTT clients']) await expect(check(page, title)).toContainText('not started');
  // More than once where the SIM card was not ready yet.
  const asked = await askedForSim(page);

  await page.keyboard.press('Enter');
  await expect(check(page, 'IP address')).toContainText('The module asked with the APN 3GNET.', { timeout: 30_000 });
  await expect(field(page, /^APN/)).toBeFocused();
  await field(page, /^APN/).fill('m2m.workbench');
  await expect(main(page).getByText('AT+MIPCALL=1,"m2m.workbench"')).toBeVisible();
  await page.keyboard.press('Enter');

  await expect(bar(page)).toContainText('Online', { timeout: 30_000 });
  await expect(check(page, 'Clock')).toContainText('passed');
  await expect(link(page, 'Next: connect to a broker')).toBeVisible();
  expect(await askedForSim(page), 'what was found is not asked for again').toBe(asked);
});

test('without a SIM it stops there: that line is in view and has the focus, and the rest is still to do', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 500 });
  await begin(page, 'no-sim');
  await button(page, 'Get online').click();

  await expect(bar(page)).toContainText('Not online yet: SIM card', { timeout: 30_000 });
  await expect(check(page, 'SIM card')).toBeFocused();
  await expect(check(page, 'SIM card')).toBeInViewport({ ratio: 1 });
  await expect(check(page, 'SIM card')).toContainText('failed');
  for (const title of ['Signal', 'Registration', 'IP address', 'Clock']) await expect(check(page, title)).toContainText('not started');
  await expect(button(page, 'Try again')).toBeInViewport({ ratio: 1 });
});

test('an address that nobody asked for is to do, and no failure', async ({ page }) => {
  await begin(page, 'healthy');
  await button(page, 'Check only').click();
  await expect(check(page, 'MQTT clients')).toContainText('passed', { timeout: 30_000 });
  await expect(check(page, 'IP address')).toContainText('not started');
  await expect(check(page, 'IP address')).toContainText('“Get online” asks the network for one.');
  await expect(main(page).getByText('failed')).toHaveCount(0);
  await expect(button(page, 'Get online')).toBeVisible();
});

test('one click stops it, and it can be begun again', async ({ page }) => {
  await begin(page, 'slow-registration');
  await button(page, 'Get online').click();
  await expect(bar(page)).toContainText('Step 4 of 7: Registration', { timeout: 30_000 });
  await button(page, 'Stop').click();
  // What was found until then stands: the network was not heard yet.
  await expect(check(page, 'IP address')).toContainText('not started');
  const { bytesOut } = (await state(page)).counters;
  await button(page, 'Try again').click();
  await expect.poll(async () => (await state(page)).counters.bytesOut).toBeGreaterThan(bytesOut);
});

test('the bar is in view however small the page is, and leads on without a module', async ({ page }) => {
  await openPage(page, NO_PORTS);
  await screen(page, /Network/).click();
  for (const [width, height] of [[1440, 900], [1280, 720], [1024, 600], [390, 600]] as const) {
    await page.setViewportSize({ width, height });
    await expect(link(page, 'Connect a module'), `${width} x ${height}`).toBeInViewport({ ratio: 1 });
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth || document.querySelector('main')!.scrollWidth > document.querySelector('main')!.clientWidth);
    expect(scrolls, `${width} x ${height}`).toBe(false);
  }
  await link(page, 'Connect a module').click();
  await onScreen(page, 'Connect a module');
});

test('what the Wire panel says to do leads to the screen and the line of it that mends it', async ({ page }) => {
  await begin(page, 'no-sim');
  await button(page, 'Get online').click();
  await expect(bar(page)).toContainText('Not online yet', { timeout: 60_000 });
  await screen(page, /Session/).click();
  await onScreen(page, 'Session');
  const wire = page.getByRole('complementary', { name: 'Wire' });
  await expect(wire.getByText('What to do?').last()).toBeVisible();
  // An icon and the first of its words are on one line.
  const together = await wire.locator('.wire-say:has(> .icon)').evaluateAll((says) =>
    says.map((say) => {
      const [icon, words] = [say.querySelector('.icon')!, document.createRange()];
      words.setStartAfter(icon);
      words.setEnd(say, say.childNodes.length);
      const [first, own] = [words.getClientRects()[0]!, icon.getBoundingClientRect()];
      return first.top < own.bottom && own.top < first.bottom;
    }),
  );
  expect(together).toContain(true);
  expect(together).not.toContain(false);
  await wire.getByText('What to do?').last().click();
  await wire.getByText('Go to Network').last().click();
  await onScreen(page, 'Network');
  await expect(main(page).locator('#network-sim')).toBeFocused();
  await expect(main(page).locator('#network-sim')).toBeInViewport();

  // The same by the keyboard alone: a line is chosen in the list, and its way there stands in the strip below.
  await screen(page, /Session/).click();
  await onScreen(page, 'Session');
  await wire.getByRole('listbox').focus();
  await page.keyboard.press('End');
  const there = wire.getByRole('group').getByRole('button', { name: 'Go to Network' });
  for (let line = 0; line < 40 && !(await there.isVisible()); line += 1) await page.keyboard.press('ArrowUp');
  await wire.getByRole('group').getByRole('button').first().focus();
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(there).toBeFocused({ timeout: 200 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(main(page).locator('#network-sim')).toBeFocused();
});
