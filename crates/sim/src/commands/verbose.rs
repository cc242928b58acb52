//! `ATV0`, `ATV1`, `ATQ0` and `ATQ1`: whether results are words or numbers, and whether there are any.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Parameter};
use crate::device::Device;
use crate::reply::{Outcome, Reply};

/// Form of responses (V.250, 6.2.6). Takes effect with its own result; a reset brings the words back.
pub(super) const ATV: Command = Command { name: "V", takes: (1, 3), run, ..PLAIN };

/// Suppression of results (V.250, 6.2.5). Takes effect with its own result; a reset brings them back.
pub(super) const ATQ: Command = Command { name: "Q", takes: (1, 3), run, ..PLAIN };

/// Either may stand behind the other, as in `ATQ0V1` (V.250, 5.2.1).
fn run(device: &mut Device, call: &Call) -> Outcome {
    let numbers = match call.parameters(0, 1)?.first() {
        None => Vec::new(),
        Some(Parameter::Bare(text)) => text.to_ascii_uppercase(),
        Some(_) => return Err(CmeError::IncorrectParameters),
    };
    let line = [call.name.as_bytes(), &numbers].concat();
    let mut rest = line.as_slice();
    let (mut has_words, mut is_quiet) = (device.has_words, device.is_quiet);
    while let Some((letter, behind)) = rest.split_first() {
        let (is_one, next) = match behind {
            [b'0', next @ ..] => (false, next),
            [b'1', next @ ..] => (true, next),
            next => (false, next),
        };
        match letter {
            b'V' => has_words = is_one,
            b'Q' => is_quiet = is_one,
            _ => return Err(CmeError::IncorrectParameters),
        }
        rest = next;
    }
    (device.has_words, device.is_quiet) = (has_words, is_quiet);
    Ok(Reply::ok())
}
