//! Which bearers of a block are looked at together: those whose given names have a key in common, never all pairs.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use crate::fold::sound;
use crate::lexicon::LEXICON;
use crate::person::{Name, is_initial};

/// Names under one key that are held against each other; more say that the key means nothing.
const MOST: usize = 400;

/// Letters of a given name of which other spellings are looked for: what is longer is no name.
const LONGEST: usize = 32;

/// The pairs of names that [`Name::relation`] may relate, in order.
pub fn pairs<'n>(names: impl Iterator<Item = &'n Name>) -> Vec<(usize, usize)> {
    // For each key those that have it as a name, and those that are looked for under it.
    let mut under: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, name) in names.enumerate() {
        let mut keys = BTreeSet::new();
        for (place, given) in name.given.iter().take(2).enumerate() {
            keys_of(given, place == 0, &mut keys);
        }
        for (key, asks) in keys {
            let (all, asking) = under.entry(key).or_default();
            all.push(at);
            if asks {
                asking.push(at);
            }
        }
    }
    let mut found = FxHashSet::default();
    for (all, asking) in under.values() {
        for &a in asking.iter().take(MOST) {
            found.extend(all.iter().take(MOST).filter(|&&b| b != a).map(|&b| (a.min(b), a.max(b))));
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_unstable();
    found
}

/// The keys of a given name, each with whether the others under it are its partners: an initial asks for all names that it begins,
/// these do not ask for each other.
fn keys_of(given: &str, first: bool, keys: &mut BTreeSet<(String, bool)>) {
    // By sound: the same name, other spellings of it; a second name that is the other's first.
    keys.insert((format!("={}", sound(given)), true));
    keys.insert((format!("+{given}"), true));
    if !first {
        return;
    }
    if let Some(letter) = given.chars().next() {
        keys.insert((format!(".{letter}"), is_initial(given)));
    }
    for long in LEXICON.long(given) {
        keys.insert((format!("+{long}"), true));
    }
    let letters: Vec<char> = given.chars().collect();
    if letters.len() >= 3 {
        // Short forms: "Ben", "Benjamin".
        keys.insert((format!("~{}", letters[..3].iter().collect::<String>()), true));
    }
    if (4..=LONGEST).contains(&letters.len()) {
        // One letter other, more or less: both lose the same one. Two that changed places: each loses one of them.
        keys.insert((format!("-{given}"), true));
        for at in 0..letters.len() {
            let rest: String = letters.iter().enumerate().filter(|&(i, _)| i != at).map(|(_, c)| c).collect();
            keys.insert((format!("-{rest}"), true));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Being;

    #[test]
    fn no_related_pair_is_missed() {
        let given = [
            "Tom",
            "Tom B.",
            "Tom C.",
            "T.",
            "Thomas",
            "Thoams",
            "Edward",
            "Ted",
            "E.",
            "Ed",
            "Aleksey",
            "Alexei",
            "Yevgeny",
            "Evgeny",
            "J. Scott",
            "Scott",
            "Ben",
            "Benjamin",
            "Paul",
            "Paula",
            "Katherine",
            "Catherine",
            "Kate",
            "Jon",
            "John",
            "J.R.",
            "Mahmoud",
            "Mahmud",
            "Anna",
            "Ana",
        ];
        let names: Vec<Name> = given
            .iter()
            .map(|given| {
                Name::of(&Being {
                    name: format!("{given} Harlow"),
                    given: (*given).into(),
                    family: "Harlow".into(),
                    ..Being::default()
                })
            })
            .map(Option::unwrap)
            .collect();
        let found = pairs(names.iter());
        let mut related = 0;
        for a in 0..names.len() {
            for b in a + 1..names.len() {
                if names[a].relation(&names[b]).is_some() {
                    related += 1;
                    assert!(found.contains(&(a, b)), "{} {}", given[a], given[b]);
                }
            }
        }
        assert!(related > 20 && found.len() < names.len() * names.len() / 4, "{related} related, {} looked at", found.len());
    }
}
