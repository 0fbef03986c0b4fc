//! Who signs in the lines that the page shows: in bylines, beside the date over the article, alone under its end.

use std::ops::Range;

use super::byline;
use super::class::{self, Cue};
use super::lexicon::Lexicon;
use super::line::Line;
use super::word;
use crate::Span;
use crate::read::{Document, Markup, Tag, is_of_captions, is_of_others, is_of_writers};
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

    /// The people that sign: in a byline, beside the date over the article, under a label (`Text:`), under its end or in its last brackets.
    pub fn people(&self) -> Option<Signature> {
        let named = |(span, people): (Span, Vec<&str>)| Some((range_of(self.document, span, &people)?, owned(&people)));
        self.bylines()
            .filter(|span| self.is_signed(*span))
            .find_map(|span| Some((span, byline::parse(self.lexicon, self.text(span))?.people)))
            .or_else(|| self.head().find_map(|(span, behind)| Some((span, self.beside_date(span, behind)?))))
            .or_else(|| self.labelled())
            .or_else(|| self.end().find_map(|span| Some((span, self.alone(span).filter(|_| !self.is_under_label(span))?))))
            .or_else(|| self.bracketed())
            .or_else(|| self.marks())
            .and_then(named)
    }

    /// True if that is signed over the article's text.
    pub fn is_over_text(&self, signature: &Signature) -> bool {
        self.blocks.get(self.first).is_some_and(|block| signature.0.start < block.span.start as usize)
    }

    /// The desk that signs where no person does.
    pub fn desk(&self) -> Option<Signature> {
        // `Newsroom` in a menu leads to who they are.
        let bylines =
            self.bylines().filter(|span| self.markup(*span).is_none_or(|markup| markup.linked == 0) || self.is_marked(*span));
        let lines = bylines.chain(self.head().map(|(span, _)| span).filter(|span| self.is_opened(*span))).chain(self.end());
        lines.into_iter().find_map(|span| {
            // An agency alone in a line is most often that of a picture.
            let agency = || byline::agency(self.lexicon, self.text(span)).filter(|_| self.is_opened(span) || self.is_marked(span));
            let desk = byline::desk(self.lexicon, self.text(span)).or_else(agency)?;
            Some((span.start as usize + desk.start..span.start as usize + desk.end, Vec::new()))
        })
    }

    fn text(&self, span: Span) -> &'a str {
        span.of(&self.document.text)
    }

    /// Bylines. Those far behind the article are those of other stories.
    fn bylines(&self) -> impl Iterator<Item = Span> + '_ {
        let end = (self.last.saturating_add(3)).min(self.blocks.len());
        let bylines = self.blocks[..end].iter().filter(|block| block.kind == BlockKind::Byline).map(|block| block.span);
        bylines.filter(|span| !self.is_in_a_caption(*span) && !byline::is_agency_credit(self.lexicon, self.text(*span)))
    }

    /// Short lines around the beginning of the article that are neither its text nor about a picture, each with the text of the next one.
    fn head(&self) -> impl Iterator<Item = (Span, &'a str)> + '_ {
        let (start, end) = (self.first.saturating_sub(NEAR), (self.first + 4).min(self.blocks.len()));
        (start..end).filter_map(move |at| {
            let block = &self.blocks[at];
            let behind = self.blocks.get(at + 1).map_or("", |next| self.text(next.span));
            let is_plain = matches!(block.kind, BlockKind::Metadata | BlockKind::Furniture | BlockKind::Byline);
            let is_dated = || block.kind == BlockKind::Body && byline::is_signing(self.lexicon, self.text(block.span));
            let signs = (is_plain || is_dated()) && block.span.len() <= LONGEST && !self.is_of_others(block.span);
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

    /// True for lines that say who is on a picture or who made it, not who wrote first: `Autor: Ana Ruiz | Źródło: PAP`.
    fn is_of_a_picture(&self, span: Span) -> bool {
        let line = Line::count(self.lexicon, self.text(span), &mut Vec::new());
        let is_cued = line.cue(Cue::Caption).is_some() || line.cue(Cue::Credit).is_some();
        let names_writer = || {
            let text = self.text(span);
            byline::parts(text).any(|part| byline::is_opened(self.lexicon, part)) || byline::between_blanks(self.lexicon, text).is_some()
        };
        is_cued && !names_writer() || self.is_in_a_caption(span)
    }

    fn is_in_a_caption(&self, span: Span) -> bool {
        self.markup(span).is_some_and(|markup| markup.inside & Tag::Caption.bit() != 0 || is_of_captions(markup.own))
    }

    /// True if the element of a line says that it names writers.
    fn is_marked(&self, span: Span) -> bool {
        self.markup(span).is_some_and(|markup| is_of_writers(markup.own | markup.around))
    }

    fn is_opened(&self, span: Span) -> bool {
        byline::is_opened_by_any(self.lexicon, self.text(span))
    }

    /// True for a line that names writers, not only words that begin with capitals, which on pages are buttons and sections more often:
    /// it opens as bylines do, its element says so, a known given name comes first, or several names stand together.
    fn is_signed(&self, span: Span) -> bool {
        let line = self.text(span);
        self.markup(span).is_none()
            || self.is_marked(span)
            || byline::is_opened(self.lexicon, line)
            || !line.starts_with(|c: char| c < '\u{370}')
            || byline::parse(self.lexicon, line)
                .is_some_and(|names| names.people.iter().any(|name| byline::has_given_name(self.lexicon, name)) || self.is_of_several(span, &names.people))
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
        if let Some(part) = byline::parts(line).find(|part| byline::is_opened(self.lexicon, part)) {
            return Some(byline::parse(self.lexicon, part)?.people);
        }
        let is_cjk = line.contains(byline::is_cjk);
        if !(has_digit(line) || marked || is_cjk || behind.len() <= LONGEST && has_digit(behind) && !behind.ends_with('.')) {
            return None;
        }
        if let Some(name) = byline::between_blanks(self.lexicon, line).filter(|name| self.is_named_once(span, name)) {
            return Some(vec![name]);
        }
        let inside = byline::inside(self.lexicon, line);
        if inside.first().is_some_and(|name| self.is_a_name(name)) {
            return Some(inside);
        }
        // Pictures and topics go by the names of people too: a part must be a name and no more, the date apart.
        if let Some(name) = byline::parts(line).skip_while(|_| !has_digit(line)).find_map(|part| byline::given_first(self.lexicon, part)) {
            return Some(vec![name]);
        }
        let (part, names) = byline::parts(line).find_map(|part| Some((part, byline::only_names(self.lexicon, part)?)))?;
        let is_dated = || {
            let behind = part.strip_prefix(names[0]).unwrap_or("?").trim_start_matches([',', ' ']);
            let others = byline::parts(line).filter(|other| !std::ptr::eq(*other, part)).chain(Some(behind).filter(|rest| !rest.is_empty()));
            self.is_full_date(others) && is_plain_name(names[0])
        };
        (self.is_a_name(names[0]) || is_dated() && self.is_named_once(span, names[0])).then_some(names)
    }

    /// True for parts of a line with the digits of a day, month and year, the month by its name or not, and nothing without a digit.
    fn is_full_date<'b>(&self, mut parts: impl Iterator<Item = &'b str>) -> bool {
        const DIGITS: usize = 6;
        let mut sum = 0;
        let is_month = |word: word::Word| self.lexicon.get(word.hash).classes & class::MONTH != 0;
        let has_digits = |part: &str| {
            let digits = part.bytes().filter(u8::is_ascii_digit).count();
            sum += digits + usize::from(word::words(part).any(is_month));
            digits > 0
        };
        parts.all(has_digits) && sum >= DIGITS
    }

    /// True for a name, however rare, that leads nowhere and that neither a menu nor the text of the article has: topics are in both.
    /// What tells of the writer may begin with it: `Ana Ruiz is an architect.`
    fn is_named_once(&self, span: Span, name: &str) -> bool {
        let is_link = self.markup(span).is_none_or(|markup| markup.linked > 0);
        let text = &self.document.text;
        let tells = |at: usize| {
            let piece = self.document.pieces.binary_search_by_key(&(at as u32), |piece| piece.span.start);
            let line = piece.map_or("", |piece| self.document.pieces[piece].span.of(text));
            at > span.end as usize && line.get(name.len()..).is_some_and(|behind| behind.len() > name.len() && behind.starts_with(' '))
        };
        let mut found = memchr::memmem::find_iter(text.as_bytes(), name).filter(|at| !span.range().contains(at));
        !is_link && found.all(tells)
    }

    /// The names under a line that is nothing but what bylines begin with: `Text:`, `Interview`.
    fn labelled(&self) -> Option<(Span, Vec<&'a str>)> {
        let end = (self.last.saturating_add(3)).min(self.blocks.len());
        let start = self.first.saturating_sub(NEAR).min(end);
        self.blocks[start..end].windows(2).find_map(|pair| {
            let [label, names] = [pair[0].span, pair[1].span];
            let is_label = label.len() <= LONGEST / 4 && byline::is_label(self.lexicon, self.text(label));
            let is_plain = |span: Span| self.markup(span).is_none_or(|markup| !markup.tag.is_heading()) && !self.is_of_others(span);
            let fits = is_label && pair[1].kind != BlockKind::Title && is_plain(label) && is_plain(names);
            let people = byline::only_names(self.lexicon, self.text(names)).filter(|_| fits && names.len() <= LONGEST / 2)?;
            Some((names, people))
        })
    }

    /// The marks of a newsroom with which the line behind the article begins: `ssi, dan; Photo: Ana Ruiz`.
    fn marks(&self) -> Option<(Span, Vec<&'a str>)> {
        let span = self.blocks.get(self.last.saturating_add(1)).map(|block| block.span).filter(|span| span.len() <= LONGEST / 2)?;
        let marks = byline::marks(self.lexicon, self.text(span).split(';').next()?);
        (!marks.is_empty()).then_some((span, marks))
    }

    /// The names in brackets behind the last full stop, as papers sign in Chinese and Japanese: `……った。（佐藤健一）`.
    fn bracketed(&self) -> Option<(Span, Vec<&'a str>)> {
        const SHORTEST: usize = 3;
        let span = self.blocks.get(self.last)?.span;
        let text = self.text(span);
        let inner = text.strip_suffix(['）', ')', '】'])?;
        let (before, inner) = inner.rsplit_once(['（', '(', '【'])?;
        let closes = before.trim_end().is_empty() || before.trim_end().ends_with(['。', '！', '？', '」', '”']);
        if !closes || inner.len() > LONGEST / 2 || !inner.starts_with(byline::is_cjk) {
            return None;
        }
        let names = byline::parse(self.lexicon, inner)?.people;
        let lists_families = !self.lexicon.bylines.families.is_empty();
        let is_a_name = |name: &&str| {
            if lists_families { byline::is_cjk_name(self.lexicon, name) } else { name.chars().count() >= SHORTEST }
        };
        let fits = names.iter().all(is_a_name);
        fits.then_some((span, names))
    }

    /// True for the line behind a short one behind the article, which says what the name is: `Press contact`.
    fn is_under_label(&self, span: Span) -> bool {
        const LONGEST: usize = 3;
        self.blocks.get(self.last + 1).is_some_and(|label| {
            let text = self.text(label.span);
            let is_short = text.split(' ').count() <= LONGEST && !text.bytes().any(|b| b.is_ascii_digit());
            label.span.end <= span.start && label.kind == BlockKind::Furniture && is_short && self.alone(label.span).is_none()
        })
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
        byline::has_given_name(self.lexicon, name) || byline::has_family_name(self.lexicon, name)
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

/// True for two or three words that all begin big.
fn is_plain_name(name: &str) -> bool {
    (2..=3).contains(&name.split(' ').count()) && name.split(' ').all(|word| word.starts_with(byline::is_big))
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
