//! The day of publication and the last change: what is declared, the address, lines of the text.

use std::sync::LazyLock;

use super::date::{self, Order};
use super::{Document, MetaField, Piece, Tag, is_of_others};
use crate::lexicon::folder::Folder;
use crate::record::{Extent, Field, Origin};
use crate::{Date, Span};

/// Makes days of what was declared and looks for the day in the address and in lines of the text.
pub fn find(document: &mut Document, country: Option<&str>) {
    let order = Order::of(country.or(document.region.as_deref()), document.language.as_deref());
    let is_day = |field: MetaField| matches!(field, MetaField::Published | MetaField::Modified);
    for (_, found) in document.candidates.iter_mut().filter(|(field, found)| is_day(*field) && found.origin != Origin::Hint) {
        found.value = date::declared(&found.value, order).map(|(_, value)| value).unwrap_or_default();
    }
    document.candidates.retain(|(_, found)| !found.value.is_empty());
    let addresses =
        document.candidates.iter().filter(|(field, _)| *field == MetaField::CanonicalUrl).map(|(_, found)| &found.value);
    let in_url = document.url.iter().chain(addresses).find_map(|url| date::in_url(url));
    let (published, modified) = in_lines(document, order);
    if let Some(day) = in_url {
        document.candidates.push((MetaField::Published, Field { value: day.to_string(), origin: Origin::Url, extent: None }));
    }
    trust_own_day(document, published.as_ref());
    let shown = published.or_else(|| modified.clone()).map(|field| (MetaField::Published, field));
    document.candidates.extend(shown);
    document.candidates.extend(modified.map(|field| (MetaField::Modified, field)));
    let day = |wanted| {
        let best = document.candidates.iter().find(|(field, _)| *field == wanted);
        best.and_then(|(_, found)| found.value.parse().ok())
    };
    (document.published, document.crawled) = (day(MetaField::Published), day(MetaField::Crawled));
}

/// An evening in Greenwich is the next day further east: where the page shows a day beside that of a UTC timestamp, its own day counts.
fn trust_own_day(document: &mut Document, shown: Option<&Field>) {
    let first = document.candidates.iter().position(|(field, _)| *field == MetaField::Published);
    let (Some(at), Some(shown)) = (first, shown) else { return };
    if document.candidates[at].1.origin == Origin::Hint {
        return;
    }
    let declared = &document.candidates[at].1.value;
    let days = |value: &str| value.parse::<Date>().ok();
    let is_beside = |one: Date, other: Date| one.days().abs_diff(other.days()) == 1;
    let is_utc = declared.ends_with(['Z', 'z']) || declared.ends_with("+00:00");
    if is_utc && days(declared).zip(days(&shown.value)).is_some_and(|(one, other)| is_beside(one, other)) {
        document.candidates.insert(at, (MetaField::Published, shown.clone()));
    }
}

/// No line with a date is longer, in bytes.
const LONGEST: usize = 160;

/// How far over the headline the day of its article may stand, and how far below a line that only ends or begins with it, in pieces.
const OVER: usize = 6;
const BELOW: usize = 12;

/// The first line that says when the page was published, and the first one that says when it was changed. A line that is a date more than
/// anything else or begins as such lines do comes before one that only holds a date beside other things; both before what stands far over
/// the headline: the day of today, a ticker.
fn in_lines(document: &Document, order: Order) -> (Option<Field>, Option<Field>) {
    let (mut published, mut weak, mut early, mut changed) = (None, None, None, None);
    let headline = document.pieces.iter().position(is_headline);
    let lines = document.pieces.iter().enumerate();
    let lines = lines.filter(|(_, piece)| piece.span.len() <= LONGEST && !piece.markup.is_some_and(|markup| is_of_others(markup.boxed)));
    for (at, span) in lines.map(|(at, piece)| (at, piece.span)) {
        let is_early = headline.is_some_and(|headline| at + OVER < headline);
        let is_below = headline.is_some_and(|headline| (headline..headline + BELOW).contains(&at));
        let line = span.of(&document.text);
        if !line.contains(char::is_numeric) || line.starts_with('©') {
            continue;
        }
        let mut behind = 0;
        for (day, range) in date::all(line, order) {
            let label = line[behind..range.start].to_lowercase();
            behind = range.end;
            let (opens, is_update, is_other) = LABELS.of(&label);
            let strong = opens || is_update || range.len() * 5 >= line.len() * 2;
            let ends = is_below && (range.start <= OPENING || range.end + 1 >= line.len()) && !line.ends_with(STOPS);
            if is_other || !strong && !ends && !is_line_of_facts(line) {
                continue;
            }
            let slot = if is_update {
                &mut changed
            } else if is_early {
                &mut early
            } else if strong {
                &mut published
            } else {
                &mut weak
            };
            if slot.is_none() {
                *slot = Some(field(line, span, day, range));
            }
        }
        if published.is_some() {
            break;
        }
    }
    (published.or(weak).or(early), changed)
}

/// Before a date at the beginning of a line a weekday may stand, in bytes.
const OPENING: usize = 14;

