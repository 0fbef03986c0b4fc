//! Who speaks.

use std::ops::Range;

use super::super::ballot::{Ballot, NONE};
use super::super::lexicon::{Class, Role};
use super::super::scene::{Phrase, Scene};
use super::site::{Site, bucket, flag};
use crate::model::linear::pair;
use crate::names::NameMention;

/// Who may speak: the noun phrases near the cue, in the position of the text.
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
        let position = flag(before) + 2 * flag(inside);
        let rank = rank(phrases, n, cue);
        let commas = site.count(between.clone(), |i| site.is(i, ","));
        let verbs = site.count(between.clone(), |i| site.verb(i));
        let gap = bucket(between.len());
        ballot.candidate(phrase.head as u32);
        ballot.add(10, pair(position, gap));
        ballot.add(11, pair(position, rank as u64));
        ballot.add(12, pair(pair(position, commas as u64), verbs as u64));
        ballot.add(13, token.hash);
        ballot.add(14, pair(token.upos as u64, token.shape as u64));
        ballot.add(15, pair(pair(position, token.upos as u64), gap));
        ballot.add(16, pair(pair(row, position), rank.min(3) as u64));
        ballot.add(17, pair(pair(row, position), gap));
        ballot.add(18, pair(pair(row, position), token.upos as u64));
        let relation = scene.relation(phrase.head, cue);
        ballot.add(19, relation);
        ballot.add(20, pair(relation, row));
        ballot.add(21, pair(relation, position));
        ballot.add(22, pair(position, scene.deprel(phrase.head) as u64));
        let (left, right) = (phrase.start.checked_sub(1), phrase.end);
        let text = 0..scene.tokens.len();
        ballot.add(23, pair(position, scene.word(&text, left)));
        ballot.add(24, pair(position, scene.tag(&text, left)));
        ballot.add(25, pair(position, scene.word(&text, Some(right))));
        ballot.add(26, pair(position, scene.tag(&text, Some(right))));
        ballot.add(27, pair(pair(position, since), rank.min(3) as u64));
        ballot.add(28, pair(position, pair(site.tag(cue, -1), site.tag(cue, 1))));
        if between.len() <= 3 {
            words_between(site, between.clone(), position, ballot);
        }
        ballot.add(32, pair(position, flag(scene.region(phrase.head).is_some())));
        ballot.add(33, pair(position, label(scene, *phrase)));
        ballot.add(34, pair(position, flag(between.clone().any(|i| scene.cue(i).is_some_and(|e| e.class == Class::Speech)))));
        ballot.add(35, pair(position, flag(phrase.start == range.start)));
        let same = site.before.and_then(|found| found.speaker).map(|speaker| speaker.head);
        ballot.add(36, pair(position, same.map_or(0, |head| 1 + flag(head == phrase.head))));
        ballot.add(37, pair(pair(position, row), same.map_or(0, |head| 1 + flag(head == phrase.head))));
        ballot.add(38, pair(position, flag(between.clone().any(|i| scene.is(i, Role::Relative)))));
        ballot.add(39, pair(pair(position, scene.tag(&text, left)), pair(rank.min(3) as u64, token.upos as u64)));
        ballot.add(40, pair(pair(position, site.tag(cue, -1)), gap));
    }
}

/// How many phrases stand nearer to the cue on the same side.
fn rank(phrases: &[Phrase], n: usize, cue: usize) -> usize {
    if phrases[n].head < cue {
        phrases[n + 1..].iter().filter(|phrase| phrase.head < cue).count()
    } else {
        phrases[..n].iter().filter(|phrase| phrase.head > cue).count()
    }
}

/// The few words between a phrase and the cue, one by one.
fn words_between(site: &Site<'_, '_>, between: Range<usize>, position: u64, ballot: &mut Ballot) {
    let Site { scene, entry, range, .. } = site;
    let tags = between.clone().fold(position, |all, i| pair(all, scene.tag(range, Some(i))));
    let words = between.fold(position, |all, i| pair(all, scene.tokens[i].hash));
    ballot.add(29, tags);
    ballot.add(30, words);
    ballot.add(31, pair(tags, entry.hash));
}

/// What a phrase's head is a name of; 0 for none.
fn label(scene: &Scene<'_>, phrase: Phrase) -> u64 {
    let names: &[NameMention] = scene.article.names;
    let at = names.partition_point(|name| name.tokens.end as usize <= phrase.head);
    names.get(at).filter(|name| name.tokens.start as usize <= phrase.head).map_or(0, |name| name.label as u64 + 1)
}
