//! What a name can be: of a person, an account, a newsroom's mark, a house.

use crate::layout::class;
use crate::layout::lexicon::Lexicon;
use crate::layout::word;
use crate::lexicon::names;
use crate::text::hash::hash;

/// True if a declaration of authors can name who signs: no address, no account, no sentence, no `Admin`.
pub fn can_sign(lexicon: &Lexicon, text: &str) -> bool {
    // `dpa/lno`, `AFP/The Courier`: agencies sign with others.
    let is_shared = || text.split('/').any(|part| lexicon.agency(part).is_some());
    let is_account = text.contains(['@', '_']) || text.contains("www.") || text.contains('/') && !is_shared();
    let is_short = text.len() <= 80 && text.split_whitespace().count() <= 8;
    let is_named = text.starts_with(is_big) || lexicon.agency(text).is_some() || !text.contains(char::is_whitespace);
    // `Nachricht`, `Interview`: kinds of texts and buttons.
    let is_kind = lexicon.bylines.others.contains(&hash(text));
    is_named && is_short && !is_account && !is_kind && !is_placeholder(lexicon, text)
}

/// True for an agency and a name behind a slash, as pictures are credited: `REUTERS/Ana Ruiz`.
pub fn is_agency_credit(lexicon: &Lexicon, text: &str) -> bool {
    let parts = text.split_once('/').filter(|(_, rest)| rest.starts_with(is_big) && rest.contains(' '));
    parts.is_some_and(|(agency, _)| lexicon.agency(agency).is_some())
}

/// True if no function word stands inside a name.
pub fn has_no_small_words(lexicon: &Lexicon, name: &str) -> bool {
    word::words(name).skip(1).all(|word| !lexicon.is_stop(word.hash))
}

/// True if a name says that nobody is named: `Admin`, `No Author`.
pub fn is_placeholder(lexicon: &Lexicon, text: &str) -> bool {
    word::words(text).all(|word| lexicon.get(word.hash).classes & class::PLACEHOLDER != 0)
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
    lexicon.agency(name).is_some() || self::is_desk(lexicon, name) || is_desk() && !word::words(name).any(|word| is_role(word.hash))
}

/// True for one word that names those who write for a paper, not what one of them is: `Redaktion`, `Agencias`, but not `Reporter`.
pub fn is_desk(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.bylines.desks.contains(&hash(word)) && lexicon.bylines.organisations.contains(&hash(word))
}

/// True for the few small letters with which a newsroom marks who wrote: `amw`.
pub fn is_initials(name: &str) -> bool {
    (2..=4).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase())
}

/// True for a name that begins with a word of houses which may as well begin a byline: `Redacción Deportes`, `Haber Merkezi`.
pub fn is_desk_name(lexicon: &Lexicon, name: &str) -> bool {
    let begins_big = |word: &&str| word.starts_with(is_big);
    let is_person = |rest: &str| rest.split(' ').filter(begins_big).count() > 1;
    name.split_once(' ').is_some_and(|(first, rest)| lexicon.bylines.organisations.contains(&hash(first)) && !is_person(rest))
}

/// The marks of several writers, or of one and the house: `hosb;kesm`, `srf/hosb`. One alone is an account as well.
pub fn marks<'a>(lexicon: &Lexicon, text: &'a str) -> Vec<&'a str> {
    const LONGEST: usize = 5;
    let is_mark = |part: &str| {
        let fits = |part: &str| (2..=LONGEST).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase());
        let is_word = |part: &str| lexicon.agency(part).is_some() || lexicon.is_stop(hash(part));
        part.split('/').all(|part| fits(part) && !is_word(part)) && part.split('/').count() <= 2
    };
    let marks: Vec<&str> = text.split([';', ',']).map(str::trim).collect();
    let fits = (marks.len() > 1 || text.contains('/')) && marks.iter().all(|part| is_mark(part));
    if fits { marks } else { Vec::new() }
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
pub fn has_given_name(lexicon: &Lexicon, name: &str) -> bool {
    let is_given = |word| lexicon.bylines.given.contains(&word) || names::Lexicon::built_in().entry(word).given() > 0;
    name.split([' ', '-']).next().is_some_and(|first| is_given(hash(first)))
}

/// True if the first word of a name is a known family name, as names in Vietnamese begin.
pub fn has_family_name(lexicon: &Lexicon, name: &str) -> bool {
    let words = &lexicon.bylines;
    let is_surname = || name.char_indices().skip(1).take(3).any(|(at, _)| words.surnames.contains(&hash(&name[..at])));
    name.split(' ').next().is_some_and(|first| words.families.contains(&hash(first))) || !words.surnames.is_empty() && is_surname()
}

/// A declared name whose words begin small: `Cindy mangovale`, `ana ruiz`.
pub fn is_loose_name(lexicon: &Lexicon, name: &str) -> bool {
    let mut words = name.split(' ');
    let (Some(given), Some(family), None) = (words.next(), words.next(), words.next()) else { return false };
    let is_word = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
    let is_listed = lexicon.get(hash(family)).classes != 0 || is_organisation(lexicon, name) || lexicon.agency(family).is_some();
    is_word(given) && is_word(family) && has_given_name(lexicon, given) && !is_listed
}

/// True for names of papers and desks, and for buttons and sections.
pub fn is_organisation(lexicon: &Lexicon, name: &str) -> bool {
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

/// True for a name in capitals beside one that is not: `Ana Ruiz, MDN ARDENVALE` names a station.
pub fn shouts(name: &str, first: &str) -> bool {
    let small = |text: &str| text.chars().any(char::is_lowercase);
    small(first) && !small(name) && name.split(' ').next().is_some_and(|word| word.chars().count() > 2)
}
