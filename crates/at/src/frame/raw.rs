//! The bytes of a piece of the stream, as they came: few of them in place, so that blank lines and `OK` take no memory of their own.

use std::ops::Deref;

/// How many bytes there is room for in place: as many as make it no larger than a `Vec`.
const IN_PLACE: usize = 22;

/// Bytes that do not change any more.
#[derive(Clone)]
pub struct Raw(Room);

#[derive(Clone)]
enum Room {
    /// So many of the bytes count.
    InPlace(u8, [u8; IN_PLACE]),
    Apart(Box<[u8]>),
}

impl Deref for Raw {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Room::InPlace(length, bytes) => bytes.get(..usize::from(*length)).unwrap_or_default(),
            Room::Apart(bytes) => bytes,
        }
    }
}

impl From<&[u8]> for Raw {
    fn from(bytes: &[u8]) -> Self {
        let mut room = [0; IN_PLACE];
        Self(match room.get_mut(..bytes.len()) {
            Some(place) => {
                place.copy_from_slice(bytes);
                Room::InPlace(bytes.len() as u8, room)
            }
            None => Room::Apart(bytes.into()),
        })
    }
}

impl PartialEq for Raw {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Raw {}

impl std::fmt::Debug for Raw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_the_same_in_place_and_apart() {
        for length in 0..=2 * IN_PLACE {
            let bytes: Vec<u8> = (0..length as u8).collect();
            let raw = Raw::from(bytes.as_slice());
            assert_eq!(*raw, *bytes);
            assert_eq!(matches!(raw.0, Room::InPlace(..)), length <= IN_PLACE);
        }
        assert_eq!(size_of::<Raw>(), size_of::<Vec<u8>>());
    }
}
