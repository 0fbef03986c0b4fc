//! Where a run writes to, and what may be in the way.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::manifest::Manifest;
use super::sink::sibling_path;
use super::texts::{INDEX, Text, listed};
use crate::error::{Error, Result};
use crate::input::Inputs;
use crate::tables::{Shape, TABLES};

/// Forms of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Records, a line of JSON each, in one file; packed if its name ends in `.gz` or `.zst`.
    Jsonl,
    /// A folder of tables, each a folder of Parquet files.
    Parquet,
    /// A folder of tables, each a CSV file.
    Csv,
    /// Clean articles as text: in one file, or in a folder a file an article.
    Txt,
    /// The same in Markdown.
    Md,
    /// The same in TEI, the XML of the Text Encoding Initiative.
    Tei,
}

impl Format {
    /// What the name of an output asks for, if nothing else is said: a folder or a name without an ending is for Parquet, the endings of
    /// texts are for those, any other one is for JSON lines.
    ///
    /// # Errors
    /// If the name ends like one table, which no output is.
    pub fn of(path: &Path) -> Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        let name = [".gz", ".zst", ".zstd"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(&name);
        if path.is_dir() {
            return Ok(Self::Parquet);
        }
        Ok(match name.rsplit_once('.').map(|(_, ending)| ending) {
            None => Self::Parquet,
            Some("txt") => Self::Txt,
            Some("md") => Self::Md,
            Some("xml" | "tei") => Self::Tei,
            Some(ending @ ("csv" | "tsv" | "parquet")) => {
                let form = if ending == "parquet" { "parquet" } else { "csv" };
                let folder = path.with_extension("");
                let reason = format!("tables go to a folder, a file each: -o {} --to {form}", folder.display());
                return Err(Error::file(path, reason));
            }
            Some(_) => Self::Jsonl,
        })
    }

    /// How an article is written, if this is a form of texts.
    pub(super) fn text(self) -> Option<Text> {
        match self {
            Self::Txt => Some(Text::Plain),
            Self::Md => Some(Text::Markdown),
            Self::Tei => Some(Text::Tei),
            Self::Jsonl | Self::Parquet | Self::Csv => None,
        }
    }

    /// True for tables, which need a folder.
    pub fn is_tables(self) -> bool {
        matches!(self, Self::Parquet | Self::Csv)
    }
}

/// What to do about an output that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenMode {
    /// Leave whatever is there alone: an error.
    New,
    /// Go on with an unfinished run; start one if there is none.
    Resume,
    /// Replace what an earlier run wrote, or the file of that name; other files of a folder are left alone.
    Overwrite,
}

/// Where a run writes to, and what it must have been told to go on there.
#[derive(Debug, Clone)]
pub struct Target {
    /// A file, or a folder for tables.
    pub path: PathBuf,
    /// In which form.
    pub format: Format,
    /// What to do if something is there.
    pub mode: OpenMode,
    /// What tables look like.
    pub shape: Shape,
    /// CSV cells as they are, though a spreadsheet may take some for formulas.
    pub raw_csv: bool,
    /// All that changes the output, by name.
    pub options: Value,
}

/// The names of a run's own files beside its records or tables.
pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const NEW_MANIFEST: &str = "manifest.json.new";
pub(super) const ERRORS: &str = "errors.jsonl";
pub(super) const SKETCHES: &str = "sketches";
pub(super) const LOCK: &str = "lock";
const PARTIAL: &str = "partial";

impl Target {
    /// A file that belongs to the run: in the folder of tables, or beside the file of records.
    pub(super) fn companion(&self, name: &str) -> PathBuf {
        if self.is_folder() { self.path.join(name) } else { sibling_path(&self.path, &format!(".{name}")) }
    }

    /// True if the output is a folder: of tables, or of texts where the name has no ending.
    pub(super) fn is_folder(&self) -> bool {
        match self.format {
            Format::Jsonl => false,
            Format::Parquet | Format::Csv => true,
            Format::Txt | Format::Md | Format::Tei => self.path.is_dir() || self.path.extension().is_none(),
        }
    }

