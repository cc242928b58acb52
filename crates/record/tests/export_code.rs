//! A session as code: what is in it, what is not, and that a compiler and an interpreter take it.

use std::io::Write as _;
use std::process::{Command, Stdio};

use fibocom_at::Role;
use workbench_record::export::{Code, Export, masked, whole};
use workbench_record::mask::{Plan, Secrets};
use workbench_record::session::Header;
use workbench_record::{Direction, LetGo, Line, Record, Zero};

fn record() -> Record {
    let mut record = Record::with_budget(1 << 20);
    let mut say = |direction: Direction<'_>, raw: &[u8], length: Option<u64>| {
        let line = Line::new(0, direction, raw);
        record.write(Line { length: length.unwrap_or(raw.len() as u64), ..line });
    };
    let (final_, status, code) =
        (Direction::Received(Role::Final), Direction::Received(Role::Status), Direction::Received(Role::Unsolicited));
    say(Direction::Command, b"AT+MQTTUSER=1,\"alice\",\"correct-horse\",\"press-7\"\r", None);
    say(final_, b"\r\nOK\r\n", None);
    say(Direction::Command, b"AT+MQTTOPEN=1,\"broker.example\",1883,1,60\r", None);
    say(final_, b"\r\nOK\r\n", None);
    say(status, b"+MQTTOPEN: 1,1\r\n", None);
    say(Direction::Command, b"AT+GTSSLFILE=\"KEYFILE\",1704\r", None);
    say(Direction::Received(Role::Prompt), b"> ", None);
    say(Direction::Data, b"", Some(1_704));
    say(final_, b"\r\nOK\r\n", None);
    say(Direction::Command, b"AT+MQTTPUB=1,\"plant/7\",1,0,13\r", None);
    say(Direction::Received(Role::Prompt), b"> ", None);
    say(Direction::Data, b"a\"\\\x00\xff??/*\r\n12", None);
    say(final_, b"\r\nOK\r\n", None);
    say(status, b"+MQTTPUB: 1,1\r\n", None);
    say(code, b"+MQTTMSG: 1\r\n", None);
    say(Direction::Command, b"AT+MQTTREAD=1\r", None);
    say(final_, b"\r\nOK\r\n", None);
    say(Direction::Command, b"AT+NO*/\\\r", None);
    say(final_, b"ERROR\r\n", None);
    say(Direction::Command, b"AT+MQTTSUB=1,\"a\",0\r", None);
    say(final_, b"OK\r\n", None);
    say(status, b"+MQTTSUB: 1,0\r\n", None);
    say(Direction::Command, b"AT+CSQ\r", None);
    record
}

fn code(form: &mut dyn Export) -> String {
    let record = record();
    let mut secrets = Secrets::new();
    record
        .entries()
        .filter(|entry| entry.line.direction == Direction::Command)
        .for_each(|entry| secrets.learn(entry.line.raw));
    let plan = Plan::of(record.entries(), &secrets, 7);
    String::from_utf8_lossy(&masked(&record, &plan, &Header::new("0.1.0", Zero(0)), form)).into_owned()
}

#[test]
fn secrets_are_constants_to_fill_in_and_what_failed_is_a_remark() {
    for text in [code(&mut Code::at_list()), code(&mut Code::python()), code(&mut Code::c())] {
        assert!(!text.contains("correct-horse"), "{text}");
        assert!(text.contains("VALUE_PASSWORD") && text.contains("VALUE_DATA"), "{text}");
        assert!(text.contains("was answered: ERROR") && text.contains("was answered: +MQTTSUB: 1,0"), "{text}");
        assert!(text.contains("AT+CSQ") && text.contains("was not answered"), "{text}");
        assert!(!text.contains("MQTTREAD"), "{text}");
    }
}

#[test]
fn time_limits_prompts_lengths_and_codes_are_in_the_programs() {
    let c = code(&mut Code::c());
    assert!(c.contains("\"+MQTTOPEN: 1,\"") && c.contains("at_put_number(13u)"), "{c}");
    assert!(c.contains("at_put_number(sizeof VALUE_DATA") && c.contains("   +MQTTMSG\n"), "{c}");
    let python = code(&mut Code::python());
    assert!(python.contains("status=b\"+MQTTOPEN: 1,\"") && python.contains("+ str(len(data)).encode()"), "{python}");
    assert!(python.contains("CODES = [b\"+MQTTMSG\"]"), "{python}");
}

