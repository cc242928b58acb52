//! A client of MQTT-SN against the virtual module's gateway: opened by its own name, with topics by their ids.

use fibocom_at::args::{SnClientIdString, TopicId, TopicRef};
use fibocom_at::commands::{ReadRegisteredTopics, RegisterTopic, SetSnClientId};

use super::*;

#[test]
fn a_registered_topic_travels_by_its_number_and_the_gateway_names_what_a_filter_brings() {
    with_session(Config::for_model("L610"), |handle, record| async move {
        let profile = Profile::for_model("L610");
        let [_, _, client, _] = ClientIndex::ALL;
        handle.sleep(Duration::from_secs(20)).await;
        dial(&handle, &DialPlan::default()).await.unwrap();
        let id = SnClientIdString::parse(profile, "press-7").unwrap();
        let login = Login::Sn(Some(SetSnClientId::new(client, id).unwrap()));
        open(&handle, &OpenPlan { login, ..plan(client) }, |_| {}).await.unwrap();
        let sent = |line: &str| record.borrow().entries().any(|entry| entry.line.raw == format!("{line}\r").as_bytes());
        assert!(sent("AT+MQTTSNCID=101,\"press-7\"") && !sent("AT+MQTTUSER=101,\"\",\"\""));

        let topic = Topic::parse(profile, "plant/7").unwrap();
        let registered = handle.run(&RegisterTopic::new(client, topic).unwrap()).await.unwrap().unwrap();
        let by_id = TopicRef::numbered(client, registered.id.number().into()).unwrap();
        let filter = TopicRef::numbered(client, registered.id.number().into()).unwrap();
        let wild = TopicFilter::parse(profile, "press/#").unwrap();
        let mut heard = handle.listen(|_| true);
        for topic in [filter, wild.into()] {
            handle.run(&Subscribe { client, topic, qos: Qos::AtLeastOnce }).await.unwrap();
        }
        for topic in [by_id, Topic::parse(profile, "press/1").unwrap().into()] {
            let payload = Payload::new(*b"\x00\r\n", profile.payload_max).unwrap();
            let publish = Publish::new(client, topic, Qos::AtLeastOnce, Retain::No, payload, Choice::Auto).unwrap();
            handle.run(&publish).await.unwrap();
        }
        let mut messages = Vec::new();
        while messages.len() < 2 {
            if let Some(DriverEvent::Engine(Event::Message(message))) = heard.next().await {
                messages.push((message.topic_id.map(TopicId::number), message.payload));
            }
        }
        assert_eq!(messages, [(Some(1), b"\x00\r\n".to_vec()), (Some(2), b"\x00\r\n".to_vec())]);
        let listed = handle.run(&ReadRegisteredTopics).await.unwrap();
        let listed: Vec<_> = listed.iter().map(|known| (known.id.number(), known.topic.as_str())).collect();
        assert_eq!(listed, [(1, "plant/7"), (2, "press/1")]);
    });
}
