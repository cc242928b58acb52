//! Why a walkthrough is refused, in sentences.

use workbench_walkthrough::{Danger, Fault, Problem};

use crate::t;

/// What is wrong, and at which step.
pub(super) fn sentence(problem: &Problem) -> String {
    let what = of(&problem.fault);
    match problem.step {
        Some(step) => t!("walkthrough-fault-step", step = step, what = what),
        None => what,
    }
}

pub(super) fn of(fault: &Fault) -> String {
    match fault {
        Fault::TooMuch(limit) => t!("walkthrough-fault-much", most = limit.most, what = limit.what),
        Fault::NotADocument(_) => t!("walkthrough-fault-document"),
        Fault::Version(version) => t!("walkthrough-fault-version", version = version.to_string()),
        Fault::Link => t!("walkthrough-fault-link"),
        Fault::Parameter(name) | Fault::BadValue(name) => t!("walkthrough-fault-value", name = name.as_str()),
        Fault::HiddenCharacter(_) | Fault::LookAlike(_) | Fault::CommandCharacter(_) => t!("walkthrough-fault-hidden"),
        Fault::Markup | Fault::NoPicture => t!("walkthrough-fault-markup"),
        Fault::Dangerous(command, danger) => {
            t!("walkthrough-fault-danger", command = command.as_str(), why = why(*danger))
        }
        Fault::NotACommand(command) | Fault::UnknownCommand(command) => {
            t!("walkthrough-fault-command", command = command.as_str())
        }
        Fault::Place(name) | Fault::OnlyPerson(name) => t!("walkthrough-fault-place", name = name.as_str()),
        Fault::Endless(_) | Fault::NoEnd => t!("walkthrough-fault-endless"),
        Fault::NoWords
        | Fault::BadName(_)
        | Fault::Twice(_)
        | Fault::Missing(_)
        | Fault::Field(_)
        | Fault::Condition(_)
        | Fault::NotReached(_)
        | Fault::NoOtherwise
        | Fault::NotYet(_)
        | Fault::NoNumber(_)
        | Fault::OutOfPlace(_) => t!("walkthrough-fault-made", why = fault.to_string()),
    }
}

fn why(danger: Danger) -> String {
    match danger {
        Danger::Settings => t!("walkthrough-danger-settings"),
        Danger::Firmware => t!("walkthrough-danger-firmware"),
        Danger::Lock => t!("walkthrough-danger-lock"),
        Danger::Call | Danger::TextMessage => t!("walkthrough-danger-money"),
        Danger::Restart => t!("walkthrough-danger-restart"),
        Danger::Identity => t!("walkthrough-danger-identity"),
        Danger::Port => t!("walkthrough-danger-port"),
        Danger::Inside => t!("walkthrough-danger-inside"),
        Danger::Several => t!("walkthrough-danger-several"),
    }
}
