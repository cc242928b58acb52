// Does the Publish screen keep its button in view, say what it sends in one line, and what became of it, with the next step beside?
import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, field, link, main, onScreen, press, type, unfold } from './screens';

const bar = (page: Page) => main(page).locator('.action-bar').getByRole('status');

/** A virtual module whose client 1 is connected, subscribed to this filter if there is one; and the Publish screen. */
async function ready(page: Page, filter?: string): Promise<void> {
  await openPage(page, NO_PORTS);
  await page.evaluate(async (filter) => {
    await workbench.connect({ virtual: 'L610' });
    workbench.speed(20);
    await workbench.network.dial({ apn: 'CMNET' });
    workbench.speed(1);
    await workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883 });
    if (filter) await workbench.mqtt.subscribe({ client: 1, topic: filter, qos: 1 });
    location.hash = '#/publish';
  }, filter);
  await onScreen(page, 'Publish');
}

for (const [width, height] of [[1440, 900], [1280, 720], [1024, 768], [390, 844]] as const) {
  test(`the button, the size and the line that is sent are in view without scrolling at ${width} x ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await ready(page, 'plant/#');
    await field(page, /^Topic/).fill('plant/7/state');
    await field(page, /^Text/).fill('{"temp":21.5}');
    await main(page).getByRole('tab', { name: 'Hex' }).click();

    await expect(button(page, 'Publish')).toBeInViewport({ ratio: 1 });
    await expect(main(page).getByRole('meter', { name: 'Payload size' })).toBeInViewport();
    await expect(bar(page)).toContainText('Ready to publish');
    await expect(bar(page)).toContainText('AT+MQTTPUB=1,"plant/7/state",1,0,13');

    await button(page, 'Publish').click();
    await expect(bar(page)).toContainText(/Came back in \d+ ms/);
    await expect(bar(page)).toContainText('13 bytes to plant/7/state');
    await expect(link(page, 'Open Messages')).toBeInViewport({ ratio: 1 });
    await link(page, 'Open Messages').click();
    await onScreen(page, 'Messages');
  });
}

test('where nobody is subscribed that is said, and one button leads to it with the topic filled in', async ({ page }) => {
  await ready(page);
  await field(page, /^Topic/).fill('plant/7/state');
  await field(page, /^Text/).fill('hello');
  await button(page, 'Publish').click();
  await expect(bar(page)).toContainText('No client here is subscribed to it.');

  await press(page, button(page, 'Subscribe'));

  await onScreen(page, 'Messages');
  await expect(field(page, /^Topic filter/)).toHaveValue('plant/7/state');
});

test('the keyboard stays at the button that publishes, and what was said ends with the next change', async ({ page }) => {
  await ready(page, 'plant/#');
  await type(page, field(page, /^Topic/), 'plant/7');
  await type(page, field(page, /^Text/), 'one');
  for (const round of [1, 2]) {
    await press(page, button(page, 'Publish'));
    await expect(bar(page), `round ${round}`).toContainText(/Came back in/);
    await expect(button(page, 'Publish')).toBeFocused();
  }
  expect(await page.evaluate(async () => (await workbench.messages()).length)).toBe(2);

  await type(page, field(page, /^Text/), 'two');
  await expect(bar(page)).toContainText('Ready to publish');
});

test('without a module or a client the bar leads there, and what is wrong is said in it', async ({ page }) => {
  await openPage(page, `${NO_PORTS}#/publish`);
  await expect(bar(page)).toContainText('No module is connected.');
  await expect(link(page, 'Connect a module')).toBeInViewport({ ratio: 1 });
  await expect(button(page, 'Publish')).toHaveCount(0);

  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  await expect(bar(page)).toContainText('No client is connected to a broker.');
  await expect(button(page, 'Publish')).toHaveAttribute('aria-disabled', 'true');
  await expect(link(page, 'Connect a client')).toBeInViewport({ ratio: 1 });

  await page.evaluate(async () => {
    await workbench.network.dial({ apn: 'CMNET' });
    await workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883 });
  });
  await expect(bar(page)).toContainText('Not complete yet');
  await expect(bar(page)).toContainText(/topic/i);
});

