// Does a module reach a broker that demands its certificate, with the files that a person brings to the TLS screen; and when it does
// not, does the page say why?
import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { expect, test, type Broker, type Module } from './kit';
import { run } from './kit/processes';
import { connect, heard, listen, plain, state } from './workbench';

test.use({ brokerOptions: { tls: 'mutual' } });

type PlugIn = (options: { instant: boolean; broker: string; model?: string; scenario?: string }) => Promise<Module>;

/** A module whose network leads to the port of the broker that speaks TLS, dialled. */
async function dialled(page: Page, plugIn: PlugIn, broker: Broker): Promise<Module> {
  const module = await plugIn({ instant: true, broker: `127.0.0.1:${broker.tlsPort}` });
  await connect(page, module);
  await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));
  return module;
}

/** Goes to the TLS screen and brings the files. */
async function bring(page: Page, files: string[]): Promise<void> {
  await page.goto('/#/tls');
  await page.locator('input[type=file]').setInputFiles(files);
  await expect(page.locator('.piece')).toHaveCount(files.length);
}

async function setClock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set from this computer' }).click();
  await expect(page.getByText("as this computer's does")).toBeVisible();
}

const DONE = 'TLS is set up.';
const DONE_IN_VAIN = 'All of it is sent, but TLS will not work yet.';

async function setUp(page: Page, outcome = DONE): Promise<void> {
  await page.getByRole('button', { name: 'Set up TLS' }).click();
  await expect(page.getByText(outcome)).toBeVisible();
}

/** Connects client 1 on the Session screen, with TLS. */
async function connectWithTls(page: Page): Promise<void> {
  await page.goto('/#/session');
  await page.getByLabel('Encryption').selectOption({ label: 'TLS' });
  await expect(page.getByRole('textbox', { name: 'Port' })).toHaveValue('8883');
  await page.getByRole('textbox', { name: 'Host' }).fill('localhost');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

function identity(broker: Broker): string[] {
  return [broker.file('client.pem'), broker.file('client.key')];
}

test('real files reach the module byte for byte, and messages pass in both ways', async ({ app: { page }, plugIn, broker }) => {
  await dialled(page, plugIn, broker);
  await bring(page, [...identity(broker), broker.file('ca.pem')]);

  await expect(page.locator('.piece').nth(0)).toContainText('Certificate of workbench-client');
  await expect(page.locator('.piece').nth(0)).toContainText('By the module\'s clock it is not valid yet');
  await setClock(page);
  await expect(page.locator('.piece').nth(0)).toContainText('Issued by Workbench test authority, which is here too.');
  await expect(page.locator('.piece').nth(1)).toContainText('The key belongs to the certificate.');
  await expect(page.locator('.piece').nth(2)).toContainText('Authority Workbench test authority');
  await setUp(page);
  await expect(page.getByText('1 × TRUSTFILE')).toBeVisible();

  await connectWithTls(page);
  await expect(page.getByText(/^Connected in \d/)).toBeVisible();
  const subscription = await broker.subscribe('plant/out');
  await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: 'plant/in', qos: 1 }));
  await listen(page, 'message');
  await page.evaluate(() => workbench.mqtt.publish({ client: 1, topic: 'plant/out', qos: 1, payload: new Uint8Array([0, 13, 10, 34, 255]) }));
  expect((await subscription.next()).payload).toEqual(Buffer.of(0, 13, 10, 34, 255));
  await broker.publish('plant/in', 'over TLS', { qos: 1 });
  await expect.poll(async () => (await heard(page, 'message')).map(plain)).toEqual([
    { client: 1, qos: 1, topic: 'plant/in', payload: Buffer.from('over TLS') },
  ]);

  const wire = await page.evaluate(() => workbench.transcript({ redact: false }));
  const lengths = ['client.pem', 'client.key', 'ca.pem'].map((name) => readFileSync(broker.file(name as 'ca.pem')).length);
  expect([...wire.matchAll(/AT\+GTSSLFILE="\w+",(\d+)/g)].map(([, length]) => Number(length))).toEqual(lengths);
});

