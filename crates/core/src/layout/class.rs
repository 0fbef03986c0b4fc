//! What the lists of this stage can say of a word or a phrase.

/// What a cue phrase tells of the line that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// Buttons, menus, notices.
    Furniture,
    /// Newsletters, subscriptions, apps.
    Promo,
    /// Links to other stories.
    Related,
    /// Words under a picture.
    Caption,
    /// Agencies, editors.
    Credit,
    /// Writers.
    Byline,
    /// Dates, sections, tags.
    Metadata,
}

/// How many kinds of cues there are.
pub const CUES: usize = 7;

/// Where in a line a phrase counts; later ones tell more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Anywhere between round brackets.
    Paren,
    /// Anywhere.
    Any,
    /// At its end.
    End,
    /// At its start.
    Start,
    /// Only if it is all of the line.
    Whole,
    /// At the start of a part inside the line.
    Aside,
    /// Anywhere, in words that a page says to its readers and no article says: [`Line::notice`](super::line::Line::notice).
    Notice,
}

/// Classes of words, as bits.
pub const STOP: u16 = 1;
pub const FIRST: u16 = 1 << 1;
pub const SECOND: u16 = 1 << 2;
pub const THIRD: u16 = 1 << 3;
pub const SPEECH: u16 = 1 << 4;
pub const MONTH: u16 = 1 << 5;
pub const WEEKDAY: u16 = 1 << 6;
pub const CLOCK: u16 = 1 << 7;
pub const ROLE: u16 = 1 << 8;
pub const LABEL: u16 = 1 << 9;
pub const IMPERATIVE: u16 = 1 << 10;
pub const RANK: u16 = 1 << 11;
pub const READER: u16 = 1 << 12;
/// Any of the three of the calendar.
pub const TIME: u16 = 1 << 13;
pub const PLACEHOLDER: u16 = 1 << 14;
pub const MAKING: u16 = 1 << 15;

/// What the lists say of a word in short.
#[derive(Debug, Clone, Copy, Default)]
pub struct Listed {
    /// Bits of [`class`].
    pub classes: u16,
    /// Number of the entry with its phrases.
    pub(super) entry: u16,
}
