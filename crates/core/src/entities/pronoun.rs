//! "he" and "she": which of the people named so far is meant, by a trained ranker.
//!
//! Ranks all candidates at once, "nobody named" among them (mention ranking with an entity's history; Denis and Baldridge 2008),
//! by a linear model over hashed features. What a word goes with is looked at in pairs - fits, does not, unknown - and never by
//! which pronoun it is, so that "he" and "she" are treated alike.

mod candidates;
mod decision;
mod place;
mod resolver;

pub(super) use decision::{Candidate, Resolved, KnownMention};
pub use decision::{Decision, Ranker};
pub(super) use place::{Place, place, says};
use resolver::Resolver;

use super::lexicon::{PronounClass, Form};
use super::view::View;
use crate::layout::Layout;
use crate::record::{BlockKind, MentionKind};
use crate::syntax::{Deprel, Sentence, Upos};

/// How sure "“He was kind,” she said of Tom Harlow" is, in hundredths.
const SAID_OF: u8 = 85;
/// How sure "Ana Ruiz said the gate was shut. “It stays so,” she said" is, in hundredths.
const SPEAKS_ON: u8 = 90;

/// Goes through the text and lets `ranker` resolve every "he" and "she".
pub(super) fn resolve(
    view: View<'_>,
    layout: &Layout,
    candidates: &[Candidate],
    seeds: &[KnownMention],
    ranker: &mut Ranker<'_>,
) -> Vec<Resolved> {
    let mut resolver = Resolver::new(view, candidates);
    let mut decision = Decision::default();
    let mut found = Vec::new();
    let mut next = 0;
    for sentence in 0..view.syntax.sentences.len() {
        let Sentence { tokens, block, .. } = view.syntax.sentences[sentence].clone();
        let aside = layout.blocks.get(block as usize).is_some_and(|b| matches!(b.kind, BlockKind::Caption | BlockKind::Heading));
        resolver.enter(block, aside);
        for i in tokens.start as usize..tokens.end as usize {
            while let Some(seed) = seeds.get(next).filter(|seed| seed.start <= i) {
                resolver.record(seed.candidate, seed.start, seed.end, seed.kind, sentence);
                next += 1;
            }
            let Some((agrees, form)) = pronoun(view, i) else { continue };
            if let Some(candidate) = resolver.said_of(i, agrees, &seeds[next..]) {
                resolver.record(candidate, i, i + 1, MentionKind::Pronoun, sentence);
                found.push(Resolved { token: i, candidate, agrees, confidence: SAID_OF });
                continue;
            }
            if let Some(candidate) = resolver.speaks_on(i, sentence, agrees, form) {
                resolver.record(candidate, i, i + 1, MentionKind::Pronoun, sentence);
                found.push(Resolved { token: i, candidate, agrees, confidence: SPEAKS_ON });
                continue;
            }
            resolver.decide(i, sentence, agrees, form, &seeds[next..], &mut decision);
            let Some((choice, confidence)) = ranker(&decision) else { continue };
            let Some(&candidate) = decision.candidates.get(choice).filter(|&&candidate| candidate < candidates.len()) else { continue };
            resolver.record(candidate, i, i + 1, MentionKind::Pronoun, sentence);
            match agrees {
                PronounClass::She => resolver.salience[candidate].she += 1,
                _ => resolver.salience[candidate].he += 1,
            }
            found.push(Resolved { token: i, candidate, agrees, confidence });
        }
    }
    found
}

/// What pronoun token `i` is.
fn pronoun(view: View<'_>, i: usize) -> Option<(PronounClass, Form)> {
    let token = view.token(i);
    if !(2..=7).contains(&token.span.len()) || token.upos == Upos::Propn {
        return None;
    }
    let (agrees, form) = view.resources.lexicon.form(token.hash)?;
    let owns = match token.deprel {
        Deprel::NmodPoss => true,
        Deprel::Dep => {
            let next = view.syntax.tokens.get(i + 1);
            next.is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num))
        }
        _ => false,
    };
    // "her" is both.
    Some((agrees, if agrees == PronounClass::She && form == Form::Object && owns { Form::Possessive } else { form }))
}
