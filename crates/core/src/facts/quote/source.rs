//! Who speaks: the person or organisation that a phrase means, by its name, by what it is, by what was said before.

use super::found::Found;
use super::lexicon::Role;
use super::state::{Phrase, ParseState};
use crate::Span;
use crate::record::{EntityId, Extent, NameLabel, Quote, Speaker, SpeakerKind};
use crate::syntax::{Deprel, Shape, Upos};

/// Who speaks: the phrase, the entity that it means, its name.
pub(super) fn speaker(state: &ParseState<'_>, found: &Found, phrase: Phrase) -> Speaker {
    let range = state.sentence_range(state.sentence(phrase.head));
    let mut limit = if phrase.head < found.cue && range.contains(&found.cue) { found.cue } else { range.end };
    for piece in found.pieces.iter().filter(|piece| piece.start > phrase.head) {
        limit = limit.min(piece.start);
    }
    let end = state.extend(phrase, limit).max(phrase.end);
    let (article, phrase) = (state.article, antecedent(state, phrase));
    let span = article.syntax.cover(phrase.start..end);
    let entities = article.entities;
    // "Ana Ruiz, mayor of Ardenvale" is Ana Ruiz, "mayor Ana Ruiz" and "envoy to Ardenvale Ana Ruiz" too, "Ana Ruiz's aide" is not.
    let entity = entities.at(state.tokens[phrase.head].span).or_else(|| {
        let from = entities.index.partition_point(|(mention, _)| mention.start < span.start);
        let mut inside = entities.index[from..].iter().take_while(|(mention, _)| mention.start < span.end);
        // "Her son, Tom Harlow": she is somebody else.
        let head = state.tokens[phrase.head].span;
        let person = |id: &EntityId| matches!(id, EntityId::Person(_));
        let whole = inside.find(|(mention, id)| span.contains(*mention) && mention.start > head.start && person(id))?;
        let after = article.syntax.token_at(whole.0.end.saturating_sub(1)) + 1;
        let owned = state.is(after, Role::Genitive);
        let names = &article.names[..article.names.partition_point(|name| name.span.end <= whole.0.start)];
        let apposed = whole.0.start > state.tokens[phrase.head].span.end
            && ((phrase.head + 1..after).any(|i| state.tokens[i].span.of(&article.document.text) == ",")
                || is_titled(state, phrase.head, whole.0)
                || state.is(phrase.head + 1, Role::And)
                || names.last().is_some_and(|name| {
                    name.label != NameLabel::Person
                        && article.document.text[name.span.end as usize..whole.0.start as usize] == *" "
                }));
        (!owned && apposed).then_some(whole.1)
    });
    let entity = titled(state, entity, span).or(entity).or_else(|| apposed(state, phrase, end));
    let extent: Option<Span> = (!found.floating).then_some(span);
    let speaker_kind = speaker_kind(state, phrase, end, entity);
    let entity = entity.or_else(|| issuer(state, phrase, end, speaker_kind));
    let name = entity.and_then(|id| entities.name(id)).map(str::to_owned).or_else(|| described(state, phrase));
    let kind = if entity.is_none() && name.is_some() { SpeakerKind::Organization } else { speaker_kind };
    Speaker { extent: extent.map(Extent::from), entity, name, kind }
}

/// The person of "Lowmere Rivers Party leader Ana Ruiz": whose name ends the phrase, with nothing but a title between the organisation and it.
fn titled(state: &ParseState<'_>, entity: Option<EntityId>, span: Span) -> Option<EntityId> {
    entity.filter(|id| matches!(id, EntityId::Organization(_)))?;
    let (syntax, index) = (state.article.syntax, &state.article.entities.index);
    let from = index.partition_point(|(mention, _)| mention.start < span.start);
    let inside = || index[from..].iter().take_while(|(mention, _)| mention.start < span.end);
    let last = inside().find(|(mention, id)| mention.end == span.end && matches!(id, EntityId::Person(_)))?;
    let of = inside().filter(|(mention, id)| mention.end < last.0.end && matches!(id, EntityId::Organization(_))).map(|(mention, _)| mention.end).max()?;
    let mut between = syntax.token_at(of)..syntax.token_at(span.end.saturating_sub(1)) + 1;
    let title = |i: usize| state.tokens[i].shape == Shape::Lower && state.is(i, Role::Person);
    let part = |i: usize| title(i) || matches!(state.tokens[i].shape, Shape::Capital | Shape::Upper | Shape::Mixed);
    (between.clone().any(title) && between.all(part)).then_some(last.1)
}

