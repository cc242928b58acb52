//! What a visitor can break, and what the log doctor makes of it: it sees the lines alone.

use workbench_doctor::Finding;

use crate::state::Scenario;

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
    /// The broker knows the password no more.
    Password,
    /// The broker is away.
    Broker,
}

impl Fault {
    /// All of them, in the order in which they are offered.
    pub(super) const ALL: [Self; 6] = [Self::Sim, Self::Pin, Self::Operator, Self::Apn, Self::Password, Self::Broker];

    /// What is wrong with the module then.
    pub(super) fn scenario(self) -> Option<Scenario> {
        let name = match self {
            Self::Sim => "no-sim",
            Self::Pin => "locked-sim",
            Self::Operator => "registration-refused",
            Self::Apn => "wrong-apn",
            Self::Password => "wrong-password",
            Self::Broker => "unreachable",
        };
        Scenario::ALL.iter().copied().find(|scenario| scenario.name() == name)
    }

    /// The rules of the log doctor that find it.
    const fn rules(self) -> &'static [&'static str] {
        match self {
            Self::Sim => &["sim-missing"],
            Self::Pin => &["sim-locked"],
            Self::Operator => &["not-registered"],
            Self::Apn => &["no-address"],
            Self::Password => &["open-refused", "login-refused"],
            Self::Broker => &["unreachable"],
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
            Self::Password => "password",
            Self::Broker => "broker",
        }
    }
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

    use fibocom_at::ClientIndex;
    use fibocom_at::args::{Host, KeepAlive, Port};
    use fibocom_at::commands::{CleanSession, Open, Receive, Security};
    use fibocom_at::profile::{PERMISSIVE, Profile};
    use workbench_doctor::diagnose_record;
    use workbench_record::Record;

    use super::*;
    use crate::link::procedure::{CheckName, DialPlan, Login, OnlinePlan, OpenPlan, get_online, identify, open};
    use crate::link::tests::with_scenarios;

    /// What goes over the line when the page tries to get online and to open a client, as its round trip does.
    fn tried(series: &'static str, scenarios: &[Scenario]) -> Record {
        with_scenarios(series, scenarios, |handle, record| async move {
            let _ = identify(&handle).await;
            let online = OnlinePlan {
                from: CheckName::Module,
                found: Vec::new(),
                dial: DialPlan::Apn { apn: None, login: None },
                server: (Host::parse(&PERMISSIVE, "ntp.example.com").unwrap(), Port::parse("123").unwrap()),
                unix_seconds: 1_788_000_000,
            };
            if get_online(&handle, &online, |_| {}).await.is_ok() {
                let client = ClientIndex::ALL[0];
                let broker = Open {
                    client,
                    host: Host::parse(&PERMISSIVE, "broker.virtual").unwrap(),
                    port: Port::parse("1883").unwrap(),
                    clean_session: CleanSession::Clean,
                    keep_alive: KeepAlive::parse(Profile::for_model(series), "60").unwrap(),
                    security: Security::Plain,
                };
                let login = Login::anonymous(client);
                let _ = open(&handle, &OpenPlan { receive: Receive::Indicated, login, will: None, open: broker }).await;
            }
            record.borrow().clone()
        })
    }

    #[test]
    fn the_log_doctor_finds_out_every_fault_from_the_lines_alone_on_several_series() {
        let mut wrong = Vec::new();
        for series in ["L610", "MC66x", "MA510", "NL66x", "LE"] {
            for did in Fault::ALL {
                let scenario = did.scenario().unwrap();
                let findings = diagnose_record(&tried(series, &[scenario])).findings;
                let said: Vec<_> = findings.iter().map(|finding| (finding.rule.id, finding.lines.clone())).collect();
                let verdict = Verdict { did, finding: findings.into_iter().next() };
                let has_proof = verdict.finding.as_ref().is_some_and(|finding| !finding.lines.is_empty());
                if !verdict.is_right() || !has_proof {
                    wrong.push(format!("{} on {series}: {said:?}", scenario.name()));
                }
            }
            let healthy = diagnose_record(&tried(series, &[])).findings;
            wrong.extend(
                healthy.first().map(|finding| format!("nothing is wrong on {series}, but {}", finding.rule.id)),
            );
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
