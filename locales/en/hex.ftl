### The hex editor.

hex-at = Offset { $offset }: { $value }
hex-end = end
hex-offset = Offset { $offset } ({ $place })
hex-selected = { $count } selected
hex-insert = INS
hex-insert-full = Typing inserts
hex-overwrite = OVR
hex-overwrite-full = Typing overwrites
hex-column-digits = digits
hex-column-text = text

hex-find = Find
hex-find-as = Look for
hex-find-hex = Hex
hex-find-text = Text
hex-find-hint = AA ?? 55, ?? is any byte
hex-next = Next
hex-previous = Previous
hex-not-found = Not found.
hex-no-pattern-empty = Nothing to look for yet.
hex-no-pattern-digits = Give pairs of hexadecimal digits.
hex-no-pattern-wildcards = Give at least one byte beside the wildcards.
hex-replace-with = Replace with
hex-replace = Replace
hex-replace-all = Replace all
hex-replaced = { $count ->
    [one] 1 replaced.
   *[other] { $count } replaced.
}
hex-go-to = Go to offset
hex-go-to-hint = 1F, or decimal as 31.
hex-go = Go
hex-no-offset = There is no such offset.
hex-fill-with = Fill the selection with
hex-fill = Fill
hex-nothing-selected = Select bytes first.
hex-close = Close
