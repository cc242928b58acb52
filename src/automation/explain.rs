//! The part of the API that reads logs: what each line means, and what is wrong in it all. No module is needed, and nothing is sent.

use std::collections::{BTreeMap, BTreeSet};

use fibocom_at::Role;
use fibocom_at::meaning::{Meaning, Severity};
use js_sys::{Function, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;
use workbench_doctor::inflated::{INFLATED_MAX, Room};
use workbench_doctor::seen::{Kind, Seen};
use workbench_doctor::{Diagnosis, Doctor};

use super::arguments::log_of;
use super::error::ApiError;
use super::object::{method, promise};
use super::shapes::plain;
use crate::parts::slice::Slice;
use crate::ui::FileStream;
use crate::{t, words};

/// How many bytes are read without looking at the clock.
const PIECE: usize = 16 << 10;

pub(super) fn install(api: &Object) {
    method(api, "explain", |text, _| {
        let text = log_of("log", &text)?;
        Ok(plain(&explained(text.as_bytes())))
    });
    promise(api, "explainFile", |blob, options| async move { explain_file(&blob, &options).await });
}

/// A line of a log with its meaning.
#[derive(Debug, Serialize)]
struct Finding {
    line: u64,
    text: String,
    kind: &'static str,
    severity: &'static str,
    meaning: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<String>,
}

/// The lines of a log, but for empty ones: those that went over the line to a module or came from it with what they mean, and the others as
/// what they are to it, noise.
fn explained(log: &[u8]) -> Vec<Finding> {
    let (mut findings, mut commands) = (Vec::new(), BTreeMap::new());
    let mut doctor = Doctor::default();
    let mut each = |seen: &Seen| {
        let Some((kind, raw, command)) = seen.traffic() else { return };
        if let (Kind::Command, Some(id)) = (kind, command) {
            commands.insert(id, raw.to_vec());
        }
        let command = command.and_then(|id| commands.get(&id)).map(Vec::as_slice);
        findings.push(finding(seen.line, name_of(kind), raw, kind.meaning(raw, command).as_ref()));
    };
    doctor.feed(log, &mut each);
    let _ = doctor.end(&mut each);
    let known: BTreeSet<_> = findings.iter().map(|finding: &Finding| finding.line).collect();
    let others = (1..).zip(log.split(|byte| *byte == b'\n'));
    let others = others.filter(|(line, text)| !known.contains(line) && !text.trim_ascii().is_empty());
    findings.extend(others.map(|(line, text)| finding(line, "noise", text, None)));
    findings.sort_by_key(|finding| finding.line);
    findings
}

fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Command | Kind::Line(Role::Echo) => "command",
        Kind::Data(_) => "data",
        Kind::Line(Role::Response | Role::Prompt | Role::Continuation) => "response",
        Kind::Line(Role::Final | Role::Late) => "final",
        Kind::Line(Role::Status | Role::Unsolicited) => "urc",
        Kind::Line(Role::Unrecognised | Role::Blank | Role::Fragment) => "noise",
    }
}

fn finding(line: u64, kind: &'static str, raw: &[u8], meaning: Option<&Meaning>) -> Finding {
    let severity = match meaning.map_or(Severity::Info, |meaning| meaning.severity) {
        Severity::Info => "info",
        Severity::Ok => "ok",
        Severity::Warn => "warn",
        Severity::Error => "error",
    };
    let advice = meaning.and_then(|meaning| meaning.advice).map(|id| words::advice(id).text);
    let text = String::from_utf8_lossy(raw).trim_end().to_owned();
    Finding { line, text, kind, severity, meaning: meaning.map(words::meaning).unwrap_or_default(), advice }
}

/// What is wrong in a log.
#[derive(Debug, Serialize)]
struct Explained {
    findings: Vec<words::ToldFinding>,
    lines: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<&'static str>,
}

fn shape(diagnosis: &Diagnosis) -> Explained {
    Explained {
        findings: diagnosis.findings.iter().map(words::told_finding).collect(),
        lines: diagnosis.lines,
        style: diagnosis.style.map(|(style, _)| words::log_style(style)),
        series: diagnosis.series,
    }
}

/// Reads a blob in slices, between which the page goes on, and says what is wrong in it.
async fn explain_file(blob: &JsValue, options: &JsValue) -> Result<JsValue, ApiError> {
    let blob: &Blob =
        blob.dyn_ref().ok_or_else(|| ApiError::argument("blob", t!("api-explain-no-blob", other = "explainFile")))?;
    let option = |name: &str| Reflect::get(options, &JsValue::from_str(name)).unwrap_or_default();
    let (signal, on_progress) = (option("signal"), option("onProgress").dyn_into::<Function>().ok());
    let is_called_off = || {
        let aborted = Reflect::get(&signal, &JsValue::from_str("aborted"));
        aborted.is_ok_and(|aborted| aborted.is_truthy())
    };
    let unreadable = |_| ApiError::failed(t!("doctor-screen-unreadable"));
    let mut stream = FileStream::open(blob).await.map_err(unreadable)?;
    let (mut doctor, mut slice) = (Doctor::default(), Slice::begin());
    let mut room = Room::of(stream.is_compressed());
    while let Some(bytes) = stream.next().await.map_err(unreadable)? {
        if room.take(&bytes).1 {
            return Err(ApiError::argument("blob", t!("api-explain-too-large", size = INFLATED_MAX >> 20)));
        }
        for piece in bytes.chunks(PIECE) {
            if is_called_off() {
                return Err(ApiError::failed(t!("api-explain-stopped")));
            }
            doctor.feed(piece, |_| {});
            if slice.is_over() {
                slice.pause().await;
            }
        }
        if let Some(tell) = &on_progress {
            // What a listener throws is its own affair.
            let _ = tell.call2(&JsValue::UNDEFINED, &stream.taken().into(), &blob.size().into());
        }
    }
    Ok(plain(&shape(&doctor.end(|_| {}))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_its_number_its_kind_and_its_meaning() {
        let lines =
            explained(b"boot\nI (1) at: TX AT+CSQ\nI (9) at: RX +CSQ: 3,99\nI (9) at: RX OK\nI (20) app: done\n");
        let shown: Vec<_> = lines.iter().map(|line| (line.line, line.kind, line.severity)).collect();
        let traffic = [(2, "command", "info"), (3, "response", "warn"), (4, "final", "ok")];
        let noise = |line| (line, "noise", "info");
        assert_eq!(shown, [&[noise(1)][..], &traffic, &[noise(5)]].concat());
        assert!(lines.iter().all(|line| line.meaning.is_empty() == (line.kind == "noise")));
        assert_eq!(lines.first().map(|line| line.text.as_str()), Some("boot"));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_rule_and_its_screen() {
        let log = b"> AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0\n> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< ERROR\n";
        let shape = shape(&workbench_doctor::diagnose(log));
        let shape = serde_json::to_value(&shape).unwrap();
        let findings = shape["findings"].as_array().unwrap();
        assert!(findings.iter().any(|wrong| wrong["severity"] == "error" && wrong["screen"] == "session"), "{shape}");
        let says = |wrong: &serde_json::Value| wrong["next"].as_str().is_some_and(|next| !next.starts_with('['));
        assert!(findings.iter().all(|wrong| wrong["lines"][0].is_number() && says(wrong)), "{shape}");
    }
}