    /// Where the sketches of a run that looks for duplicates are kept while it lasts.
    pub fn sketches(&self) -> PathBuf {
        self.companion(SKETCHES)
    }

    /// The inputs without this run's own output, which may be in a folder that is read.
    ///
    /// # Errors
    /// If a file of the output was named as an input.
    pub fn apart_from(&self, inputs: Inputs) -> Result<Inputs> {
        let output = real(&self.path);
        let files: Vec<_> =
            [MANIFEST, NEW_MANIFEST, ERRORS, SKETCHES, LOCK, PARTIAL].map(|name| real(&self.companion(name))).into();
        let is_output = |input: &Path| {
            let input = real(input);
            if self.is_folder() { input.starts_with(&output) } else { input == output || files.contains(&input) }
        };
        let inputs = inputs.without(is_output);
        match inputs.files().iter().find(|input| is_output(input)) {
            Some(input) => self.refuse(&format!("{} is an input of this run", input.display())),
            None => Ok(inputs),
        }
    }

    fn refuse<T>(&self, reason: &str) -> Result<T> {
        Err(Error::file(&self.path, reason))
    }

    /// Refuses what is no place for this form of output.
    pub(super) fn check_kind(&self) -> Result<()> {
        let Ok(meta) = fs::metadata(&self.path) else { return Ok(()) };
        match self.format {
            _ if self.is_folder() && meta.is_dir() => Ok(()),
            Format::Jsonl if meta.is_dir() => {
                self.refuse("it is a folder; JSON lines go into a file (--to parquet or csv for tables)")
            }
            _ if !self.is_folder() && !meta.is_file() => {
                self.refuse("it is a pipe or device: leave -o out to write to standard output")
            }
            _ if self.is_folder() => self.refuse("it is a file; this form goes into a folder"),
            _ => Ok(()),
        }
    }

    /// Refuses, or clears the way for a new run.
    pub(super) fn make_way(&self, there: Option<&Manifest>) -> Result<()> {
        if self.mode != OpenMode::Overwrite {
            if there.is_some_and(|manifest| !manifest.finished) {
                return self.refuse("an unfinished run is there: --resume goes on with it, --overwrite starts again");
            }
            return match self.in_the_way()? {
                Some(path) => {
                    self.refuse(&format!("{} is there already: --overwrite replaces what a run writes", path.display()))
                }
                None => Ok(()),
            };
        }
        self.remove_previous_output(there)
    }

    /// A file that a new run would write over or mix with its own; none of those that a run killed at its very beginning leaves.
    fn in_the_way(&self) -> Result<Option<PathBuf>> {
        let is_leftover = |path: &Path| {
            let name = |name| path == self.companion(name);
            name(LOCK) || name(NEW_MANIFEST) || name(ERRORS) && fs::metadata(path).is_ok_and(|meta| meta.len() == 0)
        };
        let paths: Vec<PathBuf> = if self.is_folder() {
            let entries = fs::read_dir(&self.path).map_err(Error::io("reading", &self.path))?;
            entries.flatten().map(|entry| entry.path()).collect()
        } else {
            let files = [ERRORS, SKETCHES, PARTIAL].map(|name| self.companion(name));
            std::iter::once(self.path.clone()).chain(files).filter(|path| fs::symlink_metadata(path).is_ok()).collect()
        };
        Ok(paths.into_iter().find(|path| !is_leftover(path)))
    }

    /// Removes the texts that an earlier run lists, and its list.
    fn remove_texts(&self) -> Result<()> {
        let index = self.path.join(INDEX);
        if !index.is_file() {
            return Ok(());
        }
        for (_, name) in listed(&index)?.filter(|(_, name)| is_text_name(name)) {
            remove(&self.path.join(name))?;
        }
        remove(&index)
    }

