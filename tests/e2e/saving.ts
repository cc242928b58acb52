// How a test saves what went over the wire, and gets the file.
import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { expect } from './kit';

/** A file as the page gave it, in the form in which one can be chosen again. */
export interface Saved {
  name: string;
  buffer: Buffer;
  mimeType: string;
}

export const wire = (page: Page) => page.getByRole('complementary', { name: 'Wire' });
export const saveDialog = (page: Page) => page.getByRole('dialog', { name: 'Save what went over the wire' });

/** Saves in a form. A record of many megabytes takes a while, each time that it is looked through. */
export async function save(page: Page, form: string, timeout = 10_000): Promise<Saved> {
  const dialog = saveDialog(page);
  await wire(page).getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.getByLabel('Save as').selectOption({ label: form });
  await expect(dialog.getByRole('heading', { name: 'What is replaced' })).toBeVisible({ timeout });
  const saving = page.waitForEvent('download', { timeout: Math.max(timeout, 30_000) });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const download = await saving;
  const buffer = await readFile(await download.path());
  await expect(dialog).toBeHidden();
  return { name: download.suggestedFilename(), buffer, mimeType: '' };
}
