//! How the module of a record behaved, for a virtual one that is to behave like it.

use fibocom_at::profile::ErrorForm;
use fibocom_at::{Profile, Role};
use fibocom_sim::{Personality, Scenario, faults};
use leptos::prelude::{UpdateValue, WithUntracked};
use workbench_record::{Direction, Entry, LinkChange, Record};

use super::{FACTORY_BAUD_RATE, Pace, Target, VirtualBroker, WorkError, Workbench};

/// The longest that an answer counts for the times of a module, in milliseconds: what takes longer was a fault.
const TIME_MAX: u64 = 60_000;

/// The series of a virtual module where the record's has none.
const DEFAULT_SERIES: &str = "L610";

/// What the module of this record did. Its numbers, and those of its SIM, are left out: whoever sends a record of a module does not
/// send the module.
#[must_use]
fn personality(record: &Record) -> Personality {
    let mut witness = Witness::default();
    for entry in record.entries() {
        witness.hear(&entry);
    }
    witness.personality()
}

impl Workbench {
    /// Has the next virtual module that is connected, and no other, behave like the module of the record that is shown: that of a
    /// session file that is open, or the page's own. What it was is given, to choose the series by.
    pub fn take_after_record(&self) -> Option<String> {
        let seen = self.with_record(personality);
        let model = seen.model.clone();
        self.inner.update_value(|inner| inner.like = Some(seen));
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
    /// What was last wrong with each part of the way.
    wrong: Vec<(Part, Option<Scenario>)>,
}

/// What a line can show to be wrong, and another to be right again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Sim,
    Network,
    Address,
    Tls,
    Broker,
    Module,
}

