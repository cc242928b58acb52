//! A value as somebody gave it, whatever its notation in the line was: so that equal values are equal.

use std::borrow::Cow;

use super::views;

/// The value of a span of a line, without the escapes of quoted texts.
pub(super) fn value(raw: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr2(b'\\', b'%', raw).is_none() {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(views::unescaped(raw, views::Flavour::Quoted))
}
