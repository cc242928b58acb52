// Does the Terminal help with a line before it is sent, remember what may be remembered, and find its way to the command reference and back?
import type { Locator, Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, main } from './screens';

async function open(page: Page, place: string, model = 'L610'): Promise<void> {
  await openPage(page, `${NO_PORTS}#/${place}`);
  await page.evaluate((virtual) => workbench.connect({ virtual }), model);
}

const line = (page: Page) => page.getByRole('combobox', { name: 'AT command' });

/** The command lines that went over the wire since the page was loaded. */
function sent(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    workbench
      .transcript({ format: 'jsonl', redact: false })
      .split('\n')
      .filter(Boolean)
      .map((entry) => JSON.parse(entry) as { direction: string; text: string })
      .filter(({ direction }) => direction === 'command')
      .map(({ text }) => text.trim()),
  );
}

test('a line is completed from the keyboard, command first and then its values', async ({ page }) => {
  await open(page, 'terminal');

  await line(page).pressSequentially('at+mqttcl');
  await expect(page.getByRole('listbox', { name: 'Tab' }).getByRole('option').first()).toContainText('AT+MQTTCLOSE=');
  await page.keyboard.press('Tab');
  await expect(line(page)).toHaveValue('AT+MQTTCLOSE=');
  await expect(page.locator('#terminal-hint')).toContainText('client');

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(line(page)).toHaveValue('AT+MQTTCLOSE=2');
  await expect(line(page)).toBeFocused();
});

test('a line that the manual has something against is held back once', async ({ page }) => {
  await open(page, 'terminal');

  await line(page).fill('AT+MQTTOPEN=1,"broker.local",1883,1,900');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('status').filter({ hasText: 'Not sent yet' })).toContainText('1 to 300');
  expect(await sent(page)).not.toContain('AT+MQTTOPEN=1,"broker.local",1883,1,900');
  const selected = await line(page).evaluate((input: HTMLInputElement) => input.value.slice(input.selectionStart!, input.selectionEnd!));
  expect(selected).toBe('900');

  await page.keyboard.press('Enter');
  await expect.poll(() => sent(page)).toContain('AT+MQTTOPEN=1,"broker.local",1883,1,900');
});

test('a line that announces data is held back until the data is there, and is as long', async ({ page }) => {
  await open(page, 'terminal');
  const command = 'AT+MQTTPUB=1,"demo/up",1,0,5';

  await line(page).fill(command);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');

  await expect(page.getByText('announces 5 bytes of data, and no data is given')).toBeVisible();
  expect(await sent(page)).not.toContain(command);
  await expect(line(page)).toHaveValue(command);

  await page.getByRole('radio', { name: 'Text' }).click();
  await page.getByRole('textbox', { name: /^Data/ }).fill('too long');
  await line(page).focus();
  await page.keyboard.press('Enter');

  await expect(page.getByText('announces 5 bytes of data, and 8 bytes are given')).toBeVisible();
  expect(await sent(page)).not.toContain(command);
});

test('the history outlives the page, without secrets, until it is forgotten', async ({ page }) => {
  await open(page, 'terminal');
  for (const text of ['AT+CSQ', 'AT+MQTTUSER=1,"user","hunter2"', 'AT+CGMM']) {
    await line(page).fill(text);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await expect(line(page)).toHaveValue('');
  }
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('hunter2');

  await page.reload();
  await line(page).press('ArrowUp');
  await expect(line(page)).toHaveValue('AT+CGMM');
  await line(page).press('ArrowUp');
  await expect(line(page)).toHaveValue('AT+CSQ');

  await line(page).fill('');
  await line(page).press('Control+r');
  await page.keyboard.press('Control+r');
  await page.keyboard.press('Control+r');
  await page.keyboard.press('Enter');
  await expect(line(page)).toHaveValue('AT+CSQ');

  await page.getByRole('button', { name: 'History of typed lines' }).click();
  await page.getByRole('button', { name: 'Forget all lines' }).click();
  // What stands beside the question is offered in it: behind it, nothing can be pressed.
  await page.getByRole('dialog', { name: 'History of typed lines' }).getByRole('button', { name: 'Undo' }).click();
  expect(await page.evaluate(() => localStorage.getItem('module-workbench.history'))).toContain('AT+CGMM');
  await page.getByRole('button', { name: 'Forget all lines' }).click();
  await page.getByRole('switch', { name: 'Keep typed lines in this browser' }).uncheck();
  await page.getByRole('button', { name: 'Done' }).click();
  await line(page).fill('AT+CSQ');
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => localStorage.getItem('module-workbench.history'))).toBeNull();
});

