// What does a person see, and a script get, when something goes wrong by itself?
import { readFileSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { PROJECT } from './kit/paths';
import { main, onScreen } from './screens';
import { EVERY_BYTE, connect, failure, granted, heard, listen, online, open, plain, state } from './workbench';

test.use({ moduleOptions: { instant: true } });

/** A sentence of the page's own catalogues. */
function words(id: string, values: Record<string, string | number> = {}): string {
  const catalogue = ['shell', 'notes', 'problem'].map((file) => readFileSync(join(PROJECT, `locales/en/${file}.ftl`), 'utf8')).join('\n');
  const [, text] = new RegExp(`^${id} = (.*)$`, 'm').exec(catalogue) ?? [];
  if (text === undefined) throw new Error(`no ${id} in the catalogue`);
  return text.replace(/\{ \$(\w+) \}/g, (_, name: string) => String(values[name]));
}

/** The note above the screens that says so. */
async function note(page: Page, ...ids: string[]): Promise<void> {
  const shown = page.getByRole('main').getByRole('status').or(page.getByRole('main').getByRole('alert'));
  for (const id of ids) await expect(shown.filter({ hasText: words(id, { client: 1 }) })).toBeVisible();
}

/** What the transcript says of the link. */
async function turns(page: Page): Promise<string[]> {
  const transcript = await page.evaluate(() => workbench.transcript());
  return transcript.split('\n').flatMap((line) => line.split(' == ').slice(1));
}

async function link(page: Page, expected: string): Promise<void> {
  await expect.poll(async () => (await state(page)).link).toBe(expected);
}

test('the note of a lost client leads to that client, and not to the first one', async ({ app: { page }, module, broker }) => {
  await connect(page, module);
  await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));
  await open(page, broker, 2);
  await broker.stop();
  const lost = page.getByRole('link', { name: 'Go to client 2' });
  await expect(lost).toBeVisible({ timeout: 20_000 });

  await lost.click();

  await onScreen(page, 'Session');
  await expect(main(page).getByRole('radio', { name: 'Client 2', exact: true })).toBeChecked();
  await expect(main(page).getByRole('group', { name: 'Client 2', exact: true })).toContainText('connection lost');
});

test('a broker that dies breaks its client, and the page says so until it is opened again', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);
  await listen(page, 'break', 'state');

  await broker.stop();

  await expect.poll(async () => (await state(page)).clients[1]).toBe('broken');
  expect(await heard(page, 'break')).toEqual([{ client: 1, cause: 1 }]);
  expect((await heard(page, 'state')).at(-1)).toMatchObject({ clients: { 1: 'broken' } });
  await note(page, 'trouble-broken', 'trouble-broken-server');
  expect((await state(page)).link).toBe('ready');
  expect(await failure(page, 'mqtt.publish', { client: 1, topic: 't', qos: 1, payload: 'x' })).toMatchObject({ kind: 'rejected' });

  await broker.start();
  const subscription = await broker.subscribe('again');
  await open(page, broker);
  await page.evaluate(() => workbench.mqtt.publish({ client: 1, topic: 'again', qos: 1, payload: 'back' }));

  expect((await subscription.next()).payload.toString()).toBe('back');
  expect((await state(page)).clients[1]).toBe('open');
});

test('a module that asks for data that nobody gave is told so, and nothing is typed until a person chooses', async ({ app: { page }, plugIn }) => {
  await plugIn({ program: 'tiny' });
  await granted(page, 1);
  await page.evaluate(() => workbench.connect({ port: 0 }));
  const asks = () => page.evaluate(() => workbench.command('AT+ASK').then(({ result, lines }) => [result, ...lines]));
  const shown = page.locator('#waiting');

  const calledOff = asks();
  await expect(shown.getByRole('status')).toContainText(words('waiting-data-text'));
  await expect(shown.getByRole('status')).not.toContainText(/\d/);
  await expect(page.getByRole('banner')).toContainText(words('link-waits'));
  await link(page, 'prompt');
  const before = (await state(page)).counters.bytesOut;
  await page.evaluate(() => void workbench.command('AT').catch(() => {}));
  expect((await state(page)).counters.bytesOut).toBe(before);
  await shown.getByRole('button', { name: words('waiting-escape') }).click();
  expect(await calledOff).toEqual(['ERROR']);
  await expect(shown).toBeHidden();

  const given = asks();
  await shown.getByRole('textbox').fill('hello');
  await shown.getByRole('button', { name: words('waiting-send'), exact: true }).click();
  await expect(shown).toBeVisible();
  await shown.getByRole('textbox').press('Enter');
  expect(await given).toEqual(['OK', '+ASK: 5']);
  await expect(shown).toBeHidden();
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeFocused();
  await link(page, 'ready');

  const answered = asks();
  await link(page, 'prompt');
  await page.evaluate(() => workbench.answer({ data: 'hi', end: 'ctrl-z' }));
  expect(await answered).toEqual(['OK', '+ASK: 2']);
  expect(await failure(page, 'answer', { end: 'escape' })).toMatchObject({ kind: 'failed' });
});

