//! Text that a page holds twice: pulled quotes, copies for phones, hidden summaries.

use rustc_hash::FxHashMap;

use super::segment::{Segment, Segments};
use crate::read::{Document, Tag};

/// Words that stand together are compared, so many at a time.
const GRAM: usize = 5;

/// Shorter segments repeat by chance.
const SHORTEST: u32 = 8;

/// Takes out segments of the article whose words stand in another one before; beside the text, as pulled quotes do, also in one behind.
pub(super) fn drop(document: &Document, segments: &Segments, scores: &mut [i32]) {
    let kept: Vec<usize> =
        (0..segments.len()).filter(|&i| scores[i] > 0 && segments[i].given.is_none() && segments[i].line.words >= SHORTEST).collect();
    // The longest segment that holds each stretch of words, the first of several.
    let mut holders: FxHashMap<u64, usize> = FxHashMap::default();
    let mut is_twice = false;
    for &at in &kept {
        for gram in grams(segments, at) {
            let holder = holders.entry(gram).or_insert(at);
            is_twice |= *holder != at;
            if segments[at].line.words > segments[*holder].line.words {
                *holder = at;
            }
        }
    }
    for &at in kept.iter().filter(|_| is_twice) {
        let markup = document.pieces[segments[at].piece as usize].markup;
        let is_beside = markup.is_some_and(|markup| markup.hidden || markup.inside & Tag::Aside.bit() != 0);
        let elsewhere = |gram: &u64| holders[gram] < at || is_beside && holders[gram] > at;
        let all: Vec<u64> = grams(segments, at).collect();
        let repeated = all.iter().filter(|gram| elsewhere(gram)).count();
        if repeated * 5 >= all.len() * 4 {
            scores[at] = scores[at].min(-1);
        }
    }
}

/// The stretches of words of a segment, as hashes.
fn grams(segments: &Segments, at: usize) -> impl Iterator<Item = u64> + '_ {
    segments.words(&segments[at]).windows(GRAM).map(|words| words.iter().fold(0, |sum: u64, word| sum.rotate_left(5) ^ word.hash))
}

/// Takes out what is not shown, where most of the article is.
pub(super) fn drop_hidden(document: &Document, segments: &Segments, scores: &mut [i32]) {
    let is_hidden = |segment: &Segment| document.pieces[segment.piece as usize].markup.is_some_and(|markup| markup.hidden);
    let mut words = [0_u32; 2];
    let mut hidden = Vec::new();
    for (at, segment) in segments.iter().enumerate().filter(|(at, _)| scores[*at] > 0) {
        words[usize::from(is_hidden(segment))] += segment.line.words;
        if is_hidden(segment) {
            hidden.push(at);
        }
    }
    if words[0] > words[1] {
        for at in hidden {
            scores[at] = scores[at].min(-1);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, Source, layout, read, record::BlockKind};

    fn body(page: &str) -> String {
        let options = Options::default();
        let document = read::read(&Source::bytes(page.as_bytes()), &options);
        let layout = layout::classify(&document, &options, &layout::Furniture::default(), &std::sync::Arc::default());
        let body = layout.blocks.iter().filter(|block| block.kind == BlockKind::Body);
        body.map(|block| block.span.of(&document.text)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn what_a_page_holds_twice_is_read_once() {
        let first = "<p>The council of Ardenvale closed the old bridge on Monday after engineers found deep cracks in two of its piers.</p>";
        let second = "<p>“We will not wait for the first lorry to fall into the river,” the mayor told reporters in the town hall on Tuesday.</p>";
        let third =
            "<p>The bridge was built in 1931 and carries nine thousand cars a day between the two halves of the town.</p>";
        let pulled = "<aside>We will not wait for the first lorry to fall into the river</aside>";
        let page =
            format!("<html><body><article><h1>Bridge closed</h1>{first}{pulled}{second}{third}{first}{second}{third}</article>");
        let found = body(&page);
        for stretch in ["deep cracks", "fall into the river", "built in 1931"] {
            assert_eq!(found.matches(stretch).count(), 1, "{stretch}: {found}");
        }
        let hidden =
            "<p hidden>The old bridge over the river will be closed for a whole month, the council of the town said.</p>";
        assert!(
            !body(&format!("<html><body><article><h1>Bridge closed</h1>{hidden}{first}{second}{third}</article>"))
                .contains("whole month")
        );
    }
}
