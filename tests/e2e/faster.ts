// How a test lets the time of a page go faster, the virtual module's with it.
import type { Page } from '@playwright/test';

/** How many times as fast it goes, unless a test says otherwise. */
const USUAL = 10;

/**
 * Lets the page's time go ten times as fast: each of its timers ends ten times as soon, and its clock says so. The browser's own time, which its
 * animations follow, and this test's stay.
 */
export const FASTER = `{
  let times = ${USUAL}, begun = performance.now(), shown = begun;
  const now = performance.now.bind(performance), later = setTimeout, often = setInterval;
  performance.now = () => shown + (now() - begun) * times;
  globalThis.goFaster = (by) => [begun, shown, times] = [now(), performance.now(), by];
  globalThis.setTimeout = (act, time = 0, ...more) => later(act, time / times, ...more);
  globalThis.setInterval = (act, time = 0, ...more) => often(act, time / times, ...more);
}`;

/** Lets the clock of such a page go so many times as fast until something has come about, in which nobody has to do anything. */
export async function skip(page: Page, times: number, until: () => Promise<void>): Promise<void> {
  const go = (by: number) => page.evaluate((by) => void (globalThis as any).goFaster(by), by);
  await go(times);
  await until();
  await go(USUAL);
}
