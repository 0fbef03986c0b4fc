//! The name of a person with which a part of a byline begins.

use super::signer::{has_family_name, has_given_name, is_big, is_desk, is_organisation, is_placeholder};
use crate::layout::class;
use crate::layout::lexicon::Lexicon;
use crate::layout::word;
use crate::lexicon::names;
use crate::text::hash::hash;

/// The name that a part begins with: two to five words before a role, a date or a small word; two to four characters of Chinese,
/// Japanese or Korean.
pub fn person<'a>(lexicon: &Lexicon, part: &'a str) -> &'a str {
    if part.starts_with(is_cjk) {
        return cjk_person(lexicon, part);
    }
    let (mut end, mut count, mut behind, mut behind_particle) = (0, 0, 0, false);
    for piece in part.split_inclusive([' ', '\u{a0}']) {
        let (start, whole) = (behind, piece.trim());
        behind += piece.len();
        let before_number = part[behind..].starts_with(|c: char| c.is_ascii_digit());
        let bare = if before_number { without_month(lexicon, whole) } else { whole };
        let is_particle = count > 0 && lexicon.bylines.particles.contains(&hash(bare));
        let begins = bare.starts_with(is_big) || count > 0 && is_elided(bare);
        // A second name may be spelt like a small word, a first one is none; nor is what a hyphen joins: `Szabó-Nagy`.
        let is_family = count == 0 && has_family_name(lexicon, bare);
        let is_free = count == 1 || is_family || bare.contains('-') || is_initial(bare);
        let small = |hash| lexicon.is_stop(hash) && bare.len() > 2 && !is_free;
        // `Jan Ruiz`, `Theresa May`, but not `May 3` nor `Ana Ruiz May`.
        let is_name = |word: u64| count < 2 && !before_number && is_month(lexicon, word);
        let other =
            bare.ends_with(':') || word::words(bare).any(|w| small(w.hash) || is_no_name(lexicon, w.hash) && !is_name(w.hash));
        // `Enviado por Ana Ruiz el Lun, 03/03/2025`: no name ends in a particle.
        let is_date = count > 1 && behind_particle && lexicon.get(hash(bare.trim_end_matches('.'))).classes & class::TIME != 0;
        if !(is_particle || begins && !other) || is_date || count == 5 {
            break;
        }
        count += 1;
        end = start + bare.len();
        behind_particle = is_particle;
        if bare.len() < whole.len() {
            break;
        }
    }
    let name = part[..end].trim_end_matches(['-', '–', '(', ' ', '\u{a0}']);
    let name = if behind_particle { name.rsplit_once([' ', '\u{a0}']).map_or("", |(name, _)| name) } else { name };
    let name = without_stop(name);
    let fits = count >= 2 && name.contains([' ', '\u{a0}']) && !is_organisation(lexicon, name) && !is_placeholder(lexicon, name);
    if fits && !is_of_a_house(lexicon, name, &part[end..]) { name } else { "" }
}

/// A name without the stop of a sentence behind it: `Ana Ruiz.`, but `Ana R.`, `Ana Ruiz Jr.`
fn without_stop(name: &str) -> &str {
    const LONGEST: usize = 3;
    let last = name.rsplit([' ', '\u{a0}']).next().unwrap_or(name);
    if last.trim_end_matches('.').chars().count() > LONGEST { name.trim_end_matches('.') } else { name }
}

/// True for a letter with a full stop, whatever it means as a word: `И. Соколова`.
fn is_initial(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|letter| letter.chars().count() == 1)
}

/// True for a name behind a particle that has lost its vowel: `d'Ormeval`, `dell’Orto`.
fn is_elided(word: &str) -> bool {
    const LONGEST: usize = 4;
    let parts = word.split_once(['\'', '’']);
    parts.is_some_and(|(particle, name)| {
        (1..=LONGEST).contains(&particle.len()) && particle.chars().all(char::is_lowercase) && name.starts_with(char::is_uppercase)
    })
}

/// True if what stands behind a name makes it the name of a house: `Ardenvale Bote Redaktion`, but not `Ana Ruiz Redaktion`.
fn is_of_a_house(lexicon: &Lexicon, name: &str, behind: &str) -> bool {
    is_desk(lexicon, behind.trim()) && !has_given_name(lexicon, name)
}

