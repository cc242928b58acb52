//! `workbench.mqtt`: open, subscribe, publish, close.

use fibocom_at::Profile;
use fibocom_at::args::{
    ClientIdString, ClientIndex, Field, Host, KeepAlive, Password, Payload, Port, Problem, Topic, TopicFilter,
    TopicForm, TopicRef, Username,
};
use fibocom_at::commands::{
    Choice, CleanSession, Open, Publish, PublishForm, Receive, Retain, Security, User, Will, WillPayload,
};
use fibocom_at::profile::Feature;
use js_sys::Object;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::arguments::{Arguments, word_of};
use super::error::ApiError;
use super::object::{promise, set};
use super::shapes::plain;
use crate::state::{Dialogue, Workbench};
use crate::t;

/// The clients that have a user.
const MQTT_CLIENTS: &[u8] = &[1, 2];

pub(super) fn object(workbench: Workbench) -> Object {
    let mqtt = Object::new();
    promise(&mqtt, "user", move |options, _| user(workbench, Arguments::new(options)));
    promise(&mqtt, "will", move |options, _| will(workbench, Arguments::new(options)));
    promise(&mqtt, "open", move |options, _| open(workbench, Arguments::new(options)));
    promise(&mqtt, "close", move |options, _| async move {
        let client = Arguments::new(options).client(&workbench.profile_now())?;
        workbench.close(client).await?;
        Ok(JsValue::UNDEFINED)
    });
    promise(&mqtt, "subscribe", move |options, _| async move {
        let options = Arguments::new(options);
        let (client, filter) = topic(workbench, &options, TopicRef::<TopicFilter>::parse)?;
        workbench.subscribe(client, filter, options.qos()?).await?;
        Ok(JsValue::UNDEFINED)
    });
    promise(&mqtt, "unsubscribe", move |options, _| async move {
        let (client, filter) = topic(workbench, &Arguments::new(options), TopicRef::<TopicFilter>::parse)?;
        workbench.unsubscribe(client, filter).await?;
        Ok(JsValue::UNDEFINED)
    });
    promise(&mqtt, "publish", move |options, _| publish(workbench, Arguments::new(options)));
    promise(&mqtt, "receive", move |mode, _| async move {
        let how = match word_of(&mode).as_deref() {
            Some("direct") => Receive::Direct,
            Some("indicated") => Receive::Indicated,
            _ => return Err(ApiError::argument("mode", t!("api-receive-mode"))),
        };
        workbench.receive(how).await?;
        Ok(JsValue::UNDEFINED)
    });
    promise(&mqtt, "free", move |_, _| async move {
        let free: Vec<u8> = workbench.free_clients().await?.into_iter().map(|client| client.number()).collect();
        Ok(plain(&free))
    });
    set(&mqtt, "sn", &super::mqtt_sn::object(workbench));
    mqtt
}

async fn user(workbench: Workbench, options: Arguments) -> Result<JsValue, ApiError> {
    let profile = &workbench.profile_now();
    let client_id = match options.text("clientId")?.as_deref() {
        None | Some("") => None,
        Some(text) => Some(ClientIdString::parse(profile, text).map_err(|problem| problem.at(Field::ClientId))?),
    };
    let user = User {
        client: broker_client(&options, profile)?,
        username: options.parsed("username", Field::Username, |text| Username::parse(profile, text))?,
        password: options.parsed("password", Field::Password, |text| Password::parse(profile, text))?,
        client_id,
    };
    workbench.set_user(user).await?;
    Ok(JsValue::UNDEFINED)
}

async fn will(workbench: Workbench, options: Arguments) -> Result<JsValue, ApiError> {
    let profile = &workbench.profile_now();
    let payload = options.bytes("payload")?.unwrap_or_default();
    let payload = Payload::new(payload, profile.payload_max)
        .and_then(|payload| WillPayload::new(profile, payload))
        .map_err(|problem| ApiError::from(problem.at(Field::WillPayload)).at("payload"))?;
    let will = Will {
        client: options.client(profile)?,
        topic: options.parsed("topic", Field::WillTopic, |text| Topic::parse(profile, text))?,
        qos: options.qos()?,
        retain: retain(&options)?,
        payload,
    };
    workbench.set_will(&will).await?;
    Ok(JsValue::UNDEFINED)
}

