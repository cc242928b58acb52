//! Which commands a search finds, how they are grouped, and by which name an address asks for one.

use fibocom_at::commands::{LIST, Spec};
use fibocom_at::profile::{Feature, Profile, SERIES};

use crate::words;

/// What commands have to do with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Group {
    Module,
    Tls,
    Mqtt,
    MqttSn,
    Cloud,
}

impl Group {
    /// All of them, in the order of a session.
    pub(super) const ALL: [Self; 5] = [Self::Module, Self::Tls, Self::Mqtt, Self::MqttSn, Self::Cloud];

    /// The group of a command.
    pub(super) fn of(spec: &Spec) -> Self {
        match spec.feature {
            Some(Feature::Tls) => Self::Tls,
            Some(Feature::MqttSn | Feature::MqttSnCommands) => Self::MqttSn,
            Some(Feature::CloudAuth) => Self::Cloud,
            Some(Feature::WillByLength) => Self::Mqtt,
            None if spec.name.starts_with("+MQTT") => Self::Mqtt,
            None => Self::Module,
        }
    }
}

/// A command with the words that a search looks through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Indexed {
    pub(super) spec: &'static Spec,
    /// What it is about, in small letters.
    words: String,
}

/// Every command, ready to be searched.
pub(super) fn index() -> Vec<Indexed> {
    LIST.iter().map(|spec| Indexed { spec, words: words_of(spec) }).collect()
}

/// Name, what it is for, and the names of its parameters.
fn words_of(spec: &Spec) -> String {
    let mut words = format!("AT{} {} {}", spec.name, words::command(spec), words::command_purpose(spec));
    for parameter in spec.usages.iter().flat_map(|usage| usage.parameters) {
        words.push(' ');
        words.push_str(&words::parameter(parameter));
    }
    words.to_lowercase()
}

/// The commands that have every word of a search, those first whose name has the first word.
pub(super) fn found(index: &[Indexed], search: &str) -> Vec<&'static Spec> {
    let search = search.to_lowercase();
    let wanted: Vec<&str> = search.split_whitespace().collect();
    let fits = |entry: &&Indexed| wanted.iter().all(|word| entry.words.contains(word));
    let mut found: Vec<_> = index.iter().filter(fits).map(|entry| entry.spec).collect();
    if let Some(first) = wanted.first() {
        found.sort_by_key(|spec| !spec.shown_name().to_lowercase().contains(first));
    }
    found
}

/// The found commands by what they have to do with.
pub(super) fn grouped(found: &[&'static Spec]) -> Vec<(Group, Vec<&'static Spec>)> {
    let of = |group| found.iter().copied().filter(|spec| Group::of(spec) == group).collect::<Vec<_>>();
    Group::ALL.into_iter().map(|group| (group, of(group))).filter(|(_, specs)| !specs.is_empty()).collect()
}

/// The command that an address asks for, with or without `AT` and plus sign.
pub(super) fn named(place: &str) -> Option<&'static Spec> {
    let wanted = place.trim();
    let fits = |spec: &&&Spec| {
        let name = spec.shown_name();
        let plain = name.trim_start_matches('+');
        [name.as_str(), plain, &format!("AT{}", spec.name)].iter().any(|name| name.eq_ignore_ascii_case(wanted))
    };
    LIST.iter().find(fits).copied()
}

/// The feature that a series lacks for a command.
pub(super) fn lacking(spec: &Spec, profile: &Profile) -> Option<Feature> {
    spec.feature.filter(|feature| !profile.has(*feature))
}

/// The names of the series that have a feature.
pub(super) fn series_with(feature: Feature) -> Vec<&'static str> {
    SERIES.iter().filter(|profile| profile.has(feature)).map(|profile| profile.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(search: &str) -> Vec<String> {
        found(&index(), search).into_iter().map(Spec::shown_name).collect()
    }

    #[test]
    fn a_search_looks_at_names_purposes_and_parameters() {
        for (search, first) in [
            ("mqttpub", "+MQTTPUB"),
            ("at+csq", "+CSQ"),
            ("CERTIFICATE", "+GTSSLFILE"),
            ("keep alive", "+MQTTOPEN"),
            ("  topic   ends ", "+MQTTUNSUB"),
            ("IMEI serial", "+CGSN"),
        ] {
            let names = names(search);
            assert!(names.iter().any(|name| name == first), "{search}: {names:?}");
        }
        assert_eq!(names("").len(), LIST.len());
        assert_eq!(names("no such thing"), Vec::<String>::new());
        assert_eq!(names("mqttsub").first().map(String::as_str), Some("+MQTTSUB"));
    }

    #[test]
    fn every_command_is_in_one_group_and_has_an_address() {
        let all = found(&index(), "");
        let grouped = grouped(&all);
        assert_eq!(grouped.iter().map(|(_, specs)| specs.len()).sum::<usize>(), LIST.len());
        for spec in LIST {
            assert_eq!(named(&spec.shown_name()).map(|found| found.name), Some(spec.name));
        }
        for (place, name) in [("mqttpub", "+MQTTPUB"), ("AT+MQTTPUB", "+MQTTPUB"), ("at", ""), ("ATI", "I")] {
            assert_eq!(named(place).map(|found| found.name), Some(name), "{place}");
        }
        assert_eq!(named("+NOSUCH"), None);
    }

    #[test]
    fn a_series_lacks_what_its_row_says() {
        let tls = named("+GTSSLVER").unwrap();
        assert_eq!(lacking(tls, Profile::for_model("NL668-AM")), Some(Feature::Tls));
        assert_eq!(lacking(tls, Profile::for_model("L610")), None);
        assert!(series_with(Feature::Tls).contains(&"L610") && !series_with(Feature::Tls).contains(&"NL668-AM"));
    }
}
