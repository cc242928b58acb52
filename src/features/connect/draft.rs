//! What stays of the Connect screen when it is left: what was chosen, and how the last attempt went.

use fibocom_at::Profile;
use leptos::prelude::*;

use super::model::{BAUD_RATES, Outcome};
use crate::state::{FACTORY_BAUD_RATE, Scenario, Target, WorkError, keep_draft, kept_host};

/// By which name a broker of one's own is kept. No scenario is called so.
const OWN: &str = "own";

/// By which word it is kept that a virtual module takes as long as a real one.
const TRUE_TIMES: &str = "true times";

/// What was tried last, to try it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attempt {
    pub target: Target,
    /// USB vendor and product of the port.
    pub ids: (Option<u16>, Option<u16>),
}

/// Which broker the virtual module reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Broker {
    /// The one inside the page, in this scenario.
    Page(Scenario),
    /// One of one's own, over WebSocket.
    Own,
}

/// The drafts of the screen. Copies share them.
#[derive(Debug, Clone, Copy)]
pub(super) struct ConnectDraft {
    /// Speed of a real port.
    pub baud_rate: RwSignal<u32>,
    /// Profile of the virtual module, by its name.
    pub series: RwSignal<&'static str>,
    /// What goes wrong with the virtual module.
    pub scenario: RwSignal<Scenario>,
    /// What goes wrong besides, by a link that names more than the choices hold.
    pub more: RwSignal<Vec<Scenario>>,
    pub broker: RwSignal<Broker>,
    /// Whether it takes as long as a real one for everything.
    pub true_times: RwSignal<bool>,
    /// The address of a broker of one's own.
    pub address: RwSignal<String>,
    /// Whether what is wrong with that address is shown.
    pub address_touched: RwSignal<bool>,
    /// Why the open port did not take what was chosen for its control lines, in the words of the browser.
    pub lines_refused: RwSignal<Option<WorkError>>,
    /// Why a port cannot be read beside the module's.
    pub beside_refused: RwSignal<Option<WorkError>>,
    pub last: RwSignal<Option<Attempt>>,
    /// How that ended, when it did not connect.
    pub outcome: RwSignal<Option<Outcome>>,
    /// Whether all ports are being asked.
    pub searching: RwSignal<bool>,
}

impl ConnectDraft {
    /// Keeps the speed of the port and the choices for a virtual module over a reload, those a line each. An address with a user in it is not kept.
    pub(super) fn keep(self) {
        let speed = move || self.baud_rate.get().to_string();
        keep_draft("connect.speed", speed, |kept| {
            if let Some(speed) = kept_speed(&kept) {
                self.baud_rate.set(speed);
            }
        });
        let text = move || {
            let broker = match self.broker.get() {
                Broker::Page(scenario) => scenario.name(),
                Broker::Own => OWN,
            };
            let address = self.address.with(|address| kept_address(address));
            let times = if self.true_times.get() { TRUE_TIMES } else { "" };
            [self.series.get(), self.scenario.get().name(), broker, &address, times].join("\n")
        };
        keep_draft("connect.virtual", text, |kept| {
            let mut lines = kept.split('\n');
            if let Some(profile) = lines.next().and_then(Profile::named) {
                self.series.set(profile.name);
            }
            if let Some(scenario) = lines.next().and_then(Scenario::named) {
                self.scenario.set(scenario);
            }
            match lines.next() {
                Some(OWN) => self.broker.set(Broker::Own),
                Some(name) => self.broker.set(Broker::Page(Scenario::named(name).unwrap_or_default())),
                None => {}
            }
            self.address.set(lines.next().unwrap_or_default().to_owned());
            self.true_times.set(lines.next() == Some(TRUE_TIMES));
        });
    }

    pub(super) fn new() -> Self {
        Self {
            baud_rate: RwSignal::new(FACTORY_BAUD_RATE),
            series: RwSignal::new("L610"),
            scenario: RwSignal::new(Scenario::HEALTHY),
            more: RwSignal::new(Vec::new()),
            broker: RwSignal::new(Broker::Page(Scenario::HEALTHY)),
            true_times: RwSignal::new(false),
            address: RwSignal::new(String::new()),
            address_touched: RwSignal::new(false),
            lines_refused: RwSignal::new(None),
            beside_refused: RwSignal::new(None),
            last: RwSignal::new(None),
            outcome: RwSignal::new(None),
            searching: RwSignal::new(false),
        }
    }
}

/// A speed that was kept, if the page offers it.
fn kept_speed(kept: &str) -> Option<u32> {
    kept.parse().ok().filter(|speed| BAUD_RATES.contains(speed))
}

/// As much of the address of a broker as may be kept: all of it, or nothing where a login stands in it or is being typed.
fn kept_address(address: &str) -> String {
    let behind = address.split_once("://").map_or(address, |(_, behind)| behind);
    let end = behind.find('/').unwrap_or(behind.len());
    let (place, path) = behind.split_at(end);
    let is_plain = kept_host(place) == place && !path.contains(['@', '?', '#']);
    if is_plain { address.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speed_that_the_page_does_not_offer_is_not_taken_over() {
        for (kept, expected) in [("9600", Some(9_600)), ("921600", Some(921_600)), ("9601", None), ("", None)] {
            assert_eq!(kept_speed(kept), expected, "{kept}");
        }
    }

    #[test]
    fn an_address_with_a_login_is_kept_at_no_key_of_it() {
        for address in ["", "ws", "wss:/", "wss://", "wss://h:9001", "wss://h:9001/mqtt", "ws://[2001:db8::1]:9001/"] {
            assert_eq!(kept_address(address), address);
        }
        let whole = "wss://alice:canary@h:9001/mqtt";
        for end in "wss://alice:c".len()..=whole.len() {
            assert_eq!(kept_address(&whole[..end]), "", "{}", &whole[..end]);
        }
        assert_eq!(kept_address("wss://h/mqtt?token=canary"), "");
    }
}
