//! The walk over an article: each word that may mark speech is asked about, then who speaks, then where the words stand.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::ballot::{Ballot, Judge, Kind, NONE, Question};
use super::found::Found;
use super::lexicon::{Class, Entry, Role};
use super::questions::{self, Site};
use super::scene::{Phrase, Scene};
use super::{loose, pattern, second_verb};
use crate::record::EntityId;
use crate::syntax::{Deprel, Upos};

/// Finds the quotations of an article, in the order of their cues; floating ones come last.
pub fn walk(scene: &Scene<'_>, judge: &mut impl Judge) -> Vec<Found> {
    let mut asked = Asker::new(judge);
    let mut found: Vec<Found> = Vec::new();
    for cue in 0..scene.tokens.len() {
        let Some(entry) = scene.cue(cue) else { continue };
        // Who is quoted inside a quotation is the speaker's business, but a transcript may stand between marks: "NAME: words.
        if scene.region(cue).is_some_and(|r| {
            scene.regions[r].words > 3 && !(entry.class == Class::Mark && cue < scene.regions[r].tokens.start + 4)
        }) {
            continue;
        }
        // "She said only: “No.”": the colon marks nothing that the verb before it does not.
        let taken = |quote: &Found| quote.cue + 5 > cue && quote.pieces.iter().any(|piece| (cue + 1..cue + 4).contains(&piece.start));
        if pattern::refuses(scene, cue, entry) || entry.class == Class::Mark && found.last().is_some_and(taken) {
            continue;
        }
        let quote = pattern::first(scene, cue, entry).or_else(|| {
            let asks = entry.class != Class::Frame;
            let quote = if asks { attribution(scene, &mut asked, cue, entry, found.last()) } else { None };
            let said = quote.as_ref().is_some_and(|quote| !quote.pieces.is_empty() && quote.is_likely());
            if said { quote } else { pattern::second(scene, cue, entry, found.last()).or(quote) }
        });
        // "Mr Ruiz said, according to his notes": who said it, and that he did, are no words of the notes.
        let attributes = |quote: &Found| {
            quote.pieces.iter().all(|piece| {
                found.last().is_some_and(|last| last.frame().is_some_and(|f| f.start <= piece.start && piece.end <= f.end))
            })
        };
        // "“We lost. We will win,” Ms Ruiz said, according to her notes": quoted words with who says them are no words of the notes either.
        let crosses = |quote: &Found| {
            quote.pieces.iter().any(|piece| {
                let left = scene.region(piece.start).filter(|&r| scene.regions[r].tokens.end < piece.end);
                let claimed = |region: &Range<usize>| {
                    found.last().is_some_and(|last| last.pieces.iter().any(|p| p.start < region.end && region.start < p.end))
                };
                left.is_some_and(|r| claimed(&scene.regions[r].tokens))
            })
        };
        let mut quote = quote.filter(|quote| quote.pieces.is_empty() || !attributes(quote) && !crosses(quote));
        quote.iter_mut().for_each(|quote| second_verb::cut(scene, quote));
        // "When Ana Ruiz asked, Tom Harlow said: “No.”": the words are of the nearer verb.
        let same = |quote: &Found, last: &Found| quote.pieces == last.pieces && last.pieces.iter().all(|piece| last.cue < quote.cue && quote.cue < piece.start);
        if quote.as_ref().zip(found.last()).is_some_and(|(quote, last)| !last.pieces.is_empty() && same(quote, last)) {
            found.pop();
        }
        found.extend(quote);
    }
    found.iter_mut().for_each(|quote| whole_marks(scene, quote));
    loose::add_paragraphs(scene, &mut found);
    join(scene, &mut asked, &mut found);
    found.iter_mut().for_each(|quote| quote.pieces.sort_by_key(|piece| piece.start));
    found.retain(|quote| !quote.pieces.is_empty());
    found
}

/// "That is why" is never cut: a piece that lacks only the "that" right after its opening mark, in its own block, gets it back.
fn whole_marks(scene: &Scene<'_>, quote: &mut Found) {
    for piece in &mut quote.pieces {
        let before = piece.start.checked_sub(1);
        let lost = |&i: &usize| scene.is(i, Role::That) && scene.region_starts(i) && scene.block(i) == scene.block(piece.start);
        if let Some(that) = before.filter(lost) {
            piece.start = that;
        }
    }
}

