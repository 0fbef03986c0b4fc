//! The walk over an article: each word that may mark speech is asked about, then who speaks, then where the words stand.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::decision::{Features, Scorer, Kind, NONE, Question};
use super::found::Found;
use super::lexicon::{Class, Entry, Role};
use super::questions::{self, CueContext};
use super::state::{Phrase, ParseState};
use super::{loose, pattern, second_verb};
use crate::record::EntityId;
use crate::syntax::{Deprel, Upos};

/// Finds the quotations of an article, in the order of their cues; floating ones come last.
pub fn walk(state: &ParseState<'_>, scorer: &mut impl Scorer) -> Vec<Found> {
    let mut asked = Asker::new(scorer);
    let mut found: Vec<Found> = Vec::new();
    for cue in 0..state.tokens.len() {
        let Some(entry) = state.cue(cue) else { continue };
        // Who is quoted inside a quotation is the speaker's business, but a transcript may stand between marks: "NAME: words.
        if state.region(cue).is_some_and(|r| {
            state.regions[r].words > 3 && !(entry.class == Class::Mark && cue < state.regions[r].tokens.start + 4)
        }) {
            continue;
        }
        // "She said only: “No.”": the colon marks nothing that the verb before it does not.
        let taken = |quote: &Found| quote.cue + 5 > cue && quote.pieces.iter().any(|piece| (cue + 1..cue + 4).contains(&piece.start));
        if pattern::refuses(state, cue, entry) || entry.class == Class::Mark && found.last().is_some_and(taken) {
            continue;
        }
        let quote = pattern::first(state, cue, entry).or_else(|| {
            let asks = entry.class != Class::Frame;
            let quote = if asks { attribution(state, &mut asked, cue, entry, found.last()) } else { None };
            let said = quote.as_ref().is_some_and(|quote| !quote.pieces.is_empty() && quote.is_likely());
            if said { quote } else { pattern::second(state, cue, entry, found.last()).or(quote) }
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
                let left = state.region(piece.start).filter(|&r| state.regions[r].tokens.end < piece.end);
                let claimed = |region: &Range<usize>| {
                    found.last().is_some_and(|last| last.pieces.iter().any(|p| p.start < region.end && region.start < p.end))
                };
                left.is_some_and(|r| claimed(&state.regions[r].tokens))
            })
        };
        let mut quote = quote.filter(|quote| quote.pieces.is_empty() || !attributes(quote) && !crosses(quote));
        quote.iter_mut().for_each(|quote| second_verb::cut(state, quote));
        // "When Ana Ruiz asked, Tom Harlow said: “No.”": the words are of the nearer verb.
        let same = |quote: &Found, last: &Found| quote.pieces == last.pieces && last.pieces.iter().all(|piece| last.cue < quote.cue && quote.cue < piece.start);
        if quote.as_ref().zip(found.last()).is_some_and(|(quote, last)| !last.pieces.is_empty() && same(quote, last)) {
            found.pop();
        }
        found.extend(quote);
    }
    found.iter_mut().for_each(|quote| whole_marks(state, quote));
    loose::add_paragraphs(state, &mut found);
    join(state, &mut asked, &mut found);
    found.iter_mut().for_each(|quote| quote.pieces.sort_by_key(|piece| piece.start));
    found.retain(|quote| !quote.pieces.is_empty());
    found
}

/// "That is why" is never cut: a piece that lacks only the "that" right after its opening mark, in its own block, gets it back.
fn whole_marks(state: &ParseState<'_>, quote: &mut Found) {
    for piece in &mut quote.pieces {
        let before = piece.start.checked_sub(1);
        let lost = |&i: &usize| state.is(i, Role::That) && state.region_starts(i) && state.block(i) == state.block(piece.start);
        if let Some(that) = before.filter(lost) {
            piece.start = that;
        }
    }
}

/// Asks the scorer and adds up their surprisals.
struct Asker<'j, J> {
    scorer: &'j mut J,
    features: Features,
    surprisal: u32,
}

impl<'j, J: Scorer> Asker<'j, J> {
    fn new(scorer: &'j mut J) -> Self {
        let features = Features::new(scorer.weights());
        Self { scorer, features, surprisal: 0 }
    }

    fn ask(&mut self, kind: Kind, cue: usize, about: usize, fill: impl FnOnce(&mut Features)) -> u32 {
        self.features.begin(kind);
        fill(&mut self.features);
        let question = Question { kind, cue: cue as u32, about: about as u32 };
        if self.features.keys().is_empty() {
            return NONE;
        }
        let decision = self.scorer.choose(question, &self.features);
        self.surprisal += decision.surprisal;
        decision.key
    }
}

