// Does the automation API keep its contract: its shapes, its events, its records, and any command at all?
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from './kit';
import { PROJECT } from './kit/paths';
import { EVERY_BYTE, connect, failure, granted, heard, listen, online, open, state } from './workbench';

const IMEI = '866123050000017';

test.use({ moduleOptions: { instant: true, args: ['--imei', IMEI] } });

test('the page says its version, and nothing is connected yet', async ({ app: { page } }) => {
  const [, version] = /^version = "(.*)"$/m.exec(readFileSync(join(PROJECT, 'Cargo.toml'), 'utf8')) ?? [];

  expect(await page.evaluate(() => workbench.version)).toBe(version);
  expect(await page.evaluate(() => workbench.ports())).toEqual([]);
  expect(await page.evaluate(() => workbench.messages())).toEqual([]);
  expect(await page.evaluate(() => workbench.transcript())).toBe('');
  expect(await state(page)).toEqual({
    link: 'closed',
    phase: 'closed',
    phaseSince: expect.any(Number),
    clients: expect.objectContaining({ 1: 'free', 2: 'free' }),
    counters: { bytesIn: 0, bytesOut: 0, messages: 0, unrecognised: 0 },
  });
});

test('the API is there once and cannot be replaced in part', async ({ app: { page } }) => {
  expect(await page.evaluate(() => Object.isFrozen(workbench))).toBe(true);
  expect(await page.evaluate(() => Object.keys(workbench).sort())).toEqual(
    [
      'version', 'ports', 'connect', 'disconnect', 'state', 'command', 'answer', 'explain', 'explainFile', 'network', 'tls', 'mqtt', 'cloud', 'on', 'messages',
      'transcript', 'signals', 'restore', 'order', 'speed',
    ].sort(),
  );
  expect(await page.evaluate(() => Object.keys(workbench.mqtt).sort())).toEqual(
    ['user', 'will', 'open', 'close', 'subscribe', 'unsubscribe', 'publish', 'receive', 'free', 'sn'].sort(),
  );
  expect(await page.evaluate(() => Object.keys(workbench.network).sort())).toEqual(['check', 'dial', 'syncClock']);
});

test('a granted port has an index, its USB identifiers and a name', async ({ app: { page }, module, plugIn }) => {
  void module;
  await plugIn({ program: 'tiny' });
  await granted(page, 2);

  expect(await page.evaluate(() => workbench.ports())).toEqual(
    [0, 1].map((index) => ({ index, usbVendorId: 0x2cb7, usbProductId: 0x0a05, label: 'FM650-CN 2cb7:0a05' })),
  );
});

test('what is connected shows in the state, and the bytes are counted', async ({ app: { page }, module }) => {
  const info = await connect(page, module);
  const { counters, ...rest } = await state(page);

  expect(rest).toEqual({
    link: 'ready',
    phase: 'ready',
    phaseSince: expect.any(Number),
    module: info,
    clients: { 1: 'free', 2: 'free', 101: 'free', 102: 'free' },
  });
  expect(counters).toEqual({ bytesIn: expect.any(Number), bytesOut: expect.any(Number), messages: 0, unrecognised: 0 });

  await page.evaluate(() => workbench.command('AT'));

  const after = (await state(page)).counters;
  expect(after.bytesOut - counters.bytesOut).toBe('AT\r'.length);
  expect(after.bytesIn - counters.bytesIn).toBe('\r\nOK\r\n'.length);
});

test('connecting anew closes what was connected before', async ({ app: { page }, module }) => {
  const first = await connect(page, module);

  expect(await page.evaluate(() => workbench.connect({ port: 0, baudRate: 921_600 }))).toEqual(first);
  expect(await page.evaluate(() => workbench.connect({ virtual: 'MC66x', seed: 3 }))).toMatchObject({ series: 'MC66x', virtual: true });
  expect(await page.evaluate(() => workbench.connect({ port: 0 }))).toEqual(first);
  expect((await page.evaluate(() => workbench.command('AT'))).result).toBe('OK');
  // Older firmware has the model name of the newer one: what was asked for is what there is, with its limits.
  expect(await page.evaluate(() => workbench.connect({ virtual: 'L610 (2020)' }))).toMatchObject({ series: 'L610 (2020)', virtual: true });
});

