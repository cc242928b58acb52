// What does the page do for its offline copy? It registers the worker, says when it is ready, asks for newer versions, and removes a worker that
// does not answer. The code of the page loads this once all the rest is there.
const WORKER = 'worker.js';
const HOUR = 3_600_000;

/** The version of this page. */
const { version } = document.documentElement.dataset;

/** The worker's address, as the policy for it lets it pass: no other script becomes a worker. */
const createScriptURL = (address) => {
  if (address === WORKER) return address;
  throw new TypeError('no worker of this page');
};
const policy = globalThis.trustedTypes?.createPolicy('workbench-worker', { createScriptURL }) ?? { createScriptURL };

let registration, offered;

/** What a worker answers to an order; undefined, if it fails or has no answer in time. */
function ask(worker, order, within = 20_000) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(resolve, within);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      resolve(data?.answer);
    };
    worker.postMessage({ order, version: offered ?? version }, [port2]);
  });
}

/** The state of a worker, once it is none of those that pass. */
const settled = (worker, passing) =>
  new Promise((resolve) => {
    const look = () => !passing.test(worker.state) && resolve(worker.state);
    worker.addEventListener('statechange', look);
    look();
  });

/** A worker that cannot say that it works would show nothing once it is in charge: with none, the next load comes from the server. */
async function test(worker) {
  if ((await settled(worker, /^(parsed|installing|activating)$/)) === 'redundant' || (await ask(worker, 'test')) === true) return;
  await registration.unregister();
}

/** Keeps a copy of this page in the browser; true, once there is a newer page. `works` says whether this one is there as a whole. */
export async function keep(works) {
  const workers = navigator.serviceWorker;
  if (!workers || !version) return false;
  // The worker that switches everything off asks this.
  workers.addEventListener('message', ({ ports }) => ports[0]?.postMessage('yes'));
  workers.startMessages();

  const here = new URL('./', location).href;
  registration = await workers.register(policy.createScriptURL(WORKER), { updateViaCache: 'none' }).catch(() => workers.getRegistration());
  // Where the new one could not be had, there may be the one before. One of a folder above is not ours.
  if (registration?.scope !== here) return false;
  registration.addEventListener('updatefound', () => void test(registration.installing));
  const { installing, waiting, active } = registration;
  await Promise.all([installing, waiting, active].filter(Boolean).map(test));
  // The first worker of all is in charge as soon as it has fetched everything.
  if (!active) await settled(installing ?? waiting, /^(parsed|installing|installed|activating)$/);

  for (;;) {
    const { active } = registration;
    if (active && works) {
      await ask(active, 'ready');
      const found = await ask(active, 'look', HOUR);
      if (found === version) await ask(active, 'ready');
      else if (found) {
        offered = found;
        return true;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, HOUR));
    await registration.update().catch(() => {});
  }
}

/** Loads the newer page. The one before comes back if that one does not get ready. */
export async function take() {
  if (await ask(registration.active, 'take')) location.reload();
}
