// Does each cloud that the virtual module's broker pretends to be take the credentials that the page and the module work out, and register a device?
import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, credential, main, screen, unfold } from './screens';
import { failure } from './workbench';

/** What becomes of the demonstration device of a cloud: what the module's own strings are judged as, and what is shown once it is in. */
interface Pretended {
  cloud: string;
  way?: string;
  /** The module's strings; nothing, where its command makes none for this kind of device. */
  verdict?: RegExp;
  /** The topics to publish on, and to hear the cloud's answer on. */
  topics: [publish: string, answer: string] | [];
}

const PRETENDED: Pretended[] = [
  { cloud: 'Alibaba Cloud', verdict: /^Valid/, topics: ['/sys/a1Workbench/press-7/thing/event/property/post', '/sys/a1Workbench/press-7/thing/event/property/post_reply'] },
  { cloud: 'Tencent Cloud', verdict: /^Valid/, topics: ['$thing/up/property/WORKBENCH1/press-7', '$thing/down/property/WORKBENCH1/press-7'] },
  { cloud: 'Huawei Cloud', verdict: /^Valid/, topics: ['$oc/devices/64f0c0ffee0123456789abcd_press-7/sys/properties/report', '$oc/devices/64f0c0ffee0123456789abcd_press-7/sys/messages/down'] },
  { cloud: 'Tuya', way: 'TuyaLink', topics: ['tylink/uuidWorkbench000001/thing/property/report', 'tylink/uuidWorkbench000001/thing/property/report_response'] },
  { cloud: 'OneNET', verdict: /^The same/, topics: ['$sys/Workbench1/press-7/thing/property/post', '$sys/Workbench1/press-7/thing/property/post/reply'] },
  { cloud: 'Baidu', verdict: /^The right secret, but not now/, topics: ['$iot/press-7/shadow/update/reported', '$iot/press-7/shadow/update/reported/reply'] },
  { cloud: 'Amazon AWS', topics: ['$aws/things/press-7/shadow/update', '$aws/things/press-7/shadow/update/accepted'] },
  { cloud: 'China Telecom AEP', verdict: /^The same/, topics: ['data_report', 'device_control'] },
  { cloud: 'China Unicom DMP', verdict: /^The same/, topics: ['$sys/cuWorkbench00001/press-7/property/pub', '$sys/cuWorkbench00001/press-7/property/pub_reply'] },
];

/** A certificate and a key, as far as the broker inside the page looks at them. */
const IDENTITY = {
  CERTFILE: '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n',
  KEYFILE: '-----BEGIN EC PRIVATE KEY-----\nMA==\n-----END EC PRIVATE KEY-----\n',
} as const;

/** Connects to a virtual module, waits for its network, and dials. */
async function onlineInPage(page: Page): Promise<void> {
  await openPage(page, NO_PORTS);
  await page.evaluate(async () => {
    await workbench.connect({ virtual: 'L610', seed: 7 });
    workbench.speed(20);
    for (let found; found !== 'pass'; ) {
      found = (await workbench.network.check()).find(({ name }) => name === 'registration')?.status;
    }
    await workbench.network.dial({ apn: 'CMNET' });
  });
}

test("each of the page's own clouds: its device, the module's strings, connect, publish, hear the answer, register", async ({ page }) => {
  test.setTimeout(180_000);
  await onlineInPage(page);
  for (const { cloud, way, verdict, topics } of PRETENDED) {
    await screen(page, /Credentials/).click();
    await main(page).getByText(cloud, { exact: true }).click();
    if (way) await main(page).getByRole('radio', { name: way }).click();
    await button(page, 'Try it with a demonstration device').click();
    await expect(main(page).getByText(`The broker acts as ${cloud}.`), cloud).toBeVisible();
    const ask = button(page, 'Ask the module');
    if (verdict) {
      await ask.click();
      await expect(main(page).locator('#credentials-check .credential-outcome'), cloud).toHaveText(verdict);
      await expect(main(page).getByRole('row', { name: /^Client id/ })).toBeVisible();
    } else {
      await expect(ask).toHaveAccessibleDescription(/does not work out/);
    }
    if (cloud === 'Amazon AWS') {
      for (const [slot, data] of Object.entries(IDENTITY)) {
        await page.evaluate(([slot, data]) => workbench.tls.load({ slot, data }), [slot as keyof typeof IDENTITY, data] as const);
      }
    }
    await button(page, 'Use for client 1').click();
    await main(page).getByRole('link', { name: 'Connect on the Session screen' }).click();
    await button(page, 'Connect').click();
    await expect(main(page).getByText('Client 1 is connected to'), cloud).toBeVisible();

    await screen(page, /Credentials/).click();
    const [publish, answer] = topics;
    const row = main(page).locator('.first-topics > li').filter({ has: page.getByText(answer!, { exact: true }) });
    await row.getByRole('button', { name: 'Subscribe' }).click();
    await expect(row.getByRole('button', { name: 'Subscribed' })).toBeVisible();
    const payload = (await main(page).locator('.first-topics > li').filter({ has: page.getByText(publish!, { exact: true }) }).locator('pre').textContent())!;
    await page.evaluate(([topic, payload]) => workbench.mqtt.publish({ client: 1, topic, qos: 1, payload }), [publish!, payload] as const);
    await expect.poll(() => page.evaluate(() => workbench.messages({ limit: 1 })[0]?.topic), cloud).toBe(answer);
    await page.evaluate(() => workbench.mqtt.close({ client: 1 }));
  }

  // Baidu's strings were too old for the cloud: with the clock set, the module makes good ones.
  await main(page).getByText('Baidu', { exact: true }).click();
  await unfold(page, "The module's clock");
  await button(page, 'Set from this computer').click();
  await expect(main(page).getByText("as this computer's does")).toBeVisible();
  await button(page, 'Ask the module').click();
  await expect(main(page).locator('#credentials-check .credential-outcome')).toHaveText(/^(Valid|The same)/);

  // Tuya's own session, which the module runs by itself.
  await main(page).getByText('Tuya', { exact: true }).click();
  await main(page).getByRole('radio', { name: 'Before activation' }).click();
  await button(page, 'Try it with a demonstration device').click();
  await button(page, 'Start').click();
  await expect(main(page).getByRole('img', { name: 'QR code for the Tuya app' })).toBeVisible();
  await expect(main(page).getByText('Connected: the device is online in the app.')).toBeVisible({ timeout: 15_000 });
  await expect(main(page).locator('#credentials-check .credential-outcome')).toHaveText(/^The same/);
  await button(page, 'Stop').click();
  await expect(main(page).getByText('The session has ended.')).toBeVisible();

  await registers(page);
});