/// Asks the judge and counts doubts.
struct Asker<'j, J> {
    judge: &'j mut J,
    ballot: Ballot,
    doubt: u32,
}

impl<'j, J: Judge> Asker<'j, J> {
    fn new(judge: &'j mut J) -> Self {
        let ballot = Ballot::new(judge.weights());
        Self { judge, ballot, doubt: 0 }
    }

    fn ask(&mut self, kind: Kind, cue: usize, about: usize, fill: impl FnOnce(&mut Ballot)) -> u32 {
        self.ballot.begin(kind);
        fill(&mut self.ballot);
        let question = Question { kind, cue: cue as u32, about: about as u32 };
        if self.ballot.keys().is_empty() {
            return NONE;
        }
        let verdict = self.judge.choose(question, &self.ballot);
        self.doubt += verdict.doubt;
        verdict.key
    }
}

/// The quotation that a word marks, if it does.
fn attribution<J: Judge>(
    scene: &Scene<'_>,
    asked: &mut Asker<'_, J>,
    cue: usize,
    entry: Entry,
    before: Option<&Found>,
) -> Option<Found> {
    asked.doubt = 0;
    let mut site = Site::new(scene, cue, entry, before);
    if asked.ask(Kind::Cue, cue, cue, |ballot| questions::cue(&site, ballot)) != 1 {
        return None;
    }
    let phrases = questions::speakers(&site);
    let head = asked.ask(Kind::Speaker, cue, cue, |ballot| questions::speaker(&site, &phrases, ballot));
    let speaker = phrases.iter().copied().find(|phrase| phrase.head as u32 == head);
    let speaker = speaker.map(|title| named_behind(scene, &phrases, title).unwrap_or(title));
    site.set_speaker(speaker);
    let sides = asked.ask(Kind::Sides, cue, cue, |ballot| questions::sides(&site, ballot));
    let mut pieces = Vec::new();
    if sides & 1 != 0 {
        let end = asked.ask(Kind::LeftEnd, cue, cue, |ballot| questions::left_end(&site, sides, ballot));
        if end != NONE {
            let end = end as usize;
            let start = asked.ask(Kind::LeftStart, cue, end, |ballot| questions::left_start(&site, end, sides, ballot));
            // "Asked about it, he told the paper": nobody said that they were asked.
            let aside = |i: usize| scene.tokens[i].upos == Upos::Verb && scene.deprel(i) == Deprel::Advcl && scene.tokens[i].head as usize == cue;
            let words = (start != NONE && !(aside(start as usize) && scene.region(start as usize).is_none())).then_some(start as usize);
            pieces.extend(words.map(|start| without_title(scene, start..end + 1)));
        }
    }
    if sides & 2 != 0 {
        let start = asked.ask(Kind::RightStart, cue, cue, |ballot| questions::right_start(&site, sides, ballot));
        if start != NONE {
            let start = start as usize;
            let end = asked.ask(Kind::RightEnd, cue, start, |ballot| questions::right_end(&site, start, sides, ballot));
            pieces.extend((end != NONE).then_some(start..end as usize + 1));
        }
    }
    pieces.retain(|piece| piece.start < piece.end);
    let two = entry.class == Class::Source && scene.is(cue + 1, Role::To) && scene.block(cue + 1) == scene.block(cue);
    Some(Found {
        cue,
        cue_end: cue + 1 + usize::from(two),
        entry,
        speaker,
        pieces,
        floating: false,
        verbatim: false,
        doubt: asked.doubt,
    })
}

/// Quoted words without the title of a work in marks that belongs to who says them: "“I learned,” her “Lantern Street” co-star said".
fn without_title(scene: &Scene<'_>, piece: Range<usize>) -> Range<usize> {
    let Some(r) = scene.region(piece.start).or_else(|| scene.region(piece.start + 1)) else { return piece };
    let quoted = &scene.regions[r];
    let rest = quoted.tokens.end..piece.end;
    let outside = || rest.clone().filter(|&i| scene.region(i).is_none() && scene.is_word(i));
    let owner = outside().next().is_some_and(|i| matches!(scene.deprel(i), Deprel::Det | Deprel::NmodPoss));
    let verb = outside().any(|i| matches!(scene.tokens[i].upos, Upos::Verb | Upos::Aux));
    if quoted.words > 2 && owner && !verb { quoted.tokens.clone() } else { piece }
}

