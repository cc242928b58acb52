//! A note in the tab's storage of data that a module was still being sent, or waited for: should this page end before, the next one in
//! this tab types nothing into it. The same of data mode. No byte of the data is in it.

use fibocom_at::commands::End;
use leptos::prelude::*;

use crate::link::{self, WaitsFor, probe::DATA};
use crate::state::{Phase, Workbench};
use crate::storage::Keep;
use crate::transport::web_serial::PortInfo;

const NAME: &str = "module-workbench.unfinished-data";

/// How often the note is written anew while data goes out.
const EVERY: u64 = 1_000;

/// How long data is believed to be waited for that has no time of its own: the module may have been switched off since.
const NO_LONGER: u64 = 600_000;

/// What is noted: the port's device, and what its module waits for, with its time as unix time in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Note {
    usb: Option<(u16, u16)>,
    waits_for: WaitsFor,
    /// When it was noted, as unix time in milliseconds.
    at: u64,
}

/// How the end of data mode is kept, data without a limit of time, and how data ends that has no length.
const DATA_MODE: &str = "+++";
const NO_LIMIT: &str = "-";
const CONTROL_Z: &str = "z";
const UNKNOWN: &str = "?";

impl Note {
    /// As it is kept: `1782:4d10 1790000000000 12` for twelve bytes of data, `1782:4d10 -1790000000000 z` for
    /// a text that Ctrl-Z ends, since then, `1782:4d10 +++`.
    fn text(self) -> String {
        let (vendor, product) = self.usb.unwrap_or_default();
        let waits_for = match self.waits_for {
            WaitsFor::CommandMode => DATA_MODE.to_owned(),
            WaitsFor::Data { end, until } => {
                let until = until.map_or_else(|| format!("{NO_LIMIT}{}", self.at), |until| until.to_string());
                let end = match end {
                    End::After(bytes) => bytes.to_string(),
                    End::AtControlZ => CONTROL_Z.to_owned(),
                    End::Unknown => UNKNOWN.to_owned(),
                };
                format!("{until} {end}")
            }
        };
        format!("{vendor:04x}:{product:04x} {waits_for}")
    }

    fn parse(text: &str) -> Option<Self> {
        let (usb, waits_for) = text.split_once(' ')?;
        let (vendor, product) = usb.split_once(':')?;
        let hex = |digits| u16::from_str_radix(digits, 16).ok();
        // A port that belongs to no USB device has no vendor and no product number.
        let usb = Some((hex(vendor)?, hex(product)?)).filter(|usb| *usb != (0, 0));
        if waits_for == DATA_MODE {
            return Some(Self { usb, waits_for: WaitsFor::CommandMode, at: 0 });
        }
        let (until, end) = waits_for.split_once(' ')?;
        let (until, at) = match until.strip_prefix(NO_LIMIT) {
            Some(at) => (None, at.parse().ok()?),
            None => (Some(until.parse().ok()?), 0),
        };
        let end = match end {
            CONTROL_Z => End::AtControlZ,
            UNKNOWN => End::Unknown,
            bytes => End::After(bytes.parse().ok()?),
        };
        Some(Self { usb, waits_for: WaitsFor::Data { end, until }, at })
    }

    /// What is still waited for at this unix time, its own time counted from it.
    fn left(self, now: u64) -> Option<WaitsFor> {
        match self.waits_for {
            WaitsFor::Data { end, until: Some(until) } => {
                let left = until.checked_sub(now).filter(|left| *left > 0)?;
                Some(WaitsFor::Data { end, until: Some(left.min(longest())) })
            }
            WaitsFor::Data { until: None, .. } if now >= self.at.saturating_add(NO_LONGER) => None,
            other => Some(other),
        }
    }
}

/// What the module behind a port of this device may wait for, so that nothing is to be typed, with its time in milliseconds since the page was
/// loaded.
pub(super) fn left_open(info: PortInfo) -> Option<WaitsFor> {
    let note = Note::parse(&Keep::InTab.read(NAME)?).filter(|note| note.usb == info.usb())?;
    Some(match note.left(now_unix())? {
        WaitsFor::Data { end, until } => WaitsFor::Data { end, until: until.map(|left| link::now_in_browser() + left) },
        WaitsFor::CommandMode => WaitsFor::CommandMode,
    })
}