test('another program that sends on the port is told as such', async ({ app: { page }, module }) => {
  test.setTimeout(90_000);
  await connect(page, module);
  const other = await openFile(module.pty, 'r+');
  // What was asked before the link began may be answered for some seconds, so at first nothing is concluded.
  await expect(async () => {
    await other.write('AT+CSQ\r');
    await expect(page.getByText(words('trouble-shared'), { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await other.close();
  await note(page, 'trouble-shared', 'trouble-shared-text');
  expect((await page.evaluate(() => workbench.command('AT'))).result).toBe('OK');
});

test('answers that never come over USB are put down to another program that reads', async ({ app: { page }, module }) => {
  test.setTimeout(180_000);
  await connect(page, module);
  const other = await openFile(module.pty, 'r+');
  // It reads one piece at a time, where it is quicker than the browser; what follows is the page's.
  let reads = false;
  await expect(async () => {
    await page.evaluate(() => workbench.command('AT+CSQ').catch(() => {}));
    if (!reads) {
      reads = true;
      void other.read(Buffer.alloc(4096)).then(
        () => (reads = false),
        () => {},
      );
    }
    await page.evaluate(() => workbench.command('AT+CSQ', { timeoutMs: 1_000 }).catch(() => {}));
    await expect(page.getByText(words('trouble-read-along'), { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 150_000 });
  await note(page, 'trouble-read-along', 'trouble-read-along-text');
  await module.stop();
  await other.close();
});

test('a broker that is not there is a failed open, and the next one works', async ({ app: { page }, module, broker }) => {
  await connect(page, module);
  await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));
  await broker.stop();

  const error = await failure(page, 'mqtt.open', { client: 1, host: broker.host, port: broker.port });

  expect(error).toMatchObject({ name: 'WorkbenchError', kind: 'failed' });
  expect((await state(page)).clients[1]).toBe('free');
  await broker.start();
  await open(page, broker);
});

test.describe('a broker that asks who it is', () => {
  test.use({ brokerOptions: { users: { alice: 'secret' } } });

  test('refuses a wrong password and nobody in particular, and the open fails', async ({ app: { page }, module, broker }) => {
    await connect(page, module);
    await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));
    const to = { client: 1, host: broker.host, port: broker.port };
    expect(await failure(page, 'mqtt.open', to)).toMatchObject({ kind: 'failed' });

    await page.evaluate(() => workbench.mqtt.user({ client: 1, username: 'alice', password: 'wrong' }));
    expect(await failure(page, 'mqtt.open', to)).toMatchObject({ kind: 'failed' });
    expect((await state(page)).clients[1]).toBe('free');

    await page.evaluate(() => workbench.mqtt.user({ client: 1, username: 'alice', password: 'secret' }));
    await open(page, broker);
  });
});

test.describe('a cable that is pulled', () => {
  test.use({ moduleOptions: { instant: false } });

  test('in the middle of a command ends it, and plugged in again the page connects by itself', async ({ app: { page }, module, broker }) => {
    await connect(page, module);
    await listen(page, 'lost', 'state');
    // The module waits half a minute for data that never comes: the command is under way when the cable goes.
    await page.evaluate(async () => {
      for (;;) {
        const checks = await workbench.network.check();
        if (checks.find(({ name }) => name === 'registration')?.status === 'pass') break;
      }
      await workbench.network.dial({ apn: 'CMNET' });
    });
    await page.evaluate(() => {
      const pending = workbench.network.syncClock({ server: 'nowhere.invalid' });
      (globalThis as any).ended = pending.then(
        () => 'resolved',
        (error) => ({ name: error.name, kind: error.kind, message: error.message }),
      );
    });
    await link(page, 'busy');

    await module.unplug();

    expect(await page.evaluate(() => (globalThis as any).ended)).toMatchObject({ name: 'WorkbenchError', kind: 'lost' });
    await link(page, 'lost');
    expect((await state(page)).module).toBeUndefined();
    expect(await heard(page, 'lost')).toEqual([{ reason: expect.stringMatching(/\w/) }]);
    await note(page, 'trouble-unplugged', 'trouble-unplugged-text');
    expect(await failure(page, 'command', 'AT')).toMatchObject({ kind: 'lost' });

    await module.plug();

    await link(page, 'ready');
    expect((await heard(page, 'state')).map(({ link }) => link)).toEqual(expect.arrayContaining(['lost', 'opening', 'probing', 'ready']));
    await page.evaluate(async () => {
      for (;;) {
        const checks = await workbench.network.check();
        if (checks.find(({ name }) => name === 'registration')?.status === 'pass') break;
      }
      await workbench.network.dial({ apn: 'CMNET' });
    });
    const subscription = await broker.subscribe('again');
    await open(page, broker);
    await page.evaluate(() => workbench.mqtt.publish({ client: 1, topic: 'again', qos: 1, payload: 'back' }));
    expect((await subscription.next()).payload.toString()).toBe('back');
    const [opened, connected] = ['opened 2cb7:0a05, 115200 baud', 'connected L610-CN-00'];
    expect(await turns(page)).toEqual([opened, connected, 'unplugged', 'back', opened, connected]);
    const lines = await page.evaluate(() => workbench.transcript({ format: 'jsonl' }));
    const numbers = lines.trimEnd().split('\n').map((line) => JSON.parse(line).number);
    expect(numbers).toEqual(numbers.map((_, place) => place));
  });
});

test('a page that was disconnected on purpose does not connect by itself', async ({ app: { page }, module }) => {
  await connect(page, module);
  await page.evaluate(() => workbench.disconnect());
  await listen(page, 'state');

  await module.unplug();
  await granted(page, 0);
  await module.plug();
  await granted(page, 1);

  expect((await state(page)).link).toBe('closed');
  expect(await heard(page, 'state')).toEqual([]);
});

test('a silent port, a binary one and a dead one are told apart', async ({ app: { page }, plugIn }) => {
  const module = await plugIn({ scenario: 'silent' });
  await granted(page, 1);
  // A port that came while the page was there may have a module that starts, and is asked for longer.
  await openPage(page, '/');
  await granted(page, 1);
  const silent = await failure(page, 'connect', { port: 0 });
  await module.restart({ scenario: 'noise' });
  const noise = await failure(page, 'connect', { port: 0 });
  await module.stop();
  const dead = await failure(page, 'connect', { port: 0 });

  expect([silent.kind, noise.kind]).toEqual(['timeout', 'timeout']);
  expect(['busy', 'lost', 'failed']).toContain(dead.kind);
  expect(new Set([silent, noise, dead].map(({ message }) => message)).size).toBe(3);
  for (const { message } of [silent, noise, dead]) expect(message).toMatch(/^[A-Z].* .*\.$/s);
  expect((await state(page)).link).toBe('failed');

  await module.start({ scenario: 'healthy', instant: true });
  await page.evaluate(() => workbench.connect({ port: 0 }));
  expect((await state(page)).link).toBe('ready');
});

// Of the faults that Web Serial names, Chromium on Linux finds no other without parity, which modules do not use; it takes the same way
// with all of them: the stream fails and is replaced. What their names mean is held against a table in reader.rs.
test('a break on the line is told, each time, and nothing that comes after it is lost', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);
  await listen(page, 'message');
  await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: 'after/#', qos: 1 }));
  for (const times of [1, 2]) {
    module.disturb();

    await page.evaluate(() => workbench.command('AT').catch(() => {}));

    await note(page, 'problem-read-break');
    expect((await turns(page)).filter((turn) => turn === 'disturbed break')).toHaveLength(times);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    expect((await page.evaluate(() => workbench.command('AT+CGMR'))).lines).toEqual([expect.stringContaining('L610')]);
    const bytes = new Uint8Array(EVERY_BYTE);
    await page.evaluate((payload) => workbench.mqtt.publish({ client: 1, topic: 'after/fault', qos: 1, payload }), bytes);
  }
  await expect.poll(async () => (await heard(page, 'message')).map((message) => plain(message).payload)).toEqual([EVERY_BYTE, EVERY_BYTE]);
  expect((await state(page)).link).toBe('ready');
});

