//! What is asked about a cue, and what the answer may depend on: the candidates and features of each question.

use std::ops::Range;

use super::ballot::{Ballot, Kind, NONE};
use super::found::{Found, opens_paragraph};
use super::lexicon::{Class, Entry, Role};
use super::scene::{Phrase, Scene};
use crate::model::linear::pair;
use crate::names::NameMention;
use crate::syntax::{Deprel, Shape, Upos};

/// A word that may mark speech, in its sentence.
pub struct Site<'s, 'a> {
    scene: &'s Scene<'a>,
    cue: usize,
    entry: Entry,
    /// Its sentence.
    range: Range<usize>,
    /// The quote whose cue stands before, if in the same sentence.
    before: Option<&'s Found>,
    speaker: Option<Phrase>,
    /// First and last token of cue and speaker, if the speaker stands beside the cue.
    core: (usize, usize),
}

/// Numbers in classes: near ones exactly, far ones roughly.
fn bucket(n: usize) -> u64 {
    match n {
        0..=4 => n as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=49 => 9,
        _ => 10,
    }
}

fn flag(flag: bool) -> u64 {
    u64::from(flag)
}

impl<'s, 'a> Site<'s, 'a> {
    /// The site of a cue; `before` is the last quote found so far.
    pub fn new(scene: &'s Scene<'a>, cue: usize, entry: Entry, before: Option<&'s Found>) -> Self {
        let range = scene.sentence_range(scene.sentence(cue));
        let before = before.filter(|found| range.contains(&found.cue));
        Self { scene, cue, entry, range, before, speaker: None, core: (cue, cue) }
    }

    /// Tells who speaks.
    pub fn set_speaker(&mut self, speaker: Option<Phrase>) {
        self.speaker = speaker;
        if let Some(phrase) = speaker.filter(|phrase| self.range.contains(&phrase.head)) {
            if phrase.head < self.cue && self.cue - phrase.head < 25 {
                self.core.0 = phrase.start;
            } else if phrase.head > self.cue && phrase.head - self.cue < 8 {
                self.core.1 = self.scene.extend(phrase, self.range.end).max(phrase.head + 1) - 1;
            }
        }
    }

    fn word(&self, at: usize, offset: isize) -> u64 {
        self.scene.word(&self.range, at.checked_add_signed(offset))
    }

    fn tag(&self, at: usize, offset: isize) -> u64 {
        self.scene.tag(&self.range, at.checked_add_signed(offset))
    }

    /// How many tokens of `range` satisfy `test`.
    fn count(&self, range: Range<usize>, test: impl Fn(usize) -> bool) -> usize {
        range.filter(|&i| test(i)).count()
    }

    fn is(&self, token: usize, text: &str) -> bool {
        self.scene.tokens[token].span.of(&self.scene.article.document.text) == text
    }

    fn verb(&self, token: usize) -> bool {
        matches!(self.scene.tokens[token].upos, Upos::Verb | Upos::Aux)
    }

    /// Tokens from the last region's end to `at`, if one ends at most eight tokens before; else 9.
    fn since_region(&self, at: usize) -> u64 {
        let from = at.saturating_sub(8);
        (from..at).rev().find(|&i| self.scene.region_ends(i)).map_or(9, |i| (at - i) as u64)
    }

    /// Tokens from `at` to the next region's start, if at most eight; else 9.
    fn until_region(&self, at: usize) -> u64 {
        let to = (at + 9).min(self.scene.tokens.len());
        (at + 1..to).find(|&i| self.scene.region_starts(i)).map_or(9, |i| (i - at) as u64)
    }

    /// True if one of the six tokens after `at` is "that".
    fn that_follows(&self, at: usize) -> u64 {
        (at + 1..self.range.end.min(at + 7)).find(|&i| self.scene.is(i, Role::That)).map_or(0, |i| (i - at) as u64)
    }

    /// True for a verb of speech.
    fn speaks(&self, token: usize) -> bool {
        self.scene.cue(token).is_some_and(|entry| entry.class == Class::Speech)
    }

