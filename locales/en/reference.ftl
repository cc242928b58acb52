### The command reference.

reference-title = Command reference
reference-lede = Every command that this page knows, with what it takes on your series, and everything that modules say by themselves. Nothing is sent from here.
reference-search = Search commands and codes
reference-search-placeholder = Name or subject
reference-search-hint = Press { $key } to search from anywhere on this screen.
reference-series = Ranges for
reference-series-own = { $series } (connected)
reference-series-chosen = { $series } (in use)
reference-list = Commands and codes
reference-found = { $count ->
    [0] Nothing fits.
    [one] 1 entry
   *[other] { $count } entries
}
reference-none = Nothing fits. Try a word such as signal, certificate or retain.
reference-back = All entries
reference-choose = Choose a command to see what it takes and answers, or a code to see what it means, and where the manual says so.
reference-unknown = There is no entry { $name } here.
reference-lacking = not on { $series }

reference-form-execute = Ask or do
reference-form-set = Set
reference-form-read = Read what is set
reference-form-test = Ask what the firmware takes

reference-source = Manual
reference-duration = Time
reference-takes = Answers within { $reply }.
reference-takes-status = OK within { $reply }, the result within { $status } after it.
reference-seconds = { $seconds } s
reference-parameters = Parameters of { $syntax }
reference-range = On { $series }
reference-optional = may be left out
reference-secret = kept out of saved logs
reference-reply = Reply
reference-example = Example
reference-unasked = Comes by itself
reference-values = Values of { $syntax }
reference-also = Also
reference-open = Open in the Terminal
reference-lacks = { $lacks } ({ $series }: { $source })
reference-off = { $lacks }. The firmware may know more than its manual: to try it anyway, open it in the Terminal.
reference-off-code = { $lacks }. It does not come then.
reference-on = Series that have it: { $series }.

## Groups of commands

reference-group-module = Module and network
reference-group-tls = TLS
reference-group-mqtt = MQTT
reference-group-sn = MQTT-SN
reference-group-cloud = Clouds
reference-group-unsolicited = Comes by itself
