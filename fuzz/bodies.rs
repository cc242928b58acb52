//! What must hold for any bytes, whether a fuzzer makes them or a test replays those that once broke it.

#![allow(dead_code, reason = "each fuzz target uses one of these")]

use fibocom_at::commands::{LIST, check, complete, recognise};
use fibocom_at::engine::{Config, Engine, Event, Input, Output, Timestamp};
use fibocom_at::frame::{Expect, Framer, Line};
use fibocom_at::profile::Refined;
use fibocom_at::urc::Code;
use fibocom_at::{Profile, Reply, Request, RequestId, Role, meaning, secrets};

/// The framer: no byte is lost or examined over and over, and the frames do not depend on how the stream was split.
pub(crate) fn framer(input: &[u8]) {
    let Some((choice, stream)) = input.split_first() else { return };
    let expect = match choice % 3 {
        0 => Expect::Lines,
        1 => Expect::Prompt { echo: b"AT+MQTTPUB=1,\"t\",0,0,3" },
        _ => Expect::Counted { echo: b"AT+MQTTREAD=1", prompt: true },
    };
    let size = usize::from(choice / 3) % 60 + 1;
    let whole = frames(expect, [stream]);
    let split = frames(expect, stream.chunks(size));
    assert_eq!(whole.concat(), stream);
    assert_eq!(split.concat(), stream);
    assert_eq!(whole, split);
}

/// The raw bytes of every frame, and of what is left.
fn frames<'a>(expect: Expect<'_>, chunks: impl IntoIterator<Item = &'a [u8]>) -> Vec<Vec<u8>> {
    let mut framer = Framer::default();
    let mut frames = Vec::new();
    for chunk in chunks {
        framer.push(chunk);
        while let Some(frame) = framer.next(expect) {
            frames.push(frame.raw().to_vec());
        }
    }
    assert!(framer.examined() <= 3 * framer.received(), "examined {} of {}", framer.examined(), framer.received());
    if let Some(frame) = framer.cut_short() {
        frames.push(frame.raw().to_vec());
    }
    frames.push(framer.flush().to_vec());
    frames
}

/// Typed lines and replies: taking them apart, checking, completing, masking and explaining them never fails, and every place
/// that is named lies in the line.
pub(crate) fn arguments(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let typed = recognise(&text);
    for argument in &typed.arguments {
        assert!(text.get(argument.span.clone()).is_some(), "{argument:?}");
    }
    for model in ["L610", "NL668-AM", "MC665", "MA510", ""] {
        let profile = Profile::for_model(model);
        for finding in check(&text, profile) {
            assert!(text.get(finding.span.clone()).is_some(), "{finding:?}");
        }
        let completion = complete(&text, profile);
        assert!(text.get(completion.replace.clone()).is_some(), "{completion:?}");
    }
    let masked = secrets::masked(input);
    assert_eq!(secrets::masked(&masked), masked, "masked twice");
    let _ = meaning::of_command(input);
    for role in [Role::Response, Role::Status, Role::Unsolicited, Role::Final, Role::Unrecognised] {
        let _ = meaning::of_line(input, role, Some(input));
    }
    let _ = Code::of_line(&Line::of(input));
    let reply = Reply { lines: vec![input.to_vec()], ..Reply::default() };
    for spec in LIST {
        let mut refined = Refined::new(Profile::for_model("L610"));
        refined.take_in(spec, &Ok(reply.clone()));
        for statement in refined.statements() {
            assert!(statement.in_use() <= statement.manual, "widened without being asked: {statement:?}");
        }
        for finding in check(&text, refined.profile()) {
            assert!(text.get(finding.span.clone()).is_some(), "{finding:?}");
        }
    }
    if let Ok(request) = Request::raw(&text, None) {
        assert_eq!(request.line, text.trim().as_bytes());
    }
}

