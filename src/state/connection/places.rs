//! What the ports of a device said the last time, kept by the browser for the device: a hint which of them to ask first, and no more than that.
//!
//! A page knows vendor and product of a port, the same for all ports of a device, and the order in which the browser lists them, which it does
//! not promise. So what is remembered holds only while as many ports are listed, and every port is asked anew before it is believed.

use crate::link::probe::Finding;
use crate::storage::Keep;
use crate::transport::OpenError;

/// Under which name the browser keeps it.
const NAME: &str = "module-workbench.ports";

/// How many devices are remembered, the last ones first, and of how many ports each.
const DEVICES: usize = 32;
const PORTS: usize = 16;

/// What a port was, in a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaidBefore {
    /// It answered.
    At,
    Silent,
    Binary,
    Text,
    Echo,
    /// It did not open.
    Refused,
}

impl SaidBefore {
    const ALL: [(Self, char); 6] = [
        (Self::At, 'a'),
        (Self::Silent, 's'),
        (Self::Binary, 'b'),
        (Self::Text, 't'),
        (Self::Echo, 'e'),
        (Self::Refused, 'r'),
    ];

    /// What is worth remembering of what came of asking a port. One that was lost has said nothing of what it is.
    pub(super) const fn of(asked: &Result<Finding, OpenError>) -> Option<Self> {
        Some(match asked {
            Ok(Finding::Answers { .. }) => Self::At,
            Ok(Finding::Silent) => Self::Silent,
            Ok(Finding::Binary { .. }) => Self::Binary,
            Ok(Finding::Text { .. }) => Self::Text,
            Ok(Finding::Echo) => Self::Echo,
            Ok(Finding::Lost(_)) => return None,
            Err(_) => Self::Refused,
        })
    }

    fn letter(said: Option<Self>) -> char {
        Self::ALL.iter().find(|(one, _)| Some(*one) == said).map_or('-', |(_, letter)| *letter)
    }

    /// Nothing for a letter of no port that was asked; an error for any other.
    fn parse(letter: char) -> Result<Option<Self>, ()> {
        match (letter, Self::ALL.iter().find(|(_, own)| *own == letter)) {
            ('-', _) => Ok(None),
            (_, Some((said, _))) => Ok(Some(*said)),
            (_, None) => Err(()),
        }
    }
}

/// A USB device by vendor and product.
type Usb = (u16, u16);

/// What is remembered, the device that was asked last first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Memory(Vec<(Usb, Vec<Option<SaidBefore>>)>);

impl Memory {
    /// A device a line: `2cb7:0104 s-ae`. What reads like anything else was not written by this page, and is left out.
    fn parse(text: &str) -> Self {
        Self(text.lines().take(DEVICES).filter_map(Self::parse_line).collect())
    }

    fn parse_line(line: &str) -> Option<(Usb, Vec<Option<SaidBefore>>)> {
        let (usb, letters) = line.split_once(' ')?;
        let (vendor, product) = usb.split_once(':')?;
        let hex = |digits| u16::from_str_radix(digits, 16).ok();
        let said: Vec<_> = letters.chars().map(SaidBefore::parse).collect::<Result<_, _>>().ok()?;
        ((1..=PORTS).contains(&said.len())).then_some(((hex(vendor)?, hex(product)?), said))
    }

    fn text(&self) -> String {
        let line = |((vendor, product), said): &(Usb, Vec<Option<SaidBefore>>)| {
            let letters: String = said.iter().map(|one| SaidBefore::letter(*one)).collect();
            format!("{vendor:04x}:{product:04x} {letters}\n")
        };
        self.0.iter().map(line).collect()
    }

    /// What the ports of a device said that shows so many; nothing where it showed more of them, or fewer.
    fn recall(&self, usb: Usb, count: usize) -> Vec<Option<SaidBefore>> {
        let found = self.0.iter().find(|(device, said)| *device == usb && said.len() == count);
        found.map_or_else(|| vec![None; count], |(_, said)| said.clone())
    }

