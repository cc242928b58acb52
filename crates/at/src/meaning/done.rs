//! What OK means after each command: for some it is the end, for others only the beginning.

use super::Meaning;
use super::entry::entries;
use super::typed::Typed;
use crate::commands::Form;

entries! {
    OK = "meaning-ok" Ok ();
    REPLY_END = "meaning-ok-reply-end" Ok ();
    ATTENTION = "meaning-ok-attention" Ok ();
    MAYBE_UNREPORTED = "meaning-ok-maybe-unreported" Ok ();
    OPEN = "meaning-ok-open" Info ("client");
    CLOSE = "meaning-ok-close" Info ("client");
    SUBSCRIBE = "meaning-ok-subscribe" Info ("client");
    UNSUBSCRIBE = "meaning-ok-unsubscribe" Info ("client");
    PUBLISH = "meaning-ok-publish" Info ("client");
    PUBLISH_UNCONFIRMED = "meaning-ok-publish-unconfirmed" Ok ();
    DIAL = "meaning-ok-dial" Info ();
    HANG_UP = "meaning-ok-hang-up" Info ();
    CLOCK = "meaning-ok-clock" Info ();
    USER = "meaning-ok-user" Ok ("client");
    WILL = "meaning-ok-will" Ok ("client");
    CONF = "meaning-ok-conf" Ok ();
    PIN = "meaning-ok-pin" Ok ();
    REPORTS = "meaning-ok-registration-reports" Ok ();
    FILE = "meaning-ok-file" Ok ();
    RESULT_FOLLOWS = "meaning-ok-result-follows" Info ("command");
}

/// What the OK after a command means.
pub(super) fn meaning(typed: Option<&Typed>) -> Meaning {
    typed.and_then(after).unwrap_or_else(|| OK.with([]))
}

fn after(typed: &Typed) -> Option<Meaning> {
    let client = || typed.number(0);
    Some(match (typed.name.as_str(), typed.form) {
        ("", _) => ATTENTION.with([]),
        ("+MQTTUSER" | "+MQTTWILL" | "+MQTTSNCID", Form::Read) => MAYBE_UNREPORTED.with([]),
        (_, Form::Read | Form::Test) => REPLY_END.with([]),
        ("I" | "+CGMI" | "+CGMM" | "+CGMR" | "+CGSN" | "+GMI" | "+GMM" | "+GMR" | "+GSN" | "+CSQ" | "+CGPADDR", _)
        | ("+MQTTREAD", Form::Set) => REPLY_END.with([]),
        ("+MQTTOPEN", Form::Set) => OPEN.with([client()?.into()]),
        ("+MQTTCLOSE", Form::Set) => CLOSE.with([client()?.into()]),
        ("+MQTTSUB", Form::Set) => SUBSCRIBE.with([client()?.into()]),
        ("+MQTTUNSUB", Form::Set) => UNSUBSCRIBE.with([client()?.into()]),
        ("+MQTTPUB", Form::Set) if typed.number(2) == Some(0) => PUBLISH_UNCONFIRMED.with([]),
        ("+MQTTPUB", Form::Set) => PUBLISH.with([client()?.into()]),
        ("+MIPCALL", Form::Set) => match typed.number(0)? {
            0 => HANG_UP.with([]),
            _ => DIAL.with([]),
        },
        ("+MIPNTP", Form::Set) => CLOCK.with([]),
        ("+MQTTUSER", Form::Set) => USER.with([client()?.into()]),
        ("+MQTTWILL", Form::Set) => WILL.with([client()?.into()]),
        ("+MQTTCONF", Form::Set) => CONF.with([]),
        ("+CPIN", Form::Set) => PIN.with([]),
        ("+CREG" | "+CGREG" | "+CEREG", Form::Set) => REPORTS.with([]),
        ("+GTSSLFILE", Form::Set) => FILE.with([]),
        (name @ ("+MQTTSNREG" | "+MQTTWTOPICUD" | "+MQTTWMSGUD" | "+MQTTAUTHDYN"), Form::Set) => {
            RESULT_FOLLOWS.with([name.into()])
        }
        _ => return None,
    })
}
