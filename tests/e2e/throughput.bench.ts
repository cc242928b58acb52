// How fast does the page take messages from the wire, compared with a loop that reads the same bytes and does nothing with them?
import { BLANK, expect, test } from './kit';
import { connect, state } from './workbench';

test.use({ moduleOptions: { instant: true, args: ['--flood'] } });

/** So many messages of so many bytes. */
const FLOODS = [
  { messages: 40_000, bytes: 16 },
  { messages: 20_000, bytes: 128 },
  { messages: 8_000, bytes: 1_024 },
];

/** Prints a figure as the other benchmarks do: a name, a number, a unit. */
function report(name: string, value: number, unit: string): void {
  console.log(`${name.padEnd(52)} ${value.toFixed(2).padStart(10)} ${unit}`);
}

for (const { messages, bytes } of FLOODS) {
  test(`${messages} messages of ${bytes} bytes`, async ({ app, module, context }) => {
    const line = '\r\n+MQTTMSG: 1,0,"bench/topic","'.length + bytes + '"\r\n'.length;
    const megabytes = (messages * line) / 1_000_000;

    const bare = await context.newPage();
    await bare.goto(BLANK);
    await expect.poll(() => bare.evaluate(async () => (await navigator.serial.getPorts()).length)).toBe(1);
    const bareSeconds = await bare.evaluate(
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
      { command: `AT+XFLOOD=${messages},${bytes}`, total: messages * line },
    );
    await bare.close();
    await module.restart();

    await connect(app.page, module);
    const { heard, seconds } = await app.page.evaluate(
      async ({ command, messages }) => {
        let heard = 0;
        const all = new Promise<void>((resolve) => {
          workbench.on('message', () => {
            heard += 1;
            if (heard === messages) resolve();
          });
        });
        const begun = performance.now();
        await workbench.command(command);
        await all;
        return { heard, seconds: (performance.now() - begun) / 1_000 };
      },
      { command: `AT+XFLOOD=${messages},${bytes}`, messages },
    );

    expect(heard).toBe(messages);
    const { counters } = await state(app.page);
    expect(counters).toMatchObject({ messages, unrecognised: 0 });
    const name = `${messages} x ${bytes} bytes`;
    report(`serial: bare read loop, ${name}`, megabytes / bareSeconds, 'MB/s');
    report(`page: messages told, ${name}`, megabytes / seconds, 'MB/s');
    report(`page: messages told, ${name}`, messages / seconds / 1_000, 'thousand/s');
    report(`page: share of the bare loop, ${name}`, bareSeconds / seconds, 'of 1');
  });
}
