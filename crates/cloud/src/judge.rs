//! Would the cloud accept these three strings? They are taken apart, made again with their own choices, and compared.

use crate::credentials::Credentials;
use crate::invalid::{Invalid, Problem};
use crate::key::Key;
use crate::moment::Moment;
use crate::scheme::{Scheme, derive};
use crate::secret::Secret;
use crate::values::Values;

/// Three strings from elsewhere: a module, another program, a colleague.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Triple {
    /// User name.
    pub username: String,
    /// Password.
    pub password: Secret,
    /// Client id string.
    pub client_id: String,
}

/// What the cloud would say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// They are what is made here, to the letter.
    Same,
    /// They are made otherwise, and the cloud accepts them.
    Valid,
    /// They were right, or will be; now the cloud refuses them.
    Expired(Stale),
    /// The cloud refuses them.
    Invalid(Reason),
}

/// Why the cloud refuses what is right in itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stale {
    /// The time until which they were good has passed.
    Expired {
        /// Unix seconds.
        at: u64,
    },
    /// The cloud checks the hour, and it is not this one.
    OtherHour {
        /// How many hours the hour in them is ahead of UTC now; negative, where it is behind.
        ahead: i64,
    },
    /// The cloud checks the time, and it is too far from now.
    OffTime {
        /// The time in them, in Unix seconds.
        at: u64,
    },
}

/// Why the cloud refuses three strings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A string does not have the form that it must have.
    Form(Place),
    /// The user name belongs to another device or product.
    Username {
        /// What it must be.
        expected: String,
    },
    /// The client id string belongs to another device or product.
    ClientId {
        /// What it must be.
        expected: String,
    },
    /// The password was not made with this secret.
    Password,
    /// The password is cut off.
    PasswordCut {
        /// How many bytes there are.
        bytes: usize,
        /// How many there must be.
        expected: usize,
    },
    /// All is there, in other places.
    Exchanged,
    /// A choice in them contradicts what was asked for.
    Contradicts(Key),
}

/// One of the three strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// User name.
    Username,
    /// Password.
    Password,
    /// Client id string.
    ClientId,
}

/// A verdict, and the choices that were found in the three strings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What the cloud would say.
    pub verdict: Verdict,
    /// The free choices that were made, as far as they could be read.
    pub choices: Values,
}

/// Judges three strings by what a person knows of the device.
///
/// # Errors
/// A value of the person's that cannot be used.
pub fn judge(scheme: &Scheme, inputs: &Values, triple: &Triple, moment: &Moment) -> Result<Judgement, Invalid> {
    let (verdict, choices) = compare(scheme, inputs, triple, moment)?;
    if matches!(verdict, Verdict::Invalid(_)) && exchanged(scheme, inputs, triple, moment) {
        return Ok(Judgement { verdict: Verdict::Invalid(Reason::Exchanged), choices: Values::new() });
    }
    Ok(Judgement { verdict, choices })
}

fn compare(scheme: &Scheme, inputs: &Values, triple: &Triple, moment: &Moment) -> Result<(Verdict, Values), Invalid> {
    let choices = match (scheme.choices)(triple) {
        Ok(choices) => choices,
        Err(reason) => {
            derive(scheme, inputs, moment)?;
            return Ok((Verdict::Invalid(reason), Values::new()));
        }
    };
    let merged = inputs.clone().overridden_by(&choices);
    let made = match derive(scheme, &merged, moment) {
        Ok(made) => made,
        Err(Invalid { key, problem }) if choices.get(key).is_some() => {
            let reason = match problem {
                Problem::Contradicts(other) => Reason::Contradicts(other),
                _ => Reason::Form(place_of(key)),
            };
            return Ok((Verdict::Invalid(reason), choices));
        }
        Err(invalid) => return Err(invalid),
    };
    let verdict = match difference(scheme, &made, triple) {
        Some(reason) => Verdict::Invalid(reason),
        None => match (scheme.stale)(&merged, moment.unix) {
            Some(stale) => Verdict::Expired(stale),
            None if is_same(scheme, inputs, triple, moment) => Verdict::Same,
            None => Verdict::Valid,
        },
    };
    Ok((verdict, choices))
}

fn difference(scheme: &Scheme, made: &Credentials, triple: &Triple) -> Option<Reason> {
    if made.username != triple.username {
        return Some(Reason::Username { expected: made.username.clone() });
    }
    if made.client_id != triple.client_id {
        return Some(Reason::ClientId { expected: made.client_id.clone() });
    }
    let (mine, theirs) = (made.password.reveal(), triple.password.reveal());
    if (scheme.same_password)(mine, theirs) {
        return None;
    }
    let is_cut = mine.get(..theirs.len()).is_some_and(|start| (scheme.same_password)(start, theirs));
    if is_cut && !theirs.is_empty() {
        return Some(Reason::PasswordCut { bytes: theirs.len(), expected: mine.len() });
    }
    Some(Reason::Password)
}

fn is_same(scheme: &Scheme, inputs: &Values, triple: &Triple, moment: &Moment) -> bool {
    derive(scheme, inputs, moment).is_ok_and(|made| {
        made.username == triple.username && made.client_id == triple.client_id && made.password == triple.password
    })
}

/// Whether the three strings are right once they are put into other places.
fn exchanged(scheme: &Scheme, inputs: &Values, triple: &Triple, moment: &Moment) -> bool {
    let all = [triple.username.as_str(), triple.password.reveal(), triple.client_id.as_str()];
    [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].into_iter().any(|order| {
        let [username, password, client_id] = order.map(|at: usize| all.get(at).copied().unwrap_or_default());
        let other =
            Triple { username: username.to_owned(), password: Secret::new(password), client_id: client_id.to_owned() };
        compare(scheme, inputs, &other, moment).is_ok_and(|(verdict, _)| !matches!(verdict, Verdict::Invalid(_)))
    })
}

/// Where a free choice is written.
const fn place_of(key: Key) -> Place {
    match key {
        Key::SdkAppId | Key::ConnId | Key::Expiry | Key::Algorithm | Key::AepUsername => Place::Username,
        Key::Et | Key::Method | Key::Version | Key::ResLevel | Key::HexCase | Key::SignMethod => Place::Password,
        _ => Place::ClientId,
    }
}
