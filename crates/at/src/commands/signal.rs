//! CSQ: how well the module hears the network.

use super::{Command, Form, Listed, Spec, Typed, Usage};
use crate::codes::SignalQuality;
use crate::frame::{Line, int};
use crate::meaning::{self, Arg, Heard, Meaning, Meanings, advice, entries};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: "+CSQ",
    id: "command-csq",
    usages: &[
        Usage::execute("+CSQ: <strength>,<error rate>"),
        Usage::read("+CSQ: <strength>,<error rate>"),
        Usage::test("+CSQ: (<strength>s),(<error rate>s)"),
    ],
    example: "AT+CSQ",
    source: Source { manual: Manual::Ts27007, section: "8.5" },
    reads_like,
    answers: &[Form::Execute, Form::Read],
    ..Spec::BASE
};

/// Two numbers.
fn reads_like(form: Form, line: &Line<'_>) -> bool {
    form == Form::Test || line.ints().is_some_and(|values| values.len() == 2)
}

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says, done: meaning::reply_end, ..Meanings::NONE }, known: KNOWN };

/// What the module hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signal {
    /// Received signal strength: 0 to 31, or 99 for unknown. dBm = −113 + 2 × rssi.
    pub rssi: u16,
    /// Bit error rate: 0 to 7, or 99 for unknown.
    pub ber: u16,
}

impl Signal {
    /// How good that is.
    #[must_use]
    pub const fn quality(self) -> SignalQuality {
        SignalQuality::of(self.rssi)
    }
}

/// Signal quality, +CSQ.
///
/// # Wire
/// `AT+CSQ`, answered by `+CSQ: <rssi>,<ber>` and `OK` (3GPP TS 27.007, 8.5; 004, 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadSignal;

impl Command for ReadSignal {
    type Reply = Signal;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Execute
    }

    fn read(&self, reply: &Reply) -> Result<Signal, Malformed> {
        let values = reply.parsed().next().ok_or(Malformed)?.values();
        let field = |at| int(&values, at).and_then(|n| u16::try_from(n).ok());
        Ok(Signal { rssi: field(0).ok_or(Malformed)?, ber: field(1).unwrap_or(99) })
    }
}

entries! {
    ASKS = "meaning-ask-signal" Info ();
    WEAK = "meaning-signal-weak" Warn ("rssi", "dbm") => advice::SIGNAL_WEAK;
    FAIR = "meaning-signal-fair" Ok ("rssi", "dbm");
    GOOD = "meaning-signal-good" Ok ("rssi", "dbm");
    UNKNOWN = "meaning-signal-unknown" Warn () => advice::SIGNAL_NONE;
    UNLISTED = "meaning-signal-unlisted" Info ("rssi");
}

/// The application guide writes `AT+CSQ?` (004, 3.1).
fn asks(typed: &Typed) -> Option<Meaning> {
    matches!(typed.form, Form::Execute | Form::Read).then(|| ASKS.with([]))
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    let signal = ReadSignal.read(&heard.reply()).ok()?;
    let rssi = || u32::from(signal.rssi).into();
    let dbm = || Arg::Number(i64::from(signal.rssi) * 2 - 113);
    Some(match signal.quality() {
        SignalQuality::Weak => WEAK.with([rssi(), dbm()]),
        SignalQuality::Fair => FAIR.with([rssi(), dbm()]),
        SignalQuality::Good => GOOD.with([rssi(), dbm()]),
        SignalQuality::Unknown => UNKNOWN.with([]),
        SignalQuality::Unlisted(_) => UNLISTED.with([rssi()]),
    })
}
