// What does a person see of each fault of a link, and when can the module be used again? The rows are in fault-table.ts.
import { FAULTS, ROW_MS, scenariosOfTheLink, walk } from './fault-table';
import { expect, openPage, test } from './kit';
import { granted } from './workbench';

test.use({ moduleOptions: { instant: true } });

test('every fault of a link that the virtual module knows has its row', () => {
  expect(Object.keys(FAULTS).toSorted()).toEqual(scenariosOfTheLink().toSorted());
  // What is waited for has its limit, and nothing else has one.
  for (const [name, { seen, seenWithinMs, usable, usableWithinMs }] of Object.entries(FAULTS)) {
    expect([name, seenWithinMs !== undefined, usableWithinMs !== undefined]).toEqual([name, seen.length > 0, usable !== 'never']);
  }
});

for (const name of Object.keys(FAULTS)) {
  test(`fault: ${name}`, async ({ app: { page }, module, broker }) => {
    test.setTimeout(ROW_MS);
    await granted(page, 1);
    // A port that came while the page was there may have a module that starts; the other faults are those of one that has been there for long.
    const portIsOld = name !== 'slow-boot';
    if (portIsOld) {
      await openPage(page, '/');
      await granted(page, 1);
    }
    await page.goto('#/connect');
    const main = page.getByRole('main');
    await walk(
      name,
      {
        name: 'Chromium',
        portIsOld,
        begin: () => main.getByRole('button', { name: 'Connect port 1' }).click(),
        press: (name) => main.getByRole('button', { name, exact: true }).click(),
        evaluate: (run, argument) => page.evaluate(run as (argument: unknown) => never, argument),
      },
      module,
      broker,
    );
  });
}
