### The frame around every screen: header, rail, Wire panel, and what goes wrong by itself.

app-name = Module Workbench
skip-to-screen = Skip to the screen
menu = Menu
disconnect = Disconnect
dismiss = Dismiss
wire-name = Wire
wire-width = Width of the Wire panel
toasts-name = Notices
part-coming = Loading…
part-missing = This part of the page is not here yet.
part-missing-text = It could not be loaded. Is the network there? If it is, load the page anew: a newer version may have taken its place.
part-again = Try again
panel-failed = This part of the page failed. The rest goes on; loading the page anew brings it back.

rail-name = Screens
rail-journey = Journey
rail-tools = Tools
rail-connect = Connect
rail-network = Network
rail-credentials = Credentials
rail-tls = TLS
rail-session = Session
rail-publish = Publish
rail-run = a run is going on
rail-messages = Messages
rail-terminal = Terminal
rail-reference = Reference

link-closed = Not connected
link-opening = Opening
link-probing = Looking for a module
link-ready = Connected
link-virtual = Virtual module
link-waits = Waits for data
link-data-mode = Data mode
link-lost = Connection lost
link-failed = Not connected

series-any = Any series
series-named = Series { $name }
series-by-hand = Series { $name }, by hand
series-unknown = Unknown model
series-differs = module differs
series-open = Change the series, and see its limits
signal = Signal
signal-none = no signal
signal-weak = { $rssi } · weak
signal-fair = { $rssi } · fair
signal-good = { $rssi } · good
address = IP
address-none = no IP
lamps-name = Clients
client-free = free
client-opening = connecting
client-open = connected
client-closing = closing
client-broken = connection broken
client-lamp = Client { $client }: { $state } { $broker }

kit-close = Close
kit-copy = Copy
kit-copied = Copied
kit-copy-failed = Not copied
kit-reveal = Show
kit-hide = Hide
kit-newest = Jump to newest
kit-cancel = Cancel
kit-required = required
kit-half = Character { $at } is half of a character ({ $code }), which cannot be sent. Type or paste it again.
kit-half-hidden = Character { $at } is half of a character, which cannot be sent. Type or paste it again.
kit-too-long = { $found } characters are more than this field takes ({ $most }), so nothing was taken.
address-too-long = The address of this page has { $found } characters behind #. Up to { $most } are read, so it was not followed.
kit-step-wait = not started
kit-step-running = running
kit-step-pass = passed
kit-step-warn = warning
kit-step-fail = failed

trouble-go-connect = Go to Connect
trouble-go-network = Go to Network
trouble-go-session = Go to Session
trouble-unplugged = The module was unplugged
trouble-unplugged-text = Plug it in again: the page connects by itself when the same module comes back. Everything it had not confirmed yet was not done.
trouble-closed = The port was closed
trouble-closed-text = The page or the browser closed the port. Connect again when you are ready.
trouble-fault = The port failed
trouble-fault-text = Reading from it ended with: { $reason }. Pull the cable, plug it in again, and connect.
trouble-rebooted = The module restarted
trouble-rebooted-text = It has forgotten every client, setting and certificate. Dial again, then connect your clients. A restart in mid-session is often a weak power supply.
trouble-unresponsive = The module does not answer
trouble-unresponsive-text = It took the last commands and said nothing. Wait a moment and try again; if it stays silent, restart it with its power key and connect again.
trouble-broken = Client { $client } lost its connection
trouble-broken-server = The broker ended the connection, or did not answer in time. The usual causes: the broker stopped, another device uses the same client id, or the keep alive is too long for the network. Connect the client again.
trouble-broken-link = The IP address is gone, and the connection with it. Check the signal, dial again, then connect the client.
trouble-broken-registration = The module is no longer registered with the network. Check antenna and SIM, wait for registration, dial, then connect the client.
trouble-broken-unlisted = The module gave cause { $cause }, which no manual lists. Check the network, then connect the client again.
trouble-address = The module lost its IP address
trouble-address-text = Every client lost its connection. Check the signal, then dial again.
trouble-sim = The SIM card is gone
trouble-sim-text = Put it back, restart the module, and check the network.

## The module waits for something

waiting-data = The module waits for data
waiting-data-text = What is sent now becomes part of that data. So the page sends nothing else.
waiting-gives-up = { $seconds ->
    [0] The module should have stopped waiting.
    [one] The module stops waiting in { $seconds } second.
   *[other] The module stops waiting in { $seconds } seconds.
}
waiting-no-limit = It is not known how long the module waits; it may be until the data is ended.
waiting-field = Data
waiting-field-length = Data ({ $bytes ->
    [one] { $bytes } byte
   *[other] { $bytes } bytes
})
waiting-count = { $typed } of { $bytes ->
    [one] { $bytes } byte
   *[other] { $bytes } bytes
}
waiting-escapes = Escapes: \r \n \t \\ and \xHH for any byte.
waiting-no-escape = The backslash at { $at } begins no escape. Write \\ for a backslash itself.
waiting-missing = The module waits for { $bytes ->
    [one] { $bytes } byte
   *[other] { $bytes } bytes
}; there are { $typed }.
waiting-empty = Type the data first.
waiting-send = Send the data
waiting-send-end = Send and end it (Ctrl-Z)
waiting-unsure = If you do not know which: send and end.
waiting-escape = Cancel (ESC)
waiting-reason = The module waits for data.
waiting-data-mode = The module is in data mode
waiting-data-mode-text = It passes bytes on and takes no commands. So the page sends none.
waiting-command-mode = Back to commands (+++)
waiting-reason-data-mode = The module is in data mode.
