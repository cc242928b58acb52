// Does a stand forget hundreds of visitors, stay as small as it was, and take back a module whose cable is pulled all day? Far too long for `make
// test`, which does each a few times.
import { rmSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { FASTER, skip } from './faster';
import { ORIGIN, expect, openPage, test } from './kit';
import { percentile, row } from './measure';
import { onStart, ownProfile, pill, plant, sendOwn, startAgain, toGame, toOwnMessage, visit, way } from './kiosk';
import { button, main } from './screens';
import { scan } from './profile';

/** How many come. */
const VISITS = Number(process.env.KIOSK_VISITS ?? 500);

/** How many cables are pulled. */
const UNPLUGS = Number(process.env.KIOSK_UNPLUGS ?? 200);

/** How many of the first and of the last are compared. The first of all warms the page up. */
const COMPARED = Math.max(1, Math.min(100, Math.floor(VISITS / 3)));

/** How much more memory the last may take than the first. */
const MORE = 1.1;

/**
 * How many seconds of the page a visitor may do nothing: more than a module needs to come online on a machine that does much else, since its time
 * goes ten times as fast and the machine does not. And how much faster still it goes where nobody is there any more.
 */
const IDLE = 600;
const NOBODY_THERE = 1_000;

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
    await visit(page, `&tour=0&idle=${IDLE}`);
    const used = await memory(page);
    const after: number[] = [];
    for (let number = 0; number < VISITS; number += 1) {
      await toOwnMessage(page);
      await sendOwn(page, canary(number));
      // Every other one just goes away.
      if (number % 2) await startAgain(page);
      else await skip(page, NOBODY_THERE, () => onStart(page, 30_000));
      // To ask takes as long as a quarter of a visit: those between are not compared.
      if (number <= COMPARED || number >= VISITS - COMPARED) after.push(await used());
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
  'The module\'s clock was moved to 2070.',
  'The password at the broker was changed.',
  'The broker was taken away.',
  'The antenna was taken off.',
];

for (const series of ['L610', 'MC66x', 'MA510']) {
  test(`a bot plays every fault of the game on ${series}, and the page finds out each`, async ({ page }) => {
    test.setTimeout(300_000);
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

test.describe('with a module on the table', () => {
  test.use({ moduleOptions: { instant: true } });

  test('its cable is pulled all day, and it is used again within five seconds', async ({ page, module, broker }) => {
    test.setTimeout(60_000 + UNPLUGS * 60_000);
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(String(error)));
    await openPage(page, `${ORIGIN}/?kiosk=1&tour=0&broker=${broker.address}`);
    await expect(pill(page)).toContainText('on this table', { timeout: 30_000 });
    const [soon, late]: number[][] = [[], []];
    for (let time = 0; time < UNPLUGS; time += 1) {
      // Every fourth time nobody hurries: the virtual module has taken its place, and sends messages.
      const isLate = time % 4 === 3;
      await module.unplug();
      await expect(pill(page)).not.toContainText('on this table', { timeout: 30_000 });
      if (isLate) {
        await expect(pill(page)).toContainText('Virtual module', { timeout: 30_000 });
        await expect(way(page)).toHaveClass(/is-out/, { timeout: 30_000 });
      }
      await module.start();
      await module.plug();
      const begun = performance.now();
      await expect(pill(page)).toContainText('on this table', { timeout: 60_000 });
      (isLate ? late! : soon!).push(performance.now() - begun);
      // It is not only there: its messages go round.
      if (time % 10 === 9) await expect(way(page)).toHaveClass(/is-home/, { timeout: 60_000 });
    }
    row('a stand’s module unplugged, and plugged in at once', soon!);
    row('the same, once the virtual one was at work', late!);
    expect(wrong).toEqual([]);
    for (const times of [soon!, late!]) expect(percentile(times, 0.95)).toBeLessThan(5_000);
  });
});

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
