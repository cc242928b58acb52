// A module on a USB cable: a program of ours behind a pseudo-terminal, which the browser sees as a serial port.
import { join } from 'node:path';

import { SERIAL, VIRTUAL_MODULE, built } from './paths';
import { Program } from './processes';
import type { Lines, Testbed } from './testbed';

export interface ModuleOptions {
  /**
   * `virtual` is the project's own virtual module; `tiny` knows AT and nothing else, and serves the kit's own tests; `hostile` says of itself what
   * hides and turns text; `flooding` says as much as it is told to.
   */
  program?: 'virtual' | 'tiny' | 'hostile' | 'flooding';
  model?: string;
  /** What goes wrong, by names with commas between them: `no-sim`, `late`, ...; `virtual-module --list` has them. All is well when left out. */
  scenario?: string;
  seed?: number;
  /** No artificial delays: it answers at once, and has no boot time in which it hears nothing. */
  instant?: boolean;
  /** `host:port` of the broker that the module's network leads to. */
  broker?: string;
  /** More words for the program's command line; `virtual-module --help` lists them. */
  args?: string[];
  /** Behind which USB device it is, by vendor and product: `1a86:7523` is a serial adapter. An L610's own when left out. */
  usb?: string;
}

/** A terminal that there never is. */
const NOTHING = '/dev/pts/none';

export class Module {
  private program: Program | undefined;
  private plugged = false;
  private hasPowerOfItsOwn = false;
  private options: ModuleOptions;
  private terminal = '';

  constructor(
    private readonly testbed: Testbed,
    /** Which USB socket it is in: /dev/ttyUSB0 is 0. */
    readonly port: number,
    options: ModuleOptions,
  ) {
    this.options = options;
  }

  /** Its pseudo-terminal at the moment; a new one after each start. */
  get pty(): string {
    return this.terminal;
  }

  /** What the program wrote to its standard error since its last start. */
  get log(): string {
    return this.program?.log ?? '';
  }

  /** DTR and RTS as the page set them last. */
  get lines(): Lines | undefined {
    return this.testbed.lines(this.port);
  }

  /** Starts the program. A port that is plugged in gets its new pseudo-terminal without an event. */
  async start(change: ModuleOptions = {}): Promise<void> {
    if (this.program?.running) throw new Error('this module runs already');
    this.options = { ...this.options, ...change };
    const program = new Program(...commandLine(this.options));
    this.program = program;
    try {
      this.terminal = JSON.parse(await program.line()).pty;
      if (this.plugged) await this.testbed.rewire(this.port, this.terminal);
    } catch (error) {
      await program.stop();
      throw error;
    }
  }

  /** Ends the program: its side of the line closes, reads in the page fail, the port stays in the list. Behind the port there is nothing then:
   * the system gives the name of the old pseudo-terminal to whoever asks next, which may be the module of another test. */
  async stop(): Promise<void> {
    await this.program?.stop();
    if (this.plugged) await this.testbed.rewire(this.port, NOTHING);
  }

  async restart(change: ModuleOptions = {}): Promise<void> {
    await this.stop();
    await this.start(change);
  }

  /** Holds the line in the break state for a moment, just before the module says something next. */
  disturb(): void {
    this.testbed.disturb(this.port, Uint8Array.of(0xff, 0, 0));
  }

  /** A hand at the module while it runs: `inject hang`, `heal`, `power`. */
  async order(words: string): Promise<void> {
    await this.ask(words);
  }

  /** Plugs it in, and starts the program unless it runs: pages get `connect`. */
  async plug(): Promise<void> {
    if (!this.program?.running) await this.start();
    else if (this.hasPowerOfItsOwn) this.terminal = (await this.ask('data in')).pty!;
    this.hasPowerOfItsOwn = false;
    await this.testbed.plug(this.port, this.terminal, this.options.usb);
    this.plugged = true;
  }

  /** Pulls the cable: the program ends, reads fail, pages get `disconnect`. */
  async unplug(): Promise<void> {
    await this.stop();
    if (!this.plugged) return;
    this.plugged = false;
    await this.testbed.unplug(this.port);
  }

  /** Pulls the cable of a module that has power of its own: the same, and the program goes on as if nothing were. */
  async unplugData(): Promise<void> {
    await this.order('data out');
    [this.plugged, this.hasPowerOfItsOwn] = [false, true];
    await this.testbed.unplug(this.port);
  }

  private async ask(words: string): Promise<{ error?: string; pty?: string }> {
    if (!this.program?.running) throw new Error('this module does not run');
    this.program.send(words);
    const answer = JSON.parse(await this.program.line());
    if (answer.error) throw new Error(`${words}: ${answer.error}`);
    return answer;
  }
}

function commandLine(options: ModuleOptions): [string, string[]] {
  if (options.program && options.program !== 'virtual') {
    return ['/usr/bin/python3', [join(SERIAL, `${options.program}_module.py`)]];
  }
  const args = ['--exit-with-parent', '--seed', String(options.seed ?? 1)];
  if (options.model) args.push('--model', options.model);
  if (options.scenario) args.push('--scenario', options.scenario);
  if (options.instant) args.push('--instant');
  if (options.broker) args.push('--broker', options.broker);
  return [built(VIRTUAL_MODULE), [...args, ...(options.args ?? [])]];
}
