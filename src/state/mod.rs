//! What is true now, as signals: the link, the module, the network, the clients, the messages and the record.
//!
//! Screens read [`Workbench`] and call its actions; only this module writes.

mod actions;
mod any_command;
mod beside;
mod by_hand;
mod change;
mod clearing;
mod cloud;
mod connection;
mod drafts;
mod error;
mod facts;
mod follow;
mod gateway;
mod given;
mod handover;
mod hear;
mod left;
mod messages;
mod moment;
mod notice;
mod online;
mod opened;
mod personality;
mod phase;
mod published;
mod redraw;
mod replay;
mod restore;
mod restore_tls;
mod round;
mod round_trip;
mod secrets;
mod series;
mod session_file;
mod spill;
mod target;
mod tls;
mod trouble;
mod visit;
mod waiting;

use std::{cell::RefCell, collections::HashMap, rc::Rc, sync::Arc};

use fibocom_at::commands::Receive;
use fibocom_at::engine::Answer;
use fibocom_at::{ClientIndex, Profile};
use fibocom_sim::Personality;
use futures::channel::mpsc;
use futures::future::AbortHandle;
use leptos::prelude::*;
use workbench_record::mask::{Kind, Secrets};
use workbench_record::{Record, Zero};

pub use beside::Beside;
pub(crate) use beside::fetch_beside;
pub use by_hand::ByHand;
pub use cloud::{demonstration, demonstration_registration, given, login_command, registration_command, worked_out};
pub use connection::{ControlLines, LineOrder, PortRow, SaidBefore, Starts};
pub(crate) use connection::{fetch_connection, port_before};
pub use drafts::{KEPT_QOS, KEPT_RETAIN, KeptPayload, keep_choice, keep_draft, keep_host, keep_payload, kept_host};
pub use error::WorkError;
pub use facts::{ClientFacts, ClientState, Facts, ModuleFacts, Subscription};
pub use fibocom_sim::{Device, Happening, Length, Message as BrokerMessage, Passed, Publisher, Usb};
pub use fibocom_sim::{Hand, NoSuchHand, NoSuchScenario, Pace, Place as FaultPlace, Scenario, Tempo};
pub use gateway::{Given, Heard, NumberedTopic};
pub use handover::{MessageStart, SessionStart, SubscriptionStart};
pub use messages::{Divide, Messages, StoredMessage};
pub use moment::moment;
pub use notice::Notice;
pub use online::NotOnline;
pub use opened::{BrokerCheck, Opened};
pub use phase::{Phase, Press};
pub use published::{Sent, SentMessage};
pub use replay::{Lane, Stood, Tape, Winding};
pub use restore::{Forgotten, restore_always, restores_always};
pub use round_trip::{RoundTrip, TRIP_TOPIC, TripEnd, TripFailure, TripFound, TripPlan, TripStep};
pub use series::{Origin, Series};
pub use session_file::{FileFacts, RecordedSession};
pub use spill::WholeRecord;
pub(crate) use spill::tidy_up;
pub use target::{Target, VirtualBroker};
#[cfg(test)]
pub use tls::Upload;
pub use tls::{ClockAccuracy, TlsFacts, unix_seconds};
pub use trouble::{Fact, Trouble};
pub use waiting::WaitsFor;

pub use crate::link::probe::Finding;
pub use crate::link::{DataSent, Dialogue, Progress};
pub use crate::transport::virtual_module::{AddressProblem, BrokerAddress};
pub use crate::transport::web_serial::{Filter, Support, support};
pub use crate::transport::{FACTORY_BAUD_RATE, InterfaceRole, KnownDevice, LostReason, OpenError, adapter};
pub use workbench_record::mask::Kind as SecretKind;

use crate::link::procedure::Login;
use crate::link::{self, Handle, Listeners, SharedRecord};
use crate::transport::Transport;
use crate::transport::virtual_module::Control;
use crate::transport::web_serial::{Closer, Port};

/// Everything that is true now, and everything that can be done. Copies share it.
#[derive(Clone, Copy)]
pub struct Workbench {
    facts: RwSignal<Facts>,
    ports: RwSignal<Vec<PortRow>>,
    /// How often a port came that was not in the list before.
    ports_came: RwSignal<u64>,
    lines: RwSignal<ControlLines>,
    beside: RwSignal<Option<Beside>>,
    record_version: RwSignal<u64>,
    much_came: RwSignal<u64>,
    messages_version: RwSignal<u64>,
    record_epoch: RwSignal<u64>,
    session_file: RwSignal<Option<Arc<FileFacts>>>,
    /// Where a replay is.
    place: RwSignal<Option<u64>>,
    data_sent: RwSignal<Option<DataSent>>,
    run: RwSignal<Option<Memo<bool>>>,
    trip: RwSignal<Option<RoundTrip>>,
    by_hand: RwSignal<Option<ByHand>>,
    inner: StoredValue<Inner, LocalStorage>,
}

