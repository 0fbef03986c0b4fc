//! Segments with labels.

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::Result;
use nutgraf::language::Languages;
use nutgraf::layout::training::Examples;
use nutgraf::read::Tag;
use nutgraf::record::BlockKind;
use nutgraf::{Options, Source, Span, read};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::data;
use crate::packages::Packages;
use crate::random::Random;

/// What layout knows of each language.
static LANGUAGES: LazyLock<Languages> = LazyLock::new(Languages::default);

/// A document cut into segments, with its gold labels.
pub struct Doc {
    /// Of its page, the same for all cuts of it.
    page: String,
    site: String,
    /// What the scorers know it by, if they do.
    id: Option<String>,
    document: read::Document,
    /// What it is reported under.
    pub group: String,
    /// The features of its units that the model sees.
    pub examples: Examples,
    /// 1 for the article's text.
    pub labels: Vec<u8>,
    /// How much each segment counts; 0 for those that are not learned from.
    pub weights: Vec<f32>,
    words: Vec<u32>,
    /// Gold leaves it open.
    free: Vec<bool>,
    /// Only to learn from, not to judge by.
    pub extra: bool,
}

/// How well a document was cut.
#[derive(Clone, Copy)]
pub struct Judged {
    pub precision: f32,
    pub recall: f32,
    pub f1: f32,
    pub exact: f32,
}

impl Doc {
    fn new(
        page: &str,
        site: &str,
        group: &str,
        document: read::Document,
        label: impl Fn(&read::Document, usize, usize) -> (bool, bool),
    ) -> Self {
        let examples = Examples::new(&document, LANGUAGES.layout(document.language.as_deref()));
        let rows: Vec<_> = examples.segments().map(|(span, words, given)| (span.range(), words, given)).collect();
        let labelled: Vec<(bool, bool)> = rows.iter().map(|(span, ..)| label(&document, span.start, span.end)).collect();
        let all: f32 = rows.iter().map(|(_, words, _)| *words as f32).sum::<f32>() / rows.len().max(1) as f32;
        let weigh = |((_, words, given), (_, free)): (&(_, u32, Option<_>), &(bool, bool))| {
            if given.is_some() {
                return 0.0;
            }
            let open = if *free { 0.3 } else { 1.0 };
            open * (0.5 + 0.5 * *words as f32 / all.max(1.0)).min(6.0)
        };
        Self {
            page: page.to_owned(),
            site: site.to_owned(),
            id: None,
            document,
            group: group.to_owned(),
            weights: rows.iter().zip(&labelled).map(weigh).collect(),
            words: rows.iter().map(|row| row.1).collect(),
            labels: labelled.iter().map(|(body, _)| u8::from(*body)).collect(),
            free: labelled.iter().map(|(_, free)| *free).collect(),
            examples,
            extra: false,
        }
    }

    /// The fold of its site.
    pub fn site_fold(&self, folds: usize) -> usize {
        fold(&self.site, folds)
    }

    /// The fold of its page.
    pub fn page_fold(&self, folds: usize) -> usize {
        fold(&self.page, folds)
    }

    /// The values of the segments that are learned from.
    pub fn used<'a, T: Copy>(&'a self, values: &'a [T]) -> impl Iterator<Item = T> + 'a {
        values.iter().zip(&self.weights).filter(|(_, weight)| **weight > 0.0).map(|(value, _)| *value)
    }

    /// Precision and recall by words of what layout makes of these scores, and that in the form of the scorers.
    pub fn judge(&self, scores: Vec<i32>) -> (Judged, Option<Value>) {
        let blocks = self.examples.blocks(&self.document, scores);
        let article = |kind| matches!(kind, BlockKind::Body | BlockKind::Heading | BlockKind::Dateline);
        let body: Vec<Span> = blocks.iter().filter(|block| article(block.kind)).map(|block| block.span).collect();
        let (mut hit, mut kept, mut gold, mut exact) = (0.0, 0.0, 0.0, 1.0);
        for (i, (span, ..)) in self.examples.segments().enumerate() {
            let given = self.weights[i] == 0.0;
            let (label, words) = (self.labels[i] == 1, self.words[i] as f32);
            if self.free[i] || given || words == 0.0 {
                continue;
            }
            let keep = body.iter().any(|body| body.start <= span.start && span.end <= body.end);
            hit += if keep && label { words } else { 0.0 };
            kept += if keep { words } else { 0.0 };
            gold += if label { words } else { 0.0 };
            exact = if keep == label { exact } else { 0.0 };
        }
        let ratio = |a: f32, b: f32| if b > 0.0 { a / b } else { 0.0 };
        let (precision, recall) = (ratio(hit, kept), ratio(hit, gold));
        let judged = Judged { precision, recall, f1: ratio(2.0 * precision * recall, precision + recall), exact };
        (judged, self.id.as_ref().map(|id| self.prediction(id, &body)))
    }