/// The quotation that a word marks, if it does.
fn attribution<J: Scorer>(
    state: &ParseState<'_>,
    asked: &mut Asker<'_, J>,
    cue: usize,
    entry: Entry,
    before: Option<&Found>,
) -> Option<Found> {
    asked.surprisal = 0;
    let mut context = CueContext::new(state, cue, entry, before);
    if asked.ask(Kind::Cue, cue, cue, |features| questions::cue(&context, features)) != 1 {
        return None;
    }
    let phrases = questions::speakers(&context);
    let head = asked.ask(Kind::Speaker, cue, cue, |features| questions::speaker(&context, &phrases, features));
    let speaker = phrases.iter().copied().find(|phrase| phrase.head as u32 == head);
    let speaker = speaker.map(|title| named_after(state, &phrases, title).unwrap_or(title));
    context.set_speaker(speaker);
    let sides = asked.ask(Kind::Sides, cue, cue, |features| questions::sides(&context, features));
    let mut pieces = Vec::new();
    if sides & 1 != 0 {
        let end = asked.ask(Kind::LeftEnd, cue, cue, |features| questions::left_end(&context, sides, features));
        if end != NONE {
            let end = end as usize;
            let start = asked.ask(Kind::LeftStart, cue, end, |features| questions::left_start(&context, end, sides, features));
            // "Asked about it, he told the paper": nobody said that they were asked.
            let aside = |i: usize| state.tokens[i].upos == Upos::Verb && state.deprel(i) == Deprel::Advcl && state.tokens[i].head as usize == cue;
            let words = (start != NONE && !(aside(start as usize) && state.region(start as usize).is_none())).then_some(start as usize);
            pieces.extend(words.map(|start| without_title(state, start..end + 1)));
        }
    }
    if sides & 2 != 0 {
        let start = asked.ask(Kind::RightStart, cue, cue, |features| questions::right_start(&context, sides, features));
        if start != NONE {
            let start = start as usize;
            let end = asked.ask(Kind::RightEnd, cue, start, |features| questions::right_end(&context, start, sides, features));
            pieces.extend((end != NONE).then_some(start..end as usize + 1));
        }
    }
    pieces.retain(|piece| piece.start < piece.end);
    let two = entry.class == Class::Source && state.is(cue + 1, Role::To) && state.block(cue + 1) == state.block(cue);
    Some(Found {
        cue,
        cue_end: cue + 1 + usize::from(two),
        entry,
        speaker,
        pieces,
        floating: false,
        verbatim: false,
        surprisal: asked.surprisal,
    })
}

/// Quoted words without the title of a work in marks that belongs to who says them: "“I learned,” her “Lantern Street” co-star said".
fn without_title(state: &ParseState<'_>, piece: Range<usize>) -> Range<usize> {
    let Some(r) = state.region(piece.start).or_else(|| state.region(piece.start + 1)) else { return piece };
    let quoted = &state.regions[r];
    let rest = quoted.tokens.end..piece.end;
    let outside = || rest.clone().filter(|&i| state.region(i).is_none() && state.is_word(i));
    let owner = outside().next().is_some_and(|i| matches!(state.deprel(i), Deprel::Det | Deprel::NmodPoss));
    let verb = outside().any(|i| matches!(state.tokens[i].upos, Upos::Verb | Upos::Aux));
    if quoted.words > 2 && owner && !verb { quoted.tokens.clone() } else { piece }
}

/// Who has a title with something in brackets after it: "Deputy commissioner (south-east) Anirban Roy".
fn named_after(state: &ParseState<'_>, phrases: &[Phrase], title: Phrase) -> Option<Phrase> {
    let opens = state.tokens.get(title.head + 1).is_some() && state.text(title.head + 1) == "(";
    let named = |phrase: &&Phrase| {
        let near = (title.head + 2..title.head + BRACKET).contains(&phrase.start);
        near && state.text(phrase.start - 1) == ")" && matches!(state.article.entities.at(state.tokens[phrase.head].span), Some(EntityId::Person(_)))
    };
    phrases.iter().find(named).copied().filter(|_| opens)
}

/// Nothing in brackets after a title has more tokens.
const BRACKET: usize = 9;

/// Who is silent: the speaker of a cue without words.
pub fn silent_speaker(state: &ParseState<'_>, scorer: &mut impl Scorer, cue: usize, entry: Entry) -> (Option<Phrase>, u32) {
    let mut asked = Asker::new(scorer);
    let context = CueContext::new(state, cue, entry, None);
    let phrases = questions::speakers(&context);
    let head = asked.ask(Kind::Speaker, cue, cue, |features| questions::speaker(&context, &phrases, features));
    // "could not be reached": the parse knows whom, where the model finds nobody.
    let subject = |phrase: &&Phrase| {
        state.tokens[phrase.head].head as usize == cue && matches!(state.deprel(phrase.head), Deprel::Nsubj | Deprel::NsubjPass)
    };
    let chosen = phrases.iter().find(|phrase| phrase.head as u32 == head).or_else(|| phrases.iter().find(subject));
    (chosen.copied(), asked.surprisal)
}

/// Adds quoted words that no cue claims to the quote that they go on with.
fn join<J: Scorer>(state: &ParseState<'_>, asked: &mut Asker<'_, J>, found: &mut Vec<Found>) {
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
    for (number, region) in state.regions.iter().enumerate() {
        let range = &region.tokens;
        if claimed[..claimed.partition_point(|piece| piece.start < range.end)].iter().rev().take(4).any(|p| p.end > range.start) {
            continue;
        }
        let before = order[..order.partition_point(|&(end, _)| end <= range.start)].last().copied();
        let Some((end, quote)) = before.max(last_join) else {
            loose.extend(loose::uncued(state, number, &cues));
            continue;
        };
        asked.surprisal = 0;
        let goes_on =
            number.checked_sub(1).is_some_and(|n| state.regions[n].marks.open_ended && state.regions[n].tokens.end == end);
        let cue = found[quote].cue;
        let joins = goes_on
            || loose::resumes(state, &found[quote], number)
            || asked.ask(Kind::Join, cue, range.start, |features| questions::join(state, &found[quote], end, number, features)) == 1;
        if !joins {
            loose.extend(loose::uncued(state, number, &cues));
            continue;
        }
        last_join = Some((range.end, quote));
        if goes_on || state.block(range.start) == state.block(end - 1) {
            found[quote].pieces.push(range.clone());
        } else {
            let surprisal = found[quote].surprisal + asked.surprisal;
            found.push(Found { pieces: vec![range.clone()], floating: true, surprisal, ..found[quote].clone() });
            last_join = Some((range.end, found.len() - 1));
        }
    }
    found.append(&mut loose);
}