/// What no signal holds: the link, the record, the messages, and what is only looked up.
struct Inner {
    handle: Option<Handle>,
    /// Tells the follower of an old link that a new one has begun.
    generation: u64,
    record: SharedRecord,
    /// What was sent as a secret, so that it is known where it comes back.
    secrets: Secrets,
    /// What was given and is not among them yet: the code that takes it in comes after the first load.
    given: Vec<(Kind, String)>,
    /// Up to which line of the record it was looked for.
    learned: u64,
    messages: Rc<RefCell<Messages>>,
    /// The page's own record, messages and facts, while those of a session file are shown in their place.
    aside: Option<session_file::Aside>,
    /// What left the record and can still be saved.
    spill: spill::Spill,
    /// What was cleared of both, while somebody may still want it back.
    cleared: Option<clearing::Cleared>,
    ports: Vec<Port>,
    /// The list that a script was given last: its places are those of this list, however ports come and go meanwhile.
    listed: Option<Vec<Port>>,
    /// What came of asking a port last.
    asked: Vec<(Port, Result<Finding, OpenError>)>,
    /// The device in use, to be recognised when it comes back.
    wanted: Option<connection::Wanted>,
    /// The speed that each port was opened at last.
    speeds: Vec<(Port, u32)>,
    /// The connection that somebody is making.
    connecting: Option<u64>,
    /// The ports that are being asked. Nobody leads their links yet.
    asked_now: Vec<Rc<dyn Transport>>,
    /// Where to say what a person has chosen about data that the module may wait for, while its ports are only being asked.
    probe_answers: Vec<mpsc::Sender<Answer>>,
    /// The ports that came while this page was there, and when.
    came: Vec<(Port, u64)>,
    /// When the note of unfinished data was written last.
    data_noted: Option<u64>,
    cable: Option<Control>,
    /// The virtual module that was switched on last, to be plugged in again.
    virtual_before: Option<(Target, Personality)>,
    /// The port that is read beside the module's, and what closes it.
    beside: Option<(Closer, Port)>,
    /// Whether the virtual module's broker is the one inside the page, which can pretend.
    has_page_broker: bool,
    /// What the next virtual module is to behave like.
    like: Option<Personality>,
    /// Who a client was said to be by itself, for the open that follows.
    logins: HashMap<ClientIndex, Login>,
    /// How messages are to be announced, as set last.
    receive: Receive,
    /// The topic ids whose names have been asked for.
    asked_topics: gateway::AskedTopics,
    /// What one screen prepared for another.
    waiting: handover::Waiting,
    published: Sent,
    /// What was set up on the module, so that it can be set up again.
    set_up: restore::SetUp,
    /// Whether the module is being asked what it still has of that.
    asks_what_is_left: bool,
    /// Stops the round trip.
    stop_trip: Option<AbortHandle>,
    /// Who hears what happens.
    notices: Listeners<Notice>,
    told: u64,
    /// Whether the facts have changed in a way that the screens hear of with their next drawing.
    facts_changed: bool,
    frame_requested: bool,
    redraw: redraw::Redraw,
}

impl Default for Workbench {
    fn default() -> Self {
        Self::new()
    }
}

impl Workbench {
    /// A workbench with nothing connected.
    #[must_use]
    pub fn new() -> Self {
        Self {
            facts: RwSignal::new(Facts::default()),
            ports: RwSignal::new(Vec::new()),
            ports_came: RwSignal::new(0),
            lines: RwSignal::new(ControlLines::default()),
            beside: RwSignal::new(None),
            record_version: RwSignal::new(0),
            much_came: RwSignal::new(0),
            messages_version: RwSignal::new(0),
            record_epoch: RwSignal::new(0),
            session_file: RwSignal::new(None),
            place: RwSignal::new(None),
            data_sent: RwSignal::new(None),
            run: RwSignal::new(None),
            trip: RwSignal::new(None),
            by_hand: RwSignal::new(None),
            inner: StoredValue::new_local(Inner {
                handle: None,
                generation: 0,
                record: link::new_record(),
                secrets: Secrets::new(),
                given: Vec::new(),
                learned: 0,
                messages: Rc::default(),
                aside: None,
                spill: spill::Spill::default(),
                cleared: None,
                ports: Vec::new(),
                listed: None,
                asked: Vec::new(),
                wanted: None,
                speeds: Vec::new(),
                connecting: None,
                asked_now: Vec::new(),
                probe_answers: Vec::new(),
                came: Vec::new(),
                data_noted: None,
                cable: None,
                virtual_before: None,
                beside: None,
                has_page_broker: false,
                like: None,
                logins: HashMap::new(),
                receive: Receive::Indicated,
                asked_topics: gateway::AskedTopics::default(),
                waiting: handover::Waiting::default(),
                published: Sent::default(),
                set_up: restore::SetUp::default(),
                asks_what_is_left: false,
                stop_trip: None,
                notices: Listeners::default(),
                told: 0,
                facts_changed: false,
                frame_requested: false,
                redraw: redraw::Redraw::default(),
            }),
        }
    }

