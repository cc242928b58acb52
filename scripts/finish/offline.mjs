// What does the page need to work without a network? The worker that keeps whole versions of it (offline/), and files.json: what belongs to this
// version, each file with its hash. `node scripts/finish/offline.mjs FOLDER` makes that list anew, for tests that change a file.
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIST = 'files.json';

/** Where the page is found. */
const PAGE = 'index.html';

/** What lies in the folder and is no part of the page: what the browser has to ask the server for, and what people and servers read. */
const APART = /^(worker\.js|worker-off\.js|files\.json|workbench\.d\.ts|_headers|(hosting|kiosk)\/.*)$/;

/** How much room a version may take in a browser, in bytes. The worker packs code. */
const ROOM = 5_000_000;

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

const paths = (dist) =>
  readdirSync(dist, { recursive: true })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(dist, path)).isFile() && !APART.test(path))
    .sort();

/** The page, which says of which version it is and where the script for its offline copy is; the worker beside it. */
export function keepOffline(html, dist) {
  const script = readFileSync('offline/page.js');
  const name = `offline-${sha256(script).slice(0, 16)}.js`;
  writeFileSync(join(dist, name), script);
  copyFileSync('offline/worker.js', join(dist, 'worker.js'));
  copyFileSync('offline/off.js', join(dist, 'worker-off.js'));
  const all = createHash('sha256').update(html);
  for (const path of paths(dist)) if (path !== PAGE) all.update(path).update(readFileSync(join(dist, path)));
  const version = all.digest('hex').slice(0, 16);
  return html.replace('<html ', () => `<html data-version="${version}" data-offline="${name}" `);
}

/** Writes the list of the files of a version. */
export function listFiles(dist) {
  const files = {};
  let room = 0;
  for (const path of paths(dist)) {
    const bytes = readFileSync(join(dist, path));
    files[path] = sha256(bytes);
    room += path.endsWith('.wasm') ? gzipSync(bytes).length : bytes.length;
  }
  if (room > ROOM) throw new Error(`a version takes ${room} bytes in a browser, more than ${ROOM}`);
  const [, version] = readFileSync(join(dist, PAGE), 'utf8').match(/ data-version="([0-9a-f]{16})"/);
  writeFileSync(join(dist, LIST), `${JSON.stringify({ version, room, files }, null, 1)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) listFiles(process.argv[2]);
