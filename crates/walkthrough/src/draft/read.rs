//! A draft of a document.

use super::{
    Act, BranchDraft, ConditionDraft, Draft, KeepDraft, OptionDraft, StepDraft, Text, ValueDraft, WhenName, join,
};
use crate::check::{limits::beyond, parse};
use crate::document::{
    Branch, CheckWhat, Condition, Document, Does, Ending, Keep, OneOption, Only, Step, TlsFile, Value, When, Words,
};
use crate::problem::Fault;

impl Draft {
    /// A draft of a file, which may be anybody's. The document need not be sound, but it has no more of anything than a sound one may have.
    ///
    /// # Errors
    /// Why it is no document, or what there is too much of.
    pub fn read(json: &[u8]) -> Result<Self, Fault> {
        let document = parse(json)?;
        match beyond(&document).into_iter().next() {
            Some(problem) => Err(problem.fault),
            None => Ok(Self::of(&document)),
        }
    }

    /// A draft of a document, sound or not.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let from = document.from.as_ref();
        Self {
            id: document.id.clone(),
            title: words(&document.title),
            about: words(&document.about),
            from: from.map(|from| from.name.clone()).unwrap_or_default(),
            contact: from.and_then(|from| from.contact.clone()).unwrap_or_default(),
            made: from.and_then(|from| from.made.clone()).unwrap_or_default(),
            checked_with: document.checked_with.clone(),
            values: document.values.iter().map(value).collect(),
            steps: document.steps.iter().map(step).collect(),
            version: document.walkthrough,
        }
    }
}

fn words(words: &Words) -> Text {
    Text { en: words.en.clone(), zh: words.zh.clone().unwrap_or_default() }
}

fn said(said: Option<&Words>) -> Text {
    said.map(words).unwrap_or_default()
}

fn number(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn value(value: &Value) -> ValueDraft {
    let (mut min, mut max, mut words) = (String::new(), String::new(), String::new());
    let kind = value.kind.map(
        |range| (min, max) = (range.min.to_string(), range.max.to_string()),
        |list| words = join(list.iter().map(String::as_str)),
    );
    let (name, from, usual) = (value.name.clone(), value.from, value.usual.clone().unwrap_or_default());
    ValueDraft { name, kind, min, max, words, from, label: said(value.label.as_ref()), usual }
}

impl StepDraft {
    /// A step that does something and says nothing yet.
    #[must_use]
    pub fn new(id: String, act: Act) -> Self {
        Self {
            id,
            title: Text::default(),
            text: Text::default(),
            picture: String::new(),
            button: Text::default(),
            act,
            command: String::new(),
            seconds: String::new(),
            asked: String::new(),
            names: Default::default(),
            check: CheckWhat::Module,
            file: TlsFile::Trust,
            client: Only::Client1,
            ending: Ending::Works,
            options: Vec::new(),
            must: Vec::new(),
            keep: Vec::new(),
            times: String::new(),
            every: String::new(),
            good: Text::default(),
            go: String::new(),
            branches: Vec::new(),
        }
    }
}

fn step(step: &Step) -> StepDraft {
    let mut draft = StepDraft::new(step.id.clone(), Act::Say);
    does(&step.does, &mut draft);
    StepDraft {
        title: words(&step.title),
        text: said(step.text.as_ref()),
        picture: step.picture.clone().unwrap_or_default(),
        button: said(step.button.as_ref()),
        must: step.must.iter().map(condition).collect(),
        keep: step.keep.iter().map(keep).collect(),
        times: number(step.again.map(|again| again.times)),
        every: number(step.again.map(|again| again.every)),
        good: said(step.good.as_ref().and_then(|good| good.say.as_ref())),
        go: step.good.as_ref().and_then(|good| good.go.clone()).unwrap_or_default(),
        branches: step.branches.iter().map(branch).collect(),
        ..draft
    }
}

fn does(does: &Does, draft: &mut StepDraft) {
    let names = |names: &[&String]| {
        let mut all: [String; 3] = Default::default();
        all.iter_mut().zip(names).for_each(|(place, name)| (*name).clone_into(place));
        all
    };
    draft.act = match does {
        Does::Say => Act::Say,
        Does::Send(command) => {
            draft.command.clone_from(command);
            Act::Send
        }
        Does::Check(what) => {
            draft.check = *what;
            Act::Check
        }
        Does::Dial(apn) => {
            draft.names = names(&[apn]);
            Act::Dial
        }
        Does::Login(user, password, id) => {
            draft.names = names(&[user, password, id]);
            Act::Login
        }
        Does::Open(host, port) => {
            draft.names = names(&[host, port]);
            Act::Open
        }
        Does::OpenTls(host, port) => {
            draft.names = names(&[host, port]);
            Act::OpenTls
        }
        Does::Subscribe(topic) => {
            draft.names = names(&[topic]);
            Act::Subscribe
        }
        Does::Publish(topic, text) => {
            draft.names = names(&[topic, text]);
            Act::Publish
        }
        Does::Close(client) => {
            draft.client = *client;
            Act::Close
        }
        Does::SetClock(host) => {
            draft.names = names(&[host]);
            Act::SetClock
        }
        Does::Upload(file, value) => {
            (draft.file, draft.names) = (*file, names(&[value]));
            Act::Upload
        }
        Does::Wait(seconds) => {
            draft.seconds = seconds.to_string();
            Act::Wait
        }
        Does::Message(seconds) => {
            draft.seconds = seconds.to_string();
            Act::Message
        }
        Does::Ask(asked) => {
            draft.asked = join(asked.iter().map(String::as_str));
            Act::Ask
        }
        Does::Choose(options) => {
            draft.options = options.iter().map(option).collect();
            Act::Choose
        }
        Does::End(ending) => {
            draft.ending = *ending;
            Act::End
        }
    };
}

fn option(option: &OneOption) -> OptionDraft {
    OptionDraft { text: words(&option.text), go: option.go.clone(), times: number(option.times) }
}

fn condition(condition: &Condition) -> ConditionDraft {
    ConditionDraft {
        field: condition.field.clone(),
        is: join(condition.is.iter().map(String::as_str)),
        not: join(condition.not.iter().map(String::as_str)),
        min: number(condition.min),
        max: number(condition.max),
    }
}

fn keep(keep: &Keep) -> KeepDraft {
    KeepDraft { field: keep.field.clone(), name: keep.name.clone() }
}

fn branch(branch: &Branch) -> BranchDraft {
    let (mut came, mut codes) = (Vec::new(), String::new());
    let when = match &branch.when {
        When::Came(list) => {
            came = list.iter().map(condition).collect();
            WhenName::Came
        }
        When::Refused(list) => {
            let list: Vec<String> = list.iter().map(u32::to_string).collect();
            codes = join(list.iter().map(String::as_str));
            WhenName::Refused
        }
        When::Silent => WhenName::Silent,
        When::Otherwise => WhenName::Otherwise,
    };
    BranchDraft { when, came, codes, say: words(&branch.say), go: branch.go.clone(), times: number(branch.times) }
}