    fn negated(&self) -> bool {
        (self.cue.saturating_sub(3).max(self.range.start)..self.cue).any(|i| self.scene.is(i, Role::Negation))
    }
}

/// Does it mark speech?
pub fn cue(site: &Site<'_, '_>, ballot: &mut Ballot) {
    let Site { scene, cue, entry, range, .. } = site;
    let (cue, row) = (*cue, entry.hash);
    let token = &scene.tokens[cue];
    ballot.candidate(0);
    ballot.candidate(1);
    ballot.add(0, 0);
    ballot.add(1, row);
    ballot.add(2, token.hash);
    ballot.add(3, pair(row, token.upos as u64));
    for (n, offset) in [-3, -2, -1, 1, 2, 3].into_iter().enumerate() {
        let n = n as u64;
        ballot.add(4 + n, site.word(cue, offset));
        ballot.add(10 + n, site.tag(cue, offset));
        ballot.add(16 + n, pair(row, site.tag(cue, offset)));
    }
    ballot.add(22, pair(row, site.word(cue, 1)));
    ballot.add(23, pair(row, site.word(cue, -1)));
    ballot.add(24, pair(site.tag(cue, -1), site.tag(cue, 1)));
    ballot.add(25, pair(site.tag(cue, 1), site.tag(cue, 2)));
    ballot.add(26, pair(site.tag(cue, -2), site.tag(cue, -1)));
    ballot.add(27, pair(pair(token.upos as u64, site.tag(cue, -1)), site.tag(cue, 1)));
    let (since, until) = (site.since_region(cue), site.until_region(cue));
    ballot.add(28, since);
    ballot.add(29, until);
    ballot.add(30, pair(since, row));
    ballot.add(31, pair(until, row));
    ballot.add(32, pair(since, until));
    ballot.add(33, pair(row, flag(site.that_follows(cue) > 0)));
    ballot.add(34, site.that_follows(cue));
    let (left, right) = (cue - range.start, range.end - 1 - cue);
    ballot.add(35, bucket(left));
    ballot.add(36, bucket(right));
    ballot.add(37, pair(bucket(right), row));
    ballot.add(38, pair(bucket(left), row));
    ballot.add(39, scene.region(cue).map_or(0, |r| 1 + bucket(scene.regions[r].words)));
    ballot.add(40, site.before.map_or(0, |found| 1 + bucket(cue - found.cue)));
    ballot.add(41, site.before.map_or(0, |found| pair(1 + flag(found.pieces.iter().any(|p| p.contains(&cue))), row)));
    let masks = scene.dependents(range, cue);
    for (side, mask) in masks.into_iter().enumerate() {
        let mut rest = mask;
        while rest != 0 {
            let relation = u64::from(rest.trailing_zeros()) * 2 + side as u64;
            rest &= rest - 1;
            ballot.add(42, relation);
            ballot.add(43, pair(relation, row));
        }
        ballot.add(44 + side as u64, mask);
    }
    ballot.add(46, pair(scene.deprel(cue) as u64, row));
    ballot.add(47, scene.deprel(cue) as u64);
    let head = token.head as usize;
    ballot.add(48, pair(scene.deprel(cue) as u64, scene.tokens[head].upos as u64));
    ballot.add(49, pair(scene.deprel(cue) as u64, scene.cue(head).map_or(0, |e| e.class as u64 + 1)));
    ballot.add(50, pair(flag(site.negated()), row));
    ballot.add(51, entry.class as u64);
    // Another word of speech near by.
    let nearby = (cue.saturating_sub(8).max(range.start)..(cue + 9).min(range.end))
        .filter(|&i| i != cue)
        .find_map(|i| scene.cue(i).filter(|e| e.class != Class::Mark).map(|e| pair(e.hash, flag(i > cue))));
    ballot.add(52, nearby.unwrap_or(0));
    ballot.add(53, pair(entry.class as u64, bucket(site.count(range.start..cue, |i| site.verb(i)))));
    ballot.add(54, pair(entry.class as u64, bucket(site.count(cue + 1..range.end, |i| site.verb(i)))));
    let block = &scene.article.layout.blocks[scene.block(cue) as usize];
    ballot.add(55, pair(block.kind as u64, entry.class as u64));
}

