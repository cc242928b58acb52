// Does the page work in Firefox too: from its chooser to the broker and back, through a cable that is pulled, and past a reload?
import { until } from '../kit/processes';
import type { Firefox } from './browser';
import { expect, test } from './index';

test.use({ moduleOptions: { instant: true } });

/** Waits until the link is in this phase. */
async function link(firefox: Firefox, phase: string): Promise<void> {
  await expect.poll(() => firefox.evaluate(() => workbench.state().link), { timeout: 30_000 }).toBe(phase);
}

/** Has a person choose the module's port. */
async function connect(firefox: Firefox, button = 'Choose a port…'): Promise<void> {
  await firefox.click(button);
  await firefox.asks('port');
  await firefox.answer('port', 'yes');
  await link(firefox, 'ready');
}

function granted(firefox: Firefox): Promise<number> {
  return firefox.evaluate(async () => (await navigator.serial.getPorts()).length);
}

test('a port is chosen, its module identified and brought online, and a message goes to the broker and back', async ({
  firefox,
  module,
  broker,
}) => {
  await firefox.click('Choose a port…');
  expect((await firefox.asks('port')).ports).toEqual(['ttyUSB0']);
  await firefox.answer('port', 'yes');
  await firefox.shows('Connected module');
  await firefox.shows('L610-CN-00');
  expect(module.lines).toMatchObject({ dtr: true });

  await firefox.click('Next: get online');
  await firefox.click('Get online');
  await firefox.shows('Online in');

  await firefox.click('Next: connect to a broker');
  await firefox.fill('Host', broker.host);
  await firefox.fill('Port', String(broker.port));
  await firefox.click('Connect');
  await firefox.shows(`Client 1 is connected to ${broker.address}.`);

  await firefox.click('Next: subscribe');
  await firefox.fill('Topic filter', 'plant/#');
  await firefox.click('Subscribe');
  await until(10_000, 'the subscription', () => broker.log.includes('Sending SUBACK'));
  const others = await broker.subscribe('plant/#');
  const payload = '{"force_kn":412.5}';
  await firefox.evaluate((payload) => workbench.mqtt.publish({ client: 1, topic: 'plant/7', qos: 1, payload }), payload);
  expect((await others.next()).payload.toString()).toBe(payload);
  await firefox.shows('force_kn');
  const messages = await firefox.evaluate(() =>
    workbench.messages().map(({ topic, payload }) => [topic, new TextDecoder().decode(payload)]),
  );
  expect(messages).toEqual([['plant/7', payload]]);
});

test('a cable that is pulled is told as such, and plugged in again the page connects by itself', async ({ firefox, module, broker }) => {
  await connect(firefox);
  await firefox.evaluate(() => {
    const heard: string[] = ((window as any).heard = []);
    workbench.on('lost', ({ reason }) => void heard.push(reason));
  });

  await module.unplug();

  await link(firefox, 'lost');
  await firefox.shows('The module was unplugged');
  expect(await firefox.evaluate(() => (window as any).heard)).toEqual([expect.stringMatching(/\w/)]);
  expect(await granted(firefox)).toBe(0);

  await module.plug();

  await link(firefox, 'ready');
  expect(await granted(firefox)).toBe(1);
  const subscription = await broker.subscribe('again');
  await firefox.evaluate(
    async ({ host, port }) => {
      await workbench.network.dial({ apn: 'CMNET' });
      await workbench.mqtt.open({ client: 1, host, port });
      await workbench.mqtt.publish({ client: 1, topic: 'again', qos: 1, payload: 'back' });
    },
    { host: broker.host, port: broker.port },
  );
  expect((await subscription.next()).payload.toString()).toBe('back');
});

test('a module that ends while its port stays is lost, and connects again at one click', async ({ firefox, module }) => {
  await connect(firefox);

  await module.stop();

  await link(firefox, 'lost');
  expect(await granted(firefox)).toBe(1);
  await module.start();
  await firefox.click('Reconnect');
  await link(firefox, 'ready');
});

test('a reload takes the port back; the page says so, and one click asks for it', async ({ firefox, module }) => {
  await connect(firefox);

  await firefox.reload();

  expect(await granted(firefox)).toBe(0);
  await firefox.shows('Firefox gives a port to a page only until it is reloaded.');
  await connect(firefox, 'Choose the port again…');
  expect(await firefox.evaluate(async () => (await workbench.command('AT')).result)).toBe('OK');

  await firefox.evaluate(() => workbench.disconnect());
  await firefox.reload();
  await firefox.shows('Choose a port…');
  expect(await firefox.evaluate(() => document.body.innerText)).not.toContain('Choose the port again…');
  expect(module.log).toBe('');
});

test('whoever blocks the request has chosen no port, and can ask again', async ({ firefox, module }) => {
  await firefox.click('Choose a port…');
  await firefox.asks('port');
  await firefox.answer('port', 'no');
  await firefox.shows('No port was chosen.');

  await connect(firefox);
  expect(module.lines).toMatchObject({ dtr: true });
});

test('on a website an add-on is installed first, by the buttons that the page names', async ({ firefox, website, module }) => {
  await firefox.open(website);
  await firefox.click('What happens next');
  await firefox.click('Choose a port…');
  for (const question of ['install', 'permit'] as const) {
    const { yes } = await firefox.asks(question);
    await firefox.shows(`“${yes}”`);
    await firefox.answer(question, 'yes');
  }
  await firefox.asks('port');
  await firefox.answer('port', 'yes');
  await link(firefox, 'ready');

  // Only the first time.
  await firefox.reload();
  await connect(firefox, 'Choose the port again…');
  expect(module.lines).toMatchObject({ dtr: true });
});