#[test]
fn a_network_and_an_address_are_waited_for_as_the_session_did() {
    let session = |address: &str| {
        let mut record = Record::with_budget(1 << 20);
        let mut say = |direction: Direction<'_>, raw: &str| {
            record.write(Line::new(0, direction, raw.as_bytes()));
        };
        for state in ["2", "2", "5"] {
            say(Direction::Command, "AT+CEREG?\r");
            say(Direction::Received(Role::Response), &format!("+CEREG: 0,{state}\r\n"));
            say(Direction::Received(Role::Final), "OK\r\n");
        }
        say(Direction::Command, "AT+MIPCALL=1,\"CMNET\"\r");
        say(Direction::Received(Role::Final), "OK\r\n");
        say(Direction::Received(Role::Unsolicited), &format!("+MIPCALL: {address}\r\n"));
        record
    };
    let about = Header::new("0.1.0", Zero(0));
    let text =
        |address: &str, form: &mut dyn Export| String::from_utf8(whole(&session(address), &about, form)).unwrap();
    let python = text("10.2.83.148", &mut Code::python());
    assert_eq!(python.matches("AT+CEREG?").count(), 1, "{python}");
    assert!(
        python.contains("module.registered(b\"AT+CEREG?\", reply=10.000, status=b\"+CEREG: \", status_in=180.000)")
    );
    assert!(python.contains("status=b\"+MIPCALL: \", status_in=150.000, good=is_there)"), "{python}");
    let c = text("10.2.83.148", &mut Code::c());
    assert!(c.contains("at_registered(\"AT+CEREG?\", 10000u, \"+CEREG: \", 180000u)"), "{c}");
    assert!(c.contains("30000u, \"+MIPCALL: \", at_is_there, 150000u)"), "{c}");
    // An address that is lost at once is none.
    assert!(text("0", &mut Code::c()).contains("was answered: +MIPCALL: 0"));
}

#[test]
fn a_list_has_the_commands_that_were_answered() {
    let text = code(&mut Code::at_list());
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert_eq!(lines.last(), Some(&"AT+MQTTPUB=1,\"plant/7\",1,0,13"));
}

/// A session of uploads, each with its data in pieces of so many bytes.
fn uploads(uploads: &[&[usize]]) -> Record {
    let mut record = Record::with_budget(64 << 20);
    for (number, pieces) in uploads.iter().enumerate() {
        let command = format!("AT+GTSSLFILE=\"CAFILE\",{}\r", pieces.iter().sum::<usize>());
        record.write(Line::new(0, Direction::Command, command.as_bytes()));
        for bytes in *pieces {
            record.write(Line::new(
                0,
                Direction::Data,
                &vec![if number == 1 || number == 2 { b'b' } else { b'a' }; *bytes],
            ));
        }
        record.write(Line::new(0, Direction::Received(Role::Final), b"\r\nOK\r\n"));
    }
    record
}

#[test]
fn data_that_has_no_room_is_a_remark_and_never_a_part_of_it() {
    let about = Header::new("0.1.0", Zero(0));
    let record = uploads(&[&[10], &[(16 << 10) + 1], &[16_000, 1_000, 10], &[16 << 10]]);
    for form in [&mut Code::at_list() as &mut dyn Export, &mut Code::python(), &mut Code::c()] {
        let text = String::from_utf8(whole(&record, &about, form)).unwrap();
        assert_eq!(text.matches("has more data than there is room for: at most 16 KiB").count(), 2, "{text}");
        assert!(!text.contains("bbb") && text.matches('a').count() > 16 << 10, "{text}");
    }
}

#[test]
fn all_commands_and_their_data_are_within_a_budget() {
    let about = Header::new("0.1.0", Zero(0));
    let pieces: &[usize] = &[16 << 10];
    let record = uploads(&vec![pieces; 200]);
    let mut long = Record::with_budget(64 << 20);
    for bytes in [1 << 20, 10] {
        long.write(Line::new(0, Direction::Command, &vec![b'A'; bytes]));
        long.write(Line::new(0, Direction::Command, &[0xFF; 1_000]));
    }
    for form in [&mut Code::at_list() as &mut dyn Export, &mut Code::python(), &mut Code::c()] {
        let text = whole(&record, &about, form);
        assert!((1_000_000..3_000_000).contains(&text.len()), "{} bytes", text.len());
        let text = String::from_utf8(whole(&long, &about, form)).unwrap();
        assert!(text.contains("There is no room for the last 3 commands"), "{} bytes", text.len());
    }
}

#[test]
fn lines_that_are_missing_in_the_middle_are_counted_and_no_answer_behind_them_is_taken() {
    let record = uploads(&[&[10], &[10]]);
    let about = Header::new("0.1.0", Zero(0));
    for mut form in [Code::at_list(), Code::python(), Code::c()] {
        let mut out = Vec::new();
        form.begin(&mut out, &about);
        for entry in record.entries() {
            form.entry(&mut out, &entry);
            if entry.number == 4 {
                form.let_go(&mut out, LetGo { lines: 7, bytes: 70 });
            }
        }
        form.end(&mut out);
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("7 lines are missing between those that are here"), "{text}");
        assert_eq!(text.matches("was not answered").count(), 1, "{text}");
    }
}

