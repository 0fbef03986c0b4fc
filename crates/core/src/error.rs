//! What can go wrong before a text is read.

/// What can go wrong before a text is read: in configuration. Trouble inside a text is a note in its record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An option has a value that can't be used.
    #[error("reading option {name}: {reason}")]
    Option {
        /// The option's name, as in [`Options`](crate::Options).
        name: &'static str,
        /// What is wrong with its value.
        reason: String,
    },
    /// A text is no day of the calendar in the form `YYYY-MM-DD`.
    #[error("{text:?} is not a day like 2025-11-26")]
    Date {
        /// The text, as far as it tells what was meant: its first 40 characters.
        text: String,
    },
}

/// A result whose error is [`Error`] unless said otherwise.
pub type Result<T, E = Error> = std::result::Result<T, E>;
