//! What a line sets up that somebody typed or a script sent. It is kept where all of it can be said again: the command that is read out of it is
//! the line, argument by argument.

use fibocom_at::args::{
    Apn, ClientIdString, ContextId, Host, KeepAlive, Password, Payload, Port, SnClientIdString, Topic, TopicFilter,
    TopicRef, Username,
};
use fibocom_at::commands::{
    CleanSession, Dial, Effect, Open, Receive, Retain, Security, SetSnClientId, Subscribe, Typed, Unsubscribe, User,
    Will, WillPayload, recognise_all,
};
use fibocom_at::profile::PERMISSIVE;
use fibocom_at::{ClientIndex, Command, Form, Qos};
use leptos::prelude::{UpdateValue, WithValue};

use super::SetUp;
use crate::link::procedure::{Login, OpenPlan};
use crate::state::{Subscription, Workbench};

/// What the module was told of a client, and keeps until it starts anew.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    login: Known<Login>,
    will: Known<Will>,
}

impl Said {
    /// How a client is opened that is opened now; nothing, where that cannot be said again.
    fn plan(&self, receive: Receive, open: Open) -> Option<OpenPlan> {
        let login = match &self.login {
            Known::Unsaid => Login::anonymous(open.client),
            Known::Said(login) => login.clone(),
            Known::Lost => return None,
        };
        let will = match &self.will {
            Known::Unsaid => None,
            Known::Said(will) => Some(will.clone()),
            Known::Lost => return None,
        };
        Some(OpenPlan { receive, login, will, open })
    }
}

/// Something that was said, or was not.
#[derive(Debug, Clone, Default)]
enum Known<T> {
    #[default]
    Unsaid,
    Said(T),
    /// It was, and cannot be said again.
    Lost,
}

impl<T> Known<T> {
    fn of(said: Option<T>) -> Self {
        said.map_or(Self::Lost, Self::Said)
    }
}

/// The command, if it says what was typed and nothing else.
fn same<C: Command>(typed: &Typed, command: C) -> Option<C> {
    let line = command.line();
    let again = recognise_all(line.as_str()).into_iter().next()?;
    let text = |typed: &Typed| -> Vec<(bool, String)> {
        typed.arguments.iter().map(|argument| (argument.is_quoted(), argument.text.clone())).collect()
    };
    (again.spec == typed.spec && again.form == typed.form && text(&again) == text(typed)).then_some(command)
}

fn dial(typed: &Typed) -> Option<Dial> {
    let text = |place: usize| typed.filled(place);
    let context = typed.number(1).filter(|_| typed.arguments.len() == 2);
    let plan = match context {
        Some(cid) => Dial::Context(ContextId::new(cid).ok()?),
        None => Dial::Apn {
            apn: text(1).map(Apn::parse).transpose().ok()?,
            login: match typed.arguments.len() {
                0..=2 => None,
                _ => {
                    let name = Username::parse(&PERMISSIVE, typed.text(2)?).ok()?;
                    Some((name, Password::parse(&PERMISSIVE, typed.text(3)?).ok()?))
                }
            },
        },
    };
    same(typed, plan)
}

fn user(typed: &Typed, client: ClientIndex) -> Option<User> {
    let username = Username::parse(&PERMISSIVE, typed.text(1)?).ok()?;
    let password = Password::parse(&PERMISSIVE, typed.text(2)?).ok()?;
    let client_id = typed.text(3).map(|id| ClientIdString::parse(&PERMISSIVE, id)).transpose().ok()?;
    same(typed, User { client, username, password, client_id })
}

fn will(typed: &Typed, client: ClientIndex, data: Option<&[u8]>) -> Option<Will> {
    let topic = Topic::parse(&PERMISSIVE, typed.text(1)?).ok()?;
    let retain = if typed.number(3)? == 1 { Retain::Yes } else { Retain::No };
    let bytes = data.unwrap_or_else(|| typed.text(4).unwrap_or_default().as_bytes());
    let payload = WillPayload::new(&PERMISSIVE, Payload::new(bytes, usize::MAX).ok()?).ok()?;
    same(typed, Will { client, topic, qos: qos(typed, 2)?, retain, payload })
}

fn opened(typed: &Typed, client: ClientIndex) -> Option<Open> {
    let open = Open {
        client,
        host: Host::parse(&PERMISSIVE, typed.text(1)?).ok()?,
        port: Port::new(typed.number(2)?).ok()?,
        clean_session: if typed.number(3)? == 1 { CleanSession::Clean } else { CleanSession::Keep },
        keep_alive: KeepAlive::on(&PERMISSIVE, typed.number(4)?).ok()?,
        security: if typed.number(5) == Some(2) { Security::Tls } else { Security::Plain },
    };
    same(typed, open)
}

fn filter(typed: &Typed, client: ClientIndex) -> Option<TopicRef<TopicFilter>> {
    match typed.number(1) {
        Some(number) => TopicRef::numbered(client, number).ok(),
        None => Some(TopicRef::named(client, TopicFilter::parse(&PERMISSIVE, typed.text(1)?).ok()?)),
    }
}

