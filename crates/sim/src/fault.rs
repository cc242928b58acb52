//! What a fault is: what goes wrong, when it begins, and how long it lasts.

/// One thing that goes wrong with a virtual module or the world around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fault {
    /// What goes wrong.
    pub what: What,
    /// What it begins with.
    pub trigger: Trigger,
    /// How long it lasts.
    pub length: Length,
}

impl Fault {
    /// There from power-up on, for good.
    #[must_use]
    pub const fn always(what: What) -> Self {
        Self { what, trigger: Trigger::At(0), length: Length::Forever }
    }

    /// The same with this beginning.
    #[must_use]
    pub const fn from(self, trigger: Trigger) -> Self {
        Self { trigger, ..self }
    }

    /// The same, begun by hand: at once instead of at its time. What waits for a command or a prompt waits for the next ones.
    #[must_use]
    pub const fn by_hand(self) -> Self {
        match self.trigger {
            Trigger::At(_) => Self { trigger: Trigger::ByHand, ..self },
            _ => self,
        }
    }

    /// The same for so long.
    #[must_use]
    pub const fn lasting(self, length: Length) -> Self {
        Self { length, ..self }
    }
}

/// Where a fault is, from the card to the cable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The SIM card.
    Sim,
    /// Reception.
    Radio,
    /// The operator's network.
    Network,
    /// The IP address from `AT+MIPCALL`.
    Ip,
    /// TLS: files, versions, and the clock that certificates are held against.
    Tls,
    /// The MQTT broker.
    Broker,
    /// The module's firmware.
    Module,
    /// The serial line between host and module.
    Line,
    /// What the port is that the host has opened.
    Port,
}

impl Place {
    /// The name it goes by, in texts and lists.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sim => "sim",
            Self::Radio => "radio",
            Self::Network => "network",
            Self::Ip => "ip",
            Self::Tls => "tls",
            Self::Broker => "broker",
            Self::Module => "module",
            Self::Line => "line",
            Self::Port => "port",
        }
    }
}

/// What a fault begins with. Everything is counted from power-up, or from [`crate::VirtualModule::inject`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// So many milliseconds later; 0 is at once. A network or an address that is lost is lost in a session: where no client is connected yet by
    /// then, it waits for one, or for an address that stays alone.
    At(u64),
    /// The command of this number, from 1. It is in the fault already.
    Command(u32),
    /// The command of this name, upper case with its plus sign as in the manuals, for the so many-th time, from 1.
    Named(&'static str, u32),
    /// The prompt for data of this number, from 1.
    Prompt(u32),
    /// Somebody's hand: never by itself, and at once with [`crate::VirtualModule::inject`].
    ByHand,
}

/// How long a fault lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Length {
    /// Until the power goes.
    Forever,
    /// So many milliseconds.
    For(u64),
    /// So often: as often as [`What`] says that it does something, or else for so many lines from the host.
    Times(u32),
}

/// Shortest and longest, in milliseconds unless said otherwise; the seed chooses.
pub type Between = (u64, u64);

/// What goes wrong. Two of a kind at once: the first counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// The SIM tray is empty.
    SimAbsent,
    /// The SIM wants its PIN before anything else; seen at the next start.
    SimLocked,
    /// How long the SIM takes from the start, or from its PIN on, until it answers.
    SlowSim(Between),
    /// Lowest and highest received signal strength, 0 to 31 as in `+CSQ` (3GPP TS 27.007, 8.5).
    Signal(u64, u64),
    /// How long registration takes from a ready SIM on.
    Registration(Between),
    /// The network does not accept the SIM: registration is denied.
    RegistrationDenied,
    /// There is no network; registration begins anew once there is one again.
    NoNetwork,
    /// The only APN that gets an IP address.
    OnlyApn(&'static str),
    /// The network took the IP address away and did not tell: the module believes in 0.0.0.0 until it has hung up and dialled anew.
    StaleAddress,
    /// The network assigns addresses of IPv6 only; a host given as an IPv4 address is out of reach.
    OnlyIpv6,
    /// The network takes the IP address away, and again after each gap in milliseconds, of a second at least. Counted by losses.
    AddressLost(u64),
    /// The Unix time in seconds that the clock starts with.
    Clock(u64),
    /// A connection with TLS does not come about, where its settings ask for what is wrong.
    Tls(TlsFault),
    /// How the broker behaves.
    Broker(BrokerFault),
    /// Each answer comes so much later. Counted by answers.
    LateAnswers(Between),
    /// How long the module hears nothing after its start.
    SlowBoot(Between),
    /// The module starts anew, and again after each gap. Counted by starts.
    Restart(Restart),
    /// The firmware stands still: it reads nothing and says nothing, and does all of it afterwards.
    Hang,
    /// Unsolicited codes with such gaps, within replies too. Counted by codes.
    Codes(Between),
    /// An unsolicited code stands before each line of a reply. Counted by replies.
    CodesInside,
    /// Each status line, such as `+MQTTOPEN: 1,1`, comes so much later. Counted by status lines.
    LateStatus(Between),
    /// The module waits for so many bytes of a publication that a page before this one has begun. Counted by prompts.
    OpenPrompt(usize),
    /// Data that the host sends after a prompt is read to its half and no further.
    StuckUpload,
    /// What becomes of the echo, while `ATE1` is on.
    Echo(Echo),
    /// The module is at a plain UART of this speed, in bauds: a host at another reads and writes rubbish.
    Baud(u32),
    /// One of so many bytes, in either direction, meets this. Counted by bytes.
    Bytes(Mishap, u32),
    /// What the module says comes in pieces of so many bytes at most, with such gaps between them. Counted by pieces.
    Pieces(usize, Between),
    /// It is no AT port. The module goes on behind it, unheard.
    Port(Port),
    /// The cable is out, and the module without power: it starts anew when the cable is in again.
    Unplugged,
}

