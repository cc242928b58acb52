doctor-screen-title = Log doctor
doctor-screen-lede = Find out what went wrong, from any log. No module is needed.
doctor-screen-drop = Drop a log here: the output of your device, what a terminal has kept, or a session file.
doctor-screen-choose = Choose a file…
doctor-screen-takes = Also gzip and UTF-16. Up to { $size } MB.
doctor-screen-paste = Or paste it
doctor-screen-paste-first = Paste a log first, or choose a file.
doctor-screen-private = Nothing leaves this page. Close the page to forget the log.
doctor-screen-example = Try an example
doctor-screen-read = Read the log
doctor-screen-stop = Stop
doctor-screen-another = Another log…
doctor-screen-nothing = Nothing to read yet
doctor-screen-reading = Reading the log
doctor-screen-reading-text = The findings come when the log has been read. You can read along already.
doctor-screen-found = { $count ->
    [0] No findings
    [one] { $count } finding
   *[other] { $count } findings
 }
doctor-screen-findings = Findings
doctor-screen-healthy = Nothing is wrong in this log, as far as the rules know.
doctor-screen-no-traffic = This log has no AT commands and no answers of a module. If it has, choose its style yourself.
doctor-screen-unreadable = The browser cannot read this file. Is it still there, and is it whole?
doctor-screen-cut = The log is too large. It was read up to line { $line }.
doctor-screen-error = Error.
doctor-screen-warning = Warning.
doctor-screen-line = Line { $line }
doctor-screen-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
 }
doctor-screen-proof = Lines that prove it
doctor-screen-times = Found { $count } times. The texts say what was found first.
doctor-screen-cause = Likely cause
doctor-screen-next = Next step
doctor-screen-refuted = It would be wrong if
doctor-screen-mend = Go to { $screen }
doctor-screen-log = The log with its meaning
doctor-screen-style = Style of the log
doctor-screen-style-any = Any style
doctor-screen-style-found = Found: { $style }, { $share } %
doctor-screen-sent = To the module
doctor-screen-received = From the module
doctor-screen-took = { $seconds } s
doctor-screen-took-short = { $milliseconds } ms
doctor-screen-is-proof = Proof
doctor-screen-style-own-text = Text of this page
doctor-screen-style-own-json = Session file of this page
doctor-screen-style-particle = Particle
doctor-screen-style-particle-old = Particle, older
doctor-screen-style-hex = Hex dump
doctor-screen-style-stamped = Any other stamp
doctor-screen-style-bare = No stamps
