/** The replay of a session file: the screens as they were, and nothing that is sent. */
import type { Page } from '@playwright/test';

import { expect, openPage, ORIGIN, test } from './kit';
import { save } from './saving';
import { TITLES } from './screens';
import { failure } from './workbench';

const deck = (page: Page) => page.getByRole('region', { name: 'Replay of a session file' });
const slider = (page: Page) => deck(page).getByRole('slider', { name: 'Time in the file' });

/** What is true, but for the time of the page and the numbers that no file has. */
const truth = (page: Page) =>
  page.evaluate(() => {
    const { link, phase, module, clients, counters } = workbench.state();
    const messages = workbench.messages().map(({ topic, payload, qos, client, damaged }) => ({ topic, payload: [...payload], qos, client, damaged }));
    return { link, phase, module: module && { ...module, imei: '' }, clients, counters, messages };
  });

/** The header says what is true in words: signal, address, and a lamp for each client. */
const header = async (page: Page) => {
  const facts = await page.locator('.shell-header .facts').innerText();
  const lamps = await page.locator('.shell-header .lamp .hidden').allInnerTexts();
  return { facts, lamps };
};

/** Drops a file on the page, as from the desktop. */
async function drop(page: Page, name: string, text: string) {
  await page.locator('main h1').waitFor();
  await page.evaluate(({ name, text }) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    for (const type of ['dragover', 'drop']) {
      document.querySelector('main h1')!.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  }, { name, text });
}

test('a session shows what it showed then, from its beginning to its end, and nothing can be sent', async ({ app: { page }, browser }) => {
  await page.evaluate(async () => {
    await workbench.connect({ virtual: 'L610' });
    workbench.speed(20);
    await workbench.network.check();
    await workbench.network.dial({ apn: 'CMNET' });
    workbench.speed(1);
    await workbench.mqtt.user({ client: 1, username: 'alice', password: 'correct-horse', clientId: 'press-7' });
    await workbench.mqtt.open({ client: 1, host: 'broker.example', port: 1883 });
    await workbench.mqtt.subscribe({ client: 1, topic: 'plant/#', qos: 1 });
    await workbench.mqtt.publish({ client: 1, topic: 'plant/7', qos: 1, payload: '{"oil":41.5}' });
    await workbench.mqtt.publish({ client: 1, topic: 'plant/8', qos: 1, payload: 'two' });
  });
  await expect.poll(() => page.evaluate(() => workbench.messages().length)).toBe(2);
  await expect.poll(async () => (await truth(page)).link).toBe('ready');
  const live = { truth: await truth(page), header: await header(page), lines: (await page.evaluate(() => workbench.transcript())).split('\n').length };
  const file = await save(page, 'Session file');

  // A replay does not begin while a module is connected.
  await drop(page, file.name, file.buffer.toString());
  const asks = page.getByRole('dialog', { name: 'Open a session file' });
  await expect(asks).toContainText('A module is connected.');
  await asks.getByRole('button', { name: 'Cancel' }).click();
  await expect(deck(page)).toHaveCount(0);

  const context = await browser.newContext();
  const fresh = await context.newPage();
  await openPage(fresh, `${ORIGIN}/#/messages`);
  await drop(fresh, file.name, file.buffer.toString());
  await expect(deck(fresh)).toBeVisible();
  await expect(fresh.locator('.shell-header')).toContainText('Replay');

  // At its end all is as it was live.
  await expect.poll(() => truth(fresh)).toEqual(live.truth);
  expect(await header(fresh)).toEqual(live.header);
  expect((await fresh.evaluate(() => workbench.transcript())).split('\n').length).toBe(live.lines);

  // At its beginning there is nothing, and each step is one line.
  await slider(fresh).fill('0');
  await fresh.locator('body').click({ position: { x: 2, y: 2 } });
  await expect.poll(async () => (await truth(fresh)).messages.length).toBe(0);
  expect((await truth(fresh)).link).not.toBe('ready');
  const shown = async () => (await fresh.evaluate(() => workbench.transcript({ format: 'jsonl' }))).trim().split('\n').length;
  const before = await shown();
  await fresh.keyboard.press('ArrowRight');
  expect(await shown()).toBeGreaterThan(before);
  await fresh.keyboard.press('ArrowLeft');
  expect(await shown()).toBe(before);

  // Played to its end, as fast as the page can, it is the same again.
  await deck(fresh).getByRole('radio', { name: 'Fast' }).click();
  await deck(fresh).getByRole('button', { name: 'Play' }).click();
  await expect(deck(fresh).getByRole('button', { name: 'Play' })).toBeVisible();
  await expect.poll(() => truth(fresh)).toEqual(live.truth);

  // Nothing is sent, whoever asks; and every button that would send says so.
  const refused = await failure(fresh, 'command', 'AT+CSQ');
  expect(refused).toMatchObject({ kind: 'busy', message: `This is a replay of ${file.name}. Nothing is sent.` });
  expect((await failure(fresh, 'connect', { virtual: 'L610' })).message).toContain('Nothing is sent.');
  let [pressed, silent] = [0, 0];
  for (const id of Object.keys(TITLES)) {
    await fresh.goto(`${ORIGIN}/#/${id}`);
    await expect(fresh.getByRole('heading', { name: TITLES[id as keyof typeof TITLES], level: 1 })).toBeVisible();
    const screen = await pressAll(fresh);
    [pressed, silent] = [pressed + screen.pressed.length, silent + screen.refused];
    await expect(fresh.locator('.toasts, main [role=alert], main .note').filter({ hasText: 'Nothing is sent.' }), `${id}: one of ${screen.pressed.join(', ')} tries to send`).toHaveCount(0);
  }
  expect(pressed).toBeGreaterThan(20);
  expect(silent, 'buttons that say why they cannot be pressed').toBeGreaterThan(3);
  expect((await truth(fresh)).counters.bytesOut).toBe(live.truth.counters.bytesOut);

  // Some of those buttons open dialogs.
  await fresh.evaluate(() => document.querySelectorAll('dialog[open]').forEach((dialog) => (dialog as HTMLDialogElement).close()));
  await fresh.getByRole('button', { name: 'Leave the replay' }).click();
  await expect(deck(fresh)).toHaveCount(0);
  expect((await truth(fresh)).link).toBe('closed');
  expect(await fresh.evaluate(() => workbench.transcript())).toBe('');
  await context.close();
});

