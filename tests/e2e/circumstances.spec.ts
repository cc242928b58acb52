// What does a person see, and what can be done, when the world around the module is not as it should be, or the page is small?
import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, field, main, onScreen, press, screen, type, unfold } from './screens';

/** The step of a check, as a list item. */
const step = (page: Page, title: string) => main(page).getByRole('listitem').filter({ has: page.getByText(title, { exact: true }) }).first();

/** Opens the page and connects a virtual module in these circumstances. */
async function begin(page: Page, scenario: string, model = 'L610'): Promise<void> {
  await openPage(page, NO_PORTS);
  await page.evaluate((target) => workbench.connect(target), { virtual: model, scenario });
}

test.describe('a locked SIM', () => {
  test.beforeEach(async ({ page }) => {
    await begin(page, 'locked-sim');
    await screen(page, /Network/).click();
    await button(page, 'Check only').click();
    await expect(step(page, 'SIM card')).toContainText('It wants its PIN');
  });

  test('holds back the checks that need it, and opens with its PIN, by keyboard alone', async ({ page }) => {
    for (const title of ['Signal', 'Registration', 'IP address']) await expect(step(page, title)).toContainText('Waits for the SIM.');
    await unfold(page, 'Dial by hand');
    await expect(button(page, 'Dial')).toHaveAccessibleDescription(/The SIM comes first/);
    expect(await page.evaluate(async () => (await workbench.network.check()).map(({ status }) => status))).toEqual([
      'pass', 'fail', 'skipped', 'skipped', 'skipped', 'warn', 'pass',
    ]);

    await type(page, field(page, /^PIN/), '12');
    await expect(field(page, /^PIN/)).toHaveAccessibleDescription(/must be 4 to 8 digits/);
    await type(page, field(page, /^PIN/), '1234');
    await expect(main(page).getByText('AT+CPIN="⟨PIN⟩"')).toBeVisible();
    await page.keyboard.press('Enter');

    await expect(step(page, 'SIM card')).toContainText('Ready, no PIN needed.');
    await expect(step(page, 'Registration')).toContainText('Registered in the home network.', { timeout: 20_000 });
    await expect(field(page, /^PIN/)).toHaveCount(0);
  });

  test('says how many tries can be left, and that only the operator has the PUK', async ({ page }) => {
    for (const [pin, said] of [
      ['0000', 'At most 2 tries are left'],
      ['0001', 'This try can be the last.'],
      ['0002', 'wants its PUK'],
    ] as const) {
      await field(page, /^PIN/).fill(pin);
      await press(page, button(page, 'Unlock the SIM'));
      await expect(step(page, 'SIM card')).toContainText(said);
      await expect(step(page, 'SIM card')).toContainText('The code is wrong (16).');
    }
    await expect(field(page, /^PIN/)).toHaveCount(0);
  });

  test('never shows its PIN: not on the wire, not in what is saved', async ({ page }) => {
    await field(page, /^PIN/).fill('1234');
    await press(page, button(page, 'Unlock the SIM'));
    await expect(step(page, 'SIM card')).toContainText('Ready, no PIN needed.');

    await expect(page.getByRole('complementary', { name: 'Wire' })).toContainText('AT+CPIN="⟨PIN⟩"');
    const kept = await page.evaluate(() => workbench.transcript() + document.body.innerText + JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(kept).not.toContain('1234');
  });
});

test('a dial-up that is called off says so, with what the module is doing', async ({ page }) => {
  await begin(page, 'slow-registration');
  await screen(page, /Network/).click();
  await unfold(page, 'Dial by hand');
  await field(page, /^APN/).fill('CMNET');
  await press(page, button(page, 'Dial'));

  await press(page, step(page, 'IP address').getByRole('button', { name: 'Cancel' }));

  await expect(step(page, 'IP address')).toContainText(/Cancelled after \d+ s\./);
  await expect(step(page, 'IP address')).toContainText('The module is not dialling any more');
});

test('a session without an IP address names that cause beside the button, with the way to mend it', async ({ page }) => {
  await begin(page, 'healthy');
  await screen(page, /Session/).click();
  await field(page, /^Host/).fill('broker.local');
  await expect(main(page).getByText('The module has no IP address.')).toBeVisible();

  await button(page, 'Connect').click();

  await expect(main(page).getByText('Client 1 did not connect.')).toBeVisible();
  await expect(main(page).getByText('so it refuses to connect to anything')).toBeVisible();
  await press(page, main(page).getByRole('link', { name: 'Get online' }).last());
  await onScreen(page, 'Network');
});

test('the header keeps to one row with the IP address at 1280 and at 1024 px, and to two at 390 px', async ({ page }) => {
  await begin(page, 'healthy');
  await page.evaluate(async () => {
    const { ip } = await workbench.network.dial({ apn: 'CMNET' });
    await workbench.network.check();
    await workbench.mqtt.open({ client: 1, host: 'a.rather.long.host.name.example.com', port: 1883 });
    return ip;
  });
  const header = page.getByRole('banner');
  for (const [width, height] of [[1440, 50], [1280, 50], [1024, 50], [390, 90], [360, 90]] as const) {
    await page.setViewportSize({ width, height: 800 });
    const box = (await header.boundingBox())!;
    expect(box.height, `at ${width} px`).toBeLessThanOrEqual(height);
    const address = (await header.getByText(/^\d+\.\d+\.\d+\.\d+$/).boundingBox())!;
    expect(address.y + address.height, `the address at ${width} px`).toBeLessThanOrEqual(box.y + box.height);
    expect(address.x + address.width, `the address at ${width} px`).toBeLessThanOrEqual(width);
    await expect(header.getByRole('button', { name: 'Disconnect' })).toBeInViewport({ ratio: 1 });
  }
});

test('the Terminal is the whole log, so that there is no second one beside it', async ({ page }) => {
  await begin(page, 'healthy');
  await expect(page.getByRole('complementary', { name: 'Wire' })).toBeVisible();
  await screen(page, /Terminal/).click();
  await expect(page.getByRole('complementary', { name: 'Wire' })).toBeHidden();
  await screen(page, /Network/).click();
  await expect(page.getByRole('complementary', { name: 'Wire' })).toBeVisible();
});

test('the same Session form shows the limits of each series, and what a series lacks is off and says where that stands', async ({ page }) => {
  /** What stands below a field: its hint and how much it takes. */
  const limit = async (name: RegExp) => /\/ (\d+)/.exec(await field(page, name).evaluate((input) => input.closest('.field')!.textContent))?.[1];
  const seen = new Map<string, string>();
  for (const [model, expected] of [
    ['L610', { user: '1024', password: '1024', id: '1024', sn: 'on', tls: 'on' }],
    ['NL668-AM', { user: '128', password: '128', id: '256', sn: 'on', tls: 'off' }],
    ['MC665', { user: '128', password: '256', id: '256', sn: 'on', tls: 'on' }],
    ['MA510', { user: '128', password: '128', id: '256', sn: 'on', tls: 'on' }],
  ] as const) {
    await begin(page, 'healthy', model);
    await screen(page, /Session/).click();
    const tls = main(page).getByRole('combobox', { name: /^Encryption/ });
    const found = {
      user: await limit(/^User name/),
      password: await limit(/^Password/),
      id: await limit(/^Client id/),
      sn: (await main(page).getByRole('radio', { name: '101' }).getAttribute('title')) ?? 'on',
      tls: (await tls.getAttribute('aria-disabled')) === 'true' ? 'off' : 'on',
    };
    expect(found, model).toEqual({ ...expected, sn: expect.stringContaining(expected.sn) });
    const gateway = main(page).getByRole('radio', { name: '101' });
    expect(await gateway.getAttribute('aria-disabled'), model).toBe(found.sn === 'on' ? null : 'true');
    // No manual says that these clients are missing with their commands: the form says so, and they can be chosen.
    if (model === 'MC665') await expect(main(page)).toContainText('MC66x probably has no MQTT-SN. The manual does not say so');
    if (found.tls === 'off') await expect(tls).toHaveAccessibleDescription(/NL668-AM has no MQTT over TLS: .*row 6/);
    seen.set(JSON.stringify(found), model);
  }
  expect(seen.size).toBe(4);
});

test('another series, chosen by hand in the header, changes the limits of a form that is filled in already', async ({ page }) => {
  await begin(page, 'healthy');
  const header = page.getByRole('banner');
  await screen(page, /Session/).click();
  await field(page, /^User name/).fill('u'.repeat(200));
  await expect(field(page, /^User name/)).not.toHaveAttribute('aria-invalid', 'true');
  await press(page, header.getByRole('button', { name: 'Series L610' }));
  await page.getByRole('dialog').getByRole('combobox', { name: 'Series' }).selectOption('NL668-AM');
  await expect(page.getByRole('dialog')).toContainText('Chosen by hand; its model name says L610');
  await page.keyboard.press('Escape');
  await expect(header.getByRole('button', { name: 'Series NL668-AM, by hand' })).toBeFocused();
  await expect(field(page, /^User name/)).toHaveAttribute('aria-invalid', 'true');
});

test('what the module itself says narrows every check, and what it claims beyond the manual waits for the person', async ({ page }) => {
  await begin(page, 'healthy', 'L610 (2020)');
  // Its firmware is older than its model's name says, which the page is told not to know.
  await main(page).getByRole('combobox', { name: 'Series' }).selectOption('L610 (by its model name)');
  const row = (limit: string) => main(page).getByRole('row', { name: new RegExp(`^${limit}`) });
  await expect(main(page).getByText('It was not asked yet.', { exact: false })).toBeVisible();
  await page.evaluate(() => workbench.command('AT+MQTTUSER=?'));
  await expect(row('Client id string')).toContainText('1024 bytes23 bytesThe module');
  await press(page, button(page, 'Ask the module for its limits'));
  await expect(row('TLS')).toContainText('YesNoThe module');
  await expect(page.getByRole('banner').getByRole('button', { name: /^Series L610/ })).toContainText('module differs');
  await screen(page, /Session/).click();
  const encryption = main(page).getByRole('combobox', { name: /^Encryption/ });
  await expect(encryption).toHaveAccessibleDescription('This module says itself that it has no MQTT over TLS. The manual says that L610 has it.');

  await screen(page, /Connect/).click();
  await main(page).getByRole('combobox', { name: 'Series' }).selectOption('NL66x');
  await expect(row('MQTT-SN clients')).toContainText('NoYesThe manual');
  await expect(main(page).getByRole('definition').filter({ hasText: '101, 102' })).toHaveCount(0);
  await press(page, button(page, 'Trust the module: MQTT-SN clients'));
  await expect(row('MQTT-SN clients')).toContainText('The module, because you said so');
  await expect(main(page).getByRole('definition').filter({ hasText: '101, 102' })).toBeVisible();
});

test('the broker of the virtual module fails as it was told to, and the cause is named', async ({ page }) => {
  await openPage(page, NO_PORTS);
  await unfold(page, 'L610, no fault');
  await main(page).getByRole('combobox', { name: 'Its broker' }).selectOption({ label: 'Wrong password' });
  await press(page, button(page, 'Start'));
  await expect(page.getByRole('banner')).toContainText('Virtual module');
  await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));
  await screen(page, /Session/).click();
  await field(page, /^Host/).fill('broker.local');
  await button(page, 'Connect').click();
  await expect(main(page).getByText('Client 1 did not connect.')).toBeVisible();
  await expect(main(page).getByRole('status').filter({ hasText: 'did not connect.' })).toContainText(/password/i);
});

