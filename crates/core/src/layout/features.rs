//! What the body model knows of each segment, as bytes: its own counts, its neighbours, its place in the page, its elements.

mod columns;
mod headlines;
mod marks;
mod measure;
mod rescored;

use columns::{HTML, NEIGHBOUR, NEIGHBOURS, OWN, TAGS, TEXT};
use measure::{log, share};
pub use rescored::with_scores;

use super::class::{self, Cue};
use super::line::{Line, Mark};
use super::run::rough_run;
use super::segment::{Segment, Segments};
use super::word::themes;
use crate::model::trees::{Row, Table};
use crate::read::{CLASS_KINDS, Document, Markup, Tag};

fn count(n: u32) -> u8 {
    n.min(255) as u8
}

/// The table of all segments of a document.
pub fn table(document: &Document, segments: &Segments) -> Table {
    let is_html = document.pieces.first().is_some_and(|piece| piece.markup.is_some());
    let mut table = Table::new(segments.len(), if is_html { HTML } else { TEXT });
    let page = Page::new(document, segments);
    neighbours(&mut table, segments);
    for (i, segment) in segments.iter().enumerate() {
        let row = &mut Row::new(&mut table, i, 0);
        own(row, segment);
        row.skip(NEIGHBOUR * NEIGHBOURS.len());
        page.place(row, i, segment);
        debug_assert_eq!(row.column(), TEXT);
        if let Some(markup) = document.pieces[segment.piece as usize].markup.filter(|_| is_html) {
            page.markup(row, i, segment, &markup);
        }
    }
    table
}

fn own(row: &mut Row<'_>, segment: &Segment) {
    let line = &segment.line;
    let words = line.words as usize;
    row.put(log(line.chars as usize));
    row.put(log(words));
    for part in [line.capitalised, line.upper, line.numbers, line.stop, line.time] {
        row.put(share(part as usize, words));
    }
    for n in [
        line.first,
        line.second,
        line.third,
        line.speech,
        line.months,
        line.role,
        line.commas,
        line.ends,
        line.quotes,
        line.bars,
        line.brackets,
        line.addresses,
        line.stop,
    ] {
        row.put(count(n));
    }
    row.put(share(line.ends as usize, words));
    for bit in [class::STOP, class::IMPERATIVE, class::LABEL] {
        row.flag(line.opening & bit != 0);
    }
    row.flag(line.head == Mark::Upper);
    row.flag(line.head == Mark::Quote);
    row.flag(matches!(line.head, Mark::Digit | Mark::Other | Mark::Pause));
    row.put(rank(line.tail));
    row.flag(line.closed);
    row.flag(line.is_sentence());
    row.put(segment.given.map_or(0, |kind| 1 + kind as u8));
    for cue in line.cues {
        row.put(cue.map_or(0, |place| 1 + place as u8));
    }
}

/// Last characters in an order that a threshold can cut: the more like the end of a sentence the higher.
fn rank(tail: Mark) -> u8 {
    match tail {
        Mark::Lower => 0,
        Mark::Upper => 1,
        Mark::Digit => 2,
        Mark::Other => 3,
        Mark::Pause => 4,
        Mark::Colon => 5,
        Mark::Ellipsis => 6,
        Mark::Question => 7,
        Mark::Quote => 8,
        Mark::Stop => 9,
    }
}

/// The columns about neighbours: each the same column, moved by some segments.
fn neighbours(table: &mut Table, segments: &Segments) {
    let mut columns = Table::new(segments.len(), NEIGHBOUR);
    for (i, segment) in segments.iter().enumerate() {
        let line = &segment.line;
        let row = &mut Row::new(&mut columns, i, 0);
        row.put(log(line.chars as usize));
        row.put(1 + share(line.stop as usize, line.words as usize) / 2);
        row.put(share(line.capitalised as usize, line.words as usize));
        row.put(1 + rank(line.tail));
        row.flag(line.is_running());
        let cue = |cue: Cue| line.cue(cue).map_or(0, |place| 1 + place as u8);
        row.put(cue(Cue::Furniture).max(cue(Cue::Promo)).max(cue(Cue::Related)));
        row.put(cue(Cue::Caption).max(cue(Cue::Byline)).max(cue(Cue::Metadata)).max(cue(Cue::Credit)));
    }
    for (i, step) in NEIGHBOURS.into_iter().enumerate() {
        for column in 0..NEIGHBOUR {
            table.set_moved(OWN + i * NEIGHBOUR + column, columns.column(column), step);
        }
    }
}

