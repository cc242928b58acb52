// Does one click show the whole way, from nothing to a message that came back; does it stop when it is told to, and say what failed?
import type { Locator, Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, field, link, main, onScreen, press, screen, unfold } from './screens';
import { connect, granted, online, state } from './workbench';

/** The line of a step. */
const step = (page: Page, title: RegExp) => main(page).getByRole('listitem').filter({ hasText: title });

/** What the bar at the foot of the screen says. */
const bar = (page: Page) => main(page).locator('.action-bar').getByRole('status');

/** Counts from now on what it costs a person: clicks, keys and scrolling. */
function count(page: Page): Promise<void> {
  return page.evaluate(() => {
    const effort = { clicks: 0, keys: 0, fields: 0, scrolls: 0 };
    Object.assign(globalThis, { effort });
    const typed = new Set<EventTarget | null>();
    addEventListener('input', (event) => void (event.isTrusted && (effort.fields = typed.add(event.target).size)), true);
    // Enter clicks the button of a form, too, but no mouse does it then.
    addEventListener('click', (event) => void (event.isTrusted && event.detail > 0 && (effort.clicks += 1)), true);
    addEventListener('keydown', () => void (effort.keys += 1), true);
    for (const name of ['wheel', 'touchmove']) addEventListener(name, () => void (effort.scrolls += 1), { capture: true, passive: true });
  });
}

/** Waits for the end, and says how many seconds it took from the click by the page's own account. */
async function arrived(page: Page): Promise<number> {
  await expect(main(page).getByRole('heading', { level: 1, name: 'Messages' })).toBeVisible({ timeout: 40_000 });
  await expect(main(page).getByRole('heading', { name: 'This was it. Your message came back.' })).toBeInViewport();
  const [, seconds] = /([\d.]+) s from the click/.exec(await main(page).innerText()) ?? [];
  console.log(`from the click to the message: ${seconds} s`);
  return Number(seconds);
}

