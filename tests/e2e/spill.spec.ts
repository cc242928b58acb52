// Can all of a session be saved that is larger than what the page keeps in memory, and does nothing of it stay behind?
import { gunzipSync } from 'node:zlib';

import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { save, wire } from './saving';
import { connect } from './workbench';

test.use({ moduleOptions: { instant: true, args: ['--flood'] } });

/** Lines that have some ninety megabytes together: the page keeps 32 of them in memory. */
const MESSAGES = 60_000;
const BYTES = 1_400;

/** What is in the private files of the page's origin: how many there are, and whether one of them holds this text. */
function stored(page: Page, text: string): Promise<{ tabs: number; files: number; readable: number }> {
  return page.evaluate(async (text) => {
    const found = { tabs: 0, files: 0, readable: 0 };
    const root = await navigator.storage.getDirectory();
    const all = await root.getDirectoryHandle('module-workbench.record').catch(() => undefined);
    for await (const tab of (all as any)?.values() ?? []) {
      found.tabs += 1;
      for await (const file of tab.values()) {
        found.files += 1;
        if ((await (await file.getFile()).text()).includes(text)) found.readable += 1;
      }
    }
    return found;
  }, text);
}

/** Leaves directories behind as tabs do that ended without notice, each with a file. */
function leaveBehind(page: Page, ...names: string[]): Promise<void> {
  return page.evaluate(async (names) => {
    const all = await (await navigator.storage.getDirectory()).getDirectoryHandle('module-workbench.record', { create: true });
    for (const name of names) {
      const gone = await all.getDirectoryHandle(name, { create: true });
      await (await (await gone.getFileHandle('0', { create: true })).createWritable()).close();
    }
  }, names);
}

/** Has the module print the messages, and waits until all have come. */
async function flood(page: Page, messages: number): Promise<void> {
  await page.evaluate(
    async ({ command, messages }) => {
      await workbench.command(command);
      while (workbench.state().counters.messages < messages) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    { command: `AT+XFLOOD=${messages},${BYTES}`, messages },
  );
}

test('what memory has no room for waits in files that nobody can read, is saved, and goes with the page', async ({ app, module, context }) => {
  test.setTimeout(600_000);
  const { page } = app;
  await connect(page, module);
  await flood(page, MESSAGES);
  await expect(wire(page).getByText(/earlier lines are not shown here/)).toBeVisible();
  await expect(wire(page).getByText(/no longer kept/)).toHaveCount(0);
  const kept = await stored(page, '+MQTTMSG');
  expect(kept).toMatchObject({ tabs: 1, readable: 0 });
  expect(kept.files).toBeGreaterThan(10);

  const { buffer } = await save(page, 'Session file, compressed', 240_000);
  const lines = gunzipSync(buffer).toString('latin1').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const numbers = lines.map(({ number }) => number).filter((number) => number !== undefined);
  expect(lines.filter(({ text }) => text?.startsWith('+MQTTMSG:')).length).toBe(MESSAGES);
  expect(numbers).toEqual(numbers.map((_, place) => numbers[0] + place));

  // Another tab takes away nothing of it: it goes over all directories in the order of their names, and those of tabs that crashed are gone then.
  await leaveBehind(page, '0', 'zz');
  const other = await context.newPage();
  await openPage(other, page.url());
  // One that goes while it is looked at is not there, either.
  await expect.poll(() => stored(page, '+MQTTMSG').catch(() => undefined), { timeout: 20_000 }).toMatchObject({ tabs: 1 });
  expect((await stored(page, '+MQTTMSG')).files).toBe(kept.files);
  // A tab that is closed leaves nothing behind.
  await page.close();
  await expect.poll(() => stored(other, '+MQTTMSG').catch(() => undefined)).toMatchObject({ files: 0 });
});

test('what a tab left behind that ended without notice is removed by the next page', async ({ app }) => {
  const { page } = app;
  await leaveBehind(page, 'of-a-tab-that-crashed');
  expect((await stored(page, '')).tabs).toBe(1);
  await page.reload();
  await expect.poll(() => stored(page, '')).toMatchObject({ tabs: 0 });
});

test('a full disk takes the oldest lines, which is said, and what is newer can be saved', async ({ app: { page }, module }) => {
  test.setTimeout(600_000);
  const browser = await page.context().newCDPSession(page);
  await browser.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 12 << 20 });
  await connect(page, module);
  await flood(page, MESSAGES);
  await expect(wire(page).getByText(/no longer kept: this browser has no more room/)).toBeVisible();
  const { buffer } = await save(page, 'Session file, compressed', 240_000);
  const lines = gunzipSync(buffer).toString('latin1').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  expect(lines.filter(({ text }) => text?.startsWith('+MQTTMSG:')).length).toBeLessThan(MESSAGES);
  // The header says what is missing before the first line that has a number.
  const first = lines.find(({ number }) => number !== undefined);
  expect(lines[0].let_go.lines).toBe(first.number);
});

test('a browser that has no such files lets the oldest lines go, and says so', async ({ app, module }) => {
  test.setTimeout(600_000);
  const { page } = app;
  await page.addInitScript(() => void delete (StorageManager.prototype as Partial<StorageManager>).getDirectory);
  await app.open();
  await connect(page, module);
  await flood(page, MESSAGES);
  await expect(wire(page).getByText(/no longer kept: this browser has no more room/)).toBeVisible();
  await expect(wire(page).getByText(/earlier lines are not shown here/)).toHaveCount(0);
});