    /// Takes in what ports of a device said now; those that were not asked now keep what they said before.
    fn learn(&mut self, usb: Usb, now: &[Option<SaidBefore>]) {
        if now.len() > PORTS || now.iter().all(Option::is_none) {
            return;
        }
        let before = self.recall(usb, now.len());
        let said = now.iter().zip(before).map(|(now, before)| now.or(before)).collect();
        self.0.retain(|(device, _)| *device != usb);
        self.0.insert(0, (usb, said));
        self.0.truncate(DEVICES);
    }
}

fn memory() -> Memory {
    Keep::InBrowser.read(NAME).map_or_else(Memory::default, |text| Memory::parse(&text))
}

/// What the ports of a device said the last time, in the order of the list, where as many are listed now.
pub(super) fn recall(usb: Usb, count: usize) -> Vec<Option<SaidBefore>> {
    memory().recall(usb, count)
}

/// Remembers what ports of a device said now, in the order of the list. A browser that keeps nothing for this page leaves the next one without the hint.
pub(super) fn learn(usb: Usb, now: &[Option<SaidBefore>]) {
    let before = memory();
    let mut after = before.clone();
    after.learn(usb, now);
    if after != before {
        Keep::InBrowser.write(NAME, &after.text());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::LostReason;

    const L610: Usb = (0x1782, 0x4D10);
    const FM160: Usb = (0x2CB7, 0x0104);

    #[test]
    fn what_ports_said_is_read_as_it_was_written() {
        let mut memory = Memory::default();
        let said: Vec<_> = SaidBefore::ALL.iter().map(|(said, _)| Some(*said)).chain([None]).collect();
        memory.learn(FM160, &said);
        memory.learn(L610, &[Some(SaidBefore::At)]);
        assert_eq!(memory.text(), "1782:4d10 a\n2cb7:0104 asbter-\n");
        assert_eq!(Memory::parse(&memory.text()), memory);
    }

    #[test]
    fn what_this_page_did_not_write_is_left_out() {
        for text in
            ["", "1782:4d10", "1782:4d10 ", "1782 a", "17820:4d10 a", "1782:4d10 x", "1782:4d10 aaaaaaaaaaaaaaaaa"]
        {
            assert_eq!(Memory::parse(text), Memory::default(), "{text:?}");
        }
        assert_eq!(Memory::parse("\n?\n1782:4d10 a\n").0.len(), 1);
        assert_eq!(Memory::parse(&"1782:4d10 a\n".repeat(1_000)).0.len(), DEVICES);
    }

    #[test]
    fn it_holds_while_as_many_ports_are_listed() {
        let mut memory = Memory::default();
        memory.learn(L610, &[Some(SaidBefore::Silent), Some(SaidBefore::At)]);
        assert_eq!(memory.recall(L610, 2), [Some(SaidBefore::Silent), Some(SaidBefore::At)]);
        assert_eq!(memory.recall(L610, 3), [None; 3]);
        assert_eq!(memory.recall(FM160, 2), [None; 2]);
        memory.learn(L610, &[None, Some(SaidBefore::Echo)]);
        assert_eq!(memory.recall(L610, 2), [Some(SaidBefore::Silent), Some(SaidBefore::Echo)], "the last word counts");
        memory.learn(L610, &[None, None]);
        assert_eq!(
            memory.recall(L610, 2),
            [Some(SaidBefore::Silent), Some(SaidBefore::Echo)],
            "no word changes nothing"
        );
    }

    #[test]
    fn devices_that_were_not_seen_for_long_go_first() {
        let mut memory = Memory::default();
        for product in 0..40 {
            memory.learn((1, product), &[Some(SaidBefore::At)]);
        }
        assert_eq!(memory.0.len(), DEVICES);
        assert_eq!((memory.recall((1, 0), 1), memory.recall((1, 39), 1)), (vec![None], vec![Some(SaidBefore::At)]));
    }

    #[test]
    fn a_port_that_was_lost_has_said_nothing() {
        for (asked, expected) in [
            (Ok(Finding::Answers { milliseconds: 4 }), Some(SaidBefore::At)),
            (Ok(Finding::Lost(LostReason::Unplugged)), None),
            (Err(OpenError::InUse), Some(SaidBefore::Refused)),
        ] {
            assert_eq!(SaidBefore::of(&asked), expected);
        }
    }
}
