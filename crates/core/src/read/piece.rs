//! The pieces that a document comes in, and what its markup says of them.

use crate::Span;

/// A line of plain text or a block element of HTML.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Where it stands in [`Document::text`](super::Document::text); never empty, no white space at its edges.
    pub span: Span,
    /// What its elements say of it; plain text has none.
    pub markup: Option<Markup>,
}

/// A field of [`Meta`](crate::record::Meta).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetaField {
    /// The headline.
    Title,
    /// A writer.
    Author,
    /// A desk, paper or agency that signs.
    Desk,
    /// When it was published.
    Published,
    /// When it was last changed.
    Modified,
    /// The name of the site.
    SiteName,
    /// The section of the paper.
    Section,
    /// The address under which the publisher wants it known.
    CanonicalUrl,
    /// The picture that leads it.
    Image,
    /// What it says, in a sentence or two.
    Description,
    /// What it is about: keywords, topics.
    Tag,
    /// Where it is filed, beside its section.
    Category,
    /// Under which licence it may be used.
    License,
    /// What kind of page it is.
    PageType,
    /// When it was fetched.
    Crawled,
}

/// What the elements around a piece say of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Markup {
    /// The block element that holds it.
    pub tag: Tag,
    /// Bytes of it that lie in links.
    pub linked: u32,
    /// Bytes of it in bold type.
    pub strong: u32,
    /// How many elements are open around it.
    pub depth: u16,
    /// Number of the block element that holds it.
    pub holder: u32,
    /// Number of the element around that one.
    pub parent: u32,
    /// Number of the element around that one.
    pub grandparent: u32,
    /// Kinds of words in class and id of its block and of the elements inside, as bits.
    pub own: u32,
    /// The same of all elements around.
    pub around: u32,
    /// Elements around it, as bits of [`Tag`].
    pub inside: u32,
    /// It is not shown.
    pub hidden: bool,
    /// Kinds of class words of the elements around it that do not hold the headline: of the box that it stands in, as bits.
    pub boxed: u32,
}

/// Kinds of elements, as far as reading tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tag {
    /// A paragraph.
    Paragraph,
    /// `h1`.
    Heading1,
    /// `h2`.
    Heading2,
    /// `h3` to `h6`.
    Heading3,
    /// A list item, term or definition.
    Item,
    /// A list.
    List,
    /// A table or a part of one.
    Table,
    /// A cell.
    Cell,
    /// A quotation.
    Quote,
    /// A figure.
    Figure,
    /// Its caption.
    Caption,
    /// `article`.
    Article,
    /// `main`.
    Main,
    /// `section`.
    Section,
    /// `aside`.
    Aside,
    /// `nav`, `menu`.
    Nav,
    /// `header`.
    Header,
    /// `footer`.
    Footer,
    /// `form`, `fieldset`.
    Form,
    /// Preformatted text.
    Pre,
    /// `html`, `body`, `div` and other blocks.
    #[default]
    Block,
    /// A link.
    Link,
    /// Bold type.
    Strong,
    /// A time.
    Time,
    /// Anything else inside a line.
    Inline,
    /// Not shown, or not read: scripts, styles, controls.
    Skipped,
}
