//! The flags of the program.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use lexopt::prelude::{Long, ValueExt};

use crate::config::{Config, Pace};
use crate::fault::Place as FaultPlace;
use crate::scenario::{NoSuchScenario, Scenario};
use crate::temper::Temper;
use crate::tempo::Tempo;

pub(super) const HELP: &str = "\
virtual-module: a virtual Fibocom module on a pseudo-terminal

The first line on standard output says where it is: {\"pty\":\"/dev/pts/7\"} or {\"tcp\":\"127.0.0.1:40123\"}.

  --tcp ADDRESS:PORT    listen on TCP instead, one host at a time; port 0 takes a free one
  --model NAME          profile or model: L610, MC66x, \"NL668/M910 (2019)\" (default L610)
  --broker HOST:PORT    connect there, whatever AT+MQTTOPEN says; hosts under .invalid stay unreachable
  --scenario NAMES      what goes wrong, several names with commas between them; --list has them
  --list                every scenario: its name, its place, what is wrong, and what a host sees of it
  --report junit        the scenarios of --scenario one after the other, or --scenario all, each from power-up, against
                        whatever is on the line; then a report in JUnit's form: what the host did under each (right,
                        gave up, hung, sent nonsense). The broker is inside the program, unless --broker names one.
                        Ends with status 1 unless all was right. Right is who publishes once the worst is over, or
                        still tries at the end where nothing can come through
                        Each scenario names what the log doctor finds in what went over the line: the rule, and the
                        line that proves it
  --report-file FILE    the report goes there, not to standard output
  --sessions FOLDER     what went over the line in each scenario, as a session file: Module Workbench opens, replays
                        and diagnoses it. Secrets are replaced
  --driver COMMAND      start this anew for each scenario, with the terminal's name as its last argument
  --link FILE           a link to the terminal, which has another name after it was gone
  --for SECONDS         how long a host has in each scenario, in the module's time (default 240)
  --beside NAMES        more ports of the same module, each a pseudo-terminal: scenarios of the place \"port\".
                        The first line goes on: ,\"beside\":[{\"pty\":\"/dev/pts/8\",\"port\":\"nmea\"}]
  --control             read orders from standard input, one a line, and answer each with {\"done\":true} or an error:
                          inject NAMES    these scenarios begin now
                          mend NAMES      these scenarios are over
                          heal            nothing is wrong any more
                          pull, plug      the cable, and the power with it
                          data out        the cable of a module that has power of its own
                          data in         the same; answered as the first line is
                          sim out, sim in the SIM card
                          network lost, network found, ip lost
                          clock SECONDS   the module's clock shows this Unix time
                          password        no password counts any more that was used until now
                          password back   those passwords count again
                          restart, restart usb, power
  --seed NUMBER         decides jitter, addresses, habits and faults (default 1, which is calm)
  --temper NAME         by-seed (default), calm, restless: codes inside replies, a status line before its OK
  --imei DIGITS         the IMEI
  --instant             no artificial delays; faults take their time nevertheless
  --speed TIMES         the module's time goes so many times as fast, 1 to 1000: all delays, limits and faults
  --flood               enable the test-only AT+XFLOOD=<messages>,<bytes>[,<topics>]
  --raw-log FILE        append everything sent and received, escaped, with milliseconds
  --exit-with-parent    end when standard input ends; orders are taken too
  --help                this text

A module whose USB port goes says {\"unplugged\":true}, and on its return where it is, as in the first line.
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

/// What standard input is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StandardInput {
    /// Nothing: it is not read.
    Unused,
    /// Orders.
    Orders,
    /// Orders, and its end is that of the program.
    Parent,
}

/// Everything the flags say.
#[derive(Debug)]
pub(super) struct Options {
    pub(super) config: Config,
    pub(super) place: Place,
    pub(super) broker: Option<Address>,
    pub(super) raw_log: Option<PathBuf>,
    /// Ports beside that of the module.
    pub(super) beside: Vec<Scenario>,
    pub(super) stdin: StandardInput,
    /// How many times as fast the module's time goes.
    pub(super) speed: u32,
    /// Each scenario in turn, where that is wanted.
    pub(super) report: Option<Report>,
}

/// How a run through scenarios is reported.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) scenarios: Vec<Scenario>,
    /// Where to, if not to standard output.
    pub(super) file: Option<PathBuf>,
    /// Where what went over the line is kept.
    pub(super) sessions: Option<PathBuf>,
    /// A program and its arguments, started anew for each scenario. Empty where the host is somebody else's.
    pub(super) driver: Vec<String>,
    /// A file that leads to the terminal.
    pub(super) link: Option<PathBuf>,
    /// How long a host has in each scenario, in seconds of the module's time.
    pub(super) seconds: u64,
}

