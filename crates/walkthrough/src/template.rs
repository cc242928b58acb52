//! A command with places for values: `AT+MIPCALL=1,"{apn}"`. Only a place changes, and only to what its kind admits.

use std::collections::BTreeMap;

use fibocom_at::commands::{self, recognise};
use fibocom_at::profile::PERMISSIVE;
use fibocom_at::{Form, Request, Spec};

use crate::danger::danger;
use crate::document::{Kind, Range};
use crate::limits::{COMMAND, LINE, VALUE};
use crate::problem::Fault;

/// A command with places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Template(Vec<Part>);

/// A part of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Stands as it is.
    Literal(String),
    /// A value.
    Slot(String),
    /// How many bytes a value has.
    Size(String),
}

/// Stands for a hidden value when it is asked where it comes to stand.
const MARK: &str = "0hidden0";

/// The values of a document, with what they can be.
pub(crate) type Kinds = BTreeMap<String, Kind>;

impl Template {
    /// Reads a command as a document writes it.
    ///
    /// # Errors
    /// Why no document may send it.
    pub(crate) fn parse(text: &str, kinds: &Kinds) -> Result<Self, Fault> {
        let template = Self::split(text, kinds)?;
        template.judge(kinds)?;
        Ok(template)
    }

    /// Takes a template of this crate's own apart, in which `{#name}` is a length.
    pub(crate) fn split(text: &str, kinds: &Kinds) -> Result<Self, Fault> {
        if text.len() > COMMAND.most {
            return Err(Fault::TooMuch(COMMAND));
        }
        if let Some(one) = text.chars().find(|one| !matches!(one, ' '..='~') || matches!(one, ';' | '\\')) {
            // A semicolon, and what stands in ASCII, is a wrong command; the rest may look like another.
            let fault =
                if one == ';' { Fault::NotACommand(text.to_owned()) } else { Fault::CommandCharacter(u32::from(one)) };
            return Err(danger(text).map_or(fault, |danger| Fault::Dangerous(text.to_owned(), danger)));
        }
        let mut parts = Vec::new();
        let (mut rest, mut in_quotes) = (text, false);
        while let Some((literal, behind)) = rest.split_once('{') {
            let (name, after) = behind.split_once('}').ok_or_else(|| Fault::NotACommand(text.to_owned()))?;
            if literal.contains('}') {
                return Err(Fault::NotACommand(text.to_owned()));
            }
            // No value holds a quote, and no number a comma: between these, where a value ends is beyond doubt. Two values beside each other would
            // be read in as many ways as they have characters.
            let is_apart = literal.contains('"') || (!in_quotes && literal.contains(','));
            if !parts.is_empty() && !is_apart {
                return Err(Fault::Place(name.trim_start_matches('#').to_owned()));
            }
            in_quotes ^= literal.matches('"').count() % 2 == 1;
            parts.push(Part::Literal(literal.to_owned()));
            parts.push(place(name, in_quotes, kinds)?);
            rest = after;
        }
        in_quotes ^= rest.matches('"').count() % 2 == 1;
        if in_quotes || rest.contains('}') {
            return Err(Fault::NotACommand(text.to_owned()));
        }
        parts.push(Part::Literal(rest.to_owned()));
        parts.retain(|part| *part != Part::Literal(String::new()));
        let template = Self(parts);
        // Whatever stands in its places, the page can send it.
        if template.longest() > Request::LINE_MAX { Err(Fault::TooMuch(LINE)) } else { Ok(template) }
    }

    /// Whether it is one command that is known and harms nobody.
    fn judge(&self, kinds: &Kinds) -> Result<(), Fault> {
        let sample = self.sample(kinds);
        if let Some(danger) = danger(&sample) {
            return Err(Fault::Dangerous(self.to_string(), danger));
        }
        // The name of a command is part of no place.
        let begins = matches!(self.0.first(), Some(Part::Literal(head)) if head.starts_with("AT"));
        if !begins || sample.contains(';') {
            return Err(Fault::NotACommand(self.to_string()));
        }
        let (typed, named) = (recognise(&sample), recognise(&self.head()));
        if typed.spec.is_none() || typed.name != named.name {
            return Err(Fault::UnknownCommand(self.to_string()));
        }
        // Behind a letter and its number, a next command begins without a semicolon (V.250, 5.2.1).
        let rest = sample.get(2..).and_then(|body| body.trim().strip_prefix(typed.name.as_str()));
        let is_one =
            typed.name.starts_with('+') || rest.is_some_and(|rest| rest.bytes().all(|one| one.is_ascii_digit()));
        if !is_one {
            return Err(Fault::NotACommand(self.to_string()));
        }
        let waits = Request::raw(&sample, None).map_or(true, |request| request.missing_data().is_some());
        if waits && !self.0.iter().any(|part| matches!(part, Part::Size(_))) {
            return Err(Fault::NotACommand(self.to_string()));
        }
        let is_wrong = |finding: &commands::Finding| !matches!(finding.fault, commands::Fault::Lacks(_));
        if commands::check(&sample, &PERMISSIVE).iter().any(is_wrong) {
            return Err(Fault::NotACommand(self.to_string()));
        }
        match self.slots().find(|name| self.shows(name, kinds)) {
            Some(name) => Err(Fault::Place(name.to_owned())),
            None => Ok(()),
        }
    }

