// Types of `globalThis.workbench`, the automation API of Module Workbench. What it does is described in docs/automation.md.
//
// Put this file next to a script and begin the script with
//   /// <reference path="./workbench.d.ts" />
// or name it in the "include" of a tsconfig.json.

export interface Workbench {
  /** The version of the page, such as "0.1.0". */
  readonly version: string;

  /** The ports that the browser has granted to this page. Never shows the chooser. */
  ports(): Promise<PortInfo[]>;
  /**
   * Opens a port or the virtual module and asks the module who it is. What was connected before is closed first. Rejects as `busy` while
   * another connection is being made, which goes on, and while a session file is replayed. With `likeRecord`, the replay ends and the virtual
   * module goes on from it.
   */
  connect(target: PortTarget | VirtualTarget): Promise<ModuleInfo>;
  /** Closes the link. The port is free again afterwards. */
  disconnect(): Promise<void>;
  /** Sets up again what the module has lost by itself: dials, opens the clients, subscribes. Does nothing where it has lost nothing. */
  restore(): Promise<void>;
  /**
   * Raises or drops the control lines of the port. Until somebody asks, they are as the system set them; what was asked for holds for each port
   * that this page opens later. `null` leaves a line to the system again: it stays as it is until a port is opened the next time.
   */
  signals(options: { dtr?: boolean | null; rts?: boolean | null }): Promise<void>;
  /**
   * Does something to the virtual module and the world around it, now: "pull", "sim out", "sim in", "clock 0", "password", "password back", "network lost",
   * "network found", "ip lost", "restart", "restart usb", "power", "inject hang,late", "mend late", "heal". A pulled cable ends the connection.
   */
  order(words: string): void;
  /** Lets time go so many times as fast for the virtual module, from 1 to 1000: its delays and its faults. The page's own limits stay. */
  speed(times: number): void;
  /** What is true now, as plain data. */
  state(): State;

  /** Sends any AT command. A refusal by the module is an answer, not an error. */
  command(text: string, options?: CommandOptions): Promise<Reply>;
  /**
   * Gives the data that the module waits for and that no call gave, ends it, or calls it off. `state().link` is "prompt" meanwhile. Throws
   * `failed` where the module does not wait for data.
   */
  answer(options: AnswerOptions): void;
  /**
   * Explains each line of a log that went to or came from a module; the others, but for empty ones, are of the kind "noise". Needs no module. Takes up to 1,048,576 characters
   * and throws `invalid` for more.
   */
  explain(log: string): Finding[];
  /**
   * Says what is wrong in a log of any size, piece by piece. One that is compressed may hold up to 256 MB. Rejects with `invalid` where it holds more,
   * and with `failed` when it cannot be read or the signal stops it.
   */
  explainFile(log: Blob, options?: ExplainOptions): Promise<Diagnosis>;

  readonly network: Network;
  readonly mqtt: Mqtt;
  readonly tls: Tls;
  readonly cloud: Cloud;

  /** Calls the listener at each event, until the function that this returns is called. */
  on<Name extends keyof Events>(event: Name, listener: (event: Events[Name]) => void, options?: ListenOptions): () => void;
  /** The messages received, oldest first; with a limit, the newest so many. */
  messages(options?: { limit?: number }): Message[];
  /** Everything that went over the wire. What is secret is replaced unless `redact` is false. */
  transcript(options?: { format?: 'text' | 'jsonl'; redact?: boolean }): string;
}

export interface ListenOptions {
  /** Whether `line` and `urc` have secrets as they went over the line. Default: false. */
  secrets?: boolean;
}

export interface Network {
  /** Makes the seven checks in their order: module, sim, signal, registration, address, clock, clients. */
  check(): Promise<Check[]>;
  /** Dials and waits for an IP address. With an empty APN, the module takes its own. `ip` is the address of IPv4, or that of IPv6
   * where there is no other; `ipv6` is there where the module has one. */
  dial(options: { apn: string; username?: string; password?: string } | { cid: number; apn?: string }): Promise<{ ip: string; ipv6?: string }>;
  /** Has a time server set the module's clock. */
  syncClock(options?: { server?: string; port?: number }): Promise<{ clock: string }>;
}

