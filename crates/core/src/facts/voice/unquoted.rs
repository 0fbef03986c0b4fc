//! "I", "we" and "you" outside quotations: the writer, the writer's side, the reader.

use super::lexicon::Resources;
use crate::Span;
use crate::article::Article;
use crate::record::{Confidence, Mention, MentionKind, Quote, QuoteKind, Voice, VoiceKind};
use crate::syntax::{Shape, Upos};

/// The voices in the order of the record.
const KINDS: [VoiceKind; 3] = [VoiceKind::Writer, VoiceKind::Group, VoiceKind::Reader];

/// The voices that a text speaks in when it quotes nobody.
pub fn find(article: &Article<'_>, quotes: &[Quote], resources: &Resources) -> Vec<Voice> {
    let syntax = article.syntax;
    let direct = quotes.iter().filter(|quote| quote.kind == QuoteKind::Direct);
    let mut attributed: Vec<Span> = direct.flat_map(|quote| quote.content.iter().map(|piece| piece.span)).collect();
    attributed.sort_unstable();
    let mut voices: Vec<Voice> = KINDS.iter().map(|&kind| Voice { kind, mentions: Vec::new() }).collect();
    for (i, token) in syntax.tokens.iter().enumerate() {
        if token.upos != Upos::Pron || token.shape == Shape::Upper || syntax.quotations[i] > 0 {
            continue;
        }
        let Some(voice) = resources.voice(token.hash).and_then(|voice| KINDS.iter().position(|&kind| kind == voice)) else {
            continue;
        };
        let at = attributed.partition_point(|piece| piece.start <= token.span.start);
        if at == 0 || !attributed[at - 1].contains(token.span) {
            let mention = Mention { extent: token.span.into(), kind: MentionKind::Pronoun, confidence: Confidence::new(0.8) };
            voices[voice].mentions.push(mention);
        }
    }
    voices.retain(|voice| !voice.mentions.is_empty());
    voices
}
