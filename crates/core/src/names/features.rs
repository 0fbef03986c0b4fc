//! The features of a word, for training and tagging alike.

use super::evidence::Evidence;
use super::tags::{KINDS, Tag};
use super::words::{Run, Word, Words};
use crate::lexicon::names::coarse;
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
    entry: crate::lexicon::names::Entry(0),
    cluster: 0,
    vector: 0,
    relation: 63,
    head: u32::MAX,
    upos: 31,
    place: 0,
    loud: 0,
    scored: false,
    nameable: false,
};

/// All that does not need a tag: the word, what stands around it, and where else the document has it.
pub fn local(words: &Words, evidence: &Evidence, run: &Run, i: usize, mut emit: impl FnMut(u64)) {
    let at = |i: isize| match usize::try_from(i) {
        Ok(i) if run.sentence.contains(&i) => &words.words[i],
        _ => &EDGE,
    };
    let here = i as isize;
    let [w2, w1, w, n1, n2] = [-2, -1, 0, 1, 2].map(|by| at(here + by));
    let mut template = LOCAL;
    let mut put = |value: u64| {
        template += 1;
        emit(feature(template, value));
    };
    let loud = u64::from(w.loud);
    // What the long lists say of a word.
    let lists = |w: &Word| pair(u64::from(w.entry.0), u64::from(w.place) << 1 | u64::from(w.nameable));

    put(0);
    put(w.form);
    put(w1.form);
    put(n1.form);
    put(w2.form);
    put(n2.form);
    put(pair(w1.form, w.form));
    put(pair(w.form, n1.form));
    put(pair(w1.form, n1.form));
    put(pair(w.form, w.shape));

    let shape = pair(w.shape, loud);
    put(shape);
    put(pair(w1.shape, shape));
    put(pair(shape, n1.shape));
    put(pair(pair(w1.shape, shape), n1.shape));
    put(pair(pair(w2.shape, w1.shape), pair(shape, pair(n1.shape, n2.shape))));
    put(pair(shape, u64::from(i == run.sentence.start)));

    put(w.suffixes[0]);
    put(w.suffixes[1]);
    put(w.suffixes[2]);
    put(w.prefix);
    put(pair(w.suffixes[1], shape));
    put(w1.suffixes[1]);
    put(n1.suffixes[1]);
    put(n1.prefix);

    let fine = |w: &Word| u64::from(w.cluster);
    let coarse = |w: &Word| u64::from(coarse(w.cluster));
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

    // The long lists: what the word may be, and what its neighbours may be.
    put(lists(w));
    put(pair(lists(w), shape));
    put(pair(lists(w), run.sentence.len().min(5) as u64));
    put(lists(w1));
    put(lists(n1));
    put(pair(lists(w1), lists(w)));
    put(pair(lists(w), lists(n1)));
    put(pair(lists(w), w1.form));
    put(pair(lists(w), n1.form));
    put(u64::from(w.place));
    put(pair(u64::from(w.place), u64::from(n1.place)));

    let cues = |w: &Word| u64::from(w.cues.0) << 1 | u64::from(w.nameable);
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

    // The run of capitalised words that the word stands in: its ends, its length, what stands before and after it.
    let is_name = |i: isize| at(i).nameable;
    let (mut first, mut last) = (here, here);
    while here - first < 8 && is_name(first - 1) {
        first -= 1;
    }
    while last - here < 8 && is_name(last + 1) {
        last += 1;
    }
    let place = (here - first).min(3) as u64 * 4 + (last - here).min(3) as u64;
    let (head, before, after) = (at(last), at(first - 1), at(last + 1));
    put(place);
    put(pair(place, shape));
    put(pair(place, lists(w)));
    put(head.form);
    put(pair(cues(head), place));
    put(fine(head));
    put(lists(head));
    put(at(first).form);
    put(pair(lists(at(first)), place));
    put(pair(before.form, place.min(4)));
    put(pair(after.form, place % 4));
    put(pair(cues(before), cues(after)));
    put(pair(coarse(before), coarse(after)));
    put(fine(before));
    put(fine(after));
    put(pair(before.form, after.form));
    put(at(last + 2).form);
    put(at(first - 2).form);

    let seen = |i: isize| if run.words.contains(&(i as usize)) { u64::from(evidence.note(i as usize).seen) } else { 0 };
    put(seen(here));
    put(pair(seen(here), place));
    put(pair(seen(here) & 3, shape));
    put(pair(seen(here), lists(w)));
    put(seen(here - 1));
    put(seen(here + 1));
    put(seen(last));

    // The second division of clusters.
    let fine = |w: &Word| u64::from(w.vector);
    let coarse = |w: &Word| u64::from(crate::lexicon::names::coarse(w.vector));
    for (k, word) in [w1, w, n1].into_iter().enumerate() {
        put(pair(fine(word), k as u64));
    }
    for (k, word) in [w2, w1, w, n1, n2].into_iter().enumerate() {
        put(pair(coarse(word), k as u64));
    }
    put(pair(fine(w), w.shape));
    put(pair(fine(w), lists(w)));
    put(pair(coarse(w1), coarse(w)));
    put(pair(coarse(w), coarse(n1)));
    put(pair(pair(coarse(w1), coarse(n1)), w.shape));
    put(pair(fine(head), place));
    put(pair(coarse(head), coarse(w)));
    put(pair(fine(before), w.shape));
    put(pair(fine(after), w.shape));

    // What the name does: the verb that it is the subject of, the noun that it belongs to.
    let mut top = w;
    for _ in 0..4 {
        let above = top.head as isize;
        if above < first || above > last || std::ptr::eq(top, at(above)) {
            break;
        }
        top = at(above);
    }
    let governor = at(top.head as isize);
    let relation = u64::from(top.relation);
    put(pair(relation, governor.form));
    put(pair(relation, fine(governor)));
    put(pair(relation, pair(coarse(governor), lists(w))));
}

