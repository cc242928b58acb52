// The screen of the replay: is what can be saved and looked at found without knowing of it, by keyboard too?
import { readFile } from 'node:fs/promises';

import { expect, openPage, test } from './kit';
import { saveDialog } from './saving';
import { NO_PORTS, button, main, onScreen, press, screen } from './screens';

test('a session is saved, opened and replayed from its screen, by keyboard alone', async ({ page }) => {
  await openPage(page, NO_PORTS);
  await press(page, screen(page, /Replay/));
  await onScreen(page, 'Replay');
  await expect(main(page)).toContainText('No line has gone over the wire yet.');
  await expect(button(page, 'Save this session…')).toHaveCount(0);
  await expect(button(page, 'Open a session file…')).toHaveClass(/is-primary/);

  await page.evaluate(() => workbench.connect({ virtual: 'L610' }));
  await expect(main(page)).toContainText('lines have gone over the wire.');
  await press(page, button(page, 'Save this session…'));
  await expect(saveDialog(page).getByRole('heading', { name: 'What is replaced' })).toBeVisible();
  const saving = page.waitForEvent('download');
  await press(page, saveDialog(page).getByRole('button', { name: 'Save', exact: true }));
  const saved = await readFile(await (await saving).path());
  expect(saved.toString()).toContain('AT+CGMM');

  await page.evaluate(() => workbench.disconnect());
  const choosing = page.waitForEvent('filechooser');
  await press(page, button(page, 'Open a session file…'));
  await (await choosing).setFiles({ name: 'own.jsonl', mimeType: 'application/jsonl', buffer: saved });
  await expect(page.getByRole('region', { name: 'Replay of a session file' })).toBeVisible();
  await expect(main(page).locator('.action-bar')).toContainText('own.jsonl is shown.');
});
