// Does support see what the customer saw? A session file is dropped on Connect, and a virtual module goes on from it with what was wrong.
import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { save, type Saved } from './saving';
import { NO_PORTS, button, field, main, screen } from './screens';
import { state } from './workbench';

const deck = (page: Page) => page.getByRole('region', { name: 'Replay of a session file' });
const faults = (page: Page) => page.getByRole('banner').locator('.faults-button');
const panel = (page: Page) => page.getByRole('complementary', { name: 'Faults' });

/** Drops a file on Connect, as from the desktop. */
async function drop(page: Page, { name, buffer }: Saved): Promise<void> {
  await main(page).getByRole('heading', { level: 1, name: 'Connect a module' }).waitFor();
  await page.evaluate(({ name, text }) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    for (const type of ['dragover', 'drop']) {
      document.querySelector('main h1')!.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  }, { name, text: buffer.toString() });
  await expect(deck(page)).toBeVisible();
}

async function goOn(page: Page): Promise<void> {
  await deck(page).getByRole('button', { name: 'Go on with a virtual module' }).click();
  await expect(page.getByRole('banner')).toContainText('Virtual module', { timeout: 30_000 });
  await expect.poll(async () => (await state(page)).link).toBe('ready');
  await expect(deck(page)).toHaveCount(0);
}

test('what was wrong with a customer’s SIM is wrong here, is named, and is cured as it would be there', async ({ page }) => {
  await openPage(page, NO_PORTS);
  await page.evaluate(() => workbench.connect({ virtual: 'MA510', scenario: 'locked-sim' }));
  await page.evaluate(() => workbench.network.check());
  await page.evaluate(() => workbench.disconnect());
  const file = await save(page, 'Session file');

  await openPage(page, `${NO_PORTS}?another`);
  await drop(page, file);
  await goOn(page);
  await expect(faults(page)).toHaveText('1 fault');
  await faults(page).click();
  await expect(panel(page).getByRole('status').filter({ hasText: '1 fault: ' })).toContainText('Locked SIM');
  await expect(panel(page).getByRole('button', { name: 'Copy link' })).toBeVisible();
  expect((await page.evaluate(() => workbench.state())).module?.series).toBe('MA510');

  await screen(page, /Network/).click();
  await button(page, 'Get online').click();
  const step = main(page).getByRole('listitem').filter({ has: page.getByText('SIM card', { exact: true }) }).first();
  await expect(step).toContainText('It wants its PIN', { timeout: 30_000 });
  expect((await page.evaluate(() => workbench.command('AT+CPIN="1234"'))).result).toBe('OK');
  await button(page, 'Get online').or(button(page, 'Try again')).first().click();
  await expect(main(page).locator('.action-bar').getByRole('status')).toContainText(/^Online/, { timeout: 40_000 });
});

test('a broker that took no password takes none here, and takes it once that is mended', async ({ page }) => {
  await openPage(page, NO_PORTS);
  await page.evaluate(async () => {
    await workbench.connect({ virtual: 'L610', brokerScenario: 'wrong-password' });
    workbench.speed(20);
    await workbench.network.dial({ apn: 'CMNET' });
    workbench.speed(1);
    await workbench.mqtt.user({ client: 1, username: 'press', password: 'secret-of-1984' });
    await workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883 }).catch(() => {});
    await workbench.disconnect();
  });
  const file = await save(page, 'Session file');
  expect(file.buffer.toString()).not.toContain('secret-of-1984');

  await openPage(page, `${NO_PORTS}?another`);
  await drop(page, file);
  await goOn(page);
  await expect(faults(page)).toHaveText('1 fault');
  await page.evaluate(() => workbench.speed(20));
  await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));
  await page.evaluate(() => workbench.speed(1));
  await screen(page, /Session/).click();
  await field(page, /^Host/).fill('broker.local');
  await field(page, /^User name/).fill('press');
  await field(page, /^Password/).fill('secret-of-1984');
  await button(page, 'Connect').click();
  await expect(main(page).locator('.card.refused')).toContainText('the user name or the password', { timeout: 30_000 });
  await faults(page).click();
  await panel(page).getByRole('button', { name: 'End all' }).click();
  await page.evaluate(() => workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883 }));
  expect((await state(page)).clients[1]).toBe('open');
});

test('a virtual module goes on from the place that is shown: before a fault without it, behind it with it', async ({ page }) => {
  await openPage(page, NO_PORTS);
  await page.evaluate(async () => {
    await workbench.connect({ virtual: 'L610' });
    await workbench.network.check();
    workbench.order('sim out');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await workbench.network.check();
    await workbench.disconnect();
  });
  const file = await save(page, 'Session file');
  for (const [place, says] of [['Home', 'Faults'], ['End', '1 fault']] as const) {
    await openPage(page, `${NO_PORTS}?${place}`);
    await drop(page, file);
    const slider = deck(page).getByRole('slider', { name: 'Time in the file' });
    await slider.press(place);
    await goOn(page);
    await expect(faults(page)).toHaveText(says);
  }
});
