//! Companies that the tagger took for people: whoever "raised its forecast" is none.

use rustc_hash::FxHashSet;

use super::view::View;
use crate::model::linear::pair;
use crate::names::NameMention;
use crate::record::NameLabel;
use crate::syntax::Deprel;

/// How far from the name its own "its" may be, in tokens.
const REACH: usize = 9;

/// The forms of names that the text speaks of by "its", in the same clause as their subject; never those with a title of a person.
pub(super) fn forms(view: View<'_>) -> FxHashSet<u64> {
    let last = |name: &NameMention| view.token(name.tokens.end as usize - 1).hash;
    // Whom the text has named before may well refuse "its offer": only a first mention tells.
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    let mut forms = FxHashSet::default();
    for name in view.names.iter().filter(|name| !name.tokens.is_empty() && name.label == NameLabel::Person) {
        let first = seen.insert(last(name));
        if joined(view, name) || first && name.tokens.len() < 3 && is_owner(view, name) {
            forms.insert(form(view, name));
        }
    }
    forms
}

/// The form of a name: its words.
pub(super) fn form(view: View<'_>, name: &NameMention) -> u64 {
    (name.tokens.start as usize..name.tokens.end as usize).fold(0, |form, i| pair(form, view.token(i).hash))
}

/// True for "Morgan Stanley" in "Morgan Stanley raised its forecast".
fn is_owner(view: View<'_>, name: &NameMention) -> bool {
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let sentence = view.sentence(start);
    let token = view.token(view.head(start..end));
    let verb = token.head as usize;
    let titled = start > sentence.start && view.token(start - 1).deprel != Deprel::Punct && view.is_nominal(start - 1);
    if token.deprel != Deprel::Nsubj || titled || verb < end {
        return false;
    }
    let owns = |i: usize| {
        let thing = view.token(i).head as usize;
        let thing = (view.token(i).deprel == Deprel::NmodPoss).then(|| view.token(thing));
        thing.is_some_and(|thing| thing.head as usize == verb && thing.deprel == Deprel::Obj)
    };
    (end..sentence.end.min(end + REACH)).any(|i| view.is(i, &["its"]) && owns(i))
}

/// True for both halves of "Johnson & Johnson".
fn joined(view: View<'_>, name: &NameMention) -> bool {
    partner(view, name).is_some() || {
        let start = name.tokens.start as usize;
        start > 1 && view.is(start - 1, &["&"]) && view.in_person(start - 2)
    }
}

/// The person's name after "&" that makes one company with a person's name.
pub(super) fn partner<'a>(view: View<'a>, name: &NameMention) -> Option<&'a NameMention> {
    let end = name.tokens.end as usize;
    let person = |name: &&NameMention| name.label == NameLabel::Person;
    Some(name).filter(person)?;
    if end + 1 < view.syntax.tokens.len() && view.is(end, &["&"]) { view.name_at(end + 1).filter(person) } else { None }
}
