//! What the Connect screen shows and may do: pure rules over the facts.

use crate::state::{Finding, InterfaceRole, KnownDevice, Phase, PortRow, SaidBefore, WorkError};

/// The speeds that modules can be set to.
pub(super) const BAUD_RATES: [u32; 8] = [9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600];

/// Where a connection stands, as far as the screen is laid out by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Idle,
    /// The port is being opened.
    Opening,
    Probing,
    /// Its device has just come, and does not answer yet.
    Starting,
    Up,
    Lost,
    Failed,
}

impl Stage {
    pub(super) const fn of(link: Phase) -> Self {
        match link {
            Phase::Closed => Self::Idle,
            Phase::Opening => Self::Opening,
            Phase::Probing | Phase::WaitingOut => Self::Probing,
            Phase::Looking | Phase::Starting => Self::Starting,
            Phase::Ready | Phase::Busy | Phase::Prompt | Phase::Resynchronising | Phase::Restoring => Self::Up,
            Phase::Lost => Self::Lost,
            Phase::Failed => Self::Failed,
        }
    }

    /// Whether a connection is being made.
    pub(super) const fn is_under_way(self) -> bool {
        matches!(self, Self::Opening | Self::Probing | Self::Starting)
    }
}

/// How the last attempt ended, when it did not connect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// One port did not connect.
    Failed(WorkError),
    /// None of so many ports answered.
    NoneAnswered(usize),
    /// The lost module's port is not there.
    NotBack,
}

/// The USB identifier as the system's tools print it.
pub(super) fn usb_id(row: &PortRow) -> Option<String> {
    Some(format!("{:04x}:{:04x}", row.vendor_id?, row.product_id?))
}

/// The order to ask ports in: those that answered, those that answered an earlier page, those never asked, then the rest.
pub(super) fn search_order(rows: &[PortRow]) -> Vec<usize> {
    let rank = |row: &PortRow| match (&row.asked, row.before) {
        (Some(Ok(Finding::Answers { .. })), _) => 0,
        (None, Some(SaidBefore::At)) => 1,
        (None, None) => 2,
        (None, Some(_)) => 3,
        (Some(_), _) => 4,
    };
    // Sorting would bring its code into the first load.
    (0..=4).flat_map(|wanted| rows.iter().filter(move |row| rank(row) == wanted)).map(|row| row.index).collect()
}

/// The ports at which a speed can be looked for, in the order to ask them: those of modules with USB of their own answer at any speed.
pub(super) fn speed_order(rows: &[PortRow]) -> Vec<usize> {
    let is_adapter = |index: &usize| rows.iter().any(|row| row.index == *index && row.known.is_none());
    search_order(rows).into_iter().filter(is_adapter).collect()
}

/// Which port to ask next, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// The port at this place answered an earlier page.
    Answered(usize),
    /// This one was not asked yet.
    Unasked(usize),
}

impl Next {
    pub(super) const fn port(self) -> usize {
        match self {
            Self::Answered(index) | Self::Unasked(index) => index,
        }
    }
}

/// Which port of several to ask next, while none has answered. Whatever is remembered is tried anew.
pub(super) fn next_to_ask(rows: &[PortRow]) -> Option<Next> {
    if rows.len() < 2 || rows.iter().any(|row| matches!(row.asked, Some(Ok(Finding::Answers { .. })))) {
        return None;
    }
    let first = search_order(rows).first().and_then(|index| rows.iter().find(|row| row.index == *index))?;
    match (&first.asked, first.before) {
        (None, Some(SaidBefore::At)) => Some(Next::Answered(first.index)),
        (None, _) => Some(Next::Unasked(first.index)),
        (Some(_), _) => None,
    }
}

/// What each serial interface of a device is, by its number; `None` takes AT commands.
pub(super) fn interfaces(device: &KnownDevice) -> Vec<(u8, Option<InterfaceRole>)> {
    let role = |number| {
        let other = || device.other_interfaces.iter().find(|(other, _)| *other == number).map(|(_, role)| Some(*role));
        if device.at_interfaces.contains(&number) { Some(None) } else { other() }
    };
    (0..=u8::MAX).filter_map(|number| Some((number, role(number)?))).collect()
}

