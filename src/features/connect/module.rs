//! The connected module: who it says it is.

use leptos::prelude::*;

use super::actions::Actions;
use super::detail::{Detail, detail};
use super::model::masked;
use crate::state::Facts;
use crate::t;
use crate::ui::{Button, Card, Details, Icon, Note, Pill, Tone, Variant, catch_focus, outside};

/// What comes next with the module that is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Network,
    Session,
    Messages,
}

impl Next {
    /// The first that is not done yet.
    fn of(facts: &Facts) -> Self {
        match (facts.open_clients().next(), facts.address) {
            (Some(_), _) => Self::Messages,
            (None, Some(_)) => Self::Session,
            (None, None) => Self::Network,
        }
    }

    const fn link(self) -> &'static str {
        match self {
            Self::Network => "#/network",
            Self::Session => "#/session",
            Self::Messages => "#/messages",
        }
    }

    fn name(self) -> String {
        match self {
            Self::Network => t!("connect-network"),
            Self::Session => t!("connect-session"),
            Self::Messages => t!("connect-messages"),
        }
    }
}

/// The card of the connected module.
#[component]
pub(super) fn ModuleCard(actions: Actions) -> impl IntoView {
    let facts = actions.workbench.facts();
    let module = Memo::new(move |_| facts.with(|facts| facts.module.clone()));
    let is_virtual = move || module.with(|module| module.as_ref().is_some_and(|module| module.is_virtual));
    let foreign = move || module.with(|module| module.as_ref().is_some_and(|module| !module.identity.is_fibocom()));
    let lamp = move || {
        let tone = Signal::derive(move || if is_virtual() { Tone::Info } else { Tone::Ok });
        let text = move || if is_virtual() { t!("connect-is-virtual") } else { t!("connect-is-real") };
        view! { <Pill tone>{text}</Pill> }
    };
    let warning = move || {
        let text = t!("connect-not-fibocom-text");
        foreign().then(|| view! { <Note tone=Tone::Warn title=t!("connect-not-fibocom")>{text}</Note> })
    };
    let fact = move |read: fn(&crate::link::procedure::Identity) -> &str| {
        module.with(|module| {
            let said = module.as_ref().map(|module| read(&module.identity).to_owned()).unwrap_or_default();
            if said.is_empty() { t!("connect-unsaid") } else { outside(said) }
        })
    };
    let imei = Memo::new(move |_| {
        module.with(|module| module.as_ref().map(|module| module.identity.imei.clone()).unwrap_or_default())
    });
    let next = Memo::new(move |_| facts.with(Next::of));
    // The button that connected it is gone.
    let onward = NodeRef::new();
    catch_focus(onward);
    view! {
        <Card title=t!("connect-module") actions=lamp>
            <div class="stack">
                {warning}
                <dl class="connect-facts">
                    <div><dt>{t!("connect-manufacturer")}</dt><dd>{move || fact(|identity| &identity.manufacturer)}</dd></div>
                    <div><dt>{t!("connect-model")}</dt><dd>{move || fact(|identity| &identity.model)}</dd></div>
                    <div><dt>{t!("connect-firmware")}</dt><dd class="mono">{move || fact(|identity| &identity.revision)}</dd></div>
                    <div><dt>{t!("connect-imei")}</dt><dd><Imei imei/></dd></div>
                </dl>
                <Show when=move || !is_virtual()>
                    <Details summary=t!("connect-lines")>{detail(actions, Detail::ControlLines)}</Details>
                </Show>
                <div class="bar" tabindex="-1" node_ref=onward>
                    <a class="button is-primary" href=move || next.get().link()>{move || next.get().name()}</a>
                    <Button sends=true icon=Icon::Play on_press=move || actions.see_it_working()>{t!("connect-see")}</Button>
                    <Button sends=true on_press=move || actions.disconnect()>{t!("connect-disconnect")}</Button>
                </div>
            </div>
        </Card>
    }
}

/// The IMEI, hidden until it is asked for: screens are shared and photographed.
#[component]
fn Imei(imei: Memo<String>) -> impl IntoView {
    let revealed = RwSignal::new(false);
    let shown = move || match imei.get() {
        imei if imei.is_empty() => t!("connect-unsaid"),
        imei if revealed.get() => outside(imei),
        imei => outside(masked(&imei)),
    };
    let toggle = move || {
        let (icon, name) =
            if revealed.get() { (Icon::EyeOff, t!("connect-imei-hide")) } else { (Icon::Eye, t!("connect-imei-show")) };
        let flip = move || revealed.update(|revealed| *revealed = !*revealed);
        (!imei.with(String::is_empty)).then(|| view! { <Button variant=Variant::Quiet icon name on_press=flip/> })
    };
    view! { <span class="connect-imei"><span class="mono">{shown}</span>{toggle}</span> }
}

#[cfg(test)]
mod tests {
    use fibocom_at::ClientIndex;
    use fibocom_at::commands::IpAddresses;

    use super::*;
    use crate::state::ClientState;

    #[test]
    fn what_is_done_already_is_not_the_next_step() {
        let mut facts = Facts::default();
        assert_eq!(Next::of(&facts), Next::Network);
        facts.address = Some(IpAddresses::only([10, 0, 0, 7]));
        assert_eq!(Next::of(&facts), Next::Session);
        for (state, expected) in [(ClientState::Opening, Next::Session), (ClientState::Open, Next::Messages)] {
            facts.clients.entry(ClientIndex::ALL[0]).or_default().state = state;
            assert_eq!(Next::of(&facts), expected, "{state:?}");
        }
    }
}