test.describe('any command', () => {
  test('answers with the lines that came, the result and the number of the error', async ({ app: { page }, module }) => {
    await connect(page, module);
    const command = (text: string) => page.evaluate((text) => workbench.command(text), text);

    expect(await command('AT')).toEqual({ command: 'AT', lines: [], result: 'OK' });
    expect(await command('AT+CGMM')).toEqual({ command: 'AT+CGMM', lines: ['L610-CN-00'], result: 'OK' });
    expect(await command('ATI')).toEqual({ command: 'ATI', lines: ['Fibocom', 'L610-CN-00', 'L610-CN-00_V1.0.00'], result: 'OK' });
    expect(await command('AT+MQTTCONF=?')).toEqual({ command: 'AT+MQTTCONF=?', lines: ['+MQTTCONF: (0,1)'], result: 'OK' });
    expect(await command('AT+MQTTCONF=9')).toEqual({ command: 'AT+MQTTCONF=9', lines: [], result: 'CME', code: expect.any(Number) });
    expect(await command('AT+MQTTSUB=1,"t",0')).toEqual({ command: 'AT+MQTTSUB=1,"t",0', lines: [], result: 'ERROR' });
    expect(await command('AT+NOSUCHTHING=1')).toMatchObject({ lines: [], result: expect.stringMatching(/^(ERROR|CME)$/) });
  });

  test.describe('of a series that numbers its errors', () => {
    test.use({ moduleOptions: { instant: true, model: 'M910-GL-00' } });

    test('has the number too', async ({ app: { page }, module }) => {
      await connect(page, module);

      expect(await page.evaluate(() => workbench.command('AT+MQTTSUB=1,"t",0'))).toEqual({
        command: 'AT+MQTTSUB=1,"t",0',
        lines: [],
        result: 'ERROR',
        code: expect.any(Number),
      });
    });
  });

  test('sends data after the prompt, byte for byte, and nothing behind it', async ({ app: { page }, module, broker }) => {
    const subscription = await broker.subscribe('raw');
    await online(page, module, broker);

    const reply = await page.evaluate(
      (data) => workbench.command(`AT+MQTTPUB=1,"raw",1,0,${data.length}`, { data }),
      new Uint8Array(EVERY_BYTE),
    );

    expect(reply).toEqual({ command: 'AT+MQTTPUB=1,"raw",1,0,256', lines: ['+MQTTPUB: 1,1'], result: 'OK' });
    expect((await subscription.next()).payload).toEqual(EVERY_BYTE);
    expect((await page.evaluate(() => workbench.command('AT'))).lines).toEqual([]);
  });

  test('commands that are asked for at once are answered one after the other', async ({ app: { page }, module }) => {
    await connect(page, module);

    const replies = await page.evaluate(() =>
      Promise.all(['AT+CGMI', 'AT+CGMM', 'AT+CGSN', 'AT+NOPE', 'AT'].map((text) => workbench.command(text))),
    );

    expect(replies.map(({ command, lines }) => [command, ...lines])).toEqual([
      ['AT+CGMI', 'Fibocom'],
      ['AT+CGMM', 'L610-CN-00'],
      ['AT+CGSN', IMEI],
      ['AT+NOPE'],
      ['AT'],
    ]);
  });

  test('is not sent without the data that it announces, nor with other data', async ({ app: { page }, plugIn }) => {
    const module = await plugIn({ args: ['--imei', IMEI] });
    await connect(page, module);
    const before = (await state(page)).counters.bytesOut;
    const bytes = [...Buffer.from('abc\rAT+EVIL\r')];

    expect(await failure(page, 'command', 'AT+MQTTPUB=1,"t",0,0,5')).toMatchObject({ kind: 'invalid', field: 'command' });
    const error = await page.evaluate(
      (bytes) =>
        workbench
          .command('AT+MQTTPUB=1,"t",0,0,3', { data: new Uint8Array(bytes) })
          .then(() => 'sent', ({ kind, field, message }: { kind: string; field: string; message: string }) => `${kind} ${field}: ${message}`),
      bytes,
    );

    expect(error).toContain('invalid data: The command announces 3 bytes of data, and 12 bytes are given');
    expect((await state(page)).counters.bytesOut).toBe(before);
  });

  test('gives up after timeoutMs, and the late answer disturbs nobody', async ({ app: { page }, plugIn }) => {
    const module = await plugIn({ args: ['--imei', IMEI] });
    await connect(page, module);
    await expect
      .poll(() => page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }).then(() => true, () => false)), { timeout: 20_000 })
      .toBe(true);
    const begun = Date.now();

    const error = await failure(page, 'command', 'AT+MIPNTP="nowhere.invalid",123', { timeoutMs: 400 });

    expect(error).toMatchObject({ name: 'WorkbenchError', kind: 'timeout' });
    expect(Date.now() - begun).toBeLessThan(2_000);
    await listen(page, 'line');
    expect((await page.evaluate(() => workbench.command('AT+CGMM'))).lines).toEqual(['L610-CN-00']);
    await expect.poll(async () => (await heard(page, 'line')).some(({ text }) => text === '+MIPNTP: 0'), { timeout: 15_000 }).toBe(true);
    expect((await page.evaluate(() => workbench.command('AT+CGSN'))).lines).toEqual([IMEI]);
  });
});

test('an event is told to all who listen, until they stop', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);
  await page.evaluate(async () => {
    const told: string[] = ((globalThis as any).told = []);
    const off = workbench.on('message', ({ topic }) => void told.push(`first ${topic}`));
    workbench.on('message', () => {
      throw new Error('a listener that fails');
    });
    workbench.on('message', ({ topic }) => {
      told.push(`last ${topic}`);
      off();
    });
    await workbench.mqtt.subscribe({ client: 1, topic: '#', qos: 1 });
  });

  await broker.publish('one', '1');
  await broker.publish('two', '2');

  await expect.poll(() => page.evaluate(() => (globalThis as any).told)).toEqual(['first one', 'last one', 'last two']);
});

