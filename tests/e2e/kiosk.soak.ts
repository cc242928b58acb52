// Does a stand forget hundreds of visitors, and stay as small as it was? Far too long for `make test`, which does it three times.
import { rmSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { expect, test } from './kit';
import { onStart, ownProfile, plant, sendOwn, startAgain, toGame, toOwnMessage, visit } from './kiosk';
import { button, main } from './screens';
import { scan } from './profile';

/** How many come. */
const VISITS = Number(process.env.KIOSK_VISITS ?? 500);

/** How many of the first and of the last are compared. The first of all warms the page up. */
const COMPARED = Math.max(1, Math.min(100, Math.floor(VISITS / 3)));

/** How much more memory the last may take than the first. */
const MORE = 1.1;

const canary = (visit: number) => `canary-${visit}-e0b1f7`;

/** What the page holds after its garbage is gone: objects, and memory behind them such as that of its code. */
async function memory(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  return async () => {
    await session.send('HeapProfiler.collectGarbage');
    const usage = (await session.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
    return usage.usedSize + (usage.backingStorageSize ?? 0);
  };
}

/**
 * Lets the page's time go ten times as fast: each of its timers ends ten times as soon, and its clock says so. The browser's own time, which its
 * animations follow, and this test's stay.
 */
const FASTER = `{
  const times = 10, begun = performance.now(), now = performance.now.bind(performance), later = setTimeout, often = setInterval;
  performance.now = () => begun + (now() - begun) * times;
  globalThis.setTimeout = (act, time = 0, ...more) => later(act, time / times, ...more);
  globalThis.setInterval = (act, time = 0, ...more) => often(act, time / times, ...more);
}`;

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test('no visitor leaves anything, and none makes it grow', async ({ launchOptions }) => {
  test.setTimeout(60_000 + VISITS * 15_000);
  const { profile, context } = await ownProfile(launchOptions);
  const wrong: string[] = [];
  try {
    const page = context.pages()[0]!;
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    await page.addInitScript(FASTER);
    await visit(page, '&tour=0&idle=60');
    const used = await memory(page);
    const after: number[] = [];
    for (let number = 0; number < VISITS; number += 1) {
      await toOwnMessage(page);
      await sendOwn(page, canary(number));
      // Every other one just goes away.
      if (number % 2) await startAgain(page);
      else await onStart(page, 30_000);
      after.push(await used());
    }
    const [first, last] = [mean(after.slice(1, 1 + COMPARED)), mean(after.slice(-COMPARED))];
    console.log(`| visits of a stand: memory of the first ${COMPARED} and the last | ${VISITS} | ${Math.round(first / 1024)} KB | ${Math.round(last / 1024)} KB | ${(last / first).toFixed(3)} |`);
    expect(wrong).toEqual([]);
    expect(last / first).toBeLessThanOrEqual(MORE);
    await context.close();
    const { found, files, blocks } = scan(profile, Array.from({ length: VISITS }, (_, number) => canary(number)));
    console.log(`| files of the profile, and packed blocks in them | ${files} | ${blocks} | ${found.length} found | |`);
    expect(found).toEqual([]);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

/** What the page says of each fault once it has found it out, in the order in which they are offered. */
const FOUND = [
  'The SIM was taken out.',
  'The SIM was locked with a PIN.',
  'The operator has locked the module out.',
  'The APN was changed.',
  'The password at the broker was changed.',
  'The broker was taken away.',
];

for (const series of ['L610', 'MC66x', 'MA510']) {
  test(`a bot plays every fault of the game on ${series}, and the page finds out each`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.addInitScript(FASTER);
    await visit(page, `&tour=0&idle=600&series=${series}`);
    await toGame(page);
    await expect(main(page).locator('.kiosk-fault')).toHaveCount(FOUND.length);
    for (const [place, found] of FOUND.entries()) {
      await page.keyboard.press(String(place + 1));
      await expect(main(page).getByRole('heading', { level: 1, name: found })).toBeVisible({ timeout: 90_000 });
      await expect(main(page).locator('.kiosk-score')).toHaveText(`Found out: ${place + 1} of ${place + 1}`);
      await expect(main(page).locator('.kiosk-proof .kiosk-lines li')).not.toHaveCount(0);
      await button(page, 'Break something else').click();
    }
  });
}

test('without a kiosk the same search finds what was typed', async ({ launchOptions }) => {
  test.setTimeout(120_000);
  const { profile, context } = await ownProfile(launchOptions);
  try {
    const page = context.pages()[0]!;
    await plant(page, 'CANARYE0B1F7');
    await context.close();
    expect(scan(profile, ['CANARYE0B1F7']).found).not.toEqual([]);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
