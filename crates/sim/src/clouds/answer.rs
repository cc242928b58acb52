//! What a pretended cloud answers to a message of its device, so that both directions can be seen.

use super::Cloud;
use crate::broker::Message;

/// A cloud, what a topic begins or ends with, what the topic of the answer has in its place, and the answer. Where a cloud
/// confirms messages on a topic of its own, this is that topic; the others send what they send to devices.
const ANSWERS: &[(Cloud, &str, &str, &str)] = &[
    (
        Cloud::Alibaba,
        "/thing/event/property/post",
        "/thing/event/property/post_reply",
        r#"{"id":"1","code":200,"data":{},"message":"success"}"#,
    ),
    (Cloud::Alibaba, "/user/update", "/user/get", r#"{"setpoint":21.5}"#),
    (
        Cloud::Tencent,
        "$thing/up/property/",
        "$thing/down/property/",
        r#"{"method":"report_reply","clientToken":"1","code":0,"status":"success"}"#,
    ),
    (Cloud::Huawei, "/sys/properties/report", "/sys/messages/down", r#"{"content":"hello, device"}"#),
    (Cloud::Huawei, "/sys/messages/up", "/sys/messages/down", r#"{"content":"hello, device"}"#),
    (Cloud::Tuya, "/thing/property/report", "/thing/property/report_response", r#"{"msgId":"1","code":0}"#),
    (Cloud::OneNet, "/thing/property/post", "/thing/property/post/reply", r#"{"id":"1","code":200,"msg":"success"}"#),
    (Cloud::OneNet, "/dp/post/json", "/dp/post/json/accepted", r#"{"id":1}"#),
    (Cloud::Baidu, "/shadow/update/reported", "/shadow/update/reported/reply", r#"{"code":0}"#),
    (
        Cloud::Amazon,
        "/shadow/update",
        "/shadow/update/accepted",
        r#"{"state":{"reported":{"temperature":23.4}},"version":1}"#,
    ),
    (Cloud::Aep, "data_report", "device_control", r#"{"taskId":1,"payload":{"setpoint":21.5}}"#),
    (Cloud::Unicom, "/property/pub", "/property/pub_reply", r#"{"messageId":"1","code":"000000","message":"success"}"#),
];

/// The answer to a message on this topic, where there is one.
pub(crate) fn answer(cloud: Cloud, topic: &str) -> Option<Message> {
    let is_about = |part: &str| topic.starts_with(part) || topic.ends_with(part);
    let (_, from, to, payload) = ANSWERS.iter().find(|(whose, from, _, _)| *whose == cloud && is_about(from))?;
    Some(Message { topic: topic.replacen(from, to, 1), qos: 0, retain: false, payload: payload.as_bytes().to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_goes_to_the_device_that_spoke() {
        for (cloud, topic, expected) in [
            (Cloud::Alibaba, "/sys/a1/d/thing/event/property/post", Some("/sys/a1/d/thing/event/property/post_reply")),
            (Cloud::Tencent, "$thing/up/property/P/d", Some("$thing/down/property/P/d")),
            (Cloud::Aep, "data_report", Some("device_control")),
            (Cloud::Aep, "signal_report", None),
            (Cloud::Baidu, "/thing/event/property/post", None),
        ] {
            assert_eq!(answer(cloud, topic).map(|message| message.topic).as_deref(), expected, "{topic}");
        }
    }
}
