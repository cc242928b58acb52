//! A message that goes out and comes back: published on the topic of the round trip, and heard again from the broker.

use std::pin::pin;
use std::time::Duration;

use fibocom_at::args::{ClientIndex, Payload, Topic};
use fibocom_at::commands::{Choice, Publish, Retain};
use fibocom_at::{Field, Problem, Qos};
use futures::StreamExt;
use futures::future::{Either, select};

use super::{Dialogue, Notice, StoredMessage, TRIP_TOPIC, TripFailure, WorkError, Workbench};
use crate::link::{Handle, Heard};

/// How long to wait for the message.
const PATIENCE: Duration = Duration::from_secs(20);

/// A message that the broker has, and that is still to come back.
pub struct Round {
    client: ClientIndex,
    handle: Handle,
    heard: Heard<Notice>,
    payload: Vec<u8>,
    sent: u64,
    published: u64,
}

impl Workbench {
    /// Publishes a text by the client of the round trip, which is open and subscribed. It can be waited for then.
    ///
    /// # Errors
    /// As publishing fails; [`WorkError::Invalid`] where the module takes no such text.
    pub async fn send_round(&self, text: &str) -> Result<Round, TripFailure> {
        self.send_round_by(client(), text).await
    }

    /// The same by this client.
    pub(super) async fn send_round_by(&self, client: ClientIndex, text: &str) -> Result<Round, TripFailure> {
        let handle = self.handle()?;
        let profile = self.profile_now();
        let invalid = |problem: Problem| WorkError::Invalid(problem.at(Field::Topic));
        let payload = Payload::new(text.as_bytes(), profile.payload_max).map_err(invalid)?;
        let topic = Topic::parse(&profile, TRIP_TOPIC).map_err(invalid)?;
        let publish =
            Publish::new(client, topic, Qos::AtLeastOnce, Retain::No, payload, Choice::Auto).map_err(invalid)?;
        // The message can be back before the module has confirmed it.
        let heard = self.listen(|notice| matches!(notice, Notice::Message(_)));
        let sent = handle.now();
        self.publish(&publish, &Dialogue::default()).await?;
        let published = handle.now();
        Ok(Round { client, handle, heard, payload: text.as_bytes().to_vec(), sent, published })
    }
}

impl Round {
    /// How many bytes it has.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.payload.len()
    }

    /// How long it took to publish it, in milliseconds.
    #[must_use]
    pub const fn to_publish(&self) -> u64 {
        self.published.saturating_sub(self.sent)
    }

    /// Waits until it is back; how long that took since it was sent, in milliseconds.
    ///
    /// # Errors
    /// [`TripFailure::NoMessage`] when it does not come in time.
    pub async fn back(mut self) -> Result<u64, TripFailure> {
        let (client, payload) = (self.client, &self.payload);
        let heard = &mut self.heard;
        let back = async move {
            while let Some(notice) = heard.next().await {
                if let Notice::Message(message) = notice
                    && is_ours(&message, client, payload)
                {
                    return Some(message.at);
                }
            }
            None
        };
        match select(pin!(back), pin!(self.handle.sleep(PATIENCE))).await {
            Either::Left((Some(at), _)) => Ok(at.saturating_sub(self.sent)),
            Either::Left((None, _)) | Either::Right(_) => Err(TripFailure::NoMessage),
        }
    }
}

/// The client that goes the round where nobody has chosen another.
pub(super) fn client() -> ClientIndex {
    ClientIndex::ALL[0]
}

fn is_ours(message: &StoredMessage, client: ClientIndex, payload: &[u8]) -> bool {
    message.message.client == client && message.message.payload == payload
}
