//! How many: killed, injured, arrested, missing, displaced, taking part.

use super::candidate::Candidate;
use super::class::Class;
use super::frame::{self, Frame};
use super::lexicon::WordClass;
use super::scene::Scene;
use crate::record::{Count, CountKind, EventStatus, EventType, Harm, NameLabel, Quantity, QuantityModifier, UnitKind, Value};
use crate::syntax::{Deprel, Shape, Upos};
use crate::text::hash::hash;

/// A count with what it takes to weigh it against others.
#[derive(Debug, Clone)]
pub struct Told {
    /// As the record shows it.
    pub count: Count,
    /// A part of a larger number: "including two children".
    pub part: bool,
    /// Who did it: the gunman among the dead.
    pub perpetrator: bool,
    /// The token of the number.
    pub token: usize,
}

/// The kind of count that a harm word tells.
pub fn kind(scene: &Scene<'_>, candidate: &Candidate, class: Class) -> Option<CountKind> {
    let reading = scene.lexicon.reading(candidate.reading);
    if let Some(counted) = reading.mode(Class::HARM).and_then(Harm::from_name).and_then(Harm::counted) {
        return Some(counted);
    }
    if scene.is(candidate.token, WordClass::Killing) && class != Class::NONE {
        return Some(CountKind::Killed);
    }
    if scene.is(candidate.token, WordClass::Hurting) && class == Class::of(EventType::Assault) {
        return Some(CountKind::Injured);
    }
    match class.kind() {
        Some(EventType::Coerce) if reading.mode(class) == Some("arrest") => Some(CountKind::Arrested),
        Some(EventType::Protest) => Some(CountKind::Participants),
        _ => None,
    }
}

/// The counts of a telling.
pub fn find(
    scene: &Scene<'_>,
    quantities: &[Quantity],
    candidate: &Candidate,
    class: Class,
    frame: &Frame,
    status: EventStatus,
) -> Vec<Told> {
    if !matches!(status, EventStatus::Asserted | EventStatus::Alleged | EventStatus::Generic) {
        return Vec::new();
    }
    let Some(kind) = kind(scene, candidate, class) else { return Vec::new() };
    if is_either(scene, candidate.token) {
        return Vec::new();
    }
    let killing = fatal(scene, candidate);
    let kind = if kind == CountKind::Injured && killing { CountKind::Killed } else { kind };
    let heads = victims(scene, candidate, kind, frame);
    let mut found: Vec<Told> = heads.iter().filter_map(|&head| number(scene, quantities, head, kind)).collect();
    if found.is_empty() {
        found.extend(near(scene, quantities, candidate, kind).or_else(|| after(scene, quantities, candidate, kind)));
    }
    join(scene, &heads, &mut found);
    if kind == CountKind::Participants {
        found.retain(|told| told.count.low >= 10);
    }
    found
}

/// "shot dead", "stabbed to death", "fatally hurt".
fn fatal(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let end = scene.range(scene.sentence(candidate.token)).end;
    let after = candidate.tokens.end;
    let is = |i: usize, class: WordClass| i < end && scene.is(i, class);
    is(after, WordClass::Dead)
        || is(after, WordClass::To) && is(after + 1, WordClass::EndsInDeath)
        || candidate.tokens.start.checked_sub(1).is_some_and(|before| scene.is(before, WordClass::Fatally))
}

/// The heads of the phrases of those who are counted.
fn victims(scene: &Scene<'_>, candidate: &Candidate, kind: CountKind, frame: &Frame) -> Vec<usize> {
    let token = candidate.token;
    let mut heads = match kind {
        CountKind::Participants => frame.actors.clone(),
        CountKind::Arrested => frame.recipients.clone(),
        _ => match scene.tokens[token].upos {
            Upos::Verb | Upos::Aux => of_verb(scene, candidate, frame),
            Upos::Adj => of_adjective(scene, token),
            _ => of_noun(scene, token),
        },
    };
    // "83 dead and 178 wounded": the second number is of another harm.
    let other = |i: usize| i != token && scene.types(i) & Class::HARM.bit() != 0 && !scene.is(i, WordClass::Person);
    let told = |i: usize| scene.children(i).any(|below| below != token && below < i && other(below));
    let own = |&i: &usize| !other(i) && !told(i) && (i + 1 >= scene.tokens.len() || !other(i + 1));
    let more: Vec<usize> = heads.iter().flat_map(|&head| frame::conjuncts(scene, head)).filter(own).collect();
    heads.extend(more);
    heads.retain(|&head| !scene.word(head).may_trigger() || head == token || scene.is(head, WordClass::Person));
    heads.sort_unstable();
    heads.dedup();
    heads
}