/// Who has a title with something in brackets behind it: "Deputy commissioner (south-east) Anirban Roy".
fn named_behind(scene: &Scene<'_>, phrases: &[Phrase], title: Phrase) -> Option<Phrase> {
    let opens = scene.tokens.get(title.head + 1).is_some() && scene.text(title.head + 1) == "(";
    let behind = |phrase: &&Phrase| {
        let near = (title.head + 2..title.head + BRACKET).contains(&phrase.start);
        near && scene.text(phrase.start - 1) == ")" && matches!(scene.article.entities.at(scene.tokens[phrase.head].span), Some(EntityId::Person(_)))
    };
    phrases.iter().find(behind).copied().filter(|_| opens)
}

/// Nothing in brackets behind a title has more tokens.
const BRACKET: usize = 9;

/// Who is silent: the speaker of a cue without words.
pub fn silent_speaker(scene: &Scene<'_>, judge: &mut impl Judge, cue: usize, entry: Entry) -> (Option<Phrase>, u32) {
    let mut asked = Asker::new(judge);
    let site = Site::new(scene, cue, entry, None);
    let phrases = questions::speakers(&site);
    let head = asked.ask(Kind::Speaker, cue, cue, |ballot| questions::speaker(&site, &phrases, ballot));
    // "could not be reached": the parse knows whom, where the model finds nobody.
    let subject = |phrase: &&Phrase| {
        scene.tokens[phrase.head].head as usize == cue && matches!(scene.deprel(phrase.head), Deprel::Nsubj | Deprel::NsubjPass)
    };
    let chosen = phrases.iter().find(|phrase| phrase.head as u32 == head).or_else(|| phrases.iter().find(subject));
    (chosen.copied(), asked.doubt)
}

/// Gives quoted words that no cue claims to the quote that they go on with.
fn join<J: Judge>(scene: &Scene<'_>, asked: &mut Asker<'_, J>, found: &mut Vec<Found>) {
    let mut order: Vec<(usize, usize)> = found
        .iter()
        .enumerate()
        .flat_map(|(n, quote)| quote.pieces.iter().map(|piece| piece.end).chain([quote.cue + 1]).map(move |end| (end, n)))
        .collect();
    order.sort_unstable();
    let claimed: Vec<Range<usize>> = {
        let mut all: Vec<_> = found.iter().flat_map(|quote| quote.pieces.iter().cloned()).collect();
        all.sort_unstable_by_key(|piece| piece.start);
        all
    };
    let mut last_join: Option<(usize, usize)> = None;
    let mut loose: Vec<Found> = Vec::new();
    let cues: FxHashSet<usize> = found.iter().map(|quote| quote.cue).collect();
    for (number, region) in scene.regions.iter().enumerate() {
        let range = &region.tokens;
        if claimed[..claimed.partition_point(|piece| piece.start < range.end)].iter().rev().take(4).any(|p| p.end > range.start) {
            continue;
        }
        let before = order[..order.partition_point(|&(end, _)| end <= range.start)].last().copied();
        let Some((end, quote)) = before.max(last_join) else {
            loose.extend(loose::uncued(scene, number, &cues));
            continue;
        };
        asked.doubt = 0;
        let goes_on =
            number.checked_sub(1).is_some_and(|n| scene.regions[n].marks.open_ended && scene.regions[n].tokens.end == end);
        let cue = found[quote].cue;
        let joins = goes_on
            || loose::resumes(scene, &found[quote], number)
            || asked.ask(Kind::Join, cue, range.start, |ballot| questions::join(scene, &found[quote], end, number, ballot)) == 1;
        if !joins {
            loose.extend(loose::uncued(scene, number, &cues));
            continue;
        }
        last_join = Some((range.end, quote));
        if goes_on || scene.block(range.start) == scene.block(end - 1) {
            found[quote].pieces.push(range.clone());
        } else {
            let doubt = found[quote].doubt + asked.doubt;
            found.push(Found { pieces: vec![range.clone()], floating: true, doubt, ..found[quote].clone() });
            last_join = Some((range.end, found.len() - 1));
        }
    }
    found.append(&mut loose);
}
