// With the headers of docs/hosting.md: does the page work, its rescue frame too, and is it closed to pages of other sites?
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { reload, test, visit } from './deploys';
import { BLANK, ORIGIN, expect } from './kit';

test('a server that sends the headers of docs/hosting.md, under a sub-path, serves a page that works, its rescue frame too', async ({ page, site }) => {
  const lines = readFileSync(join(site.folder, '_headers'), 'utf8').split('\n');
  const first = lines.slice(1, lines.findIndex((line, at) => at > 0 && line.startsWith('/')));
  site.headers = Object.fromEntries(first.map((line) => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  expect(Object.keys(site.headers).sort()).toEqual(
    ['cache-control', 'content-security-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy', 'permissions-policy', 'referrer-policy', 'x-content-type-options'],
  );
  const wrong: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  await visit(page, site);
  expect(await page.evaluate(() => 'serial' in navigator && (document as any).featurePolicy.allowsFeature('serial'))).toBe(true);
  expect((await page.evaluate(() => workbench.connect({ virtual: 'L610' }))).series).toBe('L610');
  // The page may be framed by itself, as by its guard after a failure, and by nobody else.
  const framed = (address: string) =>
    page.evaluate(async (address) => {
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
      await new Promise((resolve) => (frame.onload = resolve));
      const inside = frame.contentDocument?.documentElement.dataset.version !== undefined;
      frame.remove();
      return inside;
    }, address);
  expect(await framed(site.address)).toBe(true);
  expect(wrong).toEqual([]);
  // From the copy, the headers are those of the server.
  await site.stop();
  await reload(page);
  const csp = await page.evaluate(async () => (await fetch('index.html')).headers.get('content-security-policy'));
  expect(csp).toContain("frame-ancestors 'self'");
  expect(existsSync(join(site.folder, 'hosting/nginx.conf')) && existsSync(join(site.folder, 'hosting/Caddyfile'))).toBe(true);
});

test('with those headers no other site frames the page or has hold of its window', async ({ context, site }) => {
  const { headers } = site;
  for (const line of readFileSync(join(site.folder, '_headers'), 'utf8').split('\n').slice(1)) {
    if (!line.startsWith('  ')) break;
    headers[line.slice(0, line.indexOf(':')).trim().toLowerCase()] = line.slice(line.indexOf(':') + 1).trim();
  }
  const elsewhere = await context.newPage();
  await elsewhere.goto(`${ORIGIN}${BLANK}`);
  const shows = async (address: string): Promise<boolean> => {
    await elsewhere.evaluate(async (address) => {
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.replaceChildren(frame);
      await new Promise((resolve) => (frame.onload = resolve));
    }, address);
    const inside = elsewhere.frames().find((frame) => frame !== elsewhere.mainFrame());
    return (await inside?.locator('html[data-version]').count()) === 1;
  };
  expect(await shows(site.address)).toBe(false);
  const opening = elsewhere.waitForEvent('popup');
  await elsewhere.evaluate((address) => void Object.assign(globalThis, { opened: open(address) }), site.address);
  const opened = await opening;
  await opened.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  expect(await opened.evaluate(() => opener)).toBeNull();
  expect(await elsewhere.evaluate(() => (globalThis as any).opened.closed)).toBe(true);

  // Without them it can be framed: it is the headers that forbid it.
  site.headers = {};
  expect(await shows(site.address)).toBe(true);
});
