//! Replies by length: every layout, every way to lose bytes, and what follows them.

use super::*;

const ECHO: &[u8] = b"AT+MQTTREAD=1";

fn read(stream: &[u8]) -> Step {
    Reading::default().advance(stream, ECHO, &mut 0)
}

struct Row {
    stream: &'static [u8],
    topic: &'static [u8],
    payload: &'static [u8],
    damaged: bool,
}

#[test]
fn every_layout_of_the_manuals_reads_the_same() {
    for row in [
        Row { stream: b"+MQTTREAD: 1,0,1,3,\"t\",\"a\"b\"\r\n", topic: b"t", payload: b"a\"b", damaged: false },
        Row { stream: b"+MQTTREAD: 1,0,1,3,\r\n\"t\",\"a\"b\"\r\n", topic: b"t", payload: b"a\"b", damaged: false },
        Row { stream: b"+MQTTREAD: 1,0,1,3\r\n\"t\",\"a,b\"\r\n", topic: b"t", payload: b"a,b", damaged: false },
        Row { stream: b"+MQTTREAD:1, 0,1,3, t, a\nb\r\n", topic: b"t", payload: b"a\nb", damaged: false },
        Row {
            stream: b"+MQTTREAD: 1,0,1,6,\"t\",\"\r\nOK\r\n\"\r\n",
            topic: b"t",
            payload: b"\r\nOK\r\n",
            damaged: false,
        },
        Row { stream: b"\xFF+MQTTREAD: 1,0,1,1,\"t\",\"x\"\r\n", topic: b"t", payload: b"x", damaged: true },
        Row { stream: b"MQTTREAD: 1,0,1,1,\"t\",\"x\"\r\n", topic: b"t", payload: b"x", damaged: true },
        Row { stream: b"\x80TREAD: 1,0,1,1,\"t\",\"x\"\r\n", topic: b"t", payload: b"x", damaged: true },
        Row { stream: b"READ: 1,0,1,1,\"t\",\"x\"\r\n", topic: b"t", payload: b"x", damaged: true },
        Row { stream: b"+MQTTREAD: 1,0,0,0\r\n", topic: b"", payload: b"", damaged: false },
        Row { stream: b"+MQTTREAD: 1,0,1,0,\"t\",\"\"\r\n", topic: b"t", payload: b"", damaged: false },
        Row { stream: b"+MQTTREAD: 101,1,1,3,7,\"a,b\"\r\n", topic: b"7", payload: b"a,b", damaged: false },
        Row { stream: b"+MQTTREAD: 101,1,4711,3,4711,\"a,b\"\r\n", topic: b"4711", payload: b"a,b", damaged: false },
        Row { stream: b"+MQTTREAD: 101,1,2,1,\r\n12 , \"x\"\r\n", topic: b"12", payload: b"x", damaged: false },
        Row { stream: b"+MQTTREAD: 102,1,2,1,\"12\",\"x\"\r\n", topic: b"12", payload: b"x", damaged: false },
        Row { stream: b"+MQTTREAD: 102,0,7,2,plant/7,\"ok\"\r\n", topic: b"plant/7", payload: b"ok", damaged: false },
        Row { stream: b"+MQTTREAD: 1,1,2,1,12,x\r\n", topic: b"12", payload: b"x", damaged: false },
    ] {
        for length in 0..row.stream.len() {
            assert!(!matches!(read(&row.stream[..length]), Step::Whole(..)), "whole at {length}");
        }
        let Step::Whole(length, counted) = read(row.stream) else {
            panic!("{:?}", String::from_utf8_lossy(row.stream))
        };
        assert_eq!((counted.topic.as_slice(), counted.payload.as_slice()), (row.topic, row.payload));
        assert_eq!((length, counted.damaged), (row.stream.len(), row.damaged));
    }
}

#[test]
fn the_echo_may_be_glued_to_the_reply() {
    let stream = b"AT+MQTTREAD=1+MQTTREAD: 1,0,1,1,\"t\",\"x\"\r\n";
    let Step::Whole(length, counted) = read(stream) else { panic!("not read") };
    assert_eq!((counted.payload.as_slice(), length), (&b"x"[..], stream.len()));
}

#[test]
fn what_is_no_reply_is_told_as_lines() {
    for stream in [
        &b"+MQTTMSG: 1,0,\"t\",\"+MQTTREAD: 1,0,1,1,x\"\r\n"[..],
        b"+MQTTREAD: (1,2)\r\n",
        b"+MQTTREAD: 1,0,1\r\n",
        b"+MQTTREAD: 1,0,1,99999999999,\"t\",\"x\"\r\n",
        b"AT+MQTTREAD=1\r\n",
        b"READY\r\n",
        b"RE: 1\r\n",
        b"\r\n+MQTTREAD: 1,0,1,1,\"t\",\"x\"\r\n",
        b"OK\r\n",
    ] {
        assert!(matches!(read(stream), Step::Not), "{:?}", String::from_utf8_lossy(stream));
    }
}