export interface Mqtt {
  /** Who the client is to the broker, from its next `open` on. Nobody in particular, where this was not called. */
  user(options: { client: number; username: string; password: string; clientId?: string }): Promise<void>;
  /** What the broker says when the client vanishes, from its next `open` on. */
  will(options: { client: number; topic: string; qos: number; retain: boolean; payload: string | Uint8Array }): Promise<void>;
  /** Connects a client to a broker, or one of MQTT-SN (101, 102) to a gateway. Resolves once that has accepted it. */
  open(options: {
    client: number;
    host: string;
    port: number;
    /** Whether the broker forgets the client when it goes; true unless it is given. */
    cleanSession?: boolean;
    /** In seconds; 60 unless it is given. */
    keepAlive?: number;
    tls?: boolean;
  }): Promise<void>;
  close(options: { client: number }): Promise<void>;
  /** To a `topic`, or, for a client of MQTT-SN, to a `topicId`: either, not both. */
  subscribe(options: { client: number; topic?: string; topicId?: number; qos: number }): Promise<void>;
  unsubscribe(options: { client: number; topic?: string; topicId?: number }): Promise<void>;
  /** To a `topic`, or, for a client of MQTT-SN, to a `topicId`: either, not both. */
  publish(options: {
    client: number;
    topic?: string;
    topicId?: number;
    /** 0 unless it is given. */
    qos?: number;
    retain?: boolean;
    payload: string | Uint8Array;
    /** "auto", which carries every byte, unless it is given. */
    form?: 'auto' | 'text' | 'length';
  }): Promise<{ form: 'text' | 'length'; bytes: number }>;
  /** Whether the module prints messages ("direct") or announces them and the page reads each by its length ("indicated"). */
  receive(mode: 'direct' | 'indicated'): Promise<void>;
  /** The clients that can be opened. */
  free(): Promise<number[]>;
  /** What only the clients of MQTT-SN have, 101 and 102. */
  readonly sn: MqttSn;
}

export interface MqttSn {
  /** The name by which the gateway knows the client, from its next `open` on. The module makes one, where this was not called. */
  clientId(options: { client: number; id: string }): Promise<void>;
  /** Has the gateway give a topic a number, which is good until the connection ends. The module keeps five a connection. */
  register(options: { client: number; topic: string }): Promise<{ topicId: number }>;
  /** Gives the will in the gateway another topic, while the client is connected. */
  willTopic(options: { client: number; qos: number; retain: boolean; topic: string }): Promise<void>;
  /** Gives the will in the gateway another payload, plain text only, while the client is connected. */
  willMessage(options: { client: number; payload: string }): Promise<void>;
}

export interface Tls {
  /** Loads a certificate or a key in PEM, byte for byte. What is loaded already stays: only a restart of the module takes it out. */
  load(options: { slot: 'CERTFILE' | 'KEYFILE' | 'TRUSTFILE'; data: string | Uint8Array }): Promise<{ bytes: number }>;
  /** Chooses the version: 1 is SSL 3.0, 2 TLS 1.0, 3 TLS 1.1, 4 TLS 1.2. */
  setVersion(version: number): Promise<void>;
  /** Chooses whether the broker's certificate is checked: 1, or not: 0. */
  setVerify(mode: number): Promise<void>;
  /** Why the last connection with TLS failed, in a sentence. */
  lastError(): Promise<string>;
}

