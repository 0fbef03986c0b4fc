//! What is handed in: bytes or text, with what is known about them.

use std::borrow::Cow;

use crate::Date;

/// One article as it was found, with hints. Only the content is needed.
///
/// `published` and `url` win over what the content says. Title, authors, site and section that the page itself declares in JSON-LD or
/// OpenGraph win over the hints; these win over its other tags and its visible text. The language is told from the text, and the hint
/// counts where the text is too short to tell.
///
/// ```
/// use nutgraf::{Date, Extractor, Source};
///
/// let source = Source::text("The bridge will reopen on Friday.")
///     .with_title("Bridge to reopen")
///     .with_published(Date::new(2025, 11, 26).unwrap());
/// let record = Extractor::default().extract(&source);
/// assert_eq!(record.meta.title.unwrap().value, "Bridge to reopen");
/// assert_eq!(record.times[0].value, "2025-11-28");
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Source<'a> {
    /// The content: bytes or decoded text.
    pub content: Content<'a>,
    /// The name under which its record goes: a path, a key; anything.
    pub id: Option<Cow<'a, str>>,
    /// Where it came from. Tells the site and, often, the date.
    pub url: Option<Cow<'a, str>>,
    /// The day of publication, the anchor of "yesterday": ISO 8601 with or without time and zone (the local day counts), RFC 2822, seconds
    /// or milliseconds since 1970, a date in English words, `3/11/2025` where [`Options::country`](crate::Options::country) is given.
    /// What can't be read is a note of the record.
    pub published: Option<Cow<'a, str>>,
    /// The `Content-Type` header it came with, for kind and encoding.
    pub content_type: Option<Cow<'a, str>>,
    /// The headline, if it is known.
    pub title: Option<Cow<'a, str>>,
    /// Who wrote it, a name each or several in one string as a byline has them.
    pub authors: Vec<Cow<'a, str>>,
    /// The name of the site or paper.
    pub site_name: Option<Cow<'a, str>>,
    /// The section of the paper.
    pub section: Option<Cow<'a, str>>,
    /// The language, ISO 639-1: `en`, `en-GB`.
    pub language: Option<Cow<'a, str>>,
    /// When it was fetched, in the forms of `published`. A weak anchor of times where no day of publication is known.
    pub crawled: Option<Cow<'a, str>>,
    /// The user's own data about the article, which go into the record as they are.
    pub context: serde_json::Map<String, serde_json::Value>,
    /// What was lost on the way here, in words: they become notes of the record.
    pub notes: Vec<String>,
}

/// The content of a [`Source`].
#[derive(Debug, Clone)]
pub enum Content<'a> {
    /// Text, already decoded. Spans of the record point into just this text, unless it is HTML, which is read as such.
    Text(Cow<'a, str>),
    /// A document as it came over the wire: kind (HTML or text) and encoding are found out.
    Bytes(Cow<'a, [u8]>),
}

/// Builders of the hints that are one string each.
macro_rules! hints {
    ($($(#[$doc:meta])* $with:ident $field:ident;)+) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $with(mut self, $field: impl Into<Cow<'a, str>>) -> Self {
            self.$field = Some($field.into());
            self
        }
    )+};
}

impl<'a> Source<'a> {
    /// Text: plain, or HTML that is decoded already.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::new(Content::Text(text.into()))
    }

    /// A document: HTML or text in any encoding.
    pub fn bytes(bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self::new(Content::Bytes(bytes.into()))
    }

    fn new(content: Content<'a>) -> Self {
        Self {
            content,
            id: None,
            url: None,
            published: None,
            content_type: None,
            title: None,
            authors: Vec::new(),
            site_name: None,
            section: None,
            language: None,
            crawled: None,
            context: serde_json::Map::new(),
            notes: Vec::new(),
        }
    }

    hints! {
        /// With the name under which the record goes.
        with_id id;
        /// With the address it came from.
        with_url url;
        /// With the day of publication: a [`Date`], or a string in any of the usual forms.
        with_published published;
        /// With the `Content-Type` header it came with.
        with_content_type content_type;
        /// With its headline.
        with_title title;
        /// With the name of the site or paper.
        with_site_name site_name;
        /// With the section of the paper.
        with_section section;
        /// With its language, ISO 639-1.
        with_language language;
        /// With the time at which it was fetched.
        with_crawled crawled;
    }

    /// With one of those who wrote it, beside those given before.
    #[must_use]
    pub fn with_author(mut self, author: impl Into<Cow<'a, str>>) -> Self {
        self.authors.push(author.into());
        self
    }
}

impl From<Date> for Cow<'_, str> {
    fn from(date: Date) -> Self {
        Cow::Owned(date.to_string())
    }
}
