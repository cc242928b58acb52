//! The styles in which logs write what went over a line.

/// How a line of a log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// The page's own text: `2026-11-27T06:43:19.123Z >  AT+CSQ`.
    OwnText,
    /// The page's own session file, or its JSON lines.
    OwnJson,
    /// Particle's Device OS of today: `0000012345 [ncp.at] TRACE: > AT+CSQ`.
    ParticleLog,
    /// Particle's Device OS of before: `10.123 AT send 8 "AT+CSQ\r\n"`.
    ParticleParser,
    /// ESP-IDF: `I (10544) at: TX AT+CSQ`.
    EspIdf,
    /// Zephyr: `[00:00:01.234,567] <dbg> modem: AT+CSQ`.
    Zephyr,
    /// RT-Thread: `[D/at.clnt] sendline: AT+CSQ`, or its hexadecimal form.
    RtThread,
    /// ROS and its like: `[INFO] [1690000000.123456789] [modem]: TX: AT+CSQ`.
    Ros,
    /// ModemManager: `<debug> [ttyUSB2/at] --> 'AT+CSQ<CR>'`.
    ModemManager,
    /// gammu: frames of bytes, `41A|54T|0D`.
    Gammu,
    /// RealTerm: a stamp with a comma behind it.
    RealTerm,
    /// SSCOM: `[10:12:13.123]发→◇AT+CSQ`.
    Sscom,
    /// A dump in hexadecimal digits.
    HexDump,
    /// Android's logcat: `11-27 06:43:19.123  1234  1250 D RIL: AT> AT+CSQ`.
    Logcat,
    /// Any other stamp before the text.
    Stamped,
    /// No stamp: a terminal's capture.
    Bare,
}

impl Style {
    /// Every style, in the order to offer them.
    pub const ALL: [Self; 16] = [
        Self::OwnText,
        Self::OwnJson,
        Self::ParticleLog,
        Self::ParticleParser,
        Self::EspIdf,
        Self::Zephyr,
        Self::RtThread,
        Self::Ros,
        Self::ModemManager,
        Self::Gammu,
        Self::RealTerm,
        Self::Sscom,
        Self::HexDump,
        Self::Logcat,
        Self::Stamped,
        Self::Bare,
    ];

    /// The name to choose it by: small letters and hyphens.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OwnText => "own-text",
            Self::OwnJson => "own-json",
            Self::ParticleLog => "particle-log",
            Self::ParticleParser => "particle-parser",
            Self::EspIdf => "esp-idf",
            Self::Zephyr => "zephyr",
            Self::RtThread => "rt-thread",
            Self::Ros => "ros",
            Self::ModemManager => "modem-manager",
            Self::Gammu => "gammu",
            Self::RealTerm => "real-term",
            Self::Sscom => "sscom",
            Self::HexDump => "hex-dump",
            Self::Logcat => "logcat",
            Self::Stamped => "stamped",
            Self::Bare => "bare",
        }
    }

    /// The style with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.name() == name)
    }

    /// Its place in [`Style::ALL`].
    pub(crate) fn place(self) -> usize {
        Self::ALL.iter().position(|style| *style == self).unwrap_or_default()
    }
}
