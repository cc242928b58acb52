//! A Python program that does a session again, over pyserial.

use super::steps::{Good, Piece, Step, Steps};
use super::{about, milliseconds, octal, remark};
use crate::session::Header;

/// What every program begins with.
const HEAD: &str = include_str!("head.py");

/// What it ends with.
const FOOT: &str = "\n\nif __name__ == \"__main__\":\n    sys.exit(main())\n";

/// Writes the program.
pub(super) fn write(header: &Header, steps: &Steps) -> String {
    let mut text = String::from("#!/usr/bin/env python3\n");
    about(header, steps).iter().for_each(|line| text.push_str(&format!("# {}\n", remark(line))));
    text.push_str(HEAD);
    text.push_str("\n# Fill in what was replaced when the file was saved.\n");
    steps.constants().iter().for_each(|name| text.push_str(&format!("{name} = b\"\"\n")));
    let constants = steps.constants().join(", ");
    text.push_str(&format!("CONSTANTS = [{constants}]\n"));
    let codes: Vec<String> = steps.codes().iter().map(|code| format!("b\"{}\"", octal(code.as_bytes()))).collect();
    text.push_str(&format!("# The codes that came unasked in the session.\nCODES = [{}]\n", codes.join(", ")));
    text.push_str("\n\ndef main():\n    module = begin(CONSTANTS, CODES)\n");
    steps.steps().iter().for_each(|step| text.push_str(&self::step(step)));
    text.push_str("    print(\"done\")\n    return 0\n");
    text.push_str(FOOT);
    text
}

fn step(step: &Step) -> String {
    if let Some(why) = step.not_again() {
        return format!("    # {}\n", remark(&format!("{} {why}", step.text)));
    }
    let mut text = String::new();
    let mut arguments = vec![expression(&step.command), format!("reply={}", seconds(milliseconds(step.reply)))];
    if let Some(data) = &step.data {
        text = format!("    data = {}\n", expression(data));
        arguments.push("data=data".to_owned());
    }
    let mut does = "command";
    if let Some(told) = &step.told {
        arguments.push(format!("status=b\"{}\"", octal(told.begins.as_bytes())));
        arguments.push(format!("status_in={}", seconds(milliseconds(told.limit))));
        match told.good {
            Good::Success => {}
            Good::There => arguments.push("good=is_there".to_owned()),
            Good::Registered => does = "registered",
        }
    }
    text + &format!("    module.{does}({})\n", arguments.join(", "))
}

/// Bytes as Python writes them.
fn expression(pieces: &[Piece]) -> String {
    let parts: Vec<String> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Bytes(bytes) => format!("b\"{}\"", octal(bytes)),
            Piece::Constant(name) => name.clone(),
            Piece::Length => "str(len(data)).encode()".to_owned(),
        })
        .collect();
    if parts.is_empty() { "b\"\"".to_owned() } else { parts.join(" + ") }
}

fn seconds(milliseconds: u64) -> String {
    format!("{}.{:03}", milliseconds / 1_000, milliseconds % 1_000)
}
