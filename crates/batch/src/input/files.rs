//! Which files a corpus is made of.

use std::collections::HashSet;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::kind;

/// The path that means standard input.
pub(super) const STDIN: &str = "-";

/// The files of a corpus, in the order in which they are read.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    files: Vec<PathBuf>,
    /// Of each file: it was named itself, not found in a folder or by a pattern.
    named: Vec<bool>,
    /// Files of folders that are of no known kind.
    skipped: u64,
}

impl Inputs {
    /// Files as they are; folders with all files of known kinds in them, sorted by name; patterns with `*`, `?` or `[`; `-` for
    /// standard input. What can't be read, a file or a folder on the way, is found out and reported when it is its turn.
    pub fn find<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Self {
        let mut inputs = Self::default();
        for path in paths {
            let path = path.as_ref();
            let before = inputs.files.len();
            if path.is_dir() {
                inputs.walk(path);
            } else if let Some(pattern) = path.to_str().filter(|p| p.contains(['*', '?', '[']) && !path.exists()) {
                // The crate returns matches in alphabetical order.
                for found in glob::glob(pattern).into_iter().flatten() {
                    match found {
                        Ok(path) if path.is_dir() => {}
                        Ok(path) => inputs.push(path, false),
                        Err(error) => inputs.push(error.path().to_owned(), false),
                    }
                }
            }
            if inputs.files.len() == before {
                inputs.push(path.to_owned(), true);
            }
        }
        inputs
    }

    fn push(&mut self, path: PathBuf, named: bool) {
        self.files.push(path);
        self.named.push(named);
    }

    /// All files of known kinds below a folder, sorted by name; hidden ones and the outputs of runs are left out.
    fn walk(&mut self, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else { return self.push(folder.to_owned(), false) };
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let outputs = outputs(&paths);
        for path in paths {
            if outputs.contains(&path) {
                continue;
            }
            if path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b".")) {
                continue;
            }
            if path.is_symlink() && path.is_dir() {
                // Not followed: a link upwards would never end.
            } else if path.is_dir() {
                self.walk(&path);
            } else if kind::is_known(&path) || fs::symlink_metadata(&path).is_err() {
                self.push(path, false);
            } else {
                self.skipped += 1;
            }
        }
    }

    /// The same files without those that `is_output` holds for; ones that were named themselves are kept.
    #[must_use]
    pub(crate) fn without(self, is_output: impl Fn(&Path) -> bool) -> Self {
        let kept = self.files.into_iter().zip(self.named).filter(|(path, named)| *named || !is_output(path));
        let (files, named) = kept.unzip();
        Self { files, named, skipped: self.skipped }
    }

    /// How many files of the folders are of no known kind, and left out.
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    /// The files.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// True if file `i` was named itself, not found in a folder or by a pattern.
    pub(super) fn is_named(&self, i: usize) -> bool {
        self.named.get(i).copied().unwrap_or_default()
    }

    /// True if standard input is among them: such a run can't be resumed.
    pub fn has_stdin(&self) -> bool {
        self.files.iter().any(|path| path == Path::new(STDIN))
    }

    /// Bytes on disk.
    pub fn size(&self) -> u64 {
        self.size_of_first(self.files.len())
    }

    /// Bytes on disk of the first `n` files.
    pub(super) fn size_of_first(&self, n: usize) -> u64 {
        self.files.iter().take(n).filter_map(|path| fs::metadata(path).ok()).map(|meta| meta.len()).sum()
    }

    /// A number that changes if a file is added, taken away, renamed, or changes its size or time.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = rustc_hash::FxHasher::default();
        for path in &self.files {
            let meta = fs::metadata(path).ok();
            let modified = meta.as_ref().and_then(|meta| meta.modified().ok());
            let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            path.as_os_str().as_encoded_bytes().hash(&mut hasher);
            (meta.map(|meta| meta.len()), since.map(|since| since.as_nanos())).hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// Those of the files and folders of one folder that runs have written: what has a run's manifest beside or in it.
fn outputs(paths: &[PathBuf]) -> HashSet<PathBuf> {
    let mut found = HashSet::new();
    for path in paths {
        let base = path.to_str().and_then(|name| name.strip_suffix(".manifest.json"));
        if let Some(base) = base.filter(|_| is_manifest(path)) {
            found.extend([base.into(), format!("{base}.errors.jsonl").into(), path.clone()]);
        } else if path.is_dir() && is_manifest(&path.join("manifest.json")) {
            found.insert(path.clone());
        }
    }
    found
}

/// True for the manifest of a run: it begins with the version of nutgraf that wrote it.
fn is_manifest(path: &Path) -> bool {
    const HEAD: &[u8] = b"{\n  \"nutgraf\": \"";
    let mut head = [0; HEAD.len()];
    fs::File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == HEAD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn folders_give_known_files_and_what_cannot_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("b")).unwrap();
        for name in ["a.txt", "b/c.jsonl", "picture.png", ".hidden.txt"] {
            fs::write(root.join(name), "text").unwrap();
        }
        std::os::unix::fs::symlink("/nowhere", root.join("d.txt")).unwrap();
        std::os::unix::fs::symlink(root, root.join("loop")).unwrap();
        let inputs = Inputs::find([root]);
        let names: Vec<_> = inputs.files().iter().map(|path| path.strip_prefix(root).unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a.txt", "b/c.jsonl", "d.txt"]);
        assert!((0..3).all(|i| !inputs.is_named(i)));

        let output = inputs.clone().without(|path| path.ends_with("c.jsonl"));
        assert_eq!(output.files().len(), 2);
        let alone = Inputs::find([root.join("a.txt")]).without(|_| true);
        assert_eq!(alone.files().len(), 1, "what is named itself stays");
    }

    #[test]
    fn outputs_of_any_run_are_no_inputs_but_look_alikes_are() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let manifest = "{\n  \"nutgraf\": \"0.2.0\",\n";
        for (name, content) in [
            ("a.txt", "text"),
            ("old.jsonl", "{}"),
            ("old.jsonl.errors.jsonl", "{}"),
            ("old.jsonl.manifest.json", manifest),
            ("own.jsonl", "{}"),
            ("own.jsonl.manifest.json", "{\"mine\": 1}"),
            ("news/manifest.json", manifest),
            ("news/quotes.csv", "text"),
        ] {
            fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
            fs::write(root.join(name), content).unwrap();
        }
        let inputs = Inputs::find([root]);
        let names: Vec<_> = inputs.files().iter().map(|path| path.strip_prefix(root).unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a.txt", "own.jsonl", "own.jsonl.manifest.json"]);
        assert_eq!(Inputs::find([root.join("news")]).files().len(), 2, "a folder that is named itself is read");
    }
}
