//! Where the words end because the speaker goes on with something else: "said the dam was safe and left the room".
//!
//! The parse joins the second verb to the nearest one, which is in the words. Its form tells: "would close ... but ruled out" can't be two
//! things that she would do.

use super::found::Found;
use super::lexicon::{Class, Role};
use super::state::ParseState;
use crate::syntax::{Deprel, Shape, Upos};

/// Ends words after the cue before what the speaker did or said next.
pub(super) fn cut(state: &ParseState<'_>, quote: &mut Found) {
    let Some(piece) = quote.pieces.last().filter(|piece| piece.start > quote.cue && piece.len() > 3) else { return };
    let ends = (piece.start + 2..piece.end - 1).filter(|&i| state.region(i).is_none()).find(|&i| {
        if state.is(i, Role::Joins) { leaves(state, quote, i) } else { state.text(i) == "," && goes_on(state, i + 1) }
    });
    let last = ends.and_then(|and| (piece.start..and).rev().find(|&i| state.is_word(i)));
    if let (Some(last), Some(piece)) = (last, quote.pieces.last_mut()) {
        piece.end = last + 1;
    }
}

/// True for "adding that", "warning that": what the speaker says next.
fn goes_on(state: &ParseState<'_>, verb: usize) -> bool {
    let says = |class| matches!(class, Class::Speech | Class::Noun);
    let says = state.cue(verb).is_some_and(|entry| says(entry.class)) && state.text(verb).ends_with("ing");
    says && state.is(verb + 1, Role::That) && state.region(verb).is_none()
}

/// True if the verb after "and" at token `and` is the speaker's own.
fn leaves(state: &ParseState<'_>, quote: &Found, and: usize) -> bool {
    let Some(piece) = quote.pieces.last() else { return false };
    let Some(verb) = (and + 1..piece.end.min(and + 4)).find(|&i| state.tokens[i].upos != Upos::Adv) else { return false };
    let (token, first) = (&state.tokens[verb], state.tokens[verb].head as usize);
    let acts = token.upos == Upos::Verb && token.deprel == Deprel::Conj && token.shape == Shape::Lower && state.region(verb).is_none();
    if !acts || !(first == quote.cue || piece.start <= first && first < and) {
        return false;
    }
    let syntax = state.article.syntax;
    let copular = syntax.child(first, &[Deprel::Cop]).is_some();
    if state.is(verb, Role::Exit) && copular && state.is(and, Role::And) && verb == and + 1 {
        return true;
    }
    // A verb deep inside is none that the cue could be joined by; nor does one of today follow "said".
    let above = state.tokens[first].head as usize;
    let top = first == quote.cue || above == quote.cue || !piece.contains(&above);
    if !top || !is_past(state, verb) || !is_past(state, quote.cue) {
        return false;
    }
    let may = syntax.children(first).any(|i| i < first && state.tokens[i].deprel == Deprel::Aux && state.is(i, Role::Modal));
    let done = || syntax.child(first, &[Deprel::Aux, Deprel::AuxPass]).is_some();
    let said = |class| state.cue(verb).is_some_and(|entry| entry.class == class);
    // "said he saw smoke and called for help" is told; nobody tells that he himself warned or denied.
    let declares = said(Class::Speech) && (state.is(verb, Role::Declares) || !state.is(and, Role::And)) && (copular || !done());
    first == quote.cue || may || declares
}

/// True for a past form: "said", "ruled"; of verbs that are no cues by their ending.
fn is_past(state: &ParseState<'_>, verb: usize) -> bool {
    let form = state.text(verb);
    let lemma = state.cue(verb).map_or("", |entry| entry.lemma);
    form.ends_with("ed") || !lemma.is_empty() && form != lemma && !form.ends_with("ing") && !form.ends_with('s') || state.is(verb, Role::Exit)
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
