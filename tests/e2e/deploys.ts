// How a test puts one version of the page after another on a web server, with the worker that keeps each, and goes from one to the next.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { Site, expect, openPage, test as kit } from './kit';
import { DIST, PROJECT, built } from './kit/paths';
import { button } from './screens';

/** A copy of the page under another version, with something done to its files before or after they are listed. */
export type Deploy = (version: string, change?: (folder: string) => void, after?: (folder: string) => void) => string;

export const test = kit.extend<{ deploy: Deploy; site: Site }>({
  serviceWorkers: 'allow',

  deploy: async ({}, use) => {
    const root = mkdtempSync(join(tmpdir(), 'workbench-deploys-'));
    await use((name, change = () => {}, after = () => {}) => {
      const folder = join(root, name);
      cpSync(built(DIST), folder, { recursive: true });
      const version = createHash('sha256').update(name).digest('hex').slice(0, 16);
      edit(folder, 'index.html', (page) => page.replace(/data-version="[0-9a-f]+"/, `data-version="${version}"`).replace('<title>', `<meta name="deploy" content="${name}">\n<title>`));
      change(folder);
      execFileSync('node', [join(PROJECT, 'scripts/finish/offline.mjs'), folder]);
      after(folder);
      return folder;
    });
    rmSync(root, { recursive: true, force: true });
  },
  site: async ({ deploy }, use) => {
    const site = new Site(deploy('one'), '/tools/workbench/');
    await site.start();
    await use(site);
    await site.stop();
  },
});

export function edit(folder: string, file: string, by: (text: string) => string): void {
  const before = readFileSync(join(folder, file), 'utf8');
  const after = by(before);
  if (after === before) throw new Error(`nothing was changed in ${file}`);
  writeFileSync(join(folder, file), after);
}

export const code = (folder: string) => readdirSync(folder).find((name) => name.startsWith('code-'))!;
export const piece = (folder: string) => join(folder, code(folder), 'split_journey.wasm');

/** Makes a piece another one, which does the same: a section that nobody reads is added. What is in the version before need not be fetched. */
export const changePiece = (folder: string) => writeFileSync(piece(folder), Buffer.concat([readFileSync(piece(folder)), Buffer.from('\0\x05\x04more', 'latin1')]));

export const deployed = (page: Page) => page.locator('meta[name=deploy]').getAttribute('content');

/** What the worker of this page knows: which versions it has, and which it shows. */
export const known = (page: Page) =>
  page.evaluate(async () => {
    const name = (await caches.keys()).find((name) => name.endsWith(' state'));
    const kept = name && (await (await caches.open(name)).matchAll())[0];
    return kept ? ((await kept.json()) as { current: string | null; versions: Record<string, unknown>; trial: unknown; tries: object }) : undefined;
  });

export const versionOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.version!);

/** Waits until this page is the one that is kept and shown. */
export async function isKept(page: Page): Promise<void> {
  const version = await versionOf(page);
  await expect.poll(async () => (await known(page))?.current, { timeout: 40_000 }).toBe(version);
}

/** Waits until the browser has no worker for this page. */
export const isAlone = (page: Page) =>
  expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), { timeout: 60_000 }).toBe(0);

/** Opens the page for the first time, and waits until the browser has a copy. */
export async function visit(page: Page, site: Site): Promise<void> {
  await openPage(page, site.address);
  await isKept(page);
}

/** Loads the page anew. Where it is just leaving by itself, for a version that it goes to, it is asked again. */
export async function reload(page: Page): Promise<void> {
  await loadAnew(page);
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true', undefined, { timeout: 40_000 });
}

/** The same, for a page that may not get ready. */
export async function loadAnew(page: Page): Promise<void> {
  const isLeaving = (error: Error) => /ERR_ABORTED|Not attached/.test(error.message);
  await expect(async () => {
    const failure = await page.reload().then(() => undefined, (error: Error) => error);
    if (failure && !isLeaving(failure)) throw failure;
    expect(failure?.message).toBeUndefined();
  }).toPass({ timeout: 20_000 });
}

export const offer = (page: Page) => page.getByText('There is a newer version of this page.');

/** Goes to a version that is offered: loads the page, which looks for one, and presses the button. */
export async function take(page: Page): Promise<void> {
  await reload(page);
  await expect(offer(page)).toBeVisible({ timeout: 40_000 });
  await button(page, 'Load the new version').click();
  await expect.poll(() => page.evaluate(() => performance.getEntriesByType('navigation').length && document.readyState).catch(() => '')).toBe('complete');
}
