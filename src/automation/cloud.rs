//! `workbench.cloud`: credentials computed in the page, and judged.

mod module;

use std::collections::BTreeMap;

use fibocom_cloud::{
    Cloud, Credentials, Entry, Invalid, Key, Registration, Scheme, Secret, Triple, Values, Verdict, Way, derive, judge,
    register,
};
use js_sys::Object;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::arguments::Arguments;
use super::error::ApiError;
use super::object::method;
use super::shapes::plain;
use crate::state::{SecretKind, Workbench, moment};
use crate::{t, words};

pub(super) fn object(workbench: Workbench) -> Object {
    let cloud = Object::new();
    method(&cloud, "credentials", move |options, _| credentials(workbench, &Arguments::new(options)));
    method(&cloud, "verify", move |options, _| verify(workbench, &Arguments::new(options)));
    method(&cloud, "registration", move |options, _| registration(workbench, &Arguments::new(options)));
    module::install(&cloud, workbench);
    cloud
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Made {
    username: String,
    password: String,
    client_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    host: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    port: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tls_port: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    topics: Option<Vec<String>>,
}

impl From<Credentials> for Made {
    #[expect(clippy::cast_precision_loss, reason = "JavaScript has no other numbers")]
    fn from(made: Credentials) -> Self {
        let endpoint = made.endpoint;
        let publish = made.topics.publish.into_iter().map(|publication| publication.topic);
        Self {
            username: made.username,
            password: made.password.reveal().to_owned(),
            client_id: made.client_id,
            port: endpoint.as_ref().and_then(fibocom_cloud::Endpoint::port),
            tls_port: endpoint.as_ref().and_then(|endpoint| endpoint.tls),
            host: endpoint.map(|endpoint| endpoint.host),
            expires: made.expires.map(|at| at as f64),
            topics: Some(publish.chain(made.topics.subscribe).collect()),
        }
    }
}

fn credentials(workbench: Workbench, options: &Arguments) -> Result<JsValue, ApiError> {
    let (scheme, values) = asked(workbench, options)?;
    let made = derive(scheme, &values, &moment()).map_err(|invalid| of_scheme(scheme, invalid))?;
    workbench.give_secret(SecretKind::Password, made.password.reveal());
    Ok(plain(&Made::from(made)))
}

#[derive(Serialize)]
struct Judged {
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

fn verify(workbench: Workbench, options: &Arguments) -> Result<JsValue, ApiError> {
    let (scheme, values) = asked(workbench, options)?;
    let triple = Triple {
        username: options.required_text("username")?,
        password: Secret::new(&options.required_text("password")?),
        client_id: options.required_text("clientId")?,
    };
    let judgement = judge(scheme, &values, &triple, &moment()).map_err(|invalid| of_scheme(scheme, invalid))?;
    Ok(plain(&Judged::from(&judgement.verdict)))
}

impl From<&Verdict> for Judged {
    fn from(verdict: &Verdict) -> Self {
        let name = match verdict {
            Verdict::Same => "same",
            Verdict::Valid => "valid",
            Verdict::Expired(_) => "expired",
            Verdict::Invalid(_) => "invalid",
        };
        Self { verdict: name, reason: words::cloud_verdict(verdict) }
    }
}

/// The scheme that a call means, and its values. Choices take the place of inputs of the same name.
fn asked(workbench: Workbench, options: &Arguments) -> Result<(&'static Scheme, Values), ApiError> {
    let no_cloud = || ApiError::argument("type", t!("cloud-problem-no-cloud", min = 1, max = 9));
    let cloud = Cloud::numbered(options.required_number("type")?).ok_or_else(no_cloud)?;
    let values = values(workbench, options)?;
    let Some(id) = options.text("variant")? else {
        return Ok((Scheme::for_values(cloud, &values), values));
    };
    let scheme = cloud.schemes().find(|scheme| scheme.id == id);
    let scheme = scheme.ok_or_else(|| no_variant(cloud.schemes().map(|scheme| scheme.id)))?;
    Ok((scheme, values))
}

fn no_variant<'a>(ids: impl Iterator<Item = &'a str>) -> ApiError {
    ApiError::argument("variant", t!("cloud-problem-no-variant", all = ids.collect::<Vec<_>>().join(", ")))
}

fn values(workbench: Workbench, options: &Arguments) -> Result<Values, ApiError> {
    let mut values = Values::new();
    for (name, text) in options.entries("inputs")?.into_iter().chain(options.entries("choices")?) {
        let unknown = || ApiError::argument(&name, t!("cloud-problem-unknown", name = name.as_str()));
        let key = Key::named(&name).ok_or_else(unknown)?;
        if key.is_secret() {
            workbench.give_secret(SecretKind::Key, &text);
        }
        values.set(key, &text);
    }
    Ok(values)
}

fn of_scheme(scheme: &Scheme, invalid: Invalid) -> ApiError {
    ApiError::argument(invalid.key.name(), words::cloud_problem(&invalid, &words::cloud_field(scheme, invalid.key)))
}

fn registration(workbench: Workbench, options: &Arguments) -> Result<JsValue, ApiError> {
    let usual = way(options)?;
    let values = values(workbench, options)?;
    let way = match options.text("variant")? {
        None => usual,
        Some(id) => {
            let all = || Way::ALL.iter().filter(|way| way.number == usual.number);
            all().find(|way| way.id == id).ok_or_else(|| no_variant(all().map(|way| way.id)))?
        }
    };
    let made = register(way, &values, &moment()).map_err(unnamed)?;
    Ok(plain(&record(way.entries, made)))
}

/// The way of registering that a call's number means: what the module does.
fn way(options: &Arguments) -> Result<&'static Way, ApiError> {
    let no_way = || ApiError::argument("type", t!("cloud-problem-no-cloud", min = 1, max = 3));
    Way::numbered(options.required_number("type")?).ok_or_else(no_way)
}

