//! Texts of commands: topic, host, user name and the like. None can hold what would end or break a command line.

use super::Problem;
use crate::profile::Profile;

/// Defines a checked text with the usual conversions.
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text, unescaped.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

text_type! {
    /// A topic to publish to: 1 to 255 printable ASCII characters, no wildcard (003, 1.7; MQTT 3.1.1, 4.7).
    Topic
}
text_type! {
    /// A topic filter to subscribe to: a topic in which levels may be `+` and the last one `#` (MQTT 3.1.1, 4.7.1).
    TopicFilter
}
text_type! {
    /// Host name or IP address of a broker, at most 255 characters (003, 1.2).
    Host
}
text_type! {
    /// Access point name, as the operator gives it.
    Apn
}
text_type! {
    /// User name of MQTTUSER. May be empty.
    Username
}

impl Default for Username {
    /// No user name.
    fn default() -> Self {
        Self(String::new())
    }
}
text_type! {
    /// Client id string of MQTTUSER.
    ClientIdString
}
text_type! {
    /// Client id string of MQTTSNCID.
    SnClientIdString
}

/// Password of MQTTUSER. May be empty. Never printed by `Debug`.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Password(String);

impl Topic {
    /// Checks a topic.
    ///
    /// # Errors
    /// [`Problem::Empty`], [`Problem::TooLong`], [`Problem::LineBreak`], [`Problem::NotAllowed`] or [`Problem::Wildcard`].
    pub fn parse(profile: &Profile, text: &str) -> Result<Self, Problem> {
        check_topic(text, profile.topic_max)?;
        match text.char_indices().find(|(_, c)| matches!(c, '+' | '#')) {
            Some((at, found)) => Err(Problem::Wildcard { at, found }),
            None => Ok(Self(text.to_owned())),
        }
    }
}

impl TopicFilter {
    /// Checks a topic filter.
    ///
    /// # Errors
    /// [`Problem::Empty`], [`Problem::TooLong`], [`Problem::LineBreak`], [`Problem::NotAllowed`] or
    /// [`Problem::MisplacedWildcard`].
    pub fn parse(profile: &Profile, text: &str) -> Result<Self, Problem> {
        check_topic(text, profile.topic_max)?;
        let mut start = 0;
        for level in text.split('/') {
            if let Some((offset, found)) = level.char_indices().find(|(_, character)| matches!(character, '+' | '#')) {
                let last = start + level.len() == text.len();
                if level.len() > 1 || (found == '#' && !last) {
                    return Err(Problem::MisplacedWildcard { at: start + offset, found });
                }
            }
            start += level.len() + 1;
        }
        Ok(Self(text.to_owned()))
    }

    /// Whether a topic matches this filter (MQTT 3.1.1, 4.7).
    #[must_use]
    pub fn matches(&self, topic: &str) -> bool {
        filter_matches(&self.0, topic)
    }
}

/// Whether a topic matches a filter. A leading `$` is not matched by a leading wildcard.
#[must_use]
pub fn filter_matches(filter: &str, topic: &str) -> bool {
    if topic.starts_with('$') && filter.starts_with(['+', '#']) {
        return false;
    }
    let (mut filter, mut topic) = (filter.split('/'), topic.split('/'));
    loop {
        match (filter.next(), topic.next()) {
            (Some("#"), _) | (None, None) => return true,
            (Some("+"), Some(_)) => {}
            (Some(level), Some(name)) if level == name => {}
            _ => return false,
        }
    }
}

impl Host {
    /// Checks a host name. Blanks and line breaks never belong there, nor scheme, login and port: a login would be sent and shown with the host.
    ///
    /// # Errors
    /// [`Problem::Empty`], [`Problem::TooLong`], [`Problem::LineBreak`] or [`Problem::NotAllowed`].
    pub fn parse(profile: &Profile, text: &str) -> Result<Self, Problem> {
        required(text, profile.host_max)?;
        printable(text)?;
        let is_v6 = text.trim_matches(['[', ']']).parse::<std::net::Ipv6Addr>().is_ok();
        let refused = |c: char| matches!(c, ' ' | '"' | '\\' | '/' | ',' | '@') || (c == ':' && !is_v6);
        match text.char_indices().find(|(_, c)| refused(*c)) {
            Some((at, found)) => Err(Problem::NotAllowed { at, found }),
            None => Ok(Self(text.to_owned())),
        }
    }
}

impl Apn {
    /// The longest APN (3GPP TS 23.003, 9.1).
    pub const MAX: usize = 100;

    /// Checks an APN.
    ///
    /// # Errors
    /// [`Problem::Empty`], [`Problem::TooLong`], [`Problem::LineBreak`] or [`Problem::NotAllowed`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        required(text, Self::MAX)?;
        printable(text)?;
        match text.char_indices().find(|(_, c)| matches!(c, ' ' | '"' | '\\' | ',')) {
            Some((at, found)) => Err(Problem::NotAllowed { at, found }),
            None => Ok(Self(text.to_owned())),
        }
    }
}

