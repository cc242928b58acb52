// Serves dist/ at the root and under a folder of an origin that the browser's policy grants all serial ports.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

import { DIST, PROJECT } from './paths';

/** Each of Playwright's workers has a page and a virtual computer of its own. scripts/e2e finds free ports, and grants these origins all serial ones. */
const PORTS = (process.env.E2E_PORTS ?? '8899,8900,8901,8902').split(',').map(Number);
const PORT = PORTS[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
if (!PORT) throw new Error('more workers than ports: scripts/e2e finds a port for each, in E2E_PORTS');
export const ORIGIN = `http://127.0.0.1:${PORT}`;

/** The page lies at both, to prove that it works under any path. */
export const SUBPATH = '/workbench/';

/** A page with nothing on it, for tests of the kit itself. */
export const BLANK = '/blank';

const TYPES: Record<string, string> = JSON.parse(readFileSync(join(PROJECT, 'tests/media-types.json'), 'utf8'));

/** Answers as the web server of a page does, with a file of a folder and these headers. */
export async function answerFrom(folder: string, path: string, response: ServerResponse, headers: Record<string, string> = {}): Promise<void> {
  const file = join(folder, normalize(`/${path}`), path === '' || path.endsWith('/') ? 'index.html' : '');
  try {
    const body = await readFile(file);
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', ...headers }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

const pathOf = (request: IncomingMessage) => decodeURIComponent(new URL(request.url ?? '/', ORIGIN).pathname);

/** Answers with the page at both places. */
export async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = pathOf(request);
  if (path === BLANK) {
    // With an icon of its own, or the browser looks for one that is not there.
    response.writeHead(200, { 'content-type': TYPES['.html'] }).end('<!doctype html><title>Blank</title><link rel="icon" href="data:,">');
    return;
  }
  await answerFrom(DIST, path.startsWith(SUBPATH) ? path.slice(SUBPATH.length) : path.slice(1), response);
}

export async function serve(): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, '127.0.0.1', resolve);
  });
  return server;
}

/** A web server of its own, whose folder can be another one later, as after a deploy, and which can be stopped and started again. */
export class Site {
  headers: Record<string, string> = {};
  /** The paths that were asked for. */
  readonly asked: string[] = [];
  private server: Server | undefined;
  private port = 0;

  constructor(
    public folder: string,
    /** Under which path the page lies. */
    readonly base = '/',
  ) {}

  get address(): string {
    return `http://127.0.0.1:${this.port}${this.base}`;
  }

  /** Starts it, at the port that it had before. */
  async start(): Promise<void> {
    const server = createServer((request, response) => {
      const path = pathOf(request);
      this.asked.push(path);
      if (path.startsWith(this.base)) void answerFrom(this.folder, path.slice(this.base.length), response, this.headers);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as { port: number }).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(undefined)));
    this.server = undefined;
  }
}
