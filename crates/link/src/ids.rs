//! Ids of the corpus: new ones made of what they stand for, old ones kept from run to run.

use std::cmp::Reverse;

use nutgraf::text::hash::hash;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::Result;
use crate::sort::{RUN, Sorter};
use crate::source::{Row, Source};
use crate::tables::Table;

/// An id, without its letter where it is made of a key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Id {
    /// Made by [`new_id`].
    Made(u64),
    /// The user's own.
    Own(Box<str>),
}

impl Id {
    /// The id of a group with that letter.
    pub fn of(text: &str, letter: char) -> Self {
        let digits = text.strip_prefix(letter).unwrap_or_default().bytes();
        let key =
            digits.fold(0, |key: u64, digit| key << 5 | DIGITS.iter().position(|&known| known == digit).unwrap_or(0) as u64);
        if new_id(letter, key) == text { Self::Made(key) } else { Self::Own(text.into()) }
    }

    /// Returns the id as tables have it, after a letter.
    pub fn text(&self, letter: char) -> String {
        match self {
            Self::Made(key) => new_id(letter, *key),
            Self::Own(text) => text.to_string(),
        }
    }
}

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A new id: a letter and thirteen digits to the base of 32, without letters that are taken for others.
pub fn new_id(letter: char, key: u64) -> String {
    let digits = (0..13).rev().map(|at| char::from(DIGITS[(key >> (5 * at)) as usize % 32]));
    std::iter::once(letter).chain(digits).collect()
}

/// Finds out which groups of this run are groups of an earlier one.
pub struct Inheritance {
    /// Keys of members with what they were then, and what they are now.
    members: Sorter,
    any: bool,
}

impl Default for Inheritance {
    fn default() -> Self {
        Self { members: Sorter::new(RUN), any: false }
    }
}

/// What a member of a group is known by from run to run: its article, and what it is there.
pub fn member(article: &str, entity: &str, name: &str) -> u64 {
    hash(&if entity.is_empty() { format!("{article}\u{0}\u{0}{name}") } else { format!("{article}\u{0}{entity}") })
}

impl Inheritance {
    /// What an earlier run wrote into a table of links; `member` gives who was linked, and to which id.
    ///
    /// # Errors
    /// If the table can't be read.
    pub fn read(source: &Source, table: &Table, columns: &[&str], member: impl Fn(&Row<'_>) -> (u64, String)) -> Result<Self> {
        let mut this = Self::default();
        let mut before = source.open(table.name, columns)?;
        while let Some((member, id)) = before.next(&member)? {
            this.before(member, &id)?;
        }
        Ok(this)
    }

    /// The ids of all groups, each given by the letter and the key that a new one is made of, and the id that the user gives it.
    ///
    /// # Errors
    /// If what was put aside can't be read.
    pub fn ids(self, keys: impl Iterator<Item = (char, u64, Option<String>)> + Clone) -> Result<Vec<Id>> {
        let mut kept = self.kept()?;
        let given: FxHashSet<String> = keys.clone().filter_map(|(.., given)| given).collect();
        kept.retain(|_, id| !given.contains(id));
        let mut taken: FxHashSet<String> = kept.values().chain(&given).cloned().collect();
        let id = |(group, (letter, key, given)): (u32, (char, u64, Option<String>))| {
            let before = given.or_else(|| kept.remove(&group));
            before.map_or_else(|| Id::Made(unused(letter, key, &mut taken)), |id| Id::of(&id, letter))
        };
        Ok((0..).zip(keys).map(id).collect())
    }

    /// A member of a group of an earlier run.
    ///
    /// # Errors
    /// If it can't be put aside.
    fn before(&mut self, member: u64, id: &str) -> Result<()> {
        self.any = true;
        self.members.push(&member.to_be_bytes(), &[&[0], id.as_bytes()].concat())
    }

    /// A member of a group of this run.
    ///
    /// # Errors
    /// If it can't be put aside.
    pub fn now(&mut self, member: u64, group: u32) -> Result<()> {
        if !self.any {
            return Ok(());
        }
        self.members.push(&member.to_be_bytes(), &[&[1][..], &group.to_be_bytes()].concat())
    }

    /// The ids that groups keep: an id goes to the group that has most of its members, a group takes the id that most of its own had.
    ///
    /// # Errors
    /// If what was put aside can't be read.
    fn kept(self) -> Result<FxHashMap<u32, String>> {
        let mut votes: FxHashMap<(u32, String), u32> = FxHashMap::default();
        let (mut member, mut ids): (Vec<u8>, Vec<String>) = (Vec::new(), Vec::new());
        for entry in self.members.finish()? {
            let entry = entry?;
            if entry.key != member {
                (member, ids) = (entry.key, Vec::new());
            }
            match entry.value.split_first() {
                Some((0, id)) => ids.push(String::from_utf8_lossy(id).into_owned()),
                Some((_, group)) => {
                    let group = group.try_into().map(u32::from_be_bytes).unwrap_or_default();
                    ids.drain(..).for_each(|id| *votes.entry((group, id)).or_default() += 1);
                }
                None => {}
            }
        }
        let mut votes: Vec<_> = votes.into_iter().map(|((group, id), count)| (Reverse(count), id, group)).collect();
        votes.sort_unstable();
        let (mut kept, mut taken) = (FxHashMap::default(), FxHashSet::default());
        for (_, id, group) in votes {
            if !taken.contains(&id) && !kept.contains_key(&group) {
                taken.insert(id.clone());
                kept.insert(group, id);
            }
        }
        Ok(kept)
    }
}

/// The key of a new id that no other group has: the smallest member of a group may have made one that went to another group since.
fn unused(letter: char, mut key: u64, taken: &mut FxHashSet<String>) -> u64 {
    while !taken.is_empty() {
        let id = new_id(letter, key);
        if taken.insert(id.clone()) {
            break;
        }
        key = hash(&id);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_goes_where_most_of_its_members_are() {
        let mut ids = Inheritance::default();
        for (article, old, new) in [
            ("a", Some("P1"), 7),
            ("b", Some("P1"), 7),
            ("c", Some("P1"), 8),
            ("d", Some("P2"), 8),
            ("e", None, 9),
            ("f", Some("P3"), 7),
        ] {
            if let Some(id) = old {
                ids.before(member(article, "P0", "Ana"), id).unwrap();
            }
            ids.now(member(article, "P0", "Ana"), new).unwrap();
        }
        let kept = ids.kept().unwrap();
        assert_eq!(kept.get(&7).map(String::as_str), Some("P1"));
        assert_eq!(kept.get(&8).map(String::as_str), Some("P2"));
        assert!(!kept.contains_key(&9));
    }

    #[test]
    fn ids_differ_where_keys_do() {
        assert_eq!(new_id('P', 0), "P0000000000000");
        assert_ne!(new_id('P', u64::MAX), new_id('P', u64::MAX - 1));
        for key in [0, 1, 31, 32, u64::MAX] {
            assert_eq!(Id::of(&new_id('P', key), 'P'), Id::Made(key));
        }
        for own in ["Q42", "P", "", "P00000000000000000001", "é"] {
            assert_eq!(Id::of(own, 'P').text('P'), own);
        }
    }
}
