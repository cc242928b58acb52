### The Publish screen.

publish-title = Publish
publish-lede = Write a message and send it, byte for byte.
publish-form = Publish a message

## Where it goes

publish-no-module = No module is connected.
publish-meanwhile = You can write the message meanwhile.
publish-go-connect = Connect a module
publish-no-client = No client is connected to a broker.
publish-go-session = Connect a client
publish-client = Client
publish-not-connected = not connected
publish-topic = Topic
publish-topic-hint = Printable ASCII, no wildcards
publish-topic-heard = Comes back: you are subscribed
publish-qos = QoS
publish-qos-0 = At most once: may get lost
publish-qos-1 = At least once: may arrive twice
publish-qos-2 = Exactly once: slowest
publish-retain = Retain
publish-retain-hint = Kept for later clients

## The payload

publish-payload-size = Payload size
publish-bytes = { $bytes } / { $most } bytes
publish-payload-text = Text
publish-payload-hint = A byte that is not text is shown like this: ⟨00⟩
payload-not-kept = The payload was not kept when the page was loaded again. It was long, or it may hold a secret.
publish-payload-as = Show the payload as
publish-view-text = Text
publish-view-hex = Hex
publish-bytes-editor = Payload bytes
publish-encoding = Encoding
publish-encoding-hint = How the bytes are shown as text. The bytes stay the same.
publish-not-encodable = This encoding has no “{ $character }”, so nothing was changed.
publish-touchy = Byte { $byte } at { $at } is sent as it is. Some firmware acts on it instead of sending it: check what arrives.
publish-fill = Fill in placeholders when sending
publish-fill-hint = { $count ->
    [one] 1 placeholder in braces; what it becomes is shown below.
   *[other] { $count } placeholders in braces; what they become is shown below.
}

publish-tools = Payload tools
publish-undo = Undo
publish-redo = Redo
publish-nothing-to-undo = Nothing to undo
publish-nothing-to-redo = Nothing to redo
publish-nothing-there = There are no bytes
publish-paste = Paste…
publish-copy-as = Copy as
publish-copied = Copied.
publish-not-copied = The browser did not let the page copy.
publish-as-hex = Hex
publish-as-c = C array
publish-as-rust = Rust array
publish-as-python = Python bytes
publish-as-base64 = Base64
publish-as-dump = Hex dump
publish-as-text = Text
publish-as-firmware = AT command and bytes in C
publish-as-firmware-not-yet = Complete the message first. “What will be sent” says what is missing.
publish-c-send = Send this line:
publish-c-prompt = Wait for > (at most { $seconds } s), then send exactly these bytes, with nothing behind them:
publish-c-end = Then wait for OK and { $line }, at most { $seconds } s.
publish-insert = Insert
publish-insert-counter = Counter
publish-insert-time = Time in seconds
publish-insert-date = Date and time
publish-insert-random = Random, 4 bytes
publish-insert-imei = IMEI
publish-insert-checksum = { $name } of all before
publish-edit = Edit
publish-find = Find and replace…
publish-go-to = Go to offset…
publish-fill-selection = Fill selection…
publish-select-all = Select all
publish-clear = Delete all
publish-open-file = Open file
publish-file-unreadable = { $name } could not be read.

publish-paste-title = What is this?
publish-paste-text = Pasted text
publish-paste-hint = Hex, 0x…, \x…, an array of C, Rust or Python, base64, a hex dump, or text
publish-paste-stray = This looks like hex digits, but { $part } is not whole bytes. Correct it here, or choose what it is.
publish-paste-readings = What it can be
publish-paste-dump = Hex dump
publish-paste-numbers = List of numbers
publish-paste-literal = Literal with escapes
publish-paste-hex = Hex digits
publish-paste-base64 = Base64
publish-paste-itself = Text
publish-paste-bytes = { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}
publish-paste-replaces = { $count ->
    [one] Replaces the selected byte.
   *[other] Replaces the { $count } selected bytes.
}
publish-paste-as = Insert as { $way }

publish-inspector = Values at the caret
publish-inspector-at = Values at offset { $at }
publish-byte-order = Byte order
publish-big-endian = Big-endian
publish-little-endian = Little-endian
publish-unix-time = time { $bits }
publish-compare = Compare with another payload
publish-compare-with = Compare with
publish-compare-nothing = Nothing
publish-compare-sent = The last one sent
publish-compare-none-sent = nothing was sent yet
publish-compare-received = The last one received on this topic
publish-compare-none-received = nothing came on this topic yet
publish-compare-template = Template { $name }
publish-compare-now = This payload
publish-compare-gone = There is no such payload any more. Choose another one.
publish-compare-equal = Both have the same bytes.
publish-compare-same = the same
publish-compare-fields = { $count ->
    [one] 1 field differs
   *[other] { $count } fields differ
}
publish-compare-places = { $count ->
    [one] 1 place differs
   *[other] { $count } places differ
}
publish-found = In the text
publish-found-at = Line { $line }

