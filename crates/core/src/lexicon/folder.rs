//! The lists and models of a language: a folder under `data/lang`, checked and put into the program by the build script.

use std::fmt;

use crate::text::tsv::{self, Row, TsvError};

/// The folder of one language.
#[derive(Debug, Clone, Copy)]
pub struct Folder {
    /// Code of the language, ISO 639-1.
    pub code: &'static str,
    /// Its lists: name without ending (`time/words`), and content.
    pub lists: &'static [(&'static str, &'static str)],
    /// Its models and packed tables: name without ending (`models/names`), and content.
    pub models: &'static [(&'static str, &'static [u8])],
}

/// All languages that nutgraf ships lists of, by their code.
static FOLDERS: &[Folder] = include!(concat!(env!("OUT_DIR"), "/folders.rs"));

/// A row of a language's list that can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListError {
    /// Code of the language, ISO 639-1.
    pub code: &'static str,
    /// Name of the list, without its ending.
    pub list: &'static str,
    /// What is wrong in it.
    pub error: TsvError,
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "reading data/lang/{}/{}.tsv, {}", self.code, self.list, self.error)
    }
}

impl std::error::Error for ListError {}

impl Folder {
    /// Returns the folders of all languages, in the order of their codes.
    pub fn all() -> &'static [Self] {
        FOLDERS
    }

    /// Returns the folder of a language by its ISO 639-1 code.
    pub fn of(code: &str) -> Option<&'static Self> {
        FOLDERS.iter().find(|folder| folder.code == code)
    }

    /// Returns the folder of English.
    pub fn english() -> &'static Self {
        Self::of("en").unwrap_or(&Self { code: "en", lists: &[], models: &[] })
    }

    /// Returns the lines of a list without comments; a list that the language does not have has none.
    pub fn lines(&self, list: &str) -> impl Iterator<Item = &'static str> + use<> {
        self.rows(list).map(|row| row.text())
    }

    /// Returns the rows of a list; a list that the language does not have has none.
    pub fn rows(&self, list: &str) -> impl Iterator<Item = Row<'static>> + use<> {
        let found = self.lists.binary_search_by_key(&list, |&(name, _)| name);
        tsv::rows(found.map_or("", |at| self.lists[at].1))
    }

    /// Returns a model or a packed table by its name, `models/names`, if the language has it.
    pub fn model(&self, name: &str) -> Option<&'static [u8]> {
        self.models.iter().find(|(found, _)| *found == name).map(|&(_, bytes)| bytes)
    }

    /// Calls `add` for each row of a list.
    ///
    /// # Errors
    /// If `add` refuses a row; the error names the list and the line.
    pub fn read<const N: usize>(
        &self,
        list: &'static str,
        mut add: impl FnMut([&'static str; N]) -> Result<(), String>,
    ) -> Result<(), ListError> {
        for row in self.rows(list) {
            add(row.cells()).map_err(|reason| ListError { code: self.code, list, error: row.error(reason) })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_a_language_are_found_by_name_in_order() {
        assert!(Folder::all().iter().all(|folder| folder.lists.is_sorted_by_key(|(name, _)| name)));
        let english = Folder::of("en").expect("English is there");
        assert!(english.rows("quote/cues").count() > 400);
        assert_eq!(english.rows("no/such").count(), 0);
    }

    #[test]
    fn a_refused_row_is_named() {
        let folder = Folder { code: "xx", lists: &[("words", "word*\nun\ndu\n")], models: &[] };
        let refuse = |[word]: [&str; 1]| if word == "du" { Err("no du".to_owned()) } else { Ok(()) };
        assert_eq!(
            folder.read("words", refuse).expect_err("refused").to_string(),
            "reading data/lang/xx/words.tsv, line 3: no du"
        );
    }
}
