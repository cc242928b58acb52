//! Amazon Web Services IoT Core: nothing is computed, the certificate in the TLS handshake is the credential.
//!
//! Source: AWS IoT Core developer guide, "Device communication protocols". MQTTAUTHCFG 7 answers `OK` alone (MQTT V1.3, 1.18).

use crate::credentials::{Credentials, Endpoint, KeepAlive, Limits, Publication, Support, Topics};
use crate::invalid::Invalid;
use crate::judge::{Place, Reason};
use crate::key::Key;
use crate::moment::Moment;
use crate::scheme::{Certainty, Cloud, Entry, Note, Scheme, never_stale, to_the_letter};
use crate::secret::Secret;
use crate::step::{Part, Step, Target};
use crate::values::Values;

pub(crate) static SCHEME: Scheme = Scheme {
    id: "aws-x509",
    cloud: Cloud::Amazon,
    entries: &[Entry::optional(Key::ClientIdChoice, 128), Entry::optional(Key::Host, 255)],
    limits: Limits {
        keep_alive: KeepAlive { range: Some((30, 1200)), advised: 300 },
        qos_max: Some(1),
        retain: Support::Yes,
        will: Support::Yes,
    },
    certainty: Certainty::Documented,
    notes: &[Note::AmazonCertificate],
    derive,
    choices: |triple| {
        if !triple.username.is_empty() {
            return Err(Reason::Form(Place::Username));
        }
        if !triple.password.reveal().is_empty() {
            return Err(Reason::Form(Place::Password));
        }
        Ok(Values::new().with(Key::ClientIdChoice, &triple.client_id))
    },
    same_password: to_the_letter,
    stale: never_stale,
};

fn derive(values: &Values, _: &Moment) -> Result<Credentials, Invalid> {
    let thing = match values.get(Key::ClientIdChoice) {
        None | Some("") => String::new(),
        Some(_) => values.name(Key::ClientIdChoice, 128, &['/', '+', '#'])?,
    };
    let host = values.choice(Key::Host, "")?;
    let endpoint = (!host.is_empty()).then_some(Endpoint { host, tcp: None, tls: Some(8883), use_tls: true });
    Ok(Credentials {
        username: String::new(),
        password: Secret::default(),
        endpoint,
        expires: None,
        topics: topics(&thing),
        steps: vec![Step::Joined { target: Target::ClientId, parts: vec![Part::value(Key::ClientIdChoice, &thing)] }],
        client_id: thing,
    })
}

fn topics(thing: &str) -> Topics {
    if thing.is_empty() {
        return Topics::default();
    }
    let shadow = format!("$aws/things/{thing}/shadow");
    Topics {
        publish: vec![Publication::new(format!("{shadow}/update"), r#"{"state":{"reported":{"temperature":23.4}}}"#)],
        subscribe: vec![
            format!("{shadow}/update/accepted"),
            format!("{shadow}/update/rejected"),
            format!("{shadow}/update/delta"),
        ],
    }
}
