//! What is known of each unsolicited code: how it looks, what its values are, where it is described.
//!
//! The reference walks the list; the sentences live in catalogues, found by the ids.

use super::mended_tag;
use crate::commands::{CLIENT, Kind, Limit, Parameter, QOS, Rule, SN_CLIENT, Value, Word};
use crate::frame::Line;
use crate::profile::{Feature, Manual, Source};

/// What is known of an unsolicited code.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// What its lines begin with, up to the colon. Codes that say the same share an entry; the first stands for all.
    pub names: &'static [&'static str],
    /// The id of what it is called, such as `code-break`. The attribute `purpose` of that text says what it means and when it comes.
    pub id: &'static str,
    /// The line, its values in angle brackets.
    pub syntax: &'static str,
    /// Its values, in order.
    pub values: &'static [Parameter],
    /// A line as a module prints it.
    pub example: &'static str,
    /// Where it is described.
    pub source: Source,
    /// The feature it belongs to, for series that lack it.
    pub feature: Option<Feature>,
}

impl Code {
    const BASE: Self = Self {
        names: &[],
        id: "",
        syntax: "",
        values: &[],
        example: "",
        source: Source { manual: Manual::InUse, section: "" },
        feature: None,
    };

    /// The name as it is shown. A colon tells `+MIPCALL:`, which comes unasked, from the command of the same name.
    #[must_use]
    pub fn shown_name(&self) -> String {
        let name = self.names.first().copied().unwrap_or_default();
        if self.values.is_empty() { name.to_owned() } else { format!("{name}:") }
    }

