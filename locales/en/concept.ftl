### The notions of MQTT, in two sentences each.

concept-keep-alive = What is keep alive?
concept-keep-alive-answer = After this many quiet seconds the module sends a sign of life, and a broker that hears nothing for half as long again takes the module for lost. A small figure notices a loss sooner and costs data; with a large one, mobile networks may drop the idle connection first.
concept-clean-session = What is a clean session?
concept-clean-session-answer = The broker begins with nothing and forgets this client when it goes. Without it, the broker keeps the subscriptions, and the messages of QoS 1 and 2 that come meanwhile, until the same client id connects again.
concept-will = What is a last will?
concept-will-answer = A message that the client leaves with the broker when it connects. If the connection ends without a goodbye, the broker publishes it, so that everybody else learns that the device is gone.
concept-retain = What does retaining do?
concept-retain-answer = The broker keeps the last retained message of each topic and hands it at once to everybody who subscribes later. Retaining an empty message on a topic takes the kept one away.
concept-qos = What is QoS?
concept-qos-answer = How hard a message is tried: 0 sends it once and may lose it, 1 repeats it until it is confirmed and may deliver it twice, 2 delivers it exactly once, at the price of more traffic. Between publisher and subscriber, the lower of the two counts.
concept-gateway = What is an MQTT-SN gateway?
concept-gateway-answer = MQTT-SN is MQTT for devices that count every byte: short datagrams in the place of a TCP connection. A gateway speaks it with the device and MQTT with the broker behind it, so that both sides see the same topics.
concept-topic-id = What is a topic id?
concept-topic-id-answer = A number that the gateway gives to a topic, so that the long name need not travel with each message; it is good for one client until its connection ends. A topic of two characters is short already and travels as it is, without an id.
