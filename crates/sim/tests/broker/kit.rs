//! A mosquitto of the test's own, and the program at the other end of its line.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// Between two looks at something that announces itself by no event.
pub(crate) const GLANCE: Duration = Duration::from_millis(10);
const MOSQUITTO: &str = "/usr/sbin/mosquitto";

/// A process that ends with its test, by its id.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A mosquitto of our own on a free port of the loopback.
pub(crate) struct Broker {
    _process: Running,
    pub(crate) port: u16,
    pub(crate) directory: PathBuf,
    /// Who may connect, where not everybody may.
    user: Option<(String, String)>,
}

impl Broker {
    pub(crate) fn start(settings: &str) -> Self {
        assert!(
            PathBuf::from(MOSQUITTO).exists(),
            "{MOSQUITTO} is missing: install the packages mosquitto and mosquitto-clients; nothing is tested without them"
        );
        let port = free_port();
        let directory = std::env::temp_dir().join(format!("virtual-module-{}-{port}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        let config = directory.join("mosquitto.conf");
        fs::write(&config, format!("listener {port} 127.0.0.1\npersistence false\n{settings}\n")).unwrap();
        let process = Command::new(MOSQUITTO).arg("-c").arg(&config).stderr(Stdio::null()).spawn().unwrap();
        let broker = Self { _process: Running(process), port, directory, user: None };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "mosquitto does not listen");
            thread::sleep(GLANCE);
        }
        broker
    }

    pub(crate) fn open() -> Self {
        Self::start("allow_anonymous true")
    }

    /// One that asks for this name and password, and lets nobody else in.
    pub(crate) fn with_user(name: &str, password: &str) -> Self {
        let file = std::env::temp_dir().join(format!("virtual-module-users-{}", std::process::id()));
        let made =
            Command::new("mosquitto_passwd").args(["-b", "-c"]).arg(&file).args([name, password]).output().unwrap();
        assert!(made.status.success(), "{made:?}");
        let mut broker = Self::start(&format!("allow_anonymous false\npassword_file {}", file.display()));
        let _ = fs::remove_file(&file);
        broker.user = Some((name.to_owned(), password.to_owned()));
        broker
    }

    /// A client of mosquitto's, as that user.
    pub(crate) fn as_user(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.args(["-h", "127.0.0.1", "-p", &self.port.to_string()]);
        if let Some((name, password)) = &self.user {
            command.args(["-u", name, "-P", password]);
        }
        command
    }

    /// Publishes a payload with mosquitto_pub.
    pub(crate) fn publish(&self, topic: &str, qos: u8, payload: &[u8]) {
        let file = self.directory.join("payload");
        fs::write(&file, payload).unwrap();
        let output = self.client("mosquitto_pub", topic, qos).arg("-f").arg(&file).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    /// The first message that mosquitto_sub gets, as raw bytes.
    pub(crate) fn first(&self, topic: &str) -> Vec<u8> {
        let Output { stdout, status, .. } =
            self.client("mosquitto_sub", topic, 2).args(["-C", "1", "-N", "-W", "10"]).output().unwrap();
        assert!(status.success(), "nothing on {topic}");
        stdout
    }

    fn client(&self, program: &str, topic: &str, qos: u8) -> Command {
        let mut command = Command::new(program);
        command.args(["-h", "127.0.0.1", "-p", &self.port.to_string(), "-t", topic, "-q", &qos.to_string()]);
        command
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.directory);
    }
}

/// The program and the host's end of its line.
pub(crate) struct Module {
    pub(crate) process: Running,
    pub(crate) place: String,
    line: File,
    received: Receiver<Vec<u8>>,
    seen: Vec<u8>,
    /// What went over the line, in its order.
    pub(crate) tape: Vec<(Way, Vec<u8>)>,
}

/// Which way bytes went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Sent,
    Received,
}

impl Module {
    pub(crate) fn start(flags: &[&str]) -> Self {
        let (process, place) = spawn(flags);
        let line = OpenOptions::new().read(true).write(true).open(&place).unwrap();
        let mut reader = line.try_clone().unwrap();
        let (sender, received) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { process, place, line, received, seen: Vec::new(), tape: Vec::new() }
    }

    /// A module with an IP address, a user, and client 1 open at this broker.
    pub(crate) fn connected(broker: &Broker) -> Self {
        let mut module = Self::ready(&[]);
        module.open(broker.port, 1);
        module
    }

    pub(crate) fn ready(flags: &[&str]) -> Self {
        let mut module = Self::start(&[&["--instant"], flags].concat());
        module.expect(b"+SIM READY\r\n");
        module.say("ATE0", "\r\nOK\r\n");
        module.say("AT+MIPCALL=1,\"CMNET\"", "\r\n+MIPCALL: ");
        module.say("AT+MQTTUSER=1,\"\",\"\"", "\r\nOK\r\n");
        module
    }

    pub(crate) fn open(&mut self, port: u16, status: u8) {
        self.say(&format!("AT+MQTTOPEN=1,\"127.0.0.1\",{port},1,60"), &format!("\r\n+MQTTOPEN: 1,{status}\r\n"));
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.tape.push((Way::Sent, bytes.to_vec()));
        self.line.write_all(bytes).unwrap();
    }

    pub(crate) fn say(&mut self, command: &str, answer: &str) {
        self.send(format!("{command}\r\n").as_bytes());
        self.expect(answer.as_bytes());
    }

    /// The same, with all that came up to the end of the answer.
    pub(crate) fn ask(&mut self, command: &str, answer: &str) -> String {
        self.send(format!("{command}\r\n").as_bytes());
        String::from_utf8_lossy(&self.expect(answer.as_bytes())).into_owned()
    }

    /// Waits for these bytes, and takes everything up to their end.
    pub(crate) fn expect(&mut self, wanted: &[u8]) -> Vec<u8> {
        let deadline = Instant::now() + PATIENCE;
        let mut searched = 0;
        loop {
            if let Some(place) = self.seen[searched..].windows(wanted.len()).position(|window| window == wanted) {
                return self.seen.drain(..searched + place + wanted.len()).collect();
            }
            searched = (self.seen.len() + 1).saturating_sub(wanted.len());
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.received.recv_timeout(left) else {
                panic!("{} did not come, but {}", wanted.escape_ascii(), self.seen.escape_ascii())
            };
            self.seen.extend(&bytes);
            self.tape.push((Way::Received, bytes));
        }
    }
}

/// Starts the program, and gives where it says it is.
pub(crate) fn spawn(flags: &[&str]) -> (Running, String) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_virtual-module"))
        .args(flags)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let place = first.trim().split('"').nth(3).unwrap_or_else(|| panic!("no place in {first}")).to_owned();
    (Running(process), place)
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