    /// All facts. Reading it in a view follows every change of them; `facts().with(…)` inside a `Memo` follows one. That commands come and go
    /// is told with the next drawing.
    #[must_use]
    pub fn facts(&self) -> Signal<Facts> {
        self.facts.into()
    }

    /// The series in use, and what the module said of its limits.
    #[must_use]
    pub fn series(&self) -> Memo<Series> {
        let facts = self.facts;
        Memo::new(move |_| facts.with(|facts| facts.series.clone()))
    }

    /// The limits in use: those of the series, as far as the module did not narrow them.
    #[must_use]
    pub fn profile(&self) -> Memo<Profile> {
        let facts = self.facts;
        Memo::new(move |_| facts.with(|facts| *facts.series.limits()))
    }

    /// The limits in use right now, without following them.
    #[must_use]
    pub fn profile_now(&self) -> Profile {
        self.facts.with_untracked(|facts| *facts.series.limits())
    }

    /// How much of the data of the command under way has been sent, from its prompt to its end.
    #[must_use]
    pub fn data_sent(&self) -> Signal<Option<DataSent>> {
        self.data_sent.into()
    }

    /// Tells from now on whether a run of publications goes on. Whoever makes runs calls this once.
    pub fn show_run(&self, goes_on: Memo<bool>) {
        self.run.set(Some(goes_on));
    }

    /// Whether a run of publications goes on.
    #[must_use]
    pub fn run_goes_on(&self) -> bool {
        self.run.get().is_some_and(|goes_on| goes_on.get())
    }

    /// Whether a module is connected and identified.
    #[must_use]
    pub fn is_connected(&self) -> Memo<bool> {
        let facts = self.facts;
        Memo::new(move |_| facts.with(|facts| facts.link.is_up()))
    }

    /// The ports that the browser has granted to this page.
    #[must_use]
    pub fn ports(&self) -> Signal<Vec<PortRow>> {
        self.ports.into()
    }

    /// Changes whenever the record has; at most once an animation frame.
    #[must_use]
    pub fn record_version(&self) -> Signal<u64> {
        self.record_version.into()
    }

    /// Changes between two drawings whenever a thousand lines more have come. What follows the record takes them in then, in many small parts, so
    /// that the drawing does not have to do it all at once.
    #[must_use]
    pub fn much_came(&self) -> Signal<u64> {
        self.much_came.into()
    }

    /// Reads the record. Does not follow it; [`Workbench::record_version`] does.
    pub fn with_record<T>(&self, read: impl FnOnce(&Record) -> T) -> T {
        self.inner.with_value(|inner| read(&inner.record.borrow()))
    }

    /// The unix time from which the times of the record and of the messages count.
    #[must_use]
    pub fn zero(&self) -> Zero {
        self.session_file
            .with_untracked(|file| file.as_ref().map_or_else(link::zero_in_browser, |file| file.header.zero))
    }

    /// Changes whenever the messages have; at most once an animation frame.
    #[must_use]
    pub fn messages_version(&self) -> Signal<u64> {
        self.messages_version.into()
    }

    /// Reads the messages. Does not follow them; [`Workbench::messages_version`] does.
    pub fn with_messages<T>(&self, read: impl FnOnce(&Messages) -> T) -> T {
        self.inner.with_value(|inner| read(&inner.messages.borrow()))
    }

    /// Takes note that the person has seen what went wrong.
    pub fn dismiss_trouble(&self) {
        self.change(Facts::dismiss);
    }

    /// The way to the module. Whatever is sent goes this way, so that a replay, which sends nothing, is held to it here.
    fn handle(&self) -> Result<Handle, WorkError> {
        self.sends_nothing_of_a_replay()?;
        self.inner.with_value(|inner| inner.handle.clone()).ok_or(WorkError::NotConnected)
    }
}

/// The workbench of this page.
///
/// # Panics
/// If no [`provide_workbench`] ran above: a mistake in the shell that shows at the first look.
#[must_use]
pub fn use_workbench() -> Workbench {
    expect_context()
}

/// Makes the workbench of this page.
pub fn provide_workbench() -> Workbench {
    provide_context(Workbench::new());
    use_workbench()
}
