//! Before the program is built: the words that are kept in TOML, for people, become JSON, which is read some ten times
//! faster each time that it starts.
#![expect(
    clippy::disallowed_methods,
    reason = "cargo gives a build script a folder of its own"
)]

use std::error::Error;
use std::path::{Path, PathBuf};

const WORDS: &[&str] = &[
    "calendar/words",
    "diagnostic/codes",
    "labels/vocabulary",
    "menu/lexicon",
    "stats/definitions",
];

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for words in WORDS {
        let source = format!("src/{words}.toml");
        println!("cargo::rerun-if-changed={source}");
        let text = std::fs::read_to_string(&source)?;
        let table: toml::Table =
            toml::from_str(&text).map_err(|error| format!("{source}: {error}"))?;
        let name = Path::new(words).file_name().unwrap_or_default();
        std::fs::write(
            out.join(name).with_extension("json"),
            serde_json::to_string(&table)?,
        )?;
    }
    // The loader would else write an address into each of some hundred thousand places, whatever is asked of the program:
    // half the time of a short run. Heap, stack and libraries lie at random places as before.
    let target = ["OS", "ENV"].map(|part| std::env::var(format!("CARGO_CFG_TARGET_{part}")));
    if target == [Ok("linux".to_owned()), Ok("gnu".to_owned())] {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    println!("cargo::rerun-if-changed=src/build.rs");
    Ok(())
}