/// What a program of this machine writes, with a text on its input. `Err` has what it says where it fails.
fn run(program: &str, arguments: &[&str], text: &str) -> Result<String, String> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{program}, which this test needs: {error}"))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes()).map_err(|error| format!("{program}: {error}"))?;
    }
    let output = child.wait_with_output().map_err(|error| format!("{program}: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let written = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(written) } else { Err(format!("{program}: {} {said}\n{text}", output.status)) }
}

const C_ARGUMENTS: [&str; 10] = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-O2", "-x", "c", "-", "-o"];

#[test]
fn a_compiler_and_an_interpreter_take_the_programs() {
    let about = Header::new("0.1.0", Zero(0));
    for is_empty in [false, true] {
        let text = |form: &mut dyn Export| {
            let nothing = Record::with_budget(1 << 20);
            if is_empty { String::from_utf8(whole(&nothing, &about, form)).unwrap() } else { code(form) }
        };
        let c = [&C_ARGUMENTS[..], &["/dev/null", "-c"]].concat();
        assert_eq!(run("cc", &c, &text(&mut Code::c())), Ok(String::new()));
        let python = ["-c", "import sys; compile(sys.stdin.read(), 'session.py', 'exec')"];
        assert_eq!(run("python3", &python, &text(&mut Code::python())), Ok(String::new()));
    }
}

/// Runs a Python program once for each argument, which is what the module says, and writes 1 where all was done.
const PYTHON_RUNS: &str = r#"
import io, sys
names, out = {"__name__": "session"}, sys.stdout
exec(sys.stdin.read(), names)
class Port:
    def __init__(self, said): self.said = io.BytesIO(said.encode())
    def read(self, count): return self.said.read(count)
    def write(self, data): pass
for said in sys.argv[1:]:
    names["begin"] = lambda constants, codes: names["Module"](Port(said), codes)
    sys.stdout = io.StringIO()
    try:
        out.write("1" if names["main"]() == 0 else "?")
    except names["Failed"]:
        out.write("0")
"#;

/// The same for a C program.
const C_RUNS: &str = r#"
#include <stdio.h>
static const char *said;
void port_write(const void *bytes, size_t count) { (void)bytes; (void)count; }
int port_read(uint32_t milliseconds) { (void)milliseconds; return *said ? (unsigned char)*said++ : -1; }
uint32_t port_now(void) { return 0u; }
void at_code(const char *line) { (void)line; }
int main(int argc, char **argv) {
  for (int at = 1; at < argc; at++) {
    said = argv[at];
    putchar(session_run() == 0 ? '1' : '0');
  }
  return 0;
}
"#;

#[test]
fn the_status_1_is_success_and_no_other_is() {
    let statuses = ["1", "1,\"t\"", " 1", "2", "0", "11", "10", "21", "1x", ""];
    let expected = "1110000000";
    let session = |status: &str| {
        let mut record = Record::with_budget(1 << 20);
        for (direction, raw) in [
            (Direction::Command, "AT+MQTTOPEN=1,\"broker.example\",1883,1,60\r".to_owned()),
            (Direction::Received(Role::Final), "\r\nOK\r\n".to_owned()),
            (Direction::Received(Role::Status), format!("+MQTTOPEN: 1,{status}\r\n")),
        ] {
            record.write(Line::new(0, direction, raw.as_bytes()));
        }
        record
    };
    let about = Header::new("0.1.0", Zero(0));
    let text = |status: &str, form: &mut dyn Export| String::from_utf8(whole(&session(status), &about, form)).unwrap();
    let done: String = (statuses.iter())
        .map(|status| if text(status, &mut Code::at_list()).contains("was answered") { '0' } else { '1' })
        .collect();
    assert_eq!(done, expected, "in the record");

    let said: Vec<String> = statuses.iter().map(|status| format!("\r\nOK\r\n\r\n+MQTTOPEN: 1,{status}\r\n")).collect();
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    let python = [&["-c", PYTHON_RUNS], &said[..]].concat();
    assert_eq!(run("python3", &python, &text("1", &mut Code::python())).as_deref(), Ok(expected));
    let program = concat!(env!("CARGO_TARGET_TMPDIR"), "/session-of-one-open");
    let c = [&C_ARGUMENTS[..], &[program]].concat();
    assert_eq!(run("cc", &c, &(text("1", &mut Code::c()) + C_RUNS)), Ok(String::new()));
    assert_eq!(run(program, &said, "").as_deref(), Ok(expected));
}
