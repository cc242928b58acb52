//! A sequence as a picture. Its colours are of its own; a page draws it with others.

use std::fmt::Write as _;

use super::{Arrow, Label, Mood, Who};

/// Between two lifelines, above the first arrow, and between arrows, in pixels.
const COLUMN: usize = 200;
const HEAD: usize = 64;
const ROW: usize = 34;

/// The half of a column, and what stands left of the first lifeline: the numbers of lines.
const MARGIN: usize = 100;

/// Where everything of a picture stands, in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// How wide it is.
    pub width: usize,
    /// How high.
    pub height: usize,
    /// The arrows, in their order.
    pub arrows: Vec<Placed>,
}

/// An arrow in a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// What it is drawn for.
    pub arrow: Arrow,
    /// Its line and its tip, as a path of SVG.
    pub path: String,
    /// The middle of its text.
    pub x: usize,
    /// The height at which it stands.
    pub y: usize,
}

impl Picture {
    /// Places these arrows below each other.
    #[must_use]
    pub fn of(arrows: &[Arrow]) -> Self {
        let placed = arrows.iter().enumerate().map(|(turn, arrow)| placed(arrow, HEAD + ROW * turn + ROW / 2));
        Self { width: MARGIN * 2 + COLUMN * 3, height: HEAD + ROW * arrows.len() + 16, arrows: placed.collect() }
    }

    /// Where somebody's lifeline is.
    #[must_use]
    pub const fn lifeline(who: Who) -> usize {
        MARGIN + COLUMN * who as usize
    }

    /// How wide the box at its top is.
    pub const BOX: usize = 116;
}

impl Mood {
    /// Its class, and its colour where a page gives it none.
    #[must_use]
    pub const fn look(self) -> (&'static str, &'static str) {
        match self {
            Self::Go => ("go", "#0b5fb0"),
            Self::Back => ("back", "#6a3fa0"),
            Self::Bad => ("bad", "#b3261e"),
        }
    }
}

fn placed(arrow: &Arrow, y: usize) -> Placed {
    let (from, to) = (Picture::lifeline(arrow.from), Picture::lifeline(arrow.to));
    let (begin, end, tip) = if from < to { (from + 2, to - 2, to - 9) } else { (from - 2, to + 2, to + 9) };
    let path = format!("M{begin} {y}H{end}M{tip} {}L{end} {y}L{tip} {}", y - 4, y + 4);
    Placed { arrow: arrow.clone(), path, x: usize::midpoint(from, to), y }
}

/// The picture of these arrows. `word` says what the lifelines are called, `says` what is said, and `title` what the picture is of.
#[must_use]
pub fn svg(arrows: &[Arrow], title: &str, word: impl Fn(Who) -> String, says: impl Fn(&Label) -> String) -> String {
    let picture = Picture::of(arrows);
    let Picture { width, height, .. } = picture;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         font-family=\"ui-monospace, monospace\" font-size=\"12\"><title>{}</title><rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>",
        escaped(title)
    );
    for who in Who::ALL {
        let x = Picture::lifeline(who);
        let _ = write!(
            out,
            "<path d=\"M{x} 40V{}\" stroke=\"#9aa4b2\" stroke-dasharray=\"3 4\"/><rect x=\"{}\" y=\"8\" width=\"{}\" height=\"32\" rx=\"6\" \
             fill=\"#ffffff\" stroke=\"#6b7685\"/><text x=\"{x}\" y=\"29\" text-anchor=\"middle\" fill=\"#1b2430\">{}</text>",
            height - 8,
            x - Picture::BOX / 2,
            Picture::BOX,
            escaped(&word(who))
        );
    }
    for Placed { arrow, path, x, y } in &picture.arrows {
        let (_, colour) = arrow.mood.look();
        let _ = write!(
            out,
            "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.7\"/><text x=\"{x}\" y=\"{}\" text-anchor=\"middle\" \
             fill=\"{colour}\">{}</text><text x=\"4\" y=\"{}\" fill=\"#6b7685\">{}</text>",
            y - 6,
            escaped(&says(&arrow.label)),
            y + 4,
            arrow.line
        );
    }
    out.push_str("</svg>\n");
    out
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
