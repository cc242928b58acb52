//! The commands that the model of `attribution.rs` is sent.

use fibocom_at::Request;

/// The kinds of commands: what is typed, and what the model makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `AT+CSQ`: one line with the number.
    Query,
    /// `AT+CGMM`: bare text with the number.
    Text,
    /// A command that no list has, whose reply is any text.
    Unknown,
    /// A publication in quotes, with its QoS.
    Publish(u8),
    /// Two publications on one line, with a status line each.
    Twice,
    /// A publication by length.
    Upload,
    /// The same, whose data nobody gave.
    WithoutData,
    /// An open.
    Open,
}

pub(super) const KINDS: [Kind; 8] = [
    Kind::Query,
    Kind::Text,
    Kind::Unknown,
    Kind::Publish(0),
    Kind::Publish(1),
    Kind::Upload,
    Kind::WithoutData,
    Kind::Open,
];

pub(super) const DATA: &[u8] = b"a\r\nOK\r\n> ";

impl Kind {
    pub(super) fn request(self, id: u64, client: u8) -> Request {
        // Numbers in the line tell the model which request it is; the module would not mind them.
        let line = match self {
            Self::Query => format!("AT+CSQ;+Q{id}"),
            Self::Text => format!("AT+CGMM;+Q{id}"),
            Self::Unknown => format!("AT+XYZ={id}"),
            Self::Publish(qos) => format!("AT+MQTTPUB={client},\"{id}\",{qos},0,\"x\""),
            Self::Twice => {
                format!("AT+MQTTPUB={client},\"{id}\",1,0,\"x\";+MQTTPUB={client},\"{id}\",1,0,\"y\"")
            }
            Self::Upload | Self::WithoutData => format!("AT+MQTTPUB={client},\"{id}\",1,0,{}", DATA.len()),
            Self::Open => format!("AT+MQTTOPEN={client},\"{id}\",1883,1,60"),
        };
        let data = (self == Self::Upload).then(|| DATA.to_vec());
        match Request::raw(&line, data) {
            Ok(request) => request,
            Err(problem) => unreachable!("{line}: {problem}"),
        }
    }
}
