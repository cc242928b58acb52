//! `workbench.mqtt.sn`: what only the clients of MQTT-SN have.

use fibocom_at::Profile;
use fibocom_at::args::{ClientIndex, Field, Payload, SnClientIdString, Topic};
use fibocom_at::commands::UpdateWillMessage;
use fibocom_at::profile::Feature;
use js_sys::Object;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::arguments::Arguments;
use super::error::ApiError;
use super::mqtt::retain;
use super::object::promise;
use super::shapes::plain;
use crate::state::Workbench;

pub(super) fn object(workbench: Workbench) -> Object {
    let sn = Object::new();
    promise(&sn, "clientId", move |options, _| client_id(workbench, Arguments::new(options)));
    promise(&sn, "register", move |options, _| register(workbench, Arguments::new(options)));
    promise(&sn, "willTopic", move |options, _| will_topic(workbench, Arguments::new(options)));
    promise(&sn, "willMessage", move |options, _| will_message(workbench, Arguments::new(options)));
    sn
}

async fn client_id(workbench: Workbench, options: Arguments) -> Result<JsValue, ApiError> {
    let profile = &workbench.profile_now();
    let client = client(&options, profile)?;
    let id = options.parsed("id", Field::ClientId, |text| SnClientIdString::parse(profile, text))?;
    workbench.set_sn_client_id(client, id).await?;
    Ok(JsValue::UNDEFINED)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Registered {
    topic_id: u16,
}

async fn register(workbench: Workbench, options: Arguments) -> Result<JsValue, ApiError> {
    let profile = &workbench.profile_now();
    let client = client(&options, profile)?;
    let topic = options.parsed("topic", Field::Topic, |text| Topic::parse(profile, text))?;
    let id = workbench.register_topic(client, topic).await?;
    Ok(plain(&Registered { topic_id: id.number() }))
}

async fn will_topic(workbench: Workbench, options: Arguments) -> Result<JsValue, ApiError> {
    let profile = &workbench.profile_now();
    let client = client(&options, profile)?;
    let topic = options.parsed("topic", Field::WillTopic, |text| Topic::parse(profile, text))?;
    workbench.update_will_topic(client, (options.qos()?, retain(&options)?), topic).await?;
    Ok(JsValue::UNDEFINED)
}

async fn will_message(workbench: Workbench, options: Arguments) -> Result<JsValue, ApiError> {
    let profile = &workbench.profile_now();
    let client = client(&options, profile)?;
    let message = Payload::new(options.bytes("payload")?.unwrap_or_default(), profile.payload_max);
    let update = message
        .and_then(|message| UpdateWillMessage::new(client, message))
        .map_err(|problem| ApiError::from(problem.at(Field::WillPayload)).at("payload"))?;
    workbench.update_will_message(&update).await?;
    Ok(JsValue::UNDEFINED)
}

/// A client of MQTT-SN, on a series that has the commands for it.
fn client(options: &Arguments, profile: &Profile) -> Result<ClientIndex, ApiError> {
    profile.require(Feature::MqttSnCommands).map_err(|problem| problem.at(Field::Client))?;
    let client = options.client(profile)?;
    client.require_sn().map_err(|problem| problem.at(Field::Client))?;
    Ok(client)
}
