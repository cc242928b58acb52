//! What a visitor can break, and what the log doctor makes of it: it sees the lines alone.

use fibocom_at::Profile;
use fibocom_at::args::{Port, TlsFile};
use fibocom_at::codes::TlsVersion;
use fibocom_at::commands::{LoadTlsFile, TlsFileKind, Verification};
use workbench_doctor::{Finding, RecordDoctor};
use workbench_record::{Entry, Line, Record};

use crate::link::procedure::TlsPlan;
use crate::parts::round_trip::{virtual_plan, virtual_target};
use crate::state::{Hand, Scenario, TripPlan, TripStep};

/// How many times as fast time goes for the module in a game: a visitor does not wait as long as a module does for a broker that is away.
pub(super) const TIMES: u32 = 10;

/// 2070-01-01 00:00:00 UTC, after the end of every certificate.
const YEAR_2070: u64 = 3_155_760_000;

/// The certificate of the authority that the virtual broker's certificate comes from.
const AUTHORITY: &[u8] = include_bytes!("authority.pem");

/// Something that a visitor can do to the virtual module, or to the world around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// The SIM is taken out.
    Sim,
    /// The SIM asks for its PIN.
    Pin,
    /// The operator lets the module in no more.
    Operator,
    /// The network gives this APN no address.
    Apn,
    /// Somebody moves the module's clock once it is right, and no certificate is valid then.
    Clock,
    /// The broker knows the password no more.
    Password,
    /// The broker is away.
    Broker,
    /// The antenna is taken off once the client is connected.
    Antenna,
}

/// How it is done.
enum Deed {
    /// It is so from the start.
    Scenario(&'static str),
    /// A hand does it while the module is at work, before this step.
    Hand(TripStep, Hand),
}

impl Fault {
    /// All of them, in the order in which they are offered.
    const ALL: [Self; 8] =
        [Self::Sim, Self::Pin, Self::Operator, Self::Apn, Self::Clock, Self::Password, Self::Broker, Self::Antenna];

    /// Those that a module of this series can have, in the order in which they are offered: a clock matters to certificates alone.
    pub(super) fn of(series: &str) -> impl Iterator<Item = Self> {
        let has_tls = Profile::named(series).is_some_and(|profile| profile.tls);
        Self::ALL.into_iter().filter(move |fault| *fault != Self::Clock || has_tls)
    }

    /// The way of a module of this series with it. But for the fault, it is the same way each time: what is done says nothing of what was broken.
    pub(super) fn plan(self, series: &str) -> Option<TripPlan> {
        let (scenario, meanwhile) = match self.deed() {
            Deed::Scenario(name) => (Some(Scenario::named(name)?), None),
            Deed::Hand(step, hand) => (None, Some((step, hand))),
        };
        let plan = virtual_plan(Some(virtual_target(series, scenario.into_iter().collect())))?;
        let tls = Profile::named(series).filter(|profile| profile.tls).and_then(tls);
        let port = if tls.is_some() { Port::parse("8883").ok()? } else { plan.broker.1 };
        Some(TripPlan { broker: (plan.broker.0, port), tls, meanwhile, ..plan })
    }

    const fn deed(self) -> Deed {
        match self {
            Self::Sim => Deed::Scenario("no-sim"),
            Self::Pin => Deed::Scenario("locked-sim"),
            Self::Operator => Deed::Scenario("registration-refused"),
            Self::Apn => Deed::Scenario("wrong-apn"),
            Self::Clock => Deed::Hand(TripStep::Open, Hand::SetClock(YEAR_2070)),
            Self::Password => Deed::Scenario("wrong-password"),
            Self::Broker => Deed::Scenario("unreachable"),
            Self::Antenna => Deed::Hand(TripStep::Subscribe, Hand::LoseNetwork),
        }
    }

