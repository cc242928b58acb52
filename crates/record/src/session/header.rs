//! The first line of a session file: what it is a record of, and what was left out of it.

use std::borrow::Cow;

use serde::Serialize;

use super::json::{Json, Members};
use super::object::Object;
use super::problem::ProblemKind;
use super::{FORMAT, VERSION};
use crate::line::Zero;
use crate::record::LetGo;

/// What is known about a record. The serial number of the module is not part of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// The version of the format that it was read from. What is written is always of [`VERSION`].
    pub version: u32,
    /// The version of the page that wrote it.
    pub page: String,
    /// The unix time from which the times of the entries count.
    pub zero: Zero,
    /// The module at the other end, where it has said what it is.
    pub module: Option<Module>,
    /// The series whose limits were in use.
    pub series: Option<String>,
    /// The browser that the page ran in, in its own words.
    pub browser: Option<String>,
    /// The settings of the page that matter for the line.
    pub settings: Members,
    /// What was replaced. `None` where the file does not say.
    pub masking: Option<Masking>,
    /// What was let go before the first entry.
    pub let_go: LetGo,
    /// What a later version says beside these.
    pub others: Members,
}

impl Header {
    /// A header of this version of the format.
    #[must_use]
    pub fn new(page: impl Into<String>, zero: Zero) -> Self {
        Self { version: VERSION, page: page.into(), zero, ..Self::default() }
    }

    /// The same with a setting of the page.
    #[must_use]
    pub fn with_setting(mut self, name: &str, value: &impl Serialize) -> Self {
        if let Some(value) = Json::of(value) {
            self.settings.set(name, value);
        }
        self
    }

    /// The header of a file that has none.
    pub(super) fn unsaid(zero: Zero, let_go: LetGo) -> Self {
        Self { zero, let_go, ..Self::default() }
    }
}

/// What a module says that it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Module {
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufacturer: Option<String>,
    /// Its model.
    pub model: String,
    /// The revision of its firmware.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// Whether it is the page's virtual module.
    #[serde(rename = "virtual")]
    pub is_virtual: bool,
    /// What a later version says beside these.
    #[serde(flatten)]
    pub others: Members,
}

/// What was replaced in a file, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Masking {
    /// How secrets were found: `value` where each value that is a secret was replaced wherever it stands, `nothing` where all is as it went
    /// over the line.
    pub by: String,
    /// What was replaced.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<Hidden>,
    /// What a later version says beside these.
    #[serde(flatten)]
    pub others: Members,
}

impl Masking {
    /// Everything is as it went over the line.
    #[must_use]
    pub fn nothing() -> Self {
        Self { by: "nothing".into(), ..Self::default() }
    }

    /// Each value that is a secret was replaced wherever it stands.
    #[must_use]
    pub fn by_value(hidden: Vec<Hidden>) -> Self {
        Self { by: "value".into(), hidden, others: Members::NONE }
    }
}

/// Values of a kind that were replaced.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Hidden {
    /// The kind, as the stand-ins name it: `password`.
    pub kind: String,
    /// How many different values were replaced.
    pub count: u64,
    /// What a later version says beside these.
    #[serde(flatten)]
    pub others: Members,
}

/// How many lines are missing in a place, and how many bytes they had.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct LetGoRow {
    /// How many lines.
    lines: u64,
    /// How many bytes they had.
    bytes: u64,
}

impl From<LetGo> for LetGoRow {
    fn from(let_go: LetGo) -> Self {
        Self { lines: let_go.lines, bytes: let_go.bytes }
    }
}

/// The first line of a file.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "Header"))]
pub(super) struct HeaderRow<'a> {
    /// What the file is.
    #[cfg_attr(test, schemars(schema_with = "super::schema::format"))]
    format: &'static str,
    /// The version of the format.
    #[cfg_attr(test, schemars(schema_with = "super::schema::version"))]
    version: u32,
    /// The version of the page that wrote the file.
    page: &'a str,
    /// The unix time from which `at` counts, in milliseconds.
    zero: u64,
    /// The module at the other end.
    #[serde(skip_serializing_if = "Option::is_none")]
    module: Option<&'a Module>,
    /// The series whose limits were in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<&'a str>,
    /// The browser that the page ran in.
    #[serde(skip_serializing_if = "Option::is_none")]
    browser: Option<&'a str>,
    /// Settings of the page.
    #[serde(skip_serializing_if = "Members::is_empty")]
    settings: &'a Members,
    /// What was replaced, and how. Where it is not there, the file does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    masking: Option<&'a Masking>,
    /// What is missing before the first entry, because the page had no room for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    let_go: Option<LetGoRow>,
    /// What a later version says beside these.
    #[serde(flatten)]
    others: &'a Members,
}

