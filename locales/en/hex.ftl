### The hex editor.

hex-at = Offset { $offset }: { $value }
hex-end = end
hex-offset = Offset { $offset } ({ $place })
hex-selected = { $count } selected
hex-insert = Inserting
hex-insert-full = Typing adds bytes, and moves those behind. Press to overwrite instead.
hex-overwrite = Overwriting
hex-overwrite-full = Typing replaces the next bytes. Press to insert instead.
hex-column-digits = Digits
hex-column-digits-full = What you type goes to the hexadecimal digits. Press to type text instead.
hex-column-text = Text
hex-column-text-full = What you type goes to the text. Press to type digits instead.
hex-extends = Select
hex-extends-full = Select from the caret to where you tap

hex-keys = Keys
hex-keys-full = What each key does
hex-keys-title = Keys in the bytes
hex-key-arrows = Move the caret
hex-key-row = To the start or the end of the row
hex-key-ends = To the first byte, or behind the last
hex-key-groups = Eight bytes back or forward
hex-key-shift = Together with any of these: select. You can also drag with the mouse
hex-key-all = Select all
hex-key-column = From the digits to the text beside them and back. Typing works in both
hex-key-mode = Insert or overwrite
hex-key-delete = Delete what is selected, the byte at the caret, or the one before
hex-key-undo = Undo and redo, without limit
hex-key-clipboard = Copy, cut and paste: digits among the digits, text in the text. Other ways to write bytes are recognised
hex-key-find = Find bytes or text, and find the same again
hex-key-go = Go to an offset

hex-find = Find
hex-find-as = Look for
hex-find-hex = Hex
hex-find-text = Text
hex-find-hint = A7 ?? 55, ?? is any byte
hex-next = Next
hex-previous = Previous
hex-not-found = Not found.
hex-found = { $count } found
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
