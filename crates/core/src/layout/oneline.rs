//! Pages that came on one line: where title, byline, dateline and sentences begin in it.

use super::class::{Cue, Place};
use super::dateline;
use super::lexicon::Lexicon;
use super::segment::Segment;
use super::word;
use crate::read::Piece;

/// From this length on, a line is taken for a whole article, in bytes.
pub const WHOLE_ARTICLE: usize = 600;

/// No more lines than this stand beside the one that holds the article.
const OTHERS: usize = 3;

/// How far into the line its head is looked for, in bytes.
const HEAD: usize = 400;

/// The piece that holds most of a page of few lines.
pub fn main_piece(pieces: &[Piece]) -> Option<u32> {
    if pieces.len() > 1 + OTHERS || pieces.iter().any(|piece| piece.markup.is_some()) {
        return None;
    }
    let all: usize = pieces.iter().map(|piece| piece.span.len()).sum();
    let (at, longest) = pieces.iter().enumerate().max_by_key(|(_, piece)| piece.span.len())?;
    let len = longest.span.len();
    (len >= WHOLE_ARTICLE && len * 5 >= all * 3).then_some(at as u32)
}

/// Where the parts of the line begin, the first one at 0.
pub fn starts(lexicon: &Lexicon, line: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let heads = [byline_start(line), dateline_start(lexicon, line)];
    starts.extend(heads.into_iter().flatten());
    starts.extend(heads.into_iter().flatten().filter_map(|head| date_start(lexicon, line, head)));
    starts.extend(sentence_starts(line));
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Alone, a short sentence tells little: what stands between sentences of the article is of the article if no cue says otherwise, and
/// what begins as a call to subscribe or a link is not.
pub fn fill(segments: &[Segment], piece: u32, scores: &mut [i32]) {
    let is_text = |&i: &usize| segments[i].piece == piece && scores[i] > 0;
    let (Some(first), Some(last)) = ((0..segments.len()).find(is_text), (0..segments.len()).rfind(is_text)) else { return };
    for (segment, score) in segments[first..=last].iter().zip(&mut scores[first..=last]).filter(|(segment, _)| segment.piece == piece) {
        let cued = |cue| segment.line.cue(cue) >= Some(Place::Start);
        if cued(Cue::Promo) || cued(Cue::Related) {
            *score = (*score).min(-1);
        } else if segment.given.is_none() && !cued(Cue::Furniture) && !cued(Cue::Caption) {
            *score = (*score).max(1);
        }
    }
}

/// The first `By` before two words with capitals.
fn byline_start(line: &str) -> Option<usize> {
    let head = &line[..line.floor_char_boundary(HEAD)];
    head.match_indices(" By ").map(|(at, _)| at + 1).find(|&at| {
        let names = word::words(&line[at..]).skip(1).take(2).map(|word| word.span.of(&line[at..]));
        names.filter(|name| name.starts_with(char::is_uppercase)).count() == 2
    })
}

/// The first word of a dateline in capitals.
fn dateline_start(lexicon: &Lexicon, line: &str) -> Option<usize> {
    const LONGEST: usize = 60;
    let head = &line[..line.floor_char_boundary(HEAD)];
    let dashes = [" - ", " – ", " — "].into_iter().flat_map(|dash| head.match_indices(dash).map(|(at, _)| at));
    let begins = |at: usize| {
        let from = head.floor_char_boundary(at.saturating_sub(LONGEST));
        let words = head[from..at].match_indices(' ').map(|(blank, _)| from + blank + 1);
        // A place of two words is not to be cut in two: the first fit wins.
        words.into_iter().find(|&start| {
            let word = head[start..at].split([' ', ',', '/']).next().unwrap_or_default();
            word.len() >= 3 && !word.contains(char::is_lowercase) && dateline::parse(lexicon, &line[start..]).is_some()
        })
    };
    dashes.filter_map(begins).min()
}

/// Where the date begins that stands right before byline or dateline.
fn date_start(lexicon: &Lexicon, line: &str, head: usize) -> Option<usize> {
    let words: Vec<_> = word::words(&line[..head]).collect();
    let times = words.iter().rev().take_while(|word| lexicon.is_time(word, line.as_bytes())).count();
    (times >= 2).then(|| words[words.len() - times].span.start as usize)
}

/// Behind full stops, exclamation and question marks. Words of few letters may be abbreviations: no cut there, a part of two sentences
/// does no harm.
fn sentence_starts(line: &str) -> impl Iterator<Item = usize> + '_ {
    let ends = line.match_indices(['.', '!', '?']);
    ends.filter_map(|(at, mark)| {
        let before = &line[..at];
        let letters = before.len() - before.trim_end_matches(|c: char| c.is_ascii_lowercase()).len();
        let rest = line[at + mark.len()..].trim_start_matches(['”', '"', '’', ')', '\'']);
        let start = line.len() - rest.trim_start().len();
        let opens = rest.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘' | '(' | '—' | '–'));
        let sure =
            letters >= 4 || mark != "." || before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '”' | '"' | ')' | '%'));
        (sure && opens && rest.starts_with(' ')).then_some(start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::BlockKind;
    use crate::{Options, Source, layout, read};

    #[test]
    fn a_line_is_cut_where_its_parts_begin() {
        let line = "Old bridge closed for a month Nov 3, 2025 11:20 pm By Ana Ruiz, Staff Writer PORT ALWIN, Norland — The old bridge is closed. Mr. \
                    Doe said so at 5 p.m. Monday. “It is not safe.” Sign up for our letter!";
        let starts = starts(&Lexicon::default(), line);
        let ends = starts.iter().skip(1).copied().chain([line.len()]);
        let parts: Vec<&str> = starts.iter().zip(ends).map(|(&start, end)| line[start..end].trim()).collect();
        assert_eq!(
            parts,
            [
                "Old bridge closed for a month",
                "Nov 3, 2025 11:20 pm",
                "By Ana Ruiz, Staff Writer",
                "PORT ALWIN, Norland — The old bridge is closed.",
                "Mr. Doe said so at 5 p.m. Monday.",
                "“It is not safe.”",
                "Sign up for our letter!"
            ]
        );
    }

    #[test]
    fn a_page_on_one_line_has_all_its_kinds() {
        let text = "Old bridge in Port Alwin closed for a month By Ana Ruiz and Jon Doe Nov 3, 2025 PORT ALWIN, Norland — The old bridge \
                    over the Lenn will be closed for a month from Monday, the council of the town said after a long meeting. “We found \
                    cracks in two of the pillars, and nobody wants to take a risk,” Mayor Maria Stone told reporters on the bank of the \
                    river. A ferry will take its place until the engineers have finished their work. Sign up for our newsletter and get \
                    the news of the day in your inbox. Traders on both banks said that they had not been asked before the decision was \
                    taken. “It will cost us the season,” said Peter Hall, who sells fish at the northern end of the bridge. The work is \
                    expected to cost about 2 million crowns and will be paid for by the province. (Reporting by Ana Ruiz; editing by Jon Doe)";
        let options = Options::default();
        let document = read::read(&Source::text(text), &options);
        let layout = layout::classify(&document, &options, &layout::Furniture::default(), &std::sync::Arc::default());
        let of = |kind| {
            layout.blocks.iter().filter(move |block| block.kind == kind).map(|block| block.span.of(text)).collect::<Vec<_>>()
        };
        assert_eq!(of(BlockKind::Title), ["Old bridge in Port Alwin closed for a month"]);
        assert_eq!(of(BlockKind::Byline), ["By Ana Ruiz and Jon Doe"]);
        assert_eq!(of(BlockKind::Dateline), ["PORT ALWIN, Norland —"]);
        assert_eq!(of(BlockKind::Credit), ["(Reporting by Ana Ruiz; editing by Jon Doe)"]);
        assert_eq!(of(BlockKind::Promo).len(), 1, "{:?}", layout.blocks);
        let body = of(BlockKind::Body);
        assert!(body.len() == 2 && body[0].ends_with("their work.") && body[1].ends_with("the province."), "{body:?}");
    }
}
