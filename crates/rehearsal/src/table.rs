//! How the module stands before a walkthrough, and what can go wrong between it and the engine.

use fibocom_at::{Event, Failure, Reply};
use fibocom_sim::{self as sim, BrokerFault, Fault, Hand, What};

use crate::desk::Desk;

/// A certificate that is none of anybody's.
pub const PEM: &str = "-----BEGIN CERTIFICATE-----\nMAMBAf8=\n-----END CERTIFICATE-----\n";

/// How the module stands before the walkthrough begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// As it comes.
    Fresh,
    /// With an IP address.
    Online,
    /// With an address, and a client that is connected from before.
    Connected,
    /// With an address, a trust file, a certificate and a key, and the server is checked.
    WithFiles,
    /// With an address and a trust file that is none.
    WithRubbish,
}

/// All of them.
pub const BEFORES: [Before; 5] =
    [Before::Fresh, Before::Online, Before::Connected, Before::WithFiles, Before::WithRubbish];

/// What goes wrong at a step, and not before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The module falls silent.
    Silent,
    /// The broker says no, up to the next step.
    RefusedOnce,
    /// Somebody else ends the subscription.
    Unsubscribed,
}

/// A module and its engine, made ready for a walkthrough.
pub struct Table {
    desk: Desk,
}

impl Table {
    /// A module that is switched on now.
    #[must_use]
    pub fn new(config: sim::Config) -> Self {
        Self { desk: Desk::new(config) }
    }

    /// The time, in milliseconds since then.
    #[must_use]
    pub const fn now(&self) -> u64 {
        self.desk.now
    }

    /// Does a command, and waits for its end: ten minutes at most.
    pub fn ask(&mut self, line: &str, data: Option<Vec<u8>>) -> Result<Reply, Failure> {
        self.desk.ask(line, data, 1_000, 600).unwrap_or(Err(Failure::Unresponsive))
    }

    /// Lets so many milliseconds pass.
    pub fn wait(&mut self, millis: u64) {
        self.desk.wait(millis);
    }

    /// The topics of the messages that came since this was asked.
    pub fn topics(&mut self) -> Vec<String> {
        let topic = |(_, event)| if let Event::Message(message) = event { Some(message.topic) } else { None };
        std::mem::take(&mut self.desk.told).into_iter().filter_map(topic).collect()
    }

    /// Something goes wrong now.
    pub fn make(&mut self, trouble: Trouble) {
        let now = self.desk.moment();
        match trouble {
            Trouble::Silent => self.desk.module.inject(now, Fault::always(What::Hang)),
            Trouble::RefusedOnce => {
                self.desk.module.inject(now, Fault::always(What::Broker(BrokerFault::Refuses)));
            }
            Trouble::Unsubscribed => drop(self.ask("AT+MQTTUNSUB=1,\"workbench/first\"", None)),
        }
    }

    /// Whatever goes wrong goes right again.
    pub fn heal(&mut self) {
        let now = self.desk.moment();
        self.desk.module.lend_hand(now, &Hand::Heal);
    }

    /// Waits until the module is up, and puts it into a state.
    pub fn prepare(&mut self, before: Before) {
        self.wait(20_000);
        // As the page does when it meets a module.
        let _ = self.ask("AT+CMEE=1", None);
        if before != Before::Fresh {
            let _ = self.ask("AT+MIPCALL=1,\"CMNET\"", None);
            self.wait(5_000);
        }
        if before == Before::Connected {
            let _ = self.ask("AT+MQTTUSER=1,\"\",\"\"", None);
            let _ = self.ask("AT+MQTTOPEN=1,\"broker.example\",1883,1,60", None);
        }
        if before == Before::WithRubbish {
            let _ = self.ask("AT+GTSSLFILE=\"TRUSTFILE\",7", Some(b"rubbish".to_vec()));
        }
        if before == Before::WithFiles {
            let _ = self.ask("AT+MIPNTP=\"ntp.example\",123", None);
            for (kind, armour) in
                [("TRUSTFILE", "CERTIFICATE"), ("CERTFILE", "CERTIFICATE"), ("KEYFILE", "PRIVATE KEY")]
            {
                let file = PEM.replace("CERTIFICATE", armour).into_bytes();
                let _ = self.ask(&format!("AT+GTSSLFILE=\"{kind}\",{}", file.len()), Some(file));
            }
            let _ = self.ask("AT+GTSSLMODE=1", None);
        }
    }
}
