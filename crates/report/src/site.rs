//! The files of the report. They get their place when all of them are there.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use nutgraf_batch::{Error, Result};

/// The pages' own files: made from `report/` by its `npm run build`.
const ASSETS: [(&str, &str); 3] = [
    ("index.html", include_str!("../assets/index.html")),
    ("report.css", include_str!("../assets/report.css")),
    ("report.js", include_str!("../assets/report.js")),
];
/// The part that every report has.
const START: &str = "data/start.js";
/// The folder of all parts.
const DATA: &str = "data";

/// A report on its way to the disk.
pub struct Site {
    out: PathBuf,
    /// Where it grows: beside `out`.
    folder: PathBuf,
    bytes: u64,
}

impl Site {
    /// Begins a report that will stand at `out`.
    ///
    /// # Errors
    /// If something other than a report is there, or a report and `overwrite` is false.
    pub fn begin(out: &Path, overwrite: bool) -> Result<Self> {
        let refuse = |reason: &str| Error::file(out, reason);
        let Some(name) = out.file_name() else { return Err(refuse("a report needs a folder of its own: name one")) };
        if out.exists() && !is_empty(out) {
            if !out.join(START).is_file() {
                return Err(refuse("something that is no report is there already: name another folder"));
            }
            if !overwrite {
                return Err(refuse("a report is there already: --overwrite replaces it"));
            }
        }
        let site = Self { out: out.to_owned(), folder: beside(out, name, ".part"), bytes: 0 };
        check(&beside(out, name, ".old"))?;
        remove(&site.folder)?;
        Ok(site)
    }

    /// Writes a part of the data: a script, since a page from a disk may load nothing else.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn part(&mut self, name: &str, data: &impl Serialize) -> Result<()> {
        let json = serde_json::to_string(data).unwrap_or_default();
        // Harmless as script whatever an article holds, also to a reader that takes it for HTML.
        let mut script = format!("nutgraf({name:?},");
        for piece in json.split_inclusive(['<', '\u{2028}', '\u{2029}']) {
            let Some(last) = piece.chars().next_back() else { continue };
            let escaped = match last {
                '<' => "\\u003c",
                '\u{2028}' => "\\u2028",
                '\u{2029}' => "\\u2029",
                _ => {
                    script.push_str(piece);
                    continue;
                }
            };
            script.push_str(&piece[..piece.len() - last.len_utf8()]);
            script.push_str(escaped);
        }
        script.push_str(")\n");
        self.file(&format!("data/{name}.js"), &script)
    }

    fn file(&mut self, name: &str, text: &str) -> Result<()> {
        let path = self.folder.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Error::io("making", folder))?;
        }
        self.bytes += text.len() as u64;
        fs::write(&path, text).map_err(Error::io("writing", &path))
    }

    /// Moves the report to its place and returns its size in bytes.
    ///
    /// # Errors
    /// If a file can't be written or the folder can't be moved.
    pub fn finish(mut self) -> Result<u64> {
        ASSETS.iter().try_for_each(|(name, text)| self.file(name, text))?;
        let old = beside(&self.out, self.out.file_name().unwrap_or_default(), ".old");
        let there = self.out.exists();
        if there {
            remove(&old)?;
            fs::rename(&self.out, &old).map_err(Error::io("moving", &self.out))?;
        }
        if let Err(error) = fs::rename(&self.folder, &self.out) {
            if there {
                // The report that was there comes back; if that fails too, it is whole under its other name.
                let _ = fs::rename(&old, &self.out);
            }
            return Err(Error::io("writing", &self.out)(error));
        }
        if there {
            remove(&old)?;
        }
        Ok(self.bytes)
    }
}

/// A name beside `out` that nobody else uses: `.NAME.part`.
fn beside(out: &Path, name: &std::ffi::OsStr, ending: &str) -> PathBuf {
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(ending);
    out.with_file_name(hidden)
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// Refuses a hidden folder that no report left there: it is somebody's own.
fn check(folder: &Path) -> Result<()> {
    if folder.exists() && !is_empty(folder) && !folder.join(DATA).is_dir() {
        return Err(Error::file(folder, "no report, but it stands where one is built: move it away"));
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    check(folder)?;
    if folder.exists() { fs::remove_dir_all(folder).map_err(Error::io("removing", folder)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_report_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mine.txt"), "mine").unwrap();
        let refused = Site::begin(folder.path(), true).err().unwrap().to_string();
        assert!(refused.contains("no report"), "{refused}");
    }

    #[test]
    fn hidden_folders_of_others_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        for ending in [".part", ".old"] {
            let own = folder.path().join(format!(".site{ending}"));
            fs::create_dir(&own).unwrap();
            fs::write(own.join("mine.txt"), "mine").unwrap();
            let refused = Site::begin(&folder.path().join("site"), true).err().unwrap().to_string();
            assert!(refused.contains("move it away") && own.join("mine.txt").is_file(), "{refused}");
            fs::remove_dir_all(own).unwrap();
        }
    }

    #[test]
    fn a_report_is_replaced_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        for overwrite in [false, true] {
            let mut site = Site::begin(&out, overwrite).unwrap();
            site.part("start", &["</script>\u{2028}"]).unwrap();
            site.finish().unwrap();
        }
        let start = fs::read_to_string(out.join(START)).unwrap();
        assert_eq!(start, "nutgraf(\"start\",[\"\\u003c/script>\\u2028\"])\n");
        assert!(Site::begin(&out, false).err().unwrap().to_string().contains("--overwrite"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
