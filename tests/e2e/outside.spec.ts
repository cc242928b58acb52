// Is text from a module, a broker, a file, a link or a script shown so that nothing in it hides, and is what is too much refused before any work?
import type { Locator, Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, TITLES, button, field, main } from './screens';
import { failure, granted, online } from './workbench';

/** What nobody sees, or what changes how its neighbours are seen. */
const HIDDEN = String.raw`[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E0FFF}]|\p{Cs}`;

/** Everything on the page that holds such a character: texts, and the attributes that people see or hear. */
function hidden(page: Page): Promise<string[]> {
  return page.evaluate((pattern) => {
    const hides = new RegExp(pattern, 'u');
    const found: string[] = [];
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Text) {
        if (!node.parentElement?.closest('script, style') && hides.test(node.data)) found.push(`${node.parentElement?.className}: ${JSON.stringify(node.data)}`);
        continue;
      }
      const element = node as Element;
      for (const name of ['title', 'aria-label', 'aria-description', 'aria-valuetext', 'placeholder', 'alt']) {
        const value = element.getAttribute(name);
        if (value && hides.test(value)) found.push(`${element.className} ${name}: ${JSON.stringify(value)}`);
      }
    }
    if (hides.test(document.title)) found.push(document.title);
    return found;
  }, HIDDEN);
}

const SCREENS = Object.keys(TITLES);

async function nothingHides(page: Page): Promise<void> {
  for (const screen of SCREENS) {
    await page.evaluate((screen) => void (location.hash = `/${screen}`), screen);
    await expect(main(page).getByRole('heading').first()).toBeVisible();
    expect(await hidden(page), screen).toEqual([]);
  }
}

/** Puts a text into a field as a script or a clipboard does, halves of characters too. */
function put(target: Locator, units: number[]): Promise<void> {
  return target.evaluate((input: HTMLInputElement, units) => {
    input.value = String.fromCharCode(...units);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, units);
}

const HALF = [0x61, 0xd83d, 0x62];

/** The command lines that went over the wire since the page was loaded. */
const sent = (page: Page) =>
  page.evaluate(() =>
    workbench
      .transcript({ format: 'jsonl', redact: false })
      .split('\n')
      .filter((entry) => entry.includes('"command"')),
  );

test('what a module says of itself hides nothing on any screen', async ({ app: { page }, plugIn }) => {
  await plugIn({ program: 'hostile' });
  await granted(page, 1);
  await page.evaluate(() => workbench.connect({ port: 0 }));
  await expect(page.getByRole('complementary', { name: 'Wire' })).toContainText('L610\\xE2\\x80\\xAE');
  // What it says of an error, too.
  await page.evaluate(() => workbench.command('AT+COPS?', { timeoutMs: 2_000 }).catch(() => undefined));
  await nothingHides(page);
});

test('topics and payloads of others hide nothing on any screen', async ({ app: { page }, module, broker }) => {
  await online(page, module, broker);
  await page.evaluate(() => workbench.mqtt.subscribe({ client: 1, topic: 'plant/#', qos: 0 }));
  for (const payload of ['a\u202Eb\u200B', '{"k\u2066":"v\u202E\u{E0041}"}', '\u001B[31mred\u007F\r\n']) {
    await broker.publish('plant/\u202E7\u200B/x', payload);
  }
  await page.evaluate(() => void (location.hash = '/messages'));
  await expect(main(page)).toContainText('\\xE2\\x80\\xAE7');
  const options = main(page).getByRole('listbox', { name: 'Messages' }).getByRole('option');
  for (const place of [0, 1, 2]) {
    await options.nth(place).click();
    for (const view of ['Auto', 'Text', 'JSON']) {
      await main(page).getByRole('radio', { name: view }).click();
      expect(await hidden(page), `${place} ${view}`).toEqual([]);
    }
  }
  await nothingHides(page);
});

test('half of a character is told at its field, nothing is sent, and nothing typed is lost', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/terminal`);
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  const before = await sent(page);
  const line = page.getByRole('combobox', { name: 'AT command' });
  await put(line, HALF);
  await expect(line).toHaveAttribute('aria-invalid', 'true');
  await expect(main(page)).toContainText('half of a character (U+D83D)');
  await page.keyboard.press('Escape');
  await line.press('Enter');
  expect(await sent(page)).toEqual(before);
  expect(await line.evaluate((input: HTMLInputElement) => [...input.value].map((_, at) => input.value.charCodeAt(at)))).toEqual(HALF);

  for (const [screen, name] of [['session', /User name/], ['publish', /Topic/], ['messages', /Topic/]] as const) {
    await page.evaluate((screen) => void (location.hash = `/${screen}`), screen);
    // Without a client the form is closed, and can be opened.
    if (screen === 'messages') await button(page, 'Subscribe…').click();
    const input = field(page, name).first();
    await put(input, HALF);
    await expect(input, screen).toHaveAttribute('aria-invalid', 'true');
    await expect(main(page), screen).toContainText('half of a character (U+D83D)');
  }
  expect(await sent(page)).toEqual(before);
});

test('half of a character in an argument names the argument', async ({ page }) => {
  await openPage(page, NO_PORTS);
  for (const [method, args, name] of [
    ['command', ['AT\ud83d'], 'command'],
    ['mqtt.publish', [{ client: 1, topic: 'a\ud83d', payload: 'x' }], 'topic'],
    ['mqtt.publish', [{ client: 1, topic: 'a', payload: '\ude00' }], 'payload'],
  ] as const) {
    expect(await failure(page, method, ...args)).toMatchObject({ kind: 'invalid', field: name });
  }
});

test('a file or a text that is too large is refused in words and at once', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/publish`);
  const large = (size: number) => ({ name: 'large.json', mimeType: 'application/json', buffer: Buffer.alloc(size, ' ') });
  await main(page).locator('input[type=file][accept*=json]').setInputFiles(large(1_048_577));
  await expect(page.locator('.toasts')).toContainText('1048577 bytes');

  await page.evaluate(() => void (location.hash = '/tls'));
  await main(page).locator('input[type=file]').first().setInputFiles({ ...large(300_000), name: 'large.pem' });
  await expect(main(page)).toContainText('large.pem has 300000 bytes');
  const pieces = Buffer.from('-----BEGIN '.repeat(20_000));
  await main(page).locator('input[type=file]').first().setInputFiles({ name: 'many.pem', mimeType: 'text/plain', buffer: pieces });
  await expect(main(page)).toContainText('many.pem holds more than 64');

  await page.evaluate(() => void (location.hash = '/terminal'));
  const line = page.getByRole('combobox', { name: 'AT command' });
  await line.evaluate((input: HTMLInputElement) => {
    input.value = 'A'.repeat(10_000_000);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await expect(main(page)).toContainText('10000000 characters');
  await expect(line).toHaveValue('');
});