export interface Cloud {
  /** Computes user name, password and client id. Nothing leaves the page, and nothing is sent to the module. */
  credentials(options: CloudOptions): Credentials;
  /** Whether the cloud would accept three strings from elsewhere: they are made again with the choices found in them. */
  verify(options: CloudOptions & { username: string; password: string; clientId: string }): Verification;
  /**
   * Has the module compute as well with `AT+MQTTAUTHCFG`, and judges its answer as `verify` does. Type 4 starts the module's session
   * with Tuya. Rejects with `unsupported` where the series has no such command, or the cloud no such login.
   */
  compare(options: { type: CloudType; inputs: CloudInputs }): Promise<Verification & { local: Credentials; module: Credentials }>;
  /**
   * Computes what a device that knows only its product's secret needs to register itself: an MQTT login ("username", "password",
   * "client_id" and the same as "clientId", "reply_topic"), a request ("url", "body" or "form", "signature" or "sign", "headers"), or what an answer says.
   */
  registration(options: RegistrationOptions): Registration;
  /**
   * Has the module register a device with `AT+MQTTAUTHDYN`, and waits for what the cloud gives: "devicesecret", "token" and what else
   * the module's line says, by the manual's names in lower case. Host, port and url may be left out.
   */
  register(options: { type: 1 | 2 | 3; inputs: CloudInputs }): Promise<Record<string, string>>;
  /**
   * Has the broker of the virtual module pretend to be a cloud that knows one device, whose inputs this gives; without a type, be an
   * ordinary broker again. Clients that are connected lose their connection.
   */
  pretend(options: { type: CloudType; variant?: CloudOptions['variant'] }): Promise<{ variant: string; inputs: CloudInputs }>;
  pretend(): Promise<undefined>;
}

/** What can be listened to with `on`. */
export interface Events {
  /** A message came. */
  message: Message;
  /** The module said something without being asked. */
  urc: Line;
  /** A line went over the wire, either way. */
  line: Line;
  /** Something that `state()` tells has changed. */
  state: State;
  /**
   * A client lost its connection, by whatever the module said: each loss is told once. `cause` is the module's number, 2 where its address or SIM
   * is gone, and 0 where it said none.
   */
  break: { client: number; cause: number };
  /** The link went away by itself. */
  lost: { reason: string };
}

/** A granted port, by its place in `ports()`. */
export interface PortTarget {
  port: number;
  /** 115200 unless it is given. A port on native USB ignores it. */
  baudRate?: number;
  /** Calls the connection off while it is being made, which then rejects as `cancelled`. */
  signal?: AbortSignal;
}

/** The virtual module inside the page. */
export interface VirtualTarget {
  /** A series or a model, such as "L610" or "NL668-CN". */
  virtual: string;
  /** What is wrong with it and the world around it, by names with commas between them: "healthy" unless it is given. */
  scenario?: string;
  /** How its broker behaves: "healthy" unless it is given. */
  brokerScenario?: string;
  /** The speed that its port is opened at, in bauds: 115200 unless it is given. It matters in the scenario "wrong-baud" alone. */
  baudRate?: number;
  /**
   * Whether it behaves like the module of the record that is shown, a session file's or the page's own: model, firmware, echo, errors, times,
   * quirks, and what was wrong last. Numbers of a module or a SIM are its own.
   */
  likeRecord?: boolean;
  /** Decides everything that is random about it: 1 unless it is given. */
  seed?: number;
  /** "page", the broker inside the page, unless it is given; or a real one, as "ws://host:port/path" or "wss://…". */
  broker?: string;
  /** Calls the connection off while it is being made, which then rejects as `cancelled`. */
  signal?: AbortSignal;
}

export interface CommandOptions {
  /**
   * How long to wait for the answer at most, from the call on and with all that comes before it and behind its OK; the manual's limits for this
   * command unless it is given. What the module has begun goes on behind that, and the next command waits for it.
   */
  timeoutMs?: number;
  /**
   * Sent after the `>` prompt, byte for byte. Where the command announces a length, it has to be this one: otherwise nothing is sent, and the call
   * rejects as `invalid`, as it does where a length is announced and no data is given.
   */
  data?: Uint8Array;
}

