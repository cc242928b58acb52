### The Messages screen.

messages-title = Messages
messages-counts = { $received } received, { $sent } sent
messages-rate = , { $rate } a second
messages-pause = Pause
messages-resume = { $waiting ->
    [0] Go on
   *[other] Go on ({ $waiting } new)
}
messages-save = Save all
messages-save-failed = The browser could not save the file.
messages-clear = Clear
messages-cleared = All messages are cleared.
messages-undo = Undo
messages-nothing = There are no messages.

messages-subscriptions = Subscriptions
messages-no-subscription = No subscription yet.
messages-subscription = { $filter } · QoS { $qos } · client { $client }
messages-subscription-alone = { $filter } · QoS { $qos }
messages-unsubscribe = Unsubscribe from { $filter }
messages-form-open = Subscribe…
messages-form-close = Close
messages-or = or subscribe to
messages-take = Subscribe to { $filter }
messages-filter = Topic filter
messages-filter-placeholder = plant/7/#
messages-filter-hint = + stands for one level, # for all that follow.
messages-filter-first = Give a topic filter first.
messages-filter-wrong = Correct the topic filter first.
messages-already = The client is subscribed to this already, with this QoS.
messages-qos = QoS
messages-client = Client
messages-client-none = none
messages-no-client = No client is open: open one in Session.
messages-subscribe = Subscribe
messages-subscribing = Subscribing…

messages-list-pane = Topics and messages
messages-search = Search in topic and data
messages-hits = { $found } of { $of }
messages-searching = { $found } of { $of }…
messages-search-end = End the search
messages-not-found = No message has this in its topic or its data.
messages-topics = Topics
messages-every-topic = All topics
messages-more-topics = { $count ->
    [one] 1 message is on a topic that the tree has no room for. It is in the list.
   *[other] { $count } messages are on topics that the tree has no room for. They are in the list.
}
messages-sent-too = Sent too
messages-order = Order
messages-newest-first = Newest first
messages-newest-last = Newest last
messages-list = Messages
messages-came = Received
messages-sent = Sent
messages-empty-payload = Empty payload
messages-may-be-cut = May be cut
messages-at-limit = A module reads at most { $bytes } bytes of a message, and this one has so many. If it was longer, its end is missing.
messages-may-be-cut-why = The module printed this message directly, and nothing in that form says where it ends. Long messages are cut, and line breaks or quotes can end one early. Open the client with messages read by length to get every byte.

messages-none-module = No module is connected, so nothing can come.
messages-go-connect = Connect a module
messages-none-address = The module is not online, so nothing can come.
messages-go-network = Get online
messages-none-client = No client is connected to a broker, so nothing can come.
messages-go-session = Open a client
messages-none-subscription = A client is open. Subscribe to a topic filter above. Each message that comes is shown here.
messages-let-go = { $count ->
    [one] 1 earlier message is no longer kept: the page keeps 24 MB of messages.
   *[other] { $count } earlier messages are no longer kept: the page keeps 24 MB of messages.
}
messages-none-in-file = The session file has no messages.
messages-none-yet = Subscribed; nothing has come yet. To try it, publish to a topic that the filter matches.
messages-go-publish = Publish a message
messages-none-here = No message on this topic.
messages-show-all = Show all topics

messages-open = The chosen message
messages-choose = The message that you choose in the list is shown here: what changed, its numbers over time, and every byte.
messages-back = Back to the list
messages-answer = Answer
messages-size = Size
messages-bytes = { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}
messages-way = Read
messages-direct = as it was printed

messages-changed = What changed
messages-after = { $time } after the one before
messages-milliseconds = { $count } ms
messages-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
messages-first-on-topic = This is the first message on this topic, so there is nothing to compare it with.
messages-no-change = Nothing: the same bytes as the one before.

messages-chart = Over time
messages-number = Number to draw
messages-number-none = no number in it
messages-number-bytes = bytes at an offset…
messages-no-number = The data has no number by name. Choose bytes at an offset to draw those.
messages-no-number-here = No message on this topic has a number there.
messages-offset-wrong = Digits, or 0x and hexadecimal digits.
messages-kind = Kind
messages-byte-order = Byte order
messages-order-big = Big
messages-order-little = Little
messages-bytes-at = { $kind } at { $offset }
messages-chart-of = { $what } on { $topic }
messages-chart-says = { $title }: { $count ->
    [one] one value, { $last }, at { $from }.
   *[other] { $count } values from { $from } to { $to }, the lowest { $low }, the highest { $high }, the last { $last }.
}
messages-chart-count = { $count ->
    [one] 1 value
   *[other] The last { $count } values
}
messages-save-svg = Save the chart as SVG
messages-save-csv = Save the values as CSV
messages-values = The values as a table
messages-time = Time
messages-value = Value

messages-data = Data
messages-view = View
messages-view-auto = Auto
messages-view-text = Text
messages-view-json = JSON
messages-view-hex = Hex
messages-payload = Payload
messages-not-text = Not JSON: the bytes are no UTF-8 text.
messages-json-empty = Not JSON: there is no text.
messages-json-words = Not JSON: this is plain text.
messages-json-ends = Not JSON: the text ends too early, at line { $line }, column { $column }.
messages-not-json = Not JSON: line { $line }, column { $column } has something that JSON does not allow there.
messages-copy-text = Copy text
messages-copy-hex = Copy hex
messages-save-bytes = Save bytes
messages-send-back = Edit and send back
messages-same-as-sent = The same bytes as were sent to this topic last.
messages-differs-from-sent = { $count ->
    [0] Bytes are missing at { $at }, compared with what was sent to this topic last.
    [one] 1 byte differs from what was sent to this topic last, at { $at }. In the hex view it is marked.
   *[other] { $count } bytes differ from what was sent to this topic last, the first at { $at }. In the hex view they are marked.
}

## What differs between two payloads, here and on the Publish screen

changes-field = Field
changes-offset = Offset
changes-difference = Difference
changes-whole = the value
changes-added = new
changes-removed = gone
changes-same = same
changes-more = { $count ->
    [one] 1 more line is not shown.
   *[other] { $count } more lines are not shown.
}

## Topics of MQTT-SN, here and on the Publish screen

topic-id = topic id { $id }
topic-by = Topic by
topic-by-name = Name
topic-by-id = Topic id
topic-by-id-sn = only the clients of MQTT-SN, 101 and 102, have topic ids
topic-id-label = Topic id
topic-id-hint = 1 to 65535, as the gateway gave it
topic-given-short = Short topic: two characters travel as they are, without an id.
topic-given-name = Topic name, without an id so far.
topic-given-numbered = Topic name, registered as topic id { $id }.
topic-given-id = The topic id of { $topic }.
topic-given-unknown-id = No topic with this id is known here; the gateway may know it.
topic-registered = Topics with an id
topic-registered-use = { $id } · { $topic }
