//! Names of writers, out of bylines and declarations.

mod opening;
mod person;
mod signer;

use super::class;
use super::lexicon::Lexicon;
use super::word;
use crate::text::hash::hash;
use opening::{Joined, opening, split};
pub use opening::{is_opened, is_opened_by_any, without_opening};
use person::{is_no_name, is_place, is_role, person};
pub use person::{is_cjk, is_cjk_name};
pub use signer::{
    can_sign, has_family_name, has_given_name, has_no_small_words, is_account, is_agency_credit, is_big, is_desk, is_desk_name, is_house, is_initials, is_loose_name,
    is_pen_name, marks, shouts,
};

/// A byline taken apart: where its names stand together, and each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names<'a> {
    /// From the first byte of the first name to the last of the last.
    pub range: std::ops::Range<usize>,
    /// The names of people.
    pub people: Vec<&'a str>,
}

/// The names in a byline or a declaration of authors.
pub fn parse<'a>(lexicon: &Lexicon, text: &'a str) -> Option<Names<'a>> {
    let line = text.lines().find(|line| !line.trim().is_empty() && !is_label(lexicon, line))?.trim_end();
    let start = opening(lexicon, line);
    let place = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let mut names = Names { range: 0..0, people: Vec::new() };
    for part in split(lexicon, &line[start..]) {
        if lexicon.agency(part).is_some() || is_of_pictures(lexicon, part) {
            continue;
        }
        let name = person(lexicon, part);
        if name.is_empty() {
            // `Redaktion, Ana Ruiz`, `社会部・佐藤健一`, `Ana Ruiz, London, Jon Doe`.
            let is_house = || is_desk(lexicon, part) || part.starts_with(is_cjk) && is_role(lexicon, part);
            let is_between = if names.people.is_empty() { is_house() } else { is_place(part) };
            if is_between {
                continue;
            }
            break;
        }
        let at = place(name);
        let behind = &text[at + name.len()..place(part) + part.len()];
        // `Ana Ruiz (Text), Jon Doe (Fotos)`.
        let role = behind.trim_start();
        if is_of_pictures(lexicon, role.trim_start_matches('(')) && (role.starts_with('(') || !role.contains(':')) {
            continue;
        }
        let is_field = text[..at].trim_end().ends_with(',') && is_field(lexicon, name, behind);
        if !names.people.is_empty() && (is_field || is_affiliation(lexicon, behind) || shouts(name, names.people[0])) {
            break;
        }
        if names.people.is_empty() {
            names.range.start = at;
        }
        names.range.end = at + name.len();
        if !names.people.contains(&name) {
            names.people.push(name);
        }
        // A role behind a name in Chinese or Japanese parts it from the next one: `佐藤健一記者、伊藤花子記者`.
        let is_closed = behind.is_empty() || behind.trim_start().starts_with(['(', '\u{2013}', '-']);
        if !(is_closed || name.starts_with(is_cjk) && is_role(lexicon, behind.trim())) {
            break;
        }
    }
    (!names.people.is_empty()).then_some(names)
}

/// True for words that tell who made the pictures: `Fotos: Jon Doe`.
fn is_of_pictures(lexicon: &Lexicon, part: &str) -> bool {
    word::words(part).next().is_some_and(|word| lexicon.bylines.pictures.contains(&hash(&part[word.span.range()])))
        || part.split([' ', '：', ':', ')', '・']).next().is_some_and(|first| lexicon.bylines.pictures.contains(&hash(first)))
}

/// True for a line that is nothing but what bylines begin with: `Von:`, `Autor(es)`.
pub fn is_label(lexicon: &Lexicon, line: &str) -> bool {
    let line = line.trim().trim_end_matches([':', '：', ' ']).trim_end_matches("(s)");
    lexicon.bylines.openings.iter().any(|opening| line.eq_ignore_ascii_case(opening))
}

/// True for what somebody writes about, before what that makes them: `Local Democracy` in `Ana Ruiz, Local Democracy Reporter`.
fn is_field(lexicon: &Lexicon, name: &str, behind: &str) -> bool {
    let is_role = |word: word::Word| lexicon.get(word.hash).classes & class::ROLE != 0;
    let mut words = word::words(behind);
    words.next().is_some_and(is_role) && words.next().is_none() && !has_given_name(lexicon, name)
}

