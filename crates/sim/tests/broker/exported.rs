//! A session as Python, as C and as a list of commands: each runs against the program, and somebody at the broker sees the same messages as
//! in the session.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Output, Stdio};
use std::thread;
use std::time::Instant;

use workbench_record::export::{Code, Export, masked};
use workbench_record::mask::{Plan, Secrets};
use workbench_record::session::Header;
use workbench_record::{Direction, Overhearing, Piece, Record, Zero};

use crate::every_byte;
use crate::kit::{Broker, GLANCE, Module, PATIENCE, Running, Way, spawn};

const PYTHON: &str = "/usr/bin/python3";
const PASSWORD: &str = "correct-horse-7";

/// Time goes faster, and does not stand still: an address, a broker and a prompt have to be waited for.
const SPEED: [&str; 2] = ["--speed", "20"];

/// Somebody at the broker who sees every message.
struct Observer {
    _process: Running,
    lines: BufReader<ChildStdout>,
}

impl Observer {
    fn of(broker: &Broker) -> Self {
        // It comes as soon as somebody asks for it: then the observer is there.
        let told = broker.as_user("mosquitto_pub").args(["-t", "observed", "-r", "-m", "here"]).status().unwrap();
        assert!(told.success());
        let mut process = broker
            .as_user("mosquitto_sub")
            .args(["-t", "#", "-q", "2", "-F", "%t %q %x"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap());
        let mut observer = Self { _process: Running(process), lines };
        assert_eq!(observer.sees(), "observed 0 68657265");
        observer
    }

    /// The next message: its topic, its QoS, its bytes.
    fn sees(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// All messages of a session, up to the one that each ends with.
    fn sees_all(&mut self) -> Vec<String> {
        let mut all = Vec::new();
        loop {
            let one = self.sees();
            assert!(!one.is_empty(), "the observer has gone: {all:?}");
            let is_last = one.starts_with("press/7/last ");
            all.push(one);
            if is_last {
                return all;
            }
        }
    }
}

/// What a person does with a module: an address, a broker, a topic, messages of every byte by their length, and the end.
fn session(broker: &Broker) -> Record {
    let mut module = Module::start(&SPEED);
    module.expect(b"+SIM READY\r\n");
    module.say("AT", "\r\nOK\r\n");
    module.say("AT+CSQ", "\r\nOK\r\n");
    module.say("AT+NO", "\r\nERROR\r\n");
    while !module.ask("AT+CEREG?", "\r\nOK\r\n").contains(": 0,1\r\n") {}
    module.say("AT+MIPCALL=1,\"CMNET\"", "\r\n+MIPCALL: 10.");
    module.say(&format!("AT+MQTTUSER=1,\"press\",\"{PASSWORD}\",\"press-7\""), "\r\nOK\r\n");
    module.open(broker.port, 1);
    module.say("AT+MQTTSUB=1,\"press/7/set\",1", "\r\n+MQTTSUB: 1,1\r\n");
    module.say("AT+MQTTPUB=1,\"press/7/state\",1,0,\"21.5 C?\"", "\r\n+MQTTPUB: 1,1\r\n");
    for (topic, qos, payload) in [
        ("press/7/bytes", 0, every_byte()),
        ("press/7/bytes", 2, every_byte()),
        ("press/7/set", 1, b">\r\nOK\r\nERROR\r\n".to_vec()),
        ("press/7/last", 1, vec![0xFF; 700]),
    ] {
        module.say(&format!("AT+MQTTPUB=1,\"{topic}\",{qos},0,{}", payload.len()), "\r\n>\r\n");
        module.send(&payload);
        module.expect(b"\r\n+MQTTPUB: 1,1\r\n");
    }
    module.say("AT+MQTTUNSUB=1,\"press/7/set\"", "\r\n+MQTTUNSUB: 1,1\r\n");
    module.say("AT+MQTTCLOSE=1", "\r\n+MQTTCLOSE: 1,1\r\n");
    let mut hearing = Overhearing::new(1 << 20);
    for (at, (way, bytes)) in (0..).zip(&module.tape) {
        hearing.hear(at, if *way == Way::Sent { Piece::Sent(bytes) } else { Piece::Received(bytes) });
    }
    hearing.end()
}

/// The session as a program, with its secrets filled in again, as a person does.
fn program(record: &Record, form: &mut dyn Export, empty: &str, password: &str) -> String {
    let mut secrets = Secrets::new();
    let commands = record.entries().filter(|entry| entry.line.direction == Direction::Command);
    commands.for_each(|entry| secrets.learn(entry.line.raw));
    let plan = Plan::of(record.entries(), &secrets, 7);
    let text = String::from_utf8(masked(record, &plan, &Header::new("0.1.0", Zero(0)), form)).unwrap();
    assert!(!text.contains(PASSWORD), "{text}");
    assert_eq!(text.matches(empty).count(), 1, "one constant is empty, and it is the password: {text}");
    text.replace(empty, password)
}

/// Runs a program against a module of its own, and gives what it wrote.
fn run(folder: &Path, program: &mut Command) -> String {
    let log = folder.join("line.log");
    let _ = fs::remove_file(&log);
    let (_module, place) = spawn(&[&SPEED[..], &["--raw-log", log.to_str().unwrap()]].concat());
    let deadline = Instant::now() + PATIENCE;
    while !fs::read_to_string(&log).is_ok_and(|said| said.contains("+SIM READY")) {
        assert!(Instant::now() < deadline, "the module does not start");
        thread::sleep(GLANCE);
    }
    let Output { status, stdout, stderr } = program.arg(place).output().unwrap();
    let said = String::from_utf8_lossy(&stdout).into_owned();
    let line = fs::read_to_string(&log).unwrap();
    assert!(status.success(), "{status}: {said}{}\n{line}", String::from_utf8_lossy(&stderr));
    said
}

#[test]
fn a_session_as_python_and_as_c_publishes_the_same_again() {
    assert!(PathBuf::from(PYTHON).exists(), "{PYTHON} is missing: install the packages python3 and python3-serial");
    let broker = Broker::with_user("press", PASSWORD);
    let mut observer = Observer::of(&broker);
    let record = session(&broker);
    let expected = observer.sees_all();
    assert_eq!(expected.len(), 5, "{expected:?}");
    let folder = &broker.directory;

    let python = program(
        &record,
        &mut Code::python(),
        "VALUE_PASSWORD_1 = b\"\"",
        &format!("VALUE_PASSWORD_1 = b\"{PASSWORD}\""),
    );
    let file = folder.join("session.py");
    fs::write(&file, python).unwrap();
    let said = run(folder, Command::new(PYTHON).arg(&file));
    assert_eq!(observer.sees_all(), expected, "Python: {said}");
    assert!(said.contains("code: +MQTTMSG") && said.ends_with("done\n"), "{said}");

    let c =
        program(&record, &mut Code::c(), "VALUE_PASSWORD_1[] = \"\"", &format!("VALUE_PASSWORD_1[] = \"{PASSWORD}\""));
    let file = folder.join("session.c");
    fs::write(&file, c + include_str!("board.c")).unwrap();
    let binary = folder.join("session");
    let flags = ["-std=c99", "-D_POSIX_C_SOURCE=200809L", "-Wall", "-Wextra", "-Werror", "-O2", "-o"];
    let compiled = Command::new("cc").args(flags).arg(&binary).arg(&file).output();
    let compiled = compiled.unwrap_or_else(|error| panic!("cc, which this test needs: {error}"));
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    let said = run(folder, &mut Command::new(&binary));
    assert_eq!(observer.sees_all(), expected, "C: {said}");
    assert!(said.contains("code: +MQTTMSG"), "{said}");
}

/// The bytes that a line of the list stands for.
fn unescaped(text: &str) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::new(), text);
    while let Some((before, escape)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        let (taken, byte) = match escape.as_bytes() {
            [b'x', ..] => (3, u8::from_str_radix(&escape[1..3], 16).unwrap()),
            [b'r', ..] => (1, b'\r'),
            [b'n', ..] => (1, b'\n'),
            [b't', ..] => (1, b'\t'),
            [other, ..] => (1, *other),
            [] => panic!("a backslash ends {text}"),
        };
        bytes.push(byte);
        rest = &escape[taken..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// Types a list, as a person does at a terminal: a command, then what it answers, and data where it asks for it.
fn type_list(module: &mut Module, list: &str) {
    let mut lines = list.lines().peekable();
    while let Some(command) = lines.next() {
        if command.starts_with('#') {
            continue;
        }
        let name = command.trim_start_matches("AT").split(['=', '?']).next().unwrap();
        let status = match name {
            "+MIPCALL" => "\r\n+MIPCALL: 10.".to_owned(),
            "+MQTTOPEN" | "+MQTTSUB" | "+MQTTPUB" | "+MQTTUNSUB" | "+MQTTCLOSE" => format!("\r\n{name}: 1,1\r\n"),
            _ => "\r\nOK\r\n".to_owned(),
        };
        if let Some(data) = lines.peek().and_then(|line| line.strip_prefix("# data behind the prompt: ")) {
            module.say(command, "\r\n>\r\n");
            module.send(&unescaped(data));
            module.expect(status.as_bytes());
        } else if name == "+CEREG" {
            while !module.ask(command, &status).contains(": 0,1\r\n") {}
        } else {
            module.say(command, &status);
        }
    }
}

#[test]
fn a_session_as_a_list_of_commands_publishes_the_same_again() {
    let broker = Broker::with_user("press", PASSWORD);
    let mut observer = Observer::of(&broker);
    let record = session(&broker);
    let expected = observer.sees_all();
    let list = program(&record, &mut Code::at_list(), "<VALUE_PASSWORD_1>", PASSWORD);
    let mut module = Module::start(&SPEED);
    module.expect(b"+SIM READY\r\n");
    type_list(&mut module, &list);
    assert_eq!(observer.sees_all(), expected, "{list}");
}
