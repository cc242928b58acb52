//! A note in the tab's storage of data that a module was still being sent, or waited for: should this page end before, the next one in
//! this tab types nothing into it. No byte of the data is in it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::link::{self, probe::DATA};
use crate::state::{Phase, Workbench};
use crate::storage::Keep;
use crate::transport::web_serial::PortInfo;

const NAME: &str = "module-workbench.unfinished-data";

/// How often the note is written anew while data goes out.
const EVERY: u64 = 1_000;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    /// Vendor and product of the port's device.
    usb: Option<(u16, u16)>,
    /// When the module has given up at the latest, as unix time in milliseconds.
    until: u64,
}

/// Until when nothing is to be typed into a port of this device, in milliseconds since the page was loaded.
pub(super) fn silent_until(info: PortInfo) -> Option<u64> {
    let note: Note = serde_json::from_str(&Keep::InTab.read(NAME)?).ok()?;
    let now = now_unix();
    let left = note.until.checked_sub(now).filter(|left| *left > 0)?;
    (note.usb == usb(info)).then(|| link::now_in_browser() + left.min(longest()))
}

/// The module has given up, or was told to.
pub(super) fn forget() {
    Keep::InTab.remove(NAME);
}

fn usb(info: PortInfo) -> Option<(u16, u16)> {
    info.vendor_id.zip(info.product_id)
}

fn longest() -> u64 {
    u64::try_from(DATA.as_millis()).unwrap_or(u64::MAX)
}

fn now_unix() -> u64 {
    link::zero_in_browser().unix(link::now_in_browser())
}

impl Workbench {
    /// Follows the state of the link: the note stands for as long as the module waits for data, and stays when the link goes away.
    pub(in crate::state) fn note_data(&self, before: Phase, after: Phase) {
        if after == Phase::Prompt {
            self.renew_note_of_data();
        } else if before == Phase::Prompt && after.is_up() {
            self.inner.update_value(|inner| inner.data_noted = None);
            forget();
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
        let note = Note { usb: usb(info), until: now_unix() + longest() };
        if let Ok(note) = serde_json::to_string(&note) {
            // A browser that keeps nothing for this page leaves the next one without the note; it then asks once, and listens.
            Keep::InTab.write(NAME, &note);
        }
    }
}
