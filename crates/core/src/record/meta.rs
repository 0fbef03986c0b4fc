//! What a page says about the article: title, authors, dates, publisher; its blocks; and notes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Confidence, Extent};
use crate::Span;

/// What is known about the article itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Meta {
    /// The headline of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Field>,
    /// Who wrote it: people, no roles, no agencies.
    pub authors: Vec<Author>,
    /// The house that signs, in the page's words (`Courier Staff`, `The Ardenvale News`): where no person does, or declared beside people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desk: Option<Field>,
    /// The byline as the page shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<Byline>,
    /// Where and when the story was filed, as stated before the first sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Dateline>,
    /// The news agency that it comes from, by its usual name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<Field>,
    /// The name of the site that published the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_name: Option<Field>,
    /// When it was published: `YYYY-MM-DD`, or RFC 3339 where time and zone are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Field>,
    /// When it was fetched, as `published`: from the web archive or handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crawled: Option<Field>,
    /// When it was last changed, as `published`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<Field>,
    /// The section of the paper or site: "World".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<Field>,
    /// The address under which the publisher wants it known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical_url: Option<Field>,
    /// The picture that leads the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// The pictures of the article in their order, the leading one first if the page declares one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<Image>,
    /// What the article says, in a sentence or two of the publisher's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Field>,
    /// What the article is about, in the publisher's words: keywords and topics, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Field>,
    /// Where the publisher files the article: sections and categories, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Field>,
    /// The licence that the page declares: its address, or its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<Field>,
    /// The host of the article's address, in small letters, without `www.`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hostname: Option<Field>,
    /// What kind of page it declares to be: a type of schema.org (`NewsArticle`) or of OpenGraph (`article`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_type: Option<Field>,
}

/// A value of metadata with its origin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Field {
    /// The value, without markup and surrounding space.
    pub value: String,
    /// The part of the page or the source that states it.
    pub origin: Origin,
    /// Its characters in the text, where the visible text has the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
}

/// The part of the page or the source that a piece of metadata comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A hint given together with the source.
    Hint,
    /// A JSON-LD block of the page.
    JsonLd,
    /// An OpenGraph or `article:` tag.
    OpenGraph,
    /// Another meta or link tag.
    MetaTag,
    /// The `title` element.
    TitleTag,
    /// A heading element or a title line.
    Heading,
    /// A `time` element of the page.
    TimeTag,
    /// The byline in the visible text.
    Byline,
    /// The dateline before the first sentence.
    Dateline,
    /// A credit line: agency, photographer, editor.
    Credit,
    /// An `img` element of the page.
    ImageTag,
    /// The address that the source came from.
    Url,
    /// Another line of the visible text.
    Text,
}

/// A person who wrote the article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Author {
    /// The name as the page writes it.
    pub name: String,
    /// The part of the page or the source that states it.
    pub origin: Origin,
}

/// The line that names the writers of the article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Byline {
    /// The characters it consists of.
    #[serde(flatten)]
    pub extent: Extent,
}

/// The words before the first sentence that state where and when the story was filed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Dateline {
    /// The characters it consists of.
    #[serde(flatten)]
    pub extent: Extent,
    /// The places, as in running text: `["Washington", "Kyiv"]`.
    pub places: Vec<String>,
    /// The date as written, if there is one: `Nov 22`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Extent>,
}

/// A picture of the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Image {
    /// The address of the picture file, absolute where that of the page is known.
    pub url: String,
    /// The part of the page that states it.
    pub origin: Origin,
    /// The caption, where the text has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<Extent>,
}

/// A stretch of text of one kind: a paragraph, or a part of a line.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Block {
    /// The characters it consists of.
    #[serde(flatten)]
    pub span: Span,
    /// The kind of text in the block.
    pub kind: BlockKind,
    /// Probability that body and other text are told apart rightly here.
    pub confidence: Confidence,
}

/// The kind of text that a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The headline of the article.
    Title,
    /// A cross-head inside the article.
    Heading,
    /// The line that names the writers.
    Byline,
    /// Where and when the story was filed, as stated before the first sentence.
    Dateline,
    /// The article itself, standfirst included.
    Body,
    /// The words under a picture.
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
#[non_exhaustive]
pub struct Note {
    /// What it is about, to filter by.
    pub kind: NoteKind,
    /// What happened and why, in words.
    pub message: String,
}

/// Kinds of notes about what could not be read.
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
    /// JSON-LD of the page was broken: what could not be read is missing.
    JsonLd,
    /// The page shows no article: a section's front, a page that scripts fill, a login.
    NoArticle,
    /// Not English: no facts were read.
    Language,
    /// No day of publication is known: relative times stay open.
    NoDate,
    /// What was handed in can't be used as it is: a date that is none, an address for a text, an id that came before, lost characters.
    Source,
    /// A step failed inside; what it would have found is missing.
    Failure,
}
