### The series in use: who chose it, its limits, and what the module itself says of them.

series-choice = Series
series-own = { $name } (by its model name)
series-origin-none = No module is connected: everything that some series has is allowed
series-origin-model = Recognised by the model name
series-origin-unknown = No series has this model name: everything that some series has is allowed
series-origin-hand = Chosen by hand
series-origin-against = Chosen by hand; its model name says { $name }
series-limits = Limits in use
series-source = From { $manual }, { $section }

## The limits

limit-clients = MQTT clients
limit-sn-clients = MQTT-SN clients
limit-tls = TLS
limit-cloud = Cloud credentials (MQTTAUTH…)
limit-sn = MQTT-SN commands
limit-will = Will by length
limit-username = User name
limit-password = Password
limit-client-id = Client id string
limit-sn-client-id = MQTT-SN client id string
limit-topic = Topic
limit-payload = Payload to send
limit-message = Payload announced
limit-keep-alive = Keep alive
limit-tls-file = Certificate or key
limit-yes = Yes
limit-no = No
limit-bytes = { $count ->
        [one] { $count } byte
       *[other] { $count } bytes
    }
limit-seconds = { $min } to { $max } s
limit-seconds-up-to = up to { $max } s

## What the module says of them

series-said = What the module itself says
series-said-nothing = It was not asked yet. Firmware can differ from the manual of its series; six harmless commands show where.
series-said-same = It says what the manual says.
series-said-differs = It differs from the manual in { $count ->
        [one] one limit
       *[other] { $count } limits
    }. Where it takes less, every check on this page goes by the module.
series-ask = Ask the module for its limits
series-ask-connect = Connect a module first
series-asking = Asking…
series-limit = Limit
series-manual = Manual
series-assumed = Assumed
series-module = Module
series-counts = What counts
series-both = Both agree
series-module-counts = The module
series-manual-counts = The manual
series-trusted = The module, because you said so
series-trust = Trust the module
series-trust-name = Trust the module: { $limit }
series-distrust = Back to the manual
series-distrust-name = Back to the manual: { $limit }

## Where limits stand, and what a series lacks by it

manual-l610 = the L610 MQTT manual V1.0.1
manual-nl668 = the NL668 and M910 MQTT manual V1.2.6
manual-all = the MQTT manual for all series V1.3
manual-guide = the MQTT application guide V1.2
manual-standard = the standards
manual-use = all series together
manual-module = the module's own answer
lacking-row = { $series } has no { $what }: { $manual }, { $section }.
lacking-inferred = { $series } probably has no { $what }. { $unsaid }
lacking-module = This module says itself that it has no { $what }. The manual says that { $series } has it.
lacking-mqtt-sn = MQTT-SN
lacking-sn-commands = commands for MQTT-SN
lacking-cloud = commands that work out a cloud's login
lacking-tls = MQTT over TLS
lacking-will = will by length

## What no manual says

inference-unsaid = The manual does not say so: { $why } It can be tried.
inference-sn-clients = it lists the commands for MQTT-SN that this series does not have, and clients 101 and 102 for every series.
inference-sn-commands = it lists these commands as missing (row 9), but prints a limit for this same model (1.13).
inference-sn-client-id = it prints this limit (1.13) for a model that, as it says, does not have the command (row 9).
inference-name = the row is printed as MC9O1x, with a letter in the number; it is read as MC91x.
inference-escapes = quotes and backslashes are sent as \22 and \5C, as the standard V.250 says and modules in use take it.
inference-tls-file = the limit for certificates and keys is that of an L610 in use.
inference-message = its own manual has no limit for messages; this one is from the others.
inference-access-key = the limit is not printed; it is that of the other keys.
inference-dial-login = no limit is printed for a dial-up; this one is from the command for the broker's login.
series-unsaid = The manual does not say
