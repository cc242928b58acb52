//! What the address says of a stand: `?kiosk=1&series=L610&idle=90`.

use std::time::Duration;

use fibocom_at::Profile;
use fibocom_at::args::{Apn, Host, Port};
use fibocom_at::profile::PERMISSIVE;
use percent_encoding::percent_decode_str;

use crate::parts::round_trip::SERIES;
use crate::state::Scenario;
use crate::t;

/// How long nobody may do anything until it begins anew, in seconds: where the address does not say, and the least and most that it may say.
const IDLE: u64 = 60;
const IDLE_RANGE: std::ops::RangeInclusive<u64> = 4..=3_600;

/// For how many seconds before that it is counted down; a shorter time is counted down by half of it.
const COUNTED: u64 = 10;

/// The languages that there are texts in, each by the first part of its tags.
const LANGUAGES: [&str; 1] = ["en"];

/// How many characters are told of a value that nobody understands.
const TOLD: usize = 60;

/// Who begins the tour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tour {
    /// A visitor; then it goes on by itself until one touches.
    #[default]
    Touched,
    /// It begins by itself, too, where nobody does anything.
    Auto,
    /// Nobody: a visitor comes at once to what he can send.
    Left,
}

/// An option of the address that nobody understands, or whose value nobody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misread {
    name: String,
    value: String,
}

impl Misread {
    fn new(name: &str, value: &str) -> Self {
        let told = |text: &str| text.chars().take(TOLD).flat_map(char::escape_debug).collect();
        Self { name: told(name), value: told(value) }
    }

    /// What to say of it to whoever sets the stand up.
    pub(super) fn text(&self) -> String {
        let (name, value) = (self.name.as_str(), self.value.as_str());
        match name {
            "lang" => t!("kiosk-no-language", language = value, languages = LANGUAGES.join(", ")),
            _ => t!("kiosk-misread", name = name, value = value),
        }
    }
}

/// What the address says. What it does not say, or says wrong, is as usual: a stand must not stand still for a slip of the pen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Options {
    /// The series of the virtual module.
    pub series: &'static str,
    /// What is wrong with the virtual module of a visitor.
    pub scenarios: Vec<Scenario>,
    pub tour: Tour,
    /// How long nobody may do anything until it begins anew.
    pub idle: Duration,
    /// The broker that a module with a cable connects to. Without one, no such module is used.
    pub broker: Option<(Host, Port)>,
    /// What its operator wants.
    pub apn: Option<Apn>,
    /// What is said wrong, for the console: no visitor has to read it.
    pub misread: Vec<Misread>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            series: SERIES,
            scenarios: Vec::new(),
            tour: Tour::default(),
            idle: Duration::from_secs(IDLE),
            broker: None,
            apn: None,
            misread: Vec::new(),
        }
    }
}

impl Options {
    /// Reads the part of an address from `?` on.
    pub(super) fn parse(search: &str) -> Self {
        let mut options = Self::default();
        let mut shows_demo = false;
        for part in search.trim_start_matches('?').split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let value = percent_decode_str(value).decode_utf8_lossy();
            if !options.take(name, &value, &mut shows_demo) {
                options.misread.push(Misread::new(name, &value));
            }
        }
        if shows_demo && options.tour == Tour::Touched {
            options.tour = Tour::Auto;
        }
        options
    }

    /// Takes in one option. Whether it means anything.
    fn take(&mut self, name: &str, value: &str, shows_demo: &mut bool) -> bool {
        match name {
            // What makes a stand of the page was read before (`src/policy.rs`).
            "kiosk" => true,
            "series" => take(&mut self.series, Profile::named(value).map(|profile| profile.name)),
            "scenario" => take(&mut self.scenarios, Scenario::parse_list(value, Scenario::ALL).ok()),
            "tour" => take(&mut self.tour, tour(value)),
            "demo" => take(shows_demo, switch(value)),
            "idle" => {
                let seconds = value.parse().ok().filter(|seconds| IDLE_RANGE.contains(seconds));
                take(&mut self.idle, seconds.map(Duration::from_secs))
            }
            "broker" => take(&mut self.broker, broker(value).map(Some)),
            "apn" => take(&mut self.apn, Apn::parse(value).ok().map(Some)),
            "lang" => LANGUAGES.iter().any(|language| is_in(value, language)),
            _ => false,
        }
    }

    /// How long before it begins anew it is counted down.
    pub(super) fn counted(&self) -> Duration {
        (self.idle / 2).min(Duration::from_secs(COUNTED))
    }
}

/// Puts what was read in its place, where it means anything. Whether it does.
fn take<T>(place: &mut T, read: Option<T>) -> bool {
    let means = read.is_some();
    if let Some(read) = read {
        *place = read;
    }
    means
}

