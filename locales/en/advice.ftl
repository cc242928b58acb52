### What to do: each message says what to do next, and its title names the cause in a few words. The ids are stable: support
### staff and reports quote them.

## The port and the browser

advice-browser-missing = Open this page in a browser that has Web Serial. On a computer: Chrome or Edge from version 89, or Firefox from version 151. On Android: Chrome from version 148. The virtual module works in every browser.
    .title = This browser cannot use serial ports.
advice-insecure-context = Open the page over https, or from localhost. Browsers give serial ports to no other page.
    .title = The page was not loaded securely.
advice-blocked-by-policy = Ask the person who manages this computer or this site. A policy of the browser forbids serial ports here, or the page that shows this one inside it does. That page has to add allow="serial".
    .title = A policy forbids serial ports.
advice-not-chosen = Press Connect again and choose a port. If the list was empty, check the cable, the power and the driver. If no list appeared, allow serial ports for this site in the browser's site settings; in Firefox, allow the add-on that it asks for.
    .title = No port was chosen.
advice-needs-gesture = Press the button yourself. Browsers show the list of ports only after a click or a key.
    .title = The browser wants a click first.
advice-in-use = Close other programs that use the module: a terminal, the vendor's tool, another browser. On Linux, ModemManager may have taken it. Then unplug the module, plug it in again, and connect.
    .title = The port did not open.
advice-open-here = Close the other tab, or disconnect there. Two tabs cannot share one port.
    .title = Another tab has this module.
advice-port-busy = Wait a moment and try again. If it does not help, reload the page.
    .title = This page is just opening or closing the port.
advice-open-refused-by-browser = Unplug the module, plug it in again, and connect. If it happens again, choose another of the module's ports, or restart the browser.
    .title = The browser could not open the port.
advice-port-silent = Choose another of the module's ports: one module shows up to seven, and only some of them answer commands. With a serial adapter, check that the module has started, and that the transmit and receive wires are crossed. Check the baud rate too: modules are delivered with 115200. If another program used the module just now, wait half a minute: the module may still be waiting for data from it.
    .title = The module does not answer on this port.
advice-port-echo = Choose another of the module's ports: this one takes no commands. With a serial adapter, check that its transmit and receive wires go to the module and do not touch each other.
    .title = The port only gives back what it is sent.
advice-port-binary = Choose another of the module's ports: this one carries diagnostic data.
    .title = The port does not carry text.
advice-port-noise = Find the speed, or try another baud rate: modules are delivered with 115200. If none is right, choose another port.
    .title = The answer is not text.
advice-port-text = Choose another of the module's ports. With a serial adapter, try another baud rate: modules are delivered with 115200.
    .title = The port does not take commands.
advice-unplugged = Unless you disconnected yourself, check the cable and the power. A module that restarts is gone for up to thirty seconds; after that, connect again.
    .title = The module is gone.
advice-line-fault = Check the baud rate first, then the cable and the ground wire. Some bytes may have been lost.
    .title = Bytes are damaged on the serial line.
advice-linux-permission = Add your user to the group dialout (on some systems uucp), then log out and in. If ModemManager uses the module, stop it or tell it to leave the module alone. A browser installed as snap or flatpak may see no ports at all.
    .title = Linux: may you open the port?
advice-windows-driver = Look in the Device Manager. A module without its driver stands under Other devices: install the vendor's USB driver, then plug the module in again.
    .title = Windows: is the driver installed?
advice-macos = Connect the module's serial pins through a USB serial adapter. macOS has no driver for the USB ports of most modules.
    .title = macOS: use a serial adapter.

## SIM, signal and network

advice-sim-missing = Switch the module off, put the SIM in the right way round, push it in all the way, and switch on again.
    .title = No SIM was found.
advice-sim-pin = Enter the PIN of the SIM. After three wrong PINs the SIM locks itself, so look it up first.
    .title = The SIM wants its PIN.
