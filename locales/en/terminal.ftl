### The Terminal screen.

terminal-title = Terminal
terminal-lede = Send any command. What it means stands under each line. Everything that is sent is shown here.
terminal-log = Commands and replies
terminal-empty = There are no lines yet. Connect a module and type AT, or write a command first.
terminal-not-connected = Connect a module first.

terminal-quick = Frequent commands
terminal-command = AT command
terminal-placeholder = AT+…
terminal-send = Send
terminal-completions = Tab takes the first, arrows choose, Escape closes
terminal-history = Earlier lines: type to search, Ctrl+R goes on to older ones, Enter takes one
terminal-offered = A link brought another line
terminal-offered-take = Take this line
terminal-offered-leave = Keep mine
terminal-hint = Up and down bring earlier lines back, Ctrl+R searches them.
terminal-argument = { $name }: { $allowed }
terminal-look-up = { $command } in the reference
terminal-doubts = Not sent yet.
terminal-send-anyway = Send anyway
terminal-enter-again = or press Enter again

terminal-remember = History of typed lines
terminal-remember-switch = Keep typed lines in this browser
terminal-remember-hint = They are there again after the page was closed. Lines with a password, a PIN or a key are never kept. Lines that this page does not know are not kept either.
terminal-remember-count = { $lines ->
    [0] No line is kept.
    [one] 1 line is kept.
   *[other] { $lines } lines are kept.
}
terminal-remember-off = Nothing is kept: the lines typed on this page are gone when it is closed.
terminal-remember-forget = Forget all lines
terminal-forgotten = All typed lines are forgotten.
terminal-undo = Undo
terminal-remember-nothing = There is no line to forget.
terminal-remember-done = Done

terminal-data-form = Data after the prompt
terminal-data-none = None
terminal-data-text = Text
terminal-data-hex = Hex
terminal-data = Data
terminal-data-bytes = { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}
terminal-data-text-hint = Escapes: \r \n \t \\ and \xHH for any byte.
terminal-data-hex-hint = Pairs of digits; blanks, commas, colons and dashes do not matter.
terminal-data-escape = The backslash at { $at } begins no escape. Write \\ for a backslash itself.
terminal-data-digit = The character at { $at } is not a hexadecimal digit.
terminal-data-half = The last digit needs a second one.
terminal-limit = Time limit, ms
terminal-limit-own = The command's own
terminal-limit-wrong = A whole number from { $least } to { $most }.
