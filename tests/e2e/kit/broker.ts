// The far end: a real mosquitto on a loopback port of its own, and what passes through it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Program, run, until } from './processes';

export interface BrokerOptions {
  /** Who may connect; anybody, when left out. */
  users?: Record<string, string>;
  /** A third listener with TLS: with `mutual`, the client must show a certificate too. */
  tls?: 'server' | 'mutual';
  /** More lines for mosquitto.conf, put before the listeners. */
  config?: string[];
}

export interface Message {
  topic: string;
  qos: number;
  retain: boolean;
  payload: Buffer;
}

/** What arrives on a topic, from the moment that the broker has granted the subscription. */
export interface Subscription {
  received: Message[];
  /** The message after those that `next` has returned before. */
  next(timeoutMs?: number): Promise<Message>;
  stop(): Promise<void>;
}

export class Broker {
  readonly host = '127.0.0.1';
  private program: Program | undefined;
  private readonly subscriptions: Program[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'workbench-broker-'));

  private constructor(
    readonly port: number,
    readonly websocketPort: number,
    readonly tlsPort: number,
    private options: BrokerOptions,
  ) {}

  static async start(options: BrokerOptions): Promise<Broker> {
    const [port, websocketPort, tlsPort] = await freePorts(3);
    const broker = new Broker(port!, websocketPort!, tlsPort!, options);
    try {
      await broker.start();
    } catch (error) {
      await broker.close();
      throw error;
    }
    return broker;
  }

  get address(): string {
    return `${this.host}:${this.port}`;
  }

  /** For a page that speaks MQTT over WebSocket. */
  get url(): string {
    return `ws://${this.host}:${this.websocketPort}`;
  }

  /** PEM files, with `tls`: ca.pem, server.pem, server.key, client.pem, client.key. */
  file(name: 'ca.pem' | 'server.pem' | 'server.key' | 'client.pem' | 'client.key'): string {
    return join(this.folder, name);
  }

  /** What mosquitto said since its last start, every packet included. */
  get log(): string {
    return this.program?.log ?? '';
  }

  /** Starts it on the same ports as before; what it knew is gone. */
  async start(change: BrokerOptions = {}): Promise<void> {
    if (this.program?.running) throw new Error('this broker runs already');
    this.options = { ...this.options, ...change };
    const { users, tls, config = [] } = this.options;
    if (tls) await certificates(this.folder);
    if (users) {
      const passwords = join(this.folder, 'passwords');
      writeFileSync(passwords, '', { mode: 0o600 });
      for (const [name, password] of Object.entries(users)) {
        await run('mosquitto_passwd', ['-b', passwords, name, password]);
      }
    }
    writeFileSync(
      join(this.folder, 'mosquitto.conf'),
      [
        ...(process.getuid?.() === 0 ? ['user root'] : []),
        'persistence false',
        'log_dest stderr',
        'log_type all',
        ...(users ? ['allow_anonymous false', `password_file ${join(this.folder, 'passwords')}`] : ['allow_anonymous true']),
        ...config,
        `listener ${this.port} ${this.host}`,
        `listener ${this.websocketPort} ${this.host}`,
        'protocol websockets',
        ...(tls
          ? [
              `listener ${this.tlsPort} ${this.host}`,
              `cafile ${this.file('ca.pem')}`,
              `certfile ${this.file('server.pem')}`,
              `keyfile ${this.file('server.key')}`,
              `require_certificate ${tls === 'mutual'}`,
            ]
          : []),
        '',
      ].join('\n'),
    );
    const started = new Program('mosquitto', ['-c', join(this.folder, 'mosquitto.conf')]);
    this.program = started;
    await until(5_000, 'mosquitto to listen', async () => {
      if (!started.running) throw new Error(`mosquitto ended: ${started.log}`);
      return answers(this.port);
    });
  }

  /** It takes and says nothing from now on, and its connections stay: a broker that hangs. */
  pause(): void {
    this.program?.pause();
  }

  /** It goes on, and takes in all that came meanwhile. */
  resume(): void {
    this.program?.resume();
  }

  /** Ends it as a crash would look to its clients: their connections close. */
  async stop(): Promise<void> {
    await this.program?.stop();
  }

  /** Publishes as another client would. */
  async publish(
    topic: string,
    payload: string | Uint8Array,
    options: { qos?: 0 | 1 | 2; retain?: boolean } = {},
  ): Promise<void> {
    const bytes = Buffer.from(payload);
    const args = [...this.client(), '-t', topic, '-q', String(options.qos ?? 1)];
    if (options.retain) args.push('-r');
    args.push(bytes.length > 0 ? '-s' : '-n');
    await run('mosquitto_pub', args, bytes);
  }

  /** Subscribes as another client would, and returns once the broker has said yes. */
  async subscribe(topic: string, options: { qos?: 0 | 1 | 2 } = {}): Promise<Subscription> {
    const received: Message[] = [];
    let read = 0;
    const id = `observer-${this.subscriptions.length + 1}`;
    const args = [...this.client(), '-i', id, '-t', topic, '-q', String(options.qos ?? 2), '-F', '%q %r %x %t'];
    const subscriber = new Program('mosquitto_sub', args, (line) => {
      const [, qos, retain, hex, name] = /^(\d) (\d) ([0-9a-f]*) (.*)$/.exec(line) ?? [];
      if (name === undefined) throw new Error(`mosquitto_sub wrote ${line}`);
      received.push({ topic: name, qos: Number(qos), retain: retain === '1', payload: Buffer.from(hex ?? '', 'hex') });
    });
    this.subscriptions.push(subscriber);
    await until(5_000, `the subscription to ${topic}`, () => {
      if (!subscriber.running) throw new Error(`mosquitto_sub ended: ${subscriber.log}`);
      return this.log.includes(`Sending SUBACK to ${id}`);
    });
    return {
      received,
      next: async (timeoutMs = 5_000) => {
        const message = await until(timeoutMs, `message ${read + 1} on ${topic}`, () => received[read]);
        read += 1;
        return message;
      },
      stop: () => subscriber.stop(),
    };
  }

  /** Ends all that it started and removes its files. */
  async close(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscriber) => subscriber.stop()));
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Words that every command-line client needs; the first user is the observer. */
  private client(): string[] {
    const [user] = Object.entries(this.options.users ?? {});
    return ['-h', this.host, '-p', String(this.port), ...(user ? ['-u', user[0], '-P', user[1]] : [])];
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

/** A certificate authority of the test's own, and what it signed for the server and a client. */
export async function certificates(folder: string): Promise<void> {
  const at = (name: string) => join(folder, name);
  const key = ['-newkey', 'rsa:2048', '-nodes', '-sha256', '-days', '2'];
  await run('openssl', [
    'req', '-x509', ...key, '-keyout', at('ca.key'), '-out', at('ca.pem'), '-subj', '/CN=Workbench test authority',
    '-addext', 'basicConstraints=critical,CA:TRUE',
  ]);
  for (const [name, subject] of [['server', '/CN=localhost'], ['client', '/CN=workbench-client']] as const) {
    await run('openssl', [
      'req', '-x509', ...key, '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`),
      '-subj', subject, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-addext', 'basicConstraints=critical,CA:FALSE',
    ]);
  }
}
