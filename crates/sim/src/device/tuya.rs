//! The session that the module runs with Tuya by itself, as far as it shows: its events.

use crate::device::Device;
use crate::reply::Effect;

/// What `MQTTAUTHEVENT` tells (003, 1.19).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TuyaEvent {
    Reset,
    BindStart,
    BindTokenOn,
    Activated,
    Connected,
    Disconnected,
    BindStop,
}

impl TuyaEvent {
    const fn number(self) -> u8 {
        match self {
            Self::Reset => 1,
            Self::BindStart => 2,
            Self::BindTokenOn => 3,
            Self::Activated => 4,
            Self::Connected => 5,
            Self::Disconnected => 6,
            Self::BindStop => 7,
        }
    }

    /// The word that the manual prints behind the number (003, 1.19).
    const fn word(self) -> &'static str {
        match self {
            Self::Reset => "RESET",
            Self::BindStart => "BIND START",
            Self::BindTokenOn => "BIND TOKEN ON",
            Self::Activated => "ACTIVATE SUCCESSED",
            Self::Connected => "MQTT CONNECTED",
            Self::Disconnected => "MQTT DISCONNECT",
            Self::BindStop => "BIND STOP",
        }
    }

    /// What comes next in a session that goes well, and how long it takes. The person with the telephone, who has to let the
    /// device in, does so at once.
    const fn next(self) -> Option<(Self, (u64, u64))> {
        match self {
            Self::Reset => Some((Self::BindStart, (200, 500))),
            Self::BindStart => Some((Self::BindTokenOn, (2_000, 4_000))),
            Self::BindTokenOn => Some((Self::Activated, (700, 1_500))),
            Self::Activated => Some((Self::Connected, (500, 1_000))),
            Self::Connected | Self::Disconnected | Self::BindStop => None,
        }
    }
}

impl Device {
    /// `AT+MQTTAUTHCFG=4,1`: the session begins anew.
    pub(crate) fn start_tuya(&mut self) {
        self.tuya = None;
        self.tuya_run = self.tuya_run.wrapping_add(1);
        self.later((100, 300), Effect::Tuya(self.tuya_run, TuyaEvent::Reset));
    }

    /// `AT+MQTTAUTHCFG=4,0`: the session ends, where there is one.
    pub(crate) fn stop_tuya(&mut self) {
        self.tuya_run = self.tuya_run.wrapping_add(1);
        let run = self.tuya_run;
        if self.tuya.take() == Some(TuyaEvent::Connected) {
            self.later((100, 300), Effect::Tuya(run, TuyaEvent::Disconnected));
        }
        self.later((400, 600), Effect::Tuya(run, TuyaEvent::BindStop));
    }

    /// The way to the cloud is gone.
    pub(crate) fn lose_tuya(&mut self) {
        if self.tuya == Some(TuyaEvent::Connected) {
            self.tuya_event(self.tuya_run, TuyaEvent::Disconnected);
        }
    }

    /// Tells an event of the session that runs, without the plus sign that other lines have (003, 1.19), and plans the next.
    pub(crate) fn tuya_event(&mut self, run: u32, event: TuyaEvent) {
        if run != self.tuya_run {
            return;
        }
        self.tuya = Some(event);
        let told = self.habits.event(event.number(), event.word());
        self.announce(format!("MQTTAUTHEVENT: 4,{told}"));
        if let Some((next, delay)) = event.next() {
            self.later(delay, Effect::Tuya(run, next));
        }
    }
}
