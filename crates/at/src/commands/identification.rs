//! ATI, CGMI, CGMM, CGMR and CGSN: who the module is.

use super::{Command, Form, Lines, Listed, Spec, Typed, Usage};
use crate::meaning::entry::Entry;
use crate::meaning::{self, Heard, Meaning, Meanings, entries};
use crate::profile::{Manual, Profile, Source};
use crate::reply::{Malformed, Reply};

const ASK: &[Usage] = &[Usage::execute("<text>"), Usage::test("")];

const fn text(name: &'static str, id: &'static str, example: &'static str, section: &'static str) -> Spec {
    let source = Source { manual: Manual::Ts27007, section };
    Spec { name, id, usages: ASK, example, source, lines: Lines::Text, ..Spec::BASE }
}

pub(super) static ATI: Spec = Spec {
    usages: &[Usage::execute("<text>")],
    source: Source { manual: Manual::V250, section: "6.1.3" },
    ..text("I", "command-ati", "ATI", "")
};
pub(super) static CGMI: Spec = text("+CGMI", "command-cgmi", "AT+CGMI", "5.1");
pub(super) static CGMM: Spec = text("+CGMM", "command-cgmm", "AT+CGMM", "5.2");
pub(super) static CGMR: Spec = text("+CGMR", "command-cgmr", "AT+CGMR", "5.3");
pub(super) static CGSN: Spec = text("+CGSN", "command-cgsn", "AT+CGSN", "5.4");

const MEANINGS: Meanings = Meanings { done: meaning::reply_end, ..Meanings::NONE };

pub(super) const ATI_COMMAND: Listed = Listed {
    spec: &ATI,
    meanings: Meanings { asks: |typed| asks(typed, ASKS_EVERYTHING), says: |_| Some(EVERYTHING.with([])), ..MEANINGS },
    known: KNOWN,
};
pub(super) const CGMI_COMMAND: Listed = Listed {
    spec: &CGMI,
    meanings: Meanings {
        asks: |typed| asks(typed, ASKS_MANUFACTURER),
        says: |heard| Some(MANUFACTURER.with([said(heard)?.into()])),
        ..MEANINGS
    },
    known: &[],
};
pub(super) const CGMM_COMMAND: Listed = Listed {
    spec: &CGMM,
    meanings: Meanings { asks: |typed| asks(typed, ASKS_MODEL), says: model, ..MEANINGS },
    known: &[],
};
pub(super) const CGMR_COMMAND: Listed = Listed {
    spec: &CGMR,
    meanings: Meanings {
        asks: |typed| asks(typed, ASKS_REVISION),
        says: |heard| Some(REVISION.with([said(heard)?.into()])),
        ..MEANINGS
    },
    known: &[],
};
pub(super) const CGSN_COMMAND: Listed = Listed {
    spec: &CGSN,
    meanings: Meanings {
        asks: |typed| asks(typed, ASKS_SERIAL_NUMBER),
        says: |heard| said(heard).map(|_| SERIAL_NUMBER.with([])),
        ..MEANINGS
    },
    known: &[],
};

/// Which fact to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// All that ATI prints.
    Everything,
    /// The manufacturer.
    Manufacturer,
    /// The model, which chooses the profile.
    Model,
    /// The firmware.
    Revision,
    /// The serial number, an IMEI.
    SerialNumber,
}

/// Request identification, I, +CGMI, +CGMM, +CGMR and +CGSN.
///
/// # Wire
/// `AT+CGMM`, answered by the model and `OK`. Some firmware prints the text alone, some behind `+CGMM: `, some in quotes.
/// Errors: any CME error (3GPP TS 27.007, 5.1 to 5.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identify(pub What);

impl Command for Identify {
    type Reply = String;

    fn spec(&self) -> &'static Spec {
        match self.0 {
            What::Everything => &ATI,
            What::Manufacturer => &CGMI,
            What::Model => &CGMM,
            What::Revision => &CGMR,
            What::SerialNumber => &CGSN,
        }
    }

    fn form(&self) -> Form {
        Form::Execute
    }

    fn read(&self, reply: &Reply) -> Result<String, Malformed> {
        let tag = format!("{}:", self.spec().name);
        let lines: Vec<String> = reply
            .lines
            .iter()
            .map(|line| String::from_utf8_lossy(line).trim().to_owned())
            .map(|line| line.strip_prefix(&tag).map_or(line.as_str(), str::trim).trim_matches('"').to_owned())
            .filter(|line| !line.is_empty())
            .collect();
        match self.0 {
            What::Everything if !lines.is_empty() => Ok(lines.join("\n")),
            _ => lines.into_iter().next().ok_or(Malformed),
        }
    }
}

entries! {
    ASKS_EVERYTHING = "meaning-ask-identification" Info ();
    ASKS_MANUFACTURER = "meaning-ask-manufacturer" Info ();
    ASKS_MODEL = "meaning-ask-model" Info ();
    ASKS_REVISION = "meaning-ask-revision" Info ();
    ASKS_SERIAL_NUMBER = "meaning-ask-serial-number" Info ();
    EVERYTHING = "meaning-identification" Info ();
    MANUFACTURER = "meaning-manufacturer" Info ("name");
    MODEL = "meaning-model" Ok ("model", "series");
    MODEL_UNKNOWN = "meaning-model-unknown" Warn ("model");
    REVISION = "meaning-revision" Info ("revision");
    SERIAL_NUMBER = "meaning-serial-number" Info ();
}

fn asks(typed: &Typed, entry: Entry<0>) -> Option<Meaning> {
    (typed.form == Form::Execute).then(|| entry.with([]))
}

/// The text, which stands alone or behind a tag.
fn said(heard: &Heard<'_>) -> Option<String> {
    match heard.line.tag() {
        Some(_) => heard.values().into_iter().next(),
        None => Some(String::from_utf8_lossy(heard.line.bytes()).trim().trim_matches('"').to_owned()),
    }
}

fn model(heard: &Heard<'_>) -> Option<Meaning> {
    let name = said(heard)?;
    let profile = Profile::for_model(&name);
    Some(if profile.models.is_empty() {
        MODEL_UNKNOWN.with([name.into()])
    } else {
        MODEL.with([name.into(), profile.name.into()])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_bare_tagged_or_quoted() {
        for line in ["L610-CN-00", "+CGMM: L610-CN-00", "+CGMM: \"L610-CN-00\"", "\"L610-CN-00\""] {
            let reply = Reply { lines: vec![line.as_bytes().to_vec()], ..Reply::default() };
            assert_eq!(Identify(What::Model).read(&reply).as_deref(), Ok("L610-CN-00"));
        }
        assert_eq!(Identify(What::Model).read(&Reply::default()), Err(Malformed));
    }
}
