//! Which entries a search finds, how they are grouped, and by which name an address asks for one.

use fibocom_at::commands::{LIST, Parameter, Spec};
use fibocom_at::profile::{Feature, Profile, SERIES};
use fibocom_at::urc::{CODES, Code};

use crate::{address, words};

/// What the reference has an entry for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Command(&'static Spec),
    /// What the module says of its own accord.
    Code(&'static Code),
}

impl Item {
    /// All of them: the commands in the order of a session, then the codes.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        LIST.iter().copied().map(Self::Command).chain(CODES.iter().copied().map(Self::Code))
    }

    /// The name, as the list and the address have it.
    pub(super) fn name(self) -> String {
        match self {
            Self::Command(spec) => spec.shown_name(),
            Self::Code(code) => code.shown_name(),
        }
    }

    pub(super) fn title(self) -> String {
        match self {
            Self::Command(spec) => words::command(spec),
            Self::Code(code) => words::code(code),
        }
    }

    /// The link to its entry.
    pub(super) fn link(self) -> String {
        match self {
            Self::Command(spec) => address::reference(spec),
            Self::Code(code) => address::reference_code(code),
        }
    }

    /// The feature that a series lacks for it.
    pub(super) fn lacking(self, profile: &Profile) -> Option<Feature> {
        let feature = match self {
            Self::Command(spec) => spec.feature,
            Self::Code(code) => code.feature,
        };
        feature.filter(|feature| !profile.has(*feature))
    }
}

/// What entries have to do with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Group {
    Module,
    Tls,
    Mqtt,
    MqttSn,
    Cloud,
    Unsolicited,
}

impl Group {
    /// All of them, in the order of a session.
    pub(super) const ALL: [Self; 6] =
        [Self::Module, Self::Tls, Self::Mqtt, Self::MqttSn, Self::Cloud, Self::Unsolicited];

    /// The group of an entry.
    pub(super) fn of(item: Item) -> Self {
        let Item::Command(spec) = item else { return Self::Unsolicited };
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

/// An entry with the words that a search looks through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Indexed {
    pub(super) item: Item,
    /// What it is about, in small letters.
    words: String,
}

/// Every entry, ready to be searched.
pub(super) fn index() -> Vec<Indexed> {
    Item::all().map(|item| Indexed { item, words: words_of(item) }).collect()
}

/// Name, what it is for, and the names of its parameters.
fn words_of(item: Item) -> String {
    let (mut words, parameters): (_, Vec<&Parameter>) = match item {
        Item::Command(spec) => (
            format!("AT{} {} {}", spec.name, words::command(spec), words::command_purpose(spec)),
            spec.usages.iter().flat_map(|usage| usage.parameters).collect(),
        ),
        Item::Code(code) => (
            format!("{} {} {}", code.names.join(" "), words::code(code), words::code_purpose(code)),
            code.values.iter().collect(),
        ),
    };
    for parameter in parameters {
        words.push(' ');
        words.push_str(&words::parameter(parameter));
    }
    words.to_lowercase()
}

/// The entries that have every word of a search, those first whose name has the first word.
pub(super) fn found(index: &[Indexed], search: &str) -> Vec<Item> {
    let search = search.to_lowercase();
    let wanted: Vec<&str> = search.split_whitespace().collect();
    let fits = |entry: &&Indexed| wanted.iter().all(|word| entry.words.contains(word));
    let mut found: Vec<_> = index.iter().filter(fits).map(|entry| entry.item).collect();
    if let Some(first) = wanted.first() {
        found.sort_by_key(|item| !item.name().to_lowercase().contains(first));
    }
    found
}

/// The found entries by what they have to do with.
pub(super) fn grouped(found: &[Item]) -> Vec<(Group, Vec<Item>)> {
    let of = |group| found.iter().copied().filter(|item| Group::of(*item) == group).collect::<Vec<_>>();
    Group::ALL.into_iter().map(|group| (group, of(group))).filter(|(_, items)| !items.is_empty()).collect()
}

/// The entry that an address asks for. A command is found with or without `AT` and plus sign, a code by any of its names, with or
/// without a colon; where a command has the same name, the colon tells them apart.
pub(super) fn named(place: &str) -> Option<Item> {
    let wanted = place.trim();
    let is_wanted = |name: &str| name.eq_ignore_ascii_case(wanted);
    let command = LIST.iter().find(|spec| {
        let name = spec.shown_name();
        is_wanted(&name) || is_wanted(name.trim_start_matches('+')) || is_wanted(&format!("AT{}", spec.name))
    });
    let plain = wanted.trim_end_matches(':');
    let code = || {
        let fits = |name: &&&str| {
            let bare = name.trim_start_matches('+');
            name.eq_ignore_ascii_case(plain) || bare.eq_ignore_ascii_case(plain)
        };
        CODES.iter().find(|code| code.names.iter().find(fits).is_some())
    };
    command.copied().map(Item::Command).or_else(|| code().copied().map(Item::Code))
}

/// The names of the series that have a feature.
pub(super) fn series_with(feature: Feature) -> Vec<&'static str> {
    SERIES.iter().filter(|profile| profile.has(feature)).map(|profile| profile.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(search: &str) -> Vec<String> {
        found(&index(), search).into_iter().map(Item::name).collect()
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
            ("connection broken", "+MQTTBREAK:"),
            ("sms ready", "RDY"),
        ] {
            let names = names(search);
            assert!(names.iter().any(|name| name == first), "{search}: {names:?}");
        }
        assert_eq!(names("").len(), Item::all().count());
        assert_eq!(names("no such thing"), Vec::<String>::new());
        assert_eq!(names("mqttsub").first().map(String::as_str), Some("+MQTTSUB"));
    }

    #[test]
    fn every_entry_is_in_one_group_and_has_an_address_of_its_own() {
        let all = found(&index(), "");
        let grouped = grouped(&all);
        assert_eq!(grouped.iter().map(|(_, items)| items.len()).sum::<usize>(), Item::all().count());
        for item in Item::all() {
            assert_eq!(named(&item.name()), Some(item), "{}", item.name());
            let address = address::Address::parse(&item.link());
            assert_eq!((address.screen.as_str(), named(&address.place)), ("reference", Some(item)));
        }
        for (place, name) in [
            ("mqttpub", "+MQTTPUB"),
            ("AT+MQTTPUB", "+MQTTPUB"),
            ("at", "AT"),
            ("ATI", "ATI"),
            ("+MIPCALL", "+MIPCALL"),
            ("+MIPCALL:", "+MIPCALL:"),
            ("+MQTTBREAK", "+MQTTBREAK:"),
            ("mqttmsgi", "+MQTTMSGI:"),
            ("PB DONE", "RDY"),
        ] {
            assert_eq!(named(place).map(Item::name).as_deref(), Some(name), "{place}");
        }
        assert_eq!(named("+NOSUCH"), None);
    }

    #[test]
    fn a_series_lacks_what_its_row_says() {
        let tls = named("+GTSSLVER").unwrap();
        assert_eq!(tls.lacking(Profile::for_model("NL668-AM")), Some(Feature::Tls));
        assert_eq!(tls.lacking(Profile::for_model("L610")), None);
        let event = named("+MQTTAUTHEVENT:").unwrap();
        assert_eq!(event.lacking(Profile::for_model("NL668")), Some(Feature::CloudAuth));
        assert!(series_with(Feature::Tls).contains(&"L610") && !series_with(Feature::Tls).contains(&"NL668-AM"));
    }
}
