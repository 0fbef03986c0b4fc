//! Where the words after the cue begin and end.

use std::ops::Range;

use super::super::ballot::Ballot;
use super::super::found::opens_paragraph;
use super::super::lexicon::Role;
use super::edge::{Arcs, edge, tie, zone_after};
use super::site::{Site, bucket, flag};
use crate::model::linear::pair;
use crate::syntax::Upos;

/// Where do the words after the cue begin?
pub fn right_start(site: &Site<'_, '_>, sides: u32, ballot: &mut Ballot) {
    let Site { scene, cue, entry, range, core: (_, last), .. } = site;
    let cue = *cue;
    let all = range.start..scene.tokens.len();
    let (mut that, mut commas, mut verbs, mut words, mut cues) = (0, 0, 0, 0, 0_u64);
    let to = range.end.min(cue + 40);
    let candidate = |ballot: &mut Ballot, at: usize, state: [u64; 5]| {
        let [that, commas, verbs, words, cues] = state;
        ballot.candidate(at as u32);
        edge(site, at - 1, &all, ballot);
        let from_core = if at > *last { bucket(at - last) } else { 20 };
        ballot.add(0, bucket(at - cue));
        ballot.add(1, from_core);
        ballot.add(2, pair(from_core, entry.hash));
        ballot.add(3, pair(bucket(at - cue), entry.hash));
        ballot.add(4, that);
        ballot.add(5, pair(commas.min(3), verbs.min(3)));
        ballot.add(6, pair(words.min(8), entry.hash));
        ballot.add(7, flag(scene.region_starts(at)) + 2 * flag(scene.region(at).is_some()));
        ballot.add(8, pair(flag(scene.region_starts(at)), from_core));
        ballot.add(9, pair(tie(scene, at, cue, cue + 1), from_core));
        ballot.add(10, scene.relation(at, cue));
        ballot.add(11, pair(scene.relation(at, cue), entry.hash));
        ballot.add(12, pair(u64::from(sides), from_core));
        ballot.add(13, pair(u64::from(sides), pair(flag(scene.region_starts(at)), that)));
        ballot.add(14, pair(pair(scene.tag(&all, Some(at - 1)), scene.tag(&all, Some(at))), from_core));
        ballot.add(15, pair(scene.tokens[at - 1].hash, from_core));
        ballot.add(16, flag(!range.contains(&at)));
        ballot.add(17, pair(scene.tag(&all, Some(at)), pair(that, commas.min(2))));
        ballot.add(18, pair(cues.min(2), flag(scene.region_starts(at))));
    };
    for at in cue + 1..to {
        if scene.is_word(at) {
            candidate(ballot, at, [that, commas, verbs, words, cues]);
            words += 1;
        }
        that = if scene.is(at, Role::That) {
            1
        } else if that == 1 {
            2
        } else {
            that
        };
        commas += flag(site.is(at, ","));
        verbs += flag(site.verb(at));
        cues += flag(site.speaks(at));
    }
    // After a colon the words may stand in the next sentence or paragraph.
    if let Some(at) = (range.end..scene.tokens.len().min(range.end + 3)).find(|&i| scene.is_word(i))
        && site.is(range.end - 1, ":")
    {
        candidate(ballot, at, [that, commas, verbs, words, cues]);
    }
}

/// How many verbs, verbs that mark speech and commas stand in a stretch before each of its tokens.
struct Counts {
    start: usize,
    before: Vec<[u64; 3]>,
}

impl Counts {
    fn of(site: &Site<'_, '_>, range: Range<usize>) -> Self {
        let scene = site.scene;
        let (start, mut sums) = (range.start, [0; 3]);
        let mut before = Vec::with_capacity(range.len() + 1);
        before.push(sums);
        for at in range {
            sums[0] += flag(site.verb(at));
            sums[1] += flag(scene.tokens[at].upos == Upos::Verb && scene.is_cue(at));
            sums[2] += flag(site.is(at, ","));
            before.push(sums);
        }
        Self { start, before }
    }

    /// How many of each stand in a part of the stretch.
    fn of_range(&self, range: Range<usize>) -> [u64; 3] {
        let (first, last) = (self.before[range.start - self.start], self.before[range.end - self.start]);
        std::array::from_fn(|n| last[n] - first[n])
    }
}

