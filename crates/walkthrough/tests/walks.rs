//! Is every walkthrough of the library led to its end on the virtual module, and is every branch of it taken where it is for?
//!
//! The engine leads, the virtual module answers, both in virtual time; a person who answers everything stands at the page. Each document is walked under
//! the scenarios that it says it was checked with, and once more for each step with a module that falls silent there.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking; clippy spares only the functions marked as tests"
)]

#[path = "walks/clouds.rs"]
mod clouds;

use std::collections::BTreeSet;
use std::sync::Arc;

use fibocom_sim::{self as sim, Cloud, CloudDevice, Scenario};
use workbench_rehearsal::{BEFORES, Before, PEM, Table, Trouble, ways};
use workbench_walkthrough::link::Parameters;
use workbench_walkthrough::{Checked, Does, Ending, Kind, Runner, Source, Taken, Verdict, library, read};

/// A person: how they answer what cannot be measured.
#[derive(Debug, Clone, Copy)]
struct Person {
    /// Which option they choose, where it is still there.
    option: usize,
    /// Whether they know the APN that the network takes, at the second question.
    knows_apn: bool,
}

/// The cloud that a walkthrough is for.
fn cloud(id: &str) -> Option<Cloud> {
    Cloud::named(id.strip_prefix("cloud-")?)
}

/// What the person types.
fn typed(name: &str, id: &str, login: &[String; 3], person: Person, asked: usize) -> String {
    let [user, password, client] = login;
    match name {
        "apn" if person.knows_apn && asked > 0 => "m2m.workbench".into(),
        "apn" => "CMNET".into(),
        "host" => "broker.example".into(),
        "port" if id == "tls" || id == "cloud-tuya" || id == "cloud-amazon" => "8883".into(),
        "port" | "plain" => "1883".into(),
        "user" => user.clone(),
        "password" => password.clone(),
        "id" => client.clone(),
        "topic" => "workbench/first".into(),
        "text" => "hello".into(),
        "ca" => PEM.into(),
        name => panic!("nobody knows {name}"),
    }
}

impl workbench_rehearsal::Person for Visitor<'_> {
    fn types(&self, name: &str, _: &Kind, asked: usize) -> String {
        typed(name, self.id, self.login, self.person, asked)
    }

    fn chooses(&self, options: &[usize]) -> Option<usize> {
        let wanted = options.iter().copied().find(|option| *option == self.person.option);
        wanted.or(options.last().copied())
    }
}

/// A person with a login.
struct Visitor<'a> {
    id: &'a str,
    login: &'a [String; 3],
    person: Person,
}

/// Leads one walkthrough to its end. What was sent stays within what was listed and within the bound.
fn walk(
    checked: &Arc<Checked>,
    table: &mut Table,
    login: &[String; 3],
    person: Person,
    trouble: Option<(usize, Trouble)>,
) -> (Vec<Taken>, Ending) {
    let id = &checked.document().id;
    let walk = workbench_rehearsal::walk(checked, table, &Parameters::new(), &Visitor { id, login, person }, trouble);
    assert!(walk.sent <= checked.most(), "{id}: {} of {}", walk.sent, checked.most());
    let ending = walk.ending.unwrap_or_else(|| panic!("{id} does not end: {:?}", walk.taken));
    (walk.taken, ending)
}

/// The login for a walkthrough.
fn login(id: &str) -> [String; 3] {
    let Some(cloud) = cloud(id) else { return ["u".into(), "p".into(), "dev-1".into()] };
    let known = CloudDevice::demonstration(cloud);
    clouds::login(&known)
}

fn table(id: &str, scenario: Scenario, before: Before) -> Table {
    table_of("L610", id, scenario, before)
}

