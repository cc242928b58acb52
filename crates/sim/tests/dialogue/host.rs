//! A host that talks to a virtual module in virtual time.

use fibocom_sim::{Config, Fault, PageBroker, Timestamp, VirtualModule};

/// A host with a clock of its own.
pub(crate) struct Host {
    pub(crate) module: VirtualModule,
    pub(crate) now: Timestamp,
}

impl Host {
    pub(crate) fn of(config: Config) -> Self {
        let mut host = Self { module: VirtualModule::with_broker(config, PageBroker::new()), now: Timestamp::ZERO };
        host.module.tick(host.now);
        host
    }

    /// A booted, registered module with numbered errors and no echo.
    pub(crate) fn ready(name: &str) -> Self {
        Self::ready_as(Config::for_model(name))
    }

    pub(crate) fn ready_as(config: Config) -> Self {
        let mut host = Self::of(config);
        host.wait(10_000);
        host.say("ATE0");
        host.say("AT+CMEE=1");
        host
    }

    /// The same with an IP address and client 1 open.
    pub(crate) fn connected(name: &str) -> Self {
        Self::connected_as(Config::for_model(name))
    }

    pub(crate) fn connected_as(config: Config) -> Self {
        let mut host = Self::ready_as(config);
        host.say("AT+MIPCALL=1");
        host.say("AT+MQTTUSER=1,\"u\",\"p\"");
        let printed = host.say("AT+MQTTOPEN=1,\"broker.example\",1883,1,60");
        assert!(matches!(printed.as_str(), "OK|+MQTTOPEN: 1,1" | "+MQTTOPEN: 1,1|OK"), "{printed}");
        host
    }

    /// Lets time pass, and gives what was printed meanwhile.
    pub(crate) fn wait(&mut self, millis: u64) -> String {
        let heard = self.hear(millis);
        lines(&heard.into_iter().flat_map(|(_, bytes)| bytes).collect::<Vec<_>>())
    }

    /// Lets time pass, and gives the bytes that came meanwhile, with their times.
    pub(crate) fn hear(&mut self, millis: u64) -> Vec<(Timestamp, Vec<u8>)> {
        let end = self.now.plus(millis);
        self.module.tick(self.now);
        let mut heard = Vec::new();
        while let Some(wake) = self.module.next_wake().filter(|wake| *wake <= end) {
            self.now = wake;
            self.module.tick(wake);
            heard.push((wake, self.module.take_output()));
        }
        self.now = end;
        self.module.tick(end);
        heard.push((end, self.module.take_output()));
        heard.retain(|(_, bytes)| !bytes.is_empty());
        heard
    }

    /// Gives a fault to the module.
    pub(crate) fn inject(&mut self, fault: Fault) {
        self.module.inject(self.now, fault);
    }

    /// Sends a line, and gives everything printed within five seconds.
    pub(crate) fn say(&mut self, line: &str) -> String {
        self.send(format!("{line}\r\n").as_bytes())
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) -> String {
        self.module.receive(self.now, bytes);
        self.wait(5_000)
    }
}

/// The lines of an output, without empty ones, with a bar between them.
fn lines(output: &[u8]) -> String {
    let text: String = output.iter().copied().map(char::from).collect();
    text.split("\r\n").filter(|line| !line.is_empty()).collect::<Vec<_>>().join("|")
}

pub(crate) fn check(name: &str, dialogue: &[(&str, &str)]) {
    let mut host = Host::ready(name);
    for (sent, received) in dialogue {
        assert_eq!(host.say(sent), *received, "{name}: {sent}");
    }
}
