//! Where a text of a draft stands.

use super::{Act, Draft, StepDraft};
use crate::part::{Of, Part};
use crate::words::Language;

/// A text per language. English is always there; what is empty is not said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

impl Text {
    /// Whether it says nothing in any language.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.en.is_empty() && self.zh.is_empty()
    }

    const fn get(&self, language: Language) -> &String {
        match language {
            Language::En => &self.en,
            Language::Zh => &self.zh,
        }
    }

    const fn get_mut(&mut self, language: Language) -> &mut String {
        match language {
            Language::En => &mut self.en,
            Language::Zh => &mut self.zh,
        }
    }
}

/// Where a text stands: the same as the problem with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The place of the step, from 0; nothing for the document as a whole.
    pub step: Option<usize>,
    /// The part of it.
    pub part: Part,
    /// The language, where it is words.
    pub language: Language,
}

/// Finds a text, to read it or to write it: the places are the same.
macro_rules! reach {
    ($draft:expr, $spot:expr, $get:ident, $in_step:ident, $($by:tt)+) => {{
        let (draft, language) = ($draft, $spot.language);
        if let Some(at) = $spot.step {
            return $in_step(draft.steps.$get(at)?, $spot.part, language);
        }
        Some(match $spot.part {
            Part::Id => $($by)+ draft.id,
            Part::Title => draft.title.$get(language),
            Part::About => draft.about.$get(language),
            Part::From(Of::Name) => $($by)+ draft.from,
            Part::From(Of::Contact) => $($by)+ draft.contact,
            Part::From(Of::Day) => $($by)+ draft.made,
            Part::Value(at, of) => {
                let value = draft.values.$get(at)?;
                match of {
                    Of::Name => $($by)+ value.name,
                    Of::Kind => $($by)+ value.words,
                    Of::Least => $($by)+ value.min,
                    Of::Most => $($by)+ value.max,
                    Of::Say => value.label.$get(language),
                    Of::Is => $($by)+ value.usual,
                    _ => return None,
                }
            }
            _ => return None,
        })
    }};
}

macro_rules! reach_step {
    ($step:expr, $part:expr, $language:expr, $get:ident, $($by:tt)+) => {{
        let (step, language) = ($step, $language);
        let (condition, of) = match $part {
            Part::Must(at, of) => (step.must.$get(at)?, of),
            Part::Came(branch, at, of) => (step.branches.$get(branch)?.came.$get(at)?, of),
            part => {
                return Some(match part {
                    Part::Id => $($by)+ step.id,
                    Part::Title => step.title.$get(language),
                    Part::Text => step.text.$get(language),
                    Part::Picture => $($by)+ step.picture,
                    Part::Button => step.button.$get(language),
                    Part::Argument(at) => match step.act {
                        Act::Send => $($by)+ step.command,
                        Act::Wait | Act::Message => $($by)+ step.seconds,
                        Act::Ask => $($by)+ step.asked,
                        _ => step.names.$get(at)?,
                    },
                    Part::Keep(at, Of::Name) => $($by)+ step.keep.$get(at)?.field,
                    Part::Keep(at, Of::As) => $($by)+ step.keep.$get(at)?.name,
                    Part::Again(Of::Times) => $($by)+ step.times,
                    Part::Again(Of::Every) => $($by)+ step.every,
                    Part::Good(Of::Say) => step.good.$get(language),
                    Part::Good(Of::Go) => $($by)+ step.go,
                    Part::Branch(at, Of::Say) => step.branches.$get(at)?.say.$get(language),
                    Part::Branch(at, Of::Go) => $($by)+ step.branches.$get(at)?.go,
                    Part::Branch(at, Of::Times) => $($by)+ step.branches.$get(at)?.times,
                    Part::Branch(at, Of::Is) => $($by)+ step.branches.$get(at)?.codes,
                    Part::Option(at, Of::Say) => step.options.$get(at)?.text.$get(language),
                    Part::Option(at, Of::Go) => $($by)+ step.options.$get(at)?.go,
                    Part::Option(at, Of::Times) => $($by)+ step.options.$get(at)?.times,
                    _ => return None,
                });
            }
        };
        Some(match of {
            Of::Name => $($by)+ condition.field,
            Of::Is => $($by)+ condition.is,
            Of::Not => $($by)+ condition.not,
            Of::Least => $($by)+ condition.min,
            Of::Most => $($by)+ condition.max,
            _ => return None,
        })
    }};
}

fn read(step: &StepDraft, part: Part, language: Language) -> Option<&String> {
    reach_step!(step, part, language, get, &)
}

fn write(step: &mut StepDraft, part: Part, language: Language) -> Option<&mut String> {
    reach_step!(step, part, language, get_mut, &mut)
}

impl Draft {
    /// The text that stands there, if there is such a place.
    #[must_use]
    pub fn text(&self, spot: Spot) -> Option<&String> {
        reach!(self, spot, get, read, &)
    }

    /// The same, to change it.
    pub fn text_mut(&mut self, spot: Spot) -> Option<&mut String> {
        reach!(self, spot, get_mut, write, &mut)
    }
}
