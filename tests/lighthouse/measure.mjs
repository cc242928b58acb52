// Lighthouse's own mobile run (slow network, the processor four times slower) on dist/, served with brotli as a good web server does: the page, and the
// start of a stand. Prints each score from 0 to 100 and what they are made of, the middle of several runs. Words after it: the folder that has Lighthouse.
import { createServer } from 'node:http';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const tools = join(process.argv[2], 'node_modules');
const { default: lighthouse } = await import(pathToFileURL(join(tools, 'lighthouse/core/index.js')));
const { launch } = await import(pathToFileURL(join(tools, 'chrome-launcher/dist/index.js')));

const RUNS = Number(process.env.LIGHTHOUSE_RUNS ?? 3);
const DIST = 'dist';
const TYPES = JSON.parse(readFileSync('tests/media-types.json', 'utf8'));
const NEVER_SMALLER = new Set(['.png']);

/** Every file of a folder by its path, as it is sent. */
function filesOf(folder, path = '') {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    if (statSync(file).isDirectory()) return filesOf(file, `${path}/${name}`);
    const bytes = readFileSync(file);
    const encoded = NEVER_SMALLER.has(extname(name)) ? undefined : brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
    return [[`${path}/${name}`, { body: encoded ?? bytes, type: TYPES[extname(name)] ?? 'text/plain', isEncoded: Boolean(encoded) }]];
  });
}

const files = new Map(filesOf(DIST));
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const file = files.get(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
  if (!file) return response.writeHead(404).end();
  // The folder of the code has a name of its own in each build.
  const kept = pathname.startsWith('/code-') ? 'public, max-age=31536000, immutable' : 'no-cache';
  response.writeHead(200, { 'content-type': file.type, 'cache-control': kept, ...(file.isEncoded ? { 'content-encoding': 'br' } : {}) }).end(file.body);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

/** What is looked at: the page as anybody opens it, and the start of a stand. */
const ADDRESSES = { lighthouse: '/', 'lighthouse, a stand': '/?kiosk=1' };

const middle = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];

async function look(path) {
  const chrome = await launch({
    chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  try {
    const { lhr } = await lighthouse(`http://127.0.0.1:${server.address().port}${path}`, { port: chrome.port, logLevel: 'error' });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return lhr;
  } finally {
    await chrome.kill();
  }
}

const report = (name, value, unit) => console.log(`${name.padEnd(52)} ${value.toFixed(2).padStart(10)} ${unit}`);
for (const [name, path] of Object.entries(ADDRESSES)) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await look(path));
  for (const category of ['performance', 'accessibility', 'best-practices']) {
    report(`${name}: ${category}`, middle(runs.map(({ categories }) => 100 * categories[category].score)), 'of 100');
  }
  for (const audit of ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index']) {
    const values = runs.map(({ audits }) => audits[audit]);
    report(`${name}: ${audit}`, middle(values.map(({ numericValue }) => numericValue)), values[0].numericUnit === 'millisecond' ? 'ms' : '');
  }
}
server.close();
