//! Names joined into organisations: acronyms, short forms, nouns such as "the ministry".

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::view::View;
use crate::model::linear::pair;
use crate::names::NameMention;
use crate::record::{Confidence, EntityId, Mention, MentionKind, NameLabel, Organization};
use crate::syntax::{Deprel, Shape, Upos};
use crate::text::hash::hash;

/// True if token `i` exists and is one of `words`.
fn is(view: View<'_>, i: usize, words: &FxHashSet<u64>) -> bool {
    view.syntax.tokens.get(i).is_some_and(|token| words.contains(&token.hash))
}

/// Joins the names of organisations, in the order of first mention.
pub(super) fn join(view: View<'_>) -> Vec<Organization> {
    let mut found: Vec<(Organization, Vec<u64>)> = Vec::new();
    let mut by_form: FxHashMap<u64, usize> = FxHashMap::default();
    // The organisation that a class of nouns stands for and where it is first named; none if there are several.
    let mut nouns: FxHashMap<u32, Option<(usize, u32)>> = FxHashMap::default();
    let mut acronyms: FxHashMap<u64, usize> = FxHashMap::default();
    let mut named: Vec<Named> = Vec::new();
    // Whose each is, if its first name says so: two ministries of two countries are two.
    let mut owners: Vec<Option<u64>> = Vec::new();
    for name in &names(view) {
        let words = words(view, name);
        let acronym = bracketed(view, name);
        let owner = owner(view, name);
        let known = by_form.get(&form(&words)).copied().filter(|&at| owner.is_none() || owners[at].is_none_or(|own| Some(own) == owner));
        let known = known.or_else(|| by_form.get(&pair(form(&words), owner?)).copied());
        // "Harlow Foods Inc" after "Harlow Foods"
        let known = known.or_else(|| by_form.get(&form(without_form(view, &words)?)).copied().filter(|_| owner.is_none()));
        let at = known.unwrap_or_else(|| {
            let id = EntityId::Organization(found.len() as u32);
            found.push((
                Organization { id, name: name.span.of(view.text).to_owned(), acronym: None, mentions: Vec::new() },
                words.clone(),
            ));
            owners.push(owner);
            found.len() - 1
        });
        let of_owner = owner.map(|owner| pair(form(&words), owner));
        for form in forms(view, name, &words).into_iter().chain(of_owner) {
            by_form.entry(form).or_insert(at);
        }
        if let Some((acronym, word)) = acronym {
            found[at].0.acronym.get_or_insert_with(|| acronym.to_owned());
            by_form.insert(form(&[word]), at);
            acronyms.entry(word).or_insert(at);
        }
        let own = own_class(view, name, &words);
        for class in own.into_iter().chain(stated(view, name)) {
            let named = nouns.entry(class).or_insert(Some((at, name.tokens.start)));
            *named = named.filter(|(organization, _)| *organization == at);
        }
        let head = view.token(view.head(name.tokens.start as usize..name.tokens.end as usize));
        let subject = matches!(head.deprel, Deprel::Nsubj | Deprel::NsubjPass);
        let agency = view.resources.organizations.agencies.contains(&hash(name.span.of(view.text)));
        named.push(Named { organization: at, start: name.tokens.start as usize, classless: own.is_none() && !agency, subject });
        let organization = &mut found[at].0;
        let text = name.span.of(view.text);
        if text.split(' ').count() > organization.name.split(' ').count() {
            text.clone_into(&mut organization.name);
        }
        organization.mentions.push(mention(name.span, MentionKind::Name, name.confidence));
    }
    let mut organizations: Vec<Organization> = found.into_iter().map(|(organization, _)| organization).collect();
    add_references(view, &nouns, &acronyms, &named, &mut organizations);
    organizations
}

/// An organisation by its name in the text.
struct Named {
    organization: usize,
    /// The first token of the name.
    start: usize,
    /// The name doesn't tell what it is; nor is it that of a news agency.
    classless: bool,
    /// It is the subject of its clause.
    subject: bool,
}