    /// The rules of the log doctor that find it.
    const fn rules(self) -> &'static [&'static str] {
        match self {
            Self::Sim => &["sim-missing"],
            Self::Pin => &["sim-locked"],
            Self::Operator => &["not-registered"],
            Self::Apn => &["no-address"],
            Self::Clock => &["tls-clock"],
            Self::Password => &["open-refused", "login-refused"],
            Self::Broker => &["unreachable"],
            Self::Antenna => &["network-lost"],
        }
    }

    /// What was done, as far as a finding tells it.
    pub(super) fn guess(finding: &Finding) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.rules().contains(&finding.rule.id))
    }

    /// The name of its texts.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Sim => "sim",
            Self::Pin => "pin",
            Self::Operator => "operator",
            Self::Apn => "apn",
            Self::Clock => "clock",
            Self::Password => "password",
            Self::Broker => "broker",
            Self::Antenna => "antenna",
        }
    }
}

/// TLS with the broker's certificate checked, as it should be wherever there is TLS.
fn tls(profile: &'static Profile) -> Option<TlsPlan> {
    let file = TlsFile::new(profile, AUTHORITY).ok()?;
    Some(TlsPlan {
        version: Some(TlsVersion::Tls12),
        files: vec![LoadTlsFile { kind: TlsFileKind::Trust, file }],
        verification: Some(Verification::On),
    })
}

/// What the log doctor finds in the lines of a module whose time goes so many times as fast. It reads them with the module's own time: how long a
/// broker takes to say no tells why.
pub(super) fn findings(record: &Record, times: u32) -> Vec<Finding> {
    let mut doctor = RecordDoctor::default();
    let begun = record.entries().next().map_or(0, |entry| entry.line.at);
    for entry in record.entries() {
        let at = begun.saturating_add(entry.line.at.saturating_sub(begun).saturating_mul(times.into()));
        doctor.take(&Entry { line: Line { at, ..entry.line }, ..entry });
    }
    doctor.end().findings
}

/// How a game stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Round {
    /// The visitor chooses what to break.
    #[default]
    Choosing,
    /// The page tries to work with what was broken, and looks at the lines.
    Trying(Fault),
    /// It has looked.
    Over(Verdict),
}

/// What the page says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Verdict {
    /// What the visitor has done.
    pub(super) did: Fault,
    /// What the log doctor finds, where it finds something.
    pub(super) finding: Option<Finding>,
}

impl Verdict {
    /// What the page takes it for.
    pub(super) fn guess(&self) -> Option<Fault> {
        self.finding.as_ref().and_then(Fault::guess)
    }

    /// Whether it has found out what was done.
    pub(super) fn is_right(&self) -> bool {
        self.guess() == Some(self.did)
    }
}

/// The score of a visit. It is gone with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Score {
    /// How many games there were.
    pub(super) played: u32,
    /// In how many the page found out.
    pub(super) found: u32,
}

