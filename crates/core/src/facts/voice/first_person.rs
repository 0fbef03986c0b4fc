//! "I" and "my" in a quotation are its speaker's.

use super::lexicon::Resources;
use crate::article::Article;
use crate::record::{Confidence, EntityId, Mention, MentionKind, Person, Quote, QuoteKind, VoiceKind};
use crate::syntax::{Shape, Upos};

/// The first-person pronouns in the words of people, each with the index of the person.
pub fn find(article: &Article<'_>, quotes: &[Quote], resources: &Resources) -> Vec<(usize, Mention)> {
    let mut found = Vec::new();
    let said = |quote: &&Quote| matches!(quote.kind, QuoteKind::Direct | QuoteKind::Mixed);
    for quote in quotes.iter().filter(said) {
        let Some(EntityId::Person(i)) = quote.speaker.as_ref().and_then(|speaker| speaker.entity) else { continue };
        for piece in &quote.content {
            let tokens = article.syntax.token_at(piece.span.start)..article.syntax.token_at(piece.span.end);
            let mut open = quote.kind == QuoteKind::Direct;
            for token in &article.syntax.tokens[tokens] {
                let word = token.span.of(&article.document.text);
                match word {
                    "“" | "\"" if !open => open = true,
                    "”" | "\"" if quote.kind == QuoteKind::Mixed => open = false,
                    _ => {}
                }
                if open
                    && token.upos != Upos::Propn
                    && token.shape != Shape::Mark
                    && resources.voice(token.hash) == Some(VoiceKind::Writer)
                {
                    let mention = Mention {
                        extent: token.span.into(),
                        kind: MentionKind::Pronoun,
                        confidence: quote.confidence.min(Confidence::new(0.97)),
                    };
                    found.push((i as usize, mention));
                }
            }
        }
    }
    found
}

/// The people with these pronouns among their mentions.
pub fn add(mut people: Vec<Person>, spoken: Vec<(usize, Mention)>) -> Vec<Person> {
    let mut touched = vec![false; people.len()];
    for (i, mention) in spoken {
        if let Some(person) = people.get_mut(i) {
            person.mentions.push(mention);
            touched[i] = true;
        }
    }
    for (person, _) in people.iter_mut().zip(touched).filter(|(_, touched)| *touched) {
        person.sort_mentions();
    }
    people
}
