//! A note in the tab's storage of data that a module was still being sent, or waited for: should this page end before, the next one in
//! this tab types nothing into it. No byte of the data is in it.

use leptos::prelude::*;

use crate::link::{self, probe::DATA};
use crate::state::{Phase, Workbench};
use crate::storage::Keep;
use crate::transport::web_serial::PortInfo;

const NAME: &str = "module-workbench.unfinished-data";

/// How often the note is written anew while data goes out.
const EVERY: u64 = 1_000;

/// What is noted: the port's device, and when the module has given up at the latest, as unix time in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Note {
    usb: Option<(u16, u16)>,
    until: u64,
}

impl Note {
    /// As it is kept: `1782:4d10 1790000000000`.
    fn text(self) -> String {
        let (vendor, product) = self.usb.unwrap_or_default();
        format!("{vendor:04x}:{product:04x} {}", self.until)
    }

    fn parse(text: &str) -> Option<Self> {
        let (usb, until) = text.split_once(' ')?;
        let (vendor, product) = usb.split_once(':')?;
        let hex = |digits| u16::from_str_radix(digits, 16).ok();
        // A port that belongs to no USB device has no vendor and no product number.
        let usb = Some((hex(vendor)?, hex(product)?)).filter(|usb| *usb != (0, 0));
        Some(Self { usb, until: until.parse().ok()? })
    }
}

/// Until when nothing is to be typed into a port of this device, in milliseconds since the page was loaded.
pub(super) fn silent_until(info: PortInfo) -> Option<u64> {
    let note = Note::parse(&Keep::InTab.read(NAME)?)?;
    let now = now_unix();
    let left = note.until.checked_sub(now).filter(|left| *left > 0)?;
    (note.usb == info.usb()).then(|| link::now_in_browser() + left.min(longest()))
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
    /// Follows the state of the link: the note stands for as long as the module may wait for data, and stays when the link goes away.
    pub(in crate::state) fn note_data(&self, after: Phase) {
        if after == Phase::Prompt {
            self.renew_note_of_data();
        } else if takes_commands(after) {
            let noted = self.inner.try_update_value(|inner| {
                let wanted = inner.wanted.as_ref().map(|wanted| wanted.info);
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
            inner.wanted.as_ref().filter(|_| is_new && inner.cable.is_none()).map(|wanted| wanted.info)
        });
        let Some(info) = port else { return };
        self.inner.update_value(|inner| inner.data_noted = Some(now));
        let note = Note { usb: info.usb(), until: now_unix() + longest() };
        // A browser that keeps nothing for this page leaves the next one without the note; it then asks once, and listens.
        Keep::InTab.write(NAME, &note.text());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_as_it_was_written_and_anything_else_is_none() {
        for note in [Note { usb: Some((0x1782, 0x4D10)), until: 1_790_000_000_000 }, Note { usb: None, until: 7 }] {
            assert_eq!(Note::parse(&note.text()), Some(note));
        }
        for text in ["", "1782:4d10", "1782 5", "1782:zz 5", "1782:4d10 -5", "1782:4d10 5 6"] {
            assert_eq!(Note::parse(text), None, "{text:?}");
        }
    }
}
