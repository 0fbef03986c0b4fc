//! People without a name who are told of more than once: "the driver ... he", "the protesters ... they".
//!
//! One person by the ranker of `pronoun.rs`. Several by rule: the same noun with "the" is the same group, and "they" is the plural noun
//! nearby that stands in the best place, if it is one for people.

use rustc_hash::FxHashMap;

use super::lexicon::Word;
use super::phrase::phrase_start;
use super::pronoun::{Place, Resolved, KnownMention, place};
use super::view::View;
use crate::record::{Confidence, Mention, MentionKind, NameLabel, Unnamed, UnnamedKind};
use crate::syntax::{Deprel, Shape, Token, Upos};
use crate::text::hash::hash;

/// How many candidates are looked at.
const MOST: usize = 24;

/// Finds those with two mentions or more, in the order of the first mention. Candidates from number `named` on have no name.
pub(super) fn find(view: View<'_>, named: usize, seeds: &[KnownMention], pronouns: &[Resolved]) -> Vec<Unnamed> {
    let mut all = persons(view, named, seeds, pronouns);
    all.extend(groups(view));
    all.retain(|unnamed| unnamed.mentions.len() > 1);
    for unnamed in &mut all {
        unnamed.mentions.sort_by_key(|mention| mention.extent.span);
    }
    all.sort_by_key(|unnamed| unnamed.mentions.first().map(|mention| mention.extent.span));
    all
}

/// One person each, with the pronouns that the ranker gave them.
fn persons(view: View<'_>, named: usize, seeds: &[KnownMention], pronouns: &[Resolved]) -> Vec<Unnamed> {
    let mut all: Vec<Unnamed> = Vec::new();
    let mut of: FxHashMap<usize, usize> = FxHashMap::default();
    let mut add = |candidate: usize, mention: Mention| {
        let at = *of.entry(candidate).or_insert_with(|| {
            all.push(Unnamed { kind: UnnamedKind::Person, mentions: Vec::new() });
            all.len() - 1
        });
        all[at].mentions.push(mention);
    };
    for seed in seeds.iter().filter(|seed| seed.candidate >= named) {
        add(seed.candidate, noun(view, seed.start));
    }
    for pronoun in pronouns.iter().filter(|pronoun| pronoun.candidate >= named && pronoun.candidate != usize::MAX) {
        let confidence = Confidence::new(f32::from(pronoun.confidence) / 100.0);
        let extent = view.token(pronoun.token).span.into();
        add(pronoun.candidate, Mention { extent, kind: MentionKind::Pronoun, confidence });
    }
    all
}

/// The mention by a noun, with what stands before it in its phrase.
fn noun(view: View<'_>, head: usize) -> Mention {
    let floor = floor(view, head);
    let start = phrase_start(view, head, floor);
    let determined =
        start > floor && (view.token(start - 1).upos == Upos::Det || view.has(start - 1, Word::THEIR));
    let extent = view.span(start - usize::from(determined)..head + 1).into();
    Mention { extent, kind: MentionKind::Role, confidence: Confidence::new(0.7) }
}

/// Where the phrase of noun `i` may begin at the earliest: a bound on the work, too.
fn floor(view: View<'_>, i: usize) -> usize {
    view.sentence(i).start.max(i.saturating_sub(8))
}

/// Several whom "they" may mean.
struct Candidate {
    /// Index among the groups; none for things.
    group: Option<usize>,
    sentence: usize,
    place: Place,
}

