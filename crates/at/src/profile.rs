//! What each module series can do and how much it takes: data, chosen by the model's name.

mod inference;
mod refined;
mod series;

pub use inference::{Inference, Inferences};
pub(crate) use refined::{Claim, Claims};
pub use refined::{Comparison, Refined, Statement, Subject, questions};
pub use series::{PERMISSIVE, SERIES};

use crate::args::Problem;

/// One of the vendor's manuals, by its title and version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Manual {
    /// L610 AT Commands User Manual MQTT, V1.0.1 (2020).
    L610V101,
    /// NL668 and M910 AT Commands User Manual MQTT, V1.2.6 (2019).
    Nl668V126,
    /// AT Commands User Manual MQTT for all series, V1.3 (2024).
    MqttV13,
    /// MQTT application guide, V1.2 (2025).
    GuideV12,
    /// 3GPP TS 27.007, AT command set for user equipment.
    Ts27007,
    /// ITU-T V.250, serial asynchronous automatic dialling and control.
    V250,
    /// No manual at hand: seen on modules in use.
    InUse,
    /// Not from a manual: the connected module said so in its answer to a test form.
    Module,
}

/// A place in a manual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Source {
    /// The manual.
    pub manual: Manual,
    /// The section, chapter or row in it, as printed.
    pub section: &'static str,
}

impl Source {
    /// The connected module.
    pub const MODULE: Self = Self { manual: Manual::Module, section: "" };
}

/// A part of the command set that not every series has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Feature {
    /// MQTT-SN clients 101 and 102.
    MqttSn,
    /// MQTTSNCID, MQTTSNREG, MQTTWTOPICUD and MQTTWMSGUD.
    MqttSnCommands,
    /// MQTTAUTHDYN, MQTTAUTHCFG and MQTTAUTHEVENT.
    CloudAuth,
    /// The sixth argument of MQTTOPEN and the GTSSL commands.
    Tls,
    /// MQTTWILL with a Datasize.
    WillByLength,
}

/// How a series words its errors (000, 001 and 003 differ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorForm {
    /// `+CME ERROR: n` for USER, OPEN, CONF and READ, bare `ERROR` for the rest (000 and 003).
    CmeOrBare,
    /// `ERROR: n` everywhere (001).
    NumberedError,
}

/// How a series tells that the broker answered CONNECT with a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusedOpen {
    /// By its number, 700 to 704, in the place of `OK` (000, 001 and 003, 1.2 and chapter 2).
    ByNumber,
    /// By `OK` and the status 0, without a number (seen on an L610).
    ByStatus,
}

/// What stands in for a client id string that was not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DefaultClientId {
    /// The IMEI alone (000, 001; 003 row 4 for MC610 and MC615).
    Imei,
    /// The IMEI followed by the client id, 23 bytes at most (003, 1.1).
    ImeiAndClient,
}

/// The limits and features of one series, or of one model within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// The name to show, and to choose it by: `L610`, `NL668-AM`, `MC66x`.
    pub name: &'static str,
    /// Beginnings of the model names (`AT+CGMM`) that belong here; the longest match over all profiles wins.
    pub models: &'static [&'static str],
    /// A model name that such a module answers to `AT+CGMM`, for the virtual module.
    pub example_model: &'static str,
    /// Where the row stands.
    pub source: Source,
    /// Most bytes of a user name.
    pub username_max: usize,
    /// Most bytes of a password.
    pub password_max: usize,
    /// Most bytes of a client id string.
    pub client_id_max: usize,
    /// What stands in for a client id string that was not set.
    pub default_client_id: DefaultClientId,
    /// The client ids of MQTT and, where there are any, of MQTT-SN.
    pub clients: &'static [u8],
    /// Whether the four commands for MQTT-SN exist.
    pub sn_commands: bool,
    /// Whether the three commands for cloud credentials exist.
    pub cloud_auth: bool,
    /// Whether MQTT over TLS exists.
    pub tls: bool,
    /// Whether MQTTWILL takes a Datasize.
    pub will_by_length: bool,
    /// Most payload bytes of a `+MQTTMSG`.
    pub message_max: usize,
    /// Most bytes of an MQTT-SN client id string.
    pub sn_client_id_max: usize,
    /// Most bytes of a topic.
    pub topic_max: usize,
    /// Most payload bytes of MQTTPUB, MQTTREAD and MQTTWILL.
    pub payload_max: usize,
    /// Most characters of a host name.
    pub host_max: usize,
    /// Shortest and longest keep alive, in seconds.
    pub keep_alive: (u16, u16),
    /// Fewest and most bytes of a certificate or key.
    pub tls_file: (usize, usize),
    /// How errors are worded.
    pub errors: ErrorForm,
    /// How a broker's refusal is told.
    pub refused_open: RefusedOpen,
    /// What of all this no manual says.
    pub inferred: Inferences,
}

