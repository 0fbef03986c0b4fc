//! Files of public packages, unpacked below one folder.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// The files, sorted by path. They are known by how their path ends, so that it does not matter how the packages were unpacked.
pub struct Packages {
    folder: PathBuf,
    files: Vec<PathBuf>,
}

impl Packages {
    /// Lists the files below a folder.
    ///
    /// # Errors
    /// If the folder can't be read.
    pub fn open(folder: &Path) -> Result<Self> {
        let mut files = Vec::new();
        walk(folder, &mut files)?;
        files.sort();
        Ok(Self { folder: folder.to_owned(), files })
    }

    /// Returns all files of the packages.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(PathBuf::as_path)
    }

    /// The files whose path ends so.
    pub fn ending(&self, end: &str) -> impl Iterator<Item = &Path> {
        self.files().filter(move |path| path.to_string_lossy().ends_with(end))
    }

    /// The one file whose path ends so.
    ///
    /// # Errors
    /// If there is none, or more than one.
    pub fn one(&self, end: &str) -> Result<&Path> {
        let found: Vec<&Path> = self.ending(end).collect();
        ensure!(found.len() == 1, "{} files end in {end} under {}, not one", found.len(), self.folder.display());
        Ok(found[0])
    }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() { walk(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
