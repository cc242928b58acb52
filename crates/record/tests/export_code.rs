//! A session as code: what is in it, what is not, and that a compiler and an interpreter take it.

use std::io::{self, Write as _};
use std::process::{Command, Stdio};

use fibocom_at::Role;
use workbench_record::export::{AtList, CProgram, Export, PythonProgram, masked, whole};
use workbench_record::mask::{Plan, Secrets};
use workbench_record::session::Header;
use workbench_record::{Direction, Line, Record, Zero};

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
    for text in [code(&mut AtList::default()), code(&mut PythonProgram::default()), code(&mut CProgram::default())] {
        assert!(!text.contains("correct-horse"), "{text}");
        assert!(text.contains("VALUE_PASSWORD") && text.contains("VALUE_DATA"), "{text}");
        assert!(text.contains("was answered: ERROR") && text.contains("was answered: +MQTTSUB: 1,0"), "{text}");
        assert!(text.contains("AT+CSQ") && text.contains("was not answered"), "{text}");
        assert!(!text.contains("MQTTREAD"), "{text}");
    }
}

#[test]
fn time_limits_prompts_lengths_and_codes_are_in_the_programs() {
    let c = code(&mut CProgram::default());
    assert!(c.contains("\"+MQTTOPEN: 1,\"") && c.contains("at_put_number(13u)"), "{c}");
    assert!(c.contains("at_put_number(sizeof VALUE_DATA") && c.contains("   +MQTTMSG\n"), "{c}");
    let python = code(&mut PythonProgram::default());
    assert!(python.contains("status=b\"+MQTTOPEN: 1,\"") && python.contains("+ str(len(data)).encode()"), "{python}");
    assert!(python.contains("CODES = [b\"+MQTTMSG\"]"), "{python}");
}

#[test]
fn a_list_has_the_commands_that_were_answered() {
    let text = code(&mut AtList::default());
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert_eq!(lines.last(), Some(&"AT+MQTTPUB=1,\"plant/7\",1,0,13"));
}

/// What a program of this machine has against a text on its input: nothing, where it takes it. `None` where there is no such program.
fn complaints(program: &str, arguments: &[&str], text: &str) -> io::Result<Option<String>> {
    let spawned = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn();
    let mut child = match spawned {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok(Some(if output.status.success() { String::new() } else { format!("{} {said}", output.status) }))
}

#[test]
fn a_compiler_and_an_interpreter_take_the_programs() {
    let c = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-O2", "-x", "c", "-", "-c", "-o", "/dev/null"];
    let python = ["-c", "import sys; compile(sys.stdin.read(), 'session.py', 'exec')"];
    let mut not_run = Vec::new();
    for empty in [false, true] {
        let about = Header::new("0.1.0", Zero(0));
        let text = |form: &mut dyn Export| {
            let nothing = Record::with_budget(1 << 20);
            if empty { String::from_utf8(whole(&nothing, &about, form)).unwrap() } else { code(form) }
        };
        for (program, arguments, text) in [
            ("cc", &c[..], text(&mut CProgram::default())),
            ("python3", &python[..], text(&mut PythonProgram::default())),
        ] {
            match complaints(program, arguments, &text).unwrap() {
                Some(said) => assert_eq!(said, "", "{program}\n{text}"),
                None => not_run.push(program),
            }
        }
    }
    println!("not run: {not_run:?}");
}
