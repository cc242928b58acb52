/** A session file: saved on one page, opened on another that knows nothing of it, and put away again. */
import { gzipSync } from 'node:zlib';

import type { Page } from '@playwright/test';

import { expect, openPage, ORIGIN, test } from './kit';
import { save, wire, type Saved } from './saving';
import { connect } from './workbench';

const PASSWORD = 'correct-horse';

const note = (page: Page) => page.locator('main').getByText(/^Session file/);

async function choose(page: Page, file: Saved) {
  const choosing = page.waitForEvent('filechooser');
  await wire(page).getByRole('button', { name: 'Open a session file' }).click();
  await (await choosing).setFiles(file);
}

/** All that the page tells of its record: the transcript, the rows on the screen, and the messages. */
async function told(page: Page) {
  const log = wire(page).getByRole('listbox', { name: 'What went over the wire' });
  await log.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Escape');
  // Rows are drawn with the next frame, and measured after that.
  const texts = async () => (await log.getByRole('option').allInnerTexts()).slice(0, 8);
  if ((await log.getByRole('option').count()) > 0) {
    await expect(log.getByRole('option').first()).toHaveAttribute('aria-posinset', '1');
    await expect.poll(async () => (await texts()).length).toBe(8);
  }
  const rows = await texts();
  return page.evaluate((rows) => ({
    transcript: workbench.transcript({ format: 'jsonl' }).replaceAll(/"length":\d+,?/g, ''),
    messages: workbench.messages().map(({ topic, payload, qos, client, at, damaged }) => ({ topic, payload: [...payload], qos, client, at, damaged })),
    rows,
  }), rows);
}

/** Drops a file on an element, as from the desktop. */
async function drop(page: Page, selector: string, name: string, text: string) {
  await page.evaluate(({ selector, name, text }) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    for (const type of ['dragover', 'drop']) {
      document.querySelector(selector)!.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  }, { selector, name, text });
}

test.describe('a session', () => {
  test.use({ brokerOptions: { users: { alice: PASSWORD } } });

  test('that was saved gives the same transcript, exchanges and messages in a fresh browser', async ({ app: { page }, module, broker, browser }) => {
    test.setTimeout(120_000);
    await connect(page, module);
    await page.evaluate(async ({ host, port, password }) => {
      await workbench.network.dial({ apn: 'CMNET' });
      await workbench.mqtt.user({ client: 1, username: 'alice', password, clientId: 'press-7' });
      await workbench.mqtt.open({ client: 1, host, port });
      await workbench.mqtt.subscribe({ client: 1, topic: 'plant/#', qos: 1 });
      await workbench.mqtt.publish({ client: 1, topic: 'plant/7', qos: 1, payload: '{"oil":41.5}' });
      await workbench.mqtt.publish({ client: 1, topic: 'plant/8', qos: 1, payload: 'two\r\nlines\r\nOK\r\n' });
      await workbench.mqtt.publish({ client: 1, topic: 'plant/9', qos: 1, payload: `{"password":"${password}"}` });
    }, { host: broker.host, port: broker.port, password: PASSWORD });
    await expect.poll(() => page.evaluate(() => workbench.messages().length)).toBe(3);
    await page.evaluate(() => workbench.disconnect());

    const plain = await save(page, 'Session file');
    const files = [plain, await save(page, 'Session file, compressed')];
    const before = await told(page);
    expect(before.messages).toHaveLength(3);
    for (const file of files) {
      const context = await browser.newContext();
      const fresh = await context.newPage();
      await openPage(fresh, `${ORIGIN}/`);
      await choose(fresh, file);
      await expect(note(fresh)).toHaveText(`Session file ${file.name}`);
      const after = await told(fresh);
      // What is secret in the original is a stand-in in the file, wherever it stands.
      const masked = before.messages.map(({ payload, ...rest }) => ({ ...rest, payload: Buffer.from(payload).toString() }));
      expect(after.messages.map(({ payload, ...rest }) => ({ ...rest, payload: Buffer.from(payload).toString().replace('⟨password 1⟩', PASSWORD) }))).toEqual(masked);
      expect(after.transcript.split('\n').length).toBe(before.transcript.split('\n').length);
      expect(after.transcript).toBe(before.transcript);
      expect(after.rows).toEqual(before.rows);

      // It is looked at, and nothing can be sent.
      await fresh.goto(`${ORIGIN}/#/messages`);
      await expect(fresh.locator('.message-topic', { hasText: 'plant/8' })).toBeVisible();
      await wire(fresh).getByRole('textbox', { name: 'AT command' }).fill('AT');
      await expect(wire(fresh).getByRole('button', { name: 'Send' })).toHaveAttribute('aria-disabled', 'true');

      await fresh.getByRole('button', { name: 'Leave the replay' }).click();
      await expect(note(fresh)).toHaveCount(0);
      expect(await told(fresh)).toMatchObject({ transcript: '', messages: [] });
      await context.close();
    }

    // On the page that has a record of its own, that record comes back.
    await choose(page, plain);
    await expect(note(page)).toBeVisible();
    await page.getByRole('button', { name: 'Leave the replay' }).click();
    expect(await told(page)).toEqual(before);
  });
});

