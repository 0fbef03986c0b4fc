//! Where the words before the cue end and begin.

use super::super::ballot::Ballot;
use super::edge::{Arcs, edge, tie, zone_before};
use super::site::{Site, bucket, flag};
use crate::model::linear::pair;

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
