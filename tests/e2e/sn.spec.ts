// Can a person work with MQTT-SN on the screens, over a real port and up to a real broker: register, publish, subscribe, change the will?
import type { Page } from '@playwright/test';

import { expect, openPage, test } from './kit';
import { NO_PORTS, button, field, link, main, onScreen, press, screen, type, unfold } from './screens';
import { connect, failure, state } from './workbench';

const radio = (page: Page, name: string) => main(page).getByRole('radio', { name, exact: true });
const tile = (page: Page, client: number) => main(page).getByRole('group', { name: `Client ${client}`, exact: true });

/** What was written to the module last, by the beginning of the line. */
const written = (page: Page, beginning: string) =>
  page.evaluate((beginning) => {
    const lines = workbench.transcript({ format: 'jsonl' }).trimEnd().split('\n').map((line) => JSON.parse(line) as { direction: string; text: string });
    return lines.filter(({ text }) => text.startsWith(beginning)).at(-1)?.text;
  }, beginning);

test.describe('with a module on a real port', () => {
  test.use({ moduleOptions: { instant: true } });

  test('register, publish and subscribe by topic id, short topics, and another will', async ({ app: { page }, module, broker }) => {
    const plant = await broker.subscribe('plant/#');
    const short = await broker.subscribe('ab');
    await connect(page, module);
    await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));

    // The form asks for a gateway, and for nothing that MQTT-SN lacks.
    await screen(page, /Session/).click();
    await radio(page, 'Client 101').click();
    await expect(main(page).getByRole('heading', { name: 'Gateway', exact: true })).toBeVisible();
    for (const name of [/^User name/, /^Password/]) {
      await expect(field(page, name)).toHaveAccessibleDescription(/MQTT-SN has no user names and passwords\./);
    }
    await expect(main(page).getByRole('combobox', { name: /^Encryption/ })).toHaveAttribute('aria-disabled', 'true');
    await button(page, 'Connect').click();
    await expect(field(page, /^Gateway host/)).toHaveAttribute('aria-invalid', 'true');
    await field(page, /^Gateway host/).fill('gateway.local');
    await field(page, /^Client id/).fill('press-7');
    await unfold(page, 'What will be sent');
    await expect(main(page).getByText('AT+MQTTSNCID=101,"press-7"')).toBeVisible();
    await expect(main(page).getByText('AT+MQTTOPEN=101,"gateway.local",1884,1,60').first()).toBeVisible();
    await button(page, 'Connect').click();
    await expect(tile(page, 101)).toContainText('connected');
    expect(broker.log).toContain('press-7');

    // Registered topics, and what keeps one from being registered.
    await field(page, /^Topic to register/).fill('plant/#');
    await expect(field(page, /^Topic to register/)).toHaveAccessibleDescription(/cannot hold the wildcard #/);
    await field(page, /^Topic to register/).fill('plant/7/state');
    await button(page, 'Register a topic').click();
    await expect(main(page).getByRole('listitem').filter({ hasText: 'plant/7/state' })).toContainText('registered here');
    await expect(field(page, /^Topic to register/)).toHaveAccessibleDescription(/4 more/);

    // To the broker, by the number.
    await button(page, 'Publish to topic id 1').click();
    await onScreen(page, 'Publish');
    await expect(field(page, /^Topic id/)).toHaveAccessibleDescription(/The topic id of plant\/7\/state\./);
    await field(page, /^Text/).fill('by id');
    await expect(main(page).getByText('AT+MQTTPUB=101,1,1,0,"by id"').last()).toBeVisible();
    await button(page, 'Publish').click();
    expect(await plant.next()).toMatchObject({ topic: 'plant/7/state', payload: Buffer.from('by id') });

    await field(page, /^Topic id/).fill('0');
    await expect(field(page, /^Topic id/)).toHaveAccessibleDescription(/must be 1 to 65535/);
    await expect(main(page).getByText('Not complete yet')).toBeVisible();
    await field(page, /^Topic id/).fill('1');
    await radio(page, 'Name').click();
    await expect(field(page, /^Topic/)).toHaveValue('plant/7/state');
    await field(page, /^Topic/).fill('ab');
    await expect(field(page, /^Topic/)).toHaveAccessibleDescription(/Short topic/);
    await expect(main(page).getByText('AT+MQTTPUB=101,"ab",1,0,"by id"').last()).toBeVisible();
    await button(page, 'Publish').click();
    expect(await short.next()).toMatchObject({ topic: 'ab' });

    // From the broker: by the number, by a short topic, and through a filter that makes the gateway register.
    await screen(page, /Session/).click();
    await button(page, 'Subscribe to topic id 1').click();
    await onScreen(page, 'Messages');
    await button(page, 'Subscribe').click();
    await expect(button(page, 'Unsubscribe from topic id 1')).toBeVisible();
    expect(await written(page, 'AT+MQTTSUB')).toContain('AT+MQTTSUB=101,1,1');
    // The form has closed with the first; one that a person opens stays open.
    await button(page, 'Subscribe…').click();
    await radio(page, 'Name').click();
    for (const filter of ['ab', 'press/+/order']) {
      await field(page, /^Topic filter/).fill(filter);
      await button(page, 'Subscribe').click();
      await expect(button(page, `Unsubscribe from ${filter}`)).toBeVisible();
    }
    await broker.publish('plant/7/state', 'running');
    await broker.publish('ab', 'hello');
    await broker.publish('press/2/order', 'stop');
    await expect
      .poll(() => page.evaluate(() => workbench.messages().map(({ client, topic, topicId }) => [client, topic, topicId])))
      .toEqual([
        [101, 'plant/7/state', 1],
        [101, 'ab', undefined],
        [101, 'press/2/order', 2],
      ]);
    await expect(main(page).getByText('topic id 2', { exact: true })).toBeVisible();
    await button(page, 'Unsubscribe from topic id 1').click();
    await expect(button(page, 'Unsubscribe from topic id 1')).toBeHidden();
    expect(await written(page, 'AT+MQTTUNSUB')).toContain('AT+MQTTUNSUB=101,1');

    // What the gateway announced is listed; another will is there when the module is gone.
    await screen(page, /Session/).click();
    await expect(main(page).getByRole('listitem').filter({ hasText: 'press/2/order' })).toContainText('from the gateway');
    await button(page, 'Change the payload').click();
    await expect(field(page, /^Will payload/)).toHaveAccessibleDescription(/is empty/);
    await field(page, /^Will topic/).fill('plant/7/will');
    await button(page, 'Change the topic').click();
    await expect(main(page).getByText('The gateway has the new topic of the will.')).toBeVisible();
    await field(page, /^Will payload/).fill('lost');
    await button(page, 'Change the payload').click();
    await expect(main(page).getByText('The gateway has the new payload of the will.')).toBeVisible();
    await page.evaluate(() => workbench.command('AT+MIPCALL=0'));
    expect(await plant.next()).toMatchObject({ topic: 'plant/7/state', payload: Buffer.from('running') });
    expect(await plant.next()).toMatchObject({ topic: 'plant/7/will', payload: Buffer.from('lost') });
    await expect(tile(page, 101)).toContainText('connection lost');
    await expect(button(page, 'Register a topic')).toBeHidden();
  });

  test('a script does the same, and five topics are the limit', async ({ app: { page }, module, broker }) => {
    const plant = await broker.subscribe('plant/#');
    await connect(page, module);
    const ids = await page.evaluate(async () => {
      await workbench.network.dial({ apn: 'CMNET' });
      await workbench.mqtt.sn.clientId({ client: 102, id: 'script' });
      await workbench.mqtt.open({ client: 102, host: 'gateway.local', port: 10_000 });
      const ids: number[] = [];
      for (const topic of ['plant/1', 'plant/2', 'plant/3', 'plant/4', 'plant/5']) {
        ids.push((await workbench.mqtt.sn.register({ client: 102, topic })).topicId);
      }
      await workbench.mqtt.subscribe({ client: 102, topicId: 5, qos: 0 });
      await workbench.mqtt.publish({ client: 102, topicId: 5, qos: 1, payload: new Uint8Array([0, 255]) });
      await workbench.mqtt.unsubscribe({ client: 102, topicId: 5 });
      await workbench.mqtt.sn.willTopic({ client: 102, qos: 1, retain: false, topic: 'plant/will' });
      await workbench.mqtt.sn.willMessage({ client: 102, payload: 'gone' });
      return ids;
    });

    expect(ids).toEqual([1, 2, 3, 4, 5]);
    expect(await plant.next()).toMatchObject({ topic: 'plant/5', payload: Buffer.from([0, 255]) });
    expect((await page.evaluate(() => workbench.messages())).map(({ topic, topicId }) => [topic, topicId])).toEqual([['plant/5', 5]]);
    expect(await page.evaluate(() => workbench.mqtt.free())).toEqual([1, 2, 101]);
    expect(broker.log).toContain('script');
    await screen(page, /Session/).click();
    await expect(field(page, /^Topic to register/)).toHaveAccessibleDescription(/keeps 5 topics of a connection, and has 5/);
    expect(await failure(page, 'mqtt.sn.register', { client: 102, topic: 'plant/6' })).toMatchObject({ kind: 'failed' });
    expect(await failure(page, 'mqtt.open', { client: 101, host: 'h', port: 1, tls: true })).toMatchObject({ kind: 'unsupported', field: 'tls' });
    await page.evaluate(() => workbench.mqtt.close({ client: 102 }));
    expect((await state(page)).clients).toEqual({ 1: 'free', 2: 'free', 101: 'free', 102: 'free' });
  });
});

