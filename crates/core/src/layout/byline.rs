//! Names of writers, out of bylines and declarations.

use super::class;
use super::lexicon::{LEXICON, is_stop};
use super::word;
use crate::lexicon::names;
use crate::text::hash::hash;

/// What a byline may begin with.
const OPENINGS: [&str; 9] =
    ["Written by", "Story by", "Words by", "Text by", "Analysis by", "Report by", "Reporting by", "Posted by", "By"];

/// A byline taken apart: where its names stand together, and each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names<'a> {
    /// From the first byte of the first name to the last of the last.
    pub range: std::ops::Range<usize>,
    /// The names of people.
    pub people: Vec<&'a str>,
}

/// The names in a byline or a declaration of authors.
pub fn parse(text: &str) -> Option<Names<'_>> {
    let line = text.lines().find(|line| !line.trim().is_empty() && !line.trim().eq_ignore_ascii_case("by"))?.trim_end();
    let start = opening(line);
    let mut names = Names { range: 0..0, people: Vec::new() };
    for part in split(&line[start..]) {
        let at = part.as_ptr() as usize - text.as_ptr() as usize;
        let name = person(part);
        if name.is_empty() {
            break;
        }
        if LEXICON.agency(name).is_none() {
            if names.people.is_empty() {
                names.range.start = at;
            }
            names.range.end = at + name.len();
            if !names.people.contains(&name) {
                names.people.push(name);
            }
        }
        if name.len() < part.len() && !part[name.len()..].trim_start().starts_with(['(', '\u{2013}', '-']) {
            break;
        }
    }
    (!names.people.is_empty()).then_some(names)
}

/// Where a byline names a desk in place of people: `By Courier Staff`, `Staff Reporter`.
pub fn desk(text: &str) -> Option<std::ops::Range<usize>> {
    const DESKS: [&str; 9] =
        ["staff", "desk", "newsroom", "team", "reporter", "reporters", "correspondent", "correspondents", "bureau"];
    let line = text.lines().next()?.trim_end();
    let start = opening(line);
    let name = line[start..].split([',', '|', ';', '•', '·', '(']).next()?.trim_end();
    let words = name.split(' ');
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || matches!(word, "of" | "the");
    let last = words.clone().next_back()?.to_ascii_lowercase();
    let is_desk = DESKS.contains(&last.as_str()) && words.clone().count() <= 5 && words.clone().all(capital);
    (is_desk && LEXICON.agency(name).is_none()).then(|| start..start + name.len())
}

/// True if a declaration of authors can name who signs: no address, no account, no sentence, no `Admin`.
pub fn can_sign(text: &str) -> bool {
    let is_account = text.contains(['@', '/', '_']) || text.contains("www.");
    let is_placeholder = word::words(text).all(|word| LEXICON.get(word.hash).classes & class::PLACEHOLDER != 0);
    let is_short = text.len() <= 80 && text.split_whitespace().count() <= 8;
    text.starts_with(char::is_uppercase) && is_short && !is_account && !is_placeholder
}

/// The length of what a byline begins with.
fn opening(line: &str) -> usize {
    let matches = |opening: &&&str| {
        let rest = line.get(opening.len()..);
        line.get(..opening.len()).is_some_and(|head| head.eq_ignore_ascii_case(opening))
            && rest.is_some_and(|rest| rest.starts_with([' ', ':', '\t']))
    };
    let len = OPENINGS.iter().find(matches).map_or(0, |opening| opening.len());
    len + line[len..].len() - line[len..].trim_start_matches([' ', ':', '\t']).len()
}

/// Parts between commas, "and", "&" and slashes.
fn split(line: &str) -> impl Iterator<Item = &str> {
    let parts = line
        .split([',', '/', '&', '|', ';', '•', '·'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" with "));
    parts.map(|part| part.trim().trim_start_matches("and ")).map(str::trim).filter(|part| !part.is_empty())
}

/// Words inside names that begin small.
const PARTICLES: [&str; 16] =
    ["de", "van", "der", "den", "von", "bin", "binti", "al", "el", "la", "du", "di", "da", "dos", "ten", "le"];

