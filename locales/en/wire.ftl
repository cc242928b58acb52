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
wire-show-secrets = Show secrets: passwords, keys, PINs and serial numbers
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
wire-save-lede = Every line with its time, as it was sent and received. What is secret is replaced before anything is written.
wire-save-form = Save as
wire-save-session = Session file
wire-save-session-gz = Session file, compressed
wire-save-session-hint = For support: this page and other programs can read it again. JSON, one line each.
wire-save-text = Text
wire-save-text-hint = For reading: one line each, with time and direction.
wire-save-csv = Table (CSV)
wire-save-csv-hint = For spreadsheets: one row a line, with what it means.
wire-save-asciicast = Terminal recording
wire-save-asciicast-hint = For asciinema: plays what went over the line at its own pace.
wire-save-pcapng = Capture for Wireshark
wire-save-pcapng-hint = Wireshark 3.6 or later explains each AT command. The meanings are its comments.
wire-save-let-go = { $lines ->
    [one] The oldest line is missing: the page keeps 64 MB. The file says so.
   *[other] The oldest { $lines } lines are missing: the page keeps 64 MB. The file says so.
}
wire-save-looking = Looking for secrets…
wire-save-writing = Writing…
wire-save-busy = One moment: the file is being prepared.
wire-save-preview = What is replaced
wire-save-no-secrets = No password, key, PIN or serial number was found.
wire-save-unnumbered = { $count ->
    [one] 1 more value is hidden without a number.
   *[other] { $count } more values are hidden without numbers.
}
wire-save-secrets-warning = { $count ->
    [one] One secret will be in the file in plain text. Pass it on only to people who may know it.
   *[other] { $count } secrets will be in the file in plain text. Pass it on only to people who may know them.
}
wire-save-more = Hide more
wire-save-topics = Topics ({ $count })
wire-save-hosts = Host names ({ $count })
wire-save-addresses = IP addresses ({ $count })
wire-save-users = User names ({ $count })
wire-save-none-of-kind = There are none.
wire-save-column-hide = Hide
wire-save-column-value = Value
wire-save-column-count = Count
wire-save-column-stand-in = In the file
wire-save-hide = Hide { $name }
wire-save-times = { $count } ×
wire-save-as-it-is = as it is
wire-save-more-values = { $count ->
    [one] 1 more value is treated in the same way as its kind.
   *[other] { $count } more values are treated in the same way as their kinds.
}
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
