// Can a person get the credentials of a cloud right at the first attempt, and does the secret stay where it was typed?
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import type { CloudInputs, CloudOptions, RegistrationOptions } from '../../public/workbench';
import { expect, openPage, test } from './kit';
import { PROJECT } from './kit/paths';
import { NO_PORTS, button, credential, field, link, main, onScreen, press, screen, type } from './screens';
import { connect } from './workbench';

interface Vector {
  id: string;
  cloud_type: number;
  kind: 'authcfg' | 'authdyn';
  variant: string;
  inputs: CloudInputs;
  fixed: CloudInputs;
  expected: Record<string, unknown>;
  check: string;
}

/** Inputs and results from published pages, and from official code that was run. */
const VECTORS: Vector[] = JSON.parse(readFileSync(join(PROJECT, 'crates/cloud/tests/vectors.json'), 'utf8'));

function vector(id: string): Vector {
  return VECTORS.find((vector) => vector.id === id)!;
}

/** A cloud, the vector that its credentials must equal, and what to type besides what the vector calls inputs. */
interface Case {
  cloud: string;
  id: string;
  typed: [label: RegExp, text: string][];
}

const CASES: Case[] = [
  {
    cloud: 'Alibaba Cloud',
    id: 'ali-c-tcp',
    typed: [
      [/^ProductKey/, 'a1FakePk001'],
      [/^DeviceName/, 'dev-01'],
      [/^DeviceSecret/, '0123456789abcdef0123456789abcdef'],
    ],
  },
  {
    cloud: 'Tencent Cloud',
    id: 'tencent',
    typed: [
      [/^Product ID/, 'FAKEPID001'],
      [/^Device name/, 'dev01'],
      [/^Device key/, 'MDEyMzQ1Njc4OWFiY2RlZg=='],
      [/^Connection ID/, 'abc3E'],
    ],
  },
  {
    cloud: 'Huawei Cloud',
    id: 'hw-py-epoch',
    typed: [
      [/^Device ID/, '64f0c0ffee0123456789abcd_861234567890123'],
      [/^Device secret/, '0123456789abcdef0123456789abcdef'],
      [/^Hour$/, '1970010100'],
      [/^Access address/, '0123.st1.iotda-device.cn-north-4.myhuaweicloud.com'],
    ],
  },
  {
    cloud: 'OneNET',
    id: 'on-sha1',
    typed: [
      [/^Product ID/, 'FakeProd01'],
      [/^Device name/, 'dev01'],
      [/^Device key/, 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='],
    ],
  },
  {
    cloud: 'Baidu',
    id: 'bd-c-imei-0',
    typed: [
      [/^IoT Core ID/, 'avfake1'],
      [/^Device key/, '861234567890123'],
      [/^Device secret/, 'S3cr3tKey0123456'],
    ],
  },
  {
    cloud: 'China Telecom AEP',
    id: 'aep-1',
    typed: [
      [/^Product ID/, '15000001'],
      [/^Device number/, '861234567890123'],
      [/^Device feature string/, 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcde'],
      [/^Account name/, 'alice'],
    ],
  },
  {
    cloud: 'China Unicom DMP',
    id: 'dmp-imei0',
    typed: [
      [/^Product key/, 'cuFakeProduct001'],
      [/^Device key/, 'devkey01'],
      [/^Device secret/, '0123456789ABCDEF0123456789ABCDEF'],
      [/^Device ID/, '861234567890123'],
    ],
  },
];

/** The user name and password that a broker must know for a case. */
function login({ id }: Case): [username: string, password: string] {
  if (id === 'tencent') {
    const username = 'FAKEPID001dev01;21010406;abc3E;2147483647';
    const key = Buffer.from('MDEyMzQ1Njc4OWFiY2RlZg==', 'base64');
    return [username, `${createHmac('sha1', key).update(username).digest('hex')};hmacsha1`];
  }
  const { username, password } = vector(id).expected as { username: string; password: string };
  // The case of hexadecimal digits is a choice of Alibaba's SDK in C.
  return [username, id.startsWith('ali') ? password.toLowerCase() : password];
}

async function fill(page: Page, { cloud, typed }: Case): Promise<void> {
  await main(page).getByText(cloud, { exact: true }).click();
  const choices = main(page).getByText('Choices that the cloud leaves open');
  if (await choices.isVisible()) await choices.click();
  for (const [label, text] of typed) await credential(page, label).fill(text);
}

test('every published example comes out of the page', async ({ page }) => {
  await openPage(page, NO_PORTS);
  for (const { id, kind, cloud_type, variant, inputs, fixed, expected, check } of VECTORS) {
    const options = { type: cloud_type, variant, inputs, choices: fixed };
    const made: Record<string, unknown> = await page.evaluate(
      ({ kind, options }) =>
        kind === 'authcfg'
          ? { ...workbench.cloud.credentials(options as CloudOptions) }
          : { ...workbench.cloud.registration(options as RegistrationOptions) },
      { kind, options },
    );
    const names = check === 'all' ? Object.keys(expected) : check.split(',');
    for (const name of names) {
      const found = made[name === 'client_id' && kind === 'authcfg' ? 'clientId' : name];
      // Registrations are texts throughout.
      expect(typeof expected[name] === 'number' ? Number(found) : found, `${id}: ${name}`).toEqual(expected[name]);
    }
  }
});

test.describe('with a broker that knows the users', () => {
  test.use({ moduleOptions: { instant: true }, brokerOptions: { users: Object.fromEntries(CASES.map(login)) } });

  test('each cloud: fill in the form, use it, connect, publish to its first topic', async ({ app: { page }, module, broker }) => {
    test.setTimeout(180_000);
    await connect(page, module);
    await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));
    for (const one of CASES) {
      const [expectedName] = login(one);
      await screen(page, /Credentials/).click();
      await onScreen(page, 'Credentials');
      await fill(page, one);
      await expect(main(page).getByText(expectedName, { exact: true }).first()).toBeVisible();
      await button(page, 'Use for client 1').click();
      await expect(main(page).getByText('Client 1 has its user name, password and client id.')).toBeVisible();

      await main(page).getByRole('link', { name: 'Connect on the Session screen' }).click();
      await onScreen(page, 'Session');
      await expect(field(page, /^User name/)).toHaveValue(expectedName);
      // The cloud's own host gives way to the broker that plays its part.
      await expect(field(page, /^Host/)).toHaveValue(/\.(com|cn)$/);
      await field(page, /^Host/).fill(broker.host);
      await field(page, /^Port/).fill(String(broker.port));
      await button(page, 'Connect').click();
      await expect(main(page).getByText(`Client 1 is connected to ${broker.address}.`), one.cloud).toBeVisible();

      await screen(page, /Credentials/).click();
      const topic = (await main(page).locator('.first-topics code').first().textContent())!;
      const heard = await broker.subscribe(topic);
      await button(page, 'Publish…').first().click();
      await onScreen(page, 'Publish');
      await expect(field(page, /^Topic/)).toHaveValue(topic);
      await button(page, 'Publish').click();
      await expect(main(page).getByText('Published,')).toBeVisible();
      const message = await heard.next();
      expect(message.topic).toBe(topic);
      expect(message.payload.toString()).toMatch(one.id === 'aep-1' ? /temperature/ : /temperature|content/);
      await heard.stop();
      await page.evaluate(() => workbench.mqtt.close({ client: 1 }));
    }
  });
});

