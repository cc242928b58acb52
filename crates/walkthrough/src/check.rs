//! Reads a document as something hostile: what it may do to a module, or why it is refused.

pub(crate) mod limits;
mod step;

use std::collections::{BTreeMap, BTreeSet};

use crate::action::Sends;
use crate::document::{Document, Does, Kind, Name, Source, Words};
use crate::graph::{self, Graph};
use crate::limits::{DEPTH, DOCUMENT};
use crate::part::{Of, Part};
use crate::problem::{Fault, Problem};
use crate::template::{Kinds, Template};
use crate::words;

/// The version of the format.
const VERSION: u32 = 1;

/// A document that was checked: it ends, and every command that it may send is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub(crate) document: Document,
    pub(crate) kinds: Kinds,
    /// What each step sends.
    pub(crate) sends: Vec<Option<Sends>>,
    /// What it may send.
    listed: Vec<Listed>,
    most: u64,
}

/// A command that a document may send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    template: Template,
    /// The command, with its places in angle quotes.
    pub shown: String,
    /// The command with an example in each place, for its meaning.
    pub sample: String,
    /// Whether it changes something in the module, or only asks.
    pub changes: bool,
    /// How often it is sent at most; nothing where a document that is not sound has no end.
    pub most: Option<u64>,
}

impl Listed {
    /// Whether a value of the document stands in it.
    #[must_use]
    pub fn takes(&self, value: &str) -> bool {
        self.template.slots().any(|slot| slot == value)
    }
}

/// What can be said of a document that may not be sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// Every command that it may send, as far as it can be told.
    pub commands: Vec<Listed>,
    /// How many commands a run sends at most; nothing where it has no end.
    pub most: Option<u64>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// That a person has agreed to the commands of a document. Nothing else makes a runner send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    templates: Vec<Template>,
}

impl Agreement {
    /// Whether a line is one of the commands that were agreed to.
    pub(crate) fn admits(&self, line: &str, kinds: &Kinds) -> bool {
        self.templates.iter().any(|template| template.matches(line, kinds))
    }
}

impl Checked {
    /// The document.
    #[must_use]
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// Every command that it may send, once each, in the order of its steps.
    #[must_use]
    pub fn commands(&self) -> &[Listed] {
        &self.listed
    }

    /// How many commands a run sends at most.
    #[must_use]
    pub const fn most(&self) -> u64 {
        self.most
    }

    /// Whether a value may be left empty: one that nothing needs but a login, which a broker may not ask for.
    #[must_use]
    pub fn may_be_empty(&self, name: &str) -> bool {
        let has_kind = matches!(self.kinds.get(name), Some(Kind::Login | Kind::Secret));
        let steps = self.document.steps.iter().zip(&self.sends);
        let mut needing = steps.filter(|(step, sends)| {
            let in_command = sends.as_ref().is_some_and(|sends| sends.template.slots().any(|slot| slot == name));
            in_command || step.does.needs().contains(&name)
        });
        has_kind && needing.all(|(step, _)| matches!(step.does, Does::Login(..)))
    }

    /// Agrees to these commands: for when a person has seen them and said so.
    #[must_use]
    pub fn agree(&self) -> Agreement {
        Agreement { templates: self.listed.iter().map(|listed| listed.template.clone()).collect() }
    }
}

/// Reads and checks a document as it comes in a file or out of a link.
///
/// # Errors
/// What is wrong with it: all that was found.
pub fn read(json: &[u8]) -> Result<Checked, Vec<Problem>> {
    check(parse(json).map_err(|fault| vec![Problem::whole(fault)])?)
}

/// Reads a document without checking it: for an editor, in which it may be mended. Nothing but [`check`] makes something of it that can be run.
///
/// # Errors
/// Why it is none.
pub fn parse(json: &[u8]) -> Result<Document, Fault> {
    if json.len() > DOCUMENT.most {
        return Err(Fault::TooMuch(DOCUMENT));
    }
    if depth(json) > DEPTH.most {
        return Err(Fault::TooMuch(DEPTH));
    }
    // Editors put a mark before the text, which is no part of it.
    let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
    // A later version may have parts that are not known here: that it is one says more than which part comes first.
    let of_version = || serde_json::from_slice::<Version>(json).ok().filter(|is| is.walkthrough != VERSION);
    serde_json::from_slice(json).map_err(|error| {
        of_version().map_or_else(|| Fault::NotADocument(error.to_string()), |is| Fault::Version(is.walkthrough))
    })
}

/// A document of any version.
#[derive(serde::Deserialize)]
struct Version {
    walkthrough: u32,
}

