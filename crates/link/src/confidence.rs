//! How often a link is right, by what it rests on.

use crate::unit::{Kind, Reason};

/// Links of development data that are right, and all, by kind and reason; one is right if it has the identity that most links of its
/// entity have. Held out topic by topic, what the other topics say is within three hundredths of what is right (docs/linking.md). Reasons with too few links to tell have no row.
const COUNTED: [(Kind, Reason, u16, u16); 9] = [
    (Kind::Person, Reason::Name, 1446, 1450),
    (Kind::Person, Reason::Initial, 11, 11),
    (Kind::Person, Reason::Nickname, 12, 13),
    (Kind::Person, Reason::Short, 57, 60),
    (Kind::Person, Reason::Spelling, 12, 13),
    (Kind::Organization, Reason::Name, 413, 413),
    (Kind::Organization, Reason::Spelling, 68, 68),
    (Kind::Organization, Reason::Short, 27, 27),
    (Kind::Organization, Reason::Corpus, 30, 33),
];

/// The chance that a link of this kind and reason is right; none where nothing was counted, and for the user's own list.
pub fn confidence(kind: Kind, reason: Reason) -> Option<f32> {
    let row = COUNTED.iter().find(|row| (row.0, row.1) == (kind, reason))?;
    // Laplace's rule: eleven of eleven are not always.
    Some(f32::from(row.2 + 1) / f32::from(row.3 + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_counts_are_less_sure_than_many() {
        let of = |kind, reason| confidence(kind, reason).unwrap();
        assert!(of(Kind::Person, Reason::Name) > of(Kind::Person, Reason::Short));
        assert!(of(Kind::Person, Reason::Initial) < of(Kind::Organization, Reason::Name));
        assert_eq!(confidence(Kind::Person, Reason::Known), None);
        assert_eq!(confidence(Kind::Organization, Reason::Acronym), None);
    }
}