    /// The code that a line is. Nothing for a line that is no known code, nor for the status of a command.
    #[must_use]
    pub fn of_line(line: &Line<'_>) -> Option<&'static Self> {
        let text = String::from_utf8_lossy(line.bytes());
        let whole = CODES.iter().find(|code| code.names.iter().any(|name| name.eq_ignore_ascii_case(&text)));
        let tag = || mended_tag(line).map(|(tag, _)| tag.to_owned());
        let head = || text.split_once(':').map(|(head, _)| head.trim().to_owned());
        let named = |name: String| CODES.iter().find(|code| code.names.contains(&name.as_str())).copied();
        whole.copied().or_else(|| tag().and_then(named)).or_else(|| head().and_then(named))
    }
}

const fn v13(section: &'static str) -> Source {
    Source { manual: Manual::MqttV13, section }
}

const fn standard(section: &'static str) -> Source {
    Source { manual: Manual::Ts27007, section }
}

/// The states of [`Registration`](crate::codes::Registration).
const STATE: Parameter = Parameter::new(
    "parameter-registration-state",
    Kind::Choice(&[
        Value { number: 0, id: "value-registration-0" },
        Value { number: 1, id: "value-registration-1" },
        Value { number: 2, id: "value-registration-2" },
        Value { number: 3, id: "value-registration-3" },
        Value { number: 4, id: "value-registration-4" },
        Value { number: 5, id: "value-registration-5" },
        Value { number: 6, id: "value-registration-6" },
        Value { number: 7, id: "value-registration-7" },
        Value { number: 8, id: "value-registration-8" },
    ]),
);

/// The causes of [`BreakCause`](crate::codes::BreakCause).
const CAUSE: Parameter = Parameter::new(
    "parameter-break-cause",
    Kind::Choice(&[
        Value { number: 1, id: "value-break-1" },
        Value { number: 2, id: "value-break-2" },
        Value { number: 3, id: "value-break-3" },
    ]),
);

/// The events of [`TuyaEvent`](crate::codes::TuyaEvent).
const EVENT: Parameter = Parameter::new(
    "parameter-tuya-event",
    Kind::Choice(&[
        Value { number: 1, id: "value-tuya-event-1" },
        Value { number: 2, id: "value-tuya-event-2" },
        Value { number: 3, id: "value-tuya-event-3" },
        Value { number: 4, id: "value-tuya-event-4" },
        Value { number: 5, id: "value-tuya-event-5" },
        Value { number: 6, id: "value-tuya-event-6" },
        Value { number: 7, id: "value-tuya-event-7" },
    ]),
);

const TUYA: Parameter = Parameter::new("parameter-cloud", Kind::Choice(&[Value { number: 4, id: "value-cloud-4" }]));

const REGISTERED: Parameter =
    Parameter::new("parameter-status", Kind::Choice(&[Value { number: 2, id: "value-by-gateway" }]));

const CLOSED: Parameter = Parameter::new("parameter-status", Kind::Choice(&[Value { number: 1, id: "value-closed" }]));

const SIM_STATE: Parameter = Parameter::new(
    "parameter-sim-state",
    Kind::Word(&[
        Word { word: "Inserted", id: "value-sim-inserted" },
        Word { word: "Removed", id: "value-sim-removed" },
    ]),
);

const REGISTRATION: &[Parameter] = &[
    STATE,
    Parameter::new("parameter-area", Kind::Text(Rule::Plain, Limit::Fixed(1, 8))).optional(),
    Parameter::new("parameter-cell", Kind::Text(Rule::Plain, Limit::Fixed(1, 8))).with_previous(),
    Parameter::new("parameter-technology", Kind::Number(Limit::Fixed(0, 13))).optional(),
];

/// Every unsolicited code that is known, in the order of a session.
pub static CODES: &[&Code] = &[
    &Code {
        names: &["AT command ready", "AT READY"],
        id: "code-started",
        syntax: "AT command ready",
        example: "AT command ready",
        source: Source { manual: Manual::GuideV12, section: "4.1.1" },
        ..Code::BASE
    },
    &Code {
        names: &["RDY", "PB DONE", "SMS Ready", "Call Ready"],
        id: "code-boot",
        syntax: "RDY",
        example: "RDY",
        ..Code::BASE
    },
    &Code { names: &["+SIM READY"], id: "code-sim-ready", syntax: "+SIM READY", example: "+SIM READY", ..Code::BASE },
    &Code { names: &["+SIM DROP"], id: "code-sim-drop", syntax: "+SIM DROP", example: "+SIM DROP", ..Code::BASE },
    &Code {
        names: &["+SIM"],
        id: "code-sim",
        syntax: "+SIM: <state>",
        values: &[SIM_STATE],
        example: "+SIM: Removed",
        ..Code::BASE
    },
    &Code { names: &["^SIMST"], id: "code-sim-status", syntax: "^SIMST:<state>", example: "^SIMST:1", ..Code::BASE },
    &Code {
        names: &["+CREG"],
        id: "code-creg",
        syntax: "+CREG: <state>[,<area>,<cell>[,<technology>]]",
        values: REGISTRATION,
        example: "+CREG: 1",
        source: standard("7.2"),
        ..Code::BASE
    },
    &Code {
        names: &["+CGREG"],
        id: "code-cgreg",
        syntax: "+CGREG: <state>[,<area>,<cell>[,<technology>]]",
        values: REGISTRATION,
        example: "+CGREG: 5",
        source: standard("10.1.20"),
        ..Code::BASE
    },
    &Code {
        names: &["+CEREG"],
        id: "code-cereg",
        syntax: "+CEREG: <state>[,<area>,<cell>[,<technology>]]",
        values: REGISTRATION,
        example: "+CEREG: 2",
        source: standard("10.1.22"),
        ..Code::BASE
    },
    &Code {
        names: &["+CGEV", "^MODE"],
        id: "code-network",
        syntax: "+CGEV: <event>",
        example: "+CGEV: NW DETACH",
        source: standard("10.1.19"),
        ..Code::BASE
    },
    &Code {
        names: &["+CTZV", "+CTZE"],
        id: "code-zone",
        syntax: "+CTZV: <zone>",
        example: "+CTZV: +32",
        source: standard("8.41"),
        ..Code::BASE
    },
    &Code {
        names: &["+MIPCALL"],
        id: "code-address",
        syntax: "+MIPCALL: <address>",
        values: &[Parameter::new("parameter-address", Kind::Text(Rule::Plain, Limit::Fixed(1, 39)))],
        example: "+MIPCALL: 10.2.83.148",
        source: Source { manual: Manual::Nl668V126, section: "3.1" },
        ..Code::BASE
    },
    &Code {
        names: &["+MIPXOFF", "+MIPXON"],
        id: "code-flow",
        syntax: "+MIPXOFF: <socket>",
        example: "+MIPXOFF: 1",
        ..Code::BASE
    },
    &Code {
        names: &["+MIPSTAT", "+MIPRTCP", "+MIPRUDP", "+MIPOPEN", "+MIPCLOSE", "+MPINGSTAT"],
        id: "code-socket",
        syntax: "+MIPSTAT: <socket>,<state>",
        example: "+MIPSTAT: 1,1",
        ..Code::BASE
    },
    &Code {
        names: &["+MQTTMSG"],
        id: "code-message",
        syntax: "+MQTTMSG: <client>,<qos>,\"<topic>\",\"<payload>\"",
        values: &[
            CLIENT,
            QOS,
            Parameter::new("parameter-topic-name", Kind::TopicName),
            Parameter::new("parameter-message", Kind::Text(Rule::Plain, Limit::Message)),
        ],
        example: "+MQTTMSG: 1,0,\"plant/7\",\"hello\"",
        source: v13("1.9"),
        ..Code::BASE
    },
    &Code {
        names: &["+MQTTMSGI"],
        id: "code-message-waiting",
        syntax: "+MQTTMSGI: <client>,<qos>,<topic length>,<payload length>",
        values: &[
            CLIENT,
            QOS,
            Parameter::new("parameter-topic-length", Kind::Number(Limit::Topic)),
            Parameter::new("parameter-payload-length", Kind::Number(Limit::Payload)),
        ],
        example: "+MQTTMSGI: 1,1,7,32",
        source: v13("1.10"),
        ..Code::BASE
    },
    &Code {
        names: &["+MQTTBREAK"],
        id: "code-break",
        syntax: "+MQTTBREAK: <client>,<cause>",
        values: &[CLIENT, CAUSE],
        example: "+MQTTBREAK: 1,2",
        source: v13("1.4"),
        ..Code::BASE
    },
    &Code {
        names: &["+MQTTCLOSE"],
        id: "code-closed",
        syntax: "+MQTTCLOSE: <client>,1",
        values: &[CLIENT, CLOSED],
        example: "+MQTTCLOSE: 1,1",
        source: v13("1.3"),
        ..Code::BASE
    },
    &Code {
        names: &["+MQTTSNREG"],
        id: "code-topic-registered",
        syntax: "+MQTTSNREG: <client>,2,<topic id>,\"<topic>\"",
        values: &[
            SN_CLIENT,
            REGISTERED,
            Parameter::new("parameter-topic-id", Kind::Number(Limit::Fixed(1, 65_535))),
            Parameter::new("parameter-topic-name", Kind::TopicName),
        ],
        example: "+MQTTSNREG: 101,2,9,\"plant/7\"",
        source: v13("1.14"),
        feature: Some(Feature::MqttSnCommands),
    },
    &Code {
        names: &["+MQTTAUTHEVENT"],
        id: "code-cloud-event",
        syntax: "+MQTTAUTHEVENT: <cloud>,<event>",
        values: &[TUYA, EVENT],
        example: "+MQTTAUTHEVENT: 4,5",
        source: v13("1.19"),
        feature: Some(Feature::CloudAuth),
    },
    &Code {
        names: &["+CMTI"],
        id: "code-sms",
        syntax: "+CMTI: <memory>,<index>",
        example: "+CMTI: \"SM\",3",
        ..Code::BASE
    },
];

#[cfg(test)]
mod tests;
