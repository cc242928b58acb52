//! A profile together with what the connected firmware said of itself: it narrows the limits of the manual, and never widens them
//! without being asked.

use super::{Feature, Profile};

/// What a firmware can say of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Most bytes of a user name.
    Username,
    /// Most bytes of a password.
    Password,
    /// Most bytes of a client id string.
    ClientId,
    /// Most bytes of a client id string for MQTT-SN.
    SnClientId,
    /// Most bytes of a topic.
    Topic,
    /// Most bytes of a payload.
    Payload,
    /// Longest keep alive, in seconds.
    KeepAlive,
    /// Whether a feature is there: 1, or 0.
    Has(Feature),
}

/// Where firmware and manual differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Difference {
    /// In what.
    pub subject: Subject,
    /// What the manual says.
    pub manual: usize,
    /// What the firmware says.
    pub firmware: usize,
}

impl Difference {
    /// Whether the firmware takes less than the manual says. Less is what the checks go by; more is only told.
    #[must_use]
    pub const fn is_narrower(&self) -> bool {
        self.firmware < self.manual
    }
}

/// A series' limits, narrowed by what its firmware said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refined {
    base: &'static Profile,
    profile: Profile,
    differences: Vec<Difference>,
}

impl Refined {
    /// The limits of the manual, before the firmware has said anything.
    #[must_use]
    pub fn new(base: &'static Profile) -> Self {
        Self { base, profile: *base, differences: Vec::new() }
    }

    /// The limits to go by.
    #[must_use]
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The series, as the manual has it.
    #[must_use]
    pub const fn base(&self) -> &'static Profile {
        self.base
    }

    /// Where the firmware differs from the manual, in the order in which it said so.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// Takes in the answer to the test form of a command, one text for each place, brackets removed. What makes no sense is
    /// passed over.
    pub fn hear(&mut self, command: &str, ranges: &[String]) {
        let at = |position: usize| ranges.get(position).and_then(|range| greatest(range));
        let numbers = match command {
            "+MQTTUSER" => vec![(Subject::Username, at(1)), (Subject::Password, at(2)), (Subject::ClientId, at(3))],
            "+MQTTSNCID" => vec![(Subject::SnClientId, at(1))],
            "+MQTTSUB" | "+MQTTUNSUB" => vec![(Subject::Topic, at(1))],
            "+MQTTPUB" | "+MQTTWILL" => vec![(Subject::Topic, at(1)), (Subject::Payload, at(4))],
            "+MQTTOPEN" if ranges.len() >= 5 => {
                let clients = ranges.first().map(|range| numbers(range)).unwrap_or_default();
                vec![
                    (Subject::KeepAlive, at(4)),
                    (Subject::Has(Feature::Tls), Some(usize::from(ranges.len() > 5))),
                    (Subject::Has(Feature::MqttSn), Some(usize::from(clients.contains(&101)))),
                ]
            }
            _ => Vec::new(),
        };
        for (subject, firmware) in numbers {
            if let Some(firmware) = firmware {
                self.learn(subject, firmware);
            }
        }
    }

    /// Takes in that the firmware refuses even the test form of a command: it does not have it.
    pub fn refuse(&mut self, command: &str) {
        let feature = match command {
            "+MQTTSNCID" | "+MQTTSNREG" | "+MQTTWTOPICUD" | "+MQTTWMSGUD" => Feature::MqttSnCommands,
            "+MQTTAUTHCFG" | "+MQTTAUTHDYN" => Feature::CloudAuth,
            "+GTSSLVER" | "+GTSSLMODE" | "+GTSSLFILE" => Feature::Tls,
            _ => return,
        };
        self.learn(Subject::Has(feature), 0);
    }

    fn learn(&mut self, subject: Subject, firmware: usize) {
        let manual = read(self.base, subject);
        self.differences.retain(|difference| difference.subject != subject);
        if firmware != manual {
            self.differences.push(Difference { subject, manual, firmware });
        }
        write(&mut self.profile, self.base, subject, firmware.min(manual));
    }
}

fn read(profile: &Profile, subject: Subject) -> usize {
    match subject {
        Subject::Username => profile.username_max,
        Subject::Password => profile.password_max,
        Subject::ClientId => profile.client_id_max,
        Subject::SnClientId => profile.sn_client_id_max,
        Subject::Topic => profile.topic_max,
        Subject::Payload => profile.payload_max,
        Subject::KeepAlive => profile.keep_alive.1.into(),
        Subject::Has(feature) => usize::from(profile.has(feature)),
    }
}

