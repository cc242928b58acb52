//! The module's clock: how it stands to this computer's, and the two ways to set it. The same on every screen that has to do with it.

use std::time::Duration;

use fibocom_at::args::{Host, Port};
use fibocom_at::commands::{ClockReading, SetClock, SynchroniseClock};
use fibocom_at::{Command, Field as Place, Invalid, Profile};
use leptos::prelude::*;

use crate::link::procedure::{CheckName, TIME_SERVERS};
use crate::state::{ClockAccuracy, Dialogue, WorkError, Workbench, keep_draft, keep_host, unix_seconds, use_workbench};
use crate::ui::{Button, Code, Field, FieldKind, Icon, Note, Tone, Variant, every, go_on};
use crate::{t, words};

/// How far, in seconds, the module's clock may be off before it is worth a warning.
const TOLERABLE: u64 = 300;

/// What is being done with the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Doing {
    Nothing,
    Reading,
    SettingFromHere,
    SettingFromServer,
    /// The last of these failed.
    Failed(WorkError),
}

/// What was typed for the time server, and what is under way. There is one for the page; copies are the same.
#[derive(Clone, Copy)]
pub struct ModuleClock {
    workbench: Workbench,
    server: RwSignal<String>,
    port: RwSignal<String>,
    doing: RwSignal<Doing>,
}

/// Makes it, for as long as the shell lives.
pub fn provide_module_clock() {
    let clock = ModuleClock::new();
    let (server, port) = (clock.server, clock.port);
    keep_host("network.time-server", move || server.get(), move |kept| server.set(kept));
    keep_draft("network.time-port", move || port.get(), move |kept| port.set(kept));
    let connected = clock.workbench.is_connected();
    Effect::new(move |_| {
        if !connected.get() {
            clock.doing.set(Doing::Nothing);
        }
    });
    provide_context(clock);
}

/// The clock of the page's module. A screen outside a shell, as in a test, has its own.
pub fn use_module_clock() -> ModuleClock {
    use_context().unwrap_or_else(ModuleClock::new)
}

impl ModuleClock {
    fn new() -> Self {
        let [server, _] = TIME_SERVERS;
        Self {
            workbench: use_workbench(),
            server: RwSignal::new(server.to_owned()),
            port: RwSignal::new("123".to_owned()),
            doing: RwSignal::new(Doing::Nothing),
        }
    }

    /// How it stood when it was read last.
    pub fn accuracy(self) -> Option<(ClockAccuracy, ClockReading)> {
        self.workbench.facts().with(|facts| facts.clock_accuracy().zip(facts.clock))
    }

    /// The time server that was typed. Follows the fields.
    pub fn server(self) -> Result<(Host, Port), Invalid> {
        let profile = self.workbench.profile().get();
        self.server.with(|server| self.port.with(|port| time_server(&profile, server, port)))
    }

    /// Takes note that it was not set.
    pub fn failed(self, error: WorkError) {
        self.doing.set(Doing::Failed(error));
    }

    /// Forgets how it failed last.
    pub fn forget_failure(self) {
        if self.doing.with_untracked(|doing| matches!(doing, Doing::Failed(_))) {
            self.doing.set(Doing::Nothing);
        }
    }

    fn read(self) {
        let work = async move {
            let read = self.workbench.check_one(CheckName::Clock, &Dialogue::default()).await;
            read.map(drop)
        };
        self.go(Doing::Reading, work);
    }

    fn set_from_here(self) {
        let Some(time) = clock_of_here() else { return };
        self.go(Doing::SettingFromHere, async move { self.workbench.set_clock(time).await.map(drop) });
    }

    fn set_from_server(self) {
        let Ok((host, port)) = untrack(|| self.server()) else { return };
        let work = async move { self.workbench.synchronise_clock(host, port).await.map(drop) };
        self.go(Doing::SettingFromServer, work);
    }

    fn go(self, what: Doing, work: impl Future<Output = Result<(), WorkError>> + 'static) {
        self.doing.set(what);
        go_on(async move {
            self.doing.set(work.await.map_or_else(Doing::Failed, |()| Doing::Nothing));
        });
    }

    /// Why nothing can be asked of it now; what is being done already shows by itself.
    fn unready(self, what: &Doing) -> Option<String> {
        if !self.workbench.is_connected().get() {
            return Some(t!("clock-connect-first"));
        }
        let is_other = self.doing.with(|doing| !matches!(doing, Doing::Nothing | Doing::Failed(_)) && doing != what);
        is_other.then(|| t!("clock-busy"))
    }

    fn is_doing(self, what: &Doing) -> bool {
        self.doing.with(|doing| doing == what)
    }
}

/// Whether a clock is so far off that something may come of it.
#[must_use]
pub const fn is_off(accuracy: ClockAccuracy) -> bool {
    match accuracy {
        ClockAccuracy::Unset => true,
        ClockAccuracy::Right => false,
        ClockAccuracy::Shifted { ahead } | ClockAccuracy::Wrong { ahead } => ahead.unsigned_abs() > TOLERABLE,
    }
}

/// What was typed for the time server, checked.
fn time_server(profile: &Profile, host: &str, port: &str) -> Result<(Host, Port), Invalid> {
    let host = Host::parse(profile, host.trim()).map_err(|problem| problem.at(Place::Host))?;
    let port = Port::parse(port.trim()).map_err(|problem| problem.at(Place::Port))?;
    Ok((host, port))
}

/// This computer's time, in UTC: however firmware reads the zone, the moment is right.
fn clock_of_here() -> Option<ClockReading> {
    ClockReading::at(unix_seconds(), 0)
}

