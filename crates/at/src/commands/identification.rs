//! ATI, CGMI, CGMM, CGMR, CGSN and their older kin GMI, GMM, GMR and GSN: who the module is.

mod plausible;

use super::{Command, Form, Lines, Listed, Spec, Typed, Usage};
use crate::frame::Line;
use crate::meaning::entry::Entry;
use crate::meaning::{self, Heard, Meaning, Meanings, entries};
use crate::profile::{Manual, Profile, Source};
use crate::reply::{Malformed, Reply};
use crate::secrets::Kind;

/// The read form is in no standard: some firmware answers it, and refuses the form without the question mark.
const ASK: &[Usage] = &[Usage::execute("<text>"), Usage::read("<text>"), Usage::test("")];

const fn spec(
    (name, id, example): (&'static str, &'static str, &'static str),
    source: Source,
    reads_like: fn(Form, &Line<'_>) -> bool,
) -> Spec {
    let answers = &[Form::Execute];
    Spec { name, id, usages: ASK, example, source, lines: Lines::Text, reads_like, answers, ..Spec::BASE }
}

const fn ts27007(section: &'static str) -> Source {
    Source { manual: Manual::Ts27007, section }
}

const fn v250(section: &'static str) -> Source {
    Source { manual: Manual::V250, section }
}

pub(super) static ATI: Spec = Spec {
    usages: &[Usage::execute("<text>")],
    answers: &[],
    // What it can do besides (V.250, 6.1.9) stands behind its own name, also among the lines of ATI (seen on an FM160).
    other_tags: &["+GCAP"],
    ..spec(("I", "command-ati", "ATI"), v250("6.1.3"), plausible::introduces)
};
pub(super) static CGMI: Spec = spec(("+CGMI", "command-cgmi", "AT+CGMI"), ts27007("5.1"), names_its_maker);
pub(super) static CGMM: Spec = spec(("+CGMM", "command-cgmm", "AT+CGMM"), ts27007("5.2"), names_its_model);
pub(super) static CGMR: Spec = spec(("+CGMR", "command-cgmr", "AT+CGMR"), ts27007("5.3"), names_its_revision);
/// A module that was never given a number may have none to tell.
pub(super) static CGSN: Spec = Spec {
    answers: &[],
    reply_is: Some(Kind::Imei),
    ..spec(("+CGSN", "command-cgsn", "AT+CGSN"), ts27007("5.4"), names_its_serial_number)
};
pub(super) static GMI: Spec = spec(("+GMI", "command-gmi", "AT+GMI"), v250("6.1.4"), names_its_maker);
pub(super) static GMM: Spec = spec(("+GMM", "command-gmm", "AT+GMM"), v250("6.1.5"), names_its_model);
pub(super) static GMR: Spec = spec(("+GMR", "command-gmr", "AT+GMR"), v250("6.1.6"), names_its_revision);
pub(super) static GSN: Spec = Spec {
    answers: &[],
    reply_is: Some(Kind::Imei),
    ..spec(("+GSN", "command-gsn", "AT+GSN"), v250("6.1.7"), names_its_serial_number)
};

pub(super) const ATI_COMMAND: Listed = Listed { spec: &ATI, meanings: OF_ALL, known: KNOWN };
const MEANINGS: Meanings = Meanings { done: meaning::reply_end, ..Meanings::NONE };

const OF_ALL: Meanings =
    Meanings { asks: |typed| asks(typed, ASKS_EVERYTHING), says: |_| Some(EVERYTHING.with([])), ..MEANINGS };

const OF_MAKER: Meanings = Meanings {
    asks: |typed| asks(typed, ASKS_MANUFACTURER),
    says: |heard| Some(MANUFACTURER.with([said(heard)?.into()])),
    ..MEANINGS
};

const OF_MODEL: Meanings = Meanings { asks: |typed| asks(typed, ASKS_MODEL), says: model, ..MEANINGS };

const OF_REVISION: Meanings = Meanings {
    asks: |typed| asks(typed, ASKS_REVISION),
    says: |heard| Some(REVISION.with([said(heard)?.into()])),
    ..MEANINGS
};

const OF_SERIAL_NUMBER: Meanings = Meanings {
    asks: |typed| asks(typed, ASKS_SERIAL_NUMBER),
    says: |heard| said(heard).map(|_| SERIAL_NUMBER.with([])),
    ..MEANINGS
};

pub(super) const CGMI_COMMAND: Listed = Listed { spec: &CGMI, meanings: OF_MAKER, known: &[] };
pub(super) const CGMM_COMMAND: Listed = Listed { spec: &CGMM, meanings: OF_MODEL, known: &[] };
pub(super) const CGMR_COMMAND: Listed = Listed { spec: &CGMR, meanings: OF_REVISION, known: &[] };
pub(super) const CGSN_COMMAND: Listed = Listed { spec: &CGSN, meanings: OF_SERIAL_NUMBER, known: &[] };
pub(super) const GMI_COMMAND: Listed = Listed { spec: &GMI, meanings: OF_MAKER, known: &[] };
pub(super) const GMM_COMMAND: Listed = Listed { spec: &GMM, meanings: OF_MODEL, known: &[] };
pub(super) const GMR_COMMAND: Listed = Listed { spec: &GMR, meanings: OF_REVISION, known: &[] };
pub(super) const GSN_COMMAND: Listed = Listed { spec: &GSN, meanings: OF_SERIAL_NUMBER, known: &[] };

fn names_its_maker(form: Form, line: &Line<'_>) -> bool {
    What::Manufacturer.is_said(form, line)
}

fn names_its_model(form: Form, line: &Line<'_>) -> bool {
    What::Model.is_said(form, line)
}

fn names_its_revision(form: Form, line: &Line<'_>) -> bool {
    What::Revision.is_said(form, line)
}

fn names_its_serial_number(form: Form, line: &Line<'_>) -> bool {
    What::SerialNumber.is_said(form, line)
}

/// Which fact to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The manufacturer.
    Manufacturer,
    /// The model, which chooses the profile.
    Model,
    /// The firmware.
    Revision,
    /// The serial number, an IMEI.
    SerialNumber,
}

impl What {
    /// The command of each standard: 3GPP TS 27.007, and V.250 before it.
    const fn specs(self) -> [&'static Spec; 2] {
        match self {
            Self::Manufacturer => [&CGMI, &GMI],
            Self::Model => [&CGMM, &GMM],
            Self::Revision => [&CGMR, &GMR],
            Self::SerialNumber => [&CGSN, &GSN],
        }
    }

    /// Whether the line reads like this fact, where the form asks for it. `AT+CGSN=2` asks for another number.
    fn is_said(self, form: Form, line: &Line<'_>) -> bool {
        !matches!(form, Form::Execute | Form::Read) || plausible::answer(self, line).is_some()
    }
}

/// A way to ask for a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// `AT+CGMM`, as 3GPP TS 27.007 has it.
    Standard,
    /// `AT+CGMM?`, which no standard has.
    Asked,
    /// `AT+GMM`, as V.250 has it.
    Older,
    /// `ATI`, where a line of it names the fact: `Model: FM160-CN`.
    Introduction,
}