/// Who may speak: the noun phrases near the cue, in the order of the text.
pub fn speakers(site: &Site<'_, '_>) -> Vec<Phrase> {
    let scene = site.scene;
    let outside = |phrase: &Phrase| {
        scene.region(phrase.head).is_none_or(|r| scene.region(site.cue) == Some(r) || scene.regions[r].words < 4)
    };
    let mut phrases: Vec<Phrase> = Vec::new();
    let sentence = scene.sentence(site.cue);
    if sentence > 0 {
        let range = scene.sentence_range(sentence - 1);
        if scene.block(range.start) == scene.block(site.cue) {
            phrases.extend(scene.phrases(range).filter(outside).take(3));
        }
    }
    let from = site.range.start.max(site.cue.saturating_sub(50));
    let left = phrases.len();
    phrases.extend(scene.phrases(from..site.cue).filter(outside));
    // The sentence's first ones and those nearest to the cue.
    let spare = (phrases.len() - left).saturating_sub(10);
    phrases.drain(left + 2.min(spare)..left + 2.min(spare) + spare);
    phrases.extend(scene.phrases(site.cue + 1..site.range.end.min(site.cue + 25)).filter(outside).take(5));
    phrases
}

/// Which of them speaks?
pub fn speaker(site: &Site<'_, '_>, phrases: &[Phrase], ballot: &mut Ballot) {
    let Site { scene, cue, entry, range, .. } = site;
    let (cue, row) = (*cue, entry.hash);
    let since = site.since_region(cue);
    ballot.candidate(NONE);
    ballot.add(0, 0);
    ballot.add(1, row);
    ballot.add(2, pair(row, site.tag(cue, -1)));
    ballot.add(3, pair(row, site.tag(cue, 1)));
    ballot.add(4, site.word(cue, -1));
    ballot.add(5, pair(entry.class as u64, bucket(cue - range.start)));
    ballot.add(6, bucket(phrases.len()));
    for (n, phrase) in phrases.iter().enumerate() {
        let token = &scene.tokens[phrase.head];
        let inside = range.contains(&phrase.head);
        let before = phrase.head < cue;
        let between = if before { phrase.end..cue } else { cue + 1..phrase.start.max(cue + 1) };
        let side = flag(before) + 2 * flag(inside);
        let rank = if before {
            phrases[n + 1..].iter().filter(|p| p.head < cue).count()
        } else {
            phrases[..n].iter().filter(|p| p.head > cue).count()
        };
        let commas = site.count(between.clone(), |i| site.is(i, ","));
        let verbs = site.count(between.clone(), |i| site.verb(i));
        let gap = bucket(between.len());
        ballot.candidate(phrase.head as u32);
        ballot.add(10, pair(side, gap));
        ballot.add(11, pair(side, rank as u64));
        ballot.add(12, pair(pair(side, commas as u64), verbs as u64));
        ballot.add(13, token.hash);
        ballot.add(14, pair(token.upos as u64, token.shape as u64));
        ballot.add(15, pair(pair(side, token.upos as u64), gap));
        ballot.add(16, pair(pair(row, side), rank.min(3) as u64));
        ballot.add(17, pair(pair(row, side), gap));
        ballot.add(18, pair(pair(row, side), token.upos as u64));
        let relation = scene.relation(phrase.head, cue);
        ballot.add(19, relation);
        ballot.add(20, pair(relation, row));
        ballot.add(21, pair(relation, side));
        ballot.add(22, pair(side, scene.deprel(phrase.head) as u64));
        let (left, right) = (phrase.start.checked_sub(1), phrase.end);
        let text = 0..scene.tokens.len();
        ballot.add(23, pair(side, scene.word(&text, left)));
        ballot.add(24, pair(side, scene.tag(&text, left)));
        ballot.add(25, pair(side, scene.word(&text, Some(right))));
        ballot.add(26, pair(side, scene.tag(&text, Some(right))));
        ballot.add(27, pair(pair(side, since), rank.min(3) as u64));
        ballot.add(28, pair(side, pair(site.tag(cue, -1), site.tag(cue, 1))));
        if between.len() <= 3 {
            let tags = between.clone().fold(side, |all, i| pair(all, scene.tag(range, Some(i))));
            let words = between.clone().fold(side, |all, i| pair(all, scene.tokens[i].hash));
            ballot.add(29, tags);
            ballot.add(30, words);
            ballot.add(31, pair(tags, row));
        }
        ballot.add(32, pair(side, flag(scene.region(phrase.head).is_some())));
        ballot.add(33, pair(side, label(scene, *phrase)));
        ballot.add(34, pair(side, flag(between.clone().any(|i| scene.cue(i).is_some_and(|e| e.class == Class::Speech)))));
        ballot.add(35, pair(side, flag(phrase.start == range.start)));
        let same = site.before.and_then(|found| found.speaker).map(|speaker| speaker.head);
        ballot.add(36, pair(side, same.map_or(0, |head| 1 + flag(head == phrase.head))));
        ballot.add(37, pair(pair(side, row), same.map_or(0, |head| 1 + flag(head == phrase.head))));
        ballot.add(38, pair(side, flag(between.clone().any(|i| scene.is(i, Role::Relative)))));
        ballot.add(39, pair(pair(side, scene.tag(&text, left)), pair(rank.min(3) as u64, token.upos as u64)));
        ballot.add(40, pair(pair(side, site.tag(cue, -1)), gap));
    }
}

