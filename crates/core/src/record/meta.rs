//! What a page says about the article: title, authors, dates, publisher; its blocks; and notes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Confidence, Extent};
use crate::Span;

/// What is known about the article itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Meta {
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Field>,
    /// Who wrote it: people, no roles, no agencies.
    pub authors: Vec<Author>,
    /// Who signs where no person does: a desk, a paper or an agency, in the page's words (`Courier Staff`, `The Ardenvale News`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desk: Option<Field>,
    /// The byline as it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<Byline>,
    /// Where and when it was filed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Dateline>,
    /// The news agency that it comes from, by its usual name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<Field>,
    /// The name of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_name: Option<Field>,
    /// When it was published: `YYYY-MM-DD`, or RFC 3339 where time and zone are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Field>,
    /// When it was last changed, as `published`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<Field>,
    /// The section of the paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<Field>,
    /// The address under which the publisher wants it known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical_url: Option<Field>,
    /// The picture that leads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
}

/// A value and where it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Field {
    /// The value.
    pub value: String,
    /// Where it came from.
    pub origin: Origin,
    /// Where it stands in the text, if it stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
}

/// Where a piece of metadata came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Handed in with the source.
    Hint,
    /// A JSON-LD block.
    JsonLd,
    /// An OpenGraph or `article:` tag.
    OpenGraph,
    /// Another meta or link tag.
    MetaTag,
    /// The `title` element.
    TitleTag,
    /// A heading element or a title line.
    Heading,
    /// A `time` element.
    TimeTag,
    /// The byline.
    Byline,
    /// The dateline.
    Dateline,
    /// A credit.
    Credit,
    /// The address.
    Url,
    /// A line of the visible text.
    Text,
}

/// A person who wrote the article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Author {
    /// The name.
    pub name: String,
    /// Where it came from.
    pub origin: Origin,
}

/// The line that names the writers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Byline {
    /// Where it stands.
    #[serde(flatten)]
    pub extent: Extent,
}

/// The words before the first sentence that tell where and when the story was filed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dateline {
    /// Where it stands.
    #[serde(flatten)]
    pub extent: Extent,
    /// The places, as in running text: `["Washington", "Kyiv"]`.
    pub places: Vec<String>,
    /// The date as written, if there is one: `Nov 22`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Extent>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Image {
    /// Its address.
    pub url: String,
    /// Its caption, if that stands in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<Extent>,
}

/// A stretch of text of one kind: a paragraph, or a part of a line.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// How sure that is.
    pub confidence: Confidence,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A cross-head inside the article.
    Heading,
    /// Who wrote it.
    Byline,
    /// Where and when it was filed.
    Dateline,
    /// The article itself, standfirst included.
    Body,
    /// Words under a picture.
    Caption,
    /// Agency, photographer, editors.
    Credit,
    /// Links to other stories.
    Related,
    /// Newsletters, subscriptions, apps.
    Promo,
    /// Dates, sections, tags, reading time.
    Metadata,
    /// All else: menus, cookies, comments, footers.
    Furniture,
}

impl BlockKind {
    /// True for the kinds whose words are the article's and are read for facts.
    pub fn is_article(self) -> bool {
        matches!(self, Self::Title | Self::Heading | Self::Dateline | Self::Body | Self::Caption)
    }
}

/// Something that went wrong or was left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// What it is about, to filter by.
    pub kind: NoteKind,
    /// What happened and why, in words.
    pub message: String,
}

/// Kinds of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// There is no text.
    Empty,
    /// It is no text: a picture, an archive, a program.
    Binary,
    /// Bytes that are not valid in the text's encoding; each became U+FFFD.
    Encoding,
    /// Longer than the limit; the rest was cut off.
    TooLong,
    /// Not English: no facts were read.
    Language,
    /// No day of publication is known: relative times stay open.
    NoDate,
    /// A step failed inside; what it would have found is missing.
    Failure,
}