/** A device without a secret registers itself, and the secret it is given opens the cloud. */
async function registers(page: Page): Promise<void> {
  await screen(page, /Credentials/).click();
  await main(page).getByText('Alibaba Cloud', { exact: true }).click();
  await button(page, 'Try it with a demonstration device').click();
  await credential(page, /^DeviceSecret/).fill('');
  await main(page).getByText('No secret yet? Register the device').click();
  const card = main(page).locator('#credentials-register');
  // The demonstration device brings the secret of its product.
  await expect(card.getByLabel(/^ProductSecret/)).toHaveValue('workbenchProductSecret01');
  await card.getByLabel(/^ProductSecret/).fill('');
  await expect(card.getByRole('button', { name: 'Register with the module' })).toHaveAccessibleDescription('ProductSecret is missing.');
  await card.getByLabel(/^ProductSecret/).fill('not the product secret');
  await card.getByRole('button', { name: 'Register with the module' }).click();
  await expect(card.getByRole('status')).toContainText('The device was not registered.');
  await card.getByLabel(/^ProductSecret/).fill('workbenchProductSecret01');
  await card.getByText('What the cloud is asked').click();
  await expect(card).toContainText('authType=register');
  await card.getByRole('button', { name: 'Register with the module' }).click();
  await expect(card.getByRole('status')).toContainText('DeviceSecret: 32 bytes, fingerprint');
  await card.getByRole('button', { name: 'Put it into the form' }).click();
  await expect(credential(page, /^DeviceSecret/)).toHaveValue(/^[0-9a-f]{32}$/);
  const secret = await credential(page, /^DeviceSecret/).inputValue();
  await button(page, 'Use for client 1').click();
  await main(page).getByRole('link', { name: 'Connect on the Session screen' }).click();
  await button(page, 'Connect').click();
  await expect(main(page).getByText('Client 1 is connected to')).toBeVisible();
  const exported = await page.evaluate(() => workbench.transcript() + workbench.transcript({ format: 'jsonl' }) + document.documentElement.outerHTML);
  for (const hidden of [secret, 'workbenchProductSecret01']) expect(exported).not.toContain(hidden);

  // The same through the API: two more clouds, and what is refused.
  const registered = await page.evaluate(async () => {
    await workbench.cloud.pretend({ type: 2 });
    const product = { productkey: 'WORKBENCH1', productsecret: 'workbenchProductSecret01', devicename: 'press-7' };
    const { devicesecret = '', encryptiontype } = await workbench.cloud.register({ type: 2, inputs: product });
    const inputs = { productkey: 'WORKBENCH1', devicename: 'press-7', devicesecret };
    const compared = await workbench.cloud.compare({ type: 2, inputs });
    await workbench.mqtt.user({ client: 2, ...compared.module });
    await workbench.mqtt.open({ client: 2, host: 'cloud.example', port: 1883 });
    await workbench.cloud.pretend({ type: 9 });
    const unicom = { productkey: 'cuWorkbench00001', productsecret: 'workbenchProductSecret01', devicekey: 'press-7', authmode: 2 };
    return { encryptiontype, verdict: compared.verdict, unicom: await workbench.cloud.register({ type: 3, inputs: unicom }) };
  });
  expect(registered).toEqual({ encryptiontype: '2', verdict: 'valid', unicom: { status: '0', token: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  const wrong = { type: 3, inputs: { productkey: 'cuWorkbench00001', productsecret: 'wrong', devicekey: 'press-7' } };
  expect(await failure(page, 'cloud.register', wrong)).toMatchObject({ kind: 'failed' });
  expect(await failure(page, 'cloud.register', { type: 1, inputs: {} })).toMatchObject({ kind: 'invalid', field: 'productkey' });
  expect(await failure(page, 'cloud.compare', { type: 7, inputs: { client_id_choice: 'press-7' } })).toMatchObject({ kind: 'unsupported' });
  await page.evaluate(() => workbench.connect({ virtual: 'NL668-CN' }));
  const huawei = { type: 3, inputs: { deviceid: 'a_b', devicesecret: '12345678' } };
  expect(await failure(page, 'cloud.compare', huawei)).toMatchObject({ kind: 'unsupported' });
}
