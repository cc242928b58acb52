//! What a module still has, asked of the virtual one.

use fibocom_at::codes::Registration;
use fibocom_sim::Hand;
use fibocom_sim::faults::module;

use super::super::procedure::{Address, connected_clients, free_clients, standing};
use super::*;

#[test]
fn a_client_still_open_from_before_is_closed_first() {
    with_session(Config::for_model("MC665"), |handle, record| async move {
        identify(&handle).await.unwrap();
        handle.sleep(Duration::from_secs(20)).await;
        dial(&handle, &DialPlan::default()).await.unwrap();
        open(&handle, &plan(ClientIndex::ALL[0]), |_| {}).await.unwrap();
        let closed = || record.borrow().entries().filter(|entry| entry.line.raw == b"AT+MQTTCLOSE=1\r").count();
        let told = RefCell::new(Vec::new());
        let tell = |step| told.borrow_mut().push((step, closed()));
        open(&handle, &plan(ClientIndex::ALL[0]), tell).await.unwrap();
        // Behind its close: only what comes from here on is of the new connection.
        assert_eq!(told.borrow().last(), Some(&(Step::Open, 1)));
        assert_eq!(closed(), 1);
    });
}

#[test]
fn a_module_tells_what_it_has_and_after_a_restart_without_a_word_that_it_is_gone() {
    with_control(Config::for_model("MC665"), |handle, record, control| async move {
        let left = async || {
            let free = free_clients(&handle).await.unwrap().unwrap();
            (connected_clients(&free, Profile::for_model("MC665")), standing(&handle, ContextId::FIRST).await.unwrap())
        };
        identify(&handle).await.unwrap();
        handle.sleep(Duration::from_secs(20)).await;
        let (clients, standing) = left().await;
        assert_eq!((clients, standing.address), (vec![], Address::None));

        let address = dial(&handle, &DialPlan::default()).await.unwrap();
        open(&handle, &plan(ClientIndex::ALL[0]), |_| {}).await.unwrap();
        let (clients, standing) = left().await;
        assert_eq!((clients, standing.address), (vec![ClientIndex::ALL[0]], Address::Has(Some(address))));
        assert!(standing.registration.is_some_and(Registration::has_data));

        assert!(control.lend_hand(Hand::Break(vec![module::SILENT_RESTART])));
        handle.sleep(Duration::from_secs(60)).await;
        let (clients, standing) = left().await;
        assert_eq!((clients, standing.address), (vec![], Address::None));
        // All of it was asked, and nothing was changed.
        let sent = |line: &[u8]| record.borrow().entries().filter(|entry| entry.line.raw == line).count();
        assert_eq!((sent(b"AT+CGREG?\r"), sent(b"AT+MQTTCLOSE=1\r"), sent(b"AT+MIPCALL=0\r")), (3, 0, 0));
    });
}

#[test]
fn a_module_that_cannot_tell_is_believed_nothing() {
    let clock = TestClock::default();
    clock.run(|spawner| {
        let (mut module, events) = transport::events();
        let link = Link { transport: Rc::new(StoppedLine), events };
        let (handle, driving) = start(link, Rc::new(clock.clone()), new_record());
        spawner.spawn_local(driving).unwrap();
        async move {
            let asked = async {
                let free = free_clients(&handle).await;
                (free, standing(&handle, ContextId::FIRST).await)
            };
            let refused = async {
                // One refusal for each question: of clients, of registration in both ways, of the address.
                for _ in 0..4 {
                    handle.sleep(Duration::from_secs(1)).await;
                    module.send(LinkEvent::Received(b"\r\nERROR\r\n".to_vec())).await.unwrap();
                }
            };
            let ((free, standing), ()) = futures::future::join(asked, refused).await;
            assert_eq!(free, Ok(None));
            assert_eq!(standing.map(|told| (told.registration, told.address)), Ok((None, Address::Untold)));
            handle.close().await;
        }
    });
}
