// Does the whole path work, from the module's name to the last byte at the broker? Real port, real broker, no screens.
import type { Page } from '@playwright/test';

import { expect, test } from './kit';
import { EVERY_BYTE, JSON_TEXT, connect, heard, listen, online, open, plain, state } from './workbench';

/** What the page publishes: the options of `mqtt.publish` with bytes that survive the way into the page. */
function publish(page: Page, options: { topic: string; payload: string | Buffer; qos?: number; retain?: boolean; form?: 'text' | 'length' }) {
  const payload = typeof options.payload === 'string' ? options.payload : new Uint8Array(options.payload);
  return page.evaluate((options) => workbench.mqtt.publish({ client: 1, ...options }), { ...options, payload });
}

test.describe('a module that takes its time, as a real one does', () => {
  test.use({ moduleOptions: { model: 'L610', seed: 7, args: ['--imei', '866123050000017'] } });

  test('is identified, found fit, dialled, opened and subscribed, and what comes is what was sent', async ({ app: { page }, module, broker }) => {
    const info = await connect(page, module);

    expect(info).toEqual({
      manufacturer: 'Fibocom',
      model: 'L610-CN-00',
      revision: 'L610-CN-00_V1.0.00',
      imei: '866123050000017',
      series: 'L610',
      virtual: false,
    });
    expect(await state(page)).toMatchObject({ link: 'ready', module: info, clients: { 1: 'free', 2: 'free' } });

    const { ip } = await page.evaluate(async () => {
      for (;;) {
        const checks = await workbench.network.check();
        if (checks.find(({ name }) => name === 'registration')?.status === 'pass') break;
      }
      return workbench.network.dial({ apn: 'CMNET' });
    });
    expect(ip).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    const checks = await page.evaluate(() => workbench.network.check());
    expect(checks.map(({ name }) => name)).toEqual(['module', 'sim', 'signal', 'registration', 'address', 'clock', 'clients']);
    expect(checks.filter(({ status, name }) => status !== 'pass' && name !== 'clock')).toEqual([]);
    expect(await page.evaluate(() => workbench.network.syncClock({ server: 'ntp.example.com' }))).toEqual({
      clock: expect.stringMatching(/\d/),
    });

    await open(page, broker);
    expect((await state(page)).clients).toMatchObject({ 1: 'open', 2: 'free' });
    expect(await page.evaluate(() => workbench.mqtt.free())).not.toContain(1);
    await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: 'plant/#', qos: 2 }));
    await listen(page, 'message');
    const sent = Date.now();

    await broker.publish('plant/json', JSON_TEXT, { qos: 1 });
    await broker.publish('plant/bytes', EVERY_BYTE, { qos: 2 });

    await expect.poll(async () => (await heard(page, 'message')).length).toBe(2);
    const messages = await heard(page, 'message');
    expect(messages.map(plain)).toEqual([
      { client: 1, qos: 1, topic: 'plant/json', payload: Buffer.from(JSON_TEXT) },
      { client: 1, qos: 2, topic: 'plant/bytes', payload: EVERY_BYTE },
    ]);
    for (const { at } of messages) {
      expect(at).toBeGreaterThan(sent - 2_000);
      expect(at).toBeLessThan(Date.now() + 2_000);
    }
    expect(await page.evaluate(() => workbench.messages())).toEqual(messages);
    expect((await state(page)).counters.messages).toBe(2);

    await page.evaluate(() => workbench.mqtt.close({ client: 1 }));
    expect((await state(page)).clients).toMatchObject({ 1: 'free' });
    await page.evaluate(() => workbench.disconnect());
    expect((await state(page)).link).toBe('closed');
  });
});

