//! What is known at a place of a log from all that stands before it.

use std::collections::BTreeMap;

use fibocom_at::codes::TlsError;
use fibocom_at::commands::Typed;
use fibocom_at::frame::{Line, int};
use fibocom_at::profile::Profile;
use fibocom_at::urc::{Urc, is_start};
use fibocom_at::{Form, Role};

use crate::seen::{Command, Ended, Event, Seen};

/// How a client stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Standing {
    /// The log has not said.
    #[default]
    Unknown,
    /// It was told to open.
    Opening,
    /// It is open.
    Open,
    /// It was told to open and did not.
    Refused,
    /// It was closed, as somebody asked for.
    Closed,
    /// Its connection ended, and nobody had asked for it.
    Broken,
    /// The module started anew.
    Lost,
}

/// What is known of a client.
#[derive(Debug, Clone, Default)]
pub(crate) struct Client {
    pub(crate) standing: Standing,
    /// The line since which it stands so.
    pub(crate) since: u64,
    /// The same as a time.
    pub(crate) at: Option<u64>,
    /// How it was last told to open, and in which line.
    pub(crate) open: Option<(Typed, u64)>,
    /// Where its user name and password were set.
    pub(crate) user: Option<u64>,
    /// Whether it is open, and the log shows how its session began: one that was open before has no beginning here.
    pub(crate) has_begun: bool,
}

impl Client {
    /// An argument of the last MQTTOPEN.
    pub(crate) fn argument(&self, place: usize) -> Option<&str> {
        self.open.as_ref()?.0.text(place)
    }
}

/// The files for TLS that were loaded, and where.
#[derive(Debug, Default)]
pub(crate) struct Files {
    pub(crate) certificate: Option<u64>,
    pub(crate) key: Option<u64>,
}

/// What the log has told of the module's clock since the module started.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    /// Whether it was set, over the network or by hand, and has shown no wrong year since.
    is_set: bool,
    /// The year that it showed last, and where.
    shown: Option<(u32, u64)>,
}

/// Years in which a module whose clock was set may be.
const YEARS: std::ops::RangeInclusive<u32> = 2_024..=2_060;

impl Clock {
    /// Whether it is right, as far as the log tells.
    pub(crate) fn is_right(&self) -> bool {
        self.is_set || self.shown.is_some_and(|(year, _)| YEARS.contains(&year))
    }

    /// The wrong year that it showed, and where.
    pub(crate) fn wrong(&self) -> Option<(u32, u64)> {
        self.shown.filter(|(year, _)| !self.is_set && !YEARS.contains(year))
    }
}

/// The year that a line of +CCLK shows; two digits are of this century (3GPP TS 27.007, 8.15).
fn year_of(raw: &[u8]) -> Option<u32> {
    let line = Line::of(raw);
    (line.tag() == Some("+CCLK")).then_some(())?;
    let text = line.values().into_iter().next()?;
    let year: u32 = text.trim_matches('"').split('/').next()?.parse().ok()?;
    Some(if year < 100 { year + 2_000 } else { year })
}

/// Whether a line shows a year in which no certificate is valid.
pub(crate) fn shows_wrong_year(raw: &[u8]) -> bool {
    year_of(raw).is_some_and(|year| !YEARS.contains(&year))
}

/// What GTSSLERR was seen to say of a trust file that cannot be read (004, 3.3 names no numbers).
pub(crate) const TRUST_FILE: i32 = -19;

/// What a line of GTSSLERR says.
pub(crate) fn tls_error(raw: &[u8]) -> Option<TlsError> {
    let line = Line::of(raw);
    (line.tag() == Some("+GTSSLERR")).then_some(())?;
    line.values().first()?.parse::<i32>().ok().map(Into::into)
}

/// What a line says of the module's address, and of which context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Addressed {
    context: u32,
    /// Whether it has one: one of nothing but zeros is none.
    pub(crate) has_one: bool,
}

impl Addressed {
    /// The context that AT+MIPCALL dials.
    const DIALLED: u32 = 1;

    /// What a line of +MIPCALL or +CGPADDR says.
    pub(crate) fn of(raw: &[u8]) -> Option<Self> {
        let line = Line::of(raw);
        let values = line.values();
        let context = match line.tag()? {
            "+MIPCALL" => Self::DIALLED,
            "+CGPADDR" => int(&values, 0)?,
            _ => return None,
        };
        Some(Self { context, has_one: values.iter().any(|value| is_address(value)) })
    }
}