test('a file that is dropped while a module is connected disconnects it only when asked, and nothing is connected until it is left', async ({ app: { page }, module }) => {
  await connect(page, module);
  const own = await page.evaluate(() => workbench.transcript());
  const file = [
    { format: 'module-workbench-session', version: 1, page: '0.1.0', zero: 1767225600000 },
    { number: 0, at: 5, direction: 'command', text: 'AT+CSQ\r' },
    { number: 1, at: 9, direction: 'received', role: 'response', text: '\r\n+CSQ: 31,99\r\n' },
    { number: 2, at: 9, direction: 'received', role: 'final', text: '\r\nOK\r\n' },
  ].map((line) => JSON.stringify(line)).join('\n');
  const dialog = page.getByRole('dialog', { name: 'Open a session file' });
  await drop(page, 'main h1', 'a.workbench.jsonl', file);
  await expect(dialog).toContainText('A module is connected.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect((await page.evaluate(() => workbench.state())).link).toBe('ready');
  await drop(page, 'main h1', 'a.workbench.jsonl', file);
  await dialog.getByRole('button', { name: 'Disconnect and open' }).click();
  await expect(note(page)).toHaveText('Session file a.workbench.jsonl');
  await expect(wire(page)).toContainText('+CSQ: 31,99');
  expect(await page.evaluate(() => workbench.transcript())).toContain('2026-01-01T00:00:00.005Z');
  await expect(connect(page, module)).rejects.toThrow('This is a replay of a.workbench.jsonl. Nothing is sent.');
  await page.getByRole('button', { name: 'Leave the replay' }).click();
  await connect(page, module);
  await expect(note(page)).toHaveCount(0);
  expect((await page.evaluate(() => workbench.transcript())).startsWith(own.trimEnd())).toBe(true);
});

test('what is no session file says why, and changes nothing', async ({ app: { page } }) => {
  const dialog = page.getByRole('dialog', { name: 'Open a session file' });
  const refused: [string, Buffer, string][] = [
    ['text.txt', Buffer.from('hello'), 'text.txt has no lines of a session. Line 1: This is not a JSON object.'],
    ['empty.jsonl', Buffer.from(''), 'empty.jsonl has no lines of a session.'],
    ['wide.jsonl', Buffer.from('\uFEFF{"a":1}', 'utf16le'), 'The file is UTF-16.'],
    ['broken.gz', Buffer.concat([gzipSync('{}').subarray(0, 12), Buffer.from([0xff, 0xff, 0xff])]), 'broken.gz cannot be read.'],
    ['twice.gz', gzipSync(gzipSync('{}')), 'The file is compressed twice.'],
    ['bomb.gz', gzipSync(Buffer.alloc(64 << 20, 0x20)), 'bomb.gz has no lines of a session.'],
  ];
  for (const [name, buffer, says] of refused) {
    await choose(page, { name, buffer, mimeType: '' });
    await expect(dialog, name).toContainText(says);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await expect(note(page)).toHaveCount(0);
  await drop(page, 'main', 'markup.jsonl', '{"number":0,"at":0,"direction":"received","role":"response","text":"<img src=x onerror=alert(1)>\\r\\n"}\n{"number":1,"at":"x"}\n');
  await expect(note(page)).toBeVisible();
  await expect(page.locator('main')).toContainText('1 thing in the file could not be read');
  await expect(page.locator('img[src=x]')).toHaveCount(0);
  await expect(wire(page)).toContainText('<img src=x onerror=alert(1)>');
});
