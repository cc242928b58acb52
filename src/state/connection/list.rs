//! The list of ports as screens and scripts see it: what each is, what it said, and what it said the last time.

use leptos::prelude::*;

use super::Workbench;
use super::places::{self, SaidBefore};
use crate::link::probe::Finding;
use crate::transport::web_serial::{Port, PortInfo};
use crate::transport::{KnownDevice, OpenError, known_device};

/// A port that the browser lets this page use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortRow {
    /// Its place in the list, which is what [`Target::Port`](crate::state::Target::Port) takes.
    pub index: usize,
    /// USB vendor id, where it is a USB port.
    pub vendor_id: Option<u16>,
    pub product_id: Option<u16>,
    /// The module that has this id, where it is known.
    pub known: Option<KnownDevice>,
    /// What came of asking it last.
    pub asked: Option<Result<Finding, OpenError>>,
    /// What the port at this place of the device said to an earlier page.
    pub before: Option<SaidBefore>,
}

impl Workbench {
    /// How often a port came that was not in the list before. A cable that is pulled and plugged in again brings one that looks the same.
    #[must_use]
    pub fn ports_came(&self) -> Signal<u64> {
        self.ports_came.into()
    }

    pub(super) fn show_ports(&self) {
        let mut rows: Vec<PortRow> = self.inner.with_value(|inner| {
            let row = |(index, port): (usize, &Port)| {
                let info = port.info();
                let PortInfo { vendor_id, product_id } = info;
                let known = info.usb().and_then(|(vendor, product)| known_device(vendor, product));
                let asked =
                    inner.ports.asked.iter().find(|(asked, _)| asked.same_as(port)).map(|(_, said)| said.clone());
                PortRow { index, vendor_id, product_id, known, asked, before: None }
            };
            inner.ports.granted.iter().enumerate().map(row).collect()
        });
        remind(&mut rows, places::recall);
        self.ports.set(rows);
    }

    /// Keeps what came of asking a port: for the list of ports, and for the next time that its device is here.
    pub(super) fn note_asked(&self, port: &Port, said: Result<Finding, OpenError>) {
        self.inner.update_value(|inner| {
            inner.ports.asked.retain(|(asked, _)| !asked.same_as(port));
            inner.ports.asked.push((port.clone(), said));
        });
        self.show_ports();
        if let Some(usb) = port.info().usb() {
            let said = self.ports.with_untracked(|rows| said_by(rows, usb));
            places::learn(usb, &said);
        }
    }
}

fn is_of(row: &PortRow, usb: (u16, u16)) -> bool {
    row.vendor_id.zip(row.product_id) == Some(usb)
}

/// What the ports of a device said to this page, in the order of the list.
fn said_by(rows: &[PortRow], usb: (u16, u16)) -> Vec<Option<SaidBefore>> {
    rows.iter().filter(|row| is_of(row, usb)).map(|row| row.asked.as_ref().and_then(SaidBefore::of)).collect()
}

/// Gives each port what was remembered of its place.
fn remind(rows: &mut [PortRow], recall: impl Fn((u16, u16), usize) -> Vec<Option<SaidBefore>>) {
    let mut devices = Vec::new();
    for usb in rows.iter().filter_map(|row| row.vendor_id.zip(row.product_id)) {
        if !devices.contains(&usb) {
            devices.push(usb);
        }
    }
    for usb in devices {
        let count = rows.iter().filter(|row| is_of(row, usb)).count();
        let remembered = recall(usb, count);
        for (row, before) in rows.iter_mut().filter(|row| is_of(row, usb)).zip(remembered) {
            row.before = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(index: usize, usb: Option<(u16, u16)>, asked: Option<Finding>) -> PortRow {
        let (vendor_id, product_id) = usb.unzip();
        PortRow { index, vendor_id, product_id, known: None, asked: asked.map(Ok), before: None }
    }

    #[test]
    fn each_device_is_remembered_for_itself_by_the_places_of_its_ports() {
        let (one, two) = ((1, 1), (1, 2));
        let mut rows = [
            row(0, Some(one), None),
            row(1, Some(two), Some(Finding::Silent)),
            row(2, None, Some(Finding::Echo)),
            row(3, Some(one), Some(Finding::Answers { milliseconds: 1 })),
        ];
        assert_eq!(said_by(&rows, one), [None, Some(SaidBefore::At)]);
        assert_eq!(said_by(&rows, two), [Some(SaidBefore::Silent)]);

        remind(&mut rows, |usb, count| {
            assert_eq!(count, if usb == one { 2 } else { 1 });
            if usb == one { vec![Some(SaidBefore::Binary), Some(SaidBefore::At)] } else { vec![None] }
        });
        let before: Vec<_> = rows.iter().map(|row| row.before).collect();
        assert_eq!(before, [Some(SaidBefore::Binary), None, None, Some(SaidBefore::At)]);
    }
}