test.describe('with the virtual module', () => {
  for (const [width, height] of [[1440, 900], [1280, 720], [390, 844]] as const) {
    test(`it costs one click, no typing and no scrolling at ${width} x ${height}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await openPage(page, NO_PORTS);
      await count(page);
      await expect(button(page, 'See it working')).toBeInViewport({ ratio: 1 });

      await button(page, 'See it working').click();

      // It takes three seconds on a computer that has nothing else to do. A test that is run beside others gives it time.
      expect(await arrived(page)).toBeLessThan(30);
      expect(await page.evaluate(() => (globalThis as any).effort)).toEqual({ clicks: 1, keys: 0, fields: 0, scrolls: 0 });
      await expect(main(page).getByText('Hello from L610-CN-00').first()).toBeVisible();
      await expect(button(page, 'Now with your module')).toBeInViewport({ ratio: 1 });
    });
  }

  test('by hand it costs eight clicks, one field and no scrolling at 1440 x 900, and what is next is always in view', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await openPage(page, NO_PORTS);
    await count(page);
    const click = async (target: Locator): Promise<void> => {
      await expect(target).toBeInViewport({ ratio: 1 });
      const { x, y, width, height } = (await target.boundingBox())!;
      // As a mouse does it: nothing is scrolled to.
      await page.mouse.click(x + width / 2, y + height / 2);
    };

    await click(button(page, 'Start'));
    await click(link(page, 'Next: get online'));
    await click(button(page, 'Get online'));
    await expect(bar(page)).toContainText(/Online in/, { timeout: 40_000 });
    await click(link(page, 'Next: connect to a broker'));
    await click(button(page, 'Connect'));
    await expect(bar(page)).toContainText(/Connected in/, { timeout: 40_000 });
    await click(link(page, 'Next: subscribe'));
    await click(button(page, 'Subscribe to #'));
    await expect(page.getByRole('complementary', { name: 'Wire' })).toContainText('AT+MQTTSUB=1');
    await click(screen(page, /Publish/));
    // A topic that comes back is there already.
    await expect(field(page, /^Topic/)).toHaveValue('demo/hello');
    await field(page, /^Text/).pressSequentially('hello');
    await page.keyboard.press('Control+Enter');
    await expect(bar(page)).toContainText(/Came back in \d+ ms/, { timeout: 20_000 });

    const { clicks, fields, scrolls } = await page.evaluate(() => (globalThis as any).effort);
    console.log(`by hand: ${clicks} clicks, ${fields} fields, ${scrolls} scrolls`);
    expect(clicks).toBeLessThanOrEqual(8);
    expect(fields).toBeLessThanOrEqual(1);
    expect(scrolls).toBe(0);
  });

  test('every command of it is on the wire, and every step has told what it means', async ({ page }) => {
    await openPage(page, `${NO_PORTS}#/demo`);
    await arrived(page);
    const sent = (await page.evaluate(() => workbench.transcript())).split('\n').flatMap((line) => line.split(' > ').slice(1));
    for (const command of ['AT+CPIN?', 'AT+CSQ', 'AT+MIPCALL=1', 'AT+MIPNTP=', 'AT+MQTTOPEN=1,', 'AT+MQTTSUB=1,', 'AT+MQTTPUB=1,', 'AT+MQTTREAD=1']) {
      expect(sent.some((line) => line.trim().startsWith(command)), command).toBe(true);
    }
    await expect(page.getByRole('complementary', { name: 'Wire' })).toContainText('A message for client 1 on demo/hello');
    await unfold(page, 'What happened');
    for (const title of [/A virtual module starts/, /checks the SIM/, /IP address/, /sets its clock/, /connects to the broker/, /subscribes/, /publishes/, /comes back/]) {
      await expect(step(page, title).first()).toContainText('passed');
    }
    const navigation = page.getByRole('navigation', { name: 'Screens' });
    for (const name of ['Credentials', 'TLS']) await expect(navigation.getByRole('link', { name })).toContainText('not needed');
  });

  test('its address begins it, and the way back does not begin it anew', async ({ page }) => {
    await openPage(page, NO_PORTS);
    await page.evaluate(() => (location.hash = '#/demo'));
    await arrived(page);
    const { bytesOut } = (await state(page)).counters;

    await page.goBack();

    await onScreen(page, 'Connect a module');
    expect((await state(page)).counters.bytesOut).toBe(bytesOut);
  });

  test('one click stops it in the middle, and nothing more is sent', async ({ page }) => {
    await openPage(page, NO_PORTS);
    await unfold(page, 'L610, no fault');
    // With this one the network takes a minute and a half, so the step is under way however slow the computer is.
    await main(page).getByRole('combobox', { name: 'Scenario' }).selectOption({ label: 'Network: Slow registration' });
    await button(page, 'See it working').click();
    await expect(bar(page)).toContainText('Step 2 of 8', { timeout: 30_000 });
    await expect(step(page, /checks the SIM/)).toContainText('running');
    await expect(page.getByRole('complementary', { name: 'Wire' })).toContainText('AT+CGREG?', { timeout: 20_000 });

    await button(page, 'Stop').click();

    await expect(bar(page)).toContainText('Stopped at step 2 of 8');
    // It asked once a second. Now it asks no more, by the page's own clock.
    await page.evaluate(() => workbench.command('AT'));
    const { bytesOut } = (await state(page)).counters;
    const later = (await page.evaluate(() => performance.now())) + 2_500;
    await page.waitForFunction((later) => performance.now() > later, later);
    expect((await state(page)).counters.bytesOut).toBe(bytesOut);
    await expect(step(page, /IP address/).first()).toContainText('not started');
    // And from there it can be begun again.
    await button(page, 'Try again').click();
    await expect(bar(page)).toContainText('Step 2 of 8', { timeout: 20_000 });
    await button(page, 'Stop').click();
    await expect(bar(page)).toContainText('Stopped at step 2 of 8');
  });

  test('a stop while it connects lets the module go', async ({ page }) => {
    await openPage(page, NO_PORTS);
    await page.evaluate(() => (location.hash = '#/demo'));
    await button(page, 'Stop').click();
    await expect(bar(page)).toContainText('Stopped at step');
    await expect.poll(async () => (await state(page)).link).toMatch(/closed|ready/);
  });

  test('Cancel in the header stops it, and no fault is said of a healthy module', async ({ page }) => {
    await openPage(page, NO_PORTS);
    await page.evaluate(() => (location.hash = '#/demo'));
    await page.getByRole('banner').getByRole('button', { name: /^(Cancel|Disconnect)$/ }).click();
    await expect(bar(page)).toContainText('Stopped at step');
    await expect(button(page, 'Run it with a healthy module')).toHaveCount(0);
    await expect(button(page, 'Try again')).toBeVisible();
  });

  test('without a SIM it names the step, the cause and the one thing that mends it, which does', async ({ page }) => {
    await openPage(page, NO_PORTS);
    await unfold(page, 'L610, no fault');
    await main(page).getByRole('combobox', { name: 'Scenario' }).selectOption({ label: 'SIM: No SIM' });
    await expect(main(page).locator('summary', { hasText: 'L610, No SIM' })).toBeVisible();
    await press(page, button(page, 'See it working'));

    await expect(bar(page)).toContainText('Step 2 of 8 failed: It checks the SIM, the signal and the network', { timeout: 30_000 });
    await expect(step(page, /checks the SIM/)).toContainText('failed');
    await expect(step(page, /checks the SIM/)).toContainText(/SIM/);
    await expect(step(page, /IP address/).first()).toContainText('not started');
    await expect(main(page).locator('.action-bar').getByRole('button')).toHaveCount(1);
    await button(page, 'Run it with a healthy module').click();
    await arrived(page);
  });

  test('what comes next is one’s own module', async ({ page }) => {
    await openPage(page, `${NO_PORTS}#/demo`);
    await arrived(page);
    await button(page, 'Now with your module').click();
    await onScreen(page, 'Connect a module');
    await expect(page.getByRole('banner')).toContainText('Not connected');
    await expect(button(page, 'Choose a port…')).toBeVisible();
  });
});

