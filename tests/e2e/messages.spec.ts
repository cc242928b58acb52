// Does the Messages screen find, compare, draw and answer what comes, with the mouse and by keyboard alone?
import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, field, main, onScreen, press, type } from './screens';

const STATES = [
  { temp: 21.5, cycle: 1, state: 'run' },
  { temp: 22.4, cycle: 2, state: 'run' },
  { temp: 23.8, cycle: 4, state: 'stop' },
];

const list = (page: Page) => main(page).getByRole('listbox', { name: 'Messages' });
const rows = (page: Page) => list(page).getByRole('option');
const opened = (page: Page) => main(page).getByRole('region', { name: 'The chosen message' });
const topic = (page: Page, name: string) => main(page).getByRole('treeitem').filter({ hasText: name });

/** A virtual module with an open client, and the Messages screen. */
async function begin(page: Page): Promise<void> {
  await openPage(page, `${NO_PORTS}#/messages`);
  await page.evaluate(async () => {
    await workbench.connect({ virtual: 'L610', seed: 7 });
    workbench.speed(20);
    await workbench.network.dial({ apn: 'CMNET' });
    workbench.speed(1);
    await workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883 });
  });
  await onScreen(page, 'Messages');
}

async function publish(page: Page, name: string, payload: string | number[]): Promise<void> {
  const before = await page.evaluate(() => workbench.messages().length);
  await page.evaluate(
    ([topic, payload]) =>
      workbench.mqtt.publish({ client: 1, topic, qos: 0, payload: typeof payload === 'string' ? payload : new Uint8Array(payload) }),
    [name, payload] as const,
  );
  await expect.poll(() => page.evaluate(() => workbench.messages().length)).toBe(before + 1);
}

/** Three states of a press, and a command to another one. */
async function plant(page: Page): Promise<void> {
  await begin(page);
  // Not everything: the broker of the page has a plant of its own.
  await page.evaluate(async () => {
    for (const topic of ['plant/#', 'raw', 'after']) await workbench.mqtt.subscribe({ client: 1, topic, qos: 1 });
  });
  for (const state of STATES) await publish(page, 'plant/7/state', JSON.stringify(state));
  await publish(page, 'plant/9/cmd', 'start');
  await expect(rows(page)).toHaveCount(4);
}

test('what can be subscribed to is one click away, and never twice', async ({ page }) => {
  await begin(page);
  // Nothing is subscribed, and nothing came: the form is open.
  await expect(field(page, /^Topic filter/)).toBeVisible();
  await page.evaluate(() => workbench.mqtt.publish({ client: 1, topic: 'plant/7', qos: 0, payload: 'on' }));
  await expect(button(page, 'Subscribe to plant/7')).toBeVisible();

  await button(page, 'Subscribe to #').click();
  await expect(button(page, 'Unsubscribe from #')).toBeVisible();
  await expect(button(page, 'Subscribe to #')).toBeHidden();
  await expect(field(page, /^Topic filter/)).toBeHidden();
  await expect(main(page).getByText('# · QoS 1')).toBeVisible();

  await button(page, 'Subscribe…').click();
  await expect(field(page, /^Topic filter/)).toBeFocused();
  await field(page, /^Topic filter/).fill('#');
  await expect(button(page, 'Subscribe')).toHaveAccessibleDescription(/subscribed to this already/);
  await field(page, /^Topic filter/).fill('plant/+');
  await button(page, 'Subscribe').click();
  await expect(button(page, 'Unsubscribe from plant/+')).toBeVisible();
  await button(page, 'Close').click();
  await expect(field(page, /^Topic filter/)).toBeHidden();

  await button(page, 'Unsubscribe from #').click();
  await expect(button(page, 'Unsubscribe from #')).toBeHidden();
  await expect(button(page, 'Subscribe to #')).toBeVisible();
});

