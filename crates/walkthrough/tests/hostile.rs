//! Does a document that means harm get any further than a refusal? Fifty of them, each with what it tries and the sentence that it is told; and any
//! bytes at all do no more.

use proptest::prelude::*;
use workbench_walkthrough::{link, read};

/// A document that is sound, and of which each hostile one changes something.
const SOUND: &str = r#"{"walkthrough":1,"id":"d","title":"T","about":"A","values":[{"name":"apn","kind":"apn","from":"link","usual":"CMNET"},{"name":"port","kind":"port","from":"person"}],"steps":[{"id":"a","title":"T","does":{"send":"AT+CSQ"},"must":[{"field":"CSQ.rssi","min":10}],"branches":[{"when":"otherwise","say":"S","go":"b"}]},{"id":"b","title":"T","does":{"end":"works"}}]}"#;

const COMMAND: &str = r#""AT+CSQ""#;
const STEP: &str = r#"{"id":"a","title":"T""#;
const MUST: &str = r#"{"field":"CSQ.rssi","min":10}"#;
const BRANCH: &str = r#"{"when":"otherwise","say":"S","go":"b"}"#;
const PORT_AND_COMMAND: &str =
    r#"{"name":"port","kind":"port","from":"person"}],"steps":[{"id":"a","title":"T","does":{"send":"AT+CSQ"}"#;
const KIND: &str = r#""kind":"apn""#;

