// Does the Session screen take what people have (an address, a name, a login), keep its button in view, and say why a broker did not answer?
import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, field, link, main, onScreen, press, screen, type, unfold } from './screens';
import { connect, state } from './workbench';

/** What the bar at the foot of the screen says. */
const bar = (page: Page) => main(page).locator('.action-bar').getByRole('status');
const client = (page: Page, number: number) => main(page).getByRole('radio', { name: `Client ${number}`, exact: true });

/** A virtual module that is online, and the Session screen. */
async function virtual(page: Page, brokerScenario?: string): Promise<void> {
  await openPage(page, NO_PORTS);
  await page.evaluate(async (brokerScenario) => {
    await workbench.connect({ virtual: 'L610', brokerScenario });
    workbench.speed(20);
    await workbench.network.dial({ apn: 'CMNET' });
    workbench.speed(1);
    location.hash = '#/session';
  }, brokerScenario);
  await onScreen(page, 'Session');
}

test('a pasted address is taken apart into its fields, said part by part, and put together again', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/session`);
  const host = field(page, /^Host/);

  await host.fill('mqtts://press7:k3%40Vf82@mqtt.plant.example:8884/line/7');

  await expect(host).toHaveValue('mqtt.plant.example');
  await expect(field(page, /^Port/)).toHaveValue('8884');
  await expect(main(page).getByRole('combobox', { name: /^Encryption/ })).toHaveValue(/./);
  await expect(main(page).getByRole('combobox', { name: /^Encryption/ }).locator('option:checked')).toHaveText('TLS');
  await expect(field(page, /^User name/)).toHaveValue('press7');
  await expect(field(page, /^Password/)).toHaveValue('k3@Vf82');
  const told = main(page).getByRole('status').filter({ hasText: 'The address was taken apart' });
  for (const text of ['mqtts is TLS', 'press7 is the user name', 'is the password', '8884 is the port', '/line/7 is not used: MQTT has no path']) {
    await expect(told).toContainText(text);
  }
  expect(await main(page).innerText()).not.toContain('Vf82');

  await press(page, told.getByRole('button', { name: 'Undo' }));
  await expect(field(page, /^Port/)).toHaveValue('1883');
  await expect(field(page, /^User name/)).toHaveValue('');
  await expect(told).toBeHidden();
});

test('of an address for web pages the host is taken, and not the port', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/session`);

  await field(page, /^Host/).fill('wss://mqtt.plant.example:8084/mqtt');

  await expect(field(page, /^Host/)).toHaveValue('mqtt.plant.example');
  await expect(field(page, /^Port/)).toHaveValue('1883');
  const told = main(page).getByRole('status').filter({ hasText: 'The address was taken apart' });
  await expect(told).toContainText('wss is for web pages: the module does not speak it');
  await expect(told).toContainText('8084 is the port for web pages, and is not used');
});

test('the password of one broker goes to no other one', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/session`);
  await field(page, /^Host/).fill('old.example');
  await field(page, /^User name/).fill('alice');
  await field(page, /^Password/).fill('k3@Vf82');

  await field(page, /^Host/).fill('mqtts://bob@mqtt.plant.example:8883');

  await expect(field(page, /^User name/)).toHaveValue('bob');
  await expect(field(page, /^Password/)).toHaveValue('');
  const told = main(page).getByRole('status').filter({ hasText: 'The address was taken apart' });
  await expect(told).toContainText('was for another broker or user, and is not used');
  await press(page, told.getByRole('button', { name: 'Undo' }));
  await expect(field(page, /^Password/)).toHaveValue('k3@Vf82');
});

test('an address that is typed key by key is taken apart when the field is left', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/session`);

  await type(page, field(page, /^Host/), 'broker.example:1884');
  await expect(field(page, /^Host/)).toHaveValue('broker.example:1884');
  await page.keyboard.press('Tab');

  await expect(field(page, /^Host/)).toHaveValue('broker.example');
  await expect(field(page, /^Port/)).toHaveValue('1884');
});