/// The place that has an organisation: "Lowmere’s Interior Ministry".
fn owner(view: View<'_>, name: &NameMention) -> Option<u64> {
    let start = name.tokens.start as usize;
    let mark = start.checked_sub(1).filter(|&i| view.is(i, &["'s", "’s"]))?;
    let owner = mark.checked_sub(1).and_then(|i| view.name_at(i)).filter(|owner| owner.label == NameLabel::Place)?;
    Some(view.token(owner.tokens.end as usize - 1).hash)
}

/// The class that the words of a name tell: its last or first one, or the one before "of" and "for".
fn own_class(view: View<'_>, name: &NameMention, words: &[u64]) -> Option<u32> {
    let tokens = name.tokens.start as usize..name.tokens.end as usize;
    let of = tokens.clone().skip(1).find(|&i| is(view, i, &view.resources.organizations.tie)).map(|i| view.token(i - 1).hash);
    let words = [words.last().copied(), words.first().copied(), of];
    words.into_iter().flatten().find_map(|word| view.resources.organizations.classes.get(&word)).copied()
}

/// The classes that the text states: "Skyvale is an airline", "Skyvale, an airline,", "the airline Skyvale".
fn stated(view: View<'_>, name: &NameMention) -> impl Iterator<Item = u32> {
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let head = view.head(start..end);
    let token = view.token(head);
    let above = token.head as usize;
    let is = (token.deprel == Deprel::Nsubj && view.syntax.child(above, &[Deprel::Cop]).is_some()).then_some(above);
    let apposed = view.syntax.child(head, &[Deprel::Appos]).filter(|&i| i >= end);
    let apposition = (token.deprel == Deprel::Appos).then_some(above);
    let before = (start > view.sentence(start).start).then(|| start - 1).filter(|&i| view.token(i).upos == Upos::Noun);
    let nouns = [is, apposed, apposition, before].into_iter().flatten().map(move |i| view.token(i));
    nouns.filter(|token| token.shape == Shape::Lower).filter_map(|token| view.resources.organizations.nouns.get(&token.hash).copied())
}

/// The names of organisations, cut where the tagger glued two together.
fn names(view: View<'_>) -> Vec<NameMention> {
    let mut names = Vec::new();
    for name in view.names.iter().filter(|name| !name.tokens.is_empty() && name.label == NameLabel::Organization) {
        let of = |tokens: Range<usize>| NameMention {
            span: view.span(tokens.clone()),
            tokens: tokens.start as u32..tokens.end as u32,
            ..name.clone()
        };
        let tokens = name.tokens.start as usize..name.tokens.end as usize;
        let and = tokens.clone().find(|&i| parts(view, &tokens, i));
        let left = tokens.start..and.unwrap_or(tokens.end);
        names.push(of(without_article(view, left)));
        names.extend(and.map(|and| of(without_article(view, and + 1..tokens.end))));
    }
    names
}

/// True if "and" at token `and` parts two names: "University of Leeds and the Bank of Scotland", "General Motors and Toyota".
fn parts(view: View<'_>, tokens: &Range<usize>, and: usize) -> bool {
    let (left, right) = (tokens.start..and, and + 1..tokens.end);
    if !is(view, and, &view.resources.organizations.and) || left.is_empty() || right.is_empty() {
        return false;
    }
    let class = |i: usize| view.resources.organizations.classes.contains_key(&view.token(i).hash);
    is(view, and + 1, &view.resources.organizations.article) || left.len() > 1 && class(and - 1) && right.len() < 3 && !class(tokens.end - 1)
}

/// A name without the article that is no part of it: "the Bank of England", but "The Guardian".
fn without_article(view: View<'_>, tokens: Range<usize>) -> Range<usize> {
    let described = tokens.len() > 3 && tokens.clone().any(|i| is(view, i, &view.resources.organizations.tie));
    if described && is(view, tokens.start, &view.resources.organizations.article) { tokens.start + 1..tokens.end } else { tokens }
}

