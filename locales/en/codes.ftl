### Unsolicited codes: what the module says of its own accord, what that means and when it comes.

code-started = Started
    .purpose = The module has started and takes commands. What it knew before is gone: address, clients, logins, certificates and settings. In the middle of a session it means that the module restarted: after a command such as AT+CFUN=15, or because it had too little power.
code-boot = Steps of the start
    .purpose = Some firmware prints these while it starts, when the SIM, its phone book or its messages can be used. There is nothing to do.
code-sim-ready = SIM ready
    .purpose = The SIM can be used. It comes some seconds after the start, and sometimes in the middle of a reply.
code-sim-drop = SIM gone
    .purpose = The module has lost its SIM: it was taken out, or its contacts are bad. Without it there is no network.
code-sim = SIM in or out
    .purpose = Somebody put the SIM in or took it out. Modules with a detect pin print it at once.
code-sim-status = Status of the SIM
    .purpose = Some firmware numbers the states of its SIM this way. AT+CPIN? asks for the same in words.
code-creg = Registration, calls
    .purpose = The registration of the module for calls has changed. It comes only after AT+CREG=1 or AT+CREG=2; with 2, it also tells area and cell.
code-cgreg = Registration, GPRS and UMTS
    .purpose = The registration of the module for data over GPRS or UMTS has changed. It comes only after AT+CGREG=1 or AT+CGREG=2.
code-cereg = Registration, LTE
    .purpose = The registration of the module for data over LTE has changed. It comes only after AT+CEREG=1 or AT+CEREG=2.
code-network = Events of the network
    .purpose = The network attached or detached the module, or changed its data connection or its radio technology. Addresses and clients have their own codes; there is nothing to do.
code-zone = Time zone
    .purpose = The network told the module its time zone. The clock may have changed with it.
code-address = IP address
    .purpose = The module has got an IP address, or, where the address is 0, has lost it. It comes after dialling, and each time the network ends the connection. Without an address every client is disconnected.
code-flow = Flow of a socket
    .purpose = A plain TCP or UDP socket is full, or takes data again. MQTT does not use these sockets.
code-socket = Sockets and ping
    .purpose = A plain TCP or UDP socket changed, received data, or a ping was answered. MQTT does not use these sockets.
code-message = Message
    .purpose = A message for a subscription, printed directly. It comes when messages are printed at once (AT+MQTTCONF=0). With quotes or line breaks in the payload, nobody can tell where it ends, and long payloads are cut. Announced messages are safer: they are fetched by length.
code-message-waiting = Message waiting
    .purpose = A message waits inside the module until AT+MQTTREAD fetches it; this page does that by itself. It comes when messages are announced (AT+MQTTCONF=1). For MQTT-SN the third value is the topic id.
code-break = Connection broken
    .purpose = A client lost its connection to the broker. Its subscriptions are gone; close the client, then connect it again.
code-closed = Connection closed
    .purpose = A client was closed, but nobody asked for it. On some firmware this code follows a broken connection, and reports the same event again.
code-topic-registered = Topic registered by the gateway
    .purpose = The MQTT-SN gateway gave a topic a number by itself, usually before it sends a first message to it. Later messages carry only the number.
code-cloud-event = Event of a cloud
    .purpose = How far the binding of the module to Tuya is. It comes after AT+MQTTAUTHCFG for that cloud; some firmware prints it without the plus sign.
code-sms = Text message
    .purpose = An SMS has arrived. It has nothing to do with MQTT.

parameter-registration-state = state
    .purpose = How the module is registered with the network.
parameter-area = area
    .purpose = The area of the cell, as a hexadecimal number.
parameter-cell = cell
    .purpose = The cell, as a hexadecimal number.
parameter-break-cause = cause
    .purpose = Why the connection broke, as far as the module knows.
parameter-tuya-event = event
    .purpose = What happened.
parameter-status = status
    .purpose = The result.
parameter-sim-state = state
    .purpose = Whether there is a SIM now. It stands without quotes.
parameter-address = address
    .purpose = The IP address that the network gave the module, or 0 for none.
parameter-message = payload
    .purpose = What the message says, between quotes and as it came.
parameter-topic-length = topic length
    .purpose = How many bytes the topic has.
parameter-payload-length = payload length
    .purpose = How many bytes the payload has.
parameter-topic-id = topic id
    .purpose = The number that stands for the topic from now on.

value-registration-0 = not registered, and not searching
value-registration-1 = registered in the home network
value-registration-2 = searching
value-registration-3 = refused by the network
value-registration-4 = not known, out of reach
value-registration-5 = registered abroad or with another operator
value-registration-6 = registered for SMS only, home network
value-registration-7 = registered for SMS only, roaming
value-registration-8 = emergency calls only
value-break-1 = the broker ended it, or answered no ping
value-break-2 = the radio link or the IP address is gone
value-break-3 = the module is no longer registered
value-tuya-event-1 = started again
value-tuya-event-2 = binding has begun
value-tuya-event-3 = the token for binding is in use
value-tuya-event-4 = activated
value-tuya-event-5 = connected
value-tuya-event-6 = disconnected
value-tuya-event-7 = binding has stopped
value-by-gateway = by the gateway
value-closed = closed
value-sim-inserted = there is one
value-sim-removed = there is none
