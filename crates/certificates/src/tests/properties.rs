//! Whatever a file holds, reading it ends well, and what is taken from it can be read again.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::made::Authority;
use crate::{Content, File};

proptest! {
    #[test]
    fn no_bytes_are_too_strange(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let file = File::read(&bytes);
        let sent = file.excerpt(|_| true);
        prop_assert!(sent.bytes.is_empty() || !sent.changes.is_empty() || sent.bytes.expose() == bytes);
    }

    #[test]
    fn what_is_sent_of_a_damaged_file_reads_as_it_did(at in 0_usize..900, byte in any::<u8>(), cut in 0_usize..900) {
        let mut text = CERTIFICATE.clone().into_bytes();
        let last = text.len() - 1;
        text[at.min(last)] = byte;
        text.truncate(cut.max(20));
        let file = File::read(&text);
        let sent = file.excerpt(|_| true);
        let again = File::read(sent.bytes.expose());
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