fn table_of(model: &str, id: &str, scenario: Scenario, before: Before) -> Table {
    let faults = scenario.faults();
    let mut config = sim::Config { seed: 5, unix_time: clouds::MOMENT.unix, ..sim::Config::for_model(model) };
    config.cloud = cloud(id).map(CloudDevice::demonstration);
    let is_world = !faults.is_empty();
    let mut table = Table::new(if is_world { config.with(&[scenario]) } else { config });
    match cloud(id).filter(|_| before == Before::Connected) {
        // A cloud lets in its own device alone.
        Some(cloud) => {
            table.prepare(Before::WithFiles);
            let [user, password, client] = login(id);
            let _ = table.ask(&format!("AT+MQTTUSER=1,\"{user}\",\"{password}\",\"{client}\""), None);
            let tls = if matches!(cloud, Cloud::Tuya | Cloud::Amazon) { "8883,1,60,2" } else { "1883,1,60" };
            let _ = table.ask(&format!("AT+MQTTOPEN=1,\"broker.example\",{tls}"), None);
        }
        None => table.prepare(before),
    }
    table
}

#[test]
fn every_branch_of_the_library_is_taken_under_a_scenario() {
    let mut unreached = Vec::new();
    for entry in library::all() {
        let checked = Arc::new(read(entry.json.as_bytes()).unwrap());
        let (login, mut open) = (login(&entry.id), ways(&checked));
        let names = checked.document().checked_with.clone();
        let scenarios: Vec<_> = names.iter().map(|name| Scenario::named(name).unwrap()).collect();
        let people = [(0, false), (1, true)].map(|(option, knows_apn)| Person { option, knows_apn });
        for scenario in &scenarios {
            for before in BEFORES {
                for person in people {
                    // One series says no to a login with a number, the other with a status.
                    for model in ["L610", "MC665"] {
                        let mut table = table_of(model, &entry.id, *scenario, before);
                        let (taken, _) = walk(&checked, &mut table, &login, person, None);
                        open.retain(|way| !taken.contains(way));
                    }
                }
            }
        }
        // What no scenario reaches at the place where it is asked, something that goes wrong there does.
        for trouble in [Trouble::Silent, Trouble::RefusedOnce, Trouble::Unsubscribed] {
            let left: BTreeSet<usize> =
                open.iter().flat_map(|taken| [taken.step, taken.step.saturating_sub(1)]).collect();
            for (at, before, person) in left
                .into_iter()
                .flat_map(|at| BEFORES.map(|before| (at, before)))
                .flat_map(|(at, before)| people.map(|person| (at, before, person)))
            {
                let (taken, _) = walk(
                    &checked,
                    &mut table(&entry.id, Scenario::HEALTHY, before),
                    &login,
                    person,
                    Some((at, trouble)),
                );
                open.retain(|way| !taken.contains(way));
            }
        }
        let name = |taken: &Taken| checked.document().steps.get(taken.step - 1).map(|step| step.id.clone());
        unreached.extend(open.iter().map(|taken| format!("{}: {:?} {:?}", entry.id, name(taken), taken.verdict)));
    }
    assert!(unreached.is_empty(), "no scenario reaches these branches:\n{}", unreached.join("\n"));
}