/// What a phrase's head is a name of; 0 for none.
fn label(scene: &Scene<'_>, phrase: Phrase) -> u64 {
    let names: &[NameMention] = scene.article.names;
    let at = names.partition_point(|name| name.tokens.end as usize <= phrase.head);
    names.get(at).filter(|name| name.tokens.start as usize <= phrase.head).map_or(0, |name| name.label as u64 + 1)
}

/// Where do the words stand?
pub fn sides(site: &Site<'_, '_>, ballot: &mut Ballot) {
    let Site { scene, cue, entry, range, core: (first, last), .. } = site;
    let (cue, first, last, row) = (*cue, *first, *last, entry.hash);
    let (words_left, words_right) =
        (site.count(range.start..first, |i| scene.is_word(i)), site.count(last + 1..range.end, |i| scene.is_word(i)));
    let who = site.speaker.map_or(0, |phrase| {
        if range.contains(&phrase.head) {
            2 + 2 * flag(phrase.head < cue) + flag(first == phrase.start || last != cue)
        } else {
            1
        }
    });
    let (since, until) = (site.since_region(first), site.until_region(last));
    let masks = scene.dependents(range, cue);
    let region_before = first.checked_sub(1).is_some_and(|i| (i.saturating_sub(2)..=i).any(|i| scene.region_ends(i)));
    for key in 0..4_u32 {
        let side = u64::from(key);
        ballot.candidate(key);
        let mut add = |template: u64, value: u64| ballot.add(template, pair(value, side));
        add(0, 0);
        add(1, row);
        add(2, who);
        add(3, pair(row, who));
        add(4, bucket(words_left));
        add(5, bucket(words_right));
        add(6, pair(bucket(words_left), bucket(words_right)));
        add(7, since);
        add(8, until);
        add(9, pair(since, until));
        add(10, pair(pair(since, until), bucket(words_right).min(4)));
        add(11, site.word(last, 1));
        add(12, site.tag(last, 1));
        add(13, pair(site.tag(last, 1), site.tag(last, 2)));
        add(14, site.word(first, -1));
        add(15, site.tag(first, -1));
        add(16, pair(site.tag(first, -1), site.tag(first, -2)));
        add(17, pair(site.tag(first, -1), site.tag(last, 1)));
        add(18, pair(site.word(cue, 1), row));
        add(19, pair(flag(site.that_follows(last) > 0), row));
        add(20, site.that_follows(last));
        add(21, pair(pair(site.tag(first, -1), site.tag(last, 1)), pair(who, bucket(words_right).min(4))));
        add(22, pair(flag(site.before.is_some()), row));
        add(23, masks[0]);
        add(24, masks[1]);
        add(25, pair(scene.deprel(cue) as u64, entry.class as u64));
        add(26, pair(flag(region_before), pair(bucket(words_left).min(1), bucket(words_right).min(1))));
        add(27, pair(pair(entry.class as u64, who), pair(bucket(words_left).min(3), bucket(words_right).min(3))));
        add(28, pair(row, pair(bucket(words_left).min(3), bucket(words_right).min(3))));
        add(29, pair(row, site.tag(last, 1)));
        add(30, pair(row, site.tag(first, -1)));
        for (n, mask) in masks.into_iter().enumerate() {
            let mut rest = mask;
            while rest != 0 {
                add(31 + n as u64, u64::from(rest.trailing_zeros()));
                rest &= rest - 1;
            }
        }
        add(33, scene.relation(cue, scene.tokens[cue].head as usize));
        add(35, pair(until, flag((last + 1..range.end).take(until as usize).any(|i| site.speaks(i)))));
        add(36, flag(site.is(range.end - 1, ":")));
        add(34, site.before.map_or(0, |found| 1 + flag(found.pieces.iter().any(|piece| piece.end > first))));
    }
}

