// Can somebody write a walkthrough with the keyboard alone, see what is wrong where it is wrong, try it, save it, send it as a link, and read it out on the phone?
import { readFile } from 'node:fs/promises';

import type { Locator, Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, field, main, onScreen, press, screen, type } from './screens';
import { saveDialog } from './saving';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Chooses from a list with the keyboard. */
async function choose(page: Page, list: Locator, label: string): Promise<void> {
  await list.focus();
  await page.keyboard.type(label.split(' ')[0]!);
  await expect(list.locator('option:checked')).toHaveText(label);
}

/** Fills in a field, or presses a button, with the keyboard, wherever it was before. */
async function fill(page: Page, target: Locator, text: string): Promise<void> {
  await target.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

async function enter(page: Page, target: Locator): Promise<void> {
  await target.focus();
  await page.keyboard.press('Enter');
}

const box = (page: Page, label: string) => main(page).getByRole('textbox', { name: label, exact: true });
const list = (page: Page, label: string) => main(page).getByRole('combobox', { name: label, exact: true });

test('a walkthrough is written by keyboard, tried, saved, opened from its link and led to its end', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/walkthrough`);
  await enter(page, button(page, 'New walkthrough'));
  await onScreen(page, 'without a title');
  // What is wrong stands at its field.
  await expect(main(page)).toContainText('Write something here.');
  await fill(page, box(page, 'Title'), 'Look at the signal');
  await fill(page, box(page, 'What it is for'), 'One question.');
  await enter(page, button(page, 'Add a step'));
  await fill(page, box(page, 'Title'), 'How strong is it?');
  await choose(page, list(page, 'It'), 'sends a command');
  await fill(page, box(page, 'Command'), 'AT+CFUN=15');
  await expect(main(page)).toContainText('it restarts the module or switches it off');
  await type(page, box(page, 'Command'), 'AT+CSQ');
  const commands = main(page).getByRole('list', { name: 'Commands' });
  await expect(commands).toContainText('AT+CSQ');
  // What stands behind it is reached with the Tab key.
  await press(page, button(page, 'Add a condition'));
  await fill(page, field(page, /^Field/), 'CSQ.rssi');
  await fill(page, box(page, 'The smallest number'), 'many');
  await expect(main(page)).toContainText('Type a whole number.');
  await fill(page, main(page).getByRole('group', { name: 'Branch 1' }).getByRole('textbox', { name: 'What the customer reads then' }), 'It is weak.');
  await enter(page, button(page, /^2\. without a title/));
  await fill(page, box(page, 'Title'), 'Thank you');
  // Nothing typed is lost where the screen is left, a wrong number neither; Ctrl+Z takes a word back, and Ctrl+Y brings it again.
  await page.keyboard.press('Control+z');
  await expect(box(page, 'Title')).toHaveValue('');
  await page.keyboard.press('Control+y');
  await expect(box(page, 'Title')).toHaveValue('Thank you');
  await enter(page, screen(page, /Reference/));
  await enter(page, screen(page, /Walkthroughs/));
  await enter(page, button(page, /^1\. How strong is it\?/));
  await expect(box(page, 'The smallest number')).toHaveValue('many');
  await fill(page, box(page, 'The smallest number'), '10');
  await expect(main(page)).toContainText('It sends at most one command');

  await enter(page, button(page, 'Try all scenarios'));
  await expect(main(page)).toContainText('Every branch was taken in some scenario.', { timeout: 60_000 });
  await expect(main(page)).toContainText(/Reached in: .*Weak signal/);
  const saving = page.waitForEvent('download');
  await enter(page, button(page, 'Save as file'));
  const file = await readFile(await (await saving).path());
  const saved = JSON.parse(file.toString());
  expect(saved.checked_with).toContain('healthy');
  expect(saved.steps[0]).toMatchObject({ does: { send: 'AT+CSQ' }, must: [{ field: 'CSQ.rssi', min: 10 }], branches: [{ when: 'otherwise', say: 'It is weak.', go: 'end' }] });
  await expect(main(page)).toContainText(/\d+ of 2,?000 characters/);
  await enter(page, button(page, 'Copy link'));
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('#/walkthrough/1.');
  const link = await page.evaluate(() => navigator.clipboard.readText());

  // On a phone's screen nothing is wider than it.
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 900 });

  await page.goto(link);
  await onScreen(page, 'Somebody asks you to run a check');
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  await button(page, 'Agree and begin').click();
  await button(page, 'Send it').click();
  await button(page, 'Go on').click();
  await onScreen(page, 'Thank you');
  // The end has what the doctor found, and one button for the file, which has it, too.
  await expect(main(page)).toContainText('Nothing wrong in what went over the line.');
  await button(page, 'Save the file to send back').click();
  await expect(saveDialog(page).getByRole('heading', { name: 'What is replaced' })).toBeVisible();
  await page.keyboard.press('Escape');

  // What was saved opens in the editor again; a document of the library is read out on the phone, by what the customer reads out.
  await button(page, 'All walkthroughs').click();
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Open a file to change…').click();
  await (await chooser).setFiles({ name: 'a.json', mimeType: 'application/json', buffer: file });
  await onScreen(page, 'Look at the signal');
  await button(page, 'All walkthroughs').click();
  await button(page, 'First connection, for the phone').click();
  await expect(main(page)).toContainText('You should see step 1');
  await button(page, /“step 1 is good”/).click();
  await expect(main(page)).toContainText('You should see step 2');
  await button(page, 'One step back').click();
  await button(page, /“step 1, way 1”/).click();
  await expect(main(page)).not.toContainText('You should see step 2');
});

test('what a link brings is described, held to its kind, in the link, and used by the scenarios, which can be stopped', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/walkthrough`);
  await button(page, 'Edit a copy of First connection').click();
  const brings = main(page).getByRole('group', { name: 'What the link brings' });
  const apn = brings.getByRole('textbox', { name: 'APN', exact: true });
  await expect(apn).toHaveAccessibleDescription('apn in the link. Without it: CMNET');
  await apn.fill('m2m";+CFUN=15');
  await expect(brings).toContainText('This cannot be sent');
  await expect(button(page, 'Copy link')).toHaveCount(0);
  await expect(button(page, 'Try all scenarios')).toHaveAttribute('aria-disabled', 'true');
  await apn.fill('m2m.workbench');
  await button(page, 'Copy link').click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/#\/walkthrough\/first-connection\?apn=m2m\.workbench$/);

  // What the link brings is tried: this APN is the one that the network takes where the usual one is wrong.
  await main(page).locator('summary', { hasText: 'scenarios' }).click();
  const chosen = (checked: boolean) => main(page).locator('.walk-edit-scenarios').getByRole('checkbox', { checked });
  while ((await chosen(true).count()) > 0) await chosen(true).first().uncheck();
  await main(page).getByRole('checkbox', { name: 'Wrong APN' }).check();
  await button(page, 'Try all scenarios').click();
  await expect(main(page).locator('.walk-edit-ends')).toHaveText('Wrong APN: It works', { timeout: 60_000 });

  // What takes long says how far it is, and can be stopped: what was found before stays.
  while ((await chosen(false).count()) > 0) await chosen(false).first().check();
  // A quick computer is done before there is anything to show.
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  await button(page, 'Try all scenarios').click();
  const bar = main(page).getByRole('progressbar', { name: 'At work…' });
  await expect(bar).toHaveAttribute('aria-valuenow', /\d/);
  await button(page, 'Cancel').click();
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await expect(bar).toHaveCount(0);
  await expect(button(page, 'Try all scenarios')).not.toHaveAttribute('aria-disabled', 'true');
  await expect(main(page).locator('.walk-edit-ends')).toHaveText('Wrong APN: It works');

  await button(page, 'Go through it').click();
  const brought = main(page).getByRole('table', { name: 'The link brings these values' });
  await expect(brought.getByRole('row').filter({ hasText: 'm2m.workbench' })).toContainText('AT+MIPCALL');
  await button(page, 'No, close it').click();
  await expect(apn).toHaveValue('m2m.workbench');
});