#[test]
fn a_scenario_leads_to_the_end_that_it_is_for() {
    use Before::{Connected, Fresh, Online, WithFiles, WithRubbish};
    use Ending::{Found, Open, Works};
    for (id, scenario, before, ending, last) in [
        ("first-connection", "healthy", Fresh, Works, "done"),
        ("first-connection", "no-sim", Fresh, Found, "no_sim"),
        ("first-connection", "registration-refused", Fresh, Found, "no_network"),
        ("first-connection", "slow-registration", Fresh, Works, "done"),
        ("first-connection", "slow-sim", Fresh, Works, "done"),
        ("first-connection", "wrong-apn", Fresh, Found, "no_address"),
        ("first-connection", "refuses", Fresh, Found, "no_broker"),
        ("first-connection", "silent", Fresh, Open, "no_answer"),
        // Whoever comes once more has a client that is connected.
        ("first-connection", "healthy", Connected, Works, "done"),
        ("mqtt", "healthy", Connected, Works, "done"),
        ("mqtt", "wrong-password", Connected, Found, "no_way"),
        ("tls", "healthy", Connected, Works, "done"),
        ("cloud-alibaba", "healthy", Connected, Works, "done"),
        ("mqtt", "healthy", Fresh, Works, "done"),
        ("mqtt", "wrong-password", Fresh, Found, "no_way"),
        ("mqtt", "unreachable", Fresh, Found, "no_way"),
        ("mqtt", "id-taken", Fresh, Found, "twice"),
        ("mqtt", "drops", Fresh, Found, "twice"),
        ("tls", "healthy", WithFiles, Works, "done"),
        ("tls", "wrong-ca", WithFiles, Found, "wrong_ca"),
        ("tls", "wrong-key", WithFiles, Found, "wrong_key"),
        ("tls", "clock-ahead", WithFiles, Works, "done"),
        ("tls", "healthy", Fresh, Found, "no_address"),
        ("tls", "healthy", WithRubbish, Open, "only_tls"),
        ("tls", "unreachable", Online, Found, "no_broker"),
        ("tls", "clock-ahead", Online, Works, "done"),
        ("weak-signal", "weak-signal", Fresh, Found, "weak"),
        ("weak-signal", "healthy", Fresh, Works, "done"),
        ("certificate", "healthy", Fresh, Works, "done"),
        ("health", "no-sim", Fresh, Works, "done"),
        ("identity", "healthy", Fresh, Works, "done"),
    ] {
        let entry = library::named(id).unwrap();
        let checked = Arc::new(read(entry.json.as_bytes()).unwrap());
        let scenario = Scenario::named(scenario).unwrap();
        let mut table = table(id, scenario, before);
        let person = Person { option: 0, knows_apn: false };
        let (taken, found) = walk(&checked, &mut table, &login(id), person, None);
        let end = checked.document().steps.iter().find(|step| step.id == last).map(|step| &step.does);
        let (last_taken, steps) = (taken.last().unwrap(), &checked.document().steps);
        let at = steps.get(last_taken.step - 1).map(|step| step.id.clone());
        assert_eq!(end, Some(&Does::End(found)), "{id} in {}: after {at:?}", scenario.name());
        assert_eq!(found, ending, "{id} in {}: after {at:?}, {taken:?}", scenario.name());
        let leads = match last_taken.verdict {
            Verdict::Good => steps.get(last_taken.step - 1).and_then(|step| step.good.clone()).and_then(|good| good.go),
            Verdict::Branch(branch) => steps
                .get(last_taken.step - 1)
                .and_then(|step| step.branches.get(branch))
                .map(|branch| branch.go.clone()),
        };
        assert_eq!(
            leads.unwrap_or_else(|| steps.get(last_taken.step).unwrap().id.clone()),
            last,
            "{id} in {}",
            scenario.name()
        );
    }
}

#[test]
fn each_cloud_has_its_first_message() {
    for entry in library::all().into_iter().filter(|entry| entry.id.starts_with("cloud-")) {
        let checked = Arc::new(read(entry.json.as_bytes()).unwrap());
        let person = Person { option: 0, knows_apn: false };
        // What a cloud shows only over TLS has its files before.
        let mut table = table(&entry.id, Scenario::HEALTHY, Before::WithFiles);
        let (taken, ending) = walk(&checked, &mut table, &login(&entry.id), person, None);
        assert_eq!(ending, Ending::Works, "{}: {taken:?}", entry.id);
    }
}

#[test]
fn values_of_a_link_are_used_and_nothing_else_of_it() {
    let entry = library::named("first-connection").unwrap();
    let checked = Arc::new(read(entry.json.as_bytes()).unwrap());
    let parameters = workbench_walkthrough::link::parameters("apn=m2m.example", &checked).unwrap();
    let runner = Runner::new(Arc::clone(&checked), checked.agree(), &parameters);
    assert_eq!(runner.value("apn"), Some("m2m.example"));
    for query in
        ["apn=a%22", "apn=a%0d", "apn=a;b", "user=x", "apn=", "apn=a&apn=b", "apn=%zz", "apn=%ff", "apn=\u{430}"]
    {
        assert!(workbench_walkthrough::link::parameters(query, &checked).is_err(), "{query}");
    }
    assert!(checked.document().values.iter().any(|value| value.from == Source::Link));
}