test('a stranger tries it by keyboard alone, with the virtual module and its gateway', async ({ page }) => {
  await openPage(page, NO_PORTS);
  await page.evaluate(async () => {
    await workbench.connect({ virtual: 'L610', seed: 7 });
    workbench.speed(20);
    await workbench.network.dial({ apn: 'CMNET' });
    workbench.speed(1);
  });
  await press(page, screen(page, /Session/));
  await press(page, radio(page, 'Client 1'));
  await page.keyboard.press('End');
  await expect(radio(page, 'Client 102')).toHaveAttribute('aria-checked', 'true');
  await expect(field(page, /^Gateway host/)).toHaveValue('gateway.virtual');
  await press(page, button(page, 'Connect'));
  await expect(tile(page, 102)).toContainText('gateway.virtual:1884');
  await type(page, field(page, /^Topic to register/), 'demo/echo');
  await page.keyboard.press('Enter');
  await expect(main(page).getByRole('listitem').filter({ hasText: 'demo/echo' })).toContainText('registered here');

  await press(page, link(page, 'Next: subscribe'));
  await type(page, field(page, /^Topic filter/), 'demo/plant/#');
  await page.keyboard.press('Enter');
  await expect(main(page).getByRole('listbox', { name: 'Messages' }).getByText('demo/plant/press').first()).toBeVisible({ timeout: 10_000 });
  await expect(main(page).getByText(/^topic id \d$/).filter({ visible: true }).first()).toBeVisible();
});
