// Does the page hold up where it is not a window on a desk: on paper, in forced colours, at twice its size, on a phone, with the Wire panel hidden?
import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, TITLES, button, main, onScreen } from './screens';

const wire = (page: Page) => page.getByRole('complementary', { name: 'Wire' });

/** A virtual module with a client that is connected, some messages, and this screen. */
async function at(page: Page, place: string, title: string): Promise<void> {
  await openPage(page, NO_PORTS);
  await page.evaluate(async (place) => {
    await workbench.connect({ virtual: 'L610' });
    workbench.speed(20);
    await workbench.network.dial({ apn: 'CMNET' });
    workbench.speed(1);
    await workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883 });
    await workbench.mqtt.subscribe({ client: 1, topic: 'plant/#', qos: 1 });
    for (const temp of [20, 21.5]) await workbench.mqtt.publish({ client: 1, topic: 'plant/7', qos: 1, payload: `{"temp":${temp}}` });
    location.hash = `#/${place}`;
  }, place);
  await onScreen(page, title);
}

test('the Wire panel can be hidden, which leaves its room to the screen, and stays so after a reload', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPage(page, NO_PORTS);
  const hide = wire(page).getByRole('button', { name: 'Hide the Wire panel' });
  await expect(hide).toHaveAttribute('aria-expanded', 'true');
  const before = (await main(page).boundingBox())!.width;

  await hide.focus();
  await page.keyboard.press('Enter');

  const show = wire(page).getByRole('button', { name: 'Show the Wire panel' });
  await expect(show).toBeFocused();
  await expect(wire(page).getByRole('textbox')).toHaveCount(0);
  await expect(wire(page).getByRole('separator')).toHaveCount(0);
  expect((await main(page).boundingBox())!.width).toBeGreaterThan(before + 300);
  await page.reload();
  await expect(show).toHaveAttribute('aria-expanded', 'false');
  expect((await main(page).boundingBox())!.width).toBeGreaterThan(before + 300);

  // A drawer is closed instead: what is in it is whole.
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.getByRole('banner').getByRole('button', { name: 'Wire' }).click();
  await expect(page.getByRole('dialog', { name: 'Wire' }).getByRole('textbox', { name: 'AT command' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.setViewportSize({ width: 1440, height: 900 });
  await show.click();
  await expect(wire(page).getByRole('textbox', { name: 'AT command' })).toBeVisible();
});

test('the log stays at its end while much comes at once, with nobody scrolling', async ({ page }) => {
  await at(page, 'messages', 'Messages');
  await expect(wire(page).getByText('A message for client 1 on plant/7').last()).toBeInViewport();
  await expect(wire(page).getByRole('button', { name: 'Jump to newest' })).toBeHidden();
});

test('the log stays at its end for a person who wants less movement, too', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await at(page, 'messages', 'Messages');
  const view = wire(page).locator('.list-view');
  // A height that grows with a transition, however short, is the old one while the list scrolls to its end.
  await expect(view.locator('.list-canvas')).toHaveCSS('transition-property', 'none');
  for (let more = 0; more < 5; more++) {
    await page.evaluate(() => workbench.command('AT+COPS?'));
    await expect.poll(() => view.evaluate((view) => view.scrollHeight - view.clientHeight - view.scrollTop)).toBeLessThan(2);
  }
});

test('a screen is printed whole: no panel beside it, as many pages as it takes, and ticks that can be seen', async ({ page }) => {
  await at(page, 'network', 'Network');
  await button(page, 'Check again').click();
  await expect(main(page).getByRole('listitem').filter({ hasText: 'MQTT clients' })).toContainText('passed', { timeout: 30_000 });
  await page.evaluate(() => (location.hash = '#/credentials'));
  await onScreen(page, 'Credentials');
  const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)!.length;
  expect(pages).toBeGreaterThan(1);

  await page.emulateMedia({ media: 'print' });
  for (const hidden of [wire(page), page.getByRole('navigation', { name: 'Screens' })]) await expect(hidden).toBeHidden();
  // Nothing is inside a part that scrolls or is cut.
  for (const part of ['html', 'body', '.shell', 'main']) {
    const cut = await page.locator(part).evaluate((part) => part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).overflowY !== 'visible');
    expect(cut, part).toBe(false);
  }
  await page.evaluate(() => (location.hash = '#/network'));
  await onScreen(page, 'Network');
  const tick = main(page).locator('.step.is-pass .step-mark').first();
  await expect(tick).toBeVisible();
  expect(await tick.evaluate((tick) => getComputedStyle(tick).printColorAdjust)).toBe('exact');
});

