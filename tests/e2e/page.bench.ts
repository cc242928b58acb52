// How long does the page take to be ready, and how fast can a browser read a virtual serial port at best?
import { BLANK, SUBPATH, expect, test } from './kit';

const LOADS = 10;
const MEGABYTES = 16;

/** Prints a figure as the other benchmarks do: a name, a number, a unit. */
function report(name: string, value: number, unit: string): void {
  console.log(`${name.padEnd(44)} ${value.toFixed(1).padStart(10)} ${unit}`);
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
