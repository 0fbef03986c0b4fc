//! A person's name as linking compares it.

use crate::facts::Being;
use crate::fold::{fold, one_edit, skeleton, sound};
use crate::lexicon::LEXICON;
use crate::unit::Reason;

/// The folded words of a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The family name; the only word of a short name is one.
    pub family: Vec<String>,
    /// Given names and initials in their order.
    pub given: Vec<String>,
    /// The suffix of the name: "Jr", "III".
    pub suffix: Option<String>,
    /// True for "Prince Charles": a given name that stands alone.
    pub royal: bool,
}

impl Name {
    /// The name of a person of an article; none if it has no letters.
    pub fn of(being: &Being) -> Option<Self> {
        let mut given = fold(&being.given);
        let mut family = fold(&being.family);
        if family.is_empty() {
            let mut words = fold(&being.name);
            family = words.pop().into_iter().collect();
            if given.is_empty() {
                given = words;
            }
        }
        let royal = given.first().is_some_and(|word| LEXICON.royal(word));
        if royal {
            given.remove(0);
        }
        let last = fold(&being.name).pop();
        let suffix =
            last.filter(|word| matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv") && family.last() != Some(word));
        (!family.is_empty()).then_some(Self { family, given, suffix, royal })
    }

    /// True for a name of one word.
    pub fn is_single(&self) -> bool {
        self.given.is_empty() && self.family.len() == 1
    }

    /// The last word of the family name.
    pub fn last(&self) -> &str {
        self.family.last().map_or("", String::as_str)
    }

    /// What blocks are made by: names that may be one have it in common.
    pub fn block(&self) -> String {
        skeleton(self.last())
    }

    /// How two full names may be names of one person; none if they can't.
    pub fn relation(&self, other: &Self) -> Option<Reason> {
        if let (Some(a), Some(b)) = (&self.suffix, &other.suffix)
            && a != b
        {
            return None;
        }
        let (first, second) = (self.given.first()?, other.given.first()?);
        // "Dan Lewis" is not Daniel Day-Lewis.
        let given =
            given_relation(first, second).filter(|&reason| reason == Reason::Name || self.family.len() == other.family.len());
        match family_relation(&self.family, &other.family)? {
            // One difference at a time: two would join strangers.
            Reason::Spelling => {
                (given? == Reason::Name && middles_agree(&self.given[1..], &other.given[1..])).then_some(Reason::Spelling)
            }
            _ if given.is_some() && middles_agree(&self.given[1..], &other.given[1..]) => {
                let left_out = self.given.len() != other.given.len();
                given.map(|reason| if reason == Reason::Name && left_out { Reason::Initial } else { reason })
            }
            // "J. Scott Harlow" goes by "Scott Harlow".
            _ => (self.given.get(1) == Some(second) || other.given.get(1) == Some(first)).then_some(Reason::Initial),
        }
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<&str> = self.given.iter().chain(&self.family).chain(&self.suffix).map(String::as_str).collect();
        f.write_str(&words.join(" "))
    }
}

/// "J", and "jr" of "J.R.".
pub fn is_initial(word: &str) -> bool {
    word.chars().count() == 1 || word.len() == 2 && !word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

fn family_relation(a: &[String], b: &[String]) -> Option<Reason> {
    let (x, y) = (a.last()?, b.last()?);
    if x == y {
        return Some(Reason::Name);
    }
    let spelling = sound(x) == sound(y)
        || x.chars().count().min(y.chars().count()) >= 5 && one_edit(x, y) && x.chars().next() == y.chars().next();
    spelling.then_some(Reason::Spelling)
}

fn given_relation(a: &str, b: &str) -> Option<Reason> {
    if a == b {
        return Some(Reason::Name);
    }
    if is_initial(a) || is_initial(b) {
        return (a.chars().next() == b.chars().next()).then_some(Reason::Initial);
    }
    if LEXICON.nickname(a, b) {
        return Some(Reason::Nickname);
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // "Paul" and "Paula" are two people.
    let other_sex = long.strip_prefix(short).is_some_and(|rest| rest == "a");
    if other_sex {
        return None;
    }
    if sound(a) == sound(b) || short.chars().count() >= 4 && one_edit(a, b) {
        return Some(Reason::Spelling);
    }
    (short.len() >= 3 && long.starts_with(short)).then_some(Reason::Nickname)
}

/// True unless both have a middle name and they differ.
fn middles_agree(a: &[String], b: &[String]) -> bool {
    match (a.first(), b.first()) {
        (Some(a), Some(b)) => given_relation(a, b).is_some() || a.starts_with(b.as_str()) || b.starts_with(a.as_str()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(given: &str, family: &str) -> Name {
        let being = Being { name: format!("{given} {family}"), given: given.into(), family: family.into(), ..Being::default() };
        Name::of(&being).unwrap()
    }

    #[test]
    fn names_of_one_person_are_related() {
        for (a, b, reason) in [
            (("Tom", "Harlow"), ("Tom", "Harlow"), Some(Reason::Name)),
            (("Tom B.", "Harlow"), ("Tom", "Harlow"), Some(Reason::Initial)),
            (("Tom B.", "Harlow"), ("Tom C.", "Harlow"), None),
            (("Edward", "Harlow"), ("Ted", "Harlow"), Some(Reason::Nickname)),
            (("E.", "Harlow"), ("Edward", "Harlow"), Some(Reason::Initial)),
            (("E.", "Harlow"), ("Thomas", "Harlow"), None),
            (("Petro", "Lisovsky"), ("Petro", "Lisovskyy"), Some(Reason::Spelling)),
            (("Aleksey", "Lisovsky"), ("Alexei", "Lisovsky"), Some(Reason::Spelling)),
            (("Olha", "Lisovska"), ("Petro", "Lisovsky"), None),
            (("Paul", "Brevik"), ("Paula", "Brevik"), None),
            (("J. Scott", "Brevik"), ("Scott", "Brevik"), Some(Reason::Initial)),
            (("Ana", "Ruiz"), ("Ana", "Diaz"), None),
        ] {
            assert_eq!(name(a.0, a.1).relation(&name(b.0, b.1)), reason, "{a:?} {b:?}");
            assert_eq!(name(b.0, b.1).relation(&name(a.0, a.1)), reason, "{b:?} {a:?}");
        }
    }

    #[test]
    fn royals_go_by_their_given_name() {
        let name = name("Prince", "Aldric");
        assert!(name.royal && name.is_single());
    }
}
