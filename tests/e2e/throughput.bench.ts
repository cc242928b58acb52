// How fast does the page take messages from the wire, compared with a loop that reads the same bytes and does nothing with them?
import { BLANK, expect, test } from './kit';
import { bareLoop, report } from './measure';
import { connect, state } from './workbench';

test.use({ moduleOptions: { instant: true, args: ['--flood'] } });

/** So many messages of so many bytes. */
const FLOODS = [
  { messages: 40_000, bytes: 16 },
  { messages: 20_000, bytes: 128 },
  { messages: 8_000, bytes: 1_024 },
];

for (const { messages, bytes } of FLOODS) {
  test(`${messages} messages of ${bytes} bytes`, async ({ app, module, context }) => {
    const line = '\r\n+MQTTMSG: 1,0,"bench/topic","'.length + bytes + '"\r\n'.length;
    const megabytes = (messages * line) / 1_000_000;

    const bare = await context.newPage();
    await bare.goto(BLANK);
    await expect.poll(() => bare.evaluate(async () => (await navigator.serial.getPorts()).length)).toBe(1);
    const bareSeconds = await bareLoop(bare, `AT+XFLOOD=${messages},${bytes}`, messages * line);
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