/// Whom a verb of harm is told of: "killed nine people", "nine people were killed", "a wounded soldier".
fn of_verb(scene: &Scene<'_>, candidate: &Candidate, frame: &Frame) -> Vec<usize> {
    let token = candidate.token;
    let deprel = scene.tokens[token].deprel;
    let passive = scene.is_passive(token);
    let object = scene.child(token, &[Deprel::Obj]).or_else(|| bare(scene, token));
    let mut heads = Vec::new();
    if let Some(object) = object.filter(|_| !passive) {
        heads.push(object);
    } else if passive || !is_transitive(scene, candidate) {
        heads.extend(frame::subject(scene, token));
    } else if deprel == Deprel::Acl {
        heads.extend(scene.head(token));
    } else if deprel != Deprel::Amod {
        // Not always an object in the tree; those before it belong to the verb before.
        heads.extend(frame.recipients.iter().filter(|&&recipient| recipient > token));
    }
    if deprel == Deprel::Amod {
        heads.extend(described(scene, token));
    }
    heads
}

/// Whom an adjective of harm is told of: "nine people were dead", "a dead man", "left nine people dead".
fn of_adjective(scene: &Scene<'_>, token: usize) -> Vec<usize> {
    let head = scene.head(token);
    let who = scene.child(token, &[Deprel::Nsubj]).or_else(|| match scene.tokens[token].deprel {
        Deprel::Amod => described(scene, token),
        Deprel::Acl => head,
        // "left nine people dead": the object of the verb above.
        Deprel::Xcomp => head.and_then(|head| scene.child(head, &[Deprel::Obj])),
        _ => None,
    });
    // "nine dead": the number hangs on the adjective.
    who.into_iter().chain([token]).collect()
}

/// Whom a noun of harm is told of: "nine deaths", "the deaths of nine people", "nine bodies".
fn of_noun(scene: &Scene<'_>, token: usize) -> Vec<usize> {
    let is_of = |case: usize| scene.is(case, WordClass::Of) || scene.is(case, WordClass::To);
    let of = |&i: &usize| scene.tokens[i].deprel == Deprel::Nmod && scene.case(i).is_some_and(is_of);
    scene.children(token).find(of).into_iter().chain([token]).collect()
}

/// A number of people or a person right after a verb without a preposition, which the tree takes for a circumstance: "killed at least nine".
fn bare(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    let people = |i: usize| {
        scene.tokens[i].upos == Upos::Num
            || scene.is(i, WordClass::Person)
            || scene.child(i, &[Deprel::Nummod]).is_some()
            || scene.label(i) == Some(NameLabel::Person)
    };
    scene.children(verb).find(|&i| i > verb && scene.tokens[i].deprel == Deprel::Obl && scene.case(i).is_none() && people(i))
}

/// Whom a participle before a noun describes: "a wounded woman talks", where the tree may take the woman for a part of a name.
fn described(scene: &Scene<'_>, participle: usize) -> Option<usize> {
    let next = participle + 1;
    let person = next < scene.tokens.len() && scene.is(next, WordClass::Person);
    if person { Some(next) } else { scene.head(participle) }
}

/// "killed or captured": of how many either is not said.
fn is_either(scene: &Scene<'_>, token: usize) -> bool {
    let joined = |i: usize| scene.children(i).any(|cc| scene.tokens[cc].deprel == Deprel::Cc && scene.is(cc, WordClass::Or));
    let conjunct = |i: usize| scene.tokens[i].deprel == Deprel::Conj && joined(i);
    conjunct(token) || scene.children(token).any(conjunct)
}

/// "killed" has an object, "died" has none.
fn is_transitive(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    !scene.is(candidate.token, WordClass::Dying)
}

