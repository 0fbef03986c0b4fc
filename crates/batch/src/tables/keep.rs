//! Columns of the user's own in the table of articles: what stands in the records' `context`.

use std::collections::BTreeMap;

use nutgraf::Record;
use serde_json::Value;

use super::column::{KEY, Keep, Type};
use super::list::TABLES;

impl Keep {
    /// The columns for these keys. A name that `articles` or the nested form has itself gets `_kept` behind it.
    pub fn columns(keys: impl IntoIterator<Item = (String, Type)>) -> Vec<Self> {
        let mut made: Vec<Self> = Vec::new();
        for (key, kind) in keys {
            if made.iter().any(|keep| keep.key == key) {
                continue;
            }
            let mut name = key.clone();
            while is_taken(&name) || made.iter().any(|keep| keep.name == name) {
                name.push_str("_kept");
            }
            made.push(Self { key, name, kind });
        }
        made
    }

    /// Columns of text: where values come one by one, and a type can't be promised for those to come.
    pub fn texts(keys: &[String]) -> Vec<Self> {
        Self::columns(keys.iter().map(|key| (key.clone(), Type::Text)))
    }

    /// The columns for all that these records hold, by name, each of the narrowest type that takes its values.
    pub fn of<'a>(records: impl IntoIterator<Item = &'a Record>) -> Vec<Self> {
        let mut kinds: BTreeMap<&str, Option<Type>> = BTreeMap::new();
        for record in records {
            for (key, value) in &record.context {
                let kind = kinds.entry(key).or_default();
                *kind = joined(*kind, value);
            }
        }
        Self::columns(kinds.into_iter().map(|(key, kind)| (key.to_owned(), kind.unwrap_or(Type::Text))))
    }
}

fn is_taken(name: &str) -> bool {
    name == KEY || TABLES[0].columns.iter().any(|column| column.name == name) || TABLES.iter().any(|table| table.name == name)
}

/// The type that takes what came before and this value too.
fn joined(before: Option<Type>, value: &Value) -> Option<Type> {
    let kind = match value {
        Value::Null => return before,
        Value::Bool(_) => Type::Flag,
        Value::Number(n) if n.is_i64() => Type::Long,
        Value::Number(_) => Type::Float,
        _ => Type::Text,
    };
    Some(match (before, kind) {
        (None, kind) => kind,
        (Some(before), kind) if before == kind => kind,
        (Some(Type::Long | Type::Float), Type::Long | Type::Float) => Type::Float,
        _ => Type::Text,
    })
}

#[cfg(test)]
mod tests {
    use nutgraf::{Extractor, Source};
    use serde_json::json;

    use super::*;

    #[test]
    fn columns_take_the_narrowest_type() {
        let record = |context: Value| {
            let mut source = Source::text("One.");
            source.context = context.as_object().cloned().unwrap_or_default();
            Extractor::default().extract(&source)
        };
        let records = [
            record(json!({"n": 1, "x": 1, "on": true, "mixed": 1, "none": null, "title": "a"})),
            record(json!({"n": 2, "x": 0.5, "on": false, "mixed": "b", "list": [1]})),
        ];
        let found = Keep::of(&records).into_iter().map(|keep| (keep.name, keep.kind)).collect::<Vec<_>>();
        let expected = [
            ("list", Type::Text),
            ("mixed", Type::Text),
            ("n", Type::Long),
            ("none", Type::Text),
            ("on", Type::Flag),
            ("title_kept", Type::Text),
            ("x", Type::Float),
        ];
        assert_eq!(found, expected.map(|(name, kind)| (name.to_owned(), kind)));
    }
}
