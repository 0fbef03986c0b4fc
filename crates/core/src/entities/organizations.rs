//! Names joined into organisations: acronyms, short forms, nouns such as "the ministry".

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::company;
use super::view::View;
use crate::lexicon::folder::Folder;
use crate::model::linear::pair;
use crate::names::NameMention;
use crate::record::{Confidence, EntityId, Mention, MentionKind, NameLabel, Organization};
use crate::syntax::Shape;
use crate::text::hash::hash;

/// The words of `data/lang/en/entities/organization_words.tsv`, by [`hash`].
struct Words {
    /// Company forms that are often left out.
    forms: FxHashSet<u64>,
    /// The class that the first or last word of a name tells.
    classes: FxHashMap<u64, u32>,
    /// The class that a noun speaks of.
    nouns: FxHashMap<u64, u32>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { forms: FxHashSet::default(), classes: FxHashMap::default(), nouns: FxHashMap::default() };
    let rows = Folder::english().lines("entities/organization_words");
    for (class, (names, nouns)) in (0..).zip(rows.filter_map(|row| row.split_once('\t'))) {
        let nouns = nouns.split(' ').map(hash);
        if names == "form" {
            words.forms.extend(nouns);
        } else {
            words.classes.extend(names.split(' ').map(|name| (hash(name), class)));
            words.nouns.extend(nouns.map(|noun| (noun, class)));
        }
    }
    words
});

/// Joins the names of organisations, in the order of first mention.
pub(super) fn join(view: View<'_>, companies: &FxHashSet<u64>) -> Vec<Organization> {
    let mut found: Vec<(Organization, Vec<u64>)> = Vec::new();
    let mut by_form: FxHashMap<u64, usize> = FxHashMap::default();
    // The organisation that a class of nouns stands for and where it is first named; none if there are several.
    let mut nouns: FxHashMap<u32, Option<(usize, u32)>> = FxHashMap::default();
    let mut acronyms: FxHashMap<u64, usize> = FxHashMap::default();
    for name in &names(view, companies) {
        let words = words(view, name);
        let acronym = bracketed(view, name);
        let known = by_form.get(&form(&words)).copied();
        let at = known.unwrap_or_else(|| {
            let id = EntityId::Organization(found.len() as u32);
            found.push((
                Organization { id, name: name.span.of(view.text).to_owned(), acronym: None, mentions: Vec::new() },
                words.clone(),
            ));
            for form in forms(view, name, &words) {
                by_form.entry(form).or_insert(found.len() - 1);
            }
            found.len() - 1
        });
        if let Some((acronym, word)) = acronym {
            found[at].0.acronym.get_or_insert_with(|| acronym.to_owned());
            by_form.insert(form(&[word]), at);
            acronyms.entry(word).or_insert(at);
        }
        if let Some(&class) = [words.last(), words.first()].into_iter().flatten().find_map(|word| WORDS.classes.get(word)) {
            let named = nouns.entry(class).or_insert(Some((at, name.tokens.start)));
            *named = named.filter(|(organization, _)| *organization == at);
        }
        let organization = &mut found[at].0;
        let text = name.span.of(view.text);
        if text.split(' ').count() > organization.name.split(' ').count() {
            text.clone_into(&mut organization.name);
        }
        organization.mentions.push(mention(name.span, MentionKind::Name, name.confidence));
    }
    let mut organizations: Vec<Organization> = found.into_iter().map(|(organization, _)| organization).collect();
    add_references(view, &nouns, &acronyms, &mut organizations);
    organizations
}

