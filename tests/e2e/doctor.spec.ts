// Does the log doctor find what is wrong in a log that is pasted, chosen or dropped, show the lines that prove it, and lead to the screen that mends it?
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { constants, deflateRawSync, gzipSync } from 'node:zlib';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, field, main, onScreen } from './screens';

const REFUSED = [
  'I (1040) at: TX AT+CGMM',
  'I (1055) at: RX L610-CN-00',
  'I (1056) at: RX OK',
  'W (1060) heap: free 81232',
  'I (4470) at: TX AT+MQTTUSER=1,"press7","hunter2","press-7"',
  'I (4471) at: RX OK',
  'I (4475) at: TX AT+MQTTOPEN=1,"mqtt.example.org",1883,1,60',
  'I (4481) at: RX OK',
  'I (9093) at: RX +MQTTOPEN: 1,0',
  'I (9130) mqtt: connected',
  'I (9302) at: TX AT+MQTTPUB=1,"plant/7/state",1,0,"running"',
  'I (9325) at: RX +CME ERROR: 767',
].join('\n');

const HEALTHY = ['I (1) at: TX AT', 'I (9) at: RX OK', 'I (20) at: TX AT+CSQ', 'I (31) at: RX +CSQ: 21,99', 'I (32) at: RX OK'].join('\n');

const findings = (page: Page) => main(page).getByRole('region', { name: 'Findings' });
const log = (page: Page) => main(page).getByRole('log', { name: 'The log with its meaning' });

async function paste(page: Page, text: string) {
  await openPage(page, `${NO_PORTS}#/doctor`);
  await onScreen(page, 'Log doctor');
  await field(page, /^Or paste it/).fill(text);
  await button(page, 'Read the log').click();
}

async function give(page: Page, name: string, buffer: Buffer) {
  await openPage(page, `${NO_PORTS}#/doctor`);
  await onScreen(page, 'Log doctor');
  if (await button(page, 'Another log…').isVisible()) await button(page, 'Another log…').click();
  await main(page).locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

test('a status of 0 that was taken for a success is found, with its lines, its cause and the screen that mends it', async ({ page }) => {
  await paste(page, REFUSED);

  const first = findings(page).getByRole('listitem').first();
  await expect(first.getByRole('button', { expanded: true })).toContainText('A status of 0 was taken for a success');
  for (const part of ['Likely cause', 'Next step', 'It would be wrong if']) await expect(first).toContainText(part);
  await first.getByRole('button', { name: /^Line 11 .*AT\+MQTTPUB/ }).click();
  const line = log(page).locator('.doctor-row', { hasText: 'AT+MQTTPUB' });
  await expect(line).toBeInViewport();
  await expect(line).toContainText('Proof');
  // What the program says itself is there too, and each line of the module beside its meaning.
  await expect(log(page)).toContainText('heap: free 81232');
  await expect(main(page)).toContainText('Found: ESP-IDF');
  await expect(main(page).locator('.action-bar')).toContainText('Finding 1 is put right on Session.');
  await main(page).getByRole('link', { name: 'Go to Session' }).click();
  await onScreen(page, 'Session');
  await page.goBack();
  await expect(first).toContainText('A status of 0 was taken for a success');
});

test('N and P walk the findings, but not while somebody types', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/doctor`);
  await field(page, /^Or paste it/).focus();
  await page.keyboard.type('N');
  await expect(field(page, /^Or paste it/)).toHaveValue('N');
  await button(page, 'Try an example').click();
  await expect(findings(page).getByRole('listitem').first()).toBeVisible();
  const chosen = () => findings(page).getByRole('button', { expanded: true }).innerText();
  const first = await chosen();
  await page.keyboard.press('n');
  await expect.poll(chosen).not.toBe(first);
  await page.keyboard.press('p');
  await expect.poll(chosen).toBe(first);
});

test('a healthy log has no finding, and a text that is no log is said to be none', async ({ page }) => {
  await paste(page, HEALTHY);
  await expect(findings(page)).toContainText('Nothing is wrong in this log');
  await button(page, 'Another log…').click();
  await field(page, /^Or paste it/).fill('Dear diary,\nnothing happened today.');
  await button(page, 'Read the log').click();
  await expect(findings(page)).toContainText('no AT commands');
});

test('a file is read whatever it is packed in', async ({ page }) => {
  for (const [name, bytes] of [
    ['log.txt.gz', gzipSync(REFUSED)],
    ['utf16.log', Buffer.from(`\uFEFF${REFUSED}`, 'utf16le')],
  ] as const) {
    await give(page, name, bytes);
    await expect(findings(page)).toContainText('A status of 0 was taken for a success');
    await expect(main(page)).toContainText(name);
  }
  await give(page, 'cut.gz', gzipSync(REFUSED).subarray(0, 60));
  await expect(main(page)).toContainText('The browser cannot read this file.');
  await expect(button(page, 'Try an example')).toBeVisible();
});

/** A gzip file that stands for so many megabytes in some kilobytes: one block that keeps nothing of those before it, again and again. Its sum is never looked at. */
function bomb(megabytes: number): Buffer {
  const head = gzipSync('').subarray(0, 10);
  const block = deflateRawSync(Buffer.alloc(1 << 20, `${'x'.repeat(1023)}\n`), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([head, ...Array<Buffer>(megabytes).fill(block)]);
}

test('a small file that stands for a great deal is read up to a limit, which is said, and the page stays itself', async ({ page }) => {
  test.setTimeout(120_000);
  const file = bomb(2_000);
  expect(file.length).toBeLessThan(8 << 20);
  await openPage(page, `${NO_PORTS}#/doctor`);
  await onScreen(page, 'Log doctor');
  await expect(main(page)).toContainText('compressed (gzip) up to 256 MB');
  await main(page).locator('input[type=file]').setInputFiles({ name: 'bomb.gz', mimeType: 'application/gzip', buffer: file });
  await expect(main(page)).toContainText('This compressed log has more than 256 MB. It was read up to line 262144.', { timeout: 100_000 });
  // What was read is there.
  await expect(log(page).locator('.doctor-row').first()).toContainText('xxxxxxxxxx');
});

