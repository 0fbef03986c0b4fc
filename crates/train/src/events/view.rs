//! A text of a set as the stage of events sees it, with the way back to the set's offsets.

use nutgraf::analysis::Analysis;
use nutgraf::article::Article;
use nutgraf::facts::event::candidate::{self, Candidate};
use nutgraf::facts::event::scene::Scene;
use nutgraf::facts::event::trigger;
use nutgraf::language::Language;

use crate::data;

/// Runs the stages before events.
fn with_article<T>(text: &str, then: impl FnOnce(&Article<'_>) -> T) -> T {
    then(&Analysis::of_text(text).article())
}

/// An article with its candidates and where they are in the set's text.
pub struct View<'s, 'a> {
    /// The article.
    pub scene: &'s Scene<'a>,
    /// The set's text.
    pub text: &'s str,
    pub(super) candidates: Vec<Candidate>,
    topic: u64,
    /// Bytes of each code point.
    bytes: Vec<usize>,
}

impl View<'_, '_> {
    /// Where tokens are in the set's text, in bytes.
    pub fn original(&self, tokens: std::ops::Range<usize>) -> (usize, usize) {
        let span = self.scene.article.document.to_original(self.scene.article.syntax.cover(tokens));
        (span.start as usize, span.end as usize)
    }

    /// The bytes of a marked stretch.
    pub fn bytes_of(&self, span: [usize; 2]) -> (usize, usize) {
        (self.bytes[span[0]], self.bytes[span[1]])
    }

    /// The code point at a byte.
    pub fn code_point(&self, byte: usize) -> usize {
        self.bytes.partition_point(|&at| at < byte)
    }

    /// The features of a candidate.
    pub(super) fn features(&self, candidate: &Candidate) -> Vec<u64> {
        let mut features = Vec::new();
        trigger::features(self.scene, candidate, self.topic, &mut features);
        features
    }

    /// The candidate under a marked stretch.
    pub(super) fn at(&self, span: [usize; 2]) -> Option<usize> {
        self.all_at(span).min_by_key(|&i| self.candidates[i].tokens.start)
    }

    /// The candidates that lie on a marked stretch.
    pub(super) fn all_at(&self, span: [usize; 2]) -> impl Iterator<Item = usize> + '_ {
        let (start, end) = (self.bytes[span[0]] as u32, self.bytes[span[1]] as u32);
        let overlaps = move |i: usize| {
            let tokens = &self.scene.tokens[self.candidates[i].tokens.clone()];
            let document = self.scene.article.document;
            tokens.iter().map(|token| document.to_original(token.span)).any(|span| span.start < end && start < span.end)
        };
        (0..self.candidates.len()).filter(move |&i| overlaps(i))
    }
}

/// Looks at a text as the stage does.
pub fn view<T>(text: &str, then: impl FnOnce(&View<'_, '_>) -> T) -> T {
    let bytes = data::code_points(text);
    with_article(text, |article| {
        let english = Language::english();
        let scene = Scene::new(article, &english.events.lexicon);
        let candidates = candidate::find(&scene);
        let topic = trigger::topic(&scene, &candidates);
        then(&View { scene: &scene, text, candidates, topic, bytes })
    })
}