test('files bring certificates, tables and saved devices in, and secrets are kept only when asked for', async ({ page }, info) => {
  await openPage(page, `${NO_PORTS}#/credentials`);
  const file = (name: string, text: string | Buffer) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await button(page, 'Fill in from a text or a file').click();
  const certificate = '{"ProductKey":"a1FakePk001","DeviceName":"dev-01","DeviceSecret":"s3cret-of-a-file"}';
  await main(page).locator('.paste input[type=file]').setInputFiles(file('device.json', certificate));
  await expect(credential(page, /^DeviceSecret/)).toHaveValue('s3cret-of-a-file');

  await main(page).getByText('Many devices').click();
  // As a spreadsheet in Chinese saves it: GBK.
  const table = Buffer.concat([Buffer.from('devicename,devicesecret,note\ndev-02,s2,'), Buffer.from([0xc9, 0xe8, 0xb1, 0xb8]), Buffer.from('\n')]);
  await main(page).locator('details', { hasText: 'Many devices' }).locator('input[type=file]').setInputFiles(file('devices.csv', table));
  await expect(main(page).getByText('1 of 1 devices have their credentials.')).toBeVisible();
  const saving = page.waitForEvent('download');
  await button(page, 'Save with credentials').click();
  expect(readFileSync((await (await saving).path())!, 'utf8')).toMatch(/^dev-02,s2,设备,dev-02&a1FakePk001,[0-9a-f]{64},/m);

  await main(page).getByText('Saved devices').click();
  const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
  await button(page, 'Save these fields').click();
  await expect.poll(stored).toContain('dev-01');
  expect(await stored()).not.toContain('s3cret-of-a-file');
  await main(page).getByRole('checkbox', { name: 'With their secrets' }).check();
  await button(page, 'Save these fields').click();
  await expect.poll(stored).toContain('s3cret-of-a-file');
  await expect(main(page).getByText('The export holds secrets.')).toBeVisible();
  const exporting = page.waitForEvent('download');
  await button(page, 'Export').click();
  const exported = info.outputPath('devices.json');
  await (await exporting).saveAs(exported);
  await button(page, 'Forget dev-01').click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await button(page, 'Forget dev-01').click();
  // The offer to undo stands for a while where the next button is.
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Close' }).click();
  await main(page).getByRole('checkbox', { name: 'With their secrets' }).uncheck();
  await button(page, 'Import…').click();
  await main(page).locator('details', { hasText: 'Saved devices' }).locator('input[type=file]').setInputFiles(exported);
  await expect(button(page, 'Forget dev-01')).toBeVisible();
  expect(await stored()).not.toContain('s3cret-of-a-file');

  // Another tab shows what is kept now, and would not write back what is not.
  const other = await page.context().newPage();
  await openPage(other, `${NO_PORTS}#/credentials`);
  await main(other).getByText('Saved devices').click();
  await expect(button(other, 'Forget dev-01')).toBeVisible();
  await button(page, 'Forget dev-01').click();
  await expect(button(other, 'Forget dev-01')).toBeHidden();
  await other.close();
});

