// Can a trainer break the virtual module beside the screen, by keyboard too, see the other end of its broker, and give the fault away as a link?
import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, link, main, press, screen } from './screens';
import { state } from './workbench';

const header = (page: Page) => page.getByRole('banner');
const opener = (page: Page) => header(page).locator('.faults-button');
const panel = (page: Page) => page.getByRole('complementary', { name: 'Faults' });
/** A line of the list, by its name. */
const fault = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true });
/** A switch of a virtual device, or a tab. */
const tab = (page: Page, name: RegExp) => panel(page).getByRole('tab', { name });

/** Opens the page with a virtual module that is connected, and the panel. */
async function begin(page: Page, target: Record<string, unknown> = {}): Promise<void> {
  await openPage(page, NO_PORTS);
  await expect(opener(page)).toHaveCount(0);
  await page.evaluate((target) => workbench.connect({ virtual: 'L610', ...target }), target);
  await opener(page).click();
  await expect(panel(page).getByRole('heading', { name: 'Break it' })).toBeFocused();
}

test('a fault is found, made and ended by keyboard alone, and the focus returns to where the panel was opened', async ({ page }) => {
  await begin(page);
  await press(page, panel(page).getByRole('textbox', { name: 'Find a fault' }));
  await page.keyboard.type('sim out');
  await expect(panel(page).locator('.fault:visible')).toHaveCount(1);
  await expect(fault(page, 'Take the SIM out')).toHaveAccessibleDescription(/every client loses its broker/);
  await press(page, fault(page, 'Take the SIM out'));

  await expect(fault(page, 'Take the SIM out')).toHaveAttribute('aria-pressed', 'true');
  await expect(opener(page)).toHaveText('1 fault');
  await expect(panel(page).getByRole('status').filter({ hasText: '1 fault: No SIM' })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Wire' })).toContainText('+SIM DROP');
  await expect(main(page)).toContainText('The SIM card is gone');
  await expect(header(page)).toContainText('no SIM');
  await expect(page.locator('.rail-link.is-bad')).toHaveText(/Network/);

  await press(page, panel(page).getByRole('button', { name: 'End all' }));
  await expect(opener(page)).toHaveText('Faults');
  await expect(header(page)).not.toContainText('no SIM');
  await expect(fault(page, 'Take the SIM out')).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(opener(page)).toBeFocused();
});

test('on a phone the panel leaves the most of the page to the screen, and folds to one line that says what is wrong', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await begin(page, { scenario: 'no-sim' });
  const height = async () => (await panel(page).boundingBox())!.height / 844;
  expect(await height()).toBeLessThanOrEqual(0.4);
  // What the screen offers first is above it, and all of the list is reached in it.
  await link(page, 'Next: get online').click({ trial: true });
  await panel(page).locator('.fault').last().click({ trial: true });

  await panel(page).getByRole('button', { name: 'Make the panel one line high' }).click();
  expect(await height()).toBeLessThan(0.06);
  await expect(panel(page).getByText('1 fault: No SIM')).toBeVisible();
  await expect(fault(page, 'Pull the cable')).toBeHidden();
  await panel(page).getByRole('button', { name: 'Show the whole panel' }).click();
  await expect(fault(page, 'Pull the cable')).toBeVisible();
});

test('a cable is pulled and plugged in again, and what cannot be felt without it says so', async ({ page }) => {
  await begin(page);
  await fault(page, 'Pull the cable').click();

  await expect(header(page)).toContainText('Connection lost');
  await expect(header(page).locator('.pill')).toHaveClass('pill tone-bad');
  await expect(fault(page, 'Pull the cable')).toHaveAttribute('aria-pressed', 'true');
  await expect(fault(page, 'Late answers')).toHaveAttribute('aria-disabled', 'true');
  await expect(panel(page)).toContainText('The cable is out.');
  await expect(main(page).getByText('The module was unplugged')).toHaveCount(1);
  await expect(button(page, 'Plug it in again')).toHaveClass(/is-primary/);

  await fault(page, 'Pull the cable').click();
  await expect(header(page)).toContainText('Virtual module', { timeout: 20_000 });
  await expect(opener(page)).toHaveText('Faults');
  await expect(fault(page, 'Late answers')).not.toHaveAttribute('aria-disabled', 'true');
  await page.evaluate(() => workbench.disconnect());
  await expect(panel(page)).toHaveCount(0);
});

test('what was broken by hand, the broker and who else is there stay while the cable is out, and the module starts in the middle of it', async ({ page }) => {
  await begin(page);
  await page.evaluate(async () => {
    await workbench.network.dial({ apn: 'CMNET' });
    await workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883 });
    await workbench.mqtt.publish({ client: 1, topic: 'from/module', qos: 1, retain: true, payload: 'kept' });
  });
  await fault(page, 'Weak signal').click();
  await expect(opener(page)).toHaveText('1 fault');
  await tab(page, /The other end/).click();
  await tab(page, /Devices/).click();
  await panel(page).getByRole('switch', { name: 'Meter' }).click();
  await expect(tab(page, /Devices \(2\)/)).toBeVisible();
  await tab(page, /Break it|Faults/).click();
  await fault(page, 'Pull the cable').click();
  await expect(header(page)).toContainText('Connection lost');

  // The other end is there meanwhile, and sees that the module is not.
  await tab(page, /The other end/).click();
  await expect(tab(page, /Connected \(0\)/)).toBeVisible();
  await tab(page, /Kept/).click();
  await expect(panel(page).locator('.phone-rows')).toContainText('from/module');
  await tab(page, /Break it|Faults/).click();
  await fault(page, 'Pull the cable').click();
  await expect(header(page)).toContainText('Virtual module', { timeout: 20_000 });
  await expect(opener(page)).toHaveText('1 fault');
  await expect(fault(page, 'Weak signal')).toHaveAttribute('aria-pressed', 'true');
  // It had its power from the cable.
  expect((await page.evaluate(() => workbench.command('AT+MIPCALL?'))).lines).toEqual(['+MIPCALL: 0']);
  await tab(page, /The other end/).click();
  await expect(tab(page, /Devices \(2\)/)).toBeVisible();
  await expect(panel(page).locator('.phone-rows')).toContainText('from/module');
});

