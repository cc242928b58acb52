// Are the examples of docs/automation.md true: do they have the types that the page publishes, and do they run?
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from './kit';
import { PROJECT } from './kit/paths';
import { run } from './kit/processes';
import { granted } from './workbench';

const DOCUMENT = readFileSync(join(PROJECT, 'docs/automation.md'), 'utf8');

/** The examples in one language, each with the heading above it. */
function examples(language: string): { heading: string; code: string }[] {
  const found: { heading: string; code: string }[] = [];
  let heading = '';
  for (const [, title, tag, code] of DOCUMENT.matchAll(/^## (.*)$|^```(\w+)\n([\s\S]*?)^```$/gm)) {
    if (title !== undefined) heading = title;
    if (tag === language) found.push({ heading, code: code! });
  }
  return found;
}

test('every example has the types of workbench.d.ts', async ({}, info) => {
  const outputPath = (name: string) => info.outputPath(name);
  const all = ['js', 'ts'].flatMap((end) => examples(end).map((example) => ({ ...example, end })));
  expect(all.length).toBeGreaterThan(5);
  copyFileSync(join(PROJECT, 'public/workbench.d.ts'), outputPath('workbench.d.ts'));
  const files = all.map(({ heading, code, end }, index) => {
    const file = outputPath(`example-${index}.${end}`);
    writeFileSync(file, `// ${heading}\nexport {};\n${code}`);
    return file;
  });
  const modules = join(PROJECT, 'node_modules');
  const compilerOptions = {
    target: 'es2022',
    module: 'preserve',
    moduleResolution: 'bundler',
    lib: ['esnext', 'dom', 'dom.iterable'],
    types: ['node'],
    typeRoots: [join(modules, '@types')],
    paths: { '@playwright/test': [join(modules, '@playwright/test')] },
    allowJs: true,
    checkJs: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
  };
  writeFileSync(outputPath('tsconfig.json'), JSON.stringify({ compilerOptions, files: [outputPath('workbench.d.ts'), ...files] }));

  await run(join(PROJECT, 'node_modules/.bin/tsc'), ['--project', outputPath('tsconfig.json')]);

  writeFileSync(files[0]!, `export {};\nawait workbench.connect({ virtual: 7 });\n`);
  await expect(run(join(PROJECT, 'node_modules/.bin/tsc'), ['--project', outputPath('tsconfig.json')])).rejects.toThrow(/TS2322/);
});

/** Gateways of MQTT-SN come without a name. */
const GATEWAYS = ['allow_anonymous true'];

test.describe('with a module and a broker', () => {
  test.use({ moduleOptions: { instant: true }, brokerOptions: { users: { alice: 'secret' }, config: GATEWAYS } });

  test('every example runs, in the order of the page', async ({ app: { page }, module }) => {
    await granted(page, 1);
    const said: string[] = [];
    page.on('console', (message) => {
      // These tests are about the page without its copy, and Playwright says so.
      if (!message.text().startsWith('Service Worker registration blocked')) said.push(`${message.type()}: ${message.text()}`);
    });

    for (const { heading, code } of examples('js')) {
      await test.step(heading, async () => {
        said.length = 0;
        // As at the console: the text itself, with `await` at its top.
        await page.evaluate(`(async () => {${code}})()`);
        if (code.includes('console.log')) await expect.poll(() => said.length).toBeGreaterThan(0);
        expect(said.filter((line) => !line.startsWith('log: '))).toEqual([]);
      });
    }

    expect(module.log).toBe('');
  });
});
