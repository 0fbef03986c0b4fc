//! Quotations as the record shows them: kinds, speakers, addressees.

use super::parse::Found;
use super::scene::{Phrase, Scene};
use crate::Span;
use crate::record::{Confidence, Cue, EntityId, Extent, Polarity, Quote, QuoteKind, Speaker, SpeakerKind};
use crate::syntax::Upos;

/// The quotations of an article, in the order of the text.
pub fn quotes(scene: &Scene<'_>, mut found: Vec<Found>) -> Vec<Quote> {
    found.sort_by_key(|quote| (quote.pieces.first().map_or(quote.cue, |piece| piece.start), quote.cue));
    found.iter().map(|quote| one(scene, quote)).collect()
}

fn one(scene: &Scene<'_>, found: &Found) -> Quote {
    let content = found.pieces.iter().map(|piece| Extent::from(scene.article.syntax.cover(piece.clone()))).collect();
    let cue = (!found.floating).then(|| Cue {
        extent: scene.tokens[found.cue].span.into(),
        lemma: found.entry.lemma.into(),
        polarity: Polarity::Said,
    });
    Quote {
        content,
        kind: kind(scene, found),
        cue,
        speaker: found.speaker.map(|phrase| speaker(scene, found, phrase)),
        addressee: None,
        channel: None,
        within: None,
        rule: "model".into(),
        confidence: Confidence::new(0.5),
    }
}

/// In whose words: by the share of words between quote marks.
fn kind(scene: &Scene<'_>, found: &Found) -> QuoteKind {
    let words = found.pieces.iter().flat_map(Clone::clone).filter(|&i| scene.is_word(i));
    let (mut all, mut quoted) = (0, 0);
    for i in words {
        all += 1;
        quoted += usize::from(scene.region(i).is_some());
    }
    match quoted {
        0 => QuoteKind::Indirect,
        _ if quoted * 10 > all * 9 => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    }
}

fn speaker(scene: &Scene<'_>, found: &Found, phrase: Phrase) -> Speaker {
    let range = scene.sentence_range(scene.sentence(phrase.head));
    let limit = if phrase.head < found.cue && range.contains(&found.cue) { found.cue } else { range.end };
    let end = scene.extend(phrase, limit).max(phrase.end);
    let span = scene.article.syntax.cover(phrase.start..end);
    let entities = scene.article.entities;
    let entity =
        entities.at(scene.tokens[phrase.head].span).or_else(|| entities.at(scene.article.syntax.cover(phrase.start..phrase.end)));
    let name = entity.and_then(|id| match id {
        EntityId::Person(i) => entities.people.get(i as usize).map(|person| person.name.clone()),
        EntityId::Organization(i) => entities.organizations.get(i as usize).map(|organization| organization.name.clone()),
    });
    let kind = match entity {
        Some(EntityId::Person(_)) => SpeakerKind::Person,
        Some(EntityId::Organization(_)) => SpeakerKind::Organization,
        None if scene.tokens[phrase.head].upos == Upos::Pron => SpeakerKind::Person,
        None => SpeakerKind::Group,
    };
    let extent: Option<Span> = (!found.floating).then_some(span);
    Speaker { extent: extent.map(Extent::from), entity, name, kind }
}
