//! The tables that linking adds to those of a run.

use nutgraf_batch::tables::{Column, Type};

/// A table that linking writes.
pub struct Table {
    /// Its name: of the folder or file.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
}

macro_rules! columns {
    ($($name:literal $kind:ident $about:literal;)+) => {
        &[$(Column { name: $name, kind: Type::$kind, about: $about }),+]
    };
}

/// A person or an organisation of the corpus.
pub static ENTITIES: Table = Table {
    name: "entities",
    about: "A person or an organisation of the corpus, most articles first",
    columns: columns! {
        "id" Text "its id, kept from run to run; of the user's list, that one's";
        "kind" Text "person, organization";
        "name" Text "the name that most articles use, in full";
        "names" Texts "all names that articles call it by, most used first";
        "name_counts" Ints "how often each of them stands there";
        "titles" Texts "titles and roles as stated, most used first";
        "titles_first" Texts "the first day of each, `YYYY-MM-DD`, empty where no day is known";
        "titles_last" Texts "the last day of each";
        "affiliations" Texts "organisations and states that titles tie a person to, most used first";
        "affiliations_first" Texts "the first day of each";
        "affiliations_last" Texts "the last day of each";
        "countries" Texts "what its articles are about, most first, ISO 3166";
        "first_day" Day "of its first article";
        "last_day" Day "of its last article";
        "articles" Int "how many articles have it";
        "mentions" Int "how often they mention it";
        "quotes" Int "how many quotes are its own";
        "confidence" Float "the mean of its links', 0 to 1";
        "known" Text "the columns of the user's list (`--known`), a JSON object";
    },
};

/// Which entity of the corpus a person or an organisation of an article is.
pub static ENTITY_LINKS: Table = Table {
    name: "entity_links",
    about: "Which entity of the corpus a person or an organisation of an article is",
    columns: columns! {
        "article" Text "id of the article";
        "entity" Text "`entity` in `people` or `organizations`; empty where those do not have the name";
        "id" Text "`id` in `entities`";
        "kind" Text "person, organization";
        "name" Text "the fullest name in the article; where `entity` is empty, the name that the corpus knows";
        "confidence" Float "0 to 1";
        "reason" Text "name, spelling, nickname, initial, acronym, short, alias, known, corpus";
    },
};

/// All tables that linking writes.
pub static TABLES: [&Table; 2] = [&ENTITIES, &ENTITY_LINKS];
