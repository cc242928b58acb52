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
walkthrough-brings = The link brings these values
walkthrough-usual = It uses these values, unless you type others
walkthrough-column-name = What it is
walkthrough-column-value = Value
walkthrough-column-place = Where it goes
walkthrough-only-shown = Only shown on the screen
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
walkthrough-fill-in = Fill in first: { $fields }
walkthrough-may-be-empty = Leave it empty where the broker asks for none.
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
walkthrough-fault-document = This is no walkthrough.
walkthrough-fault-version = It is of version { $version }, and this page reads version 1. Load the page again: a newer one may read it.
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
walkthrough-own = One of your own
walkthrough-own-text = Write a walkthrough in a form, or change a copy of one that is here.
walkthrough-new = New walkthrough
walkthrough-go-on-writing = Go on with { $title }
walkthrough-edit-drop = Drop a walkthrough here to change it.
walkthrough-edit-file-open = Open a file to change…
walkthrough-edit-copy = Edit a copy
walkthrough-edit-copy-name = Edit a copy of { $title }
walkthrough-to-editor = Back to the editor
walkthrough-edit-untitled = without a title
walkthrough-edit-undo = Undo
walkthrough-edit-redo = Redo
walkthrough-edit-no-undo = There is nothing to undo.
walkthrough-edit-no-redo = There is nothing to redo.
walkthrough-edit-sound = { $most ->
    [0] It sends no command, and can be shared
    [one] It sends at most one command, and can be shared
   *[other] It sends at most { $most } commands, and can be shared
 }
walkthrough-edit-problems = { $count ->
    [one] One thing is wrong
   *[other] { $count } things are wrong
 }
