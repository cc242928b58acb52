// How does the page work without a network, and never end on a version that does not start? This is the service worker. It is the same file for
// each version of the page, so that a new version of the page is no new worker. What it keeps are whole versions, each checked file by file.
//
// It starts a new version as a device starts new firmware: on trial. Until the page of that version has said that it is ready, the former one is
// kept, and the next load is the former one again. Nothing here reloads a page, and nothing here goes over to a new version by itself.
'use strict';

const BASE = new URL('./', self.location).pathname;
const NAME = `module-workbench ${BASE}`;
const STATE = `${NAME} state`;
const cacheOf = (version) => `${NAME} version ${version}`;
const key = (path) => new URL(path, self.location).href;

/** How often a version may be tried that did not get ready: somebody may have closed the tab too soon. */
const TRIES = 2;

/** What of a response is kept beside its bytes: what says what it is, and what protects the page. */
const KEPT = /^(content-type|content-security-policy|cross-origin-.*|permissions-policy|referrer-policy|x-content-type-options)$/;

/** Says of a file that is kept that it is packed: code takes less than half of its room so. */
const PACKED = 'x-workbench-packed';

/**
 * What is known: `versions` has the files of each whole version with their hashes, `current` is the one that is shown, `trial` the one that shall
 * take its place, `tries` how often one was tried in vain.
 */
async function read() {
  const kept = await (await caches.open(STATE)).match(key('state'));
  return { versions: {}, current: null, trial: null, tries: {}, ...(await kept?.json()) };
}

const write = async (state) => (await caches.open(STATE)).put(key('state'), new Response(JSON.stringify(state)));

let queue = Promise.resolve();

/** Changes what is known, one after the other. */
function change(work) {
  const done = queue.then(async () => {
    const state = await read();
    const before = JSON.stringify(state);
    const answer = await work(state);
    if (JSON.stringify(state) !== before) await write(state);
    return answer;
  });
  queue = done.catch(() => {});
  return done;
}

/** The version of which a page is to be loaded now. */
function next(state, isPage) {
  const { trial } = state;
  if (!trial) return state.current;
  if (!isPage) return trial.served ? trial.version : state.current;
  if (!trial.served) {
    trial.served = true;
    return trial.version;
  }
  // It was loaded once, and has not become ready.
  state.tries[trial.version] = (state.tries[trial.version] ?? 0) + 1;
  state.trial = null;
  return state.current;
}

const packed = async (version, path) => (await caches.open(cacheOf(version))).match(key(path));

/** A file of a version as the server gave it; undefined, if it is not there. */
async function kept(version, path) {
  const response = await packed(version, path);
  if (!response?.headers.has(PACKED)) return response;
  const headers = new Headers(response.headers);
  headers.delete(PACKED);
  return new Response(response.body.pipeThrough(new DecompressionStream('gzip')), { headers });
}

/** The page itself. Whatever goes wrong here, the server is asked, as if there were no worker. */
async function page(request) {
  const version = await change((state) => next(state, request.destination === 'document')).catch(() => null);
  const found = version && (await kept(version, 'index.html').catch(() => undefined));
  if (found) return found;
  try {
    return await fetch(request);
  } catch (offline) {
    // No page has said yet that it is ready: a whole version is better than none.
    for (const version of Object.keys((await read()).versions)) {
      const found = await kept(version, 'index.html');
      if (found) return found;
    }
    throw offline;
  }
}

/** A file of the page, of the newest version that has it: those that differ between versions have different names. */
async function file(path, request) {
  try {
    const { versions, current, trial } = await read();
    for (const version of new Set([trial?.version, current, ...Object.keys(versions)])) {
      const found = versions[version]?.[path] && (await kept(version, path));
      if (found) return found;
    }
  } catch {
    // The browser has let go of what it kept.
  }
  return fetch(request);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || !pathname.startsWith(BASE)) return;
  const path = pathname.slice(BASE.length);
  if (request.mode !== 'navigate') event.respondWith(file(path, request));
  else if (path === '' || path === 'index.html') event.respondWith(page(request));
});

