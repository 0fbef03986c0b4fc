//! Clean texts out: plain, Markdown or TEI; one after the other, or a file an article.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use nutgraf::Record;

use crate::Outcome;
use crate::records::SourceArgs;

/// Forms of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    Plain,
    Markdown,
    Tei,
}

impl Text {
    fn of(self, record: &Record) -> String {
        match self {
            Self::Plain => {
                let title = record.title().map(|title| format!("{title}\n\n")).unwrap_or_default();
                format!("{title}{}\n", record.body())
            }
            Self::Markdown => record.to_markdown(),
            Self::Tei => record.to_tei(),
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Plain => "txt",
            Self::Markdown => "md",
            Self::Tei => "xml",
        }
    }
}

/// Writes the texts of all articles: to a file if `output` has an ending, into a folder if not, to standard output if there is none.
pub fn write(source: &SourceArgs, text: Text, output: Option<&Path>, overwrite: bool) -> anyhow::Result<Outcome> {
    let failed = match output {
        None => stream(source, text, io::stdout().lock())?,
        Some(path) if path.extension().is_some() && !path.is_dir() => {
            if path.exists() && !overwrite {
                anyhow::bail!("{} is there already: --overwrite writes over it", path.display());
            }
            stream(source, text, BufWriter::new(File::create(path)?))?
        }
        Some(folder) => {
            fs::create_dir_all(folder)?;
            let mut taken = HashSet::new();
            source.for_each(|record| {
                let name = unique(record.id.as_deref().unwrap_or("article"), &mut taken);
                let path = folder.join(format!("{name}.{}", text.ending()));
                if path.exists() && !overwrite {
                    anyhow::bail!("{} is there already: --overwrite writes over it", path.display());
                }
                Ok(fs::write(path, text.of(&record))?)
            })?
        }
    };
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}

/// One after the other: TEI in a `teiCorpus`, the others with an empty line between two.
fn stream(source: &SourceArgs, text: Text, mut out: impl Write) -> anyhow::Result<bool> {
    if text == Text::Tei {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">\n")?;
    }
    let mut first = true;
    let failed = source.for_each(|record| {
        if !std::mem::take(&mut first) && text != Text::Tei {
            out.write_all(b"\n")?;
        }
        Ok(out.write_all(text.of(&record).as_bytes())?)
    })?;
    if text == Text::Tei {
        out.write_all(b"</teiCorpus>\n")?;
    }
    out.flush()?;
    Ok(failed)
}

/// A file name of an id: its last part, without what a file system might not take; with a number if another article has it.
fn unique(id: &str, taken: &mut HashSet<String>) -> String {
    const LONGEST: usize = 80;
    let last = id.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let safe: String =
        stem.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' }).take(LONGEST).collect();
    let safe = safe.trim_start_matches('.');
    let safe = if safe.is_empty() { "article" } else { safe };
    let numbered = (2..).map(|n| format!("{safe}-{n}"));
    let name =
        std::iter::once(safe.to_owned()).chain(numbered).find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default();
    taken.insert(name.to_lowercase());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_safe_and_unique() {
        let mut taken = HashSet::new();
        let names: Vec<_> = ["a/b/story.html", "c/Story.txt", "https://x.example/a?b=c", "..", ""]
            .iter()
            .map(|id| unique(id, &mut taken))
            .collect();
        assert_eq!(names, ["story", "Story-2", "a_b_c", "article", "article-2"]);
    }
}
