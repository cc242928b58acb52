// How a test drives `globalThis.workbench`: calls, the errors they end with, and what its events told. Typed by the project's own .d.ts.
import type { Page } from '@playwright/test';

import type { ErrorKind, Events, ModuleInfo, Phase, State } from '../../public/workbench';
import { expect, type Broker, type Module } from './kit';

/** What a call failed with, as plain data. */
export interface Failure {
  name: string;
  kind: ErrorKind;
  message: string;
  field?: string;
  code?: number;
  meaning?: string;
}

/** All 256 values of a byte. */
export const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

/** JSON as machines send it, with the quotes that end a text of the module's. */
export const JSON_TEXT = '{"machine":"press-7","state":"running","die":"A \\"long\\"","oil_c":41.5}';

/** Calls a method by its name, such as 'mqtt.open'; fails the test unless the call throws or rejects. */
export function failure(page: Page, method: string, ...args: unknown[]): Promise<Failure> {
  return page.evaluate(
    async ({ method, args }) => {
      const names = method.split('.');
      const last = names.pop()!;
      const owner = names.reduce<any>((object, name) => object[name], workbench);
      try {
        await owner[last](...args);
      } catch (error) {
        const { name, kind, message, field, code, meaning } = error as Failure;
        return { name, kind, message, field, code, meaning };
      }
      throw new Error(`${method}(${JSON.stringify(args)}) succeeded`);
    },
    { method, args },
  );
}

export function state(page: Page): Promise<State> {
  return page.evaluate(() => workbench.state());
}

/** Waits until the link stands there. */
export async function phase(page: Page, expected: Phase, timeout = 10_000): Promise<void> {
  await expect.poll(async () => (await state(page)).phase, { timeout }).toBe(expected);
}

/** Publishes twelve bytes to a module that keeps them and says nothing: it stands at its prompt, as far as anybody here can tell. */
export async function stick(page: Page, module: Module, topic: string): Promise<void> {
  await module.order('inject stuck-upload');
  const data = [...Buffer.from('twelve bytes')];
  await page.evaluate(
    ({ line, data }) => void workbench.command(line, { data: new Uint8Array(data) }).catch(() => {}),
    { line: `AT+MQTTPUB=1,"${topic}",1,1,12`, data },
  );
  await phase(page, 'prompt');
}

/** Waits until the page sees the module's port, the only one, and connects to it. */
export async function connect(page: Page, module: Module): Promise<ModuleInfo> {
  await granted(page, 1);
  return page.evaluate(() => workbench.connect({ port: 0 })).catch((error: Error) => {
    throw new Error(`${error.message}\nThe module said: ${module.log}`, { cause: error });
  });
}

/** Waits until the page sees so many ports: the browser learns of them in its own time. */
export async function granted(page: Page, count: number): Promise<void> {
  await expect.poll(() => page.evaluate(async () => (await workbench.ports()).length)).toBe(count);
}

/** Opens client 1 to the broker. */
export async function open(page: Page, { host, port }: Broker, client = 1): Promise<void> {
  await page.evaluate((to) => workbench.mqtt.open({ keepAlive: 60, ...to }), { client, host, port });
}

/** Connects, dials, and opens client 1 to the broker. */
export async function online(page: Page, module: Module, broker: Broker): Promise<void> {
  await connect(page, module);
  await page.evaluate(() => workbench.network.dial({ apn: 'CMNET' }));
  await open(page, broker);
}

/** From now on `heard` knows what this event tells. */
export function listen(page: Page, ...names: (keyof Events)[]): Promise<void> {
  return page.evaluate((names) => {
    const heard: Record<string, unknown[]> = ((globalThis as any).heard ??= {});
    for (const name of names) {
      const told: unknown[] = (heard[name] = []);
      workbench.on(name, (event: unknown) => void told.push(event));
    }
  }, names);
}

/** What an event has told since `listen`. */
export function heard<Name extends keyof Events>(page: Page, name: Name): Promise<Events[Name][]> {
  return page.evaluate((name) => (globalThis as any).heard[name], name);
}

/** A message with its payload as the bytes it is; the time left out. */
export function plain({ client, qos, topic, payload }: { client: number; qos: number; topic: string; payload: Uint8Array }) {
  return { client, qos, topic, payload: Buffer.from(payload) };
}