/// The names of organisations: those of the tagger, cut where it glued two together, and companies that it took for people.
fn names(view: View<'_>, companies: &FxHashSet<u64>) -> Vec<NameMention> {
    let mut names = Vec::new();
    let mut last_end = 0;
    for name in view.names.iter().filter(|name| !name.tokens.is_empty()) {
        let of = |tokens: Range<usize>| NameMention {
            span: view.span(tokens.clone()),
            tokens: tokens.start as u32..tokens.end as u32,
            ..name.clone()
        };
        let tokens = name.tokens.start as usize..name.tokens.end as usize;
        if name.label == NameLabel::Organization {
            let and = tokens.clone().find(|&i| parts(view, &tokens, i));
            let left = tokens.start..and.unwrap_or(tokens.end);
            names.push(of(without_article(view, left)));
            names.extend(and.map(|and| of(without_article(view, and + 1..tokens.end))));
        } else if name.label == NameLabel::Person && companies.contains(&company::form(view, name)) && tokens.start >= last_end {
            // "Johnson & Johnson" is one.
            last_end = company::partner(view, name).map_or(tokens.end, |partner| partner.tokens.end as usize);
            names.push(of(tokens.start..last_end));
        }
    }
    names
}

/// True if "and" at token `and` parts two names: "University of Leeds and the Bank of Scotland", "General Motors and Toyota".
fn parts(view: View<'_>, tokens: &Range<usize>, and: usize) -> bool {
    let (left, right) = (tokens.start..and, and + 1..tokens.end);
    if !view.is(and, &["and"]) || left.is_empty() || right.is_empty() {
        return false;
    }
    let class = |i: usize| WORDS.classes.contains_key(&view.token(i).hash);
    view.is(and + 1, &["the"]) || left.len() > 1 && class(and - 1) && right.len() < 3 && !class(tokens.end - 1)
}

/// A name without the article that is no part of it: "the Bank of England", but "The Guardian".
fn without_article(view: View<'_>, tokens: Range<usize>) -> Range<usize> {
    let described = tokens.len() > 3 && tokens.clone().any(|i| view.is(i, &["of", "for"]));
    if described && view.is(tokens.start, &["the"]) { tokens.start + 1..tokens.end } else { tokens }
}

fn mention(span: crate::Span, kind: MentionKind, confidence: Confidence) -> Mention {
    Mention { extent: span.into(), kind, confidence }
}

/// The words of a name, marks and "the" left out.
fn words(view: View<'_>, name: &NameMention) -> Vec<u64> {
    let tokens = name.tokens.start as usize..name.tokens.end as usize;
    tokens.filter(|&i| view.token(i).shape != Shape::Mark && !view.is(i, &["the"])).map(|i| view.token(i).hash).collect()
}

fn form(words: &[u64]) -> u64 {
    words.iter().fold(0, |form, &word| pair(form, word))
}

/// The forms by which the text may speak of an organisation that it has named in full.
fn forms(view: View<'_>, name: &NameMention, words: &[u64]) -> Vec<u64> {
    let mut forms = vec![form(words)];
    let bare = words.len() - words.iter().rev().take_while(|word| WORDS.forms.contains(word)).count();
    if bare > 0 && bare < words.len() {
        forms.push(form(&words[..bare]));
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
    organizations: &mut [Organization],
) {
    if nouns.is_empty() && acronyms.is_empty() {
        return;
    }
    for (i, token) in view.syntax.tokens.iter().enumerate().skip(1) {
        if token.shape == Shape::Lower {
            let class = WORDS.nouns.get(&token.hash);
            let Some(&Some((organization, named_at))) = class.and_then(|class| nouns.get(class)) else { continue };
            let bare = i + 1 >= view.syntax.tokens.len() || !view.is_nominal(i + 1) && !view.is(i + 1, &["of", "for", "-"]);
            if bare && (named_at as usize) < i && view.is(i - 1, &["the"]) {
                let span = view.span(i - 1..i + 1);
                organizations[organization].mentions.push(mention(span, MentionKind::Role, Confidence::new(0.7)));
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

#[cfg(test)]
mod tests {
    use crate::{Extractor, Input, Options, Source};

    #[test]
    fn every_row_of_the_list_has_names_and_nouns_of_its_own() {
        let mut nouns = std::collections::HashSet::new();
        for row in crate::lexicon::folder::Folder::english().lines("entities/organization_words") {
            assert!(row.split('\t').count() == 2 && row.split(['\t', ' ']).all(|word| !word.is_empty()), "{row}");
            let mut own = row.split('\t').next_back().unwrap_or("").split(' ');
            assert!(row.starts_with("form\t") || own.all(|noun| nouns.insert(noun)), "a noun of another row: {row}");
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