/// Groups of people, those without a second mention too.
fn groups(view: View<'_>) -> Vec<Unnamed> {
    let mut groups: Vec<Unnamed> = Vec::new();
    let mut by_noun: FxHashMap<u64, usize> = FxHashMap::default();
    let mut near: Vec<Candidate> = Vec::new();
    let mut names = view.names.iter().filter(|name| name.label == NameLabel::Organization).peekable();
    for (sentence, tokens) in view.syntax.sentences.iter().map(|sentence| &sentence.tokens).enumerate() {
        near.retain(|candidate| candidate.sentence + 1 >= sentence);
        for i in tokens.start as usize..tokens.end as usize {
            let token = view.token(i);
            if names.next_if(|name| name.tokens.start as usize <= i).is_some() {
                near.push(Candidate { group: None, sentence, place: place(view, i, i, i + 1) });
            } else if token.upos == Upos::Noun && token.shape != Shape::Upper {
                // "police officer Ana Ruiz", "the police dog"
                let modifies = token.deprel == Deprel::Compound || view.name_at(i).is_some();
                let Some(is_people) = plural(view, i).filter(|_| !modifies) else { continue };
                let group = is_people.then(|| {
                    let again = by_noun.get(&token.hash).copied().filter(|_| definite(view, i));
                    let group = again.unwrap_or_else(|| {
                        groups.push(Unnamed { kind: UnnamedKind::People, mentions: Vec::new() });
                        groups.len() - 1
                    });
                    by_noun.insert(token.hash, group);
                    groups[group].mentions.push(noun(view, i));
                    group
                });
                near.push(Candidate { group, sentence, place: place(view, i, i, i + 1) });
            } else if token.upos == Upos::Pron && is_they(view, token, i) {
                let place = place(view, i, i, i + 1);
                let Some(best) = best(&near, sentence) else { continue };
                let group = near[best].group;
                if let Some(group) = group {
                    let extent = token.span.into();
                    groups[group].mentions.push(Mention { extent, kind: MentionKind::Pronoun, confidence: Confidence::new(0.6) });
                }
                near.push(Candidate { group, sentence, place });
            }
        }
    }
    groups
}

fn is_they(view: View<'_>, token: &Token, i: usize) -> bool {
    (4..=10).contains(&token.span.len()) && view.has(i, Word::THEY)
}

/// The candidate in the best place: subjects before objects before others, then the last one.
fn best(near: &[Candidate], sentence: usize) -> Option<usize> {
    let rank = |candidate: &Candidate| {
        let place = match candidate.place {
            Place::Subject => 3,
            Place::Object => 1,
            _ => 0,
        };
        place + i32::from(candidate.group.is_some()) - 2 * (sentence - candidate.sentence) as i32
    };
    near.iter()
        .enumerate()
        .skip(near.len().saturating_sub(MOST))
        .max_by_key(|&(at, candidate)| (rank(candidate), at))
        .map(|(at, _)| at)
}

/// Whether a plural noun is one for people; none for the singular.
fn plural(view: View<'_>, i: usize) -> Option<bool> {
    if view.kinds(i).is(Word::PEOPLE) {
        return Some(true);
    }
    let word = view.word(i);
    let one = word.strip_suffix('s').filter(|one| one.len() > 2 && !one.ends_with(['s', 'u', 'i']))?;
    let of = |one: &str| view.resources.lexicon.hashed(hash(one)).is(Word::ROLE) || one.ends_with("ist");
    Some(of(one) || one.strip_suffix("ie").is_some_and(|stem| of(&format!("{stem}y"))))
}

/// True for "the protesters", "those people".
fn definite(view: View<'_>, i: usize) -> bool {
    let floor = floor(view, i);
    let start = phrase_start(view, i, floor);
    start > floor && view.has(start - 1, Word::THE | Word::THESE)
}

#[cfg(test)]
mod tests {
    use crate::record::UnnamedKind;
    use crate::{Extractor, Input, Options, Source};

    #[test]
    fn people_without_a_name_are_kept_where_they_come_again() {
        let extractor = Extractor::new(Options { input: Input::Article, ..Options::default() }).expect("good options");
        for (text, kind, mentions) in [
            (
                "The protesters left the square at noon. They said they would be back, and the police let them go.",
                UnnamedKind::People,
                &["The protesters", "They", "they"][..],
            ),
            (
                "A driver was hurt on Monday. The driver said she had braked too late.",
                UnnamedKind::Person,
                &["A driver", "The driver", "she"],
            ),
            ("Several residents lost their homes.", UnnamedKind::People, &["Several residents", "their"]),
        ] {
            let record = extractor.extract(&Source::text(text));
            let found = record.unnamed.iter().find(|unnamed| unnamed.kind == kind).expect(text);
            let found: Vec<&str> = found.mentions.iter().map(|mention| mention.extent.text.as_str()).collect();
            assert!(found.starts_with(mentions), "{text}: {found:?}");
        }
        for text in [
            "The reports were late. They were long.",
            "A driver was hurt.",
            "Harlow Motors Ltd said they would sell.",
            "Police chief Tom Harlow left. The police dog barked.",
        ] {
            assert!(extractor.extract(&Source::text(text)).unnamed.is_empty(), "{text}");
        }
    }
}
