//! What happened to the link, in words and in members: written, and read again.

use std::borrow::Cow;

use serde::Serialize;

use super::names::{fault_called, name_of_fault};
use super::object::Object;
use super::problem::{ProblemKind, shortened};
use crate::line::{Ending, LineFault, LinkChange, Place};

/// The names of all changes.
#[cfg(test)]
pub(super) const NAMES: [&str; 8] =
    ["back", "opened", "connected", "restarted", "disturbed", "unplugged", "closed", "failed"];

impl LinkChange {
    /// Its name in files.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Back => "back",
            Self::Opened(_) => "opened",
            Self::Connected(_) => "connected",
            Self::Restarted => "restarted",
            Self::Disturbed(_) => "disturbed",
            Self::Ended(Ending::Unplugged) => "unplugged",
            Self::Ended(Ending::Closed) => "closed",
            Self::Ended(Ending::Failed(_)) => "failed",
        }
    }

    /// What files say of it in words: `opened 2cb7:0a05, 115200 baud`.
    #[must_use]
    pub fn brief(&self) -> String {
        let (name, detail) = (self.name(), self.detail());
        if detail.is_empty() { name.to_owned() } else { format!("{name} {detail}") }
    }

    fn detail(&self) -> Cow<'_, str> {
        match self {
            Self::Opened(Place::Port { usb, baud_rate }) => {
                let usb = usb.map_or_else(String::new, |usb| format!("{}, ", usb_text(usb)));
                format!("{usb}{baud_rate} baud").into()
            }
            Self::Opened(Place::Virtual(series)) => format!("virtual {series}").into(),
            Self::Connected(model) => model.into(),
            Self::Disturbed(fault) => name_of_fault(*fault).into(),
            Self::Ended(Ending::Failed(reason)) => reason.into(),
            Self::Back | Self::Restarted | Self::Ended(_) => "".into(),
        }
    }
}

/// The members that a change adds to its line.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Detail<'a> {
    /// `opened`: vendor and product of the USB device, in hexadecimal: `2cb7:0a05`.
    #[serde(skip_serializing_if = "Option::is_none")]
    usb: Option<String>,
    /// `opened`: how fast the port is.
    #[serde(skip_serializing_if = "Option::is_none")]
    baud_rate: Option<u32>,
    /// `opened`: the series or model of the virtual module, where it is one.
    #[serde(rename = "virtual", skip_serializing_if = "Option::is_none")]
    virtual_module: Option<&'a str>,
    /// `connected`: what the module says its model is. It may be empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<&'a str>,
    /// `disturbed`: the fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(schema_with = "super::schema::faults"))]
    fault: Option<&'static str>,
    /// `failed`: the reason that the system gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl<'a> Detail<'a> {
    pub(super) fn of(change: &'a LinkChange) -> Self {
        match change {
            LinkChange::Opened(Place::Port { usb, baud_rate }) => {
                Self { usb: usb.map(usb_text), baud_rate: Some(*baud_rate), ..Self::default() }
            }
            LinkChange::Opened(Place::Virtual(series)) => Self { virtual_module: Some(series), ..Self::default() },
            LinkChange::Connected(model) => Self { model: Some(model), ..Self::default() },
            LinkChange::Disturbed(fault) => Self { fault: Some(name_of_fault(*fault)), ..Self::default() },
            LinkChange::Ended(Ending::Failed(reason)) => Self { reason: Some(reason), ..Self::default() },
            LinkChange::Back | LinkChange::Restarted | LinkChange::Ended(_) => Self::default(),
        }
    }
}

