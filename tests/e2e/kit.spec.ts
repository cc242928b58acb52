// Is the test kit itself real? A blank page, Chromium's own navigator.serial, and a program at the other end of the line.
import type { Page } from '@playwright/test';

import { BLANK, expect, test } from './kit';
import { run } from './kit/processes';

const tiny = { program: 'tiny' } as const;

test.use({ moduleOptions: { instant: true } });

/** Waits until the page sees so many ports. */
async function ports(page: Page, count: number): Promise<void> {
  await expect.poll(() => page.evaluate(async () => (await navigator.serial.getPorts()).length)).toBe(count);
}

/** Opens the first port of the page and keeps it as `window.port`. */
function open(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const [port] = await navigator.serial.getPorts();
    (window as any).port = port;
    return port!.open({ baudRate: 115200 }).then(() => 'open', (error: DOMException) => `${error.name}: ${error.message}`);
  });
}

/** Writes AT on the open port, and reads until OK. */
function at(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const port: SerialPort = (window as any).port;
    const writer = port.writable!.getWriter();
    await writer.write(new TextEncoder().encode('AT\r'));
    writer.releaseLock();
    const reader = port.readable!.getReader();
    let text = '';
    while (!text.endsWith('OK\r\n')) {
      const { value, done } = await reader.read();
      if (done) break;
      text += new TextDecoder().decode(value);
    }
    reader.releaseLock();
    return text;
  });
}

test.beforeEach(({ page }) => page.goto(BLANK).then(() => {}));

test('a module that is plugged in is a granted port, and answers AT', async ({ page, plugIn }) => {
  await plugIn(tiny);
  await ports(page, 1);
  expect(await page.evaluate(async () => (await navigator.serial.getPorts())[0]!.getInfo())).toMatchObject({
    usbVendorId: 0x2cb7,
    usbProductId: 0x0a05,
  });

  expect(await open(page)).toBe('open');

  expect(await at(page)).toBe('\r\nOK\r\n');
});

test('the lines that the page sets can be seen, and those of the module read', async ({ page, plugIn }) => {
  const module = await plugIn(tiny);
  await ports(page, 1);
  expect(await open(page)).toBe('open');

  await page.evaluate(() => (window as any).port.setSignals({ dataTerminalReady: false, requestToSend: true }));
  expect(module.lines).toEqual({ dtr: false, rts: true });
  await page.evaluate(() => (window as any).port.setSignals({ dataTerminalReady: true }));
  expect(module.lines).toEqual({ dtr: true, rts: true });

  const signals = await page.evaluate(() => (window as any).port.getSignals());
  expect(signals).toMatchObject({ clearToSend: true, dataSetReady: true, dataCarrierDetect: true });
});

test('pulling the cable ends a read and tells the page, and plugging it in again gives a new line that works', async ({ page, plugIn }) => {
  const module = await plugIn(tiny);
  await ports(page, 1);
  await page.evaluate(() => {
    const events: string[] = ((window as any).events = []);
    for (const name of ['connect', 'disconnect']) navigator.serial.addEventListener(name, () => events.push(name));
  });
  expect(await open(page)).toBe('open');
  await page.evaluate(() => {
    const reader = (window as any).port.readable.getReader();
    reader.read().then(
      ({ done }: { done: boolean }) => ((window as any).ended = done ? 'done' : 'data'),
      (error: DOMException) => ((window as any).ended = error.name),
    );
  });

  await module.unplug();

  await expect.poll(() => page.evaluate(() => (window as any).ended)).toBe('NetworkError');
  await expect.poll(() => page.evaluate(() => (window as any).events)).toEqual(['disconnect']);
  await ports(page, 0);

  await module.plug();

  await expect.poll(() => page.evaluate(() => (window as any).events)).toEqual(['disconnect', 'connect']);
  await ports(page, 1);
  expect(await open(page)).toBe('open');
  expect(await at(page)).toBe('\r\nOK\r\n');
});

test('a module that dies ends a read while its port stays, and answers again after its restart', async ({ page, plugIn }) => {
  const module = await plugIn(tiny);
  await ports(page, 1);
  expect(await open(page)).toBe('open');
  const read = page.evaluate(() =>
    (window as any).port.readable.getReader().read().then(
      () => 'data',
      (error: DOMException) => error.name,
    ),
  );

  await module.restart();

  expect(await read).toBe('NetworkError');
  await ports(page, 1);
  await page.reload();
  expect(await open(page)).toBe('open');
  expect(await at(page)).toBe('\r\nOK\r\n');
});

test('a port that is open in one tab cannot be opened in another until it is closed', async ({ page, context, plugIn }) => {
  await plugIn(tiny);
  await ports(page, 1);
  const other = await context.newPage();
  await other.goto(BLANK);
  expect(await open(page)).toBe('open');

  expect(await open(other)).toMatch(/^NetworkError: /);

  expect(await at(page)).toBe('\r\nOK\r\n');
  await page.evaluate(() => (window as any).port.close());
  expect(await open(other)).toBe('open');
  expect(await at(other)).toBe('\r\nOK\r\n');
});

test('the virtual module answers through the browser, before and after its cable was pulled', async ({ page, module }) => {
  await ports(page, 1);
  expect(await open(page)).toBe('open');
  expect(await at(page)).toContain('OK\r\n');

  await module.unplug();
  await ports(page, 0);
  await module.plug();

  await ports(page, 1);
  expect(await open(page)).toBe('open');
  expect(await at(page)).toContain('OK\r\n');
});

test('two modules are two ports', async ({ page, plugIn }) => {
  await plugIn(tiny);
  const second = await plugIn(tiny);
  await ports(page, 2);

  await second.unplug();

  await ports(page, 1);
});

test('the broker carries bytes as they are', async ({ broker }) => {
  const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const subscription = await broker.subscribe('workbench/#');

  await broker.publish('workbench/bytes', every);
  await broker.publish('workbench/empty', '');
  await broker.publish('workbench/text', 'größer', { qos: 0 });

  expect(await subscription.next()).toEqual({ topic: 'workbench/bytes', qos: 1, retain: false, payload: every });
  expect(await subscription.next()).toMatchObject({ topic: 'workbench/empty', payload: Buffer.alloc(0) });
  expect((await subscription.next()).payload.toString()).toBe('größer');
});

test('a broker that is started again with users and certificates lets in who shows them, and nobody else', async ({ broker }) => {
  await broker.stop();
  await broker.start({ users: { alice: 'secret' }, tls: 'mutual' });
  const subscription = await broker.subscribe('workbench/#');
  const client = ['-h', 'localhost', '-p', String(broker.tlsPort), '-t', 'workbench/tls', '--cafile', broker.file('ca.pem')];
  const certificate = ['--cert', broker.file('client.pem'), '--key', broker.file('client.key')];
  const alice = ['-u', 'alice', '-P', 'secret'];

  await run('mosquitto_pub', [...client, ...certificate, ...alice, '-m', 'by alice']);
  expect((await subscription.next()).payload.toString()).toBe('by alice');

  await expect(run('mosquitto_pub', [...client, ...alice, '-m', 'without a certificate'])).rejects.toThrow();
  await expect(run('mosquitto_pub', [...client, ...certificate, '-m', 'without a user'])).rejects.toThrow(/[Nn]ot authori[sz]ed/);
});
