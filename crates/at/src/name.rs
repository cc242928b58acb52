//! Names of commands: short, ours, and looked up for every line.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The longest name that is looked up. No command has one that is longer.
const LONGEST: usize = 32;

/// Something for each name.
pub(crate) type ByName<V, N = &'static [u8]> = HashMap<N, V, BuildHasherDefault<NameHasher>>;

/// A hash for names: FNV-1a, 64 bits.
#[derive(Debug)]
pub(crate) struct NameHasher(u64);

impl Default for NameHasher {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3));
    }

    // The length, which the default would write as eight bytes more.
    fn write_usize(&mut self, length: usize) {
        self.0 ^= length as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What is known of a name as it was typed, in whatever letters.
pub(crate) fn typed<V: Copy>(known: &ByName<V>, name: &str) -> Option<V> {
    let mut capitals = [0; LONGEST];
    let capitals = capitals.get_mut(..name.len())?;
    capitals.copy_from_slice(name.as_bytes());
    capitals.make_ascii_uppercase();
    known.get(&*capitals).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::LIST;

    #[test]
    fn every_name_is_short_enough_to_be_found_as_it_was_typed() {
        let known: ByName<&str> = LIST.iter().map(|spec| (spec.name.as_bytes(), spec.name)).collect();
        for spec in LIST {
            assert_eq!(typed(&known, &spec.name.to_lowercase()), Some(spec.name));
        }
        assert_eq!(typed(&known, &"x".repeat(LONGEST + 1)), None);
    }
}
