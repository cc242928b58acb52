//! A sequence as the text of Mermaid, for wikis and issues.

use std::fmt::Write as _;

use super::{Arrow, Label, Mood, Who};

/// The text of these arrows. `word` says what the lifelines are called, and `says` what is said.
#[must_use]
pub fn mermaid(arrows: &[Arrow], word: impl Fn(Who) -> String, says: impl Fn(&Label) -> String) -> String {
    let mut out = "sequenceDiagram\n".to_owned();
    for who in Who::ALL {
        let _ = writeln!(out, "    participant {} as {}", who.id(), escaped(&word(who)));
    }
    for arrow in arrows {
        let line = if arrow.mood == Mood::Bad { "--x" } else { "->>" };
        let text = escaped(&says(&arrow.label));
        let _ = writeln!(out, "    {}{line}{}: {text} ({})", arrow.from.id(), arrow.to.id(), arrow.line);
    }
    out
}

/// A text there: what ends a statement or begins another is written as its number, and control characters are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ';' | '#' | '<' | '>' | '%' | '"' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
