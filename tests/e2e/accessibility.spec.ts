// Does every screen keep what WCAG 2.2 AA asks for and a program can check: names, roles, contrast, in both themes? And has each control room for its words?
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

import { FASTER } from './faster';
import { expect, openPage, test } from './kit';
import { sendOwn, toOwnMessage, visit } from './kiosk';
import { NO_PORTS, TITLES, button } from './screens';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const SCREENS = Object.keys(TITLES);

/** What is wrong with what the page shows now: the rule, and the elements that break it. */
async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async (source) => {
    if (!('axe' in globalThis)) (0, eval)(source);
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    // A button that has just been enabled is between two colours.
    const passing = document.getAnimations().filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(passing.map(({ finished }) => finished));
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => ({ id, node })));
    // A field that is partly behind a bar which stays in view is as large as it is once somebody scrolls to it.
    const main = document.querySelector('main')!;
    const stood = main.scrollTop;
    const broken: string[] = [];
    for (const { id, node } of found) {
      const target = node.target.join(' ');
      const element = id === 'target-size' ? document.querySelector(target) : null;
      if (element) {
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const again = await axe.run(element, { runOnly: { type: 'rule', values: [id] } });
        if (again.violations.length === 0) continue;
      }
      broken.push(`${id}: ${target}: ${node.failureSummary ?? ''}`);
    }
    main.scrollTop = stood;
    return broken;
  }, AXE);
}

/** The choices, tabs and buttons whose words are struck through, take two lines, or make the page wider than its window; folded ones too. */
async function crowded(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const folded = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')];
    for (const fold of folded) fold.open = true;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const found: string[] = [];
    for (const control of document.querySelectorAll('.button, .segmented > *, [role=tab], .pill, .rail-link')) {
      if (!control.checkVisibility()) continue;
      const texts = document.createTreeWalker(control, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(text);
        const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => Math.round(top)));
        if (lines.size > 1) found.push(`two lines: ${text.textContent}`);
        if (getComputedStyle(control).textDecorationLine.includes('line-through')) found.push(`struck through: ${text.textContent}`);
      }
    }
    for (const fold of folded) fold.open = false;
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page is wider than its window');
    return found;
  });
}

