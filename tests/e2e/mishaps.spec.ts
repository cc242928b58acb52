// Does the link hold in what happens seldom: a module of another kind in the place of the first, a browser or a broker that hangs, data mode?
import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { Program } from './kit/processes';
import { connect, granted, heard, listen, online, phase, state, stick } from './workbench';

test.use({ moduleOptions: { instant: true } });

/** The commands that the page has sent, one after the other. */
async function sent(page: Page): Promise<string[]> {
  const lines = (await page.evaluate(() => workbench.transcript())).split('\n');
  return lines.flatMap((line) => / [>→] +(\S.*?)(\\r)?$/.exec(line)?.[1] ?? []);
}

test('a client that an earlier page had opened is found, and nothing is opened or closed by that', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);
  await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: 'kept/#', qos: 1 }));

  await openPage(page, '/');
  await granted(page, 1);
  await listen(page, 'message');
  await page.evaluate(() => workbench.connect({ port: 0 }));

  await expect.poll(async () => (await state(page)).clients[1]).toBe('open');
  await expect.poll(() => sent(page)).toEqual(expect.arrayContaining(['AT+MQTTOPEN?', 'AT+CGREG?', 'AT+MIPCALL?']));
  expect((await sent(page)).filter((line) => /^AT\+(MQTTOPEN=|MQTTCLOSE|MIPCALL=)/.test(line))).toEqual([]);
  await page.goto('#/session');
  await expect(page.getByRole('main').getByText('this page did not open it')).toBeVisible();
  // It works: what was subscribed to still comes.
  await broker.publish('kept/on', 'still here');
  await expect.poll(async () => (await heard(page, 'message')).map(({ topic }) => topic)).toEqual(['kept/on']);
});

test('a module of another model in the place of the first is met as itself, and is offered nothing of the first', async ({
  app: { page },
  module,
  broker,
}) => {
  await online(page, module, broker);
  await module.unplug();
  await phase(page, 'lost');
  await module.start({ model: 'MC665', args: ['--imei', '861234567890120'] });

  await module.plug();

  await phase(page, 'ready');
  expect((await state(page)).module?.series).toContain('MC66');
  await expect.poll(() => sent(page)).toContain('AT+MQTTOPEN?');
  await page.evaluate(() => workbench.command('AT'));
  await expect(page.getByRole('main').getByText('The module has lost what you set up')).toBeHidden();
  expect((await state(page)).clients[1]).toBe('free');
});

test('two drops within a second are one loss', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);
  for (let time = 0; time < 2; time += 1) {
    await module.unplug();
    await module.plug();
  }
  await phase(page, 'ready');
  await expect(page.getByRole('main').getByText(/The module no longer has: IP address, client 1/)).toBeVisible();
  expect((await page.evaluate(() => workbench.command('AT'))).result).toBe('OK');
});

test('a cable that is pulled while all is set up again leaves the offer for all of it', async ({ app: { page }, module, broker }) => {
  test.setTimeout(120_000);
  await online(page, module, broker);
  await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: 'back/#', qos: 1 }));
  await listen(page, 'message');
  const main = page.getByRole('main');
  const missing = main.getByText('The module no longer has: IP address, client 1, 1 subscription.');
  const again = main.getByRole('button', { name: 'Set it up again' });
  await module.unplug();
  await phase(page, 'lost');
  await module.plug();
  await expect(missing).toBeVisible();
  // Late answers leave the time to pull the cable between the client and its subscription.
  await module.order('inject late');
  await again.click();
  await phase(page, 'restoring', 20_000);
  const subscribing = async () => (await sent(page)).filter((line) => line.startsWith('AT+MQTTSUB=')).length;
  await expect.poll(subscribing, { timeout: 60_000, intervals: [50] }).toBe(2);

  await module.unplug();
  await phase(page, 'lost');
  await module.plug();

  await phase(page, 'ready');
  await expect(missing).toBeVisible();
  await expect(main.getByRole('alert').filter({ hasText: 'unplugged' })).toBeHidden();
  await again.click();
  await expect(again).toBeHidden();
  expect((await state(page)).clients[1]).toBe('open');
  await broker.publish('back/on', 'x');
  await expect.poll(async () => (await heard(page, 'message')).map(({ topic }) => topic)).toEqual(['back/on']);
});

test('a restart that was asked for may take the port with it, and nobody is blamed', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);
  await page.evaluate(() => void workbench.command('AT+CFUN=15').catch(() => {}));
  await expect.poll(() => sent(page)).toContain('AT+CFUN=15');
  await module.unplug();
  await phase(page, 'lost');
  await module.plug();
  await phase(page, 'ready');
  const main = page.getByRole('main');
  await expect(main.getByText(/The module no longer has: IP address, client 1/)).toBeVisible();
  await expect(main.getByText('The module was unplugged')).toBeHidden();
});

test('a page that disconnects in mid-upload and connects again types nothing into it', async ({ app: { page }, module, broker }) => {
  test.setTimeout(120_000);
  const seen = await broker.subscribe('left/#');
  await online(page, module, broker);
  await stick(page, module, 'left/again');
  await page.evaluate(() => workbench.disconnect());
  const before = (await sent(page)).length;

  const connecting = page.evaluate(() => workbench.connect({ port: 0 }));

  await phase(page, 'waiting-out');
  expect((await sent(page)).slice(before)).toEqual([]);
  await connecting;
  expect((await seen.next()).payload.toString()).toBe('twelve bytes');
  await expect.poll(async () => (await state(page)).clients[1]).toBe('open');
});