/// The number of a phrase: its quantity, or one for a person.
fn number(scene: &Scene<'_>, quantities: &[Quantity], head: usize, kind: CountKind) -> Option<Told> {
    let phrase = frame::phrase(scene, head);
    let span = scene.article.syntax.cover(phrase.clone());
    let own = |token: usize| scene.tokens[token].span;
    let inside =
        |q: &&Quantity| q.extent.span.start >= span.start && q.extent.span.start < span.end || q.extent.span.contains(own(head));
    let quantity = near_span(quantities, span).find(|q| inside(q) && counts_people(q) && bounds(q).is_some());
    let perpetrator = scene.is(head, WordClass::Perpetrator);
    let part = is_part(scene, phrase.start);
    if let Some(quantity) = quantity {
        let (low, high) = bounds(quantity)?;
        let token = scene.article.syntax.token_at(quantity.extent.span.start);
        let count = Count {
            kind,
            low,
            high,
            extent: quantity.extent.span.into(),
            modifier: quantity.modifier,
            total: is_total(scene, head),
        };
        return Some(Told { count, part, perpetrator, token });
    }
    if kind == CountKind::Participants {
        return None;
    }
    // "a soldier", "Ana Ruiz", "her brother": one person.
    let token = &scene.tokens[head];
    let singular = !scene.written(head).ends_with('s') && !scene.is(head, WordClass::Plural);
    let person = scene.label(head) == Some(NameLabel::Person);
    let article = has_article(scene, phrase.start.min(head), head);
    let office = scene.lexicon.sector(scene.word(head)).is_some() && !scene.is(head, WordClass::Group);
    let noun = (office || scene.is(head, WordClass::Person)) && singular && token.shape != Shape::Mark && article;
    let joined = scene.children(head).any(|i| scene.tokens[i].deprel == Deprel::Conj);
    (person || noun).then(|| Told {
        count: Count { kind, low: 1, high: Some(1), extent: span.into(), modifier: QuantityModifier::Equal, total: false },
        part: part || joined && person,
        perpetrator,
        token: head,
    })
}

/// "a soldier", "another man", "his brother": also where the tree hangs the article elsewhere, words that describe between.
fn has_article(scene: &Scene<'_>, start: usize, head: usize) -> bool {
    let describes = |i: &usize| matches!(scene.tokens[*i].upos, Upos::Adj | Upos::Verb | Upos::Noun | Upos::Propn | Upos::Adv);
    let is_article = |i: usize| scene.is(i, WordClass::One);
    let sentence = scene.range(scene.sentence(head)).start;
    let mut before = (sentence..start).rev().take(4);
    (start..head).any(is_article) || before.find(|i| !describes(i)).is_some_and(is_article)
}

/// The quantities that begin in or shortly before a stretch.
fn near_span(quantities: &[Quantity], span: crate::text::span::Span) -> impl Iterator<Item = &Quantity> {
    let from = quantities.partition_point(|q| q.extent.span.end <= span.start);
    quantities[from..].iter().take_while(move |q| q.extent.span.start < span.end)
}

/// True for a plain number or a count of people.
fn counts_people(quantity: &Quantity) -> bool {
    quantity.unit.as_ref().is_none_or(|unit| unit.kind == UnitKind::Count)
}

/// The least and the greatest whole number.
fn bounds(quantity: &Quantity) -> Option<(u32, Option<u32>)> {
    let whole = |x: f64| (x >= 0.0 && x.fract() == 0.0 && x < 1e8).then_some(x as u32);
    match (quantity.value, quantity.modifier) {
        (Value::Exact(x), QuantityModifier::More) => Some((whole(x)?, None)),
        (Value::Exact(x), QuantityModifier::Less) => Some((0, Some(whole(x)?))),
        (Value::Exact(x), _) => Some((whole(x)?, Some(whole(x)?))),
        (Value::Range([low, high]), _) => Some((low.map_or(Some(0), whole)?, high.and_then(whole))),
    }
}

/// The number right before a participle that lacks its noun ("dozens more wounded"), or after a toll ("the toll rose to 40").
fn near(scene: &Scene<'_>, quantities: &[Quantity], candidate: &Candidate, kind: CountKind) -> Option<Told> {
    if kind == CountKind::Participants {
        return None;
    }
    let range = scene.range(scene.sentence(candidate.token));
    let toll = scene.is(candidate.token, WordClass::Toll);
    let window = if toll {
        candidate.token..range.end.min(candidate.token + 14)
    } else {
        range.start.max(candidate.tokens.start.saturating_sub(4))..candidate.tokens.end.min(range.end)
    };
    if window.is_empty() {
        return None;
    }
    let span = scene.article.syntax.cover(window.clone());
    let fits = |q: &&Quantity| counts_people(q) && q.unit.as_ref().is_none_or(|unit| is_person_unit(scene, &unit.name) || toll);
    let mut all = near_span(quantities, span).filter(fits);
    let quantity = if toll { all.next() } else { all.last() }?;
    let token = scene.article.syntax.token_at(quantity.extent.span.start);
    // Between number and participle there is nothing but "more", "others", "people", "were".
    let between = (token + 1..candidate.tokens.start).filter(|_| !toll);
    let only = between.into_iter().all(|i| {
        scene.is(i, WordClass::Filler)
            || scene.tokens[i].upos == Upos::Num
            || quantity.extent.span.contains(scene.tokens[i].span)
            || scene.is(i, WordClass::Person)
    });
    if !only {
        return None;
    }
    let (low, high) = bounds(quantity)?;
    let count = Count { kind, low, high, extent: quantity.extent.span.into(), modifier: quantity.modifier, total: toll };
    Some(Told { count, part: is_part(scene, token), perpetrator: false, token })
}

