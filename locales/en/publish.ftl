### The Publish screen.

publish-title = Publish
publish-lede = Write a message and see exactly what it takes on the wire. Whatever is not plain printable text goes by length, so that every byte arrives as you wrote it.
publish-form = Publish a message

## Where it goes

publish-message = Message
publish-no-module = No module is connected. Connect one, then connect a client to a broker. You can write the message meanwhile.
publish-go-connect = Connect a module
publish-no-client = No client is connected to a broker. Connect one, then publish here. You can write the message meanwhile.
publish-go-session = Connect a client
publish-client = Client
publish-not-connected = not connected
publish-sn-hint = 101 and 102 speak MQTT-SN, which is not available yet.
publish-topic = Topic
publish-topic-hint = Printable ASCII, no wildcards
publish-qos = QoS
publish-qos-0 = At most once: may get lost
publish-qos-1 = At least once: may arrive twice
publish-qos-2 = Exactly once: slowest
publish-retain = Retain
publish-retain-hint = The broker keeps this message for whoever subscribes later.

## The payload

publish-payload = Payload
publish-payload-size = Payload size
publish-bytes = { $bytes } / { $most } bytes
publish-payload-text = Text
publish-payload-hint = Sent as UTF-8
publish-not-text = These bytes are not text that can be edited here.
publish-ends = Line ends
publish-ends-lf = Each line break is one byte, 0A
publish-ends-crlf = Each line break is two bytes, 0D 0A
publish-form-wish = Form
publish-form-auto = Automatic
publish-form-quoted = Quoted
publish-form-length = By length
publish-form-auto-hint = Quoted where that is safe, by length elsewhere
publish-form-quoted-hint = Inside the command; plain printable ASCII only
publish-form-length-hint = As raw bytes after a prompt; carries anything

## What will be sent

publish-sending = What will be sent
publish-missing = Nothing to send yet:
publish-wait-prompt = Wait for >, at most { $seconds } s
publish-raw-bytes = { $bytes ->
    [one] 1 raw byte
   *[other] { $bytes } raw bytes
}
publish-bytes-label = Raw bytes
publish-wait-confirmed = Wait for OK, then { $line }, at most { $seconds } s
publish-wait-unconfirmed = Wait for OK; { $line } may follow within { $seconds } s, and need not
publish-reason-quoted = Quoted.
publish-reason-length = By length.
publish-reason-plain = Every byte is plain printable ASCII, which travels inside quotes as it is.
publish-reason-empty = A message of no bytes travels as empty quotes; a length begins at 1.
publish-reason-asked = You asked for this form.
publish-reason-byte = Byte { $byte } ({ $kind }) at { $at } cannot travel in quotes.
publish-byte-quote = quote
publish-byte-backslash = backslash
publish-byte-line-feed = line feed
publish-byte-carriage-return = carriage return
publish-byte-control = control character
publish-byte-not-ascii = not ASCII
publish-publish = Publish
publish-publishing = Publishing…
publish-cancel = Cancel
publish-connect-first = Connect a module first
publish-open-first = Connect a client to a broker first

## What became of it

publish-published = Published,
publish-published-text = { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}, confirmed in { $millis } ms. { $topic } at { $at }
publish-sent = Sent, not confirmed:
publish-sent-text = { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}. QoS 0 asks for no confirmation. { $topic } at { $at }
publish-stopped = Cancelled.
publish-stopped-text = What the module already has may still be published.
publish-failed = Not published.

## The history

publish-history = Last publications
publish-forget = Clear the list
publish-row-facts = Client { $client } · QoS { $qos } · { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}
publish-row-retained = retained
publish-row-quoted = quoted
publish-row-length = by length
publish-row-confirmed = Confirmed, { $millis } ms
publish-row-sent = Sent, not confirmed
publish-row-stopped = Cancelled
publish-row-failed = Failed
publish-use-again = Use again
publish-copy = Copy payload
