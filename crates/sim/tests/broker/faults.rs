//! Faults of the program: by flag, by order, at another speed, with the USB device, and on ports beside the module's.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use crate::kit::Running;

/// The program with its two standard streams.
struct Program {
    process: Running,
    said: BufReader<ChildStdout>,
}

impl Program {
    fn start(flags: &[&str]) -> Self {
        let mut process: Child = Command::new(env!("CARGO_BIN_EXE_virtual-module"))
            .args(["--instant", "--control"])
            .args(flags)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(process.stdout.take().unwrap());
        Self { process: Running(process), said }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }

    fn order(&mut self, words: &str) {
        let stdin = self.process.0.stdin.as_mut().unwrap();
        writeln!(stdin, "{words}").unwrap();
    }
}

/// The text between quotation marks of this number.
fn quoted(line: &str, number: usize) -> String {
    line.split('"').nth(2 * number + 1).unwrap_or_else(|| panic!("{line}")).to_owned()
}

fn open(place: &str) -> File {
    OpenOptions::new().read(true).write(true).open(place).unwrap()
}

/// Reads until this has come, and gives all of it.
fn until(port: &mut File, wanted: &str) -> String {
    let mut seen = String::new();
    while !seen.ends_with(wanted) {
        let mut byte = [0];
        port.read_exact(&mut byte).unwrap();
        seen.push(char::from(byte[0]));
    }
    seen
}

#[test]
fn the_program_says_what_there_is_and_what_it_does_not_know() {
    let output = Command::new(env!("CARGO_BIN_EXE_virtual-module")).arg("--list").output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("no-sim               sim      The SIM tray is empty."));
    let output = Command::new(env!("CARGO_BIN_EXE_virtual-module")).args(["--scenario", "rain"]).output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("there are healthy, no-sim"), "{output:?}");
}

#[test]
fn orders_are_obeyed_and_answered_one_by_one() {
    let mut program = Program::start(&["--scenario", "echo-only"]);
    let mut port = open(&quoted(&program.line(), 1));
    port.write_all(b"AT\r").unwrap();
    assert_eq!(until(&mut port, "\r"), "AT\r");
    for (order, answer) in [("heal", "{\"done\":true}"), ("inject double-echo", "{\"done\":true}")] {
        program.order(order);
        assert_eq!(program.line(), answer);
    }
    port.write_all(b"AT\r").unwrap();
    assert_eq!(until(&mut port, "OK\r\n"), "AT\rAT\r\r\nOK\r\n");
    program.order("power");
    assert_eq!(program.line(), "{\"done\":true}");
    port.write_all(b"AT\r").unwrap();
    assert_eq!(until(&mut port, "\r"), "AT\r");
    program.order("heal");
    assert_eq!(program.line(), "{\"done\":true}");
    port.write_all(b"AT\r").unwrap();
    assert_eq!(until(&mut port, "OK\r\n"), "AT\r\r\nOK\r\n", "one echo alone, and none before it");
}

#[test]
fn the_speed_that_the_host_has_set_is_the_one_that_counts() {
    let mut program = Program::start(&["--scenario", "wrong-baud"]);
    let mut port = open(&quoted(&program.line(), 1));
    let mut rubbish = [0; 64];
    let count = port.read(&mut rubbish).unwrap();
    assert!(!String::from_utf8_lossy(&rubbish[..count]).contains("command"), "{rubbish:?}");
    let mut settings = tcgetattr(&port).unwrap();
    settings.set_speed(9_600).unwrap();
    tcsetattr(&port, OptionalActions::Flush, &settings).unwrap();
    port.write_all(b"\rAT\r").unwrap();
    until(&mut port, "AT\r\r\nOK\r\n");
}

#[test]
fn a_usb_device_goes_and_comes_back_as_another_terminal() {
    let mut program = Program::start(&[]);
    let place = quoted(&program.line(), 1);
    let mut port = open(&place);
    until(&mut port, "+SIM READY\r\n");
    program.order("inject usb-restart");
    let mut lines = [program.line(), program.line(), program.line()];
    lines.sort();
    assert_eq!([&lines[0], &lines[2]], ["{\"done\":true}", "{\"unplugged\":true}"]);
    let mut rest = Vec::new();
    assert!(port.read_to_end(&mut rest).is_err() || rest.is_empty(), "{rest:?}");
    assert!(port.write_all(b"AT\r").is_err(), "the port is gone");
    let mut port = open(&quoted(&lines[1], 1));
    until(&mut port, "AT command ready\r\n");
    port.write_all(b"AT\r").unwrap();
    until(&mut port, "OK\r\n");
}

#[test]
fn ports_beside_the_module_s_are_what_they_were_named_and_keep_nobody_waiting() {
    let mut program = Program::start(&["--beside", "nmea,noise,echo-only,silent"]);
    let line = program.line();
    let place = |kind: &str| {
        let before = line.split(&format!("\",\"port\":\"{kind}\"")).next().unwrap();
        before.rsplit('"').next().unwrap().to_owned()
    };
    let mut nmea = open(&place("nmea"));
    assert!(until(&mut nmea, "\r\n").starts_with("$GNGGA,"));
    let mut echo = open(&place("echo-only"));
    echo.write_all(b"AT\r").unwrap();
    assert_eq!(until(&mut echo, "\r"), "AT\r");
    // Nobody reads the answers of this one.
    let mut noise = open(&place("noise"));
    for _ in 0..200 {
        noise.write_all(&[b'x'; 100]).unwrap();
    }
    let mut port = open(&quoted(&line, 1));
    port.write_all(b"AT\r").unwrap();
    assert!(until(&mut port, "OK\r\n").ends_with("AT\r\r\nOK\r\n"));
}
