//! The features of a word, for training and tagging alike.

use super::evidence::Evidence;
use super::tags::{KINDS, Tag};
use super::words::{Run, SentenceCase, Word, Words};
use crate::lexicon::names;
use crate::model::linear::{feature, pair};

/// The first template of each group; a group numbers its templates from there.
const LOCAL: u64 = 1000;
const DOCUMENT: u64 = 2000;
const FOLLOW: u64 = 3000;

/// The feature of a word that follows a word of this tag.
pub fn follow(tag: Tag) -> u64 {
    feature(FOLLOW, u64::from(tag.0))
}

/// What stands outside of a sentence.
const EDGE: Word = Word {
    form: 1,
    shape: 2,
    suffixes: [1; 3],
    prefix: 1,
    cues: super::cues::Cues(0),
    entry: crate::lexicon::names::LexiconFlags(0),
    cluster: 0,
    vector: 0,
    relation: 63,
    head: u32::MAX,
    upos: 31,
    place: 0,
    case: SentenceCase::Ordinary,
    in_candidate_region: false,
    may_be_name: false,
};

/// Numbers the templates of a group as their values come.
struct Templates<F> {
    last: u64,
    emit: F,
}

impl<F: FnMut(u64)> Templates<F> {
    /// Emits the feature of the next template.
    fn put(&mut self, value: u64) {
        self.last += 1;
        (self.emit)(feature(self.last, value));
    }
}

/// What the long lists say of a word.
fn lists(word: &Word) -> u64 {
    pair(u64::from(word.entry.0), u64::from(word.place) << 1 | u64::from(word.may_be_name))
}

/// What the short lists say of a word.
fn cues(word: &Word) -> u64 {
    u64::from(word.cues.0) << 1 | u64::from(word.may_be_name)
}

/// The cluster of a word by our texts.
fn fine(word: &Word) -> u64 {
    u64::from(word.cluster)
}

/// The larger cluster that it is in.
fn coarse(word: &Word) -> u64 {
    u64::from(names::coarse(word.cluster))
}

/// The cluster of a word by word vectors.
fn fine_vector(word: &Word) -> u64 {
    u64::from(word.vector)
}

/// The larger cluster that it is in.
fn coarse_vector(word: &Word) -> u64 {
    u64::from(names::coarse(word.vector))
}

/// All that does not need a tag: the word, what stands around it, and where else the document has it.
pub fn local(words: &Words, evidence: &Evidence, run: &Run, i: usize, emit: impl FnMut(u64)) {
    let around = Around::new(words, run, i);
    let mut templates = Templates { last: LOCAL, emit };
    let mut put = |value| templates.put(value);
    put(0);
    around.forms(&mut put);
    around.clusters(&mut put);
    around.lists(&mut put);
    around.stretch(&mut put);
    around.elsewhere(evidence, &mut put);
    around.vectors(&mut put);
    around.governor(&mut put);
}

/// A word and what stands around it in its sentence.
struct Around<'a> {
    words: &'a Words,
    run: &'a Run,
    /// The word, with the two before it and the two after it.
    near: [&'a Word; 5],
    here: isize,
    /// The first and the last word of the run of capitalised words that it stands in.
    first: isize,
    last: isize,
    /// Its place in that run.
    place: u64,
}

impl<'a> Around<'a> {
    fn new(words: &'a Words, run: &'a Run, i: usize) -> Self {
        let here = i as isize;
        let mut around = Self { words, run, near: [&EDGE; 5], here, first: here, last: here, place: 0 };
        around.near = [-2, -1, 0, 1, 2].map(|by| around.at(here + by));
        while here - around.first < 8 && around.at(around.first - 1).may_be_name {
            around.first -= 1;
        }
        while around.last - here < 8 && around.at(around.last + 1).may_be_name {
            around.last += 1;
        }
        around.place = (here - around.first).min(3) as u64 * 4 + (around.last - here).min(3) as u64;
        around
    }