test('lines that were cleared come back before those that came since, in the panel and in its drawer', async ({ page }) => {
  await open(page, 'network');
  const lines = () => page.evaluate(() => workbench.transcript().split('\n').filter((line) => /> +AT/.test(line)).map((line) => line.replace(/^.*> +/, '')));
  // A module says something by itself now and then, after the lines were cleared too.
  const clear = async (place: Locator, last: string) => {
    const row = place.getByRole('listbox').getByRole('option').filter({ hasText: last }).first();
    await expect(row).toBeVisible();
    await place.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect(row).toHaveCount(0);
  };
  const panel = page.getByRole('complementary', { name: 'Wire' });
  await page.evaluate(() => workbench.command('AT+CSQ'));
  const before = await lines();
  await clear(panel, 'AT+CSQ');
  await page.evaluate(() => workbench.command('AT+CGMM'));
  // Cleared once more, all of it is offered, in one place.
  await clear(panel, 'AT+CGMM');
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(1);
  await page.evaluate(() => workbench.command('AT+CREG?'));
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  expect(await lines()).toEqual([...before, 'AT+CGMM\\r', 'AT+CREG?\\r']);
  await expect(panel.getByRole('listbox').getByRole('option').filter({ hasText: 'AT+CGMM' }).last()).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('banner').getByRole('button', { name: 'Wire' }).click();
  const drawer = page.getByRole('dialog', { name: 'Wire' });
  await clear(drawer, 'AT+CREG?');
  await drawer.getByRole('button', { name: 'Undo' }).click();
  await expect(drawer.getByRole('listbox').getByRole('option').filter({ hasText: 'AT+CREG?' })).toBeVisible();
});

test('the reference is searched, linked to, and opens its examples without sending them', async ({ page }) => {
  await open(page, 'reference', 'NL668-AM');

  await page.keyboard.press('/');
  await page.keyboard.type('gtsslmode');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/reference\/\+GTSSLMODE$/);
  const heading = page.getByRole('heading', { name: '+GTSSLMODE' });
  await expect(heading).toBeFocused();
  await expect(page.getByRole('article')).toContainText('row 6');

  await page.keyboard.press('/');
  await page.keyboard.type('connection broken');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '+MQTTBREAK:' })).toBeFocused();
  await expect(page.getByRole('article')).toContainText('2 the radio link or the IP address is gone');
  const wire = page.getByRole('complementary', { name: 'Wire' });
  await wire.getByRole('option').filter({ hasText: '+SIM READY' }).click();
  await wire.getByRole('link', { name: '+SIM READY' }).click();
  await expect(page.getByRole('heading', { name: '+SIM READY' })).toBeVisible();

  await page.goto(`${NO_PORTS}#/reference/+MQTTOPEN`);
  await expect(page.getByRole('heading', { name: '+MQTTOPEN' })).toBeVisible();
  await page.getByRole('link', { name: 'Open in the Terminal' }).first().click();
  await expect(line(page)).toBeFocused();
  await expect(line(page)).toHaveValue(/^AT\+MQTTOPEN=1,".+",1883,1,60$/);
  await expect(page).toHaveURL(/#\/terminal$/);
  expect((await sent(page)).filter((text) => text.startsWith('AT+MQTTOPEN='))).toEqual([]);
});

test('a link to the Terminal never takes the place of a line that is being typed', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/terminal/AT+CSQ`);
  const line = main(page).getByRole('combobox', { name: /^AT command/ });
  await expect(line).toHaveValue('AT+CSQ');
  await line.fill('AT+MQTTOPEN=1');

  await page.evaluate(() => (location.hash = '#/terminal/AT+CFUN=15'));

  await expect(main(page).getByText('A link brought another line')).toBeVisible();
  await expect(line).toHaveValue('AT+MQTTOPEN=1');
  await button(page, 'Keep mine').click();
  await expect(line).toBeFocused();
  await page.evaluate(() => (location.hash = '#/terminal/AT+CFUN=15'));
  await button(page, 'Take this line').click();
  await expect(line).toHaveValue('AT+CFUN=15');
});
