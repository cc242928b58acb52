/** The page itself fails: what does a person see, is the port free, and does the automation API tell the truth? */
import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { BLANK, expect, openPage, ORIGIN, test as base } from './kit';
import { connect, failure } from './workbench';

const dialog = (page: Page) => page.getByRole('alertdialog', { name: 'Module Workbench has failed' });

/** Keeps the memory of the page's code, so that a test can damage it. Runs before the page. */
async function keepMemory(page: Page) {
  await page.addInitScript(() => {
    for (const name of ['instantiate', 'instantiateStreaming'] as const) {
      const original = WebAssembly[name] as (...args: unknown[]) => Promise<any>;
      (WebAssembly as any)[name] = async (...args: unknown[]) => {
        const made = await original.apply(WebAssembly, args);
        const memory = (made.instance ?? made).exports?.memory;
        if (memory) (globalThis as any).memory ??= memory;
        return made;
      };
    }
  });
}

/** Overwrites the data of the code: the next thing that it does is a real trap. */
const damage = (page: Page) => page.evaluate(() => new Uint8Array((globalThis as any).memory.buffer).fill(0xff, 1_048_576));

/** Opens and closes every port from another page. */
async function whyNotFree(page: Page): Promise<string | undefined> {
  const other = await page.context().newPage();
  await other.goto(`${ORIGIN}${BLANK}`);
  const why = await other.evaluate(async () => {
    const ports = await navigator.serial.getPorts();
    try {
      for (const port of ports) {
        await port.open({ baudRate: 115_200 });
        await port.close();
      }
      return ports.length > 0 ? undefined : 'there is no port';
    } catch (error) {
      return String(error);
    }
  });
  await other.close();
  return why;
}

/** A page of which errors are expected: that of the kit fails a test for each. */
const test = base.extend<{ doomed: Page }>({
  doomed: async ({ context }, use) => {
    const page = await context.newPage();
    await keepMemory(page);
    await use(page);
    await page.close();
  },
});

test.use({ moduleOptions: { instant: true } });

test('a trap with a port open says so, frees the port, and the next load works', async ({ doomed: page, module }) => {
  await openPage(page, `${ORIGIN}/`);
  await connect(page, module);
  await damage(page);
  // Whatever the page does next traps; this makes it do something.
  await page.evaluate(() => void workbench.command('AT').catch(() => {})).catch(() => {});
  await expect(dialog(page)).toBeVisible();
  await expect(dialog(page)).toContainText('RuntimeError');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeVisible();
  expect(await page.evaluate(() => workbench.state().link)).toBe('failed');
  expect(await failure(page, 'command', 'AT')).toMatchObject({ name: 'WorkbenchError', kind: 'lost' });
  await page.evaluate(() => workbench.disconnect());
  expect(await whyNotFree(page)).toBeUndefined();
  await expect(page).toHaveTitle('Module Workbench has failed');

  await dialog(page).getByRole('button', { name: 'Load the page again' }).click();
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  await expect(dialog(page)).toHaveCount(0);
  await connect(page, module);
});

test('a trap frees the port that is read beside the module, too', async ({ doomed: page, plugIn }) => {
  await plugIn({ scenario: 'nmea' });
  await plugIn({ instant: true });
  await openPage(page, `${ORIGIN}/`);
  const main = page.getByRole('main');
  await main.getByRole('button', { name: 'Ask all ports' }).click();
  await expect.poll(() => page.evaluate(() => workbench.state().link)).toBe('ready');
  const receiver = main.getByRole('row').filter({ hasNotText: 'AT port' });
  await receiver.getByRole('button', { name: /^Only read port/ }).click();
  await expect(main.getByLabel(/^Port \d, read only$/)).toContainText('$GN');

  await damage(page);
  await page.evaluate(() => void workbench.command('AT').catch(() => {})).catch(() => {});

  await expect(dialog(page)).toBeVisible();
  await page.evaluate(() => workbench.disconnect());
  expect(await whyNotFree(page)).toBeUndefined();
});

test('a trap by what comes over the line says so too', async ({ doomed: page, module }) => {
  await openPage(page, `${ORIGIN}/`);
  await connect(page, module);
  await page.evaluate(() => {
    const calling = workbench.command('AT+CSQ');
    new Uint8Array((globalThis as any).memory.buffer).fill(0xff, 1_048_576);
    calling.catch(() => {});
  });
  await expect(dialog(page)).toBeVisible();
  await page.evaluate(() => workbench.disconnect());
  expect(await whyNotFree(page)).toBeUndefined();
});