impl Username {
    /// Checks a user name against the series.
    ///
    /// # Errors
    /// [`Problem::TooLong`], [`Problem::LineBreak`] or [`Problem::NotAllowed`] for a control character.
    pub fn parse(profile: &Profile, text: &str) -> Result<Self, Problem> {
        credential(text, profile.username_max).map(Self)
    }
}

impl Password {
    /// Checks a password against the series.
    ///
    /// # Errors
    /// [`Problem::TooLong`], [`Problem::LineBreak`] or [`Problem::NotAllowed`] for a control character.
    pub fn parse(profile: &Profile, text: &str) -> Result<Self, Problem> {
        credential(text, profile.password_max).map(Self)
    }

    /// The password itself, for the command line.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

impl ClientIdString {
    /// Checks a client id string against the series.
    ///
    /// # Errors
    /// [`Problem::Empty`], [`Problem::TooLong`], [`Problem::LineBreak`] or [`Problem::NotAllowed`].
    pub fn parse(profile: &Profile, text: &str) -> Result<Self, Problem> {
        required(text, profile.client_id_max)?;
        credential(text, profile.client_id_max).map(Self)
    }
}

impl SnClientIdString {
    /// Checks a client id string for MQTT-SN against the series.
    ///
    /// # Errors
    /// [`Problem::Empty`], [`Problem::TooLong`], [`Problem::LineBreak`] or [`Problem::NotAllowed`].
    pub fn parse(profile: &Profile, text: &str) -> Result<Self, Problem> {
        required(text, profile.sn_client_id_max)?;
        credential(text, profile.sn_client_id_max).map(Self)
    }
}

fn required(text: &str, max: usize) -> Result<(), Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    not_longer(text, max)
}

pub(crate) fn not_longer(text: &str, max: usize) -> Result<(), Problem> {
    if text.len() > max { Err(Problem::TooLong { bytes: text.len(), max }) } else { Ok(()) }
}

fn check_topic(text: &str, max: usize) -> Result<(), Problem> {
    required(text, max)?;
    printable(text)
}

fn credential(text: &str, max: usize) -> Result<String, Problem> {
    not_longer(text, max)?;
    control_character(text)?;
    Ok(text.to_owned())
}

/// Printable ASCII only, which is what the manuals allow in topics and hosts.
fn printable(text: &str) -> Result<(), Problem> {
    control_character(text)?;
    match text.char_indices().find(|(_, c)| !c.is_ascii()) {
        Some((at, found)) => Err(Problem::NotAllowed { at, found }),
        None => Ok(()),
    }
}

/// The text without blanks around it. Most texts have none, and that is seen from two bytes.
pub(crate) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

/// The text without blanks before it.
pub(crate) fn trimmed_start(text: &str) -> &str {
    if matches!(text.as_bytes(), [b'!'..=b'~', ..]) { text } else { text.trim_start() }
}

/// The text without blanks behind it.
pub(crate) fn trimmed_end(text: &str) -> &str {
    if matches!(text.as_bytes(), [.., b'!'..=b'~']) { text } else { text.trim_end() }
}

/// The bytes as text, with a replacement sign for each part that is not UTF-8.
pub(crate) fn text_of(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes).into_owned(), str::to_owned)
}

/// Refuses control characters, and what is no character at all: no text of a command can hold them.
pub(crate) fn control_character(text: &str) -> Result<(), Problem> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Ok(());
    }
    match text.char_indices().find(|(_, c)| c.is_control() || is_no_character(*c)) {
        Some((at, '\r' | '\n')) => Err(Problem::LineBreak { at }),
        Some((at, found)) => Err(Problem::NotAllowed { at, found }),
        None => Ok(()),
    }
}

