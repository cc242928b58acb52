// The faults of a link, a row each: what a person sees, when the module can be used again, and what is lost.
import { execFileSync } from 'node:child_process';

import { expect, type Broker, type Module } from './kit';
import { VIRTUAL_MODULE, built } from './kit/paths';
import { until } from './kit/processes';

/** A fault that begins with the module, or with one that has started, before anybody connects it, or in the middle of a session. */
type Met = 'at the start' | 'before it is connected' | 'in a session';

interface Row {
  met: Met;
  /** What the page is asked to do meanwhile. */
  meanwhile?: 'ask' | 'upload' | 'publish';
  /** The texts that are seen, one after the other. Nothing where there is nothing to be done about it. */
  seen: string[];
  /** By when all of that is seen, with what is to be done about it, at the latest: a limit of the wait, which leaves a busy machine its time. */
  seenWithinMs?: number;
  /** What is to be done about it. */
  advice?: string;
  /** Words that belong to another fault, and are seen at no time. */
  absent?: string[];
  /** When the module takes commands again, or for the first time. */
  usable: 'at once' | 'by itself' | 'when the fault is over' | 'when the device is back' | { afterPressing: string } | 'never';
  /** By when it answers a command then, at the latest, from when it can: from the beginning of the fault, its end, the press, or the cable. */
  usableWithinMs?: number;
  /** What of a session is gone, until it is set up again. */
  lost: 'nothing' | 'the session' | 'there was nothing';
  /** What is different at a port that was there before the page, so that nobody knows when its module was switched on. */
  atAnOldPort?: Partial<Row>;
}

const OTHER_PORT = "Choose another of the module's ports";
const SET_UP_AGAIN = 'Set it up again';
const THERE_WAS_NOTHING = 'there was nothing';
/**
 * Nothing that a person is told of: the page takes it in its stride, and the row shows that the module is usable and what a session keeps. Of single
 * bytes, the Wire panel shows each line as it came, and which lines are hit is chance; a note comes with the third damaged line within a minute.
 * src/state/trouble/tests.rs shows that one in virtual time: here, it would take minutes.
 */
const UNSEEN: string[] = [];