/// A value that no field of a form has, by the name that scripts use.
fn unnamed(invalid: Invalid) -> ApiError {
    let name = invalid.key.name();
    ApiError::argument(name, words::cloud_problem(&invalid, name))
}

/// What a registration gives, by the names that scripts use; headers are an object of their own.
#[derive(Serialize)]
#[serde(untagged)]
enum Given {
    Text(String),
    Texts(BTreeMap<&'static str, String>),
}

fn record(entries: &[Entry], made: Registration) -> BTreeMap<&'static str, Given> {
    let text = |name, text: String| (name, Given::Text(text));
    match made {
        Registration::Login(login) => {
            let (port, host) = login.endpoint.map_or((None, None), |endpoint| (endpoint.port(), Some(endpoint.host)));
            let some = [
                text("username", login.username),
                text("password", login.password.reveal().to_owned()),
                text("client_id", login.client_id.clone()),
                text("clientId", login.client_id),
                text("reply_topic", login.reply_topic),
            ];
            let host = host.map(|host| text("host", host));
            some.into_iter().chain(host).chain(port.map(|port| text("port", port.to_string()))).collect()
        }
        Registration::Request(request) => {
            // The form of a web page is signed in one of its fields; the rest are bodies of JSON.
            let is_form = !entries.iter().any(|entry| entry.key == Key::Url);
            let (body, signature) = if is_form { ("form", "sign") } else { ("body", "signature") };
            let some = [
                text("url", request.url),
                text(body, request.body),
                text(signature, request.signature),
                ("headers", Given::Texts(request.headers.into_iter().collect())),
            ];
            some.into_iter().chain(request.hashed_body.map(|hash| text("hashed_body", hash))).collect()
        }
        Registration::Answer(answer) => {
            let some = [
                text("plaintext", answer.plaintext.reveal().to_owned()),
                text("encryptiontype", answer.encryption_type.to_string()),
            ];
            let secret = answer.device_secret.map(|secret| text("devicesecret", secret.reveal().to_owned()));
            some.into_iter().chain(secret).collect()
        }
    }
}