/// True if what stands behind a name makes it a part of a longer one, of a university or ministry: `Mykolo Romerio universiteto dėstytoja`.
fn is_affiliation(lexicon: &Lexicon, behind: &str) -> bool {
    let next = behind.split_whitespace().next().unwrap_or_default();
    let is_small = next.chars().all(char::is_lowercase) && next.chars().count() > 3;
    is_small && !lexicon.is_stop(hash(next)) && !is_no_name(lexicon, hash(next))
}

/// The names of a part that holds nothing else but a date or time: `Ana Ruiz`, `Ana Ruiz 3 May 2025, 10:05`, `Ana Ruiz and Jon Doe`.
pub fn only_names<'a>(lexicon: &Lexicon, part: &'a str) -> Option<Vec<&'a str>> {
    let is_time = |word: word::Word| {
        part.as_bytes()[word.span.start as usize].is_ascii_digit() || lexicon.get(word.hash).classes & class::TIME != 0
    };
    let names = parse(lexicon, part).filter(|names| names.range.start == opening(lexicon, part))?;
    let behind = names.range.end as u32;
    (part.len() <= 120 && word::words(part).filter(|word| word.span.start >= behind).all(is_time)).then_some(names.people)
}

/// Where a byline names a desk in place of people: `By Courier Staff`, `Staff Reporter`.
pub fn desk(lexicon: &Lexicon, text: &str) -> Option<std::ops::Range<usize>> {
    let line = text.lines().next()?.trim_end();
    let start = opening(lexicon, line);
    let name = line[start..].split([',', '|', ';', '•', '·', '(']).next()?.trim_end();
    let words = name.split(' ');
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || matches!(word, "of" | "the");
    let is_desk = lexicon.bylines.desks.contains(&hash(words.clone().next_back()?.rsplit('-').next()?));
    let fits = is_desk && words.clone().count() <= 5 && words.clone().all(capital);
    (fits && lexicon.agency(name).is_none()).then(|| start..start + name.len())
}

/// The parts of a line over an article: `3 May 2025 | 10:05 | Ana Ruiz`, `来源：信使网　作者：李娜`.
pub fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split(['|', '•', '·', '–', '—', ';', '\u{3000}']).flat_map(|part| part.split(" - ")).map(str::trim)
}

/// The one name in a line of Chinese, Japanese or Korean whose other fields between blanks are dates, houses and roles:
/// `2025年5月3日 佐藤健一`, `古橋支局 佐藤健一`, `[고교일보 이정훈 기자]`.
pub fn between_blanks<'a>(lexicon: &Lexicon, line: &'a str) -> Option<&'a str> {
    const LONGEST: usize = 120;
    const MARKS: [char; 12] = ['〔', '〕', '【', '】', '[', ']', '（', '）', '(', ')', '／', '/'];
    let fields = || line.split([' ', '\u{3000}', '\u{a0}', '|']).map(|field| field.trim_matches(MARKS)).filter(|field| !field.is_empty());
    let name_in = |field: &'a str| {
        let name = person(lexicon, without_opening(lexicon, field));
        let is_known = is_cjk_name(lexicon, name) || has_family_name(lexicon, name);
        (name.starts_with(is_cjk) && is_known).then_some(name)
    };
    let is_other = |field: &str| {
        field.bytes().any(|b| b.is_ascii_digit() || matches!(b, b'@' | b'=')) || is_role(lexicon, field) || is_label(lexicon, field)
    };
    if line.len() > LONGEST || !line.contains(is_cjk) {
        return None;
    }
    let mut names = fields().filter(|field| !is_other(field)).map(name_in);
    names.next().flatten().filter(|_| names.next().is_none())
}