/// What the program is to do.
#[derive(Debug)]
pub(super) enum Command {
    Help,
    List,
    Serve(Box<Options>),
}

/// Reads the flags.
pub(super) fn parse(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut model = "L610".to_owned();
    let (mut place, mut broker, mut raw_log) = (Place::Pty, None, None);
    let (mut names, mut beside, mut seed, mut imei) = (None::<String>, Vec::new(), 1, None);
    let (mut is_report, mut file, mut driver, mut link, mut seconds) = (false, None, Vec::new(), None, 240);
    let mut sessions = None;
    let (mut temper, mut speed) = (Temper::default(), 1);
    let (mut pace, mut flood, mut stdin) = (Pace::True, false, StandardInput::Unused);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") => return Ok(Command::Help),
            Long("list") => return Ok(Command::List),
            Long("tcp") => place = Place::Tcp(parser.value()?.parse()?),
            Long("model") => model = parser.value()?.parse_with(named)?,
            Long("broker") => broker = Some(parser.value()?.parse_with(address)?),
            Long("scenario") => names = Some(parser.value()?.string()?),
            Long("report") => match parser.value()?.string()?.as_str() {
                "junit" => is_report = true,
                _ => return Err("the only form of a report is junit".into()),
            },
            Long("report-file") => file = Some(PathBuf::from(parser.value()?)),
            Long("sessions") => sessions = Some(PathBuf::from(parser.value()?)),
            Long("driver") => {
                driver = parser.value()?.string()?.split_whitespace().map(str::to_owned).collect();
            }
            Long("link") => link = Some(PathBuf::from(parser.value()?)),
            Long("for") => seconds = parser.value()?.parse()?,
            Long("beside") => beside = parser.value()?.parse_with(ports)?,
            Long("control") if stdin == StandardInput::Unused => stdin = StandardInput::Orders,
            Long("control") => {}
            Long("seed") => seed = parser.value()?.parse()?,
            Long("temper") => {
                temper = parser.value()?.parse_with(|name| Temper::named(name).ok_or("no such temper"))?;
            }
            Long("imei") => imei = Some(parser.value()?.parse_with(digits)?),
            Long("speed") => {
                speed = parser.value()?.parse_with(|times| match times.parse() {
                    Ok(times @ 1..=Tempo::MAX) => Ok(times),
                    _ => Err("a speed is a number from 1 to 1000"),
                })?;
            }
            Long("instant") => pace = Pace::Instant,
            Long("flood") => flood = true,
            Long("raw-log") => raw_log = Some(PathBuf::from(parser.value()?)),
            Long("exit-with-parent") => stdin = StandardInput::Parent,
            other => return Err(other.unexpected()),
        }
    }
    let defaults = Config::for_model(&model);
    let unix_time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(defaults.unix_time, |since| since.as_secs());
    let imei = imei.unwrap_or_else(|| defaults.imei.clone());
    if !beside.is_empty() && place != Place::Pty {
        return Err("--beside wants pseudo-terminals, not --tcp".into());
    }
    let chosen = match names.as_deref().map(str::trim) {
        None => Vec::new(),
        Some("all") if is_report => Scenario::ALL.to_vec(),
        Some(names) => scenarios(names).map_err(|unknown| unknown.to_string())?,
    };
    let config = Config { seed, temper, imei, pace, flood, unix_time, ..defaults };
    let report_flags = file.is_some() || sessions.is_some() || !driver.is_empty() || link.is_some();
    if !is_report && report_flags {
        return Err("--report-file, --sessions, --driver and --link go with --report junit".into());
    }
    if is_report && chosen.is_empty() {
        return Err("--report wants --scenario NAMES, or --scenario all".into());
    }
    // In turn, where it is reported, and together where not.
    let (config, report) = if is_report {
        (config, Some(Report { scenarios: chosen, file, sessions, driver, link, seconds }))
    } else {
        (config.with(&chosen), None)
    };
    Ok(Command::Serve(Box::new(Options { config, place, broker, raw_log, beside, stdin, speed, report })))
}

