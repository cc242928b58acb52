//! The program `virtual-module` against a real mosquitto: every byte value both ways, refusals, breaks, wills.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails; clippy spares only the functions marked as tests"
)]

mod drivers;
mod exported;
mod faults;
mod kit;
mod tls;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::thread;
use std::time::Instant;

use kit::{Broker, GLANCE, Module, PATIENCE, free_port, spawn};

fn every_byte() -> Vec<u8> {
    (0..=255).collect()
}

#[test]
fn every_byte_value_arrives_at_the_broker() {
    let broker = Broker::open();
    let mut module = Module::connected(&broker);
    for qos in 0..=2 {
        module.say(&format!("AT+MQTTPUB=1,\"out/{qos}\",{qos},1,256"), "\r\n>\r\n");
        module.send(&every_byte());
        module.expect(b"\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n");
        assert_eq!(broker.first(&format!("out/{qos}")), every_byte(), "QoS {qos}");
    }
}

#[test]
fn every_byte_value_arrives_from_the_broker_in_both_forms() {
    let broker = Broker::open();
    let mut module = Module::connected(&broker);
    for qos in 0..=2 {
        module.say(&format!("AT+MQTTSUB=1,\"in\",{qos}"), "\r\n+MQTTSUB: 1,1\r\n");
        module.say("AT+MQTTCONF=0", "\r\nOK\r\n");
        broker.publish("in", qos, &every_byte());
        let head = format!("\r\n+MQTTMSG: 1,{qos},\"in\",\"");
        module.expect(&[head.as_bytes(), &every_byte(), b"\"\r\n"].concat());
        module.say("AT+MQTTCONF=1", "\r\nOK\r\n");
        broker.publish("in", qos, &every_byte());
        module.expect(format!("\r\n+MQTTMSGI: 1,{qos},2,256\r\n").as_bytes());
        module.send(b"AT+MQTTREAD=1\r");
        let head = format!("\r\n+MQTTREAD: 1,{qos},2,256,\"in\",\"");
        module.expect(&[head.as_bytes(), &every_byte(), b"\"\r\n\r\nOK\r\n"].concat());
    }
}

#[test]
fn a_broker_that_dies_is_reported_and_a_new_one_can_be_opened() {
    let broker = Broker::open();
    let mut module = Module::connected(&broker);
    drop(broker);
    module.expect(b"\r\n+MQTTBREAK: 1,1\r\n\r\n+MQTTCLOSE: 1,1\r\n");
    let broker = Broker::open();
    module.open(broker.port, 1);
    module.say("AT+MQTTCLOSE=1", "\r\n+MQTTCLOSE: 1,1\r\n");
    module.say("AT+MQTTOPEN?", "\r\n+MQTTOPEN: 1,2,101,102\r\n\r\nOK\r\n");
}

#[test]
fn refused_and_unreachable_brokers_give_status_zero() {
    let broker = Broker::start("allow_anonymous false");
    let mut module = Module::ready(&[]);
    module.open(broker.port, 0);
    let port = free_port();
    module.open(port, 0);
    module.say("AT+MQTTOPEN=1,\"broker.invalid\",1883,1,60", "\r\n+MQTTOPEN: 1,0\r\n");
}

#[test]
fn the_broker_flag_overrides_the_address_of_the_command() {
    let broker = Broker::open();
    let mut module = Module::ready(&["--broker", &format!("127.0.0.1:{}", broker.port)]);
    module.say("AT+MQTTOPEN=1,\"mqtt.example\",1883,0,1", "\r\n+MQTTOPEN: 1,1\r\n");
}

