//! What a module is asked about clouds: a login, a registration, the number of its SIM; and which cloud a virtual module's broker plays.

mod login;
mod pretended;
mod registration;

use fibocom_at::commands::{CloudLogin, CloudRegistered, CloudRegistration, WorkedOutLogin};
use fibocom_at::reply::Malformed;
use fibocom_at::{Failure, Request};
use fibocom_cloud::{Invalid, Key, Problem, Values};
use leptos::prelude::*;

pub use login::{login_command, worked_out};
pub use pretended::{demonstration, demonstration_registration};
pub use registration::{given, registration_command};

use super::{WorkError, Workbench};

/// Digits of a SIM's number (ITU-T E.118).
const SIM_NUMBER: std::ops::RangeInclusive<usize> = 18..=20;

impl Workbench {
    /// Has the module work out a cloud's login; nothing, where the cloud has none.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn work_out_login(&self, login: CloudLogin) -> Result<Option<WorkedOutLogin>, WorkError> {
        if matches!(login, CloudLogin::TuyaOn { .. }) {
            self.change(|facts| facts.tuya.clear());
        }
        Ok(self.handle()?.run(&login).await?)
    }

    /// Has the module register the device with its cloud.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn register_device(&self, registration: CloudRegistration) -> Result<CloudRegistered, WorkError> {
        Ok(self.handle()?.run(&registration).await?)
    }

    /// Reads the number of the SIM, its ICCID.
    ///
    /// # Errors
    /// As the command fails; [`Failure::Malformed`] when there is no such number in the answer.
    pub async fn read_sim_number(&self) -> Result<String, WorkError> {
        let request = Request::raw("AT+CCID", None).map_err(|problem| problem.at(fibocom_at::Field::Command))?;
        let reply = self.raw(request).await?;
        let found = reply.lines.iter().find_map(|line| sim_number(&String::from_utf8_lossy(line)));
        found.ok_or(WorkError::Command(Failure::Malformed(Malformed)))
    }

    /// Whether the virtual module that is connected has the broker inside the page, which can pretend to be a cloud.
    #[must_use]
    pub fn has_page_broker(&self) -> bool {
        self.by_hand.with_untracked(|now| now.as_ref().is_some_and(|now| now.is_plugged && now.has_page_broker))
    }

    /// Has the broker of the virtual module pretend to be a cloud that knows the demonstration device, or be an ordinary broker
    /// again. Clients that are connected lose their connection. Whether a virtual module with such a
    /// broker is there to do so.
    pub fn pretend(&self, cloud: Option<fibocom_cloud::Cloud>) -> bool {
        let device = cloud.map(pretended::device);
        let did = self.inner.with_value(|inner| match &inner.virtual_module.cable {
            Some(cable) if inner.virtual_module.has_page_broker => cable.act_as(device),
            _ => false,
        });
        if did {
            self.change(|facts| facts.pretended = cloud);
        }
        did
    }
}

/// The digits of a SIM's number. Some cards end it with a filler, F.
fn sim_number(line: &str) -> Option<String> {
    let words = line.split(|c: char| !c.is_ascii_alphanumeric());
    let numbers = words.map(|word| word.trim_end_matches(['F', 'f']));
    let mut numbers =
        numbers.filter(|word| SIM_NUMBER.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit()));
    numbers.next().map(str::to_owned)
}

/// What the module's type of a value says is wrong with it, as the cloud's.
fn misfit(key: Key, problem: fibocom_at::Problem) -> Invalid {
    match problem {
        fibocom_at::Problem::TooLong { bytes, max } => Problem::TooLong { bytes, max },
        fibocom_at::Problem::NotAllowed { at, found } => Problem::NotAllowed { at, found },
        fibocom_at::Problem::LineBreak { at } => Problem::NotAllowed { at, found: '\n' },
        fibocom_at::Problem::NotANumber | fibocom_at::Problem::OutOfRange { .. } => Problem::NotANumber,
        _ => Problem::Missing,
    }
    .at(key)
}

/// A value, or nothing in its place.
fn value(values: &Values, key: Key) -> &str {
    values.get(key).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_sim_is_found_however_it_is_printed() {
        for (line, expected) in [
            ("+CCID: 89860112345678901234", Some("89860112345678901234")),
            ("+CCID: \"8986011234567890123F\"", Some("8986011234567890123")),
            ("89860112345678901234", Some("89860112345678901234")),
            ("+CCID: 12345", None),
            ("ERROR", None),
        ] {
            assert_eq!(sim_number(line).as_deref(), expected, "{line}");
        }
    }
}
