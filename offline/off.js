// How is the service worker switched off everywhere? Put this file in the place of worker.js on the server, under that name, and leave it there: each
// browser that has the worker asks for it at the next load. It removes what was kept and itself. Tabs that work go on undisturbed, with the
// module that is connected; a tab that does not answer, since its page never started, is loaded anew from the server.
'use strict';

const NAME = `module-workbench ${new URL('./', self.location).pathname} `;

/** How long a page has to say that it works, in milliseconds. */
const PATIENCE = 3_000;

function answers(tab) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(true);
    setTimeout(resolve, PATIENCE, false);
    tab.postMessage('are you there?', [port2]);
  });
}

async function end() {
  for (const name of await caches.keys()) if (name.startsWith(NAME)) await caches.delete(name);
  const tabs = await self.clients.matchAll({ type: 'window' });
  const works = await Promise.all(tabs.map(answers));
  await self.registration.unregister();
  for (const [at, tab] of tabs.entries()) if (!works[at]) await tab.navigate(tab.url).catch(() => {});
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(end()));
