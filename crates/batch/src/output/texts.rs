//! Clean texts: plain, Markdown or TEI, one after the other or a file an article.

use std::fs::{self, File};
use std::hash::{BuildHasher, BuildHasherDefault};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nutgraf::Record;
use rustc_hash::{FxHashMap, FxHasher};

use super::append::{Appending, Packing};
use super::form::{Encoded, Encoder};
use super::sink::{Sink, State, sync_folder};
use crate::error::{Error, Result};

/// The list of the texts in a folder.
pub(super) const INDEX: &str = "files.jsonl";

/// Forms of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    Plain,
    Markdown,
    Tei,
}

impl Text {
    pub fn of(self, record: &Record) -> String {
        match self {
            Self::Plain => {
                let title = record.title().map(|title| format!("{title}\n\n")).unwrap_or_default();
                format!("{title}{}\n", record.body())
            }
            Self::Markdown => record.to_markdown(),
            Self::Tei => record.to_tei(),
        }
    }

    pub fn ending(self) -> &'static str {
        match self {
            Self::Plain => "txt",
            Self::Markdown => "md",
            Self::Tei => "xml",
        }
    }

    /// What stands before the first of many texts in one file.
    pub fn head(self) -> &'static str {
        match self {
            Self::Tei => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">\n",
            _ => "",
        }
    }

    /// What stands behind the last one.
    pub fn tail(self) -> &'static str {
        if self == Self::Tei { "</teiCorpus>\n" } else { "" }
    }

    /// One after the other, an empty line behind each where the form has no marks of its own.
    pub fn lines(self) -> Encoder {
        Arc::new(move |records: &[Record]| {
            let behind = if self == Self::Tei { "" } else { "\n" };
            Encoded::Lines(
                records.iter().flat_map(|record| [self.of(record), behind.to_owned()]).collect::<String>().into_bytes(),
            )
        })
    }

    /// Each for itself.
    fn each(self) -> Encoder {
        let id = |record: &Record| record.id.clone().unwrap_or_default();
        Arc::new(move |records: &[Record]| Encoded::Texts(records.iter().map(|record| (id(record), self.of(record))).collect()))
    }
}

/// A folder with a file an article, and a list of them: JSON lines of `article`, the id, and `file`.
pub(super) struct TextFolder {
    folder: PathBuf,
    text: Text,
    index: Appending,
    names: Names,
    /// Written since the last checkpoint.
    fresh: Vec<PathBuf>,
}

impl TextFolder {
    pub fn open(folder: &Path, text: Text, state: &State) -> Result<Self> {
        let length = state.get("index").copied().unwrap_or_default();
        let path = folder.join(INDEX);
        let index = Appending::open(path.clone(), Packing::Plain, length)?;
        let mut names = Names::default();
        // The names that are taken follow from the ids in their order.
        listed(&path)?.for_each(|(id, _)| drop(names.unique(&id)));
        Ok(Self { folder: folder.to_owned(), text, index, names, fresh: Vec::new() })
    }
}

/// The articles and files that a list names.
pub(super) fn listed(index: &Path) -> Result<impl Iterator<Item = (String, String)>> {
    let file = File::open(index).map_err(Error::io("reading", index))?;
    let lines = BufReader::new(file).lines().map_while(std::result::Result::ok);
    Ok(lines.filter_map(|line| {
        let row: serde_json::Value = serde_json::from_str(&line).ok()?;
        Some((row["article"].as_str()?.to_owned(), row["file"].as_str()?.to_owned()))
    }))
}

impl Sink for TextFolder {
    fn encoder(&self) -> Encoder {
        self.text.each()
    }

    fn chunks_per_checkpoint(&self) -> u64 {
        64
    }

    fn write(&mut self, encoded: Encoded) -> Result<()> {
        let Encoded::Texts(texts) = encoded else { return Ok(()) };
        for (id, text) in texts {
            let name = format!("{}.{}", self.names.unique(&id), self.text.ending());
            let path = self.folder.join(&name);
            fs::write(&path, text).map_err(Error::io("writing", &path))?;
            self.index.write(format!("{}\n", serde_json::json!({"article": id, "file": name})).as_bytes())?;
            self.fresh.push(path);
        }
        Ok(())
    }

    fn checkpoint(&mut self) -> Result<State> {
        for path in self.fresh.drain(..) {
            File::open(&path).and_then(|file| file.sync_all()).map_err(Error::io("writing", &path))?;
        }
        let length = self.index.checkpoint()?;
        sync_folder(self.index.path());
        Ok(State::from([("index".to_owned(), length)]))
    }

    fn finish(&mut self) -> Result<()> {
        Ok(())
    }
}

/// Names of files that no other article has, made of ids. Of each it keeps a hash of 64 bits.
#[derive(Default)]
struct Names {
    /// The number that the next article of that name gets.
    taken: FxHashMap<u64, u32>,
}

impl Names {
    /// The last part of an id, without what a file system might not take; with a number if another article has it.
    fn unique(&mut self, id: &str) -> String {
        const LONGEST: usize = 80;
        let last = id.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        let safe: String =
            stem.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' }).take(LONGEST).collect();
        let safe = safe.trim_start_matches('.');
        let safe = if safe.is_empty() { "article" } else { safe };
        let mut name = safe.to_owned();
        // A name with a number may be taken too: by an article whose id ends so.
        while !self.take(&name) {
            let next = self.taken.entry(hash(safe)).or_default();
            *next += 1;
            name = format!("{safe}-{next}");
        }
        name
    }

    /// Takes a name, in any case; false if another article has it.
    fn take(&mut self, name: &str) -> bool {
        let before = self.taken.len();
        self.taken.entry(hash(name)).or_insert(1);
        self.taken.len() > before
    }
}

fn hash(name: &str) -> u64 {
    BuildHasherDefault::<FxHasher>::default().hash_one(name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_safe_and_unique() {
        let mut names = Names::default();
        let ids = ["a/b/story.html", "c/Story.txt", "https://x.example/a?b=c", "..", "", "d/story-2", "e/story"];
        let found = ids.map(|id| names.unique(id));
        assert_eq!(found, ["story", "Story-2", "a_b_c", "article", "article-2", "story-2-2", "story-3"]);
    }

    #[test]
    fn a_folder_that_is_opened_again_goes_on_with_its_names() {
        let folder = tempfile::tempdir().unwrap();
        let write = |sink: &mut TextFolder, id: &str| {
            sink.write(Encoded::Texts(vec![(id.to_owned(), "One.\n".to_owned())])).unwrap();
            sink.checkpoint().unwrap()
        };
        let state = write(&mut TextFolder::open(folder.path(), Text::Plain, &State::new()).unwrap(), "a/story");
        write(&mut TextFolder::open(folder.path(), Text::Plain, &state).unwrap(), "b/story");
        let files: Vec<_> = listed(&folder.path().join(INDEX)).unwrap().map(|(_, file)| file).collect();
        assert_eq!(files, ["story.txt", "story-2.txt"]);
        assert!(files.iter().all(|file| folder.path().join(file).exists()));
    }
}