export interface AnswerOptions {
  /** A text, which is sent as UTF-8, or bytes. */
  data?: Uint8Array | string;
  /** What follows the data, or stands alone: Ctrl-Z ends it, ESC calls it off, where the command knows that. "none" unless it is given. */
  end?: 'none' | 'ctrl-z' | 'escape';
}

export interface PortInfo {
  index: number;
  usbVendorId?: number;
  usbProductId?: number;
  label: string;
}

export interface ModuleInfo {
  manufacturer: string;
  model: string;
  revision: string;
  imei: string;
  /** The profile in use, which gives the limits. */
  series: string;
  virtual: boolean;
}

export type LinkState = 'closed' | 'opening' | 'probing' | 'ready' | 'busy' | 'prompt' | 'lost' | 'failed';

/** The same in more detail. `looking`, `starting` and `waiting-out` are `probing` as a link, `resynchronising` and `restoring` are `busy`. */
export type Phase = LinkState | 'looking' | 'starting' | 'waiting-out' | 'resynchronising' | 'restoring';
export type ClientState = 'free' | 'opening' | 'open' | 'closing' | 'broken';

export interface State {
  link: LinkState;
  phase: Phase;
  /** Since when, as unix time in milliseconds. */
  phaseSince: number;
  module?: ModuleInfo;
  /** By client: "1", "2" and, where the series has them, "101", "102". */
  clients: Record<string, ClientState>;
  counters: { bytesIn: number; bytesOut: number; messages: number; unrecognised: number };
}

export interface Reply {
  command: string;
  /** What came between the command and its result, and the line that told the outcome, where there was one. */
  lines: string[];
  /** How many more lines came, where they were more than 8 MB: those are in the record alone. */
  linesLetGo?: number;
  /** "CME" and "CMS" are `+CME ERROR` and `+CMS ERROR`. */
  result: 'OK' | 'ERROR' | 'CME' | 'CMS';
  /** The number of the error, where the module gave one. */
  code?: number;
}

export interface Message {
  client: number;
  qos: number;
  /** Its name; the digits of its topic id, where only that is known. */
  topic: string;
  /** Where it came by its topic id, as with MQTT-SN. */
  topicId?: number;
  payload: Uint8Array;
  /** Unix time in milliseconds. */
  at: number;
  /** Whether the module may have cut the payload off, as it does to long messages in "direct" mode. */
  mayBeCut: boolean;
  /** Whether bytes of it were lost, doubled or disturbed on the line. */
  damaged: boolean;
}

export interface Line {
  /** Its number, which is never used again. */
  number: number;
  /** Unix time in milliseconds. */
  at: number;
  direction: 'in' | 'out';
  /** "command" or "data" on the way out; on the way in, what the line turned out to be, such as "final" or "unsolicited". */
  role: string;
  text: string;
  /** The bytes, with their line end. */
  raw: Uint8Array;
  /** Whether junk stood before the line, or its beginning was lost. */
  damaged: boolean;
}

export interface Check {
  name: 'module' | 'sim' | 'signal' | 'registration' | 'address' | 'clock' | 'clients';
  status: 'pass' | 'warn' | 'fail' | 'skipped';
  detail: string;
  advice?: string;
}

export interface ExplainOptions {
  /** Stops the reading. */
  signal?: AbortSignal;
  /** Hears how many bytes were read, of how many; a compressed log has more bytes than its file. */
  onProgress?: (done: number, total: number) => void;
}

export interface Diagnosis {
  /** What is wrong, most serious first. */
  findings: Wrong[];
  /** How many lines the log has. */
  lines: number;
  /** The style of most of its lines. */
  style?: string;
  /** The series of the module, where the log tells it. */
  series?: string;
}

/** Something that is wrong, as the log doctor says it. */
export interface Wrong {
  rule: string;
  severity: 'warn' | 'error';
  /** The lines that prove it, from 1 on; the first sixteen of many. */
  lines: number[];
  /** How often it was found. */
  count: number;
  finding: string;
  cause: string;
  next: string;
  /** What would show that the finding is wrong. */
  refuted: string;
  /** The screen on which it is mended, as its address names it. */
  screen: string;
}

