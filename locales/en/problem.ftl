### Why something did not happen: values that cannot be sent, ports that do not open, commands without an answer.

## The name of a field at the beginning of a sentence

problem-field-client = The client
problem-field-host = The host name
problem-field-port = The port
problem-field-security = The encryption
problem-field-keep-alive = The keep alive
problem-field-qos = The QoS
problem-field-username = The user name
problem-field-password = The password
problem-field-client-id = The client id
problem-field-topic = The topic
problem-field-topic-id = The topic id
problem-field-payload = The payload
problem-field-will-topic = The topic of the will
problem-field-will-payload = The payload of the will
problem-field-apn = The access point name (APN)
problem-field-context = The context
problem-field-tls-file = The file
problem-field-clock = The time
problem-field-pin = The PIN
problem-field-command = The command

## What is wrong with a value. "Position" counts bytes from 1.

problem-empty = { $field } is empty.
problem-too-long = { $field } has { $bytes ->
        [one] { $bytes } byte
       *[other] { $bytes } bytes
    }; this series takes at most { $max }.
problem-too-short = { $field } has { $bytes ->
        [one] { $bytes } byte
       *[other] { $bytes } bytes
    }; the module takes at least { $min }.
problem-not-a-number = { $field } must be a whole number.
problem-not-a-time = { $field } must be a date and a time, such as 26/11/21,08:30:00+00.
problem-out-of-range = { $field } must be { $min } to { $max }.
problem-digits = { $field } must be { $min } to { $max } digits.
problem-no-such-client = This series does not have that client: it has { $clients }.
problem-needs-sn-client = This needs a client of MQTT-SN: 101 or 102.
problem-data-short = The command announces { $announced ->
        [one] { $announced } byte
       *[other] { $announced } bytes
    } of data, and { $given ->
        [one] { $given } byte is
       *[other] { $given } bytes are
    } given. Nothing was sent: the module would wait for the rest.
problem-data-long = The command announces { $announced ->
        [one] { $announced } byte
       *[other] { $announced } bytes
    } of data, and { $given ->
        [one] { $given } byte is
       *[other] { $given } bytes are
    } given. Nothing was sent: the module would take the rest for commands.
problem-data-missing = The command announces { $announced ->
        [one] { $announced } byte
       *[other] { $announced } bytes
    } of data, and no data is given. Nothing was sent: the module would wait for it. In the Terminal, choose Text or Hex under “Data after the prompt”.
problem-no-data-taken = This command takes no data. Nothing was sent.
problem-line-break = { $field } contains a line break (position { $position }), which would end the command.
problem-not-allowed = { $field } cannot contain { $found } (position { $position }).
problem-not-allowed-hidden = { $field } contains a character that cannot be sent (position { $position }).
problem-wildcard = A topic to publish to cannot hold the wildcard { $found } (position { $position }).
problem-misplaced-plus = The wildcard + must fill a whole level of the topic, as in plant/+/state (position { $position }).
problem-misplaced-hash = The wildcard # must stand alone at the end of the topic, as in plant/# (position { $position }).
problem-not-quotable = { $field } cannot be sent as text, because of the byte { $byte } at position { $position }.
problem-no-sn = This series does not have MQTT-SN.
problem-no-sn-commands = This series does not have the commands of MQTT-SN.
problem-no-cloud = This series does not have the commands that work out a cloud's login.
problem-no-tls = This series cannot encrypt MQTT connections with TLS.
problem-no-will-by-length = This series takes the payload of a will as plain text only.
problem-character-space = a blank
problem-character-control = the control character { $code }
problem-character-hidden = the hidden character { $code }
problem-character-half = half of a character ({ $code })

## Why a port does not open

problem-open-not-supported = This browser does not have Web Serial.
problem-open-insecure-context = This page was not loaded over https, so the browser gives it no serial ports.
problem-open-blocked-by-policy = A policy forbids this page to use serial ports.
problem-open-not-chosen = No port was chosen.
problem-open-needs-gesture = The list of ports opens only after a click or a key press.
problem-open-in-use = The port did not open. Usually another program is using it.
problem-open-here = Another tab of this page is using the module.
problem-open-already = This page has the port open already, or is just opening or closing it.
problem-open-refused = The browser could not open the port: { $message } ({ $name })

## What happens to an open connection

problem-lost-unplugged = The module is gone: unplugged, switched off, or restarting.
problem-lost-closed = The connection is closed.
problem-lost-fault = Reading from the port failed: { $message }
problem-read-break = The module held the line in the break state. Some bytes may be lost.
problem-read-framing = Bytes came in damaged. The baud rate is usually the reason.
problem-read-parity = Bytes came in with the wrong parity. Some may be lost.
problem-read-overrun = Bytes came faster than they were read. Some are lost.
problem-read-unknown = The serial line reported a fault. Some bytes may be lost.

## Why a command has no reply

problem-failed = The module took the command and then reported that it failed (status { $status }).
problem-timed-out-final = The module did not answer in time.
problem-timed-out-prompt = The module did not ask for the data in time. Nothing of it was sent.
problem-timed-out-upload = The module did not confirm the data in time.
problem-timed-out-status = The module took the command, and did not report the result in time.
problem-timed-out-turn = Not sent. The module was busy or passed bytes on for too long, so the command had to wait too long.
problem-queue-full = Not sent. Too many commands wait to be sent already.
problem-uncertain = A result came, and it may be the result of an earlier command. It is not known whether this one was done.
problem-broken = The connection to the broker broke before the result came. It is not known whether this was done.
problem-unsafe = Not sent. The module prints messages as they come, and a message could look like its request for data. The module did not accept the command that changes that.
problem-cancelled = Cancelled.
problem-rebooted = The module restarted in the middle of the command.
problem-unresponsive = The module does not answer any more.
problem-lost = The connection to the module ended before it answered, so it is not known whether this was done.
problem-malformed = The module's reply does not fit the command.