    fn at(&self, i: isize) -> &'a Word {
        match usize::try_from(i) {
            Ok(i) if self.run.sentence.contains(&i) => &self.words.words[i],
            _ => &EDGE,
        }
    }

    /// The shape of the word, and how its sentence is written.
    fn shape(&self) -> u64 {
        let [_, _, w, ..] = self.near;
        pair(w.shape, w.case as u64)
    }

    /// Forms, shapes and affixes.
    fn forms(&self, put: &mut impl FnMut(u64)) {
        let [w2, w1, w, n1, n2] = self.near;
        put(w.form);
        put(w1.form);
        put(n1.form);
        put(w2.form);
        put(n2.form);
        put(pair(w1.form, w.form));
        put(pair(w.form, n1.form));
        put(pair(w1.form, n1.form));
        put(pair(w.form, w.shape));

        let shape = self.shape();
        put(shape);
        put(pair(w1.shape, shape));
        put(pair(shape, n1.shape));
        put(pair(pair(w1.shape, shape), n1.shape));
        put(pair(pair(w2.shape, w1.shape), pair(shape, pair(n1.shape, n2.shape))));
        put(pair(shape, u64::from(self.here as usize == self.run.sentence.start)));

        put(w.suffixes[0]);
        put(w.suffixes[1]);
        put(w.suffixes[2]);
        put(w.prefix);
        put(pair(w.suffixes[1], shape));
        put(w1.suffixes[1]);
        put(n1.suffixes[1]);
        put(n1.prefix);
    }

    /// The first division of clusters.
    fn clusters(&self, put: &mut impl FnMut(u64)) {
        let [w2, w1, w, n1, n2] = self.near;
        for (k, word) in [w2, w1, w, n1, n2].into_iter().enumerate() {
            put(pair(fine(word), k as u64));
            put(pair(coarse(word), k as u64));
        }
        put(pair(coarse(w1), coarse(w)));
        put(pair(coarse(w), coarse(n1)));
        put(pair(fine(w1), w.shape));
        put(pair(fine(n1), w.shape));
        put(pair(fine(w), lists(w)));
        put(pair(coarse(w1), lists(w)));
        put(pair(coarse(n1), lists(w)));
        put(pair(pair(coarse(w1), coarse(n1)), w.shape));
        put(pair(coarse(w2), pair(coarse(w1), w.shape)));
        put(pair(coarse(n2), pair(coarse(n1), w.shape)));
    }

    /// Lists and parts of speech: what the word may be, and what its neighbours may be.
    fn lists(&self, put: &mut impl FnMut(u64)) {
        let [w2, w1, w, n1, n2] = self.near;
        put(lists(w));
        put(pair(lists(w), self.shape()));
        put(pair(lists(w), self.run.sentence.len().min(5) as u64));
        put(lists(w1));
        put(lists(n1));
        put(pair(lists(w1), lists(w)));
        put(pair(lists(w), lists(n1)));
        put(pair(lists(w), w1.form));
        put(pair(lists(w), n1.form));
        put(u64::from(w.place));
        put(pair(u64::from(w.place), u64::from(n1.place)));

        put(cues(w));
        put(cues(w1));
        put(cues(n1));
        put(cues(w2));
        put(cues(n2));
        put(pair(cues(w1), lists(w)));
        put(pair(cues(w), cues(n1)));
        put(pair(pair(cues(w2), cues(w1)), w.shape));

        let upos = |w: &Word| u64::from(w.upos);
        put(upos(w));
        put(pair(upos(w1), upos(w)));
        put(pair(upos(w), upos(n1)));
        put(pair(pair(upos(w1), upos(w)), pair(upos(n1), w.shape)));
    }

    /// The run of capitalised words: its ends, its length, what stands before and after it.
    fn stretch(&self, put: &mut impl FnMut(u64)) {
        let [_, _, w, ..] = self.near;
        let Self { first, last, place, .. } = *self;
        let (head, before, after) = (self.at(last), self.at(first - 1), self.at(last + 1));
        put(place);
        put(pair(place, self.shape()));
        put(pair(place, lists(w)));
        put(head.form);
        put(pair(cues(head), place));
        put(fine(head));
        put(lists(head));
        put(self.at(first).form);
        put(pair(lists(self.at(first)), place));
        put(pair(before.form, place.min(4)));
        put(pair(after.form, place % 4));
        put(pair(cues(before), cues(after)));
        put(pair(coarse(before), coarse(after)));
        put(fine(before));
        put(fine(after));
        put(pair(before.form, after.form));
        put(self.at(last + 2).form);
        put(self.at(first - 2).form);
    }

    /// How the word, its neighbours and the last one of its run stand elsewhere in the document.
    fn elsewhere(&self, evidence: &Evidence, put: &mut impl FnMut(u64)) {
        let [_, _, w, ..] = self.near;
        let inside = |i: isize| self.run.words.contains(&(i as usize));
        let seen = |i: isize| if inside(i) { u64::from(evidence.word(i as usize).contexts) } else { 0 };
        put(seen(self.here));
        put(pair(seen(self.here), self.place));
        put(pair(seen(self.here) & 3, self.shape()));
        put(pair(seen(self.here), lists(w)));
        put(seen(self.here - 1));
        put(seen(self.here + 1));
        put(seen(self.last));
    }

    /// The second division of clusters.
    fn vectors(&self, put: &mut impl FnMut(u64)) {
        let [w2, w1, w, n1, n2] = self.near;
        let (head, before, after) = (self.at(self.last), self.at(self.first - 1), self.at(self.last + 1));
        for (k, word) in [w1, w, n1].into_iter().enumerate() {
            put(pair(fine_vector(word), k as u64));
        }
        for (k, word) in [w2, w1, w, n1, n2].into_iter().enumerate() {
            put(pair(coarse_vector(word), k as u64));
        }
        put(pair(fine_vector(w), w.shape));
        put(pair(fine_vector(w), lists(w)));
        put(pair(coarse_vector(w1), coarse_vector(w)));
        put(pair(coarse_vector(w), coarse_vector(n1)));
        put(pair(pair(coarse_vector(w1), coarse_vector(n1)), w.shape));
        put(pair(fine_vector(head), self.place));
        put(pair(coarse_vector(head), coarse_vector(w)));
        put(pair(fine_vector(before), w.shape));
        put(pair(fine_vector(after), w.shape));
    }

    /// What the name does: the verb that it is the subject of, the noun that it belongs to.
    fn governor(&self, put: &mut impl FnMut(u64)) {
        let [_, _, w, ..] = self.near;
        let mut top = w;
        for _ in 0..4 {
            let above = top.head as isize;
            if above < self.first || above > self.last || std::ptr::eq(top, self.at(above)) {
                break;
            }
            top = self.at(above);
        }
        let governor = self.at(top.head as isize);
        let relation = u64::from(top.relation);
        put(pair(relation, governor.form));
        put(pair(relation, fine_vector(governor)));
        put(pair(relation, pair(coarse_vector(governor), lists(w))));
    }
}