/// True for a line that names who signs and, beside that, a date, a house or a role: `03.05.2025 - Ana Ruiz`, `2025-05-03　作者：李娜`,
/// `古橋支局 佐藤健一`.
pub fn is_signing(lexicon: &Lexicon, line: &str) -> bool {
    const LONGEST: usize = 160;
    // At least a day and a year.
    const DIGITS: usize = 5;
    let digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    if line.len() > LONGEST || line.ends_with(['.', '。', '!', '?']) && digits(line) < DIGITS {
        return false;
    }
    let signs = |part: &str| {
        is_opened(lexicon, part) || digits(part) == 0 && (only_names(lexicon, part).is_some() || given_first(lexicon, part).is_some())
    };
    let is_dated = || parts(line).any(|part| digits(part) >= DIGITS);
    let is_parted = || parts(line).nth(1).is_some() && is_dated() && parts(line).any(signs);
    let is_named = || digits(line) >= DIGITS && only_names(lexicon, line).is_some_and(|names| is_one(lexicon, names[0]));
    is_parted() || is_named() || between_blanks(lexicon, line).is_some()
}

/// True for words that are likely a person's name: a known given name comes first, or a family name where it does in that language.
fn is_one(lexicon: &Lexicon, name: &str) -> bool {
    has_given_name(lexicon, name) || has_family_name(lexicon, name)
}

/// The name that a part begins with, if its first word is a known given name: `Ana Ruiz, of the Courier`.
pub fn given_first<'a>(lexicon: &Lexicon, part: &'a str) -> Option<&'a str> {
    const LONGEST: usize = 60;
    let names = parse(lexicon, part).filter(|names| part.len() <= LONGEST && names.range.start == 0)?;
    names.people.first().copied().filter(|name| part[name.len()..].starts_with(',') && has_given_name(lexicon, name))
}

/// Where a byline names an agency, alone or with a paper: `Por Agencia EFE`, `Von dpa/lno`.
pub fn agency(lexicon: &Lexicon, text: &str) -> Option<std::ops::Range<usize>> {
    let line = text.lines().next()?.trim_end();
    let start = opening(lexicon, line);
    let name = line[start..].split([',', '|', ';', '•', '·', '(']).next()?.split(" / ").next()?.trim_end();
    let is_one = lexicon.agency(name).is_some() || name.contains('/') && name.split('/').any(|part| lexicon.agency(part).is_some());
    (is_one && name.split(' ').count() <= 4).then(|| start..start + name.len())
}

/// The names behind the first opening inside a line: `View all posts by Ana Ruiz`.
pub fn inside<'a>(lexicon: &Lexicon, text: &'a str) -> Vec<&'a str> {
    let mut rests = text.match_indices([' ', '\u{a0}', '\u{3000}']).map(|(at, blank)| &text[at + blank.len()..]);
    let found = rests.find(|rest| is_opened(lexicon, rest)).and_then(|rest| parse(lexicon, rest));
    found.map(|names| names.people).unwrap_or_default()
}

/// The account behind what bylines begin with, at the start of a line or inside: `Author: Bo2man on 29 December`, `Posted on 3 May by marc`.
pub fn signed_account<'a>(lexicon: &Lexicon, text: &'a str) -> Option<&'a str> {
    let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
    starts.map(|at| &text[at..]).find_map(|rest| {
        let start = opening(lexicon, rest);
        let is_opened = start > 0 && !rest.starts_with(' ');
        let word = rest[start..].split([' ', '\u{a0}', ',', '|', '(']).next().filter(|_| is_opened)?;
        let behind = rest[start + word.len()..].trim_start_matches([' ', '\u{a0}']);
        let ends = behind.chars().next().is_none_or(|c| !c.is_alphabetic() || c.is_lowercase());
        (ends && is_account(lexicon, word)).then_some(word)
    })
}

/// A name with the family name first, as catalogues have it: `Ruiz, Ana` as `Ana Ruiz`.
pub fn turned(lexicon: &Lexicon, name: &str) -> Option<String> {
    let (family, given) = name.trim().split_once(", ")?;
    let is_one = |word: &str| is_pen_name(lexicon, word);
    (is_one(family) && is_one(given)).then(|| format!("{given} {family}"))
}

