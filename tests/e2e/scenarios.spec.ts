// Does the page come to the right explanation of each fault of the world around the module? The page's own virtual module has it, and time goes
// faster. Faults of the link itself are in fault-table.ts.
import { execFileSync } from 'node:child_process';

import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { VIRTUAL_MODULE, built } from './kit/paths';
import { NO_PORTS, button, field, main, screen } from './screens';

interface Row {
  /** The screen that says it. */
  on: 'network' | 'session' | 'session with TLS' | 'session, later' | 'messages';
  /** What it says. */
  says: (string | RegExp)[];
  /** The step of the network that says it. */
  step?: string;
  /** What the bar says at last. */
  bar?: string | RegExp;
  /** How many times as fast time goes. */
  times?: number;
  /** What is typed on Session. */
  host?: string;
  user?: string;
  /** What somebody does once the client is connected. */
  order?: string;
  /** How many steps pass: all of them, where nothing is wrong. */
  passed?: number;
  /** The screen where that is mended, which the note leads to. */
  leads?: string;
}

const SCENARIOS: Record<string, Row> = {
  healthy: { on: 'network', step: 'Registration', says: ['passed'], bar: /^Online/, passed: 7 },
  'no-sim': { on: 'network', step: 'SIM card', says: ['There is no SIM (10)'], bar: 'Not online yet: SIM card' },
  'locked-sim': { on: 'network', step: 'SIM card', says: ['It wants its PIN'], bar: 'Not online yet: SIM card' },
  'slow-sim': { on: 'network', step: 'SIM card', says: ['The SIM is busy (14)'], bar: /^Online/, times: 5 },
  'weak-signal': { on: 'network', step: 'Signal', says: [/of 31: weak/, 'Move the antenna'], bar: /^Online/ },
  'slow-registration': { on: 'network', step: 'Registration', says: ['Still searching'], bar: /^Online/, times: 20 },
  'registration-refused': { on: 'network', step: 'Registration', says: ['The network refused this SIM'], bar: 'Not online yet: Registration' },
  'wrong-apn': { on: 'network', step: 'IP address', says: ['The network gave no IP address', 'so the APN is probably wrong'], bar: 'Not online yet: IP address' },
  // It is closed and dialled anew without a word.
  'stale-ip': { on: 'network', step: 'IP address', says: [/The module has 10\./], bar: /^Online/ },
  'ipv6-only': { on: 'session', host: '192.0.2.7', says: ['the module has only an IPv6 address, and this host is an IPv4 address'], times: 5 },
  'clock-ahead': { on: 'session with TLS', says: ['was not accepted (-11)', 'No certificate is valid at that time'] },
  'wrong-ca': { on: 'session with TLS', says: ['was not accepted (-11)', 'the certificate of the authority (TRUSTFILE) is the one'] },
  'wrong-key': { on: 'session with TLS', says: ['cannot be used (-14)', 'certificate and key belong together'] },
  refuses: { on: 'session', user: 'me', says: ['An answer came at once: the broker said no', 'the server runs, and its MQTT service does not'], times: 1 },
  'wrong-password': { on: 'session', user: 'me', says: ['The most likely cause: the user name or the password'], times: 1 },
  unreachable: { on: 'session', says: ['nobody answered within 3', 'The most likely cause: the host name is wrong'] },
  drops: { on: 'session, later', says: ['Client 1 lost its connection', 'The broker ended the connection'] },
  'id-taken': { on: 'session, later', says: ['Client 1 lost its connection', 'another device uses the same client id'] },
  'network-lost': { on: 'session, later', order: 'network lost', says: ['The module is no longer registered with the network'], leads: 'Go to Network' },
  'ip-lost': { on: 'session, later', order: 'ip lost', says: ['The module lost its IP address', 'dial again'], leads: 'Go to Network' },
  burst: { on: 'messages', says: [/(6|7|8|9)\d received|\d{3} received/] },
  'large-messages': { on: 'messages', says: ['May be cut', 'A module reads at most 1024 bytes of a message'] },
};

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n';
const KEY = '-----BEGIN EC PRIVATE KEY-----\nMA==\n-----END EC PRIVATE KEY-----\n';

