### The Network screen.
network-title = Network
network-lede = Seven checks, in the order the module needs them.
network-connect-first = Connect a module first
network-connect-first-text = To get online, this page needs a module, your own or a virtual one.
network-connect-link = Connect a module
network-busy-checking = A check is under way
network-busy-dialling = The module is dialling

## The bar
network-get-online = Get online
network-fix-apn = Correct the fields under “Dial by hand” first
network-bar-todo = Checks, dials and sets the clock
network-bar-todo-text = A few seconds. It stops at the first thing that fails, and says why.
network-bar-running = Step { $step } of { $total }: { $check }
network-doing = You can stop at any time.
network-doing-registration = Right after the start this takes a moment, abroad it can take minutes.
network-doing-no-signal = No signal yet. Is the antenna connected? Right after the start, or abroad, it can take minutes.
network-dialling-text = Asking the network for an IP address.
network-bar-stuck = Not online yet: { $check }
network-bar-stuck-text = { $good } of { $total } are good. Correct this one above.
network-bar-online = Online
network-bar-online-after = Online in { $seconds } s
network-bar-online-text = The IP address is { $address }. Next, connect to a broker.
network-bar-doubtful-text = You can go on. Look at this one first: { $check }.
network-check-only = Check only
network-check-again = Check again
network-start-again = Try again from the start
network-go-on = Try again
network-stop = Stop
network-next = Next: connect to a broker
network-again-name = Check again: { $check }

## What is seldom needed
network-by-hand = Dial by hand
network-by-hand-above = The form for dialling is above, at the IP address.
network-clock-by-hand = Set the clock by hand
network-said = What the module said
network-save = Save report
network-save-first = Run the checks first

## Their names, and what each is for
network-module = Module
network-module-for = Is the module there, and does it take commands?
network-sim = SIM card
network-sim-for = Is a SIM inserted, and does it want a PIN?
network-signal = Signal
network-signal-for = Is the antenna connected, and is reception good enough?
network-registration = Registration
network-registration-for = Has the network accepted the module?
network-address = IP address
network-address-for = Dialling asks the network for one. All that follows needs it.
network-clock = Clock
network-clock-for = TLS needs the right time: it checks certificates.
network-clients = MQTT clients
network-clients-for = Which of the clients { $clients } are free?

## What was found, and what to do
network-module-ok = It answered after { $ms } ms.
network-sim-ready = Ready, no PIN needed.
network-sim-pin = It wants its PIN before it lets the module into the network.
network-sim-puk = It is locked and wants its PUK, which the operator has. In the Terminal: AT+CPIN="<puk>","<new pin>".
network-waits-for-sim = Waits for the SIM.
network-sim-other = It says { $state }. Put it into a phone to see what it wants.
network-signal-good = { $rssi } of 31: good ({ $dbm } dBm).
network-signal-fair = { $rssi } of 31: enough ({ $dbm } dBm). 21 or more is good.
network-signal-weak = { $rssi } of 31: weak ({ $dbm } dBm). 12 or less drops connections; 21 or more is good. Move the antenna, then check again.
network-signal-unknown = No signal is measured. Is the antenna connected to the main socket, and the SIM in?
network-signal-unlisted = { $rssi }: a number that the manual does not list.
network-signal-meter = Signal: { $bars } of 5 bars
network-registration-home = Registered in the home network.
network-registration-roaming = Registered, roaming.
network-registration-operator = Operator { $name }.
network-registration-operator-technology = Operator { $name } on { $technology }.
network-registration-searching = Still searching. Abroad this can take up to seven minutes: wait, then check again.
network-registration-not-searching = Not registered and not searching. Is the radio off? In the Terminal: AT+CFUN=1.
network-registration-denied = The network refused this SIM. Ask the operator whether it is active and may use this kind of module.
network-registration-unknown = Out of coverage, or not known. Move the antenna, then check again.
network-registration-limited = Registered without data ({ $state }). Ask the operator for data service.
network-address-ok = The module has { $address }.
network-address-none = No address yet. “Get online” asks the network for one.
network-address-failed = The network gave no IP address.
network-clock-ok = { $time }
network-clock-unset = { $time }: it was never set. TLS refuses every certificate until it is. “Get online” sets it.
network-clock-differs = { $time }: this differs from this computer's clock by more than a day. TLS may refuse certificates. “Get online” sets it.
network-clients-free = { $free } free.
network-clients-none = None is free. Close one on the Session screen.

## The PIN
network-pin = PIN
network-pin-hint = 4 to 8 digits; from your operator, or your own. It is sent once and not kept.
network-pin-enter = Unlock the SIM
network-pin-busy = Unlocking…
network-pin-fix = Type the PIN first
network-pin-tries = Three wrong PINs in a row lock the SIM. At most { $left } tries are left; the SIM counts wrong ones from before, and the module does not tell how many.
network-pin-last = This try can be the last.
network-pin-last-text = One more wrong PIN locks the SIM. It then wants its PUK, which only the operator has. If you are not sure, stop here and ask for the PIN.
network-pin-refused = The SIM did not accept the PIN.

## Dialling
network-operator = Operator
network-operator-other = Other, or not in this list
network-apn = APN
network-apn-hint = From your SIM's operator; empty takes the module's own
network-user = User name
network-user-hint = Most operators need none
network-password = Password
network-optional = optional
network-preview = This is sent
network-preview-reveal = Show the password in it
network-dial = Dial
network-dial-on = Dial and go on
network-login = My operator wants a user name and a password
network-cause-own = The module asked with its own APN, which may be empty. The steps before are good, so the APN is probably wrong. Choose your operator, or type the APN that it gave you.
network-cause-apn = The module asked with the APN { $apn }. The steps before are good, so the APN is probably wrong. Correct it, or ask your operator.
network-dialling = Dialling…
network-dial-wait = Waiting for an address
network-dial-time = { $seconds } s of { $limit } s at most
network-dial-fix = Correct the fields first
network-dial-sim = The SIM comes first: see above
network-dial-stopped = Cancelled after { $seconds } s.
network-dial-stopped-busy = The module is still dialling. An address that comes later shows here by itself.
network-dial-stopped-down = The module is not dialling any more, and it has no address: the network gave none to this APN.
network-dial-stopped-up = The module says that it is connected, but it does not tell an address yet. Check again in a moment.
network-dial-stopped-unknown = The module does not tell what it is doing now. Check again in a moment.
network-dial-done = The module has { $address }.
network-hang-up = Hang up
network-hang-up-busy = Hanging up…
network-hang-up-hint = To dial with another APN, hang up first. That ends every MQTT connection.
network-operator-china-mobile = China Mobile
network-operator-china-mobile-iot = China Mobile IoT
network-operator-china-unicom = China Unicom
network-operator-china-unicom-wap = China Unicom, earlier SIMs
network-operator-china-telecom = China Telecom
network-operator-china-telecom-iot = China Telecom IoT
network-operator-1nce = 1NCE
network-operator-hologram = Hologram
network-operator-emnify = emnify
network-operator-soracom = Soracom
network-operator-things-mobile = Things Mobile
network-operator-internet = Many operators
network-operator-virtual = The virtual module, wrong APN

## The report
network-report-title = Module Workbench: network report
network-report-when = Made { $when }
network-report-module = Module: { $module }
network-report-firmware = Firmware: { $firmware }
network-report-virtual = (virtual)
network-report-none = not checked
network-report-pass = passed
network-report-warn = warning
network-report-fail = failed