/// Reads names of scenarios.
pub(super) fn scenarios(names: &str) -> Result<Vec<Scenario>, NoSuchScenario> {
    Scenario::parse_list(names, Scenario::ALL)
}

fn ports(names: &str) -> Result<Vec<Scenario>, NoSuchScenario> {
    let ports: Vec<_> =
        Scenario::ALL.iter().copied().filter(|scenario| scenario.place() == Some(FaultPlace::Port)).collect();
    // Several may be alike.
    names.split(',').map(|name| Scenario::parse(name, &ports)).collect()
}

fn address(text: &str) -> Result<Address, &'static str> {
    let (host, port) = text.rsplit_once(':').filter(|(host, _)| !host.is_empty()).ok_or("HOST:PORT is wanted")?;
    let port = port.parse().map_err(|_| "the port is no number up to 65535")?;
    Ok(Address { host: host.to_owned(), port })
}

/// A name of one word or more, as a module prints it.
fn named(text: &str) -> Result<String, &'static str> {
    let is_name = !text.trim().is_empty() && text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_name { Ok(text.to_owned()) } else { Err("a model is a name of printable characters") }
}

fn digits(text: &str) -> Result<String, &'static str> {
    let is_imei = text.len() == 15 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_imei { Ok(text.to_owned()) } else { Err("an IMEI has 15 digits") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::{module, sim};

    #[test]
    fn flags_become_options() {
        let flags =
            ["x", "--model", "mc66x", "--broker", "::1:1884", "--tcp", "127.0.0.1:0", "--scenario", "no-sim,late"];
        let Ok(Command::Serve(options)) = parse(lexopt::Parser::from_iter(flags)) else { panic!("refused") };
        assert_eq!(options.config.profile.name, "MC66x");
        assert_eq!(options.config.faults, [sim::NO_SIM.faults(), module::LATE.faults()].concat());
        assert_eq!(options.broker, Some(Address { host: "::1".to_owned(), port: 1884 }));
        assert!(matches!(options.place, Place::Tcp(address) if address.port() == 0));
    }

    #[test]
    fn ports_stand_beside_a_pseudo_terminal_only() {
        let flags = ["x", "--beside", "silent,silent", "--exit-with-parent", "--control"];
        let Ok(Command::Serve(options)) = parse(lexopt::Parser::from_iter(flags)) else { panic!("refused") };
        assert_eq!((options.beside.len(), options.stdin), (2, StandardInput::Parent));
        let flags = ["x", "--beside", "silent", "--tcp", "127.0.0.1:0"];
        assert!(parse(lexopt::Parser::from_iter(flags)).is_err());
    }

    #[test]
    fn an_unknown_scenario_is_told_with_the_names_there_are() {
        let error = parse(lexopt::Parser::from_iter(["x", "--scenario", "rain"])).unwrap_err().to_string();
        assert!(error.contains("rain") && error.contains("no-sim, locked-sim"), "{error}");
    }

    #[test]
    fn wrong_flags_are_refused() {
        for flags in [
            ["x", "--broker", "host"],
            ["x", "--broker", ":1883"],
            ["x", "--model", " "],
            ["x", "--model", "L610\r\nOK"],
            ["x", "--imei", "12345"],
            ["x", "--imei", "86612305000001x"],
            ["x", "--scenario", "rain"],
            ["x", "--beside", "no-sim"],
            ["x", "--temper", "sour"],
            ["x", "--tcp", "here"],
            ["x", "--speed", "0"],
            ["x", "-q", ""],
        ] {
            assert!(parse(lexopt::Parser::from_iter(flags)).is_err(), "{flags:?}");
        }
    }
}