/// Whether a value is an address that somebody can be reached at, of IPv4 or IPv6. One value may hold both.
fn is_address(value: &str) -> bool {
    let mut parts = value.split(',').map(|part| part.trim().trim_matches('"'));
    parts.any(|part| {
        part.contains(['.', ':']) && part.bytes().any(|byte| matches!(byte, b'1'..=b'9' | b'a'..=b'f' | b'A'..=b'F'))
    })
}

/// What is known.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) files: Files,
    pub(crate) clients: BTreeMap<u8, Client>,
    /// The series of the model that the module named.
    pub(crate) profile: Option<&'static Profile>,
    /// Whether the last command line asked for the model's name, or for all that the module says of itself, in any order.
    asks_model: bool,
    asks_all: bool,
    pub(crate) clock: Clock,
    /// The contexts that have an address, and the lines that last showed it.
    addresses: BTreeMap<u32, u64>,
    /// Whether the log shows a moment without any session: the module started, or had no address. No session is older than that.
    pub(crate) had_none: bool,
    /// Whether it was told to dial, and has not answered with an address.
    dials: bool,
    /// Whether any command was seen at all.
    pub(crate) commands: u64,
    /// The first command of the log.
    pub(crate) first_command: u64,
}

impl Known {
    /// A client, as far as it is known.
    pub(crate) fn client(&self, number: u8) -> &Client {
        const NONE: &Client =
            &Client { standing: Standing::Unknown, since: 0, at: None, open: None, user: None, has_begun: false };
        self.clients.get(&number).unwrap_or(NONE)
    }

    /// Whether the module has an address, as far as the log tells.
    pub(crate) fn has_address(&self) -> bool {
        !self.addresses.is_empty()
    }

    /// Takes in what is seen. The rules have seen it already.
    pub(crate) fn learn(&mut self, seen: &Seen) {
        match &seen.event {
            Event::Command(command) => self.command(command, seen),
            Event::Line { role, raw, .. } => self.line(*role, raw, seen),
            Event::Ended(ended) if ended.does("+GTSSLFILE") && ended.result.is_ok() => match ended.typed.text(0) {
                Some("CERTFILE") => self.files.certificate = Some(ended.line),
                Some("KEYFILE") => self.files.key = Some(ended.line),
                _ => {}
            },
            Event::Ended(ended) if ended.result.is_ok() && (ended.does("+MIPNTP") || ended.does("+CCLK")) => {
                self.clock.is_set = true;
            }
            // Hung up, or the radio was turned off.
            Event::Ended(ended)
                if ended.result.is_ok() && ended.does("+MIPCALL") && ended.typed.text(0) == Some("0") =>
            {
                self.addresses.remove(&Addressed::DIALLED);
                self.had_none = true;
            }
            Event::Ended(ended) if ended.result.is_ok() && ended.does("+CFUN") && ended.typed.text(0) != Some("1") => {
                self.addresses.clear();
                self.had_none = true;
            }
            Event::Ended(ended) => {
                let Some(client) = ended.client() else { return };
                if is_use(ended) && self.client(client).since < ended.line {
                    self.is_used(client, seen);
                    return;
                }
                let standing = match (&ended.result, ended.typed.name.as_str(), ended.typed.form) {
                    (Ok(_), "+MQTTOPEN", Form::Set) => Standing::Open,
                    (Err(_), "+MQTTOPEN", Form::Set) => Standing::Refused,
                    (Ok(_), "+MQTTCLOSE", Form::Set) => Standing::Closed,
                    _ => return,
                };
                // An open that was called off is not over: its status may still come.
                if standing != Standing::Refused || ended.refusal().is_some() {
                    self.stands(client, standing, seen);
                }
            }
            Event::Code(Urc::Closed(client) | Urc::Broken(client, _))
                if matches!(self.client(client.number()).standing, Standing::Open | Standing::Unknown) =>
            {
                self.stands(client.number(), Standing::Broken, seen);
            }
            Event::Code(Urc::LateStatus { tag, client, status }) if tag == "+MQTTOPEN" => {
                let standing = if *status == 1 { Standing::Open } else { Standing::Refused };
                self.stands(client.number(), standing, seen);
            }
            Event::Code(Urc::LateStatus { tag, client, status: 1 }) if NEED_OPEN.contains(&tag.as_str()) => {
                self.was_open(client.number(), seen);
            }
            Event::Code(Urc::MessageWaiting { client, .. }) => self.was_open(client.number(), seen),
            Event::Message(message) => self.was_open(message.client.number(), seen),
            _ if seen.restarts() => self.restarted(seen),
            _ => {}
        }
    }

