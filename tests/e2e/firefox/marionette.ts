// How a test speaks to Firefox: Marionette, which is WebDriver's commands as JSON over TCP, each message behind its length.
import { connect, type Socket } from 'node:net';

import { within } from '../kit/processes';

/** More than any one command may take: Firefox loads the page, or runs a script that waits for a module. */
const ANSWER_MS = 90_000;

/** What a command failed with, as Firefox tells it. */
interface Failure {
  error: string;
  message: string;
}

type Answer = [kind: 1, id: number, failure: Failure | null, result: Record<string, unknown> | null];

interface Waiting {
  resolve(result: Record<string, unknown>): void;
  reject(error: Error): void;
}

export class Marionette {
  private readonly waiting = new Map<number, Waiting>();
  private received: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  private last = 0;
  /** Why nothing is sent any more. */
  private ended: Error | undefined;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (data) => this.take(data));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('Firefox closed the connection')));
  }

  /** Connects to a Firefox that listens on this port of this computer. */
  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new Marionette(socket);
  }

  /** Sends a command, such as `WebDriver:Navigate`, and returns what it is answered with. */
  send(command: string, parameters: object = {}): Promise<Record<string, unknown>> {
    if (this.ended) return Promise.reject(this.ended);
    this.last += 1;
    const id = this.last;
    const answer = new Promise<Record<string, unknown>>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    const message = JSON.stringify([0, id, command, parameters]);
    this.socket.write(`${Buffer.byteLength(message)}:${message}`);
    return within(ANSWER_MS, `Firefox's answer to ${command}`, answer);
  }

  close(): void {
    this.socket.destroy();
  }

  private take(data: Buffer): void {
    this.received = Buffer.concat([this.received, data]);
    for (;;) {
      const colon = this.received.indexOf(':');
      const end = colon + 1 + Number(this.received.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || this.received.length < end) return;
      const message: unknown = JSON.parse(this.received.toString('utf8', colon + 1, end));
      this.received = this.received.subarray(end);
      // The first message is no answer: Firefox says who it is.
      if (Array.isArray(message)) this.answered(message as Answer);
    }
  }

  private answered([, id, failure, result]: Answer): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (failure) waiting?.reject(new Error(`${failure.error}: ${failure.message}`));
    else waiting?.resolve(result ?? {});
  }

  private fail(error: Error): void {
    this.ended ??= error;
    for (const waiting of this.waiting.values()) waiting.reject(error);
    this.waiting.clear();
  }
}
