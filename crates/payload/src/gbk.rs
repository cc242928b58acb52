//! GBK, learnt from a decoder that knows it. Every browser has one, and a table of our own would be the largest single thing in the page.

use std::sync::OnceLock;

/// Bytes in GBK as text, as the Encoding Standard has it: what is no text is U+FFFD.
pub type Decoder = fn(&[u8]) -> String;

/// The one character of a single byte that is not ASCII.
const EURO: (u8, char) = (0x80, '€');

static DECODER: OnceLock<Decoder> = OnceLock::new();
static TABLE: OnceLock<Table> = OnceLock::new();

/// Says who knows GBK. Without that, it has ASCII and the euro sign alone. The first counts.
pub fn learn_from(decoder: Decoder) {
    let _ = DECODER.set(decoder);
}

/// The character that some bytes are, if they are exactly one and it becomes the same bytes again.
pub(crate) fn decode(bytes: &[u8]) -> Option<char> {
    let character = match *bytes {
        [byte] => (byte == EURO.0).then_some(EURO.1),
        [lead, trail] => table().character(lead, trail),
        _ => None,
    };
    character.filter(|character| encode(*character).is_some_and(|encoded| encoded == bytes))
}

/// The bytes of a character that is not ASCII.
pub(crate) fn encode(character: char) -> Option<Vec<u8>> {
    if character == EURO.1 {
        return Some(vec![EURO.0]);
    }
    let table = table();
    let at = table.pairs.binary_search_by_key(&character, |(character, _)| *character).ok()?;
    table.pairs.get(at).map(|(_, pair)| pair.to_vec())
}

fn table() -> &'static Table {
    TABLE.get_or_init(|| DECODER.get().map_or_else(Table::default, |decoder| Table::learnt(*decoder)))
}

/// Every character of two bytes.
#[derive(Debug, Default)]
struct Table {
    /// By the two bytes; U+FFFD where they are none.
    characters: Vec<char>,
    /// By the character. Where several pairs are the same character, the first is its own.
    pairs: Vec<(char, [u8; 2])>,
}

const LEAD: std::ops::RangeInclusive<u8> = 0x81..=0xFE;
const TRAIL: std::ops::RangeInclusive<u8> = 0x40..=0xFE;

impl Table {
    fn learnt(decoder: Decoder) -> Self {
        let all: Vec<[u8; 2]> = LEAD.flat_map(|lead| TRAIL.map(move |trail| [lead, trail])).collect();
        // A line for each pair, so that all are asked for at once.
        let lines: Vec<u8> = all.iter().flat_map(|[lead, trail]| [*lead, *trail, b'\n']).collect();
        let text = decoder(&lines);
        let single = |line: &str| {
            let mut characters = line.chars();
            characters.next().filter(|_| characters.next().is_none()).unwrap_or(char::REPLACEMENT_CHARACTER)
        };
        let characters: Vec<char> = text.lines().map(single).collect();
        let mut pairs: Vec<(char, [u8; 2])> = characters.iter().copied().zip(all).collect();
        pairs.retain(|(character, _)| *character != char::REPLACEMENT_CHARACTER);
        pairs.sort_by_key(|(character, _)| *character);
        pairs.dedup_by_key(|(character, _)| *character);
        Self { characters, pairs }
    }

    fn character(&self, lead: u8, trail: u8) -> Option<char> {
        if !LEAD.contains(&lead) || !TRAIL.contains(&trail) {
            return None;
        }
        let row = usize::from(lead - LEAD.start()) * TRAIL.len();
        let found = self.characters.get(row + usize::from(trail - TRAIL.start())).copied();
        found.filter(|character| *character != char::REPLACEMENT_CHARACTER)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use encoding_rs::GBK;

    use super::*;

    /// Has this crate's tests know GBK.
    pub(crate) fn learn() {
        learn_from(|bytes| GBK.decode_without_bom_handling(bytes).0.into_owned());
    }

    #[test]
    fn every_character_is_what_the_encoding_standard_makes_of_it() {
        learn();
        for code in 0x80..=0x0010_FFFF_u32 {
            // Encoders keep pairs for characters of private use that decoders have no more, since Unicode has got the true ones.
            let Some(character) = char::from_u32(code).filter(|one| !('\u{E000}'..='\u{F8FF}').contains(one)) else {
                continue;
            };
            let mut buffer = [0; 4];
            let (bytes, _, lost) = GBK.encode(character.encode_utf8(&mut buffer));
            let expected = (!lost).then(|| bytes.into_owned());
            assert_eq!(encode(character), expected, "{character:?}");
            if let Some(bytes) = expected {
                assert_eq!(decode(&bytes), Some(character), "{character:?}");
            }
        }
    }
}
