### The panel beside the screen in which the virtual module is broken by hand, and the other end of its broker.

faults-title = Break it
faults-close = Close the panel
faults-fold = Make the panel one line high
faults-unfold = Show the whole panel
faults-list = Faults
faults-beyond = The other end
faults-search = Find a fault…
faults-none-found = No fault has “{ $text }” in its name or its text.
faults-do = Do it
faults-waits = waits
faults-unplugged = The cable is out. Plug it in first.
faults-cable-out = The cable is out.
faults-own-broker = Time goes faster with the broker inside the page alone. Yours would answer too late.
faults-all-well = Nothing is wrong.
faults-now = { $count ->
    [one] 1 fault: { $names }
   *[other] { $count } faults: { $names }
 }
faults-time = How fast time goes
faults-times = { $times }×
faults-link = Copy link
faults-mend = End all

## places
faults-at-hands = By hand
faults-at-sim = SIM
faults-at-radio = Reception
faults-at-network = Network
faults-at-ip = Address
faults-at-tls = TLS
faults-at-broker = Broker
faults-at-module = Module
faults-at-line = Line
faults-at-port = Port

## by hand
fault-cable = Pull the cable
fault-cable-seen = The page loses its port. Press again to plug it in: the module starts new. Its broker and the other faults stay.
fault-sim-out = Take the SIM out
fault-sim-out-seen = The SIM is gone. The IP address goes, and every client loses its broker.
fault-power = Power off and on
fault-power-seen = The module starts new. Clients, certificates and settings are gone.
fault-clock = Clock of the module
fault-clock-seen = With TLS and a wrong clock, no certificate is valid.
fault-clock-untouched = As it is
fault-clock-unset = 1980: it was never set
fault-clock-behind = A year behind
fault-clock-far = In the year 2055
fault-clock-right = Right

## sim
fault-locked-sim-seen = From the next start, the SIM check wants the PIN. It is 1234.
fault-slow-sim-seen = From the next start, the SIM is busy for 20 to 30 s: error 14.

## radio
fault-weak-signal-seen = The signal check shows 3 to 8 of 31.

## network
fault-slow-registration-seen = From the next start, registration takes 90 to 120 s.
fault-registration-refused-seen = The registration check shows that the network refused the SIM.
fault-network-lost-seen = Clients lose their broker with cause 3. The IP address goes.

## ip
fault-wrong-apn-seen = Dialling fails with every APN but m2m.workbench.
fault-stale-ip-seen = The module has an IP address, but no broker answers. Get online closes the connection and dials again.
fault-ipv6-only-seen = The next IP address is of IPv6. A broker with an IPv4 address is out of reach.
fault-ip-lost-seen = Clients lose their broker with cause 2. Dial again.

## tls
fault-clock-ahead-seen = From the next start, the clock shows 2070. A connection with TLS fails until it is set.
fault-wrong-ca-seen = A connection with TLS fails: the certificate of the broker is from another authority.
fault-wrong-key-seen = A connection with TLS and a client certificate fails: the key does not belong to it.

## broker
fault-refuses-seen = A client does not connect: the broker is not available.
fault-wrong-password-seen = A client does not connect: user name or password is wrong.
fault-unreachable-seen = A client does not connect, and this takes 30 s.
fault-drops-seen = A client loses its broker 20 s after it has connected, with cause 1.
fault-id-taken-seen = A client loses its broker 8 s after it has connected, and each time again.
fault-burst-seen = 60 messages come at once, every 15 s, once a client has subscribed.
fault-large-messages-seen = Every 15 s a message comes that is too large: its end is missing.
fault-password = Change the password
fault-password-seen = Every client loses its broker. The old password is wrong from now on.

## module
fault-late-seen = Each answer comes 3 to 8 s late. The header counts the seconds.
fault-slow-boot-seen = From the next start, the module hears nothing for 15 to 30 s.
fault-restart-seen = AT command ready comes. The page can set up again what is gone.
fault-silent-restart-seen = The module starts new without a word. The next command finds it out.
fault-restarts-twice-seen = The module restarts now, and once more 15 s later.
fault-usb-restart-seen = The port goes with the restart. Plug the module in again.
fault-hang-seen = The module says nothing for 40 s. Then it answers everything.
fault-endless-codes-seen = The Wire panel fills with codes, and everything still works.
fault-open-prompt-seen = The next command is taken as data. The page notices it and waits.
fault-stuck-upload-seen = The next upload of data stops in the middle for 20 s.
fault-codes-inside-seen = A code stands between a command and its OK. Everything still works.
fault-late-status-seen = OK comes at once, but the status line comes 10 to 25 s later.

## line
fault-no-echo-seen = Answers come without the command before them.
fault-double-echo-seen = Each command comes back twice before its answer.
fault-wrong-baud-seen = Only rubbish comes, until the baud rate is 9600.
fault-lost-bytes-seen = A letter is missing in some lines. The page asks again where it can.
fault-doubled-bytes-seen = Lines have a letter too many.
fault-disturbed-bytes-seen = Lines have a wrong letter.
fault-pieces-seen = Lines come in small pieces. Everything still works.

## port
fault-silent-seen = Nothing comes any more, as from a port that is no AT port.
fault-echo-only-seen = The port gives back what it is sent, and nothing else.
fault-nmea-seen = Text from the satellite receiver comes each second, and no answer.
fault-noise-seen = Binary data comes, as from a diagnostics port.

## the other end
beyond-about = The broker in this page, as a second client sees it, such as a phone.
beyond-own-broker = The virtual module uses your own broker. Look at it with your own tools.
beyond-talk = Messages
beyond-devices = Devices ({ $count })
beyond-connected = Connected ({ $count })
beyond-kept = Kept ({ $count })
beyond-shown = Show
beyond-all = All messages
beyond-module = Of the module
beyond-silent = Nothing was published yet. Connect a client on the Session screen, or switch a device on.
beyond-came = { $id } has connected
beyond-went = { $id } is gone
beyond-retained = retained
beyond-by-client = { $id }
beyond-by-will = last will of { $id }
beyond-by-broker = the broker
beyond-by-you = you
beyond-bytes = The beginning of { $bytes } bytes
beyond-meter = Meter
beyond-meter-hint = Energy and power as JSON, every 15 s, retained, on demo/meter/state.
beyond-tracker = Tracker
beyond-tracker-hint = Its position as JSON, every 5 s, on demo/tracker/position.
beyond-press = Press
beyond-press-hint = Its state as JSON, every 2 s, on demo/plant/press, and bytes, every 10 s, on demo/plant/frame. It works while a client is connected.
beyond-nobody = Nobody is connected.
beyond-nothing-kept = The broker keeps no message. It keeps what is published with retain.
beyond-more-kept = { $count } more are kept.
beyond-publish = Publish from the other end
beyond-topic = Topic
beyond-payload = Message…
beyond-typed = How the message is typed
beyond-level = Quality of service
beyond-qos = QoS { $qos }
beyond-retain = Retain
beyond-send = Publish
beyond-no-hex = Type pairs of hexadecimal digits.
