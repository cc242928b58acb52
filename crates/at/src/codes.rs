//! What the numbers of the manuals stand for: one table each, unknown values kept.

/// Defines an enum over a number that keeps values which the manuals do not list, as rustls does.
macro_rules! code_table {
    ($(#[$doc:meta])* $name:ident: $int:ty { $($(#[$vdoc:meta])* $variant:ident = $value:expr,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
            /// A value that no manual lists, as it came.
            Unlisted($int),
        }

        impl $name {
            /// Every value that the manuals list, in their order.
            pub const LISTED: &'static [Self] = &[$(Self::$variant,)+];

            /// The number on the wire.
            #[must_use]
            pub const fn number(self) -> $int {
                match self { $(Self::$variant => $value,)+ Self::Unlisted(n) => n }
            }
        }

        impl From<$int> for $name {
            fn from(n: $int) -> Self {
                match n { $(n if n == $value => Self::$variant,)+ other => Self::Unlisted(other) }
            }
        }
    };
}

mod cme;

pub use cme::CmeError;

code_table! {
    /// The error numbers of the MQTT commands, which are the return codes of MQTT's CONNACK plus 699 (000, 001 and 003,
    /// chapter 2). Opening a connection produces them, and what logs in for the host: registering with a cloud (003, 1.17).
    MqttError: u16 {
        /// The server does not speak this version of MQTT.
        UnacceptableProtocolVersion = 700,
        /// The server does not accept the client id string.
        IdentifierRejected = 701,
        /// The server is reached, but its MQTT service is not available.
        ServerUnavailable = 702,
        /// The server does not accept user name and password.
        BadUserNameOrPassword = 703,
        /// The client may not connect.
        NotAuthorized = 704,
    }
}

code_table! {
    /// Why a connection broke, the second field of `+MQTTBREAK` (000, 001 and 003, 1.4).
    BreakCause: u8 {
        /// The server ended the connection, or did not answer a ping.
        Server = 1,
        /// The radio link is gone, and the IP address with it.
        LinkDown = 2,
        /// The module is no longer registered with the network.
        NotRegistered = 3,
    }
}

code_table! {
    /// Network registration, the `<stat>` of `+CREG`, `+CGREG` and `+CEREG` (3GPP TS 27.007, 7.2 and 10.1.20).
    Registration: u8 {
        /// Not registered, and not searching.
        NotSearching = 0,
        /// Registered with the home network.
        Home = 1,
        /// Not registered yet, searching.
        Searching = 2,
        /// The network refused.
        Denied = 3,
        /// Out of coverage, or not known.
        Unknown = 4,
        /// Registered while roaming.
        Roaming = 5,
        /// Registered for SMS only, home network.
        SmsOnlyHome = 6,
        /// Registered for SMS only, roaming.
        SmsOnlyRoaming = 7,
        /// Emergency calls only.
        EmergencyOnly = 8,
    }
}

impl Registration {
    /// Whether data service is available: at home or roaming (004, 3.1).
    #[must_use]
    pub const fn has_data(self) -> bool {
        matches!(self, Self::Home | Self::Roaming)
    }
}

code_table! {
    /// What `+MQTTSNREG` says of a registration (003, 1.14).
    SnRegistration: u8 {
        /// It failed.
        Failed = 0,
        /// The gateway did what the client asked for.
        Registered = 1,
        /// The gateway registered a topic of its own accord.
        ByGateway = 2,
    }
}

code_table! {
    /// How far the registration with Tuya has come, the second field of `+MQTTAUTHEVENT` (003, 1.19).
    TuyaEvent: u8 {
        /// The client starts anew.
        Reset = 1,
        /// Binding has begun.
        BindStart = 2,
        /// The token for binding is in use.
        BindTokenOn = 3,
        /// The device is activated.
        Activated = 4,
        /// Connected.
        Connected = 5,
        /// Disconnected.
        Disconnected = 6,
        /// Binding has stopped.
        BindStop = 7,
    }
}

impl TuyaEvent {
    /// The words that the manual prints beside the numbers, whose type it calls a string.
    const WORDS: [(&str, Self); 7] = [
        ("RESET", Self::Reset),
        ("BIND START", Self::BindStart),
        ("BIND TOKEN ON", Self::BindTokenOn),
        ("ACTIVATE SUCCESSED", Self::Activated),
        ("MQTT CONNECTED", Self::Connected),
        ("MQTT DISCONNECT", Self::Disconnected),
        ("BIND STOP", Self::BindStop),
    ];

    /// Reads the second field: a number, a word, or a number with a word behind it, `1 RESET`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let words = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let (number, words) = (text.strip_suffix(words)?, words.trim_start());
        if !number.is_empty() {
            return number.parse::<u8>().ok().map(Self::from);
        }
        // What stands behind a colon is the manual's explanation.
        let word = words.split(':').next()?.trim_end();
        Self::WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, event)| *event)
    }
}