fn write(profile: &mut Profile, base: &Profile, subject: Subject, value: usize) {
    match subject {
        Subject::Username => profile.username_max = value,
        Subject::Password => profile.password_max = value,
        Subject::ClientId => profile.client_id_max = value,
        Subject::SnClientId => profile.sn_client_id_max = value,
        Subject::Topic => profile.topic_max = value,
        Subject::Payload => profile.payload_max = value,
        Subject::KeepAlive => profile.keep_alive.1 = u16::try_from(value).unwrap_or(u16::MAX),
        Subject::Has(Feature::Tls) => profile.tls = value > 0,
        Subject::Has(Feature::MqttSn) => profile.clients = if value > 0 { base.clients } else { &[1, 2] },
        Subject::Has(Feature::MqttSnCommands) => profile.sn_commands = value > 0,
        Subject::Has(Feature::CloudAuth) => profile.cloud_auth = value > 0,
        Subject::Has(Feature::WillByLength) => profile.will_by_length = value > 0,
    }
}

/// The greatest number of a range: 300 of `1-300`. None when there is none, or only 0, which would forbid everything.
fn greatest(range: &str) -> Option<usize> {
    numbers(range).into_iter().max().filter(|number| *number > 0)
}

/// Every number in a text, whatever stands between them.
fn numbers(text: &str) -> Vec<usize> {
    let digits = text.split(|c: char| !c.is_ascii_digit());
    digits.filter_map(|digits| digits.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::PERMISSIVE;

    fn ranges(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn told(refined: &Refined) -> Vec<(Subject, usize, usize)> {
        refined.differences().iter().map(|one| (one.subject, one.manual, one.firmware)).collect()
    }

    #[test]
    fn less_than_the_manual_counts_and_more_is_only_told() {
        let mut refined = Refined::new(Profile::for_model("MC665"));
        refined.hear("+MQTTUSER", &ranges(&["1,2", "64", "1024", "256"]));
        let profile = refined.profile();
        assert_eq!((profile.username_max, profile.password_max, profile.client_id_max), (64, 256, 256));
        assert_eq!(told(&refined), [(Subject::Username, 128, 64), (Subject::Password, 256, 1024)]);
        assert_eq!(refined.differences().iter().map(Difference::is_narrower).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn an_unknown_model_is_narrowed_to_what_its_firmware_says() {
        let mut refined = Refined::new(&PERMISSIVE);
        refined.hear("+MQTTOPEN", &ranges(&["1,2", "<Remote IP/URL>", "1-65535", "0,1", "1-120"]));
        refined.hear("+MQTTPUB", &ranges(&["1,2", "128", "0-2", "0,1", "512"]));
        refined.hear("+MQTTSNCID", &ranges(&["101,102", "23"]));
        refined.refuse("+MQTTAUTHCFG");
        let profile = refined.profile();
        assert_eq!((profile.keep_alive, profile.clients, profile.tls), ((1, 120), &[1, 2][..], false));
        assert_eq!((profile.topic_max, profile.payload_max, profile.sn_client_id_max), (128, 512, 23));
        assert!(profile.sn_commands && !profile.cloud_auth);
    }

    #[test]
    fn a_feature_that_the_manual_denies_is_not_taken_on_the_word_of_the_firmware() {
        let mut refined = Refined::new(Profile::for_model("NL668-AM"));
        refined.hear("+MQTTOPEN", &ranges(&["1,2", "host", "1-65535", "0,1", "1-300", "0-2"]));
        assert!(!refined.profile().tls);
        assert_eq!(told(&refined), [(Subject::Has(Feature::Tls), 0, 1)]);
    }

    #[test]
    fn what_makes_no_sense_changes_nothing() {
        let mut refined = Refined::new(Profile::for_model("L610"));
        for (command, texts) in [
            ("+MQTTUSER", vec![]),
            ("+MQTTUSER", vec!["1,2", "0", "x", ""]),
            ("+MQTTOPEN", vec!["1,2"]),
            ("+CSQ", vec!["0-31", "99"]),
        ] {
            refined.hear(command, &ranges(&texts));
        }
        refined.refuse("+CSQ");
        assert_eq!(refined, Refined::new(Profile::for_model("L610")));
    }
}
