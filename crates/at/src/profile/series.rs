//! The table of series: each row of the manual for all series, the models that differ within a row, and two older firmwares.

use super::{DefaultClientId, ErrorForm, Inference, Inferences, Manual, Profile, RefusedOpen, Source};

/// The common limits of the manual for all series (003, 1.1 to 1.12), which most rows leave as they are.
const BASE: Profile = Profile {
    name: "",
    models: &[],
    example_model: "",
    source: v13("1.1"),
    username_max: 128,
    password_max: 128,
    client_id_max: 256,
    default_client_id: DefaultClientId::ImeiAndClient,
    clients: &[1, 2],
    sn_commands: false,
    cloud_auth: false,
    tls: true,
    will_by_length: false,
    message_max: 1500,
    sn_client_id_max: 256,
    topic_max: 255,
    payload_max: 1024,
    host_max: 255,
    keep_alive: (1, 300),
    tls_file: (4, 8192), // No manual says; an L610 in use does, and of the others it is inferred.
    errors: ErrorForm::CmeOrBare,
    refused_open: RefusedOpen::ByNumber,
    inferred: UNSAID.and(Inference::SnClients),
};

/// What no manual says of any series.
const UNSAID: Inferences = Inferences::of(&[Inference::Escapes, Inference::TlsFile]);

/// Rows 1 to 5 raise the three limits of MQTTUSER.
const WIDE: Profile = Profile { username_max: 1024, password_max: 1024, client_id_max: 1024, ..BASE };

/// The models named in rows 1, 2 and 4 have the commands for MQTT-SN and cloud credentials.
const WIDE_SN: Profile =
    Profile { clients: &[1, 2, 101, 102], inferred: UNSAID, sn_commands: true, cloud_auth: true, ..WIDE };

const fn v13(section: &'static str) -> Source {
    Source { manual: Manual::MqttV13, section }
}

/// What an unknown model gets: nothing is forbidden that some series has.
pub const PERMISSIVE: Profile = Profile {
    name: "Unknown model",
    example_model: "UNKNOWN",
    source: Source { manual: Manual::InUse, section: "widest limits of all rows" },
    will_by_length: true,
    sn_client_id_max: 1024,
    ..WIDE_SN
};

