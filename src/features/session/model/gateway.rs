//! What can be done at a gateway once a client is connected to it: topics registered, the will changed.

use fibocom_at::args::Topic;
use fibocom_at::commands::{RegisterTopic, RegisteredTopic, Retain, UpdateWillMessage, UpdateWillTopic};
use fibocom_at::profile::Feature;
use fibocom_at::{ClientIndex, Field, Invalid, Profile, Qos, Request};

use super::typed::TypedWill;
use super::will_text;
use crate::state::Facts;

/// The client whose gateway is shown: the chosen one while it is connected, or the first that is.
pub(in super::super) fn client_at_gateway(open: &[ClientIndex], chosen: Option<ClientIndex>) -> Option<ClientIndex> {
    chosen.filter(|client| open.contains(client)).or_else(|| open.first().copied())
}

/// How many more topics the module keeps for a client.
pub(in super::super) fn room(facts: &Facts, client: ClientIndex) -> usize {
    RegisteredTopic::KEPT.saturating_sub(facts.numbered(client).count())
}

/// What keeps a topic from being registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum NoRegistration {
    /// The series lacks the command.
    Missing,
    /// The module keeps no more topics for this client.
    Full,
}

/// What is in the way before anything is typed.
pub(in super::super) fn no_registration(
    profile: &Profile,
    facts: &Facts,
    client: ClientIndex,
) -> Option<NoRegistration> {
    if profile.denies(Feature::MqttSnCommands) {
        return Some(NoRegistration::Missing);
    }
    (room(facts, client) == 0).then_some(NoRegistration::Full)
}

/// The topic to register, with the line that asks for it.
///
/// # Errors
/// What is wrong with the topic.
pub(in super::super) fn registration(
    profile: &Profile,
    client: ClientIndex,
    text: &str,
) -> Result<(Topic, String), Invalid> {
    let topic = Topic::parse(profile, text).map_err(|problem| problem.at(Field::Topic))?;
    let command = RegisterTopic::new(client, topic.clone()).map_err(|problem| problem.at(Field::Client))?;
    Ok((topic, written(&Request::of(&command))))
}

/// A new topic for the will, with the line that sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct NewWillTopic {
    pub(in super::super) topic: Topic,
    pub(in super::super) qos: Qos,
    pub(in super::super) retain: Retain,
    pub(in super::super) line: String,
}

/// The topic of the will as it was typed.
///
/// # Errors
/// What is wrong with it.
pub(in super::super) fn will_topic(
    profile: &Profile,
    client: ClientIndex,
    typed: &TypedWill,
) -> Result<NewWillTopic, Invalid> {
    let topic = Topic::parse(profile, &typed.topic).map_err(|problem| problem.at(Field::WillTopic))?;
    let (qos, retain) = (typed.qos, typed.retain);
    let command = UpdateWillTopic::new(client, qos, retain, topic.clone());
    let command = command.map_err(|problem| problem.at(Field::Client))?;
    Ok(NewWillTopic { topic, qos, retain, line: written(&Request::of(&command)) })
}

/// The text of the will as it was typed, with the line that sets it.
///
/// # Errors
/// What is wrong with it.
pub(in super::super) fn will_message(
    profile: &Profile,
    client: ClientIndex,
    typed: &TypedWill,
) -> Result<(UpdateWillMessage, String), Invalid> {
    let payload = will_text(&typed.payload, profile);
    let command = payload.and_then(|payload| UpdateWillMessage::new(client, payload));
    let command = command.map_err(|problem| problem.at(Field::WillPayload))?;
    let line = written(&Request::of(&command));
    Ok((command, line))
}

fn written(request: &Request) -> String {
    String::from_utf8_lossy(&request.line).into_owned()
}

#[cfg(test)]
mod tests {
    use fibocom_at::Problem;
    use fibocom_at::args::TopicId;

    use super::*;
    use crate::state::{Heard, NumberedTopic};

    fn with_topics(client: ClientIndex, count: u32) -> Facts {
        let one = |number: u32| NumberedTopic {
            registered: RegisteredTopic { client, id: TopicId::new(number).unwrap(), topic: format!("t/{number}") },
            heard: Heard::Asked,
        };
        Facts { numbered: (1..=count).map(one).collect(), ..Facts::default() }
    }

    #[test]
    fn the_sixth_topic_is_stopped_before_it_is_asked_for() {
        let [_, _, first, second] = ClientIndex::ALL;
        let l610 = Profile::for_model("L610");
        for (count, left, reason) in
            [(0, 5, None), (4, 1, None), (5, 0, Some(NoRegistration::Full)), (7, 0, Some(NoRegistration::Full))]
        {
            let facts = with_topics(first, count);
            assert_eq!((room(&facts, first), no_registration(l610, &facts, first)), (left, reason), "{count}");
            assert_eq!(no_registration(l610, &facts, second), None, "each connection has room of its own");
        }
        let old = Profile::named("L610 (2020)").unwrap();
        assert_eq!(no_registration(old, &Facts::default(), first), Some(NoRegistration::Missing));
    }

    #[test]
    fn what_is_changed_at_the_gateway_is_checked_first_and_written_exactly() {
        let [_, _, client, _] = ClientIndex::ALL;
        let profile = Profile::for_model("L610");
        let will = |topic: &str, payload: &str| TypedWill {
            topic: topic.into(),
            payload: payload.into(),
            qos: Qos::AtLeastOnce,
            retain: Retain::Yes,
        };
        let register = |text| registration(profile, client, text).map(|(_, line)| line);
        assert_eq!(register("plant/7").as_deref(), Ok("AT+MQTTSNREG=101,\"plant/7\""));
        assert_eq!(register("a/#"), Err(Problem::Wildcard { at: 2, found: '#' }.at(Field::Topic)));
        assert_eq!(register(""), Err(Problem::Empty.at(Field::Topic)));
        let topic = |text| will_topic(profile, client, &will(text, "")).map(|new| new.line);
        assert_eq!(topic("t").as_deref(), Ok("AT+MQTTWTOPICUD=101,1,1,\"t\""));
        assert_eq!(topic(""), Err(Problem::Empty.at(Field::WillTopic)));
        let message = |text| will_message(profile, client, &will("", text)).map(|(_, line)| line);
        assert_eq!(message("lost").as_deref(), Ok("AT+MQTTWMSGUD=101,\"lost\""));
        assert_eq!(message(""), Err(Problem::Empty.at(Field::WillPayload)));
        assert_eq!(message("say \"x\""), Err(Problem::NotQuotable { at: 4, byte: b'"' }.at(Field::WillPayload)));
        let half = Problem::NotAllowed { at: 1, found: '\u{10F83D}' };
        assert_eq!(message("a\u{10F83D}"), Err(half.at(Field::WillPayload)));
        let long = "x".repeat(1025);
        assert_eq!(message(&long), Err(Problem::TooLong { bytes: 1025, max: 1024 }.at(Field::WillPayload)));
    }

    #[test]
    fn a_gateway_is_shown_while_a_client_is_connected_to_it() {
        let [_, _, first, second] = ClientIndex::ALL;
        for (open, chosen, expected) in [
            (&[][..], Some(first), None),
            (&[second][..], Some(first), Some(second)),
            (&[first, second][..], Some(second), Some(second)),
            (&[first, second][..], None, Some(first)),
        ] {
            assert_eq!(client_at_gateway(open, chosen), expected);
        }
    }
}
