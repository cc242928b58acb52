//! What is wrong with values, ports and requests, in exact words.

use fibocom_at::args::{Field, Problem};
use fibocom_at::profile::Feature;
use fibocom_at::reply::{Detail, Malformed, Rejection};
use fibocom_at::{Failure, TimedOut};

use super::*;
use workbench_record::LineFault;

use crate::transport::{LostReason, OpenError};

#[test]
fn a_value_that_cannot_be_sent_is_told_at_its_field() {
    for (found, field, sentence) in [
        (Problem::Empty, Field::Host, "The host name is empty."),
        (Problem::Empty, Field::Command, "The command is empty."),
        (
            Problem::DataLength { announced: 5, given: 3 },
            Field::Command,
            "The command announces 5 bytes of data, and 3 bytes are given. Nothing was sent: the module would wait for the rest.",
        ),
        (
            Problem::DataLength { announced: 1, given: 2 },
            Field::Command,
            "The command announces 1 byte of data, and 2 bytes are given. Nothing was sent: the module would take the rest for commands.",
        ),
        (
            Problem::DataMissing { announced: 5 },
            Field::Command,
            "The command announces 5 bytes of data, and no data is given. Nothing was sent: the module would wait for it. In the \
             Terminal, choose Text or Hex under \u{201c}Data after the prompt\u{201d}.",
        ),
        (
            Problem::TooLong { bytes: 256, max: 255 },
            Field::Topic,
            "The topic has 256 bytes; this series takes at most 255.",
        ),
        (Problem::TooLong { bytes: 1, max: 0 }, Field::Payload, "The payload has 1 byte; this series takes at most 0."),
        (Problem::NotANumber, Field::KeepAlive, "The keep alive must be a whole number."),
        (Problem::OutOfRange { min: 1, max: 65535 }, Field::Port, "The port must be 1 to 65535."),
        (Problem::Digits { min: 4, max: 8 }, Field::Pin, "The PIN must be 4 to 8 digits."),
        (Problem::OutOfRange { min: 0, max: 2 }, Field::Qos, "The QoS must be 0 to 2."),
        (
            Problem::NoSuchClient { clients: &[1, 2] },
            Field::Client,
            "This series does not have that client: it has 1, 2.",
        ),
        (
            Problem::LineBreak { at: 4 },
            Field::Username,
            "The user name contains a line break (position 5), which would end the command.",
        ),
        (Problem::NotAllowed { at: 0, found: '/' }, Field::Host, "The host name cannot contain / (position 1)."),
        (
            Problem::NotAllowed { at: 1, found: ' ' },
            Field::Apn,
            "The access point name (APN) cannot contain a blank (position 2).",
        ),
        (
            Problem::NotAllowed { at: 2, found: '\u{7}' },
            Field::ClientId,
            "The client id cannot contain the control character U+0007 (position 3).",
        ),
        (
            Problem::NotAllowed { at: 2, found: 'x' },
            Field::Password,
            "The password contains a character that cannot be sent (position 3).",
        ),
        (
            Problem::Wildcard { at: 6, found: '+' },
            Field::Topic,
            "A topic to publish to cannot hold the wildcard + (position 7).",
        ),
        (
            Problem::MisplacedWildcard { at: 0, found: '#' },
            Field::Topic,
            "The wildcard # must stand alone at the end of the topic, as in plant/# (position 1).",
        ),
        (
            Problem::MisplacedWildcard { at: 5, found: '+' },
            Field::WillTopic,
            "The wildcard + must fill a whole level of the topic, as in plant/+/state (position 6).",
        ),
        (
            Problem::NotQuotable { at: 0, byte: b'"' },
            Field::WillPayload,
            "The payload of the will cannot be sent as text, because of the byte 0x22 at position 1.",
        ),
        (Problem::Unsupported(Feature::MqttSn), Field::Client, "This series does not have MQTT-SN."),
        (
            Problem::Unsupported(Feature::MqttSnCommands),
            Field::Command,
            "This series does not have the commands of MQTT-SN.",
        ),
        (
            Problem::Unsupported(Feature::CloudAuth),
            Field::Command,
            "This series does not have the commands that work out a cloud's login.",
        ),
        (Problem::Unsupported(Feature::Tls), Field::Port, "This series cannot encrypt MQTT connections with TLS."),
        (
            Problem::Unsupported(Feature::WillByLength),
            Field::WillPayload,
            "This series takes the payload of a will as plain text only.",
        ),
    ] {
        assert_eq!(problem(&found.clone().at(field)), sentence, "{found:?}");
    }
}

