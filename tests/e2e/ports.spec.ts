// Which of the computer's ports is the module's, and what of the others: several at once, one that somebody else has, one beside it, speed and control lines?
import { readFileSync } from 'node:fs';

import { BLANK, expect, openPage, test } from './kit';
import { connect, failure, granted, phase, state } from './workbench';

test.use({ moduleOptions: { instant: true } });

test('which port of a device answered is remembered, and only as a hint', async ({ app: { page }, plugIn }) => {
  await plugIn({ scenario: 'silent' });
  await plugIn({ instant: true });
  await granted(page, 2);
  await page.goto('#/connect');
  const main = page.getByRole('main');
  await expect(main.getByText('Ask port 1 next: it was not asked yet.')).toBeVisible();
  await main.getByRole('button', { name: 'Ask all ports' }).click();
  await phase(page, 'ready');
  await page.evaluate(() => workbench.disconnect());
  await expect(main.getByRole('row').filter({ hasText: 'AT port' })).toHaveCount(1);

  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  await granted(page, 2);

  const remembered = main.getByRole('row').filter({ hasText: 'last time: OK' });
  await expect(remembered).toHaveCount(1);
  const port = await remembered.getByRole('cell').first().innerText();
  await expect(main.getByText(`Ask port ${port} next: it was the AT port last time.`)).toBeVisible();
  // The other one is asked, and the way to the AT port is at hand.
  await main.getByRole('button', { name: `Connect port ${port === '1' ? 2 : 1}` }).click();
  // A port that says nothing is heard for nine seconds, in case its module is late.
  await phase(page, 'failed', 20_000);
  await main.getByRole('button', { name: `Ask port ${port}`, exact: true }).click();
  await phase(page, 'ready');
});

test('a place in the list of ports stays that port while others come and go', async ({ app: { page }, plugIn }) => {
  const silent = await plugIn({ scenario: 'silent' });
  await granted(page, 1);
  await plugIn({ instant: true });
  await granted(page, 2);
  const found: number[] = [];
  for (const port of [0, 1]) {
    if (await page.evaluate((port) => workbench.connect({ port }).then(() => true, () => false), port)) found.push(port);
    await page.evaluate(() => workbench.disconnect());
  }
  expect(found).toHaveLength(1);
  await silent.unplug();
  await expect.poll(() => page.evaluate(async () => (await navigator.serial.getPorts()).length)).toBe(1);

  await page.evaluate((port) => workbench.connect({ port }), found[0]!);

  expect(await failure(page, 'connect', { port: 1 - found[0]! })).toMatchObject({ kind: 'invalid' });
});

test('of two connects at once the second is told that the first goes on', async ({ app: { page }, plugIn }) => {
  await plugIn({ instant: true });
  await granted(page, 1);
  const first = page.evaluate(() => workbench.connect({ port: 0 }));

  const second = await failure(page, 'connect', { port: 0 });

  expect(second).toMatchObject({ kind: 'busy' });
  expect(await first).toMatchObject({ series: 'L610' });
  await phase(page, 'ready');
});

test('a second port is read beside the module, bounded, and nothing is ever written to it', async ({ app: { page }, plugIn }) => {
  const receiver = await plugIn({ scenario: 'nmea' });
  await plugIn({ instant: true });
  await granted(page, 2);
  await page.goto('#/connect');
  const main = page.getByRole('main');
  await main.getByRole('button', { name: 'Ask all ports' }).click();
  await phase(page, 'ready');
  const read = { name: /^Only read port/ };
  const rows = main.getByRole('row').filter({ has: page.getByRole('button', read) });
  const before = await state(page);

  await rows.filter({ hasText: 'AT port' }).getByRole('button', read).click();
  await expect(main.getByText('This port cannot be read.')).toBeVisible();
  await rows.filter({ hasNotText: 'AT port' }).getByRole('button', read).click();

  const shown = main.getByLabel(/^Port \d, read only$/);
  await expect(shown).toContainText('$GN');
  const lines = async () => (await shown.innerText()).split('\n').length;
  const few = await lines();
  await expect.poll(lines).toBeGreaterThan(few);
  // The module is spoken to meanwhile, and what the other port says is none of its lines.
  expect((await page.evaluate(() => workbench.command('AT'))).result).toBe('OK');
  expect((await state(page)).counters.unrecognised).toBe(before.counters.unrecognised);

  const saved = page.waitForEvent('download');
  await main.getByRole('button', { name: 'Save these lines' }).click();
  expect(readFileSync((await (await saved).path())!, 'utf8')).toMatch(/^\$GN.*\n(.*\n)+$/);
  const card = main.locator('section').filter({ has: page.getByLabel(/^Port \d, read only$/) });
  await card.getByLabel('Baud rate').selectOption('9600');
  // It is closed and opened for that: the cable is pulled once lines come again.
  const then = await lines();
  await expect.poll(lines).toBeGreaterThan(then + 3);

  await receiver.unplug();
  await expect(main.getByText(/^The port is gone\. It is read again when it is back\./)).toBeVisible();
  const gone = await lines();
  await receiver.plug();
  await expect.poll(lines, { timeout: 20_000 }).toBeGreaterThan(gone + 3);
  await phase(page, 'ready');
  await main.getByRole('button', { name: 'Stop reading' }).click();
  await expect(shown).toBeHidden();
  await phase(page, 'ready');
});

