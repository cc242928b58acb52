// A payload as the fields of a frame: a Modbus request made by fields reaches a real broker byte for byte; fields and bytes follow each other.
import { writeFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { expect, test } from './kit';
import { online } from './workbench';

const main = (page: Page) => page.getByRole('main');
const grid = (page: Page) => main(page).getByRole('grid', { name: 'Payload bytes' });
const table = (page: Page) => main(page).getByRole('table', { name: 'Fields of a frame' });
const field = (page: Page, name: string) => table(page).getByRole('textbox', { name, exact: true });

/** The bytes are these, however many stand in a row. */
const shows = (page: Page, bytes: string) =>
  expect.poll(async () => (await grid(page).locator('.hex-digits').allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim()).toBe(bytes);

/** Publish, with the table of this format open. */
async function frame(page: Page, format: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /Publish/ }).click();
  await main(page).getByRole('tab', { name: 'Hex' }).click();
  await main(page).locator('summary', { hasText: 'Fields of a frame' }).click();
  await main(page).getByLabel('Frame format').selectOption(format);
}

async function set(page: Page, name: string, value: string): Promise<void> {
  await field(page, name).fill(value);
  await field(page, name).press('Enter');
}

test('a Modbus request that is made by fields arrives byte for byte', async ({ app: { page }, module, broker }) => {
  const subscription = await broker.subscribe('plant/modbus');
  await online(page, module, broker);
  await frame(page, 'Modbus RTU, request');
  await main(page).getByRole('combobox', { name: /^Topic/ }).or(main(page).getByRole('textbox', { name: /^Topic/ })).fill('plant/modbus');
  await main(page).getByRole('button', { name: 'Begin with an example' }).click();
  await set(page, 'address', '17');
  await table(page).getByRole('combobox', { name: 'function' }).selectOption({ label: 'Write multiple registers (16)' });
  await set(page, 'start', '1');
  await set(page, 'quantity', '2');
  await set(page, '0', '10');
  await set(page, '1', '258');
  // What pymodbus makes of the same values.
  const expected = Buffer.from('11100001000204000a0102c6f0', 'hex');
  await shows(page, '11 10 00 01 00 02 04 00 0A 01 02 C6 F0');
  await page.keyboard.press('Control+Enter');
  expect((await subscription.next()).payload).toEqual(expected);
});

test.describe('on the virtual module', () => {
  test.beforeEach(async ({ app: { page } }) => {
    await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  });

  test('bytes and fields follow each other, mark each other, and are undone together', async ({ app: { page } }) => {
    await frame(page, 'DL/T 645-2007');
    await main(page).getByRole('button', { name: 'Begin with an example' }).click();
    await set(page, 'address', '000000000001');
    await shows(page, 'FE FE FE FE 68 01 00 00 00 00 00 68 11 04 33 33 34 33 B3 16');
    // The name leads to the bytes.
    await table(page).getByRole('button', { name: 'length' }).click();
    await expect(main(page).getByText('1 selected')).toBeVisible();
    // A byte leads to its field, and what is typed over it changes the field.
    await grid(page).focus();
    await page.keyboard.press('Control+Home');
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Insert');
    await expect(table(page).locator('.is-here')).toContainText('address');
    await page.keyboard.type('99');
    await expect(field(page, 'address')).toHaveValue('000000000099');
    // The checksum is as it was, which is said; one click mends it.
    await expect(table(page)).toContainText('Wrong. It should be');
    await table(page).getByRole('button', { name: 'Correct' }).click();
    await expect(table(page)).not.toContainText('Wrong. It should be');
    for (let step = 0; step < 3; step += 1) await main(page).getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(field(page, 'address')).toHaveValue('000012345678');
  });

  test('a value that does not fit is told at its field and changes nothing, and bytes that do not fit are told with their place', async ({ app: { page } }) => {
    await frame(page, 'Cayenne LPP');
    await main(page).getByRole('button', { name: 'Begin with an example' }).click();
    const value = field(page, 'value').first();
    await value.fill('27.25');
    await value.press('Enter');
    await expect(table(page).getByRole('alert')).toHaveText('Only steps of 0.1 are possible.');
    await expect(value).toHaveAttribute('aria-invalid', 'true');
    await shows(page, '03 67 01 10 05 67 00 FF');
    await value.press('Escape');
    await expect(value).toHaveValue('27.2');
    await expect(table(page).getByRole('alert')).toBeHidden();
    await table(page).getByRole('button', { name: 'Add', exact: true }).click();
    await shows(page, '03 67 01 10 05 67 00 FF 00 00 00');
    await table(page).getByRole('button', { name: 'Remove entry 0' }).click();
    await shows(page, '05 67 00 FF 00 00 00');
    await grid(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Backspace');
    await expect(main(page).getByText('The bytes do not fit at 0006, in value: there should be more.')).toBeVisible();
    await expect(field(page, 'value')).toHaveCount(0);
  });

  test('a file of one’s own is read, and what it asks for that is not read is named with its line', async ({ app: { page } }, info) => {
    await frame(page, 'None');
    const open = async (name: string, text: string) => {
      const path = info.outputPath(name);
      writeFileSync(path, text);
      await main(page).locator('.fields-as input[type=file]').setInputFiles(path);
    };
    await open('wrong.ksy', 'seq:\n  - id: a\n    type: u1\n    pos: 3\n');
    await expect(main(page).getByText('wrong.ksy, line 4: This page does not read the key "pos".')).toBeVisible();
    await open('tank.ksy', '-examples: [A507]\nseq:\n  - {id: start, contents: [0xa5]}\n  - {id: level, type: u1, -unit: "%"}\n');
    await expect(main(page).getByText('wrong.ksy')).toBeHidden();
    await main(page).getByRole('button', { name: 'Begin with an example' }).click();
    await set(page, 'level', '80');
    await shows(page, 'A5 50');
  });
});