advice-sim-puk = Ask the operator of the SIM for its PUK. Do not guess: after ten wrong PUKs the SIM is lost.
    .title = The SIM is locked.
advice-sim-pin2 = Go on: the second code protects a few settings of the SIM, such as its list of fixed numbers. Registration and data do not need it.
    .title = The second code is not needed.
advice-sim-empty = Load an operator's profile onto the eSIM, or put in a SIM card and make the module use its slot.
    .title = The eSIM has no profile.
advice-sim-faulty = Try the SIM in a phone. If it works there, clean its contacts and put it back; if it does not, ask its operator.
    .title = The SIM cannot be used.
advice-sim-busy = Wait a few seconds and try again. A SIM needs a moment after the module has started.
    .title = The SIM is not ready yet.
advice-sim-tied = Put the SIM back that the module was set up with, or ask the person who set it up for the code.
    .title = The module accepts one SIM only.
advice-operator-lock = Use a SIM of the operator that the module was sold for, or ask the seller for the unlocking code. Do not guess it: few tries are allowed.
    .title = The module is locked to an operator.
advice-network-busy = Wait a few minutes and try again. If it lasts, move the antenna: another cell may have room.
    .title = The network has no room.
advice-pin-wrong = Look the code up before the next try. After three wrong PINs the SIM locks itself.
    .title = The SIM did not accept the code.
advice-signal-weak = Check that the antenna is screwed on to the main antenna connector, and move it to a window or away from metal. Below 13 of 31, connections often break.
    .title = The signal is weak.
advice-signal-none = Wait half a minute after switching on. If there is still no signal, check the antenna, and that the SIM's network has coverage here.
    .title = There is no signal.
advice-not-registered = Wait: after switching on this takes seconds at home, and abroad up to seven minutes. If it lasts longer, check SIM, antenna and signal, and that the module supports a network band used here.
    .title = The network has not accepted the module yet.
advice-registration-denied = Ask the operator whether the SIM is active, allows data, and allows roaming if this is abroad. Some SIMs work only in the device they were registered for.
    .title = The network refuses the SIM.
advice-no-address = Dial with the access point name (APN) of the SIM's operator, for example CMNET for China Mobile or 3GNET for China Unicom. Some operators also want a user name and a password. Check registration and signal if it still fails.
    .title = The module has no IP address.
advice-address-stale = Hang up with AT+MIPCALL=0, then dial again.
    .title = The IP address cannot be used.
advice-dial-refused = Ask with AT+MIPCALL? whether the module has an IP address already. If it has one, go on. If not, check SIM, registration and access point name (APN).
    .title = The network refused the dial-up.
advice-clock-unset = Set the clock from a time server before using TLS. While the clock shows a time in the past, a certificate counts as not yet valid.
    .title = The module's clock is not set.
advice-clock-failed = Check that the module has an IP address, and try another time server. Some networks block time servers on port 123.
    .title = The time server did not answer.

## The connection to the broker

advice-open-failed = Check user name and password. Check the client id: no other device may use it at the same time. Check host name and port, and whether the port expects TLS. Check that the module has an IP address.
    .title = The broker did not accept the connection.
advice-open-failed-tls = Check the module's clock first. Then check the certificate of the authority (TRUSTFILE): it must fit the broker. Then check host name and port, user name, password and client id. AT+GTSSLERR? may tell more.
    .title = The encrypted connection failed.
advice-open-refused = Ask which clients are free (AT+MQTTOPEN?), and disconnect this one if it is not. Check that its user name was set first (AT+MQTTUSER, with empty texts if the broker wants none). Check that the module has an IP address.
    .title = The module did not try to connect.
advice-no-free-client = Disconnect a client that is no longer needed. An earlier program may have left it connected.
    .title = All clients are in use.
advice-not-connected = Connect the client first, and wait for its result. If it was connected, the connection has broken meanwhile: connect again.
    .title = The client is not connected.