for (const [colorScheme, width] of [['light', 1440], ['dark', 390]] as const) {
  test.describe(`${colorScheme}, ${width} pixels wide`, () => {
    // With reduced motion, no colour is caught halfway between two.
    test.use({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true, contextOptions: { reducedMotion: 'reduce' } });

    test('no part of a stand breaks a rule', async ({ page }) => {
      await visit(page, '&idle=12');
      const broken: string[] = [];
      const look = async (where: string): Promise<void> => void broken.push(...(await violations(page)).map((found) => `${where}: ${found}`));
      await expect(page.locator('.kiosk-way.is-home')).toBeVisible({ timeout: 30_000 });
      await look('the start');
      await toOwnMessage(page);
      await sendOwn(page, 'axe');
      await look('the own message');
      await expect(page.getByRole('alertdialog', { name: 'Are you still there?' })).toBeVisible();
      await look('the question');
      await page.keyboard.press('Escape');
      await button(page, 'Back').click();
      await look('the tour');
      expect(broken).toEqual([]);
    });

    test('no part of a walkthrough breaks a rule: its editor, the view for the phone, its steps and its end', async ({ page }) => {
      await page.addInitScript(FASTER);
      await openPage(page, `${NO_PORTS}#/walkthrough`);
      await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
      const broken: string[] = [];
      const look = async (where: string): Promise<void> => {
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        broken.push(...(await violations(page)).map((found) => `${where}: ${found}`));
      };
      await button(page, 'Edit a copy of Weak signal').click();
      await button(page, 'Add a value').click();
      await look('the whole document, with what is wrong in it');
      await button(page, 'Undo').click();
      await button(page, /^1\. How strong/).click();
      await look('a step');
      await button(page, 'Try all scenarios').click();
      await expect(page.locator('.walk-edit-ends')).toBeVisible({ timeout: 60_000 });
      await look('what the scenarios came to');
      await button(page, /^2\. Look at the antenna/).click();
      await look('a question');
      await button(page, 'For the phone').click();
      await look('the phone');
      await button(page, 'End the call').click();
      await button(page, 'All walkthroughs').click();
      await button(page, 'Edit a copy of First connection').click();
      await look('what a link brings');
      await button(page, 'All walkthroughs').click();
      await button(page, 'Start Firmware and identity').click();
      await look('the list of commands');
      await button(page, 'Agree and begin').click();
      await look('the first step');
      for (const step of ['Send it', 'Go on', 'Send it', 'Go on', 'Send it', 'Go on', 'Send it', 'Go on']) {
        await button(page, step).click();
        if (step === 'Go on' && broken.length === 0) await look(step);
      }
      await expect(page.getByRole('heading', { level: 1, name: 'That is all' })).toBeVisible();
      await look('its end');
      expect(broken).toEqual([]);
    });

    test('no screen breaks a rule, with a module or without', async ({ page }) => {
      test.setTimeout(120_000);
      await openPage(page, NO_PORTS);
      const broken: string[] = [];
      const look = async (when: string): Promise<void> => {
        for (const screen of SCREENS) {
          await page.evaluate((place) => (location.hash = `#/${place}`), screen);
          // The heading of the screen before is there until the address is followed.
          await expect(page.locator(`a.rail-link[aria-current=page][href="#/${screen}"]`)).toHaveCount(1);
          await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
          await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
          broken.push(...[...(await violations(page)), ...(await crowded(page))].map((found) => `${screen}, ${when}: ${found}`));
        }
      };
      await look('nothing connected');
      await page.evaluate(async () => {
        await workbench.connect({ virtual: 'L610' });
        workbench.speed(20);
        await workbench.network.dial({ apn: 'CMNET' });
        workbench.speed(1);
        await workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883 });
        await workbench.mqtt.subscribe({ client: 1, topic: 'axe/#', qos: 1 });
        for (const a of [1, 2]) await workbench.mqtt.publish({ client: 1, topic: 'axe/1', qos: 1, payload: `{"a":${a}}` });
      });
      await look('connected');
      // The fields of a frame, one with a value that is wrong.
      await page.evaluate(() => (location.hash = '#/publish'));
      const main = page.getByRole('main');
      await main.locator('summary', { hasText: 'Fields of a frame' }).click();
      await main.getByLabel('Frame format').selectOption('DL/T 645-2007');
      await main.getByRole('button', { name: 'Begin with an example' }).click();
      await main.getByRole('textbox', { name: 'address', exact: true }).fill('x');
      await main.getByRole('textbox', { name: 'address', exact: true }).press('Enter');
      await expect(main.getByRole('table', { name: 'Fields of a frame' }).getByRole('alert')).toBeVisible();
      broken.push(...(await violations(page)).map((found) => `fields: ${found}`));
      // A message that is opened, with its chart; an offer to undo; a broker that refuses; and something that went wrong by itself.
      await page.evaluate(() => (location.hash = '#/messages'));
      await main.getByRole('listbox', { name: 'Messages' }).getByRole('option').first().click();
      await expect(main.getByRole('region', { name: 'The chosen message' }).getByRole('img')).toBeVisible();
      broken.push(...(await violations(page)).map((found) => `message: ${found}`));
      await main.getByRole('button', { name: 'Clear', exact: true }).click();
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
      broken.push(...(await violations(page)).map((found) => `undo: ${found}`));
      await page.evaluate(async () => {
        await workbench.connect({ virtual: 'L610', brokerScenario: 'wrong-password' });
        await workbench.network.dial({ apn: 'CMNET' });
        location.hash = '#/session';
      });
      await main.getByRole('button', { name: 'Connect', exact: true }).click();
      await expect(main.locator('.card.refused')).toBeVisible();
      broken.push(...(await violations(page)).map((found) => `refused: ${found}`));
      await page.evaluate(() => workbench.order('ip lost'));
      await expect(main.locator('.trouble')).toBeVisible();
      broken.push(...(await violations(page)).map((found) => `trouble: ${found}`));
      // What comes and goes by itself: the round trip where it stopped, and its end.
      await page.evaluate(() => workbench.connect({ virtual: 'L610', scenario: 'no-sim' }));
      await page.evaluate(() => (location.hash = '#/demo'));
      await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'Step 2 of 8 failed' })).toBeVisible({ timeout: 20_000 });
      broken.push(...(await violations(page)).map((found) => `demo: ${found}`));
      await page.getByRole('button', { name: 'Run it with a healthy module' }).click();
      await expect(page.getByRole('heading', { name: 'This was it.' })).toBeVisible({ timeout: 30_000 });
      broken.push(...(await violations(page)).map((found) => `its end: ${found}`));
      expect(broken).toEqual([]);
    });
  });
}