/// The organisation of "the ferry operator, Straits Line": its name comes right after a comma, and the phrase is no person.
fn apposed(state: &ParseState<'_>, phrase: Phrase, end: usize) -> Option<EntityId> {
    let comma = phrase.end..end;
    let after = comma.clone().find(|&i| state.text(i) == ",")? + 1;
    let names = state.article.names;
    let name = names.get(names.partition_point(|name| (name.tokens.end as usize) <= after))?;
    let (start, stop) = (name.tokens.start as usize, name.tokens.end as usize);
    let article = start == after + 1 && state.tokens[after].upos == Upos::Det;
    let alone = (start == after || article) && stop <= end && name.label == NameLabel::Organization;
    let noun = state.tokens[phrase.head].shape == Shape::Lower && state.tokens[phrase.head].upos == Upos::Noun;
    let person = state.is(phrase.head, Role::Person) && !state.is(phrase.head, Role::Organization);
    (alone && noun && !person).then(|| state.article.entities.at(name.span)).flatten()
}

/// The organisation after a document: "data from Harlow Ltd", "Rivers Institute figures".
fn issuer(state: &ParseState<'_>, phrase: Phrase, end: usize, kind: SpeakerKind) -> Option<EntityId> {
    let of_organization = |i: usize| state.article.entities.at(state.tokens[i].span).filter(|id| matches!(id, EntityId::Organization(_)));
    let names = state.article.names;
    let name = names.get(names.partition_point(|name| (name.tokens.end as usize) <= phrase.head));
    let has_name = name.is_some_and(|name| (name.tokens.start as usize) <= phrase.head);
    if kind != SpeakerKind::Document || has_name {
        return None;
    }
    let source = (phrase.head + 1 < end && state.is(phrase.head + 1, Role::Origin)).then(|| state.phrase_at(phrase.head + 2, end)).flatten();
    match source {
        Some(source) => of_organization(source.head),
        None => (phrase.start..phrase.head).rev().find_map(of_organization),
    }
}

/// The name of an organisation that has none but what it is and whose: "the Lowmere government", "Lowmere’s coast guard".
fn described(state: &ParseState<'_>, phrase: Phrase) -> Option<String> {
    let (tokens, names) = (state.tokens, state.article.names);
    if tokens[phrase.head].shape != Shape::Lower || !state.is(phrase.head, Role::Organization) {
        return None;
    }
    let article = |i: usize| tokens[i].upos == Upos::Det;
    let start = if article(phrase.start) { phrase.start + 1 } else { phrase.start };
    if start > phrase.start && !state.is(phrase.start, Role::The) {
        return None;
    }
    let at = names.partition_point(|name| (name.tokens.end as usize) <= start);
    // "The Ruiz administration", but not "Ruiz’s office".
    let owned = names.get(at).is_some_and(|name| {
        let end = name.tokens.end as usize;
        let of = match name.label {
            NameLabel::Place | NameLabel::Group => true,
            NameLabel::Person => !state.is(end, Role::Genitive),
            _ => false,
        };
        end <= phrase.head && of
    });
    owned.then(|| state.article.syntax.cover(start..phrase.head + 1).of(&state.article.document.text).to_owned())
}

/// True if a title in capitals runs up to a name: "Secretary of State for Trade Hugh Orr".
fn is_titled(state: &ParseState<'_>, head: usize, name: Span) -> bool {
    let first = state.article.syntax.token_at(name.start);
    let capital = |i: usize| matches!(state.tokens[i].shape, Shape::Capital | Shape::Upper);
    first > head && capital(head) && state.is(head, Role::Person) && first > 0 && capital(first - 1)
}

/// The phrase right before "who", and the one that the clause of "that" belongs to: "a letter from the bank that says so"; any other phrase itself.
fn antecedent(state: &ParseState<'_>, phrase: Phrase) -> Phrase {
    let head = &state.tokens[phrase.head];
    let sentence = state.sentence_range(state.sentence(phrase.head));
    if state.is(phrase.head, Role::That) && head.deprel == Deprel::Nsubj {
        let clause = &state.tokens[head.head as usize];
        let noun = clause.head as usize;
        let near = sentence.start.max(noun.saturating_sub(12))..phrase.start;
        let whole = || state.phrases(near.clone()).find(|before| (before.start..before.end).contains(&noun));
        return if clause.deprel == Deprel::Acl && near.contains(&noun) { whole().unwrap_or(phrase) } else { phrase };
    }
    // "WHO" is no pronoun.
    if !state.is(phrase.head, Role::Relative) || head.shape == Shape::Upper {
        return phrase;
    }
    let from = phrase.start.saturating_sub(12).max(sentence.start);
    state.phrases(from..phrase.start).filter(|before| before.end + 2 > phrase.start).last().unwrap_or(phrase)
}

/// Whom a pronoun or a bare noun may mean: who spoke before.
#[derive(Default)]
struct Heard {
    /// The person who spoke last, with the sentence.
    person: Option<(u32, usize)>,
    /// The organisation that spoke last: its entity, its name, the sentence.
    organization: Option<(Option<EntityId>, String, usize)>,
    /// The names made of a description, by their noun.
    described: Vec<(u64, String)>,
}

/// Maximum number of names made of descriptions that are remembered.
const DESCRIBED: usize = 32;

/// How many sentences back somebody may have spoken whom a pronoun means.
const BACK: usize = 6;

