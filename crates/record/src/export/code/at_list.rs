//! The commands of a session, one a line, for a terminal program or a script of one's own.

use super::steps::{Piece, Steps};
use super::{about, remark};
use crate::session::Header;

/// Writes the list. A line that begins with `#` is a remark; `<` and `>` stand around what is to be filled in.
pub(super) fn write(header: &Header, steps: &Steps) -> String {
    let mut text = String::new();
    let mut line = |one: String| text.push_str(&(one + "\n"));
    about(header, steps).iter().for_each(|text| line(format!("# {}", remark(text))));
    for step in steps.steps() {
        let length = step.data.as_ref().map(|data| length(data));
        let command = shown(&step.command, length);
        line(match step.not_again() {
            None => command,
            Some(why) => format!("# {command}   {}", remark(&why)),
        });
        if let Some(data) = &step.data {
            line(format!("# data behind the prompt: {}", shown(data, None)));
        }
    }
    text
}

/// How many bytes data has; `None` where some of them are to be filled in.
fn length(data: &[Piece]) -> Option<usize> {
    data.iter().try_fold(0, |sum, piece| match piece {
        Piece::Bytes(bytes) => Some(sum + bytes.len()),
        Piece::Constant(_) | Piece::Length => None,
    })
}

fn shown(pieces: &[Piece], length: Option<Option<usize>>) -> String {
    let shown = pieces.iter().map(|piece| match piece {
        Piece::Bytes(bytes) => bytes.escape_ascii().to_string().replace("\\\"", "\"").replace("\\'", "'"),
        Piece::Constant(name) => format!("<{name}>"),
        Piece::Length => length.flatten().map_or_else(|| "<LENGTH>".to_owned(), |length| length.to_string()),
    });
    shown.collect()
}
