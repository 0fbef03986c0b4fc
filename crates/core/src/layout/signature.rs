//! Who signs in the lines that the page shows: in bylines, beside the date over the article, alone under its end.

use std::ops::Range;

use super::byline;
use super::class::Cue;
use super::lexicon::Lexicon;
use super::line::Line;
use crate::Span;
use crate::read::{Document, Markup, is_of_others, is_of_writers};
use crate::record::{Block, BlockKind};

/// Where the names stand together, and each; where a desk signs there are none.
pub type Signature = (Range<usize>, Vec<String>);

/// No line that signs is longer, in bytes.
const LONGEST: usize = 200;

/// How many blocks before the first block of the article, behind it and behind its last one can sign.
const NEAR: usize = 6;

/// The lines of a page that can sign.
pub struct Lines<'a> {
    document: &'a Document,
    blocks: &'a [Block],
    lexicon: &'a Lexicon,
    /// The first and the last block of the article's text.
    first: usize,
    last: usize,
}

impl<'a> Lines<'a> {
    /// The lines around an article whose blocks are known.
    pub fn of(document: &'a Document, blocks: &'a [Block], lexicon: &'a Lexicon) -> Self {
        let is_body = |block: &Block| block.kind == BlockKind::Body;
        let first = blocks.iter().position(is_body).unwrap_or(blocks.len());
        let last = blocks.iter().rposition(is_body).unwrap_or(blocks.len());
        Self { document, blocks, lexicon, first, last }
    }

    /// The people that sign: in a byline, beside the date over the article, under its end.
    pub fn people(&self) -> Option<Signature> {
        let named = |(span, people): (Span, Vec<&str>)| Some((range_of(self.document, span, &people)?, owned(&people)));
        self.bylines()
            .filter(|span| self.is_signed(*span))
            .find_map(|span| Some((span, byline::parse(self.lexicon, self.text(span))?.people)))
            .or_else(|| self.head().find_map(|(span, behind)| Some((span, self.beside_date(span, behind)?))))
            .or_else(|| self.end().find_map(|span| Some((span, self.alone(span)?))))
            .and_then(named)
    }

    /// The desk that signs where no person does.
    pub fn desk(&self) -> Option<Signature> {
        // `Newsroom` in a menu leads to who they are.
        let bylines = self.bylines().filter(|span| {
            self.markup(*span).is_none_or(|markup| markup.linked == 0 || is_of_writers(markup.own | markup.around))
        });
        let lines = bylines.chain(self.head().map(|(span, _)| span).filter(|span| self.is_opened(*span))).chain(self.end());
        lines.into_iter().find_map(|span| {
            let desk = byline::desk(self.lexicon, self.text(span))?;
            Some((span.start as usize + desk.start..span.start as usize + desk.end, Vec::new()))
        })
    }