test('a cloud that wants TLS is carried to the Session form so', async ({ page }) => {
  await page.goto(`${NO_PORTS}#/credentials`);
  await onScreen(page, 'Credentials');
  await main(page).getByText('Tuya', { exact: true }).click();
  await main(page).getByRole('radio', { name: 'TuyaLink' }).click();
  await credential(page, /^DeviceID/).fill('6cfake0123456789abcdef');
  await credential(page, /^DeviceSecret/).fill('0123456789abcdef');
  await button(page, 'Fill in the Session form').click();
  await main(page).getByRole('link', { name: 'Connect on the Session screen' }).click();
  await onScreen(page, 'Session');
  await expect(field(page, /^Host/)).toHaveValue('m1.tuyacn.com');
  await expect(field(page, /^Port/)).toHaveValue('8883');
  await expect(field(page, /^Client id/)).toHaveValue('tuyalink_6cfake0123456789abcdef');
});

test('by keyboard alone, with a mistake that is explained where it was made', async ({ page }) => {
  await page.goto(NO_PORTS);
  await press(page, screen(page, /Credentials/));
  await onScreen(page, 'Credentials');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(main(page).getByRole('radio', { name: /Tencent/ })).toBeChecked();
  await type(page, credential(page, /^Product ID/), 'FAKEPID001');
  await type(page, credential(page, /^Device name/), 'dev01');
  await type(page, credential(page, /^Device key/), 'not base64');
  await page.keyboard.press('Enter');
  await expect(credential(page, /^Device key/)).toBeFocused();
  await expect(credential(page, /^Device key/)).toHaveAccessibleDescription(/is not base64/);
  await type(page, credential(page, /^Device key/), 'MDEyMzQ1Njc4OWFiY2RlZg==');
  await expect(main(page).getByText('FAKEPID001dev01', { exact: true }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(main(page).getByText('They are in the Session form')).toBeVisible();
});

test('a certificate pasted into any field finds its cloud and its fields', async ({ page }) => {
  await page.goto(`${NO_PORTS}#/credentials`);
  await onScreen(page, 'Credentials');
  await credential(page, /^DeviceName/).focus();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '{"device_id":"5f05_press7","secret":"12345678"}');
    document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(main(page).getByRole('radio', { name: /Huawei/ })).toBeChecked();
  await expect(credential(page, /^Device ID/)).toHaveValue('5f05_press7');
  await expect(credential(page, /^Device secret/)).toHaveValue('12345678');
});

test('strings from elsewhere are judged by what the person knows', async ({ page }) => {
  await page.goto(`${NO_PORTS}#/credentials`);
  await onScreen(page, 'Credentials');
  await fill(page, CASES[0]!);
  const { username, password, client_id } = vector('ali-c-tcp').expected as Record<string, string>;
  const check = main(page).locator('#credentials-check');
  await check.getByRole('textbox', { name: /^User name/ }).fill(username!);
  await check.getByLabel(/^Password/).fill(password!);
  await check.getByRole('textbox', { name: /^Client id/ }).fill(client_id!);
  await expect(check.locator('.credential-outcome')).toContainText('Valid, though different.');
  await check.getByLabel(/^Password/).fill(password!.slice(0, 40));
  await expect(check.locator('.credential-outcome')).toContainText('The password is cut off: 40 of 64 bytes.');
});

test.describe('with a module that answers at once', () => {
  test.use({ moduleOptions: { instant: true } });

  test('the secret stays in its field', async ({ app: { page }, module }) => {
    const secret = 'S3cr3t-that-nobody-else-may-see!';
    const told: string[] = [];
    page.on('console', (message) => told.push(message.text()));
    page.on('request', (request) => told.push(`${request.url()} ${request.postData() ?? ''}`));
    await connect(page, module);
    await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));
    await screen(page, /Credentials/).click();
    await credential(page, /^ProductKey/).fill('a1FakePk001');
    await credential(page, /^DeviceName/).fill('dev-01');
    await credential(page, /^DeviceSecret/).fill(secret);
    await button(page, 'Use for client 1').click();
    await expect(main(page).getByText('Client 1 has its user name, password and client id.')).toBeVisible();
    const password = await page.evaluate(
      (devicesecret) =>
        workbench.cloud.credentials({ type: 1, inputs: { productkey: 'a1FakePk001', devicename: 'dev-01', devicesecret } }).password,
      secret,
    );
    await button(page, 'Ask the module').click();
    await expect(main(page).locator('#credentials-check .credential-outcome')).toHaveText(/^Valid/);
    // Typed by hand, with an argument too few and with a sign that is wrong. The first Enter is held back.
    await screen(page, /Terminal/).click();
    const line = page.getByRole('combobox', { name: 'AT command' });
    for (const typed of [`AT+MQTTAUTHCFG=4,"p","u","${secret}"`, `AT+MQTTAUTHCFG 3,"d","${secret}"`]) {
      await line.fill(typed);
      await line.press('Escape');
      await line.press('Enter');
      if (await line.inputValue()) await line.press('Enter');
      await expect(line).toHaveValue('');
    }
    await expect.poll(() => page.evaluate(() => workbench.transcript())).toMatch(/AT\+MQTTAUTHCFG 3.*⟨/);

    const places = await page.evaluate(async () => {
      const storage = [localStorage, sessionStorage].map((all) => JSON.stringify({ ...all }));
      const databases = await Promise.all((await indexedDB.databases()).map(({ name }) => name ?? ''));
      const exported = [workbench.transcript(), workbench.transcript({ format: 'jsonl' })];
      const shown = [document.documentElement.outerHTML, document.cookie, location.href, history.state];
      return { storage, databases, exported, shown: shown.map((place) => JSON.stringify(place)) };
    });
    for (const place of [...places.storage, ...places.databases, ...places.exported, ...places.shown, ...told, module.log]) {
      expect(place).not.toContain(secret);
    }
    // What is made of it is a secret too, and leaves in no export.
    for (const place of [...places.storage, ...places.exported, page.url(), ...told]) expect(place).not.toContain(password);
    expect(places.exported[0]).toContain('a1FakePk001.dev-01');
  });
});