/// What closes sentences.
const STOPS: [char; 4] = ['.', '!', '?', '。'];

/// A first heading that is more than the name of a site.
fn is_headline(piece: &Piece) -> bool {
    const SHORTEST: usize = 20;
    piece.markup.is_some_and(|markup| markup.tag == Tag::Heading1) && piece.span.len() >= SHORTEST
}

/// A date in a line, with the time of day if it is written as machines write it.
fn field(line: &str, span: Span, day: Date, range: std::ops::Range<usize>) -> Field {
    let stamp = line[range.start..].split(' ').next().unwrap_or_default();
    let value = date::declared(stamp, Order::Open).map_or_else(|| day.to_string(), |(_, value)| value);
    let len = if value == stamp { stamp.len() } else { range.len() };
    let start = span.start as usize + range.start;
    Field { value, origin: Origin::Text, extent: Some(Extent::from(Span::new(start, start + len))) }
}

/// A line such as `Ana Ruiz | Ardenvale | 3 May 2025 10:05`: marks between its parts or a time of day, and no sentence.
fn is_line_of_facts(line: &str) -> bool {
    let has_time = line
        .as_bytes()
        .windows(4)
        .any(|w| w[0].is_ascii_digit() && matches!(w[1], b':') && w[2].is_ascii_digit() && w[3].is_ascii_digit());
    (has_time || line.contains(['|', '•', '·', '／', '/']) && !line.ends_with(')')) && !line.ends_with(STOPS) && !line.ends_with('”')
}

/// What stands before a day, in all languages.
static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let mut labels = Labels { published: Vec::new(), modified: Vec::new(), other: Vec::new() };
    for [kind, phrase] in Folder::all().iter().flat_map(|folder| folder.rows("read/dates")).map(|row| row.cells()) {
        match kind {
            "modified" => labels.modified.push(phrase),
            "other" => labels.other.push(phrase),
            _ => labels.published.push(phrase),
        }
    }
    labels
});

struct Labels {
    published: Vec<&'static str>,
    modified: Vec<&'static str>,
    /// What else days are named for: printing, today, an event.
    other: Vec<&'static str>,
}

impl Labels {
    /// True if that says when something was published; when it was changed; what else happened then. The last one counts.
    fn of(&self, label: &str) -> (bool, bool, bool) {
        if label.trim().is_empty() {
            return (false, false, false);
        }
        let last =
            |phrases: &[&str]| phrases.iter().filter_map(|phrase| whole_word(label, phrase).map(|at| at + phrase.len())).max();
        let (published, modified) = (last(&self.published), last(&self.modified));
        let other = last(&self.other);
        if other.is_some() && other >= published.max(modified) {
            return (false, false, true);
        }
        (published > modified, modified.is_some() && modified >= published, false)
    }
}

/// Where a phrase last occurs that is no part of a longer word.
fn whole_word(text: &str, phrase: &str) -> Option<usize> {
    let at = text.rfind(phrase)?;
    let letter = |c: char| c.is_alphabetic() && c < '\u{2e80}';
    let ends = |c: Option<char>| c.is_none_or(|c| !letter(c));
    (ends(text[..at].chars().next_back()) && ends(text[at + phrase.len()..].chars().next())).then_some(at)
}

#[cfg(test)]
mod tests {
    use crate::{Options, Source, read};

    #[test]
    fn the_day_of_publication_is_found_in_lines_of_many_forms() {
        for (text, expected) in [
            ("First published on March 3, 2025, last updated on March 9, 2025", "2025-03-03"),
            ("Von Ana Ruiz | Ardenvale | 3. März 2025, 10:05 Uhr", "2025-03-03"),
            ("Yayınlanma: 3 Mart 2025 10:05", "2025-03-03"),
            ("2025年3月3日 10時05分 公開", "2025-03-03"),
            ("Updated March 9, 2025\nMarch 3, 2025", "2025-03-03"),
            ("Print date: March 9, 2025\nMarch 3, 2025", "2025-03-03"),
            ("Wednesday, 05/03/2025 14:20", "2025-03-05"),
        ] {
            let document = read::read(&Source::text(text), &Options::default());
            assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_day_at_the_headline_comes_before_that_of_today_and_may_end_or_begin_a_line() {
        let menu = "<p>Home</p>".repeat(8);
        for line in ["Ana Ruiz, 03.03.2025", "3 March 2025 Ana Ruiz, Ardenvale, harbour office", "ana am 03.03.2025 22:30 (12 reads)"] {
            let page = format!("<html><p>Today is</p><p>9 March 2025</p>{menu}<h1>Old bridge closed for a month</h1><p>{line}</p>");
            let document = read::read(&Source::bytes(page.as_bytes()), &Options::default());
            assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2025-03-03"), "{line}");
        }
    }

    #[test]
    fn the_day_that_a_page_shows_beats_an_evening_in_greenwich() {
        let page =
            "<html><head><meta property='article:published_time' content='2025-03-03T23:30:00Z'></head><p>March 4, 2025</p>";
        let document = read::read(&Source::bytes(page.as_bytes()), &Options::default());
        assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2025-03-04"));
    }
}
