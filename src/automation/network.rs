//! `workbench.network`: the checks, dialling, the clock.

use fibocom_at::args::{Apn, ContextId, Field, Host, Password, Port, Username};
use fibocom_at::commands::{Command, ReadSim};
use fibocom_at::profile::PERMISSIVE;
use fibocom_at::{Failure, meaning};
use js_sys::Object;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::arguments::Arguments;
use super::error::ApiError;
use super::object::promise;
use super::shapes::plain;
use crate::link::procedure::{Check, CheckName, CheckResult, DialPlan, Verdict};
use crate::state::{Workbench, unix_seconds};
use crate::{t, words};

#[derive(Serialize)]
struct CheckShape {
    name: &'static str,
    status: &'static str,
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<String>,
}

#[derive(Serialize)]
struct Dialled {
    ip: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ipv6: Option<String>,
}

#[derive(Serialize)]
struct Clock {
    clock: String,
}

pub(super) fn object(workbench: Workbench) -> Object {
    let network = Object::new();
    promise(&network, "check", move |_, _| async move {
        let checks = workbench.check_network().await?;
        let shapes: Vec<CheckShape> = checks
            .iter()
            .map(|check| CheckShape {
                name: check.name.id(),
                status: match check.verdict() {
                    Verdict::Pass => "pass",
                    Verdict::Warn => "warn",
                    Verdict::Fail => "fail",
                    Verdict::Skipped => "skipped",
                },
                detail: words::found(check, unix_seconds()),
                advice: advice(check),
            })
            .collect();
        Ok(plain(&shapes))
    });
    promise(&network, "dial", move |options, _| dial(workbench, Arguments::new(options)));
    promise(&network, "syncClock", move |options, _| synchronise(workbench, Arguments::new(options)));
    network
}

/// What to do about a check that did not pass.
fn advice(check: &Check) -> Option<String> {
    let id = match (check.verdict(), check.name) {
        (Verdict::Pass | Verdict::Skipped, _) => return None,
        (_, CheckName::Module) => "advice-port-silent",
        (_, CheckName::Sim) => match &check.result {
            CheckResult::Sim(state) => meaning::of_sim(state).advice?,
            CheckResult::Failed(Failure::Rejected(refusal)) => {
                meaning::of_rejection(refusal, Some(ReadSim.line().as_str().as_bytes()))
                    .advice
                    .unwrap_or("advice-sim-missing")
            }
            _ => "advice-sim-missing",
        },
        (_, CheckName::Signal) => "advice-signal-weak",
        (_, CheckName::Registration) => "advice-not-registered",
        (_, CheckName::Address) => "advice-no-address",
        (_, CheckName::Clock) => "advice-clock-unset",
        (_, CheckName::Clients) => "advice-no-free-client",
    };
    Some(words::advice(id).text)
}

async fn dial(workbench: Workbench, options: Arguments) -> Result<JsValue, ApiError> {
    let apn = match options.text("apn")?.as_deref() {
        None | Some("") => None,
        Some(text) => Some(Apn::parse(text).map_err(|problem| problem.at(Field::Apn))?),
    };
    if let Some(cid) = options.number("cid")? {
        for other in ["username", "password"] {
            if options.has(other)? {
                return Err(ApiError::argument(other, t!("api-dial-either")));
            }
        }
        let cid = ContextId::new(cid).map_err(|problem| ApiError::from(problem.at(Field::Context)).at("cid"))?;
        let plan = match apn {
            // Where the firmware does not take the access point for the context, it takes it with the dialling.
            Some(apn) if !workbench.define_context(cid, &apn).await? => DialPlan::Apn { apn: Some(apn), login: None },
            _ => DialPlan::Context(cid),
        };
        return dialled(workbench, &plan).await;
    }
    let login = if options.has("username")? || options.has("password")? {
        let username = options.text("username")?.unwrap_or_default();
        let password = options.text("password")?.unwrap_or_default();
        Some((
            Username::parse(&PERMISSIVE, &username).map_err(|problem| problem.at(Field::Username))?,
            Password::parse(&PERMISSIVE, &password).map_err(|problem| problem.at(Field::Password))?,
        ))
    } else {
        None
    };
    dialled(workbench, &DialPlan::Apn { apn, login }).await
}

async fn dialled(workbench: Workbench, plan: &DialPlan) -> Result<JsValue, ApiError> {
    let address = workbench.dial(plan).await?;
    let ipv6 = address.v6().map(|v6| v6.to_string());
    Ok(plain(&Dialled { ip: address.main().to_string(), ipv6 }))
}

async fn synchronise(workbench: Workbench, options: Arguments) -> Result<JsValue, ApiError> {
    let server = options.text("server")?.unwrap_or_else(|| "ntp.ntsc.ac.cn".to_owned());
    let server = Host::parse(&workbench.profile_now(), &server)
        .map_err(|problem| ApiError::from(problem.at(Field::Host)).at("server"))?;
    let port = Port::new(options.number("port")?.unwrap_or(123)).map_err(|problem| problem.at(Field::Port))?;
    let reading = workbench.synchronise_clock(server, port).await?;
    Ok(plain(&Clock { clock: reading.to_string() }))
}
