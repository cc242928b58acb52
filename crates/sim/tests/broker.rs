//! The program `virtual-module` against a real mosquitto: every byte value both ways, refusals, breaks, wills.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails; clippy spares only the functions marked as tests"
)]

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(10);
/// Between two looks at something that announces itself by no event.
const GLANCE: Duration = Duration::from_millis(10);
const MOSQUITTO: &str = "/usr/sbin/mosquitto";

/// A process that ends with its test, by its id.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A mosquitto of our own on a free port of the loopback.
struct Broker {
    _process: Running,
    port: u16,
    directory: PathBuf,
}

impl Broker {
    fn start(settings: &str) -> Self {
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
        let broker = Self { _process: Running(process), port, directory };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "mosquitto does not listen");
            thread::sleep(GLANCE);
        }
        broker
    }

    fn open() -> Self {
        Self::start("allow_anonymous true")
    }

    /// Publishes a payload with mosquitto_pub.
    fn publish(&self, topic: &str, qos: u8, payload: &[u8]) {
        let file = self.directory.join("payload");
        fs::write(&file, payload).unwrap();
        let output = self.client("mosquitto_pub", topic, qos).arg("-f").arg(&file).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    /// The first message that mosquitto_sub gets, as raw bytes.
    fn first(&self, topic: &str) -> Vec<u8> {
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
struct Module {
    process: Running,
    place: String,
    line: File,
    received: Receiver<Vec<u8>>,
    seen: Vec<u8>,
}

impl Module {
    fn start(flags: &[&str]) -> Self {
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
        Self { process, place, line, received, seen: Vec::new() }
    }

    /// A module with an IP address, a user, and client 1 open at this broker.
    fn connected(broker: &Broker) -> Self {
        let mut module = Self::ready(&[]);
        module.open(broker.port, 1);
        module
    }

    fn ready(flags: &[&str]) -> Self {
        let mut module = Self::start(&[&["--instant"], flags].concat());
        module.expect(b"+SIM READY\r\n");
        module.say("ATE0", "\r\nOK\r\n");
        module.say("AT+MIPCALL=1,\"CMNET\"", "\r\n+MIPCALL: ");
        module.say("AT+MQTTUSER=1,\"\",\"\"", "\r\nOK\r\n");
        module
    }

    fn open(&mut self, port: u16, status: u8) {
        self.say(&format!("AT+MQTTOPEN=1,\"127.0.0.1\",{port},1,60"), &format!("\r\n+MQTTOPEN: 1,{status}\r\n"));
    }

    fn send(&mut self, bytes: &[u8]) {
        self.line.write_all(bytes).unwrap();
    }

    fn say(&mut self, command: &str, answer: &str) {
        self.send(format!("{command}\r\n").as_bytes());
        self.expect(answer.as_bytes());
    }

    /// Waits for these bytes and drops everything up to their end.
    fn expect(&mut self, wanted: &[u8]) {
        let deadline = Instant::now() + PATIENCE;
        let mut searched = 0;
        loop {
            if let Some(place) = self.seen[searched..].windows(wanted.len()).position(|window| window == wanted) {
                self.seen.drain(..searched + place + wanted.len());
                return;
            }
            searched = (self.seen.len() + 1).saturating_sub(wanted.len());
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.received.recv_timeout(left) else {
                panic!("{} did not come, but {}", wanted.escape_ascii(), self.seen.escape_ascii())
            };
            self.seen.extend(bytes);
        }
    }
}

/// Starts the program, and gives where it says it is.
fn spawn(flags: &[&str]) -> (Running, String) {
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

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn every_byte() -> Vec<u8> {
    (0..=255).collect()
}

#[test]
fn every_byte_value_arrives_at_the_broker() {
    let broker = Broker::open();
    let mut module = Module::connected(&broker);
    for qos in 0..=2 {
        module.say(&format!("AT+MQTTPUB=1,\"out/{qos}\",{qos},1,256"), "\r\n>\r\n");
        module.send(&every_byte());
        module.expect(b"\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n");
        assert_eq!(broker.first(&format!("out/{qos}")), every_byte(), "QoS {qos}");
    }
}

#[test]
fn every_byte_value_arrives_from_the_broker_in_both_forms() {
    let broker = Broker::open();
    let mut module = Module::connected(&broker);
    for qos in 0..=2 {
        module.say(&format!("AT+MQTTSUB=1,\"in\",{qos}"), "\r\n+MQTTSUB: 1,1\r\n");
        module.say("AT+MQTTCONF=0", "\r\nOK\r\n");
        broker.publish("in", qos, &every_byte());
        let head = format!("\r\n+MQTTMSG: 1,{qos},\"in\",\"");
        module.expect(&[head.as_bytes(), &every_byte(), b"\"\r\n"].concat());
        module.say("AT+MQTTCONF=1", "\r\nOK\r\n");
        broker.publish("in", qos, &every_byte());
        module.expect(format!("\r\n+MQTTMSGI: 1,{qos},2,256\r\n").as_bytes());
        module.send(b"AT+MQTTREAD=1\r");
        let head = format!("\r\n+MQTTREAD: 1,{qos},2,256,\"in\",\"");
        module.expect(&[head.as_bytes(), &every_byte(), b"\"\r\n\r\nOK\r\n"].concat());
    }
}

#[test]
fn a_broker_that_dies_is_reported_and_a_new_one_can_be_opened() {
    let broker = Broker::open();
    let mut module = Module::connected(&broker);
    drop(broker);
    module.expect(b"\r\n+MQTTBREAK: 1,1\r\n\r\n+MQTTCLOSE: 1,1\r\n");
    let broker = Broker::open();
    module.open(broker.port, 1);
    module.say("AT+MQTTCLOSE=1", "\r\n+MQTTCLOSE: 1,1\r\n");
    module.say("AT+MQTTOPEN?", "\r\n+MQTTOPEN: 1,2,101,102\r\n\r\nOK\r\n");
}

#[test]
fn refused_and_unreachable_brokers_give_status_zero() {
    let broker = Broker::start("allow_anonymous false");
    let mut module = Module::ready(&[]);
    module.open(broker.port, 0);
    let port = free_port();
    module.open(port, 0);
    module.say("AT+MQTTOPEN=1,\"broker.invalid\",1883,1,60", "\r\n+MQTTOPEN: 1,0\r\n");
}

#[test]
fn a_broker_behind_tls_is_reached_with_tls_only() {
    let directory = std::env::temp_dir().join(format!("virtual-module-tls-{}", std::process::id()));
    fs::create_dir_all(&directory).unwrap();
    let (key, certificate) = (directory.join("key.pem"), directory.join("certificate.pem"));
    let output = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=broker.test", "-keyout"])
        .args([&key, &PathBuf::from("-out"), &certificate])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    // mosquitto gives up its rights before it reads its key.
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let settings = format!("allow_anonymous true\ncertfile {}\nkeyfile {}", certificate.display(), key.display());
    let broker = Broker::start(&settings);
    let mut module = Module::ready(&[]);
    module.open(broker.port, 0);
    module.say(&format!("AT+MQTTOPEN=1,\"127.0.0.1\",{},1,60,2", broker.port), "\r\n+MQTTOPEN: 1,1\r\n");
    module.say("AT+MQTTPUB=1,\"t\",1,0,\"x\"", "\r\n+MQTTPUB: 1,1\r\n");
    fs::remove_dir_all(&directory).unwrap();
}

#[test]
fn the_broker_flag_overrides_the_address_of_the_command() {
    let broker = Broker::open();
    let mut module = Module::ready(&["--broker", &format!("127.0.0.1:{}", broker.port)]);
    module.say("AT+MQTTOPEN=1,\"mqtt.example\",1883,0,1", "\r\n+MQTTOPEN: 1,1\r\n");
}

#[test]
fn a_will_is_sent_when_the_module_loses_its_power_and_a_taken_client_id_breaks_the_connection() {
    let broker = Broker::open();
    let mut module = Module::ready(&[]);
    module.say("AT+MQTTWILL=1,\"will\",1,1,\"gone\"", "\r\nOK\r\n");
    module.open(broker.port, 1);
    let mut second = Module::connected(&broker);
    module.expect(b"\r\n+MQTTBREAK: 1,1\r\n\r\n+MQTTCLOSE: 1,1\r\n");
    assert_eq!(broker.first("will"), b"gone", "the client id was taken");

    second.say("AT+MQTTCLOSE=1", "\r\n+MQTTCLOSE: 1,1\r\n");
    second.say("AT+MQTTWILL=1,\"will/2\",1,1,\"gone too\"", "\r\nOK\r\n");
    second.open(broker.port, 1);
    drop(second.process);
    assert_eq!(broker.first("will/2"), b"gone too", "the power was lost");
}

#[test]
fn the_terminal_survives_a_host_that_closes_and_opens_its_port() {
    let (_process, place) = spawn(&["--instant"]);
    for answer in ["\r\nAT command ready\r\n\r\n+SIM READY\r\nAT\r\r\nOK\r\n", "AT\r\r\nOK\r\n"] {
        let script = format!("exec 3<>{place}; printf 'AT\\r' >&3; timeout 10 head -c {} <&3", answer.len());
        let output = Command::new("sh").args(["-c", &script]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), answer);
    }
}

#[test]
fn tcp_serves_one_host_after_the_other() {
    let (_process, place) = spawn(&["--tcp", "127.0.0.1:0", "--instant"]);
    for answer in [&b"AT\r\r\nOK\r\n"[..], b"AT\r\r\nOK\r\n"] {
        let mut stream = TcpStream::connect(&place).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(b"AT\r").unwrap();
        let mut received = vec![0; answer.len()];
        stream.read_exact(&mut received).unwrap();
        assert_eq!(received, answer);
    }
}

#[test]
fn the_end_of_standard_input_ends_the_program_when_wanted() {
    let (mut process, _) = spawn(&["--exit-with-parent"]);
    drop(process.0.stdin.take());
    let deadline = Instant::now() + PATIENCE;
    while process.0.try_wait().unwrap().is_none() {
        assert!(Instant::now() < deadline, "still running");
        thread::sleep(GLANCE);
    }
}

#[test]
fn a_flood_comes_complete() {
    let mut module = Module::ready(&["--flood"]);
    let start = Instant::now();
    module.say(
        "AT+XFLOOD=20000,64",
        "\"bench/topic\",\"0000000000000000000000000000000000000000000000000000000000019999\"\r\n",
    );
    println!("{} messages of 64 bytes in {:?} from {}", 20_000, start.elapsed(), module.place);
}
