//! What `workbench.cloud` asks the module: a login to compare with, a registration; and the cloud that a virtual module's broker plays.

use std::collections::BTreeMap;

use fibocom_at::Failure;
use fibocom_at::commands::{CloudLogin, CloudRegistered};
use fibocom_at::profile::Feature;
use fibocom_cloud::{Invalid, Key, Problem, Scheme, Triple, Values, Verdict, derive, judge};
use js_sys::Object;
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::super::arguments::Arguments;
use super::super::error::ApiError;
use super::super::object::promise;
use super::super::shapes::plain;
use super::{Judged, Made, asked, of_scheme, unnamed, values, way};
use crate::state::{
    WorkError, Workbench, demonstration, given, login_command, moment, registration_command, worked_out,
};
use crate::{t, words};

pub(super) fn install(cloud: &Object, workbench: Workbench) {
    promise(cloud, "compare", move |options, _| compare(workbench, Arguments::new(options)));
    promise(cloud, "register", move |options, _| register(workbench, Arguments::new(options)));
    promise(cloud, "pretend", move |options, _| async move { pretend(workbench, &Arguments::new(options)) });
}

#[derive(Serialize)]
struct Compared {
    local: Made,
    module: Made,
    #[serde(flatten)]
    judged: Judged,
}

/// What the module computed, and whether it is right.
async fn compare(workbench: Workbench, options: Arguments) -> Result<JsValue, ApiError> {
    let (scheme, values) = asked(workbench, &options)?;
    let wrong = |invalid| of_scheme(scheme, invalid);
    // The command has no place for a device id, so a missing one is no mistake.
    match derive(scheme, &values, &moment()) {
        Err(Invalid { key: Key::DeviceIdChoice, problem: Problem::Missing }) | Ok(_) => {}
        Err(invalid) => return Err(wrong(invalid)),
    }
    let login = login_command(scheme, &values).map_err(wrong)?;
    let login: CloudLogin = login.ok_or_else(|| ApiError::unsupported(t!("cloud-ask-kind")))?;
    needs_command(workbench)?;
    let answer = workbench.work_out_login(login).await?;
    let answer = answer.ok_or_else(|| ApiError::unsupported(t!("cloud-ask-kind")))?;
    let triple = worked_out(&answer);
    let (values, verdict) = judged(scheme, values, &triple).map_err(wrong)?;
    let local = derive(scheme, &values, &moment()).map_err(wrong)?;
    let (host, port) = answer.broker.unzip();
    let module = Made {
        username: triple.username,
        password: triple.password.reveal().to_owned(),
        client_id: triple.client_id,
        host,
        port,
        tls_port: None,
        expires: None,
        topics: None,
    };
    Ok(plain(&Compared { local: local.into(), module, judged: Judged::from(&verdict) }))
}

/// The verdict; and the values, with the device id that the module chose where there was none.
fn judged(scheme: &Scheme, values: Values, triple: &Triple) -> Result<(Values, Verdict), Invalid> {
    let judgement = judge(scheme, &values, triple, &moment())?;
    let has_one = values.get(Key::DeviceIdChoice).is_some_and(|id| !id.is_empty());
    match judgement.choices.get(Key::DeviceIdChoice) {
        Some(id) if !has_one => {
            let values = values.with(Key::DeviceIdChoice, id);
            Ok((values.clone(), judge(scheme, &values, triple, &moment())?.verdict))
        }
        _ => Ok((values, judgement.verdict)),
    }
}

/// What the cloud gave, by the names of the command's parameters.
async fn register(workbench: Workbench, options: Arguments) -> Result<JsValue, ApiError> {
    let way = way(&options)?;
    let command = registration_command(way, &values(workbench, &options)?, &moment()).map_err(unnamed)?;
    needs_command(workbench)?;
    let registered = workbench.register_device(command).await.map_err(|error| {
        // Whatever number the module has for it: it is the cloud that says no.
        let refused = matches!(error, WorkError::Command(Failure::Rejected(_)));
        let error = ApiError::from(error);
        if refused { error.saying(t!("cloud-register-refused")) } else { error }
    })?;
    let values = given(&registered).ok_or_else(|| ApiError::failed(t!("cloud-register-refused")))?;
    let mut record: BTreeMap<&str, String> = values.iter().map(|(key, text)| (key.name(), text.to_owned())).collect();
    match registered {
        CloudRegistered::Alibaba { .. } => {}
        CloudRegistered::Tencent { encryption, .. } => {
            record.insert("encryptiontype", encryption.number().to_string());
        }
        CloudRegistered::UnicomDmp { status, .. } => {
            record.insert("status", status.number().to_string());
        }
    }
    Ok(plain(&record))
}

/// Nothing is sent to a series without the commands for clouds, nor to nobody.
fn needs_command(workbench: Workbench) -> Result<(), ApiError> {
    if !workbench.facts().with_untracked(|facts| facts.link.is_up()) {
        return Err(WorkError::NotConnected.into());
    }
    if workbench.profile_now().has(Feature::CloudAuth) {
        Ok(())
    } else {
        Err(ApiError::unsupported(words::lacks(Feature::CloudAuth)))
    }
}

#[derive(Serialize)]
struct Pretended {
    variant: &'static str,
    inputs: BTreeMap<&'static str, String>,
}

/// Makes the broker of the virtual module a cloud, and gives what its device would have typed.
fn pretend(workbench: Workbench, options: &Arguments) -> Result<JsValue, ApiError> {
    let is_virtual = workbench.facts().with_untracked(|facts| facts.module.as_ref().is_some_and(|one| one.is_virtual));
    if !is_virtual {
        return Err(ApiError::unsupported(t!("api-pretend-virtual")));
    }
    if !options.has("type")? {
        workbench.pretend(None);
        return Ok(JsValue::UNDEFINED);
    }
    let (scheme, _) = asked(workbench, options)?;
    let values = demonstration(scheme).ok_or_else(|| ApiError::unsupported(t!("cloud-pretend-kind")))?;
    workbench.pretend(Some(scheme.cloud));
    let inputs = values.iter().map(|(key, text)| (key.name(), text.to_owned())).collect();
    Ok(plain(&Pretended { variant: scheme.id, inputs }))
}