fn tour(value: &str) -> Option<Tour> {
    match value {
        "auto" => Some(Tour::Auto),
        "0" => Some(Tour::Left),
        "" | "1" => Some(Tour::Touched),
        _ => None,
    }
}

fn switch(value: &str) -> Option<bool> {
    match value {
        "" | "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    }
}

/// Whether a tag, such as `en` or `en-GB`, is of this language.
fn is_in(tag: &str, language: &str) -> bool {
    tag.split(['-', '_']).next().is_some_and(|first| first.eq_ignore_ascii_case(language))
}

/// Host and port; the port is 1883 where the address names no port.
fn broker(text: &str) -> Option<(Host, Port)> {
    let (host, port) = text.rsplit_once(':').unwrap_or((text, "1883"));
    Some((Host::parse(&PERMISSIVE, host).ok()?, Port::parse(port).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_not_as_usual() {
        let options = Options::parse(
            "?kiosk=1&series=ma510&scenario=no-sim&tour=auto&idle=90&broker=broker.example:1884&apn=iot.1",
        );
        assert_eq!((options.series, options.tour, options.idle.as_secs()), ("MA510", Tour::Auto, 90));
        assert_eq!(options.scenarios.iter().map(|scenario| scenario.name()).collect::<Vec<_>>(), ["no-sim"]);
        let broker = options.broker.map(|(host, port)| (host.as_str().to_owned(), port.number()));
        assert_eq!(broker, Some(("broker.example".to_owned(), 1884)));
        assert!(options.apn.is_some());
        assert_eq!(options.misread, []);
    }

    #[test]
    fn a_demonstration_begins_by_itself_unless_the_tour_is_said_otherwise() {
        for (search, tour) in [
            ("?kiosk=1&demo=1", Tour::Auto),
            ("?kiosk=1&demo", Tour::Auto),
            ("?demo=true&tour=1&kiosk=1", Tour::Auto),
            ("?kiosk=1&demo=0", Tour::Touched),
            ("?kiosk=1&demo=1&tour=0", Tour::Left),
            ("?kiosk=1&tour=auto&demo=0", Tour::Auto),
        ] {
            let options = Options::parse(search);
            assert_eq!((options.tour, options.misread.len()), (tour, 0), "{search}");
        }
    }

    #[test]
    fn what_is_said_wrong_is_told_with_its_value_and_nothing_else_is() {
        let names = |search: &str| {
            let misread = Options::parse(search).misread;
            misread.into_iter().map(|one| (one.name.clone(), one.text())).collect::<Vec<_>>()
        };
        assert_eq!(names("?kiosk=1&demo=1&lang=en-GB&scenario=healthy&series=L610&tour=auto&idle=90"), []);
        assert_eq!(names("?kiosk&lang=EN"), []);
        for (search, name, says) in [
            ("?kiosk=1&lang=zh-CN", "lang", "zh-CN"),
            ("?kiosk=1&demo=perhaps", "demo", "demo=perhaps"),
            ("?kiosk=1&tour=never", "tour", "tour=never"),
            ("?kiosk=1&series=nonsense", "series", "series=nonsense"),
            ("?kiosk=1&scenario=no-sim,rain", "scenario", "scenario=no-sim,rain"),
            ("?kiosk=1&idle=1", "idle", "idle=1"),
            ("?kiosk=1&sernario=no-sim", "sernario", "sernario=no-sim"),
        ] {
            let misread = names(search);
            assert!(matches!(&misread[..], [(of, text)] if of == name && text.contains(says)), "{search}: {misread:?}");
        }
        let long = format!("?kiosk=1&series={}%0A", "x".repeat(10_000));
        assert!(names(&long)[0].1.len() < 400);
    }

    #[test]
    fn what_is_said_wrong_is_as_usual() {
        for search in [
            "",
            "?kiosk=1",
            "?kiosk=1&series=nonsense&scenario=no-sim,nonsense&tour=&idle=0&broker=&apn=%22",
            "?idle=99999&idle=x&broker=host:port&lang=tlh",
            "?series&scenario&broker&&=&%zz=%ff",
        ] {
            let read = Options { misread: Vec::new(), ..Options::parse(search) };
            assert_eq!(read, Options::default(), "{search}");
        }
    }

    #[test]
    fn the_end_is_counted_down_for_ten_seconds_or_half_the_time() {
        for (idle, counted) in [("4", 2), ("12", 6), ("60", 10)] {
            let options = Options::parse(&format!("?idle={idle}"));
            assert_eq!(options.counted(), Duration::from_secs(counted), "{idle}");
        }
    }
}