test('a search finds in topics and data as it is typed, and marks what it found', async ({ page }) => {
  await plant(page);
  const search = field(page, /^Search in topic/);
  await search.fill('TEMP');
  await expect(main(page).getByText('3 of 4', { exact: true })).toBeVisible();
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).first().locator('mark')).toHaveText('temp');
  await search.fill('9/cmd');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).locator('mark')).toHaveText('9/cmd');
  await search.fill('nowhere');
  await expect(main(page).getByText('No message has this in its topic or its data.')).toBeVisible();
  await button(page, 'End the search').click();
  await expect(rows(page)).toHaveCount(4);
  // A topic narrows it further.
  await topic(page, 'plant').first().click();
  await topic(page, 'state').click();
  await expect(rows(page)).toHaveCount(3);
  await search.fill('23.8');
  await expect(main(page).getByText('1 of 3', { exact: true })).toBeVisible();
});

test('hexadecimal digits find bytes in binary data', async ({ page }) => {
  await plant(page);
  await page.evaluate(() => workbench.mqtt.publish({ client: 1, topic: 'plant/9/raw', qos: 0, payload: new Uint8Array([1, 0xaa, 0x55, 2]) }));
  const search = field(page, /^Search in topic/);
  for (const typed of ['AA 55', '0xAA55', 'aa55']) {
    await search.fill(typed);
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page).locator('mark')).toHaveText(/AA 55/);
  }
});

test('what changed since the last message on the topic is a table', async ({ page }) => {
  await plant(page);
  await rows(page).nth(1).click();
  const changes = opened(page).getByRole('table').first();
  for (const row of ['temp 22.4 23.8 +1.4', 'cycle 2 4 +2', 'state "run" "stop"']) {
    await expect(changes.getByRole('row', { name: row })).toBeVisible();
  }
  await publish(page, 'raw', [1, 2, 3]);
  await expect(rows(page)).toHaveCount(5);
  await rows(page).first().click();
  await expect(opened(page)).toContainText('This is the first message on this topic');
  await publish(page, 'raw', [1, 0xff, 3]);
  await expect(rows(page)).toHaveCount(6);
  await rows(page).first().click();
  await expect(opened(page).getByRole('table').first().getByRole('row', { name: '0001 02 FF' })).toBeVisible();
  await publish(page, 'raw', [1, 0xff, 3]);
  await expect(rows(page)).toHaveCount(7);
  await rows(page).first().click();
  await expect(opened(page)).toContainText('the same bytes as the one before');

  // Words are no JSON that ends too early.
  await rows(page).filter({ hasText: 'plant/9/cmd' }).click();
  await opened(page).getByRole('radio', { name: 'JSON', exact: true }).click();
  await expect(opened(page)).toContainText('Not JSON: this is plain text.');
});

test('a number is drawn over time, said in words, and saved', async ({ page }) => {
  await plant(page);
  await rows(page).nth(1).click();
  const chart = opened(page).getByRole('img');
  await expect(chart).toHaveAccessibleName(/^temp on plant\/7\/state: 3 values .* the lowest 21.5, the highest 23.8, the last 23.8\.$/);
  await opened(page).getByLabel('Number to draw').selectOption('cycle');
  await expect(chart).toHaveAccessibleName(/^cycle on .* the lowest 1, the highest 4/);
  // It goes on with what comes.
  await publish(page, 'plant/7/state', '{"cycle":8}');
  await expect(chart).toHaveAccessibleName(/4 values .* the highest 8/);
  await opened(page).getByText('The values as a table').click();
  await expect(opened(page).getByRole('table').last().getByRole('row')).toHaveCount(5);

  const saved = async (name: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), opened(page).getByRole('button', { name }).click()]);
    return [file.suggestedFilename(), await readFile(await file.path(), 'utf8')] as const;
  };
  const [csvName, csv] = await saved('Save the values as CSV');
  expect(csvName).toMatch(/^chart-.*\.csv$/);
  expect(csv).toMatch(/^time,value\r\n(\d{4}-\d\d-\d\dT[\d:.]+Z,\d\r\n){4}$/);
  const [svgName, svg] = await saved('Save the chart as SVG');
  expect(svgName).toMatch(/^chart-.*\.svg$/);
  expect(svg).toContain('<title>cycle on plant/7/state</title>');

  // Bytes at an offset, where the data is no JSON.
  await publish(page, 'raw', [0, 1, 2]);
  await publish(page, 'raw', [0, 2, 2]);
  await expect(rows(page)).toHaveCount(7);
  await rows(page).first().click();
  await opened(page).getByLabel('Number to draw').selectOption('bytes at an offset…');
  await expect(chart).toHaveAccessibleName(/^u16 at 0 on raw: 2 values .* the lowest 1, the highest 2/);
  await opened(page).getByRole('radio', { name: 'Little' }).click();
  await expect(chart).toHaveAccessibleName(/the lowest 256, the highest 512/);
  await opened(page).getByRole('textbox', { name: 'Offset' }).fill('0x9');
  await expect(opened(page)).toContainText('No message on this topic has a number there.');
});

