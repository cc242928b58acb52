//! How much of a compressed file is read: what it holds is known only once it is there, and a small one can stand for any number of bytes.

/// How many bytes of it are read. The browser holds them as long as they are shown.
pub const INFLATED_MAX: usize = 256 << 20;

/// The room that is left for what a file holds. One that is not compressed is as large as it is, and needs none.
#[derive(Debug)]
pub struct Room(Option<usize>);

impl Room {
    /// For a file that is compressed, or is not.
    #[must_use]
    pub fn of(is_compressed: bool) -> Self {
        Self(is_compressed.then_some(INFLATED_MAX))
    }

    /// Those of the next bytes that there is room for, and whether there were more.
    pub fn take<'a>(&mut self, bytes: &'a [u8]) -> (&'a [u8], bool) {
        let Some(left) = &mut self.0 else { return (bytes, false) };
        let taken = bytes.get(..*left).unwrap_or(bytes);
        *left -= taken.len();
        (taken, taken.len() < bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_compressed_file_so_much_is_taken_and_no_byte_more() {
        let piece = vec![b'x'; 1 << 20];
        let (mut room, mut taken, mut cut) = (Room::of(true), 0, 0);
        for _ in 0..=INFLATED_MAX >> 20 {
            let (bytes, is_cut) = room.take(&piece);
            taken += bytes.len();
            cut += u32::from(is_cut);
        }
        assert_eq!((taken, cut), (INFLATED_MAX, 1));
        let mut plain = Room::of(false);
        assert!((0..=INFLATED_MAX >> 20).all(|_| plain.take(&piece) == (piece.as_slice(), false)));
    }
}