test('a host that cannot be right gets a word at its field, and what was typed stays', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/session`);
  for (const [host, word] of [
    ['localhost', /the module itself/],
    ['127.0.0.1', /the module itself/],
    ['192.168.1.30', /private address/],
    ['192.168.1.300', /no IP address/],
    ['homeassistant.local', /your own network only/],
    ['fd00::7', /private address/],
    ['broker.example', /^(?!.*(itself|private|no IP address))/],
  ] as const) {
    await field(page, /^Host/).fill(host);
    await expect(field(page, /^Host/)).toHaveAccessibleDescription(word);
    await expect(field(page, /^Host/)).toHaveValue(host);
  }
});

for (const [width, height] of [[1440, 900], [1280, 720], [1024, 768], [390, 844]] as const) {
  test(`with a virtual module one button in view connects, and the next step takes its place, at ${width} x ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await virtual(page);
    await expect(field(page, /^Host/)).toHaveValue('broker.virtual');
    await expect(bar(page)).toContainText('Everything is filled in');
    await expect(bar(page)).toContainText('AT+MQTTOPEN=1,"broker.virtual",1883,1,60');
    await expect(button(page, 'Connect')).toBeInViewport({ ratio: 1 });
    // What is not needed to connect is folded, and the clients are one row where there is room.
    await expect(main(page).locator('details[open]')).toHaveCount(0);
    const rows = await main(page).locator('.pick > .segment').evaluateAll((chips) => chips.map((chip) => [chip.getBoundingClientRect().y, chip.clientHeight].join()));
    expect(rows).toHaveLength(4);
    if (width === 1440) expect(new Set(rows).size).toBe(1);

    await button(page, 'Connect').click();

    await expect(bar(page)).toContainText(/Connected in \d+\.\d s/);
    await expect(link(page, 'Next: subscribe')).toBeInViewport({ ratio: 1 });
    await expect(client(page, 1)).toHaveAccessibleDescription('broker.virtual');
    await expect(field(page, /^Host/)).toHaveCount(0);
  });
}

test('a connected client says whether its broker was verified, and can be changed, left as it is, and disconnected', async ({ page }) => {
  await virtual(page);
  await page.evaluate(async () => {
    await workbench.network.syncClock();
    await workbench.tls.setVerify(0);
  });
  await main(page).getByRole('combobox', { name: /^Encryption/ }).selectOption({ label: 'TLS' });
  await expect(main(page).getByText('Encrypted, broker not verified')).toBeVisible();
  await button(page, 'Connect').click();
  await expect(bar(page)).toContainText('Connected in');
  await expect(main(page).getByRole('group', { name: 'Client 1', exact: true })).toContainText('Encrypted, broker not verified');

  await button(page, 'Change…').click();
  await expect(bar(page)).toContainText('To connect it again ends that connection first.');
  await button(page, 'Keep as it is').click();
  await expect(bar(page)).toContainText('Connected');
  await button(page, 'Disconnect client 1').click();

  await expect(client(page, 1)).toHaveAccessibleDescription('free');
  await expect(field(page, /^Host/)).toHaveValue('broker.virtual');
});

test('what a client was connected with is known whoever connected it: the broker not verified, and TLS in use', async ({ page }) => {
  await virtual(page);
  const steps = page.getByRole('navigation', { name: 'Screens' });
  await page.evaluate(async () => {
    await workbench.network.syncClock();
    // Nobody here hears what this says of the module: the page asks when it matters.
    await workbench.command('AT+GTSSLMODE=0');
    await workbench.mqtt.open({ client: 1, host: 'broker.virtual', port: 8883, tls: true });
  });
  await expect(main(page).getByRole('group', { name: 'Client 1', exact: true })).toContainText('Encrypted, broker not verified');
  await expect(steps.getByRole('link', { name: 'TLS' })).not.toContainText('not needed');
  await expect(steps.getByRole('link', { name: 'Credentials' })).toContainText('not needed');

  await page.evaluate(async () => {
    await workbench.mqtt.close({ client: 1 });
    await workbench.mqtt.open({ client: 1, host: 'broker.virtual', port: 1883 });
  });
  await expect(main(page).getByText('Encrypted, broker not verified')).toHaveCount(0);
  await expect(steps.getByRole('link', { name: 'TLS' })).toContainText('not needed');
});

