//! Any bytes as a PDF: rows, or why there are none.
#![no_main]

use ardoise::extract::{Options, extract};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match extract(bytes, &Options::default()) {
        Ok(extraction) => assert!(!extraction.rows.is_empty() || !extraction.diagnostics.is_empty()),
        Err(refusal) => assert!(!refusal.text(Default::default()).is_empty()),
    }
});
