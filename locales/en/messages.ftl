### The Messages screen.

messages-title = Messages
messages-lede = Subscribe to topics and see what comes, byte for byte.

messages-subscriptions = Subscriptions
messages-no-subscription = No subscription yet.
messages-subscription = { $filter } · QoS { $qos } · client { $client }
messages-unsubscribe = Unsubscribe from { $filter }
messages-filter = Topic filter
messages-filter-placeholder = plant/7/#
messages-filter-hint = + stands for one level, # for all that follow.
messages-filter-first = Give a topic filter first.
messages-filter-wrong = Correct the topic filter first.
messages-qos = QoS
messages-client = Client
messages-client-none = none open
messages-no-client = No client is open: open one in Session.
messages-subscribe = Subscribe
messages-subscribing = Subscribing…

messages-topics = Topics
messages-every-topic = All topics
messages-more-topics = { $count ->
    [one] 1 message came on a topic that the tree has no room for. It is in the list.
   *[other] { $count } messages came on topics that the tree has no room for. They are in the list.
}

messages-list = Messages
messages-view = View
messages-view-auto = Auto
messages-view-text = Text
messages-view-json = JSON
messages-view-hex = Hex
messages-order = Order
messages-newest-first = Newest first
messages-newest-last = Newest last
messages-rate = { $rate } / s
messages-pause = Pause
messages-resume = { $waiting ->
    [0] Go on
   *[other] Go on ({ $waiting } new)
}
messages-save = Save all
messages-save-failed = The browser could not save the file.
messages-clear = Clear
messages-clear-title = Clear all messages?
messages-clear-text = They are forgotten here. Subscriptions stay, and what went over the wire stays too.
messages-clear-do = Clear
messages-cancel = Cancel
messages-nothing = There are no messages.

messages-none-client = No client is connected to a broker, so nothing can come.
messages-go-session = Open a client
messages-none-subscription = A client is open. Subscribe to a topic filter above, and what comes stands here.
messages-let-go = { $count ->
    [one] 1 earlier message is no longer kept: the page keeps 48 MB of messages.
   *[other] { $count } earlier messages are no longer kept: the page keeps 48 MB of messages.
}
messages-none-in-file = The session file has no messages.
messages-none-yet = Subscribed; nothing has come yet. To try it, publish to a topic that the filter matches.
messages-go-publish = Publish a message
messages-none-here = No message on this topic.
messages-show-all = Show all topics

messages-row-qos = QoS { $qos }
messages-bytes = { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}
messages-direct = printed
messages-empty-payload = Empty payload
messages-left-out = { $count ->
    [one] … 1 more character
   *[other] … { $count } more characters
}
messages-not-text = Not JSON: the bytes are no UTF-8 text.
messages-not-json = Not JSON: it ends at line { $line }, column { $column }.
messages-may-be-cut = May be cut
messages-may-be-cut-why = The module printed this message directly, and nothing in that form says where it ends. Long messages are cut, and line breaks or quotes can end one early. Open the client with messages read by length to get every byte.

messages-open = The chosen message
messages-open-facts = { $time } · client { $client } · QoS { $qos } · { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}
messages-payload = Payload
messages-close = Close
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
