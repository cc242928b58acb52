// The Firefox of a test: started with the virtual computer's ports, driven through Marionette, ended by its id.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Program, until } from '../kit/processes';
import type { Testbed } from '../kit/testbed';
import { Marionette } from './marionette';

/** Firefox's own objects, where a script runs in its window. */
declare const Services: any;
declare const Ci: any;

/** The host of a website; this computer, in fact. */
export const SITE = 'workbench.example';

const START_MS = 60_000;
const SHOW_MS = 30_000;
const SCRIPT_MS = 60_000;

/** Any port that is free; nothing of its own to show, and nothing to fetch. */
const PREFERENCES = {
  'marionette.port': 0,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.localDomains': SITE,
};

/** What Firefox asks in its own window, by its names: which port, and, on a website, whether an add-on may be installed and what it may do. */
const QUESTIONS = {
  port: 'webSerial-choosePort-notification',
  install: 'addon-install-blocked-notification',
  permit: 'addon-webext-permissions-notification',
};

export type Question = keyof typeof QUESTIONS;

/** A question as it is shown. */
export interface Asked {
  text: string;
  /** What the button says that says yes. */
  yes: string;
  /** The ports to choose from. */
  ports: string[];
}

export class Firefox {
  private constructor(
    private readonly program: Program,
    private readonly folder: string,
    private readonly marionette: Marionette,
  ) {}

  static async start(testbed: Testbed): Promise<Firefox> {
    const folder = mkdtempSync(join(tmpdir(), 'workbench-firefox-'));
    const preferences = Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
    writeFileSync(join(folder, 'user.js'), preferences.join(''));
    const program = new Program(
      process.env.FIREFOX ?? '/usr/bin/firefox-esr',
      ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', folder],
      undefined,
      // As root, Firefox refuses to run in a home that is somebody else's.
      { ...testbed.environment, HOME: folder, XDG_RUNTIME_DIR: undefined, XAUTHORITY: undefined },
    );
    try {
      const port = await until(START_MS, 'Firefox to listen', () => {
        if (!program.running) throw new Error(`Firefox ended: ${program.log}`);
        return listensOn(folder);
      });
      const marionette = await Marionette.connect(port);
      await marionette.send('WebDriver:NewSession', { acceptInsecureCerts: true, timeouts: { script: SCRIPT_MS } });
      return new Firefox(program, folder, marionette);
    } catch (error) {
      await program.stop();
      remove(folder);
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.marionette.close();
    await this.program.stop();
    remove(this.folder);
  }

  /** Goes to an address, and waits until the page says that it is ready. */
  async open(url: string): Promise<void> {
    await this.send('WebDriver:Navigate', { url });
    await this.isReady();
  }

  async reload(): Promise<void> {
    await this.send('WebDriver:Refresh');
    await this.isReady();
  }

  /** Runs a function in the page, with plain data as what it is given and what it returns. */
  async evaluate<Result, Args extends unknown[]>(run: (...args: Args) => Result | Promise<Result>, ...args: Args): Promise<Result> {
    const script = `return (${run})(...arguments)`;
    const { value } = await this.send('WebDriver:ExecuteScript', { script, args, sandbox: null });
    return value as Result;
  }

  /** Presses a button of the screen, follows a link or unfolds a summary, by its whole text; as a person does, since the chooser comes to nobody else. */
  async click(text: string): Promise<void> {
    const path = ['a', 'button', 'summary'].map((name) => `//main//${name}[normalize-space(.) = "${text}" or @aria-label = "${text}"]`).join(' | ');
    await this.send('WebDriver:ElementClick', { id: await this.find(path) });
  }

  /** Types into the field whose label begins so, in the place of what it held. */
  async fill(label: string, text: string): Promise<void> {
    const id = await this.find(`//main//*[@id = //label[starts-with(normalize-space(.), "${label}")]/@for]`);
    await this.send('WebDriver:ElementClear', { id });
    await this.send('WebDriver:ElementSendKeys', { id, text });
  }

  /** Waits until the page shows this text somewhere. */
  async shows(text: string): Promise<void> {
    await until(SHOW_MS, `“${text}” on the page`, () => this.evaluate((text) => document.body.innerText.includes(text), text)).catch(async (late) => {
      throw new Error(`${late.message}, which shows:\n${await this.evaluate(() => document.body.innerText)}`);
    });
  }

  /** Waits until Firefox asks this. */
  async asks(question: Question): Promise<Asked> {
    const ask = () =>
      this.inWindow((id) => {
        const window = Services.wm.getMostRecentWindow('navigator:browser');
        const shown = window.PopupNotifications.panel.querySelector(`#${id}`);
        const ports = [...window.document.querySelectorAll('#webSerial-selectPort-menupopup menuitem')];
        return shown && { text: shown.textContent, yes: shown.button.label, ports: ports.map((port) => port.label) };
      }, QUESTIONS[question]);
    return until(SHOW_MS, `Firefox to ask about ${question}`, ask);
  }

  /** Says yes or no to it; yes, where ports are listed, is the first of them. */
  answer(question: Question, answer: 'yes' | 'no'): Promise<void> {
    return this.inWindow(
      (id, answer) => {
        const window = Services.wm.getMostRecentWindow('navigator:browser');
        const shown = window.PopupNotifications.panel.querySelector(`#${id}`);
        (answer === 'yes' ? shown.button : shown.secondaryButton).click();
      },
      QUESTIONS[question],
      answer,
    );
  }

  /** What was thrown in pages of this origin since it was asked last. */
  thrown(origin: string): Promise<string[]> {
    return this.inWindow((origin) => {
      const messages = Services.console.getMessageArray();
      Services.console.reset();
      const errors = messages.filter((message: any) => message instanceof Ci.nsIScriptError && !(message.flags & Ci.nsIScriptError.warningFlag));
      return errors.map((error: any) => `${error.sourceName}: ${error.errorMessage}`).filter((error: string) => error.startsWith(origin));
    }, origin);
  }

  private async send(command: string, parameters: object = {}): Promise<Record<string, unknown>> {
    try {
      return await this.marionette.send(command, parameters);
    } catch (error) {
      if (this.program.running) throw error;
      throw new Error(`Firefox ended: ${this.program.log}`, { cause: error });
    }
  }

  private async isReady(): Promise<void> {
    await until(SHOW_MS, 'the page to be ready', () => this.evaluate(() => document.documentElement.dataset.ready === 'true'));
  }

  /** Runs a function in Firefox's own window, where the chooser is. */
  private async inWindow<Result, Args extends unknown[]>(run: (...args: Args) => Result, ...args: Args): Promise<Result> {
    await this.send('Marionette:SetContext', { value: 'chrome' });
    try {
      return await this.evaluate(run, ...args);
    } finally {
      await this.send('Marionette:SetContext', { value: 'content' });
    }
  }

  /** What Firefox calls the first element that this path leads to and that is shown. */
  private async find(path: string): Promise<string> {
    return until(SHOW_MS, `the element ${path}`, async () => {
      const found = await this.send('WebDriver:FindElements', { using: 'xpath', value: path });
      for (const id of (found as unknown as Record<string, string>[]).flatMap(Object.values<string>)) {
        const { value } = await this.send('WebDriver:IsElementDisplayed', { id });
        if (value) return id;
      }
      return undefined;
    });
  }
}

/** The port that Firefox has written down once it listens. */
function listensOn(folder: string): number | undefined {
  try {
    return Number(readFileSync(join(folder, 'MarionetteActivePort'), 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** Its last processes may still write something while they end. */
function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
