//! How often an announced message is asked for that the module does not give.

use super::Bench;

const ANNOUNCED: &[u8] = b"+MQTTMSGI: 1,0,1,6\r\n";
const URC: &str = "urc MessageWaiting { client: ClientIndex(1), qos: 0, topic: 1, payload: 6 }";
const READ: &str = "> AT+MQTTREAD=1\\r";

#[test]
fn a_module_that_refuses_is_asked_a_few_times_and_again_with_the_next_announcement() {
    let mut bench = Bench::new();
    for _ in 0..2 {
        bench.receive(ANNOUNCED).receive(b"ERROR\r\n");
        for pause in [1_000, 2_000, 4_000, 8_000] {
            bench.wait(pause).receive(b"ERROR\r\n");
        }
        bench.wait(600_000).expect(&[URC, READ, READ, READ, READ, READ]);
    }
    bench.nothing_is_lost();
}

#[test]
fn what_a_module_refuses_at_first_is_fetched_later() {
    let mut bench = Bench::new();
    bench.receive(ANNOUNCED).receive(b"ERROR\r\n").wait(1_000).receive(b"ERROR\r\n").wait(2_000);
    bench.receive(b"+MQTTREAD: 1,0,1,1,\"t\",\"x\"\r\nOK\r\n").receive(b"+MQTTREAD: 1,0,0,0\r\nOK\r\n").wait(60_000);
    bench.expect(&[URC, READ, READ, READ, "message 1 t x", READ]).nothing_is_lost();
}
