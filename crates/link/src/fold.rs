//! Names without what differs between two ways of writing one: case, accents, apostrophes, hyphens, tables of transliteration.

use std::sync::LazyLock;

use nutgraf::lexicon::folder::Folder;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a name in lower case, without accents, full stops and apostrophes; a hyphen parts words. "Cormac Murphy-O’Connor" is
/// `cormac murphy oconnor`, "J.R. Lys" `jr lys`.
pub fn fold(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let possessive = |name: &str| name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).map(str::to_owned);
    let name = possessive(name).unwrap_or_else(|| name.to_owned());
    for c in name.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match c {
            '.' | '\'' | '’' | '‘' | '`' | '“' | '”' | '"' | '(' | ')' => {}
            '&' => words.push("and".to_owned()),
            c if c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '/' | ',' | ':' | ';') => {
                words.push(String::new());
            }
            c => {
                if words.last().is_some_and(|word| word == "and") && name.contains('&') {
                    words.push(String::new());
                }
                if let Some(word) = words.last_mut() {
                    word.push_str(letters(c).unwrap_or(c.encode_utf8(&mut [0; 4])));
                }
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Letters that Unicode does not take apart.
fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'ł' => "l",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        _ => return None,
    })
}

/// The rows of `link/spellings.tsv`: what is written, and what it becomes.
static SPELLINGS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = Folder::english().lines("link/spellings");
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let (from, to) = (cells.next()?, cells.next()?);
        Some((from, if to == "-" { "" } else { to }))
    })
    .collect()
});

/// How a folded word sounds, whichever table wrote it: `zelensky` and `zelenskyy` are both `zelenski`.
pub fn sound(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        if let Some((from, to)) = SPELLINGS.iter().find(|(from, _)| rest.starts_with(from)) {
            push_once(&mut out, to);
            rest = &rest[from.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let soft = rest.starts_with(['e', 'i', 'y']);
        let c = if c == 'c' && !soft {
            'k'
        } else if c == 'c' {
            's'
        } else {
            c
        };
        push_once(&mut out, c.encode_utf8(&mut [0; 4]));
    }
    // "Zelenski" is "Zelensky", "Vitali" is "Vitalii"; "Anna" keeps its vowel.
    out
}

/// Appends letters to others; of a letter that comes twice, one.
fn push_once(out: &mut String, letters: &str) {
    for c in letters.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
}

/// The consonants of a word's [`sound`], the first letter kept: what blocks of names are made by. `follett` and `follet` are `flt`.
pub fn skeleton(word: &str) -> String {
    let sound = sound(word);
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut out = String::new();
    for (i, c) in sound.chars().enumerate() {
        // Yevgeny and Evgeny begin alike.
        let c = if i == 0 && vowel(c) { 'a' } else { c };
        if i == 0 || !vowel(c) && !(c == 'h') {
            push_once(&mut out, c.encode_utf8(&mut [0; 4]));
        }
    }
    out
}

/// True if one edit makes one word into the other: a letter more, less or other, or two that changed places.
pub fn one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    a.len() <= 1 && b.len() <= 1 || a.len() == 2 && b.len() == 2 && a[0] == b[1] && a[1] == b[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold() {
        for (name, folded) in [
            ("Cormac Murphy-O’Connor", "cormac murphy oconnor"),
            ("José Ángel Gurría", "jose angel gurria"),
            ("J.R. Lys", "jr lys"),
            ("Søren Ærø", "soren aero"),
            ("Harlow & Sons", "harlow and sons"),
            ("AT&T", "at and t"),
            ("Lisa Brevik's", "lisa brevik"),
            ("Łukasz Straße", "lukasz strasse"),
        ] {
            assert_eq!(fold(name).join(" "), folded);
        }
    }

    #[test]
    fn tables_of_transliteration_agree() {
        for names in [
            &["lisovsky", "lisovskyy", "lisovskiy", "lisovskij", "lisowski"][..],
            &["hrytsenkovich", "hrytsenkovych"],
            &["alexei", "aleksey", "aleksei"],
            &["shcherbenko", "scherbenko"],
            &["mahmoud", "mahmood", "mahmud"],
        ] {
            let sounds: Vec<_> = names.iter().map(|name| sound(name)).collect();
            assert!(sounds.iter().all(|sound| *sound == sounds[0]), "{sounds:?}");
        }
        assert_ne!(sound("maria"), sound("mario"));
        assert_eq!(skeleton("follett"), skeleton("follet"));
        assert_ne!(skeleton("harlow"), skeleton("barlow"));
    }

    #[test]
    fn one_edit_is_one() {
        for (a, b, yes) in
            [("pierce", "peirce", true), ("goyal", "goya", true), ("goyal", "goyel", true), ("goyal", "gayel", false)]
        {
            assert_eq!(one_edit(a, b), yes, "{a} {b}");
        }
    }
}