test.describe('with a module that answers at once', () => {
  test.use({ moduleOptions: { instant: true } });

  test('what the page publishes arrives byte for byte, in either form and with any quality of service', async ({ app: { page }, module, broker }) => {
    const subscription = await broker.subscribe('plant/#');
    await online(page, module, broker);

    for (const qos of [0, 1, 2] as const) {
      expect(await publish(page, { topic: 'plant/json', payload: JSON_TEXT, qos })).toEqual({ form: 'length', bytes: JSON_TEXT.length });
      expect(await publish(page, { topic: 'plant/bytes', payload: EVERY_BYTE, qos })).toEqual({ form: 'length', bytes: 256 });
      expect(await publish(page, { topic: 'plant/text', payload: 'hello, plant 7', qos })).toEqual({ form: 'text', bytes: 14 });

      const [json, bytes, text] = [await subscription.next(), await subscription.next(), await subscription.next()];
      expect(json).toEqual({ topic: 'plant/json', qos, retain: false, payload: Buffer.from(JSON_TEXT) });
      expect(bytes).toEqual({ topic: 'plant/bytes', qos, retain: false, payload: EVERY_BYTE });
      expect(text).toEqual({ topic: 'plant/text', qos, retain: false, payload: Buffer.from('hello, plant 7') });
    }
  });

  test('the largest payload, the smallest, none, and a form that was asked for', async ({ app: { page }, module, broker }) => {
    const subscription = await broker.subscribe('size/#');
    await online(page, module, broker);
    const largest = Buffer.alloc(1_024, EVERY_BYTE);

    expect(await publish(page, { topic: 'size/1024', payload: largest, qos: 1 })).toEqual({ form: 'length', bytes: 1_024 });
    expect(await publish(page, { topic: 'size/1', payload: Buffer.of(0), qos: 1 })).toEqual({ form: 'length', bytes: 1 });
    expect(await publish(page, { topic: 'size/0', payload: '', qos: 1 })).toEqual({ form: 'text', bytes: 0 });
    expect(await publish(page, { topic: 'size/length', payload: 'abc', qos: 1, form: 'length' })).toEqual({ form: 'length', bytes: 3 });
    expect(await publish(page, { topic: 'size/text', payload: 'abc', qos: 1, form: 'text' })).toEqual({ form: 'text', bytes: 3 });

    expect((await subscription.next()).payload).toEqual(largest);
    expect((await subscription.next()).payload).toEqual(Buffer.of(0));
    expect((await subscription.next()).payload).toEqual(Buffer.alloc(0));
    expect((await subscription.next()).payload.toString()).toBe('abc');
    expect((await subscription.next()).payload.toString()).toBe('abc');
  });

  test('what comes arrives byte for byte in both ways of receiving', async ({ app: { page }, module, broker }) => {
    await online(page, module, broker);
    await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: '#', qos: 2 }));

    for (const mode of ['direct', 'indicated'] as const) {
      await page.evaluate((mode) => workbench.mqtt.receive(mode), mode);
      await listen(page, 'message');

      await broker.publish('in/json', JSON_TEXT, { qos: 0 });
      await broker.publish('in/bytes', EVERY_BYTE, { qos: 1 });
      await broker.publish('in/none', '', { qos: 2 });

      await expect.poll(async () => (await heard(page, 'message')).length).toBe(3);
      expect((await heard(page, 'message')).map(plain), mode).toEqual([
        { client: 1, qos: 0, topic: 'in/json', payload: Buffer.from(JSON_TEXT) },
        { client: 1, qos: 1, topic: 'in/bytes', payload: EVERY_BYTE },
        { client: 1, qos: 2, topic: 'in/none', payload: Buffer.alloc(0) },
      ]);
    }
  });

  test('a retained message is there for who subscribes later, at the broker and in the page', async ({ app: { page }, module, broker }) => {
    await online(page, module, broker);
    await publish(page, { topic: 'kept/state', payload: 'on', qos: 1, retain: true });

    const subscription = await broker.subscribe('kept/#');
    expect(await subscription.next()).toEqual({ topic: 'kept/state', qos: 1, retain: true, payload: Buffer.from('on') });

    await listen(page, 'message');
    await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: 'kept/+', qos: 1 }));
    await expect.poll(async () => (await heard(page, 'message')).map(plain)).toEqual([
      { client: 1, qos: 1, topic: 'kept/state', payload: Buffer.from('on') },
    ]);
  });

  test('after unsubscribing nothing more comes', async ({ app: { page }, module, broker }) => {
    await online(page, module, broker);
    await listen(page, 'message');
    await page.evaluate(async () => {
      await workbench.mqtt.subscribe({ client: 1, topic: 'a', qos: 1 });
      await workbench.mqtt.subscribe({ client: 1, topic: 'b', qos: 1 });
      await workbench.mqtt.unsubscribe({ client: 1, topic: 'a' });
    });

    await broker.publish('a', 'unheard');
    await broker.publish('b', 'heard');

    await expect.poll(async () => (await heard(page, 'message')).map(({ topic }) => topic)).toEqual(['b']);
  });

  test('two clients are two connections', async ({ app: { page }, module, broker }) => {
    await online(page, module, broker);
    await open(page, broker, 2);
    await listen(page, 'message');
    await page.evaluate(async () => {
      await workbench.mqtt.subscribe({ client: 2, topic: 'to/2', qos: 1 });
      await workbench.mqtt.publish({ client: 1, topic: 'to/2', qos: 1, payload: 'from 1' });
    });

    await expect.poll(async () => (await heard(page, 'message')).map(plain)).toEqual([
      { client: 2, qos: 1, topic: 'to/2', payload: Buffer.from('from 1') },
    ]);
    await page.evaluate(() => workbench.mqtt.close({ client: 1 }));
    expect((await state(page)).clients).toMatchObject({ 1: 'free', 2: 'open' });
  });

  test('the will is delivered when the module vanishes, and not when its client closes', async ({ app: { page }, module, broker }) => {
    const subscription = await broker.subscribe('will/#');
    await connect(page, module);
    await page.evaluate(async () => {
      await workbench.network.dial({ apn: '' });
      await workbench.mqtt.will({ client: 1, topic: 'will/7', qos: 1, retain: false, payload: 'gone without a word' });
    });
    await open(page, broker);
    await page.evaluate(() => workbench.mqtt.close({ client: 1 }));
    await open(page, broker);
    await publish(page, { topic: 'will/mark', payload: 'closed and opened', qos: 1 });

    await module.unplug();

    expect((await subscription.next()).topic).toBe('will/mark');
    expect(await subscription.next()).toEqual({ topic: 'will/7', qos: 1, retain: false, payload: Buffer.from('gone without a word') });
  });

  test.describe('and a broker that asks who it is', () => {
    test.use({ brokerOptions: { users: { alice: 'sec"ret, \\x' } } });

    test('the right user name and password open it, and the client id is the one that was set', async ({ app: { page }, module, broker }) => {
      await connect(page, module);
      await page.evaluate(async () => {
        await workbench.network.dial({ apn: 'CMNET' });
        await workbench.mqtt.user({ client: 1, username: 'alice', password: 'sec"ret, \\x', clientId: 'press-7' });
      });

      await open(page, broker);

      expect((await state(page)).clients).toMatchObject({ 1: 'open' });
      expect(broker.log).toMatch(/New client connected from \S+ as press-7 \(/);
    });
  });
});
