//! Names of writers, out of bylines and declarations.

use super::class;
use super::lexicon::Lexicon;
use super::word;
use crate::lexicon::names;
use crate::text::hash::hash;

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
    let is_opening = |line: &str| lexicon.bylines.openings.iter().any(|opening| line.eq_ignore_ascii_case(opening));
    let line = text.lines().find(|line| !line.trim().is_empty() && !is_opening(line.trim()))?.trim_end();
    let start = opening(lexicon, line);
    let mut names = Names { range: 0..0, people: Vec::new() };
    for part in split(lexicon, &line[start..]) {
        let at = part.as_ptr() as usize - text.as_ptr() as usize;
        if lexicon.agency(part).is_some() {
            continue;
        }
        let name = person(lexicon, part);
        let behind = &part[name.len()..];
        let is_field = text[..at].trim_end().ends_with(',') && is_field(lexicon, name, behind);
        let is_other = !names.people.is_empty() && (is_field || is_affiliation(lexicon, behind) || shouts(name, names.people[0]));
        if name.is_empty() || is_other {
            break;
        }
        if names.people.is_empty() {
            names.range.start = at;
        }
        names.range.end = at + name.len();
        if !names.people.contains(&name) {
            names.people.push(name);
        }
        if name.len() < part.len() && !part[name.len()..].trim_start().starts_with(['(', '\u{2013}', '-']) {
            break;
        }
    }
    (!names.people.is_empty()).then_some(names)
}

/// True for what somebody writes about, before what that makes them: `Local Democracy` in `Ana Ruiz, Local Democracy Reporter`.
fn is_field(lexicon: &Lexicon, name: &str, behind: &str) -> bool {
    let is_role = |word: word::Word| lexicon.get(word.hash).classes & class::ROLE != 0;
    let mut words = word::words(behind);
    words.next().is_some_and(is_role) && words.next().is_none() && !has_given_name(name)
}

/// True if what stands behind a name makes it a part of a longer one, of a university or ministry: `Mykolo Romerio universiteto dėstytoja`.
fn is_affiliation(lexicon: &Lexicon, behind: &str) -> bool {
    let next = behind.split_whitespace().next().unwrap_or_default();
    let is_small = next.chars().all(char::is_lowercase) && next.chars().count() > 3;
    is_small && !lexicon.is_stop(hash(next)) && !is_no_name(lexicon, hash(next))
}

/// True for a name in capitals beside one that is not: `Ana Ruiz, MDN ARDENVALE` names a station.
pub fn shouts(name: &str, first: &str) -> bool {
    let small = |text: &str| text.chars().any(char::is_lowercase);
    small(first) && !small(name) && name.split(' ').next().is_some_and(|word| word.chars().count() > 2)
}

/// True if a line opens as bylines do and goes on with names: `Von Ana Ruiz`, `Автор: Анна Руис`, `文/李娜`.
pub fn is_opened(lexicon: &Lexicon, line: &str) -> bool {
    let start = opening(lexicon, line);
    start > 0 && split(lexicon, &line[start..]).next().is_some_and(|part| !person(lexicon, part).is_empty())
}

/// True if a line opens as bylines do, whatever comes behind.
pub fn is_opened_by_any(lexicon: &Lexicon, line: &str) -> bool {
    !line.starts_with(char::is_whitespace) && opening(lexicon, line) > 0
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

/// True if a declaration of authors can name who signs: no address, no account, no sentence, no `Admin`.
pub fn can_sign(lexicon: &Lexicon, text: &str) -> bool {
    // `dpa/lno`, `AFP/The Courier`: agencies sign with others.
    let is_shared = || text.split('/').any(|part| lexicon.agency(part).is_some());
    let is_account = text.contains(['@', '_']) || text.contains("www.") || text.contains('/') && !is_shared();
    let is_short = text.len() <= 80 && text.split_whitespace().count() <= 8;
    let is_named = text.starts_with(is_big) || lexicon.agency(text).is_some() || !text.contains(char::is_whitespace);
    is_named && is_short && !is_account && !is_placeholder(lexicon, text)
}

/// True if no function word stands inside a name.
pub fn has_no_small_words(lexicon: &Lexicon, name: &str) -> bool {
    word::words(name).skip(1).all(|word| !lexicon.is_stop(word.hash))
}

/// True if a name says that nobody is named: `Admin`, `No Author`.
fn is_placeholder(lexicon: &Lexicon, text: &str) -> bool {
    word::words(text).all(|word| lexicon.get(word.hash).classes & class::PLACEHOLDER != 0)
}

/// What signs without what bylines begin with: `dpa` of `Von dpa`.
pub fn without_opening<'a>(lexicon: &Lexicon, text: &'a str) -> &'a str {
    let text = text.trim();
    let rest = &text[opening(lexicon, text)..];
    if rest.is_empty() { text } else { rest }
}