    fn prediction(&self, id: &str, body: &[Span]) -> Value {
        let text = &self.document.text;
        if self.document.pieces.iter().any(|piece| piece.markup.is_some()) {
            let texts: Vec<&str> = body.iter().map(|span| span.of(text)).collect();
            return json!({"id": id, "text": texts.join("\n")});
        }
        let source = self.document.original.as_ref().map_or(text.as_str(), |(original, _)| original);
        let point = |at: u32| source[..at as usize].chars().count();
        let spans = body.iter().map(|span| self.document.to_original(*span)).map(|span| [point(span.start), point(span.end)]);
        json!({"id": id, "body_spans": spans.collect::<Vec<_>>()})
    }
}

#[derive(Deserialize)]
struct Page {
    id: String,
    doc: String,
    site: String,
    variant: String,
    text: String,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    start: usize,
    end: usize,
    label: String,
    kind: Option<String>,
}

/// Lines of plain text. Besides the variants of the data, each page is cut to a few lines around its body, as feeds have it,
/// and once to a few lines of it.
pub fn text(data: &Path) -> Result<Vec<Doc>> {
    let pages: Vec<Page> = data::jsonl(&data.join("cleaning/dev.jsonl"))?;
    let mut random = Random(7);
    let mut docs = Vec::new();
    // Blank lines are no feature, so the variant with them would only repeat the other.
    for page in pages.iter().filter(|page| page.variant != "paras") {
        docs.push(Doc { id: Some(page.id.clone()), ..labelled(page, &page.variant, 0..page.lines.len()) });
        if page.variant == "window" {
            let body = |line: &Line| line.label == "body";
            let (Some(first), Some(last)) = (page.lines.iter().position(body), page.lines.iter().rposition(body)) else {
                continue;
            };
            let before = (random.share() * 6.0) as usize;
            let after = (random.share() * 6.0) as usize;
            docs.push(labelled(page, "feed", first.saturating_sub(before)..(last + 1 + after).min(page.lines.len())));
            // And to a few lines anywhere in it.
            let from = first + (random.share() * (last + 1 - first) as f32) as usize;
            let len = 3 + (random.share() * 6.0) as usize;
            docs.push(labelled(page, "few", from.saturating_sub(2)..(from + len).min(page.lines.len())));
        }
    }
    Ok(docs)
}

fn fold(name: &str, folds: usize) -> usize {
    (nutgraf::text::hash::hash(name) >> 7) as usize % folds
}

fn labelled(page: &Page, group: &str, lines: std::ops::Range<usize>) -> Doc {
    let bytes = data::code_points(&page.text);
    let lines = &page.lines[lines];
    let (from, to) = (bytes[lines[0].start], bytes[lines[lines.len() - 1].end]);
    let spans: Vec<(usize, usize, bool, bool)> = lines
        .iter()
        .map(|line| {
            let free = matches!(line.kind.as_deref(), Some("optional" | "summary"));
            (bytes[line.start] - from, bytes[line.end] - from, line.label == "body", free)
        })
        .collect();
    let document = read::read(&Source::text(&page.text[from..to]), &Options::default());
    let label = |document: &read::Document, start: usize, end: usize| {
        let span = document.to_original(nutgraf::Span::new(start, end)).range();
        let best = spans.iter().max_by_key(|(from, to, ..)| (span.end.min(*to)).saturating_sub(span.start.max(*from)));
        best.map_or((false, false), |(.., body, free)| (*body, *free))
    };
    Doc::new(&page.doc, &page.site, group, document, label)
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    source: String,
    site: String,
    lang: String,
    text: String,
    /// The body without what some would leave out.
    #[serde(default)]
    text_min: Option<String>,
    #[serde(default)]
    blocks: Vec<GoldBlock>,
}

#[derive(Deserialize)]
struct GoldBlock {
    kind: String,
    text: String,
}