/// Features of the gap between token `at` and the one after it, where words may begin or end.
fn edge(site: &Site<'_, '_>, at: usize, range: &Range<usize>, ballot: &mut Ballot) {
    let scene = site.scene;
    let (left, right) = (Some(at), Some(at + 1));
    let (before, after) = (at.checked_sub(1), Some(at + 2));
    let row = site.entry.hash;
    let word = |i| scene.word(range, i);
    let tag = |i| scene.tag(range, i);
    ballot.add(100, word(left));
    ballot.add(101, word(right));
    ballot.add(102, tag(left));
    ballot.add(103, tag(right));
    ballot.add(104, pair(tag(left), tag(right)));
    ballot.add(105, pair(word(left), word(right)));
    ballot.add(106, pair(tag(right), tag(after)));
    ballot.add(107, pair(tag(before), tag(left)));
    ballot.add(108, pair(pair(tag(left), tag(right)), tag(after)));
    ballot.add(109, pair(pair(tag(before), tag(left)), tag(right)));
    ballot.add(110, pair(word(right), word(after)));
    ballot.add(111, pair(word(before), word(left)));
    ballot.add(112, pair(row, tag(left)));
    ballot.add(113, pair(row, tag(right)));
    ballot.add(114, pair(word(right), tag(after)));
    ballot.add(115, pair(row, word(left)));
    ballot.add(116, pair(row, word(right)));
    ballot.add(117, pair(pair(tag(left), tag(right)), pair(tag(after), tag(Some(at + 3)))));
}

/// The relation of token `at` to its head, and whether that lies in `from..to`.
fn tie(scene: &Scene<'_>, at: usize, from: usize, to: usize) -> u64 {
    let head = scene.tokens[at].head as usize;
    pair(scene.deprel(at) as u64, if head == at { 3 } else { flag(head >= from) + flag(head >= to) })
}

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

/// The zone where the other end of words may lie that one end of is known: the sentence, or if quote marks lead on, to their
/// end and the rest of the sentence there.
fn zone_after(scene: &Scene<'_>, start: usize) -> Range<usize> {
    let sentence = scene.sentence_range(scene.sentence(start));
    match scene.region(start) {
        Some(r) if scene.regions[r].tokens.end > sentence.end => {
            let last = scene.regions[r].tokens.end - 1;
            last..scene.sentence_range(scene.sentence(last)).end
        }
        _ => start..sentence.end,
    }
}