test('a browser that never ends its reading keeps nobody from disconnecting', async ({ page, app, module }) => {
  await page.addInitScript(() => {
    ReadableStreamDefaultReader.prototype.cancel = () => new Promise(() => {});
  });
  await app.open();
  await connect(page, module);
  await page.evaluate(() => workbench.disconnect());
  await phase(page, 'closed');
});

test('a module that is back before its driver has let the port go is taken up all the same', async ({ page, app, module }) => {
  await page.addInitScript(() => {
    const close = SerialPort.prototype.close;
    SerialPort.prototype.close = async function () {
      await new Promise((resume) => setTimeout(resume, 1_500));
      await close.call(this);
    };
  });
  await app.open();
  await connect(page, module);
  await listen(page, 'state');
  await module.unplug();
  await module.plug();
  await expect.poll(async () => (await heard(page, 'state')).map((told) => told.phase)).toContain('lost');
  await phase(page, 'ready');
  expect((await page.evaluate(() => workbench.command('AT'))).result).toBe('OK');
});

test('a broker that hangs in the middle of a publish keeps no other command waiting', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);
  broker.pause();
  const published = page.evaluate(() => workbench.mqtt.publish({ client: 1, topic: 'mute', qos: 1, payload: 'x' }).then(() => 'published', () => 'not known'));
  await expect.poll(async () => (await sent(page)).some((line) => line.startsWith('AT+MQTTPUB='))).toBe(true);

  const asked = page.evaluate(() => workbench.command('AT+CSQ').then(({ result }) => result));

  // The publication still waits for its end: whichever is first shows who waited for whom.
  expect(await Promise.race([published, asked])).toBe('OK');
  broker.resume();
  expect(await published).toBe('published');
});

test('a module in data mode is told from one that is silent, and is taken back by a press', async ({ app: { page }, plugIn }) => {
  await plugIn({ program: 'tiny' });
  await granted(page, 1);
  await page.evaluate(() => workbench.connect({ port: 0 }));
  const hex = Buffer.from('CONNECT 115200').toString('hex');
  await page.evaluate((hex) => void workbench.command(`AT+SAY=${hex}`).catch(() => {}), hex);

  await expect(page.getByRole('banner').getByText('Data mode')).toBeVisible();
  const main = page.getByRole('main');
  await expect(main.getByText('The module is in data mode')).toBeVisible();
  await expect(main.getByText('It passes bytes on and takes no commands. So the page sends none.')).toBeVisible();
  await main.getByRole('button', { name: 'Back to commands (+++)' }).click();
  // Data is kept out of a transcript, which tells that some has gone.
  await expect.poll(() => page.evaluate(() => workbench.transcript())).toContain(' >> ');
});

test('behind an adapter the speed is found by itself, and its driver is named where the port does not open', async ({ app: { page }, plugIn }) => {
  test.setTimeout(90_000);
  const adapter = await plugIn({ scenario: 'wrong-baud', instant: true, usb: '1a86:7523' });
  await granted(page, 1);
  await page.goto('#/connect');
  const main = page.getByRole('main');
  await main.getByRole('button', { name: 'Connect port 1' }).click();
  await phase(page, 'ready', 60_000);
  const opened = (await page.evaluate(() => workbench.transcript())).split('\n').filter((line) => line.includes('== opened'));
  expect(opened.at(-1)).toContain('9600 baud');

  await page.evaluate(() => workbench.disconnect());
  const holder = new Program('flock', ['--exclusive', '--no-fork', adapter.pty, 'cat']);
  try {
    await expect(async () => {
      await main.getByRole('button', { name: 'Connect port 1' }).click();
      await expect(main.getByText('The driver of the adapter (WCH CH34x) can be the cause too')).toBeVisible();
    }).toPass({ timeout: 20_000 });
  } finally {
    await holder.stop();
  }
});

test('a port that came not long ago and says nothing is asked for a minute, which a script and a person can end', async ({ app: { page }, plugIn }) => {
  await plugIn({ scenario: 'silent' });
  await granted(page, 1);
  const connecting = page.evaluate(() => {
    const calledOff = ((window as any).calledOff = new AbortController());
    return workbench.connect({ port: 0, signal: calledOff.signal }).catch(({ kind }) => kind);
  });
  await phase(page, 'starting');
  const banner = page.getByRole('banner');
  await expect(banner.getByText(/^Starting/)).toBeVisible();
  await expect(banner.getByText(/\d+ of 60 s/)).toBeVisible();

  await page.evaluate(() => (window as any).calledOff.abort());

  expect(await connecting).toBe('cancelled');
  await phase(page, 'closed');

  const again = page.evaluate(() => workbench.connect({ port: 0 }).catch(({ kind }) => kind));
  await phase(page, 'starting');
  await banner.getByRole('button', { name: 'Cancel' }).click();
  expect(await again).toBe('lost');
  await phase(page, 'closed');
});