/// Every series, in the order of the manual's table of applicable models.
pub static SERIES: &[Profile] = &[
    Profile {
        name: "L610",
        models: &["L610"],
        example_model: "L610-CN-00",
        source: v13("row 1"),
        sn_client_id_max: 1024,
        refused_open: RefusedOpen::ByStatus,
        inferred: UNSAID.without(Inference::TlsFile),
        ..WIDE_SN
    },
    Profile { name: "L61x", models: &["L61"], example_model: "L611-CN-00", source: v13("row 1"), ..WIDE },
    Profile {
        name: "LC610N",
        models: &["LC610N"],
        example_model: "LC610N-CN-00",
        source: v13("row 2"),
        tls: false,
        ..WIDE_SN
    },
    Profile { name: "LC61x", models: &["LC61"], example_model: "LC610-CN-00", source: v13("row 2"), ..WIDE },
    Profile { name: "LG61x", models: &["LG61"], example_model: "LG610-CN-00", source: v13("row 3"), ..WIDE },
    Profile {
        name: "MC610",
        models: &["MC610"],
        example_model: "MC610-CN-00",
        source: v13("row 4"),
        default_client_id: DefaultClientId::Imei,
        sn_client_id_max: 23,
        ..WIDE_SN
    },
    Profile {
        name: "MC615",
        models: &["MC615"],
        example_model: "MC615-CN-00",
        source: v13("row 4"),
        default_client_id: DefaultClientId::Imei,
        tls: false,
        ..WIDE_SN
    },
    Profile { name: "MC61x", models: &["MC61"], example_model: "MC612-CN-00", source: v13("row 4"), ..WIDE },
    Profile { name: "MG61x", models: &["MG61"], example_model: "MG610-CN-00", source: v13("row 5"), ..WIDE },
    Profile {
        name: "NL668-AM",
        models: &["NL668-AM"],
        example_model: "NL668-AM-00",
        source: v13("row 6"),
        tls: false,
        ..BASE
    },
    Profile { name: "NL66x", models: &["NL66"], example_model: "NL668-CN-00", source: v13("row 6"), ..BASE },
    Profile { name: "MC11x", models: &["MC11"], example_model: "MC116-CN-00", source: v13("row 7"), ..BASE },
    Profile { name: "MG11x", models: &["MG11"], example_model: "MG110-CN-00", source: v13("row 8"), ..BASE },
    Profile {
        name: "MC100E",
        models: &["MC100E"],
        example_model: "MC100E-CN-00",
        source: v13("row 9, 1.9, 1.13"),
        message_max: 1024,
        sn_client_id_max: 23,
        inferred: BASE.inferred.and(Inference::SnCommands).and(Inference::SnClientId),
        ..BASE
    },
    Profile { name: "MC10x", models: &["MC10"], example_model: "MC101-CN-00", source: v13("row 9"), ..BASE },
    Profile { name: "LC11x", models: &["LC11"], example_model: "LC116-CN-00", source: v13("row 10"), ..BASE },
    Profile {
        name: "MA510",
        models: &["MA510"],
        example_model: "MA510-GL-00",
        source: v13("row 11, 1.9, 1.13"),
        clients: &[1, 2, 101, 102],
        inferred: UNSAID,
        sn_commands: true,
        message_max: 1024,
        sn_client_id_max: 23,
        ..BASE
    },
    Profile {
        name: "MA51x",
        models: &["MA51"],
        example_model: "MA511-GL-00",
        source: v13("row 11"),
        clients: &[1, 2, 101, 102],
        inferred: UNSAID,
        sn_commands: true,
        ..BASE
    },
    Profile { name: "L71x", models: &["L71"], example_model: "L716-EU-00", source: v13("row 12"), ..BASE },
    Profile {
        name: "LE13x/LE17x",
        models: &["LE13", "LE17"],
        example_model: "LE130-CN-00",
        source: v13("row 13"),
        cloud_auth: true,
        ..BASE
    },
    Profile {
        name: "LE",
        models: &["LE"],
        example_model: "LE270-CN-00",
        source: v13("row 13"),
        cloud_auth: true,
        password_max: 256,
        ..BASE
    },
    Profile {
        name: "FG13x",
        models: &["FG13"],
        example_model: "FG132-NA-00",
        source: v13("row 14, 1.12"),
        password_max: 256,
        will_by_length: true,
        ..BASE
    },
    Profile { name: "MS18x", models: &["MS18"], example_model: "MS180-CN-00", source: v13("row 15"), ..BASE },
    Profile {
        name: "MC66x",
        models: &["MC66"],
        example_model: "MC665-CN-00",
        source: v13("row 16, 1.12"),
        cloud_auth: true,
        password_max: 256,
        will_by_length: true,
        ..BASE
    },
    Profile {
        name: "MG66x",
        models: &["MG66"],
        example_model: "MG661-EU-00",
        source: v13("row 17, 1.12"),
        cloud_auth: true,
        password_max: 256,
        will_by_length: true,
        ..BASE
    },
    Profile {
        name: "MC91x",
        // The third character of the number is printed as a letter: MC901 is as good a reading.
        models: &["MC91", "MC901"],
        example_model: "MC910-CN-00",
        source: v13("row 18"),
        inferred: BASE.inferred.and(Inference::Name),
        ..BASE
    },
    Profile {
        name: "L610 (2020)",
        models: &[],
        example_model: "L610-CN-00",
        source: Source { manual: Manual::L610V101, section: "1.1, 1.2" },
        client_id_max: 23,
        default_client_id: DefaultClientId::Imei,
        clients: &[1, 2, 101, 102],
        inferred: UNSAID,
        tls: false,
        ..BASE
    },
    Profile {
        name: "NL668/M910 (2019)",
        models: &["M910"],
        example_model: "M910-GL-00",
        source: Source { manual: Manual::Nl668V126, section: "1.1, 1.2" },
        client_id_max: 23,
        default_client_id: DefaultClientId::Imei,
        tls: false,
        errors: ErrorForm::NumberedError,
        // 001, 1.2 names the clients 1 and 2.
        inferred: UNSAID.and(Inference::Message),
        ..BASE
    },
];