fn zone_before(scene: &Scene<'_>, end: usize) -> Range<usize> {
    let sentence = scene.sentence_range(scene.sentence(end));
    match scene.region(end) {
        Some(r) if scene.regions[r].tokens.start < sentence.start => {
            let first = scene.regions[r].tokens.start;
            scene.sentence_range(scene.sentence(first)).start..first + 1
        }
        _ => sentence.start..end + 1,
    }
}

/// Arcs of the parse over the gaps of a stretch: of the gap behind each token, how many arcs with both ends inside go over it, and
/// the label of the longest one.
struct Arcs {
    start: usize,
    over: Vec<(u8, u64)>,
}

impl Arcs {
    fn of(scene: &Scene<'_>, range: Range<usize>) -> Self {
        let mut over = vec![(0_u8, 0_u64); range.len()];
        let mut longest = vec![0_usize; range.len()];
        for token in range.clone() {
            let head = scene.tokens[token].head as usize;
            if head == token || !range.contains(&head) || scene.deprel(token) == Deprel::Punct {
                continue;
            }
            let (from, to) = (token.min(head), token.max(head));
            for gap in from - range.start..to - range.start {
                over[gap].0 = over[gap].0.saturating_add(1);
                if to - from > longest[gap] {
                    longest[gap] = to - from;
                    over[gap].1 = pair(scene.deprel(token) as u64, flag(head < token));
                }
            }
        }
        Self { start: range.start, over }
    }

    /// The arcs over the gap behind `token`.
    fn behind(&self, token: usize) -> (u64, u64) {
        let arcs = token.checked_sub(self.start).and_then(|at| self.over.get(at));
        arcs.map_or((0, 0), |&(count, label)| (u64::from(count.min(3)), label))
    }
}

/// Where do the words after the cue end?
pub fn right_end(site: &Site<'_, '_>, start: usize, sides: u32, ballot: &mut Ballot) {
    let Site { scene, cue, entry, .. } = site;
    let zone = zone_after(scene, start);
    let all = start..scene.tokens.len().min(zone.end + 3);
    let quoted = scene.region(start);
    let starts_region = flag(scene.region_starts(start));
    let last_word = zone.clone().rev().find(|&i| scene.is_word(i));
    let arcs = Arcs::of(scene, zone.clone());
    let (mut commas, mut verbs, mut words, mut cues, mut parens) = (0, 0, 0, 0, 0_u64);
    for at in zone.clone().take(90) {
        let here = &scene.tokens[at];
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
                // What follows: does it hang on the words or on what is before them?
                let link = tie(scene, next, *cue, start);
                ballot.add(12, link);
                ballot.add(13, pair(link, following));
                ballot.add(14, pair(link, verbs.min(3)));
                if next + 1 < all.end {
                    ballot.add(15, pair(following, tie(scene, next + 1, *cue, start)));
                    ballot.add(16, pair(scene.tokens[next].hash, tie(scene, next + 1, *cue, start)));
                }
                ballot.add(17, pair(scene.relation(next, *cue), following));
            }
            let rest = scene.tokens[next.min(zone.end)..zone.end.min(next + 30)].iter();
            let (mut rest_verbs, mut rest_cues, mut rest_commas) = (0, 0, 0);
            for (n, token) in rest.enumerate() {
                rest_verbs += flag(matches!(token.upos, Upos::Verb | Upos::Aux));
                rest_cues += flag(token.upos == Upos::Verb && scene.lexicon.cue(token).is_some());
                rest_commas += flag(site.is(next + n, ","));
            }
            ballot.add(18, pair(following, pair(rest_verbs.min(2), rest_cues.min(2))));
            ballot.add(19, pair(following, pair(bucket(zone.end - next), rest_commas.min(3))));
            ballot.add(20, pair(following, pair(commas, bucket(words).min(5))));
        }
        commas = (commas + flag(site.is(at, ","))).min(4);
        verbs += flag(site.verb(at));
        cues = (cues + flag(here.upos == Upos::Verb && scene.lexicon.cue(here).is_some())).min(3);
        parens = match here.span.of(&scene.article.document.text) {
            "(" => parens + 1,
            ")" => parens.saturating_sub(1),
            _ => parens,
        };
    }
    if opens_paragraph(*entry) {
        paragraph_ends(site, start, zone.end, ballot);
    }
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

