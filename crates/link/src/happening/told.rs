//! What articles tell of events, on its way to where events of one story meet.

use serde::{Deserialize, Serialize};

use crate::facts::{Happened, Party, Role};
use crate::fold::fold;

/// The events of an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Id of the article it is from.
    pub article: String,
    /// Its number in the corpus.
    pub number: u32,
    /// The site that the article is from.
    pub site: String,
    /// What happened, as it says.
    pub events: Vec<Happened>,
}

/// An event of an article of a story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Id of the article it is from.
    pub article: String,
    /// The site that the article is from.
    pub site: String,
    /// What the article says of the event.
    pub event: Happened,
}

impl Told {
    /// Who takes part in which role, by [`handle`].
    pub fn handles(&self) -> Vec<(Role, String)> {
        let named = self.event.parties.iter().filter(|party| !party.name.is_empty());
        named.map(|party| (party.role, handle(party))).collect()
    }
}

/// Names that two articles have in common for one who takes part: the id in the corpus, else the folded name.
pub fn handle(party: &Party) -> String {
    if party.id.is_empty() { fold(&party.name).join(" ") } else { party.id.clone() }
}