/// A module of this device takes commands: it has given up, or was told to. What another one waits for is no affair of it.
pub(super) fn forget(info: PortInfo) {
    if Keep::InTab.read(NAME).and_then(|note| Note::parse(&note)).is_none_or(|note| note.usb == info.usb()) {
        Keep::InTab.remove(NAME);
    }
}

/// Whether the module has taken all data, or given up. While the way back into step is sought, it may still wait for some.
const fn takes_commands(phase: Phase) -> bool {
    matches!(phase, Phase::Ready | Phase::Busy | Phase::Restoring)
}

fn longest() -> u64 {
    u64::try_from(DATA.as_millis()).unwrap_or(u64::MAX)
}

fn now_unix() -> u64 {
    link::zero_in_browser().unix(link::now_in_browser())
}

impl Workbench {
    /// Follows the state of the link: the note stands for as long as the module may wait for data, from the moment at which a command with data
    /// goes out, and stays when the link goes away.
    pub(in crate::state) fn note_data(&self, after: Phase) {
        if after.is_up() && self.facts.with_untracked(|facts| facts.unfinished(0).is_some()) {
            self.inner.update_value(|inner| inner.data_noted = None);
            self.renew_note_of_data();
        } else if takes_commands(after) {
            let noted = self.inner.try_update_value(|inner| {
                let wanted = inner.ports.wanted.as_ref().map(|wanted| wanted.info);
                inner.data_noted.take().and(wanted)
            });
            noted.flatten().into_iter().for_each(forget);
        }
    }

    /// Data goes on going out.
    pub(in crate::state) fn renew_note_of_data(&self) {
        let now = link::now_in_browser();
        let port = self.inner.with_value(|inner| {
            let is_new = inner.data_noted.is_none_or(|noted| now >= noted + EVERY);
            inner
                .ports
                .wanted
                .as_ref()
                .filter(|_| is_new && inner.virtual_module.cable.is_none())
                .map(|wanted| wanted.info)
        });
        let Some(info) = port else { return };
        let Some(mut waits_for) = self.facts.with_untracked(|facts| facts.unfinished(now)) else { return };
        if let WaitsFor::Data { until: Some(until), .. } = &mut waits_for {
            *until = link::zero_in_browser().unix(*until);
        }
        self.inner.update_value(|inner| inner.data_noted = Some(now));
        // A browser that keeps nothing for this page leaves the next one without the note; it then asks once, and listens.
        Keep::InTab.write(NAME, &Note { usb: info.usb(), waits_for, at: now_unix() }.text());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(end: End, until: Option<u64>) -> WaitsFor {
        WaitsFor::Data { end, until }
    }

    #[test]
    fn a_note_is_read_as_it_was_written_and_anything_else_is_none() {
        let usb = Some((0x1782, 0x4D10));
        for (usb, waits_for, at, text) in [
            (usb, data(End::After(12), Some(1_790_000_000_000)), 0, "1782:4d10 1790000000000 12"),
            (usb, data(End::Unknown, Some(5)), 0, "1782:4d10 5 ?"),
            (usb, data(End::AtControlZ, None), 1_790_000_000_000, "1782:4d10 -1790000000000 z"),
            (None, WaitsFor::CommandMode, 0, "0000:0000 +++"),
        ] {
            let note = Note { usb, waits_for, at };
            assert_eq!((note.text().as_str(), Note::parse(text)), (text, Some(note)));
        }
        for text in [
            "",
            "1782:4d10",
            "1782 5 5",
            "1782:zz 5 5",
            "1782:4d10 - 5",
            "1782:4d10 5 5 6",
            "1782:4d10 5",
            "1782:4d10 5 x",
        ] {
            assert_eq!(Note::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn data_whose_time_is_over_is_waited_for_no_longer_and_what_has_no_time_stays_for_minutes() {
        let left_since = |at, waits_for| Note { usb: None, waits_for, at }.left(1_000_000);
        let left = |waits_for| left_since(999_000, waits_for);
        assert_eq!(left_since(1_000_000 - NO_LONGER, data(End::AtControlZ, None)), None);
        assert_eq!(left(data(End::After(9), Some(1_000_000))), None);
        assert_eq!(left(data(End::After(9), Some(1_005_000))), Some(data(End::After(9), Some(5_000))));
        assert_eq!(left(data(End::After(9), Some(9_000_000))), Some(data(End::After(9), Some(longest()))));
        assert_eq!(left(data(End::AtControlZ, None)), Some(data(End::AtControlZ, None)));
        assert_eq!(left(WaitsFor::CommandMode), Some(WaitsFor::CommandMode));
    }
}
