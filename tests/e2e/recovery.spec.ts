// Does the link come back by itself, where it can, and say what it waits for meanwhile?
import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { connect, failure, granted, heard, listen, online, phase, state, stick } from './workbench';

test.use({ moduleOptions: { instant: true } });

/** The pill in the header. */
function pill(page: Page, text: string | RegExp) {
  return page.getByRole('banner').getByText(text);
}

test('a module that takes long to start is asked until it answers, and the header says for how long', async ({ app: { page }, module }) => {
  test.setTimeout(90_000);
  await connect(page, module);
  await listen(page, 'state');
  await module.unplug();
  await phase(page, 'lost');
  await module.start({ scenario: 'slow-boot', instant: false });

  await module.plug();

  await phase(page, 'starting');
  await expect(pill(page, /^Starting/)).toBeVisible();
  await expect(pill(page, /\d+ of 60 s/)).toBeVisible();
  await expect(page.getByRole('main').getByText('The module is starting')).toBeVisible();
  await phase(page, 'ready', 60_000);
  const phases = (await heard(page, 'state')).map((told) => told.phase);
  expect(phases).toEqual(expect.arrayContaining(['lost', 'opening', 'probing', 'starting', 'ready']));
});

test('a module that is gone once more while it is asked is taken up when it comes again', async ({ app: { page }, module }) => {
  await connect(page, module);
  await module.unplug();
  await module.start({ scenario: 'silent' });
  await module.plug();
  await phase(page, 'starting');
  await module.unplug();
  await phase(page, 'lost');
  await module.start({ scenario: 'healthy', instant: true });

  await module.plug();

  await phase(page, 'ready');
});

