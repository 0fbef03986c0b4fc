//! What came of an event, and how many people it happened to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::Extent;
use super::quantity::QuantityModifier;

/// What came of an event, as a telling of it says: people or things that were harmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Harm {
    /// People died: "killed", "murder", "the death toll".
    Killed,
    /// People were hurt: "injured", "wounds".
    Injured,
    /// People died or were hurt, it is not said which: "casualties".
    Casualties,
    /// People were not found: "missing", "vanished".
    Missing,
    /// People were driven from home: "displaced", "homeless".
    Displaced,
    /// Things were broken: "destroyed", "damage".
    Damage,
}

impl Harm {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 6] = [Self::Killed, Self::Injured, Self::Casualties, Self::Missing, Self::Displaced, Self::Damage];

    /// The name as in JSON and in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Casualties => "casualties",
            Self::Missing => "missing",
            Self::Displaced => "displaced",
            Self::Damage => "damage",
        }
    }

    /// The harm of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|harm| harm.name() == name)
    }

    /// The kind of count that numbers of such people are of; none for things, and where two kinds are not told apart.
    pub fn counted(self) -> Option<CountKind> {
        match self {
            Self::Killed => Some(CountKind::Killed),
            Self::Injured => Some(CountKind::Injured),
            Self::Missing => Some(CountKind::Missing),
            Self::Displaced => Some(CountKind::Displaced),
            Self::Casualties | Self::Damage => None,
        }
    }
}

/// How many people something happened to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Count {
    /// What happened to them.
    pub kind: CountKind,
    /// The least number.
    pub low: u32,
    /// The greatest number; none where it is open ("dozens", "at least nine"). The same as `low` for an exact number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<u32>,
    /// The words for the number, or for the one person.
    #[serde(flatten)]
    pub extent: Extent,
    /// How the number is to be taken, as in the quantity that it was read from; `=` for one person.
    pub modifier: QuantityModifier,
    /// True if the text gives it as a total: "the toll rose to 40".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub total: bool,
}

/// What happened to the people counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CountKind {
    /// Dead.
    Killed,
    /// Hurt.
    Injured,
    /// Arrested.
    Arrested,
    /// Not found.
    Missing,
    /// Driven from home.
    Displaced,
    /// Taking part: in a protest, a march.
    Participants,
}

impl CountKind {
    /// All kinds, in the order of tables and commands.
    pub const ALL: [Self; 6] = [Self::Killed, Self::Injured, Self::Arrested, Self::Missing, Self::Displaced, Self::Participants];

    /// The name as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Arrested => "arrested",
            Self::Missing => "missing",
            Self::Displaced => "displaced",
            Self::Participants => "participants",
        }
    }
}
