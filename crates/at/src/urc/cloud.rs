//! How far the registration with a cloud has come.

use super::code::v13;
use super::{Code, Listed, Urc};
use crate::codes::TuyaEvent;
use crate::commands::{Kind, Parameter, Value};
use crate::frame::{Line, int};
use crate::meaning::{Heard, Meaning, entries};
use crate::profile::Feature;

pub(super) const EVENT: Listed = Listed {
    code: &Code {
        names: &["+MQTTAUTHEVENT"],
        id: "code-cloud-event",
        syntax: "+MQTTAUTHEVENT: <cloud>,<event>",
        values: &[
            Parameter::new("parameter-cloud", Kind::Choice(&[Value { number: 4, id: "value-cloud-4" }])),
            TUYA_EVENT,
        ],
        example: "+MQTTAUTHEVENT: 4,5",
        source: v13("1.19"),
        feature: Some(Feature::CloudAuth),
        // As the manual prints it.
        bare_name: Some("MQTTAUTHEVENT"),
        read,
        ..Code::BASE
    },
    meaning,
    known: KNOWN,
};

/// The events of [`TuyaEvent`].
pub(super) const TUYA_EVENT: Parameter = Parameter::new(
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

entries! {
    HAPPENED = "meaning-cloud-event" Info ("event");
}

fn read(_: &Code, line: &Line<'_>) -> Option<Urc> {
    let values = line.values();
    let event = TuyaEvent::read(values.get(1)?)?;
    Some(Urc::CloudEvent { cloud: int(&values, 0)?, event })
}

fn meaning(heard: &Heard<'_>) -> Option<Meaning> {
    let Urc::CloudEvent { event, .. } = heard.code()? else { return None };
    Some(HAPPENED.with([u32::from(event.number()).into()]))
}
