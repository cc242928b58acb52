//! How the module of a record behaved, for a virtual one that is to behave like it.

use fibocom_at::profile::ErrorForm;
use fibocom_at::{Profile, Role};
use fibocom_sim::{Personality, Scenario};
use leptos::prelude::{UpdateValue, WithUntracked};
use workbench_record::{Direction, Entry, LinkChange, Record, Zero};

mod clock;
mod wrong;

#[cfg(test)]
mod tests;

use wrong::Wrong;

use super::{FACTORY_BAUD_RATE, Pace, Target, VirtualBroker, WorkError, Workbench};

/// The longest that an answer counts for the times of a module, in milliseconds: what takes longer was a fault.
const TIME_MAX: u64 = 60_000;

/// The series of a virtual module where the record's has none.
const DEFAULT_SERIES: &str = "L610";

/// What the module of this record did. Its numbers, and those of its SIM, are left out: whoever sends a record of a module does not
/// send the module.
#[must_use]
fn personality(record: &Record, zero: Zero) -> Personality {
    let mut witness = Witness { wrong: Wrong::from(zero.0), ..Witness::default() };
    for entry in record.entries() {
        witness.hear(&entry);
    }
    witness.personality()
}

impl Workbench {
    /// Has the next virtual module that is connected, and no other, behave like the module of the record that is shown: that of a
    /// session file that is open, or the page's own. What it was is given, to choose the series by.
    pub fn take_after_record(&self) -> Option<String> {
        let seen = self.with_record(|record| personality(record, self.zero()));
        let model = seen.model.clone();
        self.inner.update_value(|inner| inner.virtual_module.like = Some(seen));
        model
    }
}

impl Workbench {
    /// Ends the replay, and switches a virtual module on that behaves as the file's module did up to the place that is shown.
    ///
    /// # Errors
    /// Whatever keeps it from being connected.
    pub async fn go_on_from_replay(&self) -> Result<(), WorkError> {
        let row = self.facts.with_untracked(|facts| facts.series.row());
        let series = self.take_after_record().unwrap_or_else(|| row.name.to_owned());
        self.close_session_file();
        let series = if Profile::for_model(&series).models.is_empty() && Profile::named(&series).is_none() {
            DEFAULT_SERIES.to_owned()
        } else {
            series
        };
        self.connect(Target::Virtual {
            series,
            // What was wrong is part of how it behaves.
            scenarios: Vec::new(),
            broker: VirtualBroker::Page(Scenario::HEALTHY),
            baud_rate: FACTORY_BAUD_RATE,
            seed: 1,
            pace: Pace::default(),
        })
        .await?;
        Ok(())
    }
}

/// The command that has the line, as far as it was heard.
struct Asked {
    name: String,
    /// `AT+CSQ` has no value, and `AT+MQTTOPEN=1,…` has one.
    line: String,
    at: u64,
    ended: Option<u64>,
    echoed: bool,
}

#[derive(Default)]
struct Witness {
    seen: Personality,
    asked: Option<Asked>,
    with_echo: usize,
    without_echo: usize,
    wrong: Wrong,
}

impl Witness {
    fn hear(&mut self, entry: &Entry<'_>) {
        let (at, raw) = (entry.line.at, entry.line.raw);
        let text = String::from_utf8_lossy(raw).trim().to_owned();
        match entry.line.direction {
            Direction::Command => {
                self.wrong.asks(at, raw);
                self.asks(at, text);
            }
            Direction::Link(LinkChange::Restarted) => self.wrong.restarted(at),
            Direction::Link(LinkChange::Opened(_) | LinkChange::Ended(_)) => self.wrong.link_ended(),
            Direction::Link(LinkChange::Connected(model)) if !model.is_empty() => {
                self.seen.model = Some(model.clone());
            }
            Direction::Received(role) if !entry.line.damaged => {
                self.wrong.says(at, role, raw);
                self.says(at, role, &text);
            }
            Direction::Data | Direction::Link(_) | Direction::Received(_) => {}
        }
    }

    fn asks(&mut self, at: u64, line: String) {
        let line = line.to_ascii_uppercase();
        let name: String =
            line.trim_start_matches("AT").chars().take_while(|char| !matches!(char, '=' | '?' | ';')).collect();
        self.asked = Some(Asked { name, line, at, ended: None, echoed: false });
    }

    fn says(&mut self, at: u64, role: Role, text: &str) {
        let Some(asked) = &mut self.asked else { return };
        match role {
            Role::Echo => asked.echoed = true,
            Role::Response if asked.line == "AT+CGMM" => self.seen.model = Some(text.to_owned()),
            Role::Response if asked.line == "AT+CGMR" => self.seen.revision = Some(text.to_owned()),
            Role::Unsolicited if asked.ended.is_none() => self.seen.interleaves = true,
            Role::Status => match asked.ended {
                Some(ended) if at.saturating_sub(ended) <= TIME_MAX => {
                    self.seen.note_status(&asked.name, at.saturating_sub(ended));
                }
                Some(_) => {}
                None => self.seen.hurries = true,
            },
            Role::Final => {
                let took = at.saturating_sub(asked.at);
                if took <= TIME_MAX && asked.ended.is_none() {
                    self.seen.note_answer(&asked.name, took);
                }
                asked.ended = Some(at);
                // What was asked to be switched off is no habit of the module's.
                let counts = usize::from(!asked.line.starts_with("ATE"));
                if asked.echoed {
                    self.with_echo += counts;
                } else {
                    self.without_echo += counts;
                }
                if asked.name.starts_with("+MQTT") {
                    self.words_errors(text);
                }
            }
            _ => {}
        }
    }

    fn words_errors(&mut self, text: &str) {
        if text.starts_with("ERROR:") {
            self.seen.errors = Some(ErrorForm::NumberedError);
        } else if text.starts_with("+CME ERROR") {
            self.seen.errors = Some(ErrorForm::CmeOrBare);
        }
    }

    fn personality(self) -> Personality {
        let was_asked = self.with_echo + self.without_echo > 0;
        // One that was told nothing of echoes and gave none has none.
        let echo = was_asked.then_some(self.with_echo >= self.without_echo.min(1));
        let scenarios = self.wrong.scenarios();
        Personality { echo, scenarios, ..self.seen }
    }
}
