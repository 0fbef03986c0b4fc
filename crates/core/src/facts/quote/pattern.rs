//! Attributions in frames of words that leave no doubt: "“Yes,” beamed X", "X was quoted as saying", "“Yes.” - X", headlines.
//!
//! The model learnt from bodies of US news, where some of these are rare. Frames that the model gets wrong come first ([`first`]), those that
//! it may miss are a second chance ([`second`]); what only looks like speech is refused before ([`refuses`]).

use std::ops::Range;

use super::found::Found;
use super::lexicon::{Class, Entry, Role};
use super::scene::{Phrase, Scene};
use crate::record::{BlockKind, EntityId, NameLabel};
use crate::syntax::{Deprel, Shape, Upos};

/// Furthest that a frame reaches, in tokens: keeps the search linear.
const REACH: usize = 30;

/// What an attribution by rule leaves open, in the units of the model.
const DOUBT: u32 = 10;

/// The same where the words have a hearer and no marks.
const DOUBT_ADDRESSED: u32 = 40;

/// An attribution that a frame makes sure of.
struct Frame {
    speaker: Option<Phrase>,
    piece: Range<usize>,
}

impl Frame {
    fn found(self, cue: usize, entry: Entry) -> Found {
        Found {
            cue,
            cue_end: cue + 1,
            entry,
            speaker: self.speaker,
            pieces: vec![self.piece],
            floating: false,
            verbatim: false,
            doubt: DOUBT,
        }
    }
}

/// True for words that look like a cue and are none: "that said", "quoted him as saying", "according to need", "nicknamed “Rusty”".
pub fn refuses(scene: &Scene<'_>, cue: usize, entry: Entry) -> bool {
    let sentence = scene.sentence_range(scene.sentence(cue));
    match entry.class {
        Class::Source if scene.is(cue + 1, Role::To) => {
            let next = cue + 2;
            let Some(token) = scene.tokens.get(next).filter(|_| next < sentence.end) else { return false };
            // A noun without article or plural that is no source: "income", "plan", "need".
            let source = [Role::Group, Role::Document, Role::Organization, Role::Anonymous, Role::Person];
            let bare = token.upos == Upos::Noun
                && token.shape == Shape::Lower
                && !scene.text(next).ends_with('s')
                && !source.into_iter().any(|role| scene.is(next, role))
                && scene.tokens.get(next + 1).is_none_or(|after| after.shape == Shape::Mark || after.upos == Upos::Cconj);
            bare || scene.is(next, Role::Question)
        }
        Class::Speech if scene.is(cue, Role::Quoted) => as_saying_after(scene, cue, sentence.end).is_some(),
        Class::Speech if scene.is(cue, Role::Named) && scene.tokens[cue].upos == Upos::Verb => {
            // "nicknamed “Rusty”": the name is all that the marks hold, and nobody is said to say it.
            let named = next_region(scene, cue + 1).is_some_and(|r| scene.regions[r].words < 4);
            named && subject(scene, cue).is_none() && scene.deprel(cue) == Deprel::Acl
        }
        Class::Speech => {
            // "who asked not to be named"
            let nameless = (cue + 1..sentence.end.min(cue + 6)).any(|i| {
                scene.is(i, Role::Negation) && (i + 1..sentence.end.min(i + 4)).any(|at| scene.is(at, Role::Unnamed))
            });
            // "Asked whether she would go, Ana Ruiz said no": by somebody whom nobody tells of.
            let opens = cue == sentence.start && (scene.deprel(cue) == Deprel::Advcl || scene.is(cue + 1, Role::Whether));
            if scene.is(cue, Role::Hides) && (nameless || opens) {
                return true;
            }
            // "That said, the road is open.", "Having said that, ..."
            let comma = |i: usize| i < sentence.end && scene.text(i) == ",";
            let that = cue == sentence.start + 1 && scene.is(sentence.start, Role::That) && comma(cue + 1);
            let having = cue == sentence.start + 1 && scene.is(cue + 1, Role::That) && comma(cue + 2);
            (that || having) && scene.region(cue).is_none()
        }
        _ => false,
    }
}

