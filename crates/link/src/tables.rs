//! The tables that linking adds to those of a run.

use nutgraf_batch::tables::{Column, Type};

/// A table that linking writes.
pub struct Table {
    /// Its name: of the folder or file.
    pub name: &'static str,
    /// What a row of the table is.
    pub about: &'static str,
    /// Its columns, in the order of the file.
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
        "confidence" Float "the mean of its links', 0 to 1; null where none has one";
        "known" Flag "it is of the user's list (`--known`), whose own columns follow this one";
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
        "confidence" Float "the share of links of this kind and reason that are right on development data, 0 to 1; null where too few were counted";
        "reason" Text "name, spelling, nickname, initial, acronym, short, alias, known, corpus";
    },
};

/// The table of stories: what several articles tell.
pub static STORIES: Table = Table {
    name: "stories",
    about: "A story: articles that tell the same, most articles first",
    columns: columns! {
        "id" Text "its id, kept from run to run";
        "headline" Text "of its central article";
        "first_day" Day "of its first article";
        "last_day" Day "of its last article";
        "articles" Int "how many articles tell it; 1 where nobody else does";
        "sites" Int "on how many sites";
        "main_event" Text "the type that most of them have for their main event: docs/events.md";
        "countries" Texts "what its articles are about, most first, ISO 3166";
        "central" Text "`article` whose words are nearest to those of all of them";
        "confidence" Float "the mean of its links', 0 to 1; null where one article alone tells it";
    },
};

/// Which story an article tells.
pub static STORY_LINKS: Table = Table {
    name: "story_links",
    about: "Which story an article tells",
    columns: columns! {
        "article" Text "id of the article";
        "id" Text "`id` in `stories`";
        "central" Flag "its words are nearest to those of all articles of the story";
        "confidence" Float "the share of articles as near to their story that are right there on development data, 0 to 1; null where the story has no other";
    },
};

/// Events of several articles that are one.
pub static HAPPENINGS: Table = Table {
    name: "happenings",
    about: "An event that several articles of a story tell, most articles first",
    columns: columns! {
        "id" Text "its id, kept from run to run";
        "story" Text "`id` in `stories`";
        "type" Text "AGREE, CONSULT ... CONTEST: docs/events.md";
        "first_day" Day "the first day that its articles have in common";
        "last_day" Day "the last one";
        "place" Text "where, as the first article has it that says so";
        "geonames_id" Int "its number in GeoNames";
        "country" Text "ISO 3166, two letters";
        "admin1" Text "state or province, the code of GeoNames";
        "actors" Texts "who did it, those that most articles have first";
        "actor_ids" Texts "their ids in `entities`, in the same order; empty where there is none";
        "recipients" Texts "to whom";
        "recipient_ids" Texts "their ids in `entities`";
        "articles" Int "how many articles tell it";
        "sites" Int "on how many sites";
        "killed_least" Int "people killed, the least number that an article gives";
        "killed_most" Int "the greatest";
        "killed_article" Text "`article` that gives the greatest";
        "killed_source" Text "who says so there; where it is the article itself, its site";
        "injured_least" Int "people injured, the least number that an article gives";
        "injured_most" Int "the greatest";
        "injured_article" Text "`article` that gives the greatest";
        "injured_source" Text "who says so there; where it is the article itself, its site";
        "confidence" Float "the mean of its links', 0 to 1";
    },
};

/// Which happening an event of an article is.
pub static HAPPENING_LINKS: Table = Table {
    name: "happening_links",
    about: "Which happening an event of an article is; events that one article alone tells have none",
    columns: columns! {
        "article" Text "id of the article";
        "event" Int "`number` in `events`";
        "id" Text "`id` in `happenings`";
        "confidence" Float "the share of links for which as much speaks that are right on development data, 0 to 1";
    },
};

/// All tables that linking writes.
pub static TABLES: [&Table; 6] = [&ENTITIES, &ENTITY_LINKS, &STORIES, &STORY_LINKS, &HAPPENINGS, &HAPPENING_LINKS];
