//! Marks between which the article stands: its dateline and the credit to those who made it.
//!
//! News agencies open an article with a dateline and close it with its reporters and editors. What stands before the one is headline,
//! byline, captions and other articles' teasers, what stands behind the other is furniture. Papers use both in other ways, too, so each
//! counts only where the segments around bear it out.

use super::class::{self, Cue, Place};
use super::segment::{Segment, Segments};
use super::word::Word;
use crate::record::BlockKind;

/// Number of segments around a mark that tell whether it is one.
const NEAR: usize = 5;

/// With so many running segments of [`NEAR`] right before it, a dateline stands inside an article.
const INSIDE: usize = 2;

/// Minimum number of running segments right before a credit that ends an article which began with no dateline.
const ARTICLE: usize = 3;

/// Of so many segments behind a credit ...
const BEHIND: usize = 8;
/// ... so many running ones are an article that goes on.
const GOES_ON: usize = 3;

/// Tells of all segments before the opening and behind the closing mark that they are not the article's.
pub fn mark(text: &str, segments: &mut Segments) {
    let credits = |at: usize| is_credit(text, segments, &segments[at]);
    let start = opening(segments, credits);
    let end = closing(segments, start, credits);
    for segment in &mut segments[..start.unwrap_or(0)] {
        segment.outside = true;
    }
    for segment in segments.iter_mut().skip(end.map_or(usize::MAX, |end| end + 1)) {
        segment.outside = true;
    }
}

/// The dateline that opens the article: the only one on the page, under a date or byline, with sentences behind and no stretch of them twice as
/// long before, and not in a list of links or in what a reader wrote.
fn opening(segments: &[Segment], is_credit: impl Fn(usize) -> bool) -> Option<usize> {
    let mut datelines = (0..segments.len()).filter(|&at| segments[at].given == Some(BlockKind::Dateline));
    let at = datelines.next().filter(|_| datelines.next().is_none())?;
    let near = &segments[at.saturating_sub(NEAR)..at];
    let cued = |segment: &Segment, cue| segment.line.cue(cue) >= Some(Place::Start);
    let is_head = |segment: &Segment| segment.line.is_date() || cued(segment, Cue::Byline) || cued(segment, Cue::Metadata);
    let leads_elsewhere = |segment: &Segment| segment.line.is_of_readers() || cued(segment, Cue::Related);
    let mut behind = at + 2..(at + 2 + NEAR).min(segments.len());
    let opens = segments.get(at + 1).is_some_and(is_running)
        && behind.any(|next| is_running(&segments[next]) || is_credit(next))
        && near.iter().any(is_head)
        && !near.iter().any(leads_elsewhere)
        && running(near) < INSIDE
        && longest_stretch(&segments[..at]) < 2 * longest_stretch(&segments[at + 1..]);
    opens.then_some(at)
}

/// The last credit to those who made the article, with no article behind it.
fn closing(segments: &[Segment], opening: Option<usize>, is_credit: impl Fn(usize) -> bool) -> Option<usize> {
    let at = (0..segments.len()).rfind(|&at| is_credit(at))?;
    let ends = opening.is_some_and(|opening| opening < at) || running(&segments[at.saturating_sub(NEAR)..at]) >= ARTICLE;
    let behind = &segments[at + 1..(at + 1 + BEHIND).min(segments.len())];
    (ends && running(behind) < GOES_ON).then_some(at)
}

/// `(Reporting by Ana Ruiz; editing by Jon Doe)`: roles, names and small words alone, no sentence.
fn is_credit(text: &str, segments: &Segments, segment: &Segment) -> bool {
    let is_part = |word: &Word| {
        let small = word.span.len() <= 3 || word.listed.classes & (class::STOP | class::MAKING) != 0;
        small || word.span.of(segment.span.of(text)).starts_with(char::is_uppercase)
    };
    segment.line.opening & class::MAKING != 0
        && segment.line.cue(Cue::Credit) >= Some(Place::Start)
        && segments.words(segment).iter().all(is_part)
}

fn is_running(segment: &Segment) -> bool {
    segment.line.is_running() && segment.given.is_none()
}

fn running(segments: &[Segment]) -> usize {
    segments.iter().filter(|segment| is_running(segment)).count()
}

