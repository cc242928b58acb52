//! Any command at all, as a person or a script words it, and what is learned from its answer.

use std::time::Duration;

use fibocom_at::args::{Apn, ContextId};
use fibocom_at::commands::DialState;
use fibocom_at::{Failure, Form, Reply, Request};

use super::{WorkError, Workbench};
use crate::link::Dialogue;

/// The longest data that is kept of a line until it is answered, in bytes: that of a will, on the series that takes the longest.
const WILL_MOST: usize = 4_096;

impl Workbench {
    /// Sends any command.
    ///
    /// # Errors
    /// As the command fails.
    pub async fn raw(&self, request: Request) -> Result<Reply, WorkError> {
        Ok(self.submit(request, &Dialogue::default()).await??)
    }

    /// Sends any command; what became of it. Its lines are in the dialogue.
    ///
    /// # Errors
    /// [`WorkError::NotConnected`].
    pub async fn submit(&self, request: Request, dialogue: &Dialogue) -> Result<Result<Reply, Failure>, WorkError> {
        self.submit_within(request, None, dialogue).await
    }

    /// The same, where nobody waits for longer than this.
    ///
    /// # Errors
    /// [`WorkError::NotConnected`].
    pub async fn submit_within(
        &self,
        request: Request,
        limit: Option<Duration>,
        dialogue: &Dialogue,
    ) -> Result<Result<Reply, Failure>, WorkError> {
        let asked = request.spec.filter(|_| request.form == Form::Test);
        let (line, client) = (request.line.clone(), request.client);
        // The data of a will is short.
        let data = request.data.clone().filter(|data| data.len() <= WILL_MOST);
        let handle = self.handle()?.keeping(dialogue);
        let answer = match limit {
            Some(limit) => handle.submit_within(request, limit).await,
            None => handle.submit(request).await,
        };
        if let Some(spec) = asked {
            self.note_limits(spec, &answer);
        }
        if let Err(failure) = &answer {
            self.doubt_after(failure, client);
        }
        if let Ok(reply) = &answer {
            self.change(|facts| facts.learn_reply(&line, reply));
            self.note_typed(&line, data.as_deref());
        }
        Ok(answer)
    }

    /// Gives a context of the module's an access point; whether the module took it. One that is up keeps what it has.
    ///
    /// # Errors
    /// Whatever kept the module from answering.
    pub async fn define_context(&self, cid: ContextId, apn: &Apn) -> Result<bool, WorkError> {
        if matches!(self.dial_state().await?, Some(DialState::Up(_))) {
            return Ok(true);
        }
        let line = format!("AT+CGDCONT={},\"IP\",\"{}\"", cid.number(), apn.as_str());
        let request = Request::raw(&line, None).map_err(|problem| problem.at(fibocom_at::Field::Apn))?;
        match self.raw(request).await {
            Ok(_) => Ok(true),
            Err(WorkError::Command(Failure::Rejected(_))) => Ok(false),
            Err(other) => Err(other),
        }
    }
}