    /// The client did something that only an open one can do.
    fn is_used(&mut self, client: u8, seen: &Seen) {
        if self.client(client).standing != Standing::Open {
            self.stands(client, Standing::Open, seen);
            self.clients.entry(client).or_default().has_begun = false;
        }
    }

    /// The same, of what may have been on its way when the client was closed: it tells of one of which nothing else is known.
    fn was_open(&mut self, client: u8, seen: &Seen) {
        if self.client(client).standing == Standing::Unknown {
            self.is_used(client, seen);
        }
    }

    fn command(&mut self, command: &Command, seen: &Seen) {
        self.commands += 1;
        if self.commands == 1 {
            self.first_command = seen.line;
        }
        (self.asks_model, self.asks_all) = (false, false);
        for typed in &command.typed {
            self.asks_model |= matches!(typed.name.as_str(), "+CGMM" | "+GMM");
            self.asks_all |= typed.name == "I";
            if typed.name == "+MIPCALL" {
                self.dials = typed.form == Form::Set && typed.text(0) == Some("1");
            }
            let Some(number) = typed.client().map(fibocom_at::ClientIndex::number) else { continue };
            match (typed.name.as_str(), typed.form) {
                ("+MQTTOPEN", Form::Set) => {
                    self.clients.entry(number).or_default().open = Some((typed.clone(), seen.line));
                    self.stands(number, Standing::Opening, seen);
                }
                ("+MQTTUSER", Form::Set) => self.clients.entry(number).or_default().user = Some(seen.line),
                _ => {}
            }
        }
    }

    fn line(&mut self, role: Role, raw: &[u8], seen: &Seen) {
        let line = Line::of(raw);
        match role {
            Role::Response if self.asks_model || self.asks_all && self.profile.is_none() => {
                let text = String::from_utf8_lossy(line.bytes()).into_owned();
                let name = text.trim_start_matches("+CGMM:").trim_start_matches("Model:").trim().trim_matches('"');
                let profile = Profile::for_model(name);
                if !profile.models.is_empty() {
                    self.profile = Some(profile);
                }
            }
            Role::Response if line.tag() == Some("+CCLK") => {
                if let Some(year) = year_of(raw) {
                    self.clock.shown = Some((year, seen.line));
                    // It was set, and shows another time all the same: what it shows now is what certificates are held against.
                    self.clock.is_set &= YEARS.contains(&year);
                }
            }
            Role::Unsolicited if is_start(&line) => self.restarted(seen),
            _ => {
                if let Some(Addressed { context, has_one }) = Addressed::of(raw) {
                    if has_one {
                        // A module that is online already answers a dial with OK alone, or with the address that it has.
                        self.had_none |= std::mem::take(&mut self.dials)
                            && self.addresses.is_empty()
                            && line.tag() == Some("+MIPCALL");
                        self.addresses.insert(context, seen.line);
                    } else {
                        self.addresses.remove(&context);
                    }
                }
            }
        }
    }

    fn restarted(&mut self, seen: &Seen) {
        self.clock = Clock::default();
        self.addresses.clear();
        self.had_none = true;
        for client in self.clients.values_mut() {
            client.user = None;
            client.has_begun = false;
            if client.standing == Standing::Open {
                client.standing = Standing::Lost;
                client.since = seen.line;
            }
        }
    }

    fn stands(&mut self, client: u8, standing: Standing, seen: &Seen) {
        let client = self.clients.entry(client).or_default();
        client.standing = standing;
        client.since = seen.line;
        client.at = seen.at;
        client.has_begun = standing == Standing::Open;
    }
}

/// What only an open client can do.
pub(crate) const NEED_OPEN: [&str; 3] = ["+MQTTPUB", "+MQTTSUB", "+MQTTUNSUB"];

/// Whether a command succeeded that needs an open client. With QoS 0, OK says only that the module took the text.
fn is_use(ended: &Ended) -> bool {
    let is_confirmed = ended.typed.name != "+MQTTPUB" || ended.typed.number(2) != Some(0);
    ended.result.is_ok() && is_confirmed && NEED_OPEN.iter().any(|name| ended.does(name))
}

/// The first number of a line with this tag.
pub(crate) fn first_number(raw: &[u8], tag: &str) -> Option<u32> {
    let line = Line::of(raw);
    if line.tag() != Some(tag) {
        return None;
    }
    int(&line.values(), 0)
}