/// Where do the words after the cue end?
pub fn right_end(site: &Site<'_, '_>, start: usize, sides: u32, ballot: &mut Ballot) {
    let Site { scene, entry, .. } = site;
    let zone = zone_after(scene, start);
    let all = start..scene.tokens.len().min(zone.end + 3);
    let quoted = scene.region(start);
    let starts_region = flag(scene.region_starts(start));
    let last_word = zone.clone().rev().find(|&i| scene.is_word(i));
    let arcs = Arcs::of(scene, zone.clone());
    let counts = Counts::of(site, zone.clone());
    let (mut words, mut parens) = (0, 0_u64);
    for at in zone.clone().take(90) {
        let [verbs, cues, commas] = counts.of_range(zone.start..at);
        let (cues, commas) = (cues.min(3), commas.min(4));
        if scene.is_word(at) {
            words += 1;
            ballot.candidate(at as u32);
            edge(site, at, &all, ballot);
            let is_last = last_word == Some(at);
            let next = at + 1;
            let inside = scene.region(at).is_some() && !scene.region_ends(at);
            let place = flag(is_last) + 2 * flag(scene.region_ends(at)) + 4 * flag(inside) + 8 * starts_region;
            ballot.add(0, bucket(words));
            ballot.add(1, place);
            ballot.add(2, pair(place, entry.hash));
            ballot.add(3, pair(pair(place, commas), verbs.min(3)));
            ballot.add(4, pair(bucket(words), flag(is_last)));
            ballot.add(5, pair(u64::from(sides), place));
            ballot.add(6, pair(cues, flag(is_last)));
            let following = scene.tag(&all, Some(next));
            let (open, longest) = arcs.behind(at);
            ballot.add(21, pair(open, longest));
            ballot.add(22, pair(open, place));
            ballot.add(23, pair(longest, following));
            ballot.add(24, pair(pair(open, longest), verbs.min(2)));
            ballot.add(7, pair(place, following));
            ballot.add(8, pair(pair(place, following), scene.tag(&all, Some(next + 1))));
            ballot.add(9, pair(parens.min(2), following));
            ballot.add(10, pair(verbs.min(3), following));
            ballot.add(11, pair(flag(quoted.is_some() && quoted == scene.region(at)), place));
            if next < all.end {
                ties(site, start, next, all.end, (following, verbs.min(3)), ballot);
            }
            let [rest_verbs, rest_cues, rest_commas] = counts.of_range(next..zone.end.min(next + 30));
            ballot.add(18, pair(following, pair(rest_verbs.min(2), rest_cues.min(2))));
            ballot.add(19, pair(following, pair(bucket(zone.end - next), rest_commas.min(3))));
            ballot.add(20, pair(following, pair(commas, bucket(words).min(5))));
        }
        parens = match scene.text(at) {
            "(" => parens + 1,
            ")" => parens.saturating_sub(1),
            _ => parens,
        };
    }
    if opens_paragraph(*entry) {
        paragraph_ends(site, start, zone.end, ballot);
    }
}

/// What follows: does it hang on the words or on what is before them?
fn ties(site: &Site<'_, '_>, start: usize, next: usize, end: usize, (following, verbs): (u64, u64), ballot: &mut Ballot) {
    let (scene, cue) = (site.scene, site.cue);
    let link = tie(scene, next, cue, start);
    ballot.add(12, link);
    ballot.add(13, pair(link, following));
    ballot.add(14, pair(link, verbs));
    if next + 1 < end {
        ballot.add(15, pair(following, tie(scene, next + 1, cue, start)));
        ballot.add(16, pair(scene.tokens[next].hash, tie(scene, next + 1, cue, start)));
    }
    ballot.add(17, pair(scene.relation(next, cue), following));
}

/// The ends of the sentences after `from` in the paragraph, for "NAME:" with whole paragraphs after it.
fn paragraph_ends(site: &Site<'_, '_>, start: usize, from: usize, ballot: &mut Ballot) {
    let scene = site.scene;
    let sentences = &scene.article.syntax.sentences;
    let block = scene.block(site.cue);
    let first = scene.sentence(from - 1) + 1;
    let ends: Vec<usize> = (first..sentences.len().min(first + 12)).take_while(|&s| sentences[s].block == block).collect();
    for (n, &sentence) in ends.iter().enumerate() {
        let range = scene.sentence_range(sentence);
        if let Some(at) = range.clone().rev().find(|&i| scene.is_word(i)) {
            ballot.candidate(at as u32);
            ballot.add(80, pair(flag(n + 1 == ends.len()), flag(site.cue <= site.range.start + 4)));
            ballot.add(81, pair(n as u64, flag(scene.region(start).is_some())));
            ballot.add(82, pair(flag(scene.region(at).is_some()), flag(scene.region(start).is_some())));
        }
    }
}