/// Pages, aligned with their gold bodies: a segment is body if most of its words lie in runs of four that gold has too, or if it is a
/// line of gold.
pub fn html(data: &Path) -> Result<Vec<Doc>> {
    let golds: Vec<Gold> = data::jsonl(&data.join("html/gold.jsonl"))?;
    let mut docs = Vec::new();
    for gold in golds.iter().filter(|gold| gold.lang == "en") {
        let mut page = Vec::new();
        data::open(&data.join("html/pages").join(format!("{}.html.gz", gold.id)))?.read_to_end(&mut page)?;
        let document = read::read(&Source::bytes(page), &Options::default());
        docs.push(Doc { id: Some(gold.id.clone()), ..aligned(gold, document) });
    }
    Ok(docs)
}

/// Pages in many languages; `segments` has those of which only some stretches are known.
pub fn world(data: &Path) -> Result<Vec<Doc>> {
    let page_of = |id: &str| -> Result<read::Document> {
        let mut page = Vec::new();
        data::open(&data.join("html_world/pages").join(format!("{id}.html.gz")))?.read_to_end(&mut page)?;
        Ok(read::read(&Source::bytes(page), &Options::default()))
    };
    let mut docs = Vec::new();
    for gold in data::jsonl::<Gold>(&data.join("html_world/gold.jsonl"))? {
        let mut doc = Doc { id: Some(gold.id.clone()), ..aligned(&gold, page_of(&gold.id)?) };
        doc.group = format!("world {}", gold.lang);
        let weight = if gold.source == "waddle" { UNEVEN_WEIGHT } else { 1.0 };
        doc.weights.iter_mut().for_each(|w| *w *= weight);
        docs.push(doc);
    }
    for known in data::jsonl::<Segments>(&data.join("html_world/segments.jsonl"))? {
        let document = page_of(&known.id)?;
        let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let [with, without] = [&known.with, &known.without].map(|list| list.iter().map(|s| joined(s)).collect::<Vec<_>>());
        let found = |list: &[String], segment: &str| list.iter().any(|s| segment.contains(s.as_str()));
        let mut doc = Doc::new(&known.id, &known.site, "segments", document, |document, start, end| {
            let segment = joined(&document.text[start..end]);
            (found(&with, &segment), !found(&with, &segment) && !found(&without, &segment))
        });
        let free = doc.free.clone();
        doc.weights.iter_mut().zip(free).for_each(|(w, free)| *w = if free { 0.0 } else { *w * SEGMENT_WEIGHT });
        doc.id = Some(known.id);
        docs.push(doc);
    }
    Ok(docs)
}

/// A page of which some stretches are known to be the article's or not.
#[derive(Deserialize)]
struct Segments {
    id: String,
    site: String,
    with: Vec<String>,
    without: Vec<String>,
}

/// Gold that is uneven from page to page counts less.
const UNEVEN_WEIGHT: f32 = 0.6;

/// The stretches were chosen for being hard.
const SEGMENT_WEIGHT: f32 = 0.5;

/// Words, and characters of scripts without spaces.
fn words(text: &str) -> Vec<u64> {
    nutgraf::layout::training::words(text)
}

fn aligned(gold: &Gold, document: read::Document) -> Doc {
    let all = words(&gold.text);
    let grams: HashSet<&[u64]> = all.windows(4).collect();
    let least = gold.text_min.as_deref().map(words);
    let least: Option<HashSet<&[u64]>> = least.as_ref().map(|words| words.windows(4).collect());
    let lines: HashSet<Vec<u64>> = gold.text.lines().map(words).filter(|line| !line.is_empty()).collect();
    let free: HashSet<Vec<u64>> = gold
        .blocks
        .iter()
        .filter(|block| matches!(block.kind.as_str(), "optional" | "summary"))
        .map(|block| words(&block.text))
        .collect();
    let covered = |grams: &HashSet<&[u64]>, segment: &[u64]| {
        let mut marks = vec![false; segment.len()];
        for (i, gram) in segment.windows(4).enumerate() {
            if grams.contains(gram) {
                marks[i..i + 4].fill(true);
            }
        }
        marks.iter().filter(|mark| **mark).count() * 2 >= segment.len().max(1)
    };
    let pieces: Vec<Vec<u64>> = document.pieces.iter().map(|piece| words(piece.span.of(&document.text))).collect();
    let mut body: Vec<bool> =
        pieces.iter().map(|piece| !piece.is_empty() && (covered(&grams, piece) || lines.contains(piece))).collect();
    keep_one_copy(&pieces, &mut body);
    let label = |document: &read::Document, start: usize, end: usize| {
        let at = document.pieces.partition_point(|piece| (piece.span.end as usize) <= start);
        let segment = words(&document.text[start..end]);
        let is_body = body.get(at).copied().unwrap_or(false);
        // A part of a piece is judged by itself.
        let whole = document.pieces.get(at).is_some_and(|piece| piece.span.range() == (start..end));
        let is_optional = least.as_ref().is_some_and(|least| is_body && segment.len() >= 4 && !covered(least, &segment));
        (is_body && (whole || covered(&grams, &segment) || lines.contains(&segment)), free.contains(&segment) || is_optional)
    };
    Doc::new(&gold.id, &gold.site, &gold.source, document, label)
}

