// How long does the log doctor take for a log of 50 MB, does the page stay smooth meanwhile, and does a log of 1 GB open and scroll? `lnav -n` reads
// the same file in the same run, beside it.
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { report } from './measure';
import { NO_PORTS, button, field, main, onScreen } from './screens';

const MEGABYTE = 1_000_000;

/** A log of an ESP-IDF program that publishes once a second, with a fault in its first minute and others later on. */
function write(path: string, megabytes: number): void {
  const file = openSync(path, 'w');
  const head = ['TX AT+CGMM', 'RX L610-CN-00', 'RX OK', 'TX AT+MQTTOPEN=1,"mqtt.example.org",1883,1,60', 'RX OK', 'RX +MQTTOPEN: 1,0'];
  let lines = head.map((text, index) => `I (${index * 40}) at: ${text}`);
  let [written, second] = [0, 1];
  while (written < megabytes * MEGABYTE) {
    for (let last = second + 2_000; second < last; second += 1) {
      const [at, value] = [second * 1_000, second % 97];
      const say = (after: number, text: string): void => void lines.push(`\x1B[0;32mI (${at + after}) at: ${text}\x1B[0m`);
      say(0, 'TX AT+CSQ');
      say(12, `RX +CSQ: ${18 + (second % 7)},99`);
      say(13, 'RX OK');
      lines.push(`W (${at + 20}) heap: free ${81_000 + value}`);
      say(200, `TX AT+MQTTPUB=1,"plant/7/state",1,0,"t=${value}"`);
      say(220, 'RX OK');
      say(350, 'RX +MQTTPUB: 1,1');
      lines.push(`I (${at + 400}) sensor: temperature 20.${value} humidity ${value} pressure 1013`);
      lines.push(`D (${at + 410}) wifi: state run -> run (0) rssi -${value}`);
    }
    written += writeSync(file, `${lines.join('\n')}\n`);
    lines = [];
  }
  closeSync(file);
}

/** How long `lnav -n` takes for a file, in seconds; nothing where there is no lnav. */
function lnav(path: string, folder: string): number | undefined {
  if (spawnSync('lnav', ['-V']).error) return undefined;
  const begun = performance.now();
  execFileSync('lnav', ['-n', path], { stdio: ['ignore', 'ignore', 'ignore'], env: { ...process.env, HOME: folder } });
  return (performance.now() - begun) / 1_000;
}

/** Opens the screen in a page whose memory can be asked for. */
async function open(page: Page): Promise<void> {
  await page.addInitScript(() => {
    for (const name of ['instantiate', 'instantiateStreaming'] as const) {
      const make = WebAssembly[name] as (...given: unknown[]) => Promise<any>;
      (WebAssembly as any)[name] = async (...given: unknown[]) => {
        const made = await make(...given);
        const memory = (made.instance ?? made).exports?.memory;
        if (memory) (globalThis as any).memory ??= memory;
        return made;
      };
    }
  });
  await openPage(page, `${NO_PORTS}#/doctor`);
  await onScreen(page, 'Log doctor');
}

/** Reads the file, and says how long it took until the first finding and until all, the longest task, and by how much the heaps grew. */
async function read(page: Page, path: string): Promise<{ first: number; all: number; task: number; heap: number }> {
  await page.evaluate(() => {
    const heaps = (): number => (globalThis as any).memory.buffer.byteLength + (performance as any).memory.usedJSHeapSize;
    const seen = ((globalThis as any).seen = { begun: 0, first: 0, all: 0, task: 0, before: heaps(), most: 0 });
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (seen.task = Math.max(seen.task, duration)))).observe({ type: 'longtask' });
    document.querySelector('#main input[type=file]')!.addEventListener('change', () => (seen.begun = performance.now()), { capture: true });
    setInterval(() => {
      const now = performance.now();
      seen.most = Math.max(seen.most, heaps());
      if (seen.first === 0 && document.querySelector('#main .doctor-finding')) seen.first = now;
      if (seen.all === 0 && [...document.querySelectorAll('#main button')].some((button) => button.textContent?.includes('Another log'))) seen.all = now;
    }, 10);
  });
  await main(page).locator('input[type=file]').setInputFiles(path);
  await expect(button(page, 'Another log…')).toBeVisible({ timeout: 280_000 });
  await page.waitForTimeout(50);
  return page.evaluate(() => {
    const { begun, first, all, task, before, most } = (globalThis as any).seen;
    return { first: (first - begun) / 1_000, all: (all - begun) / 1_000, task, heap: (most - before) / 1_048_576 };
  });
}

test.describe.configure({ timeout: 600_000 });

test('a log of 50 MB', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'workbench-logs-'));
  try {
    const path = join(folder, 'fifty.log');
    write(path, 50);
    await open(page);
    const beside = lnav(path, folder);
    const { first, all, task, heap } = await read(page, path);
    report('doctor: 50 MB, first finding', first, 's');
    report('doctor: 50 MB, all findings', all, 's');
    if (beside === undefined) console.log('doctor: beside lnav: NOT RUN, there is no lnav');
    else {
      report('lnav -n: the same file', beside, 's');
      report('doctor: all findings, as a share of lnav -n (goal 2.5)', all / beside, 'times');
    }
    report('doctor: 50 MB, longest task (goal 50)', task, 'ms');
    report('doctor: 50 MB, growth of the heaps (goal 64)', heap, 'MB');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a log of 1 GB opens and scrolls', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'workbench-logs-'));
  try {
    const path = join(folder, 'giga.log');
    write(path, 1_000);
    expect(statSync(path).size).toBeGreaterThan(1_000 * MEGABYTE);
    await open(page);
    await main(page).locator('input[type=file]').setInputFiles(path);
    // It is scrolled while it is read: what has come can be looked at.
    const log = main(page).getByRole('log', { name: 'The log with its meaning' });
    await expect.poll(() => log.locator('.doctor-row').count(), { timeout: 30_000 }).toBeGreaterThan(5);
    await expect(button(page, 'Another log…')).toBeVisible({ timeout: 500_000 });
    const begun = performance.now();
    await log.focus();
    await page.keyboard.press('End');
    await expect(log.locator('.doctor-row', { hasText: 'wifi: state run' }).last()).toBeVisible();
    report('doctor: 1 GB, to the last line', performance.now() - begun, 'ms');
    const jumped = performance.now();
    await field(page, /^Go to line/).fill('9000003');
    await page.keyboard.press('Enter');
    await expect(log.locator('.doctor-row.is-shown code')).not.toBeEmpty();
    report('doctor: 1 GB, to a line in the middle', performance.now() - jumped, 'ms');
    const memory = await page.evaluate(() => (globalThis as any).memory.buffer.byteLength);
    report('doctor: 1 GB, memory of the code', memory / 1_048_576, 'MB');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
