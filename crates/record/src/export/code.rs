//! A session as code that does the same again: a list of AT commands, a Python program, and C for a microcontroller.
//!
//! What went well is done again, in its order and with the time limits of the manuals; what was refused, or never answered, stands there as a
//! remark. What is masked becomes a constant with a name, to be filled in.

mod at_list;
mod c;
mod python;
mod steps;

use super::{Export, title};
use crate::line::Entry;
use crate::record::LetGo;
use crate::session::Header;
use steps::Steps;

/// Writes a session as code, once all of it is known.
#[derive(Debug)]
pub struct Code {
    about: Header,
    steps: Steps,
    write: fn(&Header, &Steps) -> String,
}

impl Code {
    fn written_by(write: fn(&Header, &Steps) -> String) -> Self {
        Self { about: Header::default(), steps: Steps::default(), write }
    }

    /// The commands, one a line. A line that begins with `#` is a remark; `<` and `>` stand around what is to be filled in.
    #[must_use]
    pub fn at_list() -> Self {
        Self::written_by(at_list::write)
    }

    /// A Python program, over pyserial.
    #[must_use]
    pub fn python() -> Self {
        Self::written_by(python::write)
    }

    /// C99 for a microcontroller, without heap or operating system.
    #[must_use]
    pub fn c() -> Self {
        Self::written_by(c::write)
    }
}

impl Export for Code {
    fn begin(&mut self, _: &mut Vec<u8>, about: &Header) {
        (self.about, self.steps) = (about.clone(), Steps::default());
    }

    fn entry(&mut self, _: &mut Vec<u8>, entry: &Entry<'_>) {
        self.steps.take(entry);
    }

    fn let_go(&mut self, _: &mut Vec<u8>, let_go: LetGo) {
        self.steps.let_go(let_go);
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice((self.write)(&self.about, &self.steps).as_bytes());
    }
}

/// What stands above every program.
fn about(header: &Header, steps: &Steps) -> Vec<String> {
    let mut lines = vec![
        format!("{}: a session as code.", title(header)),
        "It was made from a record, and has not been run. Look at each step before you run it.".to_owned(),
    ];
    if !steps.constants().is_empty() {
        lines.push("Fill in the constants first: their values were replaced when the file was saved.".to_owned());
    }
    if steps.left_out() > 0 {
        lines.push(format!("There is no room for the last {} commands of the session.", steps.left_out()));
    }
    if header.let_go.lines > 0 {
        lines.push(format!("The record has lost its first {} lines.", header.let_go.lines));
    }
    if steps.missing() > 0 {
        lines.push(format!(
            "{} lines are missing between those that are here: commands or answers may be among them.",
            steps.missing()
        ));
    }
    lines
}

/// A text within a comment of one line.
fn remark(text: &str) -> String {
    text.chars().map(|char| if char.is_ascii_graphic() || char == ' ' { char } else { '?' }).collect()
}

/// The bytes of a literal, escaped in a way that C and Python share: octal, three digits each, so that no digit behind is taken for its own.
fn octal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 8);
    for byte in bytes {
        match byte {
            b'"' | b'\\' => text.extend(['\\', char::from(*byte)]),
            // Two question marks in a row begin a sign of its own in C.
            b'?' if text.ends_with('?') => text.push_str("\\077"),
            b' '..=b'~' => text.push(char::from(*byte)),
            other => text.push_str(&format!("\\{other:03o}")),
        }
    }
    text
}

/// How many seconds, in milliseconds.
fn milliseconds(duration: std::time::Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
