//! Puts together what is known of each person.

use super::lexicon::PronounClass;
use super::mention::PersonMention;
use super::people::Cluster;
use super::phrase::Title;
use super::pronoun::{Resolved, KnownMention};
use super::role;
use super::view::View;
use crate::Span;
use crate::record::{Age, Confidence, EntityId, Extent, Mention, MentionKind, Person};

/// What all mentions of a person together say.
#[derive(Default)]
pub(super) struct Known {
    /// Titles and roles, each form once.
    pub titles: Vec<Title>,
    /// What the nouns that are said of the person go with.
    pub agrees: PronounClass,
    age: Option<(u32, Span)>,
    occupation: Option<Span>,
}

/// How many titles of one person are kept.
const MOST_TITLES: usize = 16;

/// Reads the words around all mentions of a person.
pub(super) fn claims(view: View<'_>, cluster: &Cluster, mentions: &[PersonMention<'_>]) -> Known {
    let mut known = Known::default();
    let text = |title: &Title| view.span(title.tokens.clone()).of(view.text);
    for &i in &cluster.mentions {
        let claims = role::read(view, &mentions[i]);
        for title in claims.titles {
            if known.titles.len() < MOST_TITLES && !known.titles.iter().any(|other| text(other) == text(&title)) {
                known.titles.push(title);
            }
        }
        known.agrees = known.agrees.or(claims.agrees);
        known.age = known.age.or(claims.age);
        known.occupation = known.occupation.or(claims.occupation);
    }
    known
}

/// The profiles, pronouns still missing.
pub(super) fn people(view: View<'_>, clusters: &[Cluster], mentions: &[PersonMention<'_>], known: Vec<Known>) -> Vec<Person> {
    let person = |(i, (cluster, known)): (usize, (&Cluster, Known))| person(view, i, cluster, mentions, known);
    clusters.iter().zip(known).enumerate().map(person).collect()
}

fn person(view: View<'_>, i: usize, cluster: &Cluster, mentions: &[PersonMention<'_>], known: Known) -> Person {
    let own = || cluster.mentions.iter().map(|&i| &mentions[i]);
    let fullest = |(at, mention): &(usize, &PersonMention<'_>)| {
        (mention.name.fullness(), mention.name.words.concat().len(), std::cmp::Reverse(*at))
    };
    let best = own().enumerate().max_by_key(fullest).map_or(0, |(at, _)| at);
    let name = &mentions[cluster.mentions[best]].name;
    let join = |words: &[&str]| (!words.is_empty()).then(|| words.join(" "));
    let mut full = name.words.join(" ");
    if let Some(suffix) = name.suffix {
        full.push(' ');
        full.push_str(suffix);
    }
    let alone = name.words.len() == 1;
    Person {
        id: EntityId::Person(i as u32),
        name: full,
        given: join(name.given_words()),
        family: if alone && name.honorific.is_none() { None } else { join(&name.words[name.family.clone()]) },
        honorific: most(own().filter_map(|mention| mention.name.honorific)).map(str::to_owned),
        affiliation: role::affiliation(view, &known.titles).map(Extent::from),
        titles: known.titles.iter().map(|title| view.span(title.tokens.clone()).into()).collect(),
        age: known.age.map(|(years, span)| Age { years, extent: span.into() }),
        occupation: known.occupation.map(Extent::from),
        pronouns: Vec::new(),
        mentions: own().map(|m| Mention { extent: m.span.into(), kind: MentionKind::Name, confidence: m.confidence }).collect(),
        best_mention: best as u32,
    }
}

/// Adds nouns and pronouns to the people they stand for.
pub(super) fn add_references(view: View<'_>, seeds: &[KnownMention], pronouns: &[Resolved], people: &mut [Person]) {
    for seed in seeds.iter().filter(|seed| seed.kind == MentionKind::Role) {
        if let Some(person) = people.get_mut(seed.candidate) {
            let extent = view.span(seed.start..seed.end).into();
            person.mentions.push(Mention { extent, kind: MentionKind::Role, confidence: Confidence::new(0.8) });
            // "the 61-year-old", "the 61-year-old chef"
            let age = || role::age_at(view, seed.start + 1).filter(|(_, next)| *next == seed.end || *next + 1 == seed.end);
            let age = age().filter(|_| person.age.is_none());
            person.age = person.age.take().or(age.map(|((years, span), _)| Age { years, extent: span.into() }));
        }
    }
    let mut counts = vec![(0_u32, 0_u32); people.len()];
    for pronoun in pronouns {
        let Some(person) = people.get_mut(pronoun.candidate) else { continue };
        let extent = view.token(pronoun.token).span.into();
        let confidence = Confidence::new(f32::from(pronoun.confidence) / 100.0);
        person.mentions.push(Mention { extent, kind: MentionKind::Pronoun, confidence });
        let age = person.age.is_none().then(|| role::age_of_pronoun(view, pronoun.token)).flatten();
        person.age = person.age.take().or(age.map(|(years, span)| Age { years, extent: span.into() }));
        let count = &mut counts[pronoun.candidate];
        if pronoun.agrees == PronounClass::She { count.1 += 1 } else { count.0 += 1 }
    }
    for (person, (he, she)) in people.iter_mut().zip(counts) {
        person.sort_mentions();
        let mut used = [(he, "he"), (she, "she")];
        used.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
        person.pronouns = used.iter().filter(|(count, _)| *count > 0).map(|(_, form)| (*form).to_owned()).collect();
    }
}

/// The item that comes most often, the first of several.
fn most<'t>(items: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for item in items {
        match counts.iter_mut().find(|(other, _)| *other == item) {
            Some((_, count)) => *count += 1,
            None => counts.push((item, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(item, _)| item)
}
