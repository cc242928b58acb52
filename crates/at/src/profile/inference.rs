//! What a row says without a manual saying it: such a limit warns, and forbids nothing.

/// Something that no manual states, and that was concluded or seen in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Inference {
    /// Clients 101 and 102 are missing where the commands for MQTT-SN are (003: the rows name the commands; 1.2 has the clients).
    SnClients,
    /// The commands for MQTT-SN are missing, although a limit is printed for them (003, row 9 against 1.13).
    SnCommands,
    /// The limit of a command that the same series is said to lack (003, 1.13 against row 9).
    SnClientId,
    /// The name of the row, which is printed as `MC9O1x` (003, row 18).
    Name,
    /// `\22` and `\5C` for quote and backslash (V.250, 5.4.2.2; seen in use).
    Escapes,
    /// The size of certificates and keys (seen on an L610, and not known of others).
    TlsFile,
    /// The longest payload of `+MQTTMSG` (001, 1.9 prints none; 000 and 003 do).
    Message,
    /// The longest access key (003, 1.18: the value is not printed).
    AccessKey,
    /// User name and password of a dial-up (004, 3.1 names no limit).
    DialLogin,
}

impl Inference {
    /// Every inference.
    pub const ALL: &'static [Self] = &[
        Self::SnClients,
        Self::SnCommands,
        Self::SnClientId,
        Self::Name,
        Self::Escapes,
        Self::TlsFile,
        Self::Message,
        Self::AccessKey,
        Self::DialLogin,
    ];

    /// The id of the sentence that says what it rests on.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::SnClients => "inference-sn-clients",
            Self::SnCommands => "inference-sn-commands",
            Self::SnClientId => "inference-sn-client-id",
            Self::Name => "inference-name",
            Self::Escapes => "inference-escapes",
            Self::TlsFile => "inference-tls-file",
            Self::Message => "inference-message",
            Self::AccessKey => "inference-access-key",
            Self::DialLogin => "inference-dial-login",
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// What is inferred in one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inferences(u16);

impl Inferences {
    /// These.
    #[must_use]
    pub(super) const fn of(list: &[Inference]) -> Self {
        let mut bits = 0;
        let mut rest = list;
        while let [first, more @ ..] = rest {
            bits |= first.bit();
            rest = more;
        }
        Self(bits)
    }

    /// The same and one more.
    #[must_use]
    pub(super) const fn and(self, more: Inference) -> Self {
        Self(self.0 | more.bit())
    }

    /// The same without one.
    #[must_use]
    pub(super) const fn without(self, one: Inference) -> Self {
        Self(self.0 & !one.bit())
    }

    /// Whether it is among them.
    #[must_use]
    pub const fn has(self, one: Inference) -> bool {
        self.0 & one.bit() != 0
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = Inference> {
        Inference::ALL.iter().copied().filter(move |one| self.has(*one))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{ClientIndex, Problem, TlsFile};
    use crate::profile::{Feature, Manual, PERMISSIVE, Profile, SERIES};

    #[test]
    fn inferences_are_told_apart() {
        let some = Inferences::of(&[Inference::Escapes]).and(Inference::Name).without(Inference::Escapes);
        assert_eq!(some.iter().collect::<Vec<_>>(), [Inference::Name]);
        for (index, one) in Inference::ALL.iter().enumerate() {
            assert!(Inference::ALL.iter().skip(index + 1).all(|other| other.bit() != one.bit()));
        }
    }

    #[test]
    fn the_clients_of_mqtt_sn_are_inferred_to_be_missing_wherever_the_manual_for_all_series_does_not_have_their_commands()
     {
        for row in SERIES.iter().filter(|row| !row.has(Feature::MqttSn)) {
            let says_so = row.source.manual == Manual::Nl668V126;
            assert_eq!(row.infers(Inference::SnClients), !says_so, "{}", row.name);
            let client = ClientIndex::on(row, 101);
            assert_eq!(client.is_ok(), !says_so, "{}: an inferred limit forbids nothing", row.name);
            assert_eq!(ClientIndex::on(row, 3), Err(Problem::NoSuchClient { clients: row.clients }), "{}", row.name);
        }
        assert!(SERIES.iter().filter(|row| row.has(Feature::MqttSn)).all(|row| !row.infers(Inference::SnClients)));
    }

    #[test]
    fn what_is_inferred_stands_in_its_row() {
        for (name, one, expected) in [
            ("MC91x", Inference::Name, true),
            ("MC66x", Inference::Name, false),
            ("MC100E", Inference::SnCommands, true),
            ("MC100E", Inference::SnClientId, true),
            ("MC10x", Inference::SnCommands, false),
            ("MA510", Inference::SnClientId, false),
            ("NL668/M910 (2019)", Inference::Message, true),
            ("L610", Inference::Message, false),
        ] {
            assert_eq!(Profile::named(name).unwrap().infers(one), expected, "{name} {one:?}");
        }
        for row in Profile::all() {
            let seen_in_use = row.name == "L610";
            assert_eq!(
                (row.infers(Inference::Escapes), row.infers(Inference::TlsFile)),
                (true, !seen_in_use),
                "{}",
                row.name
            );
        }
    }

    #[test]
    fn only_what_a_manual_denies_is_denied() {
        for (name, feature, denied) in [
            ("MC100E", Feature::MqttSnCommands, false),
            ("MC10x", Feature::MqttSnCommands, true),
            ("MC10x", Feature::MqttSn, false),
            ("NL668/M910 (2019)", Feature::MqttSn, true),
            ("NL668-AM", Feature::Tls, true),
            ("L610", Feature::Tls, false),
        ] {
            let row = Profile::named(name).unwrap();
            assert_eq!((row.denies(feature), row.require(feature).is_err()), (denied, denied), "{name} {feature:?}");
        }
    }

    #[test]
    fn a_file_of_any_size_goes_to_a_module_whose_limit_is_not_known() {
        for size in [1, 3, 8_193] {
            assert!(TlsFile::new(&PERMISSIVE, vec![b'x'; size]).is_ok(), "{size}");
        }
        assert_eq!(TlsFile::new(&PERMISSIVE, Vec::new()).err(), Some(Problem::Empty));
        let l610 = Profile::for_model("L610");
        for (size, problem) in [
            (3, Some(Problem::TooShort { bytes: 3, min: 4 })),
            (4, None),
            (8_192, None),
            (8_193, Some(Problem::TooLong { bytes: 8_193, max: 8_192 })),
        ] {
            assert_eq!(TlsFile::new(l610, vec![b'x'; size]).err(), problem, "{size}");
        }
    }
}
