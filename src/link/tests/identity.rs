//! Who a module says it is, however it says it: modules that are told by a script of their answers.

use std::cell::RefCell;

use futures::channel::mpsc;

use super::*;
use crate::transport::{self, LinkEvent};

/// Lines, and what is answered to each: the lines of an answer divided by bars.
type Script = &'static [(&'static str, &'static [&'static str])];

/// A module that answers each line with what its script has for it, and any other with ERROR. Each answer is given once, but the
/// last of its line, which is given from then on.
struct Scripted {
    script: Script,
    asked: RefCell<Vec<String>>,
    events: RefCell<mpsc::Sender<LinkEvent>>,
}

impl Transport for Scripted {
    fn send<'a>(&'a self, bytes: &'a [u8]) -> LocalBoxFuture<'a, Result<(), LinkError>> {
        let line = String::from_utf8_lossy(bytes).trim().to_owned();
        let before = self.asked.borrow().iter().filter(|asked| **asked == line).count();
        let answers = self.script.iter().find(|(command, _)| *command == line).map_or(&["ERROR"][..], |(_, said)| said);
        let said = answers.get(before).or(answers.last()).copied().unwrap_or("OK");
        self.asked.borrow_mut().push(line);
        if !said.is_empty() {
            let text: String = said.split('|').map(|line| format!("\r\n{}\r\n", line.trim())).collect();
            self.events.borrow_mut().try_send(LinkEvent::Received(text.into_bytes())).unwrap();
        }
        async { Ok(()) }.boxed_local()
    }

    fn set_signals(&self, _: Signals) -> LocalBoxFuture<'_, Result<(), LinkError>> {
        async { Ok(()) }.boxed_local()
    }

    fn close(&self) -> LocalBoxFuture<'_, ()> {
        let _ = self.events.borrow_mut().try_send(LinkEvent::Lost(LostReason::Closed));
        async {}.boxed_local()
    }
}

/// What the module of a script is taken for, and the lines that were sent to learn it.
fn identified(script: Script) -> (procedure::Identity, Vec<String>) {
    let clock = TestClock::default();
    clock.run(|spawner| {
        let (events, received) = transport::events();
        let module = Rc::new(Scripted { script, asked: RefCell::default(), events: RefCell::new(events) });
        let link = Link { transport: Rc::clone(&module) as Rc<dyn Transport>, events: received };
        let (handle, driving) = start(link, Rc::new(clock.clone()), new_record());
        spawner.spawn_local(driving).unwrap();
        async move {
            let identity = identify(&handle).await.unwrap();
            handle.close().await;
            let asked = module.asked.borrow().clone();
            (identity, asked)
        }
    })
}

const MAKER: (&str, &[&str]) = ("AT+CGMI", &["Fibocom | OK"]);
const REVISION: (&str, &[&str]) = ("AT+CGMR", &["16000.1208.00 | OK"]);
const IMEI: (&str, &[&str]) = ("AT+CGSN", &["860000000000017 | OK"]);

#[test]
fn a_model_is_asked_for_in_every_way_until_it_is_told() {
    const INTRODUCTION: &str = "Manufacturer: Fibocom Wireless Inc. | Model: FM160-CN | Revision: 89611.1000 | SVN: 01 | \
                                IMEI: 860000000000017 | +GCAP: +CGSM | OK";
    let rows: [(Script, &str, &[&str]); _] = [
        (&[MAKER, ("AT+CGMM", &["L610-CN-00 | OK"]), REVISION, IMEI], "L610-CN-00", &["AT+CGMM"]),
        (&[MAKER, ("AT+CGMM?", &["+CGMM: \"L716-CN\" | OK"])], "L716-CN", &["AT+CGMM", "AT+CGMM?"]),
        (&[MAKER, ("AT+GMM", &["FM160-CN | OK"])], "FM160-CN", &["AT+CGMM", "AT+CGMM?", "AT+GMM"]),
        (&[("ATI", &[INTRODUCTION])], "FM160-CN", &["AT+CGMM", "AT+CGMM?", "AT+GMM", "ATI"]),
        (&[("AT+CGMM", &["RING | NL668-EAU | OK"])], "NL668-EAU", &["AT+CGMM"]),
        (&[("AT+CGMM", &["Fibocom | OK", "NL668-EAU | OK"])], "NL668-EAU", &["AT+CGMM", "AT+CGMM"]),
        (&[("AT+CGMM", &["L610-CN | NL668-EAU | OK", "NL668-EAU | OK"])], "NL668-EAU", &["AT+CGMM", "AT+CGMM"]),
        (
            &[("AT+CGMM", &["L610-CN | NL668-EAU | OK"]), ("AT+GMM", &["NL668-EAU | OK"])],
            "NL668-EAU",
            &["AT+CGMM", "AT+CGMM", "AT+CGMM?", "AT+GMM"],
        ),
        (&[MAKER], "", &["AT+CGMM", "AT+CGMM?", "AT+GMM", "ATI"]),
    ];
    for (script, expected, asked) in rows {
        let (identity, sent) = identified(script);
        // Behind an OK without the line that it has to bring, the engine finds its way back with AT.
        let behind = sent.iter().skip_while(|line| !line.ends_with("GMM")).filter(|line| *line != "AT");
        let about_the_model: Vec<_> = behind.take(asked.len()).map(String::as_str).collect();
        assert_eq!((identity.model.as_str(), &about_the_model[..]), (expected, asked), "{script:?}");
    }
}

#[test]
fn each_fact_has_its_own_ways() {
    let script: Script = &[
        ("AT+CGMI?", &["+CGMI: \"Fibocom Wireless Inc.\" | OK"]),
        ("AT+CGMM", &["NL668-EAU | OK"]),
        ("AT+GMR", &["19006.1000.00.01.01.28 | OK"]),
        ("ATI", &["IMEI: 860000000000017 | OK"]),
    ];
    let (identity, _) = identified(script);
    let expected = procedure::Identity {
        manufacturer: "Fibocom Wireless Inc.".into(),
        model: "NL668-EAU".into(),
        revision: "19006.1000.00.01.01.28".into(),
        imei: "860000000000017".into(),
    };
    assert_eq!(identity, expected);
}

#[test]
fn a_module_that_is_silent_to_what_no_standard_has_is_still_identified() {
    let script: Script = &[MAKER, ("AT+CGMM", &["L610-CN-00 | OK"]), ("AT+CGSN?", &[""]), ("AT", &["OK"])];
    let (identity, _) = identified(script);
    assert_eq!((identity.model.as_str(), identity.imei.as_str()), ("L610-CN-00", ""));
}