/// What is known of a page as a whole.
struct Page<'a> {
    document: &'a Document,
    segments: &'a Segments,
    /// Bytes of running text before each segment, and all.
    text: Vec<u32>,
    /// The rough run of text.
    run: (usize, usize),
    /// How often the words of the run occur in it, by the low bits of their hash.
    themes: Box<[u8; THEMES]>,
    /// For each segment the first one of the same words, and there how many there are.
    copies: Vec<(u32, u32)>,
    /// How far it is to bylines, datelines, credits and the like.
    marks: marks::Marks,
    /// Lines over what readers wrote and lines of dates before each segment, and all.
    counts: Vec<[u32; 2]>,
    /// Running text by number of the parent and grandparent element, and the element with most.
    parents: rustc_hash::FxHashMap<u32, u32>,
    best_parent: (u32, u32),
    grandparents: rustc_hash::FxHashMap<u32, u32>,
    best_grandparent: (u32, u32),
    best_depth: u16,
    /// Function words of the rough run and all its words.
    run_stop: (usize, usize),
    /// Where its headline is shown.
    headlines: headlines::Headlines,
}

/// Size of the table of themes.
const THEMES: usize = 4096;

/// Bytes of running text in a segment.
fn running(line: &Line) -> u32 {
    if line.is_running() || line.words > 25 && line.stop * 4 > line.words { line.chars } else { 0 }
}

impl<'a> Page<'a> {
    fn new(document: &'a Document, segments: &'a Segments) -> Self {
        let mut page = Self {
            document,
            segments,
            text: Vec::with_capacity(segments.len() + 1),
            run: rough_run(segments),
            themes: Box::new([0; THEMES]),
            copies: Vec::with_capacity(segments.len()),
            marks: marks::Marks::new(&document.text, segments),
            counts: Vec::with_capacity(segments.len() + 1),
            parents: rustc_hash::FxHashMap::default(),
            best_parent: (0, 0),
            grandparents: rustc_hash::FxHashMap::default(),
            best_grandparent: (0, 0),
            best_depth: 0,
            run_stop: (0, 0),
            headlines: headlines::Headlines::new(document, segments),
        };
        let mut sum = 0;
        let mut counts = [0; 2];
        let mut firsts = rustc_hash::FxHashMap::with_capacity_and_hasher(segments.len(), rustc_hash::FxBuildHasher);
        for (i, segment) in segments.iter().enumerate() {
            page.text.push(sum);
            sum += running(&segment.line);
            if (page.run.0..page.run.1).contains(&i) {
                page.run_stop.0 += segment.line.stop as usize;
                page.run_stop.1 += segment.line.words as usize;
                for theme in themes(segments.words(segment)) {
                    let slot = &mut page.themes[theme as usize % THEMES];
                    *slot = slot.saturating_add(1);
                }
            }
            let first = *firsts.entry(segment.line.key).or_insert(i as u32);
            page.copies.push((first, 0));
            page.copies[first as usize].1 += 1;
            let line = &segment.line;
            page.counts.push(counts);
            counts = [counts[0] + u32::from(line.is_of_readers()), counts[1] + u32::from(line.is_date())];
            if let Some(markup) = document.pieces[segment.piece as usize].markup {
                let len = running(line).saturating_sub(markup.linked);
                *page.parents.entry(markup.parent).or_insert(0) += len;
                *page.grandparents.entry(markup.grandparent).or_insert(0) += len;
            }
        }
        page.text.push(sum);
        page.counts.push(counts);
        page.find_best();
        page
    }

    fn find_best(&mut self) {
        for segment in self.segments.iter() {
            let Some(markup) = self.document.pieces[segment.piece as usize].markup else { return };
            let parent = self.parents[&markup.parent];
            if parent > self.best_parent.1 {
                self.best_parent = (markup.parent, parent);
                self.best_depth = markup.depth;
            }
            let grandparent = self.grandparents[&markup.grandparent];
            if grandparent > self.best_grandparent.1 {
                self.best_grandparent = (markup.grandparent, grandparent);
            }
        }
    }