/// The name that a part begins with: two to five words before a role, a date or a small word.
fn person(part: &str) -> &str {
    let (mut end, mut count, mut behind) = (0, 0, 0);
    for piece in part.split_inclusive(' ') {
        let (start, whole) = (behind, piece.trim());
        behind += piece.len();
        let before_number = part[behind..].starts_with(|c: char| c.is_ascii_digit());
        let bare = if before_number { without_month(whole) } else { whole };
        let is_particle = count > 0 && PARTICLES.contains(&bare);
        let begins = bare.chars().next().is_some_and(char::is_uppercase);
        // A second name may be spelt like a small word, a first one is none.
        let small = |hash| is_stop(hash) && bare.len() > 2 && count != 1;
        let other = bare.ends_with(':') || word::words(bare).any(|w| small(w.hash) || is_no_name(w.hash));
        if !(is_particle || begins && !other) || count == 5 {
            break;
        }
        count += 1;
        end = start + bare.len();
        if bare.len() < whole.len() {
            break;
        }
    }
    let name = part[..end].trim_end_matches(['-', '–', '(']);
    if count >= 2 && !is_organisation(name) { name } else { "" }
}

/// A word before a number without the month that a page ran into it: `RuizNovember 21`.
fn without_month(word: &str) -> &str {
    let joint = word.as_bytes().windows(2).rposition(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    let is_month = |at: &usize| word::words(&word[*at..]).any(|w| LEXICON.get(w.hash).classes & class::MONTH != 0);
    joint.map(|at| at + 1).filter(is_month).map_or(word, |at| &word[..at])
}

/// True if a line is nothing but the names of two people or more: `Ana Ruiz/Jon Doe`.
pub fn is_all_names(line: &str) -> bool {
    // Most lines have one part only.
    if !line.contains('/') && memchr::memmem::find(line.as_bytes(), b" and ").is_none() {
        return false;
    }
    let mut parts = line.split('/').flat_map(|part| part.split(" and ")).map(str::trim);
    // "New York and Los Angeles" look alike.
    let is_place = |part: &str| {
        let words = || part.split(' ').map(hash);
        names::Lexicon::built_in().place(words()).is_some_and(|(length, _)| length == words().count())
    };
    let is_name = |part: &str| !part.is_empty() && person(part) == part && !is_place(part);
    parts.all(is_name)
}

/// Words of roles, dates and sections.
fn is_no_name(word: u64) -> bool {
    const OTHER: u16 = class::ROLE | class::RANK | class::MONTH | class::CLOCK;
    LEXICON.get(word).classes & OTHER != 0
}

/// Words that end the names of papers and desks, never of people.
fn is_organisation(name: &str) -> bool {
    const WORDS: [&str; 34] = [
        "broadcasting",
        "channel",
        "chronicle",
        "courier",
        "editors",
        "gazette",
        "journal",
        "radio",
        "reporters",
        "shimbun",
        "television",
        "tribune",
        "news",
        "staff",
        "desk",
        "press",
        "agency",
        "agencies",
        "times",
        "post",
        "team",
        "media",
        "bureau",
        "service",
        "newsroom",
        "editorial",
        "daily",
        "herald",
        "board",
        "network",
        "magazine",
        "online",
        "digital",
        "wire",
    ];
    // Sections run together too: `Local NewsNews`.
    let is_one = |word: &str| WORDS.contains(&word) || word.ends_with("news");
    name.split(' ').any(|word| is_one(&word.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(desk(line).map(|range| &line[range]), expected, "{line}");
        }
    }

    #[test]
    fn bylines_give_people_and_nothing_else() {
        for (line, people, stretch) in [
            ("By Ana Ruiz and Jon van der Berg in Ardenvale", "Ana Ruiz|Jon van der Berg", "Ana Ruiz and Jon van der Berg"),
            ("Ana Ruiz, Staff Writer", "Ana Ruiz", "Ana Ruiz"),
            ("By Ana Ruiz, Political Editor", "Ana Ruiz", "Ana Ruiz"),
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
            let names = parse(line);
            assert_eq!(names.as_ref().map(|n| n.people.join("|")).unwrap_or_default(), people, "{line}");
            assert_eq!(names.map_or("", |n| &line[n.range]), stretch, "{line}");
        }
    }

    #[test]
    fn two_names_alone_are_people_not_places() {
        assert!(is_all_names("Ana Ruiz/Jon Doe") && is_all_names("Ana Ruiz and Jon Doe"));
        assert!(!is_all_names("New York and Los Angeles") && !is_all_names("Ana Ruiz"));
    }
}
