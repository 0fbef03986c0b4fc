//! The tagger: a linear chain over the words of each run, once by what stands around them and once more with what the first pass
//! made of the whole document.
#![allow(clippy::inline_always, reason = "see `lanes`")]

use std::ops::Range;

use super::evidence::Evidence;
use super::features;
use super::tags::{TAGS, Tag};
use super::words::Words;
use crate::model::lanes::{self, Lanes, Kernel};
use crate::model::linear::Linear;

/// The scores of a word, one a tag.
pub type Scores = [i32; TAGS];

/// The weights of the tagger.
#[derive(Debug)]
pub struct Tagger {
    model: Linear,
    follow: [Lane; TAGS],
}

/// The tags of a document and how they were scored.
#[derive(Debug, Default)]
pub struct Tagging {
    /// The tag of each word, in the order of the text.
    pub tags: Vec<Tag>,
    /// One a word; all zero for words that are in no run.
    pub scores: Vec<Scores>,
}

impl Tagger {
    /// Opens a model file.
    ///
    /// # Panics
    /// If it is none, or one of other tags.
    pub fn open(bytes: &'static [u8]) -> Self {
        let model = Linear::open(bytes);
        assert_eq!(model.classes(), TAGS, "a model of other tags");
        Self { model, follow: follow(model) }
    }

    /// Tags a document by what stands around each word: the first pass.
    pub fn first_pass(&self, words: &Words, evidence: &Evidence) -> Tagging {
        let mut scores = vec![[0; TAGS]; words.words.len()];
        let mut seen = Vec::new();
        for run in &words.runs {
            for i in run.words.clone() {
                seen.clear();
                features::local(words, evidence, run, i, |feature| seen.push(feature));
                self.model.add_all(&seen, &mut scores[i]);
            }
        }
        self.decode(words, scores)
    }

    /// Tags it again with the votes of the first pass, which `evidence` has counted.
    pub fn second_pass(&self, words: &Words, evidence: &Evidence, first: Tagging) -> Tagging {
        let Tagging { tags, mut scores } = first;
        let mut seen = Vec::new();
        for run in &words.runs {
            for i in run.words.clone() {
                seen.clear();
                features::document(words, evidence, &tags, run, i, |feature| seen.push(feature));
                self.model.add_all(&seen, &mut scores[i]);
            }
        }
        self.decode(words, scores)
    }

    /// How far, in units of training, the scores of a name's words lean towards its kind: of the word where they lean least.
    pub fn margin(&self, tagging: &Tagging, name: Range<usize>) -> f32 {
        let margin = |i: usize| {
            let own = tagging.tags[i];
            let kind = own.parts().map(|(_, kind)| kind);
            let others = (0..).map(Tag).zip(&tagging.scores[i]).filter(|(tag, _)| tag.parts().map(|(_, kind)| kind) != kind);
            tagging.scores[i][own.0 as usize] - others.map(|(_, &score)| score).max().unwrap_or(0)
        };
        name.map(margin).min().unwrap_or(0) as f32 * self.model.scale
    }

    fn decode(&self, words: &Words, scores: Vec<Scores>) -> Tagging {
        let mut tags = vec![Tag::OUTSIDE; scores.len()];
        lanes::dispatch(Decoding { follow: &self.follow, words, scores: &scores, tags: &mut tags });
        Tagging { tags, scores }
    }
}

/// Numbers of one word, one a tag, filled up to a width that is quick to work on.
type Lane = [i32; 24];

/// The score of a path that is not there; a sum of two of them fits.
const NEVER: i32 = i32::MIN / 4;
/// Scores are multiplied by this, so that the tag before fits below them.
const UNIT: i32 = 32;

/// What a tag scores after another one, in [`UNIT`]s, and below that which one that is: of two that tie the first one counts.
fn follow(model: Linear) -> [Lane; TAGS] {
    std::array::from_fn(|before| {
        let mut scores = [0; TAGS];
        model.add_all(&[features::follow(Tag(before as u8))], &mut scores);
        let mut lane = [NEVER; 24];
        for (tag, (lane, score)) in (0..).map(Tag).zip(lane.iter_mut().zip(scores)) {
            if Tag(before as u8).allows(tag) {
                *lane = score * UNIT + (UNIT - 1 - before as i32);
            }
        }
        lane
    })
}

/// The best tags of each run (Viterbi).
struct Decoding<'a> {
    follow: &'a [Lane; TAGS],
    words: &'a Words,
    scores: &'a [Scores],
    tags: &'a mut [Tag],
}

impl Kernel for Decoding<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, _: L) {
        let mut back = Vec::new();
        for run in &self.words.runs {
            best_path(self.follow, &self.scores[run.words.clone()], &mut back, &mut self.tags[run.words.clone()]);
        }
    }
}

#[inline(always)]
fn best_path(follow: &[Lane; TAGS], scores: &[Scores], back: &mut Vec<[u8; 24]>, tags: &mut [Tag]) {
    back.clear();
    let mut best = [NEVER; 24];
    best[0] = 0;
    for word in scores {
        let mut next = [2 * NEVER; 24];
        for (&before, follow) in best.iter().zip(follow) {
            for (next, follow) in next.iter_mut().zip(follow) {
                *next = (*next).max(before + follow);
            }
        }
        back.push(next.map(|next| (UNIT - 1 - (next & (UNIT - 1))) as u8));
        for (next, score) in next.iter_mut().zip(word) {
            *next = (*next & -UNIT) + score * UNIT;
        }
        // The best path so far scores zero, however long it is.
        let top = next[..TAGS].iter().fold(NEVER, |top, &next| top.max(next));
        best = next.map(|next| (next - top).max(NEVER));
    }
    let closed = (0..TAGS as u8).filter(|&tag| !Tag(tag).is_open());
    let mut tag = closed.max_by_key(|&tag| (best[tag as usize], u8::MAX - tag)).unwrap_or(0);
    for (slot, from) in tags.iter_mut().zip(&*back).rev() {
        *slot = Tag(tag);
        tag = from[tag as usize];
    }
}
