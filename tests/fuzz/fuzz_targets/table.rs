//! Any bytes as a table: a verdict, a correction that needs no second one, and no panic.
#![no_main]

use ardoise::schema::{Source, built_in, fix, validate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    std::fs::write(&path, bytes).unwrap();
    for name in ["commerces", "menus-collectifs"] {
        let schema = built_in(name).unwrap().unwrap();
        let Ok(source) = Source::open(&path) else {
            return;
        };
        let _ = validate(&source, &schema);
        let mut fixed = Vec::new();
        if fix(&source, &schema, &mut fixed).is_ok() {
            let again = folder.path().join("fixed.csv");
            std::fs::write(&again, &fixed).unwrap();
            let _ = validate(&Source::open(&again).unwrap(), &schema);
        }
    }
});
