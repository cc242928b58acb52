// Does everything work with no hardware and no broker: the virtual module in the page, in a browser that grants no port?
import { expect, openPage, test } from './kit';
import { NO_PORTS } from './screens';
import { EVERY_BYTE, JSON_TEXT, failure, heard, listen, plain, state } from './workbench';

test.beforeEach(async ({ page }) => {
  await openPage(page, NO_PORTS);
});

test('the whole path, byte for byte', async ({ page, module }) => {
  void module; // Plugged in, and still none of this page's business.
  expect(await page.evaluate(() => workbench.ports())).toEqual([]);
  const info = await page.evaluate(() => workbench.connect({ virtual: 'L610', seed: 7 }));
  expect(info).toMatchObject({ manufacturer: 'Fibocom', model: 'L610-CN-00', series: 'L610', virtual: true });

  await expect
    .poll(
      () => page.evaluate(async () => (await workbench.network.check()).find(({ name }) => name === 'registration')?.status),
      { timeout: 20_000 },
    )
    .toBe('pass');
  expect(await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }))).toEqual({ ip: expect.stringMatching(/^\d+(\.\d+){3}$/) });
  await page.evaluate(() => workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883, keepAlive: 60 }));
  await listen(page, 'message');
  await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: 'loop/#', qos: 2 }));

  const published = await page.evaluate(
    async ({ json, bytes }) => [
      await workbench.mqtt.publish({ client: 1, topic: 'loop/json', qos: 1, payload: json }),
      await workbench.mqtt.publish({ client: 1, topic: 'loop/bytes', qos: 2, payload: bytes }),
      await workbench.mqtt.publish({ client: 1, topic: 'loop/text', qos: 0, payload: 'hello' }),
    ],
    { json: JSON_TEXT, bytes: new Uint8Array(EVERY_BYTE) },
  );

  expect(published.map(({ form }) => form)).toEqual(['length', 'length', 'text']);
  await expect.poll(async () => (await heard(page, 'message')).map(plain)).toEqual([
    { client: 1, qos: 1, topic: 'loop/json', payload: Buffer.from(JSON_TEXT) },
    { client: 1, qos: 2, topic: 'loop/bytes', payload: EVERY_BYTE },
    { client: 1, qos: 0, topic: 'loop/text', payload: Buffer.from('hello') },
  ]);
  await page.evaluate(() => workbench.disconnect());
  expect((await state(page)).link).toBe('closed');
});

test('the demonstration plant sends JSON and raw frames', async ({ page }) => {
  await page.evaluate(async () => {
    await workbench.connect({ virtual: 'L610' });
    for (;;) {
      const checks = await workbench.network.check();
      if (checks.find(({ name }) => name === 'registration')?.status === 'pass') break;
    }
    await workbench.network.dial({ apn: 'CMNET' });
    await workbench.mqtt.open({ client: 1, host: 'demo', port: 1883 });
  });
  await listen(page, 'message');
  await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: 'demo/#', qos: 0 }));

  await expect
    .poll(async () => new Set((await heard(page, 'message')).map(({ topic }) => topic)), { timeout: 20_000 })
    .toEqual(new Set(['demo/plant/press', 'demo/plant/frame']));

  const messages = (await heard(page, 'message')).map(plain);
  const press = messages.find(({ topic }) => topic === 'demo/plant/press');
  expect(JSON.parse(press!.payload.toString())).toMatchObject({ machine: 'press-7', die: 'A "long"' });
  const frame = messages.find(({ topic }) => topic === 'demo/plant/frame');
  expect(frame!.payload).toHaveLength(16);
  expect(frame!.payload.subarray(5, 12)).toEqual(Buffer.from([0x0d, 0x0a, 0x22, 0x2c, 0x3e, 0x1a, 0x80]));
});

test('whoever dials at once, while the module is still looking for its network, gets there too', async ({ page }) => {
  for (const seed of [1, 2, 3]) {
    const { ip } = await page.evaluate(async (seed) => {
      await workbench.connect({ virtual: 'L610', seed });
      return workbench.network.dial({ apn: 'CMNET' });
    }, seed);
    expect(ip).toMatch(/^\d+(\.\d+){3}$/);
  }
});

test('its scenarios are those of the program', async ({ page }) => {
  const silent = await failure(page, 'connect', { virtual: 'L610', scenario: 'silent' });
  const noise = await failure(page, 'connect', { virtual: 'L610', scenario: 'noise' });
  expect([silent.kind, noise.kind]).toEqual(['timeout', 'timeout']);
  expect(silent.message).not.toBe(noise.message);

  await page.evaluate(() => workbench.connect({ virtual: 'L610', scenario: 'no-sim' }));
  const checks = await page.evaluate(() => workbench.network.check());
  expect(checks.find(({ name }) => name === 'sim')?.status).toBe('fail');
});

test('a page that is embedded without leave to use serial ports says so, and works with the virtual module', async ({ page }) => {
  await page.goto(`${NO_PORTS}blank`);
  await page.evaluate(() => {
    const frame = Object.assign(document.createElement('iframe'), { src: '/', allow: "serial 'none'", width: '1200', height: '800' });
    document.body.append(frame);
  });
  const app = page.frameLocator('iframe');

  await expect(app.getByText('A policy forbids serial ports on this page.')).toBeVisible({ timeout: 30_000 });
  await expect(app.getByRole('button', { name: 'Choose a port…' })).toHaveAccessibleDescription('A policy forbids serial ports on this page');
  await app.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(app.getByRole('banner')).toContainText('Virtual module');
});
