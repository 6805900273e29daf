//! Any text as a schema: read or refused, and what is read judges a table.
#![no_main]

use ardoise::schema::{Schema, Source, validate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(schema) = Schema::read(text) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        std::fs::write(&path, "a,b,c\n1,x,\"[\"\"y\"\"]\"\n,2022-11-07,-1.78\n").unwrap();
        let _ = validate(&Source::open(&path).unwrap(), &schema);
    }
});
