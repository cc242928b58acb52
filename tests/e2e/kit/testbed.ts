// The virtual computer's USB sockets: what the browser's own navigator.serial sees is plugged in and out here.
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SERIAL, SHIM, built } from './paths';
import { Program } from './processes';

/** The output lines of a serial port, as the page set them last. */
export interface Lines {
  dtr: boolean;
  rts: boolean;
}

export class Testbed {
  /** What a browser needs in its environment to see the ports. */
  readonly environment: Record<string, string>;
  private readonly used = new Set<number>();

  private constructor(
    private readonly program: Program,
    private readonly folder: string,
    environment: Record<string, string>,
  ) {
    this.environment = { ...environment, LD_PRELOAD: `${built(SHIM)}:${environment.LD_PRELOAD}` };
  }

  static async start(): Promise<Testbed> {
    const folder = mkdtempSync(join(tmpdir(), 'workbench-testbed-'));
    const program = new Program('umockdev-wrapper', ['/usr/bin/python3', join(SERIAL, 'testbed.py'), folder]);
    return new Testbed(program, folder, JSON.parse(await program.line()));
  }

  async stop(): Promise<void> {
    await this.program.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A socket that no test uses at the moment. */
  take(): number {
    const free = [0, 1, 2, 3].find((port) => !this.used.has(port));
    if (free === undefined) throw new Error('the virtual computer has four USB sockets, and all are in use');
    this.used.add(free);
    return free;
  }

  give(port: number): void {
    this.used.delete(port);
  }

  /** Plugs in a module, behind a USB device of this vendor and product: pages get `connect`. */
  plug(port: number, pty: string, usb?: string): Promise<void> {
    return this.ask({ do: 'plug', port, pty, usb });
  }

  /** Pulls it out: pages get `disconnect`. */
  unplug(port: number): Promise<void> {
    return this.ask({ do: 'unplug', port });
  }

  /** Another pseudo-terminal behind the same port, which stays plugged in: the next opening gets it. */
  rewire(port: number, pty: string): Promise<void> {
    return this.ask({ do: 'rewire', port, pty });
  }

  lines(port: number): Lines | undefined {
    const file = join(this.folder, `ports.ttyUSB${port}`);
    if (!existsSync(file)) return undefined;
    const text = readFileSync(file, 'utf8');
    return { dtr: text.includes('dtr=1'), rts: text.includes('rts=1') };
  }

  /** The next read of the port meets these bytes before those that are there. */
  disturb(port: number, bytes: Uint8Array): void {
    const file = join(this.folder, `ports.ttyUSB${port}.fault`);
    writeFileSync(`${file}.new`, bytes);
    renameSync(`${file}.new`, file);
  }

  private async ask(command: object): Promise<void> {
    this.program.send(JSON.stringify(command));
    const answer = JSON.parse(await this.program.line());
    if (answer.error) throw new Error(`${JSON.stringify(command)}: ${answer.error}`);
  }
}
