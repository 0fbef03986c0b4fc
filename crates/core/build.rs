//! Checks every list under `data/lang` and `data/read` and puts lists and models into the program: a bad row stops the build with file and line.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[path = "src/text/hash.rs"]
#[allow(dead_code)]
mod hash;
#[path = "src/model/packed.rs"]
#[allow(dead_code)]
mod packed;
#[path = "src/text/tsv.rs"]
#[allow(dead_code)]
mod tsv;

/// Models in crates of their own, since the registry takes none over ten megabytes: language, name, and where it lies.
const APART: [(&str, &str, &str); 5] = [
    ("en", "models/names", "nutgraf_data_names::ENGLISH_TAGGER"),
    ("en", "models/syntax", "nutgraf_data_syntax::ENGLISH"),
    ("en", "names/clusters", "nutgraf_data_names::ENGLISH_CLUSTERS"),
    ("en", "names/lexicon", "nutgraf_data_names::ENGLISH_LEXICON"),
    ("en", "names/vectors", "nutgraf_data_names::ENGLISH_VECTORS"),
];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=data/lang");
    println!("cargo::rerun-if-changed=data/read");
    for source in ["src/text/hash.rs", "src/model/packed.rs", "src/text/tsv.rs"] {
        println!("cargo::rerun-if-changed={source}");
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names the folder"));
    let faults = checked(Path::new("data/read"));
    match folders(Path::new("data/lang"), &out).and_then(|code| if faults.is_empty() { Ok(code) } else { Err(faults) }) {
        Ok(code) => {
            std::fs::write(out.join("folders.rs"), code).expect("the build folder can be written");
            ExitCode::SUCCESS
        }
        Err(faults) => {
            faults.iter().for_each(|fault| println!("cargo::error={fault}"));
            ExitCode::FAILURE
        }
    }
}

/// Returns the table of all languages, their lists and models as Rust code, or everything that is wrong in them. Long lists are
/// packed into files below `out`.
fn folders(root: &Path, out: &Path) -> Result<String, Vec<String>> {
    let mut code = String::from("&[\n");
    let mut faults = Vec::new();
    for folder in sorted(root).into_iter().filter(|path| path.is_dir()) {
        let language = folder.file_name().unwrap_or_default().to_string_lossy();
        let (mut lists, mut models) = (String::new(), String::new());
        for (_, model, place) in APART.iter().filter(|(of, ..)| *of == language) {
            writeln!(models, "        ({model:?}, {place}),").expect("strings can be written to");
        }
        let mut paths = Vec::new();
        files(&folder, &mut paths);
        for path in paths {
            let name = path.strip_prefix(&folder).unwrap_or(&path).with_extension("");
            let name = name.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            let absolute = path.canonicalize().unwrap_or_else(|_| path.clone()).display().to_string();
            if path.extension().is_some_and(|extension| extension == "bin") {
                writeln!(models, "        ({name:?}, include_bytes!({absolute:?})),").expect("strings can be written to");
                continue;
            }
            let text = std::fs::read_to_string(&path).map_err(|e| e.to_string());
            let checked = text.and_then(|text| tsv::check(&text).map(|()| text).map_err(|e| e.to_string()));
            match checked {
                Err(fault) => faults.push(format!("crates/core/{}, {fault}", path.display())),
                Ok(text) => match tsv::packed(&text) {
                    None => {
                        writeln!(lists, "        ({name:?}, include_str!({absolute:?})),").expect("strings can be written to");
                    }
                    Some(rows) => {
                        let packed = out.join(format!("{language}-{}.bin", name.replace('/', "-")));
                        let map = packed::write(rows.iter().map(|&(key, value)| (hash::hash(key), value)));
                        std::fs::write(&packed, map).expect("the build folder can be written");
                        let packed = packed.display().to_string();
                        writeln!(models, "        ({name:?}, include_bytes!({packed:?})),").expect("strings can be written to");
                    }
                },
            }
        }
        writeln!(code, "    Folder {{ code: {language:?}, lists: &[\n{lists}    ], models: &[\n{models}    ] }},")
            .expect("strings can be written to");
    }
    code.push(']');
    if faults.is_empty() { Ok(code) } else { Err(faults) }
}

/// Returns what is wrong in the lists that belong to no language.
fn checked(folder: &Path) -> Vec<String> {
    let fault_of = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).map_err(|e| e.to_string());
        let fault = text.and_then(|text| tsv::check(&text).map_err(|e| e.to_string())).err()?;
        Some(format!("crates/core/{}, {fault}", path.display()))
    };
    sorted(folder).into_iter().filter_map(fault_of).collect()
}

/// Adds the lists and models below a folder, sorted by path.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in sorted(folder) {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "tsv" || extension == "bin") {
            found.push(path);
        }
    }
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    paths
}