    fn text(&self, span: Span) -> &'a str {
        span.of(&self.document.text)
    }

    /// Bylines. Those far behind the article are those of other stories.
    fn bylines(&self) -> impl Iterator<Item = Span> + '_ {
        let end = (self.last.saturating_add(3)).min(self.blocks.len());
        self.blocks[..end].iter().filter(|block| block.kind == BlockKind::Byline).map(|block| block.span)
    }

    /// Short lines around the beginning of the article that are neither its text nor about a picture, each with the text of the next one.
    fn head(&self) -> impl Iterator<Item = (Span, &'a str)> + '_ {
        let (start, end) = (self.first.saturating_sub(NEAR), (self.first + 4).min(self.blocks.len()));
        (start..end).filter_map(move |at| {
            let block = &self.blocks[at];
            let behind = self.blocks.get(at + 1).map_or("", |next| self.text(next.span));
            let is_plain = matches!(block.kind, BlockKind::Metadata | BlockKind::Furniture | BlockKind::Byline);
            let signs = is_plain && block.span.len() <= LONGEST && !self.is_of_others(block.span);
            (signs && !self.is_of_a_picture(block.span)).then_some((block.span, behind))
        })
    }

    /// The lines right behind the article.
    fn end(&self) -> impl Iterator<Item = Span> + '_ {
        let start = self.last.saturating_add(1).min(self.blocks.len());
        let end = (start + 2).min(self.blocks.len());
        let is_plain = |block: &&Block| matches!(block.kind, BlockKind::Furniture | BlockKind::Byline | BlockKind::Credit);
        self.blocks[start..end].iter().filter(is_plain).map(|block| block.span).filter(|span| span.len() <= LONGEST / 4)
    }

    fn markup(&self, span: Span) -> Option<Markup> {
        let piece = self.document.pieces.partition_point(|piece| piece.span.end <= span.start);
        self.document.pieces.get(piece).and_then(|piece| piece.markup)
    }

    fn is_of_others(&self, span: Span) -> bool {
        self.markup(span).is_some_and(|markup| is_of_others(markup.boxed))
    }

    /// True for lines that say who is on a picture or who made it.
    fn is_of_a_picture(&self, span: Span) -> bool {
        let line = Line::count(self.lexicon, self.text(span), &mut Vec::new());
        line.cue(Cue::Caption).is_some() || line.cue(Cue::Credit).is_some()
    }

    fn is_opened(&self, span: Span) -> bool {
        byline::is_opened_by_any(self.lexicon, self.text(span))
    }

    /// True for a line that names writers, not only words that begin with capitals, which on pages are buttons and sections more often:
    /// it opens as bylines do, its element says so, a known given name comes first, or several names stand together.
    fn is_signed(&self, span: Span) -> bool {
        let line = self.text(span);
        let Some(markup) = self.markup(span) else { return true };
        is_of_writers(markup.own | markup.around)
            || byline::is_opened(self.lexicon, line)
            || !line.starts_with(|c: char| c < '\u{370}')
            || byline::parse(self.lexicon, line)
                .is_some_and(|names| names.people.iter().any(|name| byline::has_given_name(name)) || self.is_of_several(span, &names.people))
    }

    /// True for a line of two names or more and nothing else, however rare: `Ana Ruiz/Jon Doe`.
    fn is_of_several(&self, span: Span, names: &[&str]) -> bool {
        byline::is_all_names(self.lexicon, self.text(span)) && names.iter().all(|name| self.is_named_once(span, name))
    }

    /// The names in a line such as `3 May 2025 | 10:05 | Ana Ruiz`, `Posted on 3 May 2025 by Ana Ruiz`, or alone over such a line.
    fn beside_date(&self, span: Span, behind: &str) -> Option<Vec<&'a str>> {
        let line = self.text(span);
        let marked = self.markup(span).is_some_and(|markup| is_of_writers(markup.own));
        let has_digit = |line: &str| line.bytes().any(|b| b.is_ascii_digit());
        let parts = || line.split(['|', '•', '·', '–', '—', ';']).flat_map(|part| part.split(" - ")).map(str::trim);
        if let Some(part) = parts().find(|part| byline::is_opened(self.lexicon, part)) {
            return Some(byline::parse(self.lexicon, part)?.people);
        }
        if !(has_digit(line) || marked || behind.len() <= LONGEST && has_digit(behind) && !behind.ends_with('.')) {
            return None;
        }
        let inside = byline::inside(self.lexicon, line);
        if inside.first().is_some_and(|name| self.is_a_name(name)) {
            return Some(inside);
        }
        // Pictures and topics go by the names of people too: a part must be a name and no more, the date apart.
        let names = parts().find_map(|part| byline::only_names(self.lexicon, part))?;
        let is_dated = || line.starts_with(names[0]) && is_full_date(parts().skip(1)) && is_plain_name(names[0]);
        (self.is_a_name(names[0]) || is_dated() && self.is_named_once(span, names[0])).then_some(names)
    }

    /// True for a name, however rare, that leads nowhere and that neither a menu nor the text of the article has: topics are in both.
    fn is_named_once(&self, span: Span, name: &str) -> bool {
        let is_link = self.markup(span).is_none_or(|markup| markup.linked > 0);
        !is_link && memchr::memmem::find_iter(self.document.text.as_bytes(), name).nth(1).is_none()
    }

    /// The names that are all of a line that leads nowhere; more than three are those of others.
    fn alone(&self, span: Span) -> Option<Vec<&'a str>> {
        const MOST: usize = 3;
        let is_link = self.markup(span).is_some_and(|markup| markup.linked > 0);
        let names = byline::only_names(self.lexicon, self.text(span)).filter(|_| !is_link)?;
        (names.len() <= MOST && self.is_a_name(names[0])).then_some(names)
    }

    /// True for words that are likely a person's: a known given name comes first, or a family name where it does in that language.
    fn is_a_name(&self, name: &str) -> bool {
        byline::has_given_name(name) || byline::has_family_name(self.lexicon, name)
    }
}

/// From the first to the last of some names that stand in a block.
fn range_of(document: &Document, span: Span, names: &[&str]) -> Option<Range<usize>> {
    let base = document.text.as_ptr() as usize;
    let at = |name: &&str| name.as_ptr() as usize - base;
    let (first, last) = (names.first()?, names.last()?);
    let range = at(first)..at(last) + last.len();
    (range.start >= span.start as usize && range.end <= span.end as usize).then_some(range)
}

/// True for parts of a line with the digits of a day, month and year, and nothing without a digit.
fn is_full_date<'a>(parts: impl Iterator<Item = &'a str> + Clone) -> bool {
    const DIGITS: usize = 6;
    let digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    parts.clone().all(|part| digits(part) > 0) && parts.map(digits).sum::<usize>() >= DIGITS
}

/// True for two or three words that all begin big.
fn is_plain_name(name: &str) -> bool {
    (2..=3).contains(&name.split(' ').count()) && name.split(' ').all(|word| word.starts_with(char::is_uppercase))
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use crate::{Extractor, Options, Source};

    /// Who signs a page with that between its headline and its text.
    fn signed(head: &str) -> Vec<String> {
        let text = "<p>The council of Ardenvale closed the old bridge on Monday after engineers found deep cracks in two of its piers.</p>\
                    <p>“We will not wait for the first lorry to fall into the river,” the mayor told reporters in the town hall.</p>\
                    <p>The bridge was built in 1931 and carries nine thousand cars a day between the two halves of the town.</p>";
        let page = format!(
            "<html><body><nav><a href=/>Real Lowmere</a></nav><article><h1>Old bridge closed for a month</h1>{head}{text}</article></body></html>"
        );
        let extractor = Extractor::new(Options::default()).expect("the options are fine");
        extractor.extract(&Source::bytes(page.into_bytes())).meta.authors.into_iter().map(|author| author.name).collect()
    }

    #[test]
    fn rare_names_sign_beside_a_date_or_together() {
        assert_eq!(signed("<p>Xulane Qorvi | 05.04.2025 - updated 06.04.2025</p>"), ["Xulane Qorvi"]);
        assert_eq!(signed("<p>Xulane Qorvi/Mbrado Tsekwe</p>"), ["Xulane Qorvi", "Mbrado Tsekwe"]);
        // A topic that the menu has, a button, a link.
        for other in ["<p>Real Lowmere | 05.04.2025</p>", "<p>Article to Hear • 3 min</p>", "<p><a href=/x>Xulane Qorvi</a> | 05.04.2025</p>"] {
            assert!(signed(other).is_empty(), "{other}: {:?}", signed(other));
        }
    }
}