advice-close-failed = There is usually nothing to do. Ask which clients are connected with AT+MQTTCLOSE? to be sure.
    .title = There was nothing to disconnect.
advice-subscribe-failed = Check that the client is connected, that the topic is written correctly, and that the broker allows this client to use it. Some brokers refuse QoS 2.
    .title = The broker did not accept the topic.
advice-publish-failed = Check that the client is still connected, and that the broker allows it to publish to this topic. Some brokers refuse QoS 2, and retained messages.
    .title = The message did not reach the broker.
advice-broke-server = Connect again. If it breaks again and again, look for a second device with the same client id, or choose a shorter keep alive. The broker's log may tell more.
    .title = The broker ended the connection.
advice-broke-link = Check signal and antenna, dial again, then connect again.
    .title = The radio link was lost.
advice-broke-registration = Wait until the module is registered again, dial, then connect. Check signal and SIM if that does not happen.
    .title = The network dropped the module.
advice-broke-unknown = Check the IP address, then connect again.
    .title = The connection broke.
advice-error-700 = Check that host and port belong to an MQTT broker that speaks MQTT 3.1.1.
    .title = The broker expects another version of MQTT.
advice-error-701 = Choose another client id. It must be the one that the broker knows, no longer than the broker allows, and used by no other device.
    .title = The broker refuses the client id.
advice-error-702 = Wait and try again later. The server runs, but its MQTT service does not run at the moment.
    .title = The broker is out of service.
advice-error-703 = Check user name and password, character by character. Logins of clouds are often valid for a limited time: work them out again, and check the module's clock.
    .title = The broker refuses the login.
advice-error-704 = Ask the person who runs the broker. The login may be right, but this client id or address may still be forbidden.
    .title = The broker does not allow this client.

## Commands

advice-error-arguments = Compare each argument with the command reference: number, order, quotes and length.
    .title = An argument does not fit.
advice-error-state = Wait a few seconds and try again. If it lasts, restart the module.
    .title = The module cannot do this now.
advice-error-memory = Delete what is no longer needed, or restart the module.
    .title = The module's memory is full.
advice-error-unlisted = Check SIM, registration and IP address, then try again. If it lasts, quote the number to the vendor's support.
    .title = The manuals do not explain this error.
advice-errors-bare = There is nothing to do. Errors of this module come without a reason.
    .title = This firmware gives no reasons.
advice-command-unknown = Check the spelling. If it is right, this module or its firmware does not have the command.
    .title = The module does not have this command.
advice-timeout = Wait a moment and try again. Networks may need longer than usual, above all abroad and with a weak signal.
    .title = The answer did not come in time.
advice-uncertain = Look at the other end: ask the broker, or subscribe to the topic. Then decide whether to do it again.
    .title = It is not known which command the answer belongs to.
advice-broken = Connect the client again. Then find out at the other end whether it was done, and do it again if it was not.
    .title = The connection broke in the middle of the command.
advice-unsafe = Choose "announced" for how messages arrive, on the Session screen. Then send it again.
    .title = Data cannot be sent safely while messages are printed directly.
advice-unresponsive = Wait half a minute: the module may still be waiting for data. If it stays silent, restart it, then connect again.
    .title = The module stopped answering.
advice-rebooted = Go through the steps again from the network on: address, certificates, login and connections are gone. If nobody asked for it and it happens again, check the power supply. The module needs a high current for short moments while it sends.
    .title = The module has restarted.
advice-tls-certificate = Check the module's clock, then that the certificate of the authority (TRUSTFILE) is the one that signed the broker's certificate, and that neither has expired.
    .title = The certificate was not accepted.
advice-tls-file = Load the file again as PEM text, with its BEGIN and END lines, and check that certificate and key belong together.
    .title = A certificate or key cannot be used.
advice-tls-handshake = Check that the port expects TLS, and choose TLS 1.2. A broker that asks for a client certificate also needs CERTFILE and KEYFILE.
    .title = Module and broker could not agree on an encrypted connection.
