// How long does a replay of a hundred thousand lines take to show any point of the file?
import { expect, test } from './kit';
import { report } from './measure';

/** How many lines the file has, and how many points of it are gone to. */
const LINES = 100_000;
const POINTS = 60;

/** A session of a client that publishes and has messages announced, as long as it takes. */
function session(): string {
  const lines = ['{"format":"module-workbench-session","version":1,"page":"0.1.0","zero":1767225600000}'];
  let number = 0;
  const entry = (direction: string, text: string, more: object = {}) => {
    number += 1;
    lines.push(JSON.stringify({ number, at: number * 20, direction, text, ...more }));
  };
  for (let request = 1; number < LINES; request += 1) {
    if (request % 500 === 1) {
      entry('command', 'AT+MQTTOPEN=1,"broker.example",1883,1,60\r', { request });
      entry('received', '\r\nOK\r\n', { role: 'final', request });
      entry('received', '\r\n+MQTTOPEN: 1,1\r\n', { role: 'status', request });
    }
    entry('command', `AT+MQTTPUB=1,"plant/${request % 40}",1,0,"{\\"oil\\":${request}}"\r`, { request });
    entry('received', '\r\nOK\r\n', { role: 'final', request });
    entry('received', '\r\n+MQTTPUB: 1,1\r\n', { role: 'status', request });
    entry('received', `\r\n+MQTTMSG: 1,1,"plant/${request % 40}","value ${request}"\r\n`, { role: 'unsolicited' });
    if (request % 500 === 0) entry('received', '\r\n+MQTTBREAK: 1,1\r\n', { role: 'unsolicited' });
  }
  return `${lines.join('\n')}\n`;
}

for (const [screen, address] of [['Messages', '#/messages'], ['Session', '#/session'], ['Terminal', '#/terminal']] as const) {
  test(`any point of ${LINES} lines, with ${screen} below`, async ({ app: { page } }) => {
    test.setTimeout(180_000);
    await page.evaluate((address) => void (location.hash = address), address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'long.workbench.jsonl'));
      for (const type of ['dragover', 'drop']) {
        document.querySelector('main h1')!.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      }
    }, session());
    const slider = page.getByRole('slider', { name: 'Time in the file' });
    await expect(slider).toBeVisible({ timeout: 120_000 });
    // What the log doctor has to say has been said: it would be in the way.
    await expect(page.getByText('Looking for what is wrong in the file…')).toHaveCount(0, { timeout: 120_000 });
    const times = await slider.evaluate(async (slider: HTMLInputElement, points) => {
      const drawn = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const times: number[] = [];
      const [least, most] = [Number(slider.min), Number(slider.max)];
      for (let point = 0; point < points; point += 1) {
        // Far to and fro, and never the same place twice.
        const part = (point * 0.618_034) % 1;
        await drawn();
        const begun = performance.now();
        slider.value = String(Math.round(least + (most - least) * part));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        await drawn();
        times.push(performance.now() - begun);
      }
      return times.sort((a, b) => a - b);
    }, POINTS);
    report(`replay: a point of ${LINES} lines, ${screen}, median`, times[POINTS / 2]!, 'ms');
    report(`replay: the slowest of ${POINTS} points, ${screen}`, times.at(-1)!, 'ms');
  });
}
