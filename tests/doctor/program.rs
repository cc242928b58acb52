//! A program as many are written, on a virtual module in virtual time: what it sends and gets, byte by byte.

use fibocom_sim::{Config, Scenario, Timestamp, VirtualModule};

/// Which way bytes went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Sent,
    Data,
    Received,
}

/// Bytes, when they went, and which way.
pub(crate) type Piece = (u64, Way, Vec<u8>);

/// Whether the program asks for encryption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Transport {
    Plain,
    /// And does not set the clock before.
    TlsWithoutClock,
    Tls,
    /// With a certificate and a key of the device's own.
    Mutual,
}

/// The program and its module.
struct Program {
    module: VirtualModule,
    now: u64,
    pieces: Vec<Piece>,
    /// What came since the last command.
    came: Vec<u8>,
    /// Whether the connection broke, and was not opened again.
    broke: bool,
}

/// How long it waits for most commands, in milliseconds.
const PATIENCE: u64 = 2_500;

/// A file as a program uploads it.
const CERTIFICATE: &[u8] = b"-----BEGIN CERTIFICATE-----\r\nMIIB\r\n-----END CERTIFICATE-----\r\n";
const KEY: &[u8] = b"-----BEGIN PRIVATE KEY-----\r\nMIIE\r\n-----END PRIVATE KEY-----\r\n";

/// How often it looks for answers.
const TICK: u64 = 10;

/// What went over the line while the program ran.
pub(crate) fn run(series: &str, seed: u64, scenario: Scenario, transport: Transport) -> Vec<Piece> {
    let config = Config { seed, ..Config::for_model(series) }.with(&[scenario]);
    let mut program =
        Program { module: VirtualModule::new(config), now: 0, pieces: Vec::new(), came: Vec::new(), broke: false };
    program.wait(4_000);
    program.online();
    if program.open(transport) {
        program.publish(transport);
    }
    program.pieces
}

impl Program {
    fn wait(&mut self, millis: u64) {
        for _ in 0..millis / TICK {
            self.now += TICK;
            self.module.tick(Timestamp::from_millis(self.now));
            let output = self.module.take_output();
            if !output.is_empty() {
                self.came.extend_from_slice(&output);
                self.broke |= self.came().contains("+MQTTBREAK");
                self.pieces.push((self.now, Way::Received, output));
            }
        }
    }

    fn send(&mut self, way: Way, bytes: &[u8]) {
        self.pieces.push((self.now, way, bytes.to_vec()));
        self.module.receive(Timestamp::from_millis(self.now), bytes);
    }

    fn came(&self) -> String {
        String::from_utf8_lossy(&self.came).into_owned()
    }

    /// Waits for one of these texts.
    fn wait_for(&mut self, texts: &[&str], limit: u64) -> bool {
        for _ in 0..limit / TICK {
            if texts.iter().any(|text| self.came().contains(text)) {
                // The rest of the line: a prompt has none.
                for _ in 0..50 {
                    self.wait(TICK);
                    if self.came.ends_with(b"\n") || self.came.trim_ascii_end().ends_with(b">") {
                        break;
                    }
                }
                return true;
            }
            self.wait(TICK);
        }
        false
    }

    fn command(&mut self, line: &str, limit: u64) -> String {
        self.came.clear();
        self.send(Way::Sent, format!("{line}\r").as_bytes());
        self.wait_for(&["OK\r\n", "ERROR"], limit);
        self.wait(100);
        self.came()
    }

    fn online(&mut self) {
        for line in ["AT", "AT", "AT+CGMM", "AT+CPIN?", "AT+CSQ"] {
            self.command(line, PATIENCE);
        }
        for _ in 0..12 {
            let said = self.command("AT+CEREG?", PATIENCE) + &self.command("AT+CREG?", PATIENCE);
            if said.contains(",1") || said.contains(",5") {
                break;
            }
            self.wait(2_000);
        }
        let said = self.command("AT+MIPCALL=1,\"cmnet\"", 30_000);
        if !said.contains("ERROR") {
            self.wait_for(&["+MIPCALL: "], 30_000);
        }
        self.command("AT+MIPCALL?", PATIENCE);
        self.command("AT+CSQ", PATIENCE);
    }