export interface Finding {
  line: number;
  text: string;
  kind: 'command' | 'response' | 'final' | 'urc' | 'data' | 'noise';
  severity: 'info' | 'ok' | 'warn' | 'error';
  meaning: string;
  advice?: string;
}

/** The number of the cloud in `AT+MQTTAUTHCFG`: Alibaba, Tencent, Huawei, Tuya, OneNET, Baidu, Amazon, AEP, Unicom. */
export type CloudType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
/** Values by the manual's names for them, in lower case. */
export type CloudInputs = Record<string, string | number | boolean>;

export interface CloudOptions {
  type: CloudType;
  /** The way in which the cloud makes them; found by the inputs unless it is given. */
  variant?:
    | 'aliyun-triple'
    | 'tencent-psk'
    | 'huawei-iotda-secret'
    | 'tuya-device-bind'
    | 'tuya-device-activated'
    | 'tuyalink'
    | 'onenet-token'
    | 'baidu-iotcore'
    | 'aws-x509'
    | 'aep-token'
    | 'unicom-dmp';
  inputs: CloudInputs;
  /** The free parts of the format; what is left out gets what the screen would use. */
  choices?: CloudInputs;
}

export interface RegistrationOptions {
  /** The number of the cloud in `AT+MQTTAUTHDYN`: Alibaba, Tencent, Unicom. */
  type: 1 | 2 | 3;
  variant?:
    | 'aliyun-mqtt-register'
    | 'aliyun-mqtt-regnwl'
    | 'aliyun-https-register'
    | 'tencent-device-register'
    | 'tencent-register-dev-legacy'
    | 'tencent-register-reply'
    | 'unicom-dmp-register';
  inputs: CloudInputs;
  choices?: CloudInputs;
}

export interface Registration {
  [name: string]: string | Record<string, string> | undefined;
  headers?: Record<string, string>;
}

export interface Credentials {
  username: string;
  password: string;
  clientId: string;
  host?: string;
  /** The port for the transport that the inputs ask for. */
  port?: number;
  /** The port for TLS. */
  tlsPort?: number;
  /** Unix seconds after which the cloud refuses them. */
  expires?: number;
  /** Topics to try first. */
  topics?: string[];
}

export interface Verification {
  /** Equal to what is made here; made otherwise and accepted; right, and refused now; refused. */
  verdict: 'same' | 'valid' | 'expired' | 'invalid';
  /** Why it is refused, as a sentence. */
  reason?: string;
}

export type ErrorKind =
  /** An argument breaks a limit of the series; `field` names it. Nothing was sent. */
  | 'invalid'
  /** The series, or this version, does not have it. Nothing was sent. */
  | 'unsupported'
  /** The module answered ERROR; `code` and `meaning` where it gave one. */
  | 'rejected'
  /** The module tried and failed, as in `+MQTTOPEN: 1,0`. */
  | 'failed'
  /** Nothing came in time. */
  | 'timeout'
  | 'cancelled'
  /** The port, or the module behind it, went away. */
  | 'lost'
  /** Somebody else uses the port; or a session file is replayed, and nothing is sent. */
  | 'busy'
  /** The browser, or who runs it, does not allow it. */
  | 'permission'
  /** This browser has no Web Serial. */
  | 'browser';

/** What every call throws or rejects with. */
export interface WorkbenchError extends Error {
  readonly name: 'WorkbenchError';
  readonly kind: ErrorKind;
  /** The argument that is wrong. */
  readonly field?: string;
  /** The number of the module's error. */
  readonly code?: number;
  /** What that number means. */
  readonly meaning?: string;
  /** Whether the module may have done it all the same: a result came that may be another command's, or the connection broke before it. */
  readonly uncertain?: boolean;
}

declare global {
  /** There once `document.documentElement.dataset.ready` is "true". */
  var workbench: Workbench;
}