/// The attribution of a frame that the model gets wrong.
pub fn first(scene: &Scene<'_>, cue: usize, entry: Entry) -> Option<Found> {
    let frame = match entry.class {
        Class::Speech => quoted_as_saying(scene, cue).or_else(|| manner(scene, cue)).or_else(|| inverted(scene, cue)),
        Class::Noun => was_answer(scene, cue).or_else(|| in_words_of(scene, cue)),
        Class::Mark | Class::Frame if is_title(scene, cue) => headline(scene, cue),
        Class::Mark | Class::Frame => signed(scene, cue),
        _ => None,
    };
    frame.map(|frame| frame.found(cue, entry))
}

/// The attribution of a frame, where the model found none; `before` is the quote before in the sentence.
pub fn second(scene: &Scene<'_>, cue: usize, entry: Entry, before: Option<&Found>) -> Option<Found> {
    let frame = match entry.class {
        Class::Speech => {
            let beside = introduces(scene, cue).or_else(|| beside_marks(scene, cue));
            beside.or_else(|| said_of(scene, cue)).or_else(|| trailing(scene, cue))
        }
        Class::Frame => beside_marks(scene, cue),
        Class::Mark => announced(scene, cue),
        _ => None,
    };
    let (frame, doubt) = match frame {
        Some(frame) => (frame, DOUBT),
        None if entry.class == Class::Speech => (addressed(scene, cue)?, DOUBT_ADDRESSED),
        None => return None,
    };
    let claimed = |found: &Found| found.pieces.iter().any(|piece| piece.start < frame.piece.end && frame.piece.start < piece.end);
    (!before.is_some_and(claimed)).then(|| Found { doubt, ..frame.found(cue, entry) })
}

fn is_title(scene: &Scene<'_>, token: usize) -> bool {
    scene.article.layout.blocks[scene.block(token) as usize].kind == BlockKind::Title
}

/// The region that ends right before a token, marks left aside.
fn region_before(scene: &Scene<'_>, token: usize) -> Option<usize> {
    let last = (token.saturating_sub(4)..token).rev().find(|&i| scene.is_word(i))?;
    let same = scene.block(last) == scene.block(token.min(scene.tokens.len() - 1));
    scene.region(last).filter(|_| scene.region_ends(last) && same)
}

/// The region that begins at a token or after marks there.
fn next_region(scene: &Scene<'_>, token: usize) -> Option<usize> {
    let first = (token..scene.tokens.len().min(token + 4)).find(|&i| scene.is_word(i))?;
    scene.region(first).filter(|_| scene.region_starts(first))
}

/// True if quoted words end as speech does that goes on with its speaker: with a comma, before or after the mark, or with "!" or "?".
fn leads_on(scene: &Scene<'_>, region: usize) -> bool {
    let region = &scene.regions[region];
    let inner = region.marks.inner.of(&scene.article.document.text);
    let after = region.tokens.end;
    inner.ends_with([',', '!', '?', '—', '–', '…'])
        || (after..scene.tokens.len().min(after + 3)).take_while(|&i| !scene.is_word(i)).any(|i| scene.text(i) == ",")
}

/// The subject of a verb, its own or that of the verb which it is joined to.
fn subject(scene: &Scene<'_>, verb: usize) -> Option<Phrase> {
    let sentence = scene.sentence_range(scene.sentence(verb));
    let mut at = verb;
    for _ in 0..3 {
        let is_subject =
            |i: &usize| scene.tokens[*i].head as usize == at && matches!(scene.deprel(*i), Deprel::Nsubj | Deprel::NsubjPass);
        let near = sentence.start.max(at.saturating_sub(REACH))..sentence.end.min(at + REACH);
        if let Some(head) = near.clone().find(is_subject) {
            return scene.phrases(near).find(|phrase| (phrase.start..phrase.end).contains(&head));
        }
        if scene.deprel(at) != Deprel::Conj {
            return None;
        }
        at = scene.tokens[at].head as usize;
        if !sentence.contains(&at) {
            return None;
        }
    }
    None
}