code_table! {
    /// How a device proves who it is to Tencent Cloud, the second field of `+MQTTAUTHDYN: 2` (003, 1.17).
    CloudEncryption: u8 {
        /// By a certificate.
        Certificate = 1,
        /// By a key that both know.
        Psk = 2,
    }
}

code_table! {
    /// Whether China Unicom took a device in, the second field of `+MQTTAUTHDYN: 3` (003, 1.17). Contrary to all other statuses,
    /// 0 is success.
    CloudStatus: u8 {
        /// It did.
        Success = 0,
        /// It did not.
        Failed = 1,
    }
}

code_table! {
    /// The version of TLS, the number of `+GTSSLVER` (004, 4.2.1).
    TlsVersion: u8 {
        /// SSL 3.0, which no broker should speak any more.
        Ssl30 = 1,
        /// TLS 1.0.
        Tls10 = 2,
        /// TLS 1.1.
        Tls11 = 3,
        /// TLS 1.2.
        Tls12 = 4,
    }
}

/// Why the last TLS connection failed, by the number of `+GTSSLERR`. The manuals do not list the numbers; the groups are those
/// that users of an L610 report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TlsError {
    /// 0: nothing failed.
    None,
    /// -7, -8, -9 and -20: the handshake did not come about.
    Handshake(i32),
    /// -11: the broker's certificate was not accepted, because of the authority or of the module's clock.
    Certificate(i32),
    /// -12 to -19: a file that was loaded cannot be used.
    File(i32),
    /// Any other number, as it came.
    Unlisted(i32),
}

impl From<i32> for TlsError {
    fn from(number: i32) -> Self {
        match number {
            0 => Self::None,
            -9..=-7 | -20 => Self::Handshake(number),
            -11 => Self::Certificate(number),
            -19..=-12 => Self::File(number),
            other => Self::Unlisted(other),
        }
    }
}

impl TlsError {
    /// The number on the wire.
    #[must_use]
    pub const fn number(self) -> i32 {
        match self {
            Self::None => 0,
            Self::Handshake(n) | Self::Certificate(n) | Self::File(n) | Self::Unlisted(n) => n,
        }
    }
}

/// How good a signal is, by the first field of `+CSQ` (004, 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SignalQuality {
    /// 99: not known, or no network.
    Unknown,
    /// 0 to 12: connections drop.
    Weak,
    /// 13 to 20.
    Fair,
    /// 21 to 31.
    Good,
    /// Outside the range of the manual, as it came.
    Unlisted(u16),
}

impl SignalQuality {
    /// The quality that stands for this received signal strength.
    #[must_use]
    pub const fn of(rssi: u16) -> Self {
        match rssi {
            0..=12 => Self::Weak,
            13..=20 => Self::Fair,
            21..=31 => Self::Good,
            99 => Self::Unknown,
            other => Self::Unlisted(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_code_survives_the_way_to_its_number_and_back() {
        for code in MqttError::LISTED {
            assert_eq!(MqttError::from(code.number()), *code);
        }
        for code in BreakCause::LISTED {
            assert_eq!(BreakCause::from(code.number()), *code);
        }
        for code in Registration::LISTED {
            assert_eq!(Registration::from(code.number()), *code);
        }
        for code in TlsVersion::LISTED {
            assert_eq!(TlsVersion::from(code.number()), *code);
        }
        for number in -30..5 {
            assert_eq!(TlsError::from(number).number(), number);
        }
    }

    #[test]
    fn an_event_of_tuyas_is_read_from_its_number_its_word_or_both() {
        for event in TuyaEvent::LISTED {
            let word = TuyaEvent::WORDS.iter().find(|(_, known)| known == event).unwrap().0;
            let number = event.number();
            for text in [number.to_string(), word.to_owned(), word.to_lowercase(), format!("{number} {word}")] {
                assert_eq!(TuyaEvent::read(&text), Some(*event), "{text}");
            }
            assert_eq!(TuyaEvent::read(&format!("{word}: as the manual explains it")), Some(*event));
        }
        for (text, expected) in [("12", Some(TuyaEvent::Unlisted(12))), ("300", None), ("", None), ("SLEEP", None)] {
            assert_eq!(TuyaEvent::read(text), expected, "{text}");
        }
    }

    #[test]
    fn an_unknown_code_is_kept_as_it_came() {
        assert_eq!(BreakCause::from(9), BreakCause::Unlisted(9));
        assert_eq!(BreakCause::Unlisted(9).number(), 9);
    }

    #[test]
    fn signal_strength_follows_the_figures_of_the_application_guide() {
        for (rssi, quality) in [
            (0, SignalQuality::Weak),
            (12, SignalQuality::Weak),
            (13, SignalQuality::Fair),
            (20, SignalQuality::Fair),
            (21, SignalQuality::Good),
            (31, SignalQuality::Good),
            (32, SignalQuality::Unlisted(32)),
            (99, SignalQuality::Unknown),
        ] {
            assert_eq!(SignalQuality::of(rssi), quality, "{rssi}");
        }
    }
}