/// The one port that has this USB identifier, if there is exactly one.
pub(super) fn only_port_of(rows: &[PortRow], ids: (Option<u16>, Option<u16>)) -> Option<usize> {
    let mut same = rows.iter().filter(|row| (row.vendor_id, row.product_id) == ids);
    let first = same.next()?;
    same.next().is_none().then_some(first.index)
}

/// How a device with several ports numbers those that take AT commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum AtPlaces {
    /// Places among its ports, from 1: where its interfaces are serial from the first on.
    Rows(Vec<u8>, u8),
    /// Numbers of USB interfaces.
    Interfaces(Vec<u8>),
}

/// Which ports of a device take AT commands, where that is known.
pub(super) fn at_places(device: &KnownDevice) -> Option<AtPlaces> {
    let interfaces = device.at_interfaces.to_vec();
    let last = *interfaces.last()?;
    Some(match device.total_ports {
        Some(total) if last < total => AtPlaces::Rows(interfaces.iter().map(|number| number + 1).collect(), total),
        _ => AtPlaces::Interfaces(interfaces),
    })
}

/// Numbers as a sentence takes them: `1, 6 and 7` needs the language's word for "and", so they are separated alone.
pub(super) fn listed(numbers: &[u8]) -> String {
    numbers.iter().map(u8::to_string).collect::<Vec<_>>().join(", ")
}

/// The device of which several ports are, or could be, granted: the one that needs an explanation.
pub(super) fn several_ports(rows: &[PortRow]) -> Option<(KnownDevice, usize)> {
    rows.iter().filter_map(|row| row.known).find(|device| at_places(device).is_some()).map(|device| {
        let of_device = |row: &&PortRow| row.known.is_some_and(|known| known == device);
        (device, rows.iter().filter(of_device).count())
    })
}

/// Whether the device shows more ports than this page may use.
pub(super) fn lacks_ports(device: &KnownDevice, granted: usize) -> bool {
    device.total_ports.is_some_and(|total| granted < usize::from(total))
}

