//! Ids that come more than once are told apart, or every join of tables would mix articles.

use std::hash::{BuildHasher, BuildHasherDefault};

use nutgraf::Source;
use rustc_hash::{FxHashMap, FxHasher};

/// The ids of some sources. Of each it keeps a hash of 64 bits: 16 bytes an article.
#[derive(Debug, Default)]
pub struct Ids {
    /// How often each came.
    seen: FxHashMap<u64, u32>,
}

impl Ids {
    /// The id itself when it comes for the first time, else with its number: `a#2`.
    pub fn unique(&mut self, id: &str) -> Option<String> {
        let hash = BuildHasherDefault::<FxHasher>::default().hash_one(id);
        let times = self.seen.entry(hash).or_default();
        *times += 1;
        (*times > 1).then(|| format!("{id}#{times}"))
    }

    /// Sets an id of its own on a source, with a note if that is another one.
    pub fn settle(&mut self, source: &mut Source<'_>) {
        let Some(id) = source.id.as_deref() else { return };
        if let Some(other) = self.unique(id) {
            source.notes.push(format!("the id {id:?} came before: this one is {other:?}"));
            source.id = Some(other.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_came_before_gets_its_number() {
        let mut ids = Ids::default();
        let found: Vec<_> = ["a", "b", "a", "a"].iter().map(|id| ids.unique(id).unwrap_or_else(|| (*id).to_owned())).collect();
        assert_eq!(found, ["a", "b", "a#2", "a#3"]);
    }
}