    /// Removes what an earlier run may have written, and nothing else: files of the user's own stay.
    fn remove_previous_output(&self, there: Option<&Manifest>) -> Result<()> {
        for name in [SKETCHES, PARTIAL] {
            remove(&self.companion(name))?;
        }
        if !self.is_folder() {
            return Ok(());
        }
        self.remove_texts()?;
        let before = there.and_then(|manifest| serde_json::from_value::<Format>(manifest.options.get("format")?.clone()).ok());
        for table in &TABLES {
            if before == Some(Format::Csv) {
                remove(&self.path.join(format!("{}.csv", table.name)))?;
            }
            if before == Some(Format::Parquet) || self.format == Format::Parquet {
                let folder = self.path.join(table.name);
                for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                    if part_number(&entry.path()).is_some() {
                        remove(&entry.path())?;
                    }
                }
                // Fails if something else is in it.
                let _ = fs::remove_dir(&folder);
            }
        }
        Ok(())
    }
}

/// Removes a file, if it is there.
fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io("removing", path)(error)),
        _ => Ok(()),
    }
}

/// True for the name of a text that a run writes: a name alone, no way to elsewhere.
fn is_text_name(name: &str) -> bool {
    !name.contains(['/', '\\']) && [".txt", ".md", ".xml"].iter().any(|ending| name.ends_with(ending))
}

/// The number of a part of a Parquet table, whole or not: `part-00012.parquet`, `part-00012.parquet.tmp`.
pub(super) fn part_number(path: &Path) -> Option<u64> {
    let name = path.file_name()?.to_str()?.strip_prefix("part-")?;
    let digits = name.strip_suffix(".tmp").unwrap_or(name).strip_suffix(".parquet")?;
    digits.parse().ok()
}

/// The path without links, dots and the like, also of a file that is not there yet.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // The folders that are there, then the names that are not.
    let (mut folder, mut missing) = (absolute.as_path(), Vec::new());
    loop {
        if let Ok(found) = fs::canonicalize(folder) {
            return missing.into_iter().rev().fold(found, |path: PathBuf, name| path.join(name));
        }
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else { return absolute };
        missing.push(name);
        folder = parent;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(path: &Path, format: Format, mode: OpenMode) -> Target {
        let shape = Shape::plain(nutgraf::Offsets::Byte);
        Target { path: path.to_owned(), format, mode, shape, raw_csv: false, options: Value::Null }
    }

    #[test]
    fn an_output_is_no_input() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in ["a.jsonl", "out.jsonl", "out.jsonl.errors.jsonl", "out.jsonl.other.jsonl"] {
            fs::write(root.join(name), "{}").unwrap();
        }
        let target = target(&root.join(".").join("out.jsonl"), Format::Jsonl, OpenMode::New);
        let inputs = target.apart_from(Inputs::find([root])).unwrap();
        let names: Vec<_> = inputs.files().iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a.jsonl", "out.jsonl.other.jsonl"]);
        assert!(target.apart_from(Inputs::find([root.join("out.jsonl")])).is_err());
    }

    #[test]
    fn files_of_the_user_stay() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("articles")).unwrap();
        for name in ["articles/mine.txt", "articles/part-00000.parquet", "articles/part-00001.parquet.tmp", "quotes.csv", "notes"]
        {
            fs::write(root.join(name), "mine").unwrap();
        }
        assert!(target(root, Format::Parquet, OpenMode::New).make_way(None).is_err());
        target(root, Format::Parquet, OpenMode::Overwrite).make_way(None).unwrap();
        let left = |name: &str| root.join(name).exists();
        assert!(left("articles/mine.txt") && left("quotes.csv") && left("notes"));
        assert!(!left("articles/part-00000.parquet") && !left("articles/part-00001.parquet.tmp"));

        let file = root.join("notes");
        assert!(target(&file, Format::Jsonl, OpenMode::New).make_way(None).is_err());
        assert_eq!(fs::read(&file).unwrap(), b"mine");
    }

    #[test]
    fn what_a_run_killed_at_once_leaves_is_not_in_the_way() {
        let folder = tempfile::tempdir().unwrap();
        for name in [LOCK, NEW_MANIFEST, ERRORS] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        target(folder.path(), Format::Csv, OpenMode::Resume).make_way(None).unwrap();
    }
}
