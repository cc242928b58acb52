//! The last of the record of a page that failed, without its secrets: what this code does in a frame of that page, and nothing else.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use workbench_record::export::{FirstLine, Jsonl, masked};
use workbench_record::mask::{Kind, Plan, Secrets};
use workbench_record::session::Header;
use workbench_record::{Overhearing, Piece, Record, Zero};

use crate::guard::{self, COMMAND, Way};
use crate::piece::piece;

/// How many bytes of memory the lines may take: a megabyte of short lines takes several.
const BUDGET: usize = 64 << 20;

/// Whether this is a frame of a page that failed. Its file is made then, and no page is to be shown.
#[must_use]
pub fn rescues() -> bool {
    let Some(lent) = guard::lent_by_failed_page() else { return false };
    spawn_local(async move { guard::give_back(rescue(lent).await.ok().flatten()) });
    true
}

piece! {
    rescue, fetched by fetch_rescue;
    /// The file; nothing, where what was lent cannot be read.
    pub(crate) fn rescue(lent: JsValue) -> Option<Vec<u8>> {
        file_of(&lent)
    }
}

fn file_of(lent: &JsValue) -> Option<Vec<u8>> {
    let mut hearing = Overhearing::new(BUDGET);
    for [at, way, bytes] in rows(lent, "line")? {
        hearing.hear(time(&at)?, piece_of(way.as_f64()?, &Uint8Array::new(&bytes).to_vec())?);
    }
    let mut secrets = Secrets::new();
    for [kind, bytes, _] in rows(lent, "secrets")? {
        give(&mut secrets, kind.as_f64()?, &Uint8Array::new(&bytes).to_vec());
    }
    let zero = Reflect::get(lent, &"zero".into()).ok()?;
    let about = Header {
        browser: web_sys::window().and_then(|window| window.navigator().user_agent().ok()),
        ..Header::new(env!("CARGO_PKG_VERSION"), Zero(time(&zero)?))
    };
    Some(without(&secrets, &hearing.end(), &about))
}

/// A time in milliseconds.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "times of this century are positive and fit"
)]
fn time(value: &JsValue) -> Option<u64> {
    value.as_f64().map(|time| time.max(0.0) as u64)
}

/// The rows of a list that the guard kept.
fn rows(lent: &JsValue, name: &str) -> Option<Vec<[JsValue; 3]>> {
    let list = Array::from(&Reflect::get(lent, &name.into()).ok()?);
    Some(list.iter().map(|row| Array::from(&row)).map(|row| [0, 1, 2].map(|place| row.get(place))).collect())
}

/// Bytes as the guard kept them.
fn piece_of(way: f64, bytes: &[u8]) -> Option<Piece<'_>> {
    let is = |expected: Way| way.total_cmp(&f64::from(expected as u8)).is_eq();
    Some(match () {
        () if is(Way::Received) => Piece::Received(bytes),
        () if is(Way::Sent) => Piece::Sent(bytes),
        () if is(Way::Withheld) => Piece::Withheld(u64::from_le_bytes(bytes.try_into().ok()?)),
        () => return None,
    })
}

fn give(secrets: &mut Secrets, kind: f64, bytes: &[u8]) {
    let number = |at: usize| u8::try_from(at).map_or(f64::NAN, f64::from);
    match Kind::ALL.into_iter().enumerate().find(|(at, _)| number(*at).total_cmp(&kind).is_eq()) {
        Some((_, kind)) => secrets.give(kind, bytes),
        None if kind.total_cmp(&f64::from(COMMAND)).is_eq() => secrets.learn(bytes),
        // Of a kind that is not known, it is a secret all the same.
        None => secrets.give(Kind::Other, bytes),
    }
}

/// The session file of a record, with what stands in for its secrets.
fn without(secrets: &Secrets, record: &Record, about: &Header) -> Vec<u8> {
    let plan = Plan::of(record.entries(), secrets, 0);
    let about = Header { masking: Some(plan.masking()), ..about.clone() };
    masked(record, &plan, &about, &mut Jsonl::new(FirstLine::Header))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_the_lines_and_no_secret() {
        let mut hearing = Overhearing::new(BUDGET);
        let line = "+MQTTMSG: 1,0,\"t\",\"hush, tip-top\"\r\n";
        hearing.hear(5, Piece::Received(line.as_bytes()));
        hearing.hear(6, piece_of(1.0, b"AT+MQTTUSER=1,\"me\",\"tip-top\"\r").unwrap_or(Piece::Withheld(0)));
        let mut secrets = Secrets::new();
        give(&mut secrets, f64::from(COMMAND), b"AT+MQTTUSER=1,\"me\",\"tip-top\"\r");
        let file = without(&secrets, &hearing.end(), &Header::new("0", Zero(1)));
        let file = String::from_utf8_lossy(&file);
        assert!(file.contains("hush") && file.contains("AT+MQTTUSER") && !file.contains("tip-top"), "{file}");
        assert!(file.contains("\"masking\":{\"by\":\"value\""), "{file}");
    }

    #[test]
    fn what_the_guard_kept_is_read_by_its_numbers() {
        assert_eq!(piece_of(0.0, b"a"), Some(Piece::Received(b"a")));
        assert_eq!(piece_of(2.0, &1_704_u64.to_le_bytes()), Some(Piece::Withheld(1_704)));
        assert_eq!((piece_of(2.0, b"x"), piece_of(3.0, b"x")), (None, None));
        let mut secrets = Secrets::new();
        give(&mut secrets, 99.0, b"hunter2");
        assert!(secrets.values().eq([(Kind::Other, &b"hunter2"[..])]));
    }
}
