//! What the address says of a stand: `?kiosk=1&series=L610&idle=90`.

use std::time::Duration;

use fibocom_at::Profile;
use fibocom_at::args::{Apn, Host, Port};
use fibocom_at::profile::PERMISSIVE;
use percent_encoding::percent_decode_str;

use crate::parts::round_trip::SERIES;
use crate::state::Scenario;

/// How long nobody may do anything until it begins anew, in seconds: where the address does not say, and the least and most that it may say.
const IDLE: u64 = 60;
const IDLE_RANGE: std::ops::RangeInclusive<u64> = 4..=3_600;

/// For how many seconds before that it is counted down; a shorter time is counted down by half of it.
const COUNTED: u64 = 10;

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
        }
    }
}

impl Options {
    /// Reads the part of an address from `?` on.
    pub(super) fn parse(search: &str) -> Self {
        let mut options = Self::default();
        for part in search.trim_start_matches('?').split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let value = percent_decode_str(value).decode_utf8_lossy();
            match name {
                "series" => options.series = Profile::named(&value).map_or(SERIES, |profile| profile.name),
                "scenario" => options.scenarios = Scenario::parse_list(&value, Scenario::ALL).unwrap_or_default(),
                "tour" => {
                    options.tour = match &*value {
                        "auto" => Tour::Auto,
                        "0" => Tour::Left,
                        _ => Tour::Touched,
                    }
                }
                "idle" => {
                    let seconds = value.parse().ok().filter(|seconds| IDLE_RANGE.contains(seconds));
                    options.idle = Duration::from_secs(seconds.unwrap_or(IDLE));
                }
                "broker" => options.broker = broker(&value),
                "apn" => options.apn = Apn::parse(&value).ok(),
                _ => {}
            }
        }
        options
    }

    /// How long before it begins anew it is counted down.
    pub(super) fn counted(&self) -> Duration {
        (self.idle / 2).min(Duration::from_secs(COUNTED))
    }
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
            assert_eq!(Options::parse(search), Options::default(), "{search}");
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