test('lines, unsolicited codes and changes of the state are told as they happen', async ({ app: { page }, module, broker }) => {
  await connect(page, module);
  await listen(page, 'line', 'urc', 'state');

  await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));
  await open(page, broker);

  await expect.poll(async () => (await heard(page, 'line')).map(({ text }) => text)).toContain('+MQTTOPEN: 1,1');
  const lines = await heard(page, 'line');
  const dial = lines.find(({ text }) => text === 'AT+MIPCALL=1,"CMNET"');
  expect(dial).toMatchObject({ direction: 'out', role: 'command', damaged: false, at: expect.any(Number) });
  expect(Buffer.from(dial!.raw).toString()).toBe('AT+MIPCALL=1,"CMNET"\r');
  expect(lines.find(({ text }) => text === 'OK')).toMatchObject({ direction: 'in', role: 'final' });
  expect(lines.map(({ number }) => number)).toEqual([...lines.keys()].map((index) => lines[0]!.number + index));
  expect((await heard(page, 'urc')).map(({ text }) => text)).toEqual([expect.stringMatching(/^\+MIPCALL: \d/)]);
  const states = await heard(page, 'state');
  expect(states.map(({ clients }) => clients[1])).toEqual(expect.arrayContaining(['free', 'opening', 'open']));
  expect(states.at(-1)).toEqual(await state(page));
});

test('a context of the module is dialled by its number, and has the address', async ({ app: { page }, module }) => {
  await connect(page, module);
  await listen(page, 'line');

  const { ip } = await page.evaluate(() => workbench.network.dial({ cid: 2 }));

  const sent = (await heard(page, 'line')).filter(({ direction }) => direction === 'out').map(({ text }) => text);
  expect(sent).toContain('AT+MIPCALL=1,2');
  expect((await page.evaluate(() => workbench.command('AT+CGPADDR=2'))).lines).toEqual([expect.stringContaining(ip)]);
});

test('a context is dialled with an access point of its own', async ({ app: { page }, module }) => {
  await connect(page, module);
  await listen(page, 'line');

  const { ip } = await page.evaluate(() => workbench.network.dial({ apn: 'CMNET', cid: 1 }));

  const sent = (await heard(page, 'line')).filter(({ direction }) => direction === 'out').map(({ text }) => text);
  // This module takes no access point for a context: it takes it with the dialling.
  expect(sent.filter((line) => /CGDCONT|MIPCALL=/.test(line))).toEqual(['AT+CGDCONT=1,"IP","CMNET"', 'AT+MIPCALL=1,"CMNET"']);
  expect((await page.evaluate(() => workbench.command('AT+CGPADDR=1'))).lines).toEqual([expect.stringContaining(ip)]);
});

test('messages are kept, and the newest can be asked for', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);
  await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: '#', qos: 1 }));
  for (const number of ['1', '2', '3']) await broker.publish('n', number);
  await expect.poll(async () => (await state(page)).counters.messages).toBe(3);

  const numbers = (limit?: number) =>
    page.evaluate((limit) => workbench.messages({ limit }).map(({ payload }) => new TextDecoder().decode(payload)), limit);

  expect(await numbers()).toEqual(['1', '2', '3']);
  expect(await numbers(2)).toEqual(['2', '3']);
  expect(await numbers(0)).toEqual([]);
  expect(await numbers(99)).toEqual(['1', '2', '3']);
});

test.describe('the transcript', () => {
  test.use({ brokerOptions: { users: { alice: 'correct-horse' } } });

  test('has everything but the secrets, and those too when they are asked for', async ({ app: { page }, module, broker }) => {
    await connect(page, module);
    await page.evaluate(async ({ host, port }) => {
      await workbench.network.dial({ apn: 'CMNET' });
      await workbench.mqtt.user({ client: 1, username: 'alice', password: 'correct-horse', clientId: 'press-7' });
      await workbench.mqtt.open({ client: 1, host, port });
      await workbench.mqtt.publish({ client: 1, topic: 't', qos: 1, payload: new Uint8Array([0, 255]) });
    }, { host: broker.host, port: broker.port });
    const transcript = (format: 'text' | 'jsonl', redact?: boolean) =>
      page.evaluate((options) => workbench.transcript(options), { format, redact });

    for (const format of ['text', 'jsonl'] as const) {
      const masked = await transcript(format);
      expect(masked).toContain('AT+MQTTUSER=1');
      expect(masked).toContain('AT+MQTTOPEN=1');
      expect(masked).toContain('+MQTTPUB: 1,1');
      expect(masked).toContain('press-7');
      expect(masked).not.toContain('correct-horse');
      expect(masked).not.toContain(IMEI);
      const whole = await transcript(format, false);
      expect(whole).toContain('correct-horse');
      expect(whole).toContain(IMEI);
    }
    expect(await page.evaluate(() => workbench.transcript())).toBe(await transcript('text'));
    const entries = (await transcript('jsonl')).trimEnd().split('\n').map((line) => JSON.parse(line));
    expect(entries.length).toBeGreaterThan(10);
  });
});