async function digest(bytes) {
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A file as the list says that it is, or an error: what the browser or a server between has kept may be of another version. */
async function download(path, hash) {
  for (const cache of ['default', 'reload']) {
    const response = await fetch(key(path), { cache });
    const bytes = await response.arrayBuffer();
    if (response.ok && (await digest(bytes)) === hash) {
      const headers = [...response.headers].filter(([name]) => KEPT.test(name));
      if (!path.endsWith('.wasm')) return new Response(bytes, { headers });
      return new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip')), { headers: [...headers, [PACKED, 'gzip']] });
    }
  }
  throw new Error(`${path} is not what the list of files says`);
}

/** Fetches a whole version, or fails. What the version that is shown has too is not fetched again. */
async function fill({ version, files }) {
  const cache = await caches.open(cacheOf(version));
  const { versions, current } = await read();
  for (const [path, hash] of Object.entries(files)) {
    // A part that is there already was checked before the browser ended this worker.
    if (await cache.match(key(path))) continue;
    const same = versions[current]?.[path] === hash ? await packed(current, path) : undefined;
    await cache.put(key(path), same ?? (await download(path, hash)));
  }
  await change((state) => void (state.versions[version] = files));
}

let looking;

/** The version on the server, once it is here as a whole; null, if it is the one that is shown or has failed too often. */
async function look() {
  const list = await (await fetch(key('files.json'), { cache: 'no-store' })).json();
  if (!/^[0-9a-f]{16}$/.test(list.version)) throw new Error('the list of files is none');
  const { versions, current, tries } = await read();
  if (list.version === current || tries[list.version] >= TRIES) return null;
  if (!versions[list.version]) {
    try {
      await fill(list);
    } catch (error) {
      await caches.delete(cacheOf(list.version));
      throw error;
    }
  }
  return list.version;
}

/** Lets go of versions that are neither shown nor on trial, once no other tab may be one of them. */
async function prune() {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (tabs.filter(({ url }) => new URL(url).pathname.startsWith(BASE)).length > 1) return;
  await change(async (state) => {
    if (state.current === null) return;
    const needed = new Set([state.current, state.trial?.version]);
    for (const version of Object.keys(state.versions)) if (!needed.has(version)) delete state.versions[version];
    const names = new Set([STATE, ...Object.keys(state.versions).map(cacheOf)]);
    for (const name of await caches.keys()) if (name.startsWith(`${NAME} `) && !names.has(name)) await caches.delete(name);
  });
}

/** What a page may ask for. */
const ORDERS = {
  /** Whether this worker works: whether it has a page to show, and gets hold of it. */
  async test() {
    const { current } = await read();
    return current === null || (await (await kept(current, 'index.html')).text()).includes('data-version=');
  },
  /** The version to offer, or null. */
  look: () => (looking ??= look().finally(() => void (looking = undefined))),
  /** The next load is of this version, on trial. */
  take: ({ version }) =>
    change((state) => {
      if (state.versions[version]) state.trial = { version, served: false };
      return Boolean(state.trial);
    }),
  /** A page of this version works: it is the one to show. */
  async ready({ version }) {
    await change((state) => {
      if (!state.versions[version]) return;
      if (state.trial?.version === version) state.trial = null;
      state.current = version;
      delete state.tries[version];
    });
    await prune();
    return true;
  },
};

self.addEventListener('message', (event) => {
  const port = event.ports[0];
  const order = Object.hasOwn(ORDERS, event.data?.order) && ORDERS[event.data.order];
  if (!port || !order) return;
  event.waitUntil(
    Promise.resolve(order(event.data)).then(
      (answer) => port.postMessage({ answer }),
      (error) => port.postMessage({ failed: String(error) }),
    ),
  );
});

// The first version is fetched before there is anything to show from here. A worker that takes the place of another finds what that one kept.
self.addEventListener('install', (event) => {
  event.waitUntil(read().then(({ versions }) => Object.keys(versions).length > 0 || look()));
});