test('behind a cable that was pulled, a client of TLS is set up again with its files at one click', async ({ app: { page }, plugIn, broker }) => {
  test.setTimeout(120_000);
  const module = await dialled(page, plugIn, broker);
  await bring(page, [...identity(broker), broker.file('ca.pem')]);
  await setClock(page);
  await setUp(page);
  await connectWithTls(page);
  await expect(page.getByText(/^Connected in \d/)).toBeVisible();
  await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: 'back/#', qos: 1 }));

  await module.unplug();
  await expect.poll(async () => (await state(page)).phase).toBe('lost');
  await module.plug();
  const note = page.getByRole('main').getByText('The module no longer has: IP address, client 1, 1 subscription, 3 files for TLS.');
  await expect(note).toBeVisible({ timeout: 30_000 });
  await page.getByRole('main').getByRole('button', { name: 'Set it up again' }).click();

  await expect(note).toBeHidden({ timeout: 60_000 });
  expect((await state(page)).clients[1]).toBe('open');
  const seen = await broker.subscribe('back/#');
  await page.evaluate(() => workbench.mqtt.publish({ client: 1, topic: 'back/again', qos: 1, payload: 'over TLS' }));
  expect((await seen.next()).payload.toString()).toBe('over TLS');
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }));
  expect(kept).not.toContain('BEGIN');
});

test('no trace of a private key stays in the page but its length', async ({ app: { page }, plugIn, broker }) => {
  await dialled(page, plugIn, broker);
  await listen(page, 'line');
  await bring(page, identity(broker));
  await setUp(page, DONE_IN_VAIN);

  const key = readFileSync(broker.file('client.key'), 'utf8');
  const [, secret] = key.split('\n');
  const traces = await page.evaluate(() => {
    const bytes = (globalThis as any).heard.line.map(({ raw, text }: any) => new TextDecoder().decode(raw) + text).join('\n');
    const stored = JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + document.cookie;
    const transcripts = (['text', 'jsonl'] as const).map((format) => workbench.transcript({ format, redact: false }));
    return [bytes, stored, location.href, document.documentElement.outerHTML, ...transcripts];
  });
  expect(traces.filter((trace) => trace.includes(secret!))).toEqual([]);
  expect(traces.filter((trace) => trace.includes('BEGIN PRIVATE KEY'))).toEqual([]);
  expect(traces.at(-2)).toContain(`*** (${key.length} bytes)`);
  expect(traces.at(-1)).toContain(`"length":${key.length}`);
});

test('a wrong authority is named as the cause, on Session and on TLS', async ({ app: { page }, plugIn, broker }, info) => {
  const other = info.outputPath('other.pem');
  await run('openssl', [
    'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', info.outputPath('other.key'), '-out', other,
    '-subj', '/CN=Another authority', '-addext', 'basicConstraints=critical,CA:TRUE',
  ]);
  await dialled(page, plugIn, broker);
  await bring(page, [...identity(broker), other]);
  await setClock(page);
  await expect(page.locator('.piece').nth(0)).toContainText('which is not among the authorities here');
  await setUp(page);

  await connectWithTls(page);
  await expect(page.getByText("The broker's certificate was not accepted (-11).").first()).toBeVisible();
  await expect(page.getByText('certificate of the authority (TRUSTFILE)').first()).toBeVisible();
  expect((await state(page)).clients).toMatchObject({ 1: 'free' });

  await page.getByRole('link', { name: 'Look at the clock, the certificates and the key' }).click();
  await expect(page.locator('main').getByText("The broker's certificate was not accepted (-11).")).toBeVisible();
});

