//! A short form is what its long form is: "the Alwin Port Safety Board (APSB)".

use rustc_hash::FxHashMap;

use super::draft::{Draft, tokens};
use crate::names::mention::NameMention;
use crate::record::NameLabel;
use crate::syntax::Shape;

/// Relabels and adds the short forms of organisations.
pub(super) fn relabel(draft: &mut Draft<'_>) {
    let mut short: FxHashMap<u64, usize> = FxHashMap::default();
    for name in draft.names.iter().filter(|name| name.label == NameLabel::Organization && name.tokens.len() > 1) {
        let open = name.tokens.end as usize;
        let bracketed = matches!(draft.word(open), "(" | "[") && matches!(draft.word(open + 2), ")" | "]");
        let (text, short_form) = (name.span.of(draft.text), draft.word(open + 1));
        let fits = || match draft.token(open + 1).shape {
            Shape::Upper => is_short(short_form, text),
            Shape::Capital | Shape::Mixed => is_blend(short_form, text),
            _ => false,
        };
        if bracketed && fits() {
            short.entry(draft.token(open + 1).hash).or_insert(open + 1);
        }
    }
    if short.is_empty() {
        return;
    }
    for at in 0..draft.names.len() {
        let range = tokens(&draft.names[at]);
        if range.len() == 1 && short.contains_key(&draft.token(range.start).hash) {
            draft.settle(at, NameLabel::Organization);
        }
    }
    let free = |&i: &usize| {
        let token = draft.token(i);
        matches!(token.shape, Shape::Upper | Shape::Capital | Shape::Mixed) && short.contains_key(&token.hash) && draft.name_at(i).is_none()
    };
    let new: Vec<NameMention> =
        (0..draft.syntax.tokens.len()).filter(free).map(|i| draft.mention(i..i + 1, NameLabel::Organization)).collect();
    draft.put(new);
}

/// True if the first letters are one, or the capitals of the name end in the short form: "Ministry of Alwin Ports (AP)".
fn is_short(short: &str, name: &str) -> bool {
    let capitals: String = name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    let first = |word: &str| word.chars().next().map(|c| c.to_ascii_lowercase());
    capitals.ends_with(short) || first(short) == first(name)
}

/// True for a short form made of beginnings: "Dinac" of "Direction of National Aeronautics": its letters come in that order, two of them at least
/// as first letters of words, the first one among them.
fn is_blend(short: &str, name: &str) -> bool {
    let words: Vec<&str> = name.split([' ', '-']).filter(|word| word.chars().next().is_some_and(char::is_uppercase)).collect();
    if words.len() < 2 || short.len() > 12 || !short.chars().all(char::is_alphabetic) {
        return false;
    }
    let lower = |word: &str| word.chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    let letters = lower(short);
    let (mut at, mut begun) = (0, 0);
    for word in words {
        let mut own = 0;
        for letter in lower(word) {
            if letters.get(at) != Some(&letter) {
                break;
            }
            (at, own) = (at + 1, own + 1);
        }
        if at == 0 {
            return false;
        }
        begun += usize::from(own > 0);
    }
    at == letters.len() && begun > 1
}
