// What benchmarks and soaks of the page share: how figures are printed, and the loop that reads the same bytes and does nothing with them.
import type { Page } from '@playwright/test';

/** Prints a figure as the other benchmarks do: a name, a number, a unit; and what it should be at most, where somebody has said so. */
export function report(name: string, value: number, unit: string, goal?: number): void {
  const beside = goal === undefined ? '' : ` (goal: ${goal})`;
  console.log(`${name.padEnd(52)} ${value.toFixed(2).padStart(10)} ${unit}${beside}`);
}

/** The time that this part of all times stays below. */
export function percentile(times: number[], part: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}

/** A row of the table of docs/figures.md. */
export function row(what: string, times: number[]): void {
  const [half, most] = [0.5, 0.95].map((part) => Math.round(percentile(times, part)));
  console.log(`| ${what} | ${times.length} | ${half} ms | ${most} ms | ${Math.round(Math.max(...times))} ms |`);
}

/** How long a bare loop takes for the same bytes, in seconds. */
export function bareLoop(page: Page, command: string, total: number): Promise<number> {
  return page.evaluate(
    async ({ command, total }) => {
      const [port] = await navigator.serial.getPorts();
      await port!.open({ baudRate: 115_200, bufferSize: 65_536 });
      const reader = port!.readable!.getReader();
      const writer = port!.writable!.getWriter();
      const begun = performance.now();
      await writer.write(new TextEncoder().encode(`${command}\r`));
      // The echo and OK are a few bytes more: the last of them stay unread.
      for (let left = total; left > 0; ) {
        const { value, done } = await reader.read();
        if (done) throw new Error('the line closed');
        left -= value.length;
      }
      const seconds = (performance.now() - begun) / 1_000;
      await reader.cancel();
      reader.releaseLock();
      writer.releaseLock();
      await port!.close();
      return seconds;
    },
    { command, total },
  );
}

/** How long a bare loop takes to send a command so many times, each when the answer to the last one is there, in seconds. */
export function bareCommands(page: Page, command: string, count: number): Promise<number> {
  return page.evaluate(
    async ({ command, count }) => {
      const [port] = await navigator.serial.getPorts();
      await port!.open({ baudRate: 115_200, bufferSize: 65_536 });
      const reader = port!.readable!.getReader();
      const writer = port!.writable!.getWriter();
      const [line, text] = [new TextEncoder().encode(`${command}\r`), new TextDecoder()];
      const begun = performance.now();
      for (let sent = 0; sent < count; sent += 1) {
        await writer.write(line);
        for (let heard = ''; !heard.endsWith('\r\nOK\r\n'); ) {
          const { value, done } = await reader.read();
          if (done) throw new Error('the line closed');
          heard += text.decode(value);
        }
      }
      const seconds = (performance.now() - begun) / 1_000;
      await reader.cancel();
      reader.releaseLock();
      writer.releaseLock();
      await port!.close();
      return seconds;
    },
    { command, count },
  );
}

/** Watches from now on how far apart frames are and how long tasks last, until what it gives is called. */
export async function watchFrames(page: Page): Promise<() => Promise<{ frame: number; task: number }>> {
  const watched = await page.evaluateHandle(() => {
    const [frames, tasks]: number[][] = [[], []];
    let [last, running] = [performance.now(), true];
    const frame = (now: number): void => {
      frames!.push(now - last);
      last = now;
      if (running) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const observer = new PerformanceObserver((list) => tasks!.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ type: 'longtask' });
    return () => {
      running = false;
      observer.disconnect();
      frames!.sort((a, b) => a - b);
      // The 99th percentile of the one, and the longest of the other.
      return { frame: frames![Math.floor(frames!.length * 0.99)]!, task: Math.max(0, ...tasks!) };
    };
  });
  return () => watched.evaluate((end) => end());
}
