//! Marks between which the article stands for certain: its dateline and the credit to those who made it.
//!
//! News agencies open an article with a dateline and close it with its reporters and editors. What stands before the one is headline,
//! byline, captions and other articles' teasers, what stands behind the other is furniture.

use super::lexicon::{Cue, Place, class};
use super::split::{Unit, Units};
use crate::record::BlockKind;

/// So many units around a mark tell whether it is one.
const NEAR: usize = 5;

/// With so many running units of [`NEAR`] right before it, a dateline stands inside an article.
const INSIDE: usize = 2;

/// So many running units right before it make a credit the end of an article that began with no dateline.
const ARTICLE: usize = 3;

/// A stretch of so many running units is an article, if no longer one stands behind the dateline.
const STRETCH: usize = 8;

/// Tells of all units before the opening and behind the closing mark that they are not the article's.
pub fn mark(units: &mut Units) {
    let start = opening(units);
    let end = closing(units, start);
    for unit in &mut units[..start.unwrap_or(0)] {
        unit.outside = true;
    }
    for unit in units.iter_mut().skip(end.map_or(usize::MAX, |end| end + 1)) {
        unit.outside = true;
    }
}

/// The dateline that opens the article: the only one on the page, with sentences behind and none before.
fn opening(units: &[Unit]) -> Option<usize> {
    let mut datelines = (0..units.len()).filter(|&at| units[at].given == Some(BlockKind::Dateline));
    let at = datelines.next().filter(|_| datelines.next().is_none())?;
    let behind = &units[(at + 2).min(units.len())..];
    let opens = units.get(at + 1).is_some_and(|first| first.line.is_running())
        && behind.iter().take(NEAR).any(|unit| is_running(unit) || is_credit(unit))
        && running(&units[at.saturating_sub(NEAR)..at]) < INSIDE
        && longest_stretch(&units[..at]) < STRETCH.max(longest_stretch(behind));
    opens.then_some(at)
}

/// The last credit to those who made the article.
fn closing(units: &[Unit], start: Option<usize>) -> Option<usize> {
    let at = (0..units.len()).rfind(|&at| is_credit(&units[at]))?;
    let before = &units[..at];
    let closes = start.is_some_and(|start| start < at) || running(&before[at.saturating_sub(NEAR)..]) >= ARTICLE;
    closes.then_some(at)
}

/// `(Reporting by Ana Ruiz; editing by Jon Doe)`.
fn is_credit(unit: &Unit) -> bool {
    unit.line.opening & class::MAKING != 0 && unit.line.cue(Cue::Credit) >= Some(Place::Start)
}

fn is_running(unit: &Unit) -> bool {
    unit.line.is_running() && unit.given.is_none()
}

fn running(units: &[Unit]) -> usize {
    units.iter().filter(|unit| is_running(unit)).count()
}

fn longest_stretch(units: &[Unit]) -> usize {
    units.split(|unit| !is_running(unit)).map(<[Unit]>::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use crate::layout::split;
    use crate::{Options, Source, read};

    /// The lines inside the frame.
    fn inside(text: &str) -> Vec<&str> {
        let document = read::read(&Source::text(text), &Options::default());
        let units = split::of_page(&document);
        units.iter().filter(|unit| !unit.outside).map(|unit| unit.span.of(text)).collect()
    }

    #[test]
    fn the_article_stands_from_its_dateline_to_its_credit() {
        let text = "Ferry back in service\nThe ferry over the Lenn is back in service after a long winter.\nMenu\nSports\nPORT ALWIN (Reuters) - The old \
                    bridge over the Lenn will be closed for a month from Monday.\nReporting by Ana Ruiz; editing by Jon Doe\nOur Standards\nWe \
                    serve readers in a hundred countries with news of all kinds.";
        assert_eq!(
            inside(text),
            [
                "PORT ALWIN (Reuters) -",
                "The old bridge over the Lenn will be closed for a month from Monday.",
                "Reporting by Ana Ruiz; editing by Jon Doe"
            ]
        );
    }

    #[test]
    fn a_dateline_inside_an_article_or_in_a_teaser_opens_none() {
        let sentence = "The council of the town said so after a long meeting on Monday.\n";
        let round_up =
            format!("{0}{0}ARDENVALE (AP) — The mayor of the town has stepped down, she told reporters.\n{0}{0}", sentence);
        assert_eq!(inside(&round_up).len(), 6);
        let teaser = format!(
            "{}More news\nARDENVALE (AP) — The mayor of the town has stepped down, she told reporters.\nMenu\n",
            sentence.repeat(4)
        );
        assert_eq!(inside(&teaser).len(), 8);
    }

    #[test]
    fn a_credit_at_the_top_is_no_end() {
        let sentence = "The council of the town said so after a long meeting on Monday.\n";
        let text = format!("Old bridge closed\n{sentence}Reporting by Ana Ruiz in Port Alwin\n{}", sentence.repeat(5));
        assert_eq!(inside(&text).len(), 8);
    }
}
