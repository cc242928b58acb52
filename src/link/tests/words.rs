//! Somebody tells the module to answer in numbers, or not at all: the next command is answered all the same.

use fibocom_at::Request;

use super::*;

#[test]
fn a_command_behind_one_that_silences_the_results_is_answered() {
    for line in ["ATV0", "ATQ1", "ATQ1V0", "ATV0Q1"] {
        let time = TestClock::default();
        let clock = time.clone();
        let (answer, sent) = time.run(|spawner| {
            let (link, control, running) = plug_in(Config::for_model("L610"), clock.clone());
            spawner.spawn_local(running).unwrap();
            let record = new_record();
            let (handle, driving) = start(link, Rc::new(clock.clone()), Rc::clone(&record));
            spawner.spawn_local(driving).unwrap();
            async move {
                clock.sleep(Duration::from_secs(5)).await;
                // It may be told as without an answer: there is none in words.
                let _ = handle.submit(Request::raw(line, None).unwrap()).await;
                let answer = handle.submit(Request::raw("AT+CSQ", None).unwrap()).await;
                let record = record.borrow();
                let sent = record.entries().filter(|entry| entry.line.direction == Direction::Command);
                let sent: Vec<_> = sent.map(|entry| entry.line.raw.escape_ascii().to_string()).collect();
                drop(control);
                (answer, sent)
            }
        });
        assert!(answer.is_ok(), "{line}: {answer:?} {sent:?}");
        assert_eq!(sent, [format!("{line}\\r"), "ATQ0V1\\r".into(), "AT+CSQ\\r".into()]);
    }
}