test('the one button of a screen is in view from the start, and nothing is red before anything was done', async ({ page }) => {
  await openPage(page, NO_PORTS);
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  for (const [width, height] of [[1280, 720], [390, 844]] as const) {
    await page.setViewportSize({ width, height });
    for (const [place, title, name] of [
      ['network', 'Network', 'Get online'],
      ['credentials', 'Credentials', 'Use for client 1'],
      ['tls', 'TLS', 'Set up TLS'],
      ['session', 'Session', 'Get online'],
      ['publish', 'Publish', 'Publish'],
      ['doctor', 'Log doctor', 'Read the log'],
    ] as const) {
      await page.evaluate((place) => (location.hash = `#/${place}`), place);
      await onScreen(page, title);
      const target = main(page).getByRole('button', { name, exact: true }).or(main(page).getByRole('link', { name, exact: true }));
      await expect(target, `${place} at ${width}`).toBeInViewport({ ratio: 1 });
      await expect(main(page).locator('.note.tone-bad'), place).toHaveCount(0);
    }
    await page.evaluate(() => (location.hash = '#/walkthrough'));
    await onScreen(page, 'Walkthroughs');
    // What a walkthrough does has the room that its buttons leave, and they leave most of it.
    const [row, text] = await main(page).locator('.walk-row').first().evaluate((row) => [row.clientWidth, row.querySelector('p')!.clientWidth]);
    expect(text! / row!).toBeGreaterThan(0.5);
  }
});

test('findings are printed whole, and the log beside them where it proves the chosen one', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPage(page, `${NO_PORTS}#/doctor`);
  await button(page, 'Try an example').click();
  const proof = main(page).locator('.doctor-row.is-proof').first();
  // The rows come behind the findings, and are taller than they were thought to be.
  await expect(proof).toBeInViewport({ ratio: 1 });
  await page.emulateMedia({ media: 'print' });
  const side = main(page).getByRole('region', { name: 'Findings' });
  expect(await side.evaluate((side) => getComputedStyle(side).overflowY)).toBe('visible');
  await expect(proof).toBeVisible();
  await expect(main(page).locator('.doctor-search')).toBeHidden();
});

test('in forced colours what is chosen is told from what is not', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openPage(page, `${NO_PORTS}#/credentials`);
  const outline = (name: string) =>
    main(page).locator('.cloud', { hasText: name }).evaluate((cloud) => getComputedStyle(cloud).outlineStyle);
  expect([await outline('Alibaba Cloud'), await outline('Tencent Cloud')]).toEqual(['solid', 'none']);
});

test('in forced colours the clients in use have a whole border, and the chosen one is told', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await at(page, 'session', 'Session');
  const lamps = page.getByRole('banner').getByRole('list');
  for (const lamp of await lamps.getByRole('listitem').all()) {
    const [inside, width] = await lamp.evaluate((lamp) => {
      const [outer, own] = [lamp.parentElement!.getBoundingClientRect(), lamp.getBoundingClientRect()];
      return [own.bottom <= outer.bottom && own.top >= outer.top, getComputedStyle(lamp).borderBottomWidth] as const;
    });
    expect(inside, await lamp.innerText()).toBe(true);
    expect(width).not.toBe('0px');
  }
  const chosen = main(page).getByRole('radio', { name: 'Client 1', exact: true });
  for (const chip of await main(page).locator('.pick > .segment').all()) {
    expect(await chip.evaluate((chip) => getComputedStyle(chip).borderTopWidth)).not.toBe('0px');
  }
  const colours = await chosen.evaluate((chosen) => {
    const probe = chosen.ownerDocument.createElement('i');
    probe.style.cssText = 'background: Highlight; forced-color-adjust: none';
    chosen.ownerDocument.body.append(probe);
    return [getComputedStyle(chosen).backgroundColor, getComputedStyle(probe).backgroundColor];
  });
  expect(colours[0]).toBe(colours[1]);
});

test('at twice its size no screen scrolls sideways, and the bar leaves most of the height', async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await at(page, 'publish', 'Publish');
  for (const [place, title] of [...Object.entries(TITLES), ['demo', 'See it working']] as const) {
    await page.evaluate((place) => (location.hash = `#/${place}`), place);
    await onScreen(page, title);
    const [sideways, high, bar] = await main(page).evaluate((main) => [main.scrollWidth - main.clientWidth, main.clientHeight, main.querySelector<HTMLElement>('.action-bar')?.offsetHeight ?? 0]);
    expect(sideways, place).toBeLessThanOrEqual(0);
    expect(bar! / high!, place).toBeLessThan(0.3);
  }
});

test('on a phone the reference shows its list at once, with no box in front of it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openPage(page, `${NO_PORTS}#/reference`);
  await expect(main(page).getByText('Choose a command to see what it takes')).toBeHidden();
  await expect(main(page).getByRole('link', { name: /AT Attention/ })).toBeInViewport();
});

test('on a phone each screen begins at its top, with the keyboard at its heading', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 600 });
  await at(page, 'network', TITLES.network);
  for (const [place, title] of [...Object.entries(TITLES), ['network', TITLES.network]] as const) {
    await main(page).evaluate((main) => (main.scrollTop = main.scrollHeight));
    await page.evaluate((place) => (location.hash = `#/${place}`), place);
    await onScreen(page, title);
    await expect(main(page).getByRole('heading', { level: 1 }), place).toBeFocused();
    expect(await page.evaluate(() => [document.querySelector('#main')!.scrollTop, scrollY]), place).toEqual([0, 0]);
  }
});