walkthrough-edit-mend = What is wrong
walkthrough-edit-mend-first = Correct what is wrong first.
walkthrough-edit-numbers-first = A field that wants a number has something else. Correct it first.
walkthrough-edit-save = Save as file
walkthrough-edit-steps = Steps
walkthrough-edit-whole = The whole walkthrough
walkthrough-edit-in-step = Step { $step }
walkthrough-edit-add-step = Add a step
walkthrough-edit-up = Move up
walkthrough-edit-down = Move down
walkthrough-edit-remove-step = Remove the step
walkthrough-edit-choose-step = Choose a step first.
walkthrough-edit-is-first = It is the first one.
walkthrough-edit-is-last = It is the last one.
walkthrough-edit-title = Title
walkthrough-edit-about = What it is for
walkthrough-edit-text = What the customer reads
walkthrough-edit-button = What the button says
walkthrough-edit-in-chinese = { $label }, in Chinese
walkthrough-edit-chinese = With Chinese texts
walkthrough-edit-marks = An empty line begins a new part. A line that begins with “- ” is one of a list.
walkthrough-edit-id = Short name
walkthrough-edit-id-hint = For the file that goes back. Small letters, digits, “-” and “_”.
walkthrough-edit-step-id = Short name of the step
walkthrough-edit-step-id-hint = What goes here follows when you change it.
walkthrough-edit-from = Your name
walkthrough-edit-contact = Contact
walkthrough-edit-day = Day
walkthrough-edit-checked = Checked with: { $names }
walkthrough-edit-checked-nothing = It was not checked with any scenario as it is now.
walkthrough-edit-values = Values
walkthrough-edit-values-text = Commands have places for them. A value can never bring a quote, a “;” or the end of a line.
walkthrough-edit-add-value = Add a value
walkthrough-edit-value = Value { $number }
walkthrough-edit-remove-value = Remove value { $number }
walkthrough-edit-name = Name
walkthrough-edit-slot = Its place in a command: { $example }
walkthrough-edit-kind = What it can be
walkthrough-edit-source = Where it comes from
walkthrough-edit-label = What the customer reads beside it
walkthrough-edit-usual = What it is without another
walkthrough-edit-least = The smallest number
walkthrough-edit-most = The largest number
walkthrough-edit-words = One of these words
walkthrough-edit-list = Several with commas between them.
walkthrough-kind-number = A whole number
walkthrough-kind-code = A serial number or version
walkthrough-kind-login = A user name or client id
walkthrough-kind-one-of = One of some words
walkthrough-from-person = The customer fills it in
walkthrough-from-link = The link brings it
walkthrough-from-module = The module says it
walkthrough-edit-does = What the step does
walkthrough-edit-act = It
walkthrough-act-say = shows its words
walkthrough-act-send = sends a command
walkthrough-act-check = asks the module something
walkthrough-act-dial = asks for an IP address
walkthrough-act-login = sets user name and password
walkthrough-act-open = connects to a broker
walkthrough-act-open-tls = connects with TLS
walkthrough-act-subscribe = subscribes to a topic
walkthrough-act-publish = publishes a message
walkthrough-act-close = closes the connection
walkthrough-act-clock = sets the clock
walkthrough-act-upload = sends a certificate or key
walkthrough-act-wait = waits
walkthrough-act-message = waits for a message
walkthrough-act-ask = asks for values
walkthrough-act-choose = asks a question
walkthrough-act-end = ends the walkthrough
walkthrough-edit-command = Command
walkthrough-edit-command-hint = One command. Values stand in it by their names, as in { $example }
walkthrough-edit-seconds = Seconds
walkthrough-edit-asked = Values that it asks for
walkthrough-edit-asked-hint = Their names, with commas between them.
walkthrough-edit-check = What it asks
walkthrough-edit-ending = How it ends
walkthrough-edit-file = Which file
walkthrough-edit-user = User name
walkthrough-edit-client-id = Client id
walkthrough-check-module = Does the module answer?
walkthrough-check-sim = Is the SIM ready?
walkthrough-check-signal = Is the signal strong enough?
walkthrough-check-registration = Is it registered?
walkthrough-check-address = Has it an IP address?
walkthrough-check-clock = Was the clock set?
walkthrough-file-trust = Certificates to trust
walkthrough-file-certificate = Certificate of the device
walkthrough-file-key = Key of the device
walkthrough-edit-choose-value = Choose a value
walkthrough-edit-choose = Choose a step
walkthrough-edit-not-there = { $name } (there is none)
walkthrough-edit-go = Then go to
walkthrough-edit-next = The next step
walkthrough-edit-say = What the customer reads then
walkthrough-edit-times = How often it may go back
walkthrough-edit-times-hint = Only for a way that goes back. After that, the next branch is taken.
walkthrough-edit-add-option = Add an answer
walkthrough-edit-option = Answer { $number }
walkthrough-edit-option-text = What the customer can say
walkthrough-edit-remove-option = Remove answer { $number }
walkthrough-edit-must = What must come back
walkthrough-edit-must-text = Without a condition, it is OK, or what the action itself wants.
walkthrough-edit-add-condition = Add a condition
walkthrough-edit-condition-of = Condition { $number }
walkthrough-edit-condition-in = Condition { $number } of branch { $branch }
walkthrough-edit-field-name = Field
walkthrough-edit-is = Is one of
walkthrough-edit-not = Is none of
walkthrough-edit-remove = Remove { $what }
walkthrough-edit-add-keep = Keep a field as a value
walkthrough-edit-keep = Kept field { $number }
walkthrough-edit-keep-as = Keep it as
walkthrough-edit-again = Send it again by itself, at most so many times
walkthrough-edit-again-hint = While what must come back does not come.
walkthrough-edit-every = Seconds between
walkthrough-edit-good = If it comes back
walkthrough-edit-branches = If it does not come back
walkthrough-edit-branch = Branch { $number }
walkthrough-edit-branch-up = Move branch { $number } up
walkthrough-edit-add-branch = Add a branch
walkthrough-edit-when = When
walkthrough-when-came = something else came back
walkthrough-when-refused = the module refused
walkthrough-when-silent = nothing came in time
walkthrough-when-otherwise = everything else
walkthrough-edit-codes = Error numbers
walkthrough-edit-codes-hint = With none, it is any.
walkthrough-edit-picture = The picture of the step
walkthrough-edit-drop-picture = Drop a picture here.
walkthrough-edit-choose-picture = Choose a picture…
walkthrough-edit-no-picture = The picture was not taken. It must be PNG, JPEG, GIF or WebP. The most is { $size } KB, and { $side } pixels for each of its sides.
walkthrough-edit-remove-picture = Remove the picture
walkthrough-edit-customer = What the customer sees
walkthrough-edit-checker = What it can do
walkthrough-edit-ends = { $most ->
    [one] It ends after at most one command.
   *[other] It ends after at most { $most } commands.
 }