publish-structure = Structure
publish-structure-as = Read as
publish-structure-auto = Auto
publish-structure-none = This page does not know the format of these bytes.
publish-structure-empty = JSON, CBOR, MessagePack and MQTT-SN are taken apart here, row by row, once there are bytes.
publish-structure-large = More than 64 KB are not taken apart at every key.
publish-structure-go-on = Take them apart now
publish-structure-shown = { $shown } of { $total } rows
publish-structure-more = Show more rows
publish-structure-cut = The first { $total } rows. What follows was read for mistakes and is not listed.
publish-structure-list = { $count ->
    [one] list of 1
   *[other] list of { $count }
}
publish-structure-map = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
publish-structure-bytes = { $count ->
    [one] 1 byte
   *[other] { $count } bytes
}
publish-structure-tag = tag { $tag }
publish-structure-ends-early = { $format } ends early, at { $at }.
publish-structure-not-allowed = { $format } has a mistake at { $at }.
publish-structure-left-over = { $format } is complete before { $at }; what follows is too much.
publish-structure-too-deep = { $format } goes deeper than is read here, at { $at }.
publish-structure-not-utf8 = { $format } holds text that is no UTF-8, at { $at }.
publish-structure-show = Show

publish-ends = Line ends
publish-ends-lf = Each line break is one byte, 0A. A choice changes all of them.
publish-ends-crlf = Each line break is two bytes, 0D 0A. A choice changes all of them.
publish-form-wish = Form
publish-form-auto = Automatic
publish-form-quoted = Quoted
publish-form-length = By length
publish-form-auto-hint = Quoted where that is safe, by length elsewhere
publish-form-quoted-hint = Inside the command. Plain printable ASCII only.
publish-form-length-hint = As raw bytes after a prompt. Any bytes are possible.

## What will be sent

publish-sending = What will be sent
publish-nothing-yet = nothing yet
publish-ready = Ready to publish
publish-unfinished = Not complete yet
publish-notions = What do QoS and retain mean?
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
publish-reason-plain = Every byte is plain printable ASCII, so it can be sent inside quotes.
publish-reason-empty = A message without bytes is sent as empty quotes. A length begins at 1.
publish-reason-asked = You asked for this form.
publish-reason-byte = Byte { $byte } ({ $kind }) at { $at } cannot be sent in quotes.
publish-byte-quote = quote
publish-byte-backslash = backslash
publish-byte-line-feed = line feed
publish-byte-carriage-return = carriage return
publish-byte-control = control character
publish-byte-not-ascii = not ASCII
publish-publish = Publish
publish-publishing = Publishing…
publish-connect-first = Connect a module first
publish-open-first = Connect a client to a broker first

## What became of it

publish-published = Published, confirmed in { $millis } ms
publish-back = Came back in { $millis } ms
publish-published-text = { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
} to { $topic } at { $at }.
publish-unheard = No client here is subscribed to it.
publish-open-messages = Open Messages
publish-subscribe = Subscribe
publish-see-above = The reason is at the top of this screen.
publish-cancel = Cancel
publish-sent = Sent, not confirmed: QoS 0 asks for no confirmation
publish-stopped = Cancelled.
publish-stopped-nothing = Nothing had been sent, and nothing will be.
publish-stopped-command = The module had asked for { $bytes } bytes that it does not get: it waits for them and takes no other command meanwhile. Nothing is published.
publish-stopped-left = { $seconds ->
    [one] 1 second at most; commands wait until then.
   *[other] { $seconds } seconds at most; commands wait until then.
}
publish-stopped-over = It has stopped waiting, and takes commands again.
publish-stopped-all = The module has all bytes. The message may still be published.
publish-now-queued = Waiting for its turn. Cancelled now, nothing is sent.
publish-now-prompt = Waiting for > to send { $bytes } bytes. Cancelled now, the module waits for them up to { $seconds } s and publishes nothing.
publish-now-sending = { $sent } of { $bytes } bytes are sent. The module would take the next command for the missing ones: cancelled now, they are sent all the same.
publish-now-confirming-bytes = { $bytes } bytes are sent, waiting for the confirmation. Cancelled now, they may still be published.
publish-now-confirming = The command is sent, waiting for the confirmation. Cancelled now, it may still be published.

## Too much for one message

publish-parts-title = More than { $limit } bytes are not sent as one message.
publish-parts-lines = It can go as several messages of whole lines.
publish-parts-characters = It can go as several messages that end between characters.
publish-parts-bytes = It can go as several messages.
publish-parts-receiver = They go one after the other, each when the one before is confirmed. The receiver has to join them in that order.
publish-parts-send = Send { $count } parts

## Again and again

publish-repeat = Send again and again
publish-repeat-every = Every … seconds
publish-repeat-every-wrong = From 1 to 86400 seconds.
publish-repeat-times = How often
publish-repeat-times-hint = Empty: until stopped
publish-repeat-times-wrong = Give a whole number, or leave it empty.
publish-repeat-what = What
publish-repeat-this = This message
publish-repeat-templates = All templates
publish-repeat-start = Start
publish-run-running = Sending.
publish-run-paused = Paused.
publish-run-done = All sent.
publish-run-stopped = Stopped.
publish-run-failed = Stopped at the first failure.
publish-run-of = { $sent } of { $total } published.
publish-run-sent = { $sent } published.
publish-run-pause = Pause
publish-run-go-on = Go on
publish-run-stop = Stop
publish-run-first = A run is going on: stop it first.

## Templates

publish-templates = Templates
publish-template-name = Name
publish-template-name-first = Give it a name first
publish-template-save = Save this message
publish-template-forget = Delete { $name }
publish-template-forgotten = { $name } is deleted.
publish-template-keep = Keep templates in this browser
publish-template-keep-hint = Without this they are gone when the page is closed. They hold topics and payloads, so think before using it on a shared computer.
publish-template-export = Export
publish-template-import = Import
publish-template-none = There is no template yet
publish-template-no-file = This file holds no templates.
publish-template-not-saved = The browser could not save the file.
publish-failed = Not published.

## The history

publish-history = Last publications
publish-forget = Clear the list
publish-forgotten = The list is empty now.
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
