//! The tables whose rows can be marked, and what is shown of a row.

/// A table of facts that samples are drawn from.
pub struct FactTable {
    /// Name of the table in the run.
    pub name: &'static str,
    /// The column that sorts its facts.
    pub kind: &'static str,
    /// The columns with where it begins and ends; of quotes lists.
    pub span: [&'static str; 2],
    /// The columns that say what nutgraf claims.
    pub claims: &'static [&'static str],
}

/// All tables of facts that can be validated.
pub static FACTS: [FactTable; 6] = [
    FactTable {
        name: "quotes",
        kind: "kind",
        span: ["starts", "ends"],
        claims: &["speaker", "cue", "polarity", "addressee", "channel"],
    },
    FactTable {
        name: "events",
        kind: "type",
        span: ["start", "end"],
        claims: &[
            "mode",
            "status",
            "actor",
            "recipient",
            "place_name",
            "country",
            "time_begin",
            "time_end",
            "killed_low",
            "killed_high",
            "injured_low",
            "injured_high",
        ],
    },
    FactTable {
        name: "places",
        kind: "kind",
        span: ["start", "end"],
        claims: &["name", "country", "admin1", "latitude", "longitude", "use"],
    },
    FactTable { name: "times", kind: "type", span: ["start", "end"], claims: &["value", "mod", "begin_date", "end_date"] },
    FactTable {
        name: "quantities",
        kind: "unit_kind",
        span: ["start", "end"],
        claims: &["value", "low", "high", "modifier", "unit_name", "counted", "change"],
    },
    FactTable { name: "names", kind: "label", span: ["start", "end"], claims: &[] },
];

/// The table of that name.
pub fn fact_table(name: &str) -> Option<&'static FactTable> {
    FACTS.iter().find(|table| table.name == name)
}
