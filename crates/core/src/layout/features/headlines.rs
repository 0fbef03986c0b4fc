//! Where a page shows the headline that it declares: the article stands below.

use super::measure::{log, share};
use crate::layout::segment::{Segment, Segments};
use crate::layout::word::{self, Word};
use crate::model::trees::Row;
use crate::read::{Document, MetaField};

/// Size of the table of words.
const SLOTS: usize = 1024;

/// Words of a title that are looked at.
const LONGEST: usize = 40;

/// Where the headline that a page declares is shown.
pub struct Headlines {
    /// The words of the first title declared, by the low bits of their hash.
    words: [bool; SLOTS],
    /// The segments that show it.
    shown: Vec<usize>,
}

impl Headlines {
    /// Looks for it.
    pub fn new(document: &Document, segments: &Segments) -> Self {
        let title = document.candidates.iter().find(|(field, _)| *field == MetaField::Title).map(|(_, found)| &*found.value);
        let mut words = [false; SLOTS];
        let mut count = 0;
        for word in word::words(title.unwrap_or_default()).take(LONGEST) {
            words[word.hash as usize % SLOTS] = true;
            count += 1;
        }
        let is_like = |segment: &Segment| {
            let own = segment.line.words as usize;
            let shared = || segments.words(segment).iter().filter(|word| words[word.hash as usize % SLOTS]).count();
            (3..=LONGEST).contains(&own) && own * 2 >= count && shared() * 5 >= own * 4
        };
        // Plain text declares nothing.
        let asked: &[Segment] = if count == 0 { &[] } else { segments };
        let shown = asked.iter().enumerate().filter(|(_, segment)| is_like(segment)).map(|(at, _)| at).collect();
        Self { words, shown }
    }

    /// The columns of a segment of these words.
    pub fn describe(&self, row: &mut Row<'_>, at: usize, words: &[Word]) {
        let next = self.shown.partition_point(|&shown| shown < at);
        let before = next.checked_sub(1).map(|last| self.shown[last]);
        row.flag(self.shown.get(next) == Some(&at));
        row.put(before.map_or(u8::MAX, |shown| log(at - shown)));
        row.put(self.shown.get(next).map_or(u8::MAX, |shown| log(shown - at)));
        let (mut all, mut shared) = (0, 0);
        for word in words {
            let tells = word.is_content() || word.unspaced;
            all += usize::from(tells);
            shared += usize::from(tells) & usize::from(self.words[word.hash as usize % SLOTS]);
        }
        row.put(share(shared, all));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::split;
    use crate::{Options, Source, read};

    #[test]
    fn the_headline_is_found_where_it_is_shown() {
        let page = r#"<html><head><meta property="og:title" content="Old bridge over the Lenn closed for a month"></head><body>
            <p>Ferry fares to rise in spring</p><h1>Old bridge over Lenn closed for a month</h1><p>The council voted on Monday.</p>
            <p>The old bridge is a hundred years old.</p></body></html>"#;
        let document = read::read(&Source::bytes(page.as_bytes()), &Options::default());
        let segments = split::of_page(&document, &std::sync::Arc::default());
        let shown: Vec<&str> =
            Headlines::new(&document, &segments).shown.iter().map(|&at| segments[at].span.of(&document.text)).collect();
        assert_eq!(shown, ["Old bridge over Lenn closed for a month"]);
    }

    #[test]
    fn a_page_that_declares_none_shows_none() {
        let document = read::read(&Source::text("Old bridge closed for a month\n\nThe council voted."), &Options::default());
        assert!(Headlines::new(&document, &split::of_page(&document, &std::sync::Arc::default())).shown.is_empty());
    }
}