/** Presses every button of the screen that can be pressed, one after the other, and says which; what comes of it is drawn by then. Of the
 * others it counts those that say that nothing is sent. */
function pressAll(page: Page): Promise<{ pressed: string[]; refused: number }> {
  return page.evaluate(async () => {
    const pressed: string[] = [];
    const refused = [...document.querySelectorAll<HTMLButtonElement>('main button[aria-disabled=true]')].filter((button) => button.title.includes('Nothing is sent.')).length;
    for (const button of document.querySelectorAll<HTMLButtonElement>('main button, .shell-wire button')) {
      if (!button.isConnected || button.closest('.replay, dialog') || button.getAttribute('aria-disabled') === 'true') continue;
      pressed.push(button.getAttribute('aria-label') ?? button.innerText);
      button.click();
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    }
    return { pressed, refused };
  });
}

/** A session file with these commands, each with its end and how long that took, in milliseconds. */
function session(steps: [string, string, number][]): string {
  let [at, number] = [1_000, 0];
  const entry = (direction: object, text: string, request: number) => JSON.stringify({ number: (number += 1), at, ...direction, text, request });
  const lines = steps.flatMap(([command, end, took], request) => {
    at += 100;
    const sent = entry({ direction: 'command' }, `${command}\r`, request + 1);
    at += took;
    return [sent, ...end.split('|').map((line) => entry({ direction: 'received', role: line.startsWith('+') ? 'status' : 'final' }, `\r\n${line}\r\n`, request + 1))];
  });
  return ['{"format":"module-workbench-session","version":1,"page":"0.1.0","zero":1767225600000}', ...lines, ''].join('\n');
}

test('a session stands beside a reference run, step by step, and the keys walk what differs', async ({ app: { page } }) => {
  const open = 'AT+MQTTOPEN=1,"broker.example",1883,1,60';
  await drop(page, 'bad.workbench.jsonl', session([['AT', 'OK', 10], ['AT+CSQ', 'OK', 900], [open, 'OK|+MQTTOPEN: 1,0', 1_500]]));
  const good = session([['AT', 'OK', 10], ['AT+CSQ', 'OK', 10], ['AT+MQTTUSER=1,"u","⟨password 1⟩"', 'OK', 20], [open, 'OK|+MQTTOPEN: 1,1', 1_400]]);
  await deck(page).getByText('Compare with another session').click();
  const choosing = page.waitForEvent('filechooser');
  await deck(page).getByRole('button', { name: 'A session file…' }).click();
  await (await choosing).setFiles({ name: 'good.workbench.jsonl', mimeType: '', buffer: Buffer.from(good) });
  const told = deck(page).locator('.replay-compare-head [role=status]');
  await expect(told).toHaveText('3 differences');
  const rows = deck(page).locator('.replay-pair:not(.is-head)');
  await expect(rows).toHaveCount(4);

  const now = deck(page).locator('.replay-pair.is-now');
  for (const [place, says, other] of [[1, 'AT+CSQ', 'other time'], [2, 'AT+MQTTUSER', 'only in the other one'], [3, '+MQTTOPEN: 1,1', 'other answer']] as const) {
    await page.keyboard.press('d');
    await expect(told).toHaveText(`Difference ${place} of 3`);
    await expect(now).toContainText(says);
    await expect(now).toContainText(other);
  }
  await page.keyboard.press('u');
  await expect(now).toContainText('AT+MQTTUSER');

  // A step leads the replay to where it was.
  await rows.first().getByRole('button').click();
  await expect.poll(async () => (await page.evaluate(() => workbench.transcript())).includes('AT+CSQ')).toBe(false);
});