/// "“Yes,” beamed Ana Ruiz", "“Yes,” Ana Ruiz, who is 71, went on".
fn beside_marks(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    if scene.tokens[cue].shape != Shape::Lower || scene.region(cue).is_some() {
        return None;
    }
    let sentence = scene.sentence_range(scene.sentence(cue));
    let piece = |r: usize| scene.regions[r].tokens.clone();
    if let Some(r) = region_before(scene, cue).filter(|&r| leads_on(scene, r)) {
        let at = cue + 1 + usize::from(scene.is(cue + 1, Role::Particle));
        let speaker = scene.phrase_at(at, sentence.end)?;
        return Some(Frame { speaker: Some(speaker), piece: piece(r) });
    }
    let from = sentence.start.max(cue.saturating_sub(REACH));
    let last = (from..cue).rev().find(|&i| scene.region_ends(i))?;
    let r = scene.region(last).filter(|&r| leads_on(scene, r))?;
    let start = (last + 1..cue).find(|&i| scene.is_word(i))?;
    let speaker = scene.phrase_at(start, cue)?;
    let between = speaker.end..cue;
    let adverbs = between.clone().all(|i| matches!(scene.tokens[i].upos, Upos::Adv | Upos::Aux));
    let aside = between.len() > 2 && scene.text(between.start) == "," && scene.text(cue - 1) == ",";
    let ends = scene.tokens.get(cue + 1).is_none_or(|_| cue + 1 >= sentence.end || !scene.tokens[cue + 1].upos.eq(&Upos::Det));
    (speaker.start == start && (adverbs || aside) && ends).then(|| Frame { speaker: Some(speaker), piece: piece(r) })
}

/// "“A circus” is how Ana Ruiz described it".
fn manner(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let sentence = scene.sentence_range(scene.sentence(cue));
    let how = (sentence.start.max(cue.saturating_sub(12))..cue).rev().find(|&i| scene.is(i, Role::Manner))?;
    let is = how.checked_sub(1).filter(|&i| scene.tokens[i].upos == Upos::Aux)?;
    let r = region_before(scene, is)?;
    let speaker = scene.phrase_at(how + 1, cue)?;
    (speaker.start == how + 1 && (speaker.end..cue).all(|i| matches!(scene.tokens[i].upos, Upos::Adv | Upos::Aux)))
        .then(|| Frame { speaker: Some(speaker), piece: scene.regions[r].tokens.clone() })
}

/// "Asked if she was sure, she replied: “No.”", "the mayor said only: “It is over.”": however few the words are behind a verb and a mark.
fn introduces(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let end = scene.sentence_range(scene.sentence(cue)).end;
    let mark = (cue + 1..end.min(cue + 4)).find(|&i| !matches!(scene.tokens[i].upos, Upos::Adv | Upos::Adj))?;
    let opens = match scene.text(mark) {
        ":" => true,
        "," => mark == cue + 1,
        _ => false,
    };
    let r = next_region(scene, mark + 1).filter(|&r| opens && scene.block(scene.regions[r].tokens.start) == scene.block(cue))?;
    let piece = scene.regions[r].tokens.clone();
    // "he said, “almost” at once" quotes a word and no speech.
    let whole = matches!(scene.tokens[piece.start].shape, Shape::Capital | Shape::Upper);
    (whole || mark > cue + 1 && piece.len() > 1).then_some(Frame { speaker: Some(subject(scene, cue)?), piece })
}

/// "Ana Ruiz spoke of “years of neglect”".
fn said_of(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let of = scene.is(cue + 1, Role::Belonging);
    let r =
        next_region(scene, cue + 2).filter(|&r| of && scene.regions[r].words > 1 && scene.regions[r].tokens.start <= cue + 4)?;
    Some(Frame { speaker: Some(subject(scene, cue)?), piece: scene.regions[r].tokens.clone() })
}