/// What each tries, what it changes to what, and part of what it is told.
const CORPUS: &[(&str, &str, &str, &str)] = &[
    // Scripts and elements.
    ("a script in a title", STEP, r#"{"id":"a","title":"<script>alert(1)</script>""#, "markup"),
    ("an image that runs code", STEP, r#"{"id":"a","title":"T","text":"<img src=x onerror=alert(1)>""#, "markup"),
    ("a link that runs code", STEP, r#"{"id":"a","title":"T","text":"[press](javascript:alert(1))""#, "markup"),
    ("an element by its number", STEP, r#"{"id":"a","title":"T","text":"&#60;b&#62;""#, "markup"),
    (
        "a picture that is a program",
        STEP,
        r#"{"id":"a","title":"T","picture":"data:image/svg+xml;base64,PHN2Zz4=""#,
        "picture",
    ),
    ("a picture from elsewhere", STEP, r#"{"id":"a","title":"T","picture":"https://example.com/a.png""#, "picture"),
    ("a picture that is a page", STEP, r#"{"id":"a","title":"T","picture":"data:text/html;base64,PGI+""#, "picture"),
    (
        "a picture that is not what it says",
        STEP,
        r#"{"id":"a","title":"T","picture":"data:image/png;base64,PGI+""#,
        "picture",
    ),
    (
        "a small file of a huge picture",
        STEP,
        r#"{"id":"a","title":"T","picture":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAdTAAAHUwAQAAAABOXMUX""#,
        "pixels",
    ),
    // Forbidden commands.
    ("the settings put back", COMMAND, r#""AT&F""#, "settings"),
    ("a restart", COMMAND, r#""AT+CFUN=15""#, "restarts"),
    ("the power off", COMMAND, r#""AT+CPWROFF""#, "restarts"),
    ("a PIN that is tried", COMMAND, r#""AT+CPIN=\"0000\"""#, "PIN"),
    ("a PUK that is tried", COMMAND, r#""AT+CPIN=\"12345678\",\"0000\"""#, "PIN"),
    ("a lock on the SIM", COMMAND, r#""AT+CLCK=\"SC\",1,\"0000\"""#, "PIN"),
    ("a call", COMMAND, r#""ATD+41790000000;""#, "call"),
    ("a text message", COMMAND, r#""AT+CMGS=\"+41790000000\"""#, "text messages"),
    ("other firmware", COMMAND, r#""AT+GTFOTA=\"http\"""#, "firmware"),
    ("another IMEI", COMMAND, r#""AT+EGMR=1,7,\"1\"""#, "identity"),
    ("another speed", COMMAND, r#""AT+IPR=9600""#, "port"),
    ("another USB mode", COMMAND, r#""AT+GTUSBMODE=17""#, "port"),
    ("the echo off", COMMAND, r#""ATE0""#, "port"),
    ("the echo off, behind a blank", COMMAND, r#""AT E0""#, "port"),
    ("the settings put back, behind a blank", COMMAND, r#""AT &F""#, "settings"),
    ("a call behind a blank", COMMAND, r#""AT D1;""#, "call"),
    ("the SIM past the module", COMMAND, r#""AT+CSIM=10,\"00\"""#, "directly"),
    ("a command that nobody knows", COMMAND, r#""AT+XSECRET=1""#, "not known"),
    // Hidden commands.
    ("two commands on a line", COMMAND, r#""AT+CSQ;+CFUN=15""#, "restarts"),
    ("two harmless ones on a line", COMMAND, r#""AT+CSQ;+CPIN?""#, "several commands"),
    ("a second one without a semicolon", COMMAND, r#""ATI0&F""#, "one command"),
    ("a second one without a semicolon, behind a blank", COMMAND, r#""ATI0 Z""#, "one command"),
    ("a second line", COMMAND, r#""AT+CSQ\rAT+CFUN=15""#, "character"),
    ("a line feed", COMMAND, r#""AT+CSQ\nAT+CPIN?""#, "character"),
    ("an end of data", COMMAND, r#""AT+CSQ\u001a""#, "character"),
    ("an escape", COMMAND, r#""AT+CSQ\u001b""#, "character"),
    ("a command in lower case", COMMAND, r#""at+cfun=15""#, "restarts"),
    ("a command behind a blank", COMMAND, r#"" AT+CFUN=15""#, "restarts"),
    ("a name that is a value", COMMAND, r#""AT+{apn}""#, "cannot stand there"),
    ("a value without quotes", COMMAND, r#""AT+MIPCALL=1,{apn}""#, "cannot stand there"),
    (
        "two places beside each other, whose values end in as many ways as they have letters",
        COMMAND,
        r#""AT+MQTTPUB=1,\"t\",0,0,\"{apn}{apn}{apn}{apn}{apn}{apn}\"""#,
        "cannot stand there",
    ),
    (
        "two places in the same quotes, with a comma between them",
        COMMAND,
        r#""AT+MQTTPUB=1,\"t\",0,0,\"{apn},{apn}\"""#,
        "cannot stand there",
    ),
    ("data that takes the next commands", COMMAND, r#""AT+MQTTPUB=1,\"a\",0,0,500""#, "one command"),
    (
        "a file under a name that is more of the line, so that its data never comes",
        PORT_AND_COMMAND,
        r#"{"name":"ca","kind":"pem","from":"person"},{"name":"n","kind":"port","from":"person","usual":"1"}],"steps":[{"id":"a","title":"T","does":{"upload":["trust","ca}{n"]}"#,
        "ca}{n cannot stand there",
    ),
    (
        "a topic under a name that is more of the line",
        PORT_AND_COMMAND,
        r#"{"name":"t","kind":"topic","from":"link","usual":"t"}],"steps":[{"id":"a","title":"T","does":{"publish":["t","t}\",0,0,\"{t"]}"#,
        "nothing of the name t}",
    ),
    ("a length of its own", COMMAND, r#""AT+GTSSLFILE=\"TRUSTFILE\",{#apn}""#, "one command"),
    (
        "a restart that a text asks for",
        STEP,
        r#"{"id":"a","title":"T","text":"Type `AT+CFUN=15` in the Terminal.""#,
        "restarts",
    ),
    // Look-alikes and hidden characters.
    ("a Cyrillic letter in a command", COMMAND, "\"AT+\u{421}SQ\"", "character"),
    ("a full-width letter in a command", COMMAND, "\"\u{ff21}T+CSQ\"", "character"),
    ("a Cyrillic letter in a text", STEP, "{\"id\":\"a\",\"title\":\"\u{421}onnect\"", "can look like another"),
    ("text that runs backwards", STEP, "{\"id\":\"a\",\"title\":\"a\u{202e}b\"", "hidden"),
    ("a blank of no width", STEP, "{\"id\":\"a\",\"title\":\"a\u{200b}b\"", "hidden"),
    ("letters that nobody sees", STEP, "{\"id\":\"a\",\"title\":\"a\u{e0041}b\"", "hidden"),
    // Loops.
    ("a step that leads to itself", BRANCH, r#"{"when":"otherwise","say":"S","go":"a"}"#, "no end"),
    (
        "a way back that is counted, and the only one",
        BRANCH,
        r#"{"when":"otherwise","say":"S","go":"a","times":9}"#,
        "no end",
    ),
    (
        "a million times",
        BRANCH,
        r#"{"when":"otherwise","say":"S","go":"a","times":1000000},{"when":"otherwise","say":"S","go":"b"}"#,
        "no end",
    ),
    ("a thousand attempts", r#""branches":["#, r#""again":{"times":1000,"every":0},"branches":["#, "20 times"),
    // What is not what it says.
    ("a condition that always holds", MUST, r#"{"field":"CSQ.rssi"}"#, "never hold"),
    ("a field of another command", MUST, r#"{"field":"CPIN.state","is":["READY"]}"#, "field"),
    (
        "a password that is published",
        PORT_AND_COMMAND,
        r#"{"name":"pw","kind":"secret","from":"person"}],"steps":[{"id":"a","title":"T","does":{"send":"AT+MQTTPUB=1,\"t\",1,0,\"{pw}\""}"#,
        "pw cannot stand there",
    ),
    (
        "a password as a part of a host",
        PORT_AND_COMMAND,
        r#"{"name":"pw","kind":"secret","from":"person"}],"steps":[{"id":"a","title":"T","does":{"send":"AT+MQTTOPEN=1,\"{pw}.example\",1883,1,60"}"#,
        "pw cannot stand there",
    ),
    (
        "a password as a user name, which is shown",
        PORT_AND_COMMAND,
        r#"{"name":"pw","kind":"secret","from":"person"}],"steps":[{"id":"a","title":"T","does":{"login":["pw","pw","apn"]}"#,
        "pw cannot stand there",
    ),
    ("a member that nobody knows", KIND, r#""kind":"apn","script":"x""#, "no walkthrough"),
    ("a password from a link", KIND, r#""kind":"secret""#, "only a person"),
    ("a value that breaks out", r#""usual":"CMNET""#, r#""usual":"a\",\"b""#, "no value"),
    ("a step that is not there", BRANCH, r#"{"when":"otherwise","say":"S","go":"nowhere"}"#, "nowhere"),
    ("a value before it is asked for", COMMAND, r#""AT+MQTTOPEN=1,\"h\",{port},1,60""#, "before it is there"),
    ("another version", r#""walkthrough":1"#, r#""walkthrough":2"#, "version 2"),
    (
        "another version, with what this one does not have",
        r#""walkthrough":1"#,
        r#""walkthrough":2,"new":1"#,
        "version 2",
    ),
    ("another version, with an action of its own", r#"{"end":"works"}}]"#, r#"{"jump":1}}]"#, "jump"),
    ("a version beyond all numbers", r#""walkthrough":1"#, r#""walkthrough":1e999"#, "no walkthrough"),
    ("a number that nobody can give", r#""kind":"port""#, r#""kind":{"number":{"min":5,"max":1}}"#, "no value"),
    ("a language of its own", r#""title":"T","about""#, r#""title":{"en":"T","de":"T"},"about""#, "is in quotes"),
];

fn told(json: &[u8]) -> String {
    match read(json) {
        Ok(_) => String::new(),
        Err(problems) => problems.iter().map(|problem| problem.fault.to_string()).collect::<Vec<_>>().join("\n"),
    }
}

#[test]
fn the_sound_one_is_taken() {
    assert_eq!(told(SOUND.as_bytes()), "");
    // As an editor of Windows saves it.
    assert_eq!(told(format!("\u{feff}{SOUND}").as_bytes()), "");
}

#[test]
fn each_hostile_document_is_told_no_and_why() {
    assert!(CORPUS.len() >= 50);
    for (tries, what, with, expected) in CORPUS {
        assert!(SOUND.contains(what), "{tries}");
        let json = SOUND.replacen(what, with, 1);
        let told = told(json.as_bytes());
        assert!(told.contains(expected), "{tries}: {told:?}");
    }
}

/// Documents that are too much of something.
#[test]
fn a_document_that_is_too_much_is_told_no() {
    let padded = SOUND.replacen("\"T\"", &format!("\"{}\"", "a".repeat(3_000)), 1);
    let steps = (0..100).map(|at| format!(r#"{{"id":"s{at}","title":"T","does":"say"}},"#)).collect::<String>();
    let many = SOUND.replacen(r#""steps":["#, &format!(r#""steps":[{steps}"#), 1);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let nested = SOUND.replacen("\"AT+CSQ\"", &format!("{}1{}", "[".repeat(40), "]".repeat(40)), 1);
    let huge = format!("{SOUND}{}", " ".repeat(300_000));
    let twice = SOUND.replacen(r#""id":"d""#, r#""id":"d","id":"e""#, 1);
    // Each of these leads back twenty times to the one before: more commands than anybody would wait for.
    let back = (0..50)
        .map(|at| {
            format!(
                r#"{{"id":"s{at}","title":"T","does":{{"send":"AT+CSQ"}},"again":{{"times":20,"every":1}},"branches":[{{"when":"silent","say":"S","go":"s{at}","times":20}},{{"when":"otherwise","say":"S","go":"b"}}]}},"#
            )
        })
        .collect::<String>();
    let bomb = SOUND.replacen(r#""steps":["#, &format!(r#""steps":[{back}"#), 1);
    let branches = vec![r#"{"when":{"came":[{"field":"CSQ.rssi","min":1}]},"say":"S","go":"b"}"#; 3_000].join(",");
    let branched = SOUND.replacen(r#""branches":["#, &format!(r#""branches":[{branches},"#), 1);
    let conditions = vec![MUST; 5_000].join(",");
    let conditioned = SOUND.replacen(MUST, &conditions, 1);
    let texts = vec![r#""1""#; 50_000].join(",");
    let compared = SOUND.replacen(MUST, &format!(r#"{{"field":"CSQ.rssi","is":[{texts}]}}"#), 1);
    let codes = vec!["3"; 50_000].join(",");
    let refused =
        SOUND.replacen(BRANCH, &format!(r#"{{"when":{{"refused":[{codes}]}},"say":"S","go":"b"}},{BRANCH}"#), 1);
    let line = format!(r#""AT+MQTTUSER=1,{}""#, vec![r#"\"{apn}\""#; 30].join(","));
    let long = SOUND.replacen(COMMAND, &line, 1);
    for (tries, json, expected) in [
        ("branches without end", branched, "12 branches"),
        ("conditions without end", conditioned, "8 conditions"),
        ("texts to compare with without end", compared, "16 texts or codes"),
        ("codes without end", refused, "16 texts or codes"),
        ("a line that no module takes", long, "4096 bytes of a command line"),
        ("a text without end", padded, "2000 bytes"),
        ("steps without end", many, "60 steps"),
        ("a tower of lists", deep, "12 levels"),
        ("a tower within", nested, "12 levels"),
        ("a document without end", huge, "262144 bytes"),
        ("two of one name", twice, "no walkthrough"),
        ("a million commands", bomb, "200 commands"),
        ("nothing", String::new(), "no walkthrough"),
        ("another kind of file", "{}".to_owned(), "no walkthrough"),
    ] {
        let told = told(json.as_bytes());
        assert!(told.contains(expected), "{tries}: {told:?}");
        // What is beyond a limit is counted, and not looked at.
        assert!(told.lines().count() <= 50, "{tries}: {} faults", told.lines().count());
    }
}

#[test]
fn a_link_that_means_harm_is_told_no() {
    // Megabytes of blanks in a few kilobytes, and a document that is one above its limit.
    let bomb = |bytes: usize| {
        let packed = miniz_oxide::deflate::compress_to_vec(&vec![b' '; bytes], 9);
        format!("1.{}", <base64ct::Base64UrlUnpadded as base64ct::Encoding>::encode_string(&packed))
    };
    for (tries, place, expected) in [
        ("a bomb", bomb(4_000_000), "262144 bytes"),
        ("one above the limit", bomb(262_145), "262144 bytes"),
        ("a link that is too long", format!("1.{}", "A".repeat(20_000)), "8192 characters"),
        (
            "values that are too long",
            format!("{}?apn={}", link::pack(read(SOUND.as_bytes()).unwrap().document()).unwrap(), "a".repeat(3_000)),
            "2048 characters",
        ),
        ("no packed bytes", "1.!!!!".to_owned(), "damaged"),
        ("bytes that are not packed", "1.AAAA".to_owned(), "damaged"),
        ("another version", "2.AAAA".to_owned(), "version 2"),
        ("a version of another form", "v2.AAAA".to_owned(), "damaged"),
        ("nothing", String::new(), "damaged"),
    ] {
        match link::unpack(&place) {
            Ok(_) => panic!("{tries} was taken"),
            Err(problems) => {
                let told = problems.iter().map(|problem| problem.fault.to_string()).collect::<String>();
                assert!(told.contains(expected), "{tries}: {told}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), text in "\\PC{0,80}") {
        let _ = read(&bytes);
        let _ = link::unpack(&text);
        // Random text gets past neither the version nor the packing.
        let coded = |bytes: &[u8]| <base64ct::Base64UrlUnpadded as base64ct::Encoding>::encode_string(bytes);
        let _ = link::unpack(&format!("1.{}?{text}", coded(&bytes)));
        let _ = link::unpack(&format!("1.{}?{text}", coded(&miniz_oxide::deflate::compress_to_vec(&bytes, 1))));
        let sound = coded(&miniz_oxide::deflate::compress_to_vec(SOUND.as_bytes(), 1));
        let _ = link::unpack(&format!("1.{sound}?apn={text}"));
    }

    #[test]
    fn a_document_that_is_damaged_is_read_or_refused(at in 0_usize..SOUND.len(), byte in any::<u8>()) {
        let mut bytes = SOUND.as_bytes().to_vec();
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        if let Ok(checked) = read(&bytes) {
            // Whatever came out of it, what it may send is known here and harms nobody.
            for listed in checked.commands() {
                prop_assert!(workbench_walkthrough::danger(&listed.sample).is_none(), "{}", listed.sample);
            }
        }
    }
}
