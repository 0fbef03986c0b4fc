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

/// Articles of ECB+ that are in the right story, and all, by the cosine from which on they are in the row: the least with which an
/// article, or a set that has it, was joined to others. A story is the one that most of its articles tell.
const STORIES: [(f32, u16, u16); 4] = [(0.0, 71, 94), (0.28, 79, 100), (0.33, 77, 93), (0.37, 439, 475)];

/// Events of ECB+ that are in the right happening, and all, by the points from which on they are in the row (`happening/merge.rs`).
const HAPPENINGS: [(i32, u16, u16); 4] = [(0, 25, 45), (4, 214, 320), (5, 377, 535), (7, 241, 305)];

/// The chance that an article tells its story, by the cosine with which it was joined; none where it was to nothing.
pub fn story(near: Option<f32>) -> Option<f32> {
    share(&STORIES, near?)
}

/// The chance that an event is its happening, by the points that spoke for it.
pub fn happening(points: i32) -> Option<f32> {
    share(&HAPPENINGS, points)
}

/// The share of right ones in the last row that begins at or before a value.
fn share<V: PartialOrd>(rows: &[(V, u16, u16)], value: V) -> Option<f32> {
    let row = rows.iter().rev().find(|row| row.0 <= value)?;
    Some(f32::from(row.1 + 1) / f32::from(row.2 + 2))
}

/// The mean of some chances; none where there are none.
pub fn mean(chances: impl Iterator<Item = f32>) -> Option<f32> {
    let (sum, count) = chances.fold((0.0, 0_u32), |(sum, count), chance| (sum + chance, count + 1));
    (count > 0).then(|| sum / count as f32)
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

    #[test]
    fn what_more_speaks_for_is_surer() {
        assert_eq!(story(None), None);
        let stories = [0.0, 0.3, 0.35, 0.9].map(|near| story(Some(near)).unwrap());
        assert!(stories.is_sorted() && stories[0] > 0.7 && stories[3] < 1.0, "{stories:?}");
        let happenings = [2, 4, 6, 12].map(|points| happening(points).unwrap());
        assert!(happenings.is_sorted() && happenings[0] > 0.5 && happenings[3] < 0.9, "{happenings:?}");
        assert_eq!((mean([].into_iter()), mean([0.5, 1.0].into_iter())), (None, Some(0.75)));
    }
}