/// "Ana Ruiz assured the delegation that the dam was safe", "urged farmers to test their wells": verb, hearer, and a clause of its own.
fn addressed(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let sentence = scene.sentence_range(scene.sentence(cue));
    let speaker = subject(scene, cue).filter(|phrase| phrase.head < cue && scene.deprel(phrase.head) != Deprel::NsubjPass)?;
    let lemma = scene.cue(cue)?.hash;
    let (tells, presses) = (scene.lexicon.has_role(lemma, Role::Addressed), scene.lexicon.has_role(lemma, Role::Presses));
    let hearer = scene.phrase_at(cue + 1, sentence.end).filter(|_| tells || presses)?;
    let mut at = hearer.end;
    while at < sentence.end && scene.is(at, Role::Belonging) {
        at = scene.phrase_at(at + 1, sentence.end)?.end;
    }
    let not = at + usize::from(presses && scene.is(at, Role::Negation));
    let infinitive = presses && scene.is(not, Role::To) && scene.tokens.get(not + 1).is_some_and(|token| token.upos == Upos::Verb);
    let start = if infinitive { hearer.start } else { at + 1 };
    if !infinitive && !scene.is(at, Role::That) || start >= sentence.end || scene.region(cue).is_some() {
        return None;
    }
    // "..., adding that": what is said next.
    let adds = |i: usize| scene.text(i) == "," && i + 1 < sentence.end && scene.text(i + 1).ends_with("ing") && scene.cue(i + 1).is_some();
    let stop = (at + 1..sentence.end).find(|&i| adds(i)).unwrap_or(sentence.end);
    let last = (start..stop).rev().find(|&i| scene.is_word(i))?;
    (last > start + 1).then_some(Frame { speaker: Some(speaker), piece: start..last + 1 })
}

/// "The dam could open this week, the town's chief engineer, Ana Ruiz, said on Monday, though": a clause, then who says it.
fn trailing(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let sentence = scene.sentence_range(scene.sentence(cue));
    let comma = |i: usize| scene.text(i) == ",";
    if cue < sentence.start + 4 || scene.region(cue).is_some() {
        return None;
    }
    let governs = |i: usize| {
        scene.tokens[i].head as usize == cue
            && matches!(scene.deprel(i), Deprel::Ccomp | Deprel::Xcomp | Deprel::Obj | Deprel::Iobj)
    };
    let after = scene.tokens.get(cue + 1).filter(|_| cue + 1 < sentence.end);
    let goes_on = after.is_some_and(|token| matches!(token.upos, Upos::Det | Upos::Pron | Upos::Part | Upos::Sconj));
    // Behind a comma stands a clause of its own: "said on Monday, though nobody confirmed it".
    if goes_on || (cue + 1..sentence.end.min(cue + REACH)).take_while(|&i| !comma(i)).any(governs) {
        return None;
    }
    let phrases: Vec<Phrase> = scene.phrases(sentence.start.max(cue.saturating_sub(REACH))..cue).collect();
    let last = *phrases.last()?;
    let speaker = if last.end == cue {
        last
    } else {
        // "the town's chief engineer, Ana Ruiz, said"
        let before = *phrases.get(phrases.len().checked_sub(2)?)?;
        let apposed = last.end + 1 == cue && comma(last.end) && before.end + 1 == last.start && comma(before.end);
        Some(before).filter(|_| apposed && is_source(scene, last.start..last.end))?
    };
    let end = speaker.start.checked_sub(1).filter(|&i| i > sentence.start && comma(i))?;
    let words = sentence.start..end;
    let opens = scene.tokens[words.start].upos;
    let subordinate = matches!(opens, Upos::Sconj | Upos::Adp | Upos::Cconj | Upos::Adv | Upos::Verb);
    (!subordinate && is_clause(scene, words.clone(), cue)).then_some(Frame { speaker: Some(speaker), piece: words })
}

