### The frame around every screen: header, rail and Wire panel.

app-name = Module Workbench
title = { $screen } · Module Workbench
title-module = { $module } · { $screen } · Module Workbench
address-unknown = This page has no screen called { $screen }. Here is Connect.
skip-to-screen = Skip to the screen
menu = Menu
disconnect = Disconnect
dismiss = Dismiss
faults-name = Faults
faults-count = { $count ->
    [one] { $count } fault
   *[other] { $count } faults
 }
faults-open = Break the virtual module, and see what the page makes of it
wire-name = Wire
wire-width = Width of the Wire panel
toasts-name = Notices
part-coming = Loading…
part-missing = This part of the page is not here yet.
part-missing-text = It could not be loaded. Is the network there? If it is, load the page again: there may be a newer version.
part-again = Try again
panel-failed = This part of the page failed. The rest goes on. To bring this part back, load the page again.

newer-title = There is a newer version of this page.
newer-text = It is loaded when you say so. Then the lines and messages of this page, and what you typed, are forgotten.
newer-in-use = Disconnect the module first. Then the new version can be loaded.
newer-take = Load the new version
newer-not-now = Not now

forget = Forget everything…
forget-title = Forget everything?
forget-text = Passwords, PINs, keys and all else that was typed are forgotten, with all lines and messages. The module is disconnected, and the page is loaded again, also in other tabs.
forget-saved = Forget saved devices, templates and ports, too
forget-saved-hint = This browser keeps them until you forget them. They may hold the secrets of devices.
forget-busy = Disconnecting…
forget-do = Forget and load again

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
rail-not-needed = not needed
rail-first = first
rail-messages = Messages
rail-terminal = Terminal
rail-walkthrough = Walkthroughs
rail-doctor = Log doctor
rail-replay = Replay
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
link-starting = Starting
link-resynchronising = Waiting for the module
link-restoring = Setting up again
link-cancel = Cancel
link-time = { $seconds } s
link-time-within = { $seconds } of { $within } s
link-time-queued = { $seconds } s, { $queued } waiting

series-any = Any series
series-named = Series { $name }
series-by-hand = Series { $name }, by hand
series-unknown = Unknown model
series-differs = module differs
series-open = Change the series, and see its limits
signal = Signal
signal-none = no signal
sim-none = no SIM
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
client-unopened = not connected
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

replay-pill = Replay
replay-leave = Leave the replay
replay-sends-nothing = This is a replay of { $name }. Nothing is sent.