impl<'a> From<&'a Header> for HeaderRow<'a> {
    fn from(header: &'a Header) -> Self {
        Self {
            format: FORMAT,
            version: VERSION,
            page: &header.page,
            zero: header.zero.0,
            module: header.module.as_ref(),
            series: header.series.as_deref(),
            browser: header.browser.as_deref(),
            settings: &header.settings,
            masking: header.masking.as_ref(),
            let_go: (header.let_go != LetGo::default()).then(|| header.let_go.into()),
            others: &header.others,
        }
    }
}

/// The header that an object is. What is wrong with its members is told one by one, and they count as not said.
pub(super) fn header(mut object: Object<'_>, tell: &mut impl FnMut(ProblemKind)) -> Header {
    if let Some(wrong) = object.wrong.take() {
        tell(wrong);
    }
    let mut or_tell = Told(tell);
    let format = or_tell.of(object.take::<Cow<'_, str>>("format")).unwrap_or_default();
    if format != FORMAT {
        or_tell.tell(ProblemKind::OtherFormat { format: super::problem::shortened(&format) });
    }
    let version = or_tell.of(object.need("version").map(Some)).unwrap_or(VERSION);
    if version > VERSION {
        or_tell.tell(ProblemKind::LaterVersion { version });
    }
    let zero = or_tell.of(object.need("zero").map(Some)).unwrap_or_default();
    Header {
        version,
        zero: Zero(zero),
        page: or_tell.of(object.take("page")).unwrap_or_default(),
        module: or_tell.of(object.take_object("module").and_then(|module| module.map(module_of).transpose())),
        series: or_tell.of(object.take("series")),
        browser: or_tell.of(object.take("browser")),
        settings: or_tell.of(object.take_object("settings")).map(Object::rest).unwrap_or_default(),
        masking: or_tell.of(object.take_object("masking").and_then(|masking| masking.map(masking_of).transpose())),
        let_go: or_tell.of(let_go(&mut object)).unwrap_or_default(),
        others: object.rest(),
    }
}

/// Where problems go whose member is then taken as not said.
struct Told<'a, F>(&'a mut F);

impl<F: FnMut(ProblemKind)> Told<'_, F> {
    fn tell(&mut self, problem: ProblemKind) {
        (self.0)(problem);
    }

    fn of<T>(&mut self, taken: Result<Option<T>, ProblemKind>) -> Option<T> {
        taken.unwrap_or_else(|problem| {
            self.tell(problem);
            None
        })
    }
}

fn module_of(mut object: Object<'_>) -> Result<Module, ProblemKind> {
    Ok(Module {
        manufacturer: object.take("manufacturer")?,
        model: object.take("model")?.unwrap_or_default(),
        revision: object.take("revision")?,
        is_virtual: object.take("virtual")?.unwrap_or_default(),
        others: object.rest(),
    })
}

fn masking_of(mut object: Object<'_>) -> Result<Masking, ProblemKind> {
    let hidden: Vec<Object<'_>> = object.take("hidden")?.unwrap_or_default();
    Ok(Masking {
        by: object.need("by")?,
        hidden: hidden.into_iter().map(hidden_of).collect::<Result<_, _>>()?,
        others: object.rest(),
    })
}

fn hidden_of(mut object: Object<'_>) -> Result<Hidden, ProblemKind> {
    Ok(Hidden { kind: object.need("kind")?, count: object.need("count")?, others: object.rest() })
}

/// What an object says was let go.
pub(super) fn let_go(object: &mut Object<'_>) -> Result<Option<LetGo>, ProblemKind> {
    let Some(mut let_go) = object.take_object("let_go")? else { return Ok(None) };
    Ok(Some(LetGo { lines: let_go.need("lines")?, bytes: let_go.need("bytes")? }))
}