/// "The bridge could be shut for a year, warned engineer Tom Harlow.": a clause without marks, a comma, the cue, and who speaks behind it.
fn inverted(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let sentence = scene.sentence_range(scene.sentence(cue));
    let comma = cue.checked_sub(1).filter(|&i| i > sentence.start + 2 && scene.text(i) == ",")?;
    let words = sentence.start..comma;
    // "leaned in heavy, painting a picture": a participle tells what else is done.
    let finite = scene.tokens[cue].upos == Upos::Verb && !scene.text(cue).ends_with("ing");
    let plain = scene.tokens[cue].shape == Shape::Lower && finite && scene.region(cue).is_none();
    if !plain || scene.tokens[cue].head as usize > cue || words.len() > 60 {
        return None;
    }
    let (syntax, speaker) = (scene.article.syntax, scene.phrase_at(cue + 1, sentence.end)?);
    // "The mayor, who left, said the road was shut": she is the subject, and a clause follows.
    let own = |i: usize| i < cue && matches!(scene.deprel(i), Deprel::Nsubj | Deprel::NsubjPass);
    let follows = |i: usize| i >= speaker.end && matches!(scene.tokens[i].upos, Upos::Verb | Upos::Aux | Upos::Adj) && scene.deprel(i) != Deprel::Advcl;
    if syntax.children(cue).any(|i| own(i) || follows(i)) {
        return None;
    }
    let named = is_source(scene, speaker.start..scene.extend(speaker, sentence.end));
    let opens = scene.tokens[words.start].upos;
    let subordinate = matches!(opens, Upos::Sconj | Upos::Cconj | Upos::Verb);
    let clause = named && !subordinate && is_clause(scene, words.clone(), cue);
    clause.then_some(Frame { speaker: Some(speaker), piece: words })
}

/// True for words with a subject and a verb, without marks, and with no other word of speech than the verb of the clause that the cue governs:
/// "the dam could open, she said".
fn is_clause(scene: &Scene<'_>, mut words: Range<usize>, cue: usize) -> bool {
    let says = |i: usize| scene.tokens[i].head as usize != cue && scene.cue(i).is_some_and(|entry| entry.class == Class::Speech);
    words.clone().any(|i| matches!(scene.deprel(i), Deprel::Nsubj | Deprel::NsubjPass))
        && words.clone().any(|i| matches!(scene.tokens[i].upos, Upos::Verb | Upos::Aux))
        && !words.any(|i| scene.region(i).is_some() || says(i))
}

/// "“Not a penny,” was his answer".
fn was_answer(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let owner = cue.checked_sub(1).filter(|&i| scene.is(i, Role::Possessive))?;
    let is = owner.checked_sub(1).filter(|&i| scene.tokens[i].upos == Upos::Aux)?;
    let r = region_before(scene, is)?;
    let speaker = Phrase { start: owner, end: owner + 1, head: owner };
    Some(Frame { speaker: Some(speaker), piece: scene.regions[r].tokens.clone() })
}

/// "In the words of Ana Ruiz, the hearing was “a circus”".
fn in_words_of(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let start = cue.checked_sub(2)?;
    if !(scene.is(start, Role::In) && scene.tokens[cue - 1].upos == Upos::Det && scene.is(cue + 1, Role::Belonging)) {
        return None;
    }
    let sentence = scene.sentence_range(scene.sentence(cue));
    let speaker = scene.phrase_at(cue + 2, sentence.end)?;
    let after = (speaker.end..sentence.end).find(|&i| scene.text(i) == ",")? + 1;
    let mut words = (after..sentence.end).filter(|&i| scene.is_word(i));
    let first = words.next()?;
    let last = words.next_back()?;
    Some(Frame { speaker: Some(speaker), piece: first..last + 1 })
}

/// The "saying" of "as saying" after a verb of quoting.
fn as_saying_after(scene: &Scene<'_>, verb: usize, end: usize) -> Option<usize> {
    let as_at = (verb + 1..end.min(verb + 14)).find(|&i| scene.is(i, Role::As))?;
    let saying = as_at + 1;
    let says = saying < end && scene.cue(saying).is_some_and(|entry| entry.class == Class::Speech);
    (says && scene.text(saying).ends_with("ing")).then_some(saying)
}