    fn place(&self, row: &mut Row<'_>, at: usize, segment: &Segment) {
        let all = self.segments.len();
        let total = self.text[all] as usize;
        row.put(share(at, all));
        row.put(log(at));
        row.put(log(all - at));
        row.put(log(all));
        row.put(log(total));
        row.put(share(self.text[at] as usize, total));
        for (back, ahead) in [(3, 0), (8, 0), (0, 3), (0, 8), (20, 20)] {
            let from = at.saturating_sub(back);
            let to = (at + 1 + ahead).min(all);
            let around = self.text[to] - self.text[from] - (self.text[at + 1] - self.text[at]);
            row.put(log(around as usize));
        }
        let (start, end) = self.run;
        row.flag((start..end).contains(&at));
        row.put(log(start.saturating_sub(at)));
        row.put(log((at + 1).saturating_sub(end)));
        row.put(share(at.saturating_sub(start), end - start));
        let first = self.copies[at].0;
        let copies = self.copies[first as usize].1;
        row.put(copies.min(255) as u8);
        row.flag(first as usize != at);
        self.marks.describe(row, at);
        row.put(count(self.counts[at][0]));
        for kind in 0..2 {
            row.put(count(self.counts[at][kind] - self.counts[at.saturating_sub(8)][kind]));
            row.put(count(self.counts[(at + 9).min(all)][kind] - self.counts[at + 1][kind]));
        }
        row.put(self.themed(at, segment));
    }

    /// The share of the segment's content words that the run has, itself left out.
    fn themed(&self, at: usize, segment: &Segment) -> u8 {
        let own = u8::from((self.run.0..self.run.1).contains(&at));
        let (mut all, mut shared) = (0, 0);
        for theme in themes(self.segments.words(segment)) {
            all += 1;
            shared += usize::from(self.themes[theme as usize % THEMES] > own);
        }
        if all == 0 { 0 } else { 1 + share(shared, all) / 2 }
    }

    fn markup(&self, row: &mut Row<'_>, at: usize, segment: &Segment, markup: &Markup) {
        let len = self.document.pieces[segment.piece as usize].span.len();
        row.put(markup.tag as u8);
        row.flag(markup.tag == Tag::Paragraph);
        row.flag(markup.tag.is_heading());
        row.put(share(markup.linked as usize, len));
        row.put(share(markup.strong as usize, len));
        row.put(markup.depth.min(255) as u8);
        row.put((128 + i32::from(markup.depth) - i32::from(self.best_depth)).clamp(0, 255) as u8);
        row.flag(markup.hidden);
        let parent = self.parents.get(&markup.parent).copied().unwrap_or(0);
        let grandparent = self.grandparents.get(&markup.grandparent).copied().unwrap_or(0);
        row.put(share(parent as usize, self.best_parent.1 as usize));
        row.put(share(grandparent as usize, self.best_grandparent.1 as usize));
        row.put(log(parent as usize));
        row.flag(markup.parent == self.best_parent.0);
        row.flag(markup.grandparent == self.best_grandparent.0);
        let around = |step: isize| {
            let segment = at.checked_add_signed(step).and_then(|i| self.segments.get(i))?;
            self.document.pieces[segment.piece as usize].markup
        };
        for step in [-1, 1] {
            row.flag(around(step).is_some_and(|other| other.parent == markup.parent));
        }
        row.put(around(1).map_or(0, |next| 1 + next.tag as u8));
        for tag in TAGS {
            row.flag(markup.inside & tag.bit() != 0);
        }
        self.headlines.describe(row, at, self.segments.words(segment));
        for kinds in [markup.own, markup.around] {
            (0..CLASS_KINDS).for_each(|kind| row.flag(kinds & 1 << kind != 0));
        }
        self.script(row, &segment.line);
        debug_assert_eq!(row.column(), HTML);
    }

    /// What tells scripts and languages apart, so that other columns can be read by it.
    fn script(&self, row: &mut Row<'_>, line: &Line) {
        let words = line.words as usize;
        row.put(share(line.caseless as usize, words));
        row.put(share(line.unspaced as usize, words));
        // Function words beside those of the article: languages and lists differ in how many there are.
        let (stop, all) = self.run_stop;
        row.put(share(line.stop as usize * all.max(1) / 2, words * stop.max(1)));
    }
}
