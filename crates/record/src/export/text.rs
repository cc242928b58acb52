//! Text for people, a line each.

use fibocom_at::Role;

use super::escape::{Shows, escaped, line_text};
use super::{Export, missing, title};
use crate::line::{Direction, Entry, Zero};
use crate::record::LetGo;
use crate::session::{Header, Iso};

/// Whether a text begins with lines about itself, which begin with `#`. That lines are missing is said in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comments {
    /// It says who wrote it, and of which module.
    Written,
    /// It begins with the first line of the record.
    LeftOut,
}

/// Writes time, direction and bytes of each line. `>` is a command, `>>` data behind a prompt, `<` a line of a reply, `<*` an unsolicited code
/// and `<?` a line that is not known; `==` says what happened to the link; bytes that are no text are escaped as `\r`, `\n` and `\xHH`.
#[derive(Debug)]
pub struct Text {
    comments: Comments,
    zero: Zero,
    shows: Shows,
}

impl Text {
    /// A text with or without comments.
    #[must_use]
    pub const fn new(comments: Comments) -> Self {
        Self { comments, zero: Zero(0), shows: escaped }
    }

    /// The same, with bytes shown in another way: where more than controls is to be seen. One line, from which every byte can be
    /// read again.
    #[must_use]
    pub const fn showing(self, shows: Shows) -> Self {
        Self { shows, ..self }
    }
}

impl Export for Text {
    fn begin(&mut self, out: &mut Vec<u8>, about: &Header) {
        self.zero = about.zero;
        if self.comments == Comments::Written {
            let title = (self.shows)(title(about).as_bytes());
            out.extend_from_slice(format!("# {title}, times in UTC\n").as_bytes());
        }
        if about.let_go != LetGo::default() {
            self.let_go(out, about.let_go);
        }
    }

    fn entry(&mut self, out: &mut Vec<u8>, entry: &Entry<'_>) {
        let line = &entry.line;
        let mark = match line.direction {
            Direction::Command => " >  ",
            Direction::Data => " >> ",
            Direction::Received(Role::Unsolicited | Role::Continuation) => " <* ",
            Direction::Received(Role::Unrecognised | Role::Fragment | Role::Late) => " <? ",
            Direction::Received(_) => " <  ",
            Direction::Link(_) => " == ",
        };
        out.extend_from_slice(Iso::of(self.zero.unix(line.at)).as_str().as_bytes());
        out.extend_from_slice(mark.as_bytes());
        if line.damaged {
            out.extend_from_slice(b"[damaged] ");
        }
        out.extend_from_slice(line_text(line, self.shows).as_bytes());
        out.push(b'\n');
    }

    fn let_go(&mut self, out: &mut Vec<u8>, let_go: LetGo) {
        out.extend_from_slice(format!("# {}\n", missing(let_go)).as_bytes());
    }
}
