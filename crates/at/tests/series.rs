//! The table of series, typed out a second time from the manuals: the eighteen rows of manual 003 with the models that differ
//! within a row, and the two older firmwares of 000 and 001.

use fibocom_at::Profile;
use fibocom_at::profile::{DefaultClientId, ErrorForm, Feature, Manual, SERIES};

/// One series: name and row; user name, password and client id string; TLS, MQTT-SN, cloud commands and will by length; payload
/// of `+MQTTMSG`; client id string of MQTT-SN, where there is any.
type Row = (&'static str, &'static str, [usize; 3], [bool; 4], usize, Option<usize>);

const WIDE: [usize; 3] = [1024, 1024, 1024];
const USUAL: [usize; 3] = [128, 128, 256];
const LONG_PASSWORD: [usize; 3] = [128, 256, 256];
const OLD: [usize; 3] = [128, 128, 23];

const Y: bool = true;
const N: bool = false;

/// TLS, MQTT-SN, cloud, will by length.
const TABLE: &[Row] = &[
    ("L610", "row 1", WIDE, [Y, Y, Y, N], 1500, Some(1024)),
    ("L61x", "row 1", WIDE, [Y, N, N, N], 1500, None),
    ("LC610N", "row 2", WIDE, [N, Y, Y, N], 1500, Some(256)),
    ("LC61x", "row 2", WIDE, [Y, N, N, N], 1500, None),
    ("LG61x", "row 3", WIDE, [Y, N, N, N], 1500, None),
    ("MC610", "row 4", WIDE, [Y, Y, Y, N], 1500, Some(23)),
    ("MC615", "row 4", WIDE, [N, Y, Y, N], 1500, Some(256)),
    ("MC61x", "row 4", WIDE, [Y, N, N, N], 1500, None),
    ("MG61x", "row 5", WIDE, [Y, N, N, N], 1500, None),
    ("NL668-AM", "row 6", USUAL, [N, N, N, N], 1500, None),
    ("NL66x", "row 6", USUAL, [Y, N, N, N], 1500, None),
    ("MC11x", "row 7", USUAL, [Y, N, N, N], 1500, None),
    ("MG11x", "row 8", USUAL, [Y, N, N, N], 1500, None),
    ("MC100E", "row 9", USUAL, [Y, N, N, N], 1024, None),
    ("MC10x", "row 9", USUAL, [Y, N, N, N], 1500, None),
    ("LC11x", "row 10", USUAL, [Y, N, N, N], 1500, None),
    ("MA510", "row 11", USUAL, [Y, Y, N, N], 1024, Some(23)),
    ("MA51x", "row 11", USUAL, [Y, Y, N, N], 1500, Some(256)),
    ("L71x", "row 12", USUAL, [Y, N, N, N], 1500, None),
    ("LE13x/LE17x", "row 13", USUAL, [Y, N, Y, N], 1500, None),
    ("LE", "row 13", LONG_PASSWORD, [Y, N, Y, N], 1500, None),
    ("FG13x", "row 14", LONG_PASSWORD, [Y, N, N, Y], 1500, None),
    ("MS18x", "row 15", USUAL, [Y, N, N, N], 1500, None),
    ("MC66x", "row 16", LONG_PASSWORD, [Y, N, Y, Y], 1500, None),
    ("MG66x", "row 17", LONG_PASSWORD, [Y, N, Y, Y], 1500, None),
    ("MC91x", "row 18", USUAL, [Y, N, N, N], 1500, None),
    ("L610 (2020)", "1.1", OLD, [N, N, N, N], 1500, None),
    ("NL668/M910 (2019)", "1.1", OLD, [N, N, N, N], 1500, None),
];

#[test]
fn every_series_is_as_its_row_in_the_manual_says() {
    let names: Vec<_> = SERIES.iter().map(|profile| profile.name).collect();
    assert_eq!(names, TABLE.iter().map(|row| row.0).collect::<Vec<_>>());
    for (profile, (name, section, limits, features, message_max, sn_client_id)) in SERIES.iter().zip(TABLE) {
        assert!(profile.source.section.starts_with(section), "{name}: {}", profile.source.section);
        assert_eq!([profile.username_max, profile.password_max, profile.client_id_max], *limits, "{name}");
        let has = [Feature::Tls, Feature::MqttSnCommands, Feature::CloudAuth, Feature::WillByLength];
        assert_eq!(has.map(|feature| profile.has(feature)), *features, "{name}");
        assert_eq!(profile.message_max, *message_max, "{name}");
        if let Some(longest) = sn_client_id {
            assert_eq!(profile.sn_client_id_max, *longest, "{name}");
        }
        assert_eq!((profile.topic_max, profile.payload_max, profile.host_max), (255, 1024, 255), "{name}");
        assert_eq!(profile.keep_alive, (1, 300), "{name}");
    }
}

#[test]
fn what_differs_besides_the_limits_is_as_the_manuals_say() {
    for profile in SERIES {
        let name = profile.name;
        // 000, 1.2 gives its L610 the clients of MQTT-SN, though none of the four commands.
        let has_sn_clients = profile.has(Feature::MqttSnCommands) || name == "L610 (2020)";
        assert_eq!(profile.clients, if has_sn_clients { &[1, 2, 101, 102][..] } else { &[1, 2] }, "{name}");
        let manual = match name {
            "L610 (2020)" => Manual::L610V101,
            "NL668/M910 (2019)" => Manual::Nl668V126,
            _ => Manual::MqttV13,
        };
        assert_eq!(profile.source.manual, manual, "{name}");
        let imei_alone = matches!(name, "MC610" | "MC615" | "L610 (2020)" | "NL668/M910 (2019)");
        assert_eq!(profile.default_client_id == DefaultClientId::Imei, imei_alone, "{name}");
        assert_eq!(profile.errors == ErrorForm::NumberedError, manual == Manual::Nl668V126, "{name}");
    }
    assert_eq!(Profile::for_model("LE270").name, "LE");
}
