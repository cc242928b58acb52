### Sentences of the automation API.

api-explain-long = The log is longer than { $most } characters. Give it as a file to { $other }, which reads it piece by piece.
api-explain-no-blob = { $other } takes a file.
api-explain-stopped = The reading was stopped by its signal.
api-wrong-type = { $name } must be a { $expected }.
api-half = { $name } has half of a character ({ $code }, at { $at }), which no text can contain.
api-too-long = { $name } has { $found } characters: up to { $most } are taken.
api-dial-either = A context (cid) has its own access point and login: give it alone.
api-command-text = The command must be a text, such as AT+CSQ.
api-pretend-virtual = Only the broker of a virtual module can pretend to be a cloud. Connect one first.
api-receive-mode = The mode is "direct" or "indicated".
api-publish-form = The form is "auto", "text" or "length".
api-events = The events are: { $events }.
api-tls-slot = The slot is "CERTFILE", "KEYFILE" or "TRUSTFILE".
api-number = The { $name } must be a whole number from { $min } to { $max }.
api-listener = The listener must be a function.
api-transcript-format = The format is "text" or "jsonl".
api-topic-or-id = Give either the topic or the topicId, not both.
api-signals-none = Give dtr or rts, or both: true switches the line on, false switches it off, null leaves it to the system.
api-answer-nothing = Give data, or an end: "ctrl-z" or "escape".
api-answer-end = The end is "none", "ctrl-z" or "escape".
api-no-such-order = This is no order. It has to be one of these: { $orders }.
api-speed = The speed has to be a whole number from 1 to { $most }.
api-not-virtual = No virtual module is connected, or too many changes wait for it already.
api-no-such-scenario = There is no scenario { $name } here. The scenarios are: { $names }.
api-answer-unasked = The module does not wait for data.
