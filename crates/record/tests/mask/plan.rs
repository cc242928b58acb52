//! What a preview says, and how stand-ins are numbered.

use super::*;

#[test]
fn a_preview_says_what_goes_how_often_and_what_stands_in_for_it() {
    let lines = [
        line(COMMAND, "AT+MQTTUSER=1,\"gateway\",\"hush-hush\",\"d\"\r"),
        line(REPLY, "AT+MQTTUSER=1,\"gateway\",\"hush-hush\",\"d\"\r\r\n"),
        line(CODE, "+MQTTMSG: 1,0,\"plant/7\",\"hush-hush and 6875 7368 2d68 7573 68 \"\r\n"),
        line(COMMAND, "AT+MQTTPUB=1,\"plant/7\",0,0,\"x\"\r"),
    ];
    let entries = entries(&lines);
    let mut plan = Plan::of(entries.iter().copied(), &secrets(&[(Kind::Key, b"not-in-this-file")]), SALT);
    let list = |plan: &Plan| {
        let rows = plan.found().map(|found| (text(&found.value), found.count, found.stand_in.clone(), found.hidden));
        rows.collect::<Vec<_>>()
    };
    let rows = [
        ("hush-hush".to_owned(), 4, "⟨password 1⟩".to_owned(), true),
        ("plant/7".to_owned(), 2, "⟨topic 1⟩".to_owned(), false),
        ("gateway".to_owned(), 2, "⟨user 1⟩".to_owned(), false),
    ];
    assert_eq!(list(&plan), rows);
    // More, by a kind, and less, by a value.
    plan.set_kind_hidden(Kind::Topic, true);
    plan.set_hidden("⟨password 1⟩", false);
    let masked: Vec<_> = plan.lines(entries.iter().copied()).map(|(_, line)| text(&line)).collect();
    assert_eq!(
        masked,
        [
            "AT+MQTTUSER=1,\"gateway\",\"hush-hush\",\"d\"\r",
            "AT+MQTTUSER=1,\"gateway\",\"hush-hush\",\"d\"\r\r\n",
            "+MQTTMSG: 1,0,\"⟨topic 1⟩\",\"hush-hush and 6875 7368 2d68 7573 68 \"\r\n",
            "AT+MQTTPUB=1,\"⟨topic 1⟩\",0,0,\"x\"\r",
        ]
    );
}

#[test]
fn equal_values_have_equal_stand_ins_and_the_numbers_follow_no_order() {
    let value = |number: usize| format!("AT+CGAUTH=1,1,\"u\",\"secret-{number:02}-x\"\r");
    let of = |order: &[usize], salt: u64| {
        let lines: Vec<_> = order.iter().map(|number| line(COMMAND, &value(*number))).collect();
        let entries = entries(&lines);
        let plan = Plan::of(entries.iter().copied(), &Secrets::new(), salt);
        plan.lines(entries.into_iter()).map(|(_, line)| text(&line)).collect::<Vec<_>>()
    };
    let order: Vec<usize> = (0..20).collect();
    let masked = of(&order, SALT);
    assert_eq!(masked.iter().collect::<std::collections::BTreeSet<_>>().len(), 20);
    // The same values in another order have the same names, so the names tell nothing of it.
    let back: Vec<usize> = order.iter().rev().copied().collect();
    let mut masked_back = of(&back, SALT);
    masked_back.reverse();
    assert_eq!(masked_back, masked);
    // And they are not in the order of the values either, nor the same for every file.
    let ascending: Vec<_> = (1..=20).map(|number| format!("AT+CGAUTH=1,1,\"u\",\"⟨password {number}⟩\"\r")).collect();
    assert_ne!(masked, ascending);
    assert_ne!(of(&order, SALT + 1), masked);
    // Twice the same is the same.
    let twice = of(&[3, 3, 5], SALT);
    assert!(twice[0] == twice[1] && twice[1] != twice[2]);
}

#[test]
fn what_has_no_number_is_hidden_all_the_same() {
    let lines: Vec<_> =
        (0..6000).map(|number| line(COMMAND, &format!("AT+CGAUTH=1,1,\"u\",\"secret-{number:05}-x\"\r"))).collect();
    let entries = entries(&lines);
    let plan = Plan::of(entries.iter().copied(), &Secrets::new(), SALT);
    assert_eq!((plan.found().filter(|found| found.hidden).count(), plan.unnumbered()), (4096, 6000 - 4096));
    assert!(plan.lines(entries.into_iter()).all(|(_, line)| !has(&line, b"secret")));
}

#[test]
fn what_is_announced_by_its_length_keeps_it() {
    let lines = [line(COMMAND, "AT+GTSSLFILE=\"KEYFILE\",9\r"), line(DATA, "any bytes")];
    let entries = entries(&lines);
    let plan = Plan::of(entries.iter().copied(), &Secrets::new(), SALT);
    let masked: Vec<_> =
        plan.lines(entries.into_iter()).map(|(entry, line)| (entry.line.length, text(&line))).collect();
    assert_eq!(masked[1], (9, "⟨key 1⟩".to_owned()));
    assert_eq!(masked[0].1, "AT+GTSSLFILE=\"KEYFILE\",9\r");
}