test('the last of the record can be saved after a trap, without what is secret in it', async ({ doomed: page, module }) => {
  await openPage(page, `${ORIGIN}/`);
  await connect(page, module);
  const secrets = ['tip-top-secret', 'another-one-8', 'key-of-the-device'];
  await page.evaluate(async ([password, pin, key]) => {
    await workbench.command(`AT+MQTTUSER=1,"me","${password}"`);
    await workbench.command(`AT+NOSUCH="${pin}"`).catch(() => {});
    workbench.cloud.credentials({ type: 1, inputs: { productkey: 'a1FakePk001', devicename: 'dev-01', devicesecret: key! } });
    await workbench.command('AT+CSQ');
    await workbench.command(`AT+MQTTPUB=1,0,0,"t","${key} and ${password}"`).catch(() => {});
  }, secrets);
  await damage(page);
  await page.evaluate(() => void workbench.command('AT').catch(() => {})).catch(() => {});
  await expect(dialog(page)).toBeVisible();
  const saving = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Save the record' }).click();
  const download = await saving;
  await expect(dialog(page).getByRole('status')).toHaveText(/It was saved/);
  const file = await readFile(await download.path(), 'utf8');
  for (const secret of secrets) expect(file).not.toContain(secret);
  const lines = file.trim().split('\n').map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({ format: 'module-workbench-session', masking: { by: 'value' } });
  expect(lines.map(({ text }) => text).join('\n')).toContain('AT+MQTTUSER=1,"me",');
  expect(lines.some(({ text, direction }) => direction === 'received' && /^\+CSQ: /.test(text))).toBe(true);

  // Where the code cannot be had again, nothing is saved.
  await page.route(/\.wasm$/, (route) => route.abort());
  await dialog(page).getByRole('button', { name: 'Save the record' }).click();
  await expect(dialog(page).getByRole('status')).toHaveText(/It was not saved/, { timeout: 40_000 });
  await page.unroute(/\.wasm$/);

  await dialog(page).getByRole('button', { name: 'Load the page again' }).click();
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('complementary', { name: 'Wire' }).getByRole('button', { name: 'Open a session file' }).click();
  await (await choosing).setFiles({ name: download.suggestedFilename(), mimeType: '', buffer: Buffer.from(file) });
  await expect(page.getByText(/⟨key 1⟩ and ⟨password 1⟩/).first()).toBeVisible();
});

test('memory that is used up says so', async ({ doomed: page, module }) => {
  await openPage(page, `${ORIGIN}/`);
  await connect(page, module);
  // All that the code may ever have is taken, so that its own next larger piece is refused.
  const text = await page.evaluate(() => {
    const memory = (globalThis as any).memory as WebAssembly.Memory;
    for (let pages = 32_768; pages >= 1; pages >>= 1) {
      for (;;) {
        try {
          memory.grow(pages);
        } catch {
          break;
        }
      }
    }
    try {
      return String(workbench.explain?.('AT\r\n'.repeat(4_000_000)));
    } catch (error) {
      return String(error);
    }
  });
  expect(text.length).toBeGreaterThan(0);
  await page.evaluate(() => void workbench.command(`AT+${'X'.repeat(3_900)}`).catch(() => {})).catch(() => {});
  const line = page.getByRole('complementary', { name: 'Wire' }).getByRole('textbox', { name: 'AT command' });
  await line.fill('X'.repeat(60_000)).catch(() => {});
  await expect(dialog(page)).toBeVisible({ timeout: 20_000 });
  await page.evaluate(() => workbench.disconnect());
  expect(await whyNotFree(page)).toBeUndefined();
});

test('code that cannot be had, or is damaged, says so in place of a page that loads for ever', async ({ doomed: page }) => {
  for (const fulfil of [{ status: 404, body: '' }, { status: 200, contentType: 'application/wasm', body: 'no code' }]) {
    await page.route(/_bg.*\.wasm$/, (route) => route.fulfill(fulfil));
    await page.goto(`${ORIGIN}/`);
    await expect(page.getByRole('alertdialog', { name: 'Module Workbench could not be loaded' })).toBeVisible();
    await page.unroute(/_bg.*\.wasm$/);
  }
  await page.getByRole('button', { name: 'Load the page again' }).click();
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
});

test('the browser asks before a page is left that holds a port, and asks nothing otherwise, or in a kiosk', async ({ app: { page }, module }) => {
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  const leave = async (): Promise<string[]> => {
    // A browser asks nobody who has not used the page.
    await page.getByRole('main').getByRole('heading', { level: 1 }).click();
    await page.reload();
    await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
    return asked.splice(0);
  };
  expect(await leave(), 'with nothing connected').toEqual([]);
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  expect(await leave(), 'with a virtual module, which loses nothing').toEqual([]);
  await connect(page, module);
  expect(await leave(), 'with a module').toEqual(['beforeunload']);
  await connect(page, module);
  await page.evaluate(() => workbench.disconnect());
  expect(await leave(), 'after disconnecting').toEqual([]);
  await connect(page, module);
  await page.evaluate(() => document.documentElement.setAttribute('data-kiosk', ''));
  expect(await leave(), 'in a kiosk').toEqual([]);
});