    fn open(&mut self, transport: Transport) -> bool {
        self.command("AT+CCLK?", PATIENCE);
        if matches!(transport, Transport::Tls | Transport::Mutual) {
            self.command("AT+MIPNTP=\"pool.ntp.org\"", PATIENCE);
            self.wait_for(&["+MIPNTP: "], 10_000);
        }
        if transport != Transport::Plain {
            self.files(transport);
        }
        self.command("AT+MQTTUSER=1,\"plant\",\"secret-7\",\"press-7\"", PATIENCE);
        for _ in 0..4 {
            let line = match transport {
                Transport::Plain => "AT+MQTTOPEN=1,\"mqtt.plant.example\",1883,1,60",
                _ => "AT+MQTTOPEN=1,\"mqtt.plant.example\",8883,1,60,2",
            };
            let said = self.command(line, 5_000);
            if !said.contains("ERROR") {
                self.wait_for(&["+MQTTOPEN: 1,", "ERROR"], 75_000);
            }
            if self.came().contains("+MQTTOPEN: 1,1") {
                return true;
            }
            if transport != Transport::Plain {
                self.command("AT+GTSSLERR?", PATIENCE);
            }
            self.wait(10_000);
        }
        false
    }

    /// Has the module check the broker's certificate, and gives it a certificate of its own where the broker asks for one.
    fn files(&mut self, transport: Transport) {
        self.command("AT+GTSSLVER=4", PATIENCE);
        self.file("TRUSTFILE", CERTIFICATE);
        if transport == Transport::Mutual {
            self.file("CERTFILE", CERTIFICATE);
            self.file("KEYFILE", KEY);
        }
        self.command("AT+GTSSLMODE=1", PATIENCE);
    }

    fn file(&mut self, name: &str, file: &[u8]) {
        self.came.clear();
        self.send(Way::Sent, format!("AT+GTSSLFILE=\"{name}\",{}\r", file.len()).as_bytes());
        if self.wait_for(&[">"], 5_000) {
            self.wait(50);
            self.came.clear();
            self.send(Way::Data, file);
            self.wait_for(&["OK\r\n", "ERROR"], 5_000);
        }
    }

    fn publish(&mut self, transport: Transport) {
        let said = self.command("AT+MQTTSUB=1,\"press/7/set\",1", PATIENCE);
        if !said.contains("ERROR") {
            self.wait_for(&["+MQTTSUB: "], 10_000);
        }
        for turn in 0..12 {
            self.wait(4_000);
            if turn % 4 == 0 {
                self.command("AT+CSQ", PATIENCE);
            }
            if self.broke {
                self.wait(3_000);
                self.open(transport);
                self.broke = false;
            }
            self.came.clear();
            let said = if turn % 2 == 0 {
                self.command("AT+MQTTPUB=1,\"press/7/state\",1,0,\"21.5\"", PATIENCE)
            } else {
                self.by_length(b"{\"t\":21.5}")
            };
            if !said.contains("ERROR") {
                self.wait_for(&["+MQTTPUB: "], 10_000);
            }
        }
    }

    fn by_length(&mut self, payload: &[u8]) -> String {
        self.came.clear();
        self.send(Way::Sent, format!("AT+MQTTPUB=1,\"press/7/state\",1,0,{}\r", payload.len()).as_bytes());
        self.wait_for(&[">", "ERROR"], 5_000);
        if self.came().contains('>') {
            self.wait(50);
            self.came.clear();
            self.send(Way::Data, payload);
            self.wait_for(&["OK\r\n", "ERROR"], 5_000);
        }
        self.came()
    }
}
