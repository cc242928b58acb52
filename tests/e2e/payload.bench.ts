// Is a megabyte as quick to edit as a line? Opening, editing in the middle, undoing and finding, against a plain text area.
import type { Page } from '@playwright/test';

import { BLANK, expect, test } from './kit';

const MEGABYTE = 1_048_576;
const ROUNDS = 9;

/** One frame of a screen that draws sixty a second, in milliseconds. */
const FRAME = 1_000 / 60;

/** The text of the file: printable, so that a text area can hold the same. */
const TEXT = Array.from({ length: MEGABYTE }, (_, index) => String.fromCharCode(0x20 + ((index * 7919) % 95))).join('');

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function report(name: string, value: number, unit: string): void {
  console.log(`${name.padEnd(44)} ${value.toFixed(1).padStart(10)} ${unit}`);
}

/** How long the page works after a key, in milliseconds: from the event until everything that it changed is laid out. */
async function key(page: Page, keys: { key: string; ctrlKey?: boolean }[]): Promise<number> {
  return page.evaluate(async (keys) => {
    const view = document.querySelector<HTMLElement>('.hex-editor .hex-view')!;
    view.focus();
    const begun = performance.now();
    for (const init of keys) view.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }));
    // What signals change is drawn in microtasks and at once after them.
    await new Promise((resolve) => setTimeout(resolve));
    view.getBoundingClientRect();
    return performance.now() - begun;
  }, keys);
}

/** What opening a file costs, in milliseconds. */
interface Opening {
  /** The browser reads the file: from the choice of it until the page has its bytes. Nothing of ours runs meanwhile. */
  read: number;
  /** The page works: from the bytes until everything that they change is laid out. */
  work: number;
  /** The longest that the page was deaf, from the choice of the file until half a second after: its longest task, with drawing. */
  deaf: number;
}

/** Opens the file in the page, as a person who chooses it does. */
async function open(page: Page): Promise<Opening> {
  return page.evaluate(async (text) => {
    const input = document.querySelector<HTMLInputElement>('.payload-tools input[type=file]')!;
    const grid = document.querySelector<HTMLElement>('.hex-editor .hex-canvas')!;
    const files = new DataTransfer();
    files.items.add(new File([text], 'megabyte.txt'));
    input.files = files.files;

    // The moment at which the page gets the bytes.
    let arrived = 0;
    const original = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = async function (this: Blob) {
      const bytes = await original.call(this);
      Blob.prototype.arrayBuffer = original;
      arrived = performance.now();
      return bytes;
    };
    // A pulse that beats whenever the page has nothing else to do: the longest pause in it is the longest task.
    let deaf = 0;
    let last = performance.now();
    let beating = true;
    const pulse = new MessageChannel();
    pulse.port1.onmessage = () => {
      const now = performance.now();
      deaf = Math.max(deaf, now - last);
      last = now;
      if (beating) pulse.port2.postMessage(undefined);
    };
    const changed = new Promise((resolve) => new MutationObserver(resolve).observe(grid, { subtree: true, childList: true, characterData: true, attributes: true }));
    const begun = performance.now();
    pulse.port2.postMessage(undefined);
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await changed;
    // What signals change is drawn in microtasks, all of which are over when a task begins.
    await new Promise((resolve) => setTimeout(resolve));
    document.body.getBoundingClientRect();
    const work = performance.now() - arrived;
    await new Promise((resolve) => setTimeout(resolve, 500));
    beating = false;
    return { read: arrived - begun, work, deaf };
  }, TEXT);
}

async function measured(act: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await act());
  return median(times);
}

/** The same in a text area that holds the same text. */
async function plain(page: Page): Promise<Record<'open' | 'edit', number>> {
  await page.goto(BLANK);
  return page.evaluate(
    async ({ text, rounds }) => {
      const area = document.body.appendChild(document.createElement('textarea'));
      const times = { open: [] as number[], edit: [] as number[] };
      for (let round = 0; round < rounds; round += 1) {
        let begun = performance.now();
        area.value = text + round;
        area.getBoundingClientRect();
        times.open.push(performance.now() - begun);
        area.focus();
        area.setSelectionRange(text.length / 2, text.length / 2);
        begun = performance.now();
        document.execCommand('insertText', false, 'A');
        area.getBoundingClientRect();
        times.edit.push(performance.now() - begun);
      }
      const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
      return { open: middle(times.open), edit: middle(times.edit) };
    },
    { text: TEXT, rounds: ROUNDS },
  );
}

test('a megabyte in the editor', async ({ app: { page } }) => {
  await page.evaluate(() => {
    location.hash = '#/publish';
  });
  await page.getByRole('main').getByRole('tab', { name: 'Hex' }).click();
  const grid = page.getByRole('grid', { name: 'Payload bytes' });
  const openings: Opening[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    openings.push(await open(page));
    await expect(page.getByText(`${MEGABYTE} / `)).toBeVisible();
    // The next round opens a file in an empty editor again.
    await key(page, [{ key: 'a', ctrlKey: true }, { key: 'Delete' }]);
  }
  const opening = (part: keyof Opening) => median(openings.map((one) => one[part]));
  await page.locator('.payload-tools input[type=file]').setInputFiles({ name: 'megabyte.txt', mimeType: 'text/plain', buffer: Buffer.from(TEXT) });
  await expect(page.getByText(`${MEGABYTE} / `)).toBeVisible();

  await grid.focus();
  await page.keyboard.press('Control+g');
  await page.keyboard.type((MEGABYTE / 2).toString(16));
  await page.keyboard.press('Enter');
  const editing = await measured(() => key(page, [{ key: '4' }, { key: '1' }]));
  const undoing = await measured(() => key(page, [{ key: 'z', ctrlKey: true }]));

  // The last bytes of the file, so that all of it is searched.
  await page.keyboard.press('Control+f');
  await page.keyboard.type(Buffer.from(TEXT.slice(-12)).toString('hex').replace(/^../, '??'));
  await page.keyboard.press('Enter');
  const finding = await measured(async () => {
    await key(page, [{ key: 'Home', ctrlKey: true }]);
    return key(page, [{ key: 'F3' }]);
  });

  const area = await plain(page);
  // The aim is one frame each. A benchmark tells; it does not fail, since the machine may be busy with something else.
  for (const [what, time, textArea] of [
    ['1 MB opened, from its bytes to the grid', opening('work'), area.open],
    ['a byte in the middle of 1 MB', editing, area.edit],
    ['undo in 1 MB', undoing, undefined],
    ['find through 1 MB', finding, undefined],
  ] as const) {
    report(`payload: ${what}`, time, 'ms');
    report('  in frames of 60 Hz', time / FRAME, 'frames');
    if (textArea !== undefined) report('  a text area takes', textArea / time, 'times that');
  }
  report('payload: the longest task while it opens', opening('deaf'), 'ms');
  report('  in frames of 60 Hz', opening('deaf') / FRAME, 'frames');
  report('payload: before that, the browser reads 1 MB', opening('read'), 'ms');
});
