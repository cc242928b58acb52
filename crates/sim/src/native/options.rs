//! The flags of the program.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use lexopt::prelude::{Long, ValueExt};

use crate::config::Config;
use crate::scenario::Scenario;
use crate::temper::Temper;

pub(super) const HELP: &str = "\
virtual-module: a virtual Fibocom module on a pseudo-terminal

The first line on standard output says where it is: {\"pty\":\"/dev/pts/7\"} or {\"tcp\":\"127.0.0.1:40123\"}.

  --tcp ADDRESS:PORT    listen on TCP instead, one host at a time; port 0 takes a free one
  --model NAME          profile or model: L610, MC66x, \"NL668/M910 (2019)\" (default L610)
  --broker HOST:PORT    connect there, whatever AT+MQTTOPEN says; hosts under .invalid stay unreachable
  --scenario NAME       healthy, no-sim, locked-sim, weak-signal, slow-registration, wrong-apn,
                        clock-ahead (2070 until AT+MIPNTP or AT+CCLK=), silent, noise
  --seed NUMBER         decides jitter, addresses and habits (default 1, which is calm)
  --temper NAME         by-seed (default), calm, restless: codes inside replies, a status line before its OK
  --imei DIGITS         the IMEI
  --instant             no artificial delays
  --flood               enable the test-only AT+XFLOOD=<messages>,<bytes>[,<topics>]
  --raw-log FILE        append everything sent and received, escaped, with milliseconds
  --exit-with-parent    end when standard input ends
  --help                this text

TLS uses the files that AT+GTSSLFILE has loaded and goes by the module's clock, which is wrong until AT+MIPNTP or
AT+CCLK= has set it. Clients 101 and 102 reach the broker through an MQTT-SN gateway inside the program.
";

/// Where the host finds the module.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    Pty,
    Tcp(SocketAddr),
}

/// A broker's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) host: String,
    pub(super) port: u16,
}

/// Everything the flags say.
#[derive(Debug)]
pub(super) struct Options {
    pub(super) config: Config,
    pub(super) place: Place,
    pub(super) broker: Option<Address>,
    pub(super) raw_log: Option<PathBuf>,
    pub(super) exit_with_parent: bool,
}

/// What the program is to do.
#[derive(Debug)]
pub(super) enum Command {
    Help,
    Serve(Box<Options>),
}

/// Reads the flags.
pub(super) fn parse(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut model = "L610".to_owned();
    let (mut place, mut broker, mut raw_log) = (Place::Pty, None, None);
    let (mut scenario, mut seed, mut imei) = (Scenario::Healthy, 1, None);
    let mut temper = Temper::default();
    let (mut instant, mut flood, mut exit_with_parent) = (false, false, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") => return Ok(Command::Help),
            Long("tcp") => place = Place::Tcp(parser.value()?.parse()?),
            Long("model") => model = parser.value()?.string()?,
            Long("broker") => broker = Some(parser.value()?.parse_with(address)?),
            Long("scenario") => {
                scenario = parser.value()?.parse_with(|name| Scenario::named(name).ok_or("no such scenario"))?;
            }
            Long("seed") => seed = parser.value()?.parse()?,
            Long("temper") => {
                temper = parser.value()?.parse_with(|name| Temper::named(name).ok_or("no such temper"))?;
            }
            Long("imei") => imei = Some(parser.value()?.string()?),
            Long("instant") => instant = true,
            Long("flood") => flood = true,
            Long("raw-log") => raw_log = Some(PathBuf::from(parser.value()?)),
            Long("exit-with-parent") => exit_with_parent = true,
            other => return Err(other.unexpected()),
        }
    }
    let defaults = Config::for_model(&model);
    let unix_time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(defaults.unix_time, |since| since.as_secs());
    let imei = imei.unwrap_or_else(|| defaults.imei.clone());
    let config = Config { scenario, seed, temper, imei, instant, flood, unix_time, ..defaults };
    Ok(Command::Serve(Box::new(Options { config, place, broker, raw_log, exit_with_parent })))
}

fn address(text: &str) -> Result<Address, &'static str> {
    let (host, port) = text.rsplit_once(':').ok_or("HOST:PORT is wanted")?;
    let port = port.parse().map_err(|_| "the port is no number up to 65535")?;
    Ok(Address { host: host.to_owned(), port })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_become_options() {
        let flags = ["x", "--model", "mc66x", "--broker", "::1:1884", "--tcp", "127.0.0.1:0", "--scenario", "no-sim"];
        let Ok(Command::Serve(options)) = parse(lexopt::Parser::from_iter(flags)) else { panic!("refused") };
        assert_eq!(options.config.profile.name, "MC66x");
        assert_eq!(options.config.scenario, Scenario::NoSim);
        assert_eq!(options.broker, Some(Address { host: "::1".to_owned(), port: 1884 }));
        assert!(matches!(options.place, Place::Tcp(address) if address.port() == 0));
    }

    #[test]
    fn wrong_flags_are_refused() {
        for flags in [
            ["x", "--broker", "host"],
            ["x", "--scenario", "rain"],
            ["x", "--temper", "sour"],
            ["x", "--tcp", "here"],
            ["x", "-q", ""],
        ] {
            assert!(parse(lexopt::Parser::from_iter(flags)).is_err(), "{flags:?}");
        }
    }
}