/// The IMEI with all but its type code hidden.
pub(super) fn masked(imei: &str) -> String {
    imei.char_indices().map(|(at, character)| if at < 8 { character } else { '•' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(index: usize, asked: Option<Finding>) -> PortRow {
        PortRow {
            index,
            vendor_id: Some(0x1782),
            product_id: Some(0x4D10),
            known: None,
            asked: asked.map(Ok),
            before: None,
        }
    }

    const fn device(at_interfaces: &'static [u8], total_ports: Option<u8>) -> KnownDevice {
        KnownDevice {
            vendor_id: 0x1782,
            product_id: 0x4D10,
            model: "L610",
            at_interfaces,
            total_ports,
            other_interfaces: &[],
        }
    }

    #[test]
    fn a_usb_id_is_four_hex_digits_twice_or_nothing() {
        assert_eq!(usb_id(&row(0, None)).as_deref(), Some("1782:4d10"));
        assert_eq!(
            usb_id(&PortRow { vendor_id: Some(1), product_id: Some(0xA), ..row(0, None) }).as_deref(),
            Some("0001:000a")
        );
        assert_eq!(usb_id(&PortRow { product_id: None, ..row(0, None) }), None);
    }

    #[test]
    fn ports_that_answered_are_asked_first_and_silent_ones_last() {
        let before = |index, before| PortRow { before: Some(before), ..row(index, None) };
        let rows = vec![
            row(0, Some(Finding::Silent)),
            before(1, SaidBefore::Echo),
            row(2, None),
            before(3, SaidBefore::At),
            row(4, Some(Finding::Answers { milliseconds: 4 })),
        ];
        assert_eq!(search_order(&rows), [4, 3, 2, 1, 0]);
        // A module with USB of its own answers at any speed.
        let mut rows = rows;
        rows.iter_mut().skip(3).for_each(|row| row.known = Some(device(&[1], None)));
        assert_eq!(speed_order(&rows), [2, 1, 0]);
        assert_eq!(next_to_ask(&rows), None, "the AT port is found");
        rows.truncate(4);
        assert_eq!(next_to_ask(&rows), Some(Next::Answered(3)));
        // What is remembered is tried anew: it may have been another port.
        rows[3].asked = Some(Ok(Finding::Silent));
        assert_eq!(next_to_ask(&rows), Some(Next::Unasked(2)));
        rows[2].asked = Some(Err(crate::state::OpenError::InUse));
        assert_eq!(next_to_ask(&rows), Some(Next::Unasked(1)));
        rows[1].asked = Some(Ok(Finding::Echo));
        assert_eq!(next_to_ask(&rows), None, "every port was asked");
        assert_eq!(next_to_ask(&[row(0, None)]), None, "there is no choice");
    }

    #[test]
    fn the_interfaces_of_a_device_are_listed_by_their_numbers() {
        let l610 = KnownDevice { other_interfaces: &[(4, InterfaceRole::Log)], ..device(&[0, 5], None) };
        assert_eq!(interfaces(&l610), [(0, None), (4, Some(InterfaceRole::Log)), (5, None)]);
    }

    #[test]
    fn a_port_is_taken_up_again_only_when_it_cannot_be_another() {
        let one = [row(0, None)];
        let ids = (Some(0x1782), Some(0x4D10));
        for (rows, expected) in [(&one[..], Some(0)), (&[row(0, None), row(1, None)][..], None), (&[][..], None)] {
            assert_eq!(only_port_of(rows, ids), expected);
        }
        assert_eq!(only_port_of(&one, (Some(1), Some(2))), None);
    }

    #[test]
    fn at_ports_are_counted_only_where_interfaces_are_serial_from_the_first_on() {
        for (interfaces, total, expected) in [
            (&[0, 5, 6][..], Some(7), Some(AtPlaces::Rows(vec![1, 6, 7], 7))),
            (&[2, 7, 8][..], Some(7), Some(AtPlaces::Interfaces(vec![2, 7, 8]))),
            (&[2, 6][..], None, Some(AtPlaces::Interfaces(vec![2, 6]))),
            (&[][..], Some(3), None),
        ] {
            assert_eq!(at_places(&device(interfaces, total)), expected);
        }
    }

    #[test]
    fn the_ports_of_a_device_that_are_granted_are_counted() {
        let known = device(&[0, 5, 6], Some(7));
        let rows = [
            row(0, None),
            PortRow { known: Some(known), ..row(1, None) },
            PortRow { known: Some(known), ..row(2, None) },
        ];
        assert_eq!(several_ports(&rows), Some((known, 2)));
        assert_eq!(several_ports(&rows[..1]), None);
        assert!(lacks_ports(&known, 2) && !lacks_ports(&known, 7) && !lacks_ports(&device(&[0], None), 1));
    }

    #[test]
    fn an_imei_keeps_its_type_code_alone() {
        for (imei, shown) in [("866123050000017", "86612305•••••••"), ("", ""), ("1234", "1234")] {
            assert_eq!(masked(imei), shown);
        }
    }

    #[test]
    fn every_stage_of_a_link_has_its_place_on_the_screen() {
        for (link, stage) in [
            (Phase::Closed, Stage::Idle),
            (Phase::Opening, Stage::Opening),
            (Phase::Probing, Stage::Probing),
            (Phase::WaitingOut, Stage::Probing),
            (Phase::Starting, Stage::Starting),
            (Phase::Looking, Stage::Starting),
            (Phase::Ready, Stage::Up),
            (Phase::Busy, Stage::Up),
            (Phase::Prompt, Stage::Up),
            (Phase::Resynchronising, Stage::Up),
            (Phase::Lost, Stage::Lost),
            (Phase::Failed, Stage::Failed),
        ] {
            assert_eq!(Stage::of(link), stage);
        }
    }
}