impl What {
    /// Where it is.
    #[must_use]
    pub const fn place(self) -> Place {
        match self {
            Self::SimAbsent | Self::SimLocked | Self::SlowSim(_) => Place::Sim,
            Self::Signal(..) => Place::Radio,
            Self::Registration(_) | Self::RegistrationDenied | Self::NoNetwork => Place::Network,
            Self::OnlyApn(_) | Self::StaleAddress | Self::OnlyIpv6 | Self::AddressLost(_) => Place::Ip,
            Self::Clock(_) | Self::Tls(_) => Place::Tls,
            Self::Broker(_) => Place::Broker,
            Self::LateAnswers(_)
            | Self::SlowBoot(_)
            | Self::Restart(_)
            | Self::Hang
            | Self::Codes(_)
            | Self::CodesInside
            | Self::LateStatus(_)
            | Self::OpenPrompt(_)
            | Self::StuckUpload => Place::Module,
            Self::Echo(_) | Self::Baud(_) | Self::Bytes(..) | Self::Pieces(..) => Place::Line,
            Self::Port(_) | Self::Unplugged => Place::Port,
        }
    }

    /// The gaps between what it does by itself, where it does.
    pub(crate) const fn acts_every(self) -> Option<Between> {
        match self {
            Self::Codes(gap) => Some(gap),
            Self::Restart(Restart { gap, .. }) | Self::AddressLost(gap) => Some((gap, gap)),
            Self::Broker(BrokerFault::Bursts | BrokerFault::LargeMessages) => Some(BROKER_ACTS_EVERY),
            Self::Port(Port::Nmea) => Some((1_000, 1_000)),
            Self::Port(Port::Binary) => Some((200, 200)),
            _ => None,
        }
    }

    /// Whether there has to be a session for it to be felt: without one, what comes at its time puts it off.
    pub(crate) const fn needs_session(self) -> bool {
        matches!(self, Self::NoNetwork | Self::AddressLost(_))
    }

    /// Whether [`Length::Times`] counts what it does, and not the lines from the host.
    pub(crate) const fn is_counted(self) -> bool {
        matches!(
            self,
            Self::LateAnswers(_)
                | Self::LateStatus(_)
                | Self::CodesInside
                | Self::OpenPrompt(_)
                | Self::Bytes(..)
                | Self::Pieces(..)
        ) || self.acts_every().is_some()
    }
}

/// How often a broker sends what nobody has published.
const BROKER_ACTS_EVERY: Between = (15_000, 15_000);

/// How a broker behaves that does not do what MQTT asks for, as the module sees it: whichever broker is there, it is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BrokerFault {
    /// It answers every CONNECT with return code 3: server unavailable.
    Refuses,
    /// It takes no password, whatever it is: return code 4.
    WrongPassword,
    /// Nobody answers; the module gives up after 30 s.
    Unreachable,
    /// It ends every connection 20 s after it has begun.
    Drops,
    /// Somebody else connects with the same client id string 8 s after each connection, and takes it over.
    IdTaken,
    /// Sixty messages at once, every 15 s, on whatever was subscribed to. Counted by bursts.
    Bursts,
    /// A message of 2000 bytes, every 15 s, on whatever was subscribed to: more than any series reads. Counted by messages.
    LargeMessages,
}

/// What is wrong with the files of a TLS connection, whatever was uploaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TlsFault {
    /// The broker's certificate has another issuer than those in the trust file.
    OtherIssuer,
    /// The private key is not that of the client's certificate.
    OtherKey,
}

/// A start of the module that nobody asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Restart {
    /// What it says of it.
    pub words: BootWords,
    /// What becomes of its USB device.
    pub usb: Usb,
    /// Milliseconds to the next start, where there is one; at least a second.
    pub gap: u64,
}

/// Whether a module says that it has started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BootWords {
    /// `AT command ready` and `+SIM READY`.
    #[default]
    Said,
    /// Neither.
    Unsaid,
}

/// What becomes of the USB device while the module restarts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Usb {
    /// The port stays open, as behind a converter.
    Stays,
    /// It goes, and is there again once the module has started.
    Drops,
}

/// What becomes of the echo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Echo {
    /// None comes.
    Missing,
    /// Each line comes back twice, as where something between host and module echoes too.
    Doubled,
}

/// What becomes of a byte on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mishap {
    /// It does not arrive.
    Lost,
    /// It arrives twice.
    Doubled,
    /// Another one arrives.
    Disturbed,
}

/// A port that is not the AT port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Port {
    /// Nothing ever comes.
    Silent,
    /// What is sent comes back, and nothing else.
    Echo,
    /// Sentences of a satellite receiver, each second (NMEA 0183).
    Nmea,
    /// Binary frames, as of a diagnostics port. Counted by frames.
    Binary,
}