/// True if a line is nothing but the names of two people or more: `Ana Ruiz/Jon Doe`.
pub fn is_all_names(lexicon: &Lexicon, line: &str) -> bool {
    // Most lines are no names.
    if line.len() > 120 || !line.starts_with(char::is_uppercase) || line.ends_with(['.', '!', '?', '।', '。', '！', '？']) {
        return false;
    }
    let mut count = 0;
    let is_name = |part: &str| {
        count += 1;
        // "New York and Los Angeles" look alike.
        !part.is_empty() && person(lexicon, part) == part && !is_place(part)
    };
    line.split('/').flat_map(|part| Joined { lexicon, rest: Some(part) }).map(str::trim).all(is_name) && count > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_of_writers_may_hold_one_word_or_more_than_the_name() {
        let english = Lexicon::default();
        assert!(is_account(&english, "freeman1984") && is_account(&english, "marc"));
        assert!(!is_account(&english, "by") && !is_account(&english, "3 comments") && !is_account(&english, "2024"));
        assert_eq!(inside(&english, "View all posts by Ana Ruiz"), ["Ana Ruiz"]);
        assert!(has_given_name(&english, "Ana Ruiz") && !has_given_name(&english, "Sponsored Links"));
    }

    #[test]
    fn a_desk_signs_in_place_of_people() {
        for (line, expected) in [
            ("By Courier Staff", Some("Courier Staff")),
            ("ACN Staff", Some("ACN Staff")),
            ("By Staff Reporter, Ardenvale", Some("Staff Reporter")),
            ("By our own correspondent", None),
            ("By Ana Ruiz", None),
            ("", None),
        ] {
            assert_eq!(desk(&Lexicon::default(), line).map(|range| &line[range]), expected, "{line}");
        }
    }

    #[test]
    fn bylines_give_people_and_nothing_else() {
        for (line, people, stretch) in [
            ("By Ana Ruiz and Jon van der Berg in Ardenvale", "Ana Ruiz|Jon van der Berg", "Ana Ruiz and Jon van der Berg"),
            ("Ana Ruiz, Staff Writer", "Ana Ruiz", "Ana Ruiz"),
            ("By Ana Ruiz, Political Editor", "Ana Ruiz", "Ana Ruiz"),
            ("By Ana Ruiz, Local Democracy Reporter", "Ana Ruiz", "Ana Ruiz"),
            ("By Ana Ruiz, Jon Doe Reporter", "Ana Ruiz|Jon Doe", "Ana Ruiz, Jon Doe"),
            ("Ana Ruiz/Jon Doe", "Ana Ruiz|Jon Doe", "Ana Ruiz/Jon Doe"),
            ("by Ana P. Ruiz Apr. 28, 2023 1:15 pm", "Ana P. Ruiz", "Ana P. Ruiz"),
            ("By Courier Staff", "", ""),
            ("Town NewsNews", "", ""),
            ("By Agence France-Presse", "", ""),
            ("Ana Ruiz Deputy Editor", "Ana Ruiz", "Ana Ruiz"),
            ("Ana Ruiz is a reporter for the Courier.", "Ana Ruiz", "Ana Ruiz"),
            ("By", "", ""),
            ("by Ana RuizNovember 21, 2025", "Ana Ruiz", "Ana Ruiz"),
            ("by Ardenvale TimesMay 3, 2025", "", ""),
            ("Ana McNair", "Ana McNair", "Ana McNair"),
            ("By Curtis LeMay", "Curtis LeMay", "Curtis LeMay"),
            ("By Ana Ruiz and Ardenvale Tribune", "Ana Ruiz", "Ana Ruiz"),
        ] {
            let names = parse(&Lexicon::default(), line);
            assert_eq!(names.as_ref().map(|n| n.people.join("|")).unwrap_or_default(), people, "{line}");
            assert_eq!(names.map_or("", |n| &line[n.range]), stretch, "{line}");
        }
    }

    #[test]
    fn two_names_alone_are_people_not_places() {
        assert!(
            is_all_names(&Lexicon::default(), "Ana Ruiz/Jon Doe") && is_all_names(&Lexicon::default(), "Ana Ruiz and Jon Doe")
        );
        assert!(!is_all_names(&Lexicon::default(), "New York and Los Angeles") && !is_all_names(&Lexicon::default(), "Ana Ruiz"));
    }
}