/// Where do the words before the cue end?
pub fn left_end(site: &Site<'_, '_>, sides: u32, ballot: &mut Ballot) {
    let Site { scene, cue, entry, range, core: (first, _), .. } = site;
    let all = 0..scene.tokens.len();
    let (mut words, mut verbs, mut commas) = (0, 0, 0);
    let candidate = |ballot: &mut Ballot, at: usize, state: [u64; 3]| {
        let [words, verbs, commas] = state;
        ballot.candidate(at as u32);
        edge(site, at, &all, ballot);
        let distance = if at < *first { bucket(first - at) } else { 20 };
        ballot.add(0, distance);
        ballot.add(1, pair(distance, entry.hash));
        ballot.add(2, pair(words.min(8), pair(verbs.min(2), commas.min(2))));
        ballot.add(3, pair(flag(scene.region_ends(at)) + 2 * flag(scene.region(at).is_some()), distance));
        ballot.add(4, flag(scene.region_ends(at)) + 2 * flag(scene.region(at).is_some()));
        ballot.add(5, pair(u64::from(sides), distance));
        ballot.add(6, pair(tie(scene, at + 1, *first, *cue), distance));
        ballot.add(7, pair(scene.relation(at, *cue), distance));
        ballot.add(8, flag(!range.contains(&at)));
        ballot.add(9, pair(scene.tag(&all, Some(at + 1)), pair(distance, flag(scene.region_ends(at)))));
        ballot.add(10, pair(tie(scene, at, range.start, *cue), distance));
    };
    for at in (range.start.max(cue.saturating_sub(60))..*cue).rev() {
        if scene.is_word(at) {
            candidate(ballot, at, [words, verbs, commas]);
            words += u64::from(at < *first);
        }
        verbs += flag(site.verb(at));
        commas += flag(site.is(at, ","));
    }
    // "Is it?" he asked: the words may be the sentence before.
    if let Some(at) = (range.start.saturating_sub(3)..range.start).rev().find(|&i| scene.is_word(i))
        && scene.region_ends(at)
        && scene.block(at) == scene.block(*cue)
    {
        candidate(ballot, at, [words, verbs, commas]);
    }
}

/// Where do the words before the cue begin?
pub fn left_start(site: &Site<'_, '_>, end: usize, sides: u32, ballot: &mut Ballot) {
    let Site { scene, cue, entry, .. } = site;
    let zone = zone_before(scene, end);
    let all = zone.start.saturating_sub(3)..end + 1;
    let quoted = scene.region(end);
    let first_word = zone.clone().find(|&i| scene.is_word(i));
    let ends_region = flag(scene.region_ends(end));
    let arcs = Arcs::of(scene, zone.clone());
    let (mut words, mut verbs, mut commas) = (0, 0, 0);
    for at in zone.clone().rev().take(90) {
        if scene.is_word(at) {
            words += 1;
            ballot.candidate(at as u32);
            if at > 0 {
                edge(site, at - 1, &all, ballot);
                ballot.add(10, pair(tie(scene, at - 1, at, end + 1), scene.tag(&all, Some(at - 1))));
            }
            let is_first = first_word == Some(at);
            let inside = scene.region(at).is_some() && !scene.region_starts(at);
            let place = flag(is_first) + 2 * flag(scene.region_starts(at)) + 4 * flag(inside) + 8 * ends_region;
            ballot.add(0, bucket(words));
            ballot.add(1, place);
            ballot.add(2, pair(place, entry.hash));
            ballot.add(3, pair(place, pair(commas, verbs.min(3))));
            ballot.add(4, pair(u64::from(sides), place));
            ballot.add(5, pair(flag(quoted.is_some() && quoted == scene.region(at)), place));
            ballot.add(6, pair(place, bucket(words)));
            ballot.add(7, pair(place, tie(scene, at, at, end + 1)));
            ballot.add(8, pair(scene.relation(at, *cue), place));
            ballot.add(9, pair(place, scene.tag(&all, at.checked_sub(1))));
            ballot.add(11, pair(bucket(at - zone.start), pair(verbs.min(2), commas.min(2))));
            if let Some(gap) = at.checked_sub(1) {
                let (open, longest) = arcs.behind(gap);
                ballot.add(13, pair(open, longest));
                ballot.add(14, pair(open, place));
                ballot.add(15, pair(longest, scene.tag(&all, Some(gap))));
            }
            let earlier = site.before.is_some_and(|found| found.pieces.iter().any(|p| p.contains(&at)) || found.cue == at);
            ballot.add(12, flag(earlier));
        }
        verbs += flag(site.verb(at));
        commas = (commas + flag(site.is(at, ","))).min(4);
    }
}

