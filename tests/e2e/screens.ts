// How a test finds its way on the screens: by the names that people read, with the mouse or by keyboard alone.
import type { Locator, Page } from '@playwright/test';

import { ORIGIN, expect } from './kit';

/** The same page under a name to which the browser's policy grants no port. */
export const NO_PORTS = `${ORIGIN.replace('127.0.0.1', 'localhost')}/`;

/** Every screen by its name in the address, with its heading. */
export const TITLES = {
  connect: 'Connect a module',
  network: 'Network',
  credentials: 'Credentials',
  tls: 'TLS',
  session: 'Session',
  publish: 'Publish',
  messages: 'Messages',
  terminal: 'Terminal',
  walkthrough: 'Walkthroughs',
  doctor: 'Log doctor',
  replay: 'Replay',
  reference: 'Command reference',
};

export const main = (page: Page) => page.getByRole('main');
export const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name, exact: true });
export const link = (page: Page, name: string) => main(page).getByRole('link', { name, exact: true });
export const screen = (page: Page, name: RegExp) => page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name });

/** A field by its label; one that offers what was typed before is a combo box. */
export function field(page: Page, name: RegExp): Locator {
  return main(page).getByRole('textbox', { name }).or(main(page).getByRole('combobox', { name }));
}

/** A field of the device on Credentials, secret ones included: those are no text boxes to assistive technology. */
export const credential = (page: Page, label: RegExp): Locator => main(page).locator('form.credentials').getByLabel(label);

/** Opens what is folded under this name, unless it is open. */
export async function unfold(page: Page, name: string | RegExp): Promise<void> {
  const summary = main(page).locator('summary', { hasText: name });
  if (!(await summary.evaluate((element) => (element.parentElement as HTMLDetailsElement).open))) await summary.click();
}

/** Walks to an element with the Tab key, as somebody without a mouse does. */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not lead to ${target}`);
}

/** Presses a button or follows a link, from the keyboard. */
export async function press(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  await expect(target).not.toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
}

/** Fills in a field from the keyboard, in the place of what it held. */
export async function type(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

export async function onScreen(page: Page, title: string): Promise<void> {
  await expect(main(page).getByRole('heading', { level: 1, name: title })).toBeVisible();
}

/** Holds the code back from a page that is about to be loaded; what lets it come. */
export async function holdCode(page: Page): Promise<() => void> {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  return release;
}
