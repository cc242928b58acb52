## More than is taken at once: a text for each entry of src/limits.rs

limit-file = { $what } has { $found } bytes and was not read. A file may have up to { $most } bytes.
limit-text = The text has { $found } bytes and was not read. A text may have up to { $most } bytes.
limit-templates = That would make { $found } templates. Up to { $most } are kept: nothing was imported.
limit-parts = { $what } holds more than { $most } certificates or keys and was not read.
limit-files = { $found } files are too many at once: up to { $most } are allowed. None was read.
limit-rows = The table has more than { $most } rows. Divide it into several.
limit-devices = That would make { $found } devices. Up to { $most } are kept: nothing was saved.
