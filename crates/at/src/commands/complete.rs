//! What a line that is being typed can become: commands, then the values for the argument under the cursor.

use std::ops::Range;

use super::argument::Argument;
use super::check::fitting;
use super::parameter::{Allowed, Kind, Parameter, Word};
use super::{Form, LIST, Spec, Usage, recognise};
use crate::profile::{Feature, Profile};

/// What can follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the line that a candidate replaces.
    pub replace: Range<usize>,
    /// What can stand there instead.
    pub candidates: Vec<Candidate>,
    /// The argument under the cursor, and what is allowed there.
    pub argument: Option<(&'static Parameter, Allowed)>,
}

/// One thing that can stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The text, quotes included.
    pub text: String,
    /// What it is.
    pub offer: Offer,
    /// The feature that the series lacks for it.
    pub lacks: Option<Feature>,
}

/// What a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// A command in one of its usages, up to its first argument.
    Command(&'static Spec, &'static Usage),
    /// A client.
    Client(u8),
    /// A number or a word, by the id of what it stands for.
    Value(&'static str),
}

/// What a line, typed up to the cursor, can become on a series. Commands that the series lacks are among the candidates, and
/// say so.
#[must_use]
pub fn complete(line: &str, profile: &Profile) -> Completion {
    let nothing = Completion { replace: line.len()..line.len(), candidates: Vec::new(), argument: None };
    let typed = recognise(line);
    match typed.spec {
        Some(spec) if typed.form == Form::Set => {
            let Some((under_cursor, before)) = typed.arguments.split_last() else { return nothing };
            argument(spec, before, under_cursor, profile).unwrap_or(nothing)
        }
        _ => Completion { candidates: commands(line, profile), replace: 0..line.len(), argument: None },
    }
}

/// The commands that begin as the line does, in the order of a session.
fn commands(line: &str, profile: &Profile) -> Vec<Candidate> {
    let start = line.trim_start();
    if start.is_empty() {
        return Vec::new();
    }
    let usages = LIST.iter().flat_map(|spec| spec.usages.iter().map(move |usage| (*spec, usage)));
    let mut candidates: Vec<Candidate> = Vec::new();
    for (spec, usage) in usages {
        let text = usage.stem(spec);
        let begins = text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
        if begins && candidates.last().is_none_or(|last| last.text != text) {
            let lacks = spec.feature.filter(|feature| !profile.has(*feature));
            candidates.push(Candidate { text, offer: Offer::Command(spec, usage), lacks });
        }
    }
    candidates
}

fn argument(
    spec: &'static Spec,
    before: &[Argument],
    under_cursor: &Argument,
    profile: &Profile,
) -> Option<Completion> {
    let usages = fitting(spec.usages(Form::Set), before);
    let position = before.len();
    let parameters: Vec<_> = usages.filter_map(|usage| usage.parameters.get(position)).collect();
    let parameter = *parameters.first()?;
    let mut candidates = Vec::new();
    for one in &parameters {
        let lacks = one.feature.filter(|feature| !profile.has(*feature));
        for (text, offer) in values(one, profile) {
            let typed = under_cursor.text.as_str();
            let begins = text.trim_matches('"').get(..typed.len()).is_some_and(|head| head.eq_ignore_ascii_case(typed));
            if begins && !candidates.iter().any(|candidate: &Candidate| candidate.text == text) {
                candidates.push(Candidate { text, offer, lacks });
            }
        }
    }
    let replace = under_cursor.span.clone();
    Some(Completion { replace, candidates, argument: Some((parameter, parameter.allowed(profile))) })
}

/// Every value of a parameter that has few.
fn values(parameter: &Parameter, profile: &Profile) -> Vec<(String, Offer)> {
    match parameter.kind {
        Kind::Client(speaks) => {
            speaks.clients(profile).into_iter().map(|client| (client.to_string(), Offer::Client(client))).collect()
        }
        Kind::Choice(values) => values.iter().map(|value| (value.number.to_string(), Offer::Value(value.id))).collect(),
        Kind::LooseChoice(values) => {
            values.iter().map(|value| (format!("\"{}\"", value.number), Offer::Value(value.id))).collect()
        }
        Kind::Word(words) => words.iter().map(|Word { word, id }| (format!("\"{word}\""), Offer::Value(id))).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str, model: &str) -> Vec<String> {
        let completion = complete(line, Profile::for_model(model));
        completion.candidates.into_iter().map(|candidate| candidate.text).collect()
    }

    #[test]
    fn a_line_becomes_a_command_and_then_gets_its_values() {
        for (model, line, expected) in [
            ("L610", "at+cs", vec!["AT+CSQ", "AT+CSQ?", "AT+CSQ=?"]),
            ("L610", "AT+MIPC", vec!["AT+MIPCALL=", "AT+MIPCALL?", "AT+MIPCALL=?"]),
            ("L610", "AT+MIPCALL=", vec!["0", "1"]),
            ("L610", "AT+MQTTCLOSE=", vec!["1", "2", "101", "102"]),
            ("L610", "AT+MQTTCLOSE=1", vec!["1", "101", "102"]),
            ("NL668", "AT+MQTTCLOSE=", vec!["1", "2"]),
            ("L610", "AT+MQTTUSER=", vec!["1", "2"]),
            ("L610", "AT+MQTTOPEN=1,\"a,b\",1883,", vec!["0", "1"]),
            ("L610", "AT+MQTTOPEN=1,\"h\",1883,1,60,", vec!["0", "2"]),
            ("L610", "AT+GTSSLFILE=\"t", vec!["\"TRUSTFILE\""]),
            ("L610", "AT+MQTTAUTHCFG=1,\"p\",\"d\",\"s\",", vec!["\"0\"", "\"1\""]),
            ("L610", "AT+MQTTAUTHCFG=1,\"p\",\"d\",\"s\",1", vec!["\"1\""]),
            ("L610", "AT+MQTTOPEN=1,\"", vec![]),
            ("L610", "AT+MQTTOPEN=1,2,3,4,5,6,7", vec![]),
            ("L610", "hello", vec![]),
            ("L610", "", vec![]),
        ] {
            assert_eq!(texts(line, model), expected, "{line}");
        }
    }

    #[test]
    fn a_candidate_replaces_what_is_typed_of_it() {
        let completion = complete("AT+GTSSLFILE=\"KE", Profile::for_model("L610"));
        assert_eq!((completion.replace, completion.candidates[0].text.as_str()), (13..16, "\"KEYFILE\""));
        assert_eq!(complete("AT+CS", Profile::for_model("L610")).replace, 0..5);
    }

    #[test]
    fn the_argument_under_the_cursor_has_its_range() {
        let completion = complete("AT+MQTTOPEN=1,\"h\",1883,1,6", Profile::for_model("L610"));
        let (parameter, allowed) = completion.argument.unwrap();
        assert_eq!((parameter.id, allowed), ("parameter-keep-alive", Allowed::Numbers(1, 300)));
    }

    #[test]
    fn what_the_series_lacks_is_offered_and_says_so() {
        let am = Profile::for_model("NL668-AM");
        assert_eq!(complete("AT+GTSSLV", am).candidates[0].lacks, Some(Feature::Tls));
        assert_eq!(complete("AT+MQTTOPEN=1,\"h\",1,1,1,", am).candidates[0].lacks, Some(Feature::Tls));
        assert_eq!(complete("AT+GTSSLV", Profile::for_model("L610")).candidates[0].lacks, None);
    }
}
