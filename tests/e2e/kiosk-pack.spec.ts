// Does the kiosk pack do what docs/kiosk.md says of it: the start script starts the stand with nothing of the browser before, and the policies are in effect?
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Browser, type Page } from '@playwright/test';

import { expect, test } from './kit';
import { onStart } from './kiosk';
import { PROJECT } from './kit/paths';
import { NO_PORTS } from './screens';

type Policies = Record<string, unknown>;

const PACK = join(PROJECT, 'public/kiosk');

/** The page under test, as it is written in policies: without a slash at the end. */
const STAND = NO_PORTS.replace(/\/$/, '');

/** A policy of Edge alone. */
const OF_EDGE = 'MicrosoftEditorProofingEnabled';

const [policies, adapters] = ['policy.json', 'policy-adapters.json'].map((name) => JSON.parse(readFileSync(join(PACK, name), 'utf8'))) as [Policies, Policies];

/**
 * Runs the start script, which finds a Chromium that shows nothing on a screen, and which alone finds these policies: its folder of policies is mounted
 * over that of the computer, for it and what it starts.
 */
function start(folder: string, address: string): ChildProcess {
  const [bin, runtime, managed] = ['bin', 'runtime', 'policies/managed'].map((name) => join(folder, name));
  for (const made of [bin!, runtime!, managed!]) mkdirSync(made, { recursive: true });
  // One is left open: where the developer tools are closed, no test comes to a page either.
  for (const [name, held] of Object.entries({ 'policy.json': { ...policies, DeveloperToolsAvailability: 1 }, 'policy-adapters.json': adapters })) {
    writeFileSync(join(managed!, name), JSON.stringify(held).replaceAll('https://stand.example', STAND));
  }
  const program = process.env.CHROMIUM ?? '/usr/bin/chromium';
  writeFileSync(join(bin!, 'chromium'), `#!/bin/sh\nexec ${program} --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --remote-debugging-port=0 "$@"\n`);
  chmodSync(join(bin!, 'chromium'), 0o755);
  copyFileSync(join(PACK, 'start-linux.sh'), join(folder, 'start.sh'));
  const alone = [...(process.getuid!() === 0 ? [] : ['sudo', '-n']), 'unshare', '--mount'];
  const tried = spawnSync(alone[0]!, [...alone.slice(1), 'true'], { encoding: 'utf8' });
  if (tried.status !== 0) throw new Error(`This test mounts a folder for one program alone, and may not do so here: ${tried.stderr}`);
  const command = [...alone, 'sh', '-c', 'mount --bind "$1/policies" /etc/chromium/policies && PATH=$1/bin:$PATH XDG_RUNTIME_DIR=$1/runtime exec sh "$1/start.sh" "$2"', 'sh', folder, address];
  return spawn(command[0]!, command.slice(1), { stdio: 'ignore', detached: true });
}

/** The browser that the script has started last, once it can be spoken to, and the folder of its profile. */
async function started(folder: string, but?: string): Promise<{ browser: Browser; profile: string; page: Page }> {
  const runtime = join(folder, 'runtime');
  const port = (name: string) => join(runtime, name, 'DevToolsActivePort');
  const find = () => readdirSync(runtime).find((name) => name !== but && existsSync(port(name)) && readFileSync(port(name), 'utf8').includes('\n'));
  await expect.poll(find, { timeout: 30_000 }).toBeDefined();
  const profile = find()!;
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(port(profile), 'utf8').split('\n')[0]}`);
  return { browser, profile, page: browser.contexts()[0]!.pages()[0]! };
}

test('the start script shows the stand, with the policies in effect, and again with a new profile when the browser has ended', async ({}) => {
  const folder = mkdtempSync(join(tmpdir(), 'module-workbench-stand-'));
  const script = start(folder, `${STAND}/?kiosk=1`);
  try {
    const first = await started(folder);
    await onStart(first.page, 30_000);
    // What Chromium makes of each policy: it says "Error" of one that it does not know and of one whose value it cannot use.
    await first.page.goto('chrome://policy');
    const rows = first.page.locator('.policy-data .policy.row').filter({ has: first.page.locator('.messages:not(:empty)') });
    await expect(rows.filter({ hasText: 'URLBlocklist' })).not.toHaveCount(0);
    const said = (await rows.allInnerTexts()).map((row) => row.split('\n')).filter((row) => row.includes('Mandatory'));
    const status = Object.fromEntries(said.map((row) => [row[0], row.at(-1)!.replace('Deprecated', 'OK')]));
    const expected = [...Object.keys(policies), ...Object.keys(adapters)].map((name) => [name, name === OF_EDGE ? 'Error' : 'OK']);
    expect(status).toEqual(Object.fromEntries(expected));

    // Other sites are closed.
    const away = await first.page.goto('http://127.0.0.1:1/').catch((error: Error) => error.message);
    expect(away).toContain('ERR_BLOCKED_BY_ADMINISTRATOR');

    await (await first.browser.newBrowserCDPSession()).send('Browser.close').catch(() => {});
    const second = await started(folder, first.profile);
    await onStart(second.page, 30_000);
    const left = readdirSync(join(folder, 'runtime')).filter((name) => name.startsWith('stand.'));
    expect(left, 'the profile before is removed').toEqual([second.profile]);
  } finally {
    // The script is the leader of a group of its own, with the browsers that it has started.
    process.kill(-script.pid!, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
});

test('the files for Windows say what the file for Linux says', () => {
  for (const [file, key, more] of [['chrome.reg', 'Google\\Chrome', []], ['edge.reg', 'Microsoft\\Edge', ['SpellcheckEnabled', OF_EDGE]]] as const) {
    const text = readFileSync(join(PACK, file), 'utf8');
    expect(text.match(/(?<!\r)\n/g), `${file}: each line ends as on Windows`).toBeNull();
    const said = new Map<string, unknown>();
    let section = '';
    for (const line of text.split('\r\n')) {
      const [, name] = /^\[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\(.*)\]$/.exec(line) ?? [];
      if (name) section = name.slice(key.length).replace('\\', '');
      const [, entry, value] = /^"(.*?)"=(.*)$/.exec(line) ?? [];
      if (!entry) continue;
      const [, number] = /^dword:([0-9a-f]{8})$/.exec(value!) ?? [];
      const text = number === undefined ? (JSON.parse(value!) as string) : Number.parseInt(number, 16);
      if (section) said.set(section, [...((said.get(section) as unknown[]) ?? []), text]);
      else said.set(entry, typeof text === 'string' ? JSON.parse(text) : text);
    }
    const expected = Object.entries(policies).filter(([name]) => !['SpellcheckEnabled', OF_EDGE].includes(name) || (more as readonly string[]).includes(name));
    expect(Object.fromEntries(said), file).toEqual(Object.fromEntries(expected.map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value])));
  }
});
