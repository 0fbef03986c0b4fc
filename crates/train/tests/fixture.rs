//! Every trainer of `models.toml` runs to its end on the invented data in `fixture/`, in the order of the manifest.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// A model of the manifest: the command of its trainer and the files that it makes.
struct Model {
    command: String,
    files: Vec<String>,
}

/// Reads the commands and files of the manifest, which has each on a line of its own.
fn models(manifest: &str) -> Vec<Model> {
    let mut models: Vec<Model> = Vec::new();
    for line in manifest.lines().take_while(|line| !line.starts_with("[data.")) {
        if let Some(command) = line.strip_prefix("command = ") {
            models.push(Model { command: command.trim_matches('"').to_owned(), files: Vec::new() });
        } else if let (Some(model), Some((file, _))) = (models.last_mut(), line.split_once("\" = \"")) {
            model.files.push(file.trim_matches('"').to_owned());
        }
    }
    models
}

fn train(command: &str, out: &Path) {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixture");
    let output = Command::new(env!("CARGO_BIN_EXE_nutgraf-train"))
        .arg(command)
        .args([Path::new("--data"), &fixture.join("data")])
        .args([Path::new("--packages"), &fixture.join("packages")])
        .args([Path::new("--out"), &out.join("crates")])
        .output()
        .expect("the trainer can be run");
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn every_trainer_runs_to_its_end_on_invented_data() {
    let models = models(include_str!("../models.toml"));
    assert!(models.len() >= 12, "the manifest lists every model");
    let out = tempfile::tempdir().expect("a folder");
    for Model { command, files } in &models {
        let start = Instant::now();
        train(command, out.path());
        for file in files {
            let made = fs::metadata(out.path().join(file)).unwrap_or_else(|error| panic!("{command} makes {file}: {error}"));
            assert!(made.len() > 100, "{file} has {} bytes", made.len());
        }
        eprintln!("{command}: {:.1} s", start.elapsed().as_secs_f64());
    }
}

#[test]
fn the_same_data_give_the_same_file() {
    let [one, other] = [(), ()].map(|()| tempfile::tempdir().expect("a folder"));
    for command in ["gazetteer", "names-lists", "names-clusters", "names-vectors", "names", "people", "places", "quotes"] {
        train(command, one.path());
        train(command, other.path());
        for Model { files, .. } in models(include_str!("../models.toml")).iter().filter(|model| model.command == command) {
            for file in files {
                let read = |folder: &Path| fs::read(folder.join(file)).expect("a model");
                assert!(read(one.path()) == read(other.path()), "{file} is not the same a second time");
            }
        }
    }
}
