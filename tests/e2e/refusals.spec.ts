// Is what cannot be sent refused before anything is sent, with the name of the argument and a sentence that helps?
import { expect, test } from './kit';
import type { WorkbenchError } from '../../public/workbench';
import { connect, failure, listen, heard, state } from './workbench';

test.use({ moduleOptions: { instant: true } });

const CLIENT = { client: 1 };
const GATEWAY = { client: 101 };
const OPEN = { ...CLIENT, host: 'broker.local', port: 1883 };
const PUBLISH = { ...CLIENT, topic: 't', qos: 1, payload: 'x' };
const USER = { ...CLIENT, username: 'u', password: 'p' };
const WILL = { ...CLIENT, topic: 't', qos: 0, retain: false, payload: 'x' };

/** Something to act on, and not how a program writes its data. */
const SENTENCE = /^(?!.*(undefined|Some\(|\w+ \{))\S+ .*\w.*\.$/s;

/** What is wrong, the call, and the argument that the error must name. */
type Row = [what: string, method: string, args: unknown[], field: string];

const ON_ANY_SERIES: Row[] = [
  ['a client that no series has', 'mqtt.open', [{ ...OPEN, client: 3 }], 'client'],
  ['no client', 'mqtt.open', [{ host: 'h', port: 1883 }], 'client'],
  ['a client that is no number', 'mqtt.close', [{ client: '1' }], 'client'],
  ['a client between two', 'mqtt.close', [{ client: 1.5 }], 'client'],
  ['a client below all', 'mqtt.close', [{ client: -1 }], 'client'],
  ['no arguments at all', 'mqtt.close', [], 'client'],
  ['port 0', 'mqtt.open', [{ ...OPEN, port: 0 }], 'port'],
  ['port 65536', 'mqtt.open', [{ ...OPEN, port: 65_536 }], 'port'],
  ['port -1', 'mqtt.open', [{ ...OPEN, port: -1 }], 'port'],
  ['a port that is no whole number', 'mqtt.open', [{ ...OPEN, port: 1883.5 }], 'port'],
  ['a port that is a text', 'mqtt.open', [{ ...OPEN, port: '1883' }], 'port'],
  ['keep alive 0', 'mqtt.open', [{ ...OPEN, keepAlive: 0 }], 'keepAlive'],
  ['keep alive 301', 'mqtt.open', [{ ...OPEN, keepAlive: 301 }], 'keepAlive'],
  ['no host', 'mqtt.open', [{ ...CLIENT, port: 1883 }], 'host'],
  ['an empty host', 'mqtt.open', [{ ...OPEN, host: '' }], 'host'],
  ['a host of 256 characters', 'mqtt.open', [{ ...OPEN, host: 'h'.repeat(256) }], 'host'],
  ['a host with a quote', 'mqtt.open', [{ ...OPEN, host: 'h",1883,1,60' }], 'host'],
  ['a host with a scheme', 'mqtt.open', [{ ...OPEN, host: 'mqtt://broker.local' }], 'host'],
  ['a session that is half clean', 'mqtt.open', [{ ...OPEN, cleanSession: 1 }], 'cleanSession'],
  ['an empty topic to publish to', 'mqtt.publish', [{ ...PUBLISH, topic: '' }], 'topic'],
  ['a topic of 256 bytes to publish to', 'mqtt.publish', [{ ...PUBLISH, topic: 't'.repeat(256) }], 'topic'],
  ['a topic with a line break to publish to', 'mqtt.publish', [{ ...PUBLISH, topic: 'a\r\nAT+CFUN=15' }], 'topic'],
  ['the wildcard # when publishing', 'mqtt.publish', [{ ...PUBLISH, topic: 'plant/#' }], 'topic'],
  ['the wildcard + when publishing', 'mqtt.publish', [{ ...PUBLISH, topic: 'plant/+/state' }], 'topic'],
  ['a topic outside ASCII', 'mqtt.publish', [{ ...PUBLISH, topic: 'größe' }], 'topic'],
  ['an empty filter', 'mqtt.subscribe', [{ ...CLIENT, topic: '', qos: 0 }], 'topic'],
  ['a filter of 256 bytes', 'mqtt.subscribe', [{ ...CLIENT, topic: 't'.repeat(256), qos: 0 }], 'topic'],
  ['a filter with a line break', 'mqtt.subscribe', [{ ...CLIENT, topic: 'a\nb', qos: 0 }], 'topic'],
  ['a wildcard in the middle of a level', 'mqtt.subscribe', [{ ...CLIENT, topic: 'plant/a#', qos: 0 }], 'topic'],
  ['a # that is not the last level', 'mqtt.unsubscribe', [{ ...CLIENT, topic: '#/a' }], 'topic'],
  ['quality of service 3, subscribing', 'mqtt.subscribe', [{ ...CLIENT, topic: 't', qos: 3 }], 'qos'],
  ['quality of service 3, publishing', 'mqtt.publish', [{ ...PUBLISH, qos: 3 }], 'qos'],
  ['a payload of 1025 bytes', 'mqtt.publish', [{ ...PUBLISH, payload: 'x'.repeat(1_025) }], 'payload'],
  ['a payload of 1025 bytes in fewer characters', 'mqtt.publish', [{ ...PUBLISH, payload: 'ö'.repeat(513) }], 'payload'],
  ['a payload that is a number', 'mqtt.publish', [{ ...PUBLISH, payload: 7 }], 'payload'],
  ['a quote in a payload that must be text', 'mqtt.publish', [{ ...PUBLISH, payload: 'say "x"', form: 'text' }], 'payload'],
  ['a line break in a payload that must be text', 'mqtt.publish', [{ ...PUBLISH, payload: 'a\r\nb', form: 'text' }], 'payload'],
  ['no bytes where a length is wanted', 'mqtt.publish', [{ ...PUBLISH, payload: '', form: 'length' }], 'payload'],
  ['a form that is none', 'mqtt.publish', [{ ...PUBLISH, form: 'hex' }], 'form'],
  ['retain that is no yes or no', 'mqtt.publish', [{ ...PUBLISH, retain: 'yes' }], 'retain'],
  ['a line break in a user name', 'mqtt.user', [{ ...USER, username: 'a\rb' }], 'username'],
  ['a line break in a password', 'mqtt.user', [{ ...USER, password: 'a\nb' }], 'password'],
  ['no password', 'mqtt.user', [{ ...CLIENT, username: 'u' }], 'password'],
  ['a wildcard in the topic of a will', 'mqtt.will', [{ ...WILL, topic: 'a/#' }], 'topic'],
  ['a will of 1025 bytes', 'mqtt.will', [{ ...WILL, payload: 'x'.repeat(1_025) }], 'payload'],
  ['an unknown way of receiving', 'mqtt.receive', ['sometimes'], 'mode'],
  ['a topic and a topic id', 'mqtt.publish', [{ ...PUBLISH, ...GATEWAY, topicId: 1 }], 'topicId'],
  ['a topic id for a client of MQTT', 'mqtt.subscribe', [{ ...CLIENT, topicId: 1, qos: 0 }], 'topicId'],
  ['topic id 0', 'mqtt.unsubscribe', [{ ...GATEWAY, topicId: 0 }], 'topicId'],
  ['topic id 65536', 'mqtt.publish', [{ ...GATEWAY, topicId: 65_536, payload: 'x' }], 'topicId'],
  ['a topic id that is a text', 'mqtt.publish', [{ ...GATEWAY, topicId: '1', payload: 'x' }], 'topicId'],
  ['a user for a gateway', 'mqtt.user', [{ ...USER, ...GATEWAY }], 'client'],
  ['a gateway for a client of MQTT', 'mqtt.sn.register', [{ ...CLIENT, topic: 't' }], 'client'],
  ['an empty client id', 'mqtt.sn.clientId', [{ ...GATEWAY, id: '' }], 'id'],
  ['a client id of 1025 bytes', 'mqtt.sn.clientId', [{ ...GATEWAY, id: 'c'.repeat(1_025) }], 'id'],
  ['a wildcard to register', 'mqtt.sn.register', [{ ...GATEWAY, topic: 'plant/#' }], 'topic'],
  ['quality of service 3 for a new will', 'mqtt.sn.willTopic', [{ ...GATEWAY, topic: 't', qos: 3, retain: false }], 'qos'],
  ['a new will without a text', 'mqtt.sn.willMessage', [{ ...GATEWAY, payload: '' }], 'payload'],
  ['a new will with a quote', 'mqtt.sn.willMessage', [{ ...GATEWAY, payload: 'say "x"' }], 'payload'],
  ['an APN with a quote', 'network.dial', [{ apn: 'a"b' }], 'apn'],
  ['an APN of 101 characters', 'network.dial', [{ apn: 'a'.repeat(101) }], 'apn'],
  ['context 0', 'network.dial', [{ cid: 0 }], 'cid'],
  ['context 256', 'network.dial', [{ cid: 256 }], 'cid'],
  ['a context that is a text', 'network.dial', [{ cid: '2' }], 'cid'],
  ['a context that is no whole number', 'network.dial', [{ cid: 1.5 }], 'cid'],
  ['a context and a user name', 'network.dial', [{ cid: 2, username: 'u' }], 'username'],
  ['a context and a password', 'network.dial', [{ cid: 2, password: 'p' }], 'password'],
  ['a time server with a blank', 'network.syncClock', [{ server: 'time server' }], 'server'],
  ['a time server at port 0', 'network.syncClock', [{ port: 0 }], 'port'],
  ['a slot that is none', 'tls.load', [{ slot: 'CAFILE', data: 'text' }], 'slot'],
  ['a file without bytes', 'tls.load', [{ slot: 'TRUSTFILE', data: '' }], 'data'],
  ['a file of 8193 bytes', 'tls.load', [{ slot: 'TRUSTFILE', data: 'x'.repeat(8_193) }], 'data'],
  ['a file that is no bytes', 'tls.load', [{ slot: 'KEYFILE', data: 7 }], 'data'],
  ['TLS version 5', 'tls.setVersion', [5], 'version'],
  ['a verification between yes and no', 'tls.setVerify', [0.5], 'mode'],
  ['two commands', 'command', ['AT\r\nAT+CFUN=15'], 'command'],
  ['no command', 'command', ['  '], 'command'],
  ['a command that is no text', 'command', [42], 'command'],
  ['a control character in a command', 'command', ['AT\u001a'], 'command'],
  ['data that are no bytes', 'command', ['AT', { data: [1, 2] }], 'data'],
  ['a time limit that is no number', 'command', ['AT', { timeoutMs: 'soon' }], 'timeoutMs'],
  ['a time limit below zero', 'command', ['AT', { timeoutMs: -1 }], 'timeoutMs'],
  ['an event that does not exist', 'on', ['rain', null], 'event'],
  ['a listener that is none', 'on', ['message', 'me'], 'listener'],
  ['a limit that is no number', 'messages', [{ limit: 'few' }], 'limit'],
  ['a limit below zero', 'messages', [{ limit: -1 }], 'limit'],
  ['a transcript in an unknown format', 'transcript', [{ format: 'pdf' }], 'format'],
];

test('whatever cannot be sent is refused with the name of its argument, and nothing is sent', async ({ app: { page }, module }) => {
  await connect(page, module);
  await listen(page, 'line');
  const before = await state(page);

  for (const [what, method, args, field] of ON_ANY_SERIES) {
    const error = await failure(page, method, ...args);

    expect.soft({ ...error, message: undefined }, what).toEqual({ name: 'WorkbenchError', kind: 'invalid', field });
    expect.soft(error.message, what).toMatch(SENTENCE);
  }

  expect((await state(page)).counters).toEqual(before.counters);
  expect(await heard(page, 'line')).toEqual([]);
  expect((await state(page)).link).toBe('ready');
});

test.describe('a series with small limits', () => {
  test.use({ moduleOptions: { instant: true, model: 'NL668-CN-00' } });

  test('refuses what another series would take', async ({ app: { page }, module }) => {
    expect(await connect(page, module)).toMatchObject({ series: 'NL66x' });
    const rows: Row[] = [
      ['a password of 129 bytes', 'mqtt.user', [{ ...USER, password: 'p'.repeat(129) }], 'password'],
      ['a password of 129 bytes in fewer characters', 'mqtt.user', [{ ...USER, password: `p${'ö'.repeat(64)}` }], 'password'],
      ['a user name of 129 bytes', 'mqtt.user', [{ ...USER, username: 'u'.repeat(129) }], 'username'],
      ['a client id of 257 bytes', 'mqtt.user', [{ ...USER, clientId: 'c'.repeat(257) }], 'clientId'],
      ['bytes in a will', 'mqtt.will', [{ ...WILL, payload: 'a"b' }], 'payload'],
    ];
    const before = await state(page);

    for (const [what, method, args, field] of rows) {
      const error = await failure(page, method, ...args);
      expect.soft({ ...error, message: undefined }, what).toEqual({ name: 'WorkbenchError', kind: 'invalid', field });
    }

    expect((await state(page)).counters).toEqual(before.counters);
    await page.evaluate((user) => workbench.mqtt.user(user), { ...USER, password: 'p'.repeat(128) });
  });
});

test('limits hold before a module is connected, and a good call says that none is', async ({ app: { page } }) => {
  expect(await failure(page, 'mqtt.open', { ...OPEN, port: 0 })).toMatchObject({ kind: 'invalid', field: 'port' });
  expect(await failure(page, 'mqtt.open', OPEN)).toMatchObject({ kind: 'lost' });
  expect(await failure(page, 'command', 'AT')).toMatchObject({ kind: 'lost' });
  expect(await failure(page, 'network.check')).toMatchObject({ kind: 'lost' });
});

test('what there is not cannot be connected to', async ({ app: { page } }) => {
  for (const [target, field] of [
    [{ virtual: 'toaster' }, 'virtual'],
    [{ virtual: 7 }, 'virtual'],
    [{ virtual: 'L610', scenario: 'sunshine' }, 'scenario'],
    [{ virtual: 'L610', brokerScenario: 'moody' }, 'brokerScenario'],
    [{ virtual: 'L610', seed: 'one' }, 'seed'],
    [{ port: 9 }, 'port'],
    [{ port: -1 }, 'port'],
    [{ port: '0' }, 'port'],
    [{}, 'port'],
    [undefined, 'port'],
  ] as const) {
    const error = await failure(page, 'connect', target);
    expect.soft(error, JSON.stringify(target)).toMatchObject({ name: 'WorkbenchError', kind: 'invalid', field });
    expect.soft(error.message, JSON.stringify(target)).toMatch(SENTENCE);
  }
  expect((await state(page)).counters.bytesOut).toBe(0);
});

test('what only looks like an argument is refused, whatever it does when it is read, and the page goes on', async ({ app: { page } }) => {
  const said = await page.evaluate(async () => {
    const throws = () => {
      throw new Error('read me not');
    };
    const bytes = (length: PropertyDescriptor) => Object.defineProperty(new Uint8Array(3), 'length', length);
    const gone = new Uint8Array(3);
    structuredClone(gone, { transfer: [gone.buffer] });
    const payloads = [new Proxy(new Uint8Array(3), {}), Object.create(Uint8Array.prototype), gone, new Uint8Array(2 ** 21), new DataView(new ArrayBuffer(3))];
    const publish = (rest: object) => workbench.mqtt.publish({ client: 1, topic: 't', payload: 'x', ...rest });
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`k${at}`, at]));
    const calls: (() => unknown)[] = [
      ...payloads.map((payload) => () => publish({ payload })),
      () => workbench.mqtt.publish(Object.defineProperty({ client: 1, topic: 't', payload: 'x' }, 'retain', { get: throws })),
      () => workbench.cloud.credentials({ type: 1, inputs: new Proxy({}, { ownKeys: throws }) }),
      () => workbench.cloud.credentials({ type: 1, inputs: many }),
      () => workbench.mqtt.receive('é'.repeat(100_000) as 'direct'),
      // A length that somebody gave them is not believed: there are three, and no module.
      () => publish({ payload: bytes({ value: 2 }) }),
      () => publish({ payload: bytes({ value: 5 }) }),
      () => publish({ payload: bytes({ get: throws }) }),
    ];
    const answers = [];
    for (const call of calls) {
      try {
        answers.push(await Promise.race([call(), new Promise((resolve) => setTimeout(resolve, 5_000, 'hangs'))]));
      } catch (error) {
        const { field, kind, message } = error as WorkbenchError;
        answers.push(field ?? kind ?? message);
      }
    }
    return answers;
  });

  expect(said).toEqual([...Array(5).fill('payload'), 'retain', 'inputs', 'inputs', 'mode', ...Array(3).fill('lost')]);
  expect((await state(page)).link).toBe('closed');
});

