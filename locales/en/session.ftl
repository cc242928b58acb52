### The Session screen.

session-title = Session
session-lede = Connect the module to a broker.
session-form = Connect to a broker

## What stands in the way

session-offline = No module is connected.
session-offline-text = Fill in the form now, and send it once one is.
session-connect-first = Connect a module first.
session-is-connected = Client { $client } is connected. “Change…” shows the form.
session-go-connect = Connect a module
session-no-address = The module has no IP address.
session-no-address-text = Without one it reaches no broker.
session-go-network = Get online

## The clients

session-clients = Client
session-client-name = Client { $client }
session-state-free = free
session-state-free-sn = MQTT-SN
session-state-opening = connecting
session-state-open = connected
session-state-closing = disconnecting
session-state-broken = connection lost
session-state-failed = not connected
session-state-refused = refused
session-disconnect = Disconnect client { $client }
session-disconnecting = Disconnecting…
session-change = Change…
session-change-no = Keep as it is
session-dismiss = Dismiss
session-connect-again = Connect again
session-fact-cause = Cause
session-unknown-broker = not known
session-fact-found = Subscriptions
session-found = Not known. The module kept this client from before; this page did not open it.
session-cause-closed = The connection was closed from outside.
session-cause-server = The broker ended the connection, or did not answer a ping.
session-cause-gateway = The gateway ended the connection, or did not answer a ping.
session-cause-link = The radio link went away, and the IP address with it.
session-cause-registration = The module is no longer registered with the network.
session-cause-unlisted = Cause { $number }, which the manual does not list.

## The broker

session-broker = Broker
session-sn-plain = None
session-sn-no-tls = The module encrypts MQTT only, not MQTT-SN. Send nothing secret.
session-sn-no-user = MQTT-SN has no user names and passwords.
session-sn-clean-hint = Subscriptions and the will are forgotten when the client goes.
session-gateway = Gateway
session-gateway-host = Gateway host
session-gateway-host-hint = Of the MQTT-SN gateway, not of the broker behind it
session-gateway-port-hint = Often 1884 or 10000; no port is standard
session-preset = Start from a preset
session-preset-own = Your own broker
session-preset-public = { $host } (public)
session-preset-virtual = Broker inside this page (virtual)
session-preset-own-gateway = Your own gateway
session-preset-virtual-gateway = Gateway inside this page (virtual)
session-virtual-gateway-remark = A virtual module reaches the gateway inside this page with any host and any port. Only names such as broker.invalid are never found. Behind it is the same broker that clients 1 and 2 reach, with the same topics.
session-public-remark = A public test broker: anyone can read what you publish, and write to your topics. Send nothing secret.
session-virtual-remark = A virtual module reaches the broker inside this page with any host and any port. Only names such as broker.invalid are never found.
session-host = Host, or a whole address
session-host-itself = This is the module itself, where no broker runs. Give the broker's name on the internet.
session-host-private = A private address: the cellular network reaches it only if your operator has set that up.
session-host-local = Names that end in .local are known in your own network only. The cellular network does not know them.
session-host-no-address = This is no IP address: it has four numbers from 0 to 255.
session-host-web = The module does not speak MQTT over WebSocket. Give the broker's host and its MQTT port.
session-apart = The address was taken apart
session-apart-tls = is TLS
session-apart-plain = is no encryption
session-apart-scheme = is not used
session-apart-web = is for web pages: the module does not speak it
session-apart-user = is the user name
session-apart-password = is the password
session-apart-password-gone = was for another broker or user, and is not used
session-apart-host = is the host
session-apart-port = is the port
session-apart-web-port = is the port for web pages, and is not used
session-apart-path = is not used: MQTT has no path
session-apart-unused = is not used: MQTT-SN has no login
session-apart-undo = Undo
session-unverified = Encrypted, broker not verified
session-choose-certificate = Choose a certificate
session-port = Port
session-encryption = Encryption
session-plain = None (plain TCP)
session-tls = TLS
session-tls-not-here = not on this series
session-tls-unprepared = Nothing has been set up for TLS yet: the clock, the certificates, and whether the broker is verified.
session-tls-unverified = The module does not check who the broker is. Another server could take its place and read the password.
session-go-tls = Prepare TLS
session-check-tls = Look at the clock, the certificates and the key
session-keep-alive = Keep alive
session-keep-alive-hint = { $min } to { $max } s
session-clean = Clean session
session-clean-hint = The broker forgets subscriptions and waiting messages when the client goes.

## Who the client is

session-username = User name
session-anonymous-hint = Empty where anyone may connect
session-password = Password
session-client-id = Client id
session-client-id-imei = Empty: the module uses its IMEI
session-client-id-imei-and-client = Empty: the module uses its IMEI and the client's number
session-random-id = Random id

## The will

session-will = Last will
session-will-none = none
session-will-unfinished = not finished
session-notions = What do keep alive, clean session and last will mean?
session-will-wanted = Leave a message with the broker
session-will-hint = The broker publishes it when the module is gone and has not disconnected.
session-will-topic = Will topic
session-will-qos = Will QoS
session-will-retain = Retain the will
session-will-payload = Will payload
session-will-payload-plain = Printable ASCII, without " and \. { $lacks }
session-new-will-payload-hint = Printable ASCII, without " and \.

## What will be sent