export const FAULTS: Record<string, Row> = {
  late: {
    met: 'in a session',
    meanwhile: 'ask',
    seen: ['Waiting for the module'],
    usable: 'when the fault is over',
    lost: 'nothing',
    seenWithinMs: 30_000,
    usableWithinMs: 60_000,
  },
  'slow-boot': {
    met: 'at the start',
    seen: ['Asking who is there', 'The module is starting'],
    usable: 'by itself',
    lost: THERE_WAS_NOTHING,
    seenWithinMs: 30_000,
    usableWithinMs: 90_000,
    atAnOldPort: {
      seen: ['Asking who is there', 'nothing answers on it'],
      advice: 'check that the module has started',
      usable: { afterPressing: 'Keep asking for a minute' },
    },
  },
  restart: {
    met: 'in a session',
    seen: ['The module restarted', 'The module has lost what you set up'],
    advice: 'comes from a weak power supply',
    usable: 'by itself',
    lost: 'the session',
    seenWithinMs: 60_000,
    usableWithinMs: 60_000,
  },
  'silent-restart': {
    met: 'in a session',
    meanwhile: 'publish',
    seen: ['The module has lost what you set up'],
    advice: 'The module no longer has: IP address, client 1, 1 subscription.',
    usable: 'by itself',
    lost: 'the session',
    seenWithinMs: 60_000,
    usableWithinMs: 60_000,
  },
  'restarts-twice': {
    met: 'in a session',
    seen: ['The module restarted', 'The module has lost what you set up'],
    advice: 'comes from a weak power supply',
    usable: 'by itself',
    lost: 'the session',
    seenWithinMs: 60_000,
    usableWithinMs: 90_000,
  },
  'usb-restart': {
    met: 'in a session',
    seen: ['The module was unplugged'],
    advice: 'the page connects by itself when the same module comes back',
    usable: 'when the device is back',
    lost: 'the session',
    seenWithinMs: 30_000,
    usableWithinMs: 30_000,
  },
  hang: {
    met: 'in a session',
    meanwhile: 'ask',
    seen: ['The module does not answer'],
    advice: 'restart it with its power key',
    usable: 'by itself',
    lost: 'nothing',
    seenWithinMs: 60_000,
    usableWithinMs: 90_000,
  },
  'endless-codes': { met: 'in a session', seen: UNSEEN, usable: 'at once', lost: 'nothing', usableWithinMs: 30_000 },
  'open-prompt': {
    met: 'before it is connected',
    seen: ['Asking who is there', 'nothing answers on it'],
    advice: 'the module may still be waiting for data from it',
    usable: { afterPressing: 'Keep asking for a minute' },
    lost: THERE_WAS_NOTHING,
    seenWithinMs: 60_000,
    usableWithinMs: 90_000,
  },
  'codes-inside': { met: 'in a session', meanwhile: 'ask', seen: UNSEEN, usable: 'at once', lost: 'nothing', usableWithinMs: 60_000 },
  'late-status': { met: 'in a session', seen: UNSEEN, usable: 'at once', lost: 'nothing', usableWithinMs: 30_000 },
  // The header tells how long that takes.
  'stuck-upload': {
    met: 'in a session',
    meanwhile: 'upload',
    seen: ['Waiting for the module', '12 s'],
    usable: 'by itself',
    lost: 'nothing',
    seenWithinMs: 40_000,
    usableWithinMs: 60_000,
  },
  'no-echo': { met: 'at the start', seen: UNSEEN, usable: 'at once', lost: THERE_WAS_NOTHING, usableWithinMs: 30_000 },
  'double-echo': { met: 'at the start', seen: UNSEEN, usable: 'at once', lost: THERE_WAS_NOTHING, usableWithinMs: 30_000 },
  'wrong-baud': {
    met: 'at the start',
    seen: ['The port opened'],
    advice: 'another baud rate',
    absent: ['diagnostic'],
    usable: { afterPressing: 'Find the speed' },
    lost: THERE_WAS_NOTHING,
    seenWithinMs: 40_000,
    usableWithinMs: 60_000,
  },
  'lost-bytes': { met: 'in a session', meanwhile: 'ask', seen: UNSEEN, usable: 'when the fault is over', lost: 'nothing', usableWithinMs: 90_000 },
  'doubled-bytes': { met: 'in a session', meanwhile: 'ask', seen: UNSEEN, usable: 'when the fault is over', lost: 'nothing', usableWithinMs: 90_000 },
  'disturbed-bytes': { met: 'in a session', meanwhile: 'ask', seen: UNSEEN, usable: 'when the fault is over', lost: 'nothing', usableWithinMs: 90_000 },
  pieces: { met: 'at the start', seen: UNSEEN, usable: 'at once', lost: THERE_WAS_NOTHING, usableWithinMs: 40_000 },
  silent: {
    met: 'at the start',
    seen: ['Asking who is there', 'nothing answers on it'],
    advice: OTHER_PORT,
    usable: 'never',
    lost: THERE_WAS_NOTHING,
    seenWithinMs: 30_000,
  },
  'echo-only': {
    met: 'at the start',
    seen: ['The module stops waiting in', 'The port gives back what it is sent'],
    advice: OTHER_PORT,
    usable: 'never',
    lost: THERE_WAS_NOTHING,
    seenWithinMs: 60_000,
  },
  nmea: {
    met: 'at the start',
    seen: ['The port opened and sent text, but no answer to AT'],
    advice: OTHER_PORT,
    usable: 'never',
    lost: THERE_WAS_NOTHING,
    seenWithinMs: 40_000,
  },
  unplugged: {
    met: 'in a session',
    seen: ['The module was unplugged'],
    advice: 'the page connects by itself when the same module comes back',
    usable: 'when the device is back',
    lost: 'the session',
    seenWithinMs: 30_000,
    usableWithinMs: 30_000,
  },
  noise: {
    met: 'at the start',
    seen: ['that are not text, as a diagnostic or log port does'],
    advice: OTHER_PORT,
    absent: ['another baud rate', 'wrong baud rate'],
    usable: 'never',
    lost: THERE_WAS_NOTHING,
    seenWithinMs: 40_000,
  },
};