/// Of pieces with the same words only the one most in the midst of the body is the body's.
fn keep_one_copy(pieces: &[Vec<u64>], body: &mut [bool]) {
    let mut copies: HashMap<&[u64], Vec<usize>> = HashMap::new();
    for (i, piece) in pieces.iter().enumerate().filter(|(i, _)| body[*i]) {
        copies.entry(piece).or_default().push(i);
    }
    let before = body.to_vec();
    let midst = |at: usize| before[at.saturating_sub(6)..(at + 7).min(before.len())].iter().filter(|b| **b).count();
    for at in copies.into_values().filter(|at| at.len() > 1) {
        let best = at.iter().copied().max_by_key(|&i| (midst(i), std::cmp::Reverse(i)));
        for i in at {
            body[i] = Some(i) == best;
        }
    }
}

/// Pages of other sites with bodies cut out by hand or checked: the test pages of Mozilla's Readability, a folder a page. As HTML and
/// as the lines of text that a crawler makes of them, whole and around the article.
pub fn readability(packages: &Packages) -> Result<(Vec<Doc>, Vec<Doc>)> {
    let pages = packages.ending("/source.html").filter(|page| page.to_string_lossy().contains("/tests/test-pages/"));
    let (mut text, mut html) = (Vec::new(), Vec::new());
    for folder in pages.filter_map(Path::parent) {
        let (page, body) = (std::fs::read(folder.join("source.html"))?, std::fs::read(folder.join("expected.html"))?);
        let document = read::read(&Source::bytes(page), &Options::default());
        let body = read::read(&Source::bytes(body).with_content_type("text/html"), &Options::default());
        let Some(site) = folder.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
        // What stands in figures is no running text in the other sets.
        let kept = body.pieces.iter().filter(|piece| piece.markup.is_none_or(|markup| markup.inside & Tag::Figure.bit() == 0));
        let kept: Vec<&str> = kept.map(|piece| piece.span.of(&body.text)).collect();
        let gold = Gold {
            id: site.clone(),
            source: "readability".into(),
            site,
            lang: "en".into(),
            text: kept.join("\n"),
            text_min: None,
            blocks: Vec::new(),
        };
        if document.language.as_deref() != Some("en") || !(MORE_WORDS).contains(&words(&gold.text).len()) {
            continue;
        }
        let extra = |document: read::Document| Doc { extra: true, ..aligned(&gold, document) };
        let lines = |text: &str| extra(read::read(&Source::text(text), &Options::default()));
        let text_of_page = document.text.clone();
        let mut page = extra(document);
        page.weights.iter_mut().for_each(|weight| *weight *= MARKUP_WEIGHT);
        html.push(page);
        let whole = lines(&text_of_page);
        let body = |i: &usize| whole.labels[*i] == 1;
        let (first, last) = ((0..whole.labels.len()).find(body), (0..whole.labels.len()).rfind(body));
        if let (Some(first), Some(last)) = (first, last) {
            let spans: Vec<_> = whole.examples.segments().map(|(span, ..)| span).collect();
            let (from, to) = (spans[first.saturating_sub(12)].start, spans[(last + 20).min(spans.len() - 1)].end);
            text.push(lines(&text_of_page[from as usize..to as usize]));
        }
        text.push(whole);
    }
    Ok((text, html))
}

/// Readability keeps more of a page than the gold of the other sets, and elements show that.
const MARKUP_WEIGHT: f32 = 0.4;

/// Typical number of words in the body of news.
const MORE_WORDS: std::ops::Range<usize> = 150..3000;
