// How fast does the page take messages while somebody looks at them, and how smooth does it stay? Each view beside a loop that reads the same
// bytes from the same module and does nothing with them, in the same run.
import { BLANK, expect, test } from './kit';
import { bareLoop, report, watchFrames } from './measure';
import { connect } from './workbench';

test.use({ moduleOptions: { instant: true, args: ['--flood'] } });

const MESSAGES = 200_000;
const BYTES = 36;

/** What is looked at, the address of its screen, and on how many topics the messages come. */
const VIEWS: [string, string, number][] = [
  ['Connect with the Wire panel', '#/connect', 1],
  ['Terminal', '#/terminal', 1],
  ['Messages, one topic', '#/messages', 1],
  ['Messages, 500 topics', '#/messages', 500],
];

for (const [view, address, topics] of VIEWS) {
  test(`${MESSAGES} messages: ${view}`, async ({ app: { page }, module, context }) => {
    const topic = topics > 1 ? 'bench/topic/000' : 'bench/topic';
    const total = MESSAGES * ('\r\n+MQTTMSG: 1,0,"'.length + topic.length + '","'.length + BYTES + '"\r\n'.length);
    const command = `AT+XFLOOD=${MESSAGES},${BYTES},${topics}`;
    const bare = await context.newPage();
    await bare.goto(BLANK);
    await expect.poll(() => bare.evaluate(async () => (await navigator.serial.getPorts()).length)).toBe(1);
    const bareSeconds = await bareLoop(bare, command, total);
    await bare.close();
    await module.restart();

    await connect(page, module);
    await page.evaluate((address) => void (location.hash = address), address);
    await page.bringToFront();
    const frames = await watchFrames(page);
    const seconds = await page.evaluate(
      async ({ command, messages }) => {
        const begun = performance.now();
        await workbench.command(command);
        while (workbench.state().counters.messages < messages) await new Promise((resolve) => setTimeout(resolve, 20));
        return (performance.now() - begun) / 1_000;
      },
      { command, messages: MESSAGES },
    );
    const { frame, task } = await frames();
    report(`page: share of the bare loop, ${view}`, bareSeconds / seconds, 'of 1');
    report(`page: 99th percentile frame, ${view}`, frame, 'ms');
    report(`page: longest task, ${view}`, task, 'ms');
  });
}
