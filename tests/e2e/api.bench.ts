// How fast is a script that sends one command after the other through the page, beside a loop that does the same on the port itself? And does it
// stay so: is the ten-thousandth command as fast as the first?
import { BLANK, expect, test } from './kit';
import { bareCommands, report } from './measure';
import { connect } from './workbench';

test.use({ moduleOptions: { instant: true } });

const COMMAND = 'AT+CSQ';
const COUNT = 1_000;
const ROUNDS = 10;

for (const wire of ['shut', 'shown'] as const) {
  test(`${ROUNDS} times ${COUNT} ${COMMAND}, the Wire panel ${wire}`, async ({ app: { page }, module, context }) => {
    const bare = await context.newPage();
    await bare.goto(BLANK);
    await expect.poll(() => bare.evaluate(async () => (await navigator.serial.getPorts()).length)).toBe(1);
    const bareSeconds = await bareCommands(bare, COMMAND, COUNT);
    await bare.close();
    await module.restart();

    if (wire === 'shut') await page.getByRole('button', { name: 'Hide the Wire panel' }).click();
    await connect(page, module);
    await page.bringToFront();
    const rounds = await page.evaluate(
      async ({ command, count, rounds }) => {
        const seconds: number[] = [];
        for (let round = 0; round < rounds; round += 1) {
          const begun = performance.now();
          for (let sent = 0; sent < count; sent += 1) await workbench.command(command);
          seconds.push((performance.now() - begun) / 1_000);
        }
        return seconds;
      },
      { command: COMMAND, count: COUNT, rounds: ROUNDS },
    );

    report(`api: ${COUNT} ${COMMAND}, Wire ${wire}`, rounds[0]! / bareSeconds, 'times the bare loop');
    report(`api: the last ${COUNT} of ${ROUNDS * COUNT}, Wire ${wire}`, rounds.at(-1)! / rounds[0]!, 'times the first');
    report(`api: a command, Wire ${wire}`, rounds[0]!, 'ms');
  });
}