test('what has nothing to say takes no room, and the folds say what is in them', async ({ page }) => {
  await ready(page);
  await expect(main(page).getByText('Structure', { exact: true })).toHaveCount(0);
  await field(page, /^Text/).fill('{"a":1}');
  await expect(main(page).getByText('Structure', { exact: true })).toBeVisible();
  await expect(main(page).getByText(/^Values at/)).toHaveCount(0);
  await main(page).getByRole('tab', { name: 'Hex' }).click();
  await main(page).getByRole('grid', { name: 'Payload bytes' }).focus();
  await page.keyboard.press('Control+Home');
  await expect(main(page).getByText(/^Values at/)).toBeVisible();
  await field(page, /^Topic/).fill('plant/7');
  const fold = main(page).locator('summary', { hasText: 'What will be sent' });
  await expect(fold).toContainText('by length');
  await unfold(page, 'What will be sent');
  await expect(main(page).getByText(/By length\. Byte 0x22 \(quote\) at 1 cannot be sent in quotes/)).toBeVisible();
  // Six rows of bytes at least, and none that is empty where the last one is full.
  const [high, row] = await main(page).getByRole('grid', { name: 'Payload bytes' }).evaluate((grid) => [grid.clientHeight, grid.querySelector<HTMLElement>('.hex-row')!.offsetHeight]);
  expect(high! / row!).toBeGreaterThanOrEqual(6);
  await main(page).getByRole('tab', { name: 'Text' }).click();
  for (const bytes of [16, 32]) {
    await field(page, /^Text/).fill(`"${'x'.repeat(bytes - 1)}`);
    await expect(main(page).getByRole('grid', { name: 'Raw bytes' }).getByRole('row').last()).toContainText('78');
  }
});

test('a payload is compared with the last one sent, field by field or byte by byte, and with a template', async ({ page }) => {
  await ready(page, 'plant/#');
  await field(page, /^Topic/).fill('plant/7');
  await field(page, /^Text/).fill('{"temp":21.5,"unit":"C"}');
  // Nothing to compare with takes no room.
  await expect(main(page).locator('summary', { hasText: 'Compare with another payload' })).toHaveCount(0);
  await button(page, 'Publish').click();
  await expect(bar(page)).toContainText(/Came back in/);

  await unfold(page, 'Compare with another payload');
  const fold = main(page).locator('summary', { hasText: 'Compare with another payload' });
  const table = main(page).getByRole('table').filter({ hasText: 'This payload' });
  await field(page, /^Compare with/).selectOption({ label: 'The last one sent' });
  await expect(fold).toContainText('the same');
  await field(page, /^Text/).fill('{"temp":23,"unit":"C"}');
  await expect(fold).toContainText('1 field differs');
  await expect(table.getByRole('row', { name: /^temp 21.5 23 \+1.5$/ })).toBeVisible();
  await field(page, /^Compare with/).selectOption({ label: 'The last one received on this topic' });
  await expect(table.getByRole('row', { name: /^temp 21.5 23 \+1.5$/ })).toBeVisible();

  // What is no JSON is compared byte by byte, and the bytes that differ are marked.
  await unfold(page, 'Templates');
  await field(page, /^Text/).fill('abcd');
  await field(page, /^Name/).fill('frame');
  await button(page, 'Save this message').click();
  await field(page, /^Compare with/).selectOption({ label: 'Template frame' });
  await field(page, /^Text/).fill('aXcY');
  await expect(fold).toContainText('2 places differ');
  await expect(table.getByRole('row', { name: /^0001 62 58/ })).toBeVisible();
  await main(page).getByRole('tab', { name: 'Hex' }).click();
  await expect(main(page).locator('.hex-digits .is-marked')).toHaveText([/58/, /59/]);

  // What is forgotten can be had back.
  const undo = page.getByRole('button', { name: 'Undo' }).last();
  const sent = main(page).locator('summary', { hasText: 'Last publications' });
  await unfold(page, 'Last publications');
  await button(page, 'Clear the list').click();
  await expect(sent).toHaveCount(0);
  await undo.click();
  await expect(sent).toHaveCount(1);
  await button(page, 'Delete frame').click();
  await expect(main(page).locator('.template')).toHaveCount(0);
  await undo.click();
  await expect(main(page).locator('.template')).toHaveCount(1);
});

test('text is found while it is typed, counted, shown in its line, and selected in the text area', async ({ page }) => {
  await ready(page);
  const text = field(page, /^Text/);
  await text.fill(`${'filler\n'.repeat(40)}first temp here\n${'filler\n'.repeat(40)}second temp there`);
  await text.press('Control+f');
  const find = main(page).getByRole('group', { name: 'Find' });
  await expect(find.getByRole('textbox', { name: 'Find' })).toBeFocused();
  await page.keyboard.type('temp');
  await expect(find).toContainText('2 found');
  await page.keyboard.press('Enter');
  const found = main(page).getByRole('status', { name: 'In the text' });
  await expect(found).toHaveText(/Line (41|82) (first|second) temp t?here/);
  const lines = [await found.innerText()];
  await page.keyboard.press('Enter');
  await expect(found).not.toHaveText(lines[0]!);
  lines.push(await found.innerText());
  expect(lines.sort().map((line) => line.replace(/\s+/g, ' '))).toEqual(['Line 41 first temp here', 'Line 82 second temp there']);
  await page.keyboard.press('Escape');
  await expect(find).toHaveCount(0);
  await expect(text).toBeFocused();
  const selected = await text.evaluate((area) => {
    const { selectionStart, selectionEnd, value, scrollTop } = area as HTMLTextAreaElement;
    return [value.slice(selectionStart, selectionEnd), scrollTop > 0];
  });
  expect(selected).toEqual(['temp', true]);
});
