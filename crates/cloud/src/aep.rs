//! China Telecom AEP, also called CTWing: nothing is computed, the token is the password.
//!
//! Source: China Telecom's CTIOT MQTT SDK, and the platform's documentation of MQTT access.

use crate::credentials::{Credentials, Endpoint, KeepAlive, Limits, Publication, Support, Topics};
use crate::invalid::Invalid;
use crate::key::Key;
use crate::moment::Moment;
use crate::scheme::{Certainty, Cloud, Entry, Note, Scheme, never_stale, to_the_letter};
use crate::step::{Part, Step, Target, joined};
use crate::values::Values;

pub(crate) static SCHEME: Scheme = Scheme {
    id: "aep-token",
    cloud: Cloud::Aep,
    entries: &[
        Entry::required(Key::ProductId, 255),
        Entry::required(Key::DeviceNumber, 255),
        Entry::required(Key::Token, 255),
        Entry::optional(Key::AepUsername, 255),
        Entry::choice(Key::Tls, &["0", "1"]),
    ],
    limits: Limits {
        keep_alive: KeepAlive { range: None, advised: 240 },
        qos_max: None,
        retain: Support::Unsaid,
        will: Support::Unsaid,
    },
    certainty: Certainty::Documented,
    notes: &[Note::AepUsername],
    derive,
    // Any user name is accepted, so whatever stands there is a choice.
    choices: |triple| Ok(Values::new().with(Key::AepUsername, &triple.username)),
    same_password: to_the_letter,
    stale: never_stale,
};

fn derive(values: &Values, _: &Moment) -> Result<Credentials, Invalid> {
    let product_id = values.name(Key::ProductId, 255, &[])?;
    let number = values.name(Key::DeviceNumber, 255, &[])?;
    let token = values.secret(Key::Token, 255)?;
    let client_id = vec![Part::value(Key::ProductId, &product_id), Part::value(Key::DeviceNumber, &number)];
    let client_id_text = joined(&client_id);
    // The platform's own SDK sends the client id as user name.
    let username = values.choice(Key::AepUsername, &client_id_text)?;
    Ok(Credentials {
        endpoint: Some(Endpoint {
            host: "mqtt.ctwing.cn".to_owned(),
            tcp: Some(1883),
            tls: Some(8883),
            use_tls: values.switch(Key::Tls)?,
        }),
        expires: None,
        topics: Topics {
            publish: vec![
                Publication::new("data_report".to_owned(), r#"{"temperature":23.4}"#),
                Publication::new("event_report".to_owned(), r#"{"error_code":0}"#),
            ],
            subscribe: vec!["device_control".to_owned()],
        },
        steps: vec![
            Step::Joined { target: Target::ClientId, parts: client_id },
            Step::Joined { target: Target::Username, parts: vec![Part::value(Key::AepUsername, &username)] },
            Step::Joined { target: Target::Password, parts: vec![Part::secret(Key::Token, &token)] },
        ],
        username,
        password: token,
        client_id: client_id_text,
    })
}
