//! TLS inside the page: no handshake, but the same files, the same clock and the same refusals.

use crate::tls::{Tls, TlsFailure};

/// From when to when the broker's certificate is valid, in Unix seconds: from 2024 to the end of 2049.
const VALID: (u64, u64) = (1_704_067_200, 2_524_607_999);

/// Whether TLS comes about. The files are looked at for their PEM lines only, and whoever signed the trust file counts as the
/// issuer of the broker's certificate. Every version is spoken, and a client certificate is not asked for.
pub(super) fn greet(tls: &Tls) -> Result<(), TlsFailure> {
    for (file, wanted, failure) in [
        (&tls.certificate, "CERTIFICATE", TlsFailure::ClientCertificate),
        (&tls.key, "PRIVATE KEY", TlsFailure::ClientKey),
        (&tls.trust, "CERTIFICATE", TlsFailure::TrustFile),
    ] {
        if !file.is_empty() && !has_armour(file, wanted) {
            return Err(failure);
        }
    }
    let valid = !tls.trust.is_empty() && (VALID.0..=VALID.1).contains(&tls.time);
    if tls.verify_server && !valid { Err(TlsFailure::ServerCertificate) } else { Ok(()) }
}

/// Whether there is a line that begins such a thing, and one that ends it. Keys have a word before theirs, as in `RSA`.
fn has_armour(file: &[u8], what: &str) -> bool {
    let text = String::from_utf8_lossy(file);
    let has = |edge: &str| {
        text.lines().map(str::trim_end).any(|line| line.starts_with(edge) && line.ends_with(&format!("{what}-----")))
    };
    has("-----BEGIN ") && has("-----END ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\r\nMA==\r\n-----END CERTIFICATE-----\r\n";
    const KEY: &str = "-----BEGIN EC PRIVATE KEY-----\nMA==\n-----END EC PRIVATE KEY-----";

    fn tls(certificate: &str, key: &str, trust: &str) -> Tls {
        let [certificate, key, trust] = [certificate, key, trust].map(|file| file.as_bytes().to_vec());
        Tls { version: 4, verify_server: true, time: 1_800_000_000, certificate, key, trust }
    }

    #[test]
    fn each_file_is_looked_at_and_then_the_clock() {
        let good = tls(CERTIFICATE, KEY, CERTIFICATE);
        for (tls, outcome) in [
            (good.clone(), Ok(())),
            (tls("", "", CERTIFICATE), Ok(())),
            (tls("MA==", KEY, CERTIFICATE), Err(TlsFailure::ClientCertificate)),
            (tls(CERTIFICATE, CERTIFICATE, CERTIFICATE), Err(TlsFailure::ClientKey)),
            (tls(CERTIFICATE, KEY, "MA=="), Err(TlsFailure::TrustFile)),
            (tls(CERTIFICATE, KEY, ""), Err(TlsFailure::ServerCertificate)),
            (Tls { time: 315_964_800, ..good.clone() }, Err(TlsFailure::ServerCertificate)),
            (Tls { time: 3_155_760_000, ..good.clone() }, Err(TlsFailure::ServerCertificate)),
            (Tls { time: 0, verify_server: false, ..good }, Ok(())),
        ] {
            assert_eq!(greet(&tls), outcome, "{tls:?}");
        }
    }
}
