//! An organisation's name as linking compares it, and the keys under which its other forms are found.

use crate::fold::fold;
use crate::lexicon::LEXICON;
use crate::unit::Reason;

/// The folded words of a name without an article before it and "Ltd" after it.
pub fn words(name: &str) -> Vec<String> {
    let mut words = fold(name);
    while words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| LEXICON.form(word) && !matches!(word.as_str(), "group" | "company"))
    {
        words.pop();
    }
    words
}

/// The form that two names of one organisation have in common if only case, "the" and "Ltd" differ.
pub fn form(name: &str) -> String {
    words(name).join(" ")
}

/// What a form is found under.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Equal in forms that may be one.
    pub text: String,
    /// How names with this key are related.
    pub reason: Reason,
    /// True for a form that others may be short for.
    pub long: bool,
}

/// All keys of a form.
pub fn keys(form: &str) -> Vec<Key> {
    let words: Vec<&str> = form.split(' ').collect();
    let main: Vec<&str> = words.iter().copied().filter(|word| !LEXICON.small(word)).collect();
    let mut keys = Vec::new();
    let mut add = |kind: char, text: String, reason, long| {
        if text.chars().count() > 1 {
            keys.push(Key { text: format!("{kind}{text}"), reason, long });
        }
    };
    if main.is_empty() {
        return keys;
    }
    let name = LEXICON.alias(form).unwrap_or(form);
    add(
        '=',
        crate::organization::words(name).iter().filter(|word| !LEXICON.small(word)).map(|word| spelling(word)).collect(),
        Reason::Spelling,
        true,
    );
    // "US Federal Reserve", but not "US Treasury", which is no other state's.
    if main.len() > 2 && LEXICON.state(main[0]) {
        add('=', main[1..].iter().map(|word| spelling(word)).collect(), Reason::Short, true);
    }
    if main.len() > 1 {
        let mut sorted: Vec<_> = main.iter().map(|word| spelling(word)).collect();
        sorted.sort_unstable();
        add('*', sorted.join(" "), Reason::Spelling, true);
        add(
            '~',
            main.iter().map(|word| word.chars().take(3).collect::<String>()).collect::<Vec<_>>().join(" "),
            Reason::Short,
            true,
        );
        for initials in initials(&words) {
            add('.', initials, Reason::Acronym, true);
        }
    } else if main[0].chars().count() <= 6 {
        add('.', main[0].to_owned(), Reason::Acronym, false);
    }
    if let Some(short) = headless(&main) {
        add('-', short, Reason::Short, true);
    }
    keys
}

/// One spelling of both sides of the Atlantic.
fn spelling(word: &str) -> String {
    word.replace("isation", "ization")
        .replace("centre", "center")
        .replace("defence", "defense")
        .replace("programme", "program")
        .replace("labor", "labour")
}

/// The first letters of a name's words, those of small words left out or not; "UK" stays whole.
fn initials(words: &[&str]) -> Vec<String> {
    let make = |small: bool| -> String {
        let used = words.iter().filter(|word| small || !LEXICON.small(word));
        used.map(|word| if matches!(*word, "us" | "uk") { (*word).to_owned() } else { word.chars().take(1).collect() }).collect()
    };
    let mut both = vec![make(false), make(true)];
    both.dedup();
    both.retain(|initials| (2..=7).contains(&initials.chars().count()));
    both
}

/// A name without the word that tells what it is, in the singular: "conservative" of "Conservative Party" and of "Conservatives".
fn headless(main: &[&str]) -> Option<String> {
    let rest = if main.len() > 1 && LEXICON.head(main[main.len() - 1]) { &main[..main.len() - 1] } else { main };
    let (last, before) = rest.split_last()?;
    if rest.iter().all(|word| LEXICON.state(word)) || last.chars().count() < 3 {
        return None;
    }
    let bare = last.strip_suffix("ics").or_else(|| last.strip_suffix("ic")).or_else(|| last.strip_suffix('s')).unwrap_or(last);
    let last = if bare.chars().count() > 4 { bare } else { last };
    Some(before.iter().copied().chain([last]).collect::<Vec<_>>().join(" "))
}

/// True if every word of the one is a beginning of the other's: "lib dems" and "liberal democrats", not "bank holiday" and "banking hotel".
pub fn abbreviates(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let main = |form: &str| -> Vec<String> { form.split(' ').filter(|word| !LEXICON.small(word)).map(str::to_owned).collect() };
    let (short, long) = (main(short), main(long));
    let begins = |(a, b): (&String, &String)| b.starts_with(a.trim_end_matches('s')) && a.len() >= 3;
    short.len() == long.len() && short != long && short.iter().zip(&long).all(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(a: &str, b: &str) -> Option<Reason> {
        let (x, y) = (keys(&form(a)), keys(&form(b)));
        x.iter().find(|key| y.iter().any(|other| other.text == key.text)).map(|key| key.reason)
    }

    #[test]
    fn forms_of_one_name_meet() {
        for (a, b, reason) in [
            ("Harlow Motor Ltd", "Harlow Motor", Some(Reason::Spelling)),
            ("Har-Low", "Harlow", Some(Reason::Spelling)),
            ("Harlow & Sons", "Harlow and Sons", Some(Reason::Spelling)),
            ("Office of National Harbours", "Office for National Harbours", Some(Reason::Spelling)),
            ("Harbour Department", "Department of Harbour", Some(Reason::Spelling)),
            ("Ardenvale Harbour Authority", "AHA", Some(Reason::Acronym)),
            ("Unity Party", "Unity", Some(Reason::Short)),
            ("Reformists", "Reformist Party", Some(Reason::Short)),
            ("US Harbour Reserve", "Harbour Reserve", Some(Reason::Short)),
            ("US Treasury", "Treasury", None),
            ("Ardenvale Bank", "Ardenvale Telecom", None),
        ] {
            assert_eq!(meet(a, b), reason, "{a} / {b}");
        }
        assert!(abbreviates("lib dems", "liberal democrats"));
        assert!(!abbreviates("west ham", "west highland line"));
    }
}