/// How the clock stands, and what sets it.
#[component]
pub fn SetModuleClock() -> impl IntoView {
    let clock = use_module_clock();
    let accuracy = Memo::new(move |_| clock.accuracy());
    let note = move || match accuracy.get() {
        None => view! { <Unread clock/> }.into_any(),
        Some((accuracy, reading)) => {
            // It may stand in the way of TLS, but nothing has failed yet.
            let tone = if accuracy == ClockAccuracy::Right { Tone::Ok } else { Tone::Warn };
            view! { <Note tone>{words::clock_accuracy(accuracy, &reading)}</Note> }.into_any()
        }
    };
    let failed = move || {
        let Doing::Failed(error) = clock.doing.get() else { return None };
        Some(view! { <Note tone=Tone::Bad title=t!("clock-failed")>{words::failed(&error)}</Note> })
    };
    view! {
        <div class="stack module-clock">
            <div role="status">{note}</div>
            <FromHere clock/>
            <FromServer clock/>
            <div class="standing" role="status">{failed}</div>
        </div>
    }
}

#[component]
fn Unread(clock: ModuleClock) -> impl IntoView {
    let busy = move || clock.is_doing(&Doing::Reading).then(|| t!("clock-reading"));
    view! {
        <Note tone=Tone::Info>
            {t!("clock-unread")} " "
            <Button sends=true variant=Variant::Quiet icon=Icon::Refresh disabled_reason=move || clock.unready(&Doing::Reading) busy on_press=move || clock.read()>
                {t!("clock-read")}
            </Button>
        </Note>
    }
}

#[component]
fn FromHere(clock: ModuleClock) -> impl IntoView {
    let now = || clock_of_here().map(|time| SetClock(time).line().as_str().to_owned()).unwrap_or_default();
    let line = RwSignal::new(now());
    every(Duration::from_secs(1), move || line.set(now()));
    let busy = move || clock.is_doing(&Doing::SettingFromHere).then(|| t!("clock-setting"));
    view! {
        <div class="module-clock-way">
            <Button sends=true icon=Icon::Refresh disabled_reason=move || clock.unready(&Doing::SettingFromHere) busy on_press=move || clock.set_from_here()>
                {t!("clock-from-here")}
            </Button>
            <Code text=line/>
        </div>
    }
}

#[component]
fn FromServer(clock: ModuleClock) -> impl IntoView {
    let facts = clock.workbench.facts();
    let has_address = Memo::new(move |_| facts.with(|facts| facts.address.is_some()));
    let server = Memo::new(move |_| clock.server());
    let wrong = move |place: Place| {
        move || server.with(|server| server.as_ref().err().filter(|invalid| invalid.field == place).map(words::problem))
    };
    let line = move || {
        let (server, port) = server.get().ok()?;
        Some(view! { <Code text=SynchroniseClock { server, port }.line().as_str().to_owned()/> })
    };
    let reason = move || {
        let first = clock.unready(&Doing::SettingFromServer);
        first
            .or_else(|| (!has_address.get()).then(|| t!("clock-needs-address")))
            .or_else(|| server.with(|server| server.as_ref().err().map(words::problem)))
    };
    let busy = move || clock.is_doing(&Doing::SettingFromServer).then(|| t!("clock-setting"));
    let connected = clock.workbench.is_connected();
    let suggestions = TIME_SERVERS.map(str::to_owned).to_vec();
    view! {
        <div class="module-clock-way no-labels">
            <Button sends=true icon=Icon::Signal disabled_reason=reason busy on_press=move || clock.set_from_server()>{t!("clock-from-server")}</Button>
            <div class="module-clock-server"><Field label=t!("clock-server") value=clock.server kind=FieldKind::Mono suggestions error=wrong(Place::Host)/></div>
            <div class="module-clock-port"><Field label=t!("clock-port") value=clock.port kind=FieldKind::Number error=wrong(Place::Port)/></div>
            {line}
            {move || (connected.get() && !has_address.get()).then(|| view! {
                <span class="muted small">{t!("clock-needs-address")} " " <a href="#/network">{t!("clock-go-network")}</a></span>
            })}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::profile::PERMISSIVE;

    use super::*;

    #[test]
    fn a_time_server_is_checked_at_its_field() {
        for (host, port, wrong) in [
            ("pool.ntp.org", "123", None),
            ("", "123", Some(Place::Host)),
            ("ntp://x", "123", Some(Place::Host)),
            ("x", "0", Some(Place::Port)),
            ("x", "123x", Some(Place::Port)),
        ] {
            assert_eq!(time_server(&PERMISSIVE, host, port).err().map(|invalid| invalid.field), wrong, "{host}:{port}");
        }
        let (server, port) = time_server(&PERMISSIVE, " ntp.ntsc.ac.cn ", "123").unwrap();
        assert_eq!(SynchroniseClock { server, port }.line().as_str(), "AT+MIPNTP=\"ntp.ntsc.ac.cn\",123");
    }

    #[test]
    fn a_few_minutes_are_no_warning() {
        for (accuracy, off) in [
            (ClockAccuracy::Unset, true),
            (ClockAccuracy::Right, false),
            (ClockAccuracy::Shifted { ahead: 300 }, false),
            (ClockAccuracy::Shifted { ahead: -301 }, true),
            (ClockAccuracy::Wrong { ahead: 90_000 }, true),
        ] {
            assert_eq!(is_off(accuracy), off, "{accuracy:?}");
        }
    }
}
