//! The list of all tables and their columns.

use nutgraf::Record;

use super::cells::Rows;
use super::column::{Column, KEY, Type};
use super::{events, rows};

/// A table.
pub struct Table {
    /// Its name: of the folder, file or list column.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns behind `article`.
    pub columns: &'static [Column],
    /// Puts in the rows of a record.
    pub(super) rows: fn(&Record, &mut Rows<'_>),
}

macro_rules! columns {
    ($($name:literal $kind:ident $about:literal;)+) => {
        &[$(Column { name: $name, kind: Type::$kind, about: $about }),+]
    };
}

/// All tables, the one of articles first.
pub static TABLES: [Table; 14] = [
    Table {
        name: "articles",
        about: "An article",
        columns: columns! {
            "url" Text "where it came from";
            "language" Text "ISO 639-1; facts are read from `en` alone";
            "title" Text "the headline";
            "published" Text "`YYYY-MM-DD`, or RFC 3339 where the time is known";
            "published_date" Day "the day of that";
            "modified" Text "when it was last changed";
            "authors" Texts "who wrote it";
            "desk" Text "the desk, paper or agency that signs where no person does, or is declared beside people";
            "byline" Text "the byline as it stands";
            "dateline_places" Texts "where it was filed";
            "agency" Text "the news agency it comes from";
            "site_name" Text "the site";
            "section" Text "the section of the paper";
            "canonical_url" Text "the address that the publisher wants it known under";
            "image_url" Text "the picture that leads it";
            "image_urls" Texts "its pictures, the leading one first";
            "page_description" Text "what it says, in the publisher's words";
            "page_tags" Texts "what it is about, in the publisher's words";
            "page_categories" Texts "where the publisher files it";
            "page_license" Text "the licence that the page declares";
            "hostname" Text "the host of its address, without `www.`";
            "page_type" Text "what kind of page it declares to be: `NewsArticle`, `article`";
            "focus_countries" Texts "the countries it is about, most first, ISO 3166";
            "crawled" Text "when it was fetched";
            "text" Text "what all offsets point into";
            "body" Text "the clean article: headings and body, a blank line between two";
            "words" Int "words of that, as white space parts them";
            "notes" Texts "what went wrong or was left out";
            "duplicate_of" Text "`article` of the earlier one that it is a copy of; with `--dedupe mark`";
        },
        rows: rows::articles,
    },
    Table {
        name: "blocks",
        about: "A stretch of text of one kind",
        columns: columns! {
            "number" Int "counts the blocks of the article from 0";
            "kind" Text "title, heading, byline, dateline, body, caption, credit, related, promo, metadata, furniture";
            "start" Int "where it begins";
            "end" Int "where it ends, exclusive";
            "confidence" Float "0 to 1";
        },
        rows: rows::blocks,
    },
    Table {
        name: "quotes",
        about: "Words attributed to a source",
        columns: columns! {
            "number" Int "counts the quotes of the article from 0";
            "kind" Text "direct, indirect, mixed, silent";
            "text" Text "what was said, pieces joined by a space";
            "starts" Ints "where each piece begins";
            "ends" Ints "where each piece ends, exclusive";
            "cue" Text "the words that mark it as said";
            "cue_lemma" Text "their verb or noun: `say`";
            "polarity" Text "said, denied, not_said";
            "speaker" Text "the full name of who said it; where that is not known, the words for them";
            "entity" Text "`entity` of that in `people` or `organizations`";
            "speaker_text" Text "the words that name the speaker here";
            "speaker_start" Int "where they begin";
            "speaker_end" Int "where they end, exclusive";
            "speaker_kind" Text "person, group, organization, document, anonymous";
            "addressee" Text "to whom";
            "channel" Text "by what way: `on X`";
            "within" Int "`number` of the quote that this one lies in";
            "rule" Text "what found it";
            "confidence" Float "0 to 1";
        },
        rows: rows::quotes,
    },
    Table {
        name: "people",
        about: "A person of an article",
        columns: columns! {
            "entity" Text "`P` and a number";
            "name" Text "the fullest name in the article";
            "given" Text "the given part of it";
            "family" Text "the family part of it";
            "honorific" Text "Mr, Ms, Dr ...";
            "titles" Texts "titles and roles as stated";
            "age" Int "in years, as stated";
            "occupation" Text "as stated";
            "affiliation" Text "the organisation or state that a title ties them to";
            "pronouns" Texts "that the article uses for them";
            "mentions" Int "how often they are mentioned";
        },
        rows: rows::people,
    },
    Table {
        name: "organizations",
        about: "An organisation of an article",
        columns: columns! {
            "entity" Text "`O` and a number";
            "name" Text "the fullest name in the article";
            "acronym" Text "its short form, if the article introduces one";
            "mentions" Int "how often it is mentioned";
        },
        rows: rows::organizations,
    },
    Table {
        name: "mentions",
        about: "A mention of a person or an organisation",
        columns: columns! {
            "entity" Text "whom it refers to: `entity` of `people` or `organizations`";
            "kind" Text "name, pronoun, role";
            "start" Int "where it begins";
            "end" Int "where it ends, exclusive";
            "text" Text "what stands there";
            "confidence" Float "0 to 1";
        },
        rows: rows::mentions,
    },
    Table {
        name: "places",
        about: "A mention of a place",
        columns: columns! {
            "number" Int "counts the places of the article from 0";
            "start" Int "where it begins";
            "end" Int "where it ends, exclusive";
            "text" Text "what stands there";
            "name" Text "the place's own name";
            "kind" Text "region, country, admin1, area, city, nature, site, unknown";
            "geonames_id" Int "its number in GeoNames";
            "country" Text "ISO 3166, two letters";
            "admin1" Text "its state or province, the code of GeoNames";
            "latitude" Float "degrees north";
            "longitude" Float "degrees east";
            "use" Text "literal, metonym, modifier, embedded";
            "demonym" Flag "named through its people: `Russian`";
            "precision" Text "city, admin1, country, region, none";
            "confidence" Float "0 to 1";
        },
        rows: rows::places,
    },
    Table {
        name: "times",
        about: "A date, time of day, duration or set of times",
        columns: columns! {
            "number" Int "counts the times of the article from 0";
            "start" Int "where it begins";
            "end" Int "where it ends, exclusive";
            "text" Text "what stands there";
            "type" Text "DATE, TIME, DURATION, SET";
            "value" Text "TIMEX3 value";
            "mod" Text "TIMEX3 modifier";
            "quant" Text "of a set, how many at once";
            "freq" Text "of a set, how often";
            "begin_date" Day "the first day that it covers";
            "end_date" Day "the day after the last one";
            "until" Int "`number` of the other end of a range that starts here";
            "anchor" Text "TIMEX3 value that it was counted from";
            "anchor_kind" Text "published, dateline, previous";
            "rule" Text "what read it";
            "confidence" Float "0 to 1";
        },
        rows: rows::times,
    },
    Table {
        name: "quantities",
        about: "A number that counts or measures something",
        columns: columns! {
            "number" Int "counts the quantities of the article from 0";
            "start" Int "where it begins";
            "end" Int "where it ends, exclusive";
            "text" Text "what stands there";
            "value" Float "how many, if it is one number";
            "low" Float "the lower bound, if it is a range";
            "high" Float "the upper bound, if it is a range";
            "modifier" Text "`=` `~` `>` `<` `range`";
            "unit_kind" Text "currency, percent, measure, duration, age, count";
            "unit" Text "its symbol: an ISO 4217 code, an SI symbol, `percent`; for a count the noun";
            "unit_name" Text "its name in the singular";
            "counted" Text "what is counted, as it stands";
            "change" Text "up, down";
            "confidence" Float "0 to 1";
        },
        rows: rows::quantities,
    },
    Table {
        name: "names",
        about: "A name in the text, whatever it names",
        columns: columns! {
            "start" Int "where it begins";
            "end" Int "where it ends, exclusive";
            "text" Text "what stands there";
            "label" Text "person, organization, place, group, event, work, product, law, language, other";
            "confidence" Float "0 to 1";
        },
        rows: rows::names,
    },
    Table {
        name: "events",
        about: "Something that happened, will happen or did not",
        columns: columns! {
            "number" Int "counts the events of the article from 0";
            "main" Flag "what the article is about";
            "type" Text "AGREE, CONSULT ... CONTEST: docs/events.md";
            "mode" Text "how: `firearms`, `strike`, `earthquake`";
            "plover" Text "its type in PLOVER, if that has one";
            "status" Text "asserted, planned, negated, alleged, possible, generic";
            "quad" Int "1 and 3 words, 2 and 4 deeds; 1 and 2 friendly, 3 and 4 hostile";
            "intensity" Float "PLOVER's score of the type";
            "cameo_root" Text "root code of CAMEO";
            "goldstein" Float "the usual value of that root: of the type, not of the event";
            "acled" Text "the nearest sub-event type of ACLED, a guess";
            "time_begin" Day "the first day";
            "time_end" Day "the day after the last one";
            "time_precision" Int "1 a day, 2 up to a week, 3 longer";
            "place_name" Text "where";
            "geonames_id" Int "its number in GeoNames";
            "country" Text "ISO 3166, two letters";
            "admin1" Text "state or province, the code of GeoNames";
            "latitude" Float "degrees north";
            "longitude" Float "degrees east";
            "geo_precision" Int "1 a settlement or site, 2 an area, 3 a state or country";
            "actor" Text "who did it, the first one, by full name where known";
            "actor_entity" Text "`entity` of that in `people` or `organizations`";
            "actor_country" Text "their country, ISO 3166";
            "actor_sector" Text "their sector, a code of CAMEO: GOV, MIL, COP ...";
            "recipient" Text "to whom, the first one, by full name where known";
            "recipient_entity" Text "`entity` of that in `people` or `organizations`";
            "recipient_country" Text "their country, ISO 3166";
            "recipient_sector" Text "their sector, a code of CAMEO: GOV, MIL, COP ...";
            "instrument" Text "with what";
            "killed_low" Int "people killed, the least number";
            "killed_high" Int "the greatest; empty where it is open";
            "injured_low" Int "people injured, the least number";
            "injured_high" Int "the greatest; empty where it is open";
            "arrested_low" Int "people arrested, the least number";
            "missing_low" Int "people missing, the least number";
            "displaced_low" Int "people driven from home, the least number";
            "participants_low" Int "people taking part, the least number";
            "source" Text "who says so, where it is not the article";
            "mentions" Int "how often it is told";
            "rank" Int "1 the main event";
            "key" Text "type, day, area and dead: equal in copies of one story";
            "confidence" Float "0 to 1";
            "start" Int "where the trigger of its best telling begins";
            "end" Int "where it ends, exclusive";
        },
        rows: events::events,
    },
    Table {
        name: "event_participants",
        about: "Who takes part in an event",
        columns: columns! {
            "event" Int "`number` of the event";
            "role" Text "actor, recipient";
            "text" Text "the words for them";
            "entity" Text "`entity` in `people` or `organizations`";
            "name" Text "their full name";
            "country" Text "ISO 3166, two letters";
            "sector" Text "a code of CAMEO";
            "start" Int "where the words begin";
            "end" Int "where they end, exclusive";
        },
        rows: events::participants,
    },
    Table {
        name: "event_mentions",
        about: "A telling of an event",
        columns: columns! {
            "event" Int "`number` of the event";
            "number" Int "counts the tellings of the event from 0";
            "text" Text "the trigger";
            "start" Int "where it begins";
            "end" Int "where it ends, exclusive";
            "sentence_start" Int "where its sentence begins";
            "sentence_end" Int "where that ends, exclusive";
            "status" Text "what this telling says";
            "harm" Text "what it says came of it: killed, injured ...; empty where it names what was done";
            "quote" Int "`number` of the quote that it stands in";
            "title" Flag "in the headline";
            "confidence" Float "0 to 1";
        },
        rows: events::mentions,
    },
    Table {
        name: "answers",
        about: "An answer to one of the five Ws or How",
        columns: columns! {
            "question" Text "who, what, when, where, why, how";
            "number" Int "0 the best one";
            "text" Text "the words";
            "name" Text "the full name, where the words are a short one";
            "start" Int "where they begin";
            "end" Int "where they end, exclusive";
            "rule" Text "what found it";
            "confidence" Float "0 to 1";
        },
        rows: events::answers,
    },
];

/// The table of that name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

/// All tables, field by field, in Markdown.
pub fn markdown() -> String {
    use std::fmt::Write;
    let mut page = String::new();
    for table in &TABLES {
        // A string takes all that is written to it.
        let _ = writeln!(page, "### {}\n\n{}.\n\n| column | type | what |\n|---|---|---|", table.name, table.about);
        let _ = writeln!(page, "| `{KEY}` | string | id of the article |");
        for column in table.columns {
            let _ = writeln!(page, "| `{}` | {} | {} |", column.name, column.kind.spark(), column.about);
        }
        page.push('\n');
    }
    page
}
