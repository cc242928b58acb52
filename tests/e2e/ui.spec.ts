// Can a person do it all on the screens: the whole path, with a keyboard alone, and with mistakes that are explained where they were made?
import type { Locator } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, field, link, main, onScreen, press, screen, type, unfold } from './screens';
import { granted, state } from './workbench';

test('the whole path by keyboard alone, with the virtual module', async ({ page }) => {
  await openPage(page, NO_PORTS);
  await onScreen(page, 'Connect a module');
  await press(page, button(page, 'Start'));
  await expect(page.getByRole('banner')).toContainText('Virtual module');
  await expect(page.getByRole('banner').locator('.pill')).toHaveClass('pill tone-ok');
  // The button that was pressed is gone, and the keyboard is where one goes on.
  await expect(link(page, 'Next: get online')).toBeFocused();

  await press(page, link(page, 'Next: get online'));
  await onScreen(page, 'Network');
  await press(page, button(page, 'Get online'));
  await expect(main(page).getByRole('status').filter({ hasText: 'Online in' })).toBeVisible({ timeout: 30_000 });
  await expect(main(page).getByText(/The module has \d+\.\d+\.\d+\.\d+/).first()).toBeVisible();
  // The button is gone, and the keyboard is where the next step is.
  await expect(link(page, 'Next: connect to a broker')).toBeFocused();

  await press(page, link(page, 'Next: connect to a broker'));
  await onScreen(page, 'Session');
  await type(page, field(page, /^Host/), 'broker.local');
  await page.keyboard.press('Enter');
  await expect(main(page).getByText('Client 1 is connected to broker.local:1883.')).toBeVisible();
  await expect(main(page).getByRole('group', { name: 'Client 1', exact: true })).toContainText('connected');

  // From here on Enter leads to each next step, and one begins to type at once.
  await expect(link(page, 'Next: subscribe')).toBeFocused();
  await page.keyboard.press('Enter');
  await onScreen(page, 'Messages');
  await expect(field(page, /^Topic filter/)).toBeFocused();
  await page.keyboard.type('loop/#');
  await page.keyboard.press('Enter');
  await expect(button(page, 'Unsubscribe from loop/#')).toBeVisible();
  await expect(link(page, 'Publish a message')).toBeFocused();
  await page.keyboard.press('Enter');
  await onScreen(page, 'Publish');
  await expect(field(page, /^Topic/)).toHaveValue('loop/state');
  await type(page, field(page, /^Topic/), 'loop/7');
  await type(page, field(page, /^Text/), '{"by":"keyboard"}');
  await press(page, main(page).locator('summary', { hasText: 'What will be sent' }));
  await expect(main(page).getByText('By length.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(main(page).getByText('Published,')).toBeVisible();

  await press(page, screen(page, /Messages/));
  await onScreen(page, 'Messages');
  await expect(main(page).getByRole('region', { name: 'The chosen message' })).toContainText('keyboard');
  const messages = await page.evaluate(() => workbench.messages());
  expect(messages.map(({ topic, payload }) => [topic, Buffer.from(payload).toString()])).toEqual([['loop/7', '{"by":"keyboard"}']]);

  await press(page, screen(page, /Session/));
  await press(page, main(page).getByRole('group', { name: 'Client 1', exact: true }).getByRole('button', { name: 'Disconnect' }));
  await expect(main(page).getByRole('radio', { name: 'Client 1', exact: true })).toHaveAccessibleDescription('free');
  await press(page, page.getByRole('banner').getByRole('button', { name: 'Disconnect' }));
  await expect(page.getByRole('banner')).toContainText('Not connected');
});

test('the whole path with a module on a real port and a real broker', async ({ app: { page }, module, broker }) => {
  const subscription = await broker.subscribe('plant/#');
  await granted(page, 1);
  await button(page, 'Connect port 1').click();
  await expect(main(page).getByRole('heading', { name: 'Connected module' })).toBeVisible();
  await expect(main(page)).toContainText('L610-CN-00');
  expect(module.lines).toMatchObject({ dtr: true });

  await link(page, 'Next: get online').click();
  await button(page, 'Check only').click();
  await expect(main(page).getByText('1, 2, 101, 102 free.')).toBeVisible({ timeout: 30_000 });
  await unfold(page, 'Dial by hand');
  await field(page, /^APN/).fill('CMNET');
  await expect(main(page).getByText('AT+MIPCALL=1,"CMNET"')).toBeVisible();
  await button(page, 'Dial').click();
  await expect(main(page).getByText(/The module has \d+\.\d+\.\d+\.\d+/).first()).toBeVisible({ timeout: 20_000 });

  await screen(page, /Session/).click();
  await field(page, /^Host/).fill(broker.host);
  await field(page, /^Port/).fill(String(broker.port));
  await field(page, /^Client id/).fill('press-7');
  await button(page, 'Connect').click();
  await expect(main(page).getByText(`Client 1 is connected to ${broker.address}.`)).toBeVisible();
  expect(broker.log).toMatch(/New client connected from \S+ as press-7 \(/);

  await screen(page, /Publish/).click();
  await field(page, /^Topic/).fill('plant/7');
  await field(page, /^Text/).fill('{"force_kn":412.5}');
  await button(page, 'Publish').click();
  await expect(main(page).getByText(/^Published,|^Sent, not confirmed:/)).toBeVisible();
  expect((await subscription.next()).payload.toString()).toBe('{"force_kn":412.5}');

  await screen(page, /Messages/).click();
  await field(page, /^Topic filter/).fill('to/plant/#');
  await button(page, 'Subscribe').click();
  await expect(button(page, 'Unsubscribe from to/plant/#')).toBeVisible();
  await broker.publish('to/plant/7', 'set point 41.5');
  await expect(main(page).getByText('set point 41.5').first()).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Wire' })).toContainText('+MQTTMSG');
});

test.describe('mistakes are explained at their fields, and nothing is sent', () => {
  /** What a field says is wrong with it. */
  async function wrong(target: Locator, text: RegExp): Promise<void> {
    await expect(target).toHaveAttribute('aria-invalid', 'true');
    await expect(target).toHaveAccessibleDescription(text);
  }

  test.beforeEach(async ({ page }) => {
    await openPage(page, NO_PORTS);
    await onScreen(page, 'Connect a module');
    await page.evaluate(() => workbench.connect({ virtual: 'NL66x' }));
  });

  test('on the Network screen', async ({ page }) => {
    await screen(page, /Network/).click();
    await unfold(page, 'Dial by hand');
    const before = (await state(page)).counters.bytesOut;

    await field(page, /^APN/).fill('internet"');

    await wrong(field(page, /^APN/), /cannot contain/);
    await expect(button(page, 'Dial')).toHaveAttribute('aria-disabled', 'true');
    await button(page, 'Dial').click({ force: true });
    expect((await state(page)).counters.bytesOut).toBe(before);
    await field(page, /^APN/).fill('internet');
    await expect(field(page, /^APN/)).not.toHaveAttribute('aria-invalid', 'true');
    await expect(button(page, 'Dial')).not.toHaveAttribute('aria-disabled', 'true');
  });

  test('on the Session screen, where the focus goes to the first', async ({ page }) => {
    await screen(page, /Session/).click();
    const before = (await state(page)).counters.bytesOut;
    await field(page, /^Host/).fill('');
    await field(page, /^Port/).fill('65536');
    await field(page, /^Keep alive/).fill('0');
    await field(page, /^Password/).fill('p'.repeat(129));

    await button(page, 'Connect').click();

    await wrong(field(page, /^Host/), /is empty/);
    await wrong(field(page, /^Port/), /1 to 65535\./);
    await wrong(field(page, /^Keep alive/), /1 to 300\./);
    await wrong(field(page, /^Password/), /at most 128/);
    await expect(field(page, /^Host/)).toBeFocused();
    expect((await state(page)).counters.bytesOut).toBe(before);
  });

  test('on the Publish screen', async ({ page }) => {
    await page.evaluate(async () => {
      await workbench.network.dial({ apn: '' });
      await workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883 });
    });
    await screen(page, /Publish/).click();
    const before = (await state(page)).counters.bytesOut;

    for (const [topic, text] of [
      ['', /is empty/],
      ['plant/#', /wildcard #/],
      ['größe', /cannot contain/],
      ['t'.repeat(256), /at most 255/],
    ] as const) {
      await field(page, /^Topic/).fill('x');
      await field(page, /^Topic/).fill(topic);
      await button(page, 'Publish').click();
      await wrong(field(page, /^Topic/), text);
    }
    await field(page, /^Topic/).fill('plant/7');
    await field(page, /^Text/).fill('x'.repeat(1_025));
    await button(page, 'Publish').click();
    await wrong(field(page, /^Text/), /1025 bytes.*at most 1024/);
    await field(page, /^Text/).fill('say "x"');
    await unfold(page, 'What will be sent');
    await main(page).getByRole('radio', { name: 'Quoted' }).click();
    await button(page, 'Publish').click();
    await wrong(field(page, /^Text/), /cannot be sent as text/);
    expect((await state(page)).counters.bytesOut).toBe(before);

    await main(page).getByRole('radio', { name: 'Automatic' }).click();
    await button(page, 'Publish').click();
    await expect(main(page).getByText(/^Published,|^Sent, not confirmed:/)).toBeVisible();
  });

  test('on the Messages screen', async ({ page }) => {
    await page.evaluate(async () => {
      await workbench.network.dial({ apn: '' });
      await workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883 });
    });
    await screen(page, /Messages/).click();
    const before = (await state(page)).counters.bytesOut;

    await field(page, /^Topic filter/).fill('plant/a#');
    await button(page, 'Subscribe').click({ force: true });

    await wrong(field(page, /^Topic filter/), /must stand alone/);
    expect((await state(page)).counters.bytesOut).toBe(before);
  });
});
