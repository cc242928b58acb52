//! The record as a list of lines, exchange by exchange: a command with everything that belongs to it, or an unsolicited code by
//! itself. Shared by the Wire panel and the Terminal.

mod copied;
mod divider;
mod draw;
mod line_end;
mod look_up;
mod row;
mod shared;
mod told;
pub mod tools;

use leptos::{ev::KeyboardEvent, prelude::*};
use workbench_record::mask::Live;
use workbench_record::{Detail, Exchanges, Filter, Kind, Record, Rows as RecordRows};

pub use divider::divider;
pub(in crate::parts) use row::meaning_alone;
pub use shared::{SharedLog, provide_shared_log, use_shared_log};
pub use told::{Teller, Told, ToldWay};
pub use tools::{ClearButton, FilterBar, HoldButton, PauseButton};

use self::draw::{RowContext, draw};
use self::row::{Eyes, Shown, shown};
use self::tools::Strip;
use crate::state::{Phase, Workbench, use_workbench};
use crate::t;
use crate::ui::{Empty, Extent, Icon, Marked, RowHeight, Rows, VirtualList};

/// How a log is looked at. Its screen keeps it, so that leaving the screen loses nothing.
#[derive(Debug, Clone, Copy)]
pub struct LogView {
    /// The kind that is shown.
    pub kind: RwSignal<Kind>,
    /// The text that is looked for.
    pub text: RwSignal<String>,
    pub paused: RwSignal<bool>,
    /// Whether echo, blank lines and line ends are shown.
    pub every_byte: RwSignal<bool>,
    pub secrets: RwSignal<bool>,
    /// The line that is chosen: its exchange is open.
    pub selected: RwSignal<Option<u64>>,
    /// Whether the open one shows its bytes.
    pub bytes: RwSignal<bool>,
    /// Exchanges that came while it stood still.
    pub waiting: RwSignal<u64>,
    /// Of which record the chosen line is ([`Workbench::record_epoch`]).
    epoch: RwSignal<u64>,
}

impl Default for LogView {
    fn default() -> Self {
        Self {
            kind: RwSignal::new(Kind::All),
            text: RwSignal::new(String::new()),
            paused: RwSignal::new(false),
            every_byte: RwSignal::new(false),
            secrets: RwSignal::new(false),
            selected: RwSignal::new(None),
            bytes: RwSignal::new(false),
            waiting: RwSignal::new(0),
            epoch: RwSignal::new(0),
        }
    }
}

impl LogView {
    /// Which lines are shown. Follows the view.
    fn detail(self) -> Detail {
        if self.every_byte.get() { Detail::EveryLine } else { Detail::Read }
    }
}

/// The lines that a view admits, newest last. Choosing one opens its exchange; Escape closes it.
#[component]
pub fn ExchangeLog(
    #[prop(into)] label: Signal<String>,
    /// How it is looked at.
    view: LogView,
    /// What to say while there is nothing and no module is connected.
    #[prop(into)]
    empty: Signal<String>,
) -> impl IntoView {
    let log = Log {
        workbench: use_workbench(),
        shared: use_shared_log(),
        rows: StoredValue::default(),
        live: StoredValue::default(),
        view,
    };
    log.shared.follow_record();
    // Another record has other lines of the same numbers.
    let epoch = log.workbench.record_epoch().get_untracked();
    if view.epoch.get_untracked() != epoch {
        view.epoch.set(epoch);
        view.selected.set(None);
    }
    let extent = RwSignal::new(Extent::default());
    let link = log.workbench.facts();
    let busy = Memo::new(move |_| {
        link.with(|facts| matches!(facts.link, Phase::Busy | Phase::Prompt) || facts.link.is_coming())
    });
    let open = Marked::new(Memo::new(move |_| log.shared.exchange_of(view.selected.get()?)));
    let waiting = Marked::new(Memo::new(move |_| {
        extent.track();
        busy.get().then(|| log.newest_command()).flatten()
    }));
    let context = RowContext { clock: log.shared.clock(), open, bytes: view.bytes, waiting };
    let nothing = Memo::new(move |_| extent.with(|extent| extent.len == 0));
    let filtered = move || view.kind.get() != Kind::All || !view.text.with(|text| text.trim().is_empty());
    let connected = log.workbench.is_connected();
    let why = Signal::derive(move || match (filtered(), connected.get()) {
        (true, _) => t!("wire-nothing-matches"),
        (false, true) => t!("wire-empty-connected"),
        (false, false) => empty.get(),
    });

    Effect::new(move |_| {
        log.workbench.record_version().track();
        view.secrets.track();
        extent.set(log.refresh());
    });
    Effect::new(move |_| {
        log.workbench.much_came().track();
        untrack(|| log.refresh());
        // Those of the commands among the lines.
        log.workbench.with_secrets(|_, _| ());
    });
    let rows = Rows::new(extent, move |range| range.filter_map(|row| log.fetch(row)).collect())
        .found_by(move |line| log.place_of(line));
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && view.selected.get_untracked().is_some() {
            event.prevent_default();
            event.stop_propagation();
            view.selected.set(None);
        }
    };
    let gone = Memo::new(move |_| {
        extent.track();
        let of_file =
            log.workbench.session_file().with(|file| file.as_ref().map_or(0, |file| file.header.let_go.lines));
        let (here, aside) = log.workbench.with_record(|record| (record.let_go().lines, record.set_aside()));
        (here, aside, of_file)
    });
    let gone = move || {
        let (here, aside, in_file) = gone.get();
        let aside = (aside > 0).then(|| t!("wire-set-aside", lines = aside));
        let here = (here > 0).then(|| t!("wire-let-go", lines = here));
        let in_file = (in_file > 0).then(|| t!("wire-let-go-file", lines = in_file));
        [in_file, here, aside]
            .into_iter()
            .flatten()
            .map(|text| view! { <p class="wire-gone">{text}</p> })
            .collect_view()
    };
    view! {
        {gone}
        <div class="wire-log" on:keydown=on_key>
            <VirtualList label rows height=RowHeight::About(38.0) row=move |shown| draw(shown, context) selected=view.selected/>
            <Show when=move || nothing.get()><div class="wire-empty"><Empty icon=Icon::Wire text=why/></div></Show>
        </div>
        <Strip view/>
    }
}