/// What the first pass took the word for, here and elsewhere.
pub fn document(words: &Words, evidence: &Evidence, tags: &[Tag], run: &Run, i: usize, mut emit: impl FnMut(u64)) {
    let inside = |i: usize| run.words.contains(&i);
    let tag = |i: usize| if inside(i) { u64::from(tags[i].0) } else { 99 };
    let mut template = DOCUMENT;
    let mut put = |value: u64| {
        template += 1;
        emit(feature(template, value));
    };
    let word = &words.words[i];
    let note = evidence.note(i);
    let own = tags[i].parts().map(|(_, kind)| kind);
    let elsewhere = ballot(note.votes, own.unwrap_or(if i > run.sentence.start && word.loud == 0 { KINDS } else { KINDS + 1 }));
    let name = ballot(evidence.name_votes(i), own.unwrap_or(KINDS + 1));
    let ballot_at =
        |i: usize| if inside(i) { ballot(evidence.note(i).votes, tags[i].parts().map_or(KINDS, |(_, kind)| kind)) } else { 999 };
    let edge = u64::from(i > 0 && inside(i - 1) && words.words[i - 1].nameable) * 2
        + u64::from(inside(i + 1) && words.words[i + 1].nameable);

    put(tag(i));
    put(pair(tag(i), elsewhere));
    put(pair(tag(i), name));
    put(elsewhere);
    put(pair(elsewhere, edge));
    put(pair(elsewhere, word.shape));
    put(name);
    put(pair(name, elsewhere));
    let longest = u64::from(note.longest.0.min(4)) * 8 + u64::from(note.longest.1);
    put(pair(longest, tag(i)));
    put(pair(longest, edge));
    put(pair(longest, elsewhere));
    put(pair(tag(i), pair(if i > 0 { tag(i - 1) } else { 99 }, tag(i + 1))));
    put(pair(elsewhere, ballot_at(i + 1)));
    put(pair(elsewhere, if i > 0 { ballot_at(i - 1) } else { 999 }));
    put(pair(u64::from(note.seen), elsewhere));
    put(pair(u64::from(word.loud), pair(elsewhere, u64::from(i == run.sentence.start))));
}

/// The outcome of a vote without one's own voice: the first two kinds and how clear the lead is.
fn ballot(mut votes: [u16; KINDS + 1], own: usize) -> u64 {
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
