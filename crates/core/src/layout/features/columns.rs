//! How many columns the table of a page has.

use super::marks;
use crate::layout::class::CUES;
use crate::read::{CLASS_KINDS, Tag};

/// Columns about the segment itself.
pub(super) const OWN: usize = 31 + CUES;

/// Columns repeated for each neighbour.
pub(super) const NEIGHBOUR: usize = 7;

/// The neighbours.
pub(super) const NEIGHBOURS: [isize; 6] = [-3, -2, -1, 1, 2, 3];

/// Columns about the place in the page.
pub(super) const PLACE: usize = 23 + marks::MARKS;

/// Columns that plain text has too.
pub(super) const TEXT: usize = OWN + NEIGHBOUR * NEIGHBOURS.len() + PLACE;

/// Columns about the script.
const SCRIPT: usize = 3;

/// Columns about elements and the script.
pub(super) const MARKUP: usize = 20 + TAGS.len() + 2 * CLASS_KINDS + SCRIPT;

/// All columns of a page.
pub(super) const HTML: usize = TEXT + MARKUP;

/// Elements around that have a column.
pub(super) const TAGS: [Tag; 16] = [
    Tag::List,
    Tag::Item,
    Tag::Table,
    Tag::Quote,
    Tag::Figure,
    Tag::Caption,
    Tag::Article,
    Tag::Main,
    Tag::Section,
    Tag::Aside,
    Tag::Nav,
    Tag::Header,
    Tag::Footer,
    Tag::Form,
    Tag::Link,
    Tag::Strong,
];