/// What the first pass took the word for, here and elsewhere.
pub fn document(words: &Words, evidence: &Evidence, tags: &[Tag], run: &Run, i: usize, emit: impl FnMut(u64)) {
    let inside = |i: usize| run.words.contains(&i);
    let tag = |i: usize| if inside(i) { u64::from(tags[i].0) } else { 99 };
    let mut templates = Templates { last: DOCUMENT, emit };
    let mut put = |value| templates.put(value);
    let word = &words.words[i];
    let known = evidence.word(i);
    let own = tags[i].parts().map(|(_, kind)| kind);
    let elsewhere = majority(known.votes, own.unwrap_or(if i > run.sentence.start && word.case == SentenceCase::Ordinary { KINDS } else { KINDS + 1 }));
    let name = majority(evidence.name_votes(i), own.unwrap_or(KINDS + 1));
    let majority_at =
        |i: usize| if inside(i) { majority(evidence.word(i).votes, tags[i].parts().map_or(KINDS, |(_, kind)| kind)) } else { 999 };
    let edge = u64::from(i > 0 && inside(i - 1) && words.words[i - 1].may_be_name) * 2
        + u64::from(inside(i + 1) && words.words[i + 1].may_be_name);

    put(tag(i));
    put(pair(tag(i), elsewhere));
    put(pair(tag(i), name));
    put(elsewhere);
    put(pair(elsewhere, edge));
    put(pair(elsewhere, word.shape));
    put(name);
    put(pair(name, elsewhere));
    let longest = u64::from(known.longest.0.min(4)) * 8 + u64::from(known.longest.1);
    put(pair(longest, tag(i)));
    put(pair(longest, edge));
    put(pair(longest, elsewhere));
    put(pair(tag(i), pair(if i > 0 { tag(i - 1) } else { 99 }, tag(i + 1))));
    put(pair(elsewhere, majority_at(i + 1)));
    put(pair(elsewhere, if i > 0 { majority_at(i - 1) } else { 999 }));
    put(pair(u64::from(known.contexts), elsewhere));
    put(pair(word.case as u64, pair(elsewhere, u64::from(i == run.sentence.start))));
}

/// The outcome of a vote without one's own voice: the first two kinds and how clear the lead is.
fn majority(mut votes: [u16; KINDS + 1], own: usize) -> u64 {
    if let Some(count) = votes.get_mut(own) {
        *count = count.saturating_sub(1);
    }
    let mut best = (0, KINDS + 1);
    let mut second = (0, KINDS + 1);
    for (kind, &count) in votes.iter().enumerate() {
        if count > best.0 {
            second = best;
            best = (count, kind);
        } else if count > second.0 {
            second = (count, kind);
        }
    }
    let lead = match (best.0, second.0) {
        (0, _) => 0,
        (1, 0) => 1,
        (2..=3, 0) => 2,
        (_, 0) => 3,
        (a, b) if a >= 4 * b => 4,
        (a, b) if a >= 2 * b => 5,
        _ => 6,
    };
    (best.1 * 8 + second.1) as u64 * 8 + lead
}