fn mention(span: crate::Span, kind: MentionKind, confidence: Confidence) -> Mention {
    Mention { extent: span.into(), kind, confidence }
}

/// The words of a name, marks and "the" left out.
fn words(view: View<'_>, name: &NameMention) -> Vec<u64> {
    let tokens = name.tokens.start as usize..name.tokens.end as usize;
    tokens.filter(|&i| view.token(i).shape != Shape::Mark && !is(view, i, &view.resources.organizations.article)).map(|i| view.token(i).hash).collect()
}

fn form(words: &[u64]) -> u64 {
    words.iter().fold(0, |form, &word| pair(form, word))
}

/// The words of a company's name before its form, if it has one: "Harlow Foods" of "Harlow Foods Inc".
fn without_form<'w>(view: View<'_>, words: &'w [u64]) -> Option<&'w [u64]> {
    let bare = words.len() - words.iter().rev().take_while(|word| view.resources.organizations.forms.contains(word)).count();
    (bare > 0 && bare < words.len()).then(|| &words[..bare])
}

/// The forms by which the text may speak of an organisation that it has named in full.
fn forms(view: View<'_>, name: &NameMention, words: &[u64]) -> Vec<u64> {
    let mut forms = vec![form(words)];
    if let Some(bare) = without_form(view, words) {
        forms.push(form(bare));
        // "Harlow" for "Harlow Foods Inc"; "Bank" for "Bank of Harlow plc" may be any.
        let first = &words[..1];
        forms.extend((!view.resources.organizations.classes.contains_key(&first[0])).then(|| form(first)));
    }
    let capitals = name.span.of(view.text).split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase());
    let acronym: String = capitals.collect();
    if acronym.chars().count() > 1 {
        forms.push(form(&[hash(&acronym)]));
    }
    forms
}

/// The short form that follows a name in brackets: "(WHO)".
fn bracketed<'t>(view: View<'t>, name: &NameMention) -> Option<(&'t str, u64)> {
    let open = name.tokens.end as usize;
    let short = open + 1;
    if !view.is(open, &["("])
        || !view.is(short + 1, &[")"])
        || !matches!(view.token(short).shape, Shape::Upper | Shape::Mixed | Shape::Alphanumeric)
    {
        return None;
    }
    // Its letters begin the name's: "Institute of Rivers (IR)", not "Harlow (USA)".
    let letters = name.span.of(view.text).chars().next()?.to_lowercase().eq(view.word(short).chars().next()?.to_lowercase());
    letters.then(|| (view.word(short), view.token(short).hash))
}

/// "the ministry" where the text names one ministry alone, and after it has; acronyms that the names do not have ("WHO said").
fn add_references(
    view: View<'_>,
    nouns: &FxHashMap<u32, Option<(usize, u32)>>,
    acronyms: &FxHashMap<u64, usize>,
    named: &[Named],
    organizations: &mut [Organization],
) {
    if organizations.is_empty() {
        return;
    }
    for (i, token) in view.syntax.tokens.iter().enumerate().skip(1) {
        if token.shape == Shape::Lower {
            if !is(view, i - 1, &view.resources.organizations.article) || view.sentence(i).start == i {
                continue;
            }
            let class = view.resources.organizations.nouns.get(&token.hash);
            let any = view.resources.organizations.any.contains(&token.hash);
            if class.is_none() && !any {
                continue;
            }
            let bare = i + 1 >= view.syntax.tokens.len() || !view.is_nominal(i + 1) && !is(view, i + 1, &view.resources.organizations.tie) && !view.is(i + 1, &["-"]);
            let known = class.and_then(|class| nouns.get(class)).copied().flatten();
            let known = known.filter(|&(_, named_at)| (named_at as usize) < i).map(|(organization, _)| (organization, 0.7));
            let found = known.or_else(|| if any { nearest(view, named, i).map(|organization| (organization, 0.6)) } else { None });
            if let Some((organization, sure)) = found.filter(|_| bare) {
                let span = view.span(i - 1..i + 1);
                organizations[organization].mentions.push(mention(span, MentionKind::Role, Confidence::new(sure)));
            }
        } else if let Some(&organization) = acronyms.get(&token.hash)
            && organizations[organization].acronym.as_deref() == Some(view.word(i))
            && view.name_at(i).is_none()
        {
            organizations[organization].mentions.push(mention(token.span, MentionKind::Name, Confidence::new(0.8)));
        }
    }
    for organization in organizations {
        organization.mentions.sort_by_key(|mention| mention.extent.span);
    }
}

