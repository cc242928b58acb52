//! What clouds limit, by the ends of their hosts. A test of the whole project holds this against the crate that makes credentials for them.

/// What a cloud limits.
#[derive(Debug)]
pub struct Cloud {
    /// The end of its hosts.
    pub host: &'static str,
    /// The highest QoS; nothing, where it does not say.
    pub qos: Option<u32>,
    /// Whether it refuses retained messages and wills.
    pub refuses_kept: bool,
    /// Shortest and longest keep alive, in seconds; nothing, where it does not say.
    pub keep_alive: Option<(u16, u16)>,
}

const fn cloud(host: &'static str, qos: Option<u32>, refuses_kept: bool, keep_alive: Option<(u16, u16)>) -> Cloud {
    Cloud { host, qos, refuses_kept, keep_alive }
}

/// What Amazon says of its servers everywhere.
const AMAZON: (Option<u32>, Option<(u16, u16)>) = (Some(1), Some((30, 1_200)));

/// Those that limit anything.
pub static CLOUDS: &[Cloud] = &[
    cloud(".aliyuncs.com", Some(1), true, Some((30, 1_200))),
    cloud(".tencentdevices.com", Some(1), true, Some((0, 900))),
    cloud(".myhuaweicloud.com", Some(1), true, Some((30, 1_200))),
    cloud(".tuyacn.com", Some(1), false, None),
    cloud(".tuyaus.com", Some(1), false, None),
    cloud(".tuyaeu.com", Some(1), false, None),
    cloud(".tuyain.com", Some(1), false, None),
    cloud(".heclouds.com", None, false, Some((10, 1_800))),
    cloud(".baidubce.com", Some(1), false, Some((30, 1_200))),
    cloud(".amazonaws.com", AMAZON.0, false, AMAZON.1),
    cloud(".amazonaws.com.cn", AMAZON.0, false, AMAZON.1),
    // Of this one the page makes no credentials.
    cloud(".azure-devices.net", Some(1), false, None),
];

impl Cloud {
    /// The cloud whose host this is.
    #[must_use]
    pub fn of_host(host: &str) -> Option<&'static Self> {
        let host = host.to_ascii_lowercase();
        CLOUDS.iter().find(|cloud| host.ends_with(cloud.host))
    }
}
