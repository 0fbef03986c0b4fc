//! Whether a word marks speech.

use super::super::ballot::Ballot;
use super::super::lexicon::Class;
use super::site::{Site, bucket, flag};
use crate::model::linear::pair;

/// Does it mark speech?
pub fn cue(site: &Site<'_, '_>, ballot: &mut Ballot) {
    let Site { scene, cue, entry, range, .. } = site;
    let (cue, row) = (*cue, entry.hash);
    let token = &scene.tokens[cue];
    ballot.candidate(0);
    ballot.candidate(1);
    ballot.add(0, 0);
    ballot.add(1, row);
    words_near(site, ballot);
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

/// The word itself and those beside it.
fn words_near(site: &Site<'_, '_>, ballot: &mut Ballot) {
    let (cue, row) = (site.cue, site.entry.hash);
    let token = &site.scene.tokens[cue];
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
}
