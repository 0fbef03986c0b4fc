//! A user's own list of people and organisations: it wins over what linking would say, and its columns travel into the entities.

use std::fs::File;
use std::path::Path;

use arrow_array::RecordBatch;
use nutgraf_batch::strings::Cells;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::{Error, Result};
use crate::facts::Being;
use crate::fold::fold;
use crate::organization::form;
use crate::person::Name;
use crate::tables::ENTITIES;
use crate::unit::Kind;

/// People and organisations that the user knows. A row is `name`, and where there are such columns, `id`, `aliases` (parted by `|` or
/// `;`) and `kind` (`person`, which holds where there is none, or `organization`); all other columns are the user's own.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The user's own columns, by the names that they have in `entities`.
    pub columns: Vec<String>,
    rows: Vec<Listed>,
    /// For each name its row; none where several rows have it, which then says nothing.
    people: FxHashMap<String, Option<u32>>,
    organizations: FxHashMap<String, Option<u32>>,
}

/// A row of the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its best name in the user's list.
    pub name: String,
    /// The user's id, or empty.
    pub id: String,
    /// Whether it is a person or an organisation.
    pub kind: Kind,
    /// The cells of the user's own columns.
    pub cells: Vec<String>,
}

impl Known {
    /// Reads a list with a header: tabs where the file's name ends in `.tsv` or `.tab`, else commas.
    ///
    /// # Errors
    /// If it can't be read, has no column `name`, or a row that can't be used.
    pub fn read(path: &Path) -> Result<Self> {
        let tabs =
            path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tsv") || ending.eq_ignore_ascii_case("tab"));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if tabs { b'\t' } else { b',' })
            .quoting(!tabs)
            .from_reader(File::open(path).map_err(Error::io("reading", path))?);
        let unreadable = |error: csv::Error| Error::io("reading", path)(error.into());
        let header: Vec<String> = reader.headers().map_err(unreadable)?.iter().map(str::to_owned).collect();
        let rows: Result<Vec<Vec<String>>, _> =
            reader.records().map(|row| Ok(row?.iter().map(str::to_owned).collect())).collect();
        let rows = rows.map_err(unreadable)?;
        Self::of(&header, rows).map_err(|error| Error::file(path, error))
    }

    /// A list in Arrow.
    ///
    /// # Errors
    /// As for [`Known::of`].
    pub fn of_batches(batches: &[RecordBatch]) -> Result<Self> {
        let schema = batches.first().map(RecordBatch::schema);
        let header: Vec<String> = schema.iter().flat_map(|schema| schema.fields()).map(|field| field.name().clone()).collect();
        let rows = batches.iter().flat_map(|batch| {
            let columns: Vec<_> = batch.columns().iter().map(Cells::new).collect();
            let row = move |i: usize| {
                let cell =
                    |column: &Option<Cells<'_>>| column.as_ref().and_then(|cells| cells.get(i)).unwrap_or_default().into_owned();
                columns.iter().map(cell).collect::<Vec<_>>()
            };
            (0..batch.num_rows()).map(row)
        });
        Self::of(&header, rows)
    }

    /// A list with these columns and rows.
    ///
    /// # Errors
    /// If there is no column `name`, or a row can't be used: it has no name, another row's id, or is of no known kind.
    pub fn of(header: &[String], rows: impl IntoIterator<Item = Vec<String>>) -> Result<Self> {
        let place =
            |name: &str| header.iter().position(|column| column.trim().trim_start_matches('\u{feff}').eq_ignore_ascii_case(name));
        let name = place("name").ok_or_else(|| Error::Use("the list has no column `name`".to_owned()))?;
        let (id, aliases, kind) = (place("id"), place("aliases"), place("kind"));
        let own: Vec<usize> = (0..header.len()).filter(|at| ![Some(name), id, aliases, kind].contains(&Some(*at))).collect();
        let mut this = Self { columns: own_names(own.iter().map(|&at| header[at].trim())), ..Self::default() };
        let mut ids = FxHashSet::default();
        for (number, row) in (2_u32..).zip(rows) {
            let cell = |at: usize| row.get(at).map_or("", |cell| cell.trim());
            let refuse = |reason: String| Error::Use(format!("row {number}: {reason}"));
            if fold(cell(name)).is_empty() {
                return Err(refuse("it has no name".to_owned()));
            }
            let kind = match kind.map_or("", cell) {
                "" | "person" => Kind::Person,
                "organization" | "organisation" => Kind::Organization,
                other => return Err(refuse(format!("its kind is {other:?}, neither person nor organization"))),
            };
            let id = id.map_or("", cell);
            if !id.is_empty() && !ids.insert(id.to_owned()) {
                return Err(refuse(format!("another row has the id {id:?}")));
            }
            let listed = this.rows.len() as u32;
            for alias in aliases.map_or("", cell).split(['|', ';']).chain([cell(name)]) {
                let (names, key) = match kind {
                    Kind::Person => (&mut this.people, fold(alias).join(" ")),
                    Kind::Organization => (&mut this.organizations, form(alias)),
                };
                if !key.is_empty() {
                    names.entry(key).and_modify(|row| *row = row.filter(|&row| row == listed)).or_insert(Some(listed));
                }
            }
            let cells = own.iter().map(|&at| cell(at).to_owned()).collect();
            this.rows.push(Listed { name: cell(name).to_owned(), id: id.to_owned(), kind, cells });
        }
        Ok(this)
    }