    /// Whether a value that is never shown stands where the command takes no secret. It would be in the log, and go wherever the author of
    /// the document likes: to a topic, as a host.
    fn shows(&self, name: &str, kinds: &Kinds) -> bool {
        let is_it = |part: &Part| matches!(part, Part::Slot(slot) if slot == name);
        if !self.0.iter().any(is_it) || !kinds.get(name).is_none_or(Kind::is_secret) {
            return false;
        }
        let example = |slot: &str| if slot == name { MARK.to_owned() } else { example(slot, kinds) };
        let line = self.line(example);
        let typed = recognise(&line);
        let Some((_, arguments)) = line.split_once('=') else { return true };
        let hidden = typed.spec.and_then(|spec| spec.secrets_of(arguments)).unwrap_or_default();
        let mut marked = typed.arguments.iter().enumerate().filter(|(_, argument)| argument.text.contains(MARK));
        marked.any(|(place, _)| !hidden.contains(&place))
    }

    /// What stands before the first place.
    fn head(&self) -> String {
        match self.0.first() {
            Some(Part::Literal(head)) => head.clone(),
            _ => String::new(),
        }
    }

    /// The line with an example in each place.
    #[must_use]
    pub(crate) fn sample(&self, kinds: &Kinds) -> String {
        self.line(|name| example(name, kinds))
    }

    /// The line with these values, whatever they are.
    fn line(&self, value: impl Fn(&str) -> String) -> String {
        let parts = self.0.iter().map(|part| match part {
            Part::Literal(text) => text.clone(),
            Part::Slot(name) => value(name),
            Part::Size(_) => "10".to_owned(),
        });
        parts.collect()
    }

    /// The command that it is.
    pub(crate) fn spec(&self, kinds: &Kinds) -> Option<&'static Spec> {
        recognise(&self.sample(kinds)).spec
    }

    /// Whether it changes something in the module.
    pub(crate) fn changes(&self, kinds: &Kinds) -> bool {
        recognise(&self.sample(kinds)).form == Form::Set
    }

    /// How many bytes its line has at most.
    fn longest(&self) -> usize {
        let parts = self.0.iter().map(|part| if let Part::Literal(text) = part { text.len() } else { VALUE.most });
        parts.sum()
    }

    /// The values that it has places for.
    pub(crate) fn slots(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Literal(_) => None,
            Part::Slot(name) | Part::Size(name) => Some(name.as_str()),
        })
    }

    /// The line with these values. Nothing where a value is missing or does not fit its kind.
    pub(crate) fn fill(&self, values: &BTreeMap<String, String>, kinds: &Kinds) -> Option<String> {
        let mut line = String::new();
        for part in &self.0 {
            match part {
                Part::Literal(text) => line.push_str(text),
                Part::Slot(name) => {
                    let value = values.get(name)?;
                    kinds.get(name)?.admits(value).ok()?;
                    line.push_str(value);
                }
                Part::Size(name) => line.push_str(&values.get(name)?.len().to_string()),
            }
        }
        Some(line)
    }

    /// The same, with dots for what is secret.
    pub(crate) fn shown(&self, values: &BTreeMap<String, String>, kinds: &Kinds) -> Option<String> {
        self.fill(values, kinds)?;
        let parts = self.0.iter().map(|part| match part {
            Part::Literal(text) => text.clone(),
            Part::Slot(name) if kinds.get(name).is_none_or(Kind::is_secret) => "•••••".to_owned(),
            Part::Slot(name) => values.get(name).cloned().unwrap_or_default(),
            Part::Size(name) => values.get(name).map_or(0, String::len).to_string(),
        });
        Some(parts.collect())
    }

    /// Whether a line is this command with values of the right kinds: asked once more before each line goes out.
    pub(crate) fn matches(&self, line: &str, kinds: &Kinds) -> bool {
        line.len() <= self.longest() && fits(&self.0, line, kinds)
    }
}

fn example(name: &str, kinds: &Kinds) -> String {
    kinds.get(name).map(Kind::example).unwrap_or_default()
}

fn place(name: &str, in_quotes: bool, kinds: &Kinds) -> Result<Part, Fault> {
    if let Some(name) = name.strip_prefix('#') {
        return match kinds.get(name) {
            Some(Kind::Pem) => Ok(Part::Size(name.to_owned())),
            _ => Err(Fault::Place(name.to_owned())),
        };
    }
    let kind = kinds.get(name).ok_or_else(|| Fault::Missing(name.to_owned()))?;
    let fits = if *kind == Kind::Pem { false } else { kind.is_number() || in_quotes };
    if fits { Ok(Part::Slot(name.to_owned())) } else { Err(Fault::Place(name.to_owned())) }
}

