//! The tagger: a linear chain over the words of each run, once by what stands around them and once more with what the first pass
//! made of the whole document.

use std::ops::Range;

use super::evidence::Evidence;
use super::features;
use super::tags::{TAGS, Tag};
use super::words::Words;
use crate::linear::Linear;

/// The scores of a word, one a tag.
pub type Scores = [i32; TAGS];

/// The weights of the tagger.
#[derive(Debug)]
pub struct Tagger {
    model: Linear,
    /// What a tag scores after another one.
    follow: [Scores; TAGS],
}

/// The tags of a document and how they were scored.
#[derive(Debug, Default)]
pub struct Tagging {
    /// One a word.
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
        let mut follow = [[0; TAGS]; TAGS];
        for (before, scores) in (0..).zip(&mut follow) {
            model.add_all(&[features::follow(Tag(before))], scores);
        }
        Self { model, follow }
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
        let mut back = Vec::new();
        for run in &words.runs {
            self.best_path(&scores[run.words.clone()], &mut back, &mut tags[run.words.clone()]);
        }
        Tagging { tags, scores }
    }

    /// The best tags of one run (Viterbi).
    fn best_path(&self, scores: &[Scores], back: &mut Vec<[u8; TAGS]>, tags: &mut [Tag]) {
        const NEVER: i32 = i32::MIN / 2;
        back.clear();
        let mut best = [NEVER; TAGS];
        best[0] = 0;
        for word in scores {
            let mut next = [NEVER; TAGS];
            let mut from = [0; TAGS];
            for (tag, predecessors) in PREDECESSORS.iter().enumerate() {
                for &before in &predecessors.0[..predecessors.1] {
                    let score = best[before as usize] + self.follow[before as usize][tag];
                    if score > next[tag] {
                        next[tag] = score;
                        from[tag] = before;
                    }
                }
                next[tag] = next[tag].saturating_add(word[tag]).max(NEVER);
            }
            best = next;
            back.push(from);
        }
        let closed = (0..TAGS as u8).filter(|&tag| !Tag(tag).is_open());
        let mut tag = closed.max_by_key(|&tag| (best[tag as usize], u8::MAX - tag)).unwrap_or(0);
        for (slot, from) in tags.iter_mut().zip(&*back).rev() {
            *slot = Tag(tag);
            tag = from[tag as usize];
        }
    }
}

/// For each tag those that may stand before it, and how many they are.
static PREDECESSORS: std::sync::LazyLock<[([u8; TAGS], usize); TAGS]> = std::sync::LazyLock::new(|| {
    let mut result = [([0; TAGS], 0); TAGS];
    for (tag, (list, count)) in (0..).zip(&mut result) {
        for before in (0..TAGS as u8).filter(|&before| Tag(before).allows(Tag(tag))) {
            list[*count] = before;
            *count += 1;
        }
    }
    result
});
