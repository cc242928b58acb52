//! What the doctor says of a log: findings, most serious first, each with the lines that prove it.

use crate::finder::{Finder, Style};
use crate::hearing::Hearing;
use crate::index::Block;
use crate::known::Known;
use crate::page::Page;
use crate::rules::{RULES, Rule, Watch};
use crate::seen::Seen;

/// How many lines are named as a proof. Others are counted.
const LINES_MAX: usize = 16;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// It works, or may work later; look at it.
    Warning,
    /// It did not work.
    Error,
}

/// The screen on which it is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Screen {
    /// Ports and speeds.
    Connect,
    /// SIM, signal, registration, address, clock.
    Network,
    /// Certificates and encryption.
    Tls,
    /// Opening a client.
    Session,
    /// Publishing.
    Publish,
    /// Messages that came.
    Messages,
    /// Single commands.
    Terminal,
}

impl Screen {
    /// Its name in the page's addresses.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Network => "network",
            Self::Tls => "tls",
            Self::Session => "session",
            Self::Publish => "publish",
            Self::Messages => "messages",
            Self::Terminal => "terminal",
        }
    }
}

/// Something that a sentence says with a finding. None is ever a value that a masked log hides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A number: of a line, a client, a code, of seconds.
    Number(u64),
    /// A name that is no secret: of a command or a series.
    Name(String),
}

impl From<u64> for Fact {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Fact {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// The lines that prove it, the first ones of many.
    pub lines: Vec<u64>,
    /// How often it was found.
    pub count: u64,
    /// What its sentences say of the first time.
    pub facts: Vec<(&'static str, Fact)>,
}

/// What is said of a log.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnosis {
    /// The findings, most serious first.
    pub findings: Vec<Finding>,
    /// How many lines there were.
    pub lines: u64,
    /// The style of most pieces of traffic, and how many in a hundred are in it; `None` where no traffic was found.
    pub style: Option<(Style, u64)>,
    /// The series of the module, where the log tells its model.
    pub series: Option<&'static str>,
}

/// Where rules put what they find.
#[derive(Debug)]
pub(crate) struct Out<'a> {
    rule: &'static Rule,
    findings: &'a mut Vec<Finding>,
}

impl Out<'_> {
    /// Something was found, in these lines.
    pub(crate) fn find(&mut self, lines: &[u64], facts: &[(&'static str, Fact)]) {
        if let Some(before) = self.findings.iter_mut().find(|finding| finding.rule == self.rule) {
            before.count += 1;
            let room = LINES_MAX.saturating_sub(before.lines.len());
            let new: Vec<_> = lines.iter().filter(|line| !before.lines.contains(line)).take(room).copied().collect();
            before.lines.extend(new);
            return;
        }
        let lines = lines.iter().take(LINES_MAX).copied().collect();
        self.findings.push(Finding { rule: self.rule, lines, count: 1, facts: facts.to_vec() });
    }
}

/// Reads a log, a slice at a time.
#[derive(Debug)]
pub struct Doctor {
    finder: Finder,
    hearing: Hearing,
    known: Known,
    watches: Vec<(&'static Rule, Box<dyn Watch>)>,
    findings: Vec<Finding>,
}

impl Default for Doctor {
    fn default() -> Self {
        Self::new(None)
    }
}

impl Doctor {
    /// A doctor for logs of any style, or of one that a person has chosen.
    #[must_use]
    pub fn new(forced: Option<Style>) -> Self {
        Self {
            finder: Finder::new(forced),
            hearing: Hearing::default(),
            known: Known::default(),
            watches: RULES.iter().map(|rule| (*rule, (rule.watch)())).collect(),
            findings: Vec::new(),
        }
    }

    /// Takes the next bytes of the log, and hands over what is seen in them.
    pub fn feed(&mut self, bytes: &[u8], mut each: impl FnMut(&Seen)) {
        self.finder.feed(bytes);
        self.hear(&mut each);
    }

    /// The log has ended, and is not shown.
    #[must_use]
    pub fn end(mut self, each: impl FnMut(&Seen)) -> Diagnosis {
        self.finish(each)
    }

    /// The log has ended.
    #[must_use]
    pub fn finish(&mut self, mut each: impl FnMut(&Seen)) -> Diagnosis {
        self.finder.end();
        self.hear(&mut each);
        self.hearing.end();
        self.look(&mut each);
        Diagnosis {
            findings: self.findings(),
            lines: self.finder.lines(),
            style: self.finder.style(),
            series: self.known.profile.map(|profile| profile.name),
        }
    }

    /// The findings so far, most serious first.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = self.findings.clone();
        let place = |finding: &Finding| RULES.iter().position(|rule| *rule == finding.rule);
        findings.sort_by_key(place);
        // What is explained by another is not told; what is not told explains nothing.
        let mut explained: Vec<&str> = Vec::new();
        findings.retain(|finding| {
            let told = !explained.contains(&finding.rule.id);
            if told {
                explained.extend(finding.rule.explains);
            }
            told
        });
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.rule.severity));
        findings
    }

    /// How many rules have found something so far, whether it is told or explained by another.
    #[must_use]
    pub const fn found(&self) -> usize {
        self.findings.len()
    }

    /// The styles in which traffic was seen so far, each with its first line.
    pub fn styles(&self) -> impl Iterator<Item = (Style, u64)> {
        self.finder.styles()
    }

    /// How many lines have come so far.
    #[must_use]
    pub const fn lines(&self) -> u64 {
        self.finder.lines()
    }

    /// Which lines are read together with a line that is to be shown, and which bytes of the file; `None` for a line that has not come.
    #[must_use]
    pub fn block(&self, line: u64) -> Option<Block> {
        self.finder.block(line)
    }

    /// Reads such lines once more.
    #[must_use]
    pub fn page(&self, block: &Block) -> Page {
        Page::new(&self.finder, block)
    }

    fn hear(&mut self, each: &mut impl FnMut(&Seen)) {
        while let Some(found) = self.finder.poll() {
            self.hearing.hear(found);
            self.look(each);
        }
    }

    fn look(&mut self, each: &mut impl FnMut(&Seen)) {
        while let Some(seen) = self.hearing.poll() {
            for (rule, watch) in &mut self.watches {
                watch.see(&seen, &self.known, &mut Out { rule, findings: &mut self.findings });
            }
            self.known.learn(&seen);
            each(&seen);
        }
    }
}

/// What is said of a whole log.
#[must_use]
pub fn diagnose(log: &[u8]) -> Diagnosis {
    let mut doctor = Doctor::default();
    doctor.feed(log, |_| {});
    doctor.end(|_| {})
}
