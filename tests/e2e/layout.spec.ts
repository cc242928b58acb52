// Does every screen keep its shape: nothing wider than the window, the bar with its button in view, no scroll bar inside another, and one thing at a time
// where there is one thing to do?
import type { Page } from '@playwright/test';

import { FASTER } from './faster';
import { expect, openPage, test } from './kit';
import { NO_PORTS, TITLES, button, main, onScreen } from './screens';

/** The page with a virtual module. */
async function connected(page: Page, place = ''): Promise<void> {
  await openPage(page, `${NO_PORTS}${place}`);
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
}

/** By how much the screen is higher than what shows it. */
const tooHigh = (page: Page): Promise<number> => main(page).evaluate((screen) => screen.scrollHeight - screen.clientHeight);

for (const [width, height] of [
  [1280, 720],
  [1024, 768],
  [390, 844],
] as const) {
  test.describe(`${width} by ${height} pixels`, () => {
    test.use({ viewport: { width, height } });

    test('no screen is wider than the window, and every bar is in view', async ({ page }) => {
      await connected(page);
      const wrong: string[] = [];
      for (const [screen, title] of Object.entries(TITLES)) {
        await page.evaluate((screen) => void (location.hash = `#/${screen}`), screen);
        await onScreen(page, title);
        const found = await page.evaluate(() => {
          const found: string[] = [];
          const shown = document.querySelector('main')!;
          if (shown.scrollWidth > shown.clientWidth) found.push(`${shown.scrollWidth - shown.clientWidth} pixels too wide`);
          const bar = shown.querySelector('.action-bar')?.getBoundingClientRect();
          if (bar && bar.bottom > innerHeight + 1) found.push('the bar is below the window');
          return found;
        });
        wrong.push(...found.map((what) => `${screen}: ${what}`));
      }
      expect(wrong).toEqual([]);
    });
  });
}

test.describe('a window of 1280 by 720 pixels', () => {
  test.use({ viewport: { width: 1280, height: 720 } });

  test('the reference scrolls its list and its entry, and nothing around them', async ({ page }) => {
    await openPage(page, `${NO_PORTS}#/reference`);
    await onScreen(page, 'Command reference');
    expect(await tooHigh(page)).toBeLessThanOrEqual(0);
    await main(page).getByRole('link', { name: /\+MQTTPUB/ }).first().click();
    await expect(main(page).locator('.reference-heading')).toBeInViewport({ ratio: 1 });
    expect(await tooHigh(page)).toBeLessThanOrEqual(0);
  });

  test('a step of a walkthrough has the page to itself, with the rail and the Wire panel behind their buttons', async ({ page }) => {
    await page.addInitScript(FASTER);
    await connected(page, '#/walkthrough');
    const rail = page.locator('.shell-rail');
    await expect(rail).toBeVisible();
    await button(page, 'Start Firmware and identity').click();
    await button(page, 'Agree and begin').click();
    await expect(main(page).locator('.walk-where')).toBeVisible();
    await expect(rail).toBeHidden();
    await expect(page.locator('.shell-wire')).toBeHidden();
    await page.getByRole('banner').getByRole('button', { name: 'Wire' }).click();
    await expect(page.getByRole('dialog', { name: 'Wire' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('banner').getByRole('button', { name: 'Menu' }).click();
    await expect(page.getByRole('dialog').getByRole('link', { name: /Terminal/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await button(page, 'Stop and close').click();
    await expect(rail).toBeVisible();
  });

  test('the editor of walkthroughs has its three parts side by side', async ({ page }) => {
    await connected(page, '#/walkthrough');
    await button(page, 'Edit a copy of Weak signal').click();
    const parts = main(page).locator('.walk-edit-parts > *');
    await expect(parts).toHaveCount(3);
    const boxes = await parts.evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect()).map(({ top, left }) => ({ top: Math.round(top), left })));
    expect(new Set(boxes.map(({ top }) => top)).size).toBe(1);
    expect(boxes.map(({ left }) => left)).toEqual(boxes.map(({ left }) => left).sort((one, other) => one - other));
  });

  test('what leads out of a screen stands in line: the rail with what forgets everything, your own broker with the clouds', async ({ page }) => {
    await openPage(page, `${NO_PORTS}#/credentials`);
    const middle = (selector: string) =>
      page.locator(selector).first().evaluate((element) => {
        const { left, width } = element.getBoundingClientRect();
        return left + width / 2;
      });
    expect(Math.abs((await middle('.rail-forget .icon')) - (await middle('.rail-mark')))).toBeLessThanOrEqual(1);
    await main(page).locator('.clouds').getByRole('link', { name: /^Your own broker/ }).click();
    await onScreen(page, 'Session');
  });
});

test.describe('a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('buttons of the bar that stand above each other are equally wide', async ({ page }) => {
    await connected(page, '#/replay');
    const buttons = main(page).locator('.action-buttons .button').filter({ visible: true });
    await expect(buttons).toHaveCount(2);
    const [first, second] = await buttons.evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect()));
    expect(second!.top).toBeGreaterThan(first!.bottom);
    expect(Math.abs(first!.width - second!.width)).toBeLessThan(1);
  });
});

test.describe('forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('a chosen message can be read', async ({ page }) => {
    await page.addInitScript(FASTER);
    await openPage(page, NO_PORTS);
    await button(page, 'See it working').click();
    const row = main(page).locator('.list-row.is-selected').first();
    await expect(row).toBeVisible({ timeout: 30_000 });
    const colours = await row.evaluate((row) => [...row.querySelectorAll('*')].map((part) => getComputedStyle(part).color).concat(getComputedStyle(row).color));
    expect(new Set(colours).size).toBe(1);
  });
});

test('without scripts, the page says what it needs, and offers nothing that does not work', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(baseURL!);
  // Playwright's own ways to a text leave out what is in this element.
  expect(await page.locator('noscript').innerText()).toContain('Module Workbench needs JavaScript and WebAssembly.');
  await expect(page.getByText('Loading Module Workbench…')).toBeHidden();
  await expect(page.getByRole('link', { name: 'See it working' })).toHaveCount(0);
  await context.close();
});
