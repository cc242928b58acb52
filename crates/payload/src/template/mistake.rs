//! Where bytes stop fitting a template, and why an edit of a field is refused.

/// Where a payload stops fitting a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The byte, counted from 0; the length of the payload where it ends too early.
    pub at: usize,
    /// What is wrong there.
    pub wrong: Wrong,
    /// The field that was being read; empty for the payload as a whole.
    pub field: String,
}

/// What is wrong with a byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// There should be more.
    EndsEarly,
    /// The template is complete, or the part of it that has these bytes, and there are more.
    LeftOver,
    /// Other bytes must stand here.
    NotFixed(Vec<u8>),
    /// The byte that ends a field does not come.
    NoEnd(u8),
    /// This is no escape sequence of the template.
    NoEscape,
    /// The template has no case for this value.
    NoCase(i128),
    /// A size or a count is negative, or cannot be computed.
    NoSize,
    /// An expression of the template cannot be computed.
    NoValue,
    /// A field begins or ends within a byte.
    NotWholeBytes,
    /// There are more fields, or they go deeper, than is read here.
    TooMuch,
}

/// Why a field cannot have a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoEdit {
    /// There is no such row, or it has no value that can be changed.
    NotEditable,
    /// It is no number.
    NoNumber,
    /// It is outside of this range, both ends included, as they are shown.
    OutOfRange(String, String),
    /// It lies between two steps of this size.
    BetweenSteps(String),
    /// It is no pair of hexadecimal digits after pair.
    NoBytes,
    /// It is no decimal digits, in pairs.
    NoDigits,
    /// The field always has so many bytes, and this has so many.
    Length {
        /// How many it has.
        needed: usize,
        /// How many these are.
        given: usize,
    },
    /// The encoding does not have this character.
    Unencodable(char),
    /// Another field, named here, cannot say how long or how many this would be: so much.
    TooLong(String, i128),
    /// With it, the bytes would no longer fit the template.
    DoesNotFit(Mistake),
}