/// How many running segments stand together, with cross-heads between.
fn longest_stretch(segments: &[Segment]) -> usize {
    let (mut longest, mut length, mut gap) = (0, 0, 0);
    for segment in segments {
        gap = if is_running(segment) { 0 } else { gap + 1 };
        length = if gap > 1 { 0 } else { length + usize::from(gap == 0) };
        longest = longest.max(length);
    }
    longest
}

#[cfg(test)]
mod tests {
    use crate::layout::split;
    use crate::{Options, Source, read};

    const SENTENCE: &str = "The council of the town said so after a long meeting on Monday.\n";

    /// The first and the last line inside, where any are outside.
    fn frame(text: &str) -> [Option<&str>; 2] {
        let document = read::read(&Source::text(text), &Options::default());
        let segments = split::of_page(&document, &std::sync::Arc::default());
        let line = |at: usize| segments[at].span.of(text);
        let first = (1..segments.len()).find(|&at| segments[at - 1].outside && !segments[at].outside);
        let last = (1..segments.len()).find(|&at| !segments[at - 1].outside && segments[at].outside);
        [first.map(line), last.map(|at| line(at - 1))]
    }

    #[test]
    fn the_article_stands_from_its_dateline_to_its_credit() {
        let text = "Ferry back in service\nThe ferry over the Lenn is back in service after a long winter.\nMenu\nMay 3, 2025 10:20 am\nPORT ALWIN (Reuters) - The old \
                    bridge over the Lenn will be closed for a month from Monday.\nReporting by Ana Ruiz; editing by Jon Doe\nOur Standards\nWe \
                    serve readers in a hundred countries with news of all kinds.";
        assert_eq!(frame(text), [Some("PORT ALWIN (Reuters) -"), Some("Reporting by Ana Ruiz; editing by Jon Doe")]);
    }

    #[test]
    fn a_dateline_inside_an_article_or_in_a_teaser_opens_none() {
        const DATE: &str = "May 3, 2025 10:20 am\n";
        const DATELINE: &str = "ARDENVALE (AP) — The mayor of the town has stepped down, she told reporters.\n";
        let opens = |before: &str, behind: &str| frame(&format!("Home\n{before}{DATELINE}{behind}"))[0].is_some();
        let article = SENTENCE.repeat(5);
        assert!(opens(DATE, &article));
        assert!(!opens("Menu\n", &article), "no date over it");
        assert!(!opens(&format!("{SENTENCE}{SENTENCE}{DATE}"), &article), "inside an article");
        assert!(!opens(&format!("More news\n{DATE}"), &article), "a list of links");
        assert!(!opens(&format!("3 comments\nAna\n{DATE}"), &article), "what a reader wrote");
        assert!(!opens(&format!("{DATE}{DATELINE}Menu\n{DATE}"), &article), "not the only one");
        assert!(!opens(DATE, "Menu\nSports\nNews\nHome\nTravel\nFood\n"), "a sentence alone");
        let longer = format!("{}Share\nTweet\nMail\nMenu\n{DATE}", SENTENCE.repeat(12));
        assert!(!opens(&longer, &article), "a longer article before");
        assert!(opens(&longer.replacen(&article, "", 1), &article));
    }

    #[test]
    fn sentences_and_credits_inside_an_article_end_none() {
        for line in [
            "Reporting by the Ledger showed that three other towns had closed theirs, too.",
            "Edited by Jon Doe, the book runs to 200 pages and costs nothing at all.",
            "Additional reporting requirements cost the town much.",
        ] {
            assert_eq!(frame(&format!("{0}{line}\nMenu\n", SENTENCE.repeat(4))), [None; 2], "{line}");
        }
        for line in ["Additional reporting by Jon Doe in Port Alwin.", "Reporting by Ana Ruiz; editing by Jon Doe"] {
            assert_eq!(frame(&format!("{0}{line}\n{0}", SENTENCE.repeat(4))), [None; 2], "{line}");
            assert_eq!(frame(&format!("{0}{line}\nMenu\n", SENTENCE.repeat(4))), [None, Some(line)]);
            assert_eq!(frame(&format!("Old bridge closed\n{SENTENCE}{line}\n{SENTENCE}")), [None; 2], "a byline");
        }
    }
}
