//! How the module stands before a walkthrough, and what can go wrong between it and the engine.

use fibocom_at::{Event, Failure, Reply};
use fibocom_sim::{self as sim, BrokerFault, Fault, Hand, What};

use super::desk::Desk;

pub(super) const PEM: &str = "-----BEGIN CERTIFICATE-----\nMAMBAf8=\n-----END CERTIFICATE-----\n";

/// How the module stands before the walkthrough begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// As it comes.
    Fresh,
    /// With an IP address.
    Online,
    /// With an address, a trust file, a certificate and a key, and the server is checked.
    WithFiles,
    /// With an address and a trust file that is none.
    WithRubbish,
}

pub(super) const BEFORES: [Before; 4] = [Before::Fresh, Before::Online, Before::WithFiles, Before::WithRubbish];

/// What goes wrong at a step, and not before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The module falls silent.
    Silent,
    /// The broker says no, up to the next step.
    RefusedOnce,
    /// Somebody else ends the subscription.
    Unsubscribed,
}

/// The table.
pub(super) struct Table {
    desk: Desk,
}

impl Table {
    pub(super) fn new(config: sim::Config) -> Self {
        Self { desk: Desk::new(config) }
    }

    pub(super) const fn now(&self) -> u64 {
        self.desk.now
    }

    pub(super) fn ask(&mut self, line: &str, data: Option<Vec<u8>>) -> Result<Reply, Failure> {
        self.desk.ask(line, data, 1_000, 600)
    }

    pub(super) fn wait(&mut self, millis: u64) {
        self.desk.wait(millis);
    }

    /// The topics of the messages that came since this was asked.
    pub(super) fn topics(&mut self) -> Vec<String> {
        let topic = |(_, event)| if let Event::Message(message) = event { Some(message.topic) } else { None };
        std::mem::take(&mut self.desk.told).into_iter().filter_map(topic).collect()
    }

    pub(super) fn make(&mut self, trouble: Trouble) {
        let now = self.desk.moment();
        match trouble {
            Trouble::Silent => self.desk.module.inject(now, Fault::always(What::Hang)),
            Trouble::RefusedOnce => {
                self.desk.module.inject(now, Fault::always(What::Broker(BrokerFault::Refuses)));
            }
            Trouble::Unsubscribed => drop(self.ask("AT+MQTTUNSUB=1,\"workbench/first\"", None)),
        }
    }

    pub(super) fn heal(&mut self) {
        let now = self.desk.moment();
        self.desk.module.lend_hand(now, &Hand::Heal);
    }

    pub(super) fn prepare(&mut self, before: Before) {
        self.wait(20_000);
        // As the page does when it meets a module.
        let _ = self.ask("AT+CMEE=1", None);
        if before != Before::Fresh {
            let _ = self.ask("AT+MIPCALL=1,\"CMNET\"", None);
            self.wait(5_000);
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
