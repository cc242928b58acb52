//! Numbers of commands: client, port, keep alive and quality of service.

use std::num::NonZeroU16;

use super::Problem;
use crate::profile::{Feature, Profile};

/// Which of the module's connections a command is for: 1 and 2 are MQTT, 101 and 102 are MQTT-SN (003, 1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClientIndex(u8);

impl ClientIndex {
    /// Every client that any series has.
    pub const ALL: [Self; 4] = [Self(1), Self(2), Self(101), Self(102)];

    /// The client with this number, on any series.
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|client| client.0 == number)
    }

    /// The client with this number, where the series has it, or is only inferred not to.
    ///
    /// # Errors
    /// [`Problem::NoSuchClient`] with the clients that the series has.
    pub fn on(profile: &Profile, number: u32) -> Result<Self, Problem> {
        let client = u8::try_from(number).ok().and_then(Self::new);
        let may_be =
            |client: &Self| profile.clients.contains(&client.0) || (client.is_sn() && !profile.denies(Feature::MqttSn));
        client.filter(may_be).ok_or(Problem::NoSuchClient { clients: profile.clients })
    }

    /// The number on the wire.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// That it speaks MQTT-SN.
    ///
    /// # Errors
    /// [`Problem::NeedsSnClient`] where it speaks MQTT.
    pub const fn require_sn(self) -> Result<(), Problem> {
        if self.is_sn() { Ok(()) } else { Err(Problem::NeedsSnClient) }
    }

    /// Whether it speaks MQTT-SN.
    #[must_use]
    pub const fn is_sn(self) -> bool {
        self.0 > 100
    }
}

impl std::fmt::Display for ClientIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The number of a PDP context, 1 to 255 here; how many there are is for the module to say (3GPP TS 27.007, 10.1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContextId(u8);

impl ContextId {
    /// The context that modules use where none is named.
    pub const FIRST: Self = Self(1);

    /// Checks a number.
    ///
    /// # Errors
    /// [`Problem::OutOfRange`] outside 1 to 255.
    pub fn new(number: u32) -> Result<Self, Problem> {
        let number = u8::try_from(number).ok().filter(|number| *number > 0).map(Self);
        number.ok_or(Problem::OutOfRange { min: 1, max: u8::MAX.into() })
    }

    /// The number on the wire.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// A broker's TCP port, 1 to 65535.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Port(NonZeroU16);

impl Port {
    /// The port of plain MQTT.
    pub const MQTT: u16 = 1883;
    /// The port of MQTT over TLS.
    pub const MQTTS: u16 = 8883;

    /// Checks a number.
    ///
    /// # Errors
    /// [`Problem::OutOfRange`] outside 1 to 65535.
    pub fn new(number: u32) -> Result<Self, Problem> {
        u16::try_from(number)
            .ok()
            .and_then(NonZeroU16::new)
            .map(Self)
            .ok_or(Problem::OutOfRange { min: 1, max: u16::MAX.into() })
    }

    /// Reads what a person typed.
    ///
    /// # Errors
    /// [`Problem::Empty`], [`Problem::NotANumber`] or [`Problem::OutOfRange`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::new(whole_number(text, 1, u16::MAX.into())?)
    }

    /// The number on the wire.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0.get()
    }
}

/// The longest silence before the module pings the broker, in seconds. All manuals give 1 to 300.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeepAlive(u16);

impl KeepAlive {
    /// Checks a number against the range of the series.
    ///
    /// # Errors
    /// [`Problem::OutOfRange`] with that range.
    pub fn on(profile: &Profile, seconds: u32) -> Result<Self, Problem> {
        let (min, max) = profile.keep_alive;
        match u16::try_from(seconds) {
            Ok(seconds) if (min..=max).contains(&seconds) => Ok(Self(seconds)),
            _ => Err(Problem::OutOfRange { min: min.into(), max: max.into() }),
        }
    }