session-sending = What will be sent
session-sending-value = { $count } commands, at most { $seconds } s
session-sending-none = nothing yet
session-missing = Not complete yet
session-ready = Everything is filled in
session-ends-first = This client is connected now. To connect it again ends that connection first.
session-stop = Cancel
session-opening = Connecting client { $client }
session-opening-text = This may take up to { $max } s.
session-opening-time = { $seconds } s
session-opened = Connected
session-opened-in = Connected in { $seconds } s
session-opened-text = Client { $client } is connected to { $broker }.
session-go-publish = Publish first
session-go-messages = Next: subscribe
session-publish = Publish
session-open-messages = Open Messages
session-lost = Client { $client } has lost its connection.
session-stopped-text = The module may still connect client { $client }. If it does, that shows here.
session-show-password = Show the password
session-step-free = Ask which clients are free
session-step-close = Close what was open before, only if client { $client } is still open
session-step-conf = Announce messages, so that they are read by length
session-step-user = Set user name, password and client id
session-step-sn-client-id = Set the client id
session-step-will = Set the will
session-step-open-gateway = Connect to the gateway
session-step-open = Connect to the broker
session-step-tls-error = Ask why TLS failed, only if connecting fails
session-waits-final = Waits for OK, at most { $seconds } s
session-waits-status = Waits for OK and { $line }, at most { $seconds } s
session-waits-data = After > sends { $bytes } raw bytes. { $then }
session-connect = Connect
session-stopped = Cancelled.
session-failed = Client { $client } did not connect.
session-failed-address = The module has no IP address, so it refuses to connect to anything.

## Why it failed

session-refused-reason = Client { $client }: the broker said no, and why
session-refused-at-once = Client { $client } did not connect, and that was clear after { $seconds } s
session-refused-slow = Client { $client } did not connect within { $seconds } s
session-refused-late = Client { $client }: nobody answered within { $seconds } s
session-refused-other = What is known
session-known-at-once = An answer came at once: the broker said no, nothing listens on this port, or the name was not found.
session-known-slow = The answer took some time. The broker may have said no, or not be there.
session-known-late = The module gave up by itself. So host, port or network are wrong.
session-likeliest = The most likely cause:
session-less-likely = Less likely causes
session-cause-login = the user name or the password.
session-mend-login = Compare both, letter by letter. Logins of clouds end after some time: work them out again.
session-cause-no-login = the broker wants a user name and a password.
session-mend-no-login = Fill them in. Few brokers let anyone connect.
session-cause-client-id = the client id is not allowed, or another device uses it.
session-mend-client-id = Use the one that the broker knows, in one device only.
session-cause-rights = this client may not connect.
session-mend-rights = The login may be right. Ask the person who runs the broker.
session-cause-certificate = the broker wants a certificate, or the module does not trust its own.
session-mend-certificate = Look at the module's clock and at the certificates.
session-cause-wants-tls = this port expects TLS.
session-mend-wants-tls = Choose TLS. Port 8883 is the usual one.
session-cause-no-tls = this port has no TLS.
session-mend-no-tls = Choose no encryption, or the port for TLS, usually 8883.
session-cause-port = no broker listens on this port.
session-mend-port = 1883 is usual without TLS, 8883 with TLS.
session-cause-host = the host name is wrong, or the host is off.
session-mend-host = Try the same host with an MQTT program on another computer.
session-cause-family = the module has only an IPv6 address, and this host is an IPv4 address.
session-mend-family = Type the name of the host, or its IPv6 address. Some operators have another APN for IPv4.
session-cause-network = the network blocks the way.
session-mend-network = Check the signal and the IP address. Some SIMs reach only the hosts on a list.
session-cause-service = the server runs, and its MQTT service does not.
session-mend-service = Wait, then try again.
session-cause-version = it does not speak MQTT 3.1.1.
session-mend-version = Check that host and port belong to an MQTT broker.
session-to-username = Go to the user name
session-to-password = Go to the password
session-to-client-id = Go to the client id
session-to-encryption = Go to the encryption
session-to-port = Go to the port
session-to-host = Go to the host
session-go-network-check = Check the network

## At a gateway

session-topics = Client { $client }: topics with an id
session-topics-none = No topic has an id yet. Register one here, or wait for the gateway: it announces the topics that messages come on.
session-topics-read = Ask the module
session-topics-reading = Asking…
session-topics-left = { $left ->
    [0] The module keeps { $most } topics of a connection, and has them all.
    [one] The module keeps { $most } topics of a connection: 1 more.
   *[other] The module keeps { $most } topics of a connection: { $left } more.
}
session-topics-full = The module keeps { $most } topics of a connection, and has { $most }. They are gone when the client disconnects.
session-topic-asked = registered here
session-topic-announced = from the gateway
session-topic-listed = in the module's list
session-topic-copy = Copy id
session-topic-publish = Publish
session-topic-publish-name = Publish to topic id { $id }
session-topic-subscribe = Subscribe
session-topic-subscribe-name = Subscribe to topic id { $id }
session-topic-name = Topic to register
session-topic-register = Register a topic
session-topic-registering = Registering…
session-topic-failed = Not registered.
session-new-will = Client { $client }: change the will
session-new-will-hint = The gateway keeps the will of a connected client, and takes another one at any time. Topic and payload are changed one by one; a will has both.
session-new-will-topic = Change the topic
session-new-will-message = Change the payload
session-new-will-changing = Changing…
session-new-will-topic-done = The gateway has the new topic of the will.
session-new-will-message-done = The gateway has the new payload of the will.
session-new-will-failed = The will was not changed.