test('what was sent stands beside what came, if that is wanted', async ({ page }) => {
  await plant(page);
  await page.evaluate(() => workbench.mqtt.unsubscribe({ client: 1, topic: 'plant/#' }));
  await page.evaluate(() => workbench.mqtt.publish({ client: 1, topic: 'plant/only/sent', qos: 0, payload: 'up' }));
  await expect(main(page).getByText('4 received, 5 sent')).toBeVisible();
  await expect(rows(page)).toHaveCount(4);
  await main(page).getByRole('switch', { name: 'Sent too' }).check();
  await expect(rows(page)).toHaveCount(9);
  await expect(rows(page).first()).toContainText('Sent');
  await expect(topic(page, 'only/sent')).toBeVisible();
  await rows(page).first().click();
  await expect(opened(page)).toContainText('plant/only/sent');
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'Save all').click()]);
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line));
  expect(lines).toHaveLength(9);
  expect(lines.at(-1)).toMatchObject({ sent: true, topic: 'plant/only/sent', text: 'up' });

  await opened(page).getByRole('button', { name: 'Answer' }).click();
  await onScreen(page, 'Publish');
  await expect(field(page, /^Topic/).first()).toHaveValue('plant/only/sent');
});

test('what was cleared comes back, even from another screen', async ({ page }) => {
  await plant(page);
  await button(page, 'Clear').click();
  await expect(rows(page)).toHaveCount(0);
  await expect(main(page).getByText('0 received, 0 sent')).toBeVisible();
  await publish(page, 'after', 'x');
  await page.evaluate(() => void (location.hash = '/reference'));
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.evaluate(() => void (location.hash = '/messages'));
  await expect(rows(page)).toHaveCount(5);
  await expect(topic(page, 'plant').first()).toContainText('4');
});

test('by keyboard alone: search, choose, open, go back', async ({ page }) => {
  await plant(page);
  await type(page, field(page, /^Search in topic/), 'state');
  await expect(rows(page)).toHaveCount(3);
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press('Tab');
    if (await list(page).evaluate((element) => element === document.activeElement)) break;
  }
  await expect(list(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(opened(page)).toContainText('22.4');
  await page.keyboard.press('Enter');
  await expect(opened(page)).toBeFocused();
  await press(page, opened(page).getByRole('button', { name: 'Copy hex' }));
  await page.keyboard.press('Escape');
  await expect(list(page)).toBeFocused();
  await page.keyboard.press('End');
  await expect(opened(page)).toContainText('21.5');
});

test.describe('on a small screen', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the message stands below the list, with a way back', async ({ page }) => {
    await plant(page);
    await rows(page).first().click();
    await expect(opened(page).getByRole('heading', { name: 'plant/9/cmd' })).toBeInViewport();
    await opened(page).getByRole('button', { name: 'Back to the list' }).click();
    await expect(list(page)).toBeFocused();
    await expect(list(page)).toBeInViewport();
  });
});

for (const [width, height] of [[1440, 900], [1280, 720]] as const) {
  test(`at ${width} by ${height} nothing but the list and the message scrolls`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await plant(page);
    await rows(page).nth(1).click();
    await expect(opened(page).getByRole('img')).toBeVisible();
    const scrolls = await main(page).evaluate((main) => [main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth]);
    expect(scrolls).toEqual([0, 0]);
    // The message stands beside the list, not over it.
    const [left, right] = [(await list(page).boundingBox())!, (await opened(page).boundingBox())!];
    expect(left.x + left.width).toBeLessThanOrEqual(right.x);
    expect(right.y).toBeLessThan(left.y + left.height);
  });
}
