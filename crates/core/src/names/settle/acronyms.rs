//! A short form is what its long form is: "the Alwin Port Safety Board (APSB)".

use rustc_hash::FxHashMap;

use super::draft::{Draft, SETTLED, tokens};
use crate::names::mention::NameMention;
use crate::record::{Confidence, NameLabel};
use crate::syntax::Shape;

/// Relabels and adds the short forms of organisations.
pub(super) fn relabel(draft: &mut Draft<'_>) {
    let mut short: FxHashMap<u64, usize> = FxHashMap::default();
    for name in draft.names.iter().filter(|name| name.label == NameLabel::Organization && name.tokens.len() > 1) {
        let open = name.tokens.end as usize;
        let bracketed = matches!(draft.word(open), "(" | "[") && matches!(draft.word(open + 2), ")" | "]");
        if bracketed && draft.token(open + 1).shape == Shape::Upper && is_short(draft.word(open + 1), name.span.of(draft.text)) {
            short.entry(draft.token(open + 1).hash).or_insert(open + 1);
        }
    }
    if short.is_empty() {
        return;
    }
    for at in 0..draft.names.len() {
        let range = tokens(&draft.names[at]);
        if range.len() == 1 && short.contains_key(&draft.token(range.start).hash) {
            draft.names[at].label = NameLabel::Organization;
            draft.names[at].confidence = Confidence::new(SETTLED);
        }
    }
    let free = |&i: &usize| {
        let token = draft.token(i);
        token.shape == Shape::Upper && short.contains_key(&token.hash) && draft.name_at(i).is_none()
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
