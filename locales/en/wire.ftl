### The Wire panel, and what it shares with the Terminal: exchanges, filter, saving.

wire-title = Wire
wire-log = What went over the wire
wire-empty = There are no lines yet. Connect a module: each line is then shown here with its meaning.
wire-empty-connected = There are no lines. Each new line is shown here with its meaning.
wire-nothing-matches = No exchange matches this filter.

wire-sent = Sent:
wire-sent-data = Sent as data:
wire-withheld = (private key: neither shown nor kept)
wire-received = Received:
wire-unsolicited = Unsolicited:
wire-damaged = Damaged bytes stood before a line here, or its beginning was lost.
wire-waiting = waiting
wire-no-answer = no answer
wire-millis = { $millis } ms
wire-seconds = { $seconds } s
wire-left-out = … { $bytes ->
    [one] 1 more byte
   *[other] { $bytes } more bytes
}
wire-what-to-do = What to do?
wire-go-to = Go to { $screen }

link-change-back = Plugged in again
link-change-opened-usb = Port opened: { $device }, { $baud } baud
link-change-opened-port = Port opened, { $baud } baud
link-change-opened-virtual = Virtual { $series } switched on
link-change-connected = Connected to { $model }
link-change-connected-nameless = Connected; the module does not say its model
link-change-restarted = Module restarted and forgot everything
link-change-unplugged = Unplugged
link-change-closed = Disconnected
link-change-failed = The port failed: { $reason }

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
wire-fold = Hide the Wire panel
wire-unfold = Show the Wire panel
wire-pause = Pause
wire-resume = { $waiting ->
    [0] Go on
   *[other] Go on ({ $waiting } new)
}
wire-clear = Clear
wire-cleared = All lines are cleared, here and in the Terminal.
wire-undo = Undo
wire-nothing = There are no lines.
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
wire-save-csv-hint = For spreadsheets: one row for each line, with what it means.
wire-save-asciicast = Terminal recording
wire-save-asciicast-hint = For asciinema: plays what went over the line at the same speed.
wire-save-pcapng = Capture for Wireshark
wire-save-pcapng-hint = Wireshark 3.6 or later explains each AT command. The meanings are its comments.
wire-save-at-list = List of AT commands
wire-save-at-list-hint = The commands that went well, one a line. Fill in what is replaced.
wire-save-python = Python program
wire-save-python-hint = Does the same again, with pyserial. Fill in what is replaced, and look at each step first.
wire-save-c = C for your firmware
wire-save-c-hint = Does the same again, in C99 without an operating system. Fill in what is replaced, and look at each step first.
wire-save-let-go = { $lines ->
    [one] The oldest line is missing: this browser had no room for it. The file says so.
   *[other] The oldest { $lines } lines are missing: this browser had no room for them. The file says so.
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

wire-open = Open a session file
wire-open-reading = Reading the file…
wire-open-connected = A module is connected. The file takes the place of its lines on the page, so the module is disconnected first. Its lines and messages are kept until you close the file.
wire-open-disconnect = Disconnect and open
wire-open-failed = { $name } cannot be read. It may have changed or moved, or its compressed part is damaged.
wire-open-log = Is it the log of another program? The log doctor reads those.
wire-open-doctor = Open the log doctor
wire-open-nothing = { $name } has no lines of a session.
wire-let-go = { $lines ->
    [one] 1 earlier line is no longer kept: this browser has no more room for it.
   *[other] { $lines } earlier lines are no longer kept: this browser has no more room for them.
}
wire-set-aside = { $lines ->
    [one] 1 earlier line is not shown here, because the list has at most 32 MB. It is still in what you save.
   *[other] { $lines } earlier lines are not shown here, because the list has at most 32 MB. They are still in what you save.
}
wire-let-go-file = { $lines ->
    [one] 1 earlier line was no longer kept when the file was saved.
   *[other] { $lines } earlier lines were no longer kept when the file was saved.
}

session-file-title = Session file { $name }
session-file-says = Recorded on { $date }, { $lines ->
    [one] 1 line.
   *[other] { $lines } lines.
}
session-file-undated = { $lines ->
    [one] 1 line, recorded at a time that the file does not say.
   *[other] { $lines } lines, recorded at a time that the file does not say.
}
session-file-module = Recorded on { $date } with { $model }, { $lines ->
    [one] 1 line.
   *[other] { $lines } lines.
}
session-file-masked = Secrets were replaced when it was saved.
session-file-problems = { $count ->
    [one] 1 thing in the file could not be read
   *[other] { $count } things in the file could not be read
}

file-line = Line { $line }: { $what }
file-not-json = This is not a JSON object.
file-cut-short = The line ends in the middle. The file was probably not saved to its end.
file-not-utf8 = This is not UTF-8 text.
file-utf16 = The file is UTF-16. Save it as UTF-8 and open it again.
file-compressed = The file is compressed twice.
file-line-too-long = The line is longer than { $limit } bytes and was not read.
file-too-large = The file has more than { $limit } bytes. The rest was not read.
file-too-many-lines = The file has more than { $limit } lines. The rest was not read.
file-too-many-members = An object has more than { $limit } members. The line was not read.
file-too-much-beside = Problems and unknown lines need more than { $limit } bytes. The rest of them was not kept.
file-other-format = The file says that its format is “{ $format }”.
file-no-header = The first line does not say what the file is.
file-second-header = A second header does not count. Two files were probably joined.
file-later-version = The file has version { $version } of the format, which is newer than this page. What this page knows was read.
file-missing = The member “{ $member }” is missing.
file-malformed = The member “{ $member }” has a value that it cannot have.
file-not-known = The member “{ $member }” says “{ $value }”, which this page does not know.
file-duplicate = The member “{ $member }” is there twice. The first one counts.
file-not-ascending = The number { $number } is not higher than the one before it.

wire-chosen = The chosen exchange
wire-copy-exchange = Copy
wire-show-bytes = Show bytes
wire-hide-bytes = Hide bytes
wire-unchoose = Close

wire-command = AT command
wire-command-placeholder = AT command… (↑ history)
wire-send = Send
wire-not-connected = Connect a module first.
wire-doubts = { $finding } Press Enter again to send it anyway.
wire-look-up = { $command } in the command reference