/// The change that a line tells: from its members, or from its words where a file of version 0 has no members for it.
pub(super) fn change(object: &mut Object<'_>) -> Result<LinkChange, ProblemKind> {
    let name: Cow<'_, str> = object.need("role")?;
    let text: Cow<'_, str> = object.take("text")?.unwrap_or_default();
    let detail = text.strip_prefix(name.as_ref()).map(|rest| rest.strip_prefix(' ').unwrap_or(rest));
    let words = detail.unwrap_or_default();
    let or_words = |said: Option<String>| said.unwrap_or_else(|| words.to_owned());
    Ok(match name.as_ref() {
        "back" => LinkChange::Back,
        "restarted" => LinkChange::Restarted,
        "unplugged" => LinkChange::Ended(Ending::Unplugged),
        "closed" => LinkChange::Ended(Ending::Closed),
        "opened" => LinkChange::Opened(place(object, words)?),
        "connected" => LinkChange::Connected(or_words(object.take("model")?)),
        "disturbed" => LinkChange::Disturbed(fault(&or_words(object.take("fault")?))?),
        "failed" => LinkChange::Ended(Ending::Failed(or_words(object.take("reason")?))),
        other => return Err(ProblemKind::NotKnown { member: "role", value: shortened(other) }),
    })
}

fn place(object: &mut Object<'_>, words: &str) -> Result<Place, ProblemKind> {
    let (usb, baud_rate) = (object.take::<Cow<'_, str>>("usb")?, object.take("baud_rate")?);
    if let Some(series) = object.take::<String>("virtual")? {
        return Ok(Place::Virtual(series));
    }
    if let Some(baud_rate) = baud_rate {
        let usb = usb.map(|usb| usb_of(&usb).ok_or(ProblemKind::Malformed { member: "usb" })).transpose()?;
        return Ok(Place::Port { usb, baud_rate });
    }
    place_in_words(words).ok_or(ProblemKind::Missing { member: "baud_rate" })
}

fn place_in_words(words: &str) -> Option<Place> {
    if let Some(series) = words.strip_prefix("virtual ") {
        return Some(Place::Virtual(series.to_owned()));
    }
    let port = words.strip_suffix(" baud")?;
    Some(match port.split_once(", ") {
        Some((usb, rate)) => Place::Port { usb: Some(usb_of(usb)?), baud_rate: rate.parse().ok()? },
        None => Place::Port { usb: None, baud_rate: port.parse().ok()? },
    })
}

fn fault(name: &str) -> Result<LineFault, ProblemKind> {
    fault_called(name).ok_or_else(|| ProblemKind::NotKnown { member: "fault", value: shortened(name) })
}

fn usb_text((vendor, product): (u16, u16)) -> String {
    format!("{vendor:04x}:{product:04x}")
}

fn usb_of(text: &str) -> Option<(u16, u16)> {
    let (vendor, product) = text.split_once(':')?;
    let number = |digits: &str| {
        let is_hex = digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
    };
    Some((number(vendor)?, number(product)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_is_said_in_words() {
        let usb = Some((0x2CB7, 0x0A05));
        for (change, name, brief) in [
            (LinkChange::Opened(Place::Port { usb, baud_rate: 115_200 }), "opened", "opened 2cb7:0a05, 115200 baud"),
            (LinkChange::Opened(Place::Port { usb: None, baud_rate: 9_600 }), "opened", "opened 9600 baud"),
            (LinkChange::Opened(Place::Virtual("L610".into())), "opened", "opened virtual L610"),
            (LinkChange::Connected("L610-CN".into()), "connected", "connected L610-CN"),
            (LinkChange::Connected(String::new()), "connected", "connected"),
            (LinkChange::Restarted, "restarted", "restarted"),
            (LinkChange::Disturbed(LineFault::Framing), "disturbed", "disturbed framing"),
            (LinkChange::Ended(Ending::Unplugged), "unplugged", "unplugged"),
            (LinkChange::Ended(Ending::Failed("gone\n".into())), "failed", "failed gone\n"),
            (LinkChange::Back, "back", "back"),
            (LinkChange::Ended(Ending::Closed), "closed", "closed"),
        ] {
            assert_eq!((change.name(), change.brief().as_str()), (name, brief));
            // Version 0 has the words alone.
            let line = serde_json::json!({ "role": name, "text": brief }).to_string();
            let mut object = Object::read(&line).unwrap();
            assert_eq!(super::change(&mut object), Ok(change));
        }
    }
}