test('a module at another speed is found by trying, and its speed is kept', async ({ app: { page }, plugIn }) => {
  test.setTimeout(90_000);
  await plugIn({ scenario: 'wrong-baud', instant: true });
  await granted(page, 1);
  await page.goto('#/connect');
  await page.getByRole('button', { name: 'Connect port 1' }).click();
  const find = page.getByRole('main').getByRole('button', { name: 'Find the speed' });
  await find.click();

  await phase(page, 'looking');
  await expect(page.getByRole('main').getByText(/The module is asked at [\d,]+ baud/)).toBeVisible();
  await phase(page, 'ready', 40_000);

  const opened = (await page.evaluate(() => workbench.transcript())).split('\n').filter((line) => line.includes('== opened'));
  expect(opened.at(-1)).toContain('9600 baud');
});

test('control lines are as the system sets them until somebody asks', async ({ app: { page }, module }) => {
  await connect(page, module);
  await page.evaluate(() => workbench.signals({ dtr: false, rts: true }));
  expect(module.lines).toMatchObject({ dtr: false, rts: true });
  await page.evaluate(() => workbench.signals({ dtr: true, rts: false }));
  expect(module.lines).toMatchObject({ dtr: true, rts: false });
  // Left to the system, a line is as the system has it once the port is opened anew.
  await page.evaluate(() => workbench.signals({ rts: null }));
  await page.evaluate(() => workbench.disconnect());
  await connect(page, module);
  expect(module.lines).toMatchObject({ dtr: true, rts: true });
  expect(await failure(page, 'signals', {})).toMatchObject({ kind: 'invalid', field: 'dtr' });
});

test('control lines that are chosen on Connect hold for each port that is opened, and change while one is open', async ({ app: { page }, module }) => {
  await granted(page, 1);
  await page.goto('#/connect');
  const main = page.getByRole('main');
  await main.getByText('Baud rate and control lines').click();
  await main.getByLabel('DTR').selectOption('Off');
  await main.getByRole('button', { name: 'Connect port 1' }).click();
  await phase(page, 'ready');
  expect(module.lines).toMatchObject({ dtr: false, rts: true });

  await module.unplug();
  await phase(page, 'lost');
  await module.plug();
  await phase(page, 'ready');
  expect(module.lines).toMatchObject({ dtr: false, rts: true });

  await main.getByText('Control lines', { exact: true }).click();
  await main.getByLabel('RTS').selectOption('Off');
  await expect.poll(() => module.lines).toMatchObject({ dtr: false, rts: false });
  await page.evaluate(() => workbench.signals({ dtr: true }));
  await expect(main.getByLabel('DTR')).toHaveValue('1');
  expect(module.lines).toMatchObject({ dtr: true, rts: false });
});

test.describe('a port that somebody else has', () => {
  test('is busy for a second tab of the app, which says so, until the first lets go', async ({ app: { page }, module, context }) => {
    await connect(page, module);
    const other = await context.newPage();
    await openPage(other, '/');
    await granted(other, 1);

    const error = await failure(other, 'connect', { port: 0 });

    expect(error).toMatchObject({ name: 'WorkbenchError', kind: 'busy' });
    expect((await state(other)).link).toBe('failed');
    expect((await page.evaluate(() => workbench.command('AT'))).result).toBe('OK');
    await page.evaluate(() => workbench.disconnect());
    expect(await connect(other, module)).toMatchObject({ series: 'L610' });
  });

  test('is free again as soon as the page that had it is left, and for that page when it comes back', async ({
    app: { page, open: openApp },
    module,
    context,
  }) => {
    const other = await context.newPage();
    await other.goto(BLANK);
    await expect.poll(() => other.evaluate(async () => (await navigator.serial.getPorts()).length)).toBe(1);
    const isFree = () =>
      other.evaluate(async () => {
        const [port] = await navigator.serial.getPorts();
        return port!.open({ baudRate: 115200 }).then(() => port!.close().then(() => true), () => false);
      });
    await connect(page, module);
    expect(await isFree()).toBe(false);

    // What a page hears that goes into the back/forward cache: its document lives on.
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    await expect.poll(isFree).toBe(true);
    await expect.poll(async () => (await state(page)).link).toBe('closed');
    await connect(page, module);
    expect(await isFree()).toBe(false);

    await page.goto(BLANK);
    await expect.poll(isFree).toBe(true);
    await page.goBack();
    await openApp();
    await connect(page, module);
    expect((await page.evaluate(() => workbench.command('AT'))).result).toBe('OK');
  });

  test('is busy for another browser window with nothing in common, and the words differ from those for a second tab', async ({
    app: { page },
    module,
    context,
    browser,
    baseURL,
  }) => {
    const stranger = await browser.newContext({ baseURL });
    try {
      const other = await stranger.newPage();
      await other.goto(BLANK);
      await expect.poll(() => other.evaluate(async () => (await navigator.serial.getPorts()).length)).toBe(1);
      await other.evaluate(async () => (await navigator.serial.getPorts())[0]!.open({ baudRate: 115200 }));
      await granted(page, 1);

      const byStranger = await failure(page, 'connect', { port: 0 });

      expect(byStranger.kind).toBe('busy');
      await other.evaluate(async () => (await navigator.serial.getPorts())[0]!.close());
      const tab = await context.newPage();
      await openPage(tab, '/');
      await connect(tab, module);
      const byOurselves = await failure(page, 'connect', { port: 0 });
      expect(byOurselves.kind).toBe('busy');
      expect(byOurselves.message).not.toBe(byStranger.message);
    } finally {
      await stranger.close();
    }
  });
});