test('a device that is gone while a person has it asked for longer is taken up when it comes again', async ({ app: { page }, module }) => {
  test.setTimeout(90_000);
  await module.restart({ scenario: 'silent' });
  await openPage(page, '/');
  await granted(page, 1);
  await page.goto('#/connect');
  await page.getByRole('button', { name: 'Connect port 1' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Keep asking for a minute' }).click({ timeout: 30_000 });
  await phase(page, 'probing');
  await module.unplug();
  await phase(page, 'lost');
  await module.start({ scenario: 'healthy', instant: true });

  await module.plug();

  await phase(page, 'ready');
});

test('a person can stop the waiting for a module that starts', async ({ app: { page }, module }) => {
  await connect(page, module);
  await module.unplug();
  await module.start({ scenario: 'silent' });
  await module.plug();
  await phase(page, 'starting');

  await page.getByRole('banner').getByRole('button', { name: 'Cancel' }).click();

  await phase(page, 'closed');
  await module.stop();
});

test('of several ports that come back, the one that answers is found, whichever comes first', async ({ app: { page }, plugIn }) => {
  test.setTimeout(90_000);
  const silent = [await plugIn({ scenario: 'silent' }), await plugIn({ scenario: 'noise' }), await plugIn({ scenario: 'nmea' })];
  const module = await plugIn({ instant: true });
  await granted(page, 4);
  await page.goto('#/connect');
  await page.getByRole('button', { name: 'Ask all ports' }).click();
  await phase(page, 'ready');
  for (const port of [...silent, module]) await port.unplug();
  await phase(page, 'lost');
  for (const port of silent) await port.start();
  await module.start();

  const begun = Date.now();
  for (const port of [...silent, module]) await port.plug();

  await phase(page, 'ready');
  test.info().annotations.push({ type: 'ready after', description: `${Date.now() - begun} ms` });
  expect((await page.evaluate(() => workbench.command('AT+CGMM'))).result).toBe('OK');
});

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

test('with two modules of a kind the one that comes back is taken up again', async ({ app: { page }, plugIn }) => {
  const modules = [await plugIn({ instant: true }), await plugIn({ instant: true })];
  await granted(page, 2);
  await page.evaluate(() => workbench.connect({ port: 0 }));
  // Which socket port 0 is, is the browser's choice: the one whose end is a loss.
  await modules[0]!.unplug();
  await granted(page, 1);
  const [pulled, left] = (await state(page)).link === 'lost' ? modules : modules.toReversed();
  if (left === modules[0]) {
    await left!.plug();
    await granted(page, 2);
    await pulled!.unplug();
  }
  await phase(page, 'lost');

  await pulled!.plug();

  await phase(page, 'ready');
  await left!.unplug();
  await granted(page, 1);
  expect((await page.evaluate(() => workbench.command('AT'))).result).toBe('OK');
});

test('a page that is loaded anew in mid-upload types nothing into it, and says how long the module still waits', async ({
  app: { page },
  module,
  broker,
}) => {
  test.setTimeout(120_000);
  const seen = await broker.subscribe('left/#');
  await online(page, module, broker);
  await stick(page, module, 'left/open');

  await openPage(page, '/');
  await granted(page, 1);
  const connecting = page.evaluate(() => workbench.connect({ port: 0 }));

  await phase(page, 'waiting-out');
  await expect(pill(page, 'Waits for data')).toBeVisible();
  await expect(page.getByRole('main').getByText(/stops waiting in \d+ seconds/)).toBeVisible();
  const sent = await page.evaluate(() => workbench.transcript());
  expect(sent.split('\n').filter((line) => / [>→] /.test(line))).toEqual([]);
  expect(await connecting).toMatchObject({ series: 'L610' });
  await phase(page, 'ready');
  expect((await seen.next()).payload.toString()).toBe('twelve bytes');
});

test('a module with power of its own is not typed into while it waits for data, and keeps its session', async ({
  app: { page },
  module,
  broker,
}) => {
  test.setTimeout(120_000);
  const seen = await broker.subscribe('left/#');
  await online(page, module, broker);
  await stick(page, module, 'left/out');
  await module.unplugData();
  await phase(page, 'lost');

  await module.plug();

  await phase(page, 'waiting-out');
  await phase(page, 'ready', 60_000);
  const sent = (await page.evaluate(() => workbench.transcript())).split('\n');
  const behind = sent.slice(sent.findLastIndex((line) => line.includes('== opened')));
  expect(behind.filter((line) => / [>→] /.test(line))[0]).toContain('AT');
  await expect.poll(async () => (await state(page)).clients[1]).toBe('open');
  expect((await seen.next()).payload.toString()).toBe('twelve bytes');
  await expect(page.getByRole('main').getByText(/The module no longer has/)).toBeHidden();
});

test('of several ports none is typed into while the module may wait for data', async ({ app: { page }, module, plugIn, broker }) => {
  test.setTimeout(120_000);
  const seen = await broker.subscribe('left/#');
  await online(page, module, broker);
  await stick(page, module, 'left/several');
  await plugIn({ scenario: 'silent' });

  await openPage(page, '/');
  await granted(page, 2);
  await page.goto('#/connect');
  await page.getByRole('button', { name: 'Ask all ports' }).click();

  await phase(page, 'waiting-out');
  const main = page.getByRole('main');
  await expect(main.getByText(/stops waiting in \d+ seconds/)).toBeVisible();
  await expect(main.getByLabel('Data', { exact: true })).toBeVisible();
  await phase(page, 'ready', 60_000);
  expect((await seen.next()).payload.toString()).toBe('twelve bytes');
});

test('a page that is left while data goes out leaves the whole message, or none', async ({ app: { page }, module, broker }) => {
  test.setTimeout(120_000);
  const seen = await broker.subscribe('left/#');
  await online(page, module, broker);
  const payload = 'x'.repeat(1000);
  // Left as soon as the prompt is there: nothing of the data has been confirmed.
  await page.evaluate((payload) => {
    workbench.on('line', ({ text }) => {
      if (text.startsWith('>')) location.reload();
    });
    void workbench.mqtt.publish({ client: 1, topic: 'left/half', qos: 1, payload, form: 'length' }).catch(() => {});
  }, payload);
  expect((await seen.next(20_000)).payload.toString()).toBe(payload);

  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  await granted(page, 1);
  await page.evaluate(() => workbench.connect({ port: 0 }));
  await phase(page, 'ready');
  expect((await page.evaluate(() => workbench.command('AT'))).result).toBe('OK');
  expect(seen.received).toHaveLength(1);
});

test('of two connects at once the second is told that the first goes on', async ({ app: { page }, module }) => {
  await granted(page, 1);
  const first = page.evaluate(() => workbench.connect({ port: 0 }));

  const second = await failure(page, 'connect', { port: 0 });

  expect(second).toMatchObject({ kind: 'busy' });
  expect(await first).toMatchObject({ series: 'L610' });
  await phase(page, 'ready');
  expect(module.log).toBeDefined();
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

test('what a module lost behind its cable is set up again with one click', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);
  await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: 'back/#', qos: 1 }));
  await listen(page, 'message', 'state');
  await module.unplug();
  await phase(page, 'lost');
  await module.plug();
  await phase(page, 'ready');
  const note = page.getByRole('main').getByText('The module no longer has: IP address, client 1, 1 subscription.');
  await expect(note).toBeVisible();

  await page.getByLabel('Always do this without asking').check();
  await page.getByRole('main').getByRole('button', { name: 'Set it up again' }).click();

  await expect(note).toBeHidden();
  expect((await state(page)).clients[1]).toBe('open');
  expect((await heard(page, 'state')).map((told) => told.phase)).toContain('restoring');
  await page.evaluate(() => workbench.mqtt.publish({ client: 1, topic: 'back/again', qos: 1, payload: 'x' }));
  await expect.poll(async () => (await heard(page, 'message')).map(({ topic }) => topic)).toEqual(['back/again']);

  // From then on, nothing is asked.
  await module.unplug();
  await phase(page, 'lost');
  await module.plug();
  await expect.poll(async () => (await state(page)).clients[1], { timeout: 20_000 }).toBe('open');
  await expect(note).toBeHidden();
});

test('a restart without a word is found out when a client that was open is refused', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);
  await module.order('inject silent-restart');
  await expect
    .poll(async () => page.evaluate(() => workbench.command('AT+MQTTPUB=1,"t",0,0,"x"').then(({ result }) => result, () => 'no answer')), { timeout: 30_000 })
    .not.toBe('OK');

  await expect.poll(async () => (await state(page)).clients[1], { timeout: 30_000 }).not.toBe('open');
  await expect(page.getByRole('main').getByText(/The module no longer has: IP address, client 1/)).toBeVisible();
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
