//! Does the list show what was asked for, whatever comes, goes and is searched for?

use workbench_record::LinkChange;

use super::super::entry::tests::traffic;
use super::super::topics::tests::{inbox, message};
use super::*;
use crate::state::Sent;

fn whole(index: &mut Index, messages: &Messages, asked: &Asked) {
    let sent = Sent::default();
    assert!(index.refresh(Traffic { messages, sent: &sent }, asked, usize::MAX));
}

fn under(topic: &str) -> Asked {
    Asked { chosen: Chosen::under(topic), ..Asked::default() }
}

fn rows(index: &Index, order: Order) -> Vec<u64> {
    let places = (0..index.extent(order).len).filter_map(|row| index.place(row, order));
    places.filter_map(Place::number).collect()
}

#[test]
fn the_list_shows_the_chosen_topics_in_either_order() {
    let messages = inbox(&["a", "b", "a/c", "ab", "a"]);
    let mut index = Index::default();
    whole(&mut index, &messages, &Asked::default());
    assert_eq!(rows(&index, Order::NewestLast), [0, 1, 2, 3, 4]);
    whole(&mut index, &messages, &under("a"));
    assert_eq!(rows(&index, Order::NewestLast), [0, 2, 4]);
    assert_eq!(rows(&index, Order::NewestFirst), [4, 2, 0]);
}

#[test]
fn what_happened_to_the_link_stands_once_between_the_messages_that_are_shown() {
    let mut messages = Messages::default();
    messages.divide(0, LinkChange::Connected("L610".into()));
    messages.push(1, message("a", b""));
    messages.divide(2, LinkChange::Restarted);
    messages.push(3, message("b", b""));
    messages.divide(4, LinkChange::Back);
    messages.push(5, message("a", b""));
    messages.divide(6, LinkChange::Restarted);
    for (asked, expected) in [
        (Asked::default(), [(0, vec![0], vec![]), (1, vec![2], vec![]), (2, vec![4], vec![6])].to_vec()),
        (under("a"), [(0, vec![0], vec![]), (2, vec![2, 4], vec![6])].to_vec()),
        (under("b"), [(1, vec![0, 2], vec![4, 6])].to_vec()),
    ] {
        let mut index = Index::default();
        whole(&mut index, &messages, &asked);
        let times = |divides: Vec<Divide>| divides.iter().map(|divide| divide.at).collect::<Vec<_>>();
        let found: Vec<_> = rows(&index, Order::NewestLast)
            .into_iter()
            .map(|number| (number, index.divides(&messages, Place::came(number))))
            .map(|(number, Divides { before, after })| (number, times(before), times(after)))
            .collect();
        assert_eq!(found, expected, "{asked:?}");
    }
}

#[test]
fn a_pause_holds_back_what_comes() {
    let mut index = Index::default();
    whole(&mut index, &inbox(&["a"]), &Asked::default());
    index.hold(true);
    whole(&mut index, &inbox(&["a", "b", "c"]), &Asked::default());
    index.hold(true);
    assert_eq!((rows(&index, Order::NewestFirst), index.waiting()), (vec![0], 2));
    index.hold(false);
    assert_eq!((rows(&index, Order::NewestFirst), index.waiting()), (vec![2, 1, 0], 0));
}

#[test]
fn a_search_finds_in_topics_and_payloads_and_counts() {
    let (messages, sent) =
        traffic(&[("<plant/temp", b"1"), ("<plant/7", b"{\"Temp\":2}"), ("<plant/7", b"{}"), (">plant/7", b"settemp")]);
    let traffic = Traffic { messages: &messages, sent: &sent };
    for (words, sent, found, of) in
        [("temp", false, 2, 3), ("temp", true, 3, 4), ("TEMP", true, 3, 4), ("", true, 4, 4), ("none", true, 0, 4)]
    {
        let mut index = Index::default();
        let asked = Asked { search: Search::new(words), sent, ..Asked::default() };
        assert!(index.refresh(traffic, &asked, usize::MAX));
        assert_eq!((index.extent(Order::NewestFirst).len, index.on_topic()), (found, of), "{words} {sent}");
    }
}

#[test]
fn a_slice_looks_at_the_newest_first_and_the_rest_follows() {
    let (messages, sent) = traffic(&vec![("<t", &b"0123456789"[..]); 100]);
    let traffic = Traffic { messages: &messages, sent: &sent };
    let asked = Asked { search: Search::new("5"), ..Asked::default() };
    let mut index = Index::default();
    assert!(!index.refresh(traffic, &asked, 10 * (LOOK + 11)));
    assert_eq!(rows(&index, Order::NewestFirst), (90..100).rev().collect::<Vec<_>>());
    let mut slices = 1;
    while !index.refresh(traffic, &asked, 10 * (LOOK + 11)) {
        slices += 1;
    }
    assert_eq!((rows(&index, Order::NewestLast).len(), slices), (100, 10));
}

#[test]
fn what_was_sent_stands_where_it_was_sent() {
    let (messages, sent) = traffic(&[(">a", b"0"), ("<a", b"1"), (">a", b"2"), (">a", b"3"), ("<a", b"4")]);
    let traffic = Traffic { messages: &messages, sent: &sent };
    let asked = Asked { sent: true, ..Asked::default() };
    let mut index = Index::default();
    // In one go, and one after the other.
    for budget in [usize::MAX, 1] {
        while !index.refresh(traffic, &asked, budget) {}
        assert_eq!(index.shown(traffic).map(Entry::payload).collect::<Vec<_>>(), [b"0", b"1", b"2", b"3", b"4"]);
        index = Index::default();
    }
}

#[test]
fn what_was_cleared_leaves_the_list_and_comes_back() {
    let mut messages = inbox(&["a", "b"]);
    let mut index = Index::default();
    whole(&mut index, &messages, &Asked::default());
    let (kept, divides) = messages.take();
    messages.push(9, message("c", b""));
    whole(&mut index, &messages, &Asked::default());
    assert_eq!(rows(&index, Order::NewestLast), [2]);
    messages.bring_back(kept, divides);
    whole(&mut index, &messages, &Asked::default());
    assert_eq!(rows(&index, Order::NewestLast), [0, 1, 2]);
}