/// How many objects and lists stand inside each other.
fn depth(json: &[u8]) -> usize {
    let (mut depth, mut most, mut in_text, mut is_escaped) = (0_usize, 0, false, false);
    for byte in json {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => {
                depth += 1;
                most = most.max(depth);
            }
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    most
}

/// Checks a document.
///
/// # Errors
/// What is wrong with it: all that was found.
pub fn check(document: Document) -> Result<Checked, Vec<Problem>> {
    let Examined { kinds, sends, outlook } = examine(&document);
    let Outlook { commands, most, problems } = outlook;
    match most {
        Some(most) if problems.is_empty() => Ok(Checked { document, kinds, sends, listed: commands, most }),
        _ => Err(problems),
    }
}

/// What can be said of a document, whether it is sound or not: for somebody who is still writing it.
#[must_use]
pub fn outlook(document: &Document) -> Outlook {
    examine(document).outlook
}

/// What is known of a document.
struct Examined {
    kinds: Kinds,
    sends: Vec<Option<Sends>>,
    outlook: Outlook,
}

fn examine(document: &Document) -> Examined {
    // What is beyond a limit is not looked at any further.
    let beyond = limits::beyond(document);
    if !beyond.is_empty() {
        let outlook = Outlook { commands: Vec::new(), most: None, problems: beyond };
        return Examined { kinds: Kinds::new(), sends: Vec::new(), outlook };
    }
    let mut problems = of_whole(document);
    let kinds: Kinds = document.values.iter().map(|value| (value.name.clone(), value.kind.clone())).collect();
    let mut sends = Vec::new();
    for (at, one) in document.steps.iter().enumerate() {
        let mut tell = |(part, fault)| problems.push(Problem::at(at, part, fault));
        let found = one.does.sends(&kinds).unwrap_or_else(|fault| {
            tell((one.does.argument_of(&fault), fault));
            None
        });
        step::faults(one, document, &kinds).into_iter().for_each(tell);
        sends.push(found);
    }
    let (graph, missing) = Graph::of(document);
    let leads_nowhere = !missing.is_empty();
    problems.extend(missing);
    if !leads_nowhere {
        problems.extend(graph.problems(document));
        problems.extend(not_yet(document, &graph, &sends));
    }
    let weight = |at: usize| {
        let does_send = sends.get(at).is_some_and(Option::is_some);
        document.steps.get(at).map_or(0, |step| graph::sends_of(step, does_send))
    };
    // What has no end sends without end.
    let ends = !leads_nowhere && !problems.iter().any(|one| matches!(one.fault, Fault::Endless(_) | Fault::NoEnd));
    let most = ends.then(|| graph.most(weight));
    problems.extend(most.and_then(graph::too_many).map(Problem::whole));
    let commands = list(&sends, &kinds, |template| {
        let counts =
            |at: usize| sends.get(at).is_some_and(|one| one.as_ref().is_some_and(|one| one.template == *template));
        ends.then(|| graph.most(|at| if counts(at) { weight(at) } else { 0 }))
    });
    Examined { kinds, sends, outlook: Outlook { commands, most, problems } }
}

/// What is wrong with a document apart from its steps.
fn of_whole(document: &Document) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut tell = |part, fault: Option<Fault>| problems.extend(fault.map(|fault| Problem { step: None, part, fault }));
    tell(Part::Whole, (document.walkthrough != VERSION).then_some(Fault::Version(document.walkthrough)));
    tell(Part::Id, name(&document.id));
    tell(Part::Title, words::fault(&document.title));
    tell(Part::About, words::fault(&document.about));
    if let Some(from) = &document.from {
        let texts = [(Of::Name, Some(&from.name)), (Of::Contact, from.contact.as_ref()), (Of::Day, from.made.as_ref())];
        for (of, text) in texts {
            tell(Part::From(of), text.and_then(|text| words::of_text(text, words::Language::En)));
        }
    }
    document.checked_with.iter().for_each(|scenario| tell(Part::CheckedWith, name(scenario)));
    tell(Part::Whole, document.steps.is_empty().then_some(Fault::NoEnd));
    for (at, value) in document.values.iter().enumerate() {
        value_faults(value).into_iter().for_each(|(of, fault)| tell(Part::Value(at, of), Some(fault)));
    }
    for at in again(document.values.iter().map(|value| &value.name)) {
        let name = document.values.get(at).map(|value| Fault::Twice(value.name.clone()));
        tell(Part::Value(at, Of::Name), name);
    }
    for at in again(document.steps.iter().map(|step| &step.id)) {
        let fault = document.steps.get(at).map(|step| Fault::Twice(step.id.clone()));
        problems.extend(fault.map(|fault| Problem::at(at, Part::Id, fault)));
    }
    problems
}

