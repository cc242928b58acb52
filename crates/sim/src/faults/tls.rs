//! Faults of TLS.

use crate::fault::{Fault, TlsFault, What};
use crate::scenario::Scenario;

/// 2070-01-01 00:00:00 UTC, after the end of every certificate.
const YEAR_2070: u64 = 3_155_760_000;

/// Until `AT+MIPNTP` or `AT+CCLK=` sets the clock, every certificate is out of date (004, 6).
pub const CLOCK_AHEAD: Scenario = Scenario::new(
    "clock-ahead",
    "The clock runs in the year 2070 until AT+MIPNTP or AT+CCLK= sets it.",
    "AT+CCLK? shows 70/01/01, and +MQTTOPEN: 1,0 comes with TLS.",
    &[Fault::always(What::Clock(YEAR_2070))],
);

/// The check of the server's certificate fails: group -11 of `AT+GTSSLERR?`.
pub const WRONG_CA: Scenario = Scenario::new(
    "wrong-ca",
    "The broker's certificate was issued by another than the trust file says.",
    "+MQTTOPEN: 1,0 comes with TLS, and AT+GTSSLERR? shows -11.",
    &[Fault::always(What::Tls(TlsFault::OtherIssuer))],
);

/// One of the files is wrong: among -12 to -19 of `AT+GTSSLERR?`.
pub const WRONG_KEY: Scenario = Scenario::new(
    "wrong-key",
    "The private key does not belong to the client's certificate.",
    "+MQTTOPEN: 1,0 comes with TLS and both files, and AT+GTSSLERR? shows -14.",
    &[Fault::always(What::Tls(TlsFault::OtherKey))],
);
