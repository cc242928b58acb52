### The Connect screen.
connect-title = Connect a module
connect-lede = Watch it work first, or start with your own module.
connect-lede-up = A module is connected.

## See it working
connect-see = See it working
connect-see-title = From nothing to a message in five seconds
connect-see-text = A virtual module runs in this page. It goes online, connects to a broker, publishes a message and receives it. You see each step and what it means. Nothing to install, and nothing leaves this page.
connect-see-own = A virtual module runs in this page. It goes online, connects to your own broker, publishes a message on the topic demo/hello and receives it. You see each step and what it means.
connect-see-stop = One click. You can stop at any time.
connect-see-module = Module
connect-see-virtual = virtual
connect-see-broker = Broker
connect-see-page = this page
connect-see-yours = yours
connect-see-publish = publish
connect-see-receive = receive

## Whether this browser can
connect-missing-title = This browser cannot use serial ports.
connect-missing = Open this page in Chrome or Edge 89 or later, or Firefox 151 or later, on a computer. Chrome for Android 148 or later reaches some modules. The virtual module works in every browser, here too.
connect-insecure-title = Serial ports need a secure page.
connect-insecure = Open this page over https, or from http://localhost on this computer. The virtual module works here as it is.
connect-blocked-title = A policy forbids serial ports on this page.
connect-blocked = Your administrator can allow them (DefaultSerialGuardSetting, SerialAllowAllPortsForUrls). If this page is shown inside another one, that page must say allow="serial". The virtual module works here as it is.
connect-why-missing = This browser cannot use serial ports
connect-why-insecure = Serial ports need https or localhost
connect-why-blocked = A policy forbids serial ports on this page

## A real module
connect-real = Your own module
connect-real-text = Connect it by USB. Your browser asks which port to use. Fibocom modules show several; this page finds the one that answers.
connect-options = Baud rate and control lines
connect-choose = Choose a port…
connect-choose-all = Show all ports
connect-baud = Baud rate
connect-baud-hint = Matters behind a serial adapter; USB ignores it
connect-lines = Control lines
connect-next = What happens next
connect-next-choose = Your browser lists the Fibocom ports it sees. Choose one. If it is the wrong one, choose again.
connect-next-ask = The port is asked with { "\"" }AT{ "\"" } and nothing else. A log or diagnostics port is recognised and left alone.
connect-next-identify = If it answers, the module is asked for its maker, model, firmware and IMEI, and the limits of its series are set.
connect-next-firefox = Firefox asks for the port again after each reload of the page. On a website it asks the first time to install an add-on: this is its permission for serial ports. Press “Continue to Installation”, then “Add”, then choose the port. Firefox refuses a website whose address is a number, such as https://192.168.1.20.
connect-next-all = The module is behind a USB adapter (CP210x, CH340, FTDI)? Use “Show all ports”.

## After a reload that took the port
connect-again-title = Choose the port of your module again.
connect-again-text = It was connected before this page was loaded again. Firefox gives a port to a page only until it is reloaded. In other browsers, plug the module in: its port appears below by itself.
connect-again = Choose the port again…

## The virtual module
connect-virtual = A virtual module, step by step
connect-virtual-text = The same screens without hardware. Choose the series, its broker, and a fault to practise with.
connect-chosen = { $series }, { $scenario }{ $times }
connect-chosen-healthy = no fault
connect-chosen-broker = broker: { $broker }
connect-chosen-true = , true times
connect-broker-own = A broker of mine, over WebSocket
connect-address = Its address
connect-address-example = ws://192.168.1.20:9001
connect-address-hint = MQTT over WebSocket, ws:// or wss://. Every client connects there; the host on the Session screen does not matter. Client id, user name, password and will come from Session.
connect-start = Start
connect-busy = Connecting…

## Under way
connect-opening = Opening the port
connect-probing = Asking who is there
connect-probing-text = The port is asked once. Most modules answer at once, some after up to nine seconds.
connect-starting = The module is starting
connect-starting-text = It is asked again and again, for a minute. Most modules need 5 to 30 seconds to start.
connect-speed = Looking for the speed of the module
connect-speed-text = The module is asked at { $baud } baud. Eight speeds are tried, two seconds each.
## The search for the AT port
connect-searching = Looking for the AT port
connect-searching-text = All allowed ports are asked at the same time. The first one that answers is connected.
## Connected
connect-module = Connected module
connect-is-virtual = Virtual module
connect-is-real = Connected
connect-manufacturer = Maker
connect-model = Model
connect-firmware = Firmware
connect-imei = IMEI
connect-imei-show = Show the IMEI
connect-imei-hide = Hide the IMEI
connect-unsaid = It does not say
connect-disconnect = Disconnect
connect-network = Next: get online
connect-session = Next: connect to a broker
connect-messages = Open Messages
connect-not-fibocom = This module does not say that it is a Fibocom.
connect-not-fibocom-text = Other makers have commands of the same names with other meanings. What is shown here may be wrong for it.
connect-profile = Series and limits

## It is not in the list
connect-help = It is not in the list?
connect-help-power = Is the cable a data cable, and the module on?
connect-help-power-text = Hold PWRKEY for two seconds; most modules need up to 15 s to appear. Charging cables carry no data.
connect-help-windows = Windows: is the driver installed?
connect-help-windows-text = Device Manager shows the module under “Ports (COM & LPT)” when it is. Without Fibocom's USB driver it stands under “Other devices”.
connect-help-linux = Linux: may you open it?
connect-help-linux-text = Join the group dialout (on some systems uucp) and log in again. ModemManager takes new modules for itself: stop it, or tell udev to ignore this one.
connect-help-linux-group = sudo usermod -aG dialout $USER
connect-help-linux-modem = sudo systemctl stop ModemManager
connect-help-linux-snap = Chromium from a snap or flatpak often sees no ports: use the package of your distribution.
connect-help-mac = macOS: use a serial adapter
connect-help-mac-text = macOS has no driver for the USB ports of most modules. Connect the module's UART with a USB serial adapter, and choose it with “Show all ports”.
connect-help-busy = Another program has it?
connect-help-busy-text = One program at a time can have a port: close terminals, vendor tools and other tabs of this page.

## What is wrong with the address of a broker

connect-address-empty = Type the address of the broker, such as ws://192.168.1.20:9001.
connect-address-scheme = The address has to begin with ws:// or wss://. A page cannot reach a broker in another way.
connect-address-host = This is not an address. After ws:// comes the name or number of a computer, and then perhaps :port and /path.
connect-address-port = The port has to be a number from 1 to 65535.
connect-address-user = User name and password do not belong in the address: type them on the Session screen.
connect-address-mixed = This page came over https, so the browser allows no unencrypted ws:// connection. Give the broker a certificate and use wss://, or load the page from this computer.
