// How a test visits the stand.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type BrowserContext, type LaunchOptions, type Page } from '@playwright/test';

import { expect, openPage } from './kit';
import { NO_PORTS, button, field, main, screen } from './screens';

/** The stand with the virtual module alone. */
export const STAND = `${NO_PORTS}?kiosk=1`;

/** A browser with a profile of its own on the disk, which stays when the browser is closed. */
export async function ownProfile(options: LaunchOptions): Promise<{ profile: string; context: BrowserContext }> {
  const profile = mkdtempSync(join(tmpdir(), 'module-workbench-profile-'));
  return { profile, context: await chromium.launchPersistentContext(profile, { ...options, serviceWorkers: 'block' }) };
}

export async function onStart(page: Page, timeout = 10_000): Promise<void> {
  await expect(main(page).getByRole('heading', { level: 1, name: /is talking to a broker/ })).toBeVisible({ timeout });
}

/** The message on its way. */
export const way = (page: Page) => main(page).locator('.kiosk-way');

/** Which module is at work. */
export const pill = (page: Page) => page.getByRole('banner').locator('.pill');

/** A page that has just come is shown from its top on, and the keyboard is at its heading. */
export async function beginsAtTop(page: Page): Promise<void> {
  await expect(main(page).getByRole('heading', { level: 1 })).toBeFocused();
  expect(await page.evaluate(() => ['.kiosk', '.kiosk-main', 'html'].map((part) => document.querySelector(part)!.scrollTop))).toEqual([0, 0, 0]);
}

/** From the start to the page of the visitor's own message, where the module is online. */
export async function toOwnMessage(page: Page): Promise<void> {
  await button(page, 'Touch to begin').click();
  const next = button(page, 'Next');
  const own = main(page).getByRole('heading', { name: 'Now it is your turn.' });
  await expect(next.or(own)).toBeVisible();
  while (!(await own.isVisible())) {
    // Each page waits for its step of the module.
    await expect(next).not.toHaveAttribute('aria-disabled', 'true', { timeout: 30_000 });
    await next.click();
  }
}

/** From the start to the game, where the visitor chooses what to break. */
export async function toGame(page: Page): Promise<void> {
  await toOwnMessage(page);
  await button(page, 'Break the module').click();
  await expect(main(page).getByRole('heading', { level: 1, name: 'Break something. The page finds out what it was.' })).toBeVisible();
}

/** Types a text, sends it, and sees it come back. */
export async function sendOwn(page: Page, text: string): Promise<void> {
  await field(page, /^Your message/).fill(text);
  await expect(button(page, 'Send it')).not.toHaveAttribute('aria-disabled', 'true', { timeout: 30_000 });
  await button(page, 'Send it').click();
  await expect(main(page).getByText('Your message came back, byte for byte.')).toBeVisible({ timeout: 30_000 });
  await expect(main(page).locator('.kiosk-message')).toHaveText(text);
}

/** Ends the visit by hand. */
export async function startAgain(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Start again' }).click();
  await onStart(page);
}

/** All that a page of this origin can find in the browser's storage, and that it holds itself. */
export function held(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const files: string[] = [];
    const walk = async (folder: any, path: string): Promise<void> => {
      for await (const [name, entry] of folder.entries()) {
        if (entry.kind === 'directory') await walk(entry, `${path}/${name}`);
        else files.push(`${path}/${name}`, await (await entry.getFile()).text());
      }
    };
    await walk(await navigator.storage.getDirectory(), '');
    const cached: string[] = [];
    for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) cached.push(`${name} ${request.url}`);
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
    return JSON.stringify([
      { ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state, document.title,
      await indexedDB.databases(), files, cached, document.body.textContent, fields,
      workbench.transcript({ redact: false }), workbench.messages().map((message) => new TextDecoder().decode(message.payload)),
    ]);
  });
}

/** Goes to the stand. */
export async function visit(page: Page, more = ''): Promise<void> {
  await openPage(page, `${STAND}${more}`);
  await onStart(page);
}

/** Types a line in the Terminal of the page as it usually is, which keeps it: what a search finds, if it can find anything. */
export async function plant(page: Page, canary: string): Promise<void> {
  await openPage(page, NO_PORTS);
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  await screen(page, /Terminal/).click();
  const line = main(page).getByRole('combobox', { name: 'AT command' });
  await line.fill(`AT+${canary}?`);
  for (let presses = 0; presses < 3 && (await line.inputValue()); presses += 1) {
    await line.press('Escape');
    await line.press('Enter');
  }
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain(canary);
}