impl Way {
    /// All ways, in the order to try them: a module that refuses one may answer the next.
    pub const ALL: [Self; 4] = [Self::Standard, Self::Asked, Self::Older, Self::Introduction];
}

/// Request identification, +CGMI, +CGMM, +CGMR and +CGSN; +GMI, +GMM, +GMR and +GSN; and I.
///
/// # Wire
/// `AT+CGMM`, answered by the model and `OK`. Some firmware prints the text alone, some behind `+CGMM: `, some in quotes.
/// Errors: any CME error (3GPP TS 27.007, 5.1 to 5.4). GNSS sentences and the lines of a call may stand beside it, and so may a
/// late answer to something else: two texts that could both be the fact are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identify {
    /// The fact.
    pub what: What,
    /// How to ask for it.
    pub way: Way,
}

impl Command for Identify {
    type Reply = String;

    fn spec(&self) -> &'static Spec {
        let [standard, older] = self.what.specs();
        match self.way {
            Way::Standard | Way::Asked => standard,
            Way::Older => older,
            Way::Introduction => &ATI,
        }
    }

    fn form(&self) -> Form {
        if self.way == Way::Asked { Form::Read } else { Form::Execute }
    }

    fn read(&self, reply: &Reply) -> Result<String, Malformed> {
        // Nobody says in which order the bare lines of ATI come.
        let counts = |answer: &plausible::Answer| answer.is_labelled || self.way != Way::Introduction;
        let mut found: Option<String> = None;
        for answer in reply.parsed().filter_map(|line| plausible::answer(self.what, &line)).filter(counts) {
            match &found {
                Some(other) if !other.eq_ignore_ascii_case(&answer.text) => return Err(Malformed),
                Some(_) => {}
                None => found = Some(answer.text),
            }
        }
        found.ok_or(Malformed)
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
    matches!(typed.form, Form::Execute | Form::Read).then(|| entry.with([]))
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
mod tests;
