### The Network screen.
network-title = Network
network-lede = Seven checks, in the order the module needs them. Each shows what the module said, what it means, and what to do about it.
network-connect-first = Connect a module first
network-connect-first-text = The checks need a module, real or virtual.
network-connect-link = Go to Connect
network-busy-checking = A check is under way
network-busy-dialling = The module is dialling

## The bar
network-checks = Checks
network-run = Run all checks
network-running = Checking…
network-stop = Stop
network-stop-idle = No check is under way
network-again-name = Check again: { $check }
network-said = What the module said
network-progress = { $done } of { $total } done
network-save = Save report
network-save-first = Run the checks first
network-all-passed = The module is on the network.
network-all-passed-warnings = The module is on the network, with something to look at.
network-all-passed-text = Next, open a session with a broker.
network-next = Next: Session
network-stands = { $count ->
    [one] One check stands in the way.
   *[other] { $count } checks stand in the way.
}
network-stands-text = Begin with the first: the later ones depend on it.

## Their names, and what each is for
network-module = Module answers
network-module-for = Is the module there, and does it take commands?
network-sim = SIM card
network-sim-for = Is a SIM inserted, and does it want a PIN?
network-signal = Signal
network-signal-for = Is the antenna connected, and is reception good enough?
network-registration = Registration
network-registration-for = Has the network taken the module in?
network-address = IP address
network-address-for = Dialling asks the network for an IP address. Needed for everything that follows.
network-clock = Clock
network-clock-for = Needed before TLS: certificates are checked against the module's time.
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
network-signal-unlisted = { $rssi }: not a figure that the manual knows.
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
network-address-none = No address yet. Dial below with the APN of your SIM's operator.
network-clock-ok = { $time }
network-clock-unset = { $time }: it was never set. TLS refuses every certificate until it is: set it below.
network-clock-differs = { $time }: this differs from this computer's clock by more than a day. TLS may refuse certificates: set it below.
network-clients-free = { $free } free.
network-clients-none = None is free. Close one on the Session screen.
network-client-free = { $client } free
network-client-taken = { $client } taken

## The PIN
network-pin = PIN
network-pin-hint = 4 to 8 digits; from your operator, or your own. It is sent once and not kept.
network-pin-enter = Unlock the SIM
network-pin-busy = Unlocking…
network-pin-fix = Type the PIN first
network-pin-tries = Three wrong PINs in a row lock the SIM. At most { $left } tries are left; the SIM counts wrong ones from before, and the module does not tell how many.
network-pin-last = This try can be the last.
network-pin-last-text = One more wrong PIN locks the SIM. It then wants its PUK, which only the operator has. If you are not sure, stop here and ask for the PIN.
network-pin-refused = The SIM did not open.

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
network-dial-again = Dial again
network-dialling = Dialling…
network-dial-wait = Waiting for an address
network-dial-time = { $seconds } s of { $limit } s at most
network-dial-fix = Correct the fields first
network-dial-failed = No address.
network-dial-sim = The SIM comes first: see above
network-dial-stopped = Cancelled after { $seconds } s.
network-dial-stopped-busy = The module is still dialling. An address that comes later shows here by itself.
network-dial-stopped-down = The module is not dialling any more, and it has no address: the network gave none to this APN.
network-dial-stopped-up = The module says that it is connected, but it does not tell an address yet. Check again in a moment.
network-dial-stopped-unknown = What the module is doing now it does not tell. Check again in a moment.
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

## The clock
network-server = Time server
network-server-port = Port
network-set-clock = Set the clock
network-setting-clock = Asking…
network-clock-needs-address = The time server is reached over the network: get an IP address first
network-clock-failed = The clock is not set.
network-clock-set = The clock is set.

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
