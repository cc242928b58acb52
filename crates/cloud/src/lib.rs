//! User name, password and client id string of nine clouds: derived, explained and checked by pure functions.
//!
//! A [`Scheme`] is one way in which one cloud makes them; [`SCHEMES`] lists them all. [`derive`] makes them from what a person
//! typed, with each step of the way; [`judge`] takes three strings from elsewhere apart and says whether the cloud would accept
//! them; [`register`] does what comes before for devices that have no secret yet. Time and randomness are arguments.

mod aep;
mod alibaba;
mod amazon;
mod baidu;
mod credentials;
mod digest;
mod huawei;
mod invalid;
mod judge;
mod key;
mod moment;
mod onenet;
mod paste;
mod registration;
mod remark;
mod scheme;
mod secret;
mod step;
mod tencent;
mod tuya;
mod tuyalink;
mod unicom;
mod values;

pub use credentials::{Credentials, Endpoint, KeepAlive, Limits, Publication, Support, Topics};
pub use digest::Algorithm;
pub use invalid::{Invalid, Problem};
pub use judge::{Judgement, Place, Reason, Stale, Triple, Verdict, judge};
pub use key::Key;
pub use moment::{Moment, utc_hour};
pub use paste::{Pasted, key_called, read_paste};
pub use registration::{Answer, Login, Registration, Request, Way, register};
pub use remark::{Remark, remarks};
pub use scheme::{Certainty, Cloud, Entry, Kind, Need, Note, SCHEMES, Scheme, derive};
pub use secret::{Fingerprint, Secret};
pub use step::{Part, Step, Target};
pub use values::Values;