/// "Ana Ruiz was quoted as saying the dam was safe", "the paper quoted Ana Ruiz as saying".
fn quoted_as_saying(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let sentence = scene.sentence_range(scene.sentence(cue));
    if cue < sentence.start + 2 || !scene.is(cue - 1, Role::As) {
        return None;
    }
    let verb = (sentence.start.max(cue.saturating_sub(14))..cue - 1)
        .rev()
        .find(|&i| scene.is(i, Role::Quoted) && scene.tokens[i].upos != Upos::Noun)?;
    let object = scene.phrase_at(verb + 1, cue - 1).filter(|phrase| phrase.start == verb + 1);
    let before = || scene.phrases(sentence.start.max(verb.saturating_sub(REACH))..verb).last();
    let speaker = object.or_else(|| subject(scene, verb)).or_else(before)?;
    let start = (cue + 1..scene.tokens.len().min(cue + 4)).find(|&i| scene.is_word(i) && !scene.is(i, Role::That));
    if let Some(start) = start.filter(|&i| scene.block(i) == scene.block(cue)) {
        let quoted = scene.region(start).filter(|_| scene.region_starts(start)).map(|r| scene.regions[r].tokens.end);
        let last = || (start..sentence.end).rev().find(|&i| scene.is_word(i)).map(|i| i + 1);
        if let Some(end) = quoted.or_else(|| if start < sentence.end { last() } else { None }).filter(|&end| end > start + 1) {
            return Some(Frame { speaker: Some(speaker), piece: start..end });
        }
    }
    let first = object.and_then(|_| subject(scene, verb)).map_or(speaker.start, |subject| subject.start);
    if let Some(r) = region_before(scene, first) {
        return Some(Frame { speaker: Some(speaker), piece: scene.regions[r].tokens.clone() });
    }
    let last = (sentence.start..first).rev().find(|&i| scene.is_word(i))?;
    let start = (sentence.start..last).find(|&i| scene.is_word(i))?;
    Some(Frame { speaker: Some(speaker), piece: start..last + 1 })
}

/// "“We will stay.” - Ana Ruiz, Lowmere": a name to the end of the paragraph.
fn signed(scene: &Scene<'_>, dash: usize) -> Option<Frame> {
    let r = region_before(scene, dash).filter(|&r| scene.regions[r].words > 2 && scene.text(dash) != ":")?;
    let block = scene.block(dash);
    let end = (dash + 1..scene.tokens.len().min(dash + 14)).find(|&i| scene.block(i) != block);
    let end = end.unwrap_or(scene.tokens.len());
    let rest = dash + 1..end;
    let verbless = rest.clone().all(|i| !matches!(scene.tokens[i].upos, Upos::Verb | Upos::Aux));
    if rest.len() > 12 || !verbless || rest.clone().any(|i| scene.region(i).is_some()) {
        return None;
    }
    let speaker = scene.phrase_at(rest.start, rest.end).filter(|phrase| is_source(scene, phrase.start..phrase.end))?;
    Some(Frame { speaker: Some(speaker), piece: scene.regions[r].tokens.clone() })
}

/// True if somebody who can speak is among these tokens: a person, an organisation, a noun for a person or group.
fn is_source(scene: &Scene<'_>, tokens: Range<usize>) -> bool {
    let noun = |i: usize| [Role::Person, Role::Group, Role::Organization].into_iter().any(|role| scene.is(i, role));
    tokens.clone().any(|i| is_named(scene, i) || noun(i))
}

/// What a token is part of a name of.
fn label(scene: &Scene<'_>, token: usize) -> Option<NameLabel> {
    let names = scene.article.names;
    let at = names.partition_point(|name| name.tokens.end as usize <= token);
    names.get(at).filter(|name| name.tokens.start as usize <= token).map(|name| name.label)
}

fn is_named(scene: &Scene<'_>, token: usize) -> bool {
    matches!(label(scene, token), Some(NameLabel::Person | NameLabel::Organization))
}

fn is_place(scene: &Scene<'_>, token: usize) -> bool {
    label(scene, token) == Some(NameLabel::Place)
}

