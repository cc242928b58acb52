### The notions of MQTT, in two sentences each.

concept-keep-alive = What is keep alive?
concept-keep-alive-answer = After this many seconds without data, the module sends a ping to the broker. If the broker hears nothing for one and a half times as long, it ends the connection. A small number finds a lost connection sooner, but costs data. With a large number, a mobile network may drop the quiet connection first.
concept-clean-session = What is a clean session?
concept-clean-session-answer = The broker starts with no subscriptions, and forgets this client when it goes. Without a clean session, the broker keeps the subscriptions until the same client id connects again. It also keeps the messages of QoS 1 and 2 that come meanwhile.
concept-will = What is a last will?
concept-will-answer = A message that the client leaves with the broker when it connects. If the connection ends and the client did not say goodbye, the broker publishes it. So everybody else learns that the device is gone.
concept-retain = What does retain do?
concept-retain-answer = The broker keeps the last retained message of each topic, and sends it at once to everybody who subscribes later. To delete it, publish an empty retained message on the same topic.
concept-qos = What is QoS?
concept-qos-answer = How hard a message is tried. QoS 0 sends it once and may lose it. QoS 1 repeats it until it is confirmed, and may deliver it twice. QoS 2 delivers it exactly once, but sends more data. Between publisher and subscriber, the lower QoS counts.
concept-gateway = What is an MQTT-SN gateway?
concept-gateway-answer = MQTT-SN is MQTT for devices that have to save every byte. It sends short datagrams and needs no TCP connection. A gateway speaks MQTT-SN with the device, and MQTT with the broker behind it. So both sides see the same topics.
concept-topic-id = What is a topic id?
concept-topic-id-answer = A number that the gateway gives to a topic, so that the long name is not sent with each message. It is valid for one client, until its connection ends. A topic of two characters is short already, and is sent as it is, without an id.