/// True for letters that a name can begin with: capitals, and letters of scripts that have none.
pub fn is_big(c: char) -> bool {
    c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase()
}

/// True for the name of an agency, a paper or a desk, not for what a person is: `Courier Staff`, not `Courier Staff Writer`.
pub fn is_house(lexicon: &Lexicon, name: &str) -> bool {
    let is_role = |hash| lexicon.get(hash).classes & class::ROLE != 0;
    let ends = |word: &str| lexicon.bylines.desks.contains(&hash(word));
    let is_desk = || is_organisation(lexicon, name) || name.rsplit([' ', '-']).next().is_some_and(ends);
    lexicon.agency(name).is_some() || is_desk() && !word::words(name).any(|word| is_role(word.hash))
}

/// True for the few small letters with which a newsroom marks who wrote: `amw`.
pub fn is_initials(name: &str) -> bool {
    (2..=4).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase())
}

/// A declared name of one word: `Madrigal`.
pub fn is_pen_name(lexicon: &Lexicon, name: &str) -> bool {
    let name = name.trim();
    let letters = name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''));
    let is_word = name.starts_with(is_big) && letters && (3..=40).contains(&name.len()) && name.chars().any(char::is_lowercase);
    let of_list = |hash| lexicon.get(hash).classes & (class::PLACEHOLDER | class::ROLE | class::RANK | class::LABEL) != 0;
    let is_opening = lexicon.bylines.openings.iter().any(|opening| name.eq_ignore_ascii_case(opening));
    let is_desk = is_opening || lexicon.bylines.desks.contains(&hash(name)) || lexicon.agency(name).is_some();
    is_word && !is_desk && !of_list(hash(name)) && !is_organisation(lexicon, name)
}

/// The names behind the first opening inside a line: `View all posts by Ana Ruiz`.
pub fn inside<'a>(lexicon: &Lexicon, text: &'a str) -> Vec<&'a str> {
    let mut rests = text.match_indices(' ').map(|(at, _)| &text[at + 1..]);
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

/// The one word by which a writer goes in an element that names writers: `marc`, `freeman1984`.
pub fn is_account(lexicon: &Lexicon, name: &str) -> bool {
    let name = name.trim();
    let is_word = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let listed = lexicon.get(hash(name)).classes;
    let is_known = lexicon.bylines.desks.contains(&hash(name))
        || lexicon.bylines.openings.iter().any(|opening| name.eq_ignore_ascii_case(opening))
        || lexicon.agency(name).is_some()
        || is_organisation(lexicon, name);
    // Letters all big are those of an agency or a paper.
    is_word && name.chars().any(char::is_lowercase) && (2..=24).contains(&name.len()) && letters * 2 > name.len() && listed == 0 && !is_known
}

/// True if the first word of a name is a known given name.
pub fn has_given_name(name: &str) -> bool {
    name.split([' ', '-']).next().is_some_and(|first| names::Lexicon::built_in().entry(hash(first)).given() > 0)
}

/// True if the first word of a name is a known family name, as names in Vietnamese begin.
pub fn has_family_name(lexicon: &Lexicon, name: &str) -> bool {
    name.split(' ').next().is_some_and(|first| lexicon.bylines.families.contains(&hash(first)))
}

/// A declared name whose second word begins small: `Cindy mangovale`.
pub fn is_loose_name(lexicon: &Lexicon, name: &str) -> bool {
    let mut words = name.split(' ');
    let (Some(given), Some(family), None) = (words.next(), words.next(), words.next()) else { return false };
    let is_word = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
    let is_listed = lexicon.get(hash(family)).classes != 0 || is_organisation(lexicon, name) || lexicon.agency(family).is_some();
    given.starts_with(char::is_uppercase) && is_word(given) && is_word(family) && has_given_name(given) && !is_listed
}