    /// Reads what a person typed.
    ///
    /// # Errors
    /// [`Problem::Empty`], [`Problem::NotANumber`] or [`Problem::OutOfRange`].
    pub fn parse(profile: &Profile, text: &str) -> Result<Self, Problem> {
        let (min, max) = profile.keep_alive;
        Self::on(profile, whole_number(text, min.into(), max.into())?)
    }

    /// The seconds on the wire.
    #[must_use]
    pub const fn seconds(self) -> u16 {
        self.0
    }
}

/// Quality of service (MQTT 3.1.1, 4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Qos {
    /// At most once.
    #[default]
    AtMostOnce,
    /// At least once.
    AtLeastOnce,
    /// Exactly once.
    ExactlyOnce,
}

impl Qos {
    /// Checks a number.
    ///
    /// # Errors
    /// [`Problem::OutOfRange`] outside 0 to 2.
    pub const fn new(number: u32) -> Result<Self, Problem> {
        match number {
            0 => Ok(Self::AtMostOnce),
            1 => Ok(Self::AtLeastOnce),
            2 => Ok(Self::ExactlyOnce),
            _ => Err(Problem::OutOfRange { min: 0, max: 2 }),
        }
    }

    /// The number on the wire.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::AtMostOnce => 0,
            Self::AtLeastOnce => 1,
            Self::ExactlyOnce => 2,
        }
    }
}

/// A whole number as a person types it. One that no integer type holds is out of range, not malformed.
pub(crate) fn whole_number(text: &str, min: u32, max: u32) -> Result<u32, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.bytes().all(|b| b.is_ascii_digit()) || digits.is_empty() {
        return Err(Problem::NotANumber);
    }
    text.parse().map_err(|_| Problem::OutOfRange { min, max })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::PERMISSIVE;

    #[test]
    fn ports_reach_from_1_to_65535() {
        let range = Problem::OutOfRange { min: 1, max: 65535 };
        for (text, expected) in [
            ("1", Ok(1)),
            (" 1883 ", Ok(1883)),
            ("65535", Ok(65535)),
            ("0", Err(range.clone())),
            ("65536", Err(range.clone())),
            ("99999999999999999999", Err(range.clone())),
            ("-1", Err(range)),
            ("", Err(Problem::Empty)),
            ("http", Err(Problem::NotANumber)),
            ("18.83", Err(Problem::NotANumber)),
        ] {
            assert_eq!(Port::parse(text).map(Port::number), expected, "{text:?}");
        }
    }

    #[test]
    fn keep_alive_follows_the_range_of_the_series() {
        let range = Problem::OutOfRange { min: 1, max: 300 };
        for (text, expected) in
            [("1", Ok(1)), ("300", Ok(300)), ("0", Err(range.clone())), ("301", Err(range)), ("", Err(Problem::Empty))]
        {
            assert_eq!(KeepAlive::parse(&PERMISSIVE, text).map(KeepAlive::seconds), expected, "{text:?}");
        }
    }

    #[test]
    fn a_client_exists_where_the_series_has_it() {
        let l610 = Profile::for_model("L610");
        let nl668 = Profile::for_model("M910-GL");
        assert_eq!(ClientIndex::on(l610, 101).map(ClientIndex::number), Ok(101));
        assert_eq!(ClientIndex::on(nl668, 101), Err(Problem::NoSuchClient { clients: &[1, 2] }));
        assert_eq!(ClientIndex::on(l610, 3), Err(Problem::NoSuchClient { clients: &[1, 2, 101, 102] }));
        assert_eq!(ContextId::new(255).map(ContextId::number), Ok(255));
        for number in [0, 256] {
            assert_eq!(ContextId::new(number), Err(Problem::OutOfRange { min: 1, max: 255 }));
        }
        assert_eq!(ClientIndex::on(l610, 257), Err(Problem::NoSuchClient { clients: &[1, 2, 101, 102] }));
    }
}