impl Witness {
    fn hear(&mut self, entry: &Entry<'_>) {
        let (at, raw) = (entry.line.at, entry.line.raw);
        let text = String::from_utf8_lossy(raw).trim().to_owned();
        match entry.line.direction {
            Direction::Command => self.asks(at, text),
            Direction::Link(LinkChange::Restarted) => self.is_wrong(Part::Module, faults::module::RESTART),
            Direction::Link(LinkChange::Connected(model)) if !model.is_empty() => {
                self.seen.model = Some(model.clone());
            }
            Direction::Received(role) if !entry.line.damaged => self.says(at, role, &text),
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
        self.judge(at, text);
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

    /// What a line shows to be wrong, or to be right again.
    fn judge(&mut self, at: u64, text: &str) {
        let asked = self.asked.as_ref().map_or("", |asked| asked.name.as_str());
        let waited = self.asked.as_ref().and_then(|asked| asked.ended).map_or(0, |ended| at.saturating_sub(ended));
        let (tag, values) = text.split_once(':').unwrap_or((text, ""));
        let values: Vec<_> = values.split(',').map(str::trim).collect();
        let last = values.last().copied().unwrap_or_default();
        let (part, scenario) = match (tag, values.as_slice()) {
            ("+CME ERROR", ["10"]) if asked == "+CPIN" => (Part::Sim, Some(faults::sim::NO_SIM)),
            ("+CME ERROR", ["14"]) if asked == "+CPIN" => (Part::Sim, Some(faults::sim::SLOW_SIM)),
            ("+CPIN", ["SIM PIN"]) => (Part::Sim, Some(faults::sim::LOCKED_SIM)),
            ("+SIM DROP", _) => (Part::Sim, Some(faults::sim::NO_SIM)),
            ("+CPIN", ["READY"]) | ("+SIM READY", _) => (Part::Sim, None),
            ("+CREG" | "+CGREG" | "+CEREG", [.., "3"]) => (Part::Network, Some(faults::network::REGISTRATION_REFUSED)),
            ("+CREG" | "+CGREG" | "+CEREG", [.., "1" | "5"]) => (Part::Network, None),
            ("+MIPCALL", ["1", "0.0.0.0"]) => (Part::Address, Some(faults::ip::STALE_IP)),
            ("+MIPCALL", ["0"]) if asked == "+MIPCALL" => (Part::Address, Some(faults::ip::WRONG_APN)),
            ("+MIPCALL", _) if last.contains('.') => (Part::Address, None),
            ("+MQTTBREAK", [_, "2"]) => (Part::Address, Some(faults::ip::IP_LOST)),
            ("+MQTTBREAK", [_, "3"]) => (Part::Network, Some(faults::network::NETWORK_LOST)),
            ("+MQTTBREAK", _) => (Part::Broker, Some(faults::broker::DROPS)),
            ("+GTSSLERR", ["0"]) => (Part::Tls, None),
            ("+GTSSLERR", ["-11"]) => (Part::Tls, Some(faults::tls::WRONG_CA)),
            ("+GTSSLERR", [number]) if number.parse::<i8>().is_ok_and(|number| (-19..=-12).contains(&number)) => {
                (Part::Tls, Some(faults::tls::WRONG_KEY))
            }
            ("+MQTTOPEN", [_, "1"]) => (Part::Broker, None),
            // Who says no says so at once; who is not there says nothing.
            ("+MQTTOPEN", [_, "0"]) if waited >= 15_000 => (Part::Broker, Some(faults::broker::UNREACHABLE)),
            ("+MQTTOPEN", [_, "0"]) | ("+CME ERROR", ["703" | "704"]) => {
                (Part::Broker, Some(faults::broker::WRONG_PASSWORD))
            }
            _ => return,
        };
        match scenario {
            Some(scenario) => self.is_wrong(part, scenario),
            None => self.wrong.retain(|(one, _)| *one != part),
        }
    }

    fn is_wrong(&mut self, part: Part, scenario: Scenario) {
        self.wrong.retain(|(one, _)| *one != part);
        self.wrong.push((part, Some(scenario)));
    }

    fn personality(self) -> Personality {
        let was_asked = self.with_echo + self.without_echo > 0;
        // One that was told nothing of echoes and gave none has none.
        let echo = was_asked.then_some(self.with_echo >= self.without_echo.min(1));
        let scenarios = self.wrong.into_iter().filter_map(|(_, scenario)| scenario).collect();
        Personality { echo, scenarios, ..self.seen }
    }
}

#[cfg(test)]
mod tests {
    use workbench_record::Line;

    use super::*;

    /// A record of these lines: milliseconds, `>` and a command, or a letter for the role and a line.
    fn record(lines: &[(u64, &str)]) -> Record {
        let mut record = Record::with_budget(1 << 20);
        for (at, line) in lines {
            let (mark, text) = line.split_once(' ').unwrap_or((line, ""));
            let direction = match mark {
                ">" => Direction::Command,
                "e" => Direction::Received(Role::Echo),
                "r" => Direction::Received(Role::Response),
                "f" => Direction::Received(Role::Final),
                "s" => Direction::Received(Role::Status),
                _ => Direction::Received(Role::Unsolicited),
            };
            record.write(Line::new(*at, direction, format!("{text}\r\n").as_bytes()));
        }
        record
    }

    #[test]
    fn a_record_tells_the_model_the_echo_the_errors_the_times_and_the_quirks() {
        let seen = personality(&record(&[
            (0, "> AT+CGMM"),
            (3, "e AT+CGMM"),
            (5, "r L610-CN-62-36"),
            (9, "f OK"),
            (100, "> AT+CGMR"),
            (105, "r 16000.1208.00.86.02.02"),
            (110, "f OK"),
            (200, "> AT+CGSN"),
            (210, "r 866123051234567"),
            (230, "f OK"),
            (300, "> AT+CGSN"),
            (301, "u +CREG: 1"),
            (390, "f OK"),
            (1_000, "> AT+MQTTSUB=1,\"a\",0"),
            (1_010, "f ERROR: 3"),
            (2_000, "> AT+MQTTOPEN=1,\"h\",1883,1,60"),
            (2_085, "f OK"),
            (5_085, "s +MQTTOPEN: 1,1"),
            (6_000, "> AT+MQTTSUB=1,\"a\",0"),
            (6_010, "s +MQTTSUB: 1,1"),
            (6_020, "f OK"),
        ]));
        assert_eq!(seen.model.as_deref(), Some("L610-CN-62-36"));
        assert_eq!(seen.revision.as_deref(), Some("16000.1208.00.86.02.02"));
        assert_eq!((seen.echo, seen.errors), (Some(true), Some(ErrorForm::NumberedError)));
        assert!(seen.interleaves && seen.hurries && seen.scenarios.is_empty());
        assert!(seen.answers.contains(&("+CGSN".to_owned(), (30, 90))), "{:?}", seen.answers);
        assert_eq!(seen.statuses, [("+MQTTOPEN".to_owned(), (3_000, 3_000))]);
        assert!(!format!("{seen:?}").contains("866123051234567"));
    }

    #[test]
    fn what_was_wrong_last_is_wrong_and_what_was_right_again_is_not() {
        for (lines, wrong) in [
            (&[(0, "> AT+CPIN?"), (9, "f +CME ERROR: 10")][..], &[faults::sim::NO_SIM][..]),
            (&[(0, "> AT+CPIN?"), (9, "f +CME ERROR: 14"), (50, "u +SIM READY")], &[]),
            (&[(0, "> AT+CEREG?"), (9, "r +CEREG: 0,3")], &[faults::network::REGISTRATION_REFUSED]),
            (&[(0, "> AT+MIPCALL?"), (9, "r +MIPCALL: 1,0.0.0.0")], &[faults::ip::STALE_IP]),
            (&[(0, "> AT+MIPCALL=1"), (9, "f OK"), (50, "u +MIPCALL: 0")], &[faults::ip::WRONG_APN]),
            (
                &[(0, "> AT+MQTTOPEN=1,\"h\",1,1,60"), (9, "f OK"), (30_100, "s +MQTTOPEN: 1,0")],
                &[faults::broker::UNREACHABLE],
            ),
            (&[(0, "> AT+GTSSLERR?"), (9, "r +GTSSLERR: -14")], &[faults::tls::WRONG_KEY]),
            (&[(0, "u +MQTTBREAK: 1,2"), (9, "u +MIPCALL: 10.1.2.3")], &[]),
        ] {
            assert_eq!(personality(&record(lines)).scenarios, wrong, "{lines:?}");
        }
    }
}
