//! What a UART hears of another that runs at another speed: its bits, read in the wrong places.

/// Start bit, eight data bits, stop bit.
const FRAME: u64 = 10;

/// The bytes that a receiver at one speed makes of a burst that was sent at another, both in bauds, with 8N1. A byte whose stop
/// bit is missing, which is a framing error, arrives as 0. Never more than five bytes for one.
pub(crate) fn heard(burst: &[u8], sent_at: u32, read_at: u32) -> Vec<u8> {
    if sent_at == read_at {
        return burst.to_vec();
    }
    if sent_at == 0 || read_at == 0 {
        return Vec::new();
    }
    let end = FRAME.saturating_mul(u64::try_from(burst.len()).unwrap_or(u64::MAX));
    // Where the receiver looks, counted in bits of the sender: the middle of its own bit of this number.
    let middle = |number: u64| (2 * number + 1).saturating_mul(u64::from(sent_at)) / (2 * u64::from(read_at));
    let mut bytes = Vec::new();
    let mut place = 0;
    while place < end {
        let before = place.checked_sub(1).is_none_or(|before| level(burst, before));
        if level(burst, place) || !before {
            place += 1;
            continue;
        }
        // An edge down: a start bit, unless it is over before its middle.
        if level(burst, place + middle(0)) {
            place += middle(0).max(1);
            continue;
        }
        let data = (0..8).fold(0, |data, bit| data | u8::from(level(burst, place + middle(bit + 1))) << bit);
        let stops = level(burst, place + middle(9));
        bytes.push(if stops { data } else { 0 });
        place += middle(9).max(1);
    }
    bytes
}

/// Whether the line is up at this bit of a burst. It rests up.
fn level(burst: &[u8], place: u64) -> bool {
    let byte = usize::try_from(place / FRAME).ok().and_then(|index| burst.get(index));
    match (byte, place % FRAME) {
        (None, _) | (_, 9) => true,
        (Some(_), 0) => false,
        (Some(byte), bit) => byte >> (bit - 1) & 1 == 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_the_same_speed_everything_arrives_and_a_little_beside_it_too() {
        for read_at in [115_200, 113_000, 117_000] {
            assert_eq!(heard(b"AT+CSQ\r", 115_200, read_at), b"AT+CSQ\r", "{read_at}");
        }
    }

    #[test]
    fn at_other_speeds_rubbish_arrives_and_no_more_than_five_bytes_for_one() {
        for sent_at in [300, 9_600, 57_600, 115_200, 921_600, u32::MAX] {
            for read_at in [1, 300, 9_600, 57_600, 115_200, 921_600, u32::MAX] {
                let rubbish = heard(b"AT+CGMM\r\n", sent_at, read_at);
                assert!(rubbish.len() <= 9 * 5, "{sent_at} {read_at}");
                let same = sent_at == read_at;
                assert_eq!(rubbish == b"AT+CGMM\r\n", same, "{sent_at} {read_at}");
            }
        }
        assert_eq!(heard(b"AT", 0, 9_600), b"");
    }

    #[test]
    fn bits_are_read_twice_at_double_speed_and_half_of_them_at_half() {
        // 0x55 on the line: 0 1010 1010 1. Read twice as fast: start bit 0, data 0 11 00 11 00 -> bits 0,1,1,0,0,1,1,0, stop bit 0.
        assert_eq!(heard(&[0x55], 9_600, 19_200).first(), Some(&0));
        // Read half as fast: the sender's bits 3, 5 and 7 are down, its stop bit and the rest after it are up.
        assert_eq!(heard(&[0x00], 9_600, 4_800), [0xF8]);
    }
}
