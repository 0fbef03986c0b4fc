//! The tags of words: outside, or begin, inside, last and unit of a kind of name.

use std::ops::Range;

/// How many kinds of names the tagger tells apart: person, organisation, place, group, other.
pub const KINDS: usize = 5;
/// How many tags there are.
pub const TAGS: usize = 1 + 4 * KINDS;

/// A tag, from 0 to [`TAGS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tag(pub u8);

/// Where in a name a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Part {
    /// The first of several.
    Begin,
    /// Neither the first nor the last.
    Inside,
    /// The last of several.
    Last,
    /// The only one.
    Unit,
}

impl Tag {
    /// No part of a name.
    pub const OUTSIDE: Self = Self(0);

    /// The tag of a part of a kind of name.
    pub fn new(part: Part, kind: usize) -> Self {
        Self(1 + 4 * kind as u8 + part as u8)
    }

    /// Which part of which kind of name; `None` outside.
    pub fn parts(self) -> Option<(Part, usize)> {
        let (kind, part) = ((self.0.checked_sub(1)?) / 4, (self.0 - 1) % 4);
        Some(([Part::Begin, Part::Inside, Part::Last, Part::Unit][part as usize], kind as usize))
    }

    /// If a name goes on after this word.
    pub fn is_open(self) -> bool {
        matches!(self.parts(), Some((Part::Begin | Part::Inside, _)))
    }

    /// If the name of this word began before it.
    pub fn goes_on(self) -> bool {
        matches!(self.parts(), Some((Part::Inside | Part::Last, _)))
    }

    /// Returns true if the tag `next` may follow this one.
    pub fn allows(self, next: Self) -> bool {
        if self.is_open() {
            next.goes_on() && next.parts().map(|(_, kind)| kind) == self.parts().map(|(_, kind)| kind)
        } else {
            !next.goes_on()
        }
    }
}

/// The names among the tags of a run: their words and kinds.
pub fn mentions(tags: &[Tag], run: Range<usize>) -> impl Iterator<Item = (Range<usize>, usize)> {
    let mut start = run.start;
    run.filter_map(move |i| match tags[i].parts()? {
        (Part::Begin, _) => {
            start = i;
            None
        }
        (Part::Inside, _) => None,
        (Part::Last, kind) => Some((start..i + 1, kind)),
        (Part::Unit, kind) => Some((i..i + 1, kind)),
    })
}

#[cfg(test)]
mod tests {
    use super::{Part, TAGS, Tag, mentions};

    #[test]
    fn tags_follow_only_where_names_are_whole() {
        let [begin, inside, last, unit] = [Part::Begin, Part::Inside, Part::Last, Part::Unit].map(|part| Tag::new(part, 2));
        assert!(begin.allows(inside) && inside.allows(last) && last.allows(unit) && unit.allows(Tag::OUTSIDE));
        assert!(!begin.allows(Tag::OUTSIDE) && !Tag::OUTSIDE.allows(last) && !begin.allows(Tag::new(Part::Last, 1)));
        assert!((0..TAGS as u8).map(Tag).skip(1).all(|tag| tag.parts().is_some_and(|(part, kind)| Tag::new(part, kind) == tag)));
    }

    #[test]
    fn mentions_are_read_off_the_tags() {
        let tags = [Tag::new(Part::Begin, 0), Tag::new(Part::Last, 0), Tag::OUTSIDE, Tag::new(Part::Unit, 3)];
        assert_eq!(mentions(&tags, 0..4).collect::<Vec<_>>(), [(0..2, 0), (3..4, 3)]);
    }
}