test.describe('with a module of one’s own', () => {
  test.use({ moduleOptions: { instant: true } });

  test('it asks for the APN and the broker, and does the rest', async ({ app: { page }, module, broker }) => {
    const heard = await broker.subscribe('demo/#');
    await connect(page, module);
    await button(page, 'See it working').click();
    await onScreen(page, 'See it working');
    expect((await page.evaluate(() => workbench.transcript())).includes('AT+MIPCALL')).toBe(false);
    await button(page, 'See it working').click();
    await expect(field(page, /^Broker/)).toBeFocused();
    await expect(field(page, /^Broker/)).toHaveAccessibleDescription(/is empty/);

    await field(page, /^APN/).fill('CMNET');
    await field(page, /^Broker/).fill(broker.address);
    await page.keyboard.press('Enter');

    await arrived(page);
    expect((await heard.next()).payload.toString()).toBe('Hello from L610-CN-00');
    expect(await page.evaluate(() => workbench.transcript())).toContain('AT+MIPCALL=1,"CMNET"');
    await expect(main(page).getByRole('link', { name: 'Go to publish' })).toBeInViewport({ ratio: 1 });
  });

  test('a host that cannot be right gets a word at the broker’s field, and an address is taken apart', async ({ app: { page }, module }) => {
    await connect(page, module);
    await button(page, 'See it working').click();
    for (const [typed, word] of [
      ['localhost:1883', /the module itself/],
      ['127.0.0.1', /the module itself/],
      ['192.168.1.30:1884', /private address/],
      ['192.168.1.300', /no IP address/],
      ['wss://broker.example:9001', /WebSocket/],
      ['broker.example', /^(?!.*(itself|private|no IP address))/],
    ] as const) {
      await field(page, /^Broker/).fill(typed);
      await expect(field(page, /^Broker/)).toHaveAccessibleDescription(word);
      await expect(field(page, /^Broker/)).toHaveValue(typed);
    }
    const tls = main(page).getByRole('checkbox', { name: 'Encrypt with TLS' });
    await field(page, /^Broker/).fill('');
    await field(page, /^Broker/).fill('mqtts://press7:k3%40Vf82@mqtt.plant.example/line/7');
    await expect(field(page, /^Broker/)).toHaveValue('mqtt.plant.example');
    await expect(tls).toBeChecked();
    await expect(link(page, 'Prepare TLS')).toBeVisible();
    await unfold(page, 'My broker wants');
    await expect(field(page, /^User name/)).toHaveValue('press7');
    await expect(main(page).getByLabel(/^Password/)).toHaveValue('k3@Vf82');
    expect(await main(page).innerText()).not.toContain('Vf82');
    await field(page, /^Broker/).fill('mqtt://mqtt.plant.example:1883');
    await expect(tls).not.toBeChecked();
    await field(page, /^Broker/).fill('mqtt.plant.example:8883');
    await expect(tls).toBeChecked();
  });

  test('a client that is connected is left alone: another one goes the round', async ({ app: { page }, module, broker }) => {
    await online(page, module, broker);
    await page.evaluate(() => (location.hash = '#/demo'));
    await field(page, /^Broker/).fill(broker.address);
    await button(page, 'See it working').click();

    await arrived(page);

    const sent = await page.evaluate(() => workbench.transcript());
    expect(sent).toContain('AT+MQTTOPEN=2,');
    expect(sent).not.toContain('AT+MQTTCLOSE');
    expect((await state(page)).clients).toMatchObject({ 1: 'open', 2: 'open' });
  });

  test('a module that is being connected is waited for, and the virtual one does not take its place', async ({ app: { page }, module: _ }) => {
    await granted(page, 1);
    await page.evaluate(() => {
      void workbench.connect({ port: 0 });
      location.hash = '#/demo';
    });
    await expect(field(page, /^Broker/)).toBeVisible({ timeout: 20_000 });
    expect((await state(page)).module).toMatchObject({ virtual: false });
  });

  test('a broker that is not there is named, and can be corrected in the same form', async ({ app: { page }, module, broker }) => {
    await connect(page, module);
    await button(page, 'See it working').click();
    await field(page, /^Broker/).fill(broker.address);
    await broker.stop();
    await button(page, 'See it working').click();
    await expect(bar(page)).toContainText('Step 5 of 8 failed: Client 1 connects to the broker', { timeout: 60_000 });
    // What may be the cause follows from how long it took, as on Session.
    await expect(bar(page)).toContainText('The most likely cause:');
    await broker.start();

    await button(page, 'Correct the broker').click();

    await expect(field(page, /^Broker/)).toHaveValue(broker.address);
    await button(page, 'See it working').click();
    await arrived(page);
  });
});
