//! The port of a satellite receiver: sentences of NMEA 0183, each with its checksum.

/// The sentences of one second, at this Unix time in seconds.
pub(crate) fn sentences(unix: u64) -> Vec<u8> {
    let second = unix % 86_400;
    let time = format!("{:02}{:02}{:02}.000", second / 3600, second / 60 % 60, second % 60);
    let all = [
        format!("GNGGA,{time},3413.1060,N,10853.0480,E,1,12,0.8,421.3,M,-28.9,M,,"),
        "GNGSA,A,3,01,03,06,09,14,17,19,22,28,30,,,1.5,0.8,1.2".to_owned(),
        "GNVTG,0.0,T,,M,0.0,N,0.0,K,A".to_owned(),
    ];
    all.iter().flat_map(|text| format!("${text}*{:02X}\r\n", checksum(text)).into_bytes()).collect()
}

/// The exclusive or of everything between `$` and `*`.
fn checksum(text: &str) -> u8 {
    text.bytes().fold(0, |sum, byte| sum ^ byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(checksum("GPGLL,5057.970,N,00146.110,E,142451,A"), 0x27);
        assert_eq!(checksum("GPVTG,089.0,T,,,15.2,N,,"), 0x7F);
    }

    #[test]
    fn each_second_has_its_time() {
        let text = String::from_utf8(sentences(86_400 + 3_600 + 61)).unwrap();
        assert!(text.starts_with("$GNGGA,010101.000,"), "{text}");
        assert!(text.ends_with("\r\n"));
    }
}