impl Score {
    /// Takes in one more.
    pub(super) fn take(&mut self, verdict: &Verdict) {
        self.played += 1;
        self.found += u32::from(verdict.is_right());
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fibocom_at::Qos;
    use fibocom_at::args::{ClientIndex, Host, KeepAlive, TopicFilter};
    use fibocom_at::commands::{CleanSession, Open, Receive, Security, Subscribe};
    use fibocom_at::profile::{PERMISSIVE, Profile, SERIES};

    use super::*;
    use crate::link::procedure::{
        CheckName, Login, OnlinePlan, OpenPlan, get_online, identify, open, read_tls, set_up_tls,
    };
    use crate::link::tests::with_scenarios;
    use crate::state::Target;

    /// What goes over the line when the page goes this way, as its round trip does.
    fn tried(series: &'static str, plan: TripPlan) -> Record {
        let Some(Target::Virtual { scenarios, .. }) = plan.target else { panic!("a game has a virtual module") };
        with_scenarios(series, &scenarios, |handle, record, control| async move {
            let begins = |step| {
                if let Some((at, hand)) = &plan.meanwhile
                    && *at == step
                {
                    assert!(control.lend_hand(hand.clone()));
                }
            };
            let _ = identify(&handle).await;
            assert!(control.set_speed(TIMES));
            let online = OnlinePlan {
                from: CheckName::Module,
                found: Vec::new(),
                dial: plan.dial.clone(),
                server: (Host::parse(&PERMISSIVE, "ntp.example.com").unwrap(), Port::parse("123").unwrap()),
                unix_seconds: 1_788_000_000,
            };
            if get_online(&handle, &online, |_| {}).await.is_ok() {
                begins(TripStep::Open);
                if let Some(tls) = &plan.tls {
                    read_tls(&handle).await.unwrap();
                    set_up_tls(&handle, tls, |_| {}).await.unwrap();
                }
                let client = ClientIndex::ALL[0];
                let (host, port) = plan.broker.clone();
                let broker = Open {
                    client,
                    host,
                    port,
                    clean_session: CleanSession::Clean,
                    keep_alive: KeepAlive::parse(Profile::for_model(series), "60").unwrap(),
                    security: if plan.tls.is_some() { Security::Tls } else { Security::Plain },
                };
                let login = Login::anonymous(client);
                let way = OpenPlan { receive: Receive::Indicated, login, will: None, open: broker };
                if open(&handle, &way, |_| {}).await.is_ok() {
                    begins(TripStep::Subscribe);
                    let topic = TopicFilter::parse(&PERMISSIVE, "demo/hello").unwrap();
                    let _ = handle.run(&Subscribe { client, topic: topic.into(), qos: Qos::AtLeastOnce }).await;
                }
            }
            drop(control);
            record.borrow().clone()
        })
    }

    #[test]
    fn the_log_doctor_finds_out_every_fault_from_the_lines_alone_on_every_series() {
        let mut wrong = Vec::new();
        for series in SERIES.iter().map(|profile| profile.name) {
            for did in Fault::of(series) {
                let record = tried(series, did.plan(series).unwrap());
                let findings = findings(&record, TIMES);
                let said: Vec<_> = findings.iter().map(|finding| (finding.rule.id, finding.lines.clone())).collect();
                let verdict = Verdict { did, finding: findings.into_iter().next() };
                let has_proof = verdict.finding.as_ref().is_some_and(|finding| !finding.lines.is_empty());
                if !verdict.is_right() || !has_proof {
                    wrong.push(format!("{did:?} on {series}: {said:?}"));
                }
                let entries: Vec<_> = record.entries().map(|entry| entry.line.at).collect();
                let took = entries.last().unwrap() - entries.first().unwrap();
                if took > LONGEST {
                    wrong.push(format!("{did:?} on {series} took {took} ms"));
                }
            }
            let sim = Fault::Sim.plan(series).unwrap();
            let target = Some(virtual_target(series, Vec::new()));
            let healthy = findings(&tried(series, TripPlan { target, ..sim }), TIMES);
            wrong.extend(
                healthy.first().map(|finding| format!("nothing is wrong on {series}, but {}", finding.rule.id)),
            );
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// How long a visitor may have to wait for the module, in milliseconds.
    const LONGEST: u64 = 15_000;

    #[test]
    fn a_clock_is_moved_only_where_something_comes_of_it() {
        for profile in SERIES {
            assert_eq!(Fault::of(profile.name).any(|fault| fault == Fault::Clock), profile.tls, "{}", profile.name);
        }
        assert_eq!(Fault::of("L610").count(), Fault::ALL.len());
    }

    #[test]
    fn no_finding_stands_for_two_faults() {
        let all: Vec<&str> = Fault::ALL.iter().flat_map(|fault| fault.rules()).copied().collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        assert!(all.iter().all(|rule| workbench_doctor::rules::RULES.iter().any(|known| known.id == *rule)));
    }

    #[test]
    fn the_score_counts_what_was_found_out() {
        let mut score = Score::default();
        score.take(&Verdict { did: Fault::Sim, finding: None });
        assert_eq!(score, Score { played: 1, found: 0 });
    }
}
