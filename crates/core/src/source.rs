//! What is handed in: bytes or text, with what is known about them.

use std::borrow::Cow;

use crate::Date;

/// One article as it was found, with hints. Only the content is needed; a hint that is given wins over what the content says.
#[derive(Debug, Clone)]
pub struct Source<'a> {
    /// The content.
    pub content: Content<'a>,
    /// The name under which its record goes: a path, a key; anything.
    pub id: Option<Cow<'a, str>>,
    /// Where it came from. Tells the site and, often, the date.
    pub url: Option<Cow<'a, str>>,
    /// The day of publication, the anchor of "yesterday".
    pub published: Option<Date>,
    /// The `Content-Type` header it came with, for kind and encoding.
    pub content_type: Option<Cow<'a, str>>,
}

/// The content of a [`Source`].
#[derive(Debug, Clone)]
pub enum Content<'a> {
    /// Plain text, already decoded. Spans of the record point into just this text. HTML is not looked for.
    Text(Cow<'a, str>),
    /// A document as it came over the wire: kind (HTML or text) and encoding are found out.
    Bytes(Cow<'a, [u8]>),
}

impl<'a> Source<'a> {
    /// Plain text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::new(Content::Text(text.into()))
    }

    /// A document: HTML or text in any encoding.
    pub fn bytes(bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self::new(Content::Bytes(bytes.into()))
    }

    fn new(content: Content<'a>) -> Self {
        Self { content, id: None, url: None, published: None, content_type: None }
    }

    /// With the name under which the record goes.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<Cow<'a, str>>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// With the address it came from.
    #[must_use]
    pub fn with_url(mut self, url: impl Into<Cow<'a, str>>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// With the day of publication.
    #[must_use]
    pub fn with_published(mut self, date: Date) -> Self {
        self.published = Some(date);
        self
    }
}
