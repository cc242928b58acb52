### See it working: the round trip of a message, step by step.
trip-title = See it working
trip-lede = The module does each step. The Wire panel shows every command.
trip-real-lede = The same with your own module, step by step.

## The steps, what each is for, and what it found
trip-module = Your module answers
trip-module-virtual = A virtual module starts
trip-module-for = This page speaks to it in AT commands, as a program on your board would.
trip-module-done = It is { $model }, and it answers.
trip-check = It checks the SIM, the signal and the network
trip-check-for = Without a SIM and a signal there is no network.
trip-check-done = The SIM is ready, the signal is { $rssi } of 31, the network has accepted it.
trip-check-done-unknown = The SIM is ready, and the network has accepted it.
trip-dial = It asks the network for an IP address
trip-dial-for = Without an IP address, nothing can be sent.
trip-dial-done = It has { $address }. Without one, nothing can be sent.
trip-clock = It sets its clock
trip-clock-for = Encrypted connections (TLS) need the right time.
trip-clock-done = It is { $time }. Encrypted connections (TLS) need the right time.
trip-clock-unset = The clock is not set. Only encrypted connections (TLS) need it, so it goes on.
trip-open = Client 1 connects to the broker
trip-open-for = The broker takes messages and passes them on to everybody who asked for them.
trip-open-done = Connected to { $broker }. The broker takes messages and passes them on.
trip-subscribe = It subscribes to { $topic }
trip-subscribe-for = From then on, the broker sends it each message on this topic.
trip-subscribe-done = From now on, the broker sends it each message on this topic.
trip-publish = It publishes a message on { $topic }
trip-publish-for = The module hands the message to the broker.
trip-publish-done = { $bytes } bytes. The broker confirmed them.
trip-receive = The same message comes back
trip-receive-for = The module announces it, and this page fetches it byte for byte.
trip-receive-done = The module announced it, and this page fetched it byte for byte.
trip-no-message = The message did not come back within 20 s. Does the broker let this client subscribe to the topic?
trip-seconds = { $seconds } s

## The bar
trip-bar-running = Step { $step } of { $total }: { $name }
trip-bar-running-text = You can stop at any time.
trip-stop = Stop
trip-bar-stopped = Stopped at step { $step } of { $total }
trip-stopped-here = Stopped here.
trip-bar-stopped-text = Nothing more is sent. Try again, or go on step by step.
trip-again = Run it again
trip-try-again = Try again
trip-by-hand = Step by step
trip-bar-failed = Step { $step } of { $total } failed: { $name }
trip-mend-healthy = Run it with a healthy module
trip-mend-healthy-text = The virtual module or its broker was chosen with a fault. A healthy one shows the whole way.
trip-mend-network = Correct it on Network
trip-mend-network-text = “Get online” on the Network screen says what to do, and goes on from there.
trip-mend-broker = Correct the broker
trip-mend-tls-text = The encrypted connection failed. Look at the clock, the certificates and the key, then start once more.
trip-mend-broker-text = The module is online, but the broker did not accept it. Check the address, the user name and the password.
trip-mend-connect = Go to Connect
trip-mend-connect-text = The module is gone. Connect it again, then start once more.
trip-mend-again-text = The module is connected to the broker. Try it once more.
trip-see-message = See the message

## What a module of one's own needs
trip-bar-asks = About ten seconds
trip-bar-asks-text = Checks, dials, sets the clock, connects, and sends one message to itself.
trip-begin = See it working
trip-form = What your module needs
trip-form-text = It publishes one short message on the topic { $topic }, and subscribes to it. Any test broker will do.
trip-apn = APN
trip-apn-hint = From your SIM's operator. Empty: the module's own
trip-broker = Broker
trip-broker-hint = Host and port, or a whole address. Without a port: 1883, with TLS 8883
trip-broker-example = broker.example:1883
trip-tls = Encrypt with TLS
trip-tls-hint = Port 8883 is the usual one
trip-tls-text = The module uses the certificates that it has, and checks the broker as it was told to.
trip-login = My broker wants a user name and a password
trip-user = User name
trip-password = Password

## The end, on Messages
trip-arrived = This was it. Your message came back.
trip-arrived-text = { $publish } ms to publish, { $back } ms until it was here again, { $total } from the click.
trip-arrived-virtual = The same eight steps work with your own module.
trip-arrived-real = Your module, its SIM and this broker work together.
trip-way-module = Module
trip-way-broker = Broker
trip-way-page = This page
trip-way-publish = publish
trip-way-announce = announce
trip-way-fetch = fetch
trip-happened = What happened: eight steps, { $total }
trip-next-virtual = Now do it with your module
trip-next-virtual-text = The same steps, one at a time.
trip-stay = Stay with the virtual one
trip-own = Now with your module
trip-next-real = Your module works
trip-next-real-text = Next, publish a message of your own.
trip-close = Close
trip-publish-own = Go to publish
