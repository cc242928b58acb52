// What does a person see of each fault of a link in Firefox, and when can the module be used again? The rows are in ../fault-table.ts.
import { FAULTS, ROW_MS, walk } from '../fault-table';
import { test } from './index';

test.use({ moduleOptions: { instant: true } });

for (const name of Object.keys(FAULTS)) {
  test(`fault: ${name}`, async ({ firefox, module, broker }) => {
    test.setTimeout(ROW_MS);
    await walk(
      name,
      {
        name: 'Firefox',
        portIsOld: true,
        begin: async () => {
          await firefox.click('Choose a port…');
          await firefox.asks('port');
          await firefox.answer('port', 'yes');
        },
        press: (name) => firefox.click(name),
        evaluate: (run, argument) => firefox.evaluate(run, argument),
      },
      module,
      broker,
    );
  });
}