fn qos(typed: &Typed, place: usize) -> Option<Qos> {
    Qos::new(typed.number(place)?).ok()
}

/// What one command on a line set up; without its value, where that cannot be said again.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Did {
    Dialled(Option<Dial>),
    Receives(Receive),
    IsUser(ClientIndex, Option<Login>),
    HasWill(ClientIndex, Option<Will>),
    Opened(ClientIndex, Option<Open>),
    Subscribed(Subscription),
    Unsubscribed(ClientIndex, TopicRef<TopicFilter>),
}

impl Did {
    fn by(typed: &Typed, data: Option<&[u8]>) -> Option<Self> {
        let spec = typed.spec.filter(|_| typed.form == Form::Set)?;
        if spec.effect == Effect::Dials {
            return (typed.number(0) == Some(1)).then(|| Self::Dialled(dial(typed)));
        }
        if spec.effect == Effect::Receives {
            let how = if typed.number(0) == Some(1) { Receive::Indicated } else { Receive::Direct };
            return Some(Self::Receives(how));
        }
        let client = typed.client()?;
        match spec.effect {
            Effect::Opens => Some(Self::Opened(client, opened(typed, client))),
            Effect::Subscribes => {
                let command = Subscribe { client, topic: filter(typed, client)?, qos: qos(typed, 2)? };
                let Subscribe { topic: filter, qos, .. } = same(typed, command)?;
                Some(Self::Subscribed(Subscription { client, filter, qos }))
            }
            _ if spec.name == Will::NAME => Some(Self::HasWill(client, will(typed, client, data))),
            _ if spec == User::anonymous(client).spec() => {
                Some(Self::IsUser(client, user(typed, client).map(Login::Mqtt)))
            }
            _ if spec.name == SetSnClientId::NAME => {
                let id = typed.text(1).and_then(|id| SnClientIdString::parse(&PERMISSIVE, id).ok());
                let command = id.and_then(|id| SetSnClientId::new(client, id).ok());
                let login = command.and_then(|command| same(typed, command)).map(|command| Login::Sn(Some(command)));
                Some(Self::IsUser(client, login))
            }
            _ => {
                let topic = filter(typed, client)?;
                let Unsubscribe { topic, .. } = same(typed, Unsubscribe { client, topic })?;
                Some(Self::Unsubscribed(client, topic))
            }
        }
    }

    /// What all the commands of a line did, with the data that followed its prompt.
    fn all_of(line: &[u8], data: Option<&[u8]>) -> Vec<Self> {
        let text = String::from_utf8_lossy(line);
        recognise_all(text.trim()).iter().filter_map(|typed| Self::by(typed, data)).collect()
    }
}

impl SetUp {
    /// A client was told who it is.
    pub(in crate::state) fn is_user(&mut self, client: ClientIndex, login: Option<Login>) {
        self.said.entry(client).or_default().login = Known::of(login);
    }

    /// A will was set before its client is opened.
    pub(in crate::state) fn has_will(&mut self, client: ClientIndex, will: Option<Will>) {
        self.said.entry(client).or_default().will = Known::of(will);
    }

    /// A client was opened that has a will which was set before.
    pub(in crate::state) fn opens_with_its_will(&mut self, client: ClientIndex) {
        if let Some(Known::Said(will)) = self.said.get(&client).map(|said| &said.will)
            && let Some(plan) = self.opened.iter_mut().find(|plan| plan.open.client == client)
        {
            plan.will = Some(will.clone());
        }
    }

    /// The module started anew: what it was told of its clients is gone.
    pub(in crate::state) fn restarted(&mut self) {
        self.said.clear();
    }

    /// Takes in what a line did, where messages come so.
    fn did(&mut self, did: &Did, receive: Receive) {
        match did {
            Did::Dialled(plan) => self.dial.clone_from(plan),
            Did::Receives(_) => {}
            Did::IsUser(client, login) => self.is_user(*client, login.clone()),
            Did::HasWill(client, will) => self.has_will(*client, will.clone()),
            Did::Opened(client, open) => {
                self.closed(*client);
                let said = self.said.get(client).cloned().unwrap_or_default();
                if let Some(plan) = open.clone().and_then(|open| said.plan(receive, open)) {
                    self.opened(&plan);
                }
            }
            Did::Subscribed(subscription) => self.subscribed(subscription),
            Did::Unsubscribed(client, filter) => self.unsubscribed(*client, filter),
        }
    }
}

