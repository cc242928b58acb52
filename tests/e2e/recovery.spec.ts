// Does the link come back by itself, where it can, and say what it waits for meanwhile?
import type { Locator, Page } from '@playwright/test';

import { type Module, expect, openPage, test } from './kit';
import { connect, granted, heard, listen, online, phase, state, stick } from './workbench';

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

/** The module is unplugged and plugged in, and the page says what is gone: that note. */
async function losesAllBehindItsCable(page: Page, module: Module): Promise<Locator> {
  await module.unplug();
  await phase(page, 'lost');
  await module.plug();
  await phase(page, 'ready');
  const note = page.getByRole('main').getByText('The module no longer has: IP address, client 1, 1 subscription.');
  await expect(note).toBeVisible();
  return note;
}

test('what a module lost behind its cable is set up again with one click', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);
  await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: 'back/#', qos: 1 }));
  await listen(page, 'message', 'state');
  const note = await losesAllBehindItsCable(page, module);

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

test('what a person typed and a script sent is set up again as it was, with user, will and subscription', async ({ app: { page }, module, broker }) => {
  const lines = [
    'AT+MIPCALL=1,"CMNET"',
    'AT+MQTTUSER=1,"plant","word","typed-7"',
    'AT+MQTTWILL=1,"typed/will",1,0,"gone"',
    `AT+MQTTOPEN=1,"${broker.host}",${broker.port},1,60`,
  ];
  await connect(page, module);
  for (const line of lines) expect((await page.evaluate((line) => workbench.command(line), line)).result).toBe('OK');
  await page.goto('#/terminal');
  await page.getByRole('combobox', { name: 'AT command' }).fill('AT+MQTTSUB=1,"typed/#",1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => workbench.transcript())).toContain('+MQTTSUB: 1,1');
  await listen(page, 'message');
  const note = await losesAllBehindItsCable(page, module);

  await page.getByRole('main').getByRole('button', { name: 'Set it up again' }).click();

  await expect(note).toBeHidden();
  const record = await page.evaluate(() => workbench.transcript({ format: 'jsonl', redact: false }));
  const entries = record.split('\n').filter(Boolean).map((entry) => JSON.parse(entry) as { direction: string; text: string });
  const sent = entries.filter(({ direction }) => direction === 'command').map(({ text }) => text.trim());
  for (const line of [...lines, 'AT+MQTTSUB=1,"typed/#",1']) expect(sent.filter((one) => one === line), line).toHaveLength(2);
  await broker.publish('typed/on', 'again');
  await expect.poll(async () => (await heard(page, 'message')).map(({ topic }) => topic)).toContain('typed/on');
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