/** The scenarios of the virtual module that concern a link. */
export function scenariosOfTheLink(): string[] {
  const list = execFileSync(built(VIRTUAL_MODULE), ['--list'], { encoding: 'utf8' });
  const rows = list.split('\n').map((line) => /^(\S+) +(\S+)/.exec(line));
  return rows.flatMap((row) => (row && ['module', 'line', 'port'].includes(row[2]!) ? [row[1]!] : []));
}

/** A browser with the page, as far as the table needs one. */
export interface Browser {
  name: string;
  /** Whether the port was there before the page. */
  portIsOld: boolean;
  /** Begins to connect the module's port, as a person does. */
  begin(): Promise<void>;
  /** Presses the button of this name. */
  press(name: string): Promise<void>;
  evaluate<Result, Argument extends string | string[]>(run: (argument: Argument) => Result | Promise<Result>, argument: Argument): Promise<Result>;
}

/** How long a row may take in all. */
export const ROW_MS = 300_000;

/** How long a part of a session may take that no fault is in. */
const HEALTHY_MS = 60_000;

/** Walks one row. */
export async function walk(name: string, browser: Browser, module: Module, broker: Broker): Promise<void> {
  const { met, meanwhile, seen, seenWithinMs = 0, advice, absent, usable, usableWithinMs = 0, lost }: Row = {
    ...FAULTS[name]!,
    ...(browser.portIsOld ? FAULTS[name]!.atAnOldPort : {}),
  };
  // What is seen may be gone again soon: the page keeps it.
  await browser.evaluate(() => {
    const shown = ((window as any).shown = [] as string[]);
    const look = () => {
      const text = document.body.innerText;
      if (shown.at(-1) !== text) shown.push(text);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    look();
  }, '');
  let begun = Date.now();
  if (met !== 'in a session') {
    if (met === 'at the start') await module.restart({ scenario: name });
    else {
      // What a module said when it started is heard by the page before, so that this one does not take it for one that starts.
      await browser.begin();
      await isReady(browser, HEALTHY_MS);
      await browser.evaluate(() => workbench.disconnect(), '');
      await module.order(`inject ${name}`);
    }
    begun = Date.now();
    await browser.begin();
  } else {
    await browser.begin();
    await isReady(browser, HEALTHY_MS);
    await browser.evaluate(
      async ([host, port]) => {
        await workbench.network.dial({ apn: 'CMNET' });
        await workbench.mqtt.open({ client: 1, host: host!, port: Number(port), keepAlive: 60 });
        await workbench.mqtt.subscribe({ client: 1, topic: 'back/#', qos: 1 });
      },
      [broker.host, String(broker.port)],
    );
    begun = Date.now();
    await module.order(`inject ${name}`);
  }
  if (meanwhile) await ask(browser, meanwhile);

  await isSeen(browser, seen, seenWithinMs);
  if (advice) await isSeen(browser, [advice], seenWithinMs);
  const seenAfter = seen.length > 0 ? `${Date.now() - begun} ms` : 'nothing to see';
  for (const words of absent ?? []) {
    expect(await browser.evaluate(() => ((window as any).shown as string[]).join('\n'), '')).not.toContain(words);
  }
  if (usable === 'never') {
    await until(seenWithinMs, 'the connection to fail', () => browser.evaluate(() => workbench.state().phase === 'failed', ''));
    tell(name, browser, seenAfter, 'never');
    return;
  }
  if (typeof usable === 'object' || usable.startsWith('when')) begun = Date.now();
  if (usable === 'when the fault is over') await module.order('heal');
  if (typeof usable === 'object') await browser.press(usable.afterPressing);
  if (usable === 'when the device is back') {
    await module.unplug();
    await module.plug();
  }
  await isReady(browser, usableWithinMs);
  expect(await answers(browser, usableWithinMs)).toBe(true);
  tell(name, browser, seenAfter, `${Date.now() - begun} ms`);

  if (lost === 'the session') {
    await isSeen(browser, ['The module has lost what you set up'], seenWithinMs);
    if (name === 'restarts-twice') {
      await until(usableWithinMs, 'the second restart', () =>
        browser.evaluate(() => (workbench.transcript().match(/== .*restarted/g) ?? []).length > 1, ''),
      );
    }
    await browser.press(SET_UP_AGAIN);
  }
  if (lost !== THERE_WAS_NOTHING) {
    await until(HEALTHY_MS, 'client 1 to be connected', () => browser.evaluate(() => workbench.state().clients[1] === 'open', ''));
    const others = await broker.subscribe('back/#');
    await browser.evaluate(() => workbench.mqtt.publish({ client: 1, topic: 'back/again', qos: 1, payload: 'again' }), '');
    expect((await others.next()).payload.toString()).toBe('again');
  }
}

/** Prints what a row took, as a row of the table of docs/figures.md. */
function tell(name: string, browser: Browser, seen: string, usable: string): void {
  console.log(`| ${name} | ${browser.name} | ${seen} | ${usable} |`);
}

/** Has the page do something whose end nobody waits for. */
async function ask(browser: Browser, what: 'ask' | 'upload' | 'publish'): Promise<void> {
  await browser.evaluate((what) => {
    const quietly = (work: Promise<unknown>) => void work.catch(() => {});
    if (what === 'upload') quietly(workbench.mqtt.publish({ client: 1, topic: 'up', qos: 1, payload: 'x'.repeat(200), form: 'length' }));
    // Until the module has answered something else than before, or nothing.
    const times = what === 'publish' ? 40 : 12;
    const again = async () => {
      for (let time = 0; time < times; time += 1) {
        if (what === 'ask') await workbench.command('AT+CSQ', { timeoutMs: 3_000 }).catch(() => {});
        if (what === 'publish') {
          const reply = await workbench.command('AT+MQTTPUB=1,"t",0,0,"x"', { timeoutMs: 5_000 }).catch(() => undefined);
          if (reply && reply.result !== 'OK') return;
          await new Promise((resolve) => setTimeout(resolve, 500));
        }
      }
    };
    if (what !== 'upload') quietly(again());
  }, what);
}

/** Waits until each text was seen, in this order. */
async function isSeen(browser: Browser, texts: string[], ms: number): Promise<void> {
  const first = () =>
    browser.evaluate((texts) => {
      let from = 0;
      const shown = (window as any).shown as string[];
      return texts.find((text) => {
        const at = shown.findIndex((one, index) => index >= from && one.includes(text));
        if (at >= 0) from = at;
        return at < 0;
      }) ?? null;
    }, texts);
  await until(ms, `the texts ${texts.join(' … ')}`, async () => (await first()) === null).catch(async (late) => {
    throw new Error(`${late.message}: “${await first()}” is missing on the page, which shows:\n${await browser.evaluate(() => document.body.innerText, '')}`);
  });
}

async function isReady(browser: Browser, ms: number): Promise<void> {
  await until(ms, 'a module that is ready', () => browser.evaluate(() => workbench.state().phase === 'ready', ''));
}

/** Whether the module answers a command, in the end. */
async function answers(browser: Browser, ms: number): Promise<boolean> {
  return until(ms, 'an answer', () =>
    browser.evaluate(
      () =>
        workbench.command('AT').then(
          ({ result }) => result === 'OK',
          () => false,
        ),
      '',
    ),
  );
}
