// Does a walkthrough lead through a module one button a step, send nothing but what was agreed to, and does one from outside get no further than that?
import { deflateRawSync } from 'node:zlib';

import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, field, main, onScreen } from './screens';

const pack = (document: object) => `1.${deflateRawSync(JSON.stringify(document)).toString('base64url')}`;

/** The commands that went out, in order. */
async function sent(page: Page): Promise<string[]> {
  const transcript = await page.evaluate(() => workbench.transcript({ format: 'jsonl' }));
  const lines: { direction?: string; text?: string }[] = transcript.trimEnd().split('\n').map((line) => JSON.parse(line));
  return lines.filter(({ direction }) => direction === 'command').map(({ text }) => (text ?? '').trim());
}

/** What a command of the list can look like on the line. */
const shape = (listed: string) => new RegExp(`^${listed.split(/‹[^›]*›/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^";\\r]+')}$`);

async function start(page: Page, title: string) {
  await page.goto(`${NO_PORTS}#/walkthrough`);
  await onScreen(page, 'Walkthroughs');
  await button(page, `Start ${title}`).click();
}

/** Presses the one button of each step until the walkthrough is over; the headings on the way. */
async function walk(page: Page): Promise<string[]> {
  const headings: string[] = [];
  const over = button(page, 'All walkthroughs');
  const go = main(page).locator('.walk-go .button:not([aria-disabled])');
  for (;;) {
    await expect(over.or(go)).toBeVisible({ timeout: 30_000 });
    headings.push(await main(page).getByRole('heading', { level: 1 }).innerText());
    if (await over.isVisible()) return headings;
    const step = await main(page).locator('.walk').innerText();
    await go.click();
    await expect.poll(async () => (await over.isVisible()) || (await main(page).locator('.walk').innerText()) !== step).toBe(true);
  }
}

test('the first connection is led to its end, with nothing sent that was not in the list', async ({ page }) => {
  await openPage(page, NO_PORTS);
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  await start(page, 'First connection');
  const list = main(page).getByRole('list', { name: 'Commands' });
  await expect(list).toContainText('AT+MIPCALL=1,"‹apn›"');
  const shapes = (await list.locator('code').allInnerTexts()).map(shape);
  const before = await sent(page);
  await expect(main(page)).toContainText('Nothing else will be sent.');
  await button(page, 'Agree and begin').click();
  // The command is shown before it goes.
  await expect(main(page)).toContainText('The button sends this, and nothing else');
  expect(await sent(page)).toEqual(before);
  const headings = await walk(page);
  expect(headings.at(-1)).toBe('It works');
  expect(headings).toContain('Publish a message');
  // Each command that went out since is one of the list. What the page does by itself with a message that came is none of the walkthrough's.
  const since = (await sent(page)).slice(before.length).filter((line) => !/^AT\+MQTT(READ|CONF)/.test(line));
  expect(since).toContain('AT+MQTTPUB=1,"workbench/first",1,0,"hello"');
  expect(since.filter((line) => !shapes.some((shape) => shape.test(line)))).toEqual([]);
  // The file to send back is shown before it is saved.
  await expect(main(page)).toContainText('The file to send back');
});

test('a link from outside leaves the address, sends nothing before somebody agrees, and is refused where it means harm', async ({ page }) => {
  const sound = {
    walkthrough: 1,
    id: 'check',
    title: 'Look at the signal',
    about: 'One question.',
    from: { name: 'Ana Ruiz, support', contact: 'ana@example.com' },
    values: [{ name: 'apn', kind: 'apn', from: 'link', usual: 'CMNET' }],
    steps: [
      { id: 'signal', title: 'How strong is the signal?', text: 'A **plain** question.', does: { check: 'signal' }, must: [{ field: 'CSQ.rssi', max: 99 }], branches: [{ when: 'otherwise', say: 'It is weak.', go: 'end' }] },
      { id: 'ask', title: 'Which APN?', does: { ask: ['apn'] } },
      { id: 'dial', title: 'Dial', does: { dial: 'apn' }, branches: [{ when: 'otherwise', say: 'No.', go: 'end' }] },
      { id: 'end', title: 'Thank you', does: { end: 'open' } },
    ],
  };
  await openPage(page, `${NO_PORTS}#/walkthrough/${pack(sound)}?apn=m2m.example`);
  await onScreen(page, 'Somebody asks you to run a check');
  expect(new URL(page.url()).hash).toBe('#/walkthrough');
  await expect(main(page)).toContainText('This page cannot prove who made it.');
  await expect(main(page)).toContainText('The link brings: apn = m2m.example');
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  const before = await sent(page);
  await button(page, 'Agree and begin').click();
  await expect(main(page).locator('.walk-sends')).toContainText('AT+CSQ');
  expect(await sent(page)).toEqual(before);
  await button(page, 'Ask the module').click();
  await button(page, 'Go on').click();
  // What cannot leave its place is not taken, and nothing goes on.
  await expect(field(page, /^APN/)).toHaveValue('m2m.example');
  await field(page, /^APN/).fill('a";+CFUN=15');
  await expect(main(page)).toContainText('This cannot be sent');
  await expect(button(page, 'Use this')).toHaveAttribute('aria-disabled', 'true');
  await field(page, /^APN/).fill('CMNET');
  await button(page, 'Use this').click();
  await expect(main(page).locator('.walk-sends')).toContainText('AT+MIPCALL=1,"CMNET"');
  await button(page, 'Stop and close').click();
  await onScreen(page, 'Walkthroughs');

  const harm = { ...sound, steps: [{ id: 'a', title: 'T', does: { send: 'AT+CFUN=15' }, branches: [{ when: 'otherwise', say: 'S', go: 'end' }] }, sound.steps[3]] };
  for (const [place, reason] of [
    [pack(harm), 'it restarts the module or switches it off'],
    [`${pack(sound)}?apn=a%22`, 'The value apn is not allowed there.'],
    [pack(sound).slice(0, -20), 'The link is damaged.'],
    [pack({ ...sound, title: 'C\u{43E}nnect' }), 'hidden, or that look like others'],
  ] as const) {
    await page.goto(`${NO_PORTS}#/walkthrough/${place}`);
    await onScreen(page, 'This walkthrough cannot be used');
    await expect(main(page)).toContainText(reason);
    await button(page, 'All walkthroughs').click();
  }
});