/// A name with the family name first, as catalogues have it: `Ruiz, Ana` as `Ana Ruiz`.
pub fn turned(lexicon: &Lexicon, name: &str) -> Option<String> {
    let (family, given) = name.trim().split_once(", ")?;
    let is_one = |word: &str| is_pen_name(lexicon, word);
    (is_one(family) && is_one(given)).then(|| format!("{given} {family}"))
}

/// The length of what a byline begins with.
fn opening(lexicon: &Lexicon, line: &str) -> usize {
    let matches = |opening: &&&str| {
        let Some((head, rest)) = line.split_at_checked(opening.len()) else { return false };
        // Scripts without blanks write the name right behind: `记者李娜`; one sign alone begins other words too, and where family names are
        // listed, other words may follow.
        let caseless = opening.starts_with(is_big) && opening.chars().nth(1).is_some();
        let is_name = || if lexicon.bylines.families.is_empty() { rest.starts_with(is_big) } else { is_cjk_name(lexicon, rest) };
        let parted = rest.starts_with([' ', ':', '\t', '\u{a0}', '：', '/', '／']) || caseless && is_name();
        parted && (head.eq_ignore_ascii_case(opening) || !head.is_ascii() && head.to_lowercase() == **opening)
    };
    // `原文` is no `文`, and `By` is no name: what is left must have a letter.
    let len = lexicon.bylines.openings.iter().find(matches).map_or(0, |opening| opening.len());
    let blank = [' ', ':', '\t', '\u{a0}', '：', '/', '／'];
    if len == 0 {
        line.len() - line.trim_start().len()
    } else {
        len + line[len..].len() - line[len..].trim_start_matches(blank).len()
    }
}

/// Parts between commas, slashes and words such as "and".
fn split<'a, 'l>(lexicon: &'l Lexicon, line: &'a str) -> impl Iterator<Item = &'a str> + use<'a, 'l> {
    let parts = line.split([',', '/', '&', '|', ';', '•', '·', '、', '，', '；', '／', '｜', '،']);
    parts.flat_map(move |part| Joined { lexicon, rest: Some(part) }).map(str::trim).filter(|part| !part.is_empty())
}

/// Cuts a part at the words that stand between two names.
struct Joined<'a, 'l> {
    lexicon: &'l Lexicon,
    rest: Option<&'a str>,
}

impl<'a> Iterator for Joined<'a, '_> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest.take()?;
        let is_joint = |&(start, end): &(usize, usize)| self.lexicon.bylines.joints.contains(&&rest[start..end]);
        let mut blanks = rest.match_indices(' ').map(|(at, _)| at).chain([rest.len()]);
        let mut start = 0;
        let joint = blanks.find_map(|end| {
            let word = (start, end);
            start = end + 1;
            Some(word).filter(|word| word.0 < word.1 && is_joint(word))
        });
        let Some((start, end)) = joint else { return Some(rest) };
        self.rest = rest.get(end + 1..);
        Some(&rest[..start])
    }
}

/// The name that a part begins with: two to five words before a role, a date or a small word; two to four characters of Chinese,
/// Japanese or Korean.
fn person<'a>(lexicon: &Lexicon, part: &'a str) -> &'a str {
    if part.starts_with(is_cjk) {
        return cjk_person(lexicon, part);
    }
    let (mut end, mut count, mut behind) = (0, 0, 0);
    for piece in part.split_inclusive([' ', '\u{a0}']) {
        let (start, whole) = (behind, piece.trim());
        behind += piece.len();
        let before_number = part[behind..].starts_with(|c: char| c.is_ascii_digit());
        let bare = if before_number { without_month(lexicon, whole) } else { whole };
        let is_particle = count > 0 && lexicon.bylines.particles.contains(&hash(bare));
        let begins = bare.chars().next().is_some_and(is_big);
        // A second name may be spelt like a small word, a first one is none.
        let small = |hash| lexicon.is_stop(hash) && bare.len() > 2 && count != 1;
        // `Jan Ruiz`, `Theresa May`, but not `May 3` nor `Ana Ruiz May`.
        let is_name = |word: u64| count < 2 && !before_number && is_month(lexicon, word);
        let other =
            bare.ends_with(':') || word::words(bare).any(|w| small(w.hash) || is_no_name(lexicon, w.hash) && !is_name(w.hash));
        if !(is_particle || begins && !other) || count == 5 {
            break;
        }
        count += 1;
        end = start + bare.len();
        if bare.len() < whole.len() {
            break;
        }
    }
    let name = part[..end].trim_end_matches(['-', '–', '(', ' ', '\u{a0}']);
    if count >= 2 && !is_organisation(lexicon, name) && !is_placeholder(lexicon, name) { name } else { "" }
}

