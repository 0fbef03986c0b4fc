//! What this stage knows of a language.

use super::lexicon::Lexicon;
use super::organization_words::OrganizationWords;
use crate::lexicon::folder::{Folder, ListError};
use crate::lexicon::names;
use crate::model::linear::Linear;

/// What this stage knows of a language: words of people and organisations, and the ranker of pronouns.
#[derive(Debug, Default)]
pub struct Resources {
    /// Words of names, titles and roles.
    pub(super) lexicon: Lexicon,
    /// Words of organisations.
    pub(super) organizations: OrganizationWords,
    /// The long lists of names.
    pub(super) names: names::Lexicon,
    /// The weights of the ranker; without them no pronoun is resolved but by rule.
    pub(super) ranker: Option<Linear>,
}

impl Resources {
    /// Opens what a language's folder has for this stage.
    ///
    /// # Errors
    /// If a row of a list can't be used.
    pub fn open(folder: &Folder, names: &names::Lexicon) -> Result<Self, ListError> {
        Ok(Self {
            lexicon: Lexicon::open(folder)?,
            organizations: OrganizationWords::open(folder)?,
            names: *names,
            ranker: folder.model("models/people").map(Linear::open),
        })
    }
}