/// Han, kana and Hangul.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// True if a text begins with a name in Chinese or Korean that nothing parts from the words before: with a family name of the list.
pub fn is_cjk_name(lexicon: &Lexicon, text: &str) -> bool {
    let name = text.split(|c: char| !is_cjk(c)).next().unwrap_or_default();
    let is_family = |len: usize| name.get(..len).is_some_and(|family| lexicon.bylines.families.contains(&hash(family)));
    (2..=4).contains(&name.chars().count()) && (is_family(3) || is_family(6))
}

/// A name of two to four characters, or of two parts with a blank between them, before a role or a mark. The part of the house
/// that somebody writes for may stand before it: `社会部 佐藤 健一 記者`.
fn cjk_person<'a>(lexicon: &Lexicon, part: &'a str) -> &'a str {
    let run = |text: &str| text.find(|c: char| !is_cjk(c)).unwrap_or(text.len());
    let first = without_role(lexicon, &part[..run(part)]).len();
    let letters = |text: &str| text.chars().count();
    let rest = part[first..].trim_start_matches([' ', '\u{3000}']);
    let second = run(rest);
    let both = letters(&part[..first]) <= 3 && (1..=3).contains(&letters(&rest[..second])) && !is_role(lexicon, &rest[..second]);
    if second > 0 && is_role(lexicon, &part[..first]) {
        return cjk_person(lexicon, rest);
    }
    let end = if both { part.len() - rest.len() + second } else { first };
    let name = &part[..end];
    // Names in kana alone are those of foreigners, with a dot or a blank between the parts; small words are in kana too.
    let is_kana = |c: char| matches!(c, '\u{3041}'..='\u{30ff}');
    let is_spelt = !name.starts_with(is_kana) || both || name.contains('・');
    let fits = (2..=7).contains(&letters(name)) && (both || letters(name) <= 5 || name.contains('・')) && is_spelt;
    if fits && (both || !is_role(lexicon, name)) { name } else { "" }
}

/// A name without the role right behind it: `佐藤健一記者`.
fn without_role<'a>(lexicon: &Lexicon, name: &'a str) -> &'a str {
    const SHORTEST: usize = 2;
    let roles = lexicon.bylines.openings.iter().filter(|role| role.starts_with(is_cjk) && role.chars().count() >= SHORTEST);
    let bare = roles.filter_map(|role| name.strip_suffix(*role)).find(|bare| bare.chars().count() >= SHORTEST);
    bare.filter(|_| !is_role(lexicon, name)).unwrap_or(name)
}

/// True for words beside names in Chinese, Japanese and Korean: papers, desks, what bylines begin with.
pub fn is_role(lexicon: &Lexicon, text: &str) -> bool {
    is_organisation(lexicon, text) || lexicon.bylines.desks.contains(&hash(text)) || lexicon.bylines.openings.contains(&text)
}

/// A word before a number without the month that a page ran into it: `RuizNovember 21`.
fn without_month<'a>(lexicon: &Lexicon, word: &'a str) -> &'a str {
    let joint = word.as_bytes().windows(2).rposition(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    let names_month = |at: &usize| word::words(&word[*at..]).any(|w| is_month(lexicon, w.hash));
    joint.map(|at| at + 1).filter(names_month).map_or(word, |at| &word[..at])
}

/// Names of months, some of which are names of people too.
pub fn is_month(lexicon: &Lexicon, word: u64) -> bool {
    lexicon.get(word).classes & class::MONTH != 0
}

/// Words of roles, dates and sections.
pub fn is_no_name(lexicon: &Lexicon, word: u64) -> bool {
    const OTHER: u16 = class::ROLE | class::RANK | class::MONTH | class::CLOCK;
    lexicon.get(word).classes & OTHER != 0
}

/// True for the name of a place that people do not share: `London` between two names, `New York and Los Angeles`.
pub fn is_place(part: &str) -> bool {
    let words = || part.split(' ').map(hash);
    names::Lexicon::built_in().place(words()).is_some_and(|(length, _)| length == words().count())
}
