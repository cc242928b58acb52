// Does every byte arrive as it was typed? Random payloads from the editor, by keyboard alone, to a real broker; and what the editor says of them.
import type { Locator, Page } from '@playwright/test';

import { expect, test } from './kit';
import { unfold } from './screens';
import { heard, listen, online, plain } from './workbench';

/** How many payloads go over the wire, and how many of their bytes are typed digit by digit: the rest is pasted. */
const PAYLOADS = 100;
const TYPED = 48;

const main = (page: Page) => page.getByRole('main');
const grid = (page: Page) => main(page).getByRole('grid', { name: 'Payload bytes' });

/** Numbers that look random and are the same in every run (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Ways to write bytes that a person pastes. */
const NOTATIONS: readonly ((bytes: Buffer) => string)[] = [
  (bytes) => bytes.toString('hex').replace(/..(?=.)/g, '$& '),
  (bytes) => [...bytes].map((byte) => `0x${byte.toString(16)}`).join(', '),
  (bytes) => [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
  (bytes) => `const uint8_t frame[] = { ${[...bytes].join(', ')} };`,
  (bytes) => `let frame = &[${[...bytes].map((byte) => `0x${byte.toString(16)}u8`).join(', ')}];`,
];

async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not lead to ${target}`);
}

async function publishScreen(page: Page, topic: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /Publish/ }).click();
  await main(page).getByRole('combobox', { name: /^Topic/ }).or(main(page).getByRole('textbox', { name: /^Topic/ })).fill(topic);
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test.describe('with a module on a real port and a real broker', () => {
  test.use({ moduleOptions: { instant: true } });
  test.setTimeout(600_000);

  test('every payload arrives byte for byte, from the keyboard alone', async ({ app: { page }, module, broker }) => {
    const subscription = await broker.subscribe('bytes');
    await online(page, module, broker);
    await publishScreen(page, 'bytes');
    await reach(page, main(page).getByRole('tab', { name: 'Text' }));
    await page.keyboard.press('ArrowRight');
    await reach(page, grid(page));

    const random = dice(7);
    for (let round = 0; round < PAYLOADS; round += 1) {
      const length = round === 0 ? 1 : round === 1 ? 1_024 : 1 + Math.floor(random() * 1_024);
      const payload = Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      const typed = payload.subarray(0, Math.min(length, TYPED));
      await page.keyboard.type(typed.toString('hex'));
      const rest = payload.subarray(typed.length);
      if (rest.length > 0) {
        // A single byte in hexadecimal digits could be text, and would be asked about.
        const notation = NOTATIONS[rest.length === 1 ? 1 : round % NOTATIONS.length]!;
        await page.evaluate((text) => navigator.clipboard.writeText(text), notation(rest));
        await page.keyboard.press('Control+v');
      }
      await page.keyboard.press('Control+Enter');

      const received = await subscription.next(30_000);
      expect(received.payload.equals(payload), `payload ${round} of ${length} bytes arrives as it was written`).toBe(true);
      await expect(main(page).getByRole('status').filter({ hasText: 'Published,' })).toContainText(`${length} byte`);
      // The confirmation of the payload before may look alike: the next one begins when this one is over.
      await expect(main(page).getByRole('button', { name: 'Publish', exact: true })).not.toHaveAttribute('aria-busy', 'true');
    }
  });
});

test.describe('on the virtual module', () => {
  test.beforeEach(async ({ app: { page } }) => {
    await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
    await publishScreen(page, 'plant/7');
  });

  test('text and bytes are two views of one payload', async ({ app: { page } }) => {
    const text = main(page).getByRole('textbox', { name: /^Text/ });
    await text.fill('a\u{27E8}00\u{27E9}é');
    await expect(main(page).getByText('4 / 1024 bytes')).toBeVisible();
    await main(page).getByRole('tab', { name: 'Hex' }).click();
    await expect(grid(page)).toContainText('61 00 C3 A9');
    await grid(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('FF');
    await main(page).getByRole('tab', { name: 'Text' }).click();
    await expect(text).toHaveValue('a\u{27E8}00\u{27E9}é\u{27E8}FF\u{27E9}');
    await text.focus();
    await page.keyboard.press('Control+z');
    await expect(text).toHaveValue('a\u{27E8}00\u{27E9}é');
  });

  test('a screen reader hears offset and value, and half a byte is shown as such', async ({ app: { page } }) => {
    await main(page).getByRole('tab', { name: 'Hex' }).click();
    await grid(page).focus();
    await page.keyboard.type('41AA');
    await page.keyboard.press('ArrowLeft');
    const active = () =>
      grid(page).evaluate((view) => document.getElementById(view.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-label'));
    await expect.poll(active).toBe('Offset 1: AA');
    await page.keyboard.press('Home');
    await expect.poll(active).toBe('Offset 0: 41 A');
    await page.keyboard.press('F');
    await expect.poll(active).toBe('Offset 0: F_');
    await expect(main(page).getByText('2 / 1024 bytes')).toBeVisible();
  });

  test('by keyboard: both columns, overwriting, filling, finding, replacing, going, and everything back', async ({ app: { page } }) => {
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await main(page).getByRole('tab', { name: 'Hex' }).click();
    await grid(page).focus();
    await page.keyboard.type('0001020304050607');
    await press('F2');
    await page.keyboard.type('Az');
    await press('F2', 'Control+Home', 'Insert');
    await page.keyboard.type('FF');
    await expect(grid(page)).toContainText('FF 01 02 03 04 05 06 07');
    await expect(grid(page)).toContainText('41 7A');
    // Two bytes are selected and filled.
    await press('Insert', 'Shift+ArrowRight', 'Shift+ArrowRight');
    await main(page).getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Fill selection/ }).click();
    await page.keyboard.type('EE');
    await press('Enter');
    await expect(grid(page)).toContainText('FF EE EE 03 04');
    // Any byte between two, found from the start and replaced by nothing.
    await press('Control+Home', 'Control+f');
    await page.keyboard.type('EE');
    await expect(main(page).getByText('2 found')).toBeVisible();
    await page.keyboard.type(' ?? 04');
    await expect(main(page).getByText('1 found')).toBeVisible();
    await press('Enter');
    await expect(main(page).getByText('3 selected')).toBeVisible();
    await main(page).getByRole('button', { name: 'Replace', exact: true }).click();
    await expect(grid(page)).toContainText('FF EE 05 06 07 41 7A');
    await press('Escape', 'Control+g');
    await page.keyboard.type('5');
    await press('Enter', 'Shift+End', 'Control+x');
    await expect(grid(page)).toContainText('FF EE 05 06 07');
    await press('Control+Home', 'Control+v');
    await expect(grid(page)).toContainText('41 7A FF EE 05 06 07');
    for (let step = 0; step < 12; step += 1) await press('Control+z');
    await expect(main(page).getByText('0 / 1024 bytes')).toBeVisible();
    await press('Shift+?');
    const keys = page.getByRole('dialog', { name: 'Keys in the bytes' });
    await expect(keys).toContainText('Undo and redo, without limit');
    await press('Escape');
    await expect(keys).toBeHidden();
  });

  test('values at the caret are typed, and the bytes follow in either order', async ({ app: { page } }) => {
    await main(page).getByRole('tab', { name: 'Hex' }).click();
    await grid(page).focus();
    await page.keyboard.type('0000000000000000');
    await page.keyboard.press('Control+Home');
    const value = (name: string) => main(page).getByRole('textbox', { name, exact: true });
    for (const [name, typed, bytes] of [
      ['f16', '1.5', '3E 00 00'],
      ['i16', '-2', 'FF FE 00'],
      ['bits', '10100101', 'A5 FE'],
      ['time 32', '2026-01-01T00:00:00Z', '69 55 B9 00'],
      ['f32', '21.6', '41 AC CC CD'],
    ] as const) {
      await value(name).fill(typed);
      await value(name).press('Enter');
      await expect(grid(page)).toContainText(bytes);
    }
    await main(page).getByRole('radio', { name: 'Little-endian' }).click();
    await value('u16').fill('0x0102');
    await value('u16').press('Enter');
    await expect(grid(page)).toContainText('02 01 CC CD');
    await value('UTF-8').fill('\u6E29');
    await value('UTF-8').press('Enter');
    await expect(grid(page)).toContainText('E6 B8 A9');
  });

  test('the structure is read row by row, and a mistake is shown at its byte', async ({ app: { page } }) => {
    await main(page).getByRole('textbox', { name: /^Text/ }).fill('{"t":21.5,"ok":tru}');
    await expect(main(page).getByText('JSON has a mistake at 0012.')).toBeVisible();
    await main(page).getByRole('button', { name: 'Show', exact: true }).click();
    await expect(grid(page).locator('.hex-bytes .is-marked')).toHaveText('7D');
    await expect(main(page).getByText('Offset 0013 (19) · 1 selected')).toBeVisible();

    const open = (text: string) =>
      main(page).locator('.payload-tools input[type=file]').setInputFiles({ name: 'list.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    const rows = main(page).getByRole('list', { name: 'Structure' }).getByRole('listitem').filter({ has: page.locator('.structure-row') });
    await open(`[${'7,'.repeat(299)}7]`);
    await expect(main(page).getByText('200 of 301 rows')).toBeVisible();
    await main(page).getByRole('button', { name: 'Show more rows' }).click();
    await expect(rows).toHaveCount(301);
    await open(`[${'7,'.repeat(40_000)}x]`);
    await main(page).getByRole('button', { name: 'Take them apart now' }).click();
    await expect(main(page).getByText('JSON has a mistake at 13881.')).toBeVisible();
  });

  test('placeholders are filled in; templates are sent in order, held, stopped, and taken along in a file', async ({ app: { page } }) => {
    await page.evaluate(async () => {
      await workbench.network.dial({ apn: 'CMNET' });
      await workbench.mqtt.open({ client: 1, host: 'broker.example.com', port: 1883, keepAlive: 60 });
      await workbench.mqtt.subscribe({ client: 1, topic: 'plant/#', qos: 1 });
    });
    await listen(page, 'message');
    const text = main(page).getByRole('textbox', { name: /^Text/ });
    const save = async (name: string, payload: string) => {
      await text.fill(payload);
      await main(page).getByRole('textbox', { name: 'Name', exact: true }).fill(name);
      await main(page).getByRole('button', { name: 'Save this message' }).click();
    };
    await unfold(page, 'What will be sent');
    await unfold(page, 'Templates');
    await text.fill('{{counter}}: \u6E29');
    await main(page).getByRole('checkbox', { name: 'Fill in placeholders when sending' }).check();
    await expect(main(page).getByRole('grid', { name: 'Raw bytes' })).toContainText('30 3A 20 E6 B8 A9');
    await save('one', 'n={{counter}}');
    await expect(main(page).locator('.will-send')).toContainText('AT+MQTTPUB=1,"plant/7",1,0,"n=0"');
    await save('two', 'last');
    // What moves it into firmware is the same command.
    await main(page).getByRole('button', { name: 'Copy as' }).click();
    await page.getByRole('menuitem', { name: 'AT command and bytes in C' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('command[] = "AT+MQTTPUB=1,\\"plant/7\\",1,0,\\"last\\"\\r";');

    await main(page).getByText('Send again and again').click();
    await main(page).getByRole('spinbutton', { name: /^Every/ }).or(main(page).getByRole('textbox', { name: /^Every/ })).fill('1');
    await main(page).getByRole('radio', { name: 'All templates' }).click();
    await main(page).getByRole('button', { name: 'Start' }).click();
    await expect(main(page).getByText('2 published.')).toBeVisible();
    await main(page).getByRole('button', { name: 'Pause' }).click();
    await expect(main(page).getByText('Paused.')).toBeVisible();
    await main(page).getByRole('button', { name: 'Go on' }).click();
    await main(page).getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(main(page).getByText('Stopped.')).toBeVisible();
    await expect
      .poll(async () => (await heard(page, 'message')).slice(0, 2).map((message) => plain(message).payload.toString()))
      .toEqual(['n=0', 'last']);

    const download = page.waitForEvent('download');
    await main(page).getByRole('button', { name: 'Export' }).click();
    const file = await (await download).path();
    for (const name of ['one', 'two']) await main(page).getByRole('button', { name: `Delete ${name}` }).click();
    await main(page).locator('.card', { hasText: 'Templates' }).locator('input[type=file]').setInputFiles(file);
    await expect(main(page).locator('.template')).toHaveText([/one.*n=/, /two.*last/]);
  });

  test('what could be two things is asked', async ({ app: { page } }) => {
    await main(page).getByRole('tab', { name: 'Hex' }).click();
    await grid(page).focus();
    await page.evaluate(() => navigator.clipboard.writeText('deadbeef'));
    await page.keyboard.press('Control+v');
    const dialog = page.getByRole('dialog', { name: 'What is this?' });
    await expect(dialog.getByRole('listitem')).toHaveCount(3);
    await dialog.getByRole('button', { name: 'Insert as Hex digits' }).click();
    await expect(grid(page)).toContainText('DE AD BE EF');
    await expect(dialog).toBeHidden();
  });

  test('hex digits with a mistake in them are asked about, with the part that is wrong, and can be mended', async ({ app: { page } }) => {
    await main(page).getByRole('tab', { name: 'Hex' }).click();
    await grid(page).focus();
    for (const [pasted, wrong] of [['AA 5G', '5G'], ['12 34 567', '567']] as const) {
      await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
      await page.keyboard.press('Control+v');
      const dialog = page.getByRole('dialog', { name: 'What is this?' });
      await expect(dialog).toContainText(wrong);
      await expect(dialog).toContainText('is not whole bytes');
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    }
    await expect(main(page).getByText('0 / 1024 bytes')).toBeVisible();
    await page.evaluate(() => navigator.clipboard.writeText('$AA $5G'));
    await grid(page).focus();
    await page.keyboard.press('Control+v');
    const dialog = page.getByRole('dialog', { name: 'What is this?' });
    await dialog.getByRole('textbox').fill('$AA $55');
    await expect(dialog).not.toContainText('is not whole bytes');
    await dialog.getByRole('button', { name: 'Insert as Hex digits' }).click();
    await expect(grid(page)).toContainText('AA 55');
  });

  test('a file is opened; what is over the limit is marked, not sent, and offered in parts', async ({ app: { page } }) => {
    const before = await page.evaluate(() => workbench.state().counters.bytesOut);
    await main(page).locator('.payload-tools input[type=file]').setInputFiles({
      name: 'frame.bin',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(Array.from({ length: 3_000 }, (_, index) => index & 0xff)),
    });
    await expect(main(page).getByText('3000 / 1024 bytes')).toBeVisible();
    await grid(page).focus();
    await page.keyboard.press('Control+End');
    await expect(grid(page).locator('.is-over').first()).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(main(page).getByRole('button', { name: 'Send 3 parts' })).toBeVisible();
    expect(await page.evaluate(() => workbench.state().counters.bytesOut)).toBe(before);
  });
});

test('a message is edited and sent back, and compared with what was sent', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);
  await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: 'back/#', qos: 1 }));
  await page.evaluate(() => workbench.mqtt.publish({ client: 1, topic: 'back/7', qos: 1, payload: new Uint8Array([0, 1, 2, 0xff]) }));
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /Messages/ }).click();
  await main(page).getByRole('listbox', { name: 'Messages' }).getByRole('option').first().click();
  await expect(main(page).getByText('The same bytes as were sent to this topic last.')).toBeVisible();
  const again = await broker.subscribe('back/7');
  await main(page).getByRole('button', { name: 'Edit and send back' }).click();
  await expect(grid(page)).toContainText('00 01 02 FF');
  await grid(page).focus();
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+Enter');
  expect((await again.next()).payload).toEqual(Buffer.from([1, 2, 0xff]));
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('a tap brings up the keyboard, whose keys come without names; taps select', async ({ app: { page } }) => {
    await page.evaluate(() => {
      location.hash = '#/publish';
    });
    await main(page).getByRole('tab', { name: 'Hex' }).tap();
    await grid(page).tap();
    await expect(main(page).locator('.hex-touch')).toBeFocused();
    // On-screen keyboards tell what was written, and not which key it was.
    for (const text of ['4', '1f', 'F0', '7']) await page.keyboard.insertText(text);
    await expect(grid(page)).toContainText('41 FF 07');
    await main(page).locator('.hex-touch').evaluate((field: HTMLInputElement) => {
      field.value = '';
      field.dispatchEvent(new InputEvent('input', { inputType: 'deleteContentBackward', bubbles: true }));
    });
    await expect(main(page).getByText('2 / 1024 bytes')).toBeVisible();
    // What is tapped may be scrolled to first, so the row is looked for each time.
    const tap = async (across: number) => {
      const row = (await grid(page).locator('.hex-bytes').first().boundingBox())!;
      await page.touchscreen.tap(row.x + across, row.y + row.height / 2);
    };
    await tap(12);
    await main(page).getByRole('button', { name: 'Select from the caret to where you tap' }).tap();
    await tap(36);
    await expect(main(page).getByText('2 selected')).toBeVisible();
    await page.keyboard.insertText('0a');
    await expect(grid(page)).toContainText('0A');
  });
});
