## More than is taken at once: a text for each entry of src/limits.rs

limit-file = { $what } has { $found } bytes and was not read: files of up to { $most } bytes are.
limit-text = The text has { $found } bytes and was not read: texts of up to { $most } bytes are.
limit-templates = That would make { $found } templates. Up to { $most } are kept: nothing was imported.
limit-parts = { $what } holds more than { $most } certificates or keys and was not read.
limit-files = { $found } files at once are more than are taken together ({ $most }). None was read.
limit-rows = The table has more than { $most } rows. Divide it into several.
limit-devices = That would make { $found } devices. Up to { $most } are kept: nothing was saved.