test('a cloud that is reached with TLS begins there: the screen leads to TLS, and the rail says so until the module has a file', async ({ page }) => {
  await openPage(page, NO_PORTS);
  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  await screen(page, /Credentials/).click();
  const first = main(page).getByRole('link', { name: 'Set up TLS first' });
  await expect(first).toHaveCount(0);
  await main(page).getByText('Amazon AWS', { exact: true }).click();
  await expect(main(page).getByText('Amazon AWS is reached with TLS: begin there')).toBeVisible();
  await expect(screen(page, /TLS/)).toContainText('first');

  // One that may be reached without TLS begins there where TLS is chosen.
  await main(page).getByText('Alibaba Cloud', { exact: true }).click();
  await expect(screen(page, /TLS/)).not.toContainText('first');
  await button(page, 'Try it with a demonstration device').click();
  await main(page).getByRole('radio', { name: 'TLS', exact: true }).click();
  await expect(screen(page, /TLS/)).toContainText('first');
  await expect(first).toHaveClass(/is-primary/);
  await button(page, 'Use for client 1').click();
  await expect(link(page, 'Go to the TLS screen')).toHaveClass(/is-primary/);
  await link(page, 'Go to the TLS screen').click();
  await onScreen(page, 'TLS');

  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', '/dev/null'];
  const buffer = execFileSync('openssl', ['req', '-x509', ...curve, '-subj', '/CN=Root', '-days', '30'], { stdio: ['ignore', 'pipe', 'ignore'] });
  await main(page).locator('input[type=file]').setInputFiles({ name: 'root.pem', mimeType: 'text/plain', buffer });
  await button(page, 'Set from this computer').click();
  await button(page, 'Set up TLS').click();
  await expect(main(page).getByText('TLS is set up.')).toBeVisible();
  await expect(screen(page, /TLS/)).not.toContainText('first');
});
