//! What the engine gives out, in order: events, and what is sent between them.
//!
//! Events are many, and large to move. The two have queues of their own, so that what the conversation told is taken over as it lies.

use std::collections::VecDeque;

use super::{Event, Output};

/// All that is to be given out.
#[derive(Debug, Default)]
pub(super) struct Outputs {
    events: VecDeque<Event>,
    /// What is sent, each with the number of events between it and what is sent before it.
    sent: VecDeque<(usize, Output)>,
    /// How many events stand behind all of that.
    last: usize,
}

impl Outputs {
    /// Adds what is sent.
    pub(super) fn send(&mut self, output: Output) {
        self.sent.push_back((std::mem::take(&mut self.last), output));
    }

    /// Adds an event.
    pub(super) fn tell(&mut self, event: Event) {
        self.last += 1;
        self.events.push_back(event);
    }

    /// Takes over the first events of those that were told.
    pub(super) fn take(&mut self, told: &mut VecDeque<Event>, count: usize) {
        self.last += count;
        if count < told.len() {
            self.events.extend(told.drain(..count));
        } else if self.events.is_empty() {
            std::mem::swap(&mut self.events, told);
        } else {
            self.events.append(told);
        }
    }

    /// The next.
    pub(super) fn next(&mut self) -> Option<Output> {
        match self.sent.front_mut() {
            Some((0, _)) => return self.sent.pop_front().map(|(_, output)| output),
            Some((between, _)) => *between -= 1,
            None => self.last = self.last.saturating_sub(1),
        }
        self.events.pop_front().map(Output::Event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::RequestId;

    #[test]
    fn events_and_what_is_sent_keep_their_order() {
        let (event, data) = (|id| Event::Started(RequestId(id)), |byte| Output::Data(vec![byte]));
        let mut outputs = Outputs::default();
        let mut told = VecDeque::from([event(1), event(2), event(3)]);
        outputs.send(data(0));
        outputs.take(&mut told, 1);
        outputs.send(data(1));
        outputs.send(data(2));
        outputs.tell(event(4));
        outputs.take(&mut told, 2);
        assert!(told.is_empty());
        let given: Vec<_> = std::iter::from_fn(|| outputs.next()).collect();
        let events = [1, 4, 2, 3].map(|id| Output::Event(event(id)));
        let [one, four, two, three] = events;
        assert_eq!(given, [data(0), one, data(1), data(2), four, two, three]);
        outputs.tell(event(5));
        assert_eq!((outputs.next(), outputs.next()), (Some(Output::Event(event(5))), None));
    }
}
