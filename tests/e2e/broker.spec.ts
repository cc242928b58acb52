// Does the virtual module in the page reach a real broker over WebSocket, with all that its commands say?
import { expect, openPage, test } from './kit';
import { NO_PORTS, button, field, main, unfold } from './screens';
import { EVERY_BYTE, failure, heard, listen, plain, state } from './workbench';

test.use({ brokerOptions: { users: { alice: 'secret' } } });

test('a broker of my own, typed on Connect, gets every byte, and its end is the end of the client', async ({ page, broker }) => {
  await openPage(page, NO_PORTS);
  await unfold(page, 'L610, no fault');
  await main(page).getByLabel('Its broker').selectOption({ label: 'A broker of mine, over WebSocket' });
  await field(page, /^Its address/).fill('mqtt://broker.local');
  await button(page, 'Start').click();
  await expect(main(page).getByText('The address has to begin with ws:// or wss://.')).toBeVisible();
  await expect(field(page, /^Its address/)).toBeFocused();
  expect((await state(page)).link).toBe('closed');

  await field(page, /^Its address/).fill(broker.url);
  await button(page, 'Start').click();
  await expect(page.getByRole('banner')).toContainText('Virtual module');
  await expect.poll(async () => (await state(page)).link).toBe('ready');
  await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));
  const to = { client: 1, host: 'anywhere', port: 1883, keepAlive: 60 };
  expect(await failure(page, 'mqtt.open', to)).toMatchObject({ kind: 'failed' });

  const subscription = await broker.subscribe('plant/#');
  await page.evaluate(async (to) => {
    await workbench.mqtt.user({ client: 1, username: 'alice', password: 'secret', clientId: 'press-7' });
    await workbench.mqtt.will({ client: 1, topic: 'plant/will', qos: 1, retain: false, payload: 'gone' });
    await workbench.mqtt.open(to);
    await workbench.mqtt.subscribe({ client: 1, topic: 'plant/+/bytes', qos: 2 });
  }, to);
  await listen(page, 'message', 'break');
  for (const qos of [0, 1, 2]) {
    const publish = { client: 1, topic: `plant/${qos}/bytes`, qos, payload: new Uint8Array(EVERY_BYTE) };
    await page.evaluate((publish) => workbench.mqtt.publish(publish), publish);
    expect((await subscription.next()).payload).toEqual(EVERY_BYTE);
  }
  await expect.poll(async () => (await heard(page, 'message')).map(plain)).toEqual(
    [0, 1, 2].map((qos) => ({ client: 1, qos, topic: `plant/${qos}/bytes`, payload: EVERY_BYTE })),
  );

  await page.evaluate(() => workbench.disconnect());
  const will = await subscription.next();
  expect([will.topic, will.payload.toString()]).toEqual(['plant/will', 'gone']);

  await page.evaluate(async ({ to, url }) => {
    await workbench.connect({ virtual: 'L610', broker: url });
    await workbench.network.dial({ apn: 'CMNET' });
    await workbench.mqtt.user({ client: 1, username: 'alice', password: 'secret' });
    await workbench.mqtt.open(to);
  }, { to, url: broker.url });
  await broker.stop();
  await expect.poll(async () => (await state(page)).clients[1]).toBe('broken');
  expect(await heard(page, 'break')).toEqual([{ client: 1, cause: 1 }]);
  expect(await failure(page, 'mqtt.open', to)).toMatchObject({ kind: 'failed' });
});

test('time goes no faster with a broker of my own, which would answer too late, and both panel and script say so', async ({ page, broker }) => {
  await openPage(page, NO_PORTS);
  await page.evaluate((url) => workbench.connect({ virtual: 'L610', broker: url }), broker.url);
  await page.getByRole('banner').locator('.faults-button').click();
  const panel = page.getByRole('complementary', { name: 'Faults' });
  for (const [times, held] of [['1×', false], ['10×', true], ['60×', true]] as const) {
    const radio = panel.getByRole('radio', { name: times, exact: true });
    if (held) await expect(radio).toHaveAttribute('aria-disabled', 'true');
    else await expect(radio).not.toHaveAttribute('aria-disabled', 'true');
  }
  await expect(panel.getByTitle('Yours would answer too late.').first()).toBeVisible();
  expect(await page.evaluate(() => { try { workbench.speed(10); return ''; } catch (error) { return String(error); } })).toContain('the broker inside the page alone');
  await page.evaluate(() => workbench.speed(1));
  // With the page's own broker it is offered again.
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  await expect(panel.getByRole('radio', { name: '60×' })).not.toHaveAttribute('aria-disabled', 'true');
});

test('an address that a page cannot reach is refused before anything is connected', async ({ page }) => {
  await openPage(page, NO_PORTS);
  for (const broker of ['', 'broker.local:1883', 'http://broker.local', 'ws://', 'ws://broker:0', 'ws://alice:secret@broker']) {
    expect(await failure(page, 'connect', { virtual: 'L610', broker })).toMatchObject({ kind: 'invalid', field: 'broker' });
  }
  expect((await state(page)).link).toBe('closed');
});

test('a hostile broker ends its own connection and nothing else', async ({ page }) => {
  const connack = Buffer.from([0x20, 2, 0, 0]);
  const attacks: [string, (send: (message: string | Buffer) => void) => void][] = [
    ['a text frame that names a size', (send) => send('3000000000')],
    ['a frame of 5 MB', (send) => send(Buffer.alloc(5 << 20))],
    ['1 MB of PINGRESP in one frame', (send) => send(Buffer.alloc(1 << 20, Buffer.from([0xd0, 0])))],
    ['a packet that names 256 MB', (send) => send(Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]))],
  ];
  let attack = attacks[0]![1];
  await page.routeWebSocket('ws://hostile.example:9001/', (socket) => {
    let met = false;
    socket.onMessage(() => {
      if (met) return;
      met = true;
      socket.send(connack);
      setTimeout(() => attack((message) => socket.send(message)), 300);
    });
  });
  await openPage(page, NO_PORTS);
  for (const [name, does] of attacks) {
    attack = does;
    await page.evaluate(async () => {
      await workbench.connect({ virtual: 'L610', broker: 'ws://hostile.example:9001/' });
      await workbench.network.dial({ apn: 'CMNET' });
      await workbench.mqtt.user({ client: 1, username: '', password: '', clientId: 'press-7' });
      await workbench.mqtt.open({ client: 1, host: 'anywhere', port: 1883 });
    });
    await expect.poll(async () => (await state(page)).clients[1], { message: name }).toBe('broken');
    expect((await page.evaluate(() => workbench.command('AT+CSQ'))).result, name).toBe('OK');
  }
});
