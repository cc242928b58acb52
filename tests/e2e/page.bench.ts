// How long does the page take to be usable and ready, and a virtual module to be ready to publish? How fast can a browser read a virtual serial port at
// best?
import type { Browser, Page } from '@playwright/test';

import { BLANK, SUBPATH, expect, openPage, test } from './kit';
import { percentile, report } from './measure';
import { NO_PORTS, button, main } from './screens';

const LOADS = 10;
const MEGABYTES = 16;

/** How many times slower the processor is made, as that of an old computer. */
const SLOWER = 4;

/** In how many milliseconds the first screen should be usable on such a computer, and a virtual module be ready to publish after the click. */
const USABLE = 1_000;
const READY_TO_PUBLISH = 3_000;

const middle = (times: number[]) => percentile(times, 0.5);

/** A page of a browser that has never seen this one, with the processor so many times slower. */
async function fresh(browser: Browser, slower: number): Promise<Page> {
  const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slower });
  return page;
}

for (const slower of [1, SLOWER]) {
  test(`time until the first screen is usable, and a virtual module ready to publish, with the processor ${slower} times slower`, async ({ browser }) => {
    const [painted, usable, published]: number[][] = [[], [], []];
    for (let load = 0; load < LOADS; load += 1) {
      const page = await fresh(browser, slower);
      // What is painted first is a picture of the screen. It is usable once its buttons are those of the code.
      await page.addInitScript(() => {
        const look = () => {
          if (![...document.querySelectorAll('main button')].some((button) => !button.closest('#loading'))) return;
          watch.disconnect();
          performance.mark('usable');
        };
        const watch = new MutationObserver(look);
        watch.observe(document, { subtree: true, childList: true });
      });
      await openPage(page, NO_PORTS);
      const [first, mark] = await page.evaluate(() => ['first-contentful-paint', 'usable'].map((name) => performance.getEntriesByName(name)[0]!.startTime));
      painted!.push(first!);
      usable!.push(mark!);
      // Ready to publish is a module whose client is connected.
      await page.evaluate(() => {
        addEventListener('click', () => performance.mark('clicked'), { capture: true, once: true });
        const look = () => {
          if (workbench.state().clients[1] === 'open') performance.measure('ready to publish', 'clicked');
          else setTimeout(look, 10);
        };
        look();
      });
      await button(page, 'See it working').click();
      const measured = () => page.evaluate(() => performance.getEntriesByName('ready to publish')[0]?.duration);
      await expect.poll(measured, { timeout: 60_000 }).toBeDefined();
      published!.push((await measured())!);
      await page.context().close();
    }
    const name = slower === 1 ? 'page' : `page, processor ${slower} times slower`;
    report(`${name}: first paint`, middle(painted!), 'ms');
    report(`${name}: first screen usable`, middle(usable!), 'ms', USABLE);
    report(`${name}: click until ready to publish`, middle(published!), 'ms', READY_TO_PUBLISH);
  });
}

test('time until the page is ready', async ({ app, context }) => {
  const times: number[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    await context.clearCookies();
    const begun = performance.now();
    await app.open(load % 2 === 0 ? '/' : SUBPATH);
    times.push(performance.now() - begun);
  }

  report('page: navigation until ready, median', times.sort((a, b) => a - b)[LOADS / 2] ?? 0, 'ms');
});

test('from one click to a message that came back', async ({ page }) => {
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    await openPage(page, NO_PORTS);
    await button(page, 'See it working').click();
    await expect(main(page).getByRole('heading', { name: 'This was it. Your message came back.' })).toBeVisible({ timeout: 40_000 });
    times.push(Number(/([\d.]+) s from the click/.exec(await main(page).innerText())?.[1]));
  }

  report('page: See it working, median (goal 5)', times.sort((a, b) => a - b)[2] ?? 0, 's');
});

for (const bufferSize of [255, 4_096, 65_536]) {
  test(`reading ${MEGABYTES} MB from the serial port with a buffer of ${bufferSize}`, async ({ page, plugIn }) => {
    await plugIn({ program: 'tiny' });
    await page.goto(BLANK);
    await expect.poll(() => page.evaluate(async () => (await navigator.serial.getPorts()).length)).toBe(1);

    const seconds = await page.evaluate(
      async ({ bytes, bufferSize }) => {
        const [port] = await navigator.serial.getPorts();
        if (!port) throw new Error('no port');
        await port.open({ baudRate: 921_600, bufferSize });
        const writer = port.writable!.getWriter();
        const begun = performance.now();
        await writer.write(new TextEncoder().encode(`AT+FILL=${bytes}\r`));
        const reader = port.readable!.getReader();
        let left = bytes;
        while (left > 0) {
          const { value, done } = await reader.read();
          if (done) throw new Error('the line closed');
          left -= value.length;
        }
        return (performance.now() - begun) / 1_000;
      },
      { bytes: MEGABYTES * 1_000_000, bufferSize },
    );

    report(`serial: bare read loop, bufferSize ${bufferSize}`, MEGABYTES / seconds, 'MB/s');
  });
}
