//! People, organisations and other names.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fact::{Confidence, Extent};

/// Refers to a person or an organisation of the record: `P0` is `people[0]`, `O2` is `organizations[2]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityId {
    /// Index in [`Record::people`](super::Record::people).
    Person(u32),
    /// Index in [`Record::organizations`](super::Record::organizations).
    Organization(u32),
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(i) => write!(f, "P{i}"),
            Self::Organization(i) => write!(f, "O{i}"),
        }
    }
}

impl Serialize for EntityId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EntityId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = Cow::<str>::deserialize(deserializer)?;
        let index = id.get(1..).and_then(|digits| digits.parse().ok());
        match (id.as_bytes().first(), index) {
            (Some(b'P'), Some(i)) => Ok(Self::Person(i)),
            (Some(b'O'), Some(i)) => Ok(Self::Organization(i)),
            _ => Err(serde::de::Error::custom(format!("{id:?} is not an entity id like P0 or O2"))),
        }
    }
}

impl JsonSchema for EntityId {
    fn schema_name() -> Cow<'static, str> {
        "EntityId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The id of a person or an organisation in its record: `P0` is `people[0]`, `O2` is `organizations[2]`.",
            "type": "string",
            "pattern": "^[PO][0-9]+$",
        })
    }
}

/// A person as the article tells of them. Nothing here is guessed: what the text does not say is missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Person {
    /// `P` and the index in the list.
    pub id: EntityId,
    /// The fullest name in the article, without titles.
    pub name: String,
    /// The given-name part of `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// The family-name part of `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// The form of address used most: Mr, Ms, Dr, Datuk, Sir.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub honorific: Option<String>,
    /// Titles and roles as stated: "US Army Secretary".
    pub titles: Vec<Extent>,
    /// Age in years, where the article states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<Age>,
    /// What they do for a living, as stated: "accountant".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occupation: Option<Extent>,
    /// The organisation or state that a title ties them to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<Extent>,
    /// The pronouns that the article uses for them, most used first, in the subject form.
    pub pronouns: Vec<String>,
    /// Every mention, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Index in `mentions` of the fullest one.
    pub best_mention: u32,
}

/// A person's age in years, as stated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Age {
    /// Age in full years, as the text states it.
    pub years: u32,
    /// The words of the text that state the age.
    #[serde(flatten)]
    pub extent: Extent,
}

/// A place in the text that refers to an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Mention {
    /// The words of the mention, its title included: "Mr Veller".
    #[serde(flatten)]
    pub extent: Extent,
    /// Whether it is a name, a pronoun or a role noun.
    pub kind: MentionKind,
    /// Probability that the mention refers to this entity.
    pub confidence: Confidence,
}

/// The form by which a mention refers to its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A name or a part of one.
    Name,
    /// A personal or possessive pronoun.
    Pronoun,
    /// A noun for the role of its entity: "the minister".
    Role,
}

/// An organisation that the article names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Organization {
    /// `O` and the index in the list.
    pub id: EntityId,
    /// The fullest name in the article.
    pub name: String,
    /// Its short form, if the article introduces one: "WHO".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acronym: Option<String>,
    /// Every mention, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// One of those whom a text does not name: the writer's "I" and "we", the reader's "you", outside of quotations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Voice {
    /// Whose pronouns these are: the writer's, the writer's side's or the reader's.
    pub kind: VoiceKind,
    /// The pronouns, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// Whose pronouns these are: the writer's, the writer's side's or the reader's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum VoiceKind {
    /// The writer, by "I", "me", "my".
    Writer,
    /// The writer's side, by "we", "us", "our".
    Group,
    /// The reader, by "you" and "your".
    Reader,
}

/// Somebody whom the text does not name but mentions more than once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Unnamed {
    /// Whether it is one person or several people.
    pub kind: UnnamedKind,
    /// Nouns and pronouns, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// One person without a name, or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum UnnamedKind {
    /// One person: "the driver ... he".
    Person,
    /// Several people: "the protesters ... they".
    People,
}

/// A name in the text, without titles, a leading "the" or a possessive "'s".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Name {
    /// The characters of the name.
    #[serde(flatten)]
    pub extent: Extent,
    /// The kind of thing that is named.
    pub label: NameLabel,
    /// Probability that extent and label are right.
    pub confidence: Confidence,
}

/// The kind of thing that a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NameLabel {
    /// A human being, real or invented.
    Person,
    /// A company, party, ministry, team, band.
    Organization,
    /// A country, town, river, street, building.
    Place,
    /// A nationality, people, faith or political group: "Ukrainian", "Democrats".
    Group,
    /// A named event: "World War II".
    Event,
    /// A book, film, song or other work.
    Work,
    /// A product, vehicle or device.
    Product,
    /// A law, treaty or court case.
    Law,
    /// The name of a language: "Swahili".
    Language,
    /// A name of any other kind.
    Other,
}

impl Person {
    /// Sorts the mentions by their place in the text, drops doubles, and keeps `best_mention` on the mention it was on.
    pub(crate) fn sort_mentions(&mut self) {
        let best = self.mentions.get(self.best_mention as usize).map(|mention| mention.extent.span);
        self.mentions.sort_by_key(|mention| mention.extent.span);
        self.mentions.dedup_by_key(|mention| mention.extent.span);
        self.best_mention = self.mentions.iter().position(|mention| Some(mention.extent.span) == best).unwrap_or(0) as u32;
    }
}
