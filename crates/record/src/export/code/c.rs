//! C for a microcontroller that does a session again: C99, no heap, no operating system.

use super::steps::{Good, Piece, Step, Steps};
use super::{about, milliseconds, octal, remark};
use crate::session::Header;

/// What every program begins with.
const HEAD: &str = include_str!("head.c.txt");

/// How many bytes stand in a line of a literal.
const LITERAL: usize = 72;

/// Writes the program.
pub(super) fn write(header: &Header, steps: &Steps) -> String {
    let mut text = String::new();
    about(header, steps).iter().for_each(|line| text.push_str(&format!("/* {} */\n", comment(line))));
    text.push_str("#include <stddef.h>\n#include <stdint.h>\n#include <string.h>\n");
    text.push_str(HEAD);
    text.push_str("\n/* Fill in what was replaced when the file was saved. */\n");
    steps.constants().iter().for_each(|name| text.push_str(&format!("static const char {name}[] = \"\";\n")));
    text.push_str("\n/* The codes that came unasked in the session: at_code is told of them, and of any other.\n");
    steps.codes().iter().for_each(|code| text.push_str(&format!("   {}\n", comment(code))));
    text.push_str("*/\n\n/* 0 when all is done; otherwise the number of the step that failed. */\nint session_run(void);\n\nint session_run(void) {\n");
    for (number, step) in (1..).zip(steps.steps()) {
        text.push_str(&self::step(number, step));
    }
    text.push_str("  return 0;\n}\n");
    text
}

fn step(number: usize, step: &Step) -> String {
    let shown = comment(&step.text);
    if let Some(why) = step.not_again() {
        return format!("  /* {number}: {} */\n", comment(&format!("{} {why}", step.text)));
    }
    let reply = milliseconds(step.reply);
    let name = octal(step.text.split(['=', '?']).next().unwrap_or("AT").as_bytes());
    let begins = step.told.as_ref().map(|told| octal(told.begins.as_bytes())).unwrap_or_default();
    let mut text = format!("  /* {number}: {shown} */\n");
    if let Some(told) = step.told.as_ref().filter(|told| told.good == Good::Registered) {
        let (ask, limit) = (octal(step.text.as_bytes()), milliseconds(told.limit));
        text.push_str(&format!(
            "  if (!at_registered(\"{ask}\", {reply}u, \"{begins}\", {limit}u)) return {number};\n"
        ));
        return text;
    }
    for piece in &step.command {
        match piece {
            Piece::Length => {
                let data = step.data.as_deref().unwrap_or_default();
                text.push_str(&format!("  at_put_number({});\n", length(data)));
            }
            piece => text.push_str(&put(piece)),
        }
    }
    text.push_str("  at_put(\"\\r\", 1);\n");
    if let Some(data) = &step.data {
        text.push_str(&format!("  if (!at_prompt(\"{name}\", {reply}u)) return {number};\n"));
        data.iter().for_each(|piece| text.push_str(&put(piece)));
    }
    let told = match &step.told {
        Some(told) => {
            let good = if told.good == Good::There { "at_is_there" } else { "at_is_success" };
            format!("\"{begins}\", {good}, {}u", milliseconds(told.limit))
        }
        None => "NULL, NULL, 0u".to_owned(),
    };
    text.push_str(&format!("  if (at_done(\"{name}\", {reply}u, {told}) != 1) return {number};\n"));
    text
}

fn put(piece: &Piece) -> String {
    match piece {
        Piece::Bytes(bytes) => {
            let lines: Vec<String> = bytes.chunks(LITERAL).map(|line| format!("\"{}\"", octal(line))).collect();
            let literal = if lines.is_empty() { "\"\"".to_owned() } else { lines.join("\n    ") };
            format!("  at_put({literal}, {});\n", bytes.len())
        }
        Piece::Constant(name) => format!("  at_put({name}, sizeof {name} - 1u);\n"),
        Piece::Length => String::new(),
    }
}

/// How many bytes data has, as an expression.
fn length(data: &[Piece]) -> String {
    let parts: Vec<String> = data
        .iter()
        .map(|piece| match piece {
            Piece::Bytes(bytes) => format!("{}u", bytes.len()),
            Piece::Constant(name) => format!("sizeof {name} - 1u"),
            Piece::Length => "0u".to_owned(),
        })
        .collect();
    if parts.is_empty() { "0u".to_owned() } else { parts.join(" + ") }
}

/// A text within a comment: it cannot end it, and begins no other.
fn comment(text: &str) -> String {
    remark(text).replace("*/", "* /").replace("/*", "/ *").trim_end_matches('\\').to_owned()
}