test('a module that is told to restart has forgotten its clients, which the page knows and is not alarmed at', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);
  await listen(page, 'state');

  expect((await page.evaluate(() => workbench.command('AT+CFUN=15'))).result).toBe('OK');

  await expect.poll(async () => (await state(page)).clients[1]).toBe('free');
  await link(page, 'ready');
  await expect(page.getByText(words('trouble-rebooted'), { exact: true })).toHaveCount(0);
  await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));
  await open(page, broker);
  expect((await state(page)).clients[1]).toBe('open');
});

test('a module whose power fails loses the link, and connects again by hand', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);

  await module.restart();

  await link(page, 'lost');
  expect((await state(page)).clients).toMatchObject({ 1: 'free', 2: 'free' });
  await online(page, module, broker);
  expect((await state(page)).clients[1]).toBe('open');
});

for (const scenario of ['no-sim', 'locked-sim', 'slow-registration'] as const) {
  test(`${scenario}: the checks name it, and dialling does not pretend`, async ({ app: { page }, plugIn, broker }) => {
    const module = await plugIn({ scenario, instant: scenario !== 'slow-registration', broker: broker.address });
    await connect(page, module);

    const checks = await page.evaluate(() => workbench.network.check());

    const wrong = scenario === 'slow-registration' ? 'registration' : 'sim';
    const check = checks.find(({ name }) => name === wrong);
    expect(check?.status).not.toBe('pass');
    expect(check?.detail).toMatch(/\w \w/);
    expect(check?.advice).toMatch(/\w \w/);
    expect(await failure(page, 'network.dial', { apn: 'CMNET' })).toMatchObject({ kind: 'rejected', code: expect.any(Number) });
  });
}
