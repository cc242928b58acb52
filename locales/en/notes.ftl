### The notes above every screen: what went wrong by itself, and what the module waits for.

## What went wrong by itself

trouble-go-connect = Go to Connect
trouble-go-network = Go to Network
trouble-go-client = Go to client { $client }
trouble-unplugged = The module was unplugged
trouble-unplugged-text = Plug it in again: the page connects by itself when the same module comes back. What it had not confirmed yet may have been done or not.
trouble-closed = The port was closed
trouble-closed-text = The page or the browser closed the port. Connect again when you are ready.
trouble-fault = The port failed
trouble-fault-text = Reading from it ended with: { $reason }. Pull the cable, plug it in again, and connect.
trouble-noisy = The line damages bytes
trouble-noisy-text = Several lines came damaged within a minute, so an answer or a message can be wrong or missing. Use a shorter cable, connect the ground of both sides, and check that the speed is the module's own. A lower speed (AT+IPR) is safer on long wires.
trouble-shared = Another program uses this port
trouble-shared-text = The module answered commands that this page did not send. Each program then gets only a part of what the module says, so an answer or a message can be wrong or missing. Close terminals, vendor tools and other browsers. On Linux, stop ModemManager or tell it to ignore this device. Then connect again.
trouble-read-along = Another program reads from this port
trouble-read-along-text = Answers or parts of them are missing, and a USB cable loses nothing by itself. Another program probably reads them: a terminal, the vendor's tool or, on Linux, ModemManager. Close it, then connect again.
trouble-rebooted = The module restarted
trouble-rebooted-text = It has forgotten every client, setting and certificate. Dial again, then connect your clients. A restart in the middle of a session often comes from a weak power supply.
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

## What the module has lost can be set up again

restore-title = The module has lost what you set up
restore-text = The module no longer has: { $what }.
restore-address = IP address
restore-client = client { $client }
restore-subscriptions = { $count ->
    [one] { $count } subscription
   *[other] { $count } subscriptions
}
restore-files = { $count ->
    [one] { $count } file for TLS
   *[other] { $count } files for TLS
}
restore-do = Set it up again
restore-not = Leave it
restore-always = Always do this without asking
restore-going-on = It is being set up.

## The module waits for something

waiting-data = The module waits for data
waiting-data-text = What is sent now becomes part of that data. So the page sends nothing else.
waiting-gives-up = { $seconds ->
    [0] The module should have stopped waiting.
    [one] The module stops waiting in { $seconds } second.
   *[other] The module stops waiting in { $seconds } seconds.
}
waiting-no-limit = It is not known how long the module waits. Perhaps it waits until the data is ended.
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
