### Why an action did not do what it should, and what the checks of the network found.

work-not-connected = No module is connected. Connect one first, or start the virtual module.
work-no-such-port = That port is no longer in the list. Choose a port again.
work-no-such-virtual = There is no virtual module or scenario called { $name }.
work-no-address = The dial-up gave no IP address in time.
work-port-answers = The module answered after { $milliseconds } ms.
work-port-silent = The port opened, and nothing answers on it.
work-port-binary = The port opened and sent { $bytes ->
    [one] one byte that is
   *[other] { $bytes } bytes that are
  } not text: it is a diagnostic or log port, or the baud rate is wrong.
work-port-text = The port opened and sent text, but no answer to AT: { $sample }

standing-answered = It answered after { $milliseconds } ms.
standing-sim-ready = Ready, no PIN needed.
standing-sim-pin = The SIM asks for its PIN.
standing-sim-puk = The SIM is blocked and asks for its PUK.
standing-sim-other = The SIM says: { $state }.
standing-signal-good = { $rssi } of 31 ({ $dbm } dBm): good.
standing-signal-fair = { $rssi } of 31 ({ $dbm } dBm): fair.
standing-signal-weak = { $rssi } of 31 ({ $dbm } dBm): weak. At 12 or less connections drop; 21 or more is good.
standing-signal-none = The module hears no network, or does not know yet.
standing-signal-unlisted = The module gave { $rssi }, which is outside the range of 0 to 31.
standing-registered-home = Registered with the home network{ $operator }.
standing-registered-roaming = Registered while roaming{ $operator }.
standing-operator = , operator { $operator }
standing-searching = Not registered yet: the module is searching for a network.
standing-denied = The network refused the module.
standing-not-registered = Not registered (state { $state }).
standing-address = { $address }
standing-no-address = The module has no IP address yet. Dial to get one.
standing-clock = { $clock }
standing-clock-unset = The clock shows { $clock }, so it has not been set.
standing-clients = Free: { $clients }.
standing-no-client = Every client is in use.
