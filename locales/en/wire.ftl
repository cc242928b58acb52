### The Wire panel, and what it shares with the Terminal: exchanges, filter, saving.

wire-title = Wire
wire-log = What went over the wire
wire-empty = Nothing has gone over the wire yet. Connect a module, and every line will stand here with what it means.
wire-nothing-matches = No exchange matches this filter.

wire-sent = Sent:
wire-sent-data = Sent as data:
wire-withheld = (private key: neither shown nor kept)
wire-received = Received:
wire-unsolicited = Unsolicited:
wire-damaged = Junk stood before a line here, or its beginning was lost.
wire-waiting = waiting
wire-no-answer = no answer
wire-millis = { $millis } ms
wire-seconds = { $seconds } s
wire-left-out = … { $bytes ->
    [one] 1 more byte
   *[other] { $bytes } more bytes
}
wire-what-to-do = What to do?

turn-back = Plugged in again
turn-opened-usb = Port opened: { $device }, { $baud } baud
turn-opened-port = Port opened, { $baud } baud
turn-opened-virtual = Virtual { $series } switched on
turn-connected = Connected to { $model }
turn-connected-nameless = Connected; the module does not say its model
turn-restarted = Module restarted and forgot everything
turn-unplugged = Unplugged
turn-closed = Disconnected
turn-failed = The port failed: { $reason }

wire-filter = Show
wire-kind-all = Everything
wire-kind-commands = Commands
wire-kind-unsolicited = Unsolicited
wire-kind-errors = Errors
wire-kind-unknown = Unknown
wire-search = Search the wire
wire-search-placeholder = Search…
wire-every-byte = Show every byte: echo, blank lines and line ends
wire-pause = Pause
wire-resume = { $waiting ->
    [0] Go on
   *[other] Go on ({ $waiting } new)
}
wire-clear = Clear
wire-clear-title = Clear the wire?
wire-clear-text = All lines are forgotten, here and in the Terminal. Messages, and what the module does, stay as they are.
wire-clear-do = Clear
wire-cancel = Cancel

wire-save = Save
wire-save-title = Save what went over the wire
wire-save-lede = Every line with its time, as it was sent and received.
wire-save-form = Format
wire-save-text = Text
wire-save-jsonl = JSON lines
wire-save-secrets = Include passwords, PINs and the IMEI
wire-save-secrets-warning = The file will hold secrets in plain text. Do not pass it on.
wire-save-do = Save
wire-save-failed = The browser could not save the file.

wire-chosen = The chosen exchange
wire-copy-exchange = Copy
wire-show-bytes = Show bytes
wire-hide-bytes = Hide bytes
wire-unchoose = Close

wire-command = AT command
wire-command-placeholder = AT command… (↑ history)
wire-send = Send
wire-not-connected = Connect a module first.
wire-doubts = { $finding } Press Enter again to send it all the same.
wire-look-up = { $command } in the command reference
