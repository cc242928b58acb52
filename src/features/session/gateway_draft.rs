//! What is typed and under way at a gateway, kept while the screen is left, and the actions there.

use fibocom_at::ClientIndex;
use fibocom_at::args::Topic;
use fibocom_at::commands::UpdateWillMessage;
use leptos::prelude::*;

use super::draft::SessionForm;
use super::model::gateway::NewWillTopic;
use super::model::typed::TypedWill;
use crate::state::WorkError;
use crate::ui::{Tone, go_on};
use crate::words::{self, Explanation};

/// What outlives the screen. Copies share it.
#[derive(Clone, Copy, Default)]
pub(super) struct GatewayDraft {
    /// The client whose gateway is shown, where several have one.
    pub(super) client: RwSignal<Option<ClientIndex>>,
    pub(super) topic: RwSignal<String>,
    /// The will as it is to be.
    pub(super) will: RwSignal<TypedWill>,
    pub(super) doing: RwSignal<Option<Doing>>,
    /// Why the last registration failed.
    pub(super) not_registered: RwSignal<Option<Explanation>>,
    /// What became of the last change of the will.
    pub(super) will_changed: RwSignal<Option<WillChanged>>,
}

/// What is under way at a gateway: one thing at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    Registering,
    /// The module is asked which topics have an id.
    Reading,
    Changing(WillPart),
}

/// Each part of a will has a command of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WillPart {
    /// With its QoS and whether it is retained.
    Topic,
    Message,
}

/// What became of a change of the will.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WillChanged {
    pub(super) client: ClientIndex,
    pub(super) part: WillPart,
    /// Why it was not changed.
    pub(super) failed: Option<Explanation>,
}

impl SessionForm {
    /// Has the gateway give a topic an id.
    pub(super) fn register(self, client: ClientIndex, topic: Topic) {
        let (workbench, gateway) = (self.workbench, self.at_gateway());
        if !self.begin(Doing::Registering) {
            return;
        }
        gateway.not_registered.set(None);
        go_on(async move {
            match workbench.register_topic(client, topic).await {
                Ok(_) => gateway.topic.set(String::new()),
                Err(error) => gateway.not_registered.set(Some(words::work_error(&error))),
            }
            gateway.doing.set(None);
        });
    }

    /// Asks the module again which topics have an id.
    pub(super) fn read_topics(self) {
        let (workbench, gateway, toaster) = (self.workbench, self.at_gateway(), self.toaster());
        if !self.begin(Doing::Reading) {
            return;
        }
        go_on(async move {
            if let Err(error) = workbench.read_numbered().await {
                toaster.show(Tone::Bad, words::work_error(&error).text);
            }
            gateway.doing.set(None);
        });
    }

    /// Gives the will in the gateway another topic.
    pub(super) fn change_will_topic(self, client: ClientIndex, new: NewWillTopic) {
        let workbench = self.workbench;
        self.change_will(client, WillPart::Topic, async move {
            workbench.update_will_topic(client, (new.qos, new.retain), new.topic).await
        });
    }

    /// Gives the will in the gateway another text.
    pub(super) fn change_will_message(self, client: ClientIndex, update: UpdateWillMessage) {
        let workbench = self.workbench;
        let change = async move { workbench.update_will_message(&update).await };
        self.change_will(client, WillPart::Message, change);
    }

    fn change_will(
        self,
        client: ClientIndex,
        part: WillPart,
        change: impl Future<Output = Result<(), WorkError>> + 'static,
    ) {
        let gateway = self.at_gateway();
        if !self.begin(Doing::Changing(part)) {
            return;
        }
        gateway.will_changed.set(None);
        go_on(async move {
            let failed = change.await.err().map(|error| words::work_error(&error));
            gateway.will_changed.set(Some(WillChanged { client, part, failed }));
            gateway.doing.set(None);
        });
    }

    /// Whether nothing else is under way.
    fn begin(self, doing: Doing) -> bool {
        let free = self.at_gateway().doing.with_untracked(Option::is_none);
        if free {
            self.at_gateway().doing.set(Some(doing));
        }
        free
    }
}