fn fits(parts: &[Part], line: &str, kinds: &Kinds) -> bool {
    let Some((first, rest)) = parts.split_first() else { return line.is_empty() };
    let is_value = |value: &str| match first {
        Part::Literal(_) => false,
        Part::Slot(name) => kinds.get(name).is_some_and(|kind| kind.admits(value).is_ok()),
        Part::Size(_) => Kind::Number(Range { min: 1, max: 99_999 }).admits(value).is_ok(),
    };
    match first {
        Part::Literal(text) => line.strip_prefix(text.as_str()).is_some_and(|line| fits(rest, line, kinds)),
        Part::Slot(_) | Part::Size(_) => line
            .char_indices()
            .map(|(at, one)| line.split_at(at + one.len_utf8()))
            .take_while(|(value, _)| value.len() <= VALUE.most)
            // What is a value goes no further than to the quote or comma that the checker wants behind it: one end at most fits.
            .any(|(value, after)| is_value(value) && fits(rest, after, kinds)),
    }
}

impl std::fmt::Display for Template {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            Part::Literal(text) => f.write_str(text),
            Part::Slot(name) => write!(f, "‹{name}›"),
            Part::Size(name) => write!(f, "‹size of {name}›"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds() -> Kinds {
        let rows = [
            ("apn", Kind::Apn),
            ("port", Kind::Port),
            ("host", Kind::Host),
            ("user", Kind::Login),
            ("ca", Kind::Pem),
            ("pw", Kind::Secret),
        ];
        rows.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect()
    }

    #[test]
    fn a_template_is_one_known_command() {
        for (text, is_taken) in [
            ("AT+CSQ", true),
            ("AT+MIPCALL=1,\"{apn}\"", true),
            ("AT+MIPCALL=1,{apn}", false),
            ("AT+MQTTOPEN=1,\"{host}\",{port},1,60", true),
            ("AT+MQTTOPEN=1,\"{host}\",{port},1", false),
            ("AT+{apn}", false),
            ("{apn}", false),
            ("AT+C{port}", false),
            ("AT+CSQ;+CPIN?", false),
            ("AT+NOSUCH", false),
            ("AT+MIPCALL=1,\"{nobody}\"", false),
            ("AT+MIPCALL=1,\"{apn\"", false),
            ("AT+MIPCALL=1,\"x", false),
            ("AT+MQTTPUB=1,\"a\",0,0,5", false),
            ("AT+GTSSLFILE=\"TRUSTFILE\",{#ca}", true),
            ("AT+CPIN=\"{apn}\"", false),
            ("AT+MQTTPUB=1,\"t\",0,0,\"{apn}{apn}\"", false),
            ("AT+MQTTPUB=1,\"t\",0,0,\"{apn}, {apn}\"", false),
            ("AT+MQTTPUB=1,\"t\",0,0,\"to {apn}.\"", true),
            ("AT+MQTTOPEN=1,\"h\",{port}{port},1,60", false),
            ("AT+MQTTOPEN=1,\"h\",{port}1{port},1,60", false),
            ("AT+MQTTUSER=1,\"{user}\",\"{pw}\",\"i\"", true),
            ("AT+MQTTUSER=1,\"{pw}\",\"p\",\"i\"", false),
            ("AT+MQTTUSER=1,\"{pw}\",\"{pw}\",\"i\"", false),
            ("AT+MQTTPUB=1,\"t\",1,0,\"{pw}\"", false),
            ("AT+MQTTPUB=1,\"{pw}\",1,0,\"x\"", false),
            ("AT+MQTTOPEN=1,\"{pw}.example\",1883,1,60", false),
            ("AT+MIPCALL=1,\"{pw}\"", false),
            (&format!("AT+MQTTUSER=1,{}", ["\"{user}\""; 16].join(",")), false),
            ("AT+CSQ\r", false),
            ("hello", false),
            ("", false),
        ] {
            assert_eq!(Template::parse(text, &kinds()).is_ok(), is_taken, "{text:?}");
        }
    }

    #[test]
    fn a_line_is_recognised_by_its_template_alone() {
        let template = Template::parse("AT+MQTTUSER=1,\"{user}\",\"{host}\"", &kinds()).unwrap();
        for (line, expected) in [
            ("AT+MQTTUSER=1,\"a;b\",\"c\"", true),
            ("AT+MQTTUSER=1,\"a\",\"c\"x", false),
            ("AT+MQTTUSER=1,\"a\",\"c\r\"", false),
            ("AT+MQTTUSER=1,\"a\"\",\"c\"", false),
            ("AT+MQTTUSER=1,\"\",\"c\"", false),
        ] {
            assert_eq!(template.matches(line, &kinds()), expected, "{line}");
        }
    }

    /// As many places as a command holds, each with the longest value there is: what is found out at the press of a button, or never.
    #[test]
    fn many_long_values_are_recognised_at_once() {
        let places = ["\"{user}\""; 15].join(",");
        let template = Template::split(&format!("AT+X={places}"), &kinds()).unwrap();
        let values = [("user".to_owned(), "a".repeat(VALUE.most))].into();
        let line = template.fill(&values, &kinds()).unwrap();
        assert!(template.matches(&line, &kinds()));
        assert!(!template.matches(&format!("{line}b"), &kinds()));
        assert!(!template.matches(&line.replacen('a', "\"", 3), &kinds()));
    }
}
