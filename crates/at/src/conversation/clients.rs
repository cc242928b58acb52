//! What is known of the module's clients from what was said: which are open, and whether messages are printed as they come.

use std::time::Duration;

use super::Timestamp;
use crate::args::ClientIndex;
use crate::commands::{Command, Effect, Form, FreeClients, ReadConf, Receive, Spec};
use crate::frame::Line;
use crate::reply::Reply;
use crate::request::{Part, Request};

/// A subscription refused within this time after the open is worth a second try.
const FRESH: Duration = Duration::from_secs(2);

#[derive(Debug, Clone, Default)]
pub(crate) struct Clients {
    open: Vec<(ClientIndex, Timestamp)>,
    /// Clients that get messages.
    subscribed: Vec<ClientIndex>,
    /// How messages come, where the module was told or showed it. By default it prints them.
    receive: Option<Receive>,
}

impl Clients {
    /// Takes in that a command has succeeded.
    pub(super) fn note(&mut self, now: Timestamp, request: &Request, reply: &Reply) {
        for (place, part) in request.parts.iter().enumerate() {
            let Some(spec) = part.spec else { continue };
            match (spec.effect, part.form, part.client) {
                (Effect::Opens, Form::Set, Some(client)) => {
                    self.closed(client);
                    self.open.push((client, now));
                }
                (Effect::Closes, Form::Set, Some(client)) => self.closed(client),
                (Effect::Subscribes, Form::Set, Some(client)) => self.subscribes(client),
                (Effect::Receives, Form::Set, _) => {
                    let mode = request.typed().get(place).and_then(|typed| typed.number(0));
                    self.receive = Some(if mode == Some(1) { Receive::Indicated } else { Receive::Direct });
                }
                (Effect::Receives, Form::Read, _) => {
                    let own = Reply { lines: own_lines(part, reply), ..Reply::default() };
                    self.receive = ReadConf.read(&own).ok().or(self.receive);
                }
                _ => {}
            }
        }
    }

    /// A command of this name has succeeded, and nobody waits for it any more.
    pub(super) fn succeeded_late(&mut self, now: Timestamp, tag: &str, client: ClientIndex) {
        match Spec::named(tag).map(|spec| spec.effect) {
            Some(Effect::Opens) => {
                self.closed(client);
                self.open.push((client, now));
            }
            Some(Effect::Closes) => self.closed(client),
            Some(Effect::Subscribes) => self.subscribes(client),
            _ => {}
        }
    }

    /// A message was printed for this client: it has a subscription, and messages come as they are.
    pub(super) fn printed(&mut self, now: Timestamp, client: ClientIndex) {
        if !self.open.iter().any(|(open, _)| *open == client) {
            self.open.push((client, now));
        }
        self.subscribes(client);
        self.receive = Some(Receive::Direct);
    }

    pub(super) fn announced(&mut self) {
        self.receive = Some(Receive::Indicated);
    }

    pub(super) fn closed(&mut self, client: ClientIndex) {
        self.open.retain(|(open, _)| *open != client);
        self.subscribed.retain(|subscribed| *subscribed != client);
    }

    /// Whether a client opened so shortly before that firmware may still refuse its subscriptions.
    pub(crate) fn opened_recently(&self, now: Timestamp, client: ClientIndex) -> bool {
        self.open.iter().any(|(open, since)| *open == client && now < *since + FRESH)
    }

    /// Whether somebody else may choose what the module prints: payloads come as they are.
    pub(crate) fn print_payloads(&self) -> bool {
        self.receive != Some(Receive::Indicated) && !self.subscribed.is_empty()
    }

    /// Whether a list of free clients shows that the module has not started anew: one that was open is not among them.
    pub(super) fn outlived(&self, reply: &Reply) -> bool {
        let Ok(free) = FreeClients.read(reply) else { return false };
        self.open.iter().any(|(open, _)| !free.contains(open))
    }

    fn subscribes(&mut self, client: ClientIndex) {
        if !self.subscribed.contains(&client) {
            self.subscribed.push(client);
        }
    }
}

/// The lines of a reply that belong to one of the commands on the line.
fn own_lines(part: &Part, reply: &Reply) -> Vec<Vec<u8>> {
    reply.lines.iter().filter(|line| part.owns(&Line::of(line))).cloned().collect()
}
