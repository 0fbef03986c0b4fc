//! What the report reads of a run: which columns of which tables.

use nutgraf_batch::Wanted;
use serde_json::Value;

use nutgraf_batch::Result;

/// The rows of one table that belong to an article.
pub type Rows = Vec<Vec<Value>>;

macro_rules! tables {
    ($($table:ident [$($column:literal)+];)+) => {
        /// The rows of one article, table by table; the cells in the order of [`wanted`].
        #[derive(Debug, Default)]
        pub struct Tables {
            $(pub $table: Rows,)+
        }

        impl Tables {
            /// Takes what a run hands over for an article.
            pub fn new(rows: Vec<Rows>) -> Self {
                let mut rows = rows.into_iter();
                Self { $($table: rows.next().unwrap_or_default(),)+ }
            }
        }

        /// The columns asked for.
        ///
        /// # Errors
        /// If a table or column of the list is none of a run's.
        pub fn wanted() -> Result<Vec<Wanted>> {
            Ok(vec![$(Wanted::new(stringify!($table), &[$($column),+])?),+])
        }
    };
}

tables! {
    articles["article" "url" "language" "title" "published" "published_date" "authors" "site_name" "duplicate_of" "text"];
    blocks["kind" "start" "end"];
    people["entity" "name" "titles" "affiliation" "mentions"];
    organizations["entity" "name" "mentions"];
    mentions["start" "end" "confidence" "entity" "kind"];
    quotes["starts" "ends" "confidence" "kind" "polarity" "speaker" "entity" "speaker_start" "speaker_end" "speaker_kind" "cue"
        "addressee" "channel"];
    places["start" "end" "confidence" "name" "kind" "geonames_id" "country" "latitude" "longitude" "use"];
    times["start" "end" "confidence" "type" "value" "begin_date" "end_date"];
    quantities["start" "end" "confidence" "value" "low" "high" "modifier" "unit_name" "counted" "change"];
    events["number" "confidence" "type" "mode" "status" "main" "time_begin" "time_end" "place_name" "country" "actor"
        "actor_entity" "recipient" "recipient_entity" "killed_low" "injured_low" "start" "end"];
    event_mentions["event" "start" "end"];
    answers["question" "number" "start" "end" "confidence" "name"];
}

/// A cell of text; empty where it is null.
pub fn text(cell: &Value) -> &str {
    cell.as_str().unwrap_or_default()
}

/// The texts in a cell that holds a list.
pub fn texts(cell: &Value) -> impl Iterator<Item = &str> {
    cell.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// Confidence in hundredths; what has none is certain.
pub fn percent(cell: &Value) -> u32 {
    cell.as_f64().map_or(100, |share| (share.clamp(0.0, 1.0) * 100.0).round() as u32)
}
