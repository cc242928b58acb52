// Serves dist/ at the root and under a folder of an origin that the browser's policy grants all serial ports.
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

import { DIST } from './paths';

/** Each of Playwright's workers has a page and a virtual computer of its own. scripts/e2e finds free ports, and grants these origins all serial ones. */
const PORTS = (process.env.E2E_PORTS ?? '8899,8900').split(',').map(Number);
const PORT = PORTS[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]!;
export const ORIGIN = `http://127.0.0.1:${PORT}`;

/** The page lies at both, to prove that it works under any path. */
export const SUBPATH = '/workbench/';

/** A page with nothing on it, for tests of the kit itself. */
export const BLANK = '/blank';

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** Answers as the web server of a page does. */
export async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = decodeURIComponent(new URL(request.url ?? '/', ORIGIN).pathname);
  if (path === BLANK) {
    // With an icon of its own, or the browser looks for one that is not there.
    response.writeHead(200, { 'content-type': TYPES['.html'] }).end('<!doctype html><title>Blank</title><link rel="icon" href="data:,">');
    return;
  }
  const inside = path.startsWith(SUBPATH) ? path.slice(SUBPATH.length) : path;
  const file = join(DIST, normalize(`/${inside}`), inside === '' || inside.endsWith('/') ? 'index.html' : '');
  try {
    const body = await readFile(file);
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

export async function serve(): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, '127.0.0.1', resolve);
  });
  return server;
}