test('a notion is explained one key away, where it is needed', async ({ page }) => {
  await openPage(page, NO_PORTS);
  await press(page, screen(page, /Session/));
  const question = main(page).getByText('What do keep alive, clean session and last will mean?');
  await press(page, question);
  await expect(main(page).getByText(/sends a ping/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(main(page).getByText(/sends a ping/)).toBeHidden();
});

test('a reload keeps what was typed on every screen, and no secret', async ({ page }) => {
  test.setTimeout(120_000);
  await openPage(page, NO_PORTS);
  const choice = (name: RegExp) => main(page).getByRole('combobox', { name });
  const radio = (group: RegExp, name: string) => main(page).getByRole('radiogroup', { name: group }).getByRole('radio', { name, exact: true });
  /** Goes through the screens: types what is to be kept, or looks whether it is there. */
  const go = async (see: 'type' | 'look') => {
    const text = async (name: RegExp, value: string) =>
      see === 'type' ? field(page, name).fill(value) : expect(field(page, name), String(name)).toHaveValue(value);
    const secret = async (name: RegExp, value: string) =>
      see === 'type' ? field(page, name).fill(value) : expect(field(page, name), String(name)).toHaveValue('');
    const chosen = async (name: RegExp, value: string) =>
      see === 'type'
        ? choice(name).selectOption({ label: value })
        : expect.poll(() => choice(name).evaluate((list) => (list as HTMLSelectElement).selectedOptions[0]!.label)).toBe(value);
    const pressed = async (group: RegExp, name: string) => (see === 'type' ? radio(group, name).click() : expect(radio(group, name)).toBeChecked());
    const ticked = async (name: RegExp) => {
      const box = main(page).getByRole('checkbox', { name }).or(main(page).getByRole('switch', { name }));
      await (see === 'type' ? box.check() : expect(box).toBeChecked());
    };

    await screen(page, /Connect/).click();
    await unfold(page, see === 'type' ? 'L610, no fault' : 'LC610N');
    await chosen(/^Series/, 'LC610N · MQTT-SN');
    await chosen(/^Its broker/, 'A broker of mine, over WebSocket');
    await text(/^Its address/, 'ws://kept.example:9001/');
    await ticked(/^True times/);
    await screen(page, /Network/).click();
    await unfold(page, 'Dial by hand');
    await unfold(page, 'My operator wants');
    await text(/^APN/, 'kept.apn');
    await secret(/^Password/, 'hidden-too');
    await screen(page, /Credentials/).click();
    await (see === 'type' ? main(page).getByText('Tencent Cloud').click() : expect(main(page).getByRole('radio', { name: /Tencent/ })).toBeChecked());
    await text(/^Product ID/, 'KEPTPRODUC');
    await text(/^Device name/, 'kept-device');
    await secret(/^Device key/, 'aGlkZGVuLXNlY3JldA==');
    await screen(page, /TLS/).click();
    await chosen(/^TLS version/, 'TLS 1.1');
    await screen(page, /Session/).click();
    await text(/^Host/, 'kept.example');
    await text(/^Keep alive/, '77');
    await secret(/^User name/, 'hidden-user');
    await secret(/^Password/, 'hidden-password');
    await chosen(/^Encryption/, 'TLS');
    await unfold(page, /^Last will/);
    await ticked(/^Leave a message/);
    await text(/^Will topic/, 'kept/will');
    await text(/^Will payload/, 'gone');
    await screen(page, /Publish/).click();
    await text(/^Topic/, 'kept/topic');
    await text(/^Text/, '{"t":21.5}');
    await pressed(/^QoS/, '2');
    await ticked(/^Retain/);
    await unfold(page, 'Send again and again');
    await text(/^Every/, '9');
    await page.evaluate(() => (location.hash = '#/messages/subscribe'));
    await text(/^Topic filter/, 'kept/#');
    await pressed(/^QoS/, '2');
    await screen(page, /Terminal/).click();
    const line = page.getByRole('combobox', { name: 'AT command' }).first();
    await (see === 'type' ? line.fill('AT+CSQ') : expect(line).toHaveValue('AT+CSQ'));
    await line.press('Escape');
  };
  const stored = () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

  await go('type');
  expect(await stored()).toContain('kept.example');
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  expect(await stored()).not.toMatch(/hidden|aGlkZGVu/);
  await go('look');

  // A payload in which a secret may be is kept only as a word that there was one; neither is a line with a secret.
  await screen(page, /Session/).click();
  await field(page, /^Password/).fill('hidden-password');
  await screen(page, /Publish/).click();
  await field(page, /^Text/).fill('it is hidden-password');
  await screen(page, /Terminal/).click();
  await page.getByRole('combobox', { name: 'AT command' }).first().fill('AT+CPIN="4815"');
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  expect(await stored()).not.toMatch(/hidden|4815/);
  await expect(page.getByRole('combobox', { name: 'AT command' }).first()).toHaveValue('');
  await screen(page, /Publish/).click();
  await expect(field(page, /^Text/)).toHaveValue('');
  await expect(main(page).getByText('The payload was not kept')).toBeVisible();
  await field(page, /^Text/).fill('x');
  await expect(main(page).getByText('The payload was not kept')).toHaveCount(0);
});

test('the title of the page says what is connected and where one is, and an address without a screen is told', async ({ page }) => {
  await openPage(page, NO_PORTS);
  await expect(page).toHaveTitle('Module Workbench');
  await screen(page, /Session/).click();
  await expect(page).toHaveTitle('Session · Module Workbench');
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  await expect(page).toHaveTitle('L610-CN-00 · Session · Module Workbench');

  await page.evaluate(() => (location.hash = '#/nowhere'));

  await expect(page.getByText('This page has no screen called nowhere. Here is Connect.')).toBeVisible();
  await onScreen(page, 'Connect a module');
});

test('a trouble does not lead to the screen that is shown already', async ({ page }) => {
  await openPage(page, NO_PORTS);
  await page.evaluate(async () => {
    await workbench.connect({ virtual: 'L610', brokerScenario: 'drops' });
    workbench.speed(20);
    await workbench.network.dial({ apn: 'CMNET' });
    workbench.speed(1);
    await workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883 });
  });
  await screen(page, /Network/).click();
  const note = main(page).getByRole('status').filter({ hasText: 'Client 1' });
  await expect(note.getByRole('link')).toHaveCount(1, { timeout: 40_000 });
  const title = main(page).getByRole('heading', { level: 1 });
  const [above, below] = [(await note.boundingBox())!, (await title.boundingBox())!];
  expect(below.y - above.y - above.height).toBeGreaterThanOrEqual(12);
  await note.getByRole('link').click();
  await onScreen(page, 'Session');
  await expect(note.getByRole('link')).toHaveCount(0);

  // It stays in view on a phone, and leaves room for the screen.
  const trouble = main(page).locator('.trouble');
  await page.setViewportSize({ width: 390, height: 600 });
  await main(page).evaluate((scrolled) => scrolled.scrollTo(0, scrolled.scrollHeight));
  await expect.poll(() => main(page).evaluate((scrolled) => scrolled.scrollTop)).toBeGreaterThan(100);
  await expect(trouble).toBeInViewport({ ratio: 1 });
  expect((await trouble.boundingBox())!.height).toBeLessThan(260);
  await expect(trouble.getByRole('button', { name: 'Dismiss' })).toBeInViewport({ ratio: 1 });
});
