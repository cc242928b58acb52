// Is what a screen has started safe when the screen is left at once: does nothing break, and does what goes on go on, visibly?
import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, TITLES, button, field, main, onScreen, screen, unfold } from './screens';
import { connect, granted, online } from './workbench';

type Place = keyof typeof TITLES;

/** What the page threw, and what its console said that no page should say. */
function watch(page: Page): string[] {
  const said: string[] = [];
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('console', (message) => {
    if (/unreachable|panicked|disposed/.test(message.text())) said.push(message.text());
  });
  return said;
}

async function go(page: Page, place: Place): Promise<void> {
  await page.evaluate((place) => {
    location.hash = `#/${place}`;
  }, place);
  await onScreen(page, TITLES[place]);
}

const elsewhere = (place: Place): Place => (place === 'reference' ? 'messages' : 'reference');

/** Presses a button of the screen, if it can be pressed, and leaves the screen in the same moment; whether there was one. */
async function tryToPressAndLeave(page: Page, place: Place, name: string): Promise<boolean> {
  const isThere = await page.evaluate(
    ([name, to]) => {
      const all = [...document.querySelectorAll<HTMLButtonElement>('main button:not([aria-disabled="true"])')];
      const found = all.find((one) => (one.getAttribute('aria-label') ?? one.textContent) === name);
      found?.click();
      location.hash = `#/${to}`;
      return found !== undefined;
    },
    [name, elsewhere(place)] as const,
  );
  await onScreen(page, TITLES[elsewhere(place)]);
  return isThere;
}

/** Presses a button that has to be there, and leaves the screen in the same moment. */
async function pressAndLeave(page: Page, place: Place, name: string): Promise<void> {
  await expect(button(page, name)).not.toHaveAttribute('aria-disabled', 'true');
  expect(await tryToPressAndLeave(page, place, name), `${name} can be pressed`).toBe(true);
}

/** Gives files to a field of the screen, by its place among them, and leaves the screen in the same moment. */
async function giveAndLeave(page: Page, place: Place, at: number, ...files: { name: string; text: string }[]): Promise<void> {
  await page.evaluate(
    ({ at, files, to }) => {
      const given = new DataTransfer();
      for (const { name, text } of files) given.items.add(new File([text], name));
      const input = document.querySelectorAll<HTMLInputElement>('main input[type=file]')[at]!;
      input.files = given.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
      location.hash = `#/${to}`;
    },
    { at, files, to: elsewhere(place) },
  );
  await onScreen(page, TITLES[elsewhere(place)]);
}

/** Opens what is folded, and says what can be pressed, by name. */
function pressable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLElement>('main details:not([open]) > summary')) fold.click();
    const all = [...document.querySelectorAll('main button:not([aria-disabled="true"])')];
    return [...new Set(all.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''))];
  });
}

/** Waits until whatever was asked of the module is done. */
async function idle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    if (workbench.state().link === 'ready') await workbench.command('AT');
  });
}

/** What takes away the buttons beside it. */
const CLOSES = ['Close', 'Cancel'];

/**
 * Presses each button that the screen has or gets, leaving it each time in the same moment and coming back; which they were. What is off because
 * something is under way comes when that is done, which `settled` waits for. What closes a form is pressed when its form has nothing left.
 */
async function pressAll(page: Page, place: Place, prepare = async () => {}, settled = () => idle(page)): Promise<string[]> {
  const pressed: string[] = [];
  const left = async (isWanted: (name: string) => boolean) => {
    await go(page, place);
    await prepare();
    return (await pressable(page)).find((name) => !pressed.includes(name) && isWanted(name));
  };
  const staysOpen = (name: string) => !CLOSES.includes(name);
  for (;;) {
    let name = await left(staysOpen);
    if (name === undefined) {
      await settled();
      name = (await left(staysOpen)) ?? (await left(() => true));
    }
    if (name === undefined) return pressed;
    pressed.push(name);
    // What was begun before may have taken it away meanwhile.
    await tryToPressAndLeave(page, place, name);
  }
}

/** Fills in what is there and empty. What was begun before may take the field away at any moment, and then there is nothing to fill in. */
async function fill(page: Page, name: RegExp, text: string): Promise<void> {
  const [value] = await field(page, name).evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  if (value === '') await field(page, name).first().fill(text, { timeout: 2_000 }).catch(() => undefined);
}

test('a run of publications goes on while another screen is shown, and says so', async ({ app: { page }, plugIn, broker }) => {
  const said = watch(page);
  const heard = await broker.subscribe('plant/#');
  await online(page, await plugIn({ instant: true, broker: broker.address }), broker);
  await go(page, 'publish');
  await field(page, /^Topic/).fill('plant/7');
  await field(page, /^Text/).fill('again');
  await main(page).getByText('Send again and again').click();
  await main(page).getByLabel(/^Every/).fill('1');
  await button(page, 'Start').click();
  await expect(main(page).getByText(/\b[1-3] published\./)).toBeVisible();

  await go(page, 'messages');
  await expect.poll(() => heard.received.length, { timeout: 15_000 }).toBeGreaterThan(3);

  await go(page, 'publish');
  await expect(main(page).getByText(/\b([4-9]|\d\d) published\./)).toBeVisible();
  const count = heard.received.length;
  await expect.poll(() => heard.received.length).toBeGreaterThan(count);
  await button(page, 'Stop').click();
  await expect(main(page).getByText('Stopped.')).toBeVisible();
  expect(said).toEqual([]);
});

