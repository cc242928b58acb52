// How much memory does the page take, and does it still answer, while a module says more than anybody can keep? The figures are those of the
// process that has the page, as Linux counts them. Far too long for `make test`.
import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { expect, test } from './kit';
import { connect } from './workbench';

test.use({ moduleOptions: { program: 'flooding' } });

const MB = 1 << 20;

/** What a flood may add to the page's process. */
const BUDGET = 160 * MB;

interface Flood {
  name: string;
  command: string;
  /** How many messages it brings, and how many bytes, to know when it is over. */
  messages: number;
  bytes: number;
  /** Whether every line of it can be saved afterwards. */
  isKept: boolean;
}

const FLOODS: Flood[] = [
  { name: 'a million messages of 70 bytes', command: 'AT+MESSAGES=1000000,48,1,1', messages: 1_000_000, bytes: 70_000_000, isKept: true },
  { name: '125,000 messages of 8 KB', command: 'AT+MESSAGES=125000,8192,1,1', messages: 125_000, bytes: 1_024_000_000, isKept: true },
  { name: '100,000 topics of 64 levels', command: 'AT+MESSAGES=100000,16,100000,64', messages: 100_000, bytes: 16_000_000, isKept: true },
  { name: '100 MB without a line end', command: 'AT+NOISE=100000000', messages: 0, bytes: 100_000_000, isKept: false },
  { name: 'a reply of 100,000 lines', command: 'AT+LINES=100000', messages: 0, bytes: 1_400_000, isKept: true },
];

/** The bytes that the page's process has for itself. */
async function own(page: Page): Promise<number> {
  const browser = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  await browser.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => {
    const kilobytes = [...readFileSync(`/proc/${id}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].map(([, number]) => Number(number));
    return 1024 * kilobytes.reduce((sum, one) => sum + one, 0);
  });
  expect(renderers.length).toBeGreaterThan(0);
  return Math.max(...renderers);
}

/** Begins to measure the longest time in which the page did nothing else. */
function listen(page: Page): Promise<void> {
  return page.evaluate(() => {
    const heard = ((globalThis as any).heard = { longest: 0 });
    let last = performance.now();
    const tick = (): void => {
      const now = performance.now();
      heard.longest = Math.max(heard.longest, now - last);
      last = now;
      setTimeout(tick, 5);
    };
    tick();
  });
}

/** Waits until all of a flood has come. */
function comes(page: Page, { command, messages, bytes }: Flood): Promise<{ seconds: number; longest: number }> {
  return page.evaluate(
    async ({ command, messages, bytes }) => {
      const read = (): number => workbench.state().counters.bytesIn;
      const [before, begun] = [read(), performance.now()];
      await workbench.command(command).catch(() => undefined);
      while (workbench.state().counters.messages < messages || read() - before < bytes * 0.98) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return { seconds: (performance.now() - begun) / 1_000, longest: (globalThis as any).heard.longest as number };
    },
    { command, messages, bytes },
  );
}

for (const flood of FLOODS) {
  test(flood.name, async ({ app: { page }, module }) => {
    test.setTimeout(900_000);
    await connect(page, module);
    await page.evaluate(() => void (location.hash = '#/messages'));
    // What the other pieces of the page take is not the flood's.
    await page.waitForTimeout(5_000);
    const before = await own(page);
    await listen(page);
    const { seconds, longest } = await comes(page, flood);
    // A collector of garbage has its time.
    await page.waitForTimeout(5_000);
    const more = (await own(page)) - before;
    const { link } = await page.evaluate(() => workbench.state());
    console.log(`| ${flood.name} | ${seconds.toFixed(1)} s | ${(more / MB).toFixed(0)} MB more | ${longest.toFixed(0)} ms without an answer at most |`);
    expect(link).toBe('ready');
    expect(more).toBeLessThan(BUDGET);
    if (flood.isKept) await expect(page.getByRole('complementary', { name: 'Wire' }).getByText(/no longer kept/)).toHaveCount(0);
  });
}
