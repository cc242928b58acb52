//! A sequence as a picture. Its colours are of its own, and a page may give it others by its classes.

use std::fmt::Write as _;

use super::{Arrow, Label, Mood, Who};

/// Between two lifelines, above the first arrow, and between arrows, in pixels.
const COLUMN: usize = 200;
const HEAD: usize = 64;
const ROW: usize = 34;

/// The half of a column, and what stands left of the first lifeline: the numbers of lines.
const MARGIN: usize = 100;
const BOX: usize = 116;

/// The picture of these arrows. `word` says what the lifelines are called, `says` what is said, and `title` what the picture is of.
#[must_use]
pub fn svg(arrows: &[Arrow], title: &str, word: impl Fn(Who) -> String, says: impl Fn(&Label) -> String) -> String {
    let width = MARGIN * 2 + COLUMN * 3;
    let height = HEAD + ROW * arrows.len() + 16;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         font-family=\"ui-monospace, monospace\" font-size=\"12\"><title>{}</title><rect class=\"ground\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>",
        escaped(title)
    );
    for who in Who::ALL {
        let x = place(who);
        let _ = write!(
            out,
            "<path class=\"life\" d=\"M{x} 40V{}\" stroke=\"#9aa4b2\" stroke-dasharray=\"3 4\"/><rect class=\"box\" x=\"{}\" y=\"8\" width=\"{BOX}\" \
             height=\"32\" rx=\"6\" fill=\"#ffffff\" stroke=\"#6b7685\"/><text class=\"who\" x=\"{x}\" y=\"29\" text-anchor=\"middle\" fill=\"#1b2430\">{}</text>",
            height - 8,
            x - BOX / 2,
            escaped(&word(who))
        );
    }
    for (turn, arrow) in arrows.iter().enumerate() {
        draw(&mut out, arrow, HEAD + ROW * turn + ROW / 2, &says(&arrow.label));
    }
    out.push_str("</svg>\n");
    out
}

fn draw(out: &mut String, arrow: &Arrow, y: usize, text: &str) {
    let (class, colour) = match arrow.mood {
        Mood::Go => ("go", "#0b5fb0"),
        Mood::Back => ("back", "#6a3fa0"),
        Mood::Bad => ("bad", "#b3261e"),
    };
    let (from, to) = (place(arrow.from), place(arrow.to));
    let (end, tip) = if from < to { (to - 2, to - 9) } else { (to + 2, to + 9) };
    let begin = if from < to { from + 2 } else { from - 2 };
    let _ = write!(
        out,
        "<path class=\"{class}\" d=\"M{begin} {y}H{end}M{tip} {}L{end} {y}L{tip} {}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.7\"/>\
         <text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"middle\" fill=\"{colour}\">{}</text>",
        y - 4,
        y + 4,
        usize::midpoint(from, to),
        y - 6,
        escaped(text)
    );
    let _ = write!(out, "<text class=\"ln\" x=\"4\" y=\"{}\" fill=\"#6b7685\">{}</text>", y + 4, arrow.line);
}

const fn place(who: Who) -> usize {
    MARGIN + COLUMN * who as usize
}

/// A text in a picture: what means something there is written by its name, and control characters are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