impl Profile {
    /// Whether the series has a feature.
    #[must_use]
    pub fn has(&self, feature: Feature) -> bool {
        match feature {
            Feature::MqttSn => self.clients.iter().any(|id| *id > 100),
            Feature::MqttSnCommands => self.sn_commands,
            Feature::CloudAuth => self.cloud_auth,
            Feature::Tls => self.tls,
            Feature::WillByLength => self.will_by_length,
        }
    }

    /// Whether something of the row is inferred.
    #[must_use]
    pub const fn infers(&self, inference: Inference) -> bool {
        self.inferred.has(inference)
    }

    /// What it rests on that the series lacks a feature, where that is an inference.
    #[must_use]
    pub fn doubt(&self, feature: Feature) -> Option<Inference> {
        let inference = match feature {
            Feature::MqttSn => Inference::SnClients,
            Feature::MqttSnCommands => Inference::SnCommands,
            Feature::CloudAuth | Feature::Tls | Feature::WillByLength => return None,
        };
        (!self.has(feature) && self.infers(inference)).then_some(inference)
    }

    /// Whether a manual, or the module, says that the series lacks a feature.
    #[must_use]
    pub fn denies(&self, feature: Feature) -> bool {
        !self.has(feature) && self.doubt(feature).is_none()
    }

    /// The feature, unless it is denied: what is only inferred to be missing may be tried.
    ///
    /// # Errors
    /// [`Problem::Unsupported`] where it is.
    pub fn require(&self, feature: Feature) -> Result<(), Problem> {
        if self.denies(feature) { Err(Problem::Unsupported(feature)) } else { Ok(()) }
    }

    /// The row of the manual that these limits come from, before a module narrowed them.
    #[must_use]
    pub fn row(&self) -> &'static Self {
        Self::named(self.name).unwrap_or(&PERMISSIVE)
    }

    /// Who says that a feature is not there: the row, or, where the row has it, the module.
    #[must_use]
    pub fn source_without(&self, feature: Feature) -> Source {
        if self.row().has(feature) { Source::MODULE } else { self.source }
    }

    /// The profile with this name, or the one whose model prefix matches the name longest. Case does not matter. A model that
    /// no row knows gets [`PERMISSIVE`].
    #[must_use]
    pub fn for_model(model: &str) -> &'static Self {
        let model = model.trim().to_ascii_uppercase();
        SERIES
            .iter()
            .flat_map(|profile| profile.models.iter().map(move |prefix| (prefix, profile)))
            .filter(|(prefix, _)| model.starts_with(&prefix.to_ascii_uppercase()))
            .max_by_key(|(prefix, _)| prefix.len())
            .map_or(&PERMISSIVE, |(_, profile)| profile)
    }

    /// Every profile that can be chosen by hand: the series, and the one that forbids nothing.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        SERIES.iter().chain([&PERMISSIVE])
    }

    /// The profile with exactly this name, for a choice made by hand.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::all().find(|profile| profile.name.eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_prefix_chooses_the_profile() {
        for (model, name) in [
            ("L610-CN-00", "L610"),
            ("l610", "L610"),
            ("L611-CN", "L61x"),
            ("LC610N-XX", "LC610N"),
            ("LC610-XX", "LC61x"),
            ("MC610-CN", "MC610"),
            ("MC615-CN", "MC615"),
            ("NL668-AM-00", "NL668-AM"),
            ("NL668-CN-10", "NL66x"),
            ("MC100E", "MC100E"),
            ("MA510-GL", "MA510"),
            ("LE270-EU", "LE"),
            ("LE370-CN", "LE"),
            ("LE130", "LE13x/LE17x"),
            ("MC665-CN-00", "MC66x"),
            ("FG132-NA", "FG13x"),
            ("M910-GL-00", "NL668/M910 (2019)"),
            ("SIM7600", "Unknown model"),
            ("", "Unknown model"),
        ] {
            assert_eq!(Profile::for_model(model).name, name, "{model}");
        }
    }

    #[test]
    fn names_are_unique_and_every_example_model_finds_its_own_row() {
        for (index, profile) in SERIES.iter().enumerate() {
            assert!(SERIES.iter().skip(index + 1).all(|other| other.name != profile.name), "{}", profile.name);
            if !profile.models.is_empty() {
                assert_eq!(Profile::for_model(profile.example_model).name, profile.name);
            }
        }
    }

    #[test]
    fn only_three_rows_of_the_manual_lack_tls() {
        let without: Vec<_> =
            SERIES.iter().filter(|p| p.source.manual == Manual::MqttV13 && !p.tls).map(|p| p.name).collect();
        assert_eq!(without, ["LC610N", "MC615", "NL668-AM"]);
    }
}
