// How busy is the page, and how smooth does it stay, while a module prints messages as fast as a serial line of 115,200 bauds brings them?
import { expect, test } from './kit';
import { report, watchFrames } from './measure';
import { connect } from './workbench';

test.use({ moduleOptions: { program: 'flooding' } });

const EACH_SECOND = 160;
const SECONDS = 10;
const BYTES = 36;

for (const topics of [1, 500]) {
  const name = `${EACH_SECOND} messages a second on ${topics} topic${topics > 1 ? 's' : ''}`;

  test(name, async ({ app: { page }, module, context }) => {
    const count = EACH_SECOND * SECONDS;
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable');
    const busy = async () => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')!.value;
    };
    await connect(page, module);
    await page.evaluate(() => void (location.hash = '#/messages'));
    // All topics are there, as they are after the first seconds of a session.
    await page.evaluate((topics) => workbench.command(`AT+MESSAGES=${topics},36,${topics},1`), topics);
    await expect.poll(() => page.evaluate(() => workbench.state().counters.messages)).toBe(topics);
    await page.bringToFront();

    const frames = await watchFrames(page);
    const before = await busy();
    const seconds = await page.evaluate(
      async ({ command, all }) => {
        const begun = performance.now();
        await workbench.command(command);
        while (workbench.state().counters.messages < all) await new Promise((resolve) => setTimeout(resolve, 50));
        return (performance.now() - begun) / 1_000;
      },
      { command: `AT+PACED=${EACH_SECOND},${count},${BYTES},${topics}`, all: topics + count },
    );
    const share = (await busy()) - before;
    const { frame, task } = await frames();

    report(`uart: 99th percentile frame, ${topics} topics`, frame, 'ms');
    report(`uart: longest task, ${topics} topics`, task, 'ms');
    report(`uart: main thread busy, ${topics} topics`, (100 * share) / seconds, '%');
  });
}
