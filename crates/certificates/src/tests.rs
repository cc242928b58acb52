//! Files made for the purpose, read and held against each other.

mod files;
mod made;
mod properties;
mod together;