test('a wrong clock is named as the cause, and setting it is the cure', async ({ app: { page }, plugIn, broker }) => {
  await dialled(page, plugIn, broker);
  await bring(page, [...identity(broker), broker.file('ca.pem')]);
  await expect(page.getByText('it was never set').first()).toBeVisible();
  await setUp(page, DONE_IN_VAIN);

  await connectWithTls(page);
  const failed = page.locator('.card.refused');
  await expect(failed).toContainText('was not accepted (-11)');
  await expect(failed).toContainText('it was never set');

  await page.goto('/#/tls');
  await setClock(page);
  await connectWithTls(page);
  await expect(page.getByText(/^Connected in \d/)).toBeVisible();
});

test('a key that does not pair is found before it is sent, and named when it is sent all the same', async ({ app: { page }, plugIn, broker }) => {
  await dialled(page, plugIn, broker);
  await bring(page, [broker.file('client.pem'), broker.file('server.key'), broker.file('ca.pem')]);
  await setClock(page);
  await expect(page.locator('.piece').nth(1)).toContainText('The key does not belong to the certificate');
  await expect(page.getByText('Something above will stop the module from connecting.')).toBeVisible();
  await setUp(page, DONE_IN_VAIN);

  await connectWithTls(page);
  await expect(page.locator('.card.refused')).toContainText('A loaded certificate or key cannot be used (-14).');
  await expect(page.locator('.card.refused')).toContainText('certificate and key belong together');
});

test('without a certificate of its own the module is turned away, and the page says that the broker may want one', async ({
  app: { page }, plugIn, broker,
}) => {
  await dialled(page, plugIn, broker);
  await bring(page, [broker.file('ca.pem')]);
  await setClock(page);
  await setUp(page);

  await connectWithTls(page);
  await expect(page.locator('.card.refused')).toContainText('CERTFILE and KEYFILE');
});

test('what is loaded already is not loaded twice unless that is wanted', async ({ app: { page }, plugIn, broker }) => {
  await dialled(page, plugIn, broker);
  await bring(page, [broker.file('ca.pem')]);
  await setUp(page, DONE_IN_VAIN);

  await expect(page.locator('.piece')).toContainText('Loaded');
  await setUp(page, DONE_IN_VAIN);
  await expect(page.getByText('1 × TRUSTFILE')).toBeVisible();
  await page.getByLabel('Load again what is loaded already').check();
  await page.getByRole('button', { name: 'Set up TLS' }).click();
  await expect(page.getByText('2 × TRUSTFILE')).toBeVisible();
});

test('text can be pasted, by keyboard alone', async ({ app: { page }, plugIn, broker }) => {
  await dialled(page, plugIn, broker);
  await page.goto('/#/tls');
  await page.getByText('Paste text instead').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('PEM text')).toBeFocused();
  await page.keyboard.insertText(readFileSync(broker.file('ca.pem'), 'utf8') + readFileSync(broker.file('client.key'), 'utf8'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.piece')).toHaveCount(2);
  await expect(page.getByLabel('PEM text')).toHaveValue('');

  await page.getByRole('button', { name: 'Forget all files' }).click();
  await expect(page.locator('.piece')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.piece')).toHaveCount(2);
});

test.describe('a series without TLS', () => {
  test('says so with the row of its manual, and sends nothing', async ({ app: { page }, plugIn }) => {
    const module = await plugIn({ instant: true, model: 'NL668-AM-00', broker: '127.0.0.1:1' });
    await connect(page, module);
    await page.goto('/#/tls');
    await expect(page.getByText('NL668-AM has no MQTT over TLS: the MQTT manual for all series V1.3, row 6.').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Set up TLS' })).toHaveAttribute('aria-disabled', 'true');
    expect(await page.evaluate(() => workbench.transcript())).not.toContain('GTSSL');

    await page.goto('/#/session');
    await expect(page.getByLabel('Encryption')).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByLabel('Encryption')).toHaveAccessibleDescription(/NL668-AM has no MQTT over TLS: .*row 6/);
  });
});