#[test]
fn a_failure_is_told_with_its_advice() {
    let rejected = |rejection| Failure::Rejected(rejection);
    let late = Some("advice-timeout");
    for (found, sentence, advice) in [
        (
            rejected(Rejection::Plain),
            "The module refused the command and gave no reason.",
            Some("advice-error-arguments"),
        ),
        (rejected(Rejection::Cme(Detail::Code(10))), "There is no SIM (10).", Some("advice-sim-missing")),
        (Failure::Failed(0), "The module took the command and then reported that it failed (status 0).", None),
        (Failure::TimedOut(TimedOut::Final), "The module did not answer in time.", late),
        (
            Failure::TimedOut(TimedOut::Prompt),
            "The module did not ask for the data in time. Nothing of it was sent.",
            late,
        ),
        (Failure::TimedOut(TimedOut::Upload), "The module did not confirm the data in time.", late),
        (
            Failure::TimedOut(TimedOut::Status),
            "The module took the command, and did not report the result in time.",
            late,
        ),
        (
            Failure::TimedOut(TimedOut::Queue),
            "Not sent. The module was busy or passed bytes on for too long, so the command had to wait too long.",
            None,
        ),
        (Failure::QueueFull, "Not sent. Too many commands wait to be sent already.", None),
        (Failure::Cancelled, "Cancelled.", None),
        (Failure::Rebooted, "The module restarted in the middle of the command.", Some("advice-rebooted")),
        (Failure::Unresponsive, "The module does not answer any more.", Some("advice-unresponsive")),
        (
            Failure::Lost,
            "The connection to the module ended before it answered, so it is not known whether this was done.",
            Some("advice-unplugged"),
        ),
        (Failure::Malformed(Malformed), "The module's reply does not fit the command.", None),
    ] {
        assert_eq!(failure_of(&found, None), (sentence.to_owned(), advice), "{found:?}");
    }
}

#[test]
fn the_command_makes_a_failure_more_exact() {
    for (command, found, sentence, advice) in [
        (
            "AT+MQTTSUB=1,\"t\",0",
            Failure::Rejected(Rejection::Plain),
            "Refused. Most often this means that client 1 is not connected.",
            "advice-not-connected",
        ),
        (
            "AT+MQTTOPEN=1,\"h\",8883,1,60,2",
            Failure::Failed(0),
            "Client 1 could not connect with TLS. The module does not say why.",
            "advice-open-failed-tls",
        ),
        (
            "AT+MIPNTP=\"h\",123",
            Failure::Failed(2),
            "The module's clock could not be set (status 2).",
            "advice-clock-failed",
        ),
    ] {
        let told = failure_of(&found, Some(command.as_bytes()));
        assert_eq!(told, (sentence.to_owned(), Some(advice)), "{command}");
    }
}

#[test]
fn every_refusal_of_the_browser_has_its_own_words_and_an_advice_that_exists() {
    let (name, message) = ("NetworkError".to_owned(), "Failed.".to_owned());
    let told = [
        open_error(&OpenError::NotSupported),
        open_error(&OpenError::InsecureContext),
        open_error(&OpenError::BlockedByPolicy),
        open_error(&OpenError::NotChosen),
        open_error(&OpenError::NeedsGesture),
        open_error(&OpenError::InUse),
        open_error(&OpenError::OpenHere),
        open_error(&OpenError::AlreadyOpen),
        open_error(&OpenError::Refused { name: name.clone(), message: message.clone() }),
        read_fault(LineFault::Break),
        read_fault(LineFault::Framing),
        read_fault(LineFault::Parity),
        read_fault(LineFault::BufferOverrun),
        read_fault(LineFault::Unknown),
    ];
    let sentences: BTreeSet<_> = told.iter().map(|(text, _)| text).collect();
    assert_eq!(sentences.len(), told.len());
    for (text, advice) in &told {
        assert!(!text.starts_with('[') && !text.contains('{'), "{text}");
        assert!(PAGE_ADVICE.contains(advice), "{advice}");
    }
    assert_eq!(lost(&LostReason::Unplugged), "The module is gone: unplugged, switched off, or restarting.");
    assert_eq!(lost(&LostReason::Closed), "The connection is closed.");
    assert_eq!(lost(&LostReason::Fault(message.clone())), "Reading from the port failed: Failed.");
}
