//! Virtual devices at the other end: a meter and a tracker that publish what such devices publish, beside the plant with its press. Equal seeds tell equal stories.

use crate::broker::Message;
use crate::random::Random;
use crate::time::Timestamp;

/// A device that publishes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Device {
    /// An electricity meter: every 15 s JSON on `demo/meter/state`, retained. Its register only grows, by the power it tells.
    Meter,
    /// A tracker on a road: every 5 s JSON on `demo/tracker/position`. Where it is follows from where it was and how fast it goes.
    Tracker,
    /// The demonstration plant: its press every 2 s on `demo/plant/press`, and its gauge every 10 s on `demo/plant/frame`, while
    /// anybody is connected. It is on from the beginning.
    Press,
}

impl Device {
    /// Every device.
    pub const ALL: &'static [Self] = &[Self::Meter, Self::Tracker, Self::Press];

    /// Milliseconds between its messages.
    const fn every(self) -> u64 {
        match self {
            Self::Meter => 15_000,
            Self::Tracker => 5_000,
            Self::Press => 2_000,
        }
    }
}

/// A device that is switched on.
#[derive(Debug)]
pub(super) struct Running {
    pub(super) device: Device,
    random: Random,
    next: Timestamp,
    last: Timestamp,
    /// What the meter has counted: watts times milliseconds, of which 3600000 are a watt-hour.
    counted: u64,
    /// Watts.
    power: u64,
    /// Degrees north and east, times ten million.
    place: (i64, i64),
    /// Kilometres an hour, and eighths of a circle from north.
    pace: (u64, u64),
}

/// Degrees times ten million that a metre is to the north; to the east it is more, by the cosine of 47 degrees.
const NORTH_OF_METRE: i64 = 90;
const EAST_OF_METRE: i64 = 132;

/// North and east of each eighth of a circle, times a thousand.
const EIGHTHS: [(i64, i64); 8] =
    [(1_000, 0), (707, 707), (0, 1_000), (-707, 707), (-1_000, 0), (-707, -707), (0, -1_000), (707, -707)];

impl Running {
    /// It is switched on now, and speaks for the first time after one interval.
    pub(super) const fn new(device: Device, seed: u64, now: Timestamp) -> Self {
        // Each device has a story of its own.
        let mut random = Random::new(seed ^ (0x510E_527F_ADE6_82D1 ^ device.every()));
        let counted = random.between(1_000_000, 9_000_000) * 3_600_000;
        Self {
            device,
            random,
            next: now.plus(device.every()),
            last: now,
            counted,
            power: 850,
            place: (473_769_000, 85_417_000),
            pace: (40, 1),
        }
    }

    pub(super) const fn next(&self) -> Timestamp {
        self.next
    }

    /// What it publishes by now. After a long pause one message, which knows how long that was.
    pub(super) fn due(&mut self, now: Timestamp) -> Option<Message> {
        if self.next > now {
            return None;
        }
        let millis = now.since(self.last);
        (self.last, self.next) = (now, now.plus(self.device.every()));
        match self.device {
            Device::Meter => Some(self.meter(millis)),
            Device::Tracker => Some(self.tracker(millis)),
            // The plant speaks for itself.
            Device::Press => None,
        }
    }

    fn meter(&mut self, millis: u64) -> Message {
        self.counted = self.counted.saturating_add(self.power.saturating_mul(millis));
        let watt_hours = self.counted / 3_600_000;
        // A house: something is switched on or off now and then.
        self.power = match self.random.between(0, 5) {
            0 => (self.power + self.random.between(300, 2_000)).min(9_000),
            1 => self.power.saturating_sub(self.random.between(300, 2_000)).max(120),
            _ => self.power.saturating_add(self.random.between(0, 20)).saturating_sub(10),
        };
        let (volts, hertz) = (self.random.between(2_270, 2_330), self.random.between(4_998, 5_002));
        let json = format!(
            "{{\"meter\":\"E-4711\",\"kwh\":{}.{:03},\"w\":{},\"v\":{}.{},\"hz\":{}.{:02}}}",
            watt_hours / 1_000,
            watt_hours % 1_000,
            self.power,
            volts / 10,
            volts % 10,
            hertz / 100,
            hertz % 100
        );
        Message { topic: "demo/meter/state".to_owned(), qos: 0, retain: true, payload: json.into_bytes() }
    }

    fn tracker(&mut self, millis: u64) -> Message {
        let (speed, heading) = self.pace;
        let metres = i64::try_from(speed.saturating_mul(millis) / 3_600).unwrap_or(0).min(100_000);
        let eighth = usize::try_from(heading % 8).unwrap_or(0);
        let (north, east) = EIGHTHS.get(eighth).copied().unwrap_or((0, 0));
        self.place.0 += metres * north * NORTH_OF_METRE / 1_000;
        self.place.1 += metres * east * EAST_OF_METRE / 1_000;
        // A turn now and then, and a stop at lights.
        let turn = self.random.between(0, 9);
        let heading = if turn < 2 { (heading + 1 + 6 * turn) % 8 } else { heading };
        let speed = if turn == 9 { 0 } else { self.random.between(25, 55) };
        self.pace = (speed, heading);
        let degrees = |value: i64| format!("{}.{:06}", value / 10_000_000, value % 10_000_000 / 10);
        let json = format!(
            "{{\"tracker\":\"T-7\",\"lat\":{},\"lon\":{},\"kmh\":{speed},\"heading\":{}}}",
            degrees(self.place.0),
            degrees(self.place.1),
            heading * 45
        );
        Message { topic: "demo/tracker/position".to_owned(), qos: 0, retain: false, payload: json.into_bytes() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a device tells in ten minutes.
    fn story(device: Device, seed: u64) -> Vec<String> {
        let mut running = Running::new(device, seed, Timestamp::ZERO);
        let mut told = Vec::new();
        while running.next().as_millis() <= 600_000 {
            let message = running.due(running.next()).unwrap();
            told.push(String::from_utf8(message.payload).unwrap());
        }
        told
    }

    /// The number behind this name.
    fn number(json: &str, name: &str) -> f64 {
        let rest = json.split(&format!("\"{name}\":")).nth(1).unwrap();
        rest.split([',', '}']).next().unwrap().parse().unwrap()
    }

    #[test]
    fn equal_seeds_tell_equal_stories_and_others_others() {
        for device in [Device::Meter, Device::Tracker] {
            assert_eq!(story(device, 3), story(device, 3));
            assert_ne!(story(device, 3), story(device, 4));
        }
    }

    #[test]
    fn a_register_grows_by_the_power_that_was_told() {
        let told = story(Device::Meter, 1);
        assert_eq!(told.len(), 40);
        for pair in told.windows(2) {
            let grown = number(&pair[1], "kwh") - number(&pair[0], "kwh");
            let expected = number(&pair[0], "w") * 15.0 / 3_600_000.0;
            assert!((grown - expected).abs() <= 0.001_5, "{grown} and {expected}: {pair:?}");
        }
    }

    #[test]
    fn a_tracker_goes_as_far_as_its_speed_takes_it() {
        let told = story(Device::Tracker, 1);
        assert_eq!(told.len(), 120);
        for pair in told.windows(2) {
            let way = |name: &str, metres: f64| (number(&pair[1], name) - number(&pair[0], name)) * metres;
            let metres = way("lat", 111_200.0).hypot(way("lon", 75_800.0));
            let expected = number(&pair[0], "kmh") / 3.6 * 5.0;
            assert!((metres - expected).abs() < 3.0, "{metres} and {expected}: {pair:?}");
        }
    }
}