const bar = (page: Page) => main(page).locator('.action-bar').getByRole('status');
const step = (page: Page, title: string) => main(page).getByRole('listitem').filter({ has: page.getByText(title, { exact: true }) }).first();

/** Connects a virtual module with this fault, at this speed. */
async function begin(page: Page, name: string, { times = 20, order }: Row): Promise<void> {
  await openPage(page, NO_PORTS);
  await page.evaluate((scenario) => workbench.connect({ virtual: 'L610', scenario }), order ? 'healthy' : name);
  await page.evaluate((times) => workbench.speed(times), times);
}

/** Dials, as soon as the module is registered. */
async function dial(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(async () => (await workbench.network.check()).find(({ name }) => name === 'registration')?.status), { timeout: 30_000 })
    .toBe('pass');
  await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));
}

test('every scenario of the virtual module is shown here or with the faults of a link', () => {
  const list = execFileSync(built(VIRTUAL_MODULE), ['--list'], { encoding: 'utf8' }).split('\n').map((line) => /^(\S+) +(\S+)/.exec(line));
  const around = list.flatMap((row) => (row && ['-', 'sim', 'radio', 'network', 'ip', 'tls', 'broker'].includes(row[2]!) ? [row[1]!] : []));
  expect(Object.keys(SCENARIOS).toSorted()).toEqual(around.toSorted());
});

for (const [name, row] of Object.entries(SCENARIOS)) {
  test(`scenario: ${name}`, async ({ page }) => {
    await begin(page, name, row);
    if (row.on === 'network') {
      await screen(page, /Network/).click();
      await button(page, 'Get online').click();
      for (const text of row.says) await expect(row.step === 'IP address' ? main(page) : step(page, row.step!)).toContainText(text, { timeout: 20_000 });
      await expect(bar(page)).toContainText(row.bar!, { timeout: 30_000 });
      if (row.passed) await expect(main(page).locator('.step.is-pass')).toHaveCount(row.passed);
      return;
    }
    await dial(page);
    if (row.on === 'messages') {
      await page.evaluate(async () => {
        await workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883 });
        await workbench.mqtt.subscribe({ client: 1, topic: 'demo/x', qos: 0 });
      });
      await screen(page, /Messages/).click();
      if (name === 'large-messages') await main(page).locator('.message').first().click();
      for (const text of row.says) await expect(main(page)).toContainText(text, { timeout: 20_000 });
      return;
    }
    if (row.on === 'session, later') {
      await page.evaluate(() => workbench.mqtt.open({ client: 1, host: 'broker.local', port: 1883 }));
      await screen(page, /Session/).click();
      if (row.order) await page.evaluate((order) => workbench.order(order), row.order);
      for (const text of row.says) await expect(main(page)).toContainText(text, { timeout: 20_000 });
      if (row.leads) await expect(main(page).locator('.trouble').getByRole('link')).toHaveText(row.leads);
      return;
    }
    if (row.on === 'session with TLS') {
      if (name !== 'clock-ahead') await page.evaluate(() => workbench.network.syncClock());
      await page.evaluate(
        async ([certificate, key]) => {
          for (const slot of ['TRUSTFILE', 'CERTFILE'] as const) await workbench.tls.load({ slot, data: certificate! });
          await workbench.tls.load({ slot: 'KEYFILE', data: key! });
          await workbench.tls.setVersion(4);
          await workbench.tls.setVerify(1);
        },
        [CERTIFICATE, KEY],
      );
    }
    await screen(page, /Session/).click();
    await field(page, /^Host/).fill(row.host ?? 'broker.local');
    if (row.user) {
      await field(page, /^User name/).fill(row.user);
      await field(page, /^Password/).fill('secret');
    }
    if (row.on === 'session with TLS') await main(page).getByRole('combobox', { name: /^Encryption/ }).selectOption({ label: 'TLS' });
    await button(page, 'Connect').click();
    for (const text of row.says) await expect(main(page).locator('.card.refused')).toContainText(text, { timeout: 30_000 });
  });
}
