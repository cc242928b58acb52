# A payload as the fields of a frame format, on Publish and Messages.
fields-title = Fields of a frame
fields-format = Frame format
fields-none = None
fields-open = Open a .ksy file
fields-begin = Begin with an example
fields-name = Field
fields-value = Value
fields-bytes = Bytes
fields-meaning = Meaning
fields-show = Show
fields-shown = { $shown } of { $total } fields
fields-more = Show more fields
fields-count = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
fields-add = Add
fields-remove = Remove entry { $place }
fields-correct = Correct
fields-expected = Wrong. It should be { $value }.
fields-length-of = length of { $field }
fields-count-of = count of { $field }
fields-checksum = checksum
fields-from-others = from other fields
fields-large = Fields are shown of up to 64 KB.
fields-unreadable = { $name } could not be read.
fields-refused = { $name }, line { $line }: { $why }
fields-refused-long = It is too long.
fields-refused-deep = It goes too deep.
fields-refused-yaml = This is not YAML.
fields-refused-key = This page does not read the key "{ $key }".
fields-refused-twice = "{ $key }" stands here twice.
fields-refused-missing = "{ $key }" is missing.
fields-refused-value = "{ $key }" cannot be "{ $value }".
fields-refused-unknown = "{ $key }" names "{ $name }", which is not there.
fields-refused-needs = "{ $key }" needs "{ $other }".
fields-refused-conflict = "{ $key }" does not go with "{ $other }".
fields-refused-expression = The expression of "{ $key }" has a mistake at character { $at }.
fields-mistake = The bytes do not fit at { $at }: { $why }
fields-mistake-in = The bytes do not fit at { $at }, in { $field }: { $why }
fields-ends-early = there should be more.
fields-left-over = bytes are left over.
fields-not-fixed = here must be { $bytes }.
fields-no-end = the byte { $byte } that ends it does not come.
fields-no-escape = this escape sequence is not known.
fields-no-case = the format does not say what follows the value { $value }.
fields-no-size = its size cannot be worked out.
fields-no-value = an expression of the format has no value here.
fields-not-whole = it begins or ends in the middle of a byte.
fields-too-much = these are more fields than this page reads.
fields-not-editable = This field cannot be changed.
fields-no-number = Enter a number.
fields-out-of-range = Enter a number from { $least } to { $most }.
fields-between-steps = Only steps of { $step } are possible.
fields-no-bytes = Enter pairs of hex digits, such as 0A 55.
fields-no-digits = Enter pairs of digits.
fields-length = { $needed ->
    [one] This field has { $needed } byte.
   *[other] This field has { $needed } bytes.
} { $given ->
    [one] This is { $given }.
   *[other] These are { $given }.
}
fields-unencodable = The encoding has no "{ $character }".
fields-too-long = "{ $field }" would have to be { $value }, and cannot.
fields-does-not-fit = With this value the bytes would not fit any more. { $why }
