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
