//! Where the words end because the speaker goes on with something else: "said the dam was safe and left the room".
//!
//! The parse joins the second verb to the nearest one, which is in the words. Its form tells: "would close ... but ruled out" can't be two
//! things that she would do.

use super::found::Found;
use super::lexicon::{Class, Role};
use super::scene::Scene;
use crate::syntax::{Deprel, Shape, Upos};

/// Ends words behind the cue before what the speaker did or said next.
pub(super) fn cut(scene: &Scene<'_>, quote: &mut Found) {
    let Some(piece) = quote.pieces.last().filter(|piece| piece.start > quote.cue && piece.len() > 3) else { return };
    let ends = (piece.start + 2..piece.end - 1).filter(|&i| scene.region(i).is_none()).find(|&i| {
        if scene.is(i, Role::Joins) { leaves(scene, quote, i) } else { scene.text(i) == "," && goes_on(scene, i + 1) }
    });
    let last = ends.and_then(|and| (piece.start..and).rev().find(|&i| scene.is_word(i)));
    if let (Some(last), Some(piece)) = (last, quote.pieces.last_mut()) {
        piece.end = last + 1;
    }
}

/// True for "adding that", "warning that": what the speaker says next.
fn goes_on(scene: &Scene<'_>, verb: usize) -> bool {
    let says = |class| matches!(class, Class::Speech | Class::Noun);
    let says = scene.cue(verb).is_some_and(|entry| says(entry.class)) && scene.text(verb).ends_with("ing");
    says && scene.is(verb + 1, Role::That) && scene.region(verb).is_none()
}

/// True if the verb behind "and" at token `and` is the speaker's own.
fn leaves(scene: &Scene<'_>, quote: &Found, and: usize) -> bool {
    let Some(piece) = quote.pieces.last() else { return false };
    let Some(verb) = (and + 1..piece.end.min(and + 4)).find(|&i| scene.tokens[i].upos != Upos::Adv) else { return false };
    let (token, first) = (&scene.tokens[verb], scene.tokens[verb].head as usize);
    let acts = token.upos == Upos::Verb && token.deprel == Deprel::Conj && token.shape == Shape::Lower && scene.region(verb).is_none();
    if !acts || !(first == quote.cue || piece.start <= first && first < and) {
        return false;
    }
    let syntax = scene.article.syntax;
    let state = syntax.child(first, &[Deprel::Cop]).is_some();
    if scene.is(verb, Role::Exit) && state && scene.is(and, Role::And) && verb == and + 1 {
        return true;
    }
    // A verb deep inside is none that the cue could be joined by; nor does one of today follow "said".
    let above = scene.tokens[first].head as usize;
    let top = first == quote.cue || above == quote.cue || !piece.contains(&above);
    if !top || !is_past(scene, verb) || !is_past(scene, quote.cue) {
        return false;
    }
    let may = syntax.children(first).any(|i| i < first && scene.tokens[i].deprel == Deprel::Aux && scene.is(i, Role::Modal));
    let done = || syntax.child(first, &[Deprel::Aux, Deprel::AuxPass]).is_some();
    let said = |class| scene.cue(verb).is_some_and(|entry| entry.class == class);
    // "said he saw smoke and called for help" is told; nobody tells that he himself warned or denied.
    let declares = said(Class::Speech) && (scene.is(verb, Role::Declares) || !scene.is(and, Role::And)) && (state || !done());
    first == quote.cue || may || declares
}

/// True for a past form: "said", "ruled"; of verbs that are no cues by their ending.
fn is_past(scene: &Scene<'_>, verb: usize) -> bool {
    let form = scene.text(verb);
    let lemma = scene.cue(verb).map_or("", |entry| entry.lemma);
    form.ends_with("ed") || !lemma.is_empty() && form != lemma && !form.ends_with("ing") && !form.ends_with('s') || scene.is(verb, Role::Exit)
}

#[cfg(test)]
mod tests {
    use crate::{Extractor, Input, Options, Source};

    #[test]
    fn words_end_before_the_next_verb_of_the_speaker() {
        let extractor = Extractor::new(Options { input: Input::Article, ..Options::default() }).expect("good options");
        for (text, words) in [
            ("Brevian warned that profits would fall for a second year and scrapped its dividend.", "profits would fall for a second year"),
            ("Ana Ruiz said she would close 11 shops but ruled out job losses in Ardenvale.", "she would close 11 shops"),
            ("Ana Ruiz said the dam was safe and left the room.", "the dam was safe"),
            ("Tom Harlow said he understood their anger but urged customers to stay at home.", "he understood their anger"),
            ("Tom Harlow said he saw the smoke and called his brother.", "he saw the smoke and called his brother"),
            ("Ana Ruiz said the farms were poor, warning that one in five could close.", "the farms were poor"),
            ("Ana Ruiz said the firm would hire drivers and open shops.", "the firm would hire drivers and open shops"),
        ] {
            let quotes = extractor.extract(&Source::text(text)).quotes;
            assert_eq!(quotes.first().map(|quote| quote.content[0].text.as_str()), Some(words), "{text}");
        }
    }
}
