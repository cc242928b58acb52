// What benchmarks of the page share: how a figure is printed, and the loop that reads the same bytes and does nothing with them.
import type { Page } from '@playwright/test';

/** Prints a figure as the other benchmarks do: a name, a number, a unit. */
export function report(name: string, value: number, unit: string): void {
  console.log(`${name.padEnd(52)} ${value.toFixed(2).padStart(10)} ${unit}`);
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
