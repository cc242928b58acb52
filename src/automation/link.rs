//! The part of the API that concerns the link: ports, connect, state, and any command.

use std::time::Duration;

use fibocom_at::engine::Answer;
use fibocom_at::{Failure, Problem, Rejection, Request};
use js_sys::Object;
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::arguments::{Arguments, text_of};
use super::called_off::Signal;
use super::error::ApiError;
use super::object::{method, promise};
use super::shapes::{ModuleInfo, PortInfo, plain, state};
use crate::state::{
    BrokerAddress, Dialogue, FACTORY_BAUD_RATE, FaultPlace, Hand, LineOrder, NoSuchHand, NoSuchScenario, Pace,
    Scenario, Target, Tempo, VirtualBroker, WaitsFor, WorkError, Workbench,
};
use crate::{t, words};

pub(super) fn install(api: &Object, workbench: Workbench) {
    promise(api, "ports", move |_, _| async move {
        let rows: Vec<PortInfo> = workbench.list_ports().await?.iter().map(PortInfo::from).collect();
        Ok(plain(&rows))
    });
    promise(api, "connect", move |target, _| async move {
        let arguments = Arguments::new(target);
        let signal = Signal::of(&arguments)?;
        let likes = arguments.flag("likeRecord")? == Some(true);
        let target = match target_of(&arguments)? {
            Target::Port { index, baud_rate } => Target::Port { index: workbench.listed_port(index)?, baud_rate },
            virtual_module @ Target::Virtual { .. } => virtual_module,
        };
        if signal.is_told() {
            return Err(ApiError::cancelled(t!("api-connect-stopped")));
        }
        if likes && matches!(target, Target::Virtual { .. }) {
            workbench.take_after_record();
            // It goes on from a file that is replayed, and the replay ends.
            workbench.close_session_file();
        }
        let (module, is_called_off) =
            signal.over(workbench.connect(target), async || workbench.disconnect().await).await;
        if is_called_off {
            return Err(ApiError::cancelled(t!("api-connect-stopped")));
        }
        let module = module?;
        Ok(plain(&ModuleInfo::of(&module, workbench.profile_now().name)))
    });
    promise(api, "disconnect", move |_, _| async move {
        workbench.disconnect().await;
        Ok(JsValue::UNDEFINED)
    });
    promise(api, "restore", move |_, _| async move {
        workbench.restore().await?;
        Ok(JsValue::UNDEFINED)
    });
    promise(api, "signals", move |options, _| async move {
        let options = Arguments::new(options);
        let (dtr, rts) = (options.line_order("dtr")?, options.line_order("rts")?);
        if (dtr, rts) == (LineOrder::Keep, LineOrder::Keep) {
            return Err(ApiError::argument("dtr", t!("api-signals-none")));
        }
        workbench.set_control_lines(dtr, rts).await?;
        Ok(JsValue::UNDEFINED)
    });
    method(api, "state", move |_, _| Ok(workbench.facts().with_untracked(|facts| state(workbench, facts))));
    promise(api, "command", move |text, options| command(workbench, text, Arguments::new(options)));
    method(api, "answer", move |options, _| answer(workbench, &Arguments::new(options)));
    method(api, "order", move |words, _| order(workbench, &words));
    method(api, "speed", move |times, _| speed(workbench, &times));
}

fn target_of(target: &Arguments) -> Result<Target, ApiError> {
    if target.has("virtual")? {
        let scenarios = match target.text("scenario")? {
            Some(names) => {
                Scenario::parse_list(&names, Scenario::ALL).map_err(|unknown| no_such_scenario("scenario", &unknown))?
            }
            None => Vec::new(),
        };
        let of_broker = match target.text("brokerScenario")? {
            Some(name) => Scenario::parse(&name, &Scenario::at(|place| place == FaultPlace::Broker))
                .map_err(|unknown| no_such_scenario("brokerScenario", &unknown))?,
            None => Scenario::HEALTHY,
        };
        let broker = match target.text("broker")?.filter(|broker| broker != "page") {
            None => VirtualBroker::Page(of_broker),
            Some(address) => {
                let address = BrokerAddress::parse(&address);
                VirtualBroker::At(
                    address.map_err(|problem| ApiError::argument("broker", words::address_problem(problem)))?,
                )
            }
        };
        return Ok(Target::Virtual {
            series: target.required_text("virtual")?,
            scenarios,
            broker,
            baud_rate: target.count("baudRate", 1)?.unwrap_or(FACTORY_BAUD_RATE),
            seed: target.count("seed", 0)?.unwrap_or(1).into(),
            // What a script measures is what a real module takes.
            pace: Pace::True,
        });
    }
    let index = usize::try_from(target.required_number("port")?).unwrap_or(usize::MAX);
    Ok(Target::Port { index, baud_rate: target.count("baudRate", 1)?.unwrap_or(FACTORY_BAUD_RATE) })
}

fn no_such_scenario(argument: &'static str, unknown: &NoSuchScenario) -> ApiError {
    let message = t!("api-no-such-scenario", name = unknown.name.as_str(), names = unknown.names.join(", "));
    ApiError::argument(argument, message)
}

