//! What a reader of a file returns when it can't return a document.

use std::io;

use nutgraf::Source;

use crate::error::Reason;

/// What comes out of one file: sources, or what is wrong with a part of it.
pub(super) type Sources = Box<dyn Iterator<Item = Result<Source<'static>, Fault>> + Send>;

/// A failure that does not know yet in which file it is.
#[derive(Debug)]
pub(super) struct Fault {
    pub id: Option<String>,
    pub reason: Reason,
    pub message: String,
    /// Nothing more can come of this file.
    pub fatal: bool,
}

/// Longest message of a failure, in bytes: decoders quote what they could not read.
const MAX_MESSAGE: usize = 500;
/// Longest id of a failure, in bytes.
const MAX_ID: usize = 1000;

impl Fault {
    pub fn new(reason: Reason, message: impl Into<String>) -> Self {
        Self { id: None, reason, message: shortened(message.into(), MAX_MESSAGE), fatal: false }
    }

    pub fn fatal(mut self) -> Self {
        self.fatal = true;
        self
    }

    pub fn io(error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => Reason::NotFound,
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Reason::Compression,
            _ => Reason::Unreadable,
        };
        // A disk that fails now fails again: only broken data can be passed over.
        Self { fatal: !is_broken_member(error), ..Self::new(reason, error.to_string()) }
    }

    pub fn with_id(mut self, id: String) -> Self {
        self.id = Some(shortened(id, MAX_ID));
        self
    }
}

fn shortened(mut text: String, limit: usize) -> String {
    if text.len() > limit {
        text.truncate(text.floor_char_boundary(limit));
        text.push('…');
    }
    text
}

/// True if reading can go on after this error: the decoder has found the next member.
pub(super) fn is_broken_member(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
}