#[test]
fn a_will_is_sent_when_the_module_loses_its_power_and_a_taken_client_id_breaks_the_connection() {
    let broker = Broker::open();
    let mut module = Module::ready(&[]);
    module.say("AT+MQTTWILL=1,\"will\",1,1,\"gone\"", "\r\nOK\r\n");
    module.open(broker.port, 1);
    let mut second = Module::connected(&broker);
    module.expect(b"\r\n+MQTTBREAK: 1,1\r\n\r\n+MQTTCLOSE: 1,1\r\n");
    assert_eq!(broker.first("will"), b"gone", "the client id was taken");

    second.say("AT+MQTTCLOSE=1", "\r\n+MQTTCLOSE: 1,1\r\n");
    second.say("AT+MQTTWILL=1,\"will/2\",1,1,\"gone too\"", "\r\nOK\r\n");
    second.open(broker.port, 1);
    drop(second.process);
    assert_eq!(broker.first("will/2"), b"gone too", "the power was lost");
}

#[test]
fn the_terminal_survives_a_host_that_closes_and_opens_its_port() {
    let (_process, place) = spawn(&["--instant"]);
    for answer in ["\r\nAT command ready\r\n\r\n+SIM READY\r\nAT\r\r\nOK\r\n", "AT\r\r\nOK\r\n"] {
        let script = format!("exec 3<>{place}; printf 'AT\\r' >&3; timeout 10 head -c {} <&3", answer.len());
        let output = Command::new("sh").args(["-c", &script]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), answer);
    }
}

#[test]
fn tcp_serves_one_host_after_the_other() {
    let (_process, place) = spawn(&["--tcp", "127.0.0.1:0", "--instant"]);
    for answer in [&b"AT\r\r\nOK\r\n"[..], b"AT\r\r\nOK\r\n"] {
        let mut stream = TcpStream::connect(&place).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(b"AT\r").unwrap();
        let mut received = vec![0; answer.len()];
        stream.read_exact(&mut received).unwrap();
        assert_eq!(received, answer);
    }
}

#[test]
fn the_end_of_standard_input_ends_the_program_when_wanted() {
    let (mut process, _) = spawn(&["--exit-with-parent"]);
    drop(process.0.stdin.take());
    let deadline = Instant::now() + PATIENCE;
    while process.0.try_wait().unwrap().is_none() {
        assert!(Instant::now() < deadline, "still running");
        thread::sleep(GLANCE);
    }
}

#[test]
fn a_flood_comes_complete() {
    let mut module = Module::ready(&["--flood"]);
    let start = Instant::now();
    module.say(
        "AT+XFLOOD=20000,64",
        "\"bench/topic\",\"0000000000000000000000000000000000000000000000000000000000019999\"\r\n",
    );
    println!("{} messages of 64 bytes in {:?} from {}", 20_000, start.elapsed(), module.place);
}

#[test]
fn mqtt_sn_clients_reach_the_broker_through_the_gateway() {
    let broker = Broker::open();
    let mut module = Module::connected(&broker);
    module.say("AT+MQTTSUB=1,\"to/mqtt\",1", "\r\n+MQTTSUB: 1,1\r\n");
    module.say("AT+MQTTWILL=101,\"will\",1,1,\"gone\"", "\r\nOK\r\n");
    module.say(&format!("AT+MQTTOPEN=101,\"127.0.0.1\",{},1,60", broker.port), "\r\n+MQTTOPEN: 101,1\r\n");
    module.say("AT+MQTTSUB=101,\"to/+/sn\",1", "\r\n+MQTTSUB: 101,1\r\n");
    module.say("AT+MQTTPUB=101,\"to/mqtt\",1,0,\"hello\"", "\r\n+MQTTMSG: 1,1,\"to/mqtt\",\"hello\"\r\n");
    broker.publish("to/the/sn", 1, b"answer");
    module.expect(b"\r\n+MQTTSNREG: 101,2,2,\"to/the/sn\"\r\n\r\n+MQTTMSG: 101,1,2,\"answer\"\r\n");
    module.say("AT+MQTTWMSGUD=101,\"updated\"", "\r\n+MQTTWMSGUD: 101,1\r\n");
    module.say("AT+MIPCALL=0", "\r\n+MQTTBREAK: 101,2\r\n\r\n+MQTTCLOSE: 101,1\r\n");
    assert_eq!(broker.first("will"), b"updated", "the gateway sends the will that it was told last");
}
