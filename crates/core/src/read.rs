//! Stage 1: bytes to a document.

mod clean;
mod date;
mod decode;
mod html;
mod language;
mod lines;
mod map;
mod picture;
mod piece;
mod published;

pub(crate) use html::{is_aside, is_of_captions, is_of_others, is_of_writers, is_promotion};
pub use html::CLASS_KINDS;
pub(crate) use language::relatives;
pub use map::OffsetMap;
pub use picture::{Picture, absolute};
pub use piece::{Markup, MetaField, Piece, Tag};

use crate::record::{Field, Note, NoteKind, Origin};
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
    /// The pictures that the page shows, in their order.
    pub pictures: Vec<Picture>,
    /// The day of publication, as the source or the page says.
    pub published: Option<Date>,
    /// The day on which it was fetched, as the source says.
    pub crawled: Option<Date>,
    /// Metadata that the page declares or the source hints at, best first, each with the name of the field.
    pub candidates: Vec<(MetaField, Field)>,
    /// Where it came from, as the source says.
    pub url: Option<String>,
    /// The language, ISO 639-1.
    pub language: Option<String>,
    /// The country that the page says it is written for, two letters.
    pub(crate) region: Option<String>,
    /// A page with scripts, which may fill it where nutgraf sees little text.
    pub scripted: bool,
    /// What went wrong while reading.
    pub notes: Vec<Note>,
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

    /// The site that it came from: the host of its address without `www.`.
    pub fn site(&self) -> Option<&str> {
        let declared = self.candidates.iter().find(|(field, _)| *field == MetaField::CanonicalUrl).map(|(_, found)| &found.value);
        host(self.url.as_ref().or(declared)?)
    }

    fn note(&mut self, kind: NoteKind, message: String) {
        self.notes.push(Note { kind, message });
    }
}

/// Returns the host of an address without `www.`, user and port; none for what is no address.
pub fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let is_www = host.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    Some(if is_www { &host[4..] } else { host }).filter(|host| !host.is_empty())
}

/// Decodes a source and cuts it into pieces.
pub fn read(source: &Source<'_>, options: &Options) -> Document {
    let mut document = Document { url: source.url.as_deref().map(str::to_owned), ..Document::default() };
    match &source.content {
        Content::Text(text) if decode::is_html(text, source.content_type.as_deref()) => document.read_page(text, options),
        Content::Text(text) => document.read_text(text, options.max_bytes),
        Content::Bytes(bytes) => document.read_bytes(bytes, source.content_type.as_deref(), options),
    }
    if document.text.trim().is_empty() && document.notes.is_empty() {
        document.note(NoteKind::Empty, "the source holds no text".into());
    }
    for note in &source.notes {
        document.note(NoteKind::Source, note.clone());
    }
    document.note_address();
    document.detect_language(source.language.as_deref());
    document.add_hints(source, options);
    published::find(&mut document, options.country.as_deref());
    document
}

impl Document {
    fn read_bytes(&mut self, bytes: &[u8], content_type: Option<&str>, options: &Options) {
        if let Some(kind) = decode::binary_kind(bytes) {
            return self.note(NoteKind::Binary, format!("the source is no text but a {kind}"));
        }
        let head = &bytes[..bytes.len().min(options.max_source())];
        let decoded = decode::decode(head, content_type);
        let (first, count) = &decoded.broken;
        if *count > 0 {
            let first = first.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
            let message = format!("{count} places are no valid {}, at bytes {first} of the text", decoded.encoding.name());
            self.note(NoteKind::Encoding, message);
        }
        if !decode::is_html(&decoded.text, content_type) {
            return self.read_text(&decoded.text, options.max_bytes);
        }
        if head.len() < bytes.len() {
            self.note_cut("page", bytes.len(), head.len());
        }
        self.read_html(&decoded.text, options.max_bytes);
    }

