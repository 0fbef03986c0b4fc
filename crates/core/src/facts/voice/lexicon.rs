//! The pronouns of a speaker and of a reader, from `pronouns.tsv`.

use rustc_hash::FxHashMap;

use crate::lexicon::folder::{Folder, ListError};
use crate::record::VoiceKind;
use crate::text::hash::hash;

/// What this stage knows of a language: whose each first- and second-person pronoun is.
#[derive(Debug, Default)]
pub struct Resources {
    pronouns: FxHashMap<u64, VoiceKind>,
}

impl Resources {
    /// Opens what a language's folder has for this stage.
    ///
    /// # Errors
    /// If a row of the list can't be used.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut pronouns = FxHashMap::default();
        folder.read("pronouns", |[form, person, number]| {
            let kind = match (person, number) {
                ("first", "singular") => VoiceKind::Writer,
                ("first", _) => VoiceKind::Group,
                ("second", _) => VoiceKind::Reader,
                _ => return Ok(()),
            };
            pronouns.insert(hash(form), kind);
            Ok(())
        })?;
        Ok(Self { pronouns })
    }

    /// Returns whose pronoun the word of this [`hash`] is.
    pub fn voice(&self, word: u64) -> Option<VoiceKind> {
        self.pronouns.get(&word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_are_the_writers_his_sides_or_the_readers() {
        let english = Resources::open(Folder::english()).expect("good rows");
        let voices = ["Myself", "ours", "yourselves", "herself"].map(|word| english.voice(hash(word)));
        assert_eq!(voices, [Some(VoiceKind::Writer), Some(VoiceKind::Group), Some(VoiceKind::Reader), None]);
    }
}
