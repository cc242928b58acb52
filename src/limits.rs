//! How much is taken from outside at once. Each limit is asked before any work is done, and what is beyond it is refused in words.
//!
//! A page that reads whatever it is given can be frozen by a file. These are far above what a module, a product or a person needs. What one field
//! takes stands in [`ui::typed`](crate::ui::typed), what a module takes in its profile.

use fibocom_at::Request;
use workbench_certificates::File;

/// The most there may be of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit {
    /// How many, in what the text names.
    pub(crate) most: usize,
    /// The id of the text that says that there are more.
    pub(crate) text: &'static str,
}

/// More than a limit allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Over {
    pub(crate) limit: Limit,
    pub(crate) found: usize,
}

/// A file of templates, in bytes.
pub(crate) const TEMPLATE_FILE: Limit = Limit { most: 1_048_576, text: "limit-file" };

/// Templates, those that are here already among them.
pub(crate) const TEMPLATES: Limit = Limit { most: 500, text: "limit-templates" };

/// A file that says what a frame is made of, in bytes.
pub(crate) const FRAME_FORMAT_FILE: Limit = Limit { most: 65_536, text: "limit-file" };

/// A file that becomes a payload, in bytes: the largest that a series takes is a fraction of it.
pub(crate) const PAYLOAD_FILE: Limit = Limit { most: 1_048_576, text: "limit-file" };

/// A file of certificates or keys, in bytes.
pub(crate) const CERTIFICATE_FILE: Limit = Limit { most: File::BYTES_MAX, text: "limit-file" };

/// Parts of such a file.
pub(crate) const CERTIFICATE_PARTS: Limit = Limit { most: File::PARTS_MAX, text: "limit-parts" };

/// Files that are dropped together.
pub(crate) const FILES: Limit = Limit { most: 32, text: "limit-files" };

/// A file that is read as text on the Credentials screen, in bytes: a table, saved devices, a device's own file.
pub(crate) const TEXT_FILE: Limit = Limit { most: 1_048_576, text: "limit-file" };

/// A table of devices, in bytes of UTF-8.
pub(crate) const TABLE: Limit = Limit { most: 1_048_576, text: "limit-text" };

/// Rows of such a table.
pub(crate) const TABLE_ROWS: Limit = Limit { most: 5_000, text: "limit-rows" };

/// Saved devices as a text, in bytes of UTF-8.
pub(crate) const DEVICE_TEXT: Limit = Limit { most: 1_048_576, text: "limit-text" };

/// Saved devices.
pub(crate) const DEVICES: Limit = Limit { most: 1_000, text: "limit-devices" };

/// A value that the browser kept for this page, in bytes of UTF-8. A larger value is ignored: this page never writes one.
pub(crate) const STORED: Limit = Limit { most: 4_194_304, text: "limit-text" };

/// The part of the address behind `#`, in bytes: a command line with every byte of it in three.
pub(crate) const ADDRESS: Limit = Limit { most: 3 * Request::LINE_MAX + 64, text: "address-too-long" };

impl Limit {
    /// Whether so many are taken.
    ///
    /// # Errors
    /// [`Over`].
    pub(crate) const fn admit(self, found: usize) -> Result<(), Over> {
        if found > self.most { Err(Over { limit: self, found }) } else { Ok(()) }
    }

    /// Whether a file of this size is read; the browser tells the size without reading it.
    ///
    /// # Errors
    /// [`Over`].
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size is a whole number and not negative"
    )]
    pub(crate) fn admit_file(self, file: &web_sys::File) -> Result<(), Over> {
        self.admit(file.size() as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn the_longest_walkthrough_with_values_fits_into_an_address() {
        let (document, values) = (workbench_walkthrough::LINK.most, workbench_walkthrough::QUERY.most);
        assert!("#/walkthrough/1.?".len() + document + values <= ADDRESS.most);
    }

    #[test]
    fn what_is_at_the_limit_passes_and_one_more_is_refused_in_words() {
        for (limit, most, text) in [
            (TEMPLATE_FILE, 1_048_576, "limit-file"),
            (TEMPLATES, 500, "limit-templates"),
            (PAYLOAD_FILE, 1_048_576, "limit-file"),
            (CERTIFICATE_FILE, 262_144, "limit-file"),
            (CERTIFICATE_PARTS, 64, "limit-parts"),
            (FILES, 32, "limit-files"),
            (TEXT_FILE, 1_048_576, "limit-file"),
            (TABLE, 1_048_576, "limit-text"),
            (TABLE_ROWS, 5_000, "limit-rows"),
            (DEVICE_TEXT, 1_048_576, "limit-text"),
            (DEVICES, 1_000, "limit-devices"),
            (STORED, 4_194_304, "limit-text"),
            (ADDRESS, 12_352, "address-too-long"),
        ] {
            assert_eq!((limit.most, limit.text), (most, text));
            assert_eq!(limit.admit(most), Ok(()));
            let over = limit.admit(most + 1).unwrap_err();
            assert_eq!(over, Over { limit, found: most + 1 });
            let said = words::over(over, "a.json");
            assert!(said.contains(&most.to_string()) && !said.starts_with('['), "{said}");
        }
    }
}