/// A pronoun that no entity is known for is the one who spoke last: "he" and "she" a person, if called so or by no pronoun; "they" and "it"
/// an organisation; "the statement" is that organisation's, "the government" the one that was named so.
pub(super) fn resolve(state: &ParseState<'_>, found: &[Found], quotes: &mut [Quote]) {
    let entities = state.article.entities;
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&index| found[index].cue);
    let mut heard = Heard::default();
    for index in order {
        let (Some(speaker), Some(phrase)) = (&mut quotes[index].speaker, found[index].speaker) else { continue };
        let sentence = state.sentence(phrase.head);
        if speaker.entity.is_none() && speaker.name.is_none() {
            heard.name(state, phrase, sentence, speaker);
        }
        match (speaker.entity, &speaker.name) {
            (Some(EntityId::Person(id)), _) => {
                heard.person = Some((id, sentence));
                heard.organization = None;
            }
            (entity, Some(name)) => {
                heard.organization = Some((entity, name.clone(), sentence));
                if entity.is_none() && heard.described.len() < DESCRIBED {
                    heard.described.push((state.tokens[phrase.head].hash, name.clone()));
                }
            }
            // Others who speak may be "they" next.
            _ => heard.organization = None,
        }
        debug_assert!(speaker.entity.is_none_or(|id| entities.name(id).is_some()));
    }
}

impl Heard {
    /// Sets the entity and name of a speaker to those of who spoke before, if it means that one.
    fn name(&self, state: &ParseState<'_>, phrase: Phrase, sentence: usize, speaker: &mut Speaker) {
        let entities = state.article.entities;
        let near = |at: usize| sentence >= at && sentence - at <= BACK;
        let word = state.text(phrase.head).to_lowercase();
        // "according to him"
        let word = match word.as_str() {
            "him" => "he",
            "her" => "she",
            word => word,
        };
        let called_so = |id: u32| {
            let pronouns = &entities.people[id as usize].pronouns;
            pronouns.iter().all(|other| *other == word || !matches!(other.as_str(), "he" | "she"))
        };
        let bare = phrase.head == phrase.start + 1 && state.is(phrase.start, Role::The);
        let organization = self.organization.as_ref().filter(|(_, _, at)| near(*at));
        match word {
            "he" | "she" => {
                let id = self.person.filter(|&(id, at)| near(at) && called_so(id)).map(|(id, _)| EntityId::Person(id));
                speaker.entity = id;
                speaker.name = id.and_then(|id| entities.name(id)).map(str::to_owned);
            }
            "they" | "it" => {
                let Some((entity, name, _)) = organization else { return };
                (speaker.entity, speaker.name, speaker.kind) = (*entity, Some(name.clone()), SpeakerKind::Organization);
            }
            _ if bare && state.is(phrase.head, Role::Document) && state.is(phrase.head, Role::Channel) => {
                let Some((entity, name, _)) = organization else { return };
                (speaker.entity, speaker.name) = (*entity, Some(name.clone()));
            }
            _ if bare => {
                let noun = state.tokens[phrase.head].hash;
                let Some((_, name)) = self.described.iter().rev().find(|(known, _)| *known == noun) else { return };
                (speaker.name, speaker.kind) = (Some(name.clone()), SpeakerKind::Organization);
            }
            _ => {}
        }
    }
}

/// What sort of source a phrase names.
fn speaker_kind(state: &ParseState<'_>, phrase: Phrase, end: usize, entity: Option<EntityId>) -> SpeakerKind {
    let head = &state.tokens[phrase.head];
    let is = |role| state.is(phrase.head, role);
    match entity {
        Some(EntityId::Person(_)) => return SpeakerKind::Person,
        // "The report" is one, whatever its name is.
        Some(EntityId::Organization(_)) if head.shape == Shape::Lower && is(Role::Document) => return SpeakerKind::Document,
        Some(EntityId::Organization(_)) => return SpeakerKind::Organization,
        None => {}
    }
    if (phrase.start..end).any(|i| state.is(i, Role::Anonymous)) {
        return SpeakerKind::Anonymous;
    }
    let names = state.article.names;
    let at = names.partition_point(|name| name.span.end <= head.span.start);
    let name = names.get(at).filter(|name| name.span.overlaps(head.span)).map(|name| name.label);
    let text = head.span.of(&state.article.document.text);
    match name {
        Some(NameLabel::Person) => SpeakerKind::Person,
        Some(NameLabel::Organization | NameLabel::Place) => SpeakerKind::Organization,
        Some(NameLabel::Group) => SpeakerKind::Group,
        _ if is(Role::Document) => SpeakerKind::Document,
        _ if is(Role::Group) => SpeakerKind::Group,
        _ if is(Role::Organization) => SpeakerKind::Organization,
        _ if head.upos == Upos::Noun && text.ends_with('s') && !text.ends_with("ss") => SpeakerKind::Group,
        _ => SpeakerKind::Person,
    }
}