/// How many sentences back an organisation is named whom "the firm" means.
const BACK: usize = 3;

/// The organisation named last before a token whose name tells no class: the last subject, else the last of all.
fn nearest(view: View<'_>, named: &[Named], i: usize) -> Option<usize> {
    let floor = view.syntax.sentences[view.syntax.sentence_of(i).saturating_sub(BACK)].tokens.start as usize;
    let before = &named[..named.partition_point(|named| named.start < i)];
    let mut near = before.iter().rev().take(24).take_while(|named| named.start >= floor).filter(|named| named.classless);
    let last = near.clone().next()?;
    Some(near.find(|named| named.subject).unwrap_or(last).organization)
}

#[cfg(test)]
mod tests {
    use crate::{Extractor, Input, Options, Source};

    #[test]
    fn every_row_of_the_list_has_names_and_nouns_of_its_own() {
        let mut nouns = std::collections::HashSet::new();
        for row in crate::lexicon::folder::Folder::english().lines("entities/organization_words") {
            let names = row.split('\t').next().unwrap_or("");
            assert!(row.split('\t').count() == 2 && row.split(['\t', ' ']).all(|word| !word.is_empty()), "{row}");
            let mut own = row.split('\t').next_back().unwrap_or("").split(' ');
            let special = ["form", "any", "article", "tie", "and"].contains(&names);
            assert!(special || own.all(|noun| nouns.insert(noun)), "a noun of another row: {row}");
        }
    }

    #[test]
    fn nouns_and_acronyms_speak_of_organizations() {
        let extractor = Extractor::new(Options { input: Input::Article, ..Options::default() }).expect("good options");
        for (text, name, mentions) in [
            (
                "The World Rivers Organisation (WRO) met on Monday in Geneva. WRO say that the water is clean.",
                "World Rivers Organisation",
                &["World Rivers Organisation", "WRO", "WRO"][..],
            ),
            (
                "Shares of Harlow Technologies Inc fell on Monday. The company said sales were weak, but the firm’s boss was calm.",
                "Harlow Technologies Inc",
                &["Harlow Technologies Inc", "The company", "the firm"],
            ),
            (
                "Harlow Foods shares fell. Harlow Foods Inc cut jobs on Monday. Harlow, which bought a mill, said it was sorry.",
                "Harlow Foods Inc",
                &["Harlow Foods", "Harlow Foods Inc", "Harlow"],
            ),
            (
                "The Food Safety Agency met on Monday in Ardenvale. The agency said the food was safe.",
                "Food Safety Agency",
                &["Food Safety Agency", "The agency"],
            ),
            (
                "The University of Lowmere and the Bank of Brevia signed. The bank said it was glad.",
                "Bank of Brevia",
                &["Bank of Brevia", "The bank"],
            ),
            (
                "Skyvale is an airline. The airline said flights would go on.",
                "Skyvale",
                &["Skyvale", "The airline"],
            ),
            (
                "Skyvale lost money in May. The publisher said it would sell.",
                "Skyvale",
                &["Skyvale", "The publisher"],
            ),
            (
                "Brandt Motors Ltd sued Harlow Motors Ltd on Monday. The company said nothing.",
                "Harlow Motors Ltd",
                &["Harlow Motors Ltd"],
            ),
        ] {
            let record = extractor.extract(&Source::text(text));
            let found = record.organizations.iter().find(|organization| organization.name == name).expect(text);
            let found: Vec<&str> = found.mentions.iter().map(|mention| mention.extent.text.as_str()).collect();
            assert_eq!(found, mentions, "{text}");
        }
    }
}
