//! Names that the tagger cut: "Harker & Lowe", brands with an owner's "'s", companies of the list.

use std::ops::Range;

use super::draft::{Draft, tokens};
use super::people;
use crate::names::cues::Cues;
use crate::names::frames::Frame;
use crate::names::mention::NameMention;
use crate::record::NameLabel;
use crate::syntax::{Deprel, Shape, Upos};

/// Joins what is one name, and takes the companies of the list for what they are.
pub(super) fn join(draft: &mut Draft<'_>) {
    let mut new: Vec<NameMention> = Vec::new();
    let ampersands = (1..draft.syntax.tokens.len().saturating_sub(1)).filter(|&i| draft.token(i).shape == Shape::Mark && draft.word(i) == "&");
    new.extend(ampersands.filter_map(|i| partners(draft, i)).map(|range| draft.mention(range, NameLabel::Organization)));
    for (at, name) in draft.names.iter().enumerate() {
        let range = tokens(name);
        match name.label {
            NameLabel::Person if is_brand(draft, &range) => {
                new.push(draft.mention(range.start..range.end + 1, NameLabel::Organization));
            }
            NameLabel::Person | NameLabel::Other if is_incorporated(draft, &range) => {
                new.push(draft.mention(range.start..range.end + 1, NameLabel::Organization));
            }
            NameLabel::Person | NameLabel::Organization if is_glued(draft, &range, name.label) => {
                new.push(draft.mention(range.start + 1..range.end, NameLabel::Person));
            }
            NameLabel::Organization if is_described(draft, &range) => {
                new.push(draft.mention(range.start + 1..range.end, NameLabel::Organization));
            }
            NameLabel::Place if is_body(draft, &range) => new.push(draft.mention(range, NameLabel::Organization)),
            NameLabel::Person | NameLabel::Place | NameLabel::Other => {
                new.extend(listed(draft, at).map(|range| draft.mention(range, NameLabel::Organization)));
            }
            _ => {}
        }
    }
    new.sort_by_key(|name| (name.span.start, std::cmp::Reverse(name.span.end)));
    new.dedup_by(|next, name| next.span.overlaps(name.span));
    draft.put(new);
}

/// Both sides of "&", if one of them is a name already and neither is a full name or a letter.
fn partners(draft: &Draft<'_>, and: usize) -> Option<Range<usize>> {
    let sentence = draft.sentence(and);
    let capital = |i: usize| matches!(draft.token(i).shape, Shape::Capital | Shape::Upper | Shape::Mixed) && draft.token(i).span.len() > 1;
    if and == sentence.start || and + 1 >= sentence.end || !capital(and - 1) || !capital(and + 1) {
        return None;
    }
    let (left, right) = (draft.name_at(and - 1), draft.name_at(and + 1));
    let company = |name: &NameMention| matches!(name.label, NameLabel::Person | NameLabel::Place | NameLabel::Organization);
    let both = [left, right];
    let named = both.iter().flatten().count();
    let full = both.iter().flatten().filter(|name| name.label == NameLabel::Person && name.tokens.len() > 1).count();
    let whole = left.zip(right).is_some_and(|(left, right)| left.span == right.span);
    if named == 0 || whole || full == 2 || !both.iter().flatten().all(|name| company(name)) {
        return None;
    }
    let (start, end) = (left.map_or(and - 1, |name| tokens(name).start), right.map_or(and + 2, |name| tokens(name).end));
    (end - start < 7).then_some(start..end)
}

/// True for "Lind" before "'s will shut a plant": nobody's "'s" stands before a verb.
fn is_brand(draft: &Draft<'_>, range: &Range<usize>) -> bool {
    let (owner, next) = (range.end, range.end + 1);
    if !matches!(draft.word(owner), "'s" | "’s") || draft.token(owner).deprel != Deprel::Case {
        return false;
    }
    let Some(token) = draft.syntax.tokens.get(next) else { return false };
    let head = draft.token(draft.head(range.clone()));
    let subject = head.deprel == Deprel::Nsubj && head.head as usize >= next;
    let verb = token.upos == Upos::Verb && head.head as usize == next && token.shape == Shape::Lower;
    let auxiliary = token.upos == Upos::Aux && token.head == head.head;
    subject && (verb || auxiliary) && !people::is_person(draft, range.start, range.end)
}

/// True for "Brandt Optik" before "AG", "Harker" before "Holdings": a company and what companies are called behind their names.
fn is_incorporated(draft: &Draft<'_>, range: &Range<usize>) -> bool {
    let inside = range.end < draft.sentence(range.start).end && draft.cues(range.end).has(Cues::COMPANY);
    inside && matches!(draft.token(range.end).shape, Shape::Capital | Shape::Upper | Shape::Mixed) && draft.name_at(range.end).is_none()
}

/// True for a full name after a people: "Welshman Huw Pryce"; one that is a given name as well stays.
fn is_glued(draft: &Draft<'_>, range: &Range<usize>, label: NameLabel) -> bool {
    let word = &draft.words.words[range.start];
    let people = label == NameLabel::Person && (word.cues.has(Cues::GROUP) || word.entry.is_group()) && word.entry.given() == 0;
    range.len() > 2 && (people || draft.frame(range.start).has(Frame::COUNTRYMAN))
}

/// True for a company after the first word of a sentence, which says what it is to another one: "Rival Nordvik Group".
fn is_described(draft: &Draft<'_>, range: &Range<usize>) -> bool {
    range.len() > 1 && range.start == draft.sentence(range.start).start && draft.frame(range.start).has(Frame::RIVAL)
}

/// True for a place whose first word is that of an organisation: "Bank of England".
fn is_body(draft: &Draft<'_>, range: &Range<usize>) -> bool {
    range.len() > 2 && draft.frame(range.start + 1).has(Frame::OF) && draft.frame(range.start).has(Frame::BODY)
}

/// The company of the list that begins where a name does and ends with it or after it.
fn listed(draft: &Draft<'_>, at: usize) -> Option<Range<usize>> {
    let range = tokens(&draft.names[at]);
    let first = draft.syntax.tokens.get(range.start)?;
    let fits = |(rest, sure): &&(Box<[u64]>, bool)| {
        let end = range.start + 1 + rest.len();
        let same = || rest.iter().enumerate().all(|(k, &word)| draft.syntax.tokens.get(range.start + 1 + k).is_some_and(|token| token.hash == word));
        *sure && end >= range.end && same()
    };
    let (rest, _) = draft.frames.companies(first.hash).iter().find(fits)?;
    let company = range.start..range.start + 1 + rest.len();
    (!people::is_person(draft, company.start, company.end)).then_some(company)
}
