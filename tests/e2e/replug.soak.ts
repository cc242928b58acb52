// How soon does the page use a module again that was unplugged, and does that cost more each time? Far too long for `make test`.
import type { Page } from '@playwright/test';

import { expect, test, type Module } from './kit';
import { percentile, row } from './measure';
import { granted, state } from './workbench';

/** How many cables are pulled. */
const TIMES = Number(process.env.SOAK_REPLUGS ?? 50);

/** How many connects are made one after the other. */
const CONNECTS = Number(process.env.SOAK_CONNECTS ?? 1000);

test.use({ moduleOptions: { instant: true } });

async function phase(page: Page, expected: string): Promise<void> {
  await expect.poll(async () => (await state(page)).phase, { timeout: 30_000, intervals: [20] }).toBe(expected);
}

/** Pulls all cables and plugs them in again, that of the module at another place each time; how long the page then takes, in milliseconds. */
async function replugged(page: Page, module: Module, others: Module[], time: number): Promise<number> {
  const ports = others.toSpliced(time % (others.length + 1), 0, module);
  for (const port of ports) await port.unplug();
  await phase(page, 'lost');
  for (const port of ports) await port.start();
  for (const port of ports) await port.plug();
  const begun = performance.now();
  await phase(page, 'ready');
  return performance.now() - begun;
}

test('one port is used again within three seconds', async ({ app: { page }, module }) => {
  test.setTimeout(TIMES * 30_000);
  await granted(page, 1);
  await page.evaluate(() => workbench.connect({ port: 0 }));
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) times.push(await replugged(page, module, [], time));
  row('unplugged and plugged in, one port', times);
  expect(percentile(times, 0.95)).toBeLessThan(3_000);
});

test('a module that needs some seconds to start is used within three seconds of its own readiness', async ({ app: { page }, module }) => {
  test.setTimeout(TIMES * 60_000);
  await granted(page, 1);
  await page.evaluate(() => workbench.connect({ port: 0 }));
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    await module.unplug();
    await phase(page, 'lost');
    await module.start();
    await module.order('inject silent');
    await module.plug();
    await phase(page, 'starting');
    // At another moment between two questions each time.
    await page.waitForTimeout(2_000 + ((time * 370) % 1_000));
    const begun = performance.now();
    await module.order('heal');
    await phase(page, 'ready');
    times.push(performance.now() - begun);
  }
  row('used behind its own readiness', times);
  expect(percentile(times, 0.95)).toBeLessThan(3_000);
});

test('one of four ports is found again within five seconds', async ({ app: { page }, plugIn }) => {
  test.setTimeout(TIMES * 60_000);
  const others = [await plugIn({ scenario: 'silent' }), await plugIn({ scenario: 'noise' }), await plugIn({ scenario: 'nmea' })];
  const module = await plugIn({ instant: true });
  await granted(page, 4);
  await page.goto('#/connect');
  await page.getByRole('button', { name: 'Ask all ports' }).click();
  await phase(page, 'ready');
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) times.push(await replugged(page, module, others, time));
  row('unplugged and plugged in, four ports', times);
  expect(percentile(times, 0.95)).toBeLessThan(5_000);
});

test('connecting costs neither time nor memory that stays', async ({ app: { page }, plugIn }) => {
  test.setTimeout(CONNECTS * 5_000);
  await plugIn({ instant: true });
  await granted(page, 1);
  const session = await page.context().newCDPSession(page);
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  };
  const cycles = (times: number) =>
    page.evaluate(async (times) => {
      const begun = performance.now();
      for (let time = 0; time < times; time++) {
        await workbench.connect({ port: 0 });
        await workbench.disconnect();
      }
      return (performance.now() - begun) / times;
    }, times);
  const tenth = Math.ceil(CONNECTS / 10);
  await cycles(tenth);
  const [before, first] = [await heap(), await cycles(tenth)];
  await cycles(tenth * 7);
  const last = await cycles(tenth);
  const kept = ((await heap()) - before) / (tenth * 9);
  console.log(`| connect and disconnect, ${CONNECTS} times | first ${first.toFixed(0)} ms, last ${last.toFixed(0)} ms | ${(kept / 1_000).toFixed(1)} KB kept each |`);
  // The record keeps every line, some two kilobytes each time; what stays besides would grow without end.
  expect(kept).toBeLessThan(4_000);
  expect(last).toBeLessThan(first * 1.5);
});