    /// True if the list has such a row.
    pub fn has(&self, row: u32) -> bool {
        (row as usize) < self.rows.len()
    }

    /// A row of the list.
    pub fn row(&self, row: u32) -> &Listed {
        &self.rows[row as usize]
    }

    /// The row of a person of an article: by the fullest name, else by another name that the article uses.
    pub fn person(&self, being: &Being) -> Option<u32> {
        if self.people.is_empty() {
            return None;
        }
        let mut names = std::iter::once(&being.name).chain(being.names.iter().map(|(name, _)| name));
        names.find_map(|name| self.people.get(&fold(name).join(" "))).copied().flatten()
    }

    /// The row of an organisation of an article, by its folded form.
    pub fn organization(&self, form: &str) -> Option<u32> {
        self.organizations.get(form).copied().flatten()
    }

    /// All forms of organisations on the list, each with its row.
    pub fn organizations(&self) -> impl Iterator<Item = (&str, u32)> {
        self.organizations.iter().filter_map(|(form, row)| Some((form.as_str(), (*row)?)))
    }

    /// A person's name as linking compares it.
    pub fn name(&self, row: u32) -> Option<Name> {
        Name::of(&Being { name: self.row(row).name.clone(), ..Being::default() })
    }
}

/// The names of the user's columns beside those of `entities`.
fn own_names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut made: Vec<String> = Vec::new();
    for name in names {
        let mut name = if name.is_empty() { "column".to_owned() } else { name.to_owned() };
        while made.contains(&name) || ENTITIES.columns.iter().any(|column| column.name == name) {
            name.push_str("_known");
        }
        made.push(name);
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(header: &str, rows: &[&str]) -> Result<Known> {
        let cells = |row: &str| row.split('\t').map(str::to_owned).collect::<Vec<_>>();
        Known::of(&cells(header), rows.iter().map(|row| cells(row)))
    }

    fn person(name: &str) -> Being {
        Being { name: name.to_owned(), ..Being::default() }
    }

    #[test]
    fn names_and_aliases_lead_to_their_row() {
        let known = list(
            "name\tid\taliases\tparty\tquotes",
            &["Ana Ruiz\tQ1\tAna María Ruiz | La Alcaldesa\tUnity\t7", "Tom Bell\t\t\tReform\t"],
        )
        .unwrap();
        assert_eq!(known.columns, ["party", "quotes_known"]);
        assert_eq!(known.person(&person("ANA MARIA RUIZ")), Some(0));
        assert_eq!(known.person(&person("Tom Bell")), Some(1));
        assert_eq!(known.person(&person("Tim Bell")), None);
        assert_eq!(known.row(0).cells, ["Unity", "7"]);
    }

    #[test]
    fn a_name_of_two_rows_says_nothing() {
        let known = list("name\tid", &["Ana Ruiz\tQ1", "Ana Ruiz\tQ2"]).unwrap();
        assert_eq!(known.person(&person("Ana Ruiz")), None);
    }

    #[test]
    fn lists_that_can_t_be_used_are_refused() {
        for (header, row, reason) in [
            ("who", "Ana", "no column `name`"),
            ("name\tid", "\tQ1", "row 2: it has no name"),
            ("name\tkind", "Ana\tship", "row 2: its kind is \"ship\""),
        ] {
            let error = list(header, &[row]).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
        assert!(list("name\tid", &["Ana\tQ1", "Tom\tQ1"]).is_err());
    }
}
