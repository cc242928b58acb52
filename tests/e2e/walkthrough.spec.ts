// Does a walkthrough lead through a module one button a step, send nothing but what was agreed to, and does one from outside get no further than that?
import { deflateRawSync } from 'node:zlib';

import type { Page } from '@playwright/test';

import { FASTER } from './faster';
import { expect, openPage, test } from './kit';
import { NO_PORTS, button, field, main, onScreen, screen } from './screens';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const pack = (document: object) => `1.${deflateRawSync(JSON.stringify(document)).toString('base64url')}`;

/** The commands that went out, in order. */
async function sent(page: Page): Promise<string[]> {
  const transcript = await page.evaluate(() => workbench.transcript({ format: 'jsonl' }));
  const lines: { direction?: string; text?: string }[] = transcript.trimEnd().split('\n').map((line) => JSON.parse(line));
  return lines.filter(({ direction }) => direction === 'command').map(({ text }) => (text ?? '').trim());
}

/** What a command of the list can look like on the line. What only a person gives stands in quotes, and may have a semicolon. */
function shape(listed: string): RegExp {
  const place = (name: string) => (/^(user|password|id)$/.test(name) ? '[^"\\r]+' : '[^";\\r]+');
  const parts = listed.split(/‹([^›]*)›/).map((part, at) => (at % 2 ? place(part) : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('')}$`);
}

async function start(page: Page, title: string) {
  await screen(page, /Walkthroughs/).click();
  await onScreen(page, 'Walkthroughs');
  await button(page, `Start ${title}`).click();
}

/** What a person types, by the label of the field; what is filled in stays as it is, unless it stands here. */
type Typed = [label: RegExp, text: string][];

/** Presses the one button of each step until the walkthrough is over, and fills in what a step asks for; the headings on the way. */
async function walk(page: Page, typed: Typed = []): Promise<string[]> {
  const headings: string[] = [];
  const over = button(page, 'All walkthroughs');
  const go = main(page).locator('.walk-go .button');
  const ready = main(page).locator('.walk-go .button:not([aria-disabled])');
  for (;;) {
    await expect(over.or(go)).toBeVisible({ timeout: 30_000 });
    headings.push(await main(page).getByRole('heading', { level: 1 }).innerText());
    if (await over.isVisible()) return headings;
    const step = await main(page).locator('.walk').innerText();
    for (const [label, text] of typed) {
      const input = main(page).locator('.walk').getByLabel(label);
      if (await input.isVisible()) await input.fill(text);
    }
    await ready.click({ timeout: 30_000 });
    await expect.poll(async () => (await over.isVisible()) || (await main(page).locator('.walk').innerText()) !== step, { timeout: 30_000 }).toBe(true);
  }
}

/** Leads one walkthrough of the library to its end, and sees that nothing was sent which is not in its list. What was sent, and what stood at the end. */
async function toItsEnd(page: Page, title: string, typed: Typed = []): Promise<{ since: string[]; headings: string[] }> {
  await start(page, title);
  await onScreen(page, title);
  const list = main(page).getByRole('list', { name: 'Commands' });
  await expect(list.locator('code').first()).toBeVisible();
  const shapes = (await list.locator('code').allInnerTexts()).map(shape);
  await expect(main(page)).toContainText('Nothing else will be sent.');
  const before = await sent(page);
  await button(page, 'Agree and begin').click();
  await expect(main(page).locator('.walk-where')).toContainText('Step 1 of');
  expect(await sent(page), `${title} sends nothing before its button is pressed`).toEqual(before);
  const headings = await walk(page, typed);
  // What the page does by itself with a message that came, or with a module that is told to show it, is none of the walkthrough's.
  const since = (await sent(page)).slice(before.length).filter((line) => !/^AT\+MQTT(READ|CONF)/.test(line));
  expect(since.filter((line) => !shapes.some((shape) => shape.test(line))), title).toEqual([]);
  // Each ends with what happened, what the doctor found, and one masked file.
  const went = main(page).getByRole('listitem').filter({ hasText: 'as it should be' });
  await expect(went.first(), title).toBeVisible();
  await expect(main(page), title).toContainText('The file to send back');
  await expect(button(page, 'Save the file to send back')).toBeVisible();
  return { since, headings };
}

/** A certificate that the virtual module takes. */
const PEM = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----';

/** The walkthroughs of the library that are for no cloud, in an order in which somebody may need them, with one module: where each ends, and what it sent. */
const LIBRARY: { title: string; typed?: Typed; end: string; sends: string[] }[] = [
  { title: 'Weak signal', end: 'The signal is good', sends: ['AT+CSQ', 'AT+CEREG?'] },
  { title: 'First connection', end: 'It works', sends: ['AT+MIPCALL=1,"CMNET"', 'AT+MQTTPUB=1,"workbench/first",1,0,"hello"'] },
  { title: 'Health report', end: 'That is all', sends: ['AT+COPS?', 'AT+GTSSLFILE?'] },
  { title: 'Firmware and identity', end: 'That is all', sends: ['AT+CGMR', 'AT+CGSN'] },
  { title: 'Give the module a certificate', typed: [[/^The authority/, PEM]], end: 'The certificate is in the module', sends: ['AT+GTSSLMODE=1'] },
  {
    title: 'TLS fails but plain works',
    typed: [[/^User name/, 'press7'], [/^Password/, 'hunter2'], [/^Client id/, 'press-7']],
    end: 'TLS works',
    sends: ['AT+MQTTOPEN=1,"broker.emqx.io",8883,1,60,2'],
  },
  {
    title: 'MQTT will not connect',
    typed: [[/^User name/, 'press7'], [/^Password/, 'hunter2'], [/^Client id/, 'press-7']],
    end: 'It connects, and stays',
    sends: ['AT+MQTTOPEN=1,"broker.emqx.io",1883,1,60', 'AT+MQTTCLOSE?'],
  },
];

test('each walkthrough of the library is led to its end on one module, with nothing sent that was not in its list', async ({ page }) => {
  test.setTimeout(240_000);
  await page.addInitScript(FASTER);
  await openPage(page, `${NO_PORTS}#/walkthrough`);
  const titles = await main(page).getByRole('list', { name: 'Walkthroughs of this page' }).locator('li b').allInnerTexts();
  expect(LIBRARY.map(({ title }) => title).toSorted()).toEqual(titles.toSorted());
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  for (const { title, typed, end, sends } of LIBRARY) {
    const { since, headings } = await toItsEnd(page, title, typed);
    expect(headings.at(-1), `${title}: ${headings.join(' · ')}`).toBe(end);
    expect(since, title).toEqual(expect.arrayContaining(sends));
    await expect(main(page), title).not.toContainText('hunter2');
    await button(page, 'All walkthroughs').click();
  }
});