test('a log of many lines is read while the page answers, and can be stopped', async ({ page }) => {
  const many = Buffer.from(`${REFUSED}\n`.repeat(20_000));
  await give(page, 'many.log', many);
  await button(page, 'Stop').click();
  await expect(button(page, 'Choose a file…')).toBeVisible();
  await give(page, 'many.log', many);
  // Findings come while it is read.
  await expect(findings(page)).toContainText('A status of 0 was taken for a success');
  await expect(main(page)).toContainText('240000 lines', { timeout: 60_000 });
  await expect(button(page, 'Another log…')).toBeVisible();
  // Its rows together are taller than a browser lets an element be: both ends are reached all the same, and a line by its number.
  await log(page).focus();
  await page.keyboard.press('End');
  await expect(log(page).locator('.doctor-row').last()).toContainText('240000');
  await expect(log(page).locator('.doctor-row').last()).toContainText('+CME ERROR: 767');
  await page.keyboard.press('Home');
  await expect(log(page).locator('.doctor-row').first()).toContainText('AT+CGMM');
  await field(page, /^Go to line/).fill('120011');
  await page.keyboard.press('Enter');
  await expect(log(page).locator('.doctor-row.is-shown')).toContainText('AT+MQTTPUB');
  await expect(log(page).locator('.doctor-row.is-shown')).toBeInViewport();
  await field(page, /^Search the log/).fill('HEAP: free');
  await expect(main(page).getByRole('search')).toContainText('1 of the first 10000 lines', { timeout: 30_000 });
  await expect(log(page).locator('.doctor-row.is-shown')).toContainText('heap: free');
});

test('a log that is dropped anywhere on the screen is read by the doctor, and no session is opened', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/doctor`);
  await onScreen(page, 'Log doctor');
  for (const [selector, name] of [['#main h1', 'first.log'], ['header', 'second.log']] as const) {
    await page.evaluate(({ selector, name, text }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      for (const type of ['dragover', 'drop']) {
        document.querySelector(selector)!.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }, { selector, name, text: REFUSED });
    await expect(main(page)).toContainText(name);
    await expect(findings(page)).toContainText('A status of 0 was taken for a success');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

test('a line that is gone to stays in view among lines of many rows', async ({ page }) => {
  // All alike, so that the rows drawn take as much room wherever they stand.
  const lines = Array.from({ length: 400 }, (_, at) => `line ${at + 1} ${'x'.repeat(2_000)}`);
  await give(page, 'long.txt', Buffer.from(lines.join('\n')));
  for (const line of ['200', '399', '7']) {
    await field(page, /^Go to line/).fill(line);
    await page.keyboard.press('Enter');
    const shown = log(page).locator('.doctor-row.is-shown');
    await expect(shown).toContainText(`line ${line} x`);
    await expect(shown).toBeInViewport();
  }
});

test('a log of thousands of lines is pasted at once, where a browser would take minutes', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/doctor`);
  await onScreen(page, 'Log doctor');
  const area = field(page, /^Or paste it/);
  /** Whether the page has put it in itself. */
  const pasted = (text: string) =>
    area.evaluate((area, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      area.focus();
      return !area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  expect(await pasted(REFUSED), 'a short text is left to the browser, which can undo it').toBe(false);
  await area.fill('first\nlast');
  await area.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(6, 6));
  const long = Array.from({ length: 8_000 }, (_, at) => `W (${at}) heap: free 81232\n`).join('') + `${REFUSED}\n`;
  expect(await pasted(long)).toBe(true);
  await expect(area).toHaveValue(`first\n${long}last`);
  await button(page, 'Read the log').click();
  await expect(findings(page)).toContainText('A status of 0 was taken for a success');
});

