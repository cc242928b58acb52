walkthrough-title = Walkthroughs
walkthrough-lede = One step at a time, in plain words. You see each command before it is sent.
walkthrough-library = Walkthroughs of this page
walkthrough-clouds = The first message to a cloud
walkthrough-outside = From somebody else
walkthrough-drop = Drop a walkthrough here that you were given as a file.
walkthrough-choose = Choose a file…
walkthrough-link-hint = A link opens here by itself. Nothing is sent before you agree to it.
walkthrough-steps = { $count ->
    [one] { $count } step
   *[other] { $count } steps
 }
walkthrough-start = Start
walkthrough-start-name = Start { $title }
walkthrough-copy-link = Copy link
walkthrough-qr = QR code
walkthrough-qr-name = QR code of { $title }
walkthrough-scan = Scan this with a phone to send the link on.
walkthrough-asks = Somebody asks you to run a check
walkthrough-length = { $count ->
    [one] It has one step. You press one button for each, and can stop at any time.
   *[other] It has { $count } steps. Some may come again. You press one button for each, and can stop at any time.
 }
walkthrough-from = It says it is from
walkthrough-contact = Contact
walkthrough-made = Made
walkthrough-doubt = This page cannot prove who made it. Go on only if you asked for it.
walkthrough-brings = The link brings: { $values }
walkthrough-usual = It uses, unless you type others: { $values }
walkthrough-may-send = { $count ->
    [one] It may send this command, at most { $most } times in all
   *[other] It may send these { $count } commands, at most { $most } times in all
 }
walkthrough-commands = Commands
walkthrough-changes = Changes a setting.
walkthrough-nothing-else = Nothing else will be sent.
walkthrough-places = What stands in ‹ › is filled in with a value that cannot leave its place. Passwords go to the module, and never into the file.
walkthrough-agree = Agree and begin
walkthrough-no = No, close it
walkthrough-connect = Connect a module
walkthrough-connect-first = Connect a module first. This page keeps the walkthrough.
walkthrough-nothing-sent = Nothing has been sent
walkthrough-step = Step { $number } of { $count }
walkthrough-sends = The button sends this, and nothing else
walkthrough-came-back = What came back
walkthrough-more-lines = { $count ->
    [one] … and one more line
   *[other] … and { $count } more lines
 }
walkthrough-good = It is as it should be
walkthrough-go-on = Go on
walkthrough-use = Use this
walkthrough-wait = Wait
walkthrough-do-connect = Connect
walkthrough-do-subscribe = Subscribe
walkthrough-do-publish = Publish
walkthrough-do-dial = Ask for an address
walkthrough-do-ask = Ask the module
walkthrough-do-send = Send it
walkthrough-sending = Waiting for the answer…
walkthrough-pausing = Waiting a moment…
walkthrough-listening = Waiting for a message…
walkthrough-fill-in = Fill in what is asked for first.
walkthrough-not-allowed = This cannot be sent: it is too long, or has a character that is not allowed here.
walkthrough-can-stop = You can stop now
walkthrough-stop = Stop and close
walkthrough-phone = On the phone? Say:
walkthrough-say-step = step { $number }
walkthrough-say-good = step { $number } is good
walkthrough-say-branch = step { $number }, way { $way }
walkthrough-value-port = Port
walkthrough-value-host = Host
walkthrough-value-apn = APN
walkthrough-value-topic = Topic
walkthrough-value-text = Message
walkthrough-value-secret = Password
walkthrough-value-pem = Certificate
walkthrough-value-other = Value
walkthrough-went = What happened
walkthrough-was-good = as it should be
walkthrough-was-other = went another way
walkthrough-file = The file to send back
walkthrough-file-text = It holds what the module said, and what was found in it. Private parts are hidden: look first, then save.
walkthrough-save = Save the file to send back
walkthrough-found = What the log doctor found
walkthrough-found-nothing = Nothing wrong in what went over the line.
walkthrough-end-works = It works
walkthrough-end-found = The cause is found
walkthrough-end-open = It needs somebody who knows more
walkthrough-end-sent = Nothing has been sent to anyone.
walkthrough-to-library = All walkthroughs
walkthrough-refused = This walkthrough cannot be used
walkthrough-refused-text = It was checked before anything could be sent, and this was found:
walkthrough-under-way = A walkthrough is under way. Stop it, then open the link again.
walkthrough-unreadable = The browser cannot read this file. Is it still there, and is it whole?
walkthrough-fault-step = Step { $step }: { $what }
walkthrough-fault-much = It is too large: there are more than { $most } { $what }.
walkthrough-fault-document = This is no walkthrough, or one of another version.
walkthrough-fault-link = The link is damaged. Copy it once more, from its beginning to its end.
walkthrough-fault-value = The value { $name } is not allowed there.
walkthrough-fault-hidden = It has characters that are hidden, or that look like others.
walkthrough-fault-markup = It has parts that could act by themselves.
walkthrough-fault-danger = { $command } is not allowed, because { $why }.
walkthrough-fault-command = { $command } is no command that this page knows.
walkthrough-fault-place = The value { $name } cannot stand where it stands.
walkthrough-fault-endless = It would never end.
walkthrough-fault-made = It is not made well: { $why }.
walkthrough-danger-settings = it changes all settings of the module
walkthrough-danger-firmware = it changes the firmware
walkthrough-danger-lock = it tries a PIN, and few tries lock the SIM
walkthrough-danger-money = it can cost money
walkthrough-danger-restart = it restarts the module or switches it off
walkthrough-danger-identity = it changes who the module says it is
walkthrough-danger-port = it changes the port, so that nothing is heard any more
walkthrough-danger-inside = it reaches into the SIM or the memory
walkthrough-danger-several = several commands stand on one line