/// A log on the page: the record, grouped, and the rows that it shows of it.
#[derive(Clone, Copy)]
struct Log {
    workbench: Workbench,
    shared: SharedLog,
    rows: StoredValue<RecordRows>,
    live: StoredValue<Live>,
    view: LogView,
}

impl Log {
    fn read<T>(self, read: impl FnOnce(&Exchanges, &Record, &RecordRows) -> T) -> T {
        self.shared.grouped.with_value(|exchanges| {
            self.workbench.with_record(|record| self.rows.with_value(|rows| read(exchanges, record, rows)))
        })
    }

    /// Takes in what is new, and says how many rows there are. Follows the view.
    fn refresh(self) -> Extent {
        let view = self.view;
        let filter = Filter::new(view.kind.get(), &view.text.read());
        let (paused, detail) = (view.paused.get(), view.detail());
        self.workbench.with_record(|record| {
            self.shared.grouped.update_value(|exchanges| {
                let before = exchanges.end();
                exchanges.grow(record);
                self.rows.update_value(|rows| {
                    rows.hold(paused.then_some(rows.held().unwrap_or(before)));
                    rows.refresh(exchanges, record, &filter, detail);
                });
            });
        });
        let (extent, waiting) = self.read(|exchanges, _, rows| {
            let len = usize::try_from(rows.len()).unwrap_or(usize::MAX);
            (Extent { len, dropped: rows.dropped() }, rows.waiting(exchanges))
        });
        let is_gone = |line| self.shared.exchange_of(line).is_none();
        if view.selected.get_untracked().is_some_and(is_gone) {
            view.selected.set(None);
        }
        if view.waiting.get_untracked() != waiting {
            view.waiting.set(waiting);
        }
        extent
    }

    fn fetch(self, row: usize) -> Option<(u64, Shown)> {
        let detail = untrack(|| self.view.detail());
        let open = self.view.secrets.get_untracked();
        self.live.try_update_value(|live| {
            self.workbench.with_secrets(|record, secrets| {
                let mut eyes = if open { Eyes::Open } else { Eyes::Closed(live, secrets) };
                self.shared.grouped.with_value(|exchanges| {
                    let row = self.rows.with_value(|rows| rows.at(exchanges, record, row as u64))?;
                    shown(exchanges, record, row, detail, &mut eyes)
                })
            })
        })?
    }

    /// The number of the exchange of the newest command.
    fn newest_command(self) -> Option<u64> {
        self.read(|exchanges, _, _| Some(exchanges.at(exchanges.newest_command()?)?.number()))
    }

    /// The place of the row that shows a line.
    fn place_of(self, line: u64) -> Option<usize> {
        self.read(|exchanges, record, rows| usize::try_from(rows.row_of(exchanges, record, line)?).ok())
    }
}