test.describe('leaving at once whatever was begun breaks nothing', () => {
  test.describe.configure({ timeout: 150_000 });

  let said: string[] = [];
  test.beforeEach(({ page }) => {
    said = watch(page);
  });
  test.afterEach(async ({ page }) => {
    expect(said).toEqual([]);
    // Whatever is still under way has its time to end.
    await idle(page);
    await go(page, 'publish');
    await go(page, 'connect');
    expect(said).toEqual([]);
  });

  test('on Connect', async ({ app: { page }, plugIn, broker }) => {
    await plugIn({ scenario: 'silent' });
    await plugIn({ broker: broker.address });
    await granted(page, 2);

    const pressed = await pressAll(page, 'connect');

    expect(pressed.length).toBeGreaterThan(5);
    await page.evaluate(() => workbench.disconnect());
    await go(page, 'connect');
    await expect(button(page, 'Ask all ports')).not.toHaveAttribute('aria-disabled', 'true', { timeout: 30_000 });
    await pressAndLeave(page, 'connect', 'Ask all ports');
    await go(page, 'connect');
    await expect.poll(() => page.evaluate(() => workbench.state().link), { timeout: 30_000 }).toBe('ready');
  });

  const noneUnderWay = (page: Page) => expect(button(page, 'Stop')).toHaveCount(0, { timeout: 30_000 });

  test('on Network', async ({ app: { page }, module }) => {
    await connect(page, module);

    const prepare = async () => {
      if ((await main(page).getByText('Dial by hand').count()) > 0) await unfold(page, 'Dial by hand');
      await fill(page, /^APN/, 'CMNET');
    };
    const pressed = await pressAll(page, 'network', prepare, () => noneUnderWay(page));

    expect(pressed.length).toBeGreaterThan(10);
  });

  // Which of these a screen shows depends on how the module stands, so each has a module on which nothing was begun before.
  for (const [name, isOnline] of [['Check only', false], ['Get online', true]] as const) {
    test(`on Network with ${name}`, async ({ app: { page }, module }) => {
      const address = page.getByRole('banner').getByText(/^\d+\.\d+\.\d+\.\d+$/);
      await connect(page, module);
      await go(page, 'network');
      await pressAndLeave(page, 'network', name);
      await go(page, 'network');
      await noneUnderWay(page);
      await expect(address).toHaveCount(isOnline ? 1 : 0, { timeout: 30_000 });
      if (!isOnline) return;
      await unfold(page, 'Dial by hand');
      await pressAndLeave(page, 'network', 'Hang up');
      await expect(address).toHaveCount(0, { timeout: 30_000 });
    });
  }

  test.describe('with a locked SIM', () => {
    test.use({ moduleOptions: { scenario: 'locked-sim' } });

    test('on Network', async ({ app: { page }, module }) => {
      await connect(page, module);
      await go(page, 'network');
      await button(page, 'Get online').click();
      await field(page, /^PIN/).fill('1234');
      await expect(button(page, 'Unlock the SIM')).not.toHaveAttribute('aria-disabled', 'true');

      await pressAndLeave(page, 'network', 'Unlock the SIM');

      await go(page, 'network');
      await expect(main(page).getByText('Ready, no PIN needed.')).toBeVisible({ timeout: 20_000 });
    });
  });

  test('on Credentials', async ({ app: { page }, module, broker }) => {
    await online(page, module, broker);
    const device = async () => {
      await fill(page, /^ProductKey/, 'a1FakePk001');
      await fill(page, /^DeviceName/, 'dev-01');
      await fill(page, /^DeviceSecret/, '0123456789abcdef0123456789abcdef');
    };

    const pressed = await pressAll(page, 'credentials', device);

    expect(pressed.length).toBeGreaterThan(20);
    const text = JSON.stringify({ ProductKey: 'a1FakePk002', DeviceName: 'dev-02', DeviceSecret: '0123456789abcdef0123456789abcdef' });
    const files = main(page).locator('input[type=file]');
    const offer = async () => {
      await go(page, 'credentials');
      await pressable(page);
      for (const name of ['Fill in from a text or a file', 'Import…']) await button(page, name).click();
      await expect(files).toHaveCount(3);
    };
    for (const at of [0, 1, 2]) {
      await offer();
      await giveAndLeave(page, 'credentials', at, { name: 'device.json', text });
    }
  });

  test('on Credentials, with a cloud that the virtual module plays', async ({ page }) => {
    await openPage(page, NO_PORTS);
    await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
    await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));

    for (const cloud of ['Tuya', 'Alibaba Cloud']) {
      await go(page, 'credentials');
      await main(page).getByText(cloud, { exact: true }).click();
      await button(page, 'Try it with a demonstration device').click();
      await pressAll(page, 'credentials');
    }
  });

  test('on TLS', async ({ app: { page }, module, broker }) => {
    await online(page, module, broker);
    await go(page, 'tls');
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    await giveAndLeave(page, 'tls', 0, { name: 'a.pem', text: pem }, { name: 'b.txt', text: 'nothing' });

    const settled = () => expect(button(page, 'Ask again')).not.toHaveAttribute('aria-disabled', 'true');
    const pressed = await pressAll(page, 'tls', undefined, settled);

    expect(pressed).toEqual(expect.arrayContaining(['Set from this computer', 'Set up TLS', 'Ask again']));
  });

  test('on Session', async ({ app: { page }, module, broker }) => {
    await connect(page, module);
    await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));
    const both = async () => {
      await fill(page, /^Host/, broker.host);
      await fill(page, /^Gateway host/, 'gateway.local');
      await fill(page, /^Will topic/, 'plant/will');
      await fill(page, /^Topic to register/, 'plant/7/state');
    };

    const pressed = await pressAll(page, 'session', both);

    expect(pressed).toContain('Connect');
  });

  test('on Publish', async ({ app: { page }, module, broker }) => {
    await online(page, module, broker);
    const message = async () => {
      await fill(page, /^Topic/, 'plant/7');
      await fill(page, /^Text/, 'again');
      await fill(page, /^Name$/, 'one');
    };
    const template = JSON.stringify([{ name: 'two', topic: 'plant/7', payload: 'x' }]);
    await go(page, 'publish');
    await giveAndLeave(page, 'publish', 0, { name: 'payload.txt', text: 'from a file' });
    await go(page, 'publish');
    await giveAndLeave(page, 'publish', 1, { name: 'templates.json', text: template });

    const pressed = await pressAll(page, 'publish', message);

    expect(pressed).toEqual(expect.arrayContaining(['Publish', 'Start', 'Paste…', 'Save this message']));
  });

  test('on Messages', async ({ app: { page }, module, broker }) => {
    await online(page, module, broker);
    await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: 'plant/#', qos: 1 }));
    await broker.publish('plant/7', '{"state":"running"}', { qos: 1 });
    await go(page, 'messages');
    await main(page).getByRole('listbox', { name: 'Messages' }).getByRole('option').first().click();

    // Once the messages are cleared there is none to answer.
    await pressAndLeave(page, 'messages', 'Answer');

    const pressed = await pressAll(page, 'messages', () => fill(page, /^Topic filter/, 'press/#'));

    expect(pressed).toEqual(expect.arrayContaining(['Subscribe', 'Unsubscribe from plant/#', 'Clear']));
    await go(page, 'messages');
    if (await button(page, 'Subscribe…').isVisible()) await button(page, 'Subscribe…').click();
    await field(page, /^Topic filter/).fill('shop/#');
    await pressAndLeave(page, 'messages', 'Subscribe');
    await go(page, 'messages');
    await expect(button(page, 'Unsubscribe from shop/#')).toBeVisible();
  });

  test('on the Terminal and in the reference', async ({ app: { page }, module, broker }) => {
    await online(page, module, broker);

    expect(await pressAll(page, 'terminal', () => fill(page, /^AT command/, 'AT+CSQ'))).toContain('Send');
    await pressAll(page, 'reference');
  });

  test.describe('on a small page', () => {
    test.use({ viewport: { width: 390, height: 844 } });

    test('in the Wire panel', async ({ app: { page }, module }) => {
      await connect(page, module);
      const dialog = page.getByRole('dialog', { name: 'Wire' });
      for (const name of ['Save', 'Pause', 'Clear']) {
        await page.getByRole('banner').getByRole('button', { name: 'Wire' }).click();
        await dialog.getByRole('button', { name, exact: true }).evaluate((element: HTMLElement) => {
          element.click();
          element.closest('dialog')!.close();
        });
        await expect(dialog).toBeHidden();
      }
    });
  });
});

test('while a run goes on, nothing else is published, and the page says why', async ({ app: { page }, plugIn, broker }) => {
  await online(page, await plugIn({ instant: true, broker: broker.address }), broker);
  await go(page, 'publish');
  await expect(screen(page, /Publish/)).not.toContainText('a run is going on');
  await field(page, /^Topic/).fill('plant/7');
  await field(page, /^Text/).fill('again');
  await main(page).getByText('Send again and again').click();
  await main(page).getByLabel(/^Every/).fill('60');
  await button(page, 'Start').click();

  await expect(button(page, 'Publish')).toHaveAccessibleDescription(/A run is going on: stop it first\./);
  await field(page, /^Text/).press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('A run is going on: stop it first.');
  await go(page, 'messages');
  await expect(screen(page, /Publish/)).toContainText('a run is going on');

  await go(page, 'publish');
  await button(page, 'Stop').click();
  await expect(screen(page, /Publish/)).not.toContainText('a run is going on');
  await button(page, 'Publish').click();
  await expect(main(page).getByText('Published,')).toBeVisible();
});