/// Opens a client. A user that was not set before is anonymous, since MQTTUSER is required.
async fn open(workbench: Workbench, options: Arguments) -> Result<JsValue, ApiError> {
    let profile = &workbench.profile_now();
    let client = options.client(profile)?;
    let security = match options.flag("tls")? {
        // No series encrypts MQTT-SN.
        Some(true) if client.is_sn() => return Err(ApiError::unsupported(t!("session-sn-no-tls")).at("tls")),
        Some(true) if !profile.has(Feature::Tls) => {
            return Err(Problem::Unsupported(Feature::Tls).at(Field::Security).into());
        }
        Some(true) => Security::Tls,
        Some(false) | None => Security::Plain,
    };
    let open = Open {
        client,
        host: options.parsed("host", Field::Host, |text| Host::parse(profile, text))?,
        port: Port::new(options.required_number("port")?).map_err(|problem| problem.at(Field::Port))?,
        clean_session: match options.flag("cleanSession")? {
            Some(false) => CleanSession::Keep,
            Some(true) | None => CleanSession::Clean,
        },
        keep_alive: KeepAlive::on(profile, options.number("keepAlive")?.unwrap_or(60))
            .map_err(|problem| problem.at(Field::KeepAlive))?,
        security,
    };
    workbench.open_as_set(open).await?;
    Ok(JsValue::UNDEFINED)
}

/// A client of MQTT: those of MQTT-SN have no user.
fn broker_client(options: &Arguments, profile: &Profile) -> Result<ClientIndex, ApiError> {
    let client = options.client(profile)?;
    if client.is_sn() {
        Err(Problem::NoSuchClient { clients: MQTT_CLIENTS }.at(Field::Client).into())
    } else {
        Ok(client)
    }
}

/// The client and its topic: a name, or a topic id.
fn topic<T>(
    workbench: Workbench,
    options: &Arguments,
    parse: impl Fn(&Profile, ClientIndex, TopicForm, &str) -> Result<TopicRef<T>, Problem>,
) -> Result<(ClientIndex, TopicRef<T>), ApiError> {
    let profile = &workbench.profile_now();
    let client = options.client(profile)?;
    if !options.has("topicId")? {
        let name = options.parsed("topic", Field::Topic, |text| parse(profile, client, TopicForm::Name, text))?;
        return Ok((client, name));
    }
    if options.has("topic")? {
        return Err(ApiError::argument("topicId", t!("api-topic-or-id")));
    }
    let id = options.required_number("topicId")?.to_string();
    let id = parse(profile, client, TopicForm::Id, &id).map_err(|problem| problem.at(Field::TopicId))?;
    Ok((client, id))
}

#[derive(Serialize)]
struct Published {
    form: &'static str,
    bytes: usize,
}

async fn publish(workbench: Workbench, options: Arguments) -> Result<JsValue, ApiError> {
    let profile = &workbench.profile_now();
    let (client, topic) = topic(workbench, &options, TopicRef::<Topic>::parse)?;
    let choice = match options.text("form")?.as_deref() {
        None | Some("auto") => Choice::Auto,
        Some("text") => Choice::Only(PublishForm::Quoted),
        Some("length") => Choice::Only(PublishForm::ByLength),
        Some(_) => return Err(ApiError::argument("form", t!("api-publish-form"))),
    };
    let bytes = options.bytes("payload")?.unwrap_or_default();
    let length = bytes.len();
    let command = Payload::new(bytes, profile.payload_max)
        .map_err(|problem| problem.at(Field::Payload))
        .map(|payload| (payload, options.qos(), retain(&options)));
    let (payload, qos, retain) = command?;
    let publish =
        Publish::new(client, topic, qos?, retain?, payload, choice).map_err(|problem| problem.at(Field::Payload))?;
    workbench.publish(&publish, &Dialogue::default()).await?;
    let form = match publish.choice().form() {
        PublishForm::Quoted => "text",
        PublishForm::ByLength => "length",
    };
    Ok(plain(&Published { form, bytes: length }))
}

pub(super) fn retain(options: &Arguments) -> Result<Retain, ApiError> {
    Ok(if options.flag("retain")?.unwrap_or(false) { Retain::Yes } else { Retain::No })
}