/// Whether a character stands for none: what Unicode will never assign (MQTT 3.1.1, 1.5.3), and the end of its private area, where forms keep
/// halves of characters that were typed.
const fn is_no_character(character: char) -> bool {
    let code = character as u32;
    code & 0xFFFE == 0xFFFE || matches!(code, 0xFDD0..=0xFDEF | 0x10_F800..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Request;
    use crate::profile::PERMISSIVE;

    #[test]
    fn what_is_no_character_is_in_no_text() {
        for found in ['\u{FDD0}', '\u{FFFE}', '\u{FFFF}', '\u{1FFFE}', '\u{10F800}', '\u{10F83D}', '\u{10FFFF}'] {
            let text = format!("a{found}");
            let refused = Err(Problem::NotAllowed { at: 1, found });
            assert_eq!(Username::parse(&PERMISSIVE, &text).map(drop), refused, "{found:?}");
            assert_eq!(Password::parse(&PERMISSIVE, &text).map(drop), refused, "{found:?}");
            assert_eq!(ClientIdString::parse(&PERMISSIVE, &text).map(drop), refused, "{found:?}");
            assert_eq!(Request::raw(&text, None).map(drop), refused, "{found:?}");
        }
        for text in ["größe", "温度", "😀", "\u{E000}", "\u{FFFD}", "\u{10F7FF}"] {
            assert_eq!(Username::parse(&PERMISSIVE, text).map(drop), Ok(()), "{text}");
        }
    }

    #[test]
    fn a_line_is_sent_up_to_its_limit() {
        let line = |bytes: usize| format!("AT{}", "A".repeat(bytes - 2));
        assert_eq!(Request::raw(&line(Request::LINE_MAX), None).map(drop), Ok(()));
        let bytes = Request::LINE_MAX + 1;
        let refused = Err(Problem::TooLong { bytes, max: Request::LINE_MAX });
        assert_eq!(Request::raw(&line(bytes), None).map(drop), refused);
        assert_eq!(Request::raw(&" ".repeat(bytes), None).map(drop), refused);
    }

    #[test]
    fn topics_are_refused_for_the_right_reason() {
        let long = "t".repeat(256);
        for (text, expected) in [
            ("plant/7", None),
            ("a b", None),
            ("$SYS/x", None),
            ("", Some(Problem::Empty)),
            (long.as_str(), Some(Problem::TooLong { bytes: 256, max: 255 })),
            ("a\r\nb", Some(Problem::LineBreak { at: 1 })),
            ("a\tb", Some(Problem::NotAllowed { at: 1, found: '\t' })),
            ("grün", Some(Problem::NotAllowed { at: 2, found: 'ü' })),
            ("plant/+/x", Some(Problem::Wildcard { at: 6, found: '+' })),
            ("plant/#", Some(Problem::Wildcard { at: 6, found: '#' })),
        ] {
            assert_eq!(Topic::parse(&PERMISSIVE, text).err(), expected, "{text:?}");
        }
        assert!(Topic::parse(&PERMISSIVE, &"t".repeat(255)).is_ok());
    }

    #[test]
    fn filters_take_wildcards_only_where_they_fill_a_level() {
        for (text, expected) in [
            ("#", None),
            ("+", None),
            ("plant/+/x/#", None),
            ("plant/x+", Some(Problem::MisplacedWildcard { at: 7, found: '+' })),
            ("plant/#/x", Some(Problem::MisplacedWildcard { at: 6, found: '#' })),
            ("plant#", Some(Problem::MisplacedWildcard { at: 5, found: '#' })),
        ] {
            assert_eq!(TopicFilter::parse(&PERMISSIVE, text).err(), expected, "{text:?}");
        }
    }

    #[test]
    fn filters_match_as_mqtt_says() {
        for (filter, topic, expected) in [
            ("a/b", "a/b", true),
            ("a/+", "a/b", true),
            ("a/+", "a/b/c", false),
            ("a/#", "a", true),
            ("a/#", "a/b/c", true),
            ("#", "a/b", true),
            ("#", "$SYS/x", false),
            ("+/x", "$SYS/x", false),
            ("$SYS/#", "$SYS/x", true),
            ("+", "", true),
        ] {
            assert_eq!(filter_matches(filter, topic), expected, "{filter} {topic}");
        }
    }

    #[test]
    fn a_password_follows_the_limit_of_the_series_and_hides_in_debug() {
        let nl668 = Profile::for_model("NL668-CN");
        assert_eq!(Password::parse(nl668, &"p".repeat(129)).err(), Some(Problem::TooLong { bytes: 129, max: 128 }));
        let password = Password::parse(nl668, "hunter2").unwrap();
        assert_eq!(format!("{password:?}"), "Password(…)");
    }

    #[test]
    fn hosts_are_refused_for_the_right_reason() {
        let long = "h".repeat(256);
        for (text, expected) in [
            ("broker.local", None),
            ("", Some(Problem::Empty)),
            (long.as_str(), Some(Problem::TooLong { bytes: 256, max: 255 })),
            ("mqtt://x", Some(Problem::NotAllowed { at: 4, found: ':' })),
            ("alice:secret@h", Some(Problem::NotAllowed { at: 5, found: ':' })),
            ("alice@h", Some(Problem::NotAllowed { at: 5, found: '@' })),
            ("h:1883", Some(Problem::NotAllowed { at: 1, found: ':' })),
            ("2001:db8::1", None),
            ("[2001:db8::1]", None),
            ("a b", Some(Problem::NotAllowed { at: 1, found: ' ' })),
        ] {
            assert_eq!(Host::parse(&PERMISSIVE, text).err(), expected, "{text:?}");
        }
    }
}
