/** The record as a file: what is in it, what is replaced, and what can be chosen. */
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';


import { expect, test } from './kit';
import { notations } from './notations';
import { save, saveDialog as dialog, wire } from './saving';
import { connect } from './workbench';

const IMEI = '860000000000017';
const PASSWORD = 'correct-horse';


test.describe('a saved record', () => {
  test.use({ moduleOptions: { instant: true }, brokerOptions: { users: { alice: PASSWORD } } });

  test('holds no secret in any form, and those that were chosen in the dialog', async ({ app: { page }, module, broker }) => {
    await connect(page, module);
    await page.evaluate(async ({ host, port, password }) => {
      await workbench.network.dial({ apn: 'CMNET' });
      await workbench.mqtt.user({ client: 1, username: 'alice', password, clientId: 'press-7' });
      await workbench.mqtt.open({ client: 1, host, port });
      await workbench.mqtt.publish({ client: 1, topic: 'plant/7', qos: 1, payload: `{"note":"${password}"}` });
    }, { host: broker.host, port: broker.port, password: PASSWORD });

    const forms: [string, string][] = [
      ['Session file', '.workbench.jsonl'],
      ['Session file, compressed', '.workbench.jsonl.gz'],
      ['Text', '.txt'],
      ['Table (CSV)', '.csv'],
      ['Terminal recording', '.cast'],
      ['Capture for Wireshark', '.pcapng'],
      ['List of AT commands', '.at.txt'],
      ['Python program', '.py'],
      ['C for your firmware', '.c'],
    ];
    for (const [form, extension] of forms) {
      const file = await save(page, form);
      expect(file.name).toMatch(/^wire-\d{4}-\d\d-\d\dT/);
      expect(file.name.endsWith(extension), file.name).toBe(true);
      const bytes = extension.endsWith('.gz') ? gunzipSync(file.buffer) : file.buffer;
      const text = bytes.toString('latin1');
      expect(text, form).toContain('AT+MQTTUSER=1');
      expect(text, form).toContain('press-7');
      for (const secret of [PASSWORD, IMEI]) expect(text, form).not.toContain(secret);
    }

    const lines = (await save(page, 'Session file')).buffer.toString().trimEnd().split('\n').map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ format: 'module-workbench-session', version: 1, masking: { by: 'value' } });
    expect(lines.some(({ text }) => text?.includes('⟨password 1⟩'))).toBe(true);

    // Less: one value as it is. More: all topics.
    await wire(page).getByRole('button', { name: 'Save', exact: true }).click();
    await dialog(page).getByLabel('Save as').selectOption({ label: 'Text' });
    await dialog(page).getByLabel('Hide ⟨password 1⟩').uncheck();
    await expect(dialog(page).getByText('One secret will be in the file in plain text.')).toBeVisible();
    await dialog(page).getByRole('checkbox', { name: /^Topics/ }).check();
    const saving = page.waitForEvent('download');
    await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
    const text = (await readFile(await (await saving).path())).toString();
    expect(text).toContain(PASSWORD);
    expect(text).not.toContain(IMEI);
    expect(text).not.toContain('plant/7');
    expect(text).toContain('⟨topic 1⟩');
  });

  test('is hidden on the screen, its bytes included, until it is shown', async ({ app: { page }, module }) => {
    await connect(page, module);
    await page.evaluate((password) => workbench.mqtt.user({ client: 1, username: 'alice', password, clientId: 'press-7' }), PASSWORD);
    const line = wire(page).getByRole('option').filter({ hasText: 'AT+MQTTUSER=1' }).first();
    await line.click();
    await wire(page).getByRole('button', { name: 'Show bytes' }).click();
    await expect(line).toContainText('⟨password⟩');
    await expect(line.locator('pre')).toBeVisible();
    for (const secret of [PASSWORD, IMEI]) await expect(wire(page)).not.toContainText(secret);
    await expect(wire(page)).not.toContainText('correct-');
    await wire(page).getByRole('button', { name: 'Show secrets' }).click();
    await expect(line).toContainText(PASSWORD);
  });
});

test('of a reply of 16,000 lines only those in view are drawn, and both ends are a key away', async ({ app: { page }, plugIn }) => {
  const module = await plugIn({ program: 'tiny' });
  await connect(page, module);
  const reply = await page.evaluate(() => workbench.command('AT+LINES=16000', { timeoutMs: 60_000 }));
  expect(reply.lines).toHaveLength(16_000);
  // The page asks an unknown module for its limits by itself: only this exchange is to be seen.
  await wire(page).getByRole('textbox', { name: 'Search the wire' }).fill('+LINES: 12345');
  const log = wire(page).getByRole('listbox', { name: 'What went over the wire' });
  await log.focus();
  await page.keyboard.press('End');
  await expect(log.getByRole('option').filter({ hasText: 'OK' }).last()).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(log.getByRole('option').filter({ hasText: '+LINES: 16000' })).toHaveAttribute('aria-selected', 'true');
  expect(await log.getByRole('option').count()).toBeLessThan(200);
  await page.keyboard.press('Home');
  await expect(log.getByRole('option').filter({ hasText: 'AT+LINES=' }).first()).toBeVisible();
  expect(await log.getByRole('option').count()).toBeLessThan(200);
});

/** Commands that hold a secret, and the secret. */
const GIVEN: [string, string][] = [
  ['AT+MQTTUSER=1,"u","correct-horse-9"', 'correct-horse-9'],
  ['AT+CGAUTH=1,1,"u","apn-pass-77"', 'apn-pass-77'],
  ['AT+CLCK="SC",1,"93718264"', '93718264'],
  ['AT+CPIN="48213975"', '48213975'],
  ['AT+MQTTAUTHCFG=3,"d","dev-secret-55aa","p"', 'dev-secret-55aa'],
  ['AT+FTPOPEN="host",21,"me","ftp-pass-31"', 'ftp-pass-31'],
  ['AT+MQTUSER="me","misspelt-pass-8"', 'misspelt-pass-8'],
];

test('no secret comes back in any notation: not to listeners, in transcripts, on the screen, in storage', async ({ app: { page }, plugIn }) => {
  const module = await plugIn({ program: 'tiny' });
  await connect(page, module);
  await page.evaluate(() => {
    const told: string[] = [];
    Object.assign(globalThis, { told });
    for (const event of ['line', 'urc'] as const) {
      workbench.on(event, ({ text, raw }) => told.push(text, new TextDecoder('latin1').decode(raw)));
    }
  });
  const canaries: string[] = [];
  for (const [command, secret] of GIVEN) {
    await page.evaluate((command) => workbench.command(command), command);
    for (const [said, canary] of notations(secret)) {
      canaries.push(canary);
      const bytes = Buffer.from(`+SAID: "${said}"`).toString('hex');
      await page.evaluate((bytes) => workbench.command(`AT+SAY=${bytes}`), bytes);
    }
  }
  const places = await page.evaluate(() => ({
    told: (globalThis as unknown as { told: string[] }).told.join('\n'),
    text: workbench.transcript(),
    jsonl: workbench.transcript({ format: 'jsonl' }),
    screen: document.body.innerText,
    storage: JSON.stringify({ ...localStorage, ...sessionStorage }),
    address: location.href,
  }));
  expect(places.told).toContain('+SAID:');
  expect(places.text).toContain('+SAID:');
  for (const [place, content] of Object.entries(places)) {
    for (const canary of canaries) expect(content.includes(canary), `${canary} in ${place}`).toBe(false);
  }
  const whole = await page.evaluate(() => workbench.transcript({ redact: false }));
  expect(whole).toContain('correct-horse-9');
});