impl Workbench {
    /// A line was taken that somebody typed or a script sent: what it set up is set up again with the rest.
    pub(in crate::state) fn note_typed(&self, line: &[u8], data: Option<&[u8]>) {
        for did in Did::all_of(line, data) {
            let receive = self.inner.with_value(|inner| inner.receive);
            self.note_set_up(|set_up| set_up.did(&did, receive));
            self.inner.update_value(|inner| match did {
                Did::Receives(how) => inner.receive = how,
                Did::IsUser(client, Some(login)) => drop(inner.logins.insert(client, login)),
                Did::IsUser(client, None) => drop(inner.logins.remove(&client)),
                _ => {}
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::commands::CommandLine;

    use super::*;

    /// What is set up after these lines.
    fn after(lines: &[&str]) -> SetUp {
        let mut set_up = SetUp::default();
        for did in lines.iter().flat_map(|line| Did::all_of(line.as_bytes(), None)) {
            set_up.did(&did, Receive::Indicated);
        }
        set_up
    }

    /// The commands that set up the clients again, and their subscriptions.
    fn again(lines: &[&str]) -> Vec<String> {
        commands(&after(lines))
    }

    fn commands(set_up: &SetUp) -> Vec<String> {
        let text = |line: CommandLine| line.as_str().to_owned();
        let plans = set_up.opened.iter().flat_map(|plan| {
            let user = match &plan.login {
                Login::Mqtt(user) if !user.username.as_str().is_empty() => Some(text(user.line())),
                Login::Sn(Some(id)) => Some(text(id.line())),
                _ => None,
            };
            let will = plan.will.as_ref().map(|will| text(will.line()));
            user.into_iter().chain(will).chain([text(plan.open.line())])
        });
        let held = set_up
            .subscriptions
            .iter()
            .map(|held| text(Subscribe { client: held.client, topic: held.filter.clone(), qos: held.qos }.line()));
        set_up.dial.iter().map(|dial| text(dial.line())).chain(plans).chain(held).collect()
    }

    #[test]
    fn what_is_typed_is_set_up_again_as_it_was_typed() {
        for lines in [
            &["AT+MIPCALL=1"][..],
            &["AT+MIPCALL=1,\"CMNET\""],
            &["AT+MIPCALL=1,3"],
            &["AT+MIPCALL=1,\"CMNET\",\"user\",\"word\""],
            &["AT+MQTTOPEN=1,\"broker.local\",1883,1,60", "AT+MQTTSUB=1,\"plant/#\",1"],
            &["AT+MQTTOPEN=2,\"broker.local\",8883,0,120,2"],
            &["AT+MQTTUSER=1,\"user\",\"word\",\"device-7\"", "AT+MQTTOPEN=1,\"broker.local\",1883,1,60"],
            &["AT+MQTTWILL=1,\"state\",1,1,\"offline\"", "AT+MQTTOPEN=1,\"broker.local\",1883,1,60"],
            &["AT+MQTTSNCID=101,\"device-7\"", "AT+MQTTOPEN=101,\"gateway.local\",10000,1,60", "AT+MQTTSUB=101,5,1"],
        ] {
            assert_eq!(again(lines), lines);
        }
        assert_eq!(
            again(&["at+mqttopen = 1,\"h\",1883,1,60;+MQTTSUB=1,\"a\",0"]),
            ["AT+MQTTOPEN=1,\"h\",1883,1,60", "AT+MQTTSUB=1,\"a\",0"]
        );
    }

    #[test]
    fn what_cannot_be_said_again_is_not_set_up_again() {
        let open = "AT+MQTTOPEN=1,\"broker.local\",1883,1,60";
        for lines in [
            &["AT+MQTTOPEN=1,\"broker.local\",1883,1,60,7"][..],
            &["AT+MQTTOPEN=1,\"broker.local\",1883,5,60"],
            &["AT+MQTTOPEN=1,broker.local,1883,1,60"],
            &["AT+MQTTOPEN?", "AT+MQTTCLOSE=1", "AT+CSQ", "AT+MIPCALL=0", "AT+MIPCALL=1,3,4"],
            &["AT+MQTTUSER=1,\"user\"", open],
            &["AT+MQTTWILL=1,\"state\",1,1,200", open],
            &[open, "AT+MQTTOPEN=1,\"other\",1883,7,60"],
        ] {
            assert_eq!(again(lines), [""; 0], "{lines:?}");
        }
        let user = "AT+MQTTUSER=1,\"user\",\"word\"";
        assert_eq!(again(&["AT+MQTTUSER=1,\"user\"", user, open]), [user, open]);
        let (both, one) = (["AT+MQTTSUB=1,\"a\",0", "AT+MQTTSUB=1,\"b\",0"], ["AT+MQTTUNSUB=1,\"b\""]);
        assert_eq!(again(&[&[open][..], &both, &one].concat()), [open, both[0]]);
    }
    #[test]
    fn what_a_module_was_told_of_a_client_is_gone_with_its_restart() {
        let told = ["AT+MQTTUSER=1,\"user\",\"word\"", "AT+MQTTWILL=1,\"state\",1,1,\"offline\""];
        let open = "AT+MQTTOPEN=1,\"broker.local\",1883,1,60";
        let mut set_up = after(&[&told[..], &[open]].concat());
        set_up.restarted();
        assert_eq!(commands(&set_up), [told[0], told[1], open], "it is set up again with all of it");
        set_up.did(&Did::all_of(open.as_bytes(), None)[0], Receive::Indicated);
        assert_eq!(commands(&set_up), [open]);
    }
}