/** What the button beside a text of the login copies; anything, where the cloud looks at none. */
async function copied(page: Page, name: string): Promise<string> {
  const row = main(page).locator('.triple > div').filter({ has: page.getByText(name, { exact: true }) });
  if ((await row.innerText()).includes('(empty)')) return 'any';
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await row.getByRole('button').click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('');
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Clouds that know a device by its certificate have it given to the module before. */
const IDENTITY = {
  TRUSTFILE: PEM,
  CERTFILE: PEM,
  KEYFILE: '-----BEGIN EC PRIVATE KEY-----\nMA==\n-----END EC PRIVATE KEY-----',
} as const;

test('each of the nine clouds has its first message, with the login that the screen Credentials works out', async ({ page }) => {
  test.setTimeout(300_000);
  await page.addInitScript(FASTER);
  await openPage(page, `${NO_PORTS}#/walkthrough`);
  const titles = await main(page).getByRole('list', { name: 'The first message to a cloud' }).locator('li b').allInnerTexts();
  expect(titles).toHaveLength(9);
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  for (const [slot, data] of Object.entries(IDENTITY)) {
    await page.evaluate(([slot, data]) => workbench.tls.load({ slot, data }), [slot as keyof typeof IDENTITY, data] as const);
  }
  for (const title of titles) {
    const cloud = title.replace('First message: ', '');
    await screen(page, /Credentials/).click();
    await main(page).locator('.clouds').getByText(cloud).first().click();
    await button(page, 'Try it with a demonstration device').click();
    await expect(main(page).getByText('The broker acts as'), cloud).toBeVisible();
    const [user, password, id] = [await copied(page, 'User name'), await copied(page, 'Password'), await copied(page, 'Client id')];
    const { since, headings } = await toItsEnd(page, title, [[/^User name/, user], [/^Password/, password], [/^Client id/, id]]);
    expect(headings.at(-1), `${title}: ${headings.join(' · ')}`).toBe('The message is there');
    expect(since.some((line) => line.startsWith('AT+MQTTPUB=1,')), title).toBe(true);
    await button(page, 'All walkthroughs').click();
  }
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
  await expect(main(page).getByRole('row', { name: /^apn/ })).toContainText('m2m.example');
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
