//! The list of facts: what a run counts, and what Python's summary and `repr` show.

use super::Record;

/// A kind of fact: one list of a [`Record`].
#[derive(Debug, Clone, Copy)]
pub struct FactKind {
    /// The name of its field in the record, which is that of its table too.
    pub name: &'static str,
    /// Returns how many facts of the kind a record holds.
    pub count: fn(&Record) -> usize,
}

macro_rules! facts {
    ($($field:ident)*) => { &[$(FactKind { name: stringify!($field), count: |record| record.$field.len() }),*] };
}

/// All kinds of facts, in the order in which they are shown.
///
/// # Examples
///
/// ```
/// use nutgraf::record::facts::FACTS;
/// use nutgraf::{Extractor, Source};
///
/// let record = Extractor::default().extract(&Source::text("“We will rebuild,” Mayor Ana Ruiz said."));
/// let quotes = FACTS.iter().find(|fact| fact.name == "quotes").map(|fact| (fact.count)(&record));
/// assert_eq!(quotes, Some(1));
/// ```
pub static FACTS: &[FactKind] = facts! { people organizations places times quantities quotes events };

impl Record {
    /// Returns the JSON Schema (2020-12) of [`Record::to_json`]; `x-facts` names the lists of [`FACTS`].
    pub fn schema() -> serde_json::Value {
        let mut schema = schemars::schema_for!(Record);
        schema.insert("x-facts".into(), FACTS.iter().map(|fact| fact.name).collect());
        schema.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_lists_of_the_record() {
        let schema = Record::schema();
        for fact in FACTS {
            assert_eq!(schema["properties"][fact.name]["type"], "array", "{}", fact.name);
        }
    }
}
