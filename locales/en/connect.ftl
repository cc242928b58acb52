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
connect-lines = Control lines
connect-next = What happens next

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
