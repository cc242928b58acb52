replay-name = Replay of a session file
replay-back = One step back
replay-play = Play
replay-pause = Pause
replay-on = One step forward
replay-where = of { $end }, line { $line } of { $lines }
replay-speed-label = Speed
replay-speed = { $times }×
replay-fastest = Fast
replay-finding-before = Previous finding
replay-finding-next = Next finding
replay-finding-of = Finding { $now } of { $count }
replay-flag = Finding { $number }: { $what }
replay-slider = Time in the file
replay-at = { $now } of { $end }
replay-more = Go to a time, and keys
replay-time = Time in the file
replay-time-wrong = Type minutes and seconds, such as 0:24.3.
replay-time-go = Go there
replay-key-space = Space
replay-key-space-does = play or pause
replay-key-arrows-do = one step back or forward
replay-key-findings-do = next finding, and the previous one
replay-key-differences-do = next difference from the other session, and the previous one
replay-lane-module = Module
replay-lane-network = Network
replay-lane-session = Session
replay-lane-messages = Messages
replay-module-good = The module answers.
replay-module-waits = The page asks the module for its model, or waits until its answers fit again.
replay-module-bad = The module did not answer.
replay-network-good = The module has an IP address.
replay-network-waits = There is no IP address yet.
replay-network-bad = No IP address came.
replay-session-good = A client is connected.
replay-session-waits = A client is being connected.
replay-session-bad = A client was refused, or its connection ended.
replay-message = Messages came.
replay-looking = Looking for what is wrong in the file…
replay-nothing-found = Nothing wrong was found in the file.
replay-found = { $count ->
    [one] 1 finding
   *[other] { $count } findings
}
replay-go-on-text = With the same answers, and with what was wrong last.
replay-go-on = Go on with a virtual module
replay-compare = Compare with another session
replay-compare-text = Each command stands beside the same command of the other session: a run that was good, or that of another device.
replay-compare-file = A session file…
replay-compare-own = What this page has recorded
replay-compare-own-empty = This page has recorded nothing.
replay-compare-reading = Reading the file…
replay-compare-count = { $count ->
    [one] 1 difference
   *[other] { $count } differences
}
replay-compare-at = Difference { $now } of { $count }
replay-compare-none = Every step is the same in both.
replay-compare-before = Previous difference
replay-compare-next = Next difference
replay-compare-save = Save as a table (CSV)
replay-compare-not-saved = The browser could not save the file.
replay-compare-list = The steps of each session
replay-compare-cut = Only the first { $count } commands of each are compared.
replay-compare-go = Show this step in the replay
replay-compare-missing = Not there
replay-compare-only-here = only here
replay-compare-only-there = only in the other one
replay-compare-words = other values
replay-compare-outcome = other answer
replay-compare-time = other time
replay-compare-unanswered = no answer

## The screen of the replay
replay-screen-title = Replay
replay-screen-lede = Save what went over the line, and look at it again: here, or on the computer of somebody who can help you.
replay-screen-open-title = Look at a session
replay-screen-open-text = Open a session file. Every screen then shows what was true at each moment, and nothing can be sent.
replay-screen-open-drop = You can also drop a file on any screen.
replay-screen-open = Open a session file…
replay-screen-is-open = { $name } is shown. Go to any screen to see what it showed then.
replay-screen-save-title = Save this session
replay-screen-save-none = No line has gone over the wire yet. Connect a module first.
replay-screen-save-text = { $count ->
    [one] One line has gone over the wire.
   *[other] { $count } lines have gone over the wire.
}
replay-screen-save-secrets = Passwords, keys and the numbers of the SIM and the module are replaced before anything is written. You see the file first.
replay-screen-save = Save this session…
replay-screen-for-title = What a session file is for
replay-screen-for-replay = Step through it, or let it play at any speed.
replay-screen-for-findings = See what the log doctor finds in it, with the lines that prove it.
replay-screen-for-compare = Compare it with a session that went well, step by step.
replay-screen-for-go-on = Go on from any moment with a virtual module that does what the real one did.
replay-screen-for-code = Take it along as code: a list of commands, Python, or C.
replay-screen-nothing = No session file is open