/// Every command, once.
fn list(sends: &[Option<Sends>], kinds: &Kinds, most: impl Fn(&Template) -> Option<u64>) -> Vec<Listed> {
    let mut listed: Vec<Listed> = Vec::new();
    for Sends { template, .. } in sends.iter().flatten() {
        if listed.iter().all(|known| known.template != *template) {
            listed.push(Listed {
                shown: template.to_string(),
                sample: template.sample(kinds),
                changes: template.changes(kinds),
                most: most(template),
                template: template.clone(),
            });
        }
    }
    listed
}

/// Values that a step needs before any step can have brought them.
fn not_yet(document: &Document, graph: &Graph, sends: &[Option<Sends>]) -> Vec<Problem> {
    let all: BTreeSet<Name> = document.values.iter().map(|value| value.name.clone()).collect();
    let given = document.values.iter().filter(|value| value.usual.is_some()).map(|value| value.name.clone()).collect();
    let brings = |at: usize| -> BTreeSet<Name> {
        let Some(step) = document.steps.get(at) else { return BTreeSet::new() };
        let asked = if let Does::Ask(names) = &step.does { names.clone() } else { Vec::new() };
        step.keep.iter().map(|keep| keep.name.clone()).chain(asked).collect()
    };
    let there: BTreeMap<usize, BTreeSet<Name>> = graph.there(&given, &all, brings);
    let mut problems = Vec::new();
    for (at, step) in document.steps.iter().enumerate() {
        let Some(there) = there.get(&at) else { continue };
        let slots = sends.get(at).and_then(Option::as_ref).into_iter().flat_map(|sends| sends.template.slots());
        let compared =
            step.wants().iter().flat_map(|one| one.slots().map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>();
        let needs = step.does.needs();
        let used = slots.chain(needs).map(str::to_owned).chain(compared);
        let missing = used.filter(|name| all.contains(name) && !there.contains(name)).collect::<BTreeSet<_>>();
        problems.extend(missing.into_iter().map(|name| Problem::at(at, Part::Argument(0), Fault::NotYet(name))));
    }
    problems
}

/// What is wrong with a value.
fn value_faults(value: &crate::document::Value) -> Vec<(Of, Fault)> {
    let mut faults: Vec<(Of, Fault)> = name(&value.name).map(|fault| (Of::Name, fault)).into_iter().collect();
    faults.extend(value.label.as_ref().and_then(words::fault).map(|fault| (Of::Say, fault)));
    if value.kind.is_persons() && value.from != Source::Person {
        faults.push((Of::Kind, Fault::OnlyPerson(value.name.clone())));
    }
    if let Kind::OneOf(words) = &value.kind {
        let is_bad = words.is_empty() || words.iter().any(|word| value.kind.admits(word).is_err());
        faults.extend(is_bad.then(|| (Of::Kind, Fault::BadValue(value.name.clone()))));
    }
    // A range without a number in it asks for what nobody can give.
    let is_empty = matches!(&value.kind, Kind::Number(range) if range.min > range.max);
    faults.extend(is_empty.then(|| (Of::Kind, Fault::BadValue(value.name.clone()))));
    let is_bad =
        value.usual.as_deref().is_some_and(|usual| value.kind.is_secret() || value.kind.admits(usual).is_err());
    faults.extend(is_bad.then(|| (Of::Is, Fault::BadValue(value.name.clone()))));
    faults
}

/// What is wrong with a name.
fn name(name: &str) -> Option<Fault> {
    let is_name = (1..=40).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'));
    (!is_name).then(|| Fault::BadName(name.chars().take(40).collect()))
}

fn twice<'a>(names: impl Iterator<Item = &'a Name>) -> Option<Fault> {
    let mut seen = BTreeSet::new();
    let mut names = names;
    names.find(|name| !seen.insert(name.as_str())).map(|name| Fault::Twice(name.clone()))
}

/// The places of names that were there before.
fn again<'a>(names: impl Iterator<Item = &'a Name>) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    names.enumerate().filter(|(_, name)| !seen.insert(name.as_str())).map(|(at, _)| at).collect()
}

/// Texts of a step, those of its branches among them.
fn texts(step: &crate::document::Step) -> Vec<(Part, &Words)> {
    let mut texts = vec![(Part::Title, &step.title)];
    texts.extend(step.text.iter().map(|text| (Part::Text, text)));
    texts.extend(step.button.iter().map(|text| (Part::Button, text)));
    texts.extend(step.good.iter().filter_map(|good| Some((Part::Good(Of::Say), good.say.as_ref()?))));
    texts.extend(step.branches.iter().enumerate().map(|(at, branch)| (Part::Branch(at, Of::Say), &branch.say)));
    if let Does::Choose(options) = &step.does {
        texts.extend(options.iter().enumerate().map(|(at, option)| (Part::Option(at, Of::Say), &option.text)));
    }
    texts
}
