//! Which module to pretend to be, and in what circumstances.

use fibocom_at::profile::Profile;

use crate::clouds::CloudDevice;
use crate::fault::Fault;
use crate::personality::Personality;
use crate::scenario::Scenario;
use crate::temper::Temper;

/// How long the module and its network take for what they do. What a fault slows down takes its own time at any pace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pace {
    /// As long as a real one.
    #[default]
    True,
    /// A tenth of that, for people who watch.
    Quick,
    /// No time: every answer comes at once.
    Instant,
}

impl Pace {
    /// How many milliseconds are left of so many.
    pub(crate) const fn of(self, millis: u64) -> u64 {
        match self {
            Self::True => millis,
            Self::Quick => millis / 10,
            Self::Instant => 0,
        }
    }
}

/// What a virtual module is made from. Two modules of equal configuration behave alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The series: its limits, its commands, its wording of errors.
    pub profile: &'static Profile,
    /// What `AT+CGMM` answers.
    pub model: String,
    /// What `AT+CGSN` answers; also the default client id string of MQTT.
    pub imei: String,
    /// What `AT+CCID` answers; also the device id of China Unicom's cloud.
    pub iccid: String,
    /// What `AT+CIMI` answers.
    pub imsi: String,
    /// Decides jitter, addresses and signal strength, and the habits, unless the temper does.
    pub seed: u64,
    /// Whether lines keep to one order.
    pub temper: Temper,
    /// Whether commands are echoed after power-up, as they are on these modules until `ATE0`.
    pub echo: bool,
    /// How it was seen to behave, where it is to behave like a certain one.
    pub personality: Personality,
    /// What goes wrong, from power-up on. Of two that speak of the same thing, the first counts. No broker is told of
    /// those of the broker: the module meets them on the way to it.
    pub faults: Vec<Fault>,
    /// The cloud that the broker inside the page pretends to be, and the device that it knows; `AT+MQTTAUTHDYN` registers
    /// with it. Without one, everybody may connect, and every device registers.
    pub cloud: Option<CloudDevice>,
    /// How long everything takes that nothing goes wrong with.
    pub pace: Pace,
    /// The Unix time in seconds at [`crate::Timestamp::ZERO`], which the module learns by `AT+MIPNTP` only.
    pub unix_time: u64,
    /// The time zone the network reports, in quarters of an hour: 32 is UTC+8, as in the application guide, chapter 6.
    pub zone: i8,
    /// The PIN that opens the SIM in [`crate::faults::sim::LOCKED_SIM`].
    pub pin: String,
    /// The PUK that opens it after three wrong PINs.
    pub puk: String,
    /// Whether the test-only command `AT+XFLOOD` exists.
    pub flood: bool,
}

impl Config {
    /// A healthy module of this series with everything at its default.
    #[must_use]
    pub fn for_profile(profile: &'static Profile) -> Self {
        Self {
            profile,
            model: profile.example_model.to_owned(),
            imei: "866123050000017".to_owned(),
            iccid: "89860112345678901234".to_owned(),
            imsi: "460011234567890".to_owned(),
            seed: 1,
            temper: Temper::BySeed,
            echo: true,
            personality: Personality::default(),
            faults: Vec::new(),
            cloud: None,
            pace: Pace::True,
            unix_time: 1_788_000_000,
            zone: 32,
            pin: "1234".to_owned(),
            puk: "12345678".to_owned(),
            flood: false,
        }
    }

    /// The same module in these scenarios, besides what is wrong with it already.
    #[must_use]
    pub fn with(mut self, scenarios: &[Scenario]) -> Self {
        self.faults.extend(scenarios.iter().flat_map(|scenario| scenario.faults()));
        self
    }

    /// A healthy module for a profile's name or a model's name; a model that no series knows gets the permissive profile.
    #[must_use]
    pub fn for_model(name: &str) -> Self {
        let Some(profile) = Profile::named(name) else {
            let model = name.trim().to_ascii_uppercase();
            return Self { model, ..Self::for_profile(Profile::for_model(name)) };
        };
        Self::for_profile(profile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_name_brings_its_example_model_and_a_model_name_its_profile() {
        assert_eq!(Config::for_model("mc66x").model, "MC665-CN-00");
        let config = Config::for_model("L610-EU-01");
        assert_eq!((config.profile.name, config.model.as_str()), ("L610", "L610-EU-01"));
    }
}
