//! Before the program is built: the words that are kept in TOML, for people, become JSON, which is read some ten times
//! faster each time that it starts.
#![expect(
    clippy::disallowed_methods,
    reason = "cargo gives a build script a folder of its own"
)]

use std::error::Error;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::Xxh3;

/// What a reading depends on, in `src/`; a test holds that nothing is forgotten. `diagnostic/` is not among it: it only says
/// in words what was read.
const READING: &[&str] = &[
    "calendar",
    "extract.rs",
    "fold.rs",
    "geometry.rs",
    "labels",
    "layout",
    "menu",
    "pdf",
    "scdl",
    "text.rs",
];

const WORDS: &[&str] = &[
    "calendar/school",
    "calendar/words",
    "diagnostic/codes",
    "labels/vocabulary",
    "menu/courses/headings",
    "menu/lexicon/foods",
    "menu/notices",
    "stats/definitions",
];

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for words in WORDS {
        let source = format!("src/{words}.toml");
        println!("cargo::rerun-if-changed={source}");
        let text = std::fs::read_to_string(&source)?;
        let mut table: toml::Table =
            toml::from_str(&text).map_err(|error| format!("{source}: {error}"))?;
        if words.starts_with("menu/") {
            leave_examples(&mut table);
        }
        let name = Path::new(words).file_name().unwrap_or_default();
        std::fs::write(
            out.join(name).with_extension("json"),
            serde_json::to_string(&table)?,
        )?;
    }
    println!("cargo::rustc-env=ARDOISE_READER={:016x}", reader()?);
    // The loader would else write an address into each of some hundred thousand places, whatever is asked of the program:
    // half the time of a short run. Heap, stack and libraries lie at random places as before.
    let target = ["OS", "ENV"].map(|part| std::env::var(format!("CARGO_CFG_TARGET_{part}")));
    if target == [Ok("linux".to_owned()), Ok("gnu".to_owned())] {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    println!("cargo::rerun-if-changed=src/build.rs");
    Ok(())
}

/// Takes off what only tests read, in the words of `menu/`: the examples of each line.
fn leave_examples(table: &mut toml::Table) {
    let lines = table
        .iter_mut()
        .filter_map(|(_, lines)| lines.as_array_mut());
    for line in lines.flatten().filter_map(toml::Value::as_table_mut) {
        line.remove("yes");
        line.remove("no");
    }
}

/// A hash of the source that reads, and of the versions that it is built with.
fn reader() -> Result<u64, Box<dyn Error>> {
    let mut hasher = Xxh3::new();
    let mut rooms: Vec<PathBuf> = READING.iter().map(|r| Path::new("src").join(r)).collect();
    rooms.push(PathBuf::from("Cargo.lock"));
    for room in &rooms {
        println!("cargo::rerun-if-changed={}", room.display());
        for file in walkdir::WalkDir::new(room).sort_by_file_name() {
            match file {
                Ok(file) if file.file_type().is_file() => {
                    hasher.update(file.path().to_string_lossy().as_bytes());
                    hasher.update(&std::fs::read(file.path())?);
                }
                Ok(_) => {}
                // A crate that another is built with has no lock of its own.
                Err(_) if room.ends_with("Cargo.lock") => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(hasher.digest())
}
