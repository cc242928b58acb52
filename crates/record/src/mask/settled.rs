//! Which command lines need no second look once their secrets are replaced: nearly all, and each look costs as much as the first.
//!
//! A second look finds what stood beside a secret, or was taken for a part of one. In a line of which this file says that it is
//! settled, nothing does: each secret is all that stands between the quotes of an argument, and is a plain word. No name, number,
//! token or stretch of hex reaches over quotes, and a line with other words between the same quotes is cut into the same arguments.

use std::ops::Range;

use memchr::memmem;

use super::replace::Replaced;

/// The longest line that is settled. What is looked for around a sign reaches less far, or as far as its quotes.
const LONGEST: usize = 256;

/// Whether nothing more can be found in a command line once these stretches of it are replaced, which are apart and in order.
pub(super) fn is_settled<L>(raw: &[u8], replaced: &[Replaced<L>]) -> bool {
    let line = raw.trim_ascii_end();
    let Some((head, rest)) = line.split_at_checked(3) else { return false };
    // What may begin a second command, an escape, a login, a list or the armour of a key is left to a second look.
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"\",=-_./ {}".contains(byte);
    line.len() <= LONGEST
        && head == b"AT+"
        && rest.iter().all(is_plain)
        && memmem::find(rest, b"-----").is_none()
        && replaced.iter().all(|one| is_whole_argument(line, &one.range))
}

/// Whether a stretch is a plain word in quotes with nothing else in its argument.
fn is_whole_argument(line: &[u8], range: &Range<usize>) -> bool {
    let before = line.get(..range.start).unwrap_or_default();
    let behind = line.get(range.end..).unwrap_or_default();
    let mut word = line.get(range.clone()).unwrap_or_default().iter();
    matches!(before, [.., b',' | b'=', b'"'])
        && matches!(behind, [b'"'] | [b'"', b',', ..])
        && word.all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(byte))
}