/// Does something to the virtual module, as a person's hand would.
fn order(workbench: Workbench, words: &JsValue) -> Result<JsValue, ApiError> {
    let hand = Hand::parse(&text_of("order", words)?).map_err(|none| match none {
        NoSuchHand::Words => {
            let orders: Vec<_> =
                ["inject NAMES", "mend NAMES", "clock SECONDS"].into_iter().chain(Hand::words()).collect();
            ApiError::argument("order", t!("api-no-such-order", orders = orders.join(", ")))
        }
        NoSuchHand::Scenario(unknown) => no_such_scenario("order", &unknown),
    })?;
    of_virtual(workbench.lend_hand(hand))
}

/// Lets time go faster for the virtual module.
fn speed(workbench: Workbench, times: &JsValue) -> Result<JsValue, ApiError> {
    let whole = times.as_f64().filter(|times| times.fract() == 0.0 && (1.0..=f64::from(Tempo::MAX)).contains(times));
    let times = whole.ok_or_else(|| ApiError::argument("times", t!("api-speed", most = Tempo::MAX)))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number of the range above")]
    let times = times as u32;
    if times != 1 && !workbench.can_hurry() {
        return Err(ApiError::failed(t!("api-speed-own-broker")));
    }
    of_virtual(workbench.set_speed(times))
}

/// Whether there was a virtual module to do it to.
fn of_virtual(did: bool) -> Result<JsValue, ApiError> {
    if did { Ok(JsValue::UNDEFINED) } else { Err(ApiError::failed(t!("api-not-virtual"))) }
}

/// Does what a person does about data that nobody gave.
fn answer(workbench: Workbench, options: &Arguments) -> Result<JsValue, ApiError> {
    let end = match options.text("end")?.as_deref() {
        None | Some("none") => None,
        Some("ctrl-z") => Some(Answer::ControlZ),
        Some("escape") => Some(Answer::Escape),
        Some(_) => return Err(ApiError::argument("end", t!("api-answer-end"))),
    };
    let data = options.bytes("data")?.filter(|bytes| !bytes.is_empty()).map(Answer::Data);
    if data.is_none() && end.is_none() {
        return Err(ApiError::argument("data", t!("api-answer-nothing")));
    }
    let asks = workbench.facts().with_untracked(|facts| matches!(facts.waits_for, Some(WaitsFor::Data { .. })));
    if !asks {
        return Err(ApiError::failed(t!("api-answer-unasked")));
    }
    data.into_iter().chain(end).for_each(|answer| workbench.answer(answer));
    Ok(JsValue::UNDEFINED)
}

#[derive(Serialize)]
struct Reply {
    command: String,
    lines: Vec<String>,
    /// How many more lines came than are told.
    #[serde(rename = "linesLetGo", skip_serializing_if = "is_zero")]
    lines_let_go: u64,
    result: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<u16>,
}

const fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// What is wrong with a command, or with the data that was given to it.
fn refused(problem: Problem) -> ApiError {
    let is_of_data = matches!(problem, Problem::DataLength { .. } | Problem::NoDataTaken);
    let error = ApiError::from(problem.at(fibocom_at::Field::Command));
    if is_of_data { error.at("data") } else { error }
}

/// Sends any command. The module's refusal is an answer here, not an error.
async fn command(workbench: Workbench, text: JsValue, options: Arguments) -> Result<JsValue, ApiError> {
    if !text.is_string() {
        return Err(ApiError::argument("command", t!("api-command-text")));
    }
    let command = text_of("command", &text)?;
    let request = Request::raw(&command, options.bytes("data")?).map_err(refused)?;
    if let Some(announced) = request.missing_data() {
        return Err(Problem::DataMissing { announced }.at(fibocom_at::Field::Command).into());
    }
    let limit = options.count("timeoutMs", 0)?.map(|limit| Duration::from_millis(limit.into()));
    let dialogue = Dialogue::default();
    let result = workbench.submit_within(request, limit, &dialogue).await?;
    let (lines, lines_let_go) = match &result {
        Ok(reply) => dialogue.answer(reply),
        Err(_) => (dialogue.before_refusal(), dialogue.let_go()),
    };
    let (result, code) = match result {
        Ok(_) | Err(Failure::Failed(_)) => ("OK", None),
        Err(Failure::Rejected(rejection)) => {
            let form = match rejection {
                Rejection::Plain | Rejection::Error(_) | Rejection::Ended(_) => "ERROR",
                Rejection::Cme(_) => "CME",
                Rejection::Cms(_) => "CMS",
            };
            (form, rejection.code())
        }
        Err(other) => return Err(WorkError::Command(other).into()),
    };
    Ok(plain(&Reply { command, lines, lines_let_go, result, code }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_named_by_its_argument() {
        for (line, data, field) in [
            ("AT+MQTTPUB=1,\"t\",0,0,3", Some(&b"ab"[..]), "data"),
            ("AT+CSQ", Some(b"ab"), "data"),
            ("", None, "command"),
            ("AT\nAT", None, "command"),
        ] {
            let problem = Request::raw(line, data.map(<[u8]>::to_vec)).unwrap_err();
            let error = refused(problem);
            assert_eq!((error.kind, error.field.as_deref()), ("invalid", Some(field)), "{line}");
        }
    }
}