walkthrough-edit-ends-not = How many commands it sends cannot be said yet.
walkthrough-edit-commands = { $count ->
    [0] It may send no command.
    [one] It may send one command:
   *[other] It may send { $count } commands, { $changing } of them change a setting:
 }
walkthrough-edit-preview = Try it on a virtual module
walkthrough-edit-preview-text = It is run in each scenario, and what no scenario came to is marked. Your own module gets nothing of it.
walkthrough-edit-scenarios = { $count ->
    [one] One scenario
   *[other] { $count } scenarios
 }
walkthrough-edit-choose-scenario = Choose a scenario first.
walkthrough-edit-try = Try all scenarios
walkthrough-edit-trying = At work…
walkthrough-edit-yourself = Go through it
walkthrough-edit-all-reached = Every branch was taken in some scenario.
walkthrough-edit-unreached = { $count ->
    [one] One branch was not taken in any scenario
   *[other] { $count } branches were not taken in any scenario
 }
walkthrough-edit-missed = { $count ->
    [one] one branch not reached
   *[other] { $count } branches not reached
 }
walkthrough-edit-no-scenario = Not reached in any scenario
walkthrough-edit-reached = Reached in: { $names }
walkthrough-edit-no-ending = stopped, since a value was not taken
walkthrough-way-good = when it comes back
walkthrough-way-branch = branch { $way }
walkthrough-edit-link = The link
walkthrough-edit-length = { $length } of { $most } characters
walkthrough-edit-brings = What the link brings
walkthrough-edit-brings-text = Fill in what this customer needs. The link, the scenarios and “Go through it” use it.
walkthrough-edit-brings-usual = { $name } in the link. Without it: { $usual }
walkthrough-edit-brings-asked = { $name } in the link. Without it, the customer fills it in.
walkthrough-edit-longer = { $length } characters are more than { $most }, which is what other programs leave whole. Save it as a file.
walkthrough-edit-too-long = It is too long for a link of { $most } characters. Save it as a file.
walkthrough-edit-no-words = Write something here.
walkthrough-edit-bad-name = Use small letters, digits, “-” and “_”, at most 40.
walkthrough-edit-twice = The name { $name } is there twice.
walkthrough-edit-missing = There is nothing of the name { $name }.
walkthrough-edit-no-number = Type a whole number.
walkthrough-edit-no-otherwise = The last branch must be for everything else.
walkthrough-edit-endless = This way back has no end. Say how often it may be gone, and let another way go on.
walkthrough-edit-no-end = The last step must end the walkthrough.
walkthrough-edit-not-reached = Nothing ever goes here.
walkthrough-edit-not-yet = The value { $name } is used before any step brings it.
walkthrough-edit-field = This step does not bring the field { $name }.
walkthrough-edit-condition = Say what it must be, so that it can hold and can fail.
walkthrough-edit-out-of-place = A step of this kind cannot have this. Remove it.
walkthrough-phone-view = For the phone
walkthrough-phone-view-name = { $title }, for the phone
walkthrough-phone-lede = For the person who has the customer on the phone. Press what they read out, and you see the step that follows.
walkthrough-phone-tell = Say this
walkthrough-phone-say = You should see step { $number }, “{ $title }”. Press “{ $button }”, and say the number that the page shows below.
walkthrough-phone-say-ask = You should see step { $number }, “{ $title }”. Fill in the fields, then press “{ $button }”.
walkthrough-phone-say-choose = You should see step { $number }, “{ $title }”. Which of the answers is right?
walkthrough-phone-say-end = It is over. Now save the file and send it back.
walkthrough-phone-number = Step { $number }
walkthrough-phone-answers = The customer says
walkthrough-phone-done = done
walkthrough-phone-next = Then: { $step }
walkthrough-phone-again = Back to: { $step }, at most { $times } times
walkthrough-phone-back = One step back
walkthrough-phone-end = End the call