test('an address chooses a client, and opens its form where it names a field', async ({ page }) => {
  await virtual(page);
  await page.evaluate(async () => {
    await workbench.mqtt.open({ client: 1, host: 'broker.virtual', port: 1883 });
    await workbench.mqtt.open({ client: 2, host: 'broker.virtual', port: 1883 });
    location.hash = '#/session/1,username';
  });
  await expect(field(page, /^User name/)).toBeFocused();
  await expect(page).toHaveURL(/#\/session$/);
  await page.evaluate(() => (location.hash = '#/session/2'));
  await expect(client(page, 2)).toBeChecked();
  await expect(field(page, /^User name/)).toHaveCount(0);
});

test('Ctrl+Enter says what is missing without a module, and leaves a client alone that is connected', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/session`);
  await onScreen(page, 'Session');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Notices' }).getByText('Connect a module first.')).toBeVisible();

  await virtual(page);
  await page.keyboard.press('Control+Enter');
  await expect(bar(page)).toContainText('Connected in');
  const opened = async (): Promise<number> => (await page.evaluate(() => workbench.transcript())).split('AT+MQTTOPEN=1').length;
  const before = await opened();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Client 1 is connected. “Change…” shows the form.')).toBeVisible();
  expect(await opened()).toBe(before);

  await button(page, 'Change…').click();
  await page.keyboard.press('Control+Enter');
  await expect.poll(opened).toBe(before + 1);
  // It was closed for that, which is not where it stands in the end.
  await expect.poll(async () => (await state(page)).clients[1]).toBe('open');
  await expect(bar(page)).toContainText('Connected in');
});

test('a broker that refuses at once is told from one that nobody can reach, the likeliest cause first', async ({ page }) => {
  await virtual(page, 'wrong-password');
  await field(page, /^User name/).fill('alice');
  await field(page, /^Password/).fill('wrong');
  await button(page, 'Connect').click();

  const card = main(page).locator('.card.refused');
  await expect(card.getByRole('heading')).toHaveText(/Client 1( did not connect, and that was clear after \d+\.\d s|: the broker said no, and why)/);
  await expect(card).toContainText('The most likely cause: the user name or the password.');
  await expect(bar(page)).toContainText('Client 1 did not connect.');
  await expect(client(page, 1)).toHaveAccessibleDescription(/^(refused|not connected)$/);
  await expect(page.getByRole('banner').getByText('Client 1: not connected')).toBeAttached();
  await expect(page.getByRole('navigation').locator('.rail-link.is-bad')).toHaveText(/Session/);
  await card.getByRole('button', { name: 'Go to the password' }).first().click();
  await expect(field(page, /^Password/)).toBeFocused();

  // The port of TLS without TLS is likelier than any password.
  await field(page, /^Port/).fill('8883');
  await button(page, 'Connect').click();
  await expect(card).toContainText('The most likely cause: this port expects TLS.');
  await unfold(page, 'Less likely causes');
  await expect(card.getByRole('listitem').first()).toContainText('the user name or the password.');
});

test('a host that nobody answers at is not blamed on the password', async ({ page }) => {
  test.setTimeout(150_000);
  await virtual(page, 'unreachable');
  await field(page, /^User name/).fill('alice');
  await button(page, 'Connect').click();

  const card = main(page).locator('.card.refused');
  await expect(card.getByRole('heading')).toHaveText(/Client 1: nobody answered within \d+\.\d s/, { timeout: 100_000 });
  await expect(card).toContainText('The most likely cause: the host name is wrong, or the host is off.');
  await expect(card).not.toContainText('password');
});

test('a host that is no host at all gets a word with a virtual module, too, and any name none', async ({ page }) => {
  await virtual(page);
  await field(page, /^Host/).fill('192.168.1.300');
  await expect(field(page, /^Host/)).toHaveAccessibleDescription(/no IP address/);
  await field(page, /^Host/).fill('broker.local');
  await expect(field(page, /^Host/)).not.toHaveAccessibleDescription(/your own network/);
});

test('the broker of this page goes with its module, and what was typed stays', async ({ app: { page }, module }) => {
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  await screen(page, /Session/).click();
  await expect(field(page, /^Host/)).toHaveValue('broker.virtual');

  await page.evaluate(() => workbench.disconnect());
  await connect(page, module);
  await expect(field(page, /^Host/)).toHaveValue('');

  await field(page, /^Host/).fill('my.broker.example');
  await page.evaluate(() => workbench.disconnect());
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  await expect.poll(async () => (await state(page)).link).toBe('ready');
  await expect(field(page, /^Host/)).toHaveValue('my.broker.example');
});