/// A reply that does not end where it says, what the reader makes of it in a silence, and how much of it is left over.
struct Damage {
    stream: &'static [u8],
    topic: &'static [u8],
    payload: &'static [u8],
    rest: &'static [u8],
}

#[test]
fn a_reply_that_lost_or_gained_bytes_ends_where_the_module_ended_it() {
    for Damage { stream, topic, payload, rest } in [
        Damage {
            stream: b"+MQTTREAD: 1,0,1,90,\"t\",\"abc\"\r\n\r\nOK\r\n",
            topic: b"t",
            payload: b"abc",
            rest: b"\r\nOK\r\n",
        },
        Damage {
            stream: b"+MQTTREAD: 1,0,1,3,\"t\",\"abcdefgh\"\r\n\r\nOK\r\n",
            topic: b"t",
            payload: b"abcdefgh",
            rest: b"\r\nOK\r\n",
        },
        Damage {
            stream: b"+MQTTREAD: 1,0,1,30,\"t\",\"x\"\r\n\r\nOK\r\nab\"\r\nOK\r\n",
            topic: b"t",
            payload: b"x\"\r\n\r\nOK\r\nab",
            rest: b"OK\r\n",
        },
        Damage {
            stream: b"+MQTTREAD: 1,0,1,9,\"t\",\"abc\"\r\n\r\nOK\r\n\r\n+MQTTMSGI: 1,0,1,5\r\n",
            topic: b"t",
            payload: b"abc",
            rest: b"\r\nOK\r\n\r\n+MQTTMSGI: 1,0,1,5\r\n",
        },
        Damage {
            stream: b"+MQTTREAD: 1,0,6,9,\"dem/a\",\"abc\"\r\n\r\nOK\r\n",
            topic: b"dem/a",
            payload: b"abc",
            rest: b"\r\nOK\r\n",
        },
        Damage {
            stream: b"+MQTTREAD: 1,0,1,9,\"t\",\"abc\r\nAT command ready\r\n\r\n+SIM READY\r\n",
            topic: b"t",
            payload: b"abc",
            rest: b"AT command ready\r\n\r\n+SIM READY\r\n",
        },
        Damage {
            stream: b"+MQTTREAD: 1,0,1,4000000000,\"t\",\"abc\"\r\n\r\nOK\r\n",
            topic: b"t",
            payload: b"abc",
            rest: b"\r\nOK\r\n",
        },
        Damage {
            stream: b"+MQTTREAD: 1,0,1,9,\"t\",\"abc\"\r\n\r\n+CME ERROR: 3\r\n",
            topic: b"t",
            payload: b"abc",
            rest: b"\r\n+CME ERROR: 3\r\n",
        },
        Damage { stream: b"+MQTTREAD: 1,0,1,9\r\nt,abc\r\nOK\r\n", topic: b"t", payload: b"abc", rest: b"OK\r\n" },
        Damage { stream: b"+MQTTREAD: 101,0,7,9,7,\"abc\"\r\nOK\r\n", topic: b"7", payload: b"abc", rest: b"OK\r\n" },
    ] {
        let shown = String::from_utf8_lossy(stream);
        let mut reading = Reading::default();
        assert!(matches!(reading.advance(stream, ECHO, &mut 0), Step::NeedsMore), "{shown:?}");
        assert!(reading.stall().is_some(), "{shown:?}");
        let (length, counted) = reading.cut_short(stream).unwrap_or_else(|| panic!("not ended: {shown:?}"));
        assert_eq!((counted.topic.as_slice(), counted.payload.as_slice()), (topic, payload), "{shown:?}");
        assert!(counted.damaged && stream[length..] == *rest, "{shown:?}: {counted:?}");
    }
}

#[test]
fn a_reply_whose_end_has_not_come_is_not_ended_by_a_silence() {
    for stream in [
        &b"+MQTTREAD: 1,0,1,90,\"t\",\"abc\"\r\n"[..],
        b"+MQTTREAD: 1,0,1,90,\"t\",\"abc\r\nOK\r\nabc",
        b"+MQTTREAD: 1,0,1,90,",
        b"+MQTTREAD: 1,0,1,2,\"t\",\"abc",
    ] {
        let mut reading = Reading::default();
        assert!(matches!(reading.advance(stream, ECHO, &mut 0), Step::NeedsMore));
        assert_eq!(reading.cut_short(stream), None, "{:?}", String::from_utf8_lossy(stream));
        let (length, counted) = reading.give_up(stream).unwrap();
        assert!(counted.damaged && length == stream.len());
    }
}