/// "Ana Ruiz was blunt: “It is over.”", "From Chairwoman Ana Ruiz:" before a quoted paragraph.
fn announced(scene: &Scene<'_>, colon: usize) -> Option<Frame> {
    if scene.text(colon) != ":" || scene.region(colon).is_some() {
        return None;
    }
    let r = next_region(scene, colon + 1).filter(|&r| scene.regions[r].words > 1)?;
    let sentence = scene.sentence_range(scene.sentence(colon));
    let piece = scene.regions[r].tokens.clone();
    let whole = matches!(scene.tokens[piece.start].shape, Shape::Capital | Shape::Upper);
    let verbs = |i: &usize| matches!(scene.tokens[*i].upos, Upos::Verb | Upos::Aux);
    let before = sentence.start..colon;
    let new_block = scene.block(piece.start) != scene.block(colon);
    if new_block && (piece.start > colon + 3 || scene.block(colon) + 1 != scene.block(piece.start)) || !whole {
        return None;
    }
    let speaker = if before.clone().any(|i| verbs(&i)) {
        let is_subject = |i: &usize| scene.deprel(*i) == Deprel::Nsubj && scene.region(*i).is_none();
        let head = before.clone().take(REACH).find(is_subject)?;
        let phrase = scene.phrases(before.clone()).find(|phrase| (phrase.start..phrase.end).contains(&head))?;
        let plain = scene.tokens[phrase.head].upos == Upos::Pron && !is_person_pronoun(scene, phrase.head);
        // "The message from Ana Ruiz was clear" is hers.
        let sent = scene.is(phrase.head, Role::Channel) || scene.is(phrase.head, Role::Document);
        if sent {
            scene.phrase_at(phrase.end + 1, colon).filter(|next| is_source(scene, next.start..next.end)).or(Some(phrase))
        } else {
            Some(phrase)
        }
        .filter(|_| !plain)?
    } else if new_block {
        scene.phrases(before).find(|phrase| (phrase.start..phrase.end).any(|i| is_named(scene, i)))?
    } else {
        return None;
    };
    Some(Frame { speaker: Some(speaker), piece })
}

/// True for "he", "she", "they", "I", "we": what a person is called by.
fn is_person_pronoun(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.article.entities.at(scene.tokens[token].span), Some(EntityId::Person(_))) || scene.is(token, Role::Group)
}

/// "‘Not our fault’: Norvik Air blames weather", "Road plan is ‘madness’ - mayor", "UN: millions face hunger", "Fire was arson: police".
fn headline(scene: &Scene<'_>, mark: usize) -> Option<Frame> {
    let block = scene.block(mark);
    let spaced = mark + 1 < scene.tokens.len() && scene.tokens[mark].span.end < scene.tokens[mark + 1].span.start;
    let sentence = scene.sentence_range(scene.sentence(mark));
    let start = sentence.start.max(mark.saturating_sub(REACH));
    let end = (mark + 1..scene.tokens.len().min(mark + REACH)).find(|&i| scene.block(i) != block).unwrap_or(sentence.end);
    let words = |range: Range<usize>| {
        let mut words = range.filter(|&i| scene.is_word(i));
        let first = words.next()?;
        Some(first..words.next_back().unwrap_or(first) + 1)
    };
    let (left, right) = (words(start..mark)?, words(mark + 1..end)?);
    let verbless = |range: Range<usize>| range.clone().all(|i| !matches!(scene.tokens[i].upos, Upos::Verb | Upos::Aux));
    let acronym = |range: &Range<usize>| {
        range.len() == 1 && scene.tokens[range.start].shape == Shape::Upper && scene.text(range.start).len() < 4
    };
    let source = |range: &Range<usize>, most: usize| {
        let phrase = scene.phrase_at(range.start, range.end)?;
        let speaks = is_source(scene, range.clone()) || acronym(range) && !is_place(scene, range.start);
        (range.len() <= most && phrase.end == range.end && verbless(range.clone()) && speaks).then_some(phrase)
    };
    if !spaced || scene.region(mark).is_some() {
        return None;
    }
    let colon = scene.text(mark) == ":";
    if colon && let Some(r) = region_before(scene, mark) {
        let speaker = scene.phrase_at(right.start, right.end).filter(|phrase| phrase.start == right.start)?;
        // "‘Nobody asked’: a conversation with Ana Ruiz" is hers.
        let with = Some(speaker.end).filter(|&i| i < right.end && scene.is(speaker.head, Role::Talk) && scene.tokens[i].upos == Upos::Adp);
        let guest = with.and_then(|with| scene.phrase_at(with + 1, right.end)).filter(|guest| is_source(scene, guest.start..guest.end));
        return Some(Frame { speaker: Some(guest.unwrap_or(speaker)), piece: scene.regions[r].tokens.clone() });
    }
    if colon && let Some(speaker) = source(&left, 4) {
        return Some(Frame { speaker: Some(speaker), piece: right });
    }
    let speaker = source(&right, 4)?;
    (left.len() > 2).then_some(Frame { speaker: Some(speaker), piece: left })
}