/// The number of people right after a verb, where the tree does not see that it is the object: "a crackdown aimed at traffickers killed more than 40 people".
fn after(scene: &Scene<'_>, quantities: &[Quantity], candidate: &Candidate, kind: CountKind) -> Option<Told> {
    let is_verb = scene.tokens[candidate.token].upos == Upos::Verb && is_transitive(scene, candidate);
    if !is_verb || kind == CountKind::Participants || scene.child(candidate.token, &[Deprel::AuxPass]).is_some() {
        return None;
    }
    let end = scene.range(scene.sentence(candidate.token)).end;
    let next = candidate.tokens.end..end.min(candidate.tokens.end + 2);
    if next.is_empty() {
        return None;
    }
    let span = scene.article.syntax.cover(next);
    let counts = |q: &&Quantity| {
        q.extent.span.start >= span.start
            && counts_people(q)
            && q.unit.as_ref().is_some_and(|unit| is_person_unit(scene, &unit.name))
    };
    let quantity = near_span(quantities, span).find(counts)?;
    let (low, high) = bounds(quantity)?;
    let count = Count { kind, low, high, extent: quantity.extent.span.into(), modifier: quantity.modifier, total: false };
    let token = scene.article.syntax.token_at(quantity.extent.span.start);
    Some(Told { count, part: is_part(scene, token), perpetrator: false, token })
}

/// True for "police officer" and other units that count people.
fn is_person_unit(scene: &Scene<'_>, name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    scene.lexicon.word(hash(last)).is_some_and(|word| word.is(WordClass::Person))
}

/// "including two children", "among them a boy", "of whom three".
fn is_part(scene: &Scene<'_>, start: usize) -> bool {
    let before = start.saturating_sub(3)..start;
    before.filter(|&i| scene.sentence(i) == scene.sentence(start)).any(|i| scene.is(i, WordClass::Part))
}

/// "the toll rose to 40", "bringing the number to 40", "a total of 40".
fn is_total(scene: &Scene<'_>, head: usize) -> bool {
    let range = scene.range(scene.sentence(head));
    let near = range.start.max(head.saturating_sub(8))..range.end.min(head + 3);
    near.into_iter().any(|i| scene.is(i, WordClass::Total))
}

/// Adds up the numbers of one list: "a soldier and two children".
fn join(scene: &Scene<'_>, heads: &[usize], found: &mut Vec<Told>) {
    let plain = |told: &&Told| !told.part && !told.perpetrator;
    let all_known = heads.len() == found.len() && found.len() > 1 && found.iter().all(|told| plain(&told));
    let one_list = || heads.windows(2).all(|pair| scene.sentence(pair[0]) == scene.sentence(pair[1]));
    if all_known && one_list() {
        let low = found.iter().map(|told| told.count.low).sum();
        let high = found.iter().try_fold(0_u32, |sum, told| Some(sum + told.count.high?));
        found.truncate(1);
        (found[0].count.low, found[0].count.high) = (low, high);
    } else if found.iter().any(|told| plain(&told)) {
        found.retain(|told| plain(&told));
    }
}

/// The one count of each kind that all tellings of an event give together, with those of perpetrators left out where there are others.
pub fn settle(told: &[Told]) -> Vec<Count> {
    let best = |kind: CountKind| {
        let of_kind = || told.iter().filter(move |told| told.count.kind == kind);
        let whole = || of_kind().filter(|told| !told.part && !told.perpetrator);
        let pool: Vec<&Told> = if whole().next().is_some() { whole().collect() } else { of_kind().collect() };
        let total = pool.iter().rev().find(|told| told.count.total);
        // An exact number beats the bounds that hold it; then the larger one.
        let largest =
            || pool.iter().max_by_key(|told| (told.count.low, told.count.high.is_some(), std::cmp::Reverse(told.token)));
        total.or_else(largest).map(|told| told.count.clone())
    };
    CountKind::ALL.into_iter().filter_map(best).collect()
}