/// Han, kana and Hangul.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// True if a text begins with a name in Chinese or Korean that nothing parts from the words before: with a family name of the list.
fn is_cjk_name(lexicon: &Lexicon, text: &str) -> bool {
    let name = text.split(|c: char| !is_cjk(c)).next().unwrap_or_default();
    let is_family = |len: usize| name.get(..len).is_some_and(|family| lexicon.bylines.families.contains(&hash(family)));
    (2..=4).contains(&name.chars().count()) && (is_family(3) || is_family(6))
}

/// A name of two to four characters, or of two parts with a blank between them, before a role or a mark.
fn cjk_person<'a>(lexicon: &Lexicon, part: &'a str) -> &'a str {
    let run = |text: &str| text.find(|c: char| !is_cjk(c)).unwrap_or(text.len());
    let first = run(part);
    let letters = |text: &str| text.chars().count();
    let rest = part[first..].trim_start_matches([' ', '\u{3000}']);
    let second = run(rest);
    let is_role = |text: &str| is_organisation(lexicon, text) || lexicon.bylines.desks.contains(&hash(text));
    let both = letters(&part[..first]) <= 3 && (1..=3).contains(&letters(&rest[..second])) && !is_role(&rest[..second]);
    let end = if both { part.len() - rest.len() + second } else { first };
    let name = &part[..end];
    // Names in kana alone are those of foreigners, with a dot or a blank between the parts; small words are in kana too.
    let is_kana = |c: char| matches!(c, '\u{3041}'..='\u{30ff}');
    let is_spelt = !name.starts_with(is_kana) || both || name.contains('・');
    let fits = (2..=7).contains(&letters(name)) && (both || letters(name) <= 5 || name.contains('・')) && is_spelt && (both || !is_role(name));
    if fits { name } else { "" }
}

/// A word before a number without the month that a page ran into it: `RuizNovember 21`.
fn without_month<'a>(lexicon: &Lexicon, word: &'a str) -> &'a str {
    let joint = word.as_bytes().windows(2).rposition(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    let names_month = |at: &usize| word::words(&word[*at..]).any(|w| is_month(lexicon, w.hash));
    joint.map(|at| at + 1).filter(names_month).map_or(word, |at| &word[..at])
}

/// True if a line is nothing but the names of two people or more: `Ana Ruiz/Jon Doe`.
pub fn is_all_names(lexicon: &Lexicon, line: &str) -> bool {
    // Most lines are no names.
    if line.len() > 120 || !line.starts_with(char::is_uppercase) || line.ends_with(['.', '!', '?']) {
        return false;
    }
    let mut count = 0;
    // "New York and Los Angeles" look alike.
    let is_place = |part: &str| {
        let words = || part.split(' ').map(hash);
        names::Lexicon::built_in().place(words()).is_some_and(|(length, _)| length == words().count())
    };
    let is_name = |part: &str| {
        count += 1;
        !part.is_empty() && person(lexicon, part) == part && !is_place(part)
    };
    line.split('/').flat_map(|part| Joined { lexicon, rest: Some(part) }).map(str::trim).all(is_name) && count > 1
}

/// Names of months, some of which are names of people too.
fn is_month(lexicon: &Lexicon, word: u64) -> bool {
    lexicon.get(word).classes & class::MONTH != 0
}

/// Words of roles, dates and sections.
fn is_no_name(lexicon: &Lexicon, word: u64) -> bool {
    const OTHER: u16 = class::ROLE | class::RANK | class::MONTH | class::CLOCK;
    lexicon.get(word).classes & OTHER != 0
}

/// True for names of papers and desks, and for buttons and sections.
fn is_organisation(lexicon: &Lexicon, name: &str) -> bool {
    let is_one = |word: &str| {
        let hash = hash(word);
        lexicon.bylines.organisations.contains(&hash) || lexicon.bylines.others.contains(&hash)
    };
    let ends = |word: &str| {
        let small = word.to_lowercase();
        lexicon.bylines.endings.iter().any(|ending| small.len() > ending.len() && small.ends_with(ending))
    };
    name.split([' ', '-']).any(|word| is_one(word) || ends(word))
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
        assert!(has_given_name("Ana Ruiz") && !has_given_name("Sponsored Links"));
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
