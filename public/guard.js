// What happens when the page itself fails? If its code cannot be loaded or traps, nothing of that code runs any more, so this file stands
// beside it: it says what happened, frees the serial ports, and offers to load the page anew, and to save the last megabyte of what went over the
// line. Only the code knows what is secret in that, so a second instance of the code, in a frame of its own, takes it out.
(() => {
  'use strict';

  // The page says so itself, before this runs.
  const isKiosk = () => 'kiosk' in document.documentElement.dataset;

  /** What is said when the code has failed, which has all other texts. tests/texts holds these to the same lists. */
  const SAYS = {
    noLoad: 'Module Workbench could not be loaded',
    hasFailed: 'Module Workbench has failed',
    noLoadText: 'Check the network and load the page again. If that does not help, the browser may be too old: use a recent Chrome, Edge or Firefox.',
    hasFailedText: 'A fault in the page stopped it, and nothing more is sent. The page closes the serial port. The module goes on as it was.',
    canBeSaved: 'The last megabyte of what went over the line can be saved, without passwords and other secrets.',
    reload: 'Load the page again',
    copy: 'Copy the details',
    copied: 'Copied',
    save: 'Save the record',
    saving: 'One moment: secrets are taken out…',
    saved: 'It was saved. Module Workbench opens the file, too.',
    tooManySecrets: 'It was not saved: there were too many secrets to be sure that none is left in it.',
    secretsStay: 'It was not saved: its secrets could not be taken out.',
    toScripts: 'The page has failed. Load it again.',
  };

  /** Which ports are open: each with its reader and writer, as they were taken last. */
  const ports = new Map();
  /** What the code said before it trapped. */
  let said = '';
  let failed = false;

  // Where the browser enforces it, the code makes elements of these texts alone, which the build has found in it; guard.mjs in scripts/finish.
  const TEMPLATES = [];
  globalThis.trustedTypes?.createPolicy?.('default', { createHTML: (text) => (TEMPLATES.includes(text) ? text : null) });

  // The page that is painted first shows Connect: not where another screen is asked for.
  if (!/^(#\/?(connect.*)?)?$/.test(location.hash)) document.documentElement.dataset.elsewhere = '';

  /** What went over the line last: when, which way, and the bytes. And what was secret in it: of which kind, and the bytes. */
  const last = { line: [], secrets: [] };
  const LINE = 1 << 20, PIECES = 20_000, SECRETS = 1 << 19;
  /** How long a kiosk that failed says so before it begins anew, in milliseconds: not at once, should it fail each time. */
  const AGAIN = 10_000;
  let lineSize = 0, secretsSize = 0;
  const known = new Set();

  function keepLine(at, way, bytes) {
    // What a visitor did is nobody's to save.
    if (isKiosk()) return;
    lineSize += bytes.length;
    last.line.push([at, way, bytes]);
    while (lineSize > LINE || last.line.length > PIECES) lineSize -= last.line.shift()[2].length;
  }

  /** Each once. None is let go: what the page no longer knows to be secret is not saved. */
  function keepSecret(kind, bytes) {
    if (isKiosk()) return;
    const key = kind + new TextDecoder('latin1').decode(bytes);
    if (known.has(key) || secretsSize > SECRETS) return;
    known.add(key);
    secretsSize += bytes.length + 16;
    if (secretsSize <= SECRETS) last.secrets.push([kind, bytes]);
  }

  /** The guard of the page that failed, in a frame that takes the secrets out for it. */
  const failedPage = (() => {
    try {
      return parent === window ? undefined : parent.workbenchGuard;
    } catch {
      // The page of somebody else.
    }
  })();

  globalThis.workbenchGuard = {
    keepLine,
    keepSecret,
    /** The script for the copy that works without a network; nothing, where the build has none, as in `make serve`. */
    offline: async () => {
      const { offline } = document.documentElement.dataset;
      return offline && import(`./${offline}`);
    },
    /** What a page that failed has for this one, if there is one. */
    lent: () => failedPage?.lends?.(),
    giveBack: (file) => failedPage.takes(file),
    holdPort: (port) => {
      ports.set(port, {});
      addEventListener('beforeunload', asks);
    },
    holdReader: (port, reader) => void Object.assign(ports.get(port) ?? {}, { reader }),
    holdWriter: (port, writer) => void Object.assign(ports.get(port) ?? {}, { writer }),
    letGo: (port) => {
      ports.delete(port);
      if (ports.size === 0) removeEventListener('beforeunload', asks);
    },
    say: (text) => void (said = text),
  };

  /** The browser asks before a page is left that holds an open port: a module works at its other end. A kiosk goes on with the next person. */
  function asks(event) {
    if (failed || ports.size === 0 || isKiosk()) return;
    event.preventDefault();
    // What older browsers look at.
    event.returnValue = true;
  }

  /** Whether the code of the page cannot go on after this error. Others are not our business. */
  function isFatal(error) {
    if (error instanceof WebAssembly.RuntimeError || error instanceof WebAssembly.LinkError) return true;
    // Out of stack.
    return (error instanceof RangeError || error?.name === 'InternalError') && /wasm/.test(String(error.stack));
  }

  /** Whether the page is still loading: then every error is its end. */
  const isLoading = () => document.getElementById('loading') !== null;

  const within = (promise, milliseconds) =>
    Promise.race([Promise.resolve(promise).catch(() => {}), new Promise((resolve) => setTimeout(resolve, milliseconds))]);

  /** Closes all ports. */
  const freePorts = () => Promise.all([...ports].map(([port, held]) => freePort(port, held)));

  /** Closes a port. Each step may fail because it was done before. */
  async function freePort(port, { reader, writer }) {
    try {
      await within(reader?.cancel(), 1_000);
      reader?.releaseLock();
    } catch {}
    try {
      await within(writer?.abort(), 1_000);
      writer?.releaseLock();
    } catch {}
    await within(port.close(), 2_000);
    ports.delete(port);
  }

  /** The automation API, as it is from now on. */
  function answer(freed) {
    const error = () => Object.assign(new Error(SAYS.toScripts), { name: 'WorkbenchError', kind: 'lost' });
    const counters = { bytesIn: 0, bytesOut: 0, messages: 0, unrecognised: 0 };
    const known = {
      state: () => ({ link: 'failed', clients: {}, counters }),
      disconnect: () => freed,
    };
    const group = new Proxy(() => {}, { get: () => group, apply: () => Promise.reject(error()) });
    globalThis.workbench = new Proxy(known, { get: (_, name) => known[name] ?? (name === 'then' ? undefined : group) });
  }

  function element(name, className, ...inside) {
    const made = document.createElement(name);
    made.className = className;
    made.append(...inside);
    return made;
  }

  function tell(details, loading) {
    const title = element('h2', '', loading ? SAYS.noLoad : SAYS.hasFailed);
    title.id = 'failure-title';
    const text = loading ? SAYS.noLoadText : SAYS.hasFailedText;
    const rest = last.line.length ? ` ${SAYS.canBeSaved}` : '';
    const reload = element('button', 'button is-primary', SAYS.reload);
    reload.type = 'button';
    reload.onclick = () => location.reload();
    const copy = element('button', 'button', SAYS.copy);
    copy.type = 'button';
    copy.onclick = () => navigator.clipboard?.writeText(details).then(() => copy.replaceChildren(SAYS.copied), () => {});
    const save = element('button', 'button', SAYS.save);
    save.type = 'button';
    const saved = element('p', 'muted');
    saved.setAttribute('role', 'status');
    save.onclick = async () => {
      save.disabled = true;
      saved.textContent = SAYS.saving;
      saved.textContent = await saveLast();
      save.disabled = false;
    };
    const dialog = element(
      'dialog',
      'dialog',
      element(
        'div',
        'dialog-box',
        element('div', 'dialog-head', title),
        element('div', 'dialog-body stack', element('p', '', loading ? text : text + rest), element('pre', 'code failure-details', details), saved),
        element('div', 'dialog-actions', copy, ...(last.line.length ? [save] : []), reload),
      ),
    );
    dialog.setAttribute('role', 'alertdialog');
    dialog.setAttribute('aria-labelledby', title.id);
    // It stays until the page is loaded anew: what lies under it is dead.
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    document.getElementById('loading')?.remove();
    document.body.append(dialog);
    dialog.showModal();
    reload.focus();
    document.title = title.textContent;
    // Nobody may be there who presses it.
    if (isKiosk()) setTimeout(() => location.reload(), AGAIN);
  }

  /** Saves the last of what went over the line, without secrets or not at all. What to say then. */
  async function saveLast() {
    if (secretsSize > SECRETS) return SAYS.tooManySecrets;
    const frame = document.createElement('iframe');
    frame.hidden = true;
    const file = await new Promise((resolve) => {
      Object.assign(globalThis.workbenchGuard, { lends: () => ({ ...last, zero: performance.timeOrigin }), takes: resolve });
      setTimeout(resolve, 30_000);
      frame.src = location.pathname + location.search;
      document.body.append(frame);
    });
    // A copy: the frame takes its own with it.
    const blob = file?.length && new Blob([new Uint8Array(file)]);
    frame.remove();
    if (!blob) return SAYS.secretsStay;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = 'last-of-the-record.workbench.jsonl';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return SAYS.saved;
  }

  function fail(error) {
    if (failed) return;
    failed = true;
    failedPage?.takes?.();
    const loading = isLoading();
    // Texts of the system and of the code alone: nothing that was typed or that came over the line.
    const stack = String(error?.stack ?? error).split('\n').slice(0, 12).join('\n');
    const details = [said, stack, navigator.userAgent].filter(Boolean).join('\n').slice(0, 4_000);
    answer(freePorts());
    const show = () => tell(details, loading);
    if (document.body) show();
    else addEventListener('DOMContentLoaded', show, { once: true });
  }

  addEventListener('error', (event) => {
    if (isFatal(event.error) || (isLoading() && event.error)) fail(event.error);
  });
  addEventListener('unhandledrejection', (event) => {
    if (isFatal(event.reason) || isLoading()) fail(event.reason);
  });
})();
