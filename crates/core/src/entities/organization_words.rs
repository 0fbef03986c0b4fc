//! The words by which organisations are named and spoken of.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::folder::{Folder, ListError};
use crate::text::hash::hash;

/// The words of the list `entities/organization_words` by [`hash`], and the news agencies.
#[derive(Debug, Default)]
pub(super) struct OrganizationWords {
    /// Company forms that are often left out.
    pub forms: FxHashSet<u64>,
    /// The class that the first or last word of a name tells.
    pub classes: FxHashMap<u64, u32>,
    /// The class that a noun speaks of.
    pub nouns: FxHashMap<u64, u32>,
    /// Nouns by which the text may speak of any organisation whose name tells no class: "the firm".
    pub any: FxHashSet<u64>,
    /// The definite article, which names are compared without.
    pub article: FxHashSet<u64>,
    /// Between a head and what it is of or for.
    pub tie: FxHashSet<u64>,
    /// Words that stand between two names.
    pub and: FxHashSet<u64>,
    /// News agencies, which most texts name for what they report.
    pub agencies: FxHashSet<u64>,
}

impl OrganizationWords {
    /// Opens the lists of a language.
    ///
    /// # Errors
    /// If a row of a list can't be used.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut words = Self::default();
        let mut class = 0;
        folder.read("entities/organization_words", |[names, nouns]| {
            let nouns = nouns.split(' ').map(hash);
            match names {
                "form" => words.forms.extend(nouns),
                "any" => words.any.extend(nouns),
                "article" => words.article.extend(nouns),
                "tie" => words.tie.extend(nouns),
                "and" => words.and.extend(nouns),
                _ => {
                    words.classes.extend(names.split(' ').map(|name| (hash(name), class)));
                    words.nouns.extend(nouns.map(|noun| (noun, class)));
                }
            }
            class += 1;
            Ok(())
        })?;
        folder.read("layout/agencies", |[_, names]| {
            words.agencies.extend(names.split('|').map(hash));
            Ok(())
        })?;
        Ok(words)
    }
}
