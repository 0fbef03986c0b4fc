//! What is joined: a person or an organisation of one article, with the company it keeps there.

use serde::{Deserialize, Serialize};

use crate::context::Vector;
use crate::facts::Being;

/// Whether something is a person or an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A person.
    Person,
    /// An organisation.
    Organization,
}

impl Kind {
    /// As the tables have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
        }
    }

    /// The letter that its ids begin with.
    pub fn letter(self) -> char {
        match self {
            Self::Person => 'P',
            Self::Organization => 'O',
        }
    }
}

/// A person or an organisation of one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Id of the article it is in.
    pub article: String,
    /// The article's number in the corpus: where its link is written, never a reason to join.
    pub number: u32,
    /// Of article and entity: what breaks ties, whatever the order of the corpus.
    pub key: u64,
    /// Days since 1970, if known.
    pub day: Option<i32>,
    /// The site that the article is from.
    pub site: String,
    /// Countries that the article is about, most first.
    pub countries: Vec<String>,
    /// True if the article is a copy of an earlier one.
    pub copy: bool,
    /// Why it is in this block, for organisations.
    pub reason: Reason,
    /// Its row of the user's list.
    pub known: Option<u32>,
    /// What the article says of it.
    pub being: Being,
    /// The weightiest terms of its article.
    pub context: Vector,
}

/// Why a unit is linked to an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// It has the entity's usual name.
    Name,
    /// It has another spelling of that.
    Spelling,
    /// A given name is a short form of the other.
    Nickname,
    /// A given name is an initial, or one is left out.
    Initial,
    /// An organisation's acronym.
    Acronym,
    /// A part of the name, which other articles use for the whole.
    Short,
    /// A well-known other name.
    Alias,
    /// The user's list says so.
    Known,
    /// The article's tables do not have it; the corpus knows the name.
    Corpus,
}

impl Reason {
    /// As the tables have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Spelling => "spelling",
            Self::Nickname => "nickname",
            Self::Initial => "initial",
            Self::Acronym => "acronym",
            Self::Short => "short",
            Self::Alias => "alias",
            Self::Known => "known",
            Self::Corpus => "corpus",
        }
    }
}

/// One entity: which units of a block it has, and why.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// The usual name, folded; a row of the user's list.
    pub handle: String,
    /// Units by their number in the block, and the reason.
    pub links: Vec<(usize, Reason)>,
    /// Its row of the user's list.
    pub known: Option<u32>,
}