    /// HTML that is decoded already.
    fn read_page(&mut self, html: &str, options: &Options) {
        let end = html.floor_char_boundary(options.max_source());
        if end < html.len() {
            self.note_cut("page", html.len(), end);
        }
        self.read_html(&html[..end], options.max_bytes);
    }

    /// An address where a text should be is the commonest mistake of all.
    fn note_address(&mut self) {
        let text = self.text.trim();
        if (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace) {
            self.note(NoteKind::Source, "the source is an address, not the text that is found there".into());
        }
    }

    /// What was handed in joins what the page declares: after JSON-LD and OpenGraph, before the rest. Dates that can't be read are noted.
    fn add_hints(&mut self, source: &Source<'_>, options: &Options) {
        let order = date::Order::of(options.country.as_deref(), None);
        let mut dates = [(MetaField::Published, &source.published), (MetaField::Crawled, &source.crawled)];
        let known = self.candidates.partition_point(|(_, found)| matches!(found.origin, Origin::JsonLd | Origin::OpenGraph));
        let texts =
            [(MetaField::Title, &source.title), (MetaField::SiteName, &source.site_name), (MetaField::Section, &source.section)];
        let texts = texts.into_iter().filter_map(|(field, hint)| Some((field, hint.as_deref()?)));
        let hints = texts.chain(source.authors.iter().map(|name| (MetaField::Author, name.as_ref())));
        let hint = |field, value: &str| (field, Field { value: value.trim().to_owned(), origin: Origin::Hint, extent: None });
        let hints = hints.filter(|(_, value)| !value.trim().is_empty()).map(|(field, value)| hint(field, value));
        self.candidates.splice(known..known, hints.collect::<Vec<_>>());
        // The first one is the best: `published` is put in last.
        dates.reverse();
        for (field, value) in dates {
            let Some(value) = value.as_deref().filter(|value| !value.trim().is_empty()) else { continue };
            match date::handed_in(value, order) {
                Some(value) => self.candidates.insert(0, hint(field, &value)),
                None => self.note(NoteKind::Source, unreadable(field, value)),
            }
        }
    }

    fn read_text(&mut self, text: &str, limit: usize) {
        let end = text.floor_char_boundary(limit);
        if end < text.len() {
            self.note_cut("text", text.len(), end);
        }
        let text = &text[..end];
        match clean::clean(text) {
            Some((cleaned, map)) => {
                self.text = cleaned;
                self.original = Some((text.to_owned(), map));
            }
            None => text.clone_into(&mut self.text),
        }
        self.pieces = lines::pieces(&self.text);
    }

    fn read_html(&mut self, html: &str, limit: usize) {
        let mut page = html::read(html);
        let candidates = page.declared.candidates();
        if page.declared.broken.0 > 0 {
            self.note(NoteKind::JsonLd, format!("{} JSON-LD scripts could not be read", page.declared.broken.0));
        }
        if page.declared.broken.1 > 0 {
            let message = format!("{} JSON-LD scripts are no valid JSON and were read leniently", page.declared.broken.1);
            self.note(NoteKind::JsonLd, message);
        }
        page.add_declared_body();
        self.language.clone_from(&page.declared.language);
        self.region.clone_from(&page.declared.region);
        self.candidates = candidates;
        self.text = page.text;
        self.pieces = page.pieces;
        self.pictures = page.pictures;
        self.scripted = page.scripted;
        if self.text.len() > limit {
            let len = self.text.len();
            self.cut(limit);
            self.note_cut("text", len, self.text.len());
        }
    }

    /// Drops the pieces behind the limit; the first one stays, as far as it goes.
    fn cut(&mut self, limit: usize) {
        let fitting = self.pieces.partition_point(|piece| piece.span.end as usize <= limit);
        self.pieces.truncate(fitting.max(1));
        let end = self.pieces.last().map_or(0, |piece| piece.span.end as usize).min(self.text.floor_char_boundary(limit));
        self.text.truncate(self.text[..end].trim_end().len());
        if let Some(last) = self.pieces.pop() {
            let span = Span::new(last.span.start as usize, self.text.len());
            self.pieces.extend((span.start < span.end).then_some(Piece { span, ..last }));
        }
    }