test('a module whose USB goes with a restart is taken up again by itself, with what was broken', async ({ page }) => {
  await begin(page);
  await fault(page, 'Weak signal').click();
  await page.evaluate(() => workbench.order('restart usb'));
  await expect(header(page)).toContainText('Connection lost');
  await expect(header(page)).toContainText('Virtual module', { timeout: 30_000 });
  await expect(fault(page, 'Weak signal')).toHaveAttribute('aria-pressed', 'true');
  // A script plugs in by the same words that a hand does.
  await page.evaluate(() => workbench.order('pull'));
  await expect(header(page)).toContainText('Connection lost');
  await page.evaluate(() => workbench.order('plug'));
  await expect(header(page)).toContainText('Virtual module', { timeout: 30_000 });
});

test('a clock that is moved is what the module shows, and time goes faster when it is told to', async ({ page }) => {
  await begin(page);
  await panel(page).getByRole('combobox', { name: 'Clock of the module' }).selectOption({ label: 'In the year 2055' });
  await expect.poll(() => page.evaluate(async () => (await workbench.command('AT+CCLK?')).lines[0])).toContain('55/01/01');

  await panel(page).getByRole('radio', { name: '60×' }).click();
  await fault(page, 'Long pause').click();
  // Forty seconds of it are over in less than one; the clock stays moved.
  await expect(opener(page)).toHaveText('1 fault', { timeout: 5_000 });
  expect((await page.evaluate(() => workbench.command('AT'))).result).toBe('OK');
});

test('a link names faults: it chooses them on Connect, and starts nothing', async ({ page }) => {
  await begin(page, { scenario: 'no-sim,weak-signal' });
  await expect(opener(page)).toHaveText('2 faults');
  await expect(panel(page).getByRole('button', { name: 'Copy link' })).toBeVisible();
  await openPage(page, `${NO_PORTS}?linked#/connect/no-sim,refuses,weak-signal`);
  await expect(main(page).locator('summary', { hasText: 'L610, No SIM, broker: Refuses, Weak signal' })).toBeVisible();
  expect((await state(page)).link).toBe('closed');
  await button(page, 'Start').click();
  await expect(opener(page)).toHaveText('3 faults', { timeout: 30_000 });
});

test('the other end sees what the module publishes, who is there and what is kept, and the module gets what is published there', async ({ page }) => {
  await begin(page);
  await page.evaluate(async () => {
    await workbench.network.dial({ apn: 'CMNET' });
    await workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883 });
    await workbench.mqtt.subscribe({ client: 1, topic: 'demo/command', qos: 1 });
  });
  await tab(page, /The other end/).click();
  await panel(page).getByRole('combobox', { name: 'Show', exact: true }).selectOption({ label: 'Of the module' });
  await page.evaluate(() => workbench.mqtt.publish({ client: 1, topic: 'from/module', qos: 1, retain: true, payload: '{"t":21}' }));

  await expect(panel(page).locator('.talk')).toContainText('from/module · retained');
  await expect(panel(page).locator('.talk')).toContainText('has connected');
  await expect(panel(page).locator('.talk')).not.toContainText('demo/plant/press');
  await expect(tab(page, /Connected \(1\)/)).toBeVisible();
  await tab(page, /Kept \(1\)/).click();
  await expect(panel(page).locator('.phone-rows')).toContainText(/"t": ?21/);

  await panel(page).getByRole('textbox', { name: 'Message…' }).fill('AA zz');
  await panel(page).getByRole('radio', { name: 'Hex' }).click();
  await panel(page).getByRole('button', { name: 'Publish' }).click();
  await expect(panel(page)).toContainText('Type pairs of hexadecimal digits.');
  await panel(page).getByRole('textbox', { name: 'Message…' }).fill('4F 4B 00');
  await page.keyboard.press('Enter');
  await screen(page, /Messages/).click();
  await expect(main(page).getByText('demo/command').first()).toBeVisible();
  await expect(main(page).locator('.message-what').first()).toHaveText('4F 4B 00');

  await tab(page, /Devices \(1\)/).click();
  await panel(page).getByRole('switch', { name: 'Tracker' }).click();
  await expect(tab(page, /Devices \(2\)/)).toBeVisible();
  await panel(page).getByRole('radio', { name: '60×' }).click();
  await tab(page, /Messages/).click();
  await panel(page).getByRole('combobox', { name: 'Show', exact: true }).selectOption({ label: 'All messages' });
  await expect(panel(page).locator('.talk')).toContainText('demo/tracker/position', { timeout: 10_000 });
});

for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]] as const) {
  test(`the panel stands beside the screen and covers none of it at ${width} x ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await begin(page);
    const [screenBox, panelBox] = [(await main(page).boundingBox())!, (await panel(page).boundingBox())!];
    const beside = panelBox.x >= screenBox.x + screenBox.width - 1 || panelBox.y >= screenBox.y + screenBox.height - 1;
    expect(beside, JSON.stringify([screenBox, panelBox])).toBe(true);
    expect(screenBox.height).toBeGreaterThan(200);
    await expect(panel(page).getByRole('button', { name: 'End all' })).toBeInViewport({ ratio: 1 });
    await expect(panel(page).getByRole('button', { name: 'Close the panel' })).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
