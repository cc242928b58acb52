//! Whatever a file holds, reading it ends well, and what is taken from it can be read again.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::made::Authority;
use crate::armour::{blocks, work};
use crate::{Content, File, TooMuch};

/// How often a byte is looked at, at most.
const LOOKS: usize = 10;

/// What armour is made of, and what it is not.
const PIECES: &[&str] = &[
    "-----BEGIN ",
    "-----END ",
    "-----",
    "-",
    "CERTIFICATE",
    "\n",
    "\r\n",
    "\n\n",
    ": ",
    "ENCRYPTED",
    "AAAA",
    "=",
    "…",
    " ",
    "-----BEGIN A-----\n?\n-----END A-----\n",
    "-----BEGIN A-----",
    "-----END A-----",
];

#[test]
fn a_megabyte_of_anything_takes_no_more_looks_than_a_short_text() {
    for piece in PIECES {
        let text = piece.repeat(1_048_576 / piece.len());
        work::take();
        blocks(text.as_bytes(), usize::MAX);
        let looks = work::take();
        assert!(looks <= LOOKS * text.len(), "{piece:?}: {looks} looks at {} bytes", text.len());
    }
}

#[test]
fn a_file_is_read_up_to_its_limits_and_not_beyond() {
    let block = "-----BEGIN A-----\nAAAA\n-----END A-----\n";
    for (text, expected) in [
        (block.repeat(File::PARTS_MAX), Ok(File::PARTS_MAX)),
        (block.repeat(File::PARTS_MAX + 1), Err(TooMuch::Parts)),
        (" ".repeat(File::BYTES_MAX), Ok(0)),
        (" ".repeat(File::BYTES_MAX + 1), Err(TooMuch::Bytes(File::BYTES_MAX + 1))),
        ("-----BEGIN ".repeat(20_000), Err(TooMuch::Parts)),
    ] {
        work::take();
        assert_eq!(File::read(text.as_bytes()).map(|file| file.parts().len()), expected);
        let looks = work::take();
        assert!(looks <= LOOKS * text.len(), "{looks}");
        assert!(expected != Err(TooMuch::Bytes(text.len())) || looks == 0, "{looks}");
    }
}

proptest! {
    #[test]
    fn however_a_text_is_made_its_bytes_are_looked_at_a_few_times(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..400),
    ) {
        let text = pieces.concat();
        work::take();
        blocks(text.as_bytes(), usize::MAX);
        prop_assert!(work::take() <= LOOKS * text.len() + LOOKS);
    }

    #[test]
    fn no_bytes_are_too_strange(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let file = File::read(&bytes).unwrap();
        let sent = file.excerpt(|_| true);
        prop_assert!(sent.bytes.is_empty() || !sent.changes.is_empty() || sent.bytes.expose() == bytes);
    }

    #[test]
    fn what_is_sent_of_a_damaged_file_reads_as_it_did(at in 0_usize..900, byte in any::<u8>(), cut in 0_usize..900) {
        let mut text = CERTIFICATE.clone().into_bytes();
        let last = text.len() - 1;
        text[at.min(last)] = byte;
        text.truncate(cut.max(20));
        let file = File::read(&text).unwrap();
        let sent = file.excerpt(|_| true);
        let again = File::read(sent.bytes.expose()).unwrap();
        let readable: Vec<_> = file.parts().iter().map(|part| &part.content).filter(|content| is_certificate(content)).collect();
        if !sent.changes.is_empty() {
            prop_assert_eq!(readable, again.parts().iter().map(|part| &part.content).collect::<Vec<_>>());
        }
    }
}

static CERTIFICATE: LazyLock<String> = LazyLock::new(|| Authority::new("Bench CA").1);

fn is_certificate(content: &Content) -> bool {
    matches!(content, Content::Certificate(_))
}