test('logs that cannot be read are refused, and nothing is sent', async ({ app: { page }, module }) => {
  await connect(page, module);
  const before = await state(page);

  for (const [method, ...args] of [['explain', 7], ['explain'], ['explainFile', 'text'], ['explainFile']] as [string, ...unknown[]][]) {
    expect.soft(await failure(page, method, ...args), method).toMatchObject({ name: 'WorkbenchError', kind: 'invalid' });
  }
  const long = await page.evaluate(() => {
    try {
      return String(workbench.explain('x'.repeat(1_048_577)).length);
    } catch (error) {
      return String(error);
    }
  });
  expect(long).toContain('explainFile');
  const stopped = await page.evaluate(() => workbench.explainFile(new Blob(['AT\r\n']), { signal: AbortSignal.abort() }).catch((error) => String(error)));
  expect(stopped).toContain('stopped');
  expect((await state(page)).counters).toEqual(before.counters);
});

test.describe('a series without TLS', () => {
  test.use({ moduleOptions: { instant: true, model: 'LC610N-CN-00' } });

  test('refuses to open with it, and sends nothing', async ({ app: { page }, module }) => {
    await connect(page, module);
    const before = await state(page);

    const calls: [string, ...unknown[]][] = [
      ['mqtt.open', { ...OPEN, tls: true }],
      ['tls.load', { slot: 'TRUSTFILE', data: 'text' }],
      ['tls.setVersion', 4],
      ['tls.setVerify', 1],
      ['tls.lastError'],
    ];
    for (const [method, ...args] of calls) {
      expect.soft(await failure(page, method, ...args), method).toMatchObject({ kind: 'unsupported', field: 'tls' });
    }

    expect((await state(page)).counters).toEqual(before.counters);
  });
});
