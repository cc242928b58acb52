### What Connect lets a person choose of the virtual module, and how its scenarios are called. It comes after the first load.

connect-true-times = True times
connect-true-times-hint = As slow as a real module. Without this, a module without a fault is ten times as fast. A module with a fault is always as slow as a real one.
connect-series = Series
connect-scenario = Scenario
connect-broker = Its broker

connect-more = And also: { $names }
connect-no-more = Without these
connect-no-such-scenario = The link names a scenario that this page does not have: { $name }. The scenarios are: { $names }.
connect-scenario-row = { $place }: { $name }
connect-scenario-healthy = Healthy
connect-scenario-healthy-hint = Everything works.

## sim
connect-place-sim = SIM
connect-scenario-no-sim = No SIM
connect-scenario-no-sim-hint = There is no SIM in the module.
connect-scenario-locked-sim = Locked SIM
connect-scenario-locked-sim-hint = The SIM wants its PIN first; it is 1234.
connect-scenario-slow-sim = Slow SIM
connect-scenario-slow-sim-hint = The SIM needs 20 to 30 s until it answers.

## radio
connect-place-radio = Reception
connect-scenario-weak-signal = Weak signal
connect-scenario-weak-signal-hint = The signal is only just strong enough.

## network
connect-place-network = Network
connect-scenario-slow-registration = Slow registration
connect-scenario-slow-registration-hint = The network takes a minute and a half or more, as abroad.
connect-scenario-registration-refused = Registration refused
connect-scenario-registration-refused-hint = The network does not accept the SIM.
connect-scenario-network-lost = Network lost
connect-scenario-network-lost-hint = The network is gone for 30 s: after 30 s, or later, once a client is connected.

## ip
connect-place-ip = Address
connect-scenario-wrong-apn = Wrong APN
connect-scenario-wrong-apn-hint = Only the APN m2m.workbench gets an address.
connect-scenario-stale-ip = Old IP address
connect-scenario-stale-ip-hint = The module keeps an IP address that no longer works. Close it, then dial again.
connect-scenario-ipv6-only = IPv6 only
connect-scenario-ipv6-only-hint = The network gives IPv6 addresses only. A broker at an IPv4 address cannot be reached.
connect-scenario-ip-lost = IP address lost
connect-scenario-ip-lost-hint = The network takes the IP address away after 45 s, or later, once a client is connected.

## tls
connect-place-tls = TLS
connect-scenario-clock-ahead = Wrong clock
connect-scenario-clock-ahead-hint = The clock runs in the year 2070 until it is set.
connect-scenario-wrong-ca = Wrong authority
connect-scenario-wrong-ca-hint = The certificate of the broker is from another authority than the one in TRUSTFILE.
connect-scenario-wrong-key = Wrong private key
connect-scenario-wrong-key-hint = The private key does not belong to the client certificate.

## broker
connect-scenario-refuses = Refuses
connect-scenario-refuses-hint = Answers that it is not available.
connect-scenario-wrong-password = Wrong password
connect-scenario-wrong-password-hint = Refuses every user name and password.
connect-scenario-unreachable = Unreachable
connect-scenario-unreachable-hint = Nobody answers; the module gives up after half a minute.
connect-scenario-drops = Drops connections
connect-scenario-drops-hint = Ends every connection 20 s after it has begun.
connect-scenario-id-taken = Client id in use
connect-scenario-id-taken-hint = Another device connects with the same client id 8 s after each connection.
connect-scenario-burst = Many messages at once
connect-scenario-burst-hint = 60 messages come at once, every 15 s, to each subscriber.
connect-scenario-large-messages = Large messages
connect-scenario-large-messages-hint = A message of 2000 bytes comes every 15 s to each subscriber. The module cannot read all of it.

## module
connect-place-module = Module
connect-scenario-late = Late answers
connect-scenario-late-hint = Every answer comes 3 to 8 s late.
connect-scenario-slow-boot = Slow start
connect-scenario-slow-boot-hint = The module hears nothing for 15 to 30 s after power-up.
connect-scenario-restart = Restart
connect-scenario-restart-hint = The module restarts after 30 s and says so.
connect-scenario-silent-restart = Silent restart
connect-scenario-silent-restart-hint = The module restarts after 30 s without a word; what was set before is gone.
connect-scenario-restarts-twice = Two restarts
connect-scenario-restarts-twice-hint = The module restarts after 30 s, and once more 15 s later.
connect-scenario-usb-restart = Restart with USB
connect-scenario-usb-restart-hint = The module restarts after 30 s, and its port goes with it. Start it again, like a module that is plugged in again.
connect-scenario-hang = Long pause
connect-scenario-hang-hint = The module does nothing from the 30th to the 70th second. Then it answers everything.
connect-scenario-endless-codes = Codes without end
connect-scenario-endless-codes-hint = Unsolicited codes come every 10 to 50 ms, without end.
connect-scenario-open-prompt = Open prompt
connect-scenario-open-prompt-hint = The module still waits for data that an earlier page wanted to send. For 30 s it takes everything as data.
connect-scenario-stuck-upload = Stuck upload
connect-scenario-stuck-upload-hint = The module stops reading for 20 s in the middle of the first upload.
connect-scenario-codes-inside = Codes inside answers
connect-scenario-codes-inside-hint = An unsolicited code comes before each line of an answer.
connect-scenario-late-status = Late status
connect-scenario-late-status-hint = Each status line comes 10 to 25 s late.

## line
connect-place-line = Line
connect-scenario-no-echo = No echo
connect-scenario-no-echo-hint = The module does not echo, although it should.
connect-scenario-double-echo = Double echo
connect-scenario-double-echo-hint = Every line comes back twice before its answer.
connect-scenario-wrong-baud = Wrong baud rate
connect-scenario-wrong-baud-hint = The module speaks at 9600 Bd. At any other baud rate the page reads only rubbish.
connect-scenario-lost-bytes = Lost bytes
connect-scenario-lost-bytes-hint = One of 150 bytes is lost, in both directions.
connect-scenario-doubled-bytes = Doubled bytes
connect-scenario-doubled-bytes-hint = One of 150 bytes comes twice, in both directions.
connect-scenario-disturbed-bytes = Changed bytes
connect-scenario-disturbed-bytes-hint = One of 150 bytes is changed, in both directions.
connect-scenario-pieces = Small pieces
connect-scenario-pieces-hint = What the module says comes in pieces of 1 to 6 bytes, with pauses between them.

## port
connect-place-port = Port
connect-scenario-silent = Silent port
connect-scenario-silent-hint = The port opens and nothing ever answers.
connect-scenario-echo-only = Echo port
connect-scenario-echo-only-hint = The port sends back what it gets, and never answers.
connect-scenario-nmea = Satellite port
connect-scenario-nmea-hint = Text from the satellite receiver comes each second, but no answer.
connect-scenario-noise = Diagnostics port
connect-scenario-noise-hint = The port sends binary data and no text.
connect-scenario-unplugged = Unplugged
connect-scenario-unplugged-hint = The cable is pulled after 45 s, and plugged in again 20 s later.

## the broker of the virtual module
connect-broker-healthy-hint = Accepts everybody.
connect-broker-own-hint = A real broker, with real messages.

## its series
connect-series-row = { $name } · { $features }
connect-series-tls = TLS
connect-series-sn = MQTT-SN
connect-series-plain = plain MQTT only
