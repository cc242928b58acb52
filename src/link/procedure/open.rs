//! Connects a client to a broker: everything that MQTTOPEN needs, in the order it needs it.

use fibocom_at::codes::TlsError;
use fibocom_at::commands::{
    Close, Conf, FreeClients, Open, ReadTlsError, Receive, Security, SetSnClientId, User, Will,
};
use fibocom_at::{ClientIndex, Command, Failure, Request, secrets};

use crate::link::Handle;

/// What to open, and how. The same plan makes the preview and the commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPlan {
    /// How the module announces messages.
    pub receive: Receive,
    /// Who the client is.
    pub login: Login,
    /// What the broker says when the client vanishes.
    pub will: Option<Will>,
    /// Where to.
    pub open: Open,
}

/// Who a client is to the other side: each protocol has its own command for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Login {
    /// To a broker.
    Mqtt(User),
    /// To a gateway; without a client id, the module makes one.
    Sn(Option<SetSnClientId>),
}

impl Login {
    /// Nobody in particular.
    #[must_use]
    pub fn anonymous(client: ClientIndex) -> Self {
        if client.is_sn() { Self::Sn(None) } else { Self::Mqtt(User::anonymous(client)) }
    }
}

/// One step of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Which clients are free?
    Free,
    /// Close the client that is still open from before.
    Close,
    /// Announce messages, so that they can be read by length.
    Conf,
    /// User name, password and client id string.
    User,
    /// The client id of MQTT-SN.
    SnClientId,
    Will,
    Open,
    /// Ask why TLS failed.
    TlsError,
}

/// A step that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFailure {
    pub step: Step,
    /// Its command line, without its secrets.
    pub line: Vec<u8>,
    pub failure: Failure,
    /// How long the step took, in milliseconds.
    pub took: u64,
    /// Why, in the module's words, where an encrypted connection did not come about.
    pub tls: Option<TlsError>,
}

impl OpenPlan {
    /// The commands in their order, as they will be sent. `Close` is sent only when the client is not free, `TlsError` only when
    /// connecting has failed.
    #[must_use]
    pub fn steps(&self) -> Vec<(Step, Request)> {
        let mut steps = vec![
            (Step::Free, Request::of(&FreeClients)),
            (Step::Close, Request::of(&Close { client: self.open.client })),
            (Step::Conf, Request::of(&Conf(self.receive))),
        ];
        match &self.login {
            Login::Mqtt(user) => steps.push((Step::User, Request::of(user))),
            Login::Sn(Some(id)) => steps.push((Step::SnClientId, Request::of(id))),
            Login::Sn(None) => {}
        }
        if let Some(will) = &self.will {
            steps.push((Step::Will, Request::of(will)));
        }
        steps.push((Step::Open, Request::of(&self.open)));
        if self.open.security == Security::Tls {
            steps.push((Step::TlsError, Request::of(&ReadTlsError)));
        }
        steps
    }
}

/// Carries the plan out. Each step is told before it is done.
///
/// # Errors
/// The step that failed, and how. What was done before stays done.
pub async fn open(handle: &Handle, plan: &OpenPlan, tell: impl Fn(Step)) -> Result<(), OpenFailure> {
    let mut free = true;
    for (step, request) in plan.steps() {
        if (step == Step::Close && free) || step == Step::TlsError {
            continue;
        }
        tell(step);
        let line = secrets::masked(&request.line);
        let begun = handle.now();
        let result = handle.submit(request).await;
        let took = handle.now().saturating_sub(begun);
        match (step, result) {
            (Step::Free, Ok(reply)) => {
                free = FreeClients.read(&reply).is_ok_and(|clients| clients.contains(&plan.open.client));
            }
            // Firmware that cannot tell, or a client that was closed meanwhile: the open will show.
            (Step::Free | Step::Close, Err(Failure::Rejected(_) | Failure::Failed(_))) => {}
            (_, Ok(_)) => {}
            (step, Err(failure)) => {
                let tls = if step == Step::Open { why(handle, plan, &failure).await } else { None };
                return Err(OpenFailure { step, line, failure, took, tls });
            }
        }
    }
    Ok(())
}

/// Why TLS failed, where the module can say. Asked right after the failure: the next connection overwrites it.
async fn why(handle: &Handle, plan: &OpenPlan, failure: &Failure) -> Option<TlsError> {
    let refused = matches!(failure, Failure::Rejected(_) | Failure::Failed(_));
    if !refused || plan.open.security == Security::Plain {
        return None;
    }
    handle.run(&ReadTlsError).await.ok().filter(|error| *error != TlsError::None)
}
