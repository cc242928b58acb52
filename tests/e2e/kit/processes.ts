// How a test starts a program and is sure that it ends: each is ended by its id, and each wait is bounded.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';

const START_MS = 10_000;
const STOP_MS = 3_000;

/** Resolves like `promise`, or fails with what was waited for. */
export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${ms} ms for ${what}`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Asks again every 20 ms until the answer is neither false nor undefined. */
export async function until<T>(ms: number, what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${ms} ms for ${what}`);
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

/** A program that a test has started. */
export class Program {
  /** Everything it wrote to its standard error. */
  log = '';
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: string[] = [];
  private readonly waiting: ((line: string) => void)[] = [];
  private readonly ended: Promise<void>;

  constructor(
    readonly command: string,
    args: string[],
    onLine?: (line: string) => void,
    /** What it has in its environment besides what the test itself has. */
    environment: Record<string, string | undefined> = {},
  ) {
    this.child = spawn(command, args, { stdio: 'pipe', env: { ...process.env, ...environment } });
    this.ended = new Promise((resolve) => {
      this.child.once('close', () => resolve());
      this.child.once('error', (error) => {
        this.log += `${error}\n`;
        resolve();
      });
    });
    this.child.stdin.on('error', () => {}); // It ended before it read all: its log says why.
    this.child.stderr.on('data', (data) => (this.log += data));
    createInterface(this.child.stdout).on('line', (line) => {
      if (onLine) return onLine(line);
      const waiter = this.waiting.shift();
      if (waiter) waiter(line);
      else this.lines.push(line);
    });
  }

  /** The next line of its standard output that nobody has had yet. */
  async line(): Promise<string> {
    const line = this.lines.shift();
    if (line !== undefined) return line;
    const next = new Promise<string>((resolve) => this.waiting.push(resolve));
    const early = this.ended.then(() => {
      throw new Error(`${this.command} ended: ${this.log}`);
    });
    early.catch(() => {}); // It ends some day; only this wait cares.
    return within(START_MS, `a line from ${this.command}`, Promise.race([next, early]));
  }

  send(line: string): void {
    this.child.stdin.write(`${line}\n`);
  }

  get running(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** It stands still from now on, as a program does that hangs, until it is let go on. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  /** Ends it: politely, then for certain. */
  async stop(): Promise<void> {
    if (this.running) this.child.kill('SIGTERM');
    try {
      await within(STOP_MS, `the end of ${this.command}`, this.ended);
    } catch {
      this.child.kill('SIGKILL');
      await within(STOP_MS, `the end of ${this.command}, killed`, this.ended);
    }
  }
}

/** Runs a program to its end, with bytes for its standard input; fails unless it succeeds. */
export async function run(command: string, args: string[], input: Uint8Array = new Uint8Array()): Promise<void> {
  const child = spawn(command, args, { stdio: 'pipe' });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (output += data));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const status = new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  });
  try {
    const code = await within(START_MS, `the end of ${command}`, status);
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${output}`);
  } finally {
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}
