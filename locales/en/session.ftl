### The Session screen.

session-title = Session
session-lede = Connect the module to an MQTT broker, or to an MQTT-SN gateway. You see every command before it is sent, and nothing is sent while anything here is invalid.
session-form = Connect to a broker

## What stands in the way

session-offline = No module is connected.
session-offline-text = Fill in the form now, and send it once one is.
session-go-connect = Connect a module
session-no-address = The module has no IP address.
session-no-address-text = Without one it reaches no broker.
session-go-network = Dial on the Network screen

## The clients

session-clients = Clients
session-client-name = Client { $client }
session-sn-client-name = Client { $client } · MQTT-SN
session-state-free = Not connected
session-state-opening = Connecting
session-state-open = Connected
session-state-closing = Disconnecting
session-state-broken = Connection lost
session-disconnect = Disconnect
session-disconnecting = Disconnecting…
session-dismiss = Dismiss
session-connect-again = Connect again
session-wait-for = Client { $client } is being connected: wait for it, or cancel it
session-never-open = Free to be connected.
session-was-open = Last broker: { $broker }
session-was-open-gateway = Last gateway: { $gateway }
session-fact-broker = Broker
session-fact-cause = Cause
session-unknown-broker = not known
session-cause-closed = The connection was closed from outside.
session-cause-server = The broker ended the connection, or did not answer a ping.
session-cause-gateway = The gateway ended the connection, or did not answer a ping.
session-cause-link = The radio link went away, and the IP address with it.
session-cause-registration = The module is no longer registered with the network.
session-cause-unlisted = Cause { $number }, which the manual does not list.

## The broker

session-broker = Broker
session-client = Client
session-sn-hint = 1 and 2 speak MQTT to a broker, 101 and 102 speak MQTT-SN to a gateway.
session-sn-plain = None
session-sn-no-tls = The module encrypts MQTT alone, not MQTT-SN: keep what is secret out of it.
session-sn-no-user = MQTT-SN has no user names and passwords.
session-sn-clean-hint = Subscriptions and the will are forgotten when the client goes.
session-gateway = Gateway
session-gateway-host = Gateway host
session-gateway-host-hint = Of the MQTT-SN gateway, not of the broker behind it
session-gateway-port-hint = Often 1884 or 10000; no port is standard
session-preset = Start from
session-preset-own = Your own broker
session-preset-public = { $host } (public)
session-preset-virtual = Broker inside this page (virtual)
session-preset-own-gateway = Your own gateway
session-preset-virtual-gateway = Gateway inside this page (virtual)
session-virtual-gateway-remark = A virtual module reaches the gateway inside this page, whatever host and port stand here. Behind it is the same broker that clients 1 and 2 reach, with the same topics.
session-public-remark = A public test broker: anyone can read what you publish, and write to your topics. Send nothing secret.
session-virtual-remark = A virtual module reaches the broker inside this page, whatever host and port stand here.
session-already-open = This client is connected to { $broker }. Connecting ends that connection first.
session-host = Host
session-port = Port
session-port-hint = 1 to 65535
session-encryption = Encryption
session-plain = None (plain TCP)
session-tls = TLS
session-tls-not-here = not on this series
session-tls-unprepared = Nothing has been set up for TLS yet: the clock, the certificates, and whether the broker is verified.
session-tls-unverified = The module does not check who the broker is: anybody could pose as it, and read the password.
session-go-tls = Prepare TLS
session-check-tls = Look at the clock, the certificates and the key
session-keep-alive = Keep alive
session-keep-alive-hint = { $min } to { $max } s
session-clean = Clean session
session-clean-hint = The broker forgets subscriptions and waiting messages when the client goes.

## Who the client is

session-identity = Identity
session-username = User name
session-anonymous-hint = Empty for a broker that admits anyone
session-password = Password
session-client-id = Client id
session-client-id-imei = Empty: the module uses its IMEI
session-client-id-imei-and-client = Empty: the module uses its IMEI and the client's number
session-random-id = Random id

## The will

session-will = Last will
session-will-wanted = Leave a message with the broker
session-will-hint = The broker publishes it when the module vanishes without saying goodbye.
session-will-topic = Will topic
session-will-qos = Will QoS
session-will-retain = Retain the will
session-will-payload = Will payload
session-will-payload-plain = Printable ASCII, without " and \. { $lacks }
session-new-will-payload-hint = Printable ASCII, without " and \.

## What will be sent

session-sending = What will be sent
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
session-missing = Nothing to send yet:
session-connect = Connect
session-connecting = Connecting client { $client }…
session-connect-first = Connect a module first
session-address-first = The module has no IP address yet, and reaches no broker without one.
session-opening = Connecting client { $client }
session-opening-time = { $seconds } s, up to { $max } s
session-opened = Connected.
session-opened-text = Client { $client } is connected to { $broker }.
session-go-publish = Publish a message
session-go-messages = Subscribe to a topic
session-stopped = Cancelled.
session-stopped-text = The module may still finish connecting client { $client }. If it does, the client shows as connected above.
session-failed = Client { $client } did not connect.
session-failed-address = The module has no IP address, so it refuses to connect to anything.

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
