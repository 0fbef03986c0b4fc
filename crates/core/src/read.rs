//! Stage 1: bytes to a document.

mod map;

pub use map::OffsetMap;

use crate::record::{Field, Note, NoteKind};
use crate::source::Content;
use crate::{Date, Options, Source, Span};

/// A decoded text and the pieces that it came in.
///
/// Stages read [`Document::text`], from which soft hyphens, broken encodings and the like are gone. Spans point into it until
/// the record is put together; then [`Document::to_original`] takes them to [`Document::original`], the text that users hold.
#[derive(Debug, Default)]
pub struct Document {
    /// What stages read.
    pub text: String,
    /// What the record's spans point into, if reading changed anything: the text as it came in and the way there.
    pub original: Option<(String, OffsetMap)>,
    /// The pieces of the text in their order: lines of plain text, block elements of HTML.
    pub pieces: Vec<Piece>,
    /// The day of publication, as the source or the page says.
    pub published: Option<Date>,
    /// Metadata that the page declares, best first, each with the name of the field.
    pub candidates: Vec<(MetaField, Field)>,
    /// The language, ISO 639-1.
    pub language: Option<String>,
    /// What went wrong while reading.
    pub notes: Vec<Note>,
}

/// A line of plain text or a block element of HTML.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Where it stands in [`Document::text`]; never empty, no white space at its edges.
    pub span: Span,
}

/// A field of [`Meta`](crate::record::Meta).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetaField {
    /// The headline.
    Title,
}

impl Document {
    /// The text that the record's spans point into.
    pub fn original(&self) -> &str {
        self.original.as_ref().map_or(&self.text, |(text, _)| text)
    }

    /// [`Document::original`] by value.
    pub fn into_original(self) -> String {
        self.original.map_or(self.text, |(text, _)| text)
    }

    /// A span of [`Document::text`] as a span of [`Document::original`].
    pub fn to_original(&self, span: Span) -> Span {
        self.original.as_ref().map_or(span, |(_, map)| map.to_original(span))
    }
}

/// Decodes a source and cuts it into pieces.
pub fn read(source: &Source<'_>, options: &Options) -> Document {
    let text = match &source.content {
        Content::Text(text) => text.to_string(),
        Content::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    };
    let mut document = Document { text, published: source.published, ..Document::default() };
    if document.text.len() > options.max_bytes {
        let cut = document.text.floor_char_boundary(options.max_bytes);
        document.text.truncate(cut);
    }
    if document.text.trim().is_empty() {
        document.notes.push(Note { kind: NoteKind::Empty, message: "the source holds no text".into() });
    }
    document.language = Some("en".into());
    document.pieces = lines(&document.text);
    document
}

/// The lines of a text that are not blank, without white space at their edges.
fn lines(text: &str) -> Vec<Piece> {
    let start_of = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Piece { span: Span::new(start_of(line), start_of(line) + line.len()) }).collect()
}