/// Commands that the engine treats differently, with data where they ask for some.
const COMMANDS: &[(&str, Option<&[u8]>)] = &[
    ("AT+CSQ", None),
    ("ATI", None),
    ("AT+CGREG?", None),
    ("AT+MQTTREAD=1", None),
    ("AT+MQTTREAD=101", None),
    ("AT+MQTTOPEN=1,\"h\",1883,1,60", None),
    ("AT+MQTTCLOSE=1", None),
    ("AT+MQTTSUB=1,\"t\",0", None),
    ("AT+MQTTPUB=1,\"t\",1,0,2", Some(b"xy")),
    ("AT+MQTTPUB=1,\"t\",0,0,\"x\"", None),
    ("AT+MQTTSNREG=101,\"t\"", None),
    ("AT+MQTTSNREG?", None),
    ("AT+MQTTAUTHDYN=3,\"p\",\"s\",\"d\",0,1", None),
    ("AT+MQTTAUTHCFG=?", None),
    ("AT+GTSSLFILE=\"KEYFILE\",4", Some(b"abcd")),
    ("AT+X=1", None),
];

/// The engine: every byte that came is told once and in order, every command ends once, and time never stands still. The input
/// is a script: a byte for what happens, and what that needs.
pub(crate) fn engine(input: &[u8]) {
    let mut bench = Bench { engine: Engine::new(Config::default()), ..Bench::default() };
    let mut script = input;
    while let Some((step, rest)) = script.split_first() {
        script = rest;
        match step {
            0..=15 => {
                let command = COMMANDS.get(usize::from(*step));
                let request = command.map(|(line, data)| Request::raw(line, data.map(<[u8]>::to_vec)));
                let Some(Ok(request)) = request else { continue };
                bench.submitted += 1;
                bench.input(Input::Submitted(RequestId(bench.submitted), request));
            }
            16 => bench.wait(10),
            17 => bench.wait(500),
            18 => bench.wait(31_000),
            19 => {
                let Some((id, rest)) = script.split_first() else { break };
                script = rest;
                bench.input(Input::Cancelled(RequestId(u64::from(*id))));
            }
            20 => bench.receive(b"\r\nOK\r\n"),
            21 => bench.receive(b"\r\nERROR\r\n"),
            22 => bench.receive(b"\r\n> "),
            23 => bench.receive(b"+MQTTMSGI: 101,1,7,5\r\n"),
            24 => bench.receive(b"+MQTTREAD: 101,1,1,5,7,\"a\r\n\"b\"\r\n"),
            25 => bench.receive(b"+MQTTMSG: 1,0,\"t\",\"half\r\n"),
            26 => bench.receive(b"AT command ready\r\n"),
            _ => {
                let length = usize::from(step - 26).min(script.len());
                let (bytes, rest) = script.split_at(length);
                script = rest;
                bench.receive(bytes);
            }
        }
    }
    bench.wait(200_000);
    bench.input(Input::Lost);
    assert_eq!(bench.told, bench.received, "bytes told and bytes received");
    bench.completed.sort_unstable();
    assert_eq!(bench.completed, (1..=bench.submitted).collect::<Vec<_>>(), "commands that ended");
}

#[derive(Default)]
struct Bench {
    engine: Engine,
    now: u64,
    submitted: u64,
    completed: Vec<u64>,
    received: Vec<u8>,
    told: Vec<u8>,
}

impl Bench {
    fn receive(&mut self, bytes: &[u8]) {
        self.received.extend_from_slice(bytes);
        self.input(Input::Received(bytes));
    }

    fn wait(&mut self, millis: u64) {
        let end = self.now + millis;
        for turn in 0.. {
            assert!(turn < 20_000, "the engine asks for the same moment again and again");
            let Output::Wait(Some(due)) = self.engine.poll() else { break };
            if due.0 > end {
                break;
            }
            self.now = self.now.max(due.0);
            self.input(Input::Tick);
        }
        self.now = end;
    }

    fn input(&mut self, input: Input<'_>) {
        self.engine.handle(Timestamp(self.now), input);
        loop {
            match self.engine.poll() {
                Output::Wait(_) => return,
                Output::Event(Event::Line { raw, .. }) => self.told.extend_from_slice(&raw),
                Output::Event(Event::Completed(id, _)) => self.completed.push(id.0),
                Output::Event(_) | Output::Transmit(_) | Output::Data(_) => {}
            }
        }
    }
}
