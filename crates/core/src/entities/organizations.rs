//! Names joined into organisations: acronyms, short forms, nouns such as "the ministry".

use rustc_hash::FxHashMap;

use super::view::View;
use crate::linear::pair;
use crate::names::NameMention;
use crate::record::{Confidence, EntityId, Mention, MentionKind, NameLabel, Organization};
use crate::syntax::{Shape, hash};

/// Company forms that are often left out.
const FORMS: &[&str] = &[
    "inc",
    "inc.",
    "ltd",
    "ltd.",
    "corp",
    "corp.",
    "co",
    "co.",
    "plc",
    "llc",
    "llp",
    "ag",
    "sa",
    "nv",
    "gmbh",
    "group",
    "company",
    "corporation",
    "limited",
    "holdings",
];

/// Nouns by which an organisation is spoken of when its name ends or begins with them.
const NOUNS: &[&str] = &[
    "ministry",
    "department",
    "agency",
    "bureau",
    "commission",
    "committee",
    "council",
    "court",
    "bank",
    "company",
    "university",
    "college",
    "institute",
    "party",
    "union",
    "association",
    "federation",
    "league",
    "club",
    "foundation",
    "organization",
    "organisation",
    "fund",
    "board",
    "authority",
    "corporation",
    "society",
    "alliance",
    "office",
    "service",
    "force",
    "hospital",
    "school",
    "airline",
    "group",
    "center",
    "centre",
];

/// Joins the names of organisations, in the order of first mention.
pub(super) fn join(view: View<'_>) -> Vec<Organization> {
    let mut found: Vec<(Organization, Vec<u64>)> = Vec::new();
    let mut by_form: FxHashMap<u64, usize> = FxHashMap::default();
    // The organisation that a noun stands for and where it is first named; none if there are several.
    let mut nouns: FxHashMap<u64, Option<(usize, u32)>> = FxHashMap::default();
    let names: Vec<&NameMention> =
        view.names.iter().filter(|name| name.label == NameLabel::Organization && !name.tokens.is_empty()).collect();
    for name in names {
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
        }
        if let Some(&noun) =
            [words.last(), words.first()].into_iter().flatten().find(|&&word| NOUNS.iter().any(|noun| hash(noun) == word))
        {
            let named = nouns.entry(noun).or_insert(Some((at, name.tokens.start)));
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
    add_nouns(view, &nouns, &mut organizations);
    organizations
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
    let is_form = |word: u64| FORMS.iter().any(|form| hash(form) == word);
    let bare = words.len() - words.iter().rev().take_while(|&&word| is_form(word)).count();
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

/// "the ministry" where the text names one ministry alone, and after it has.
fn add_nouns(view: View<'_>, nouns: &FxHashMap<u64, Option<(usize, u32)>>, organizations: &mut [Organization]) {
    if nouns.is_empty() {
        return;
    }
    for (i, token) in view.syntax.tokens.iter().enumerate().skip(1) {
        let Some(&Some((organization, named_at))) = nouns.get(&token.hash) else { continue };
        let bare = i + 1 >= view.syntax.tokens.len() || !view.is_nominal(i + 1) && !view.is(i + 1, &["of", "for", "-"]);
        if token.shape == Shape::Lower && bare && (named_at as usize) < i && view.is(i - 1, &["the"]) {
            organizations[organization].mentions.push(mention(view.span(i - 1..i + 1), MentionKind::Role, Confidence::new(0.7)));
        }
    }
    for organization in organizations {
        organization.mentions.sort_by_key(|mention| mention.extent.span);
    }
}
