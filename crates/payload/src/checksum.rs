//! Checksums that device protocols end with, by the names that their catalogue gives them.

use crc::{
    Algorithm, CRC_8_MAXIM_DOW, CRC_8_SMBUS, CRC_16_ARC, CRC_16_IBM_3740, CRC_16_KERMIT, CRC_16_MODBUS, CRC_16_XMODEM,
    CRC_32_ISCSI, CRC_32_ISO_HDLC, Crc,
};

/// A checksum.
#[derive(Debug, Clone, Copy)]
pub struct Checksum {
    /// Its name in a placeholder.
    pub name: &'static str,
    /// How many bytes it takes.
    pub width: usize,
    run: Run,
}

#[derive(Debug, Clone, Copy)]
enum Run {
    Eight(&'static Algorithm<u8>),
    Sixteen(&'static Algorithm<u16>),
    ThirtyTwo(&'static Algorithm<u32>),
}

const fn eight(name: &'static str, algorithm: &'static Algorithm<u8>) -> Checksum {
    Checksum { name, width: 1, run: Run::Eight(algorithm) }
}

const fn sixteen(name: &'static str, algorithm: &'static Algorithm<u16>) -> Checksum {
    Checksum { name, width: 2, run: Run::Sixteen(algorithm) }
}

const fn thirty_two(name: &'static str, algorithm: &'static Algorithm<u32>) -> Checksum {
    Checksum { name, width: 4, run: Run::ThirtyTwo(algorithm) }
}

/// Those that there are.
pub static CHECKSUMS: [Checksum; 9] = [
    eight("crc8", &CRC_8_SMBUS),
    eight("crc8-maxim", &CRC_8_MAXIM_DOW),
    sixteen("crc16-modbus", &CRC_16_MODBUS),
    sixteen("crc16-ccitt-false", &CRC_16_IBM_3740),
    sixteen("crc16-xmodem", &CRC_16_XMODEM),
    sixteen("crc16-kermit", &CRC_16_KERMIT),
    sixteen("crc16-arc", &CRC_16_ARC),
    thirty_two("crc32", &CRC_32_ISO_HDLC),
    thirty_two("crc32c", &CRC_32_ISCSI),
];

impl Checksum {
    /// The checksum of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        CHECKSUMS.iter().find(|checksum| checksum.name == name)
    }

    /// The checksum of some bytes.
    #[must_use]
    pub fn of(&self, bytes: &[u8]) -> u32 {
        match self.run {
            Run::Eight(algorithm) => Crc::<u8>::new(algorithm).checksum(bytes).into(),
            Run::Sixteen(algorithm) => Crc::<u16>::new(algorithm).checksum(bytes).into(),
            Run::ThirtyTwo(algorithm) => Crc::<u32>::new(algorithm).checksum(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_checksum_has_the_value_that_its_catalogue_states() {
        for (name, check) in [
            ("crc8", 0xF4),
            ("crc8-maxim", 0xA1),
            ("crc16-modbus", 0x4B37),
            ("crc16-ccitt-false", 0x29B1),
            ("crc16-xmodem", 0x31C3),
            ("crc16-kermit", 0x2189),
            ("crc16-arc", 0xBB3D),
            ("crc32", 0xCBF4_3926),
            ("crc32c", 0xE306_9283),
        ] {
            assert_eq!(Checksum::named(name).unwrap().of(b"123456789"), check, "{name}");
        }
        assert!(Checksum::named("crc64").is_none());
    }
}