#[cfg(test)]
mod tests {
    use crate::{Extractor, Input, Options, Source};

    /// Each quotation as "words < speaker".
    fn quotes(text: &str) -> Vec<String> {
        let extractor = Extractor::new(Options { input: Input::Article, ..Options::default() }).expect("good options");
        let found = extractor.extract(&Source::text(text)).quotes.into_iter().map(|quote| {
            let words: Vec<String> = quote.content.into_iter().map(|piece| piece.text).collect();
            let speaker = quote
                .speaker
                .map_or(String::new(), |speaker| speaker.extent.map(|extent| extent.text).or(speaker.name).unwrap_or_default());
            format!("{} < {speaker}", words.join(" | "))
        });
        found.collect()
    }

    #[test]
    fn frames_attribute_what_they_stand_beside() {
        for (text, expected) in [
            ("“We got there in the end,” beamed Ana Ruiz.", "We got there in the end, < Ana Ruiz"),
            ("“I could not look,” Tom Harlow, who is 63 and has a bad knee, went on.", "I could not look, < Tom Harlow"),
            ("“A shambles” is how Ms Ruiz described the vote.", "A shambles < Ms Ruiz"),
            ("Ms Ruiz spoke of “months of fear” on the island.", "months of fear < Ms Ruiz"),
            ("The pilot was quoted as saying that the engine had stopped.", "the engine had stopped < The pilot"),
            ("“The wall will hold,” the Courier quoted Mr Harlow as saying.", "The wall will hold, < Mr Harlow"),
            ("Asked if he would go again, Mr Harlow replied: “No.”", "No. < Mr Harlow"),
            ("In the words of Ms Ruiz, the vote was “a shambles”.", "the vote was “a shambles” < Ms Ruiz"),
            ("Ana Ruiz was firm: “The gate stays shut.”", "The gate stays shut. < Ana Ruiz"),
            (
                "“The best bread on the whole coast.” - Tom Harlow, Lowmere",
                "The best bread on the whole coast. < Tom Harlow, Lowmere",
            ),
            (
                "The dam could open as early as this week, Lowmere’s chief engineer, Ms Ana Ruiz, said earlier on Monday, though few believe it.",
                "The dam could open as early as this week < Lowmere’s chief engineer, Ms Ana Ruiz",
            ),
            ("The bridge could be shut for a year, warned engineer Tom Harlow.", "The bridge could be shut for a year < engineer Tom Harlow"),
            (
                "Jobs will be cut in all towns, said Harlow Motor’s recently named executive chair Ana Ruiz in an email to staff.",
                "Jobs will be cut in all towns < Harlow Motor’s recently named executive chair Ana Ruiz in an email to staff",
            ),
            ("When Tom Harlow asked again, Ms Ruiz said only: “The gate stays shut.”", "The gate stays shut. < Ms Ruiz"),
            (
                "And from Chairwoman Ana Ruiz:\n\n“Tom brings us years of work at sea.”",
                "Tom brings us years of work at sea. < Chairwoman Ana Ruiz",
            ),
        ] {
            assert_eq!(quotes(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_speech_is_none() {
        for text in [
            "That said, the gate is open.",
            "Having said that, the town has built forty homes.",
            "A man who asked not to be named was late.",
            "Wages rise according to age, and rents are set according to size.",
            "The tram, nicknamed “Old Rosie”, burnt in 1994.",
        ] {
            assert_eq!(quotes(text), [""; 0], "{text}");
        }
    }
}