/// Do the quoted words of a region go on with the quote whose last piece ends at `end`?
pub fn join(scene: &Scene<'_>, quote: &Found, end: usize, region: usize, ballot: &mut Ballot) {
    let range = scene.regions[region].tokens.clone();
    let all = 0..scene.tokens.len();
    let gap = end.max(quote.cue + 1)..range.start;
    let (from, to) = (scene.sentence(end - 1), scene.sentence(range.start));
    let new_block = scene.block(end - 1) != scene.block(range.start);
    let starts_sentence = !(scene.sentence_range(to).start..range.start).any(|i| scene.is_word(i));
    let last = range.end - 1;
    let ends_sentence = scene.tokens.get(range.end).is_none_or(|_| !scene.is_word(range.end.min(scene.tokens.len() - 1)));
    let quoted_before = scene.region(end - 1).is_some();
    let verbs = scene.tokens[range.clone()].iter().filter(|t| matches!(t.upos, Upos::Verb | Upos::Aux)).count();
    let gap_words = gap.clone().filter(|&i| scene.is_word(i)).count();
    let capital = matches!(scene.tokens[range.start].shape, Shape::Capital | Shape::Upper);
    let distance = pair(bucket(to - from), flag(new_block));
    let whole =
        flag(starts_sentence) + 2 * flag(capital) + 4 * flag(scene.tokens[last].shape == Shape::Mark) + 8 * flag(ends_sentence);
    ballot.candidate(0);
    ballot.candidate(1);
    ballot.add(0, 0);
    ballot.add(1, distance);
    ballot.add(2, whole);
    ballot.add(3, pair(whole, distance));
    ballot.add(4, bucket(scene.regions[region].words));
    ballot.add(5, pair(bucket(scene.regions[region].words), whole));
    ballot.add(6, pair(bucket(gap_words), distance));
    ballot.add(7, pair(pair(flag(quoted_before), flag(quote.cue >= end)), distance));
    ballot.add(8, pair(pair(flag(quoted_before), whole), distance));
    ballot.add(9, scene.tag(&all, range.start.checked_sub(1)));
    ballot.add(10, scene.tag(&all, range.start.checked_sub(2)));
    ballot.add(11, scene.tag(&all, Some(range.end)));
    ballot.add(12, scene.tag(&all, Some(range.start)));
    ballot.add(13, bucket(verbs));
    ballot.add(14, quote.entry.hash);
    ballot.add(15, pair(bucket(gap_words), pair(whole, flag(quoted_before))));
    ballot.add(16, scene.word(&all, range.start.checked_sub(2)));
    ballot.add(17, scene.word(&all, Some(range.start)));
    ballot.add(18, pair(Kind::Join as u64, scene.word(&all, Some(last))));
    ballot.add(19, flag(quote.pieces.len() > 1));
    ballot.add(20, pair(scene.tag(&all, Some(last + 1)), distance));
    let cue_follows = (range.end..all.end.min(range.end + 7)).any(|i| scene.cue(i).is_some_and(|e| e.class == Class::Speech));
    ballot.add(21, pair(flag(cue_follows), whole));
    ballot.add(22, pair(flag(quote.pieces.is_empty()), distance));
    ballot.add(23, pair(flag(quote.pieces.is_empty()), whole));
}