    /// Notes that something was longer than the limit.
    fn note_cut(&mut self, what: &str, len: usize, read: usize) {
        self.note(NoteKind::TooLong, format!("the {what} has {len} bytes, only the first {read} were read"));
    }

    /// Long pieces tell the language best; what the page declares counts where the text is too short to tell.
    fn detect_language(&mut self, hint: Option<&str>) {
        const LONG: usize = 60;
        let long = self.pieces.iter().filter(|piece| piece.span.len() >= LONG);
        let found = language::detect(long.map(|piece| piece.span.of(&self.text)))
            .or_else(|| language::detect(self.pieces.iter().map(|piece| piece.span.of(&self.text))));
        let declared = self.language.take().map(|code| if matches!(&*code, "nb" | "nn") { "no".to_owned() } else { code });
        let found = found.map(|found| declared.clone().filter(|declared| language::is_related(&found, declared)).unwrap_or(found));
        self.language = found.or(declared).or_else(|| hint.and_then(two_letters));
        if let Some(code) = self.language.as_deref().filter(|&code| code != "en") {
            let message = format!("the language is {code:?}: facts are read from English alone");
            self.note(NoteKind::Language, message);
        }
    }
}

/// The language of a tag: `en` of `en-GB`.
fn two_letters(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}

/// What to say of a date that was handed in and can't be read.
fn unreadable(field: MetaField, value: &str) -> String {
    const SHOWN: usize = 60;
    let what = if field == MetaField::Crawled { "time of fetching" } else { "day of publication" };
    let shown: String = value.trim().chars().take(SHOWN).collect();
    let both = date::handed_in(value, date::Order::DayFirst).is_some();
    let why = if both { "may have the day or the month first: name the publisher's country" } else { "can't be read as a date" };
    format!("the {what} that was handed in, {shown:?}, {why}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(bytes: &[u8]) -> Document {
        read(&Source::bytes(bytes), &Options::default())
    }

    #[test]
    fn trouble_is_noted() {
        for (bytes, kind) in [
            (&b"  \n"[..], NoteKind::Empty),
            (b"", NoteKind::Empty),
            (b"\x1f\x8b\x08\0\0", NoteKind::Binary),
            (
                "– “quoted” text ".repeat(9).as_bytes().iter().copied().chain([0xFF]).collect::<Vec<_>>().leak(),
                NoteKind::Encoding,
            ),
            (
                "Le maire de la ville a dit que le pont serait fermé pour un mois dans les deux sens.".as_bytes(),
                NoteKind::Language,
            ),
        ] {
            assert_eq!(document(bytes).notes.iter().map(|note| note.kind).collect::<Vec<_>>(), [kind]);
        }
        let long = read(&Source::text("é".repeat(10)), &Options { max_bytes: 5, ..Options::default() });
        assert_eq!((long.text.as_str(), long.notes[0].kind), ("éé", NoteKind::TooLong));
    }

    #[test]
    fn a_page_is_cut_between_its_pieces() {
        for (max_bytes, expected, noted) in [(100, "One two.|Three four.", false), (12, "One two.", true), (4, "One", true)] {
            let document = read(&Source::bytes(&b"<p>One two.<p>Three four."[..]), &Options { max_bytes, ..Options::default() });
            let pieces: Vec<_> = document.pieces.iter().map(|piece| piece.span.of(&document.text)).collect();
            assert_eq!(pieces.join("|"), expected);
            assert_eq!(document.notes.iter().any(|note| note.kind == NoteKind::TooLong), noted);
        }
    }

    #[test]
    fn spans_point_into_the_source() {
        let source = "Ruiz &amp; Sons\u{ad}\n\n“Yes”";
        let document = read(&Source::text(source), &Options::default());
        assert_eq!(document.text, "Ruiz & Sons\n\n“Yes”");
        assert_eq!(document.to_original(document.pieces[1].span).of(source), "“Yes”");
    }
}