test('hostile lines become no elements, and hidden characters are shown', async ({ page }) => {
  await paste(page, '< AT+CSQ\n<img src=x onerror="document.title=1">\nI (1) at: TX AT+X="\u202Eabc<b>"\nI (2) at: RX OK');
  await expect(log(page)).toContainText('<img src=x');
  await expect(log(page).locator('img, b')).toHaveCount(0);
  await expect(log(page)).not.toContainText('\u202E');
});

test('scripts get the same by explain and explainFile', async ({ page }) => {
  await openPage(page, NO_PORTS);
  const lines = await page.evaluate((log) => workbench.explain(log), REFUSED);
  expect(lines.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(lines.filter(({ kind }) => kind === 'noise').map(({ line }) => line)).toEqual([4, 10]);
  expect(lines[8]).toMatchObject({ text: '+MQTTOPEN: 1,0', kind: 'urc', severity: 'error' });
  expect(lines[10]).toMatchObject({ kind: 'command', severity: 'info' });

  const [diagnosis, progress] = await page.evaluate(async (log) => {
    const progress: number[] = [];
    const found = await workbench.explainFile(new Blob([log]), { onProgress: (done) => progress.push(done) });
    return [found, progress] as const;
  }, REFUSED);
  expect(diagnosis).toMatchObject({ lines: 12, style: 'ESP-IDF', findings: [{ rule: 'status-zero', severity: 'error', lines: [9, 11], screen: 'session' }] });
  expect(progress.at(-1)).toBe(REFUSED.length);
});

test('the progress of a compressed file is counted in its own bytes', async ({ page }) => {
  await openPage(page, NO_PORTS);
  const told = await page.evaluate(async (log) => {
    const packed = await new Response(new Blob([log]).stream().pipeThrough(new CompressionStream('gzip'))).blob();
    const told: [number, number][] = [];
    const { findings } = await workbench.explainFile(packed, { onProgress: (done, total) => told.push([done, total]) });
    return { told, size: packed.size, rules: findings.map(({ rule }) => rule) };
  }, 'nothing of the module\n'.repeat(100_000) + REFUSED);
  expect(told.rules).toEqual(['status-zero']);
  expect(told.told.length).toBeGreaterThan(1);
  expect(told.told.every(([done, total]) => total === told.size && done <= total)).toBe(true);
  expect(told.told.at(-1)).toEqual([told.size, told.size]);
});

test('each style that can be chosen says in which line it was seen first', async ({ page }) => {
  await paste(page, 'boot\nI (1) at: TX AT+CSQ\nI (9) at: RX +CSQ: 21,99\nI (9) at: RX OK\n11-27 06:43:19.123  1234  1250 D RILC    : AT> AT\n');
  const style = main(page).getByRole('combobox', { name: 'Style of the log' });
  const offered = () => style.getByRole('option').allInnerTexts();
  await expect.poll(offered).toEqual(expect.arrayContaining(['ESP-IDF, first in line 2', 'logcat, first in line 5', 'Zephyr']));
  // Chosen by hand, the log is read as that one alone, and where the others stand is still said.
  await style.selectOption({ label: 'logcat, first in line 5' });
  await expect.poll(offered).toEqual(expect.arrayContaining(['ESP-IDF, first in line 2', 'logcat, first in line 5']));
});

test('a log is searched, its steps are measured, and who spoke with whom is drawn and saved without secrets', async ({ page }) => {
  await paste(page, REFUSED);
  await field(page, /^Search the log/).fill('mqttpub');
  await expect(main(page).getByRole('search')).toContainText('1 of 1 line');
  await expect(log(page).locator('.doctor-row.is-shown')).toContainText('AT+MQTTPUB');
  await field(page, /^Go to line/).fill('1');
  await page.keyboard.press('Enter');
  await expect(log(page).locator('.doctor-row.is-shown')).toContainText('AT+CGMM');

  const more = main(page).getByRole('region', { name: 'The log, line by line or as a whole' });
  // Nobody has asked for it yet, and while a log is read it would be drawn again and again.
  await expect(more.locator('.doctor-times, .doctor-sequence')).toHaveCount(0);
  await more.getByRole('tab', { name: 'Time line' }).click();
  const open = more.locator('.doctor-step', { hasText: 'Open' });
  await expect(open).toContainText('4.6 s');
  await expect(open).toContainText('It did not go well.');

  await more.getByRole('tab', { name: 'Sequence' }).click();
  const picture = more.getByRole('img', { name: 'Sequence diagram' });
  for (const text of ['Program', 'Broker', 'AT+MQTTOPEN=1,…', 'refuses, or is not reached']) await expect(picture).toContainText(text);
  const saving = page.waitForEvent('download');
  await button(page, 'Save SVG').click();
  const svg = (await readFile(await (await saving).path())).toString();
  expect(svg).toContain('AT+MQTTUSER=1,…');
  expect(svg).not.toContain('hunter2');

  const told = page.waitForEvent('download');
  await button(page, 'As JSON').click();
  const json = JSON.parse((await readFile(await (await told).path())).toString());
  expect(json.findings[0]).toMatchObject({ rule: 'status-zero', severity: 'error', lines: [9, 11] });
});
